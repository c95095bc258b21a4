//! What node and hub share: the kinds of document, records and their logs, the bytes on the wire and
//! the conversation. Pure: no input or output, no clock, no randomness, no async; time, chance and
//! data are arguments.
//!
//! Suggested reading order: [`ids`], [`records`], [`gate`], [`wire`],
//! [`feed`].

pub mod feed;
pub mod gate;
pub mod ids;
mod leb;
pub mod records;
pub mod wire;
