//! What the tests, the demonstration and the measurements share: a hub and sites in folders.

pub mod world;
