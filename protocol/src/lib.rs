//! Being laid.

pub mod dictionary;
pub mod documents;
pub mod languages;
pub mod packs;
pub mod units;
