//! What the pages of a site ask: lists, names, search, what is to be looked at. Derived from the documents
//! as they are shown, one by one as they change, and thrown away whenever their definition changes.

mod ask;
mod follow;

pub use ask::{Found, Item, Known, Row, Shown, Totals};

use std::path::Path;

use lisanga_store::derived::{self, Derived};
use lisanga_store::{Store, StoreError};
use rusqlite::Connection;

const SCHEMA: &str = include_str!("views.sql");
/// Raised whenever what is derived changes.
const VERSION: u32 = 1;

/// The derived database of a site.
#[derive(Debug)]
pub struct Views(Derived);

impl Views {
    /// Opens the views, or begins them anew.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self(Derived::open(path, SCHEMA, VERSION)?))
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

    /// A connection to ask.
    pub fn reader(&self) -> Result<Connection, StoreError> {
        self.0.reader()
    }
}
