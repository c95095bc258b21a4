//! Who keeps a box or a parcel: one device, so that nobody spends or sells elsewhere what is kept here.
//!
//! A book says on which device its box is kept when it is opened; from then on it passes by a hand-over, which
//! has two sides and counts once the second has confirmed it. What no device keeps, any may write about; the
//! rules then find what was spent twice. Source: domain.md §9.2 and §5.14.

use std::collections::BTreeSet;

use crate::{
    dictionary::{
        handles::{One, Part},
        kinds::{hand_over::HAND_OVER, ledger::LEDGER},
        values::{Code, Ref},
    },
    ids::DocumentId,
    units::Date,
    world::{Record, Unreadable, World},
};

/// How often a parcel is split and split again at most; nobody does it as often.
const GENERATIONS: usize = 16;

/// Which device keeps a box of a book, as it was said when the book was opened.
pub const CUSTODIAN: Part<Code, One<Ref>> = LEDGER.keyed::<Code>("custodians").one("device");

/// Something that one device keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept<'a> {
    /// A box of a book of an organisation, by its account.
    Box {
        /// The organisation.
        organisation: DocumentId,
        /// What it calls the book.
        book: &'a str,
        /// The account.
        account: &'a str,
    },
    /// A parcel.
    Parcel(DocumentId),
}

impl Kept<'_> {
    /// Whether this is what passes with a hand-over.
    fn passes_with(&self, hand_over: &Record) -> bool {
        let own = &hand_over.own;
        match self {
            Self::Box { organisation, book, account } => {
                own.text("what") == "CASH_BOX"
                    && own.reference("organisation") == Some(*organisation)
                    && own.text("book") == *book
                    && own.text("account") == *account
            }
            Self::Parcel(parcel) => {
                own.text("what") == "PARCEL" && own.reference("parcel") == Some(*parcel)
            }
        }
    }

    fn hand_overs(&self, world: &dyn World) -> Result<Vec<Record>, Unreadable> {
        let about = match self {
            Self::Box { organisation, .. } => organisation,
            Self::Parcel(parcel) => parcel,
        };
        let mut known = world.referring(*about, &HAND_OVER)?;
        known.retain(|record| self.passes_with(record));
        Ok(known)
    }

    /// The device that keeps it; none if several may write about it. It passes from hand to hand: only whoever
    /// keeps it hands it over, and what anybody else wrote passes nothing.
    pub fn custodian(&self, world: &dyn World) -> Result<Option<DocumentId>, Unreadable> {
        self.custodian_until(world, None, 0)
    }

    /// Who kept it at the end of a day; today if none is named.
    fn custodian_until(
        &self,
        world: &dyn World,
        until: Option<Date>,
        deep: usize,
    ) -> Result<Option<DocumentId>, Unreadable> {
        let mut passed = self.hand_overs(world)?;
        passed.retain(|record| {
            let day = record.own.day("received_on");
            day.is_some_and(|day| until.is_none_or(|until| day <= until))
        });
        passed.sort_by_key(|record| (record.own.day("received_on"), record.id));
        let first = passed.first().and_then(|record| record.own.reference("given_by"));
        let mut custodian = match self {
            Self::Box { organisation, book, account } => {
                let mut months = world.referring(*organisation, &LEDGER)?;
                months.retain(|month| month.own.text("book") == *book);
                months.sort_by_key(|month| month.own.month("month"));
                let mut rows = months.iter().flat_map(|month| month.rows("custodians"));
                let opened = rows.find(|row| row.text("key") == *account);
                opened.and_then(|row| row.reference("device")).or(first)
            }
            Self::Parcel(parcel) => inherited(world, *parcel, deep)?.or(first),
        };
        let mut since = None;
        let next = |passed: &[Record], since, custodian| {
            passed.iter().position(|record| {
                let then = record.own.day("received_on") >= since;
                then && record.own.reference("given_by") == custodian
            })
        };
        while let Some(at) = next(&passed, since, custodian) {
            let passing = passed.remove(at);
            since = passing.own.day("received_on");
            custodian = passing.own.reference("given_to");
        }
        Ok(custodian)
    }
}

/// Who keeps a parcel because they kept what it was made of on the day it was made: the one it was split off, or all
/// that were put together.
fn inherited(
    world: &dyn World,
    parcel: DocumentId,
    deep: usize,
) -> Result<Option<DocumentId>, Unreadable> {
    let Some(record) = world.record(parcel)?.filter(|_| deep < GENERATIONS) else {
        return Ok(None);
    };
    let opened = record.own.day("opened");
    let parent = record.own.reference("parent");
    let mut keepers = BTreeSet::new();
    for of in parent.into_iter().chain(record.references("made_of")) {
        keepers.insert(Kept::Parcel(of).custodian_until(world, opened, deep + 1)?);
    }
    // Parts that lay at different places are kept by whoever says so.
    Ok(keepers.pop_first().flatten().filter(|_| keepers.is_empty()))
}

/// Whether the second side has confirmed a hand-over.
#[must_use]
pub fn is_received(hand_over: &Record) -> bool {
    hand_over.own.has("received_on")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::kinds::{device::DEVICE, organisation::ORGANISATION, parcel::PARCEL};
    use crate::world::InMemory;

    #[test]
    fn a_box_passes_when_the_second_side_confirms() {
        let mut world = InMemory::new("CD");
        let id = |kind: &crate::dictionary::kind::Kind, name: &str| InMemory::id(kind, name);
        let (organisation, a, b) = (id(&ORGANISATION, "o"), id(&DEVICE, "a"), id(&DEVICE, "b"));
        let kept = Kept::Box { organisation, book: "Caisse", account: "571" };
        assert_eq!(kept.custodian(&world).unwrap(), None);
        let [organisation, a_text, b_text] = [organisation, a, b].map(|id| id.to_string());
        world.put(
            &LEDGER,
            "2026-03",
            &[
                ("organisation", &organisation),
                ("book", "Caisse"),
                ("month", "2026-03"),
                ("custodians/571/device", &a_text),
            ],
        );
        assert_eq!(kept.custodian(&world).unwrap(), Some(a));
        let given: &[(&str, &str)] = &[
            ("what", "CASH_BOX"),
            ("organisation", &organisation),
            ("book", "Caisse"),
            ("account", "571"),
            ("given_by", &a_text),
            ("given_to", &b_text),
        ];
        world.put(&HAND_OVER, "h", given);
        assert_eq!(kept.custodian(&world).unwrap(), Some(a), "nobody has confirmed it");
        world.put(&HAND_OVER, "h", &[("received_on", "2026-03-20")]);
        assert_eq!(kept.custodian(&world).unwrap(), Some(b));
        // It comes back on the same day, and goes once more, whatever order the ids are in.
        for (name, from, to, holds) in
            [("i", &b_text, &a_text, a), ("j", &a_text, &b_text, b), ("k", &b_text, &a_text, a)]
        {
            let mut back = given.to_vec();
            back.retain(|(field, _)| !field.starts_with("given"));
            back.extend([
                ("given_by", from.as_str()),
                ("given_to", to),
                ("received_on", "2026-03-20"),
            ]);
            world.put(&HAND_OVER, name, &back);
            assert_eq!(kept.custodian(&world).unwrap(), Some(holds), "{name}");
        }
        // Whoever does not keep it hands nothing over.
        let c = id(&DEVICE, "c").to_string();
        let mut taken = given.to_vec();
        taken.retain(|(field, _)| !field.starts_with("given"));
        taken.extend([
            ("given_by", b_text.as_str()),
            ("given_to", &c),
            ("received_on", "2026-03-19"),
        ]);
        world.put(&HAND_OVER, "l", &taken);
        assert_eq!(kept.custodian(&world).unwrap(), Some(a));
    }

    #[test]
    fn what_is_split_off_is_kept_by_whoever_kept_the_whole_on_that_day() {
        let mut world = InMemory::new("CD");
        let device = |name: &str| InMemory::id(&DEVICE, name);
        let (a, b, c) = (device("a"), device("b"), device("c"));
        let opened = |world: &mut InMemory, name: &str, day: &str, of: &[(&str, &str)]| {
            world.put(&PARCEL, name, &[("opened", day), ("stones", "100 ct100")]);
            world.put(&PARCEL, name, of)
        };
        let whole = opened(&mut world, "whole", "2026-03-01", &[]);
        let part = opened(&mut world, "part", "2026-03-10", &[("parent", &whole.to_string())]);
        let kept = |world: &InMemory, of| Kept::Parcel(of).custodian(world).unwrap();
        assert_eq!(kept(&world, part), None);
        let gives =
            |world: &mut InMemory, of: DocumentId, [from, to]: [DocumentId; 2], day: &str| {
                let [parcel, from, to] = [of, from, to].map(|id| id.to_string());
                let values = [
                    ("what", "PARCEL"),
                    ("parcel", &*parcel),
                    ("given_by", &*from),
                    ("given_to", &*to),
                    ("received_on", day),
                ];
                world.put(&HAND_OVER, day, &values);
            };
        gives(&mut world, whole, [a, b], "2026-03-05");
        assert_eq!((kept(&world, whole), kept(&world, part)), (Some(b), Some(b)));
        // The rest goes on; what was split off stays where it lies until it is handed over itself.
        gives(&mut world, whole, [b, c], "2026-03-12");
        assert_eq!((kept(&world, whole), kept(&world, part)), (Some(c), Some(b)));
        let made_of = [whole, part].map(|id| format!("made_of/{id}"));
        let of = [(&*made_of[0], "true"), (&*made_of[1], "true")];
        let lot = opened(&mut world, "lot", "2026-03-13", &of);
        assert_eq!(kept(&world, lot), None, "its parts lie at two places");
        gives(&mut world, part, [b, c], "2026-03-13");
        assert_eq!((kept(&world, part), kept(&world, lot)), (Some(c), Some(c)));
    }
}
