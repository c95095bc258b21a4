//! A site: what is written there is saved at once, shown there, and handed to the hub when a path
//! appears.
//!
//! A record's road through here: capture → store → `lisanga-index` → pages, and [`sync`] on to the hub; what
//! others wrote comes back the same way.

pub mod bundles;
pub mod capture;
pub mod clock;
pub mod commands;
pub mod pages;
pub mod people;
pub mod settings;
pub mod status;
pub mod sync;
