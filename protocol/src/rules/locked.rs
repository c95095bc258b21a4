//! What was signed, adopted or finalised stands as it was (domain.md §5.0, merge meaning L; §9.3 nos. 5 and 6):
//! another device may have changed it without knowing.

#![expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]

use super::{
    ReviewItem,
    found::{About, item},
};
use crate::{
    documents::lock,
    ids::DocumentId,
    world::{Record, Unreadable, World},
};

pub(super) fn of_locked(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    Ok(if lock::state(record).is_some() { vec![record.id.to_string()] } else { Vec::new() })
}

/// The item carries the digest of what stands there now: what is closed again with it holds.
pub(super) fn changed_after(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let id = DocumentId::from_hex(about);
    let Some(record) = id.map(|id| world.record(id)).transpose()?.flatten() else {
        return Ok(Vec::new());
    };
    let broken = lock::broken(&record);
    Ok(broken
        .map(|now| item("changed_after", vec![record.id], "", vec![now]))
        .into_iter()
        .collect())
}
