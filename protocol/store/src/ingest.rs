//! Taking in what others wrote: verified segments become rows. Nothing is judged here and nothing
//! loads a document, so storing is as fast as the disk.

use lisanga_protocol::ids::{Hash, LogId, Scope};
use lisanga_protocol::records::{Head, Segment, Verified};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::author::insert_segment;
use crate::logs::{self, LogRow, Standing, signed};
use crate::{StoreError, rights};

/// What became of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ingested {
    /// Stored up to this head; also when it was there before.
    Stored(Head),
    /// Something between is missing: the log ends here.
    Gap(Head),
    /// The log went another way here: two copies of one device. The first number that differs, and
    /// the hash stored under it.
    Fork(Head),
    /// The device may not write in this scope.
    NotGranted(Scope),
}

/// Stores a verified segment under its log, or under `branch` if it was sent as a branch.
pub fn segment(
    connection: &Connection,
    verified: &Verified,
    branch: Option<LogId>,
    now: u64,
) -> Result<Ingested, StoreError> {
    let segment = verified.segment();
    if !rights::may_write(connection, segment.log.device, segment.log.scope)? {
        return Ok(Ingested::NotGranted(segment.log.scope));
    }
    let id = branch.unwrap_or_else(|| segment.log.id());
    let log = logs::open(connection, segment.log, id, false)?;
    if let Some(answer) = overlap(connection, &log, verified)? {
        return Ok(answer);
    }
    let log = append(connection, log, segment, now)?;
    let first = segment.before.n + 1;
    insert_segment(connection, log.row, first, log.head.n, &segment.seal.0)?;
    connection
        .prepare_cached("UPDATE log SET sealed = ?2 WHERE id = ?1")?
        .execute(params![log.row, signed(log.head.n)])?;
    Ok(Ingested::Stored(log.head))
}

/// What to answer without storing: there already, not yet in reach, or another history.
fn overlap(
    connection: &Connection,
    log: &LogRow,
    verified: &Verified,
) -> Result<Option<Ingested>, StoreError> {
    let (before, after) = (verified.segment().before, verified.head());
    if before.n > log.head.n {
        return Ok(Some(Ingested::Gap(log.head)));
    }
    if let Some(h) = hash_at(connection, log, before.n)?
        && h != before.h
    {
        return Ok(Some(Ingested::Fork(Head { n: before.n, h })));
    }
    for (n, hash) in (before.n + 1..=after.n.min(log.head.n)).zip(verified.hashes()) {
        if let Some(h) = hash_at(connection, log, n)?
            && h != *hash
        {
            return Ok(Some(Ingested::Fork(Head { n, h })));
        }
    }
    if after.n <= log.head.n {
        return Ok(Some(Ingested::Stored(log.head)));
    }
    // The author never moves the ends of a segment; one that begins before our end goes another way.
    Ok((before.n < log.head.n).then_some(Ingested::Fork(log.head)))
}

fn append(
    connection: &Connection,
    mut log: LogRow,
    segment: &Segment,
    now: u64,
) -> Result<LogRow, StoreError> {
    for record in &segment.records {
        let row = logs::document(connection, segment.log.scope, record.header.document)?;
        log.head = logs::append(connection, &log, record, row, Standing::Stored, now)?;
    }
    Ok(log)
}

/// The chain hash of record `n` of a log: zero at 0, none if it is not there.
pub fn hash_at(connection: &Connection, log: &LogRow, n: u64) -> Result<Option<Hash>, StoreError> {
    if n == 0 {
        return Ok(Some(Hash::ZERO));
    }
    let found: Option<Vec<u8>> = connection
        .prepare_cached("SELECT h FROM record WHERE log = ?1 AND n = ?2")?
        .query_row(params![log.row, signed(n)], |row| row.get(0))
        .optional()?;
    let damaged = || StoreError::Damaged(format!("record {n} of log {}", log.id));
    found.map(|bytes| Hash::from_slice(&bytes).ok_or_else(damaged)).transpose()
}
