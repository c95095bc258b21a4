//! One person, one record (domain.md §9.3 no. 1): two that look like one are put side by side.

use super::{ReviewId, ReviewItem};
use crate::ids::DocumentId;
use crate::likeness::{REVIEW, Traits};

/// The item of two persons that may be one; the fact is the score.
#[must_use]
pub fn same_person(one: (DocumentId, &Traits), other: (DocumentId, &Traits)) -> Option<ReviewItem> {
    let score = one.1.score(other.1);
    if score < REVIEW || one.0 == other.0 {
        return None;
    }
    let (first, second) = (one.0.min(other.0), one.0.max(other.0));
    let rule = "same_person";
    Some(ReviewItem {
        id: ReviewId::of(rule, &[&first.0, &second.0]),
        rule,
        subjects: vec![first, second],
        path: String::new(),
        values: Vec::new(),
        facts: vec![score.to_string()],
    })
}
