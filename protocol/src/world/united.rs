//! Documents that were made one: whoever refers to the one that went means the one that stays (domain.md §9.3
//! nos. 1, 22 and 23: links are followed, both histories are kept).
//!
//! Two who decide apart may each keep the other one. Then the smallest id stays, everywhere the same: nothing
//! disappears because two people were right at once.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Cells, Record};
use crate::ids::DocumentId;

/// Which document is one with which, as their `merged_into` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct United(BTreeMap<DocumentId, DocumentId>);

impl United {
    /// From pairs of one that went and the one it went into.
    #[must_use]
    pub fn of(pairs: impl IntoIterator<Item = (DocumentId, DocumentId)>) -> Self {
        Self(pairs.into_iter().filter(|(gone, kept)| gone != kept).collect())
    }

    /// Whether every document stands for itself.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The document that stands for this one; itself if it is one with no other.
    #[must_use]
    pub fn stays(&self, id: DocumentId) -> DocumentId {
        let mut path = vec![id];
        let mut at = id;
        while let Some(next) = self.0.get(&at) {
            if let Some(from) = path.iter().position(|seen| seen == next) {
                // A circle: of all in it the smallest.
                return path[from..].iter().copied().min().unwrap_or(id);
            }
            path.push(*next);
            at = *next;
        }
        at
    }

    /// The documents that this one stands for, itself first.
    #[must_use]
    pub fn all_of(&self, id: DocumentId) -> Vec<DocumentId> {
        let gone = self.0.keys().copied().filter(|gone| *gone != id && self.stays(*gone) == id);
        std::iter::once(id).chain(gone).collect()
    }

    /// A document with its references to those that stay.
    #[must_use]
    pub fn follow(&self, mut record: Record) -> Record {
        if self.is_empty() {
            return record;
        }
        let written = record.clone();
        let mut followed = self.cells(&mut record.own);
        for rows in record.collections.values_mut() {
            for row in rows.iter_mut() {
                followed |= self.cells(row);
            }
            // Whoever stands twice in a set stands there once.
            let mut seen: Vec<Cells> = Vec::new();
            rows.retain(|row| {
                let again = seen.contains(row);
                if !again {
                    seen.push(row.clone());
                }
                !again
            });
        }
        record.written = followed.then(|| Box::new(written));
        record
    }

    /// Follows the references of a row. Whether there were any to follow.
    fn cells(&self, cells: &mut Cells) -> bool {
        let mut followed = false;
        for (name, value) in &mut cells.0 {
            let Json::String(text) = value else { continue };
            let Some(id) = DocumentId::from_hex(text).filter(|_| *name != "merged_into") else {
                continue;
            };
            let stays = self.stays(id);
            if stays != id {
                *text = stays.to_string();
                followed = true;
            }
        }
        followed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{person::PERSON, training_session::TRAINING_SESSION},
        world::{InMemory, World as _},
    };

    #[test]
    fn chains_end_where_somebody_stays_and_circles_at_the_smallest() {
        let id = |n: u8| DocumentId([n; 16]);
        let united = United::of([(id(1), id(2)), (id(2), id(3)), (id(7), id(6)), (id(6), id(7))]);
        assert_eq!([1, 2, 3].map(|n| united.stays(id(n))), [id(3); 3]);
        assert_eq!([6, 7].map(|n| united.stays(id(n))), [id(6); 2]);
        assert_eq!(united.all_of(id(3)), [id(3), id(1), id(2)]);
    }

    #[test]
    fn what_one_did_the_other_did_too_once_they_are_one() {
        let mut world = InMemory::new("CD");
        let [one, other] = ["one", "other"].map(|name| world.put(&PERSON, name, &[("sex", "F")]));
        let day = "days/2026-03-14";
        let session = world.put(
            &TRAINING_SESSION,
            "session",
            &[(&format!("attendance/{other}/{day}"), ""), (&format!("attendance/{one}/{day}"), "")],
        );
        let rows = |world: &InMemory, id| {
            let sessions = world.referring(id, &TRAINING_SESSION).unwrap();
            sessions.iter().map(|s| s.rows("attendance__days").len()).collect::<Vec<_>>()
        };
        assert_eq!((rows(&world, one), rows(&world, other)), (vec![2], vec![2]));
        world.put(&PERSON, "other", &[("merged_into", &one.to_string())]);
        assert!(world.record(other).unwrap().is_none());
        assert_eq!(rows(&world, one), [1], "present once");
        let days = world.record(session).unwrap().unwrap();
        assert_eq!(days.rows("attendance__days")[0].reference("key"), Some(one));
        // Somebody else, apart, kept the other: one of them stays all the same.
        world.put(&PERSON, "one", &[("merged_into", &other.to_string())]);
        let stay = [one, other].into_iter().filter(|id| world.record(*id).unwrap().is_some());
        assert_eq!(stay.collect::<Vec<_>>(), [one.min(other)]);
    }
}
