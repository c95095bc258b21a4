//! The paths of a document: how they are written, and what a path means in a kind.
//!
//! A document is one flat map from path to scalar. A path is the name of a field and, for collections,
//! keys and parts after slashes; a slash or a percent sign inside a key is escaped, nothing else is, so
//! that every key has exactly one path. All paths of a collection lie between `name/` and `name0`,
//! because `0` follows `/` and names hold neither `.` nor `-`.

use super::kind::{Field, Kind, Shape, Type};

/// What a path means: the field, and where in it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The field of the kind.
    pub field: &'static Field,
    /// The key of a keyed map, the id of an entry.
    pub key: Option<String>,
    /// The sub-field under the key of a keyed map.
    pub part: Option<&'static Field>,
    /// The element of a set, the mark of a raise, the device of a sum.
    pub element: Option<String>,
}

/// Why a path means nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The field or the part belongs to a newer version.
    Newer,
    /// No version writes such a path: the shape and the key of a field never change.
    Malformed,
}

impl Place {
    /// The field that says what the scalar is: the part, or the field itself.
    #[must_use]
    pub fn leaf(&self) -> &'static Field {
        self.part.unwrap_or(self.field)
    }
}

/// What `path` means in `kind`.
pub fn place(kind: &'static Kind, path: &str) -> Result<Place, NoPlace> {
    let mut steps = path.split('/');
    let field = kind.field(steps.next().unwrap_or_default()).ok_or(NoPlace::Newer)?;
    let mut place = Place { field, key: None, part: None, element: None };
    match field.shape {
        Shape::One(..) => {}
        Shape::Set(of) | Shape::Raise(of) => place.element = Some(key(of, steps.next())?),
        Shape::Sum => place.element = Some(device(steps.next())?),
        Shape::Entries(_) => place.key = Some(key(Type::Entry, steps.next())?),
        Shape::Keyed(of, parts) => {
            place.key = Some(key(of, steps.next())?);
            let name = steps.next().ok_or(NoPlace::Malformed)?;
            let part = parts.iter().find(|part| part.name == name).ok_or(NoPlace::Newer)?;
            place.part = Some(part);
            if let Shape::Set(of) = part.shape {
                place.element = Some(key(of, steps.next())?);
            }
        }
        Shape::Rows(_) | Shape::Derived(_) => return Err(NoPlace::Malformed),
    }
    steps.next().is_none().then_some(place).ok_or(NoPlace::Malformed)
}

/// A key in the text form of its type, unescaped.
fn key(of: Type, step: Option<&str>) -> Result<String, NoPlace> {
    let key = step.and_then(unescape).ok_or(NoPlace::Malformed)?;
    let written = !key.is_empty() && of.reads(&key);
    written.then_some(key).ok_or(NoPlace::Malformed)
}

/// The device a part of a sum belongs to, in hexadecimal.
fn device(step: Option<&str>) -> Result<String, NoPlace> {
    let hex = |text: &&str| {
        !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    step.filter(hex).map(str::to_owned).ok_or(NoPlace::Malformed)
}

/// A key as it stands in a path.
#[must_use]
pub fn escape(key: &str) -> String {
    key.replace('%', "%25").replace('/', "%2F")
}

/// The key of an escaped step; none unless it is written as [`escape`] writes it.
#[must_use]
pub fn unescape(step: &str) -> Option<String> {
    let key = step.replace("%2F", "/").replace("%25", "%");
    (escape(&key) == step).then_some(key)
}

/// A path from a field and the keys and parts below it; the keys are escaped.
#[must_use]
pub fn join(field: &str, steps: &[&str]) -> String {
    steps.iter().fold(field.to_owned(), |path, step| path + "/" + &escape(step))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::kinds::person::PERSON;

    #[test]
    fn a_slash_inside_a_key_survives() {
        for key in ["VOTER:12/34", "100%", "%2F", "%25/", "é/è"] {
            assert_eq!(unescape(&escape(key)).as_deref(), Some(key));
        }
        for step in ["%", "%2f", "%41", "%2", "%%"] {
            assert_eq!(unescape(step), None, "{step:?} was read");
        }
    }

    #[test]
    fn a_path_leads_to_its_field() {
        let place = place(&PERSON, "id_docs/VOTER:12%2F34/number").unwrap();
        assert_eq!(place.key.as_deref(), Some("VOTER:12/34"));
        assert_eq!(place.leaf().name, "number");
    }

    #[test]
    fn what_a_newer_version_may_write_is_told_from_what_none_may() {
        for path in
            ["shoe_size", "shoe_size/left", "id_docs/VOTER:1/colour", "id_docs/VOTER:1/colour/x"]
        {
            assert_eq!(place(&PERSON, path).unwrap_err(), NoPlace::Newer, "{path}");
        }
        for path in [
            "surname/x",
            "phones",
            "phones/",
            "phones/0810000001",
            "phones/+243810000001/x",
            "id_docs/VOTER:1",
            "id_docs/VOTER:1/number/x",
            "id_docs/VOTER:1%zz/number",
            "deceased/yesterday",
            "status",
            "consents/not-an-id",
        ] {
            assert_eq!(place(&PERSON, path).unwrap_err(), NoPlace::Malformed, "{path}");
        }
    }
}
