//! A hub and its sites, each in a folder of its own, as the programs run them.

use std::net::{Ipv4Addr, UdpSocket};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use lisanga_hub::catalogue::{self, NewSite};
use lisanga_hub::ingest::as_hub;
use lisanga_hub::settings::Home as HubHome;
use lisanga_hub::{Running, devices};
use lisanga_node::capture::Desk;
use lisanga_node::settings::Home as NodeHome;
use lisanga_node::sync::{self, Site};
use lisanga_protocol::ids::{ClaimedTime, Scope};
use lisanga_protocol::packs::Pack;
use lisanga_store::StoreError;
use lisanga_store::places::{self, Level, Place};
use lisanga_store::publisher::Publisher;
use lisanga_store::seams::{Clock, Randomness, Seams, Writer};
use lisanga_transport::authority::Fingerprint;
use lisanga_transport::invitation::Invitation;
use lisanga_transport::link::Socket;
use lisanga_transport::system;
use tokio::time::Instant;

use crate::dice::Dice;

/// A free UDP port on loopback.
pub fn loopback() -> std::io::Result<Socket> {
    Ok(Socket::System(Arc::new(UdpSocket::bind((Ipv4Addr::LOCALHOST, 0))?)))
}

/// A hub for the Congo in a new folder, serving on this socket.
pub fn hub(folder: &Path, seams: &Seams, socket: &Socket) -> Result<Running> {
    hub_of("CD", folder, seams, socket)
}

/// A hub for a country in a new folder, serving on this socket.
pub fn hub_of(country: &str, folder: &Path, seams: &Seams, socket: &Socket) -> Result<Running> {
    let home = HubHome::at(folder);
    if !home.key().exists() {
        lisanga_hub::init(&home, country, seams)?;
    }
    lisanga_hub::run(&home, lisanga_hub::open(&home, seams)?, socket)
}

/// Publishes the areas and courses of the country pack. Returns how many documents were written.
pub fn publish_catalogue(hub: &Running) -> Result<usize> {
    write_catalogue(hub, catalogue::publish)
}

/// Says of the country that everything written there is made up.
pub fn mark_demo(hub: &Running) -> Result<usize> {
    write_catalogue(hub, catalogue::mark_demo)
}

fn write_catalogue(
    hub: &Running,
    write: fn(&Publisher<'_>, Scope, &Pack) -> Result<usize, StoreError>,
) -> Result<usize> {
    let (speaker, nation) = (hub.hub.speaker.clone(), nation(hub)?);
    let pack = Pack::of(&nation.code).context("the pack of the hub's country")?;
    let store = &hub.hub.store;
    let written =
        store.write(move |db| as_hub(db, &speaker, |hub| write(hub, nation.scope, pack)))?;
    hub.hub.wake.notify_one();
    Ok(written)
}

fn nation(hub: &Running) -> Result<Place> {
    let places = hub.hub.store.write(|db| places::all(db))?;
    places.into_iter().find(|place| place.level == Level::Nation).context("a nation")
}

/// The sheet for one device of a site: founds the site if it is new.
pub fn invitation(hub: &Running, province: &str, site: &str, device: &str) -> Result<Invitation> {
    invite(hub, province, site, &format!("{site} (démo)"), device, false)
}

/// As [`invitation`], for a site of this name, which is published as a document too.
pub fn invitation_to(
    hub: &Running,
    province: &str,
    site: &str,
    name: &str,
    device: &str,
) -> Result<Invitation> {
    published(hub, province, site, name, invite(hub, province, site, name, device, false)?)
}

/// As [`invitation_to`], for a device that reads the reserved part of the site.
pub fn invitation_to_reserved(
    hub: &Running,
    province: &str,
    site: &str,
    name: &str,
    device: &str,
) -> Result<Invitation> {
    published(hub, province, site, name, invite(hub, province, site, name, device, true)?)
}

/// Publishes the site of an invitation as a document.
fn published(
    hub: &Running,
    province: &str,
    site: &str,
    name: &str,
    invitation: Invitation,
) -> Result<Invitation> {
    let (speaker, nation) = (hub.hub.speaker.clone(), nation(hub)?);
    let scope = devices::scope_of(&speaker.dataset, &format!("{province}/{site}"));
    let names = [province, site, name].map(str::to_owned);
    hub.hub.store.write(move |db| {
        let [province, site, name] = &names;
        let minerals: Vec<_> = "DIA".parse().into_iter().collect();
        let site = NewSite { scope, code: site, name, unit: province, minerals: &minerals };
        as_hub(db, &speaker, |hub| catalogue::publish_site(hub, &site, nation.scope))
    })?;
    hub.hub.wake.notify_one();
    Ok(invitation)
}

fn invite(
    hub: &Running,
    province: &str,
    site: &str,
    name: &str,
    device: &str,
    reserved: bool,
) -> Result<Invitation> {
    let code = hub.hub.store.seams().random_16();
    let dataset = hub.hub.speaker.dataset;
    let now = hub.hub.store.seams().clock.now().seconds();
    let names = [province, site, name, device].map(str::to_owned);
    let founded = hub.hub.store.write(move |db| {
        let [province, site, name, device] = &names;
        let place = devices::site(db, &dataset, province, site, name)?;
        if let Some(place) = &place {
            devices::invite(db, place.scope, device, &code, now, reserved)?;
        }
        Ok(place.is_some())
    })?;
    anyhow::ensure!(founded, "there is no province {province}");
    let authority = Fingerprint::of(hub.hub.authority.certificate());
    let address = hub.address().context("the hub's address")?;
    Ok(Invitation { code, authority, hub: vec![address.to_string()] })
}

/// A device that has joined, in a new folder.
pub async fn join(folder: &Path, invitation: &Invitation) -> Result<Site> {
    sync::join(&NodeHome::at(folder), &system::seams(), &loopback()?, invitation).await
}

/// A clock that goes with the runtime's, and random bytes of a seed: with these, and the store on the
/// caller's thread, a run can be repeated.
#[must_use]
pub fn simulated(seed: u64) -> Seams {
    Seams {
        clock: Arc::new(SimulatedClock(Instant::now())),
        randomness: Arc::new(Seeded(Mutex::new(Dice::new(seed)))),
        vfs: None,
        writer: Writer::Inline,
    }
}

/// The day simulations begin: 2 February 2026.
const BEGINNING: u64 = 1_770_000_000;

struct SimulatedClock(Instant);

impl Clock for SimulatedClock {
    fn now(&self) -> ClaimedTime {
        ClaimedTime::from_seconds(BEGINNING + self.0.elapsed().as_secs())
    }
}

struct Seeded(Mutex<Dice>);

impl Randomness for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let mut dice = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for part in bytes.chunks_mut(8) {
            part.copy_from_slice(&dice.next().to_le_bytes()[..part.len()]);
        }
    }
}

/// Where this device writes.
#[must_use]
pub fn desk(site: &Site) -> Desk {
    Desk {
        store: site.store.clone(),
        device: site.device(),
        scope: site.membership.site,
        reserved: None,
    }
}
