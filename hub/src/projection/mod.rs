//! What feeds say, as rows that can be asked. Each row keeps from which position of its scope's feed to
//! which it held, so any figure can be computed again as of any earlier position.
//!
//! Everything here follows from `records.db` and can be thrown away: to catch up from nothing gives the
//! same rows as catching up entry by entry, because each entry is projected by itself.

mod document;
mod steps;
mod views;

pub use views::Views;

use std::sync::Arc;

use lisanga_index::Index;
use lisanga_protocol::ids::Scope;
use lisanga_store::derived;
use lisanga_store::{Store, StoreError, feeds};
use tokio::sync::broadcast::{self, error::RecvError};
use tracing::warn;

use crate::settings::Home;

/// Entries projected in one transaction.
const AT_ONCE: usize = 256;

/// Why the views could not follow.
#[derive(Debug, thiserror::Error)]
pub enum ProjectionError {
    /// The records cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The views cannot be written.
    #[error("write the views: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A published record that cannot be shown.
    #[error("show document {0}: {1}")]
    Document(lisanga_protocol::ids::DocumentId, String),
}

/// The two derived databases: what held when, for figures and the API, and what holds now, for pages.
#[derive(Debug)]
pub struct Projection {
    /// What held when.
    pub views: Views,
    /// What holds now: names, search, balances, what is to be looked at.
    pub index: Index,
}

impl Projection {
    /// Opens both, or begins anew what was made by another definition or is damaged.
    pub fn open(home: &Home) -> Result<Self, ProjectionError> {
        let (views, index) = (Views::open(&home.views())?, Index::open(&home.index())?);
        Ok(Self { views, index })
    }

    /// Throws both away and begins anew.
    pub fn begin_anew(home: &Home) -> Result<Self, ProjectionError> {
        derived::remove(&home.views())?;
        derived::remove(&home.index())?;
        Self::open(home)
    }

    /// Projects everything that was published and is not yet projected. Returns how many entries.
    pub fn catch_up(&self, store: &Store) -> Result<usize, ProjectionError> {
        let mut done = 0;
        for scope in store.write(|db| feeds::scopes(db))? {
            let mut after = self.views.position(scope)?;
            let known = store.write(move |db| feeds::digest_at(db, scope, after.n))?;
            if after.n > 0 && known.map(|head| head.digest) != Some(after.digest) {
                // The hub was restored from an older copy: what is shown here never was.
                self.views.forget(scope)?;
                after = self.views.position(scope)?;
            }
            loop {
                let from = after.n;
                let steps = store.write(move |db| steps::read(db, scope, from, AT_ONCE))?;
                let Some(last) = steps.last() else { break };
                (after.n, after.digest) = (last.position, last.digest);
                done += steps.len();
                self.views.take(scope, &steps)?;
            }
        }
        self.index.catch_up(store)?;
        self.index.catch_up_across(store)?;
        Ok(done)
    }
}

/// Keeps the projection up with the feeds, until nothing is published any more.
pub async fn follow(
    store: Store,
    projection: Arc<Projection>,
    mut moved: broadcast::Receiver<Scope>,
) {
    loop {
        let (records, shown) = (store.clone(), projection.clone());
        let caught_up = tokio::task::spawn_blocking(move || shown.catch_up(&records)).await;
        match caught_up {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => warn!(%error, "the views stopped; they go on with the next entry"),
            Err(error) => warn!(%error, "the views stopped; they go on with the next entry"),
        }
        match moved.recv().await {
            Ok(_) | Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
        // What moved meanwhile is caught up with at once.
        while moved.try_recv().is_ok() {}
    }
}
