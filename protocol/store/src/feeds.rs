//! Feeds: the gapless, digested list of what was published in a scope.

use lisanga_protocol::feed::{EntryKind, FeedHead, Published, entry_bytes, entry_digest};
use lisanga_protocol::ids::{Hash, Scope};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::StoreError;
use crate::logs::{self, LogRow, signed};

/// Where the feed of a scope stands; nowhere, if there is none yet.
pub fn head(connection: &Connection, scope: Scope) -> Result<Option<FeedHead>, StoreError> {
    let found: Option<(i64, i64, Vec<u8>)> = connection
        .prepare_cached("SELECT hub_epoch, position, digest FROM feed WHERE scope = ?1")?
        .query_row([&scope.0[..]], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((hub_epoch, position, digest)) = found else { return Ok(None) };
    let damaged = || StoreError::Damaged(format!("the feed of {scope}"));
    let digest = Hash::from_slice(&digest).ok_or_else(damaged)?;
    Ok(Some(FeedHead {
        hub_epoch: hub_epoch.unsigned_abs(),
        position: position.unsigned_abs(),
        digest,
    }))
}

/// Publishes the judged records `first..=last` of a log as the next entry of its scope.
pub fn publish_segment(
    connection: &Connection,
    hub_epoch: u64,
    log: &LogRow,
    first: u64,
    last: u64,
) -> Result<FeedHead, StoreError> {
    let numbers: Vec<u64> = (first..=last).collect();
    publish(connection, hub_epoch, EntryKind::Segment, log, &numbers)
}

/// Publishes records of one batch that have become accepted after their segment was published.
pub fn publish_late(
    connection: &Connection,
    hub_epoch: u64,
    log: &LogRow,
    numbers: &[u64],
) -> Result<FeedHead, StoreError> {
    publish(connection, hub_epoch, EntryKind::Late, log, numbers)
}

fn publish(
    connection: &Connection,
    hub_epoch: u64,
    kind: EntryKind,
    log: &LogRow,
    numbers: &[u64],
) -> Result<FeedHead, StoreError> {
    let scope = log.key.scope;
    let before = match head(connection, scope)? {
        Some(head) if head.hub_epoch == hub_epoch => head,
        _ => FeedHead::start(hub_epoch),
    };
    let (first, last) = (numbers.first().copied(), numbers.last().copied());
    let (Some(first), Some(last)) = (first, last) else { return Ok(before) };
    let mut records = Vec::with_capacity(numbers.len());
    for record in logs::records(connection, log, first, last)? {
        if numbers.binary_search(&record.n).is_ok() {
            let unjudged = StoreError::Invalid("an entry about a record that was not judged");
            let state = record.standing.published().ok_or(unjudged)?;
            records.push(Published { n: record.n, h: record.h, state });
        }
    }
    let body = entry_bytes(kind, log.id, &records);
    let after = before.after(scope, entry_digest(kind, log.id, &records));
    let position = after.position;
    connection
        .prepare_cached(
            "INSERT INTO entry (scope, hub_epoch, position, digest, body, national)
             VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(national), 0) + 1 FROM entry))",
        )?
        .execute(params![
            &scope.0[..],
            signed(hub_epoch),
            signed(position),
            &after.digest.0[..],
            body
        ])?;
    set_head(connection, scope, after)?;
    Ok(after)
}

/// Sets the head of a feed.
pub fn set_head(connection: &Connection, scope: Scope, head: FeedHead) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO feed (scope, hub_epoch, position, digest) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (scope) DO UPDATE SET hub_epoch = excluded.hub_epoch,
             position = excluded.position, digest = excluded.digest",
        )?
        .execute(params![
            &scope.0[..],
            signed(head.hub_epoch),
            signed(head.position),
            &head.digest.0[..]
        ])?;
    Ok(())
}
