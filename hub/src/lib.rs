//! The centre: it takes in what sites wrote, judges and publishes it, and shows provinces and
//! headquarters what it adds up to.
//!
//! A record's road through here: [`sync`] → [`ingest`] → [`projection`] → [`query`] → [`api`] and [`pages`].

pub mod api;
pub mod audit;
pub mod bundles;
pub mod catalogue;
pub mod commands;
pub mod devices;
pub mod export;
pub mod import;
pub mod ingest;
pub mod invitations;
pub mod pages;
pub mod people;
pub mod projection;
pub mod query;
pub mod service;
pub mod settings;
pub mod sync;

pub use service::{Running, init, open, run};
