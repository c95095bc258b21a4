//! Which device may write and read where: the table that grants and cuts keep.
//!
//! Rights are never in a certificate; this table is asked whenever something arrives.

use std::collections::BTreeSet;

use lisanga_protocol::ids::{DeviceKey, Scope};
use lisanga_protocol::records::Right;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::{StoreError, places, settings};

/// Grants a device a scope.
pub fn grant(
    connection: &Connection,
    device: DeviceKey,
    scope: Scope,
    right: Right,
) -> Result<(), StoreError> {
    let right = match right {
        Right::ReadWrite => 0,
        Right::WriteOnly => 1,
    };
    connection.execute(
        "INSERT INTO grant_right (device, scope, right) VALUES (?1, ?2, ?3)
         ON CONFLICT (device, scope) DO UPDATE SET right = excluded.right, cut = 0",
        params![&device.0[..], &scope.0[..], right],
    )?;
    Ok(())
}

/// Ends all rights of a device in a scope.
pub fn cut(connection: &Connection, device: DeviceKey, scope: Scope) -> Result<(), StoreError> {
    connection.execute(
        "UPDATE grant_right SET cut = 1 WHERE device = ?1 AND scope = ?2",
        params![&device.0[..], &scope.0[..]],
    )?;
    Ok(())
}

/// Whether what a device wrote in a scope is to be stored. Also for a device that was cut: what it
/// wrote is stored and held for a decision.
pub fn may_write(
    connection: &Connection,
    device: DeviceKey,
    scope: Scope,
) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM grant_right WHERE device = ?1 AND scope = ?2")?
        .query_row(params![&device.0[..], &scope.0[..]], |_| Ok(()))
        .optional()?
        .is_some())
}

/// Whether the rights of a device in a scope were ended.
pub fn is_cut(
    connection: &Connection,
    device: DeviceKey,
    scope: Scope,
) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT cut FROM grant_right WHERE device = ?1 AND scope = ?2")?
        .query_row(params![&device.0[..], &scope.0[..]], |row| row.get(0))
        .optional()?
        .unwrap_or(false))
}

/// The scopes a device may write in.
pub fn granted(connection: &Connection, device: DeviceKey) -> Result<Vec<Scope>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT scope FROM grant_right WHERE device = ?1 AND cut = 0 ORDER BY scope",
    )?;
    let granted = statement.query_map([&device.0[..]], |row| row.get::<_, Vec<u8>>(0))?;
    granted.map(|bytes| scope(&bytes?)).collect()
}

/// The devices that may write in a scope now.
pub fn writers(connection: &Connection, scope: Scope) -> Result<Vec<DeviceKey>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT device FROM grant_right WHERE scope = ?1 AND cut = 0 ORDER BY device",
    )?;
    let devices = statement.query_map([&scope.0[..]], |row| row.get::<_, Vec<u8>>(0))?;
    let damaged = || StoreError::Damaged("a grant".into());
    devices.map(|bytes| DeviceKey::from_slice(&bytes?).ok_or_else(damaged)).collect()
}

/// At a node: since when the hub lets this device read nothing any more, by the hub's clock.
pub fn ended(connection: &Connection) -> Result<Option<u64>, StoreError> {
    Ok(settings::rights_ended(connection)?.filter(|at| *at > 0))
}

/// At a node: notes whether the hub lets this device read anything, as it says now.
pub(crate) fn note(connection: &Connection, reads: bool, now: u64) -> Result<(), StoreError> {
    match (reads, ended(connection)?) {
        (false, None) => settings::set_rights_ended(connection, now),
        (true, Some(_)) => settings::set_rights_ended(connection, 0),
        (false, Some(_)) | (true, None) => Ok(()),
    }
}

fn scope(bytes: &[u8]) -> Result<Scope, StoreError> {
    Scope::from_slice(bytes).ok_or_else(|| StoreError::Damaged("a grant".into()))
}

/// The scopes a device may read: those granted for reading and all they lie in, in order.
pub fn readable(connection: &Connection, device: DeviceKey) -> Result<Vec<Scope>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT scope FROM grant_right WHERE device = ?1 AND right = 0 AND cut = 0",
    )?;
    let granted = statement.query_map([&device.0[..]], |row| row.get::<_, Vec<u8>>(0))?;
    let mut scopes = BTreeSet::new();
    for bytes in granted {
        scopes.extend(places::upwards(connection, scope(&bytes?)?)?);
    }
    Ok(scopes.into_iter().collect())
}
