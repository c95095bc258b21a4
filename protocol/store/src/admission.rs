//! The last steps of the gate, which need the document: dictionary, apply on a copy, save, load.
//!
//! Automerge is never handed anything that [`lisanga_protocol::gate`] has not taken apart first,
//! and what it does with the rest is watched on a copy: a change that panics, that leaves a
//! document whose saved form does not load, or that does not end where it says, is refused, and the
//! document it was meant for is none the worse.

use std::panic::{AssertUnwindSafe, catch_unwind};

use automerge::{Automerge, Change, ChangeHash, ReadDoc as _};
use lisanga_protocol::dictionary::{self, kind_by_number};
use lisanga_protocol::gate::{Chunk, ChunkError, StructureError};
use lisanga_protocol::ids::{DeviceKey, DocumentId};

use crate::documents;

/// Why a change was refused. The numbers of [`Refusal::code`] are stored and sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Bytes that Automerge should not see.
    #[error(transparent)]
    Chunk(#[from] ChunkError),
    /// Out of place in its log or its past.
    #[error(transparent)]
    Structure(#[from] StructureError),
    /// Automerge cannot read it.
    #[error("the change cannot be decoded")]
    Undecodable,
    /// Its encoding is not the one Automerge itself would choose, so it would not survive a save.
    #[error("the change is not encoded as it should be")]
    NotCanonical,
    /// An operation that no kind of document allows.
    #[error("{0}")]
    Dictionary(dictionary::Refusal),
    /// Applied on a copy it panicked, did not apply, or left a document that does not load.
    #[error("the change would damage the document")]
    Damaging,
    /// An order in a log that is not the hub's, or one that cannot be read.
    #[error("the order does not come from the hub")]
    Authority,
    /// The document was erased.
    #[error("the document was erased")]
    Erased,
    /// Held, and then decided against.
    #[error("an office decided against it")]
    Discarded,
}

impl Refusal {
    /// The number stored and sent for it.
    #[must_use]
    pub const fn code(&self) -> u16 {
        match self {
            Self::Chunk(ChunkError::TooLong) => 1,
            Self::Chunk(ChunkError::Malformed) => 2,
            Self::Chunk(ChunkError::Checksum) => 3,
            Self::Chunk(ChunkError::Operations) => 4,
            Self::Chunk(ChunkError::References) => 5,
            Self::Structure(StructureError::Actor) => 10,
            Self::Structure(StructureError::Seq { .. }) => 11,
            Self::Structure(StructureError::Deps) => 12,
            Self::Structure(StructureError::StartOp { .. }) => 13,
            Self::Structure(StructureError::Time) => 14,
            Self::Structure(StructureError::Message) => 15,
            Self::Structure(StructureError::Nothing) => 16,
            Self::Undecodable => 20,
            Self::NotCanonical => 21,
            Self::Damaging => 22,
            Self::Dictionary(_) => 30,
            Self::Authority => 40,
            Self::Erased => 41,
            Self::Discarded => 42,
        }
    }
}

/// Decodes a parsed change under guard, and sees that it is encoded as Automerge encodes.
pub fn decode(chunk: &Chunk<'_>, bytes: &[u8]) -> Result<Change, Refusal> {
    let decoded = catch_unwind(|| {
        let change = Change::try_from(bytes).ok()?;
        let canonical = Change::from(change.decode()).hash() == change.hash();
        Some((change, canonical))
    });
    match decoded {
        Ok(Some((change, true))) if change.hash().0 == chunk.id.0 => Ok(change),
        Ok(Some(_)) => Err(Refusal::NotCanonical),
        Ok(None) | Err(_) => Err(Refusal::Undecodable),
    }
}

/// Asks the dictionary about every operation of a change. What this version does not know passes, if
/// its form is right.
pub fn admit(document: DocumentId, change: &Change, device: DeviceKey) -> Result<(), Refusal> {
    let change = change.decode();
    let admitted = match kind_by_number(document.kind()) {
        Some(kind) => dictionary::admit(kind, &change, &device.to_string()),
        None => dictionary::admit_unknown(&change),
    };
    admitted.map(drop).map_err(Refusal::Dictionary)
}

/// Applies changes that belong together on a copy of `document`, saves, loads and compares. What
/// comes back is the loaded copy.
pub fn apply(document: &Automerge, changes: &[Change]) -> Result<Automerge, Refusal> {
    let tried = catch_unwind(AssertUnwindSafe(|| {
        let mut copy = document.clone();
        copy.apply_changes(changes.iter().cloned()).ok()?;
        if !copy.get_missing_deps(&[]).is_empty()
            || !changes.iter().all(|change| holds(&copy, change.hash()))
        {
            return None;
        }
        let loaded = Automerge::load(&documents::save(&copy)).ok()?;
        (loaded.get_heads() == copy.get_heads()).then_some(loaded)
    }));
    tried.ok().flatten().ok_or(Refusal::Damaging)
}

fn holds(document: &Automerge, change: ChangeHash) -> bool {
    document.get_change_by_hash(&change).is_some()
}
