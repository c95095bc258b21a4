//! A file system in memory that loses power: what was not synced is kept, lost or torn, by a seed.
//!
//! SQLite runs on it under the name [`NAME`]. A path begins with the machine it is on, `/n/records.db`.
//! After [`cut_after`] so many writes, syncs and deletions every call of that machine fails; what
//! [`restart`] leaves is what a disk may hold then: synced bytes, and of each later write any of its
//! sectors of 512 bytes, each whole, in part or not at all. A file that was never synced may be gone; a
//! deletion whose folder was not synced may not have happened.
//!
//! The state belongs to the thread: tests beside each other have a disk each. Locks are always given,
//! so a machine opens each database once.
#![expect(unsafe_code, reason = "SQLite's file systems are tables of C functions")]

mod disk;
mod methods;

pub use disk::{cut_after, is_dead, operations, reset, restart, sabotage};
pub use methods::{NAME, register};
