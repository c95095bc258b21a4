//! What a form sent, read into changes of a document, or into sentences that say what is wrong.

use std::collections::{BTreeMap, BTreeSet};

use automerge::transaction::Transactable as _;
use automerge::{Automerge, ROOT, ReadDoc as _, ScalarValue};
use lisanga_protocol::dictionary::forms::{json_of, text_of};
use lisanga_protocol::dictionary::kind::{Field, Kind, Shape, Type};
use lisanga_protocol::dictionary::paths::{escape, join};
use lisanga_protocol::dictionary::{Finding, Problem, Step, check};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Currency;
use lisanga_tables::cells::{Fault, read_cell, read_cells};
use serde_json::{Map, Value as Json};

use super::{Context, Faults, NEW, has_input, is_filled, is_kept};
use crate::web::Fields;

/// A value to be put at a path.
pub type Change = (String, ScalarValue);

/// What a form came to.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What is to be written.
    pub changes: Vec<Change>,
    /// What is wrong; nothing is to be written then.
    pub faults: Faults,
}

/// Reads the fields of `kind` that `asked` names from a form. `document` is what the person saw;
/// `entry` is the id a new entry gets.
#[must_use]
pub fn read(
    kind: &'static Kind,
    asked: &[&'static Field],
    form: &Fields,
    document: &Automerge,
    entry: &str,
    context: Context<'_>,
) -> Reading {
    let inputs = BTreeMap::new();
    let mut reader = Reader { form, document, entry, context, done: Reading::default(), inputs };
    for field in asked.iter().filter(|field| has_input(field)) {
        reader.field(field);
    }
    reader.check(kind, asked);
    reader.done
}

struct Reader<'a> {
    form: &'a Fields,
    document: &'a Automerge,
    entry: &'a str,
    context: Context<'a>,
    done: Reading,
    /// The inputs of new rows and entries, by the paths they are to have.
    inputs: BTreeMap<String, String>,
}

/// The value of one input, whatever document it is for; what is wrong is noted.
pub(super) fn value(
    of: Type,
    input: &str,
    form: &Fields,
    faults: &mut Faults,
    context: Context<'_>,
) -> Option<ScalarValue> {
    let (document, inputs) = (Automerge::new(), BTreeMap::new());
    let done = Reading { changes: Vec::new(), faults: std::mem::take(faults) };
    let mut reader = Reader { form, document: &document, entry: "", context, done, inputs };
    let value = reader.value(of, input, None);
    *faults = reader.done.faults;
    value
}

/// An amount with the currency that was chosen beside it. « 650 » beside USD is 650 dollars: a whole number is
/// given its decimals, because « 650 USD » alone may as well be 650 cents, as files have it.
pub(super) fn amount(text: &str, unit: &str) -> String {
    let whole = text.trim().chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    let decimals = unit.parse::<Currency>().map_or(0, |currency| usize::from(currency.decimals()));
    if whole && decimals > 0 {
        format!("{}.{} {unit}", text.trim(), "0".repeat(decimals))
    } else {
        format!("{text} {unit}")
    }
}

impl Reader<'_> {
    fn field(&mut self, field: &'static Field) {
        match field.shape {
            Shape::One(..) | Shape::Set(_) => self.leaf(field, field.name, field.name),
            Shape::Raise(of) => self.raise(field.name, of),
            Shape::Keyed(of, parts) => self.keyed(field.name, of, parts),
            Shape::Entries(parts) => self.entry(field.name, parts),
            Shape::Sum => self.sum(field.name),
            Shape::Rows(_) | Shape::Derived(_) => {}
        }
    }

    /// This device's part of a sum.
    fn sum(&mut self, name: &str) {
        let path = join(name, &[&self.context.device.to_string()]);
        let held = self.held(&path);
        if self.form.text(name).is_empty() && held.is_none() {
            return;
        }
        let of = Type::Int { min: 0, max: 1_000_000_000 };
        let value = match self.form.text(name) {
            "" => Some(ScalarValue::Int(0)),
            _ => self.value(of, name, held.as_ref()),
        };
        if let Some(value) = value.filter(|value| held.as_ref() != Some(value)) {
            self.done.changes.push((path, value));
        }
    }

    /// A register or a set whose input is `input` and which is written at `path`.
    fn leaf(&mut self, field: &Field, input: &str, path: &str) {
        match field.shape {
            Shape::One(of, _) if !is_kept(field, self.document, path) => self.one(of, input, path),
            Shape::Set(of) => self.set(of, input, path),
            _ => {}
        }
    }

    fn one(&mut self, of: Type, input: &str, path: &str) {
        let held = self.held(path);
        if self.form.text(input).is_empty() {
            if held.is_some() {
                self.done.changes.push((path.to_owned(), ScalarValue::Null));
            }
            return;
        }
        if let Some(value) = self.value(of, input, held.as_ref())
            && held.as_ref() != Some(&value)
        {
            self.done.changes.push((path.to_owned(), value));
        }
    }

    fn set(&mut self, of: Type, input: &str, path: &str) {
        let mut wanted = BTreeSet::new();
        let whole: Vec<String> = self
            .form
            .all(input)
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect();
        for text in whole {
            let values = match of {
                Type::Ref(_) => {
                    let names =
                        text.split([';', '\n']).map(str::trim).filter(|name| !name.is_empty());
                    names.filter_map(|name| self.reference(of, input, name, None)).collect()
                }
                _ => match read_cells(of, &text, self.context.pack) {
                    Ok(values) => values,
                    Err(fault) => {
                        self.fault(input, &fault);
                        return;
                    }
                },
            };
            wanted.extend(values.iter().filter_map(text_of));
        }
        let held = self.elements(path);
        let put = |element: &String, there: bool| {
            (join(path, &[]) + "/" + &escape(element), ScalarValue::Boolean(there))
        };
        let changes = &mut self.done.changes;
        changes.extend(wanted.difference(&held).map(|element| put(element, true)));
        changes.extend(held.difference(&wanted).map(|element| put(element, false)));
    }

    fn raise(&mut self, name: &str, of: Type) {
        if self.form.text(name).is_empty() {
            return;
        }
        if let Some(text) = self.value(of, name, None).as_ref().and_then(text_of) {
            let path = join(name, &[&text]);
            if self.held(&path).is_none() {
                self.done.changes.push((path, ScalarValue::Boolean(true)));
            }
        }
    }

    fn keyed(&mut self, name: &str, of: Type, parts: &'static [Field]) {
        let prefix = format!("{name}/");
        let steps: BTreeSet<String> = self
            .form
            .iter()
            .filter_map(|(input, _)| input.strip_prefix(&prefix)?.split(['/', ':']).next())
            .map(str::to_owned)
            .collect();
        for step in steps {
            let row = format!("{name}/{step}");
            let path = if step.starts_with(NEW) {
                let key = format!("{row}:key");
                if self.form.text(&key).is_empty() {
                    if is_filled(self.form, &row) {
                        self.problem(&key, Problem::Missing);
                    }
                    continue;
                }
                let Some(text) = self.value(of, &key, None).as_ref().and_then(text_of) else {
                    continue;
                };
                join(name, &[&text])
            } else {
                row.clone()
            };
            for part in parts.iter().filter(|part| has_input(part)) {
                let (input, at) = (format!("{row}/{}", part.name), format!("{path}/{}", part.name));
                if row != path {
                    self.inputs.insert(at.clone(), input.clone());
                }
                self.leaf(part, &input, &at);
            }
        }
    }

    /// A new entry, if anything of it was filled in.
    fn entry(&mut self, name: &str, parts: &'static [Field]) {
        let row = format!("{name}/{NEW}");
        let path = join(name, &[self.entry]);
        if !is_filled(self.form, &row) {
            return;
        }
        self.inputs.insert(path.clone(), name.to_owned());
        let mut entry = Map::new();
        for part in parts.iter().filter(|part| has_input(part)) {
            let input = format!("{row}/{}", part.name);
            self.inputs.insert(format!("{path}/{}", part.name), input.clone());
            if self.form.text(&input).is_empty() {
                continue;
            }
            let json = match part.shape {
                Shape::One(of, _) => self.value(of, &input, None).map(|value| json_of(&value)),
                Shape::Set(of) => {
                    let texts: Vec<String> = self.form.all(&input).map(str::to_owned).collect();
                    let mut elements = Vec::new();
                    for text in texts {
                        match of {
                            Type::Ref(_) => {
                                elements.extend(self.reference(of, &input, &text, None));
                            }
                            _ => match read_cells(of, &text, self.context.pack) {
                                Ok(values) => elements.extend(values),
                                Err(fault) => self.fault(&input, &fault),
                            },
                        }
                    }
                    Some(Json::Array(elements.iter().map(json_of).collect()))
                }
                _ => None,
            };
            entry.extend(json.map(|json| (part.name.to_owned(), json)));
        }
        let text = Json::Object(entry).to_string();
        self.done.changes.push((path, text.into()));
    }

    /// The value of one input.
    fn value(&mut self, of: Type, input: &str, held: Option<&ScalarValue>) -> Option<ScalarValue> {
        let mut text = self.form.text(input).to_owned();
        match of {
            Type::Ref(_) => return self.reference(of, input, &text, held),
            Type::Money => {
                let unit = self.form.text(&format!("{input}:unit"));
                if !unit.is_empty() && text.ends_with(|c: char| c.is_ascii_digit()) {
                    text = amount(&text, unit);
                }
            }
            Type::Weight(unit) if text.ends_with(|c: char| c.is_ascii_digit()) => {
                let chosen = self.form.text(&format!("{input}:unit"));
                let unit = if chosen.is_empty() { unit.symbol() } else { chosen };
                text = format!("{text} {unit}");
            }
            _ => {}
        }
        match read_cell(of, &text, self.context.pack) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.fault(input, &fault);
                None
            }
        }
    }

    fn reference(
        &mut self,
        of: Type,
        input: &str,
        text: &str,
        held: Option<&ScalarValue>,
    ) -> Option<ScalarValue> {
        let Type::Ref(kinds) = of else { return None };
        let names = self.context.names;
        if let Some(id) = DocumentId::from_hex(text) {
            let fits = kinds.iter().any(|kind| kind.number == id.kind());
            if fits && names.name(id).is_some() {
                return Some(id.to_string().into());
            }
            self.fault(input, &Fault::NoSuchId);
            return None;
        }
        // Left as it was.
        let same = held.and_then(text_of).and_then(|id| DocumentId::from_hex(&id));
        if let Some(id) = same.filter(|id| names.name(*id).as_deref() == Some(text)) {
            return Some(id.to_string().into());
        }
        match names.find(kinds, text).as_slice() {
            [id] => Some(id.to_string().into()),
            [] => {
                self.fault(input, &Fault::NoSuchName);
                None
            }
            several => {
                self.done.faults.add(input, self.context.words.count("form-which", several.len()));
                None
            }
        }
    }

    /// What stands at a path; of several values the one that wins everywhere.
    fn held(&self, path: &str) -> Option<ScalarValue> {
        let (value, _) = self.document.get(ROOT, path).ok().flatten()?;
        value.into_scalar().ok().filter(|value| *value != ScalarValue::Null)
    }

    fn elements(&self, path: &str) -> BTreeSet<String> {
        let range = format!("{path}/")..format!("{path}0");
        let elements = self.document.map_range(ROOT, range).filter_map(|item| {
            let element = item.key.get(path.len() + 1..)?.to_owned();
            let there = item.value.into_value().as_bool() == Some(true);
            there.then(|| lisanga_protocol::dictionary::paths::unescape(&element)).flatten()
        });
        elements.collect()
    }

    fn fault(&mut self, input: &str, fault: &Fault) {
        self.done.faults.add(input, fault.message(self.context.words.language));
    }

    fn problem(&mut self, input: &str, problem: Problem) {
        let finding = Finding { path: String::new(), problem };
        self.done.faults.add(input, finding.message(self.context.words.language));
    }

    /// Asks of the document as it would be what is asked at entry. Of one that exists only what this form
    /// changes counts: what was missing before is not this person's fault.
    fn check(&mut self, kind: &'static Kind, asked: &[&'static Field]) {
        let mut after = self.document.clone();
        let mut transaction = after.transaction();
        for (path, value) in &self.done.changes {
            if transaction.put(ROOT, path, value.clone()).is_err() {
                self.done.faults.add(path, self.context.words.say("form-not-written"));
            }
        }
        transaction.commit();
        let new = self.document.get_heads().is_empty();
        let first = |path: &str| path.split('/').next().unwrap_or_default().to_owned();
        let changed: BTreeSet<String> =
            self.done.changes.iter().map(|(path, _)| first(path)).collect();
        let found = check(kind, &after, Step::Save, self.context.pack, self.context.today);
        for finding in found.unwrap_or_default() {
            let name = first(&finding.path);
            let counts =
                asked.iter().any(|field| field.name == name) && (new || changed.contains(&name));
            if !counts {
                continue;
            }
            let input = self.inputs.get(&finding.path).cloned();
            let input = input.unwrap_or_else(|| finding.path.clone());
            // What could not be read is missing, too; one sentence is enough.
            if !self.done.faults.touches(&input) {
                self.problem(&input, finding.problem);
            }
        }
    }
}
