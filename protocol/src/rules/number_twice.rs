//! The number that people know a document by is given once: of a person, a member, a certificate, a case, a parcel, a
//! sale, a sharing. Two devices of a site may by chance have the same series, a copied tablet goes on with its own, and whoever
//! types a number may type one that is there (the neighbour of domain.md §9.3 no. 10).
//!
//! Which kinds have such a number, and where it stands, their declarations say.

use std::collections::BTreeMap;

use automerge::ScalarValue;

use super::{
    Breach, Remedy, ReviewItem, alias,
    found::{About, item},
};
use crate::{
    dictionary::{
        kind::{Field, Kind, Merge, Shape},
        kinds::{kind_by_name, kind_by_number},
    },
    ids::DocumentId,
    numbers,
    world::{Record, Unreadable, World},
};

/// The field of a kind in which such a number stands.
fn number_of(kind: &'static Kind) -> Option<&'static Field> {
    kind.fields.iter().find(|field| field.unique)
}

/// Whether a device gave a number out of its series; then it is nobody else's, of whatever organisation.
fn is_given(field: &Field, number: &str) -> bool {
    let own = field.numbered.and_then(|prefix| number.strip_prefix(prefix)?.strip_prefix('-'));
    own.is_some_and(numbers::is_right)
}

#[expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]
pub(super) fn of_numbered(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let number = number_of(record.kind).map(|field| record.own.text(field.name));
    let number = number.filter(|number| !number.is_empty());
    Ok(number.map(|number| format!("{} {number}", record.kind.name)).into_iter().collect())
}

pub(super) fn number_twice(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some((name, number)) = about.split_once(' ') else { return Ok(Vec::new()) };
    let Some(kind) = kind_by_name(name) else { return Ok(Vec::new()) };
    let Some(field) = number_of(kind) else { return Ok(Vec::new()) };
    let mut by = BTreeMap::<String, Vec<DocumentId>>::new();
    for record in world.having(kind, field.name, number)? {
        // What somebody typed is the number of one organisation.
        let of = if is_given(field, number) { "" } else { record.own.text("organisation") };
        by.entry(of.to_owned()).or_default().push(record.id);
    }
    by.retain(|_, ids| ids.len() > 1);
    let found = by.into_values().map(|mut ids| {
        ids.sort_unstable();
        let facts = ids.iter().map(ToString::to_string).collect();
        item("number_twice", ids, number, facts)
    });
    Ok(found.collect())
}

/// All but the first get a letter behind their number, where it is one of ours and may be written anew. Where it may
/// not, or an authority gave it, somebody corrects what was typed or explains how the two are told apart.
pub(super) fn lettered(breach: &Breach<'_>) -> Vec<Remedy> {
    let remedy = |subject: &DocumentId| {
        let kind = kind_by_number(subject.kind())?;
        let field = number_of(kind)?;
        let Shape::One(_, Merge::Last | Merge::Shown) = field.shape else { return None };
        field.numbered?;
        // What neither a device nor an organisation gave, an authority did.
        if !is_given(field, breach.path) && kind.field("organisation").is_none() {
            return None;
        }
        let number = format!("{}{}", breach.path, alias(breach.facts, &subject.to_string())?);
        let puts = vec![(field.name.to_owned(), ScalarValue::from(number))];
        Some(Remedy::new("remedy-letter", *subject, puts))
    };
    breach.subjects.iter().filter_map(remedy).collect()
}
