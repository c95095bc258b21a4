//! The questions of the pages.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lisanga_protocol::dictionary::kind::{Kind, Type};
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::leaves::{Node, fields};
use lisanga_protocol::dictionary::project::tables;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::languages::Language;
use lisanga_protocol::likeness::folding::{fold, sound};
use lisanga_protocol::likeness::{REVIEW, Reason, Traits, Values};
use lisanga_protocol::packs::Pack;
use lisanga_store::StoreError;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde_json::Value as Json;

use crate::findings::sounding_like;
use crate::nonsense;
use crate::world::SiteWorld;

/// Documents a reference is chosen from a list of, at most.
const LISTED: usize = 250;
/// Parts of a name that is put together, at most.
const NAMED: usize = 3;
/// Look-alikes shown side by side, at most.
const ALIKE: usize = 6;
/// Persons compared with what somebody enters.
const COMPARED: usize = 200;

/// What documents are called, for references.
pub trait Names {
    /// What this document is called; none if it is not known here.
    fn name(&self, id: DocumentId) -> Option<String>;

    /// What tells this document from others that are called the same.
    fn told_apart(&self, id: DocumentId) -> Option<String> {
        self.name(id)
    }

    /// All documents of these kinds with their names, in the order of a list; none if they are too many
    /// to choose from a list.
    fn options(&self, kinds: &[&'static Kind]) -> Option<Vec<(DocumentId, String)>>;

    /// The documents of these kinds that are called so.
    fn find(&self, kinds: &[&'static Kind], text: &str) -> Vec<DocumentId>;
}

/// How far somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight<'a> {
    /// Everything that is here: a site's own device.
    Everything,
    /// These scopes.
    Scopes(&'a [Scope]),
}

/// A document in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Where it lies.
    pub scope: Scope,
    /// Which one.
    pub id: DocumentId,
    /// What it is called.
    pub name: String,
    /// The cells of its own row, by column.
    pub cells: BTreeMap<&'static str, Json>,
}

impl Shown {
    /// The text of a cell; empty where nothing stands.
    #[must_use]
    pub fn text(&self, column: &str) -> String {
        match self.cells.get(column) {
            Some(Json::String(text)) => text.clone(),
            Some(Json::Null) | None => String::new(),
            Some(other) => other.to_string(),
        }
    }
}

/// A part of a list.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The documents by name.
    pub items: Vec<Shown>,
    /// How many there are in all.
    pub total: u64,
}

/// A row of a collection, by column.
pub type Row = BTreeMap<&'static str, Json>;

/// What the first page counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Persons.
    pub persons: u64,
    /// Trainings.
    pub trainings: u64,
    /// Operations of cash books.
    pub operations: u64,
    /// What a person has to look at.
    pub review: u64,
}

/// Asks on one connection, in one language, as far as somebody sees.
#[derive(Debug)]
pub struct Known<'a> {
    pub(crate) db: &'a Connection,
    pub(crate) language: &'static str,
    /// The condition every question carries.
    pub(crate) seen: &'static str,
}

impl<'a> Known<'a> {
    /// Names come in this language where there are several.
    pub fn new(
        db: &'a Connection,
        language: &'static str,
        sight: Sight<'_>,
    ) -> Result<Self, StoreError> {
        let Sight::Scopes(scopes) = sight else {
            return Ok(Self { db, language, seen: "" });
        };
        db.execute_batch(
            "CREATE TEMP TABLE IF NOT EXISTS seen (scope BLOB PRIMARY KEY) WITHOUT ROWID, STRICT;
             DELETE FROM seen;",
        )?;
        for scope in scopes {
            db.prepare_cached("INSERT OR IGNORE INTO seen VALUES (?1)")?.execute([&scope.0[..]])?;
        }
        Ok(Self { db, language, seen: " AND scope IN (SELECT scope FROM seen)" })
    }

    /// What the first page counts.
    pub fn totals(&self) -> Result<Totals, StoreError> {
        let seen = self.seen;
        let count = |what: &str| -> Result<u64, StoreError> {
            let sql = format!("SELECT count(*) FROM {what}{seen}");
            let count: i64 = self.db.prepare_cached(&sql)?.query_row([], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        };
        Ok(Totals {
            persons: count(&format!("shown WHERE kind = 3 AND hidden = 0{ONCE}"))?,
            trainings: count("shown WHERE kind = 6 AND hidden = 0")?,
            operations: count("line WHERE kind = 7 AND part = 2")?,
            review: u64::try_from(self.review(None)?.len()).unwrap_or(u64::MAX),
        })
    }

    /// Documents of a kind by name: those that all words of `search` are found in, or all.
    pub fn list(
        &self,
        kind: &'static Kind,
        search: &str,
        skip: usize,
        most: usize,
    ) -> Result<Found, StoreError> {
        let words: Vec<String> =
            fold(search).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        let named = referred(kind);
        let mut wanted = String::new();
        let mut values: Vec<rusqlite::types::Value> = vec![i64::from(kind.number).into()];
        for word in &words {
            let (at, like) = (values.len() + 1, values.len() + 2);
            // Writing to a string cannot fail.
            let _always = write!(
                wanted,
                " AND document IN (SELECT document FROM word WHERE kind = ?1 AND word >= ?{at}
                  AND word < ?{at} || char(1114111)
                  UNION SELECT document FROM sound WHERE kind = ?1 AND sound = ?{like}
                  UNION SELECT r.document FROM word w JOIN refers r ON r.target = w.document
                  WHERE r.kind = ?1 AND w.kind IN ({named}) AND w.word >= ?{at}
                  AND w.word < ?{at} || char(1114111))"
            );
            values.extend([word.clone().into(), sound(word).into()]);
        }
        let from = format!("FROM shown WHERE kind = ?1 AND hidden = 0{}{wanted}", self.seen);
        let total: i64 = self
            .db
            .prepare_cached(&format!("SELECT count(*) {from}"))?
            .query_row(rusqlite::params_from_iter(&values), |row| row.get(0))?;
        let sql = format!(
            "SELECT {COLUMNS} {from} ORDER BY sorted, document, scope LIMIT {most} OFFSET {skip}"
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(&values), columns)?;
        let items = rows.map(|row| self.shown(row?)).collect::<Result<_, _>>()?;
        Ok(Found { items, total: total.unsigned_abs() })
    }

    /// Documents of a kind, the newest first by a column with a day.
    pub fn newest(
        &self,
        kind: &'static Kind,
        day: &str,
        skip: usize,
        most: usize,
    ) -> Result<Found, StoreError> {
        let at = column(kind, day);
        let from = format!("FROM shown WHERE kind = ?1 AND hidden = 0{}", self.seen);
        let total: i64 = self
            .db
            .prepare_cached(&format!("SELECT count(*) {from}"))?
            .query_row([kind.number], |row| row.get(0))?;
        let sql = format!(
            "SELECT {COLUMNS} {from} ORDER BY json_extract(cells, ?2) DESC, document, scope
             LIMIT {most} OFFSET {skip}"
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map(params![kind.number, at], columns)?;
        let items = rows.map(|row| self.shown(row?)).collect::<Result<_, _>>()?;
        Ok(Found { items, total: total.unsigned_abs() })
    }

    /// How many documents of a kind each scope has, by what stands in a column.
    pub fn counts(
        &self,
        kind: &'static Kind,
        name: &str,
    ) -> Result<BTreeMap<Scope, BTreeMap<String, u64>>, StoreError> {
        let sql = format!(
            "SELECT scope, coalesce(json_extract(cells, ?2), ''), count(*) FROM shown
             WHERE kind = ?1 AND hidden = 0{ONCE}{} GROUP BY 1, 2",
            self.seen
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map(params![kind.number, column(kind, name)], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?))
        })?;
        let mut counts = BTreeMap::<Scope, BTreeMap<String, u64>>::new();
        for row in rows {
            let (scope, value, count) = row?;
            let scope = Scope::from_slice(&scope).ok_or_else(nonsense)?;
            counts.entry(scope).or_default().insert(value, count.unsigned_abs());
        }
        Ok(counts)
    }

    /// Whether all this is made up, to show or to learn: an area says so for the whole country (domain.md §13).
    pub fn is_demo(&self) -> Result<bool, StoreError> {
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM shown WHERE kind = ?1 AND hidden = 0
             AND json_extract(cells, ?2) = 1{})",
            self.seen
        );
        let at = column(&GEO_UNIT, "demo");
        Ok(self
            .db
            .prepare_cached(&sql)?
            .query_row(params![GEO_UNIT.number, at], |row| row.get(0))?)
    }

    /// One document.
    pub fn one(&self, id: DocumentId) -> Result<Option<Shown>, StoreError> {
        let found = self
            .db
            .prepare_cached(&format!(
                "SELECT {COLUMNS} FROM shown WHERE document = ?1{} LIMIT 1",
                self.seen
            ))?
            .query_row([&id.0[..]], columns)
            .optional()?;
        found.map(|row| self.shown(row)).transpose()
    }

    pub(crate) fn shown(&self, (scope, id, names, cells): Columns) -> Result<Shown, StoreError> {
        let ids = Scope::from_slice(&scope).zip(DocumentId::from_slice(&id));
        let (scope, id) = ids.ok_or_else(nonsense)?;
        let kind = kind_by_number(id.kind()).ok_or_else(nonsense)?;
        let names: BTreeMap<String, String> =
            serde_json::from_str(&names).map_err(|_| nonsense())?;
        let cells: Vec<Json> = serde_json::from_str(&cells).map_err(|_| nonsense())?;
        let columns = tables(kind)[0].columns.iter().map(|column| column.name).zip(cells).collect();
        let name =
            if names.is_empty() { self.composed(kind, &columns)? } else { self.called(&names) };
        Ok(Shown { scope, id, name, cells: columns })
    }

    /// What a document without a name of its own is called: what it lists, references by their names.
    fn composed(
        &self,
        kind: &'static Kind,
        cells: &BTreeMap<&'static str, Json>,
    ) -> Result<String, StoreError> {
        let language = Language::named(self.language).unwrap_or_else(Language::french);
        let mut parts: Vec<String> = Vec::new();
        // Who and what first, then its number and its day; three of them tell enough.
        let refers = |node: &Node| matches!(node.field.value_type(), Some(Type::Ref(_)));
        let listed: Vec<Node> = fields(kind).filter(|node| node.field.listed).collect();
        let (who, more): (Vec<&Node>, Vec<&Node>) = listed.iter().partition(|node| refers(node));
        for node in who.into_iter().chain(more) {
            let Some(text) = cells.get(node.field.name).and_then(Json::as_str) else { continue };
            parts.push(match node.field.value_type() {
                Some(Type::Ref(_)) => match DocumentId::from_hex(text) {
                    Some(id) => self.one(id)?.map(|shown| shown.name).unwrap_or_default(),
                    None => continue,
                },
                Some(Type::Code(list) | Type::Scale(list)) => {
                    language.code(list, text).unwrap_or(text).to_owned()
                }
                // As people write it: 14/03/2026, 03/2026.
                Some(Type::Date | Type::Month) => {
                    text.split('-').rev().collect::<Vec<_>>().join("/")
                }
                _ => text.to_owned(),
            });
        }
        // What the name of another part begins with is said there.
        let all = parts.clone();
        let said = |part: &String| {
            all.iter().any(|other| other.len() > part.len() && other.starts_with(part.as_str()))
        };
        parts.retain(|part| !part.is_empty() && !said(part));
        parts.truncate(NAMED);
        Ok(parts.join(" · "))
    }

    fn called(&self, names: &BTreeMap<String, String>) -> String {
        let own = names.get(self.language).or_else(|| names.values().next());
        own.cloned().unwrap_or_default()
    }

    /// The rows of a collection of a document: `training_session__attendance`.
    pub fn rows(&self, id: DocumentId, table: &str) -> Result<Vec<Row>, StoreError> {
        let Some(kind) = kind_by_number(id.kind()) else { return Ok(Vec::new()) };
        let tables = tables(kind);
        let Some(part) = tables.iter().position(|known| known.name == table) else {
            return Ok(Vec::new());
        };
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT cells FROM line WHERE document = ?1 AND part = ?2{} ORDER BY scope, number",
            self.seen
        ))?;
        let number = i64::try_from(part).unwrap_or(i64::MAX);
        let rows =
            statement.query_map(params![&id.0[..], number], |row| row.get::<_, String>(0))?;
        rows.map(|cells| {
            let cells: Vec<Json> = serde_json::from_str(&cells?).map_err(|_| nonsense())?;
            Ok(tables[part].columns.iter().map(|column| column.name).zip(cells).collect())
        })
        .collect()
    }

    /// The documents that name this one, by kind and in the order of lists; of each kind at most so many,
    /// and how many there are.
    pub fn referring(
        &self,
        id: DocumentId,
        most: usize,
    ) -> Result<Vec<(&'static Kind, Found)>, StoreError> {
        // Whoever names one that is one with it names it.
        let mut all = vec![id];
        all.extend(self.merged_with(id)?.into_iter().map(|shown| shown.id));
        let targets: Vec<String> = all.iter().map(|id| format!("x'{id}'")).collect();
        let targets = targets.join(",");
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT DISTINCT kind FROM refers WHERE target IN ({targets})
             AND field <> 'same_as'{} ORDER BY kind",
            self.seen
        ))?;
        let kinds = statement.query_map([], |row| row.get::<_, u16>(0))?;
        let mut found = Vec::new();
        for number in kinds {
            let Some(kind) = kind_by_number(number?) else { continue };
            let from = format!(
                "FROM shown WHERE kind = ?1 AND hidden = 0{} AND document IN
                 (SELECT document FROM refers WHERE target IN ({targets}) AND kind = ?1
                  AND field <> 'same_as')",
                self.seen
            );
            let values = params![kind.number];
            let total: i64 = self
                .db
                .prepare_cached(&format!("SELECT count(*) {from}"))?
                .query_row(values, |row| row.get(0))?;
            let sql = format!("SELECT {COLUMNS} {from} ORDER BY sorted, document LIMIT {most}");
            let mut statement = self.db.prepare_cached(&sql)?;
            let rows = statement.query_map(values, columns)?;
            let items = rows.map(|row| self.shown(row?)).collect::<Result<_, _>>()?;
            found.push((kind, Found { items, total: total.unsigned_abs() }));
        }
        found.retain(|(_, found)| found.total > 0);
        Ok(found)
    }

    /// The documents of a kind in which a field of their own row holds this text, in the order of their ids.
    pub fn having(
        &self,
        kind: &'static Kind,
        field: &str,
        text: &str,
    ) -> Result<Vec<Shown>, StoreError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM shown WHERE kind = ?1 AND hidden = 0
             AND json_extract(cells, ?2) = ?3{} ORDER BY document",
            self.seen
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map(params![kind.number, column(kind, field), text], columns)?;
        rows.map(|row| self.shown(row?)).collect()
    }

    /// The documents that were found to be the same as this one and are one with it now.
    pub fn merged_with(&self, id: DocumentId) -> Result<Vec<Shown>, StoreError> {
        let sql = format!(
            "WITH RECURSIVE gone (id) AS (
                 SELECT gone FROM merged WHERE kept = ?1
                 UNION SELECT m.gone FROM merged m JOIN gone g ON m.kept = g.id)
             SELECT {COLUMNS} FROM shown WHERE document IN gone AND document <> ?1{} ORDER BY document",
            self.seen
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map([&id.0[..]], columns)?;
        rows.map(|row| self.shown(row?)).collect()
    }

    /// The documents of other sites that the province found to be about the same as this one.
    pub fn linked_with(&self, id: DocumentId) -> Result<Vec<DocumentId>, StoreError> {
        let mut statement = self.db.prepare_cached(
            "SELECT DISTINCT target FROM refers WHERE document = ?1 AND field = 'same_as'
             ORDER BY target",
        )?;
        let ids = statement.query_map([&id.0[..]], |row| row.get::<_, Vec<u8>>(0))?;
        ids.map(|id| DocumentId::from_slice(&id?).ok_or_else(nonsense)).collect()
    }

    /// The site of a scope as rooms see it; `upwards` are that scope and those it lies in.
    #[must_use]
    pub fn world(&self, upwards: &[Scope], pack: &'static Pack) -> SiteWorld<'_> {
        SiteWorld::new(self.db, None, upwards, pack)
    }

    /// The trainings a person attended, each with the days.
    pub fn trainings_of(&self, person: DocumentId) -> Result<Vec<(Shown, u64)>, StoreError> {
        let mut all = vec![person.to_string()];
        all.extend(self.merged_with(person)?.into_iter().map(|shown| shown.id.to_string()));
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT document, count(DISTINCT json_extract(cells, '$[1]')) FROM line WHERE kind = 6
             AND json_extract(cells, '$[0]') IN (SELECT value FROM json_each(?1))
             AND json_array_length(cells) = 2{} GROUP BY document",
            self.seen
        ))?;
        let rows = statement.query_map([Json::from(all).to_string()], |row| {
            Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?))
        })?;
        let mut found = Vec::new();
        for row in rows {
            let (id, days) = row?;
            let Some(id) = DocumentId::from_slice(&id) else { continue };
            found.extend(self.one(id)?.map(|shown| (shown, days.unsigned_abs())));
        }
        Ok(found)
    }

    /// Persons of a site who may be the one of these values, the likeliest first, with reasons and score.
    pub fn alike(
        &self,
        scope: Scope,
        values: &Values,
        but: Option<DocumentId>,
    ) -> Result<Vec<(DocumentId, u8, Vec<Reason>)>, StoreError> {
        let traits = Traits::of(&PERSON, values);
        let mut alike = Vec::new();
        for (id, values) in sounding_like(self.db, scope, &traits, COMPARED)? {
            let theirs = Traits::of(&PERSON, &values);
            let (likely, reasons) = (traits.score(&theirs), traits.reasons(&theirs));
            if Some(id) != but && (reasons.is_some() || likely >= REVIEW) {
                alike.push((id, likely, reasons.unwrap_or_default()));
            }
        }
        alike.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        alike.truncate(ALIKE);
        Ok(alike)
    }
}

/// Whoever is known at several sites that are here counts at one: that of the smallest id.
const ONCE: &str = " AND NOT EXISTS (SELECT 1 FROM refers r WHERE r.document = shown.document
     AND r.field = 'same_as' AND r.target < shown.document
     AND r.target IN (SELECT document FROM shown))";

const COLUMNS: &str = "scope, document, names, cells";

type Columns = (Vec<u8>, Vec<u8>, String, String);

/// Where a column stands in the cells of a kind's own row.
pub(crate) fn column(kind: &'static Kind, name: &str) -> String {
    let columns = &tables(kind)[0].columns;
    let at = columns.iter().position(|column| column.name == name).unwrap_or(columns.len());
    format!("$[{at}]")
}

/// The numbers of the kinds that a kind lists references to: what those are called it is found by.
fn referred(kind: &'static Kind) -> String {
    let listed = fields(kind).filter(|node| node.field.listed);
    let kinds = listed.filter_map(|node| match node.field.value_type() {
        Some(Type::Ref(kinds)) => Some(kinds.iter().map(|kind| kind.number.to_string())),
        _ => None,
    });
    kinds.flatten().collect::<Vec<_>>().join(",")
}

fn columns(row: &rusqlite::Row<'_>) -> rusqlite::Result<Columns> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

impl Names for Known<'_> {
    fn name(&self, id: DocumentId) -> Option<String> {
        self.one(id).ok().flatten().map(|shown| shown.name)
    }

    fn told_apart(&self, id: DocumentId) -> Option<String> {
        let shown = self.one(id).ok().flatten()?;
        let more = ["reg_no", "birth", "code"].map(|column| shown.text(column));
        let more: Vec<String> = more.into_iter().filter(|text| !text.is_empty()).collect();
        let parts = std::iter::once(shown.name).chain(more);
        Some(parts.collect::<Vec<_>>().join(" · "))
    }

    fn options(&self, kinds: &[&'static Kind]) -> Option<Vec<(DocumentId, String)>> {
        let mut options = Vec::new();
        for kind in kinds {
            let found = self.list(kind, "", 0, LISTED + 1).ok()?;
            options.extend(found.items);
            if options.len() > LISTED || **kind == PERSON {
                return None;
            }
        }
        // An area is named with the one it lies in.
        let above = |shown: &Shown| {
            let id = DocumentId::from_hex(&shown.text("parent"))?;
            let parent = options.iter().find(|other| other.id == id)?;
            // The country says nothing.
            (shown.id.kind() == GEO_UNIT.number && parent.text("level") != "0")
                .then(|| parent.name.clone())
        };
        let label = |shown: &Shown| match above(shown) {
            Some(above) => format!("{above} › {}", shown.name),
            None => shown.name.clone(),
        };
        let mut labelled: Vec<(DocumentId, String)> =
            options.iter().map(|shown| (shown.id, label(shown))).collect();
        labelled.sort_by_cached_key(|(_, label)| fold(label));
        Some(labelled)
    }

    fn find(&self, kinds: &[&'static Kind], text: &str) -> Vec<DocumentId> {
        let wanted = fold(text);
        let mut found = Vec::new();
        for kind in kinds {
            let Ok(listed) = self.list(kind, text, 0, 20) else { continue };
            let exact = listed.items.iter().filter(|shown| fold(&shown.name) == wanted);
            let exact: Vec<DocumentId> = exact.map(|shown| shown.id).collect();
            if exact.is_empty() {
                found.extend(listed.items.iter().map(|shown| shown.id));
            } else {
                found.extend(exact);
            }
        }
        found
    }
}
