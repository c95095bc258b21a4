//! Which parts of which bundles were read: they are read in order, and a missing one is named.

pub mod folder;

use lisanga_protocol::bundle::BundleError;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::StoreError;
use crate::conversation::LetterError;
use crate::logs::signed;

/// Why a bundle is not read or written. Nothing of it is taken.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file.
    #[error(transparent)]
    File(#[from] BundleError),
    /// What stands in it.
    #[error(transparent)]
    Letter(LetterError),
    /// At the hub: no device of it, or one beyond the reach of who reads it.
    #[error(
        "read the bundle: no device you may receive wrote it; it belongs to another office or hub"
    )]
    Unknown,
    /// A part before it was not read.
    #[error("read the bundle: part {missing} of {parts} is missing; read it first")]
    Missing {
        /// Which.
        missing: u16,
        /// Of how many.
        parts: u16,
    },
    /// The folder of bundles cannot be read or written.
    #[error("keep the bundle: {0}")]
    Folder(#[from] std::io::Error),
}

impl From<LetterError> for Refused {
    fn from(error: LetterError) -> Self {
        match error {
            LetterError::Store(error) => Self::Store(error),
            other => Self::Letter(other),
        }
    }
}

/// How a part lies to those read before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It is the next.
    Next,
    /// It was read before, at this time (seconds since 1970). Reading it again changes nothing.
    Again(u64),
    /// This part is to be read first.
    After(u16),
}

/// Whether it is this part's turn.
pub fn turn(connection: &Connection, bundle: &[u8; 16], part: u16) -> Result<Turn, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT part, at FROM bundle_read WHERE bundle = ?1 ORDER BY part")?;
    let read: Vec<(u16, i64)> = statement
        .query_map([&bundle[..]], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    if let Some((_, at)) = read.iter().find(|(number, _)| *number == part) {
        return Ok(Turn::Again(at.unsigned_abs()));
    }
    let missing = (1..part).find(|number| !read.iter().any(|(known, _)| known == number));
    Ok(missing.map_or(Turn::Next, Turn::After))
}

/// Notes that this part was read.
pub fn note(
    connection: &Connection,
    bundle: &[u8; 16],
    part: u16,
    now: u64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO bundle_read (bundle, part, at) VALUES (?1, ?2, ?3)")?
        .execute(params![&bundle[..], part, signed(now)])?;
    Ok(())
}

/// Notes with which frames a device greeted.
pub(crate) fn set_greeting(
    connection: &Connection,
    device: &[u8; 32],
    frames: &[u8],
) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE device SET greeting = ?2 WHERE device = ?1")?
        .execute(params![&device[..], frames])?;
    Ok(())
}

/// The frames with which a device greeted last; none before its first greeting.
pub(crate) fn greeting(
    connection: &Connection,
    device: &[u8; 32],
) -> Result<Option<Vec<u8>>, StoreError> {
    let found: Option<Option<Vec<u8>>> = connection
        .prepare_cached("SELECT greeting FROM device WHERE device = ?1")?
        .query_row([&device[..]], |row| row.get(0))
        .optional()?;
    Ok(found.flatten())
}
