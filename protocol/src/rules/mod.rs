//! What must hold of merged documents. A rule looks at the merged state, refuses nothing, and gives the
//! same review items on every replica: same rule and same subjects, same id (domain.md §9.3).

mod below_zero;
mod changed_apart;
mod receipt_twice;
mod same_person;

pub use below_zero::below_zero;
pub use changed_apart::changed_apart;
pub use receipt_twice::{Receipt, receipt_twice, receipts};
pub use same_person::same_person;

use std::fmt;

use automerge::ScalarValue;

use crate::ids::{DocumentId, Hash};

/// Something a person has to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewItem {
    /// The same on every replica.
    pub id: ReviewId,
    /// The name of the rule.
    pub rule: &'static str,
    /// The documents it is about, in order.
    pub subjects: Vec<DocumentId>,
    /// Where in them: a path, an account, a number.
    pub path: String,
    /// What stands there at the same time; the value that is shown meanwhile comes last.
    pub values: Vec<Claim>,
    /// What else was found, as the rule says.
    pub facts: Vec<String>,
}

/// One of several values that stand at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The value.
    pub value: ScalarValue,
    /// The actor that wrote it: the epoch of a log, in hexadecimal.
    pub actor: String,
    /// Which of the actor's operations it was.
    pub counter: u64,
}

/// The name of a review item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReviewId(pub [u8; 16]);

impl ReviewId {
    /// The id of a breach of this rule by these subjects, in their order.
    #[must_use]
    pub fn of(rule: &str, subjects: &[&[u8]]) -> Self {
        let parts: Vec<&[u8]> =
            std::iter::once(rule.as_bytes()).chain(subjects.iter().copied()).collect();
        Self(Hash::of("review item", &parts).short())
    }
}

impl fmt::Display for ReviewId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", u128::from_be_bytes(self.0))
    }
}
