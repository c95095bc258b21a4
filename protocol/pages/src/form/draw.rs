//! A form as parts to be shown, each with all its texts.

use askama::Template;
use automerge::{Automerge, ROOT, ReadDoc as _};
use lisanga_protocol::dictionary::Attachment;
use lisanga_protocol::dictionary::kind::{Field, Kind, List, Merge, Shape, Type};
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::leaves::{Node, fields};
use lisanga_protocol::dictionary::lists::ACCOUNT;
use lisanga_protocol::dictionary::paths::unescape;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::{Account, Measure};
use lisanga_protocol::units::WeightUnit;

use super::{Context, Faults, NEW, has_input, is_asked_for, is_filled, is_kept};
use crate::web::Fields;
use crate::{pictures, show};

/// From how many choices a list is shown folded (CHT form rules: no drop-down with fewer than seven).
const FOLDED: usize = 7;

/// Up to how many are ticked off one by one.
const FEW: usize = 12;
/// The same of persons.
const CROWD: usize = 200;

/// Parts that belong together.
#[derive(Clone, Debug)]
pub struct Section {
    /// What they are; none for those that come first.
    pub title: Option<String>,
    /// Whether they are shown unfolded.
    pub open: bool,
    /// The parts.
    pub parts: Vec<Part>,
}

/// One part of a form: a label and what is filled in.
#[derive(Clone, Debug, Template)]
#[template(path = "part.html")]
pub struct Part {
    /// The name of the input.
    pub name: String,
    /// The input's id in the page.
    pub id: String,
    /// What is asked.
    pub label: String,
    /// What explains it.
    pub help: Option<String>,
    /// « facultatif », unless it is required.
    pub optional: Option<String>,
    /// What is wrong with what was entered.
    pub faults: Vec<String>,
    /// What stands there besides, written by somebody else at the same time.
    pub several: Option<String>,
    /// How it is filled in.
    pub control: Control,
}

/// How a part is filled in.
#[derive(Clone, Debug)]
pub enum Control {
    /// A line of text, of a number, of a day.
    Line {
        /// What stands there.
        value: String,
        /// The type of the input.
        kind: &'static str,
        /// Which keyboard is shown.
        keyboard: &'static str,
        /// The unit shown after it.
        unit: Option<&'static str>,
    },
    /// An amount and its currency, or a weight and what it was weighed with.
    Amount {
        /// The amount.
        value: String,
        /// The currencies or measures.
        units: Vec<Choice>,
    },
    /// Several lines.
    Area {
        /// What stands there.
        value: String,
    },
    /// One of few.
    Tiles(Vec<Choice>),
    /// One of many; the first may be empty.
    List(Vec<Choice>),
    /// A line of text, with what can stand there; something may follow it: `571-2`.
    Suggested {
        /// What stands there.
        value: String,
        /// What can be chosen.
        choices: Vec<Choice>,
    },
    /// Several of few.
    Checks(Vec<Choice>),
    /// Several of many.
    Several(Vec<Choice>),
    /// A picture or a scan.
    File(Attached),
    /// Rows of parts: those that are there and one to come.
    Rows(Vec<(String, Vec<Part>)>),
    /// Written once, and now for reading only.
    Fixed(String),
}

/// The files of a field, and the input for one more.
#[derive(Clone, Debug)]
pub struct Attached {
    /// Those there are: what is sent, and what is read.
    held: Vec<(String, String)>,
    /// Which types are taken.
    accept: String,
    /// Whether there may be several.
    several: bool,
    /// « retirer ».
    remove: String,
}

/// Something to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Part {
    /// The ids of what explains the input, for those who hear it.
    fn described_by(&self) -> String {
        let mut ids = Vec::new();
        if self.help.is_some() {
            ids.push(format!("{}-help", self.id));
        }
        if !self.faults.is_empty() {
            ids.push(format!("{}-fault", self.id));
        }
        ids.join(" ")
    }
}

/// The fields that `asked` names as a form, the required and listed ones first, all others folded.
#[must_use]
pub fn draw(
    kind: &'static Kind,
    asked: &[&'static Field],
    form: &Fields,
    document: &Automerge,
    faults: &Faults,
    context: Context<'_>,
) -> Vec<Section> {
    let drawing = Drawing { kind, form, document, faults, context, dense: false };
    let (mut first, mut more) = (Vec::new(), Vec::new());
    for node in fields(kind).filter(|node| asked.iter().any(|field| field.name == node.field.name))
    {
        if !has_input(node.field) {
            continue;
        }
        let part = drawing.field(&node);
        let early = is_asked_for(kind, node.field, context.pack) || node.field.listed;
        let opens = faults.touches(node.field.name) || begun(node.field, form, document);
        if early { first.push(part) } else { more.push((part, opens)) }
    }
    let open = more.iter().any(|(_, opens)| *opens);
    let parts: Vec<Part> = more.into_iter().map(|(part, _)| part).collect();
    let mut sections = vec![Section { title: None, open: true, parts: first }];
    if !parts.is_empty() {
        let title = Some(context.words.say("form-more"));
        sections.push(Section { title, open, parts });
    }
    sections.retain(|section| !section.parts.is_empty());
    sections
}

/// Whether a form for a new document comes with rows of a field, which are then there to be looked at.
fn begun(field: &Field, form: &Fields, document: &Automerge) -> bool {
    let is_row = |(name, value): (&str, &str)| {
        let row = name.strip_prefix(field.name).and_then(|rest| rest.strip_prefix('/'));
        row.is_some_and(|row| !row.starts_with('+')) && !value.is_empty()
    };
    document.get_heads().is_empty() && form.iter().any(is_row)
}

/// One collection as a table: a row for each of its keys that the form names, and none to come. What is chosen is
/// chosen from lists, and nothing is said twice.
#[must_use]
pub fn draw_rows(
    kind: &'static Kind,
    field: &'static Field,
    form: &Fields,
    document: &Automerge,
    faults: &Faults,
    context: Context<'_>,
) -> Option<Part> {
    let drawing = Drawing { kind, form, document, faults, context, dense: true };
    let node = fields(kind).find(|node| node.field.name == field.name)?;
    Some(Part { optional: None, ..drawing.field(&node) })
}

pub(super) struct Drawing<'a> {
    pub(super) kind: &'static Kind,
    pub(super) form: &'a Fields,
    pub(super) document: &'a Automerge,
    pub(super) faults: &'a Faults,
    pub(super) context: Context<'a>,
    /// Whether there are many rows, so that each has to be small.
    pub(super) dense: bool,
}

impl Drawing<'_> {
    fn field(&self, node: &Node) -> Part {
        self.part(node, node.field.name)
    }

    /// A part whose input is `input`.
    pub(super) fn part(&self, node: &Node, input: &str) -> Part {
        let field = node.field;
        let control = match field.shape {
            Shape::One(of, _) => match self.kept(field, of, input) {
                Some(text) => Control::Fixed(text),
                None => self.one(of, input),
            },
            Shape::Raise(of) => self.one(of, input),
            Shape::Set(of) => self.set(of, input),
            Shape::Keyed(of, _) => self.keyed(node, of, input),
            Shape::Entries(_) => {
                Control::Rows(vec![(String::new(), self.row(node, &format!("{input}/{NEW}")))])
            }
            Shape::Sum => Control::Line {
                value: self.form.text(input).to_owned(),
                kind: "text",
                keyboard: "numeric",
                unit: None,
            },
            Shape::Rows(_) | Shape::Derived(_) => Control::Fixed(String::new()),
        };
        let required = if node.above.is_empty() {
            is_asked_for(self.kind, field, self.context.pack)
        } else {
            field.need == lisanga_protocol::dictionary::kind::Need::Required
        };
        let words = self.context.words;
        let label = node.label();
        Part {
            name: input.to_owned(),
            id: id_of(input),
            label: words.label(&label).to_owned(),
            help: words.language.help(&label).map(str::to_owned).or_else(|| self.levels(field)),
            optional: (!required && !self.dense).then(|| words.say("form-optional")),
            faults: self.faults.at(input),
            several: self.several(field, input),
            control,
        }
    }

    /// What areas are called there, where one is asked for.
    fn levels(&self, field: &Field) -> Option<String> {
        let Some(Type::Ref([kind])) = field.value_type() else { return None };
        let language = self.context.words.language.code;
        (**kind == GEO_UNIT).then(|| self.context.pack.levels_below(language))
    }

    /// The values of a place where several stand.
    fn several(&self, field: &Field, path: &str) -> Option<String> {
        let Shape::One(of, Merge::Shown) = field.shape else { return None };
        let values = self.document.get_all(ROOT, path).ok()?;
        let mut texts: Vec<String> = values
            .into_iter()
            .filter_map(|(value, _)| value.into_scalar().ok())
            .map(|value| show::value(of, &value, self.context.words))
            .collect();
        texts.dedup();
        (texts.len() > 1)
            .then(|| self.context.words.fill("form-several", &[("values", &texts.join(" · "))]))
    }

    /// What stands at a place that is not asked for again.
    fn kept(&self, field: &Field, of: Type, path: &str) -> Option<String> {
        if !is_kept(field, self.document, path) {
            return None;
        }
        let (value, _) = self.document.get(ROOT, path).ok().flatten()?;
        let value = value.into_scalar().ok()?;
        let named = |id: &str| self.context.names.name(DocumentId::from_hex(id)?);
        let shown = match of {
            Type::Ref(_) => value.as_str().and_then(named),
            _ => Some(show::value(of, &value, self.context.words)),
        };
        Some(shown.unwrap_or_default())
    }

    fn one(&self, of: Type, input: &str) -> Control {
        let value = self.form.text(input).to_owned();
        let line =
            |kind, keyboard| Control::Line { value: value.clone(), kind, keyboard, unit: None };
        match of {
            Type::Text { max, .. } if max > 200 && !self.dense => Control::Area { value },
            Type::Code(list) if list.name == ACCOUNT.name => {
                Control::Suggested { choices: self.accounts(&value), value }
            }
            Type::Code(list) | Type::Scale(list) if self.dense => {
                Control::List(self.codes(list, &[&value]))
            }
            Type::Code(list) | Type::Scale(list) => one_of(self.codes(list, &[&value])),
            Type::Bool => {
                let words = self.context.words;
                let choice = |code: &str, label| Choice {
                    value: code.to_owned(),
                    label: words.label(label).to_owned(),
                    chosen: value == code,
                };
                let choices = vec![choice("true", "yes"), choice("false", "no")];
                if self.dense { Control::List(choices) } else { Control::Tiles(choices) }
            }
            Type::Ref(kinds) => match self.context.names.options(kinds) {
                Some(options) => Control::List(choices(options, &[&value])),
                None => match self.candidates(kinds, &[&value]) {
                    Some(candidates) => Control::List(candidates),
                    None => line("text", "text"),
                },
            },
            Type::Money => {
                let chosen = self.form.text(&format!("{input}:unit"));
                let currency = |code: &str| Choice {
                    value: code.to_owned(),
                    label: code.to_owned(),
                    chosen: code == chosen,
                };
                let known = self.context.pack.currencies.iter();
                let mut units: Vec<Choice> =
                    known.map(|known| currency(known.code.code())).collect();
                // All rows are of one currency.
                if self.dense && units.iter().any(|unit| unit.chosen) {
                    units.retain(|unit| unit.chosen);
                }
                Control::Amount { value, units }
            }
            Type::Weight(unit) => self.weight(unit, input, value),
            Type::Date => line("date", "text"),
            Type::Int { .. } => line("text", "numeric"),
            Type::Points => {
                Control::Line { value, kind: "text", keyboard: "decimal", unit: Some("%") }
            }
            Type::Phone => line("tel", "tel"),
            Type::Attachment { .. } => self.attached(input, false),
            _ => line("text", "text"),
        }
    }

    /// A weight, in carats or grams, or in what people weigh with there.
    fn weight(&self, unit: WeightUnit, input: &str, value: String) -> Control {
        let (pack, words) = (self.context.pack, self.context.words);
        let chosen = self.form.text(&format!("{input}:unit"));
        let choice = |value: &str, label: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            chosen: value == chosen,
        };
        let mut units = vec![choice(unit.symbol(), unit.symbol())];
        if !self.dense {
            let name = |measure: &Measure| {
                let name = measure.names.get(words.language.code).unwrap_or(&measure.code);
                choice(&measure.code, name)
            };
            units.extend(pack.measures_of(unit).map(name));
        }
        if units.len() > 1 {
            return Control::Amount { value, units };
        }
        Control::Line { value, kind: "text", keyboard: "decimal", unit: Some(unit.symbol()) }
    }

    /// The accounts of the country's chart.
    fn accounts(&self, chosen: &str) -> Vec<Choice> {
        let (pack, language) = (self.context.pack, self.context.words.language.code);
        let choice = |account: &Account| Choice {
            value: account.code.clone(),
            label: pack.account_in_chart(&account.code, language),
            chosen: account.code == chosen,
        };
        pack.accounts.iter().map(choice).collect()
    }

    fn set(&self, of: Type, input: &str) -> Control {
        let chosen: Vec<&str> = self.form.all(input).collect();
        match of {
            Type::Code(list) => Control::Checks(self.codes(list, &chosen)),
            Type::Ref(kinds) => match self.context.names.options(kinds) {
                Some(options) if options.len() > most(kinds) => {
                    Control::Several(choices(options, &chosen))
                }
                Some(options) => Control::Checks(choices(options, &chosen)),
                None => match self.candidates(kinds, &chosen) {
                    Some(candidates) => Control::Checks(candidates),
                    None => Control::Area { value: chosen.join("\n") },
                },
            },
            Type::Attachment { .. } => self.attached(input, true),
            _ => Control::Area { value: chosen.join("\n") },
        }
    }

    /// The files of a field, and the input for one more.
    fn attached(&self, input: &str, several: bool) -> Control {
        let values = self.form.all(input).filter(|value| !value.is_empty());
        let read = |value: &str| {
            let file: Attachment = value.parse().ok()?;
            Some((value.to_owned(), show::attachment(&file, self.context.words)))
        };
        Control::File(Attached {
            held: values.filter_map(read).collect(),
            accept: [&pictures::MEDIA[..], &["image/png"]].concat().join(","),
            several,
            remove: self.context.words.say("file-remove"),
        })
    }

    /// Whom the names that were typed may mean, if some are several people's or were chosen from several
    /// before; none if each is one's alone, or nobody's.
    fn candidates(&self, kinds: &[&'static Kind], typed: &[&str]) -> Option<Vec<Choice>> {
        let names = self.context.names;
        let texts = typed.iter().flat_map(|text| text.split([';', '\n'])).map(str::trim);
        let (mut found, mut needed) = (Vec::<(DocumentId, bool)>::new(), false);
        for text in texts.filter(|text| !text.is_empty()) {
            let chosen = DocumentId::from_hex(text);
            let name = chosen.map_or_else(|| Some(text.to_owned()), |id| names.name(id));
            let meant = names.find(kinds, &name?);
            needed |= chosen.is_some() || meant.len() > 1;
            let only = meant.len() == 1;
            found.extend(chosen.map(|id| (id, true)));
            found.extend(meant.into_iter().map(|id| (id, only)));
        }
        found.sort_by_key(|(id, chosen)| (*id, !chosen));
        found.dedup_by_key(|(id, _)| *id);
        let choice = |(id, chosen): (DocumentId, bool)| {
            let label = names.told_apart(id).unwrap_or_default();
            Choice { value: id.to_string(), label, chosen }
        };
        needed.then(|| found.into_iter().map(choice).collect())
    }

    /// The rows that are there, and one to come.
    fn keyed(&self, node: &Node, of: Type, input: &str) -> Control {
        let prefix = format!("{input}/");
        let mut steps: Vec<&str> = self
            .form
            .iter()
            .filter_map(|(name, _)| name.strip_prefix(&prefix)?.split(['/', ':']).next())
            .filter(|step| !step.starts_with(NEW))
            .collect();
        steps.sort_unstable();
        steps.dedup();
        steps.sort_by_cached_key(|step| self.place(of, step));
        let mut rows: Vec<(String, Vec<Part>)> = steps
            .into_iter()
            .map(|step| (self.key(of, step), self.row(node, &format!("{input}/{step}"))))
            .collect();
        if self.dense {
            return Control::Rows(rows);
        }
        let row = format!("{input}/{NEW}");
        let key = format!("{row}:key");
        let words = self.context.words;
        let mut parts = vec![Part {
            id: id_of(&key),
            label: words.label(&format!("{}-key", node.label())).to_owned(),
            help: None,
            optional: None,
            faults: self.faults.at(&key),
            several: None,
            control: self.one(of, &key),
            name: key,
        }];
        parts.extend(self.row(node, &row));
        rows.push((words.say("form-one-more"), parts));
        Control::Rows(rows)
    }

    /// Where a row stands among the others: by name, in the order of the list, by number.
    fn place(&self, of: Type, step: &str) -> (usize, String) {
        match of {
            Type::Ref(_) => (0, self.key(of, step)),
            Type::Code(list) => {
                let at = list.codes.iter().position(|code| *code == step);
                (at.unwrap_or(usize::MAX), step.to_owned())
            }
            _ => (step.parse().unwrap_or(0), step.to_owned()),
        }
    }

    /// What the key of a row is read as.
    fn key(&self, of: Type, step: &str) -> String {
        let key = unescape(step).unwrap_or_else(|| step.to_owned());
        let named = match of {
            Type::Ref(_) => {
                DocumentId::from_hex(&key).and_then(|id| self.context.names.told_apart(id))
            }
            _ => of.scalar(&key).map(|value| show::value(of, &value, self.context.words)),
        };
        named.unwrap_or(key)
    }

    /// The parts of a row or an entry.
    fn row(&self, node: &Node, row: &str) -> Vec<Part> {
        let parts = node.parts().into_iter().filter(|part| has_input(part.field));
        let mut parts: Vec<Part> =
            parts.map(|part| self.part(&part, &format!("{row}/{}", part.field.name))).collect();
        // An entry that nobody begins may stay empty; once begun, its parts say what they need.
        if !is_filled(self.form, row) && matches!(node.field.shape, Shape::Keyed(..)) {
            for part in &mut parts {
                part.optional = None;
            }
        }
        parts
    }

    /// The codes of a list that this country has, as they are labelled.
    fn codes(&self, list: List, chosen: &[&str]) -> Vec<Choice> {
        let language = self.context.words.language;
        let choice = |code: &str, label: &str| Choice {
            value: code.to_owned(),
            label: label.to_owned(),
            chosen: chosen.contains(&code),
        };
        let known = list.codes.iter().filter(|code| self.context.pack.knows(list, code));
        let mut choices: Vec<Choice> =
            known.map(|code| choice(code, language.code(list, code).unwrap_or(code))).collect();
        // A code of a newer version stays what it is.
        let others = chosen.iter().filter(|code| !code.is_empty() && !list.codes.contains(code));
        choices.extend(others.map(|code| choice(code, code)));
        choices
    }
}

/// Up to how many documents of these kinds are ticked one by one. People are, as on paper; areas are found in a
/// list.
fn most(kinds: &[&'static Kind]) -> usize {
    if kinds.iter().all(|kind| **kind == PERSON) { CROWD } else { FEW }
}

pub(super) fn one_of(choices: Vec<Choice>) -> Control {
    if choices.len() < FOLDED { Control::Tiles(choices) } else { Control::List(choices) }
}

fn choices(options: Vec<(DocumentId, String)>, chosen: &[&str]) -> Vec<Choice> {
    let choice = |(id, label): (DocumentId, String)| {
        let value = id.to_string();
        Choice { chosen: chosen.contains(&value.as_str()), value, label }
    };
    options.into_iter().map(choice).collect()
}

/// An id that style sheets and labels can name.
pub(super) fn id_of(input: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("f-{}", input.chars().map(plain).collect::<String>())
}
