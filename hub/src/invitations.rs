//! Inviting a device: the site is founded if it is new, and the sheet is made with which one device joins.

use lisanga_protocol::dictionary::values::Code;
use lisanga_protocol::packs::Pack;
use lisanga_store::StoreError;
use lisanga_store::places::{self, Level};
use lisanga_transport::authority::Fingerprint;
use lisanga_transport::invitation::Invitation;
use qrcode::QrCode;
use qrcode::render::svg;

use crate::catalogue::{self, NewSite};
use crate::devices;
use crate::ingest::as_hub;
use crate::sync::Hub;

/// A device to be invited.
#[derive(Clone, Debug)]
pub struct NewDevice {
    /// The code of the province.
    pub province: String,
    /// The code of the area the site lies in: the province, or a territory in it.
    pub unit: String,
    /// A short code for the site, unique in its province.
    pub site: String,
    /// What the site is called.
    pub name: String,
    /// What is dug there, codes of the list MINERAL.
    pub minerals: Vec<Code>,
    /// What the device is called.
    pub device: String,
    /// Whether it reads the reserved part of the site: cases and sensitive visits.
    pub reserved: bool,
}

/// An invitation that was noted.
#[derive(Clone, Debug)]
pub struct Invited {
    /// What the device is given.
    pub text: String,
    /// The same as a QR code, SVG.
    pub qr: String,
    /// Until when it works, seconds since 1970.
    pub expires: u64,
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum InviteError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such province, or no such area in the country pack.
    #[error("there is no area {0}")]
    NoArea(String),
    /// The invitation is too long for a QR code.
    #[error("draw the QR code: {0}")]
    Qr(String),
}

impl NewDevice {
    /// Founds the site if it is new, and notes the invitation. `addresses` say how the device reaches this
    /// hub, as host:port.
    pub fn invite(&self, hub: &Hub, addresses: &[String]) -> Result<Invited, InviteError> {
        let code = hub.store.seams().random_16();
        let now = hub.store.seams().clock.now().seconds();
        let (new, dataset, speaker) = (self.clone(), hub.speaker.dataset, hub.speaker.clone());
        let missing = hub.store.write(move |db| {
            let known = places::all(db)?;
            let nation = known.iter().find(|place| place.level == Level::Nation);
            let nation = nation.ok_or(StoreError::Invalid("a hub that was not set up"))?;
            let pack = Pack::of(&nation.code);
            if pack.and_then(|pack| pack.unit(&new.unit)).is_none() {
                return Ok(Some(new.unit));
            }
            let place = devices::site(db, &dataset, &new.province, &new.site, &new.name)?;
            let Some(place) = place else { return Ok(Some(new.province)) };
            let site = NewSite {
                scope: place.scope,
                code: &new.site,
                name: &new.name,
                unit: &new.unit,
                minerals: &new.minerals,
            };
            as_hub(db, &speaker, |hub| catalogue::publish_site(hub, &site, nation.scope))?;
            devices::invite(db, place.scope, &new.device, &code, now, new.reserved)?;
            Ok(None)
        })?;
        if let Some(area) = missing {
            return Err(InviteError::NoArea(area));
        }
        hub.wake.notify_one();
        let authority = Fingerprint::of(hub.authority.certificate());
        let text = Invitation { code, authority, hub: addresses.to_vec() }.to_text();
        let qr =
            QrCode::new(text.as_bytes()).map_err(|error| InviteError::Qr(error.to_string()))?;
        let qr = qr.render::<svg::Color<'_>>().min_dimensions(320, 320).build();
        Ok(Invited { text, qr, expires: now + devices::INVITATION_LIFE })
    }
}
