//! A sheet of paper, and what writes on it: values as the dictionary shows them, under the labels it gives them.

use lisanga_index::{Known, Names as _, SiteWorld};
use lisanga_pages::related;
use lisanga_pages::show;
use lisanga_pages::words::Words;
use lisanga_protocol::dictionary::kind::{Field, Kind, List, Shape, Type};
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Date, Money, Weight};
use lisanga_protocol::world::{Cells, Record};
use serde_json::Value as Json;

use crate::pages::Visit;

/// One sheet, or several.
#[derive(Clone, Debug, Default)]
pub(super) struct Paper {
    /// What it is; empty where its row in the table says so.
    pub(super) title: String,
    /// The organisation it is about.
    pub(super) organisation: String,
    /// What it is about besides.
    pub(super) about: String,
    /// Label and value.
    pub(super) facts: Vec<(String, String)>,
    pub(super) parts: Vec<Part>,
    /// What stands below each line to sign on.
    pub(super) signatures: Vec<String>,
    /// From when to when, where somebody chooses.
    pub(super) period: Option<(Date, Date)>,
}

/// A part of a sheet under its heading.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    pub(super) heading: String,
    pub(super) facts: Vec<(String, String)>,
    pub(super) texts: Vec<String>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) totals: Vec<Vec<String>>,
    /// Whether it begins on a new sheet.
    pub(super) begins_page: bool,
}

impl Part {
    /// Whether nothing stands below its heading, not even the head of a table.
    pub(super) fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.texts.is_empty() && self.columns.is_empty()
    }
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) label: String,
    look: Look,
}

#[derive(Clone, Copy, Debug)]
enum Look {
    Text,
    Number,
    /// Room to sign, or to tick.
    Blank,
}

impl Column {
    /// The class in the style sheet.
    pub(super) const fn class(&self) -> &'static str {
        match self.look {
            Look::Text => "",
            Look::Number => " class=\"number\"",
            Look::Blank => " class=\"to-fill\"",
        }
    }

    /// A column of texts.
    pub(super) const fn text(label: String) -> Self {
        Self { label, look: Look::Text }
    }

    /// A column of numbers.
    pub(super) const fn number(label: String) -> Self {
        Self { label, look: Look::Number }
    }

    /// A column that is filled in by hand.
    pub(super) const fn blank(label: String) -> Self {
        Self { label, look: Look::Blank }
    }
}

/// Writes on paper, in the language of whoever prints.
pub(super) struct Pen<'a> {
    pub(super) visit: &'a Visit<'a>,
    pub(super) known: &'a Known<'a>,
    pub(super) world: &'a SiteWorld<'a>,
    pub(super) words: &'static Words,
    pub(super) today: Date,
}

impl Pen<'_> {
    /// What a document is called.
    pub(super) fn name(&self, id: Option<DocumentId>) -> String {
        id.and_then(|id| self.known.name(id)).unwrap_or_default()
    }

    /// What documents are called, in one line.
    pub(super) fn names(&self, ids: impl Iterator<Item = DocumentId>) -> String {
        ids.map(|id| self.name(Some(id))).collect::<Vec<_>>().join(" · ")
    }

    /// Documents by what they are called.
    pub(super) fn sorted<T>(&self, of: Vec<T>, id: impl Fn(&T) -> DocumentId) -> Vec<(String, T)> {
        let named = of.into_iter().map(|one| (self.name(Some(id(&one))), one));
        let mut named: Vec<(String, T)> = named.collect();
        named.sort_by_key(|(name, one)| (name.to_lowercase(), id(one)));
        named
    }

    /// A code in words.
    pub(super) fn code(&self, list: List, code: &str) -> String {
        self.words.language.code(list, code).unwrap_or(code).to_owned()
    }

    pub(super) fn day(&self, day: Option<Date>) -> String {
        day.map(|day| show::date(day, self.words)).unwrap_or_default()
    }

    pub(super) fn money(&self, minor: i64, currency: Currency) -> String {
        show::money(Money::new(minor, currency), self.words)
    }

    pub(super) fn weight(&self, weight: Weight) -> String {
        show::value(Type::Weight(weight.unit), &weight.to_string().into(), self.words)
    }

    /// What a kind is called.
    pub(super) fn kind(&self, kind: &Kind) -> String {
        related::label(kind, self.words)
    }

    /// The label of a field, or of a part of it.
    pub(super) fn label(&self, kind: &Kind, path: &[&str]) -> String {
        let key = [&[kind.name][..], path].concat().join("-").replace('_', "-");
        self.words.label(&key).to_owned()
    }

    fn shown(&self, of: Option<Type>, json: Option<&Json>) -> String {
        let Some(value) = of.zip(json).and_then(|(of, json)| of.scalar_of_json(json)) else {
            return String::new();
        };
        match of {
            Some(Type::Ref(_)) => self.name(value.as_str().and_then(DocumentId::from_hex)),
            Some(of) => show::value(of, &value, self.words),
            None => String::new(),
        }
    }

    /// What stands in a field of a document; empty where nothing does.
    pub(super) fn value(&self, record: &Record, field: &str) -> String {
        let of = record.kind.field(field).and_then(Field::value_type);
        self.shown(of, record.own.0.get(field))
    }

    /// What stands in a part of a row.
    pub(super) fn part(&self, kind: &Kind, collection: &str, part: &str, row: &Cells) -> String {
        let shape = kind.field(collection).map(|field| field.shape);
        let Some(Shape::Keyed(_, parts) | Shape::Entries(parts)) = shape else {
            return String::new();
        };
        let of = parts.iter().find(|known| known.name == part);
        self.shown(of.and_then(Field::value_type), row.0.get(part))
    }

    /// Fields of a document with their labels, those in which something stands.
    pub(super) fn facts(&self, record: &Record, fields: &[&str]) -> Vec<(String, String)> {
        let fact = |field: &&str| (self.label(record.kind, &[field]), self.value(record, field));
        fields.iter().map(fact).filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The number of a row.
    pub(super) fn number_column(&self) -> Column {
        Column::number(self.words.say("paper-number"))
    }

    pub(super) fn name_column(&self) -> Column {
        Column::text(self.words.say("paper-name"))
    }

    pub(super) fn signature_column(&self) -> Column {
        Column::blank(self.words.say("paper-signature"))
    }

    /// The name of the organisation a document is about.
    pub(super) fn organisation(&self, record: &Record) -> String {
        let id = if *record.kind == ORGANISATION {
            Some(record.id)
        } else {
            record.own.reference("organisation")
        };
        self.name(id)
    }
}
