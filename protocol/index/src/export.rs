//! What goes out: documents of a kind as one table, with every column the dictionary declares. A kind that
//! gets a field gets a column.

use std::collections::{BTreeMap, HashMap};

use lisanga_protocol::dictionary::forms::json_of;
use lisanga_protocol::dictionary::kind::{Class, Kind, Level, List, Shape, Theme, Type};
use lisanga_protocol::dictionary::kinds::ALL;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::leaves::{Node, fields};
use lisanga_protocol::dictionary::lists::ACCOUNT;
use lisanga_protocol::dictionary::project::tables;
use lisanga_protocol::documents::derived::derived;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::{Date, Money, Weight};
use lisanga_protocol::world::World as _;
use lisanga_store::StoreError;
use lisanga_tables::export::{Cell, Column, Table};
use rusqlite::params;
use serde_json::Value as Json;

use crate::ask::{Known, Names as _, Row, Shown};
use crate::export_books::{self, Books, OPERATIONS};
use crate::world::SiteWorld;

/// Documents read at once.
const AT_ONCE: i64 = 1_000;

/// What can be taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// Its name in addresses and files.
    pub name: &'static str,
    kind: &'static Kind,
    /// The collections down to the one whose rows are the rows of the table; none for documents.
    path: &'static [&'static str],
}

/// Where documents lie, and the day on which what follows from others is computed.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// Province and site of a scope.
    pub name: &'a dyn Fn(Scope) -> [String; 2],
    /// A scope and those it lies in.
    pub upwards: &'a dyn Fn(Scope) -> Result<Vec<Scope>, StoreError>,
    /// The day.
    pub today: Date,
}

impl std::fmt::Debug for Places<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Places({})", self.today)
    }
}

/// Datasets that have names of their own, in the order of a menu.
const NAMED: [Dataset; 4] = [
    Dataset { name: "persons", kind: &PERSON, path: &[] },
    Dataset { name: "trainings", kind: &TRAINING_SESSION, path: &[] },
    Dataset { name: "attendance", kind: &TRAINING_SESSION, path: &["attendance"] },
    Dataset { name: "ledger", kind: &LEDGER, path: &["entries", "lines"] },
];

impl Dataset {
    /// Every dataset: those with names of their own, and one for each other kind that is not reserved.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let out = |kind: &&'static Kind| {
            let named = NAMED.iter().any(|dataset| dataset.kind == *kind);
            !named && kind.theme != Theme::Program && kind.level != Level::Reserved
        };
        let others = ALL.iter().copied().filter(out);
        let others = others.map(|kind| Self { name: kind.name, kind, path: &[] });
        NAMED.into_iter().chain(others).collect()
    }

    /// The dataset of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().into_iter().find(|dataset| dataset.name == name)
    }

    /// The key of its label.
    #[must_use]
    pub fn label(&self) -> String {
        let steps = std::iter::once(self.kind.name).chain(self.path.first().copied());
        steps.collect::<Vec<_>>().join("-").replace('_', "-")
    }

    /// The table, with everything that is seen and no class beyond `most`.
    pub fn table(
        &self,
        known: &Known<'_>,
        language: &Language,
        pack: &'static Pack,
        most: Class,
        places: Places<'_>,
    ) -> Result<Table, StoreError> {
        let plan = Plan::of(self, most);
        let withheld = known.withheld(pack, places)?;
        let (names, worlds) = (HashMap::new(), HashMap::new());
        let books = Books::of(known)?;
        let mut writer = Writer { known, pack, places, worlds, names, withheld, books };
        let mut table = Table {
            name: self.name.to_owned(),
            title: language.text(&self.label()).to_owned(),
            columns: plan.columns(language),
            ..Table::default()
        };
        let mut after = Vec::new();
        loop {
            let documents = known.after(self.kind, &after)?;
            let Some(last) = documents.last() else {
                if known.is_demo()? {
                    mark(&mut table, language);
                }
                return Ok(table);
            };
            after = last.id.0.to_vec();
            for document in &documents {
                let first = (places.name)(document.scope);
                plan.rows(&mut writer, document, &first, &mut table.rows)?;
            }
        }
    }
}

/// Each row of what is made up says so, first of all.
fn mark(table: &mut Table, language: &Language) {
    table.columns.insert(0, bare("demo", "bool", language.text("export-demo")));
    table.rows.iter_mut().for_each(|row| row.insert(0, Cell::Truth(true)));
}

/// A column that no field stands behind.
fn bare(name: &str, of: &str, label: &str) -> Column {
    Column {
        name: name.to_owned(),
        label: label.to_owned(),
        about: String::new(),
        of: of.to_owned(),
        class: Class::Public,
        list: None,
    }
}

/// A column and where its cells come from.
struct Source {
    node: Node,
    /// The table of the kind.
    table: String,
    column: &'static str,
}

impl Source {
    /// Whether it tells who somebody is, or what only those may know who need to know them.
    fn is_personal(&self) -> bool {
        self.node.class() >= Class::Personal
    }
}

/// Which columns a dataset has.
struct Plan {
    kind: &'static Kind,
    /// From the document down to the rows, each with its columns.
    levels: Vec<(String, Vec<Source>)>,
    /// Sets of the lowest level, joined in one cell.
    sets: Vec<Source>,
    /// What follows of a document from it and from others.
    derived: Vec<Source>,
}

impl Plan {
    fn of(dataset: &Dataset, most: Class) -> Self {
        let (kind, mut name) = (dataset.kind, dataset.kind.name.to_owned());
        let one = |nodes: Vec<Node>, table: &str| -> Vec<Source> {
            let single = nodes.into_iter().filter(|node| {
                let fits =
                    matches!(node.field.shape, Shape::One(..) | Shape::Raise(_) | Shape::Sum);
                fits && node.class() <= most && !matches!(kind_of(node), Type::Attachment { .. })
            });
            single
                .map(|node| Source { column: node.field.name, table: table.to_owned(), node })
                .collect()
        };
        let mut nodes: Vec<Node> = fields(kind).collect();
        let follows = nodes
            .iter()
            .filter(|node| matches!(node.field.shape, Shape::Derived(_)) && node.class() <= most);
        let derived = follows.map(|node| Source {
            column: node.field.name,
            table: name.clone(),
            node: node.clone(),
        });
        let derived = derived.collect();
        let mut levels = vec![(name.clone(), one(nodes.clone(), &name))];
        for step in dataset.path {
            let below = nodes.iter().find(|node| node.field.name == *step);
            nodes = below.map(Node::parts).unwrap_or_default();
            name = format!("{name}__{step}");
            levels.push((name.clone(), one(nodes.clone(), &name)));
        }
        let sets = nodes.into_iter().filter(|node| {
            matches!(node.field.shape, Shape::Set(of) if !matches!(of, Type::Attachment { .. }))
                && node.class() <= most
        });
        let sets = sets.map(|node| Source {
            column: "value",
            table: format!("{name}__{}", node.field.name),
            node,
        });
        Self { kind, sets: sets.collect(), levels, derived }
    }

    fn columns(&self, language: &Language) -> Vec<Column> {
        let bare = |name: &str, label: &str| bare(name, "text", language.text(label));
        let mut columns = vec![
            bare("province", "export-province"),
            bare("site", "export-site"),
            bare("id", "export-id"),
        ];
        for (depth, (_, sources)) in self.levels.iter().enumerate() {
            if depth > 0 {
                columns.push(bare(&format!("key_{depth}"), "export-key"));
                if self.key_is_person(depth) {
                    columns.push(bare(&format!("key_{depth}_label"), "export-name"));
                }
            }
            columns.extend(sources.iter().flat_map(|source| columns_of(source, language)));
            if self.are_operations(depth) {
                columns.extend(export_books::columns(language));
            }
            if depth == 0 {
                columns.extend(self.derived.iter().flat_map(|source| columns_of(source, language)));
            }
        }
        columns.extend(self.sets.iter().flat_map(|source| columns_of(source, language)));
        columns
    }

    /// Whether rows at a depth are operations of a book, of which something is told.
    fn are_operations(&self, depth: usize) -> bool {
        let (table, sources) = &self.levels[depth];
        table == OPERATIONS && !sources.is_empty()
    }

    /// Whether rows at a depth are keyed by persons: those of a roster are.
    fn key_is_person(&self, depth: usize) -> bool {
        let table = &self.levels[depth].0;
        let tables = tables(self.kind);
        let found = tables.iter().find(|known| known.name == *table);
        found.is_some_and(|table| {
            table.columns.iter().any(|c| c.name == "key" && matches!(c.of, Type::Ref(_)))
        })
    }

    fn rows(
        &self,
        writer: &mut Writer<'_>,
        document: &Shown,
        [province, site]: &[String; 2],
        rows: &mut Vec<Vec<Cell>>,
    ) -> Result<(), StoreError> {
        let mut first =
            vec![Cell::text(province), Cell::text(site), Cell::text(document.id.to_string())];
        let nameless = writer.withheld.contains_key(&document.id);
        for source in &self.levels[0].1 {
            let value = document.cells.get(source.column).unwrap_or(&Json::Null);
            let value = if nameless && source.is_personal() { &Json::Null } else { value };
            writer.cells(source, value, &mut first);
        }
        writer.follows(&self.derived, document, &mut first)?;
        self.below(writer, document, 1, &[], first, rows)
    }

    /// The rows at a depth below one row above, whose keys are `keys`.
    fn below(
        &self,
        writer: &mut Writer<'_>,
        document: &Shown,
        depth: usize,
        keys: &[Json],
        above: Vec<Cell>,
        rows: &mut Vec<Vec<Cell>>,
    ) -> Result<(), StoreError> {
        let Some((table, sources)) = self.levels.get(depth) else {
            let mut row = above;
            for set in &self.sets {
                writer.joined(set, document.id, keys, &mut row)?;
            }
            rows.push(row);
            return Ok(());
        };
        let heads = heads(self.kind, table);
        for found in writer.known.rows(document.id, table)? {
            let own: Vec<Json> =
                heads.iter().map(|head| found.get(head).cloned().unwrap_or_default()).collect();
            if !own.starts_with(keys) {
                continue;
            }
            let mut row = above.clone();
            let key = own.last().cloned().unwrap_or_default();
            row.push(match &key {
                Json::Number(number) => Cell::Whole(number.as_i64().unwrap_or(0)),
                other => Cell::text(other.as_str().unwrap_or_default()),
            });
            if self.key_is_person(depth) {
                row.push(Cell::text(writer.name(key.as_str().unwrap_or_default())));
            }
            for source in sources {
                let value = found.get(source.column).unwrap_or(&Json::Null);
                writer.cells(source, value, &mut row);
            }
            if self.are_operations(depth) {
                row.extend(writer.operation(document, &found)?);
            }
            self.below(writer, document, depth + 1, &own, row, rows)?;
        }
        Ok(())
    }
}

/// The columns of a table that say which row it is, the outermost first. Rows of the same name at two
/// depths do not exist: a map is keyed, an entry has an id, a row a line.
fn heads(kind: &'static Kind, table: &str) -> Vec<&'static str> {
    let tables = tables(kind);
    let found = tables.iter().find(|known| known.name == table);
    let columns = found.map(|table| table.columns.as_slice()).unwrap_or_default();
    let head = |name: &&str| ["key", "id", "line"].contains(name);
    columns.iter().map(|column| column.name).take_while(|name| head(name)).collect()
}

fn kind_of(node: &Node) -> Type {
    node.field.value_type().unwrap_or(Type::Bool)
}

/// The columns of a source: its own, and one more for what people read where it holds codes or references,
/// or the currency where it holds money.
fn columns_of(source: &Source, language: &Language) -> Vec<Column> {
    let (of, label) = (kind_of(&source.node), source.node.label());
    let name = path_name(&source.node);
    let text = language.text(&label).to_owned();
    let column = |name: String, label: String, of: &str, list| Column {
        name,
        label,
        about: language.help(&source.node.label()).unwrap_or_default().to_owned(),
        of: of.to_owned(),
        class: source.node.class(),
        list,
    };
    let second = |suffix: &str, key: &str| {
        let label = format!("{text} ({})", language.text(key));
        column(format!("{name}_{suffix}"), label, "text", None)
    };
    let type_name = format!("{:?}", of.name()).to_lowercase();
    match of {
        Type::Code(list) => vec![
            column(name.clone(), text.clone(), &type_name, Some(list)),
            second("label", "export-label"),
        ],
        Type::Ref(_) => vec![
            column(name.clone(), text.clone(), &type_name, None),
            second("label", "export-name"),
        ],
        Type::Money => vec![
            column(name.clone(), text.clone(), &type_name, None),
            second("currency", "export-currency"),
        ],
        _ => vec![column(name.clone(), text.clone(), &type_name, None)],
    }
}

/// `entries_event_date`: the names of the fields from the outermost down.
fn path_name(node: &Node) -> String {
    let names: Vec<&str> = node.line().iter().map(|field| field.name).collect();
    names.join("_")
}

struct Writer<'a> {
    known: &'a Known<'a>,
    pack: &'static Pack,
    places: Places<'a>,
    /// The site of each scope as rooms see it.
    worlds: HashMap<Scope, SiteWorld<'a>>,
    /// What documents are called, so that each is asked for once.
    names: HashMap<String, String>,
    /// What those are called whose name does not go out, because they do not agree to it any more.
    withheld: BTreeMap<DocumentId, String>,
    books: Books,
}

impl Writer<'_> {
    fn name(&mut self, id: &str) -> String {
        if let Some(name) = self.names.get(id) {
            return name.clone();
        }
        let known = DocumentId::from_hex(id).filter(|id| !self.withheld.contains_key(id));
        let mut name = known.and_then(|id| self.known.name(id)).unwrap_or_default();
        // A document without a name of its own is called by whom it is about.
        if self.withheld.values().any(|own| !own.is_empty() && name.contains(own.as_str())) {
            name.clear();
        }
        self.names.insert(id.to_owned(), name.clone());
        name
    }

    /// Sees to it that the site of a scope can be asked.
    fn site(&mut self, scope: Scope) -> Result<(), StoreError> {
        if !self.worlds.contains_key(&scope) {
            let upwards = (self.places.upwards)(scope)?;
            self.worlds.insert(scope, self.known.world(&upwards, self.pack));
        }
        Ok(())
    }

    /// What is told of an operation of a ledger.
    fn operation(&mut self, ledger: &Shown, found: &Row) -> Result<[Cell; 2], StoreError> {
        self.site(ledger.scope)?;
        let world = self.worlds.get(&ledger.scope).ok_or_else(crate::nonsense)?;
        self.books.cells(world, ledger, found)
    }

    /// The cells of what follows of a document.
    fn follows(
        &mut self,
        sources: &[Source],
        document: &Shown,
        row: &mut Vec<Cell>,
    ) -> Result<(), StoreError> {
        if sources.is_empty() {
            return Ok(());
        }
        self.site(document.scope)?;
        let found = match self.worlds.get(&document.scope) {
            Some(world) => match world.record(document.id).map_err(crate::unread)? {
                Some(record) => {
                    derived(world, &record, self.places.today).map_err(crate::unread)?
                }
                None => Vec::new(),
            },
            None => Vec::new(),
        };
        for source in sources {
            let text = found.iter().find(|(name, _)| *name == source.column).map(|(_, text)| text);
            let value = text.and_then(|text| kind_of(&source.node).scalar(text));
            let value = value.as_ref().map_or(Json::Null, json_of);
            self.cells(source, &value, row);
        }
        Ok(())
    }

    /// What a code is called; accounts stand in the country's chart.
    fn label(&self, list: List, code: &str) -> String {
        if list.name == ACCOUNT.name && !code.is_empty() {
            return self.pack.account_in_chart(code, self.known.language);
        }
        self.known.words().code(list, code).unwrap_or(code).to_owned()
    }

    /// The cells of a value, as many as its source has columns.
    fn cells(&mut self, source: &Source, value: &Json, row: &mut Vec<Cell>) {
        let text = value.as_str().unwrap_or_default();
        match kind_of(&source.node) {
            Type::Code(list) => {
                row.push(Cell::text(text));
                row.push(Cell::text(self.label(list, text)));
            }
            Type::Ref(_) => {
                row.push(Cell::text(text));
                row.push(Cell::text(self.name(text)));
            }
            Type::Money => match text.parse::<Money>() {
                Ok(money) => {
                    row.push(Cell::Decimal(money.minor, money.currency.decimals()));
                    row.push(Cell::text(money.currency.code()));
                }
                Err(_) => row.extend([Cell::Empty, Cell::Empty]),
            },
            Type::Weight(unit) => row.push(match text.parse::<Weight>() {
                Ok(weight) => Cell::Decimal(weight.amount, unit.decimals()),
                Err(_) => Cell::Empty,
            }),
            Type::Points => row.push(match value.as_i64() {
                Some(points) => Cell::Decimal(points, 2),
                None => Cell::Empty,
            }),
            Type::Date if text.is_empty() => row.push(Cell::Empty),
            Type::Date => row.push(Cell::Day(text.to_owned())),
            // A day that may be a month or a year only is a day where it is one.
            Type::PartialDate if text.len() == 10 => row.push(Cell::Day(text.to_owned())),
            _ => row.push(match value {
                Json::Null => Cell::Empty,
                Json::Bool(truth) => Cell::Truth(*truth),
                Json::Number(number) => number.as_i64().map_or(Cell::Empty, Cell::Whole),
                _ => Cell::text(text),
            }),
        }
    }

    /// The elements of a set in one cell, and their labels in another.
    fn joined(
        &mut self,
        set: &Source,
        id: DocumentId,
        keys: &[Json],
        row: &mut Vec<Cell>,
    ) -> Result<(), StoreError> {
        let below = |found: &Row| {
            let own = ["key", "id", "line"].iter().filter_map(|head| found.get(head));
            keys.iter().zip(own).all(|(key, own)| key == own)
        };
        let nameless = self.withheld.contains_key(&id) && set.is_personal();
        let rows = if nameless { Vec::new() } else { self.known.rows(id, &set.table)? };
        let values = rows.iter().filter(|found| below(found)).filter_map(|found| {
            let value = found.get("value")?;
            Some(value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        });
        let values: Vec<String> = values.collect();
        row.push(Cell::text(values.join("; ")));
        match kind_of(&set.node) {
            Type::Code(list) => {
                let labels: Vec<String> =
                    values.iter().map(|code| self.label(list, code)).collect();
                row.push(Cell::text(labels.join("; ")));
            }
            Type::Ref(_) => {
                let labels: Vec<String> = values.iter().map(|id| self.name(id)).collect();
                row.push(Cell::text(labels.join("; ")));
            }
            _ => {}
        }
        Ok(())
    }
}

impl Known<'_> {
    fn words(&self) -> &'static Language {
        Language::named(self.language).unwrap_or_else(Language::french)
    }

    /// The documents of a kind after one, in the order of their ids; those that count.
    fn after(&self, kind: &'static Kind, after: &[u8]) -> Result<Vec<Shown>, StoreError> {
        let sql = format!(
            "SELECT scope, document, names, cells FROM shown
             WHERE kind = ?1 AND document > ?2 AND hidden = 0{} ORDER BY document, scope LIMIT ?3",
            self.seen
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let rows = statement.query_map(params![kind.number, after, AT_ONCE], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
        rows.map(|row| self.shown(row?)).collect()
    }
}
