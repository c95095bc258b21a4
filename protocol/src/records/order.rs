//! Orders: what only the hub may write. Sealed alone, so that each can be verified alone.
//!
//! An order takes effect at its position in the feed, by the hub's receipt, never by claimed time.

use minicbor::{Decode, Encode};

use crate::ids::{DeviceKey, DocumentId, LogId, Scope};

/// What a device may do with a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Right {
    /// Read and write.
    #[n(0)]
    ReadWrite,
    /// Hand in, and read nothing back but the fate of one's own records.
    #[n(1)]
    WriteOnly,
}

/// One order of the hub.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Order {
    /// The device may write in the scope and, if so granted, read it.
    #[n(0)]
    Grant {
        /// Which device.
        #[n(0)]
        device: DeviceKey,
        /// Which scope.
        #[n(1)]
        scope: Scope,
        /// Reading and writing, or writing only.
        #[n(2)]
        right: Right,
    },
    /// The device's rights end; what it wrote after each given record is held.
    #[n(1)]
    Cut {
        /// Which device.
        #[n(0)]
        device: DeviceKey,
        /// Its logs in this scope, each with the last record that still counts.
        #[n(1)]
        logs: Vec<CutLog>,
    },
    /// Held or refused records are judged again without looking at the cut.
    #[n(2)]
    Release {
        /// Which log.
        #[n(0)]
        log: LogId,
        /// First record.
        #[n(1)]
        from: u64,
        /// Last record.
        #[n(2)]
        to: u64,
    },
    /// Held records are refused.
    #[n(3)]
    Discard {
        /// Which log.
        #[n(0)]
        log: LogId,
        /// First record.
        #[n(1)]
        from: u64,
        /// Last record.
        #[n(2)]
        to: u64,
    },
    /// The document's payloads are removed everywhere, for ever.
    #[n(4)]
    Erase {
        /// Which document.
        #[n(0)]
        document: DocumentId,
    },
    /// The changes that follow in the same batch say again what these records said.
    #[n(5)]
    Redo {
        /// The log of the originals.
        #[n(0)]
        log: LogId,
        /// First original.
        #[n(1)]
        from: u64,
        /// Last original.
        #[n(2)]
        to: u64,
    },
}

/// Where a log is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub struct CutLog {
    /// Which log.
    #[n(0)]
    pub log: LogId,
    /// The last record that still counts.
    #[n(1)]
    pub last: u64,
}

/// Why a payload is not an order.
#[derive(Debug, thiserror::Error)]
#[error("read an order: {0}")]
pub struct OrderError(#[from] minicbor::decode::Error);

impl Order {
    /// The payload of the order's record.
    ///
    /// # Panics
    /// Never: writing to memory cannot fail.
    #[must_use]
    pub fn to_payload(&self) -> Vec<u8> {
        minicbor::to_vec(self).expect("writing to memory cannot fail")
    }

    /// Reads the payload of an order's record. A newer order is an error: it is stored, not obeyed.
    pub fn from_payload(payload: &[u8]) -> Result<Self, OrderError> {
        Ok(minicbor::decode(payload)?)
    }
}
