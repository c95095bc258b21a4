//! Somebody who writes whatever comes to them, at one device or another: any field of any kind, or a scene that rules
//! are about.

use std::collections::BTreeMap;

use automerge::transaction::Transactable as _;
use automerge::{ROOT, ReadDoc as _, ScalarValue};
use lisanga_protocol::dictionary::forms::json_of;
use lisanga_protocol::dictionary::kind::{Field, Kind, Level, Merge, Shape, Type, Writer};
use lisanga_protocol::dictionary::kinds::ALL;
use lisanga_protocol::dictionary::paths::{escape, place};
use lisanga_protocol::ids::{DocumentId, Scope, UserNumber};
use lisanga_protocol::packs::Pack;
use lisanga_protocol::ulid;
use lisanga_protocol::units::Date;
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tests::workload::XorShift;
use lisanga_tests::world::desk;
use serde_json::json;

use super::land::Stand;

/// What somebody writes into a document: its kind, its name, and paths with their values.
pub(super) struct Written {
    kind: &'static Kind,
    name: String,
    puts: Vec<(String, ScalarValue)>,
}

impl Written {
    /// Texts at paths of a kind, each as the type of its field has it.
    pub(super) fn new(kind: &'static Kind, name: &str, texts: &[(&str, &str)]) -> Self {
        let puts = texts.iter().map(|(path, text)| {
            let place = place(kind, path).unwrap();
            let entry = matches!(place.leaf().shape, Shape::Entries(_));
            let value = match place.leaf().value_type() {
                _ if place.element.is_some() => true.into(),
                Some(of) if !entry => of.scalar(text).unwrap(),
                _ => (*text).into(),
            };
            ((*path).to_owned(), value)
        });
        Self { kind, name: name.to_owned(), puts: puts.collect() }
    }
}

/// Somebody who writes whatever comes to them.
pub(super) struct Scribe {
    dice: XorShift,
    scope: Scope,
    pub(super) pack: &'static Pack,
    /// A course and an area of the country.
    pub(super) course: String,
    pub(super) area: String,
    /// Operations of the book: their months, their names, and what they say.
    pub(super) posted: Vec<(String, String, serde_json::Value)>,
}

impl Scribe {
    pub(super) fn of(seed: u64, stand: &Stand) -> Self {
        Self {
            dice: XorShift(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)),
            scope: stand.site.membership.site,
            pack: stand.pack,
            course: stand.course("GOV"),
            area: stand.area(),
            posted: Vec::new(),
        }
    }

    pub(super) fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.dice.below(most.max(1) as u64)).unwrap()
    }

    pub(super) fn text(&mut self, choices: &[&'static str]) -> &'static str {
        choices[self.below(choices.len())]
    }

    pub(super) fn name(&mut self) -> &'static str {
        self.text(&["1", "2"])
    }

    /// The document of this kind and name.
    pub(super) fn id(&self, kind: &Kind, name: &str) -> String {
        DocumentId::natural(kind.number, self.scope, name.as_bytes()).to_string()
    }

    /// One of the documents of a kind.
    pub(super) fn one(&mut self, kind: &Kind) -> String {
        let name = self.name();
        self.id(kind, name)
    }

    pub(super) fn day(&mut self) -> Date {
        format!("2026-0{}-1{}", self.below(3) + 1, self.below(3)).parse().unwrap()
    }

    /// The name of an entry made on a day; seldom by a clock that is behind.
    pub(super) fn entry(&mut self, day: Date) -> String {
        let made = day.after(if self.below(12) == 0 { -9 } else { 0 }).unwrap();
        let random = (self.dice.below(u64::MAX).to_le_bytes(), self.dice.below(u64::MAX));
        let mut hash = [0; 10];
        hash[..8].copy_from_slice(&random.0);
        hash[8..].copy_from_slice(&random.1.to_le_bytes()[..2]);
        ulid::of_day(made, hash)
    }

    /// A well written text of a type.
    fn any(&mut self, of: Type) -> Option<String> {
        Some(match of {
            Type::Text { .. } => self.text(&["KABONGO", "Lubi", "17"]).to_owned(),
            Type::Code(list) => (*list.codes.get(self.below(list.codes.len().min(3)))?).to_owned(),
            Type::Scale(list) => self.below(list.codes.len()).to_string(),
            Type::Int { min, max } => {
                (min + i64::try_from(self.below(4)).unwrap()).min(max).to_string()
            }
            Type::Bool => (self.below(2) == 0).to_string(),
            Type::Date => self.day().to_string(),
            Type::PartialDate => self.text(&["1990", "2010"]).to_owned(),
            Type::Month => self.day().month().to_string(),
            Type::Money => format!("{} USD", self.below(3) * 500),
            Type::Weight(unit) => format!("{} {}", self.below(3) * 100 + 100, unit.text()),
            Type::Points => "2500".to_owned(),
            Type::Position => "-6134500,23589900,8".to_owned(),
            Type::Phone => "+243000000001".to_owned(),
            Type::Ref(kinds) => {
                let kind = kinds[self.below(kinds.len())];
                self.one(kind)
            }
            Type::Moment | Type::Attachment { .. } | Type::Entry => return None,
        })
    }

    fn scalar(&mut self, of: Type) -> Option<ScalarValue> {
        of.scalar(&self.any(of)?)
    }

    /// A path of a field and what is written there.
    fn anywhere(&mut self, field: &'static Field) -> Option<(String, ScalarValue)> {
        let name = field.name;
        Some(match field.shape {
            Shape::One(of, _) => (name.to_owned(), self.scalar(of)?),
            Shape::Set(of) | Shape::Raise(of) => {
                (format!("{name}/{}", escape(&self.any(of)?)), true.into())
            }
            Shape::Keyed(of, parts) => {
                let key = escape(&self.any(of)?);
                let part = &parts[self.below(parts.len())];
                let (path, value) = self.anywhere(part)?;
                (format!("{name}/{key}/{path}"), value)
            }
            Shape::Entries(parts) if field.entry_check.is_none() && !parts.iter().any(is_table) => {
                let mut said = serde_json::Map::new();
                for part in parts {
                    let value = match part.shape {
                        Shape::One(of, _) => self.scalar(of).map(|value| json_of(&value)),
                        Shape::Set(of) => self.any(of).map(|text| json!([text])),
                        _ => None,
                    };
                    said.extend(value.map(|value| (part.name.to_owned(), value)));
                }
                let day = self.day();
                let said = serde_json::Value::Object(said).to_string();
                (format!("{name}/{}", self.entry(day)), said.into())
            }
            Shape::Sum | Shape::Entries(_) | Shape::Rows(_) | Shape::Derived(_) => return None,
        })
    }

    /// Any field of any kind of a site.
    pub(super) fn scribbles(&mut self) -> Vec<Written> {
        let of =
            |kind: &&&'static Kind| kind.level == Level::Site && kind.writer == Writer::Devices;
        let kinds: Vec<&'static Kind> = ALL.iter().filter(of).copied().collect();
        let (kind, name) = (kinds[self.below(kinds.len())], self.name());
        let mut puts = BTreeMap::new();
        for _ in 0..3 {
            let field = &kind.fields[self.below(kind.fields.len())];
            // What does not count makes few rules look.
            if !["void", "merged_into"].contains(&field.name) || self.below(6) == 0 {
                puts.extend(self.anywhere(field));
            }
        }
        vec![Written { kind, name: name.to_owned(), puts: puts.into_iter().collect() }]
    }

    /// Something comes to somebody at a device.
    pub(super) fn writes(&mut self, stand: &Stand) {
        let written = self.comes();
        write(stand, written);
    }
}

/// Whether a part of an entry is a table of its own.
fn is_table(part: &Field) -> bool {
    matches!(part.shape, Shape::Rows(_))
}

/// Writes at a device what forms would ask about, and many at once. Like a form it leaves what is written once.
pub(super) fn write(stand: &Stand, written: Vec<Written>) {
    let wrong = |_| StoreError::Invalid("a value");
    let once = |kind, path: &str| {
        let place = place(kind, path);
        place.is_ok_and(|place| matches!(place.leaf().shape, Shape::One(_, Merge::Fixed)))
    };
    let done = desk(&stand.site).batch(UserNumber(1), move |author| {
        written.into_iter().try_for_each(|Written { kind, name, puts }| {
            let changed = author.change(Target::Natural(kind.number, name.as_bytes()), |edit| {
                puts.into_iter().try_for_each(|(path, value)| {
                    let there = edit.get(ROOT, path.as_str()).map_err(wrong)?.is_some();
                    if there && once(kind, &path) {
                        return Ok(());
                    }
                    edit.put(ROOT, path.as_str(), value).map_err(wrong)
                })
            });
            changed.map(drop)
        })
    });
    done.unwrap();
}
