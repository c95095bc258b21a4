//! Feeds: the gapless, digested list of what was published in a scope.

use lisanga_protocol::feed::{
    EntryKind, FeedHead, Published, RECORD_BYTES, State, entry_bytes, entry_digest,
};
use lisanga_protocol::ids::{DeviceKey, Hash, LogId, Scope};
use lisanga_protocol::records::{Head, Record, Seal};
use lisanga_protocol::wire::entries::{Entry, EntryBody, Published as Sent};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::StoreError;
use crate::ingest::hash_at;
use crate::logs::{self, LogRow, RecordRow, signed};

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
    let after = before.after(scope, entry_digest(kind, log.id, &records));
    note_entry(connection, scope, after, kind, log.id, &records)?;
    set_head(connection, scope, after)?;
    Ok(after)
}

/// Keeps an entry at the position of `head`.
pub(crate) fn note_entry(
    connection: &Connection,
    scope: Scope,
    head: FeedHead,
    kind: EntryKind,
    log: LogId,
    records: &[Published],
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO entry (scope, hub_epoch, position, digest, body, national)
             VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(national), 0) + 1 FROM entry))",
        )?
        .execute(params![
            &scope.0[..],
            signed(head.hub_epoch),
            signed(head.position),
            &head.digest.0[..],
            entry_bytes(kind, log, records)
        ])?;
    Ok(())
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

/// The entries of a scope after a position, as they are sent to `reader`: without bodies where he
/// wrote them himself, with stubs for what does not count. At most about `most_bytes` of payload.
pub fn entries(
    connection: &Connection,
    scope: Scope,
    hub_epoch: u64,
    after: u64,
    reader: DeviceKey,
    most_bytes: usize,
) -> Result<Vec<Entry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT body FROM entry WHERE scope = ?1 AND hub_epoch = ?2 AND position > ?3
         ORDER BY position",
    )?;
    let mut rows = statement.query(params![&scope.0[..], signed(hub_epoch), signed(after)])?;
    let (mut found, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(0)?;
        let damaged = || StoreError::Damaged(format!("the feed of {scope}"));
        let (kind, id, lines) = parse_entry(&body).ok_or_else(damaged)?;
        let log = logs::find(connection, id)?.ok_or_else(damaged)?;
        let (entry, size) = entry(connection, &log, kind, &lines, reader)?;
        if !found.is_empty() && bytes + size > most_bytes {
            break;
        }
        bytes += size;
        found.push(entry);
    }
    Ok(found)
}

fn entry(
    connection: &Connection,
    log: &LogRow,
    kind: EntryKind,
    lines: &[Published],
    reader: DeviceKey,
) -> Result<(Entry, usize), StoreError> {
    let damaged = || StoreError::Damaged(format!("log {}", log.id));
    let (first, last) = lines.first().zip(lines.last()).ok_or_else(damaged)?;
    let whole = |body| Entry { log: log.key, id: log.id, body };
    let own = log.key.device == reader && log.branch_of.is_none();
    if own && kind == EntryKind::Segment {
        let states = lines.iter().map(|line| line.state).collect();
        let known = EntryBody::Known { first: first.n, last_h: last.h, states };
        return Ok((whole(known), lines.len()));
    }
    let rows = logs::records(connection, log, first.n, last.n)?;
    let sent = |row: &RecordRow, counts: bool| match (&row.payload, counts) {
        (Some(payload), true) => {
            Sent::Full(Record { header: row.header, payload: payload.clone() })
        }
        _ => Sent::Stub(row.header, row.digest),
    };
    let size = rows.iter().map(|row| row.payload.as_ref().map_or(80, Vec::len)).sum();
    let body = match kind {
        EntryKind::Segment => {
            let seal: Vec<u8> = connection.query_row(
                "SELECT seal FROM segment WHERE log = ?1 AND last = ?2",
                params![log.row, signed(last.n)],
                |row| row.get(0),
            )?;
            let h = hash_at(connection, log, first.n - 1)?.ok_or_else(damaged)?;
            let records = rows
                .iter()
                .zip(lines)
                .map(|(row, line)| (sent(row, line.state == State::Accepted), line.state));
            EntryBody::Segment {
                before: Head { n: first.n - 1, h },
                records: records.collect(),
                seal: Seal::from_slice(&seal).ok_or_else(damaged)?,
            }
        }
        EntryKind::Late => {
            let late = rows.iter().filter(|row| lines.iter().any(|line| line.n == row.n));
            EntryBody::Late { records: late.map(|row| (row.n, row.h, sent(row, true))).collect() }
        }
    };
    Ok((whole(body), size))
}

/// Reads what [`entry_bytes`] wrote.
fn parse_entry(bytes: &[u8]) -> Option<(EntryKind, LogId, Vec<Published>)> {
    let (&kind, rest) = bytes.split_first()?;
    let kind = [EntryKind::Segment, EntryKind::Late].into_iter().find(|k| k.code() == kind)?;
    let (log, rest) = rest.split_at_checked(16)?;
    let lines: Option<Vec<Published>> = rest
        .chunks(RECORD_BYTES)
        .map(|line| {
            let (n, rest) = line.split_first_chunk::<8>()?;
            let (h, state) = rest.split_first_chunk::<32>()?;
            let state = State::from_bytes(state.try_into().ok()?)?;
            Some(Published { n: u64::from_le_bytes(*n), h: Hash(*h), state })
        })
        .collect();
    Some((kind, LogId::from_slice(log)?, lines?))
}
