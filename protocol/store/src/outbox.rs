//! What can be handed on: sealed segments, as their authors closed them.

use lisanga_protocol::records::{Head, Record, Seal, Segment};
use rusqlite::{Connection, params};

use crate::StoreError;
use crate::ingest::hash_at;
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
        "SELECT first, last, seal FROM segment WHERE log = ?1 AND last > ?2 ORDER BY last LIMIT ?3",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![log.row, signed(after), most], |row| {
        let (first, last): (i64, i64) = (row.get(0)?, row.get(1)?);
        Ok((first.unsigned_abs(), last.unsigned_abs(), row.get::<_, Vec<u8>>(2)?))
    })?;
    let mut found = Vec::new();
    for row in rows {
        let (first, last, seal) = row?;
        let damaged = || StoreError::Damaged(format!("the seal on record {last} of {}", log.id));
        let seal = Seal::from_slice(&seal).ok_or_else(damaged)?;
        let h = hash_at(connection, log, first - 1)?.ok_or_else(damaged)?;
        let records: Option<Vec<Record>> = logs::records(connection, log, first, last)?
            .into_iter()
            .map(|row| Some(Record { header: row.header, payload: row.payload? }))
            .collect();
        let before = Head { n: first - 1, h };
        found.extend(records.map(|records| Segment { log: log.key, before, records, seal }));
    }
    Ok(found)
}
