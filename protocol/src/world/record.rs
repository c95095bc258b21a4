//! One document, read whole: the cells of its own row and the rows of its collections.

use std::collections::{BTreeMap, BTreeSet};

use automerge::ReadDoc;
use serde_json::Value as Json;

use crate::{
    dictionary::{
        forms::json_of,
        kind::Kind,
        project::{project, tables},
        registers::ReadError,
    },
    documents::struck,
    ids::DocumentId,
    units::{Date, Money, Month, PartialDate, Weight},
};

/// A row: values by the names of their fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cells(pub BTreeMap<&'static str, Json>);

impl Cells {
    /// A text or a code; empty where nothing stands.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.0.get(field).and_then(Json::as_str).unwrap_or_default()
    }

    /// Whether anything stands there.
    #[must_use]
    pub fn has(&self, field: &str) -> bool {
        self.0.get(field).is_some_and(|value| !value.is_null())
    }

    /// A whole number.
    #[must_use]
    pub fn number(&self, field: &str) -> Option<i64> {
        self.0.get(field)?.as_i64()
    }

    /// Yes; no where nothing stands.
    #[must_use]
    pub fn yes(&self, field: &str) -> bool {
        self.0.get(field).and_then(Json::as_bool) == Some(true)
    }

    /// A day.
    #[must_use]
    pub fn day(&self, field: &str) -> Option<Date> {
        self.text(field).parse().ok()
    }

    /// A month.
    #[must_use]
    pub fn month(&self, field: &str) -> Option<Month> {
        self.text(field).parse().ok()
    }

    /// A day, a month or a year.
    #[must_use]
    pub fn partial(&self, field: &str) -> Option<PartialDate> {
        self.text(field).parse().ok()
    }

    /// An amount.
    #[must_use]
    pub fn money(&self, field: &str) -> Option<Money> {
        self.text(field).parse().ok()
    }

    /// A weight.
    #[must_use]
    pub fn weight(&self, field: &str) -> Option<Weight> {
        self.text(field).parse().ok()
    }

    /// Another document.
    #[must_use]
    pub fn reference(&self, field: &str) -> Option<DocumentId> {
        DocumentId::from_hex(self.text(field))
    }
}

/// One document.
#[derive(Clone, Debug)]
pub struct Record {
    /// Which one.
    pub id: DocumentId,
    /// Of which kind.
    pub kind: &'static Kind,
    /// Its own row.
    pub own: Cells,
    pub(super) collections: BTreeMap<String, Vec<Cells>>,
    /// As it was before references to what went were followed; none where that changed nothing.
    pub(super) written: Option<Box<Record>>,
}

impl Record {
    /// A document as it was projected: the rows of each table, by its number in [`tables`]. Lines that were struck
    /// out are left out.
    #[must_use]
    pub fn new(id: DocumentId, kind: &'static Kind, rows: Vec<(usize, Vec<Json>)>) -> Self {
        let tables = tables(kind);
        let (mut own, mut collections) = (Cells::default(), BTreeMap::<String, Vec<Cells>>::new());
        for (at, cells) in rows {
            let Some(table) = tables.get(at) else { continue };
            let names = table.columns.iter().map(|column| column.name);
            let cells = Cells(names.zip(cells).filter(|(_, cell)| !cell.is_null()).collect());
            match table.name.split_once("__") {
                Some((_, name)) => collections.entry(name.to_owned()).or_default().push(cells),
                None => own = cells,
            }
        }
        let struck = collections.get("struck").into_iter().flatten();
        let struck: BTreeSet<String> = struck.map(|row| row.text("key").to_owned()).collect();
        if !struck.is_empty() {
            for (name, rows) in &mut collections {
                rows.retain(|row| struck::counts(kind, name, row.text("id"), &struck));
            }
        }
        Self { id, kind, own, collections, written: None }
    }

    /// A document as Automerge has it.
    pub fn of(
        id: DocumentId,
        kind: &'static Kind,
        document: &impl ReadDoc,
    ) -> Result<Self, ReadError> {
        let row = |row: crate::dictionary::project::Row| {
            (row.table, row.cells.iter().map(json_of).collect())
        };
        Ok(Self::new(id, kind, project(kind, document)?.into_iter().map(row).collect()))
    }

    /// The rows of a collection: `attendance`, or `attendance__days` for a set in its parts.
    #[must_use]
    pub fn rows(&self, collection: &str) -> &[Cells] {
        self.collections.get(collection).map_or(&[], Vec::as_slice)
    }

    /// The document as it was written: with references to documents that have been made one with others since.
    #[must_use]
    pub fn as_written(&self) -> &Self {
        self.written.as_deref().unwrap_or(self)
    }

    /// Every collection in which something stands, by its name.
    pub fn collections(&self) -> impl Iterator<Item = (&str, &[Cells])> {
        self.collections.iter().map(|(name, rows)| (name.as_str(), rows.as_slice()))
    }

    /// Whether another document stands anywhere in this one.
    #[must_use]
    pub fn refers(&self, target: DocumentId) -> bool {
        let target = target.to_string();
        let is = |cells: &Cells| cells.0.values().any(|value| value.as_str() == Some(&target));
        is(&self.own) || self.collections.values().flatten().any(is)
    }

    /// The elements of a set.
    pub fn elements<'a>(&'a self, set: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.rows(set).iter().map(|row| row.text("value"))
    }

    /// The documents in a set.
    pub fn references(&self, set: &str) -> impl Iterator<Item = DocumentId> + use<'_> {
        self.elements(set).filter_map(DocumentId::from_hex)
    }

    /// The rows of the set `part` that stand under one key of a keyed map.
    pub fn under<'a>(
        &'a self,
        collection: &str,
        key: &'a str,
    ) -> impl Iterator<Item = &'a str> + use<'a> {
        let rows = self.rows(collection).iter().filter(move |row| row.text("key") == key);
        rows.map(|row| row.text("value"))
    }
}
