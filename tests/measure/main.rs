//! `cargo measure`: what the road costs, on the records other engines were compared on, beside a floor
//! or a peer. Bytes are exact; seconds are those of the simulated link, so they do not depend on the
//! machine; rates are given as a ratio to a bare write of the same bytes.

mod import;
mod road;
mod site;
mod store;

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Parser;
use serde::Serialize;
use tracing_subscriber::EnvFilter;

/// The figures of the road.
#[derive(Debug, Parser)]
#[command(name = "measure")]
struct Arguments {
    /// As JSON.
    #[arg(long)]
    json: bool,
    /// Only this part.
    #[arg(long)]
    only: Option<Part>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// Exchanges: bytes, round trips, simulated seconds.
    Road,
    /// What the hub stores and judges in a second.
    Store,
    /// Until a site is ready, and until a save is durable.
    Site,
    /// A register of 100,000 rows taken in at headquarters.
    Import,
}

/// A figure, what it is held against, and what is to be reached.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figure {
    what: String,
    measured: f64,
    unit: &'static str,
    /// To be reached, in the same unit.
    goal: f64,
    /// The floor or the best peer, and what it is.
    beside: String,
}

impl Figure {
    fn reached(&self) -> bool {
        // Rates are to be at least, everything else at most.
        if self.unit.starts_with("of ") || self.unit.ends_with("/s") {
            self.measured >= self.goal
        } else {
            self.measured <= self.goal
        }
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // With RUST_LOG=lisanga_transport=trace every message with its size.
    let filter = EnvFilter::from_default_env();
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match figures(arguments.only).and_then(|figures| tell(&figures, arguments.json)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("measure: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn figures(only: Option<Part>) -> Result<Vec<Figure>> {
    let mut figures = Vec::new();
    let wanted = |part| only.is_none_or(|only| only == part);
    if wanted(Part::Road) {
        figures.extend(road::figures()?);
    }
    if wanted(Part::Store) {
        figures.extend(store::figures()?);
    }
    if wanted(Part::Site) {
        figures.extend(site::figures()?);
    }
    if wanted(Part::Import) {
        figures.extend(import::figures()?);
    }
    Ok(figures)
}

fn tell(figures: &[Figure], json: bool) -> Result<()> {
    if json {
        return print(&serde_json::to_string_pretty(figures)?);
    }
    for figure in figures {
        let mark = if figure.reached() { "ok  " } else { "MISS" };
        print(&format!(
            "{mark} {:58} {:>10.1} {:8} goal {:>9.1}  {}",
            figure.what, figure.measured, figure.unit, figure.goal, figure.beside
        ))?;
    }
    Ok(())
}

fn print(line: &str) -> Result<()> {
    use std::io::Write as _;
    writeln!(std::io::stdout(), "{line}").context("write to stdout")
}

#[expect(clippy::print_stderr, reason = "messages of a command line")]
fn say(message: &str) {
    eprintln!("{message}");
}
