//! Attachments: the bytes that documents name. They lie beside the records, travel after them, and are
//! checked against their name (BLAKE3) before anybody sees them.
//!
//! | | |
//! |---|---|
//! | expected | a document that is here names it, its bytes are not here, or not all of them |
//! | whole | its bytes are here; at a node perhaps nowhere else |
//! | at the hub | a node knows that the hub has it whole |
//!
//! Each belongs to one document: who may read the document reads it, and it is erased with it. What no
//! document names yet is accepted for a document that is here, a bounded number of times, because a
//! letter brings both at once.

use std::collections::BTreeSet;

use automerge::{Automerge, ROOT, ReadDoc as _};
use lisanga_protocol::dictionary::attachments::{Attachment, MOST_BYTES, has_any, named};
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::ids::{Attached, DocumentId, Scope};
use lisanga_protocol::wire::messages::{AttachmentAt, Part};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::StoreError;
use crate::logs::signed;

/// Most attachments of a document that are kept.
const MOST: i64 = 64;
/// How long bytes of a form that was not finished are kept, in seconds.
const LAID_READY: u64 = 30 * 86_400;
/// Whole, and at a node not known to be at the hub.
const WHOLE: i64 = 1;
/// Whole, and the hub has it.
const AT_HUB: i64 = 2;

/// Lays bytes ready for a document that will name them. Committed like any other work: a form that is not
/// finished today finds them tomorrow.
pub fn lay_ready(db: &Connection, bytes: &[u8], now: u64) -> Result<(), StoreError> {
    db.execute("DELETE FROM laid_ready WHERE at < ?1", [signed(now.saturating_sub(LAID_READY))])?;
    db.execute(
        "INSERT INTO laid_ready (hash, bytes, at) VALUES (?1, ?2, ?3)
         ON CONFLICT (hash) DO UPDATE SET at = excluded.at",
        params![&Attached::of(bytes).0[..], bytes, signed(now)],
    )?;
    Ok(())
}

/// Bytes that were laid ready.
pub fn laid_ready(db: &Connection, hash: Attached) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(db
        .prepare_cached("SELECT bytes FROM laid_ready WHERE hash = ?1")?
        .query_row([&hash.0[..]], |row| row.get(0))
        .optional()?)
}

/// Notes what a document names. What was laid ready for it has its place from now on.
pub(crate) fn expect(db: &Connection, row: i64, document: &Automerge) -> Result<(), StoreError> {
    let number: u16 = db
        .prepare_cached("SELECT kind FROM document WHERE id = ?1")?
        .query_row([row], |row| row.get(0))?;
    let Some(kind) = kind_by_number(number).filter(|kind| has_any(kind)) else { return Ok(()) };
    for item in document.map_range(ROOT, ..) {
        let path = item.key.clone();
        let Ok(value) = item.value.into_value().into_scalar() else { continue };
        for file in named(kind, &path, &value) {
            if file.bytes <= MOST_BYTES {
                expect_one(db, row, &file)?;
            }
        }
    }
    Ok(())
}

fn expect_one(db: &Connection, row: i64, file: &Attachment) -> Result<(), StoreError> {
    let hash = &file.hash.0[..];
    let new = db
        .prepare_cached(
            "INSERT OR IGNORE INTO attachment (document, hash, length) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![row, hash, signed(file.bytes)])?;
    if new == 0 {
        return Ok(());
    }
    db.prepare_cached(
        "UPDATE attachment SET bytes = laid_ready.bytes, state = ?3 FROM laid_ready
         WHERE attachment.document = ?1 AND attachment.hash = ?2 AND laid_ready.hash = ?2
         AND length(laid_ready.bytes) = attachment.length",
    )?
    .execute(params![row, hash, WHOLE])?;
    db.prepare_cached("DELETE FROM laid_ready WHERE hash = ?1")?.execute([hash])?;
    Ok(())
}

/// The bytes of an attachment; none if not all of them are here. They are what their name says.
pub fn read(
    db: &Connection,
    scope: Scope,
    document: DocumentId,
    hash: Attached,
) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(row) = find(db, scope, document)? else { return Ok(None) };
    let bytes: Option<Vec<u8>> = db
        .prepare_cached(
            "SELECT bytes FROM attachment WHERE document = ?1 AND hash = ?2 AND state > 0",
        )?
        .query_row(params![row, &hash.0[..]], |row| row.get(0))
        .optional()?;
    match bytes {
        Some(bytes) if Attached::of(&bytes) != hash => {
            // The hub, or whoever wrote it, has it; it is asked for again.
            db.prepare_cached(
                "UPDATE attachment SET bytes = x'', state = 0 WHERE document = ?1 AND hash = ?2",
            )?
            .execute(params![row, &hash.0[..]])?;
            Ok(None)
        }
        other => Ok(other),
    }
}

/// The name of the document in this row, and which of its attachments are whole here.
pub fn whole(db: &Connection, row: i64) -> Result<(DocumentId, BTreeSet<Attached>), StoreError> {
    let damaged = || StoreError::Damaged(format!("document row {row}"));
    let id: Vec<u8> = db
        .prepare_cached("SELECT document FROM document WHERE id = ?1")?
        .query_row([row], |row| row.get(0))?;
    let mut statement =
        db.prepare_cached("SELECT hash FROM attachment WHERE document = ?1 AND state > 0")?;
    let hashes = statement.query_map([row], |row| row.get::<_, Vec<u8>>(0))?;
    let hashes = hashes.map(|hash| Attached::from_slice(&hash?).ok_or_else(damaged));
    Ok((DocumentId::from_slice(&id).ok_or_else(damaged)?, hashes.collect::<Result<_, _>>()?))
}

/// How many attachments are expected, and how many are whole and not known to be at the hub.
pub fn open(db: &Connection) -> Result<(u64, u64), StoreError> {
    let count = |state: i64| -> Result<u64, StoreError> {
        let count: i64 = db
            .prepare_cached("SELECT count(*) FROM attachment WHERE state = ?1")?
            .query_row([state], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    };
    Ok((count(0)?, count(WHOLE)?))
}

/// At a node: what the hub is to be offered. Only what every record of its document went before.
pub(crate) fn to_offer(db: &Connection, most: usize) -> Result<Vec<AttachmentAt>, StoreError> {
    list(
        db,
        "SELECT d.scope, d.document, a.hash, a.length FROM attachment a
         JOIN document d ON d.id = a.document
         WHERE a.state = 1 AND NOT EXISTS (SELECT 1 FROM record r JOIN log l ON l.id = r.log
             WHERE r.document = a.document AND l.own = 1 AND r.n > l.hub_n)
         ORDER BY a.length, a.id LIMIT ?1",
        most,
    )
}

/// At a node: whatever the hub is not known to have.
pub(crate) fn not_at_hub(db: &Connection, most: usize) -> Result<Vec<AttachmentAt>, StoreError> {
    list(
        db,
        "SELECT d.scope, d.document, a.hash, a.length FROM attachment a
         JOIN document d ON d.id = a.document WHERE a.state = 1 ORDER BY a.length, a.id LIMIT ?1",
        most,
    )
}

/// What is expected, the smallest first, with how much of it is here.
pub(crate) fn expected(db: &Connection, most: usize) -> Result<Vec<AttachmentAt>, StoreError> {
    list(
        db,
        "SELECT d.scope, d.document, a.hash, length(a.bytes) FROM attachment a
         JOIN document d ON d.id = a.document WHERE a.state = 0 ORDER BY a.length, a.id LIMIT ?1",
        most,
    )
}

/// As [`expected`], from where the draw says and round.
pub(crate) fn some_expected(
    db: &Connection,
    draw: u32,
    most: usize,
) -> Result<Vec<AttachmentAt>, StoreError> {
    let last: i64 =
        db.query_row("SELECT coalesce(max(id), 0) FROM attachment", [], |row| row.get(0))?;
    let from = i64::from(draw) % (last + 1);
    list(
        db,
        &format!(
            "SELECT d.scope, d.document, a.hash, length(a.bytes) FROM attachment a
             JOIN document d ON d.id = a.document WHERE a.state = 0
             ORDER BY a.id < {from}, a.id LIMIT ?1"
        ),
        most,
    )
}

fn list(db: &Connection, sql: &str, most: usize) -> Result<Vec<AttachmentAt>, StoreError> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map([most], |row| {
        let (scope, document, hash): (Vec<u8>, Vec<u8>, Vec<u8>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok((scope, document, hash, row.get::<_, i64>(3)?))
    })?;
    rows.map(|row| {
        let (scope, document, hash, bytes) = row?;
        let read = || {
            Some(AttachmentAt {
                scope: Scope::from_slice(&scope)?,
                document: DocumentId::from_slice(&document)?,
                hash: Attached::from_slice(&hash)?,
                bytes: bytes.unsigned_abs(),
            })
        };
        read().ok_or_else(|| StoreError::Damaged("an attachment".into()))
    })
    .collect()
}

/// What there is of an attachment: how many bytes, and whether that is all.
pub(crate) fn held(db: &Connection, at: &AttachmentAt) -> Result<(u64, bool), StoreError> {
    let Some(row) = find(db, at.scope, at.document)? else { return Ok((0, false)) };
    let held: Option<(i64, i64)> = db
        .prepare_cached(
            "SELECT length(bytes), state FROM attachment WHERE document = ?1 AND hash = ?2",
        )?
        .query_row(params![row, &at.hash.0[..]], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(held.map_or((0, false), |(bytes, state)| (bytes.unsigned_abs(), state > 0)))
}

/// A stretch of an attachment from where `at` says; none if it is not whole here.
pub(crate) fn part(
    db: &Connection,
    at: &AttachmentAt,
    most: usize,
) -> Result<Option<Part>, StoreError> {
    let AttachmentAt { scope, document, hash, bytes: offset } = *at;
    let Some(whole) = read(db, scope, document, hash)? else { return Ok(None) };
    let from = usize::try_from(offset).unwrap_or(usize::MAX).min(whole.len());
    let bytes = whole[from..whole.len().min(from + most)].to_vec();
    Ok(Some(Part { scope, document, hash, length: whole.len() as u64, offset, bytes }))
}

/// What became of a part that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Kept, and more is to come.
    More,
    /// It was the last: the whole is what its name says.
    Whole,
    /// It does not go on where this side is, or the whole is not what its name says.
    Not,
}

/// Keeps a part of an attachment of a document that is here: at the hub what a node sends, at a node what the hub
/// does.
pub(crate) fn take(db: &Connection, part: &Part) -> Result<Taken, StoreError> {
    let Some(row) = find(db, part.scope, part.document)? else { return Ok(Taken::Not) };
    let at = AttachmentAt {
        scope: part.scope,
        document: part.document,
        hash: part.hash,
        bytes: part.offset,
    };
    let (held, whole) = held(db, &at)?;
    if whole {
        return Ok(Taken::Whole);
    }
    let reaches = part.offset + part.bytes.len() as u64;
    if part.length > MOST_BYTES || part.offset != held || reaches > part.length {
        return Ok(Taken::Not);
    }
    let hash = &part.hash.0[..];
    let there: i64 = db
        .prepare_cached("SELECT count(*) FROM attachment WHERE document = ?1 AND hash <> ?2")?
        .query_row(params![row, hash], |row| row.get(0))?;
    if there >= MOST {
        return Ok(Taken::Not);
    }
    db.prepare_cached(
        "INSERT INTO attachment (document, hash, length, bytes) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (document, hash) DO UPDATE SET bytes = CAST(bytes || excluded.bytes AS BLOB)",
    )?
    .execute(params![row, hash, signed(part.length), part.bytes])?;
    if reaches < part.length {
        return Ok(Taken::More);
    }
    let bytes: Vec<u8> = db
        .prepare_cached("SELECT bytes FROM attachment WHERE document = ?1 AND hash = ?2")?
        .query_row(params![row, hash], |row| row.get(0))?;
    let state = if Attached::of(&bytes) == part.hash { AT_HUB } else { 0 };
    db.prepare_cached(
        "UPDATE attachment SET state = ?3, bytes = iif(?3 = 0, x'', bytes)
         WHERE document = ?1 AND hash = ?2",
    )?
    .execute(params![row, hash, state])?;
    Ok(if state == 0 { Taken::Not } else { Taken::Whole })
}

/// Those of a damaged database that the hub is not known to have, as far as they can be read.
pub(crate) fn unsent(old: &Connection) -> Vec<Vec<u8>> {
    let ids = || -> rusqlite::Result<Vec<i64>> {
        let mut statement = old.prepare("SELECT id FROM attachment WHERE state = 1")?;
        statement.query_map([], |row| row.get(0))?.collect()
    };
    // One by one: a page that cannot be read hides what stands on it alone.
    let read = |id| -> rusqlite::Result<(Vec<u8>, Vec<u8>)> {
        let sql = "SELECT hash, bytes FROM attachment WHERE id = ?1";
        old.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))
    };
    let whole = ids().unwrap_or_default().into_iter().filter_map(|id| read(id).ok());
    let named = whole.filter(|(hash, bytes)| Attached::of(bytes).0[..] == hash[..]);
    named.map(|(_, bytes)| bytes).collect()
}

/// At a node: the hub has it whole.
pub(crate) fn at_hub(db: &Connection, at: &AttachmentAt) -> Result<(), StoreError> {
    let Some(row) = find(db, at.scope, at.document)? else { return Ok(()) };
    db.prepare_cached(
        "UPDATE attachment SET state = ?3 WHERE document = ?1 AND hash = ?2 AND state = ?4",
    )?
    .execute(params![row, &at.hash.0[..], AT_HUB, WHOLE])?;
    Ok(())
}

/// At a node: the hub does not have it after all.
pub(crate) fn offer(db: &Connection, at: &AttachmentAt) -> Result<(), StoreError> {
    let Some(row) = find(db, at.scope, at.document)? else { return Ok(()) };
    db.prepare_cached(
        "UPDATE attachment SET state = ?3 WHERE document = ?1 AND hash = ?2 AND state = ?4",
    )?
    .execute(params![row, &at.hash.0[..], WHOLE, AT_HUB])?;
    Ok(())
}

/// At a node whose hub lost something: all is offered again.
pub(crate) fn offer_again(db: &Connection) -> Result<(), StoreError> {
    db.execute("UPDATE attachment SET state = ?1 WHERE state = ?2", [WHOLE, AT_HUB])?;
    Ok(())
}

/// Removes the attachments of an erased document.
pub(crate) fn erase(db: &Connection, row: i64) -> Result<(), StoreError> {
    db.execute("DELETE FROM attachment WHERE document = ?1", [row])?;
    Ok(())
}

/// Removes those of a scope this device may no longer read.
pub(crate) fn forget(db: &Connection, scope: Scope) -> Result<(), StoreError> {
    db.execute(
        "DELETE FROM attachment WHERE document IN (SELECT id FROM document WHERE scope = ?1)",
        [&scope.0[..]],
    )?;
    Ok(())
}

/// The row of a document that is here and not erased.
fn find(db: &Connection, scope: Scope, id: DocumentId) -> Result<Option<i64>, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT id FROM document WHERE scope = ?1 AND document = ?2 AND erased = 0",
        )?
        .query_row(params![&scope.0[..], &id.0[..]], |row| row.get(0))
        .optional()?)
}
