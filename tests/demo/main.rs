//! `cargo demo`: a hub and three sites on invented data. One site tells a year of its cooperative. The sites
//! work while the hub is away, two devices of one site change the same person, sell the same parcel and write
//! down the same meeting apart, the hub comes back, and everybody agrees on what is to be looked at.
//!
//! `--once` stops when they do and says what it took; `--json` says it as one line.

mod scene;
mod story;
mod year;

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Parser;

use story::Story;

/// A hub and three sites with invented data.
#[derive(Debug, Parser)]
#[command(name = "demo")]
struct Arguments {
    /// Stops after convergence.
    #[arg(long)]
    once: bool,
    /// Says what it took as one line of JSON.
    #[arg(long)]
    json: bool,
    /// Members in the register of each site.
    #[arg(long, default_value_t = 150)]
    members: usize,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let told = tokio::runtime::Runtime::new()
        .context("start")
        .and_then(|runtime| runtime.block_on(tell(&arguments)));
    match told {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            scene::say("the sites and the hub do not agree: this is a defect");
            ExitCode::FAILURE
        }
        Err(error) => {
            scene::say(&format!("demo: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Whether everybody agreed in the end.
async fn tell(arguments: &Arguments) -> Result<bool> {
    let mut story = Story::begin(arguments.members).await?;
    story.everybody_fetches_the_register().await?;
    story.a_cooperative_is_formed().await?;
    story.the_hub_goes_away().await?;
    story.the_sites_work()?;
    story.one_person_is_changed_apart()?;
    story.two_devices_do_the_same()?;
    story.nobody_reaches_the_hub().await?;
    story.the_hub_comes_back()?;
    story.everybody_exchanges().await?;
    let summary = story.summary()?;
    if arguments.json {
        scene::print(&serde_json::to_string(&summary)?)?;
    } else {
        summary.tell()?;
    }
    if !arguments.once {
        story.everybody_opens_the_pages()?;
        story.addresses()?;
        tokio::signal::ctrl_c().await.context("wait for Ctrl-C")?;
    }
    story.ends().await;
    Ok(summary.converged)
}
