//! Taking in what others wrote: verified segments become rows. Nothing is judged here and nothing
//! loads a document, so storing is as fast as the disk.
//!
//! Two copies of one device write different records under the same numbers. What came first keeps
//! the log's name; the other is kept as a branch from the first record that differs, and redone.

use lisanga_protocol::ids::{DeviceKey, LogId, Scope};
use lisanga_protocol::records::{Head, Verified};
use rusqlite::Connection;

use crate::author::insert_segment;
use crate::logs::{self, LogRow, Standing, hash_at};
use crate::{StoreError, rights};

/// Most branches kept of one log: no honest device is copied that often.
const MAX_BRANCHES: usize = 16;

/// What became of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ingested {
    /// Stored up to this head; also when it was there before.
    Stored(Head),
    /// Stored up to this head as a branch: two copies of one device write.
    Branch(LogId, Head),
    /// Something between is missing: the log ends here.
    Gap(Head),
    /// The device may not write in this scope.
    NotGranted(Scope),
}

/// Stores a verified segment in its log, or in a branch of it. `hub` may always write: its former
/// log comes back to it from the nodes after a restore.
pub fn segment(
    connection: &Connection,
    verified: &Verified,
    hub: DeviceKey,
    now: u64,
) -> Result<Ingested, StoreError> {
    let key = verified.segment().log;
    if key.device != hub && !rights::may_write(connection, key.device, key.scope)? {
        return Ok(Ingested::NotGranted(key.scope));
    }
    let log = logs::open(connection, key, key.id(), false)?;
    if log.head.n == 0 && rights::is_cut(connection, key.device, key.scope)? {
        connection.execute("UPDATE log SET cut = 0 WHERE id = ?1", [log.row])?;
    }
    let branches = logs::branches(connection, key)?;
    let full = branches.len() >= MAX_BRANCHES;
    let mut forked: Option<u64> = None;
    for known in std::iter::once(log.clone()).chain(branches) {
        match compare(connection, &known, verified)? {
            Comparison::Elsewhere => {}
            Comparison::Same => return Ok(stored(&known, verified.head())),
            Comparison::Longer => {
                let known = append(connection, known, verified, now)?;
                return Ok(stored(&known, known.head));
            }
            Comparison::Forks(first) => forked = forked.max(Some(first)),
        }
    }
    match forked {
        Some(_) if full => Ok(Ingested::NotGranted(key.scope)),
        Some(first) => {
            let before = verified.head_at(first - 1);
            let id = log.id.branch(verified.head_at(first).h);
            let branch = logs::open_branch(connection, key, id, before)?
                .ok_or_else(|| StoreError::Damaged(format!("log {}", log.id)))?;
            let branch = append(connection, branch, verified, now)?;
            Ok(stored(&branch, branch.head))
        }
        // Nothing here ends where it begins: its author has to go back further.
        None if verified.segment().before.n <= log.head.n => Ok(Ingested::Gap(Head::EMPTY)),
        None => Ok(Ingested::Gap(log.head)),
    }
}

fn stored(log: &LogRow, head: Head) -> Ingested {
    match log.branch_of {
        None => Ingested::Stored(head),
        Some(_) => Ingested::Branch(log.id, head),
    }
}

/// How a segment lies to a log as it is here.
enum Comparison {
    /// It does not begin anywhere in this log.
    Elsewhere,
    /// All of it is here.
    Same,
    /// It goes on where this log ends.
    Longer,
    /// It goes another way from this record on.
    Forks(u64),
}

fn compare(
    connection: &Connection,
    log: &LogRow,
    verified: &Verified,
) -> Result<Comparison, StoreError> {
    let (before, after) = (verified.segment().before, verified.head());
    if hash_at(connection, log, before.n)? != Some(before.h) {
        return Ok(Comparison::Elsewhere);
    }
    for (n, hash) in (before.n + 1..=after.n.min(log.head.n)).zip(verified.hashes()) {
        if hash_at(connection, log, n)? != Some(*hash) {
            return Ok(Comparison::Forks(n));
        }
    }
    Ok(if after.n <= log.head.n { Comparison::Same } else { Comparison::Longer })
}

/// Appends the records that lie beyond the log's end.
fn append(
    connection: &Connection,
    mut log: LogRow,
    verified: &Verified,
    now: u64,
) -> Result<LogRow, StoreError> {
    let segment = verified.segment();
    let first = log.head.n + 1;
    let there = usize::try_from(log.head.n - segment.before.n).unwrap_or(usize::MAX);
    for record in segment.records.iter().skip(there) {
        let row = logs::document(connection, segment.log.scope, record.header.document)?;
        log.head = logs::append(connection, &log, record, row, Standing::Stored, now)?;
    }
    insert_segment(connection, log.row, first, log.head.n, &segment.seal.0)?;
    logs::set_sealed(connection, log.row, log.head.n)?;
    Ok(log)
}
