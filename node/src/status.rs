//! What became of what was written here, as the coordinator sees it: saved here, safe at the hub,
//! accepted, needs attention.

use lisanga_protocol::wire::messages::SignedHeads;
use lisanga_store::{StoreError, attachments, carried};
use rusqlite::Connection;
use serde::Serialize;

/// How many of this device's records stand where, and how many attachments are on their way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Written {
    /// On this device only.
    pub saved_here: u64,
    /// At the hub, which has not judged them yet.
    pub safe_at_hub: u64,
    /// In every replica for good; also what the hub wrote again in its own name.
    pub accepted: u64,
    /// Waiting, held or refused.
    pub needs_attention: u64,
    /// Pictures and scans that are not known to be at the hub.
    pub attachments_here: u64,
    /// Those that documents name and that have not come yet.
    pub attachments_expected: u64,
}

/// Counts the records of all own logs.
pub fn written(db: &Connection) -> Result<Written, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT r.state, r.n <= l.hub_n, count(*) FROM record r JOIN log l ON l.id = r.log
         WHERE l.own = 1 GROUP BY 1, 2",
    )?;
    let mut rows = statement.query([])?;
    let mut written = Written::default();
    while let Some(row) = rows.next()? {
        let (state, at_hub, count): (i64, bool, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let place = match (state, at_hub) {
            (1 | 2, _) => &mut written.accepted,
            (0 | 3, true) => &mut written.safe_at_hub,
            (0 | 3, false) => &mut written.saved_here,
            _ => &mut written.needs_attention,
        };
        *place += count.unsigned_abs();
    }
    written.saved_here += carried::records(db, true)?;
    (written.attachments_expected, written.attachments_here) = attachments::open(db)?;
    Ok(written)
}

/// How many documents of each kind are here, by the number of the kind. Kind 0 is what orders of the
/// hub speak about when it is no document.
pub fn documents(db: &Connection) -> Result<Vec<(u16, u64)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT document FROM document d WHERE erased = 0
         AND EXISTS (SELECT 1 FROM change c WHERE c.document = d.id)",
    )?;
    let ids = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let mut counts = std::collections::BTreeMap::<u16, u64>::new();
    for id in ids {
        let id = lisanga_protocol::ids::DocumentId::from_slice(&id?)
            .ok_or_else(|| StoreError::Damaged("a document".into()))?;
        if id.kind() != 0 {
            *counts.entry(id.kind()).or_default() += 1;
        }
    }
    Ok(counts.into_iter().collect())
}

/// When the hub last vouched for where a feed stands, by its clock; none before the first exchange.
pub fn last_exchange(db: &Connection) -> Result<Option<u64>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT signed_head FROM feed WHERE signed_head IS NOT NULL")?;
    let heads = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let mut last = None;
    for head in heads {
        let head: Option<SignedHeads> = minicbor::decode(&head?).ok();
        last = last.max(head.map(|head| head.time));
    }
    Ok(last)
}

/// Whether an exchange was more than so many days ago.
#[must_use]
pub const fn is_old(last: u64, now: u64, days: u64) -> bool {
    now.saturating_sub(last) > days * 24 * 3_600
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchange_grows_old_after_its_days_and_not_before() {
        let day = 24 * 3_600;
        assert!(!is_old(100, 100 + 14 * day, 14));
        assert!(is_old(100, 101 + 14 * day, 14));
        assert!(!is_old(100, 50, 14), "a clock that was set back");
    }
}
