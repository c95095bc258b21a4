//! By how much the clock of this device is off, as far as the hub's tells (domain.md §9.3 no. 26). The hub says the
//! time with every exchange; what it said and what this clock said then is kept. The device notes it in its own
//! document, so that whoever reads what was written here knows how far its days can be trusted.

use lisanga_protocol::dictionary::handles::{Entries, One};
use lisanga_protocol::dictionary::kinds::device::DEVICE;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::documents::device::{self, ClockSeen};
use lisanga_protocol::ids::{DeviceKey, Epoch, Scope, UserNumber};
use lisanga_protocol::records::LogKey;
use lisanga_protocol::units::Date;
use lisanga_store::author::{self, Author, Target};
use lisanga_store::{Store, StoreError, documents, logs, settings};
use rusqlite::Connection;
use ulid::Ulid;

const CLOCK: Entries<ClockSeen> = DEVICE.entries("clock");
const NAME: One<String> = DEVICE.one("name");
/// Notes that differ by less say the same, in minutes.
const SAME: i64 = 60;

/// How far a clock is from the hub's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Off {
    /// Seconds since 1970 when the hub said so, by its clock.
    pub seen: u64,
    /// How many minutes it is ahead; less than nothing if it is behind.
    pub minutes: i64,
}

fn minutes(own: u64, hub: u64) -> i64 {
    let [own, hub] = [own, hub].map(|seconds| i64::try_from(seconds).unwrap_or(i64::MAX));
    own.saturating_sub(hub) / 60
}

/// How far this clock is from the hub's now, if it is so far that days come out wrong: as it was at the last exchange,
/// or because it is earlier now than the hub was then.
pub fn off(db: &Connection, now: u64) -> Result<Option<Off>, StoreError> {
    let Some((seen, own)) = settings::clock_said(db)? else { return Ok(None) };
    let behind = minutes(now, seen).min(0);
    let minutes = if device::is_off(behind) { behind } else { minutes(own, seen) };
    Ok(device::is_off(minutes).then_some(Off { seen, minutes }))
}

/// Notes in this device's document how far its clock was from the hub's at the last exchange, if that is news: it is
/// off by more or less than it was, or right again.
pub fn note(store: &Store, device: DeviceKey, scope: Scope) -> Result<(), StoreError> {
    let (draw, now) = (store.seams().random_16(), store.seams().clock.now());
    let random = u128::from_le_bytes(store.seams().random_16());
    store.write(move |db| {
        let Some((seen, own)) = settings::clock_said(db)? else { return Ok(()) };
        let minutes = minutes(own, seen);
        let row = logs::document(db, scope, device::id(device, scope))?;
        let document = documents::load(db, row)?;
        // Who has not presented itself yet says nothing.
        if document.get_heads().is_empty() || NAME.read(&document).is_err() {
            return Ok(());
        }
        let known = CLOCK.all(&document).map_err(|_| StoreError::Invalid("a clock"))?;
        let last = known.last().map_or(0, |(_, last)| last.ahead_minutes);
        let off = device::is_off(minutes) || device::is_off(last);
        let day = i32::try_from(seen / 86_400).ok().and_then(Date::numbered);
        let Some(day) = day.filter(|_| off && (minutes - last).abs() > SAME) else {
            return Ok(());
        };
        // Named by the hub's clock, so that notes follow each other whatever this one says.
        let entry = Ulid::from_parts(seen.saturating_mul(1_000), random).to_string();
        let entry: EntryId = entry.parse().map_err(|_| StoreError::Invalid("a clock"))?;
        let said = ClockSeen { event_date: day, ahead_minutes: device::told(minutes) };
        let epoch = author::epoch(db, || Epoch(draw))?;
        let log = LogKey { device, scope, epoch };
        let mut author = Author::begin(db, log, UserNumber::NOBODY, now)?;
        let key = device.to_string();
        author.change(Target::Natural(DEVICE.number, key.as_bytes()), |edit| {
            CLOCK.append(edit, &entry, &said).map_err(|_| StoreError::Invalid("a clock"))
        })?;
        author.finish()?;
        Ok(())
    })
}
