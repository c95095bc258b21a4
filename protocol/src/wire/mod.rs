//! The bytes between a node and the hub, on a stream or in a file.

mod frame;

pub use frame::{Frame, FrameError, FrameHeader, MAX_RAW_BYTES};
