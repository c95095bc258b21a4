//! The publisher as a task: woken when something was stored, it judges, publishes, anchors where the
//! feeds stand, and wakes who reads them.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use lisanga_protocol::ids::{DeviceKey, Epoch, LogId, Scope};
use lisanga_protocol::records::Head;
use lisanga_store::anchor::{Anchor, AnchorFile, Heads};
use lisanga_store::conversation::Speaker;
use lisanga_store::neighbours::Watch;
use lisanga_store::publisher::{self, Publisher};
use lisanga_store::{Store, StoreError, feeds, settings};
use rusqlite::{Connection, Transaction};
use tokio::sync::{Notify, broadcast};
use tracing::{info, warn};

use crate::devices;

/// Between two looks for what commands wrote. Revocation closes connections within 5 s (design §6).
const LOOK: Duration = Duration::from_secs(1);
/// Segments published in one transaction.
const AT_ONCE: usize = 32;

/// What publishing needs.
#[derive(Debug)]
pub struct Publishing {
    /// The precious store.
    pub store: Store,
    /// The hub's key and clock.
    pub speaker: Speaker,
    /// Woken when something was stored.
    pub wake: Arc<Notify>,
    /// Told which feeds moved.
    pub moved: broadcast::Sender<Scope>,
    /// How far the feeds have come, outside the database.
    pub anchor: Arc<AnchorFile>,
}

/// Lets `act` write as the hub, in the transaction of `db`.
pub fn as_hub<T>(
    db: &Connection,
    speaker: &Speaker,
    act: impl FnOnce(&Publisher<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let missing = || StoreError::Invalid("a hub that was not set up");
    let epoch = settings::epoch(db)?.ok_or_else(missing)?;
    let hub_epoch = settings::hub_epoch(db)?.ok_or_else(missing)?;
    let now = speaker.seams.clock.now();
    act(&Publisher { connection: db, signer: &speaker.signer, epoch, hub_epoch, now })
}

/// Looks every second whether a command beside this program has written: its orders are published, and
/// the connections of devices it revoked are closed.
pub async fn watch_commands(store: Store, wake: Arc<Notify>, revoke: broadcast::Sender<DeviceKey>) {
    let mut watch = Watch::default();
    loop {
        let looked = store
            .write_later(move |db| {
                let mut watch = watch;
                let changed = watch.changed(db)?;
                Ok((watch, if changed { devices::revoked(db)? } else { Vec::new() }, changed))
            })
            .await;
        match looked {
            Ok((seen, revoked, changed)) => {
                watch = seen;
                for device in revoked {
                    let _nobody = revoke.send(device);
                }
                if changed {
                    wake.notify_one();
                }
            }
            Err(error) => warn!(%error, "looking for commands failed; the next look follows"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Publishes whatever comes, until the wake-up is gone.
pub async fn publish(publishing: Publishing) {
    loop {
        match all_there_is(&publishing).await {
            Ok(()) => {}
            Err(error) => warn!(%error, "publishing stopped; it goes on with the next record"),
        }
        publishing.wake.notified().await;
    }
}

async fn all_there_is(publishing: &Publishing) -> Result<(), StoreError> {
    loop {
        let speaker = publishing.speaker.clone();
        let some = publishing.store.write_later(move |db| publish_some(db, &speaker)).await?;
        let Some(Published { heads, moved }) = some else { return Ok(()) };
        publishing.anchor.write(&heads)?;
        for scope in moved {
            // Nobody connected is no fault.
            let _nobody = publishing.moved.send(scope);
        }
    }
}

/// Publishes all there is before it returns, and tells `moved` which feeds did.
pub fn publish_now(
    store: &Store,
    speaker: &Speaker,
    anchor: &AnchorFile,
    moved: &broadcast::Sender<Scope>,
) -> Result<(), StoreError> {
    loop {
        let speaker = speaker.clone();
        let some = store.write(move |db| publish_some(db, &speaker))?;
        let Some(published) = some else { return Ok(()) };
        anchor.write(&published.heads)?;
        for scope in published.moved {
            // Nobody connected is no fault.
            let _nobody = moved.send(scope);
        }
    }
}

/// What one transaction published.
struct Published {
    /// Where every feed stands, in the form of an anchor.
    heads: Heads,
    moved: Vec<Scope>,
}

/// Publishes a few segments; none if there was nothing to publish.
fn publish_some(db: &Transaction<'_>, speaker: &Speaker) -> Result<Option<Published>, StoreError> {
    let before = feeds::newest(db)?;
    if as_hub(db, speaker, |hub| hub.publish(AT_ONCE))? == 0 {
        return Ok(None);
    }
    Ok(Some(Published { heads: feed_heads(db)?, moved: feeds::moved_since(db, before)? }))
}

fn feed_heads(db: &Connection) -> Result<Heads, StoreError> {
    let mut heads = BTreeMap::new();
    for scope in feeds::scopes(db)? {
        if let Some(head) = feeds::head(db, scope)? {
            heads.insert(key_of(scope), Head { n: head.position, h: head.digest });
        }
    }
    Ok(heads)
}

fn key_of(scope: Scope) -> LogId {
    let mut key = [0; 16];
    key[..8].copy_from_slice(&scope.0);
    LogId(key)
}

/// Compares the feeds with what the anchor remembers. A hub that was copied back begins a new
/// timeline before it answers anybody.
pub fn notice_restore(
    db: &Connection,
    speaker: &Speaker,
    anchored: &Heads,
) -> Result<bool, StoreError> {
    for (key, head) in anchored {
        let mut scope = [0; 8];
        scope.copy_from_slice(&key.0[..8]);
        let here = feeds::digest_at(db, Scope(scope), head.n)?.map(|at| at.digest);
        if here != Some(head.h) {
            let epoch = Epoch(speaker.seams.random_16());
            let hub_epoch = publisher::new_timeline(db, speaker.seams.clock.now(), epoch)?;
            info!(hub_epoch, "this is an older copy of the hub: a new timeline begins");
            return Ok(true);
        }
    }
    Ok(false)
}
