//! What a dishonest program writes into its own database.

use lisanga_protocol::ids::{ClaimedTime, LogId};
use lisanga_protocol::records;
use lisanga_store::{StoreError, logs};
use rusqlite::{Connection, params};

/// Rewrites the header of the newest record of a log, so that it claims another time than its change.
pub(crate) fn lie_about_time(db: &Connection, log: LogId) -> Result<(), StoreError> {
    let log = logs::find(db, log)?.unwrap();
    let n = log.head.n;
    let row = logs::records(db, &log, n, n)?.remove(0);
    let mut header = row.header;
    header.time = ClaimedTime::from_seconds(header.time.seconds() + 1);
    let before = logs::hash_at(db, &log, n - 1)?.unwrap();
    let h = records::next(log.id, n, before, &header, row.digest);
    let number = i64::try_from(n).unwrap();
    db.execute(
        "UPDATE record SET header = ?1, h = ?2 WHERE log = ?3 AND n = ?4",
        params![&header.to_bytes()[..], &h.0[..], log.row, number],
    )?;
    db.execute("UPDATE log SET h = ?1 WHERE id = ?2", (&h.0[..], log.row))?;
    Ok(())
}
