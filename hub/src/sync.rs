//! The hub on its UDP port: enrolment and conversations, with the table of devices between.

use std::sync::Arc;

use lisanga_protocol::ids::{DeviceKey, Scope};
use lisanga_store::anchor::AnchorFile;
use lisanga_store::conversation::Speaker;
use lisanga_store::{Store, StoreError};
use lisanga_transport::authority::Authority;
use lisanga_transport::hub::{Centre, Standing};
use lisanga_transport::join::{Answer, Request};
use rusqlite::Connection;
use tokio::sync::{Notify, broadcast};

use crate::devices;
use crate::ingest::as_hub;

/// Moves of feeds that a slow connection may lag behind before it looks at all of them.
const LAG: usize = 256;

/// What conversations share.
#[derive(Debug)]
pub struct Hub {
    /// The precious store.
    pub store: Store,
    /// Key, dataset, clock, randomness.
    pub speaker: Speaker,
    /// Makes certificates.
    pub authority: Authority,
    /// How far the feeds have come, outside the database.
    pub anchor: Arc<AnchorFile>,
    /// Woken when something was stored.
    pub wake: Arc<Notify>,
    /// Told which feeds moved.
    pub moved: broadcast::Sender<Scope>,
    /// Told whose rights end.
    pub revoke: broadcast::Sender<DeviceKey>,
}

impl Hub {
    /// A hub around its store.
    #[must_use]
    pub fn new(
        store: Store,
        speaker: Speaker,
        authority: Authority,
        anchor: Arc<AnchorFile>,
    ) -> Self {
        let (moved, _) = broadcast::channel(LAG);
        let (revoke, _) = broadcast::channel(LAG);
        Self { store, speaker, authority, anchor, wake: Arc::default(), moved, revoke }
    }
}

impl Centre for Hub {
    fn store(&self) -> &Store {
        &self.store
    }

    fn speaker(&self) -> Speaker {
        self.speaker.clone()
    }

    fn standing(&self, db: &Connection, device: DeviceKey) -> Result<Standing, StoreError> {
        devices::standing(db, device)
    }

    fn join(&self, db: &Connection, request: &Request) -> Result<Answer, StoreError> {
        as_hub(db, &self.speaker, |hub| devices::join(hub, &self.authority, request))
    }

    fn stored(&self) {
        self.wake.notify_one();
    }

    fn attached(&self, scope: Scope) {
        // Nobody listens: nobody is told.
        let _nobody = self.moved.send(scope);
    }

    fn moved(&self) -> broadcast::Receiver<Scope> {
        self.moved.subscribe()
    }

    fn revoked(&self) -> broadcast::Receiver<DeviceKey> {
        self.revoke.subscribe()
    }
}
