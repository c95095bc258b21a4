//! The dry run: what each row of a file would become, before anything is written.
//!
//! A row is of the document whose id it gives, or else of the one with its number; a row that gives
//! neither, or a number nobody has, is new unless someone looks alike. An empty cell says nothing: it
//! clears no field, and the elements a set has stay in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use automerge::{
    ActorId, AutoCommit, AutomergeError, ROOT, ReadDoc, ScalarValue, transaction::Transactable,
};
use lisanga_protocol::{
    dictionary::{
        Problem as Wrong, Step, check,
        forms::text_of,
        kind::{Kind, Merge, Shape, Type},
        leaves::Leaf,
        paths::join,
        place,
    },
    ids::DocumentId,
    languages::Language,
    packs::Pack,
    units::Date,
};

use crate::{
    cells::Fault,
    likeness::{Reason, Traits, Values},
    mapping::{Mapping, Target, read_values, required, targets},
    text::{Row, Sheet},
};

/// What the caller knows: usually a store and its views.
pub trait Known {
    /// The document with this id or number.
    fn by_key(&self, kind: &'static Kind, key: &Key) -> Option<Existing>;

    /// Documents that might be the one of these traits. The caller may answer with more than are alike,
    /// for example with all that share a sound of the name; what is not alike is left out here.
    fn alike(&self, kind: &'static Kind, traits: &Traits) -> Vec<Existing>;

    /// The documents of these kinds that are called so: a territory, a site. The default knows none, so
    /// that references must be ids.
    fn named(&self, _kinds: &[&'static Kind], _name: &str) -> Vec<DocumentId> {
        Vec::new()
    }
}

/// What says which document a row is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The id.
    Id(DocumentId),
    /// The value of a field that numbers documents.
    Number {
        /// The field.
        field: &'static str,
        /// Its text.
        text: String,
    },
}

/// A document that exists.
#[derive(Clone, Debug, PartialEq)]
pub struct Existing {
    /// Its id.
    pub id: DocumentId,
    /// What stands in it, by path. Collections that no file can give may be left out.
    pub values: Values,
}

impl Existing {
    /// What stands in a document, of what a file can give; of several values of a register, the one
    /// that wins everywhere.
    #[must_use]
    pub fn of(kind: &'static Kind, id: DocumentId, document: &impl ReadDoc) -> Self {
        let mut values = Values::new();
        for item in document.map_range(ROOT, ..) {
            let path = item.key.into_owned();
            let fits = |leaf: Shape| matches!(leaf, Shape::One(..) | Shape::Set(_));
            if !place(kind, &path).is_ok_and(|place| fits(place.field.shape)) {
                continue;
            }
            let Ok(scalar) = item.value.into_value().into_scalar() else { continue };
            let gone = matches!(scalar, ScalarValue::Null);
            if !gone && scalar != ScalarValue::Boolean(false) {
                values.insert(path, scalar);
            }
        }
        Self { id, values }
    }
}

/// A dry run.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The kind of the rows.
    pub kind: &'static Kind,
    /// The rows in the order of the file.
    pub rows: Vec<PlannedRow>,
    /// Required fields that no file can give; they stay to be filled in.
    pub left_open: Vec<&'static str>,
}

/// What a row would become.
#[derive(Clone, Debug)]
pub struct PlannedRow {
    /// Its line in the file.
    pub line: u64,
    /// What it says, by path, with the defaults if it is new. Of a rejected row, what could be read.
    pub values: Values,
    /// What that comes to.
    pub outcome: Outcome,
}

/// What comes of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// A new document.
    New,
    /// Values of a document that exists.
    Changed {
        /// Which.
        id: DocumentId,
        /// Which values.
        changes: Vec<Change>,
    },
    /// Everything stands there already.
    Identical {
        /// In which document.
        id: DocumentId,
    },
    /// It might be another; a person decides.
    PossibleDuplicate {
        /// Which others.
        of: Vec<Alike>,
    },
    /// It cannot be taken as it is.
    Rejected(Vec<Problem>),
}

/// A value that would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path.
    pub path: String,
    /// What stands there; none if nothing does. For an element of a set always none.
    pub old: Option<String>,
    /// What would stand there; for a set the element that is added.
    pub new: String,
}

/// Another that a row might be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Who.
    pub who: Who,
    /// Why, the name first.
    pub reasons: Vec<Reason>,
}

/// How many others a row is said to be like at most; who needs more needs another file.
pub const MOST_ALIKE: usize = 20;

/// Where another stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// A document that exists.
    Document(DocumentId),
    /// An earlier line of the file.
    Line(u64),
}

/// What is wrong with a cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The header of its column; the name of the field where no column gives it.
    pub column: String,
    /// What stands in the cell.
    pub value: String,
    /// What is wrong.
    pub fault: Fault,
}

impl Problem {
    /// The sentence for the user.
    #[must_use]
    pub fn message(&self, language: &Language) -> String {
        self.fault.message(language)
    }
}

impl PlannedRow {
    /// Writes what the row says: into an empty document if it is new, or if a person decided that a
    /// possible duplicate is none, else into the one that exists. A rejected row writes nothing.
    pub fn write(&self, document: &mut impl Transactable) -> Result<(), AutomergeError> {
        let write = match &self.outcome {
            Outcome::Rejected(_) | Outcome::Identical { .. } => return Ok(()),
            Outcome::New | Outcome::PossibleDuplicate { .. } => None,
            Outcome::Changed { changes, .. } => {
                Some(changes.iter().map(|change| &change.path).collect::<BTreeSet<_>>())
            }
        };
        let asked = |path| write.as_ref().is_none_or(|write| write.contains(path));
        for (path, value) in self.values.iter().filter(|(path, _)| asked(*path)) {
            document.put(ROOT, path, value.clone())?;
        }
        Ok(())
    }
}

/// What the rows of `sheet` would become, written today.
#[must_use]
pub fn plan(
    sheet: &Sheet,
    mapping: &Mapping,
    known: &impl Known,
    pack: &Pack,
    today: Date,
) -> Plan {
    let defaults = targets(mapping.kind);
    let defaults = defaults
        .filter_map(|leaf| Some((mapping.defaults.get(leaf.path)?.clone(), leaf)))
        .map(|(text, leaf)| (leaf, text))
        .collect();
    let mut planner = Planner {
        sheet,
        mapping,
        known,
        pack,
        today,
        defaults,
        left_open: mapping.left_open(),
        looked_up: HashMap::new(),
        keys: HashMap::new(),
        accepted: Accepted::default(),
    };
    let rows = sheet.rows.iter().map(|row| planner.row(row)).collect();
    Plan { kind: mapping.kind, rows, left_open: planner.left_open }
}

struct Planner<'a, K> {
    sheet: &'a Sheet,
    mapping: &'a Mapping,
    known: &'a K,
    pack: &'a Pack,
    today: Date,
    defaults: Vec<(Leaf, String)>,
    left_open: Vec<&'static str>,
    /// What cells of a field were found to say.
    looked_up: HashMap<(&'static str, String), Result<Vec<ScalarValue>, Fault>>,
    /// The keys of accepted rows, with their lines.
    keys: HashMap<Key, u64>,
    accepted: Accepted,
}

/// A row that is being read.
#[derive(Default)]
struct Reading {
    values: Values,
    problems: Vec<Problem>,
    /// The fields that a problem was found in.
    faulty: BTreeSet<&'static str>,
    id: Option<DocumentId>,
}

impl Reading {
    fn problem(&mut self, field: &'static str, column: &str, value: &str, fault: Fault) {
        self.faulty.insert(field);
        self.problems.push(Problem { column: column.to_owned(), value: value.to_owned(), fault });
    }
}

impl<K: Known> Planner<'_, K> {
    fn row(&mut self, row: &Row) -> PlannedRow {
        let mut reading = self.read(row);
        let keys = self.keys_of(&reading);
        for key in &keys {
            if let Some(line) = self.keys.get(key).copied() {
                let field =
                    if let Key::Number { field, .. } = key { *field } else { crate::mapping::ID };
                self.fault(&mut reading, row, field, Fault::RowTwice(line));
            }
        }
        let kind = self.mapping.kind;
        let known = |key| self.known.by_key(kind, key);
        let existing = match keys.first() {
            Some(Key::Id(id)) if id.kind() != kind.number => None,
            key => key.and_then(known),
        };
        if existing.is_none() && reading.id.is_some() {
            self.fault(&mut reading, row, crate::mapping::ID, Fault::NoSuchId);
        }
        // With an id, the number is a value like others, but nobody else's.
        let other = existing.as_ref().zip(keys.get(1)).and_then(|(existing, key)| {
            known(key).filter(|other| other.id != existing.id).and(self.mapping.number())
        });
        if let Some(field) = other {
            self.fault(&mut reading, row, field, Fault::NumberTaken);
        }
        let outcome = match existing {
            Some(existing) => self.of_existing(&mut reading, row, &existing),
            None => self.of_new(&mut reading, row),
        };
        let outcome =
            if reading.problems.is_empty() { outcome } else { Outcome::Rejected(reading.problems) };
        if !matches!(outcome, Outcome::Rejected(_)) {
            self.keys.extend(keys.into_iter().map(|key| (key, row.line)));
        }
        PlannedRow { line: row.line, values: reading.values, outcome }
    }

    /// What the cells say.
    fn read(&mut self, row: &Row) -> Reading {
        let mut reading = Reading::default();
        let (mapping, sheet) = (self.mapping, self.sheet);
        let columns = mapping.targets.iter().zip(&sheet.header).zip(&row.cells);
        for ((target, column), cell) in columns.filter(|(_, cell)| !cell.trim().is_empty()) {
            match target {
                Target::Nothing => {}
                Target::Id => {
                    reading.id = id_of(cell);
                    if reading.id.is_none() {
                        let fault = Fault::Form(Type::Ref(&[]).name());
                        reading.problem(crate::mapping::ID, column, cell, fault);
                    }
                }
                Target::FullName => self.full_name(&mut reading, column, cell),
                Target::Field(leaf) => match self.values(leaf, cell) {
                    Ok(values) => put(&mut reading.values, leaf, values),
                    Err(fault) => reading.problem(leaf.path, column, cell, fault),
                },
            }
        }
        reading
    }

    /// The parts of a name in the order in which they are written here; all that is left is the last.
    fn full_name(&mut self, reading: &mut Reading, column: &str, cell: &str) {
        let mut words = cell.split_whitespace();
        let parts = &self.pack.name_parts;
        for (at, part) in parts.iter().enumerate() {
            let last = at + 1 == parts.len();
            let text = if last {
                words.by_ref().collect::<Vec<_>>().join(" ")
            } else {
                words.next().unwrap_or_default().to_owned()
            };
            let mut leaves = targets(self.mapping.kind);
            let Some(leaf) = leaves.find(|leaf| leaf.path == part.field) else { continue };
            if text.is_empty() {
                continue;
            }
            match read_values(&leaf, &text, self.pack) {
                Ok(values) => put(&mut reading.values, &leaf, values),
                Err(fault) => reading.problem(leaf.path, column, cell, fault),
            }
        }
    }

    /// The values of a cell. Codes and references stand in many rows and are looked up once.
    fn values(&mut self, leaf: &Leaf, cell: &str) -> Result<Vec<ScalarValue>, Fault> {
        let (Type::Code(_) | Type::Ref(_)) = leaf.of else {
            return read_values(leaf, cell, self.pack);
        };
        let key = (leaf.path, cell.to_owned());
        if let Some(known) = self.looked_up.get(&key) {
            return known.clone();
        }
        let found = match leaf.of {
            Type::Ref(kinds) => self.references(kinds, leaf, cell),
            _ => read_values(leaf, cell, self.pack),
        };
        self.looked_up.insert(key, found.clone());
        found
    }

    /// The ids in a cell, and the ids of what is called so.
    fn references(
        &self,
        kinds: &[&'static Kind],
        leaf: &Leaf,
        cell: &str,
    ) -> Result<Vec<ScalarValue>, Fault> {
        let one = |name: &str| {
            if let Some(id) = id_of(name) {
                return Ok(id.to_string().into());
            }
            match self.known.named(kinds, name).as_slice() {
                [] => Err(Fault::NoSuchName),
                [id] => Ok(id.to_string().into()),
                several => Err(Fault::SeveralNames(several.len())),
            }
        };
        if !leaf.many {
            return one(cell.trim()).map(|id| vec![id]);
        }
        let names = cell.split([';', '|']).map(str::trim).filter(|name| !name.is_empty());
        names.map(one).collect()
    }

    /// The id first, then the number.
    fn keys_of(&self, reading: &Reading) -> Vec<Key> {
        let number = self.mapping.number().and_then(|field| {
            Some(Key::Number { field, text: text_of(reading.values.get(field)?)? })
        });
        reading.id.map(Key::Id).into_iter().chain(number).collect()
    }

    /// Notes a fault at the column that gives `field`, or at the field's label if none does.
    fn fault(&self, reading: &mut Reading, row: &Row, field: &'static str, fault: Fault) {
        let given = self.mapping.targets.iter().position(|target| target.name() == Some(field));
        match given.and_then(|at| Some((self.sheet.header.get(at)?, row.cells.get(at)?))) {
            Some((column, cell)) => reading.problem(field, column, cell, fault),
            None => reading.problem(field, field, "", fault),
        }
    }

    fn of_existing(&self, reading: &mut Reading, row: &Row, existing: &Existing) -> Outcome {
        let mut changes = Vec::new();
        let mut once = Vec::new();
        for (path, value) in &reading.values {
            let old = existing.values.get(path);
            if old == Some(value) {
                continue;
            }
            let name = path.split('/').next().unwrap_or_default();
            let field = self.mapping.kind.field(name);
            let old = old.and_then(text_of);
            // What is written once stays, and so does a number that was given.
            let stays = field.is_some_and(|field| {
                field.numbered.is_some() || matches!(field.shape, Shape::One(_, Merge::Fixed))
            });
            if let Some((field, old)) = field.zip(old.clone()).filter(|_| stays) {
                once.push((field.name, Fault::WrittenOnce(old)));
            }
            changes.push(Change { path: path.clone(), old, new: said(path, value) });
        }
        for (field, fault) in once {
            self.fault(reading, row, field, fault);
        }
        let mut whole = existing.values.clone();
        whole.extend(reading.values.clone());
        // What the document lacked before is not the fault of this row.
        let touched: BTreeSet<String> = changes.iter().map(|change| first(&change.path)).collect();
        self.check(reading, row, &whole, |name| touched.contains(name));
        let id = existing.id;
        if changes.is_empty() {
            Outcome::Identical { id }
        } else {
            Outcome::Changed { id, changes }
        }
    }

    fn of_new(&mut self, reading: &mut Reading, row: &Row) -> Outcome {
        let given: BTreeSet<String> = reading.values.keys().map(|path| first(path)).collect();
        for (leaf, text) in std::mem::take(&mut self.defaults) {
            if !given.contains(leaf.path) && !reading.faulty.contains(leaf.path) {
                match self.values(&leaf, &text) {
                    Ok(values) => put(&mut reading.values, &leaf, values),
                    Err(fault) => reading.problem(leaf.path, leaf.path, &text, fault),
                }
            }
            self.defaults.push((leaf, text));
        }
        let whole = reading.values.clone();
        self.check(reading, row, &whole, |_| true);
        if !reading.problems.is_empty() {
            return Outcome::New;
        }
        let traits = Traits::of(self.mapping.kind, &reading.values);
        let mut of = self.accepted.alike(&traits);
        let known = self.known.alike(self.mapping.kind, &traits);
        of.extend(known.into_iter().filter_map(|other| {
            let reasons = traits.reasons(&Traits::of(self.mapping.kind, &other.values))?;
            Some(Alike { who: Who::Document(other.id), reasons })
        }));
        self.accepted.add(traits, row.line);
        of.sort_by_key(|alike| alike.who);
        of.dedup_by_key(|alike| alike.who);
        of.truncate(MOST_ALIKE);
        if of.is_empty() { Outcome::New } else { Outcome::PossibleDuplicate { of } }
    }

    /// Asks of the whole document what entry asks, of the fields that `counts`.
    fn check(
        &self,
        reading: &mut Reading,
        row: &Row,
        whole: &Values,
        counts: impl Fn(&str) -> bool,
    ) {
        let kind = self.mapping.kind;
        let Some(document) = document(whole) else {
            return reading.problem(crate::mapping::ID, "", "", Fault::Unreadable);
        };
        let Ok(findings) = check(kind, &document, Step::Save, self.pack, self.today) else {
            return reading.problem(crate::mapping::ID, "", "", Fault::Unreadable);
        };
        for finding in findings {
            let Some(field) = kind.field(&first(&finding.path)) else { continue };
            let open = self.left_open.contains(&field.name);
            if open || reading.faulty.contains(field.name) || !counts(field.name) {
                continue;
            }
            let given = self.mapping.targets.iter().any(|target| target.name() == Some(field.name));
            let missing = finding.problem == Wrong::Missing && required(field);
            let fault = if missing && !given {
                let leaf = targets(kind).find(|leaf| leaf.path == field.name);
                Fault::NoColumn(leaf.map_or_else(String::new, |leaf| leaf.label))
            } else {
                Fault::Wrong(finding.problem)
            };
            self.fault(reading, row, field.name, fault);
        }
    }
}

/// The id a cell gives.
fn id_of(cell: &str) -> Option<DocumentId> {
    DocumentId::from_hex(&cell.trim().to_lowercase())
}

/// The name of the field a path begins with.
fn first(path: &str) -> String {
    path.split('/').next().unwrap_or_default().to_owned()
}

/// The text of a value; of an element of a set, the element.
fn said(path: &str, value: &ScalarValue) -> String {
    let element = path.split_once('/').map(|(_, element)| element);
    let element = element.and_then(lisanga_protocol::dictionary::paths::unescape);
    element.or_else(|| text_of(value)).unwrap_or_default()
}

/// Puts the values of a cell where they stand in a document.
fn put(into: &mut Values, leaf: &Leaf, values: Vec<ScalarValue>) {
    for value in values {
        if leaf.many {
            let element = text_of(&value).unwrap_or_default();
            into.insert(join(leaf.path, &[&element]), ScalarValue::Boolean(true));
        } else {
            into.insert(leaf.path.to_owned(), value);
        }
    }
}

/// A document of these values, to be checked and thrown away.
fn document(values: &Values) -> Option<AutoCommit> {
    let mut document = AutoCommit::new().with_actor(ActorId::from([0_u8; 16]));
    for (path, value) in values {
        document.put(ROOT, path, value.clone()).ok()?;
    }
    Some(document)
}

/// The rows that were accepted as new, found by the sounds of their names and their year of birth.
#[derive(Default)]
struct Accepted {
    rows: Vec<(Traits, u64)>,
    index: BTreeMap<(String, u16), Vec<usize>>,
}

impl Accepted {
    /// Rows compared at most for one sound and year, the latest: in a file of thousands of rows with one
    /// name the comparison would otherwise never end.
    const MOST: usize = 300;

    fn alike(&self, traits: &Traits) -> Vec<Alike> {
        let years =
            traits.birth_year.map_or(0..=0, |year| year.saturating_sub(2)..=year.saturating_add(2));
        let mut candidates = BTreeSet::new();
        for sound in &traits.sounds {
            for year in years.clone() {
                let rows = self.index.get(&(sound.clone(), year)).map_or(&[][..], Vec::as_slice);
                candidates.extend(rows.iter().rev().take(Self::MOST).copied());
            }
        }
        let alike = candidates.into_iter().filter_map(|at| {
            let (other, line) = self.rows.get(at)?;
            Some(Alike { who: Who::Line(*line), reasons: traits.reasons(other)? })
        });
        alike.take(MOST_ALIKE).collect()
    }

    fn add(&mut self, traits: Traits, line: u64) {
        for sound in &traits.sounds {
            let key = (sound.clone(), traits.birth_year.unwrap_or(0));
            self.index.entry(key).or_default().push(self.rows.len());
        }
        self.rows.push((traits, line));
    }
}
