//! Attachments: what a field says of a file that lies beside its document.
//!
//! A document holds only the name of the bytes, their type and their size; the bytes travel by themselves,
//! after all records (SPEC.md §9), and are checked against the name when they arrive.

use std::fmt;
use std::str::FromStr;

use automerge::ScalarValue;
use serde_json::Value as Json;

use super::forms::is_hex;
use super::kind::{Field, Kind, Shape, Type};
use super::place;
use crate::ids::Attached;
use crate::units::whole_number;

/// Most bytes of any attachment.
pub const MOST_BYTES: u64 = 512 << 10;

/// What a field of type [`Type::Attachment`] says: `<64 hex digits>;image/jpeg;48211`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attachment {
    /// BLAKE3 of the bytes.
    pub hash: Attached,
    /// Their type (RFC 6838), as `image/jpeg`.
    pub media: String,
    /// How many they are.
    pub bytes: u64,
}

/// Why a text is not an [`Attachment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read an attachment: it is not written as hash;type;bytes")]
pub struct NotAttached;

impl Attachment {
    /// Of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8], media: &str) -> Self {
        Self { hash: Attached::of(bytes), media: media.to_owned(), bytes: bytes.len() as u64 }
    }
}

impl fmt::Display for Attachment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{};{};{}", self.hash, self.media, self.bytes)
    }
}

impl FromStr for Attachment {
    type Err = NotAttached;

    fn from_str(text: &str) -> Result<Self, NotAttached> {
        let mut parts = text.split(';');
        let mut part = || parts.next().ok_or(NotAttached);
        let (hash, media, bytes) = (part()?, part()?, part()?);
        let (family, format) = media.split_once('/').ok_or(NotAttached)?;
        let plain = |name: &str| {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
            !name.is_empty() && name.bytes().all(allowed)
        };
        let whole = is_hex(hash, 64) && plain(family) && plain(format) && part().is_err();
        let hash = Attached::from_hex(hash).filter(|_| whole).ok_or(NotAttached)?;
        let bytes = whole_number(bytes).and_then(|bytes| u64::try_from(bytes).ok());
        Ok(Self { hash, media: media.to_owned(), bytes: bytes.ok_or(NotAttached)? })
    }
}

/// The attachments that a value at a path of a document names.
#[must_use]
pub fn named(kind: &'static Kind, path: &str, value: &ScalarValue) -> Vec<Attachment> {
    let Ok(place) = place(kind, path) else { return Vec::new() };
    let leaf = place.leaf();
    match (leaf.shape, &place.element, value) {
        (Shape::Entries(parts), _, ScalarValue::Str(text)) => {
            let mut found = Vec::new();
            if holds(parts)
                && let Ok(json) = serde_json::from_str(text)
            {
                within(parts, &json, &mut found);
            }
            found
        }
        (Shape::Set(Type::Attachment { .. }), Some(element), ScalarValue::Boolean(true)) => {
            element.parse().into_iter().collect()
        }
        (Shape::One(Type::Attachment { .. }, _), None, ScalarValue::Str(text)) => {
            text.parse().into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Whether any field of a kind names attachments, so that its documents have to be looked at.
#[must_use]
pub fn has_any(kind: &'static Kind) -> bool {
    kind.all_fields().any(|field| holds(std::slice::from_ref(field)))
}

fn holds(fields: &[Field]) -> bool {
    fields.iter().any(|field| match field.shape {
        Shape::Keyed(_, parts) | Shape::Entries(parts) | Shape::Rows(parts) => holds(parts),
        _ => matches!(field.value_type(), Some(Type::Attachment { .. })),
    })
}

/// Those in the parts of an entry, and in the rows it holds.
fn within(parts: &[Field], json: &Json, found: &mut Vec<Attachment>) {
    for part in parts {
        let said = &json[part.name];
        match part.shape {
            Shape::Rows(parts) => {
                said.as_array().into_iter().flatten().for_each(|row| within(parts, row, found));
            }
            _ if matches!(part.value_type(), Some(Type::Attachment { .. })) => {
                let one = std::slice::from_ref(said);
                let texts = said.as_array().map_or(one, Vec::as_slice).iter();
                found.extend(texts.filter_map(|text| text.as_str()?.parse().ok()));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::kinds::assembly::ASSEMBLY;
    use super::super::kinds::ledger::LEDGER;
    use super::super::kinds::person::PERSON;
    use super::super::kinds::site_visit::SITE_VISIT;
    use super::*;

    #[test]
    fn it_is_read_as_it_is_written() {
        let file = Attachment::of(b"a picture", "image/jpeg");
        assert_eq!(file.to_string().parse(), Ok(file.clone()));
        let text = file.to_string();
        assert!(text.ends_with(";image/jpeg;9"), "{text}");
        for wrong in
            [format!("{text};"), text.to_uppercase(), text.replace("image/", ""), String::new()]
        {
            assert_eq!(wrong.parse::<Attachment>(), Err(NotAttached), "{wrong}");
        }
    }

    #[test]
    fn it_is_found_wherever_a_document_names_one() {
        let file = [Attachment::of(b"a picture", "image/jpeg")];
        let text = file[0].to_string();
        let at = |kind, path: &str, value: ScalarValue| named(kind, path, &value);
        assert_eq!(at(&PERSON, "photo", text.as_str().into()), file);
        assert_eq!(at(&PERSON, "id_docs/VOTER:1/photo", text.as_str().into()), file);
        let element = crate::dictionary::paths::escape(&text);
        let path = format!("photos/{element}");
        assert_eq!(at(&SITE_VISIT, &path, true.into()), file);
        assert!(at(&SITE_VISIT, &path, false.into()).is_empty(), "taken out again");
        let entry = serde_json::json!({"receipt": text, "label": "x"}).to_string();
        let path = format!("entries/{}", "0".repeat(26));
        assert_eq!(at(&LEDGER, &path, entry.as_str().into()), file);
        assert!(at(&PERSON, "surname", text.as_str().into()).is_empty(), "only where it is one");
        assert!(has_any(&ASSEMBLY) && has_any(&LEDGER));
        assert!(!has_any(&super::super::kinds::membership::MEMBERSHIP));
    }
}
