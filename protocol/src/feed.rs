//! The feed: what the hub has published in a scope, in order, each entry covered by a digest.
//!
//! Two replicas with the same hub epoch, position and digest have the same history; erasing a
//! payload later changes neither digest, because only the hashes of records enter.
//!
//! ```text
//! e(p) = H("entry", kind u8 ‖ log_id ‖ for each record: seq u64 ‖ h ‖ state u8 ‖ reason u16)
//! d(p) = H("feed", scope ‖ hub_epoch u64 ‖ p u64 ‖ d(p-1) ‖ e(p))            d(0) = 0
//! ```

use crate::ids::{Hash, LogId, Scope};

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A segment with its records, each full or a stub.
    Segment,
    /// Records of one batch that were stubs when published and are now accepted.
    Late,
}

impl EntryKind {
    /// The byte it is hashed and sent by.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Segment => 1,
            Self::Late => 2,
        }
    }
}

/// What was said of a record when it was published. The bytes are hashed and sent: they only grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// In every replica for good.
    Accepted,
    /// The same values stand in a record of the hub.
    Redone,
    /// Something it builds on has not arrived.
    Waiting,
    /// Correct, but its log is cut; a named role decides.
    Held,
    /// In no document, for the reason with this number (SPEC.md, "Reasons").
    Refused(u16),
}

impl State {
    /// `state u8 ‖ reason u16`, little-endian.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 3] {
        match self {
            Self::Accepted => [1, 0, 0],
            Self::Redone => [2, 0, 0],
            Self::Waiting => [4, 0, 0],
            Self::Held => [5, 0, 0],
            Self::Refused(reason) => {
                let [low, high] = reason.to_le_bytes();
                [6, low, high]
            }
        }
    }

    /// Reads [`State::to_bytes`].
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 3]) -> Option<Self> {
        match bytes {
            [1, 0, 0] => Some(Self::Accepted),
            [2, 0, 0] => Some(Self::Redone),
            [4, 0, 0] => Some(Self::Waiting),
            [5, 0, 0] => Some(Self::Held),
            [6, low, high] => Some(Self::Refused(u16::from_le_bytes([low, high]))),
            _ => None,
        }
    }
}

/// One record in an entry, without its contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its number in its log.
    pub n: u64,
    /// Its chain hash.
    pub h: Hash,
    /// What was said of it.
    pub state: State,
}

/// Where a feed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedHead {
    /// The timeline of the hub: its start in milliseconds since 1970, greater after any restore.
    pub hub_epoch: u64,
    /// The last position; 0 before the first entry.
    pub position: u64,
    /// `d(position)`.
    pub digest: Hash,
}

impl FeedHead {
    /// Before the first entry of a timeline.
    #[must_use]
    pub const fn start(hub_epoch: u64) -> Self {
        Self { hub_epoch, position: 0, digest: Hash::ZERO }
    }

    /// After one more entry.
    #[must_use]
    pub fn after(self, scope: Scope, entry: Hash) -> Self {
        let position = self.position + 1;
        let digest = Hash::of(
            "feed",
            &[
                &scope.0,
                &self.hub_epoch.to_le_bytes(),
                &position.to_le_bytes(),
                &self.digest.0,
                &entry.0,
            ],
        );
        Self { position, digest, ..self }
    }
}

/// `e(p)`.
#[must_use]
pub fn entry_digest(kind: EntryKind, log: LogId, records: &[Published]) -> Hash {
    Hash::of("entry", &[&entry_bytes(kind, log, records)])
}

/// Bytes of a record in an entry: number, hash and state.
pub const RECORD_BYTES: usize = 8 + 32 + 3;

/// What `e(p)` is the hash of; also how an entry is stored.
#[must_use]
pub fn entry_bytes(kind: EntryKind, log: LogId, records: &[Published]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(1 + 16 + records.len() * RECORD_BYTES);
    bytes.push(kind.code());
    bytes.extend_from_slice(&log.0);
    for record in records {
        bytes.extend_from_slice(&record.n.to_le_bytes());
        bytes.extend_from_slice(&record.h.0);
        bytes.extend_from_slice(&record.state.to_bytes());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_covers_everything_an_entry_says() {
        let record = Published { n: 1, h: Hash([1; 32]), state: State::Accepted };
        let entry = |kind, log, record| entry_digest(kind, LogId([log; 16]), &[record]);
        let first = entry(EntryKind::Segment, 1, record);
        assert_ne!(first, entry(EntryKind::Late, 1, record));
        assert_ne!(first, entry(EntryKind::Segment, 2, record));
        assert_ne!(first, entry(EntryKind::Segment, 1, Published { n: 2, ..record }));
        let refused = Published { state: State::Refused(4), ..record };
        assert_ne!(first, entry(EntryKind::Segment, 1, refused));
        let start = FeedHead::start(5);
        let head = start.after(Scope([1; 8]), first);
        assert_eq!(head.position, 1);
        assert_ne!(head.digest, start.after(Scope([2; 8]), first).digest);
        assert_ne!(head.digest, FeedHead::start(6).after(Scope([1; 8]), first).digest);
    }

    #[test]
    fn every_state_comes_back_from_its_bytes() {
        use State::{Accepted, Held, Redone, Refused, Waiting};
        for state in [Accepted, Redone, Waiting, Held, Refused(0), Refused(513)] {
            assert_eq!(State::from_bytes(state.to_bytes()), Some(state));
        }
        assert_eq!(State::from_bytes([3, 0, 0]), None);
    }
}
