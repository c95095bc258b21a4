//! Lines that were typed wrong: an entry is never changed, so it is struck out and another written.
//!
//! A line that is struck out stays readable, with who did it and why, and counts for nothing: rooms and rules do
//! not see it. Money is not struck out: operations of a book are reversed, and what was paid in goes with its
//! operation. Source: domain.md §5.0 (`void`).

use std::collections::BTreeSet;

use crate::dictionary::{kind::Kind, kinds};

/// The lines that can be struck out, by kind.
static MAY: &[(&Kind, &[&str])] = &[
    (&kinds::production::PRODUCTION, &["weighings"]),
    (&kinds::parcel::PARCEL, &["offers", "valuations", "losses"]),
    (&kinds::licence::LICENCE, &["renewal_requests"]),
    (&kinds::site_candidacy::SITE_CANDIDACY, &["events"]),
    (&kinds::bank_account::BANK_ACCOUNT, &["statement_lines"]),
    (&kinds::asset::ASSET, &["conditions"]),
    (&kinds::livelihood::LIVELIHOOD, &["months"]),
    (&kinds::membership::MEMBERSHIP, &["suspensions", "exits"]),
    (&kinds::activity::ACTIVITY, &["notes"]),
    (
        &kinds::recognition_application::RECOGNITION_APPLICATION,
        &["fees", "exchanges", "reported_decisions"],
    ),
    (&kinds::literacy_class::LITERACY_CLASS, &["level_tests"]),
    (&kinds::sales_agreement::SALES_AGREEMENT, &["contacts"]),
    (&kinds::organisation::ORGANISATION, &["milestones"]),
    (&kinds::business_plan::BUSINESS_PLAN, &["reviews"]),
    (&kinds::person::PERSON, &["registrations"]),
];

/// The collections of a kind whose lines can be struck out.
#[must_use]
pub fn collections(kind: &Kind) -> &'static [&'static str] {
    MAY.iter().find(|(known, _)| **known == *kind).map_or(&[], |(_, names)| names)
}

/// Whether a row of a collection counts: it is not of a line that was struck out.
#[must_use]
pub fn counts(kind: &Kind, collection: &str, entry: &str, struck: &BTreeSet<String>) -> bool {
    let name = collection.split("__").next().unwrap_or_default();
    !(struck.contains(entry) && collections(kind).contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kind::Shape,
        world::{InMemory, World as _},
    };

    #[test]
    fn every_kind_that_has_struck_lines_says_which_and_no_other() {
        for kind in kinds::ALL.iter().copied() {
            let names = collections(kind);
            assert_eq!(kind.field("struck").is_some(), !names.is_empty(), "{}", kind.name);
            for name in names {
                let shape = kind.field(name).map(|field| field.shape);
                assert!(matches!(shape, Some(Shape::Entries(_))), "{}: {name}", kind.name);
            }
        }
    }

    #[test]
    fn a_weighing_that_was_struck_out_weighs_nothing() {
        let mut world = InMemory::new("CD");
        let weighing = |stones: &str| {
            format!(r#"{{"event_date":"2026-03-14","mineral":"DIA","stones":"{stones} ct100"}}"#)
        };
        let (wrong, right) = ("01J00000000000000000000001", "01J00000000000000000000002");
        let id = world.put(
            &kinds::production::PRODUCTION,
            "march",
            &[
                (&format!("weighings/{wrong}"), &weighing("38400")),
                (&format!("weighings/{right}"), &weighing("3840")),
            ],
        );
        let rows = |world: &InMemory| world.record(id).unwrap().unwrap().rows("weighings").len();
        assert_eq!(rows(&world), 2);
        let struck = format!("struck/{wrong}/reason");
        world.put(&kinds::production::PRODUCTION, "march", &[(&struck, "WRONG_AMOUNT")]);
        assert_eq!(rows(&world), 1);
        let record = world.record(id).unwrap().unwrap();
        assert_eq!(record.rows("weighings")[0].text("id"), right);
        assert_eq!(record.rows("struck").len(), 1);
    }
}
