//! Bundles at a site: what is handed in without a network, what the hub answers, and what another device
//! of the site gives along.

use std::path::Path;

use lisanga_protocol::bundle::Bundle;
use lisanga_protocol::ids::DeviceKey;
use lisanga_store::anchor::Anchor as _;
use lisanga_store::bundles::{self, Refused, Turn, folder};
use lisanga_store::conversation::{End, FIRST_FRAME, LetterError, NodeEnd, Report, all_or_nothing};
use lisanga_store::{StoreError, places, rights};

use crate::sync::Site;

/// What reading a part came to.
#[derive(Clone, Debug)]
pub struct Read {
    /// What it was.
    pub what: What,
    /// Which part, of how many.
    pub part: (u16, u16),
    /// When it was made, seconds since 1970.
    pub made: u64,
    /// When it was read before, if it was.
    pub again: Option<u64>,
}

/// What a bundle was.
#[derive(Clone, Debug)]
pub enum What {
    /// The hub's answer and news.
    FromHub(Report),
    /// What another device of this site wrote; kept for the hub.
    FromDevice {
        /// Who wrote it.
        device: DeviceKey,
        /// Records kept.
        kept: u64,
        /// Records not kept: their author has no right here, or there is no room.
        left: u64,
    },
}

/// The other devices that may write at this site.
pub fn others(site: &Site) -> Result<Vec<DeviceKey>, StoreError> {
    let (scope, own, hub) = (site.membership.site, site.device(), site.membership.hub);
    site.store.write(move |db| {
        let mut devices = rights::writers(db, scope)?;
        devices.retain(|device| *device != own && *device != hub);
        Ok(devices)
    })
}

/// Writes all that the hub is not known to have, in parts of about `part` bytes: for the hub, or for
/// another device of this site that takes it along. Returns the files' names in this folder.
pub fn write(
    site: &Site,
    to: Option<DeviceKey>,
    part: usize,
    into: &Path,
) -> Result<Vec<String>, Refused> {
    let (speaker, hub, scope) = (site.speaker(), site.membership.hub, site.membership.site);
    let device = site.device();
    let (letter, heads, label) = site.store.write(move |db| {
        let mut node = NodeEnd::new(speaker, hub, FIRST_FRAME);
        let (_, heads) = node.greet(db)?;
        let code = places::find(db, scope)?.map_or_else(|| scope.to_string(), |place| place.code);
        Ok((node.letter(db)?, heads, format!("{code}-{}", &device.to_string()[..8])))
    })?;
    // Before the first byte leaves, so that a copy of this database is noticed.
    site.anchor().write(&heads)?;
    let label = to.map_or_else(|| label.clone(), |to| format!("{label}-{}", &to.to_string()[..8]));
    let parts = site.speaker().write(to.unwrap_or(hub), &letter, part)?;
    let day = site.store.seams().today().to_string();
    Ok(folder::keep(into, &label, &day, &parts)?)
}

/// Reads a file the hub or another device of this site wrote.
pub fn read(site: &Site, file: &[u8]) -> Result<Read, Refused> {
    let (speaker, hub, scope) = (site.speaker(), site.membership.hub, site.membership.site);
    let Bundle { id, part, parts, sender, made, messages, .. } = speaker.open(file)?;
    let (turn, taken) = site.store.write(move |db| {
        let turn = bundles::turn(db, &id, part)?;
        if matches!(turn, Turn::After(_)) {
            return Ok((turn, None));
        }
        let now = speaker.seams.clock.now().seconds();
        let mut node = NodeEnd::new(speaker, hub, FIRST_FRAME);
        let taken = all_or_nothing(db, || {
            if sender == hub {
                node.answered(db, messages)?;
                return Ok(What::FromHub(node.report().clone()));
            }
            if !rights::writers(db, scope)?.contains(&sender) {
                return Err(LetterError::Stranger);
            }
            let (kept, left) = node.take_along(db, &messages)?;
            Ok(What::FromDevice { device: sender, kept, left })
        })?;
        if taken.is_ok() {
            bundles::note(db, &id, part, now)?;
        }
        Ok((turn, Some(taken)))
    })?;
    let again = match turn {
        Turn::After(missing) => return Err(Refused::Missing { missing, parts }),
        Turn::Again(at) => Some(at),
        Turn::Next => None,
    };
    let nothing = || Refused::Letter(LetterError::End(End::Nonsense));
    let what = taken.ok_or_else(nothing)??;
    // Somebody may wait for what was taken along, or for a new log.
    site.wrote.notify_one();
    Ok(Read { what, part: (part, parts), made, again })
}
