//! Records and documents in SQLite: what a site or the hub must never lose.
//!
//! `records.db` is the truth: raw records, seals, feeds. Saved documents in it are a cache, except
//! the signed base a new device started from. One writer runs closures one after the other, each in
//! one transaction; "saved" is said after it returns, and it returns after fsync.
//!
//! Suggested reading order: [`seams`], [`Store`], [`logs`], [`documents`], [`admission`], [`author`],
//! [`ingest`], [`judgement`], [`publisher`].

pub mod admission;
pub mod anchor;
pub mod attachments;
pub mod author;
pub mod bundles;
pub mod carried;
pub mod conversation;
pub mod derived;
pub mod documents;
pub mod error;
pub mod feeds;
pub mod held;
pub mod history;
pub mod ingest;
pub mod judgement;
pub mod logs;
pub mod neighbours;
pub mod open;
pub mod orders;
pub mod outbox;
pub mod places;
pub mod publisher;
pub mod replica;
pub mod rights;
pub mod salvage;
pub mod seams;
pub mod settings;
pub mod trail;
mod writer;

pub use error::StoreError;
pub use writer::Store;
