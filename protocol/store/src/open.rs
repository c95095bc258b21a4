//! Opening a database: pragmas in the order that survives a power cut, and numbered migrations.
//!
//! `synchronous=EXTRA` stands before `journal_mode=WAL` because switching to WAL deletes a rollback
//! journal, and a deletion that was not synced can come back after a power cut and be replayed; once
//! in WAL, `FULL` makes every commit durable.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::StoreError;

/// "Lisa" in ASCII: marks a file as this program's precious database.
const APPLICATION_ID: i64 = 0x4c69_7361;

/// The migrations of `records.db`, oldest first; version n is reached by the first n.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_records.sql")];

/// Opens, or creates, the precious database for its one writer.
pub fn records(path: &Path, vfs: Option<&str>) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = connect(path, vfs, flags)?;
    prepare(&connection)?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// Opens the precious database for reading beside the writer.
pub fn reader(path: &Path, vfs: Option<&str>) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, vfs, flags)?;
    connection.execute_batch("PRAGMA trusted_schema=OFF; PRAGMA busy_timeout=5000;")?;
    Ok(connection)
}

fn connect(path: &Path, vfs: Option<&str>, flags: OpenFlags) -> Result<Connection, StoreError> {
    Ok(match vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs)?,
        None => Connection::open_with_flags(path, flags)?,
    })
}

fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(
        "PRAGMA busy_timeout=5000;
         PRAGMA synchronous=EXTRA;
         PRAGMA journal_mode=WAL;
         PRAGMA synchronous=FULL;
         PRAGMA fullfsync=1;
         PRAGMA checkpoint_fullfsync=1;
         PRAGMA foreign_keys=ON;
         PRAGMA trusted_schema=OFF;
         PRAGMA cell_size_check=ON;
         PRAGMA secure_delete=ON;
         PRAGMA wal_autocheckpoint=1000;
         PRAGMA journal_size_limit=67108864;",
    )?;
    Ok(())
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let known = i64::try_from(MIGRATIONS.len()).expect("few migrations");
    let application: i64 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && tables > 0 {
        return Err(StoreError::Foreign);
    }
    for version in found..known {
        let step = MIGRATIONS[usize::try_from(version).expect("counted above")];
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", version + 1)?;
        transaction.commit()?;
    }
    Ok(())
}
