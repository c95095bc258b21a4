//! What the tests, the demonstration and the measurements share: a hub and sites in folders, a
//! network in memory, and random numbers that a seed brings back.

pub mod dice;
pub mod net;
pub mod world;
