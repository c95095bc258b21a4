//! `lisanga-hub bundle`: exchange by files with sites that have no network.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Subcommand;
use lisanga_protocol::bundle::{PART, SMALLEST_PART};

use super::{print, say};
use crate::settings::Home;
use crate::sync::Hub;
use crate::{bundles, devices};

/// See the module.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Bundle {
    /// Writes for a device all it has not heard: the receipt for what it handed in, and its news. Says the
    /// names of the files.
    Write {
        /// Its key as `devices` shows it, or enough of its beginning.
        device: String,
        /// The folder to write into; without it `bundles` in the hub's folder.
        #[arg(long)]
        into: Option<PathBuf>,
        /// Megabytes of one part, about; at least 1.
        #[arg(long, value_name = "MB")]
        part: Option<usize>,
    },
    /// Reads what a device wrote, part after part, and publishes it.
    Read {
        /// The files, in order.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

impl Bundle {
    pub(super) fn obey(&self, hub: &Hub, home: &Home) -> Result<()> {
        match self {
            Self::Write { device, into, part } => {
                let device = super::one_device(hub, device)?;
                let into = into.clone().unwrap_or_else(|| home.bundles());
                let part = part.map_or(PART, |part| (part << 20).max(SMALLEST_PART));
                for name in bundles::write(hub, &device, part, &into)? {
                    print(&into.join(name).display().to_string())?;
                }
                Ok(())
            }
            Self::Read { files } => files.iter().try_for_each(|path| read(hub, path)),
        }
    }
}

fn read(hub: &Hub, path: &PathBuf) -> Result<()> {
    let shown = path.display();
    let file = std::fs::read(path).with_context(|| format!("read {shown}"))?;
    let any = |_: &devices::Device| true;
    let read = bundles::read(hub, &file, any).with_context(|| format!("{shown}"))?;
    let again = if read.again.is_some() { ", which was read before" } else { "" };
    let (part, parts) = read.part;
    let device = read.device;
    say(&format!(
        "{shown}: part {part} of {parts} of {} {}{again}: {} new records; its answer: lisanga-hub bundle \
         write {}",
        device.site,
        device.name,
        read.new,
        &device.key[..8]
    ));
    Ok(())
}
