//! What pages ask: lists, names, search, balances, what is to be looked at. Derived from the documents of
//! a store as they are shown now, one by one as they change, and thrown away whenever its definition
//! changes. A site and the hub have the same index; whoever asks sees the scopes of a [`Sight`].

mod across;
mod ask;
mod books;
mod export;
mod export_books;
mod findings;
mod follow;
mod register;
mod review;
mod united;
mod withheld;
mod world;

pub use ask::{Found, Known, Names, Row, Shown, Sight, Totals};
pub use books::Book;
pub use export::{Dataset, Places};
pub use findings::claimed;
pub use register::Register;
pub use review::Item;
pub use world::SiteWorld;

use std::path::Path;

use lisanga_protocol::packs::Pack;
use lisanga_store::derived::{self, Derived};
use lisanga_store::{Store, StoreError};
use rusqlite::Connection;

const SCHEMA: &str = include_str!("index.sql");
/// Raised whenever what is derived changes.
const VERSION: u32 = 11;

/// The derived database.
#[derive(Debug)]
pub struct Index(Derived);

impl Index {
    /// Opens the index, or begins it anew if it was made by another definition, with other limits of the country, or is
    /// damaged.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self(Derived::open(path, SCHEMA, VERSION ^ Pack::digest())?))
    }

    /// Throws away what is there and begins anew.
    pub fn begin_anew(path: &Path) -> Result<Self, StoreError> {
        derived::remove(path)?;
        Self::open(path)
    }

    /// Shows every document that changed. Returns how many.
    pub fn catch_up(&self, store: &Store) -> Result<usize, StoreError> {
        follow::catch_up(&mut self.0.writer(), &store.reader()?)
    }

    /// Puts documents of different sites of a province side by side, once they are shown: at the hub, which alone
    /// has them. Returns how many were looked at.
    pub fn catch_up_across(&self, store: &Store) -> Result<usize, StoreError> {
        across::catch_up(&mut self.0.writer(), &store.reader()?)
    }

    /// A connection to ask.
    pub fn reader(&self) -> Result<Connection, StoreError> {
        self.0.reader()
    }
}

fn unread(error: impl std::fmt::Display) -> StoreError {
    StoreError::Damaged(error.to_string())
}

fn nonsense() -> StoreError {
    StoreError::Damaged("the index; it is made again at the next start".into())
}
