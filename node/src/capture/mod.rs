//! Writing at the site: everything a person enters becomes one atomic batch, and "saved" is said when
//! it is on the disk.

pub mod import;

use lisanga_protocol::ids::{DeviceKey, Epoch, Scope, UserNumber};
use lisanga_protocol::records::LogKey;
use lisanga_store::author::{self, Author};
use lisanga_store::{Store, StoreError};

/// Where a device writes.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The precious store.
    pub store: Store,
    /// Whose log.
    pub device: DeviceKey,
    /// Of which site.
    pub scope: Scope,
}

impl Desk {
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
