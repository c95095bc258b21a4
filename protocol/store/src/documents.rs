//! Documents, loaded on demand from their saved form or built again from raw changes.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{ActorId, Automerge, Change, SaveOptions};
use lisanga_protocol::ids::{ChangeId, DocumentId, Epoch, Hash, Scope};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::logs::{self, LogRow, signed};
use crate::{StoreError, attachments};

/// How Automerge is asked to write a document: uncompressed, without changes it could not place.
const SAVE: SaveOptions = SaveOptions { deflate: false, retain_orphans: false };

/// What the store knows about a change without loading its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    /// The row of its log.
    pub log: i64,
    /// Its number in that log.
    pub n: u64,
    /// The greatest operation counter in it.
    pub max_op: u64,
}

thread_local! {
    static LOADED: Cell<u64> = const { Cell::new(0) };
}

/// How many documents this thread has loaded so far, by which a test proves that a path loads none.
#[must_use]
pub fn loaded() -> u64 {
    LOADED.get()
}

/// Whether a document was erased in a scope.
pub fn is_erased(
    connection: &Connection,
    scope: Scope,
    document: DocumentId,
) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM document WHERE scope = ?1 AND document = ?2 AND erased = 1")?
        .exists(params![&scope.0[..], &document.0[..]])?)
}

/// The document in this row as it is shown: base, accepted changes and those ahead.
pub fn load(connection: &Connection, document: i64) -> Result<Automerge, StoreError> {
    LOADED.set(LOADED.get() + 1);
    let (saved, digest): (Option<Vec<u8>>, Option<Vec<u8>>) = connection
        .prepare_cached("SELECT saved, saved_digest FROM document WHERE id = ?1")?
        .query_row([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if let (Some(saved), Some(digest)) = (saved, digest)
        && saved_digest(&saved).0[..] == digest[..]
        && let Ok(Ok(loaded)) = catch_unwind(|| Automerge::load(&saved))
    {
        return Ok(loaded);
    }
    // The cache is missing or damaged; the changes are the truth.
    build(connection, document)
}

/// The document built from its base and the changes that are shown: accepted ones, those ahead, and
/// what was written here and waits for something else.
pub fn build(connection: &Connection, document: i64) -> Result<Automerge, StoreError> {
    let damaged = || StoreError::Damaged(format!("document row {document}"));
    let (base, digest): (Option<Vec<u8>>, Option<Vec<u8>>) = connection
        .prepare_cached("SELECT base, base_digest FROM document WHERE id = ?1")?
        .query_row([document], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut built = match (base, digest) {
        (None, None) => Automerge::new(),
        (Some(base), Some(digest)) if saved_digest(&base).0[..] == digest[..] => {
            Automerge::load(&base).map_err(|_| damaged())?
        }
        _ => return Err(damaged()),
    };
    let mut statement = connection.prepare_cached(
        "SELECT r.payload, r.digest FROM change c JOIN record r ON r.log = c.log AND r.n = c.n
         JOIN log l ON l.id = r.log
         WHERE c.document = ?1 AND r.payload IS NOT NULL
         AND (r.state IN (0, 1) OR r.state = 4 AND l.own = 1)
         ORDER BY c.max_op, c.change",
    )?;
    let mut rows = statement.query([document])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let (payload, digest): (Vec<u8>, Vec<u8>) = (row.get(0)?, row.get(1)?);
        if lisanga_protocol::records::payload_digest(&payload).0[..] != digest[..] {
            return Err(damaged());
        }
        changes.push(Change::try_from(payload.as_slice()).map_err(|_| damaged())?);
    }
    let applied = catch_unwind(AssertUnwindSafe(|| built.apply_changes(changes)));
    match applied {
        Ok(Ok(())) => Ok(built),
        _ => Err(damaged()),
    }
}

/// The bytes of a document.
#[must_use]
pub fn save(document: &Automerge) -> Vec<u8> {
    document.save_with_options(SAVE)
}

/// Keeps the saved form of a document and marks the document as changed.
pub fn keep(connection: &Connection, row: i64, document: &Automerge) -> Result<(), StoreError> {
    let saved = save(document);
    connection
        .prepare_cached(
            "UPDATE document SET saved = ?2, saved_digest = ?3,
             changed = (SELECT max(changed) + 1 FROM document) WHERE id = ?1",
        )?
        .execute(params![row, saved, &saved_digest(&saved).0[..]])?;
    attachments::expect(connection, row, document)
}

/// The change of a document with this hash.
pub fn change(
    connection: &Connection,
    document: i64,
    change: ChangeId,
) -> Result<Option<ChangeRow>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT log, n, max_op FROM change WHERE document = ?1 AND change = ?2")?
        .query_row(params![document, &change.0[..]], |row| {
            let (n, max_op): (i64, i64) = (row.get(1)?, row.get(2)?);
            Ok(ChangeRow { log: row.get(0)?, n: n.unsigned_abs(), max_op: max_op.unsigned_abs() })
        })
        .optional()?)
}

const EARLIER: &str = "SELECT count(*) FROM change WHERE document = ?1 AND log = ?2 AND n < ?3";

/// How many changes of this document stand in a log before record `n`; refused ones count, and for a
/// branch those before it forked.
pub fn earlier_in_log(
    connection: &Connection,
    document: i64,
    log: &LogRow,
    n: u64,
) -> Result<u64, StoreError> {
    let own: i64 = connection
        .prepare_cached(EARLIER)?
        .query_row(params![document, log.row, signed(n)], |row| row.get(0))?;
    let parent = log.branch_of.map(|parent| logs::find(connection, parent)).transpose()?.flatten();
    let Some(parent) = parent else { return Ok(own.unsigned_abs()) };
    let first: Option<i64> = connection
        .prepare_cached("SELECT min(n) FROM record WHERE log = ?1")?
        .query_row([log.row], |row| row.get(0))?;
    let forked = first.map_or(n, i64::unsigned_abs);
    Ok(own.unsigned_abs() + earlier_in_log(connection, document, &parent, forked)?)
}

/// Notes how Automerge knows record `n` of `log`.
pub fn note_change(
    connection: &Connection,
    document: i64,
    change: ChangeId,
    row: ChangeRow,
    seq: u64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT OR IGNORE INTO change (document, change, log, n, seq, max_op)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            document,
            &change.0[..],
            row.log,
            signed(row.n),
            signed(seq),
            signed(row.max_op)
        ])?;
    Ok(())
}

/// A document as every writer needs it: with the actor of its own log.
#[must_use]
pub fn as_actor(document: Automerge, epoch: Epoch) -> Automerge {
    document.with_actor(ActorId::from(epoch.0))
}

fn saved_digest(saved: &[u8]) -> Hash {
    Hash::of("saved", &[saved])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open;

    /// It once walked the whole log for each record.
    #[test]
    fn earlier_changes_are_found_by_document_and_log() {
        let folder = tempfile::tempdir().expect("a folder");
        let db = open::records(&folder.path().join("records.db"), None).expect("a database");
        let plan: String = db
            .query_row(&format!("EXPLAIN QUERY PLAN {EARLIER}"), [0, 0, 0], |row| row.get(3))
            .expect("a plan");
        assert!(plan.contains("(document=? AND log=? AND n<?)"), "{plan}");
    }
}
