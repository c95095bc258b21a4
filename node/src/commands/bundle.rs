//! `lisanga-node bundle`: exchange by files.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Subcommand;
use lisanga_protocol::bundle::{PART, SMALLEST_PART};

use super::{print, say};
use crate::bundles::{self, What};
use crate::settings::Home;
use crate::sync::Site;

/// See the module.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Bundle {
    /// Writes all that the hub is not known to have, for the hub or for another device of this site that
    /// takes it along. Says the names of the files.
    Write {
        /// The key of that device, or enough of its beginning; without it the bundle is for the hub.
        #[arg(long = "for")]
        to: Option<String>,
        /// The folder to write into; without it `bundles` in the site's folder.
        #[arg(long)]
        into: Option<PathBuf>,
        /// Megabytes of one part, about; at least 1.
        #[arg(long, value_name = "MB")]
        part: Option<usize>,
    },
    /// Reads what the hub or another device wrote, part after part.
    Read {
        /// The files, in order.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

impl Bundle {
    pub(super) fn obey(&self, site: &Site, home: &Home) -> Result<()> {
        match self {
            Self::Write { to, into, part } => {
                let to = to.as_ref().map(|key| other(site, key)).transpose()?;
                let into = into.clone().unwrap_or_else(|| home.bundles());
                let part = part.map_or(PART, |part| (part << 20).max(SMALLEST_PART));
                for name in bundles::write(site, to, part, &into)? {
                    print(&into.join(name).display().to_string())?;
                }
                Ok(())
            }
            Self::Read { files } => files.iter().try_for_each(|path| read(site, path)),
        }
    }
}

fn other(site: &Site, key: &str) -> Result<lisanga_protocol::ids::DeviceKey> {
    let known = bundles::others(site)?;
    let mut meant = known.iter().filter(|known| known.to_string().starts_with(key));
    if let (Some(found), None) = (meant.next(), meant.next()) {
        return Ok(*found);
    }
    let known: Vec<String> = known.iter().map(|known| known.to_string()[..8].to_owned()).collect();
    anyhow::bail!(
        "write the bundle for {key}: not the key of exactly one other device of this site; known are: {}",
        known.join(", ")
    )
}

fn read(site: &Site, path: &PathBuf) -> Result<()> {
    let shown = path.display();
    let file = std::fs::read(path).with_context(|| format!("read {shown}"))?;
    let read = bundles::read(site, &file).with_context(|| format!("{shown}"))?;
    let again = if read.again.is_some() { ", which was read before" } else { "" };
    let (part, parts) = read.part;
    say(&match read.what {
        What::FromHub(report) => {
            format!("{shown}: part {part} of {parts}{again}: {} entries taken", report.taken)
        }
        What::FromDevice { device, kept, left } => format!(
            "{shown}: part {part} of {parts}{again}: {kept} records of {} kept for the hub, {left} not \
             taken",
            &device.to_string()[..8]
        ),
    });
    Ok(())
}
