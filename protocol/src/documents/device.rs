//! The document of a device: what it is called, who works on it, and how far its clock was from the hub's.

use serde::{Deserialize, Serialize};

use crate::{
    dictionary::kinds::device::DEVICE,
    ids::{DeviceKey, DocumentId, Scope},
    units::Date,
    world::{Cells, Record},
};

/// From so many minutes on a clock puts what happens on wrong days.
const OFF: i64 = 12 * 60;
/// More than this no note says: a clock that lost its battery is off by decades.
const MOST: i64 = 99_999_999;

/// How far the clock of a device was from the hub's at an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockSeen {
    /// The day by the hub's clock.
    pub event_date: Date,
    /// How many minutes it was ahead; less than nothing if it was behind.
    pub ahead_minutes: i64,
}

/// The document of a device at a site: it follows from the key, so every replica finds it.
#[must_use]
pub fn id(device: DeviceKey, scope: Scope) -> DocumentId {
    DocumentId::natural(DEVICE.number, scope, device.to_string().as_bytes())
}

/// Whether a clock that is ahead by so many minutes, or behind, puts what happens on wrong days.
#[must_use]
pub const fn is_off(minutes: i64) -> bool {
    minutes.abs() > OFF
}

/// Minutes as a note says them.
#[must_use]
pub fn told(minutes: i64) -> i64 {
    minutes.clamp(-MOST, MOST)
}

/// The times when the clock of a device was off, each by the first note that said so: it, and the day by that clock.
#[must_use]
pub fn off(device: &Record) -> Vec<(&Cells, Date)> {
    let mut notes: Vec<&Cells> = device.rows("clock").iter().collect();
    notes.sort_by_key(|row| row.text("id"));
    let mut found = Vec::new();
    let mut before = false;
    for note in notes {
        let minutes = note.number("ahead_minutes").unwrap_or(0);
        let days = i32::try_from(minutes / (24 * 60)).unwrap_or(0);
        let own = note.day("event_date").and_then(|day| day.after(days));
        if let Some(own) = own.filter(|_| is_off(minutes) && !before) {
            found.push((note, own));
        }
        before = is_off(minutes);
    }
    found
}
