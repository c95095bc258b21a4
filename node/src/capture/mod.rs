//! Writing at the site: everything a person enters becomes one atomic batch, and "saved" is said when
//! it is on the disk.

pub mod cash;
pub mod device;
pub mod import;

use lisanga_protocol::dictionary::kind::{Kind, Level};
use lisanga_protocol::ids::{DeviceKey, DocumentId, Epoch, Scope, UserNumber};
use lisanga_protocol::records::LogKey;
use lisanga_store::author::{self, Author};
use lisanga_store::{Store, StoreError};
use rusqlite::{Connection, OptionalExtension as _, params};

/// Where a device writes.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The precious store.
    pub store: Store,
    /// Whose log.
    pub device: DeviceKey,
    /// Of which site.
    pub scope: Scope,
    /// Its reserved part; none if the hub has not said which.
    pub reserved: Option<Scope>,
}

impl Desk {
    /// The desk of a document: what is reserved lies apart.
    #[must_use]
    pub fn at(&self, scope: Scope) -> Self {
        Self { scope, ..self.clone() }
    }

    /// The document of this device.
    #[must_use]
    pub fn own_document(&self) -> DocumentId {
        lisanga_protocol::documents::device::id(self.device, self.scope)
    }

    /// The scope documents of a kind lie in; none if this site has no place for them.
    #[must_use]
    pub fn scope_of(&self, kind: &Kind) -> Option<Scope> {
        if kind.level == Level::Reserved { self.reserved } else { Some(self.scope) }
    }

    /// Writes one batch: all of it is saved when this returns, or nothing.
    pub fn batch<T: Send + 'static>(
        &self,
        user: UserNumber,
        act: impl FnOnce(&mut Author<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (device, scope) = (self.device, self.scope);
        let (draw, now) = (self.store.seams().random_16(), self.store.seams().clock.now());
        self.store.write(move |db| {
            let epoch = author::epoch(db, || Epoch(draw))?;
            let mut author = Author::begin(db, LogKey { device, scope, epoch }, user, now)?;
            let value = act(&mut author)?;
            author.finish()?;
            Ok(value)
        })
    }

    /// Writes what a form says, once: sent again under the same key it leads where the first one led.
    /// `act` returns where. The draft of the form is done with.
    pub fn submit(
        &self,
        user: UserNumber,
        key: &str,
        act: impl FnOnce(&mut Author<'_>) -> Result<String, StoreError> + Send + 'static,
    ) -> Result<String, StoreError> {
        let (device, scope, key) = (self.device, self.scope, key.to_owned());
        let (draw, now) = (self.store.seams().random_16(), self.store.seams().clock.now());
        self.store.write(move |db| {
            if let Some(page) = done(db, &key)? {
                return Ok(page);
            }
            let epoch = author::epoch(db, || Epoch(draw))?;
            let mut author = Author::begin(db, LogKey { device, scope, epoch }, user, now)?;
            let page = act(&mut author)?;
            author.finish()?;
            let at = i64::try_from(now.seconds()).unwrap_or(i64::MAX);
            db.execute(
                "INSERT INTO done (key, page, at) VALUES (?1, ?2, ?3)",
                params![key, page, at],
            )?;
            db.execute("DELETE FROM draft WHERE key = ?1", [&key])?;
            Ok(page)
        })
    }

    /// Where a form led that was taken already under this key. Ask before anything is compared with what
    /// is known: the form itself may be what is known.
    pub fn taken(&self, key: &str) -> Result<Option<String>, StoreError> {
        let key = key.to_owned();
        self.store.write(move |db| done(db, &key))
    }

    /// Writes a batch for each item, all in one transaction.
    pub fn batches<I: Send + 'static>(
        &self,
        user: UserNumber,
        items: Vec<I>,
        mut act: impl FnMut(&mut Author<'_>, &I) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(), StoreError> {
        let (device, scope) = (self.device, self.scope);
        let (draw, now) = (self.store.seams().random_16(), self.store.seams().clock.now());
        self.store.write(move |db| {
            let epoch = author::epoch(db, || Epoch(draw))?;
            for item in &items {
                let mut author = Author::begin(db, LogKey { device, scope, epoch }, user, now)?;
                act(&mut author, item)?;
                author.finish()?;
            }
            Ok(())
        })
    }
}

fn done(db: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(db
        .prepare_cached("SELECT page FROM done WHERE key = ?1")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}
