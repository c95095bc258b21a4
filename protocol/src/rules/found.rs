//! What rules that look at several documents have in common.

use super::{ReviewId, ReviewItem};
use crate::{
    dictionary::kind::Kind,
    ids::DocumentId,
    world::{Record, Unreadable, World},
};

/// What a rule is told to look at: a document by its id, or a key of its own.
pub(super) type About = Vec<String>;

/// The item of a breach: the same for the same rule, documents and place, in whatever order they were found.
pub(super) fn item(
    rule: &'static str,
    mut subjects: Vec<DocumentId>,
    path: &str,
    facts: Vec<String>,
) -> ReviewItem {
    subjects.sort_unstable();
    subjects.dedup();
    let parts: Vec<&[u8]> =
        subjects.iter().map(|id| &id.0[..]).chain(std::iter::once(path.as_bytes())).collect();
    let id = ReviewId::of(rule, &parts);
    ReviewItem { id, rule, subjects, path: path.to_owned(), values: Vec::new(), facts }
}

/// The document a rule is told to look at, if it is of this kind and counts.
pub(super) fn the(
    world: &dyn World,
    about: &str,
    kind: &'static Kind,
) -> Result<Option<Record>, Unreadable> {
    let record = DocumentId::from_hex(about).map(|id| world.record(id)).transpose()?.flatten();
    Ok(record.filter(|record| *record.kind == *kind))
}

/// The document itself if it is of one of these kinds.
pub(super) fn itself(record: &Record, kinds: &[&'static Kind]) -> About {
    let is = kinds.iter().any(|kind| *record.kind == **kind);
    if is { vec![record.id.to_string()] } else { Vec::new() }
}

/// The documents that stand in a field, for a document of one of these kinds.
pub(super) fn field(record: &Record, kinds: &[&'static Kind], name: &str) -> About {
    let is = kinds.iter().any(|kind| *record.kind == **kind);
    let named = record.own.reference(name).filter(|_| is);
    named.map(|id| id.to_string()).into_iter().collect()
}
