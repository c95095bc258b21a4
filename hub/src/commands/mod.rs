//! The command line of the hub. Data goes to stdout, messages to stderr; 0 is success, 1 a failure,
//! 2 wrong usage.

mod bundle;
mod export;
mod import;
mod invite;
mod run;
mod user;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Parser, Subcommand};
use lisanga_protocol::ids::{DeviceKey, UserNumber};
use lisanga_protocol::packs::Pack;
use lisanga_store::places::{self, Level};
use lisanga_transport::system;
use tracing_subscriber::EnvFilter;

use crate::ingest::as_hub;
use crate::projection::Projection;
use crate::settings::{Home, Settings};
use crate::sync::Hub;
use crate::{catalogue, devices, service};

/// The centre of Lisanga: it takes in what sites send and serves provinces and headquarters.
#[derive(Debug, Parser)]
#[command(name = "lisanga-hub", version)]
pub struct Command {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    what: What,
}

/// Where the hub is.
#[derive(Debug, Args)]
struct Place {
    /// The configuration file; without it everything has its default.
    #[arg(long, env = "LISANGA_CONFIG", global = true)]
    config: Option<PathBuf>,
    /// The folder of databases, keys and certificates.
    #[arg(long, env = "LISANGA_HOME", global = true)]
    home: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Founds a hub: keys, certificate authority, an empty dataset.
    Init {
        /// The country pack, for example CD or SL.
        #[arg(long, default_value = "CD")]
        country: String,
    },
    /// Serves sites, pages and the API until it is stopped.
    Run {
        /// Where sites come, over QUIC.
        #[arg(long, env = "LISANGA_SYNC")]
        sync: Option<SocketAddr>,
        /// Pages and API.
        #[arg(long, env = "LISANGA_PAGES")]
        pages: Option<SocketAddr>,
    },
    /// Invites one device to a site, which is founded if it is new. The invitation works once.
    Invite(invite::Invite),
    /// Lists the devices.
    Devices {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// People of the offices who sign in here.
    User {
        #[command(subcommand)]
        what: user::User,
    },
    /// Takes in a register of many sites: CSV or a workbook, after a dry run; or takes one back.
    Import(Box<import::Import>),
    /// Writes a dataset into a file: CSV or a workbook.
    Export(export::Export),
    /// Exchanges with sites that have no network, by files.
    Bundle {
        #[command(subcommand)]
        what: bundle::Bundle,
    },
    /// Makes the views anew from the records. Stop `run` before.
    Rebuild,
    /// Ends the rights of a device: what it hands in later is stored and held for a decision.
    Revoke {
        /// Its key as `devices` shows it, or enough of its beginning.
        device: String,
    },
}

/// Does what the command line asks.
#[must_use]
pub fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match obey(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("lisanga-hub: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<()> {
    let mut settings = command.place.settings()?;
    let home = Home::at(&settings.home);
    let seams = system::seams();
    match command.what {
        What::Init { country } => {
            service::init(&home, &country, &seams)?;
            let hub = service::open(&home, &seams)?;
            let written = publish_catalogue(&hub)?;
            say(&format!(
                "founded in {}: {written} areas and courses published; next: lisanga-hub invite",
                home.folder().display()
            ));
            Ok(())
        }
        What::Run { sync, pages } => {
            settings.sync = sync.unwrap_or(settings.sync);
            settings.pages = pages.unwrap_or(settings.pages);
            run::run(&home, &settings, &seams)
        }
        What::Invite(invite) => invite.obey(&service::open(&home, &seams)?, &settings),
        What::Devices { json } => list_devices(&service::open(&home, &seams)?, json),
        What::User { what } => what.obey(&service::open(&home, &seams)?),
        What::Import(import) => import.obey(service::open(&home, &seams)?, &home),
        What::Export(export) => export.obey(&service::open(&home, &seams)?, &home),
        What::Bundle { what } => what.obey(&service::open(&home, &seams)?, &home),
        What::Rebuild => rebuild(&home, &service::open(&home, &seams)?),
        What::Revoke { device } => revoke(&service::open(&home, &seams)?, &device),
    }
}

impl Place {
    fn settings(&self) -> Result<Settings> {
        let mut settings = match &self.config {
            Some(path) => Settings::read(path)?,
            None => Settings::default(),
        };
        if let Some(home) = &self.home {
            settings.home.clone_from(home);
        }
        Ok(settings)
    }
}

/// Publishes what the country pack of this version knows and the dataset does not.
fn publish_catalogue(hub: &Hub) -> Result<usize> {
    let speaker = hub.speaker.clone();
    let written = hub.store.write(move |db| {
        let nation = places::all(db)?.into_iter().find(|place| place.level == Level::Nation);
        let Some(nation) = nation else { return Ok(None) };
        let Some(pack) = Pack::of(&nation.code) else { return Ok(None) };
        as_hub(db, &speaker, |hub| catalogue::publish(hub, nation.scope, pack)).map(Some)
    })?;
    written.context("publish the catalogue: this program has no pack of the hub's country")
}

fn rebuild(home: &Home, hub: &Hub) -> Result<()> {
    let entries = Projection::begin_anew(home)?.catch_up(&hub.store)?;
    say(&format!("rebuilt from {entries} entries"));
    Ok(())
}

fn list_devices(hub: &Hub, json: bool) -> Result<()> {
    let devices = hub.store.write(|db| devices::all(db))?;
    if json {
        return print(&serde_json::to_string_pretty(&devices)?);
    }
    for device in devices {
        let state = if device.revoked { "revoked" } else { "active" };
        print(&format!("{}  {:8}  {:12}  {}", &device.key[..16], state, device.site, device.name))?;
    }
    Ok(())
}

/// The pack of the hub's country.
fn pack(hub: &Hub) -> Result<&'static Pack> {
    let places = hub.store.write(|db| places::all(db))?;
    let nation = places.iter().find(|place| place.level == Level::Nation);
    let pack = nation.and_then(|nation| Pack::of(&nation.code));
    pack.context("this program has no pack of the hub's country; update it")
}

/// The device whose key begins like this.
fn one_device(hub: &Hub, key: &str) -> Result<devices::Device> {
    let known = hub.store.write(|db| devices::all(db))?;
    let mut meant = known.into_iter().filter(|known| known.key.starts_with(key));
    let (Some(found), None) = (meant.next(), meant.next()) else {
        anyhow::bail!("{key}: not the key of exactly one device; see `lisanga-hub devices`");
    };
    Ok(found)
}

fn revoke(hub: &Hub, device: &str) -> Result<()> {
    let found = one_device(hub, device)?;
    let key = DeviceKey::from_hex(&found.key).context("read the key of the device")?;
    let speaker = hub.speaker.clone();
    let done = hub.store.write(move |db| {
        as_hub(db, &speaker, |hub| devices::revoke(hub, key, UserNumber::NOBODY))
    })?;
    say(&if done {
        format!("revoked: {} at {}", found.name, found.site)
    } else {
        format!("{} at {} was revoked before", found.name, found.site)
    });
    Ok(())
}

/// A line of data.
fn print(line: &str) -> Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{line}").context("write to stdout")
}

/// A message.
#[expect(clippy::print_stderr, reason = "a command line talks to its user here")]
fn say(message: &str) {
    eprintln!("{message}");
}
