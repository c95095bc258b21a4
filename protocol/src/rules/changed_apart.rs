//! A field that matters was changed apart: different values stand in it, and a person chooses.

use automerge::{ObjId, ROOT, ReadDoc, ScalarValue};

use super::{Claim, ReviewId, ReviewItem};
use crate::dictionary::kind::{Kind, Merge, Shape};
use crate::dictionary::place;
use crate::ids::DocumentId;

/// The items of a document: one for each place whose field puts concurrent values before a person.
/// Equal values written apart are no difference; a cleared field beside a value is one.
#[must_use]
pub fn changed_apart(
    kind: &'static Kind,
    id: DocumentId,
    document: &impl ReadDoc,
) -> Vec<ReviewItem> {
    let paths = document.keys(ROOT).filter(|path| is_shown(kind, path) && !counts_votes(path));
    paths.filter_map(|path| item(id, document, path)).collect()
}

/// The counts of votes that were written down apart, by their paths: those who signed for them choose (domain.md §9.3
/// no. 6).
#[must_use]
pub fn votes_apart(kind: &'static Kind, document: &impl ReadDoc) -> Vec<(String, Vec<Claim>)> {
    let paths = document.keys(ROOT).filter(|path| is_shown(kind, path) && counts_votes(path));
    paths.filter_map(|path| Some((path.clone(), claims(document, &path)?))).collect()
}

fn is_shown(kind: &'static Kind, path: &str) -> bool {
    let leaf = place(kind, path).ok().map(|place| place.leaf().shape);
    matches!(leaf, Some(Shape::One(_, Merge::Shown)))
}

fn counts_votes(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|part| part.starts_with("votes"))
}

/// The values that stand at a path at the same time; none if it is one.
fn claims(document: &impl ReadDoc, path: &str) -> Option<Vec<Claim>> {
    let claims: Vec<Claim> = document
        .get_all(ROOT, path)
        .ok()?
        .into_iter()
        .filter_map(|(value, object)| claim(value.into_scalar().ok()?, &object))
        .collect();
    let first = claims.first()?;
    claims.iter().any(|claim| claim.value != first.value).then_some(claims)
}

fn item(id: DocumentId, document: &impl ReadDoc, path: String) -> Option<ReviewItem> {
    let claims = claims(document, &path)?;
    let mut subjects: Vec<String> =
        claims.iter().map(|claim| format!("{}@{}", claim.counter, claim.actor)).collect();
    subjects.sort_unstable();
    let subjects = subjects.join(" ");
    let review = ReviewId::of("changed_apart", &[&id.0, path.as_bytes(), subjects.as_bytes()]);
    Some(ReviewItem {
        id: review,
        rule: "changed_apart",
        subjects: vec![id],
        path,
        values: claims,
        facts: Vec::new(),
    })
}

fn claim(value: ScalarValue, object: &ObjId) -> Option<Claim> {
    let ObjId::Id(counter, actor, _) = object else { return None };
    Some(Claim { value, actor: actor.to_hex_string(), counter: *counter })
}

#[cfg(test)]
mod tests {
    use automerge::transaction::Transactable as _;
    use automerge::{ActorId, AutoCommit, ROOT};

    use super::changed_apart;
    use crate::dictionary::kinds::person::PERSON;
    use crate::ids::DocumentId;

    fn person() -> AutoCommit {
        let mut person = AutoCommit::new().with_actor(ActorId::from([1; 16]));
        person.put(ROOT, "surname", "KABEYA").unwrap();
        person.put(ROOT, "village", "Camp 1").unwrap();
        person.commit();
        person
    }

    fn apart(one: &[(&str, &str)], other: &[(&str, &str)]) -> (AutoCommit, AutoCommit) {
        let mut left = person();
        let mut right = left.fork().with_actor(ActorId::from([2; 16]));
        for (path, value) in one {
            left.put(ROOT, *path, *value).unwrap();
        }
        for (path, value) in other {
            right.put(ROOT, *path, *value).unwrap();
        }
        left.commit();
        right.commit();
        let (mut first, mut second) = (left.clone(), right.clone());
        first.merge(&mut right).unwrap();
        second.merge(&mut left).unwrap();
        (first, second)
    }

    #[test]
    fn both_values_are_put_before_a_person_and_the_item_is_the_same_everywhere() {
        let (first, second) = apart(&[("surname", "KABEA")], &[("surname", "KABEIA")]);
        let id = DocumentId([7; 16]);
        let items = changed_apart(&PERSON, id, &first);
        assert_eq!(items, changed_apart(&PERSON, id, &second));
        assert_eq!(items.len(), 1);
        assert_eq!((items[0].path.as_str(), items[0].values.len()), ("surname", 2));
    }

    #[test]
    fn the_same_value_apart_and_fields_that_do_not_matter_are_no_items() {
        let one = [("surname", "KABEA"), ("village", "Camp 2")];
        let other = [("surname", "KABEA"), ("village", "Camp 3")];
        let (merged, _) = apart(&one, &other);
        assert!(changed_apart(&PERSON, DocumentId([7; 16]), &merged).is_empty());
    }

    #[test]
    fn an_item_closes_when_somebody_chooses() {
        let (mut merged, _) = apart(&[("surname", "KABEA")], &[("surname", "KABEIA")]);
        merged.put(ROOT, "surname", "KABEIA").unwrap();
        merged.commit();
        assert!(changed_apart(&PERSON, DocumentId([7; 16]), &merged).is_empty());
    }
}
