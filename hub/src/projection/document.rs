//! One document at one position: its rows.

use automerge::{Automerge, Change};
use lisanga_protocol::dictionary::forms::json_of;
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::project::project;
use lisanga_protocol::ids::DocumentId;
use serde_json::{Value as Json, json};

use super::ProjectionError;

/// A row as it is kept: the table's number in the kind, and the cells as a JSON array.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    /// Which of the kind's tables.
    pub(super) table: i64,
    /// As many cells as it has columns.
    pub(super) cells: String,
    /// The columns that hold several values.
    pub(super) several: String,
}

/// The document after these changes.
pub(super) fn changed(
    id: DocumentId,
    saved: Option<&[u8]>,
    changes: &[&[u8]],
) -> Result<Automerge, ProjectionError> {
    let wrong = |error: String| ProjectionError::Document(id, error);
    let mut document = match saved {
        Some(saved) => Automerge::load(saved).map_err(|error| wrong(error.to_string()))?,
        None => Automerge::new(),
    };
    let changes: Vec<Change> = changes
        .iter()
        .map(|bytes| Change::from_bytes(bytes.to_vec()).map_err(|error| wrong(error.to_string())))
        .collect::<Result<_, _>>()?;
    document.apply_changes(changes).map_err(|error| wrong(error.to_string()))?;
    Ok(document)
}

/// The rows of a document, in a fixed order.
pub(super) fn rows(
    id: DocumentId,
    kind: &'static Kind,
    document: &Automerge,
) -> Result<Vec<Row>, ProjectionError> {
    let rows = project(kind, document)
        .map_err(|error| ProjectionError::Document(id, error.to_string()))?;
    let row = |row: lisanga_protocol::dictionary::project::Row| Row {
        table: i64::try_from(row.table).unwrap_or(i64::MAX),
        cells: Json::Array(row.cells.iter().map(json_of).collect()).to_string(),
        several: json!(row.several).to_string(),
    };
    let mut rows: Vec<Row> = rows.into_iter().map(row).collect();
    rows.sort_unstable();
    Ok(rows)
}
