//! `views.db`: opened, thrown away when its definition changes, followed entry by entry.

use std::collections::BTreeMap;
use std::path::Path;

use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::project::tables;
use lisanga_protocol::ids::{DocumentId, Hash, Scope};
use lisanga_store::StoreError;
use lisanga_store::derived::Derived;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::ProjectionError;
use super::document::{self, Row};
use super::steps::Step;

/// How far the feed of a scope is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// The number of the last entry; 0 for none.
    pub(super) n: u64,
    /// The digest of the feed up to it.
    pub(super) digest: Hash,
}

/// The derived database.
#[derive(Debug)]
pub struct Views(Derived);

const SCHEMA: &str = include_str!("views.sql");
/// Raised whenever what is derived changes.
const VERSION: u32 = 3;

impl Views {
    /// Opens the views, or begins them anew if they were made by another definition or are damaged.
    pub fn open(path: &Path) -> Result<Self, ProjectionError> {
        Ok(Self(Derived::open(path, SCHEMA, VERSION)?))
    }

    /// A connection that only reads.
    pub fn reader(&self) -> Result<Connection, StoreError> {
        self.0.reader()
    }

    pub(super) fn position(&self, scope: Scope) -> Result<Position, ProjectionError> {
        let connection = self.0.writer();
        let found: Option<(i64, Vec<u8>)> = connection
            .prepare_cached("SELECT position, digest FROM progress WHERE scope = ?1")?
            .query_row([&scope.0[..]], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let position = found.and_then(|(n, digest)| {
            Some(Position { n: n.unsigned_abs(), digest: Hash::from_slice(&digest)? })
        });
        Ok(position.unwrap_or(Position { n: 0, digest: Hash::ZERO }))
    }

    /// Forgets all of a scope.
    pub(super) fn forget(&self, scope: Scope) -> Result<(), ProjectionError> {
        let mut connection = self.0.writer();
        let transaction = connection.transaction()?;
        for table in ["progress", "held", "line"] {
            transaction
                .execute(&format!("DELETE FROM {table} WHERE scope = ?1"), [&scope.0[..]])?;
        }
        Ok(transaction.commit()?)
    }

    /// Takes entries that follow the position, in one transaction.
    pub(super) fn take(&self, scope: Scope, steps: &[Step]) -> Result<(), ProjectionError> {
        let mut connection = self.0.writer();
        let transaction = connection.transaction()?;
        for step in steps {
            take(&transaction, scope, step)?;
            transaction
                .prepare_cached(
                    "INSERT INTO progress (scope, position, digest) VALUES (?1, ?2, ?3)
                     ON CONFLICT (scope) DO UPDATE SET position = ?2, digest = ?3",
                )?
                .execute(params![&scope.0[..], signed(step.position), &step.digest.0[..]])?;
        }
        Ok(transaction.commit()?)
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn take(db: &Transaction<'_>, scope: Scope, step: &Step) -> Result<(), ProjectionError> {
    let mut touched = BTreeMap::<DocumentId, Vec<&[u8]>>::new();
    for (document, change) in &step.changes {
        touched.entry(*document).or_default().push(change);
    }
    for (id, changes) in touched {
        // A kind of a newer version is shown when this program is.
        let Some(kind) = kind_by_number(id.kind()) else { continue };
        show(db, scope, step.position, id, kind, &changes)?;
    }
    for id in &step.erased {
        for table in ["held", "line"] {
            db.execute(
                &format!("DELETE FROM {table} WHERE scope = ?1 AND document = ?2"),
                params![&scope.0[..], &id.0[..]],
            )?;
        }
    }
    Ok(())
}

fn show(
    db: &Transaction<'_>,
    scope: Scope,
    position: u64,
    id: DocumentId,
    kind: &'static Kind,
    changes: &[&[u8]],
) -> Result<(), ProjectionError> {
    let key = params![&scope.0[..], &id.0[..]];
    let saved: Option<Vec<u8>> = db
        .prepare_cached("SELECT saved FROM held WHERE scope = ?1 AND document = ?2")?
        .query_row(key, |row| row.get(0))
        .optional()?;
    let document = document::changed(id, saved.as_deref(), changes)?;
    db.prepare_cached(
        "INSERT INTO held (scope, document, saved) VALUES (?1, ?2, ?3)
         ON CONFLICT (scope, document) DO UPDATE SET saved = ?3",
    )?
    .execute(params![&scope.0[..], &id.0[..], lisanga_store::documents::save(&document)])?;
    let rows = document::rows(id, kind, &document)?;
    put_rows(db, scope, position, id, kind, rows)
}

/// Ends the rows that no longer hold and begins the new ones; what stays is not touched.
fn put_rows(
    db: &Transaction<'_>,
    scope: Scope,
    position: u64,
    id: DocumentId,
    kind: &'static Kind,
    mut rows: Vec<Row>,
) -> Result<(), ProjectionError> {
    let mut statement = db.prepare_cached(
        "SELECT id, part, cells, several FROM line
         WHERE scope = ?1 AND kind = ?2 AND document = ?3 AND to_position IS NULL
         AND part IN (SELECT value FROM json_each(?4)) ORDER BY id",
    )?;
    // Naming the parts lets SQLite use the index.
    let parts: Vec<usize> = (0..tables(kind).len()).collect();
    let parts = serde_json::json!(parts).to_string();
    let shown = statement
        .query_map(params![&scope.0[..], kind.number, &id.0[..], parts], |row| {
            let kept = Row { table: row.get(1)?, cells: row.get(2)?, several: row.get(3)? };
            Ok((row.get::<_, i64>(0)?, kept))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    for (line, kept) in shown {
        match rows.iter().position(|row| *row == kept) {
            Some(at) => {
                rows.remove(at);
            }
            None => end(db, line, position)?,
        }
    }
    let mut insert = db.prepare_cached(
        "INSERT INTO line (scope, kind, part, document, cells, several, from_position)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for row in rows {
        insert.execute(params![
            &scope.0[..],
            kind.number,
            row.table,
            &id.0[..],
            row.cells,
            row.several,
            signed(position)
        ])?;
    }
    Ok(())
}

fn end(db: &Transaction<'_>, line: i64, position: u64) -> Result<(), ProjectionError> {
    db.prepare_cached("UPDATE line SET to_position = ?2 WHERE id = ?1")?
        .execute(params![line, signed(position)])?;
    Ok(())
}
