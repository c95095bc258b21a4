//! What stands in a document, as a person would type it.

use automerge::{ROOT, ReadDoc, ScalarValue};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kind::{Kind, Shape, Type};
use lisanga_protocol::dictionary::{place, text};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::languages::Language;
use lisanga_protocol::units::{Money, Weight};

use super::{Context, has_input};
use crate::web::Fields;

/// The fields of a document. Of several values of one place the one that wins everywhere; entries are not
/// changed and are left out.
#[must_use]
pub fn fields_of(kind: &'static Kind, document: &impl ReadDoc, context: Context<'_>) -> Fields {
    let mut fields = Fields::default();
    for item in document.map_range(ROOT, ..) {
        let path = item.key.as_ref();
        let Ok(place) = place(kind, path) else { continue };
        let leaf = place.leaf();
        if !has_input(leaf) {
            continue;
        }
        let Ok(value) = item.value.into_value().into_scalar() else { continue };
        match leaf.shape {
            Shape::One(of, _) => {
                let Some((text, unit)) = typed(of, &value, context) else { continue };
                if let Some(unit) = unit {
                    fields.add(format!("{path}:unit"), unit);
                }
                fields.add(path, text);
            }
            Shape::Set(of) if value == ScalarValue::Boolean(true) => {
                let Some(element) = place.element else { continue };
                let scalar = of.scalar(&element).unwrap_or(ScalarValue::Null);
                let text = typed(of, &scalar, context).map_or(element, |(text, _)| text);
                // The path without its last step is the name of the set's input.
                let set = path.rsplit_once('/').map_or(path, |(set, _)| set);
                fields.add(set, text);
            }
            Shape::Sum if path.ends_with(&context.device.to_string()) => {
                fields.add(leaf.name, text_of(&value).unwrap_or_default());
            }
            _ => {}
        }
    }
    fields
}

/// The text of a value, and its unit where it has an input of its own.
fn typed(of: Type, value: &ScalarValue, context: Context<'_>) -> Option<(String, Option<String>)> {
    let text = text_of(value)?;
    let language = context.words.language;
    Some(match of {
        Type::PartialDate | Type::Month => (turned(&text), None),
        Type::Money => match text.parse::<Money>() {
            Ok(money) => {
                let amount = plain(money.minor, money.currency.decimals(), language);
                (amount, Some(money.currency.to_string()))
            }
            Err(_) => (text, None),
        },
        Type::Weight(unit) => match text.parse::<Weight>() {
            Ok(weight) => (plain(weight.amount, unit.decimals(), language), None),
            Err(_) => (text, None),
        },
        Type::Points => (text.parse().map_or(text, |points| plain(points, 2, language)), None),
        Type::Ref(kinds) if context.names.options(kinds).is_none() => {
            let name = DocumentId::from_hex(&text).and_then(|id| context.names.name(id));
            // A name that is another's, too, says nothing.
            let alone = name.filter(|name| context.names.find(kinds, name).len() == 1);
            (alone.unwrap_or(text), None)
        }
        _ => (text, None),
    })
}

/// A decimal number as it is typed: without groups.
fn plain(number: i64, decimals: u8, language: &Language) -> String {
    text::decimal(number, decimals, language).replace(language.text("number-group"), "")
}

/// `1991-03-14` as `14/03/1991`.
fn turned(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').rev().collect();
    parts.join("/")
}
