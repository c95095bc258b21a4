//! The command line of a site. Data goes to stdout, messages to stderr; 0 is success, 1 a failure,
//! 2 wrong usage.

mod bundle;
mod export;
mod import;
mod run;
mod status;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Parser, Subcommand};
use lisanga_store::seams::Seams;
use lisanga_transport::invitation::Invitation;
use lisanga_transport::system;
use serde::Serialize;
use tracing_subscriber::EnvFilter;

use crate::settings::{Home, Settings};
use crate::sync::{self, Site};

/// A site of Lisanga: it keeps the books where there is no network and syncs when there is.
#[derive(Debug, Parser)]
#[command(name = "lisanga-node", version)]
pub struct Command {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    what: What,
}

/// Where the site is.
#[derive(Debug, Args)]
struct Place {
    /// The configuration file; without it everything has its default.
    #[arg(long, env = "LISANGA_CONFIG", global = true)]
    config: Option<PathBuf>,
    /// The folder of databases and key.
    #[arg(long, env = "LISANGA_HOME", global = true)]
    home: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Joins a site with the invitation from the province. Needs a network, once.
    Join {
        /// The invitation: LISANGA-…
        #[arg(required = true)]
        invitation: Vec<String>,
    },
    /// Serves the pages of the site and keeps a link to the hub whenever there is a network, until it is
    /// stopped.
    Run,
    /// Exchanges with the hub once.
    Sync {
        /// Where the hub is now, as host:port, if it moved; may be given several times.
        #[arg(long = "address")]
        addresses: Vec<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Says what is here, and what became of what was written here.
    Status {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Takes in a file: a register, sheets of trainings or a cash book, as CSV.
    Import(Box<import::Import>),
    /// Writes a dataset of the site into a file: CSV or a workbook.
    Export(export::Export),
    /// Exchanges without a network, by files on a stick, in a telephone or in an e-mail.
    Bundle {
        #[command(subcommand)]
        what: bundle::Bundle,
    },
}

/// Does what the command line asks.
#[must_use]
pub fn main() -> ExitCode {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match obey(Command::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("lisanga-node: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Result<()> {
    let settings = command.place.settings()?;
    let home = Home::at(&settings.home);
    let seams = system::seams();
    let open = || sync::open_site(&home, &seams);
    match command.what {
        What::Join { invitation } => join(&home, &seams, &invitation.join(" ")),
        What::Run => run::run(&open()?, &home, settings.pages),
        What::Sync { json, addresses } => {
            let site = open()?;
            let moved = !addresses.is_empty();
            exchange(&if moved { site.with_hub_at(addresses) } else { site }, json)
        }
        What::Status { json } => status::show(&open()?, json),
        What::Import(import) => import.obey(&open()?),
        What::Export(export) => export.obey(&open()?, &home),
        What::Bundle { what } => what.obey(&open()?, &home),
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

fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Runtime::new().context("start")
}

fn join(home: &Home, seams: &Seams, text: &str) -> Result<()> {
    let invitation = Invitation::from_text(text)?;
    let site = runtime()?.block_on(async {
        let socket = sync::any_port().context("open a UDP port")?;
        let site = sync::join(home, seams, &socket, &invitation).await?;
        // What the others have is here before the network goes again; if it goes now, it comes later.
        let first = site.exchange_once(&sync::any_port().context("open a UDP port")?).await;
        if let Err(error) = first {
            say(&format!("joined, but nothing was fetched yet: {error:#}"));
        }
        Ok::<_, anyhow::Error>(site)
    })?;
    say(&format!("joined: this device belongs to {}", status::name_of(&site)?));
    Ok(())
}

/// What an exchange came to.
#[derive(Serialize)]
struct Exchanged {
    end: String,
    records_sent: u64,
    entries_taken: u64,
    sent_bytes: u64,
    received_bytes: u64,
    round_trips: u64,
}

fn exchange(site: &Site, json: bool) -> Result<()> {
    let outcome = runtime()?.block_on(async {
        site.exchange_once(&sync::any_port().context("open a UDP port")?).await
    })?;
    let complete = matches!(outcome.end, Ok(lisanga_store::conversation::End::Done));
    let end = match &outcome.end {
        Ok(end) => end.to_string(),
        Err(error) => error.to_string(),
    };
    let exchanged = Exchanged {
        end: end.clone(),
        records_sent: outcome.report.sent,
        entries_taken: outcome.report.taken,
        sent_bytes: outcome.sent_bytes,
        received_bytes: outcome.received_bytes,
        round_trips: outcome.round_trips,
    };
    if json {
        print(&serde_json::to_string_pretty(&exchanged)?)?;
    } else {
        print(&format!(
            "{end}: {} records handed in, {} entries taken, {} bytes out, {} bytes in",
            exchanged.records_sent,
            exchanged.entries_taken,
            exchanged.sent_bytes,
            exchanged.received_bytes
        ))?;
    }
    anyhow::ensure!(complete, "{end}");
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
