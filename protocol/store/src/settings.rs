//! Few values about this database itself, each under its name.

use lisanga_protocol::ids::{DeviceKey, Epoch};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::StoreError;

/// The national dataset: 16 random bytes drawn when the hub was set up.
pub type Dataset = [u8; 16];

fn get(connection: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

fn set(connection: &Connection, name: &str, value: &[u8]) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![name, value])?;
    Ok(())
}

fn damaged(name: &str) -> StoreError {
    StoreError::Damaged(format!("the setting {name}"))
}

macro_rules! setting {
    ($(#[$doc:meta])* $get:ident, $set:ident, $of:ty, $read:expr, $write:expr) => {
        $(#[$doc])*
        pub fn $get(connection: &Connection) -> Result<Option<$of>, StoreError> {
            let name = stringify!($get);
            let read: fn(&[u8]) -> Option<$of> = $read;
            get(connection, name)?
                .map(|bytes| read(&bytes).ok_or_else(|| damaged(name)))
                .transpose()
        }

        /// Says it anew.
        pub fn $set(connection: &Connection, value: $of) -> Result<(), StoreError> {
            let write: fn(&$of) -> Vec<u8> = $write;
            set(connection, stringify!($get), &write(&value))
        }
    };
}

setting! {
    /// Which national dataset this database belongs to.
    dataset, set_dataset, Dataset, |bytes| bytes.try_into().ok(), |value| value.to_vec()
}
setting! {
    /// The epoch this database writes under.
    epoch, set_epoch, Epoch, Epoch::from_slice, |value| value.0.to_vec()
}
setting! {
    /// At a hub: the timeline of its feeds, milliseconds since 1970.
    hub_epoch, set_hub_epoch, u64,
    |bytes| bytes.try_into().ok().map(u64::from_le_bytes), |value| value.to_le_bytes().to_vec()
}
setting! {
    /// At a node: what the hub's clock said at the last exchange, and what the own one said then, seconds since 1970.
    clock_said, set_clock_said, (u64, u64),
    |bytes| {
        let (hub, own) = bytes.split_at_checked(8)?;
        let number = |bytes: &[u8]| bytes.try_into().ok().map(u64::from_le_bytes);
        number(hub).zip(number(own))
    },
    |(hub, own)| [hub.to_le_bytes(), own.to_le_bytes()].concat()
}
setting! {
    /// At a node: the key of its hub.
    hub_key, set_hub_key, DeviceKey, DeviceKey::from_slice, |value| value.0.to_vec()
}
setting! {
    /// At a node: when the hub first said that this device may read nothing any more, seconds since 1970 by its clock;
    /// 0 if it may.
    rights_ended, set_rights_ended, u64,
    |bytes| bytes.try_into().ok().map(u64::from_le_bytes), |value| value.to_le_bytes().to_vec()
}
