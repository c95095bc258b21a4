//! Typed handles: reading and writing a field where code computes.
//!
//! `const BIRTH: One<PartialDate> = PERSON.one("birth");` is looked up while compiling: a wrong name, a
//! wrong type and a wrong shape are compile errors. Handles must be free constants, because those are
//! evaluated even when unused.
//!
//! ```compile_fail,E0080
//! use lisanga_protocol::{dictionary::{handles::One, kinds::person::PERSON}, units::Date};
//! const SURNAME: One<Date> = PERSON.one("surname"); // It is a text.
//! ```

#![expect(clippy::missing_panics_doc, reason = "handles are made while compiling")]

use std::{collections::BTreeSet, marker::PhantomData};

use automerge::{ReadDoc, ScalarValue, transaction::Transactable};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    admit::check_entry,
    checks::position,
    kind::{Field, Kind, Merge, Shape},
    paths::join,
    registers::{ReadError, WriteError, below, is_set, put, put_once, values},
    values::{EntryId, Value, fits},
};

/// What a register holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading<T> {
    /// Never filled in, or cleared.
    Nothing,
    /// One value.
    One(T),
    /// Different values written at the same time; the one that wins everywhere comes last.
    Several(Vec<T>),
}

impl<T> Reading<T> {
    /// The value that wins everywhere.
    pub fn winner(self) -> Option<T> {
        match self {
            Self::Nothing => None,
            Self::One(value) => Some(value),
            Self::Several(mut values) => values.pop(),
        }
    }
}

macro_rules! handle {
    ($(#[$doc:meta])* $name:ident $(<$parameter:ident>)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name $(<$parameter>)? {
            field: &'static Field,
            $(of: PhantomData<fn() -> $parameter>,)?
        }
    };
}

handle! {
    /// A register.
    One<T>
}
handle! {
    /// A set in which adding wins.
    Set<T>
}
handle! {
    /// Marks that can only be added.
    Raise<T>
}
handle! {
    /// A number for each device, added when read.
    Sum
}
handle! {
    /// Sub-fields under a natural key.
    Keyed<K>
}
handle! {
    /// Append-only entries, each one serde struct.
    Entries<T>
}

/// A sub-field under a key of type `K`; `H` is the handle of what stands there.
#[derive(Clone, Copy, Debug)]
pub struct Part<K, H> {
    map: &'static Field,
    inner: H,
    of: PhantomData<fn() -> K>,
}

/// Finds a field while compiling.
const fn find(fields: &'static [Field], name: &str) -> &'static Field {
    match position(fields, name) {
        Some(at) => &fields[at],
        None => panic!("the kind has no field of this name"),
    }
}

impl Kind {
    /// The register of this name.
    #[must_use]
    pub const fn one<T: Value>(&self, name: &str) -> One<T> {
        One::of(find(self.fields, name))
    }

    /// The set of this name.
    #[must_use]
    pub const fn set<T: Value>(&self, name: &str) -> Set<T> {
        Set::of(find(self.fields, name))
    }

    /// The marks of this name.
    #[must_use]
    pub const fn raise<T: Value>(&self, name: &str) -> Raise<T> {
        let field = find(self.fields, name);
        let Shape::Raise(of) = field.shape else { panic!("the field is not a raise") };
        assert!(fits(T::FITS, of), "the field has another type");
        Raise { field, of: PhantomData }
    }

    /// The sum of this name.
    #[must_use]
    pub const fn sum(&self, name: &str) -> Sum {
        let field = find(self.fields, name);
        assert!(matches!(field.shape, Shape::Sum), "the field is not a sum");
        Sum { field }
    }

    /// The keyed map of this name.
    #[must_use]
    pub const fn keyed<K: Value>(&self, name: &str) -> Keyed<K> {
        let field = find(self.fields, name);
        let Shape::Keyed(of, _) = field.shape else { panic!("the field is not a keyed map") };
        assert!(fits(K::FITS, of), "the key has another type");
        Keyed { field, of: PhantomData }
    }

    /// The entries of this name.
    #[must_use]
    pub const fn entries<T: Serialize + DeserializeOwned>(&self, name: &str) -> Entries<T> {
        let field = find(self.fields, name);
        assert!(matches!(field.shape, Shape::Entries(_)), "the field has no entries");
        Entries { field, of: PhantomData }
    }
}

impl<T: Value> One<T> {
    const fn of(field: &'static Field) -> Self {
        let Shape::One(of, _) = field.shape else { panic!("the field is not a register") };
        assert!(fits(T::FITS, of), "the field has another type");
        Self { field, of: PhantomData }
    }

    /// What the register holds.
    pub fn read(&self, doc: &impl ReadDoc) -> Result<Reading<T>, ReadError> {
        read_register(doc, self.field.name)
    }

    /// Writes a value; into a register that is written once, only the same value again.
    pub fn write(&self, doc: &mut impl Transactable, value: &T) -> Result<(), WriteError> {
        self.write_at(doc, self.field.name, value)
    }

    /// Clears the register.
    pub fn clear(&self, doc: &mut impl Transactable) -> Result<(), WriteError> {
        self.clear_at(doc, self.field.name)
    }

    fn write_at(
        &self,
        doc: &mut impl Transactable,
        path: &str,
        value: &T,
    ) -> Result<(), WriteError> {
        match self.field.shape {
            Shape::One(_, Merge::Fixed) => put_once(doc, path, value.scalar()),
            _ => put(doc, path, value.scalar()),
        }
    }

    fn clear_at(&self, doc: &mut impl Transactable, path: &str) -> Result<(), WriteError> {
        let empty = doc.get_all(automerge::ROOT, path)?.is_empty();
        match self.field.shape {
            _ if empty => Ok(()),
            Shape::One(_, Merge::Fixed) => Err(WriteError::WrittenBefore { path: path.to_owned() }),
            _ => put(doc, path, ScalarValue::Null),
        }
    }
}

impl<T: Value> Set<T> {
    const fn of(field: &'static Field) -> Self {
        let Shape::Set(of) = field.shape else { panic!("the field is not a set") };
        assert!(fits(T::FITS, of), "the field has another type");
        Self { field, of: PhantomData }
    }

    /// Every element.
    pub fn all(&self, doc: &impl ReadDoc) -> Result<BTreeSet<T>, ReadError> {
        elements(doc, self.field.name)
    }

    /// Adds an element; one that is there stays.
    pub fn add(&self, doc: &mut impl Transactable, value: &T) -> Result<(), WriteError> {
        add(doc, &join(self.field.name, &[&value.to_string()]))
    }

    /// Removes an element; one that was never there leaves no trace.
    pub fn remove(&self, doc: &mut impl Transactable, value: &T) -> Result<(), WriteError> {
        remove(doc, &join(self.field.name, &[&value.to_string()]))
    }
}

impl<T: Value> Raise<T> {
    /// Every mark.
    pub fn all(&self, doc: &impl ReadDoc) -> Result<BTreeSet<T>, ReadError> {
        elements(doc, self.field.name)
    }

    /// Adds a mark, for good.
    pub fn raise(&self, doc: &mut impl Transactable, mark: &T) -> Result<(), WriteError> {
        let path = join(self.field.name, &[&mark.to_string()]);
        put_once(doc, &path, ScalarValue::Boolean(true))
    }
}

impl Sum {
    /// The sum over all devices.
    pub fn total(&self, doc: &impl ReadDoc) -> Result<i64, ReadError> {
        let mut total: i64 = 0;
        for steps in below(doc, self.field.name) {
            let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
            let path = join(self.field.name, &steps);
            // One device has one log, so its number has one value.
            let number = values(doc, &path)?.last().and_then(i64::of).unwrap_or(0);
            total = total.checked_add(number).ok_or(ReadError::Unreadable { path })?;
        }
        Ok(total)
    }

    /// The number of one device, `device` being its key in hexadecimal; nothing counts as 0.
    pub fn of(&self, doc: &impl ReadDoc, device: &str) -> Result<i64, ReadError> {
        let path = join(self.field.name, &[device]);
        Ok(values(doc, &path)?.last().and_then(i64::of).unwrap_or(0))
    }

    /// Writes the number of this device, `device` being its key in hexadecimal.
    pub fn write(
        &self,
        doc: &mut impl Transactable,
        device: &str,
        number: i64,
    ) -> Result<(), WriteError> {
        put(doc, &join(self.field.name, &[device]), ScalarValue::Int(number))
    }
}

impl<K: Value> Keyed<K> {
    /// The register of this name under each key.
    #[must_use]
    pub const fn one<T: Value>(&self, name: &str) -> Part<K, One<T>> {
        Part { map: self.field, inner: One::of(find(self.parts(), name)), of: PhantomData }
    }

    /// The set of this name under each key.
    #[must_use]
    pub const fn set<T: Value>(&self, name: &str) -> Part<K, Set<T>> {
        Part { map: self.field, inner: Set::of(find(self.parts(), name)), of: PhantomData }
    }

    const fn parts(&self) -> &'static [Field] {
        let Shape::Keyed(_, parts) = self.field.shape else { panic!("the field is not keyed") };
        parts
    }

    /// Every key below which something was ever written, be it cleared again.
    pub fn keys(&self, doc: &impl ReadDoc) -> Result<BTreeSet<K>, ReadError> {
        let unreadable = || ReadError::Unreadable { path: self.field.name.to_owned() };
        let key = |steps: Vec<String>| steps.first()?.parse().ok();
        let keys = below(doc, self.field.name).into_iter();
        keys.map(|steps| key(steps).ok_or_else(unreadable)).collect()
    }
}

impl<K: Value, T: Value> Part<K, One<T>> {
    /// What the register holds under `key`.
    pub fn read(&self, doc: &impl ReadDoc, key: &K) -> Result<Reading<T>, ReadError> {
        read_register(doc, &self.path(key))
    }

    /// Writes a value under `key`.
    pub fn write(&self, doc: &mut impl Transactable, key: &K, value: &T) -> Result<(), WriteError> {
        self.inner.write_at(doc, &self.path(key), value)
    }

    /// Clears the register under `key`.
    pub fn clear(&self, doc: &mut impl Transactable, key: &K) -> Result<(), WriteError> {
        self.inner.clear_at(doc, &self.path(key))
    }

    fn path(&self, key: &K) -> String {
        join(self.map.name, &[&key.to_string(), self.inner.field.name])
    }
}

impl<K: Value, T: Value> Part<K, Set<T>> {
    /// Every element under `key`.
    pub fn all(&self, doc: &impl ReadDoc, key: &K) -> Result<BTreeSet<T>, ReadError> {
        elements(doc, &join(self.map.name, &[&key.to_string(), self.inner.field.name]))
    }

    /// Adds an element under `key`.
    pub fn add(&self, doc: &mut impl Transactable, key: &K, value: &T) -> Result<(), WriteError> {
        add(doc, &self.path(key, value))
    }

    /// Removes an element under `key`.
    pub fn remove(
        &self,
        doc: &mut impl Transactable,
        key: &K,
        value: &T,
    ) -> Result<(), WriteError> {
        remove(doc, &self.path(key, value))
    }

    fn path(&self, key: &K, value: &T) -> String {
        join(self.map.name, &[&key.to_string(), self.inner.field.name, &value.to_string()])
    }
}

impl<T: Serialize + DeserializeOwned + PartialEq> Entries<T> {
    /// Every entry in the order of the ids. Two under one id (only a forger does that) are both given.
    pub fn all(&self, doc: &impl ReadDoc) -> Result<Vec<(EntryId, T)>, ReadError> {
        let mut all = Vec::new();
        for steps in below(doc, self.field.name) {
            let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
            let path = join(self.field.name, &steps);
            let unreadable = || ReadError::Unreadable { path: path.clone() };
            for scalar in values(doc, &path)? {
                let id = steps.first().and_then(|id| id.parse().ok()).ok_or_else(unreadable)?;
                let ScalarValue::Str(json) = scalar else { return Err(unreadable()) };
                // Through a value first: a name that stands twice would otherwise fail here, though
                // admission, which reads it in the same way, took it.
                let entry: serde_json::Value =
                    serde_json::from_str(&json).map_err(|_| unreadable())?;
                all.push((id, serde_json::from_value(entry).map_err(|_| unreadable())?));
            }
        }
        Ok(all)
    }

    /// Adds an entry for good; the same again is harmless.
    pub fn append(
        &self,
        doc: &mut impl Transactable,
        id: &EntryId,
        entry: &T,
    ) -> Result<(), WriteError> {
        let path = join(self.field.name, &[id.as_str()]);
        let refused = |reason: String| WriteError::Refused { path: path.clone(), reason };
        let json = serde_json::to_string(entry).map_err(|error| refused(error.to_string()))?;
        check_entry(self.field, &json).map_err(|fault| refused(fault.to_string()))?;
        put_once(doc, &path, ScalarValue::from(json))
    }
}

fn read_register<T: Value>(doc: &impl ReadDoc, path: &str) -> Result<Reading<T>, ReadError> {
    let read = |scalar: &ScalarValue| {
        T::of(scalar).ok_or_else(|| ReadError::Unreadable { path: path.to_owned() })
    };
    let mut found: Vec<T> = values(doc, path)?.iter().map(read).collect::<Result<_, _>>()?;
    Ok(match found.len() {
        0 => Reading::Nothing,
        1 => found.pop().map_or(Reading::Nothing, Reading::One),
        _ => Reading::Several(found),
    })
}

fn elements<T: Value>(doc: &impl ReadDoc, prefix: &str) -> Result<BTreeSet<T>, ReadError> {
    let mut elements = BTreeSet::new();
    for steps in below(doc, prefix) {
        let [element] = steps.as_slice() else { continue };
        let path = format!("{prefix}/{}", super::paths::escape(element));
        if is_set(doc, &path)? {
            elements.insert(element.parse().map_err(|_| ReadError::Unreadable { path })?);
        }
    }
    Ok(elements)
}

fn add(doc: &mut impl Transactable, path: &str) -> Result<(), WriteError> {
    let there = doc.get_all(automerge::ROOT, path)?;
    if there.iter().any(|(value, _)| value.as_bool() == Some(true)) {
        return Ok(());
    }
    put(doc, path, ScalarValue::Boolean(true))
}

fn remove(doc: &mut impl Transactable, path: &str) -> Result<(), WriteError> {
    if doc.get_all(automerge::ROOT, path)?.is_empty() {
        return Ok(());
    }
    put(doc, path, ScalarValue::Boolean(false))
}
