//! The bytes between a node and the hub, on a stream or in a file.

pub mod compact;
#[cfg(test)]
mod compact_tests;
pub mod entries;
mod fixed;
mod frame;
pub mod messages;
mod streams;

pub use frame::{Frame, FrameError, FrameHeader, MAX_RAW_BYTES};
