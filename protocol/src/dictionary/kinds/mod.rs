//! Every kind of document, one file each.
//!
//! A number, once given, belongs to its kind for ever: it stands in identifiers and records.

use super::kind::Kind;

pub mod common;
pub mod course;
pub mod device;
pub mod geo_unit;
pub mod ledger;
pub mod mining_site;
pub mod organisation;
pub mod person;
pub mod review;
pub mod training_session;

/// Every kind in the order of the numbers.
pub static ALL: &[&Kind] = &[
    &geo_unit::GEO_UNIT,
    &mining_site::MINING_SITE,
    &person::PERSON,
    &organisation::ORGANISATION,
    &course::COURSE,
    &training_session::TRAINING_SESSION,
    &ledger::LEDGER,
    &device::DEVICE,
    &review::REVIEW,
];

/// The kind of this number; none for one of a newer version.
#[must_use]
pub fn kind_by_number(number: u16) -> Option<&'static Kind> {
    ALL.iter().copied().find(|kind| kind.number == number)
}

/// The kind of this name.
#[must_use]
pub fn kind_by_name(name: &str) -> Option<&'static Kind> {
    ALL.iter().copied().find(|kind| kind.name == name)
}
