//! What the tests, the demonstration and the measurements share: a hub and sites in folders, a
//! network in memory, made-up registers, and random numbers that a seed brings back.

pub mod net;
mod settled;
pub mod synthetic;
pub mod workload;
pub mod world;

pub use settled::settled;
pub use synthetic::dice;
