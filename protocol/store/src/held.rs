//! What a device wrote after its rights had ended: the hub holds it, and an office decides whether it counts
//! (replication.md §5 and §7; domain.md §9.3 no. 29). The other devices of the site learn it from their feed: a stub says
//! which document it is and when it was written, and the order that decides comes the same way. The device itself reads
//! nothing any more; it knows only that its rights ended, and which of its records nobody judged before it was told.

use std::collections::BTreeSet;

use lisanga_protocol::ids::{DeviceKey, DocumentId, Scope};
use lisanga_protocol::records::{Header, Order};
use rusqlite::{Connection, Params, Row, params};

use crate::StoreError;
use crate::logs::{Standing, signed};
use crate::orders::DISCARDED;

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// An office is to decide; of the own records of a device without rights it is not known here.
    Open,
    /// An office let it count, at this time by the hub's clock.
    Counts(u64),
    /// An office decided against it, at this time by the hub's clock.
    Discarded(u64),
}

/// What one device wrote, and one decision about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The device.
    pub device: DeviceKey,
    /// What became of it.
    pub fate: Fate,
    /// The documents it is about.
    pub documents: BTreeSet<DocumentId>,
    /// When the first of it was written and when the last, by the clock of the device.
    pub written: (u64, u64),
    /// Since when it is known here.
    pub known: u64,
}

/// One record, with what is looked at of it.
struct Line {
    device: DeviceKey,
    document: DocumentId,
    written: u64,
    known: u64,
    standing: Standing,
}

/// What is held of a scope, and what was decided about what was, what is open first.
pub fn of_scope(db: &Connection, scope: Scope) -> Result<Vec<Held>, StoreError> {
    // The states above 2 have an index of their own.
    let lines = lines(db, "r.state > 2 AND r.state = 5 AND l.scope = ?1", [&scope.0[..]])?;
    let mut held = together(lines, Fate::Open);
    held.extend(decided(db, scope)?);
    Ok(held)
}

/// What was written on this device and nobody judged before its rights ended, as far as it knows.
pub fn own(db: &Connection, scope: Scope) -> Result<Option<Held>, StoreError> {
    let lines = lines(db, "l.own = 1 AND r.state IN (0, 3) AND l.scope = ?1", [&scope.0[..]])?;
    Ok(together(lines, Fate::Open).pop())
}

fn lines(db: &Connection, which: &str, key: impl Params) -> Result<Vec<Line>, StoreError> {
    let mut statement = db.prepare(&format!(
        "SELECT l.device, r.header, r.received, r.state, r.reason FROM record r
         JOIN log l ON l.id = r.log WHERE substr(r.header, 1, 1) = x'01' AND {which}
         ORDER BY l.id, r.n"
    ))?;
    let rows = statement.query_map(key, |row| Ok(line(row)))?;
    rows.map(|line| line??.ok_or_else(|| StoreError::Damaged("a record".into()))).collect()
}

fn line(row: &Row<'_>) -> rusqlite::Result<Option<Line>> {
    let (device, header): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
    let (known, state, reason): (i64, i64, i64) = (row.get(2)?, row.get(3)?, row.get(4)?);
    Ok((|| {
        let header = Header::from_bytes(header.as_slice().try_into().ok()?).ok()?;
        Some(Line {
            device: DeviceKey::from_slice(&device)?,
            document: header.document,
            written: header.time.seconds(),
            known: known.unsigned_abs(),
            standing: Standing::from_code(state, reason)?,
        })
    })())
}

/// The lines of each device in one.
fn together(lines: Vec<Line>, fate: Fate) -> Vec<Held> {
    let mut all: Vec<Held> = Vec::new();
    for line in lines {
        match all.iter_mut().find(|held| held.device == line.device) {
            Some(held) => {
                held.documents.insert(line.document);
                let (first, last) = held.written;
                held.written = (first.min(line.written), last.max(line.written));
                held.known = held.known.min(line.known);
            }
            None => all.push(Held {
                device: line.device,
                fate,
                documents: BTreeSet::from([line.document]),
                written: (line.written, line.written),
                known: line.known,
            }),
        }
    }
    all
}

/// What offices decided, the last decision first. Of what was decided twice only the last holds.
fn decided(db: &Connection, scope: Scope) -> Result<Vec<Held>, StoreError> {
    let mut statement = db.prepare(
        "SELECT r.header, r.payload FROM document d JOIN record r ON r.document = d.id
         WHERE d.scope = ?1 AND d.document = zeroblob(16) AND r.state = 1
         AND substr(r.header, 1, 1) = x'02' AND r.payload IS NOT NULL ORDER BY r.log DESC, r.n DESC",
    )?;
    let orders = statement.query_map([&scope.0[..]], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?))
    })?;
    let mut found = Vec::new();
    for order in orders {
        let (header, payload) = order?;
        let header = header.as_slice().try_into().ok().and_then(|h| Header::from_bytes(h).ok());
        let header = header.ok_or_else(|| StoreError::Damaged("an order".into()))?;
        let at = header.time.seconds();
        let (log, from, to, fate) = match Order::from_payload(&payload) {
            Ok(Order::Release { log, from, to }) => (log, from, to, Fate::Counts(at)),
            Ok(Order::Discard { log, from, to }) => (log, from, to, Fate::Discarded(at)),
            // Others decide nothing of the kind, and newer ones are not understood.
            _ => continue,
        };
        let key = params![&log.0[..], signed(from), signed(to)];
        let mut lines = lines(db, "l.log_id = ?1 AND r.n BETWEEN ?2 AND ?3", key)?;
        lines.retain(|line| match fate {
            Fate::Counts(_) => matches!(line.standing, Standing::Accepted | Standing::Redone),
            Fate::Discarded(_) => line.standing == DISCARDED,
            Fate::Open => false,
        });
        found.extend(together(lines, fate));
    }
    Ok(found)
}
