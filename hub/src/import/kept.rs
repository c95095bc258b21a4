//! What the store keeps of imports.

use std::collections::BTreeSet;

use lisanga_protocol::ids::{DocumentId, Hash, Scope};
use lisanga_store::StoreError;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Outcomes, Reading, Step};

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its columns are to be said.
    Columns,
    /// The dry run is under way.
    Checking,
    /// The dry run says what would become of it.
    Checked,
    /// It is being written.
    Writing,
    /// It is written.
    Written,
    /// It is being undone.
    Undoing,
    /// It is undone.
    Undone,
    /// The last step stopped.
    Failed,
}

impl State {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Columns, "columns"),
        (Self::Checking, "checking"),
        (Self::Checked, "checked"),
        (Self::Writing, "writing"),
        (Self::Written, "written"),
        (Self::Undoing, "undoing"),
        (Self::Undone, "undone"),
        (Self::Failed, "failed"),
    ];

    fn text(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("failed", |(_, text)| text)
    }

    /// Whether something is under way.
    #[must_use]
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Writing | Self::Undoing)
    }
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// The name of the file.
    pub name: String,
    /// Who gave it.
    pub account: String,
    /// When, seconds since 1970.
    pub at: u64,
    /// How it is read.
    pub reading: Reading,
    /// Which columns give which fields, TOML.
    pub mapping: String,
    /// How far it has come.
    pub state: State,
    /// Rows that the step under way has done.
    pub done: u64,
    /// Rows of the file.
    pub total: u64,
    /// What came of the last step.
    pub outcomes: Outcomes,
}

/// A document that an import wrote.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) line: u64,
    pub(super) scope: Scope,
    pub(super) document: DocumentId,
    /// By path what stood there; empty for a new document.
    pub(super) before: String,
}

pub(super) fn add(db: &Connection, kept: &Kept, digest: Hash) -> Result<(), StoreError> {
    let reading = serde_json::to_string(&kept.reading).unwrap_or_default();
    db.execute(
        "INSERT INTO import (id, name, digest, account, at, choice, mapping, state, total)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            kept.id,
            kept.name,
            &digest.0[..],
            kept.account,
            signed(kept.at),
            reading,
            kept.mapping,
            kept.state.text(),
            signed(kept.total)
        ],
    )?;
    Ok(())
}

pub(super) fn all(db: &Connection) -> Result<Vec<Kept>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id, name, account, choice, mapping, state, report, at, done, total FROM import
         ORDER BY at DESC, id",
    )?;
    let rows = statement.query_map([], |row| {
        let mut texts: [String; 7] = Default::default();
        for (at, text) in texts.iter_mut().enumerate() {
            *text = row.get(at)?;
        }
        let numbers: [i64; 3] = [row.get(7)?, row.get(8)?, row.get(9)?];
        Ok((texts, numbers.map(i64::unsigned_abs)))
    })?;
    rows.map(|row| {
        let ([id, name, account, reading, mapping, state, report], [at, done, total]) = row?;
        let state = State::ALL.iter().find(|(_, text)| *text == state);
        let state = state.map_or(State::Failed, |(state, _)| *state);
        let damaged = |_| StoreError::Damaged("an import".into());
        let reading = serde_json::from_str(&reading).map_err(damaged)?;
        let outcomes = if report.is_empty() {
            Outcomes::default()
        } else {
            serde_json::from_str(&report).map_err(damaged)?
        };
        Ok(Kept { id, name, account, at, reading, mapping, state, done, total, outcomes })
    })
    .collect()
}

pub(super) fn mapping(db: &Connection, header: Hash) -> Result<Option<String>, StoreError> {
    Ok(db
        .query_row("SELECT text FROM mapping WHERE header = ?1", [&header.0[..]], |row| row.get(0))
        .optional()?)
}

/// Keeps the columns of an import; before it is written they can be said anew.
pub(super) fn choose(
    db: &Connection,
    id: &str,
    header: Hash,
    toml: &str,
) -> Result<(), StoreError> {
    db.execute(
        "UPDATE import SET mapping = ?2, state = 'columns'
         WHERE id = ?1 AND state IN ('columns', 'checked', 'failed')",
        params![id, toml],
    )?;
    db.execute(
        "INSERT INTO mapping (header, text) VALUES (?1, ?2)
         ON CONFLICT (header) DO UPDATE SET text = excluded.text",
        params![&header.0[..], toml],
    )?;
    Ok(())
}

/// Enters a step, if the import is ready for it.
pub(super) fn enter(db: &Connection, id: &str, step: Step) -> Result<bool, StoreError> {
    let (to, from) = match step {
        Step::Check => ("checking", "('columns', 'checked', 'failed')"),
        Step::Write { .. } => ("writing", "('checked', 'failed')"),
        Step::Undo => ("undoing", "('written', 'failed')"),
    };
    let sql = format!("UPDATE import SET state = ?2, done = 0 WHERE id = ?1 AND state IN {from}");
    Ok(db.execute(&sql, params![id, to])? == 1)
}

pub(super) fn end(
    db: &Connection,
    id: &str,
    state: State,
    outcomes: &Outcomes,
) -> Result<(), StoreError> {
    let report = serde_json::to_string(outcomes).unwrap_or_default();
    db.execute(
        "UPDATE import SET state = ?2, report = ?3 WHERE id = ?1",
        params![id, state.text(), report],
    )?;
    Ok(())
}

pub(super) fn interrupt(db: &Connection) -> Result<(), StoreError> {
    let sql =
        "UPDATE import SET state = 'failed' WHERE state IN ('checking', 'writing', 'undoing')";
    db.execute(sql, [])?;
    Ok(())
}

pub(super) fn progress(db: &Connection, id: &str, done: u64) -> Result<(), StoreError> {
    db.execute("UPDATE import SET done = ?2 WHERE id = ?1", params![id, signed(done)])?;
    Ok(())
}

pub(super) fn note(db: &Connection, import: &str, written: &Written) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO imported (import, line, scope, document, before)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        import,
        signed(written.line),
        &written.scope.0[..],
        &written.document.0[..],
        written.before
    ])?;
    Ok(())
}

pub(super) fn forget(db: &Connection, import: &str, line: u64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM imported WHERE import = ?1 AND line = ?2")?
        .execute(params![import, signed(line)])?;
    Ok(())
}

/// The lines that an import has written.
pub(super) fn lines(db: &Connection, import: &str) -> Result<BTreeSet<u64>, StoreError> {
    Ok(written(db, import)?.into_iter().map(|written| written.line).collect())
}

pub(super) fn written(db: &Connection, import: &str) -> Result<Vec<Written>, StoreError> {
    let mut statement = db.prepare(
        "SELECT line, scope, document, before FROM imported WHERE import = ?1 ORDER BY scope, line",
    )?;
    let rows = statement.query_map([import], |row| {
        let ids: [Vec<u8>; 2] = [row.get(1)?, row.get(2)?];
        Ok((row.get::<_, i64>(0)?, ids, row.get::<_, String>(3)?))
    })?;
    rows.map(|row| {
        let (line, [scope, document], before) = row?;
        let ids = Scope::from_slice(&scope).zip(DocumentId::from_slice(&document));
        let (scope, document) = ids.ok_or_else(|| StoreError::Damaged("an import".into()))?;
        Ok(Written { line: line.unsigned_abs(), scope, document, before })
    })
    .collect()
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
