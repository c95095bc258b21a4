//! Who was at a training on which day.
//!
//! A tick is one path, so ticks made apart all count and a tick made twice counts once. A row without
//! a day is nobody's row: a person is trained who was there on at least one day.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{ReadDoc, transaction::Transactable};

use crate::{
    dictionary::{
        handles::{Keyed, Part, Raise, Set, Sum},
        kinds::training_session::TRAINING_SESSION,
        registers::{ReadError, WriteError},
        values::Ref,
    },
    units::Date,
};

const ATTENDANCE: Keyed<Ref> = TRAINING_SESSION.keyed("attendance");
const DAYS: Part<Ref, Set<Date>> = ATTENDANCE.set("days");
const CANCELLED: Raise<Date> = TRAINING_SESSION.raise("cancelled");
const OTHER_LISTENERS: Sum = TRAINING_SESSION.sum("other_listeners");

/// Ticks `person` as present on `day`; ticking again is harmless.
pub fn mark(session: &mut impl Transactable, person: &Ref, day: Date) -> Result<(), WriteError> {
    DAYS.add(session, person, &day)
}

/// Takes the tick back. A tick made on another device at the same time wins.
pub fn unmark(session: &mut impl Transactable, person: &Ref, day: Date) -> Result<(), WriteError> {
    DAYS.remove(session, person, &day)
}

/// The days on which each person was there; persons without a day are left out.
pub fn roster(session: &impl ReadDoc) -> Result<BTreeMap<Ref, BTreeSet<Date>>, ReadError> {
    let mut roster = BTreeMap::new();
    for person in ATTENDANCE.keys(session)? {
        let days = DAYS.all(session, &person)?;
        if !days.is_empty() {
            roster.insert(person, days);
        }
    }
    Ok(roster)
}

/// Everybody who was ever ticked: whoever was unticked stays on the list.
pub fn listed(session: &impl ReadDoc) -> Result<BTreeSet<Ref>, ReadError> {
    Ok(ATTENDANCE.keys(session)?.into_iter().collect())
}

/// The persons trained: there on at least one day of a training that was not cancelled.
pub fn trained(session: &impl ReadDoc) -> Result<BTreeSet<Ref>, ReadError> {
    if !CANCELLED.all(session)?.is_empty() {
        return Ok(BTreeSet::new());
    }
    Ok(roster(session)?.into_keys().collect())
}

/// How many listened besides: visitors whom nobody registered, counted by each device for itself.
pub fn other_listeners(session: &impl ReadDoc) -> Result<i64, ReadError> {
    OTHER_LISTENERS.total(session)
}

/// How many of them one device counted; `device` is its key in hexadecimal.
pub fn listeners_counted_by(session: &impl ReadDoc, device: &str) -> Result<i64, ReadError> {
    OTHER_LISTENERS.of(session, device)
}

/// Writes how many other listeners this device counted; `device` is its key in hexadecimal.
pub fn count_listeners(
    session: &mut impl Transactable,
    device: &str,
    listeners: u32,
) -> Result<(), WriteError> {
    OTHER_LISTENERS.write(session, device, listeners.into())
}
