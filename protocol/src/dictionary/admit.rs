//! Admission: could an honest program, perhaps a newer one, have written this change?
//!
//! Judged from the operations and the table alone, without the document: an operation names its field
//! by its path and the value it replaces by its predecessor. Nothing that a newer version may do
//! differently is looked at (required, range, length, code in the list). A forged operation that hides
//! its predecessor does not hide the first value; both stand as a conflict and are shown.

use automerge::{ExpandedChange, ScalarValue, legacy};
use serde_json::Value as Json;

use super::{
    kind::{Field, Kind, Merge, Need, Shape},
    paths::{NoPlace, Place, place},
};

/// The longest path, in bytes.
pub const MAX_PATH: usize = 200;
/// The longest text of one value, in bytes.
pub const MAX_VALUE: usize = 8 * 1024;

/// What an admitted change holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Admitted {
    /// Operations on fields this version knows.
    pub known: usize,
    /// Operations on fields of a newer version: stored and passed on.
    pub unknown: usize,
}

/// Why a change is refused; no version of the program writes such a thing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not a put of a scalar into the root of the document.
    #[error("admit the change: operation {operation} is not a put of a scalar into the root")]
    NotAPut {
        /// Its number in the change, from 0.
        operation: usize,
    },
    /// A scalar of a sort that no document holds: only text, whole number, yes or no, and nothing.
    #[error("admit the change: `{path}` holds a sort of scalar that documents do not have")]
    ForeignScalar {
        /// Where.
        path: String,
    },
    /// The path is empty or longer than [`MAX_PATH`].
    #[error("admit the change: the path of operation {operation} is empty or too long")]
    PathLength {
        /// Its number in the change, from 0.
        operation: usize,
    },
    /// The value is longer than [`MAX_VALUE`].
    #[error("admit the change: the value of `{path}` is too long")]
    ValueLength {
        /// Where.
        path: String,
    },
    /// A known field, but no version writes such a path below it.
    #[error("admit the change: no version writes the path `{path}`")]
    Malformed {
        /// The path.
        path: String,
    },
    /// The value does not have the declared type or is not well written.
    #[error("admit the change: the value of `{path}` does not have its type")]
    WrongType {
        /// Where.
        path: String,
    },
    /// A second value for something that is written once.
    #[error("admit the change: `{path}` is written only once")]
    SecondValue {
        /// Where.
        path: String,
    },
    /// The part of a sum that belongs to another device.
    #[error("admit the change: `{path}` belongs to another device")]
    OtherDevice {
        /// Where.
        path: String,
    },
    /// The payload of an entry is not what its table says.
    #[error("admit the change: the entry `{path}` {fault}")]
    BadEntry {
        /// Where.
        path: String,
        /// What is wrong with it.
        fault: EntryFault,
    },
}

/// What is wrong with the payload of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryFault {
    /// Not the JSON of an object.
    #[error("is not an object")]
    NotAnObject,
    /// A required part is missing or empty.
    #[error("lacks `{0}`")]
    Lacks(&'static str),
    /// A part does not have its type.
    #[error("has a `{0}` of another type")]
    WrongType(&'static str),
    /// It contradicts itself.
    #[error("{0}")]
    Contradicts(&'static str),
}

/// Judges a change to a document of `kind`, written by the device whose key is `device_hex`.
pub fn admit(
    kind: &'static Kind,
    change: &ExpandedChange,
    device_hex: &str,
) -> Result<Admitted, Refusal> {
    let mut admitted = Admitted::default();
    for (number, operation) in change.operations.iter().enumerate() {
        let put = put(number, operation)?;
        match place(kind, put.path) {
            Ok(place) => {
                judge(&place, &put, device_hex)?;
                admitted.known += 1;
            }
            Err(NoPlace::Newer) => admitted.unknown += 1,
            Err(NoPlace::Malformed) => return Err(Refusal::Malformed { path: put.path.into() }),
        }
    }
    Ok(admitted)
}

/// Judges a change to a document of a kind this version does not know: by its form alone.
pub fn admit_unknown(change: &ExpandedChange) -> Result<Admitted, Refusal> {
    for (number, operation) in change.operations.iter().enumerate() {
        put(number, operation)?;
    }
    Ok(Admitted { known: 0, unknown: change.operations.len() })
}

/// The only legal operation: a scalar put into the root.
struct Put<'a> {
    path: &'a str,
    value: &'a ScalarValue,
    replaces: bool,
}

fn put(number: usize, operation: &legacy::Op) -> Result<Put<'_>, Refusal> {
    let not_a_put = Refusal::NotAPut { operation: number };
    let (legacy::ObjectId::Root, legacy::Key::Map(path), legacy::OpType::Put(value), false) =
        (&operation.obj, &operation.key, &operation.action, operation.insert)
    else {
        return Err(not_a_put);
    };
    if path.is_empty() || path.len() > MAX_PATH {
        return Err(Refusal::PathLength { operation: number });
    }
    match value {
        ScalarValue::Str(text) if text.len() > MAX_VALUE => {
            Err(Refusal::ValueLength { path: path.to_string() })
        }
        ScalarValue::Str(_) | ScalarValue::Int(_) | ScalarValue::Boolean(_) | ScalarValue::Null => {
            Ok(Put { path, value, replaces: !operation.pred.is_empty() })
        }
        _ => Err(Refusal::ForeignScalar { path: path.to_string() }),
    }
}

fn judge(place: &Place, put: &Put<'_>, device_hex: &str) -> Result<(), Refusal> {
    let path = || put.path.to_owned();
    let require = |holds: bool, refusal: fn(String) -> Refusal| {
        if holds { Ok(()) } else { Err(refusal(path())) }
    };
    let once = || require(!put.replaces, |path| Refusal::SecondValue { path });
    let typed = |holds| require(holds, |path| Refusal::WrongType { path });
    match place.leaf().shape {
        Shape::One(of, Merge::Fixed) => {
            typed(of.holds(put.value))?;
            once()
        }
        Shape::One(of, _) => typed(*put.value == ScalarValue::Null || of.holds(put.value)),
        Shape::Set(_) => typed(matches!(put.value, ScalarValue::Boolean(_))),
        Shape::Raise(_) => {
            typed(*put.value == ScalarValue::Boolean(true))?;
            once()
        }
        Shape::Sum => {
            typed(matches!(put.value, ScalarValue::Int(_)))?;
            let own = place.element.as_deref() == Some(device_hex);
            require(own, |path| Refusal::OtherDevice { path })
        }
        Shape::Entries(_) => {
            let ScalarValue::Str(json) = put.value else { return typed(false) };
            once()?;
            check_entry(place.field, json)
                .map_err(|fault| Refusal::BadEntry { path: path(), fault })
        }
        Shape::Keyed(..) | Shape::Rows(_) | Shape::Derived(_) => {
            Err(Refusal::Malformed { path: path() })
        }
    }
}

/// Judges the payload of an entry: an object with the required parts and their types, and right in
/// itself. Parts that the table does not name belong to a newer version.
pub(super) fn check_entry(field: &Field, json: &str) -> Result<(), EntryFault> {
    let Shape::Entries(parts) = field.shape else { return Err(EntryFault::NotAnObject) };
    let entry: Json = serde_json::from_str(json).map_err(|_| EntryFault::NotAnObject)?;
    check_parts(parts, &entry)?;
    match field.entry_check {
        Some(check) => check(&entry).map_err(EntryFault::Contradicts),
        None => Ok(()),
    }
}

fn check_parts(parts: &'static [Field], object: &Json) -> Result<(), EntryFault> {
    let Json::Object(object) = object else { return Err(EntryFault::NotAnObject) };
    for part in parts {
        let wrong = EntryFault::WrongType(part.name);
        let empty = |value: &&Json| !matches!(value, Json::Null) && **value != Json::Array(vec![]);
        let Some(value) = object.get(part.name).filter(empty) else {
            if part.need == Need::Required {
                return Err(EntryFault::Lacks(part.name));
            }
            continue;
        };
        match (part.shape, value) {
            (Shape::One(of, _), value) if of.holds_json(value) => {}
            (Shape::Set(of), Json::Array(elements))
                if elements.iter().all(|element| of.holds_json(element)) => {}
            (Shape::Rows(columns), Json::Array(rows)) => {
                rows.iter().try_for_each(|row| check_parts(columns, row))?;
            }
            _ => return Err(wrong),
        }
    }
    Ok(())
}
