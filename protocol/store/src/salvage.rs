//! Own work saved from a damaged database before it is set aside.
//!
//! What the hub has comes back with the feed. What it does not have stands in no other place, so every
//! record that can still be read and verified is kept in the new database as it would be sent, and handed
//! in at each conversation until the hub has it ([`carried`]).

use std::path::{Path, PathBuf};
use std::{fs, io};

use lisanga_protocol::records::{Head, Segment, Signer};
use rusqlite::Connection;

use crate::logs::{self, LogRow};
use crate::open::{self, beside};
use crate::seams::Seams;
use crate::{StoreError, attachments, author, carried, outbox};

/// What follows the name of a new database until it has its place.
const NEW: &str = ".new";

/// Fails if the structure of the database is not sound. Reads all of it.
pub fn check(connection: &Connection) -> Result<(), StoreError> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(StoreError::Damaged("the database file".into())) }
}

/// What stands in no other place.
#[derive(Default)]
struct Unsent {
    segments: Vec<Segment>,
    /// The bytes of pictures and scans.
    attachments: Vec<Vec<u8>>,
}

/// The own segments and attachments in a damaged database that the hub is not known to have, what was not sealed yet
/// sealed now. Whatever cannot be read is passed over. Works on a copy beside it.
fn unsent(damaged: &Path, signer: &Signer) -> Unsent {
    let copy = beside(damaged, ".copy");
    let copied = fs::copy(damaged, &copy).is_ok();
    // There is no log to replay if it was closed in order.
    let _closed = fs::copy(beside(damaged, "-wal"), beside(&copy, "-wal"));
    let mut found = Unsent::default();
    if copied && let Ok(old) = Connection::open(&copy) {
        for log in logs::own(&old).unwrap_or_default() {
            found.segments.extend(segments(&old, signer, log));
        }
        found.attachments = attachments::unsent(&old);
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

/// Sets a damaged database aside and begins a new one with what could be saved. Returns where the old
/// one lies and how many records were saved. Interrupted anywhere, it is done again, or ended by
/// [`put_in_place`].
pub fn begin_anew(
    path: &Path,
    signer: &Signer,
    seams: &Seams,
) -> Result<(PathBuf, u64), StoreError> {
    let unsent = unsent(path, signer);
    let new = beside(path, NEW);
    open::remove(&new).map_err(|source| failed(&new, source))?;
    let mut db = open::records(&new, seams.vfs.as_deref())?;
    let transaction = db.transaction()?;
    carried::keep(&transaction, &unsent.segments)?;
    // Their documents come back, and name them.
    for bytes in &unsent.attachments {
        attachments::lay_ready(&transaction, bytes, seams.clock.now().seconds())?;
    }
    let saved = carried::records(&transaction, true)?;
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
