//! Steps made by hand: single parts of a form, each still drawn and read as the dictionary declares it.

use automerge::{Automerge, ScalarValue};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kind::{Kind, Type};
use lisanga_protocol::dictionary::leaves::{Node, fields};
use lisanga_protocol::dictionary::{Finding, Problem};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::{Currency, Money};
use lisanga_tables::cells::read_cell;

use super::draw::{Drawing, id_of, one_of};
use super::{Choice, Context, Control, Faults, Part, read};
use crate::web::Fields;

/// A form made by hand: what was filled in, and what is wrong with it.
#[derive(Debug)]
pub struct Hand<'a> {
    /// The kind whose fields are asked for.
    pub kind: &'static Kind,
    /// What was filled in.
    pub form: &'a Fields,
    /// What is wrong.
    pub faults: Faults,
    /// What forms need to know.
    pub context: Context<'a>,
}

impl<'a> Hand<'a> {
    /// A form in which nothing is wrong yet.
    #[must_use]
    pub fn new(kind: &'static Kind, form: &'a Fields, context: Context<'a>) -> Self {
        Self { kind, form, faults: Faults::default(), context }
    }

    fn node(&self, path: &[&str]) -> Option<Node> {
        let (first, rest) = path.split_first()?;
        let mut node = fields(self.kind).find(|node| node.field.name == *first)?;
        for step in rest {
            node = node.parts().into_iter().find(|part| part.field.name == *step)?;
        }
        Some(node)
    }

    /// The part for the field at a path (`["entries", "lines", "amount"]`); its input has the name of the
    /// last step.
    ///
    /// # Panics
    /// If the kind declares no such field, which any test that shows the form finds.
    #[must_use]
    pub fn part(&self, path: &[&str]) -> Part {
        let node = self.node(path).expect("a field of the kind");
        let nothing = Automerge::new();
        let drawing = Drawing {
            kind: self.kind,
            form: self.form,
            document: &nothing,
            faults: &self.faults,
            context: self.context,
            dense: false,
        };
        drawing.part(&node, node.field.name)
    }

    /// The value that was filled in for the field at a path; none if nothing was, or something wrong,
    /// which is noted.
    pub fn value(&mut self, path: &[&str]) -> Option<ScalarValue> {
        let node = self.node(path)?;
        let (input, of) = (node.field.name, node.field.value_type()?);
        if self.form.text(input).trim().is_empty() {
            return None;
        }
        read::value(of, input, self.form, &mut self.faults, self.context)
    }

    /// The value that has to be filled in for the field at a path.
    pub fn required(&mut self, path: &[&str]) -> Option<ScalarValue> {
        let value = self.value(path);
        let input = path.last().copied().unwrap_or_default();
        if value.is_none() && !self.faults.touches(input) {
            self.missing(input);
        }
        value
    }

    /// The documents that were chosen or named for the set at a path.
    pub fn references(&mut self, path: &[&str]) -> Vec<DocumentId> {
        let Some(node) = self.node(path) else { return Vec::new() };
        let (input, Some(of)) = (node.field.name, node.field.value_type()) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        let form = self.form;
        let typed = form.all(input).flat_map(|text| text.split([';', '\n'])).map(str::trim);
        for name in typed.filter(|name| !name.is_empty()) {
            let one: Fields = [(input, name)].into_iter().collect();
            let value = read::value(of, input, &one, &mut self.faults, self.context);
            let id = value.as_ref().and_then(text_of);
            found.extend(id.and_then(|id| DocumentId::from_hex(&id)));
        }
        found
    }

    /// A part for an amount in one currency, which no field declares.
    #[must_use]
    pub fn amount(&self, input: &str, label: String) -> Part {
        let value = self.form.text(input).to_owned();
        let control = Control::Line { value, kind: "text", keyboard: "decimal", unit: None };
        Part {
            optional: Some(self.context.words.say("form-optional")),
            control,
            ..choose(input, label, Vec::new(), &self.faults)
        }
    }

    /// The amount that was filled in for such a part; none if nothing was, or something wrong.
    pub fn money(&mut self, input: &str, currency: Currency) -> Option<Money> {
        let text = self.form.text(input).trim();
        if text.is_empty() {
            return None;
        }
        match read_cell(Type::Money, &read::amount(text, currency.code()), self.context.pack) {
            Ok(value) => text_of(&value)?.parse().ok(),
            Err(fault) => {
                self.faults.add(input, fault.message(self.context.words.language));
                None
            }
        }
    }

    /// Notes that an input has to be filled in.
    pub fn missing(&mut self, input: &str) {
        let finding = Finding { path: String::new(), problem: Problem::Missing };
        self.faults.add(input, finding.message(self.context.words.language));
    }
}

/// An amount as a person types it beside its currency; none if nothing was, or something else.
#[must_use]
pub fn money(text: &str, currency: Currency, pack: &Pack) -> Option<Money> {
    let text = text.trim();
    let value = read_cell(Type::Money, &read::amount(text, currency.code()), pack).ok()?;
    text_of(&value)?.parse().ok()
}

/// A part to choose one of several, which no field declares.
#[must_use]
pub fn choose(input: &str, label: String, choices: Vec<Choice>, faults: &Faults) -> Part {
    Part {
        name: input.to_owned(),
        id: id_of(input),
        label,
        help: None,
        optional: None,
        faults: faults.at(input),
        several: None,
        control: one_of(choices),
    }
}
