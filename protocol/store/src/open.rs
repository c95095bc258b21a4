//! Opening a database: pragmas in the order that survives a power cut, and numbered migrations.
//!
//! `synchronous=EXTRA` stands before `journal_mode=WAL` because switching to WAL deletes a rollback
//! journal, and a deletion that was not synced can come back after a power cut and be replayed; once
//! in WAL, `FULL` makes every commit durable.

use std::path::{Path, PathBuf};
use std::{fs, io};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::StoreError;

/// "Lisa" in ASCII: marks a file as this program's precious database.
const APPLICATION_ID: i64 = 0x4c69_7361;

/// The migrations of `records.db`, oldest first; version n is reached by the first n.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_records.sql"),
    include_str!("migrations/0002_centre.sql"),
    include_str!("migrations/0003_people.sql"),
    include_str!("migrations/0004_numbers.sql"),
    include_str!("migrations/0005_imports.sql"),
    include_str!("migrations/0006_bundles.sql"),
    include_str!("migrations/0007_reserved.sql"),
    include_str!("migrations/0008_attachments.sql"),
];

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

/// The files a database consists of, as what follows its name.
const PARTS: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// A file beside this one: its name, and this after it.
pub(crate) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Removes a database that can be made again. That there is none is no error.
pub fn remove(path: &Path) -> io::Result<()> {
    for suffix in PARTS {
        match fs::remove_file(beside(path, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Puts a database that cannot be read aside, with its side files, under a name that says when.
/// Nothing is deleted; a new database can be begun in its place. Returns the new name.
pub fn set_aside(path: &Path, now: u64) -> Result<PathBuf, StoreError> {
    let aside = beside(path, &format!(".damaged-{now}"));
    for suffix in PARTS {
        let from = beside(path, suffix);
        match fs::rename(&from, beside(&aside, suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::File { path: from.display().to_string(), source: error });
            }
            _ => {}
        }
    }
    Ok(aside)
}

/// Opens the precious database for reading beside the writer.
pub fn reader(path: &Path, vfs: Option<&str>) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, vfs, flags)?;
    connection.execute_batch("PRAGMA trusted_schema=OFF; PRAGMA busy_timeout=5000;")?;
    Ok(connection)
}

fn connect(path: &Path, vfs: Option<&str>, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connection = match vfs {
        Some(vfs) => Connection::open_with_flags_and_vfs(path, flags, vfs)?,
        None => Connection::open_with_flags(path, flags)?,
    };
    keep_statements(&connection)?;
    Ok(connection)
}

/// Has every statement prepared once: the cache holds all there are, and the plan of one does not
/// depend on the values bound to it, for which SQLite would prepare it again at each use.
pub fn keep_statements(connection: &Connection) -> Result<(), rusqlite::Error> {
    /// More than the program has.
    const STATEMENTS: usize = 256;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_or_foreign_database_is_refused_with_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("records.db");
        records(&path, None).unwrap().pragma_update(None, "user_version", 99).unwrap();
        let refused = records(&path, None).unwrap_err().to_string();
        assert!(refused.contains("its version is 99") && refused.contains("update"), "{refused}");
        let other = folder.path().join("other.db");
        Connection::open(&other).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
        assert!(matches!(records(&other, None), Err(StoreError::Foreign)));
    }

    #[test]
    fn a_damaged_database_is_set_aside_whole_and_a_new_one_can_begin() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("records.db");
        fs::write(&path, b"this was a database once, before the river came").unwrap();
        assert!(matches!(records(&path, None), Err(StoreError::Damaged(_))));
        let aside = set_aside(&path, 1_770_000_000).unwrap();
        assert!(fs::read(&aside).unwrap().starts_with(b"this was"));
        records(&path, None).unwrap();
    }

    #[test]
    fn commits_are_durable_one_by_one() {
        let folder = tempfile::tempdir().unwrap();
        let connection = records(&folder.path().join("records.db"), None).unwrap();
        let pragma = |name: &str| -> String {
            let value: rusqlite::types::Value =
                connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap();
            format!("{value:?}")
        };
        assert_eq!(pragma("journal_mode"), "Text(\"wal\")");
        assert_eq!(pragma("synchronous"), "Integer(2)", "FULL");
    }
}
