//! Records, their chain, and the seals that make a chain somebody's.
//!
//! A **log** is what one incarnation of one device wrote in one scope: records 1..n, each hashed
//! with the one before. The chain covers only the *hash* of each payload, so a payload can be
//! erased while the chain still verifies. A **segment** is the stretch between two seals; its ends
//! are fixed by the author for ever and it is the unit of sending, storing and publishing.

mod agreement;
mod chain;
mod order;
mod record;
mod segment;

pub use agreement::agreement_key;
pub use chain::{Head, SEAL_CONTEXT, Seal, Signer, next, payload_digest, seal_message};
pub use order::{CutLog, Order, OrderError, Right};
pub use record::{HEADER_BYTES, Header, HeaderError, Record, What};
pub use segment::{LogKey, Segment, SegmentError, Verified};
