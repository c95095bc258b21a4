//! Segments kept as they are sent, until the hub has them: own ones saved from a damaged database, and
//! those another device of the site gave along in a bundle. They stand in no log and no document here;
//! the feed brings them once the hub has judged them.

use lisanga_protocol::ids::{ChangeId, DocumentId, LogId};
use lisanga_protocol::records::{Head, LogKey, Record, Segment, Verified, payload_digest};
use lisanga_protocol::wire::compact::{self, ChangeFacts, History, Sender};
use rusqlite::{Connection, params};

use crate::logs::{self, LogRow, hash_at, signed};
use crate::{StoreError, rights};

/// Most bytes kept for others.
const MOST: i64 = 64 << 20;

/// A segment as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Its log.
    pub log: LogId,
    /// The body of a PUSH frame.
    pub body: Vec<u8>,
}

/// What became of a segment somebody else gave along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenAlong {
    /// It is kept now.
    Kept,
    /// It was kept already, or its records stand here.
    Known,
    /// Its author may not write in this scope, as far as is known here.
    NotGranted,
    /// There is no room for more.
    Full,
}

/// Keeps own segments until the hub has them.
pub fn keep(connection: &Connection, segments: &[Segment]) -> Result<(), StoreError> {
    segments.iter().try_for_each(|segment| put(connection, segment, true).map(drop))
}

/// Keeps a segment of another device of this site until the hub has it.
pub fn take_along(connection: &Connection, verified: &Verified) -> Result<TakenAlong, StoreError> {
    let segment = verified.segment();
    let log = segment.log;
    if !rights::may_write(connection, log.device, log.scope)?
        || rights::is_cut(connection, log.device, log.scope)?
    {
        return Ok(TakenAlong::NotGranted);
    }
    if let Some(here) = logs::find(connection, log.id())?
        && hash_at(connection, &here, verified.head().n)? == Some(verified.head().h)
    {
        return Ok(TakenAlong::Known);
    }
    let sql = "SELECT coalesce(sum(length(body)), 0) FROM carried WHERE own = 0";
    if connection.query_row(sql, [], |row| row.get::<_, i64>(0))? > MOST {
        return Ok(TakenAlong::Full);
    }
    Ok(if put(connection, segment, false)? { TakenAlong::Kept } else { TakenAlong::Known })
}

fn put(connection: &Connection, segment: &Segment, own: bool) -> Result<bool, StoreError> {
    let body = compact::encode(std::slice::from_ref(segment), &Stranger, true);
    let records = segment.records.len() as u64;
    let log = segment.log.id();
    let chain = |head: Head, record: &Record| {
        head.after(log, &record.header, payload_digest(&record.payload))
    };
    let Head { n, h } = segment.records.iter().fold(segment.before, chain);
    let new = connection.execute(
        "INSERT OR IGNORE INTO carried (log, last, records, body, own, h)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![&log.0[..], signed(n), signed(records), body, own, &h.0[..]],
    )?;
    Ok(new > 0)
}

/// What is kept, in the order in which it was written.
pub fn kept(connection: &Connection) -> Result<Vec<Carried>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT log, body FROM carried ORDER BY log, last")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
    rows.map(|row| {
        let (log, body) = row?;
        let log = LogId::from_slice(&log);
        Ok(Carried { log: log.ok_or_else(|| StoreError::Damaged("a log".into()))?, body })
    })
    .collect()
}

/// How many records are kept, of this device or of others.
pub fn records(connection: &Connection, own: bool) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(sum(records), 0) FROM carried WHERE own = ?1";
    Ok(connection.query_row(sql, [own], |row| row.get::<_, i64>(0))?.unsigned_abs())
}

/// Lets go of what stands in this log, which the feed has brought.
pub(crate) fn settle(connection: &Connection, log: &LogRow) -> Result<(), StoreError> {
    let id = log.key.id();
    let mut statement =
        connection.prepare_cached("SELECT last, h FROM carried WHERE log = ?1 ORDER BY last")?;
    let carried: Vec<(i64, Option<Vec<u8>>)> = statement
        .query_map([&id.0[..]], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (last, h) in carried {
        let here = hash_at(connection, log, last.unsigned_abs())?;
        if here.is_some_and(|here| h.is_none_or(|h| h == here.0)) {
            connection.execute(
                "DELETE FROM carried WHERE log = ?1 AND last = ?2",
                params![&id.0[..], last],
            )?;
        }
    }
    Ok(())
}

/// The hub has this log up to `n`.
pub fn handed_in(connection: &Connection, log: LogId, n: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM carried WHERE log = ?1 AND last <= ?2")?
        .execute(params![&log.0[..], signed(n)])?;
    Ok(())
}

/// A receiver of whom nothing is known, and a reader who knows nothing: every payload stands whole.
pub(crate) struct Stranger;

impl History for Stranger {
    fn change_at(&self, _: LogId, _: u64) -> Option<ChangeFacts> {
        None
    }
    fn max_op(&self, _: &LogKey, _: DocumentId, _: ChangeId) -> Option<u64> {
        None
    }
    fn earlier_in_log(&self, _: LogId, _: DocumentId, _: u64) -> u64 {
        0
    }
    fn last(&self, _: LogId) -> u64 {
        0
    }
    fn log(&self, _: LogId) -> Option<LogKey> {
        None
    }
}

impl Sender for Stranger {
    fn pointer(&self, _: &LogKey, _: DocumentId, _: ChangeId) -> Option<(LogKey, u64)> {
        None
    }
    fn receiver_knows(&self, _: LogId) -> bool {
        false
    }
    fn log_of(&self, _: &LogKey, _: &[u8]) -> Option<LogKey> {
        None
    }
}
