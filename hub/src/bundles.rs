//! Bundles at the hub: what a site hands in without a network, and what is written for it.

use std::path::Path;

use lisanga_protocol::bundle::Bundle;
use lisanga_protocol::ids::DeviceKey;
use lisanga_store::bundles::{self, Refused, Turn, folder};
use lisanga_store::conversation::{HubEnd, all_or_nothing};
use lisanga_store::{StoreError, rights};
use lisanga_transport::hub::Standing;

use crate::devices::{self, Device};
use crate::ingest;
use crate::sync::Hub;

/// What reading a part came to.
#[derive(Clone, Debug)]
pub struct Read {
    /// Who wrote it.
    pub device: Device,
    /// Which part, of how many.
    pub part: (u16, u16),
    /// When it was made, seconds since 1970.
    pub made: u64,
    /// When it was read before, if it was.
    pub again: Option<u64>,
    /// Records that are new here.
    pub new: u64,
}

/// Reads a file a device wrote, stores what stands in it, and publishes. `may` says whether who reads it
/// receives from this device.
pub fn read(hub: &Hub, file: &[u8], may: impl FnOnce(&Device) -> bool) -> Result<Read, Refused> {
    let Bundle { id, part, parts, sender, made, messages, .. } = hub.speaker.open(file)?;
    let known = hub.store.write(|db| devices::all(db))?;
    let key = sender.to_string();
    let device = known.into_iter().find(|device| device.key == key).filter(may);
    let device = device.ok_or(Refused::Unknown)?;
    let speaker = hub.speaker.clone();
    let (turn, read) = hub.store.write(move |db| {
        let turn = bundles::turn(db, &id, part)?;
        // Asked again within the transaction that stores: the table is kept by commands, too.
        let unknown = devices::standing(db, sender)? == Standing::Unknown;
        if unknown || matches!(turn, Turn::After(_)) {
            return Ok((turn, Ok(0)));
        }
        let before = records(db)?;
        let read = all_or_nothing(db, || HubEnd::new(speaker.clone(), sender).read(db, messages))?;
        if read.is_ok() {
            bundles::note(db, &id, part, speaker.seams.clock.now().seconds())?;
        }
        let new = records(db)? - before;
        Ok((turn, read.map(|()| new)))
    })?;
    let again = match turn {
        Turn::After(missing) => return Err(Refused::Missing { missing, parts }),
        Turn::Again(at) => Some(at),
        Turn::Next => None,
    };
    let new = read?;
    ingest::publish_now(&hub.store, &hub.speaker, &hub.anchor, &hub.moved)?;
    Ok(Read { device, part: (part, parts), made, again, new })
}

/// Records in all logs.
fn records(db: &rusqlite::Connection) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(sum(n), 0) FROM log";
    Ok(db.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
}

/// Writes for a device all it has not heard, in parts of about `part` bytes: the receipt for what it
/// handed in, and its news. Returns the files' names in this folder.
pub fn write(hub: &Hub, device: &Device, part: usize, into: &Path) -> Result<Vec<String>, Refused> {
    let key = DeviceKey::from_hex(&device.key).ok_or(Refused::Unknown)?;
    let speaker = hub.speaker.clone();
    let letter = hub.store.write(move |db| {
        if rights::readable(db, key)?.is_empty() {
            return Ok(None);
        }
        HubEnd::new(speaker, key).letter(db).map(Some)
    })?;
    let parts = hub.speaker.write(key, &letter.ok_or(Refused::Unknown)?, part)?;
    let day = hub.store.seams().today().to_string();
    Ok(folder::keep(into, &label(device), &day, &parts)?)
}

/// What the files for a device are called.
#[must_use]
pub fn label(device: &Device) -> String {
    format!("CENTRE-{}-{}", device.site, device.name)
}
