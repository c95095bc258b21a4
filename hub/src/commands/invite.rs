//! `lisanga-hub invite`: the sheet with which one device joins a site.

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use clap::Args;
use lisanga_protocol::dictionary::values::Code;
use lisanga_protocol::packs::Pack;
use lisanga_store::places::{self, Level};
use lisanga_transport::authority::Fingerprint;
use lisanga_transport::invitation::Invitation;
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Serialize;

use super::{print, say};
use crate::catalogue::{self, NewSite};
use crate::devices;
use crate::ingest::as_hub;
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
    #[arg(long = "mineral", default_value = "DIAMOND")]
    minerals: Vec<Code>,
    /// What this device is called.
    #[arg(long, default_value = "1")]
    device: String,
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
        let (invitation, expires) = self.make(hub, settings)?;
        let text = invitation.to_text();
        if let Some(path) = &self.qr {
            let code = QrCode::new(text.as_bytes()).context("draw the QR code")?;
            let picture = code.render::<svg::Color<'_>>().min_dimensions(320, 320).build();
            std::fs::write(path, picture)
                .with_context(|| format!("write the QR code to {}", path.display()))?;
        }
        if self.json {
            let sheet =
                Sheet { site: &self.site, device: &self.device, invitation: &text, expires };
            return print(&serde_json::to_string_pretty(&sheet)?);
        }
        say(&format!(
            "for device {} of {}: works once, within 14 days. On the device: lisanga-node join TEXT",
            self.device, self.site
        ));
        print(&text)
    }

    /// Founds the site if it is new, and notes the invitation.
    fn make(&self, hub: &Hub, settings: &Settings) -> Result<(Invitation, u64)> {
        let addresses =
            if self.addresses.is_empty() { &settings.addresses } else { &self.addresses };
        anyhow::ensure!(
            !addresses.is_empty(),
            "invite: say how devices reach this hub: --address hub.example:4470, or `addresses` \
             in the configuration"
        );
        let code = hub.store.seams().random_16();
        let now = hub.store.seams().clock.now().seconds();
        let (invite, dataset, speaker) = (self.clone(), hub.speaker.dataset, hub.speaker.clone());
        let said = hub.store.write(move |db| {
            let known = places::all(db)?;
            let Some(nation) = known.iter().find(|place| place.level == Level::Nation) else {
                return Ok(Err("the hub has no nation; run lisanga-hub init".to_owned()));
            };
            let unit = invite.territory.as_deref().unwrap_or(&invite.province);
            let pack = Pack::of(&nation.code);
            if pack.and_then(|pack| pack.unit(unit)).is_none() {
                return Ok(Err(format!("there is no area {unit} in the country pack")));
            }
            let name = invite.name.as_deref().unwrap_or(&invite.site);
            let place = devices::site(db, &dataset, &invite.province, &invite.site, name)?;
            let Some(place) = place else {
                return Ok(Err(no_province(&known, &invite.province)));
            };
            let site = NewSite {
                scope: place.scope,
                code: &invite.site,
                name,
                unit,
                minerals: &invite.minerals,
            };
            as_hub(db, &speaker, |hub| catalogue::publish_site(hub, &site, nation.scope))?;
            devices::invite(db, place.scope, &invite.device, &code, now)?;
            Ok(Ok(()))
        })?;
        said.map_err(anyhow::Error::msg).context("invite")?;
        let authority = Fingerprint::of(hub.authority.certificate());
        let invitation = Invitation { code, authority, hub: addresses.clone() };
        Ok((invitation, now + devices::INVITATION_LIFE))
    }
}

fn no_province(known: &[places::Place], given: &str) -> String {
    let provinces: Vec<&str> = known
        .iter()
        .filter(|place| place.level == Level::Province)
        .map(|place| place.code.as_str())
        .collect();
    format!("there is no province {given}; there are {}", provinces.join(", "))
}
