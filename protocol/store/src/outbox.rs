//! What can be handed on: sealed segments, as their authors closed them.

use std::collections::BTreeMap;

use lisanga_protocol::records::{Head, Record, Seal, Segment};
use rusqlite::{Connection, Row, params};

use crate::StoreError;
use crate::logs::hash_at;
use crate::logs::{self, LogRow, signed};

/// The sealed segments of a log after record `after`, at most `most`. A segment with an erased
/// payload is left out: it can no longer be sent whole.
pub fn segments(
    connection: &Connection,
    log: &LogRow,
    after: u64,
    most: usize,
) -> Result<Vec<Segment>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT arrival, log, first, last, seal FROM segment
         WHERE log = ?1 AND last > ?2 ORDER BY last LIMIT ?3",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![log.row, signed(after), most], stretch)?;
    let mut found = Vec::new();
    for row in rows {
        found.extend(segment(connection, log, &row?)?);
    }
    Ok(found)
}

/// A sealed stretch as its row says it.
struct Stretch {
    arrival: i64,
    log: i64,
    first: u64,
    last: u64,
    seal: Vec<u8>,
}

fn stretch(row: &Row<'_>) -> rusqlite::Result<Stretch> {
    let (first, last): (i64, i64) = (row.get(2)?, row.get(3)?);
    let (first, last) = (first.unsigned_abs(), last.unsigned_abs());
    Ok(Stretch { arrival: row.get(0)?, log: row.get(1)?, first, last, seal: row.get(4)? })
}

/// The segment with its records; none if a payload is missing.
fn segment(
    connection: &Connection,
    log: &LogRow,
    stretch: &Stretch,
) -> Result<Option<Segment>, StoreError> {
    let Stretch { first, last, .. } = *stretch;
    let damaged = || StoreError::Damaged(format!("the seal on record {last} of {}", log.id));
    let seal = Seal::from_slice(&stretch.seal).ok_or_else(damaged)?;
    let h = hash_at(connection, log, first - 1)?.ok_or_else(damaged)?;
    let records: Option<Vec<Record>> = logs::records(connection, log, first, last)?
        .into_iter()
        .map(|row| Some(Record { header: row.header, payload: row.payload? }))
        .collect();
    let before = Head { n: first - 1, h };
    Ok(records.map(|records| Segment { log: log.key, before, records, seal }))
}

/// What a node has to hand in, in the order in which it arrived here: no record before one that it
/// builds on.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// By the log's row: the last record that needs no sending.
    after: BTreeMap<i64, u64>,
    /// Segments up to this arrival were looked at.
    arrival: i64,
}

impl Outbox {
    /// Sends a log from the record after `n` on.
    pub fn send_after(
        &mut self,
        connection: &Connection,
        log: &LogRow,
        n: u64,
    ) -> Result<(), StoreError> {
        let first: Option<i64> = connection
            .prepare_cached("SELECT min(arrival) FROM segment WHERE log = ?1 AND last > ?2")?
            .query_row(params![log.row, signed(n)], |row| row.get(0))?;
        if let Some(first) = first {
            self.arrival =
                if self.after.is_empty() { first - 1 } else { self.arrival.min(first - 1) };
            self.after.insert(log.row, n);
        }
        Ok(())
    }

    /// Does not send this log.
    pub fn give_up(&mut self, log: i64) {
        self.after.remove(&log);
    }

    /// The next segments, at least one, with about `most_bytes` of payload; empty when all is sent.
    pub fn next(
        &mut self,
        connection: &Connection,
        most_bytes: usize,
    ) -> Result<Vec<(LogRow, Segment)>, StoreError> {
        let (mut found, mut bytes) = (Vec::new(), 0);
        if self.after.is_empty() {
            return Ok(found);
        }
        let mut statement = connection.prepare_cached(
            "SELECT arrival, log, first, last, seal FROM segment WHERE arrival > ?1
             ORDER BY arrival",
        )?;
        let mut rows = statement.query([self.arrival])?;
        while let Some(row) = rows.next()? {
            let row = stretch(row)?;
            let wanted = self.after.get(&row.log).is_some_and(|after| row.last > *after);
            if wanted {
                let log = logs::at(connection, row.log)?;
                if let Some(segment) = segment(connection, &log, &row)? {
                    let size: usize = segment.records.iter().map(Record::size).sum();
                    if !found.is_empty() && bytes + size > most_bytes {
                        return Ok(found);
                    }
                    bytes += size;
                    found.push((log, segment));
                }
            }
            self.arrival = row.arrival;
        }
        // Looked at everything there is; what is sealed later is named again.
        self.after.clear();
        Ok(found)
    }
}
