//! The anchor: how far each own log has come, kept outside the database.
//!
//! A database that was copied back from yesterday does not know what it wrote since. The anchor
//! does, so a restored copy is noticed at start, before any network, and opens a new epoch. It is
//! written and synced after a seal is committed and before the first byte of the segment leaves.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use lisanga_protocol::ids::{Hash, LogId};
use lisanga_protocol::records::Head;
use rusqlite::Connection;

use crate::logs::hash_at;
use crate::{StoreError, logs};

/// Heads of own logs, by log.
pub type Heads = BTreeMap<LogId, Head>;

/// Where an anchor is kept: another file than the database, better another directory.
pub trait Anchor: Send + Sync {
    /// What was written last; empty before the first time.
    fn read(&self) -> Result<Heads, StoreError>;
    /// Writes and syncs.
    fn write(&self, heads: &Heads) -> Result<(), StoreError>;
}

/// What the anchor says about a database at start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The database holds at least what left the device.
    Same,
    /// It is an older copy: it must not write on under the same epoch.
    Restored,
}

/// Compares the database with the anchor.
pub fn compare(connection: &Connection, anchored: &Heads) -> Result<Finding, StoreError> {
    for (id, head) in anchored {
        let there = match logs::find(connection, *id)? {
            Some(log) => hash_at(connection, &log, head.n)?,
            None => None,
        };
        if there != Some(head.h) {
            return Ok(Finding::Restored);
        }
    }
    Ok(Finding::Same)
}

/// The sealed heads of all own logs.
pub fn heads(connection: &Connection) -> Result<Heads, StoreError> {
    let mut heads = Heads::new();
    for log in logs::own(connection)? {
        let h = hash_at(connection, &log, log.sealed)?;
        let h = h.ok_or_else(|| StoreError::Damaged(format!("log {}", log.id)))?;
        heads.insert(log.id, Head { n: log.sealed, h });
    }
    Ok(heads)
}

/// An anchor in a small text file: one line for each log, `log n h`.
#[derive(Clone, Debug)]
pub struct AnchorFile(PathBuf);

impl AnchorFile {
    /// In this file. Its folder must exist.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    fn failed(&self, source: io::Error) -> StoreError {
        StoreError::File { path: self.0.display().to_string(), source }
    }

    fn replace(&self, text: &str) -> io::Result<()> {
        let new = self.0.with_extension("new");
        let mut file = File::create(&new)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&new, &self.0)?;
        match self.0.parent() {
            Some(folder) => File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    }
}

impl Anchor for AnchorFile {
    fn read(&self) -> Result<Heads, StoreError> {
        match fs::read_to_string(&self.0) {
            Ok(text) => parse(&text)
                .ok_or_else(|| StoreError::Damaged(format!("the anchor {}", self.0.display()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Heads::new()),
            Err(error) => Err(self.failed(error)),
        }
    }

    fn write(&self, heads: &Heads) -> Result<(), StoreError> {
        self.replace(&show(heads)).map_err(|error| self.failed(error))
    }
}

fn show(heads: &Heads) -> String {
    let lines: Vec<String> =
        heads.iter().map(|(log, head)| format!("{log} {} {}", head.n, head.h)).collect();
    lines.join("\n")
}

fn parse(text: &str) -> Option<Heads> {
    text.lines()
        .map(|line| {
            let mut words = line.split(' ');
            let log = LogId::from_hex(words.next()?)?;
            let n = words.next()?.parse().ok()?;
            let h = Hash::from_hex(words.next()?)?;
            Some((log, Head { n, h }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_comes_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let anchor = AnchorFile::at(&folder.path().join("anchor"));
        assert_eq!(anchor.read().unwrap(), Heads::new());
        let heads = Heads::from([(LogId([3; 16]), Head { n: 7, h: Hash([9; 32]) })]);
        anchor.write(&heads).unwrap();
        assert_eq!(anchor.read().unwrap(), heads);
    }

    #[test]
    fn a_half_written_anchor_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anchor");
        fs::write(&path, "0303").unwrap();
        assert!(matches!(AnchorFile::at(&path).read(), Err(StoreError::Damaged(_))));
    }
}
