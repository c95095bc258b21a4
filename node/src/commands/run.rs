//! `lisanga-node run`: serves the pages, keeps the link to the hub, and hands in what commands beside it
//! write.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, Result};
use lisanga_store::neighbours::Watch;
use tokio::signal::unix::{SignalKind, signal};
use tracing::warn;

use super::{runtime, say};
use crate::pages;
use crate::settings::Home;
use crate::sync::{self, Site};

/// Between two looks for what commands wrote.
const LOOK: Duration = Duration::from_secs(1);

pub(super) fn run(site: &Site, home: &Home, address: SocketAddr) -> Result<()> {
    let (pages, listener) = (pages::open(site.clone(), home)?, pages::listen(address)?);
    runtime()?.block_on(async {
        say(&format!("the pages of this site: http://{address}"));
        let socket = sync::any_port().context("open a UDP port")?;
        let mut terminate = signal(SignalKind::terminate()).context("listen for signals")?;
        tokio::select! {
            ended = site.keep_linked(&socket) => ended,
            () = watch_commands(site) => Ok(()),
            ended = pages::serve(pages, listener) => ended,
            _ = terminate.recv() => Ok(()),
            pressed = tokio::signal::ctrl_c() => pressed.context("listen for signals"),
        }
    })
}

async fn watch_commands(site: &Site) {
    let mut watch = Watch::default();
    loop {
        let mut seen = watch;
        let looked = site.store.write_later(move |db| Ok((seen.changed(db)?, seen))).await;
        match looked {
            Ok((changed, seen)) => {
                watch = seen;
                if changed {
                    site.wrote.notify_one();
                }
            }
            Err(error) => warn!(%error, "looking for commands failed; the next look follows"),
        }
        tokio::time::sleep(LOOK).await;
    }
}
