//! The checks that need no document: may these bytes be handed to Automerge at all?
//!
//! Automerge 0.12 panics, poisons documents or takes gigabytes on crafted changes: a change of 104
//! bytes claims a million operations and is believed. So a change is taken apart here, by a parser
//! that allocates nothing, before Automerge sees it; then its place in its log and its causal past
//! are checked; then the dictionary looks at each operation. What is left is applied on a copy, in
//! the store.

mod chunk;
mod structure;

pub use chunk::{Chunk, ChunkError, MAX_CHANGE_BYTES, MAX_DEPS, MAX_OPERATIONS};
pub use structure::{Past, StructureError, check};
