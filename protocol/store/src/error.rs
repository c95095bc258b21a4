//! What can go wrong with the store, in words that say what to do.

use rusqlite::ErrorCode;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room left. Reading and handing in go on; saving does not.
    #[error("save: the disk is full; free some space and try again, nothing saved before is lost")]
    DiskFull,
    /// The folder or file may not be written.
    #[error("write the database: its folder is read-only; give this user the right to write there")]
    ReadOnly,
    /// Another program, or the same one twice.
    #[error("write the database: another program holds it; stop that one first")]
    Busy,
    /// Not a database of this program.
    #[error("open the database: the file belongs to another program")]
    Foreign,
    /// Written by a newer version.
    #[error("open the database: its version is {found}, this program knows {known}; update it")]
    TooNew {
        /// Version in the file.
        found: i64,
        /// Newest version this program knows.
        known: i64,
    },
    /// Bytes on the disk are not what was written.
    #[error(
        "read the database: {0} is damaged; nothing was deleted, restore a backup or join again"
    )]
    Damaged(String),
    /// A value that cannot be stored: a defect of this program.
    #[error("store {0}")]
    Invalid(&'static str),
    /// The writer ended before; the first error says why.
    #[error("save: the store was closed after an earlier error; start the program again")]
    Closed,
    /// Anything else SQLite says.
    #[error("use the database: {0}")]
    Sqlite(rusqlite::Error),
    /// A file beside the database.
    #[error("write {path}: {}", plain(.source))]
    File {
        /// Which file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
}

/// What the system says, in words that say what to do.
fn plain(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            "the disk is full; free some space and try again, nothing saved before is lost".into()
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            "this user may not write there; give the right, or choose another folder".into()
        }
        _ => error.to_string(),
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::ReadOnly
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged("the database file".into())
            }
            _ => Self::Sqlite(error),
        }
    }
}
