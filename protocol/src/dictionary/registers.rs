//! The few things done to an Automerge document, all of them on scalars in its root.
//!
//! Reading looks at every concurrent value and counts equal ones once; writing never writes what is
//! already there, because a second value is what admission refuses for immutable fields.

use automerge::{ROOT, ReadDoc, ScalarValue, Value as Stored, transaction::Transactable};

use super::{
    kind::{Kind, Shape},
    paths::{Place, place, unescape},
};

/// Why a document could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Automerge refused.
    #[error("read the document: {0}")]
    Automerge(#[from] automerge::AutomergeError),
    /// A value does not have the form of its type.
    #[error("read `{path}`: its value does not have the form of its type")]
    Unreadable {
        /// Where it stands.
        path: String,
    },
}

/// Why a document could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Automerge refused.
    #[error("write the document: {0}")]
    Automerge(#[from] automerge::AutomergeError),
    /// The field holds another value already and is written only once.
    #[error("write `{path}`: it is written only once and holds another value")]
    WrittenBefore {
        /// Where it stands.
        path: String,
    },
    /// The path or the value passes the limit admission sets.
    #[error("write `{path}`: the path or the value is too long")]
    TooLong {
        /// Where it should have stood.
        path: String,
    },
    /// The entry does not satisfy what its field asks.
    #[error("write `{path}`: {reason}")]
    Refused {
        /// Where it should have stood.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// The different values that stand at `path` at the same time, without cleared ones; the one that
/// wins everywhere comes last.
pub(super) fn values(doc: &impl ReadDoc, path: &str) -> Result<Vec<ScalarValue>, ReadError> {
    let mut values = Vec::new();
    for (value, _) in doc.get_all(ROOT, path)? {
        let Stored::Scalar(scalar) = value else { continue };
        let scalar = scalar.into_owned();
        if scalar != ScalarValue::Null && !values.contains(&scalar) {
            values.push(scalar);
        }
    }
    Ok(values)
}

/// Whether an element of a set is in it: adding wins over removing at the same time.
pub(super) fn is_set(doc: &impl ReadDoc, path: &str) -> Result<bool, ReadError> {
    Ok(values(doc, path)?.contains(&ScalarValue::Boolean(true)))
}

/// The steps after `prefix` of every path below it, unescaped, in the order of the paths.
pub(super) fn below(doc: &impl ReadDoc, prefix: &str) -> Vec<Vec<String>> {
    // `0` is the character after `/`.
    let range = format!("{prefix}/")..format!("{prefix}0");
    let steps = |path: &str| {
        let rest = path.get(prefix.len() + 1..)?;
        rest.split('/').map(unescape).collect::<Option<Vec<_>>>()
    };
    doc.map_range(ROOT, range).filter_map(|item| steps(&item.key)).collect()
}

/// A path that is filled in: no cleared register, no removed element.
#[derive(Debug)]
pub(super) struct Filled {
    pub(super) path: String,
    pub(super) place: Place,
    /// Different values of the same time; the one that wins everywhere comes last. At least one.
    pub(super) values: Vec<ScalarValue>,
}

/// Everything that is filled in and that this version knows, in the order of the paths.
pub(super) fn filled(kind: &'static Kind, doc: &impl ReadDoc) -> Result<Vec<Filled>, ReadError> {
    let mut all = Vec::new();
    for item in doc.map_range(ROOT, ..) {
        let path = item.key.into_owned();
        let Ok(place) = place(kind, &path) else { continue };
        let mut found = if item.conflict {
            values(doc, &path)?
        } else {
            item.value.into_value().into_scalar().into_iter().collect()
        };
        found.retain(|value| *value != ScalarValue::Null);
        let set = matches!(place.leaf().shape, Shape::Set(_) | Shape::Raise(_));
        if set {
            found.retain(|value| *value == ScalarValue::Boolean(true));
        }
        if !found.is_empty() {
            all.push(Filled { path, place, values: found });
        }
    }
    Ok(all)
}

/// Puts `value` at `path`, unless exactly that stands there.
pub(super) fn put(
    doc: &mut impl Transactable,
    path: &str,
    value: ScalarValue,
) -> Result<(), WriteError> {
    let length = if let ScalarValue::Str(text) = &value { text.len() } else { 0 };
    if path.len() > super::admit::MAX_PATH || length > super::admit::MAX_VALUE {
        return Err(WriteError::TooLong { path: path.to_owned() });
    }
    Ok(doc.put(ROOT, path, value)?)
}

/// Puts `value` at `path` once: the same again is harmless, another is refused.
pub(super) fn put_once(
    doc: &mut impl Transactable,
    path: &str,
    value: ScalarValue,
) -> Result<(), WriteError> {
    let standing = doc.get_all(ROOT, path)?;
    if standing.is_empty() {
        return put(doc, path, value);
    }
    let same = |(stored, _): &(Stored<'_>, _)| stored.as_scalar() == Some(&value);
    if standing.iter().any(same) {
        return Ok(());
    }
    Err(WriteError::WrittenBefore { path: path.to_owned() })
}
