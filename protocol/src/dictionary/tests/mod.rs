//! The dictionary at work on real documents: handles, merges, admission, and what follows from tables.

use automerge::{
    Automerge, ExpandedChange, ReadDoc,
    transaction::{CommitOptions, Transaction},
};

use super::values::{EntryId, Ref};
use crate::units::Date;

mod admission;
mod entry;
mod handles;
mod lists;
mod tables;

/// A document on a device; the device's number is its actor and its key.
fn document(device: u8) -> Automerge {
    Automerge::new().with_actor([device; 16].as_slice().into())
}

/// The key of a device in hexadecimal, as it stands in the path of a sum.
fn hex(device: u8) -> String {
    format!("{device:02x}").repeat(16)
}

/// One change to a document, as admission sees it.
fn change<E: std::fmt::Debug>(
    document: &mut Automerge,
    act: impl FnOnce(&mut Transaction<'_>) -> Result<(), E>,
) -> ExpandedChange {
    let mut transaction = document.transaction();
    act(&mut transaction).unwrap();
    let (hash, _) = transaction.commit_with(CommitOptions::default());
    document.get_change_by_hash(&hash.unwrap()).unwrap().decode()
}

/// Writes where nobody looks at the change.
fn write<E: std::fmt::Debug>(
    document: &mut Automerge,
    act: impl FnOnce(&mut Transaction<'_>) -> Result<(), E>,
) {
    let mut transaction = document.transaction();
    act(&mut transaction).unwrap();
    transaction.commit();
}

fn person(number: u8) -> Ref {
    Ref([number; 16])
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn entry_id(number: u8) -> EntryId {
    format!("01J{number:023}").parse().unwrap()
}
