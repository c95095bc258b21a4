//! `lisanga-hub run`: serves until the system or the user ends it.

use std::net::{TcpListener, UdpSocket};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use lisanga_store::seams::Seams;
use lisanga_transport::link::Socket;
use tokio::signal::unix::{SignalKind, signal};

use super::{publish_catalogue, say};
use crate::service;
use crate::settings::{Home, Settings};

pub(super) fn run(home: &Home, settings: &Settings, seams: &Seams) -> Result<()> {
    let hub = service::open(home, seams)?;
    publish_catalogue(&hub)?;
    let socket = UdpSocket::bind(settings.sync).with_context(|| {
        format!(
            "listen for sites on {}: another program holds this UDP port; stop it or choose another \
             with --sync",
            settings.sync
        )
    })?;
    tokio::runtime::Runtime::new().context("start")?.block_on(async {
        let mut running = service::run(home, hub, &Socket::System(Arc::new(socket)))?;
        running.watch_commands();
        say(&format!("sites come to {} (UDP)", running.address()?));
        let listener = TcpListener::bind(settings.pages).with_context(|| {
            format!(
                "serve pages on {}: another program holds this TCP port; stop it or choose another \
                 with --pages",
                settings.pages
            )
        })?;
        let address = running.show(home, listener, settings.addresses.clone())?;
        say(&format!(
            "pages are at http://{address}/, the API is described at http://{address}/api/docs"
        ));
        wait_for_the_end().await?;
        running.stop().await;
        Ok(())
    })
}

async fn wait_for_the_end() -> Result<()> {
    let mut terminate = signal(SignalKind::terminate()).context("listen for signals")?;
    tokio::select! {
        _ = terminate.recv() => {}
        pressed = tokio::signal::ctrl_c() => pressed.context("listen for signals")?,
    }
    Ok(())
}
