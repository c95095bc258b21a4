//! What rules would find if something were saved: told before it is, and saved all the same if somebody wants it
//! (domain.md §9.3, local prevention). It is the same rules over the same documents, with one more among them.

use std::collections::BTreeSet;

use super::{Claim, RULES, ReviewItem};
use crate::{
    dictionary::kind::Kind,
    ids::DocumentId,
    packs::Pack,
    units::Date,
    world::{Record, Unreadable, World},
};

/// Rules of which whoever enters something is told; what the others find takes more than one form to come about.
const TOLD: [&str; 12] = [
    "not_adult",
    "not_national",
    "two_memberships",
    "two_holders",
    "mandate_twice",
    "sold_too_much",
    "two_places",
    "meeting_twice",
    "lent_too_much",
    "licence_twice",
    "organisation_twice",
    "site_twice",
];

/// The documents there are, with one as it would be.
struct Supposed<'a> {
    world: &'a dyn World,
    record: Record,
}

impl Supposed<'_> {
    /// These documents, with the supposed one among them if it belongs there.
    fn with(&self, mut records: Vec<Record>, belongs: bool) -> Vec<Record> {
        records.retain(|record| record.id != self.record.id);
        if belongs {
            records.push(self.record.clone());
            records.sort_by_key(|record| record.id);
        }
        records
    }
}

impl World for Supposed<'_> {
    fn pack(&self) -> &'static Pack {
        self.world.pack()
    }

    fn record(&self, id: DocumentId) -> Result<Option<Record>, Unreadable> {
        if id == self.record.id { Ok(Some(self.record.clone())) } else { self.world.record(id) }
    }

    fn referring(
        &self,
        target: DocumentId,
        kind: &'static Kind,
    ) -> Result<Vec<Record>, Unreadable> {
        let belongs = *self.record.kind == *kind && self.record.refers(target);
        Ok(self.with(self.world.referring(target, kind)?, belongs))
    }

    fn all(&self, kind: &'static Kind) -> Result<Vec<Record>, Unreadable> {
        Ok(self.with(self.world.all(kind)?, *self.record.kind == *kind))
    }

    fn having(
        &self,
        kind: &'static Kind,
        field: &str,
        text: &str,
    ) -> Result<Vec<Record>, Unreadable> {
        let belongs = *self.record.kind == *kind && self.record.own.text(field) == text;
        Ok(self.with(self.world.having(kind, field, text)?, belongs))
    }

    fn apart(&self, id: DocumentId) -> Result<Vec<(String, Vec<Claim>)>, Unreadable> {
        self.world.apart(id)
    }

    fn author(&self, id: DocumentId, path: &str) -> Result<Option<String>, Unreadable> {
        self.world.author(id, path)
    }

    fn written(&self, id: DocumentId, path: &str) -> Result<Option<Date>, Unreadable> {
        self.world.written(id, path)
    }
}

/// What rules would find because of a document if it were saved like this, and do not find yet.
pub fn foretold(world: &dyn World, record: &Record) -> Result<Vec<ReviewItem>, Unreadable> {
    let supposed = Supposed { world, record: record.clone() };
    let mut found = Vec::<ReviewItem>::new();
    for rule in RULES.iter().filter(|rule| TOLD.contains(&rule.name)) {
        let Some((touches, judges)) = rule.looks else { continue };
        let mut about: BTreeSet<String> = touches(&supposed, record)?.into_iter().collect();
        if let Some(leads) = rule.leads {
            for one in about.clone() {
                about.extend(leads(&supposed, &one)?);
            }
        }
        for about in about {
            let before = judges(world, &about)?;
            for item in judges(&supposed, &about)? {
                let known = |known: &ReviewItem| known.id == item.id && known.facts == item.facts;
                if !before.iter().chain(&found).any(known) {
                    found.push(item);
                }
            }
        }
    }
    Ok(found)
}
