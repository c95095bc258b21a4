//! What node and hub share: the kinds of document, records and their logs, the bytes on the wire and
//! the conversation. Pure: no input or output, no clock, no randomness, no async; time, chance and
//! data are arguments.
//!
//! Suggested reading order: [`ids`], [`units`], [`dictionary`], [`world`], [`documents`], [`packs`],
//! [`languages`], [`rules`]; then [`records`], [`gate`], [`feed`], [`wire`], [`bundle`].

pub mod bundle;
pub mod dictionary;
pub mod documents;
pub mod feed;
pub mod gate;
pub mod ids;
pub mod languages;
mod leb;
pub mod likeness;
pub mod numbers;
pub mod packs;
pub mod records;
pub mod rules;
pub mod ulid;
pub mod units;
#[cfg(test)]
mod vectors;
pub mod wire;
pub mod world;
