//! What a table must satisfy, asked while compiling.
//!
//! A panic in a `const fn` is a compile error that points at the table. Its sentence cannot name the
//! field, therefore each sentence says as exactly as it can what to look for.

use super::{
    kind::{Field, Merge, Need, Shape, Type},
    kinds::common::COMMON,
};

/// Names are paths, columns, JSON keys and label keys: the narrowest of the four decides.
pub(super) const fn check_name(name: &str) {
    let bytes = name.as_bytes();
    assert!(!bytes.is_empty() && bytes.len() <= 32, "a name has 1 to 32 bytes");
    assert!(bytes[0].is_ascii_lowercase(), "a name begins with a small letter");
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        let allowed = byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        assert!(allowed, "a name is written in small letters, digits and underscores");
        at += 1;
    }
}

/// The table of a kind: every name once, and every shape where it may stand.
pub(super) const fn check_fields(fields: &[Field]) {
    check_names(fields);
    let mut at = 0;
    while at < fields.len() {
        let field = &fields[at];
        assert!(position(COMMON, field.name).is_none(), "every kind has a field of this name");
        match field.shape {
            Shape::Rows(_) => panic!("rows stand only in entries"),
            Shape::Keyed(_, parts) => check_parts(parts, false),
            Shape::Entries(parts) => check_parts(parts, true),
            _ => {}
        }
        at += 1;
    }
}

/// What names a document is written once and always there.
pub(super) const fn check_natural(natural: &[&str], fields: &[Field]) {
    let mut at = 0;
    while at < natural.len() {
        let Some(place) = position(fields, natural[at]) else {
            panic!("what names a document is one of its fields")
        };
        assert!(matches!(fields[place].shape, Shape::One(_, Merge::Fixed)), "what names is fixed");
        assert!(matches!(fields[place].need, Need::Required), "what names is required");
        at += 1;
    }
}

/// The parts of a keyed map, or of an entry, which alone may have rows.
const fn check_parts(parts: &[Field], entry: bool) {
    assert!(!parts.is_empty(), "a collection has parts");
    check_names(parts);
    let mut at = 0;
    while at < parts.len() {
        match parts[at].shape {
            Shape::One(..) | Shape::Set(_) => {}
            Shape::Rows(columns) if entry => check_rows(columns),
            Shape::Rows(_) => panic!("rows stand only in entries"),
            _ => panic!("a part is a register, a set, or rows in an entry"),
        }
        at += 1;
    }
}

/// The columns of rows: plain values only.
const fn check_rows(columns: &[Field]) {
    assert!(!columns.is_empty(), "rows have columns");
    check_names(columns);
    let mut at = 0;
    while at < columns.len() {
        assert!(matches!(columns[at].shape, Shape::One(..)), "a column of rows is a plain value");
        at += 1;
    }
}

const fn check_names(fields: &[Field]) {
    let mut at = 0;
    while at < fields.len() {
        let field = &fields[at];
        check_name(field.name);
        match position(fields, field.name) {
            Some(first) => assert!(first == at, "a name stands twice in one table"),
            None => unreachable!(),
        }
        if let Some(neighbour) = field.not_before {
            let Some(other) = position(fields, neighbour) else {
                panic!("no neighbour of the name given to not_before")
            };
            let dated = matches!(fields[other].shape, Shape::One(Type::Date, _));
            assert!(dated, "only dates come in an order");
        }
        at += 1;
    }
}

/// Where the field of this name stands, the first of them if there are several.
pub(super) const fn position(fields: &[Field], name: &str) -> Option<usize> {
    let mut at = 0;
    while at < fields.len() {
        if same(fields[at].name, name) {
            return Some(at);
        }
        at += 1;
    }
    None
}

const fn same(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut at = 0;
    while at < left.len() {
        if left[at] != right[at] {
            return false;
        }
        at += 1;
    }
    true
}
