//! `lisanga-hub invite`: the sheet with which one device joins a site.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use lisanga_protocol::dictionary::values::Code;
use lisanga_store::places::{self, Level};
use serde::Serialize;

use super::{print, say};
use crate::invitations::{InviteError, NewDevice};
use crate::settings::Settings;
use crate::sync::Hub;

/// See the module.
#[derive(Clone, Debug, Args)]
pub(super) struct Invite {
    /// The province, for example CD-KE.
    #[arg(long)]
    province: String,
    /// The territory the site lies in; without it the province is noted.
    #[arg(long)]
    territory: Option<String>,
    /// A short code for the site, unique in its province, for example LUBI-1.
    #[arg(long)]
    site: String,
    /// What the site is called; the code if it is not given.
    #[arg(long)]
    name: Option<String>,
    /// What is dug there (codes of the list of minerals); may be given several times.
    #[arg(long = "mineral", default_value = "DIA")]
    minerals: Vec<Code>,
    /// What this device is called.
    #[arg(long, default_value = "1")]
    device: String,
    /// The device reads the reserved part of the site: cases and sensitive visits.
    #[arg(long)]
    reserved: bool,
    /// How the device reaches this hub, as host:port; may be given several times, by name and by
    /// number. Without it what the configuration says.
    #[arg(long = "address")]
    addresses: Vec<String>,
    /// Writes the invitation as a QR code into this SVG file.
    #[arg(long)]
    qr: Option<PathBuf>,
    /// As JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Sheet<'a> {
    site: &'a str,
    device: &'a str,
    invitation: &'a str,
    expires: u64,
}

impl Invite {
    pub(super) fn obey(&self, hub: &Hub, settings: &Settings) -> Result<()> {
        let addresses =
            if self.addresses.is_empty() { &settings.addresses } else { &self.addresses };
        anyhow::ensure!(
            !addresses.is_empty(),
            "invite: say how devices reach this hub: --address hub.example:4470, or `addresses` \
             in the configuration"
        );
        let new = NewDevice {
            province: self.province.clone(),
            unit: self.territory.clone().unwrap_or_else(|| self.province.clone()),
            site: self.site.clone(),
            name: self.name.clone().unwrap_or_else(|| self.site.clone()),
            minerals: self.minerals.clone(),
            device: self.device.clone(),
            reserved: self.reserved,
        };
        let invited = match new.invite(hub, addresses) {
            Err(InviteError::NoArea(area)) => return Err(no_area(hub, &area)),
            other => other.context("invite")?,
        };
        if let Some(path) = &self.qr {
            std::fs::write(path, &invited.qr)
                .with_context(|| format!("write the QR code to {}", path.display()))?;
        }
        if self.json {
            let (invitation, expires) = (invited.text.as_str(), invited.expires);
            let sheet = Sheet { site: &self.site, device: &self.device, invitation, expires };
            return print(&serde_json::to_string_pretty(&sheet)?);
        }
        say(&format!(
            "for device {} of {}: works once, within 14 days. On the device: lisanga-node join TEXT",
            self.device, self.site
        ));
        print(&invited.text)
    }
}

/// Names the areas there are.
fn no_area(hub: &Hub, given: &str) -> anyhow::Error {
    let known = hub.store.write(|db| places::all(db)).unwrap_or_default();
    let provinces = known.iter().filter(|place| place.level == Level::Province);
    let codes: Vec<&str> = provinces.map(|place| place.code.as_str()).collect();
    if codes.contains(&given) || given.matches('-').count() > 1 {
        anyhow::anyhow!("invite: there is no area {given} in the country pack")
    } else {
        anyhow::anyhow!("invite: there is no province {given}; there are {}", codes.join(", "))
    }
}
