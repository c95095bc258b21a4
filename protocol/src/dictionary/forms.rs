//! The one text form of every type, and the one scalar that holds it.
//!
//! The same text is the cell of a CSV file, the value of an input, the string in the API and, for all
//! but numbers and yes or no, the scalar in the document. What is asked here is whether a value is
//! *well written*; whether it is *right* (length, range, a code of the list) is asked by `check` at
//! entry and never at admission, because a newer version may allow more.

use automerge::ScalarValue;
use serde_json::Value as Json;

use super::Attachment;
use super::kind::{CodeForm, List, Type};
use crate::units::{Date, Money, Month, PartialDate, Weight, WeightUnit, whole_number};

/// The name of a type without its limits: what is frozen of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeName {
    /// [`Type::Text`]
    Text,
    /// [`Type::Code`]
    Code,
    /// [`Type::Int`] and [`Type::Scale`]
    Int,
    /// [`Type::Bool`]
    Bool,
    /// [`Type::Date`]
    Date,
    /// [`Type::PartialDate`]
    PartialDate,
    /// [`Type::Month`]
    Month,
    /// [`Type::Moment`]
    Moment,
    /// [`Type::Money`]
    Money,
    /// [`Type::Weight`] in hundredths of a carat
    WeightCt100,
    /// [`Type::Weight`] in milligrams
    WeightMg,
    /// [`Type::Points`]
    Points,
    /// [`Type::Position`]
    Position,
    /// [`Type::Phone`]
    Phone,
    /// [`Type::Attachment`]
    Attachment,
    /// [`Type::Ref`]
    Ref,
    /// [`Type::Entry`]
    Entry,
}

impl TypeName {
    /// As it stands in the golden listing, the schema and the codebook.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Code => "code",
            Self::Int => "int",
            Self::Bool => "bool",
            Self::Date => "date",
            Self::PartialDate => "partial_date",
            Self::Month => "month",
            Self::Moment => "moment",
            Self::Money => "money",
            Self::WeightCt100 => "weight_ct100",
            Self::WeightMg => "weight_mg",
            Self::Points => "points",
            Self::Position => "position",
            Self::Phone => "phone",
            Self::Attachment => "attachment",
            Self::Ref => "ref",
            Self::Entry => "entry",
        }
    }
}

/// What kind of scalar holds a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    Integer,
    Boolean,
    Text,
}

impl Type {
    /// Its name without its limits.
    #[must_use]
    pub const fn name(self) -> TypeName {
        match self {
            Self::Text { .. } => TypeName::Text,
            Self::Code(_) => TypeName::Code,
            Self::Int { .. } | Self::Scale(_) => TypeName::Int,
            Self::Bool => TypeName::Bool,
            Self::Date => TypeName::Date,
            Self::PartialDate => TypeName::PartialDate,
            Self::Month => TypeName::Month,
            Self::Moment => TypeName::Moment,
            Self::Money => TypeName::Money,
            Self::Weight(WeightUnit::Ct100) => TypeName::WeightCt100,
            Self::Weight(WeightUnit::Mg) => TypeName::WeightMg,
            Self::Points => TypeName::Points,
            Self::Position => TypeName::Position,
            Self::Phone => TypeName::Phone,
            Self::Attachment { .. } => TypeName::Attachment,
            Self::Ref(_) => TypeName::Ref,
            Self::Entry => TypeName::Entry,
        }
    }

    const fn holder(self) -> Holder {
        match self {
            Self::Int { .. } | Self::Scale(_) | Self::Points => Holder::Integer,
            Self::Bool => Holder::Boolean,
            _ => Holder::Text,
        }
    }

    /// Whether `scalar` holds a well written value of this type.
    #[must_use]
    pub fn holds(self, scalar: &ScalarValue) -> bool {
        match (self.holder(), scalar) {
            (Holder::Integer, ScalarValue::Int(_)) | (Holder::Boolean, ScalarValue::Boolean(_)) => {
                true
            }
            (Holder::Text, ScalarValue::Str(text)) => self.reads(text),
            _ => false,
        }
    }

    /// Whether `json`, a part of an entry, holds a well written value of this type.
    #[must_use]
    pub fn holds_json(self, json: &Json) -> bool {
        match (self.holder(), json) {
            (Holder::Integer, Json::Number(number)) => number.is_i64(),
            (Holder::Boolean, Json::Bool(_)) => true,
            (Holder::Text, Json::String(text)) => self.reads(text),
            _ => false,
        }
    }

    /// Whether `text` is the text form of a value of this type.
    #[must_use]
    pub fn reads(self, text: &str) -> bool {
        match self {
            Self::Text { .. } => true,
            Self::Code(list) => list.writes(text),
            Self::Int { .. } | Self::Scale(_) | Self::Points => whole_number(text).is_some(),
            Self::Bool => matches!(text, "true" | "false"),
            Self::Date => text.parse::<Date>().is_ok(),
            Self::PartialDate => text.parse::<PartialDate>().is_ok(),
            Self::Month => text.parse::<Month>().is_ok(),
            Self::Moment => is_moment(text),
            Self::Money => text.parse::<Money>().is_ok(),
            Self::Weight(unit) => text.parse::<Weight>().is_ok_and(|weight| weight.unit == unit),
            Self::Position => is_position(text),
            Self::Phone => is_phone(text),
            Self::Attachment { .. } => text.parse::<Attachment>().is_ok(),
            Self::Ref(_) => is_hex(text, 32),
            Self::Entry => is_entry_id(text),
        }
    }

    /// The scalar for a text in its form.
    #[must_use]
    pub fn scalar(self, text: &str) -> Option<ScalarValue> {
        if !self.reads(text) {
            return None;
        }
        match self.holder() {
            Holder::Integer => whole_number(text).map(ScalarValue::Int),
            Holder::Boolean => Some(ScalarValue::Boolean(text == "true")),
            Holder::Text => Some(ScalarValue::from(text)),
        }
    }

    /// The text form of the value a part of an entry holds, if it is well written.
    #[must_use]
    pub fn scalar_of_json(self, json: &Json) -> Option<ScalarValue> {
        if !self.holds_json(json) {
            return None;
        }
        match json {
            Json::Number(number) => number.as_i64().map(ScalarValue::Int),
            Json::Bool(yes) => Some(ScalarValue::Boolean(*yes)),
            Json::String(text) => Some(ScalarValue::from(text.as_str())),
            _ => None,
        }
    }
}

/// The text form of a scalar; none for a cleared register and for scalars no document holds.
#[must_use]
pub fn text_of(scalar: &ScalarValue) -> Option<String> {
    match scalar {
        ScalarValue::Str(text) => Some(text.to_string()),
        ScalarValue::Int(number) => Some(number.to_string()),
        ScalarValue::Boolean(yes) => Some(yes.to_string()),
        _ => None,
    }
}

/// A scalar as JSON has it; null for a cleared register and for scalars no document holds.
#[must_use]
pub fn json_of(scalar: &ScalarValue) -> Json {
    match scalar {
        ScalarValue::Str(text) => text.as_str().into(),
        ScalarValue::Int(number) => (*number).into(),
        ScalarValue::Boolean(yes) => (*yes).into(),
        _ => Json::Null,
    }
}

impl List {
    /// Whether `text` is written as codes of this list are, known or not.
    #[must_use]
    pub fn writes(&self, text: &str) -> bool {
        let allowed = |byte: u8| match self.form {
            CodeForm::Upper => matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'),
            CodeForm::Lower => byte.is_ascii_lowercase(),
            CodeForm::Dashed => matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-'),
        };
        !text.is_empty() && text.len() <= 40 && text.bytes().all(allowed)
    }

    /// The highest number of a [`Type::Scale`] of this list.
    #[must_use]
    pub fn top(&self) -> i64 {
        i64::try_from(self.codes.len()).map_or(i64::MAX, |codes| codes - 1)
    }
}

/// `2026-03-14T09:30:00+01:00`: to the second, with the offset in hours and minutes.
fn is_moment(text: &str) -> bool {
    let Some((date, rest)) = text.split_once('T') else { return false };
    let Some((time, offset)) = rest.split_at_checked(8) else { return false };
    let sign = offset.starts_with(['+', '-']);
    let clock = |text: &str, limits: &[u8]| {
        let mut parts = text.split(':');
        let fits = |limit: &u8| {
            let part = parts.next().filter(|part| part.len() == 2);
            let digits = part.filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
            digits.and_then(|part| part.parse::<u8>().ok()).is_some_and(|number| number <= *limit)
        };
        limits.iter().all(fits) && parts.next().is_none()
    };
    date.parse::<Date>().is_ok()
        && clock(time, &[23, 59, 59])
        && sign
        && offset.get(1..).is_some_and(|offset| clock(offset, &[15, 59]))
}

/// `-6134500,23589900,8`: micro-degrees of latitude and longitude, metres of accuracy.
fn is_position(text: &str) -> bool {
    let mut parts = text.split(',');
    let mut within = |low, high| {
        let number = parts.next().and_then(whole_number);
        number.is_some_and(|number| (low..=high).contains(&number))
    };
    within(-90_000_000, 90_000_000)
        && within(-180_000_000, 180_000_000)
        && within(0, 100_000)
        && parts.next().is_none()
}

/// `+243810000001`: E.164, a plus and 6 to 15 digits.
fn is_phone(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// A ULID: 26 letters and digits of Crockford's alphabet, the first at most 7.
fn is_entry_id(text: &str) -> bool {
    const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    text.len() == 26
        && text.bytes().all(|byte| ALPHABET.contains(&byte))
        && text.bytes().next().is_some_and(|first| first <= b'7')
}

pub(super) fn is_hex(text: &str, digits: usize) -> bool {
    text.len() == digits && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_positions_and_phones_are_read_strictly() {
        assert!(is_moment("2026-03-14T09:30:00+01:00"));
        for text in [
            "2026-03-14",
            "2026-03-14T9:30:00+01:00",
            "2026-03-14T09:30:00Z",
            "2026-03-14T24:00:00+01:00",
            "2026-03-14T09:30:00+01:00 ",
        ] {
            assert!(!is_moment(text), "{text:?} was read");
        }
        assert!(is_position("-6134500,23589900,8"));
        assert!(!is_position("-96134500,23589900,8"));
        assert!(!is_position("1,2,3,4"));
        assert!(is_phone("+243810000001"));
        assert!(!is_phone("0810000001"));
    }
}
