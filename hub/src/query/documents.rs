//! Documents of any kind as trees: what the dictionary declares, with the values that hold.

use std::collections::HashMap;

use lisanga_protocol::dictionary::forms::json_of;
use lisanga_protocol::dictionary::kind::{Field, Kind, Shape};
use lisanga_protocol::dictionary::project::{Table, tables};
use lisanga_protocol::documents::derived::derived;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::units::Date;
use lisanga_protocol::world::World as _;
use rusqlite::{Connection, params};
use serde_json::{Map, Value as Json, json};

use super::past::Past;
use super::{QueryError, Seen, View, held_at, signed};

/// Where a page ends: the next one begins after this document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Its scope.
    pub scope: Scope,
    /// Its id.
    pub document: DocumentId,
}

/// A part of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// The documents in the order of scopes and ids.
    pub items: Vec<Json>,
    /// Where the next page begins; none after the last.
    pub next: Option<Cursor>,
}

/// What follows of documents from them and from others, on a day, as of a moment.
struct Follows<'a> {
    views: &'a Connection,
    view: &'a View,
    kind: &'static Kind,
    on: Date,
    /// One world for each site, so that what is read once is not read again.
    worlds: HashMap<Scope, Past<'a>>,
}

impl<'a> Follows<'a> {
    fn of(views: &'a Connection, view: &'a View, kind: &'static Kind, on: Date) -> Self {
        Self { views, view, kind, on, worlds: HashMap::new() }
    }

    /// Adds the derived fields of a document to its tree.
    fn add(&mut self, seen: &'a Seen, id: DocumentId, tree: &mut Json) -> Result<(), QueryError> {
        let any = self.kind.fields.iter().any(|field| matches!(field.shape, Shape::Derived(_)));
        let Some(pack) = self.view.pack().filter(|_| any) else { return Ok(()) };
        let (views, view) = (self.views, self.view);
        let world = self.worlds.entry(seen.place.scope);
        let world = world.or_insert_with(|| Past::new(views, view.upwards(seen), pack));
        let unread = |_| QueryError::Nonsense("what a document follows from");
        let Some(record) = world.record(id).map_err(unread)? else { return Ok(()) };
        for (name, text) in derived(world, &record, self.on).map_err(unread)? {
            let of = self.kind.field(name).and_then(Field::value_type);
            if let Some(value) = of.and_then(|of| of.scalar(&text)) {
                tree[name] = json_of(&value);
            }
        }
        Ok(())
    }
}

/// At most `limit` documents of a kind after a cursor, with what follows of them on a day.
pub fn page(
    views: &Connection,
    view: &View,
    kind: &'static Kind,
    after: Option<Cursor>,
    limit: usize,
    on: Date,
) -> Result<Page, QueryError> {
    let tables = tables(kind);
    let mut found: Vec<(&Seen, DocumentId)> = Vec::new();
    for seen in &view.scopes {
        if after.is_some_and(|after| seen.place.scope < after.scope) || found.len() > limit {
            continue;
        }
        let same = after.filter(|after| after.scope == seen.place.scope);
        let from = same.map_or([0; 16], |after| after.document.0);
        let room = limit + 1 - found.len();
        for id in ids(views, seen, kind, from, room)? {
            found.push((seen, id));
        }
    }
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found
        .last()
        .filter(|_| more)
        .map(|(seen, document)| Cursor { scope: seen.place.scope, document: *document });
    let mut items = Vec::new();
    let mut follows = Follows::of(views, view, kind, on);
    for (seen, id) in found {
        if let Some(mut tree) = tree(views, seen, kind, tables, id)? {
            follows.add(seen, id, &mut tree)?;
            items.push(tree);
        }
    }
    Ok(Page { items, next })
}

fn ids(
    views: &Connection,
    seen: &Seen,
    kind: &Kind,
    after: [u8; 16],
    most: usize,
) -> Result<Vec<DocumentId>, QueryError> {
    let mut statement = views.prepare_cached(&format!(
        "SELECT document FROM line WHERE scope = ?1 AND kind = ?2 AND part = 0 AND document > ?3
         AND {} ORDER BY document LIMIT ?5",
        held_at(4)
    ))?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let scope = &seen.place.scope.0[..];
    let rows = statement
        .query_map(params![scope, kind.number, &after[..], signed(seen.position), most], |row| {
            row.get::<_, Vec<u8>>(0)
        })?;
    rows.map(|id| DocumentId::from_slice(&id?).ok_or(QueryError::Nonsense("the id of a document")))
        .collect()
}

/// One document that is seen; none if there is no such document within reach.
pub fn document(
    views: &Connection,
    view: &View,
    kind: &'static Kind,
    id: DocumentId,
    on: Date,
) -> Result<Option<(Scope, Json)>, QueryError> {
    let tables = tables(kind);
    for seen in &view.scopes {
        if let Some(mut tree) = tree(views, seen, kind, tables, id)? {
            Follows::of(views, view, kind, on).add(seen, id, &mut tree)?;
            return Ok(Some((seen.place.scope, tree)));
        }
    }
    Ok(None)
}

/// A document as a tree: `id`, `site`, its fields, a list for each collection.
fn tree(
    views: &Connection,
    seen: &Seen,
    kind: &Kind,
    tables: &[Table],
    id: DocumentId,
) -> Result<Option<Json>, QueryError> {
    let mut statement = views.prepare_cached(&format!(
        "SELECT part, cells, several FROM line
         WHERE scope = ?1 AND kind = ?2 AND document = ?3 AND {} ORDER BY part, cells",
        held_at(4)
    ))?;
    let rows = statement.query_map(
        params![&seen.place.scope.0[..], kind.number, &id.0[..], signed(seen.position)],
        |row| Ok((row.get::<_, u32>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?)),
    )?;
    let mut fields = Json::Null;
    for row in rows {
        let (part, cells, several) = row?;
        let table = tables.get(part as usize).ok_or(QueryError::Nonsense("the part of a row"))?;
        let wrong = |_| QueryError::Nonsense("a row");
        let cells: Vec<Json> = serde_json::from_str(&cells).map_err(wrong)?;
        let several: Vec<usize> = serde_json::from_str(&several).map_err(wrong)?;
        put(&mut fields, table, cells, &several);
    }
    let Json::Object(fields) = fields else { return Ok(None) };
    let mut tree = Map::new();
    tree.insert("id".into(), json!(id.to_string()));
    tree.insert("kind".into(), json!(kind.name));
    tree.insert("site".into(), json!(seen.place.code));
    tree.insert("province".into(), json!(seen.province));
    for (name, mut value) in fields {
        let marks = kind.field(&name).is_some_and(|field| matches!(field.shape, Shape::Raise(_)));
        if marks {
            value = json!([value]);
        }
        tree.insert(name, value);
    }
    Ok(Some(Json::Object(tree)))
}

/// Puts a row where it stands in the tree that the dictionary's schema describes: sets are arrays,
/// keyed maps and entries objects by their keys, the rows of an entry an array. Empty cells are left
/// out; `several` names fields that hold more than one value.
fn put(tree: &mut Json, table: &Table, cells: Vec<Json>, several: &[usize]) {
    let mut steps: Vec<&str> = table.name.split("__").collect();
    steps.remove(0);
    let mut cells = table.columns.iter().zip(cells).enumerate();
    let mut at = tree;
    for step in steps {
        let Some((_, (head, key))) = cells.next() else { return };
        let below = &mut at[step];
        at = match (head.name, key) {
            ("value", value) => {
                if below.is_null() {
                    *below = json!([]);
                }
                if let Json::Array(elements) = below {
                    elements.push(value);
                }
                return;
            }
            ("line", line) => {
                let index = line.as_u64().and_then(|line| usize::try_from(line).ok()).unwrap_or(1);
                if below.is_null() {
                    *below = json!([]);
                }
                let Json::Array(rows) = below else { return };
                if rows.len() < index {
                    rows.resize(index, Json::Null);
                }
                &mut rows[index - 1]
            }
            (_, Json::String(key)) => &mut below[key.as_str()],
            _ => return,
        };
    }
    if at.is_null() {
        *at = json!({});
    }
    let mut more = Vec::new();
    for (number, (column, cell)) in cells {
        if !cell.is_null() {
            at[column.name] = cell;
        }
        if several.contains(&number) {
            more.push(column.name);
        }
    }
    if !more.is_empty() {
        at["several"] = json!(more);
    }
}

/// The cells of one table of a kind in a scope, each row with its document.
pub(super) fn cells(
    views: &Connection,
    seen: &Seen,
    kind: &Kind,
    part: usize,
) -> Result<Vec<(DocumentId, Vec<Json>)>, QueryError> {
    let mut statement = views.prepare_cached(&format!(
        "SELECT document, cells FROM line WHERE scope = ?1 AND kind = ?2 AND part = ?3 AND {}
         ORDER BY document, id",
        held_at(4)
    ))?;
    let rows = statement.query_map(
        params![&seen.place.scope.0[..], kind.number, signed(part as u64), signed(seen.position)],
        |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?)),
    )?;
    rows.map(|row| {
        let (id, cells) = row?;
        let id = DocumentId::from_slice(&id).ok_or(QueryError::Nonsense("the id of a document"))?;
        Ok((id, serde_json::from_str(&cells).map_err(|_| QueryError::Nonsense("a row"))?))
    })
    .collect()
}
