//! Forms drawn from the dictionary, and what they send read back.
//!
//! A form is one list of names and texts ([`Fields`]), whether it comes from a document, from a browser or
//! from a draft. The name of an input is the path it writes: `surname`, `id_docs/VOTER:1/number`. Rows and
//! entries to come have `+` for their key: `id_docs/+/number`, with the key itself in `id_docs/+:key`.
//! An amount has its currency in `…:unit`, a weight what it was weighed with.
//!
//! What a person left as it was is not written, so that somebody else's change of the same time stays.

mod draw;
mod files;
mod hand;
mod meanwhile;
mod read;
#[cfg(test)]
mod tests;
mod texts;

pub use lisanga_index::Names;

pub use draw::{Choice, Control, Part, Section, draw, draw_rows};
pub use files::{FILE, REMOVE, with_files};
pub use hand::{Hand, choose, money};
pub use meanwhile::{heads_text, note_meanwhile, seen};
pub use read::{Change, Reading, read};
pub use texts::fields_of;

use automerge::{Automerge, ROOT, ReadDoc as _, ScalarValue};
use lisanga_protocol::dictionary::kind::{Field, Kind, Merge, Need, Shape, Type};
use lisanga_protocol::ids::DeviceKey;
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::Date;

use crate::web::Fields;
use crate::words::Words;

/// The step in a name that stands for a key that is not there yet.
pub const NEW: &str = "+";

/// What drawing and reading a form need to know.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The language.
    pub words: &'static Words,
    /// The country.
    pub pack: &'static Pack,
    /// The day.
    pub today: Date,
    /// What documents are called.
    pub names: &'a dyn Names,
    /// The device that writes: of a sum each enters its own part.
    pub device: DeviceKey,
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Context({:?}, {})", self.words, self.today)
    }
}

/// What is wrong with what was entered: at which input, and the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(Vec<(String, String)>);

impl Faults {
    /// Notes a fault.
    pub fn add(&mut self, input: impl Into<String>, sentence: impl Into<String>) {
        let fault = (input.into(), sentence.into());
        if !self.0.contains(&fault) {
            self.0.push(fault);
        }
    }

    /// Notes those of another.
    pub fn extend(&mut self, others: &Self) {
        others.iter().for_each(|(input, sentence)| self.add(input, sentence));
    }

    /// Whether all is well.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The sentences at an input.
    #[must_use]
    pub fn at(&self, input: &str) -> Vec<String> {
        let here = self.0.iter().filter(|(at, _)| at == input);
        here.map(|(_, sentence)| sentence.clone()).collect()
    }

    /// Whether anything is wrong at an input or below it.
    #[must_use]
    pub fn touches(&self, input: &str) -> bool {
        let below =
            |at: &str| at.strip_prefix(input).is_some_and(|rest| rest.starts_with(['/', ':']));
        self.0.iter().any(|(at, _)| at == input || below(at))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(at, sentence)| (at.as_str(), sentence.as_str()))
    }
}

/// Whether a field has an input: what is derived is computed.
#[must_use]
pub fn has_input(field: &Field) -> bool {
    let of = match field.shape {
        Shape::One(of, _) | Shape::Set(of) | Shape::Raise(of) => of,
        Shape::Keyed(..) | Shape::Entries(_) | Shape::Sum => return field.retired.is_none(),
        Shape::Rows(_) | Shape::Derived(_) => return false,
    };
    let written = !matches!(of, Type::Entry | Type::Moment);
    field.retired.is_none() && written
}

/// Whether what stands at a place is not asked for again: what is written once, and a number that was given. Where
/// several numbers stand, because they were given apart, somebody says which one holds.
pub(crate) fn is_kept(field: &Field, document: &Automerge, path: &str) -> bool {
    let Shape::One(_, merge) = field.shape else { return false };
    let held = document.get_all(ROOT, path).unwrap_or_default().into_iter();
    let held = held.filter_map(|(value, _)| value.into_scalar().ok());
    let held: Vec<ScalarValue> = held.filter(|value| *value != ScalarValue::Null).collect();
    let one = held.iter().all(|value| Some(value) == held.first());
    !held.is_empty() && (merge == Merge::Fixed || (field.numbered.is_some() && one))
}

/// Whether a field is asked for: it has to be filled in before anything is saved, or the country expects it.
#[must_use]
pub fn is_asked_for(kind: &Kind, field: &Field, pack: &Pack) -> bool {
    field.need == Need::Required || pack.asks_for(kind, field.name)
}

/// Whether any text was entered at an input or below it.
fn is_filled(fields: &Fields, input: &str) -> bool {
    let below = format!("{input}/");
    fields.iter().any(|(name, value)| {
        (name == input || name.starts_with(&below))
            && !name.ends_with(":unit")
            && !name.ends_with(FILE)
            && !value.trim().is_empty()
    })
}
