//! A change's place in its log and in the past it builds on.
//!
//! Everything here depends on the bytes and their causal past only, not on time, rights or the
//! order of arrival, so that every replica comes to the same answer.

use super::Chunk;
use crate::ids::{ClaimedTime, Epoch};

/// What is known of a change's past when it is judged. The caller has found every dependency among
/// the changes of the same scope and document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Past {
    /// The epoch of the log the change stands in.
    pub epoch: Epoch,
    /// The claimed time of its record.
    pub time: ClaimedTime,
    /// Earlier changes of the same document in the same log; refused ones count.
    pub earlier_in_log: u64,
    /// The greatest operation counter among its dependencies; 0 without any.
    pub max_op: u64,
}

/// Why a change cannot have been written by an honest program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StructureError {
    /// The actor is not the epoch of the log: somebody writes as somebody else.
    #[error("the change was not written by the device that sent it")]
    Actor,
    /// Its number is not one more than that of the change before.
    #[error("the change has number {found}, expected {expected}")]
    Seq {
        /// As written.
        found: u64,
        /// As it should be.
        expected: u64,
    },
    /// Dependencies unsorted or repeated.
    #[error("the change names what it builds on in disorder")]
    Deps,
    /// The first operation is not one after the greatest it builds on.
    #[error("the change begins at operation {found}, expected {expected}")]
    StartOp {
        /// As written.
        found: u64,
        /// As it should be.
        expected: u64,
    },
    /// Its commit time is not that of the record.
    #[error("the time in the change is not that of its record")]
    Time,
    /// It carries a commit message; what a person says about a change belongs into a field.
    #[error("the change carries a message")]
    Message,
    /// Nothing is changed.
    #[error("the change changes nothing")]
    Nothing,
}

/// Checks a parsed change against its past.
pub fn check(chunk: &Chunk<'_>, past: &Past) -> Result<(), StructureError> {
    if chunk.actor != past.epoch.0 {
        return Err(StructureError::Actor);
    }
    let expected = past.earlier_in_log + 1;
    if chunk.seq != expected {
        return Err(StructureError::Seq { found: chunk.seq, expected });
    }
    if !chunk.deps.is_sorted_by(|a, b| a < b) {
        return Err(StructureError::Deps);
    }
    let expected = past.max_op + 1;
    if chunk.start_op != expected {
        return Err(StructureError::StartOp { found: chunk.start_op, expected });
    }
    if u64::try_from(chunk.time) != Ok(past.time.seconds()) {
        return Err(StructureError::Time);
    }
    if !chunk.message.is_empty() {
        return Err(StructureError::Message);
    }
    if chunk.operations == 0 {
        return Err(StructureError::Nothing);
    }
    Ok(())
}
