//! A document as rows of tables: one for the kind, and one for each set, keyed map, entries and rows.
//!
//! The caller knows the document's id and puts it before every row; nothing here does. Only the value
//! that wins everywhere stands in a cell; a row says which of its cells hold several values, so that a
//! page can show them all. Both sides rebuild their views with this, from any document.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use automerge::{ReadDoc, ScalarValue};
use serde_json::Value as Json;

use super::{
    kind::{Class, Field, Kind, Role, Shape, Type},
    kinds::ALL,
    leaves::{Node, fields, walk},
    registers::{Filled, ReadError, filled},
};

/// A column of a table or of an export.
#[derive(Clone, Debug)]
pub struct Column {
    /// The name of its field, or `key`, `id`, `line`, `value`.
    pub name: &'static str,
    /// The type of its cells.
    pub of: Type,
    /// Who may see it.
    pub class: Class,
    /// What statistics may do with it.
    pub role: Role,
    /// The key of its label: of the field it stands for.
    pub label: String,
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// The kind, then the names down to the collection, after two underscores: `person__id_docs`.
    pub name: String,
    /// Its columns, without the document's id.
    pub columns: Vec<Column>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its table, by its number in [`tables`].
    pub table: usize,
    /// As many cells as the table has columns; `Null` where nothing stands.
    pub cells: Vec<ScalarValue>,
    /// The columns, from 0, in which different values were written at the same time.
    pub several: Vec<usize>,
}

/// The tables of a kind of the dictionary. The first is the kind's own.
#[must_use]
pub fn tables(kind: &'static Kind) -> &'static [Table] {
    static OF_ALL: LazyLock<BTreeMap<u16, Vec<Table>>> =
        LazyLock::new(|| ALL.iter().map(|kind| (kind.number, drawn(kind))).collect());
    OF_ALL.get(&kind.number).map_or(&[], Vec::as_slice)
}

fn drawn(kind: &'static Kind) -> Vec<Table> {
    let columns = fields(kind).filter(fits_a_cell).filter_map(|node| column(&node)).collect();
    let own = Table { name: kind.name.to_owned(), columns };
    let collections = walk(kind).into_iter().filter(|node| heads(node.field).is_some());
    std::iter::once(own).chain(collections.map(|node| table(&node))).collect()
}

/// What the export of `kind` shows a reader who may see `see`: a column for each leaf.
#[must_use]
pub fn header(kind: &'static Kind, see: Class) -> Vec<Column> {
    let columns = fields(kind).filter_map(|node| column(&node));
    columns.filter(|column| column.class <= see).collect()
}

fn table(node: &Node) -> Table {
    let heads = node.nodes().into_iter().filter_map(|node| {
        let (name, of) = heads(node.field)?;
        Some(Column { name, of, class: node.class(), role: node.field.role, label: node.label() })
    });
    let parts = node.parts();
    let cells = parts.iter().filter(|part| fits_a_cell(part)).filter_map(column);
    Table { name: table_name(node.kind, &node.line()), columns: heads.chain(cells).collect() }
}

fn table_name(kind: &Kind, fields: &[&'static Field]) -> String {
    fields.iter().fold(kind.name.to_owned(), |name, field| name + "__" + field.name)
}

/// The column that says which row of a collection it is; none if the field is no collection.
const fn heads(field: &Field) -> Option<(&'static str, Type)> {
    match field.shape {
        Shape::Set(of) => Some(("value", of)),
        Shape::Keyed(of, _) => Some(("key", of)),
        Shape::Entries(_) => Some(("id", Type::Entry)),
        Shape::Rows(_) => Some(("line", Type::Int { min: 1, max: i64::MAX })),
        Shape::One(..) | Shape::Raise(_) | Shape::Sum | Shape::Derived(_) => None,
    }
}

/// Whether a document, an entry or a row has one cell for it.
fn fits_a_cell(node: &Node) -> bool {
    matches!(node.field.shape, Shape::One(..) | Shape::Raise(_) | Shape::Sum)
}

fn column(node: &Node) -> Option<Column> {
    let field = node.field;
    Some(Column {
        name: field.name,
        of: field.value_type()?,
        class: node.class(),
        role: field.role,
        label: node.label(),
    })
}

/// The rows of a document, in the order of the tables and of their keys. The kind's own row is always
/// there, even if nothing is filled in.
pub fn project(kind: &'static Kind, document: &impl ReadDoc) -> Result<Vec<Row>, ReadError> {
    let mut rows = Rows { kind, tables: tables(kind), by_key: BTreeMap::new() };
    rows.row(&[], &[]);
    for filled in filled(kind, document)? {
        rows.take(&filled)?;
    }
    Ok(rows.by_key.into_values().collect())
}

/// Rows by table and by the text of their keys.
struct Rows {
    kind: &'static Kind,
    tables: &'static [Table],
    by_key: BTreeMap<(usize, Vec<String>), Row>,
}

impl Rows {
    fn take(&mut self, filled: &Filled) -> Result<(), ReadError> {
        let unreadable = || ReadError::Unreadable { path: filled.path.clone() };
        let (place, last) = (&filled.place, filled.values.last());
        let Some(value) = last.cloned() else { return Ok(()) };
        let several = filled.values.len() > 1;
        let key = place.key.as_deref().map(|key| (key, key_type(place.field)));
        let keys: Vec<ScalarValue> =
            key.and_then(|(key, of)| of?.scalar(key)).into_iter().collect();
        let above: &[&'static Field] = if place.part.is_some() { &[place.field] } else { &[] };
        let element = |of: Type| {
            let element = place.element.as_deref().and_then(|element| of.scalar(element));
            element.ok_or_else(unreadable)
        };
        let leaf = place.leaf();
        match leaf.shape {
            Shape::One(..) => self.cell(above, &keys, leaf.name, value, several),
            Shape::Raise(of) => {
                let mark = element(of)?;
                // The paths come in order, so the first mark is the smallest.
                self.cell_with(leaf.name, |cell| {
                    if *cell == ScalarValue::Null {
                        *cell = mark;
                    }
                });
            }
            Shape::Sum => self.cell_with(leaf.name, |cell| {
                let total = |cell: &ScalarValue| cell.as_i64().unwrap_or(0);
                *cell = ScalarValue::Int(total(cell).saturating_add(total(&value)));
            }),
            Shape::Set(of) => {
                if !above.is_empty() {
                    // Whoever has an element of a set has a row, too.
                    self.row(above, &keys);
                }
                let keys: Vec<ScalarValue> = keys.into_iter().chain([element(of)?]).collect();
                let fields: Vec<&'static Field> = above.iter().copied().chain([leaf]).collect();
                self.row(&fields, &keys);
            }
            Shape::Entries(_) => {
                for (number, value) in filled.values.iter().enumerate() {
                    let ScalarValue::Str(json) = value else { return Err(unreadable()) };
                    let entry = serde_json::from_str(json).map_err(|_| unreadable())?;
                    self.entry(place.field, &keys, &entry, number);
                }
            }
            Shape::Keyed(..) | Shape::Rows(_) | Shape::Derived(_) => {}
        }
        Ok(())
    }

    /// An entry with its sets and rows. `number` tells two entries under one id apart.
    fn entry(&mut self, field: &'static Field, id: &[ScalarValue], entry: &Json, number: usize) {
        let several = number > 0;
        self.object(&[field], id, entry, several);
        for part in field.shape.parts() {
            let Some(Json::Array(elements)) = entry.get(part.name) else { continue };
            for (line, element) in (1..).zip(elements) {
                let with = |key: ScalarValue| id.iter().cloned().chain([key]).collect::<Vec<_>>();
                match part.shape {
                    Shape::Set(of) => {
                        if let Some(value) = of.scalar_of_json(element) {
                            self.row(&[field, part], &with(value));
                        }
                    }
                    Shape::Rows(_) => {
                        let keys = with(ScalarValue::Int(line));
                        self.object(&[field, part], &keys, element, several);
                    }
                    _ => {}
                }
            }
        }
    }

    /// The plain parts of an object as cells of one row.
    fn object(
        &mut self,
        fields: &[&'static Field],
        keys: &[ScalarValue],
        object: &Json,
        several: bool,
    ) {
        self.row(fields, keys);
        let Some(field) = fields.last() else { return };
        for part in field.shape.parts() {
            let Shape::One(of, _) = part.shape else { continue };
            let value = object.get(part.name).and_then(|value| of.scalar_of_json(value));
            if let Some(value) = value {
                self.cell(fields, keys, part.name, value, several);
            }
        }
    }

    fn cell(
        &mut self,
        fields: &[&'static Field],
        keys: &[ScalarValue],
        name: &str,
        value: ScalarValue,
        several: bool,
    ) {
        let (table, row) = self.row(fields, keys);
        let Some(at) = table.columns.iter().rposition(|column| column.name == name) else { return };
        row.cells[at] = value;
        if several && !row.several.contains(&at) {
            row.several.push(at);
        }
    }

    /// Changes a cell of the kind's own row.
    fn cell_with(&mut self, name: &str, change: impl FnOnce(&mut ScalarValue)) {
        let (table, row) = self.row(&[], &[]);
        if let Some(at) = table.columns.iter().position(|column| column.name == name) {
            change(&mut row.cells[at]);
        }
    }

    /// The row with these keys, made if it is not there.
    fn row(&mut self, fields: &[&'static Field], keys: &[ScalarValue]) -> (&Table, &mut Row) {
        let name = table_name(self.kind, fields);
        let number = self.tables.iter().position(|table| table.name == name).unwrap_or(0);
        let table = &self.tables[number];
        let texts = keys.iter().map(|key| match key {
            // Lines are at most some thousands; as texts of one length they sort as numbers.
            ScalarValue::Int(line) => format!("{line:06}"),
            other => super::forms::text_of(other).unwrap_or_default(),
        });
        let row = self.by_key.entry((number, texts.collect())).or_insert_with(|| {
            let mut cells = keys.to_vec();
            cells.resize(table.columns.len(), ScalarValue::Null);
            Row { table: number, cells, several: Vec::new() }
        });
        (table, row)
    }
}

const fn key_type(field: &Field) -> Option<Type> {
    match field.shape {
        Shape::Keyed(of, _) => Some(of),
        Shape::Entries(_) => Some(Type::Entry),
        _ => None,
    }
}
