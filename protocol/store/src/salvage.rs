//! Own work saved from a damaged database before it is set aside.
//!
//! What the hub has comes back with the feed. What it does not have stands in no other place, so every
//! record that can still be read and verified is kept in the new database as it would be sent, and handed
//! in at each conversation until the hub has it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use lisanga_protocol::ids::{ChangeId, DocumentId, LogId};
use lisanga_protocol::records::{Head, LogKey, Segment, Signer};
use lisanga_protocol::wire::compact::{self, ChangeFacts, History, Sender};
use rusqlite::{Connection, params};

use crate::logs::{self, LogRow, signed};
use crate::open::{self, beside};
use crate::seams::Seams;
use crate::{StoreError, author, outbox};

/// What follows the name of a new database until it has its place.
const NEW: &str = ".new";

/// A segment as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvaged {
    /// Its log.
    pub log: LogId,
    /// The body of a PUSH frame.
    pub body: Vec<u8>,
}

/// Fails if the structure of the database is not sound. Reads all of it.
pub fn check(connection: &Connection) -> Result<(), StoreError> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(StoreError::Damaged("the database file".into())) }
}

/// The own segments in a damaged database that the hub is not known to have, what was not sealed yet
/// sealed now. Whatever cannot be read is passed over. Works on a copy beside it.
fn unsent(damaged: &Path, signer: &Signer) -> Vec<Segment> {
    let copy = beside(damaged, ".copy");
    let copied = fs::copy(damaged, &copy).is_ok();
    // There is no log to replay if it was closed in order.
    let _closed = fs::copy(beside(damaged, "-wal"), beside(&copy, "-wal"));
    let mut found = Vec::new();
    if copied && let Ok(old) = Connection::open(&copy) {
        for log in logs::own(&old).unwrap_or_default() {
            found.extend(segments(&old, signer, log));
        }
    }
    // A copy that stays costs room, nothing else.
    let _gone = open::remove(&copy);
    found
}

fn segments(old: &Connection, signer: &Signer, mut log: LogRow) -> Vec<Segment> {
    let written = log.head.n;
    log.head.n = log.sealed;
    for n in log.sealed + 1..=written {
        let Some(record) = logs::records(old, &log, n, n).ok().and_then(|mut found| found.pop())
        else {
            break;
        };
        if !record.header.batch_goes_on {
            log.head = Head { n, h: record.h };
        }
    }
    if log.head.n > log.sealed && author::seal(old, signer, &log).is_ok() {
        log.sealed = log.head.n;
    }
    let (mut found, mut at) = (Vec::new(), log.at_hub);
    while at < log.sealed {
        // One by one: a page that cannot be read hides what stands on it alone.
        match outbox::segments(old, &log, at, 1).as_deref() {
            Ok([segment]) => {
                at = segment.before.n + segment.records.len() as u64;
                if segment.clone().verify().is_ok() {
                    found.push(segment.clone());
                }
            }
            _ => at += 1,
        }
    }
    found
}

/// Keeps segments until the hub has them.
pub fn keep(connection: &Connection, segments: &[Segment]) -> Result<(), StoreError> {
    for segment in segments {
        let body = compact::encode(std::slice::from_ref(segment), &Stranger, true);
        let records = segment.records.len() as u64;
        connection.execute(
            "INSERT OR IGNORE INTO salvaged (log, last, records, body) VALUES (?1, ?2, ?3, ?4)",
            params![
                &segment.log.id().0[..],
                signed(segment.before.n + records),
                signed(records),
                body
            ],
        )?;
    }
    Ok(())
}

/// What is kept, in the order in which it was written.
pub fn kept(connection: &Connection) -> Result<Vec<Salvaged>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT log, body FROM salvaged ORDER BY log, last")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))?;
    rows.map(|row| {
        let (log, body) = row?;
        let log = LogId::from_slice(&log);
        Ok(Salvaged { log: log.ok_or_else(|| StoreError::Damaged("a log".into()))?, body })
    })
    .collect()
}

/// How many records are kept.
pub fn records(connection: &Connection) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(sum(records), 0) FROM salvaged";
    Ok(connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
}

/// The hub has this log up to `n`.
pub fn handed_in(connection: &Connection, log: LogId, n: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM salvaged WHERE log = ?1 AND last <= ?2")?
        .execute(params![&log.0[..], signed(n)])?;
    Ok(())
}

/// Sets a damaged database aside and begins a new one with what could be saved. Returns where the old
/// one lies and how many records were saved. Interrupted anywhere, it is done again, or ended by
/// [`put_in_place`].
pub fn begin_anew(
    path: &Path,
    signer: &Signer,
    seams: &Seams,
) -> Result<(PathBuf, u64), StoreError> {
    let segments = unsent(path, signer);
    let new = beside(path, NEW);
    open::remove(&new).map_err(|source| failed(&new, source))?;
    let mut db = open::records(&new, seams.vfs.as_deref())?;
    let transaction = db.transaction()?;
    keep(&transaction, &segments)?;
    let saved = records(&transaction)?;
    transaction.commit()?;
    // The last connection leaves one file behind, everything in it.
    db.close().map_err(|(_, error)| error)?;
    let aside = open::set_aside(path, seams.clock.now().seconds())?;
    put_in_place(path)?;
    Ok((aside, saved))
}

/// Ends what a power cut interrupted: the old database was set aside, the new one does not have its
/// name yet. To be called before the database is opened.
pub fn put_in_place(path: &Path) -> Result<(), StoreError> {
    let new = beside(path, NEW);
    if !path.exists() && new.exists() {
        fs::rename(&new, path).map_err(|source| failed(&new, source))?;
    }
    Ok(())
}

fn failed(path: &Path, source: io::Error) -> StoreError {
    StoreError::File { path: path.display().to_string(), source }
}

/// A receiver of whom nothing is known.
struct Stranger;

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
