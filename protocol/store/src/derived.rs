//! `views.db`: what follows from `records.db`, thrown away and made again when its definition changes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use lisanga_protocol::dictionary::kinds::ALL;
use lisanga_protocol::dictionary::project::tables;
use lisanga_protocol::ids::Hash;
use rusqlite::{Connection, OpenFlags};

use crate::StoreError;
use crate::open::{self, keep_statements};

/// A derived database, with one connection that writes.
#[derive(Debug)]
pub struct Derived {
    path: PathBuf,
    writer: Mutex<Connection>,
}

impl Derived {
    /// Opens the database, or begins it anew if it was made by another schema or dictionary, by other
    /// rules (whoever changes what is derived raises `version`), or is damaged.
    pub fn open(path: &Path, schema: &str, version: u32) -> Result<Self, StoreError> {
        let definition = definition(schema, version);
        if !is_current(path, definition) {
            remove(path)?;
        }
        let new = !path.exists();
        let writer = Connection::open(path)?;
        keep_statements(&writer)?;
        // The indexes of a province are looked up all over: with 2 MB, as is usual, each look reads a page. 32 MiB
        // are taken only as far as there are pages. Pages that are written again and again are copied over once for
        // 64 MB of changes.
        writer.execute_batch(
            "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
             PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 16000;",
        )?;
        if new {
            writer.execute_batch(schema)?;
            writer.pragma_update(None, "user_version", definition)?;
        }
        Ok(Self { path: path.to_owned(), writer: Mutex::new(writer) })
    }

    /// The connection that writes, for one caller at a time.
    pub fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection that only reads.
    pub fn reader(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(&self.path, flags)?;
        keep_statements(&reader)?;
        reader.execute_batch("PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF;")?;
        Ok(reader)
    }
}

/// Throws a derived database away.
pub fn remove(path: &Path) -> Result<(), StoreError> {
    let file = |source| StoreError::File { path: path.display().to_string(), source };
    open::remove(path).map_err(file)
}

/// A number for the schema, the rules, and what the dictionary makes tables of. SQLite keeps 32 bits.
fn definition(schema: &str, version: u32) -> i64 {
    let mut text = format!("{version} {schema}");
    for table in ALL.iter().flat_map(|kind| tables(kind)) {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        // Writing to a string cannot fail.
        let _always = writeln!(text, "{} {}", table.name, columns.join(" "));
    }
    let hash = Hash::of("views", &[text.as_bytes()]);
    i64::from(i32::from_le_bytes(*hash.0.first_chunk().unwrap_or(&[0; 4])))
}

fn is_current(path: &Path, definition: i64) -> bool {
    let version = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .and_then(|db| db.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)));
    version.is_ok_and(|version| version == definition)
}
