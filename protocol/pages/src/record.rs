//! A document as people read it: its fields with the values that stand there, and who wrote what, when,
//! on which device.

use std::collections::{BTreeMap, BTreeSet};

use automerge::{Automerge, ROOT, ReadDoc as _, ScalarValue};
use lisanga_index::{Known, Names as _, Row, Shown};
use lisanga_protocol::dictionary::attachments;
use lisanga_protocol::dictionary::kind::{Field, Kind, Merge, Shape, Type};
use lisanga_protocol::dictionary::leaves::{Node, fields};
use lisanga_protocol::dictionary::place;
use lisanga_protocol::documents::{device, lock, struck};
use lisanga_protocol::ids::{DeviceKey, DocumentId, Scope};
use lisanga_store::attachments as stored;
use lisanga_store::logs::{self, Standing};
use lisanga_store::trail::{self, Act};
use lisanga_store::{Store, StoreError, documents};
use serde_json::Value as Json;

use crate::show;
use crate::words::Words;

/// The part of an entry that holds the number of its receipt.
const RECEIPT: &str = "receipt_no";

/// What showing a document needs.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// The language.
    pub words: &'static Words,
    /// What documents are called.
    pub known: &'a Known<'a>,
    /// Where they are.
    pub store: &'a Store,
    /// The device of the hub.
    pub hub: DeviceKey,
}

/// A field of a document, with all that was written there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The name of the field.
    pub name: &'static str,
    /// What it is called.
    pub label: String,
    /// What stands there.
    pub values: Vec<String>,
    /// Whether different values were written at the same time.
    pub several: bool,
    /// Pictures and scans that stand there.
    pub files: Vec<AttachedFile>,
    /// What was written there, the newest first.
    pub steps: Vec<Step>,
}

/// A picture or a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    /// Where it is shown; none if it is not here yet.
    pub to: Option<String>,
    /// « Photo · image, 48 Ko ».
    pub text: String,
    /// Whether it can be shown on the page.
    pub is_picture: bool,
}

/// One value that was written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The value.
    pub value: String,
    /// « par Marie Kabongo, sur Tablette 1 ».
    pub who: String,
    /// The moment.
    pub when: String,
    /// How far it has come.
    pub state: String,
}

/// What a list says of a document beside its name: the fields its kind lists, but for what the name says
/// already.
#[must_use]
pub fn line(kind: &'static Kind, document: &Shown, words: &Words) -> String {
    let named: Vec<String> = document.name.split(' ').map(str::to_lowercase).collect();
    let listed = fields(kind).filter(|node| node.field.listed);
    let texts = listed.filter_map(|node| {
        let of = node.field.value_type().filter(|of| !matches!(of, Type::Ref(_)))?;
        let text = document.text(node.field.name);
        let said = text.split(' ').all(|word| named.contains(&word.to_lowercase()));
        (!said && !text.is_empty()).then(|| show::value(of, &text.as_str().into(), words))
    });
    texts.collect::<Vec<_>>().join(" · ")
}

/// Where the picture in the field `photo` is shown, if there is one.
#[must_use]
pub fn photo(facts: &[Fact]) -> Option<String> {
    let photo = facts.iter().find(|fact| fact.name == "photo")?;
    photo.files.iter().find(|file| file.is_picture)?.to.clone()
}

/// A text that is an account and an id.
fn halves(text: &str) -> Option<(&str, DocumentId)> {
    let (account, to) = text.split_once('/')?;
    Some((account, DocumentId::from_hex(to)?))
}

/// The entries of a document that were struck out.
fn struck_lines(document: &Automerge) -> BTreeSet<String> {
    let paths = document.map_range(ROOT, "struck/".to_owned().."struck0".to_owned());
    paths.filter_map(|item| Some(item.key.split('/').nth(1)?.to_owned())).collect()
}

impl Reader<'_> {
    /// A document as it is shown, and its row in the store; none if it is not here.
    pub fn open(
        &self,
        scope: Scope,
        id: DocumentId,
    ) -> Result<Option<(i64, Automerge)>, StoreError> {
        let (row, document) = self.store.write(move |db| {
            let row = logs::document(db, scope, id)?;
            Ok((row, documents::load(db, row)?))
        })?;
        Ok((!document.get_heads().is_empty()).then_some((row, document)))
    }

    /// Every field of a document in which something stands.
    pub fn facts(
        &self,
        kind: &'static Kind,
        scope: Scope,
        row: i64,
        document: &Automerge,
    ) -> Result<Vec<Fact>, StoreError> {
        let mut steps = self.history(kind, scope, row)?;
        let mut values = self.values(kind, document, &self.aliases(kind)?);
        let mut files = self.files(kind, row, document)?;
        let fact = |node: Node| {
            let name = node.field.name;
            // These are told beside what they are about.
            if [lock::LOCKS, "struck", "same_as"].contains(&name) {
                return None;
            }
            let (values, several) = values.remove(name)?;
            let label = self.words.label(&node.label()).to_owned();
            let steps = steps.remove(name).unwrap_or_default();
            let files = files.remove(name).unwrap_or_default();
            // What can be seen need not be told.
            let is_file = matches!(node.field.value_type(), Some(Type::Attachment { .. }));
            let values = if is_file { Vec::new() } else { values };
            Some(Fact { name, label, values, several, files, steps })
        };
        Ok(fields(kind).filter_map(fact).collect())
    }

    /// What tells receipts of one number apart, for a kind whose entries bear such numbers: an entry has the name of its
    /// operation in the book.
    fn aliases(&self, kind: &'static Kind) -> Result<BTreeMap<String, String>, StoreError> {
        let bears = |node: Node| matches!(node.field.shape, Shape::Entries(parts) if parts.iter().any(|part| part.name == RECEIPT));
        if fields(kind).any(bears) { self.known.aliases() } else { Ok(BTreeMap::new()) }
    }

    /// The pictures and scans that a document names, by field.
    fn files(
        &self,
        kind: &'static Kind,
        row: i64,
        document: &Automerge,
    ) -> Result<BTreeMap<String, Vec<AttachedFile>>, StoreError> {
        let mut files = BTreeMap::<String, Vec<AttachedFile>>::new();
        if !attachments::has_any(kind) {
            return Ok(files);
        }
        let (id, here) = stored::whole(&self.store.reader()?, row)?;
        for item in document.map_range(ROOT, ..) {
            let field = item.key.split('/').next().unwrap_or_default().to_owned();
            let path = item.key.clone();
            let Ok(value) = item.value.into_value().into_scalar() else { continue };
            for file in attachments::named(kind, &path, &value) {
                let what = show::attachment(&file, self.words);
                let to =
                    here.contains(&file.hash).then(|| format!("/attachments/{id}/{}", file.hash));
                let key = if to.is_some() { "file-open" } else { "file-not-here" };
                files.entry(field.clone()).or_default().push(AttachedFile {
                    to,
                    text: self.words.fill(key, &[("what", &what)]),
                    is_picture: file.media.starts_with("image/"),
                });
            }
        }
        Ok(files)
    }

    /// What was written into a document, by field, the newest first.
    fn history(
        &self,
        kind: &'static Kind,
        scope: Scope,
        row: i64,
    ) -> Result<BTreeMap<String, Vec<Step>>, StoreError> {
        let acts = self.acts(row)?;
        let mut steps = BTreeMap::<String, Vec<Step>>::new();
        for act in acts.iter().rev() {
            let who = self.who(scope, act)?;
            for (path, value) in &act.edits {
                let Ok(place) = place(kind, path) else { continue };
                let value = match &place.element {
                    // Of a set or a mark the element is the value.
                    Some(element) => {
                        let shown = self.shown(place.leaf().shape, &element.as_str().into());
                        let added = *value == ScalarValue::Boolean(true);
                        let removed = || self.words.fill("history-removed", &[("what", &shown)]);
                        if added { shown } else { removed() }
                    }
                    None => self.shown(place.leaf().shape, value),
                };
                let value =
                    if value.is_empty() { self.words.say("history-cleared") } else { value };
                steps.entry(place.field.name.to_owned()).or_default().push(Step {
                    value,
                    who: who.clone(),
                    when: show::moment(act.time.seconds(), self.words),
                    state: self.state(act),
                });
            }
        }
        Ok(steps)
    }

    /// Who changed a document, in the order of its changes.
    pub fn acts(&self, row: i64) -> Result<Vec<Act>, StoreError> {
        trail::acts(&self.store.reader()?, row)
    }

    /// How far a change has come, in words.
    #[must_use]
    pub fn state(&self, act: &Act) -> String {
        let key = match (act.standing, act.at_hub) {
            (Standing::Accepted | Standing::Redone, _) => "state-accepted",
            (Standing::Ahead | Standing::Stored, false) => "state-here",
            (Standing::Ahead | Standing::Stored | Standing::Waiting, _) => "state-safe",
            (Standing::Held | Standing::Refused(_), _) => "state-attention",
        };
        self.words.say(key)
    }

    /// Who made a change: the name the device's document gives, and the device's.
    pub fn who(&self, scope: Scope, act: &Act) -> Result<String, StoreError> {
        if act.device == self.hub {
            return Ok(self.words.say("history-by-hub"));
        }
        let tablet = self.known.name(device::id(act.device, scope));
        let tablet = tablet.unwrap_or_else(|| self.words.say("history-other-device"));
        Ok(match self.user(scope, act)? {
            Some(name) => self.words.fill("history-by", &[("name", &name), ("device", &tablet)]),
            None => self.words.fill("history-on", &[("device", &tablet)]),
        })
    }

    /// The name that the device of a change gives the user who made it.
    pub fn user(&self, scope: Scope, act: &Act) -> Result<Option<String>, StoreError> {
        let users = self.known.rows(device::id(act.device, scope), "device__users")?;
        let number = i64::from(act.user.0);
        let is = |row: &&Row| row.get("key").and_then(Json::as_i64) == Some(number);
        let name = users.iter().find(is).and_then(|row| row.get("name")?.as_str());
        Ok(name.map(str::to_owned))
    }

    /// A value as it is read, references by their names.
    #[must_use]
    pub fn shown(&self, shape: Shape, value: &ScalarValue) -> String {
        let of = match shape {
            Shape::One(of, _) | Shape::Set(of) | Shape::Raise(of) => of,
            Shape::Entries(parts) => return self.entry(parts, value, None),
            Shape::Sum => Type::Int { min: 0, max: i64::MAX },
            _ => return value.as_str().unwrap_or_default().to_owned(),
        };
        if let (Type::Ref(_), Some(id)) = (of, value.as_str().and_then(DocumentId::from_hex)) {
            return self.known.name(id).unwrap_or_else(|| id.to_string());
        }
        // A part of what is shared is called by its account and whom it goes to.
        if let (Type::Text { .. }, Some((account, to))) = (of, value.as_str().and_then(halves))
            && let Some(name) = self.known.name(to)
        {
            return format!("{account} · {name}");
        }
        show::value(of, value, self.words)
    }

    /// The lines of a document that can be struck out and are not yet: name and text, in the order of their days.
    #[must_use]
    pub fn lines(&self, kind: &'static Kind, document: &Automerge) -> Vec<(String, String)> {
        let gone = struck_lines(document);
        let mut lines = Vec::new();
        for item in document.map_range(ROOT, ..) {
            let Ok(place) = place(kind, &item.key) else { continue };
            let Some(entry) = place.key.clone() else { continue };
            if !struck::collections(kind).contains(&place.field.name) || gone.contains(&entry) {
                continue;
            }
            let Ok(value) = item.value.into_value().into_scalar() else { continue };
            let node = Node { kind, above: Vec::new(), field: place.field };
            let key = node.label();
            let label = self.words.label(&key);
            lines.push((entry, self.words.told(label, &self.shown(place.field.shape, &value))));
        }
        lines.sort();
        lines
    }

    /// The parts of an entry in a line, without their labels: each says enough by itself. Behind the number of its
    /// receipt stands what tells it from another.
    fn entry(&self, parts: &[Field], value: &ScalarValue, alias: Option<&String>) -> String {
        let json = value.as_str().and_then(|text| serde_json::from_str(text).ok());
        let mut json: Json = json.unwrap_or_default();
        if let (Some(alias), Some(number)) = (alias, json[RECEIPT].as_str()) {
            json[RECEIPT] = format!("{number}{alias}").into();
        }
        self.cells(parts, &json)
    }

    /// The parts of an entry, or of one of its rows.
    fn cells(&self, parts: &[Field], json: &Json) -> String {
        let mut texts = Vec::new();
        for part in parts {
            if let Shape::Rows(parts) = part.shape {
                let rows = json[part.name].as_array().into_iter().flatten();
                texts.extend(rows.map(|row| format!("({})", self.cells(parts, row))));
                continue;
            }
            let Some(of) = part.value_type() else { continue };
            let held = match &json[part.name] {
                Json::Null => continue,
                Json::Array(elements) => elements.clone(),
                one => vec![one.clone()],
            };
            let scalars = held.iter().filter_map(|json| of.scalar_of_json(json));
            texts.extend(scalars.map(|scalar| self.shown(part.shape, &scalar)));
        }
        texts.join(" · ")
    }

    /// What stands in each field, and whether different values were written at the same time.
    fn values(
        &self,
        kind: &'static Kind,
        document: &Automerge,
        aliases: &BTreeMap<String, String>,
    ) -> BTreeMap<&'static str, (Vec<String>, bool)> {
        let mut values = BTreeMap::<&'static str, (Vec<String>, bool)>::new();
        // Of a sum everybody sees the whole.
        let mut sums = BTreeMap::<&'static str, i64>::new();
        let gone = struck_lines(document);
        for item in document.map_range(ROOT, ..) {
            let Ok(place) = place(kind, &item.key) else { continue };
            let shape = place.leaf().shape;
            if matches!(shape, Shape::Sum) {
                let part = item.value.into_value().as_i64().unwrap_or(0);
                *sums.entry(place.field.name).or_default() += part;
                continue;
            }
            let mut found: Vec<ScalarValue> = document
                .get_all(ROOT, item.key.as_ref())
                .unwrap_or_default()
                .into_iter()
                .filter_map(|(value, _)| value.into_scalar().ok())
                .filter(|value| *value != ScalarValue::Null)
                .collect();
            found.dedup();
            let several = found.len() > 1 && place.element.is_none();
            // Of whom or what a row says something.
            let key = match (place.field.shape, &place.key) {
                (Shape::Keyed(of, _), Some(key)) => {
                    let value = of.scalar(key).unwrap_or(ScalarValue::Null);
                    self.shown(Shape::One(of, Merge::Last), &value) + " · "
                }
                _ => String::new(),
            };
            let texts: Vec<String> = match (&place.element, place.part) {
                (Some(element), _) if found.contains(&true.into()) => {
                    let Some(of) = place.leaf().value_type() else { continue };
                    let value = of.scalar(element).unwrap_or(ScalarValue::Null);
                    vec![key + &self.shown(shape, &value)]
                }
                (Some(_), _) => continue,
                (None, None) => {
                    let is_gone = place.key.as_ref().is_some_and(|key| gone.contains(key))
                        && struck::collections(kind).contains(&place.field.name);
                    let alias = place.key.as_ref().and_then(|key| aliases.get(key));
                    let said = |value| {
                        let shown = match shape {
                            Shape::Entries(parts) => self.entry(parts, value, alias),
                            _ => self.shown(shape, value),
                        };
                        if is_gone { self.words.fill("struck", &[("what", &shown)]) } else { shown }
                    };
                    found.iter().map(said).collect()
                }
                (None, Some(part)) => {
                    let label = Node { kind, above: vec![place.field], field: part }.label();
                    let label = self.words.label(&label);
                    let label = format!("{key}{label}");
                    let said = |value| self.words.told(&label, &self.shown(shape, value));
                    found.iter().map(said).collect()
                }
            };
            let entry = values.entry(place.field.name).or_default();
            entry.0.extend(texts);
            entry.1 |= several;
        }
        for (name, sum) in sums {
            values.insert(name, (vec![show::number(sum, self.words.language)], false));
        }
        values.retain(|_, (texts, _)| !texts.is_empty());
        values
    }
}
