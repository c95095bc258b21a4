//! Feeds: the gapless, digested list of what was published in a scope.

use std::collections::BTreeMap;

use lisanga_protocol::feed::{
    EntryKind, FeedHead, Published, RECORD_BYTES, State, entry_bytes, entry_digest,
};
use lisanga_protocol::ids::{DeviceKey, Hash, LogId, Scope};
use lisanga_protocol::records::{Head, Record, Seal};
use lisanga_protocol::wire::entries::{Entry, EntryBody, Published as Sent, Stretch};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::StoreError;
use crate::logs::hash_at;
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
        // A new timeline goes on where the former one ended here.
        Some(head) => FeedHead { hub_epoch, ..head },
        None => FeedHead::start(hub_epoch),
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

/// The digest of a feed at a position; none if it has not come so far.
pub fn digest_at(
    connection: &Connection,
    scope: Scope,
    position: u64,
) -> Result<Option<FeedHead>, StoreError> {
    let found: Option<(i64, Vec<u8>)> = connection
        .prepare_cached("SELECT hub_epoch, digest FROM entry WHERE scope = ?1 AND position = ?2")?
        .query_row(params![&scope.0[..], signed(position)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let damaged = || StoreError::Damaged(format!("the feed of {scope}"));
    let head = |(hub_epoch, digest): (i64, Vec<u8>)| {
        let digest = Hash::from_slice(&digest).ok_or_else(damaged)?;
        Ok(FeedHead { hub_epoch: hub_epoch.unsigned_abs(), position, digest })
    };
    found.map(head).transpose()
}

/// Who reads a feed, and what he has already.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Which device: entries about its own logs go without records.
    pub device: DeviceKey,
    /// Logs of others he holds, and how far.
    pub ahead: BTreeMap<LogId, u64>,
    /// Every payload is to be sent, whatever he is thought to have.
    pub full: bool,
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEntry {
    /// Its position.
    pub position: u64,
    /// The timeline in which it was published.
    pub hub_epoch: u64,
    /// What it is.
    pub kind: EntryKind,
    /// The name of the log it is about.
    pub log: LogId,
    /// What it says of each record.
    pub records: Vec<Published>,
}

/// The entries of a scope after a position, oldest first, at most `most`.
pub fn stored(
    connection: &Connection,
    scope: Scope,
    after: u64,
    most: usize,
) -> Result<Vec<StoredEntry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT position, hub_epoch, body FROM entry WHERE scope = ?1 AND position > ?2
         ORDER BY position LIMIT ?3",
    )?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![&scope.0[..], signed(after), most], |row| {
        let (position, hub_epoch): (i64, i64) = (row.get(0)?, row.get(1)?);
        Ok((position.unsigned_abs(), hub_epoch.unsigned_abs(), row.get::<_, Vec<u8>>(2)?))
    })?;
    rows.map(|row| {
        let (position, hub_epoch, body) = row?;
        let (kind, log, records) = parse_entry(&body)
            .ok_or_else(|| StoreError::Damaged(format!("the feed of {scope}")))?;
        Ok(StoredEntry { position, hub_epoch, kind, log, records })
    })
    .collect()
}

/// The entries of a scope after a position, as they are sent to `reader`: without records where he
/// has them, with stubs for what does not count. At most about `most_bytes` of payload, and all of one
/// timeline. None if there is nothing after it.
pub fn stretch(
    connection: &Connection,
    scope: Scope,
    after: u64,
    reader: &Reader,
    most_bytes: usize,
) -> Result<Option<Stretch>, StoreError> {
    const MOST: usize = 1 << 10;
    let (mut entries, mut bytes) = (Vec::new(), 0);
    let mut hub_epoch = None;
    for stored in stored(connection, scope, after, MOST)? {
        let damaged = || StoreError::Damaged(format!("the feed of {scope}"));
        if *hub_epoch.get_or_insert(stored.hub_epoch) != stored.hub_epoch {
            break;
        }
        let log = logs::find(connection, stored.log)?.ok_or_else(damaged)?;
        let (entry, size) = entry(connection, &log, stored.kind, &stored.records, reader)?;
        if !entries.is_empty() && bytes + size > most_bytes {
            break;
        }
        bytes += size;
        entries.push(entry);
    }
    Ok(hub_epoch.map(|hub_epoch| Stretch { scope, hub_epoch, after, entries }))
}

fn entry(
    connection: &Connection,
    log: &LogRow,
    kind: EntryKind,
    lines: &[Published],
    reader: &Reader,
) -> Result<(Entry, usize), StoreError> {
    let damaged = || StoreError::Damaged(format!("log {}", log.id));
    let (first, last) = lines.first().zip(lines.last()).ok_or_else(damaged)?;
    let whole = |body| Entry { log: log.key, id: log.id, body };
    let own = log.key.device == reader.device && log.branch_of.is_none();
    let has = own || reader.ahead.get(&log.id).is_some_and(|n| *n >= last.n);
    if has && !reader.full && kind == EntryKind::Segment {
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

/// The scopes that have a feed.
pub fn scopes(connection: &Connection) -> Result<Vec<Scope>, StoreError> {
    let mut statement = connection.prepare_cached("SELECT scope FROM feed ORDER BY scope")?;
    let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|bytes| scope_from(&bytes?)).collect()
}

/// The greatest national number given so far; 0 for none.
pub fn newest(connection: &Connection) -> Result<u64, StoreError> {
    let newest: i64 = connection
        .prepare_cached("SELECT coalesce(max(national), 0) FROM entry")?
        .query_row([], |row| row.get(0))?;
    Ok(newest.unsigned_abs())
}

/// The scopes in which something was published after this national number.
pub fn moved_since(connection: &Connection, national: u64) -> Result<Vec<Scope>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT DISTINCT +scope FROM entry WHERE national > ?1 ORDER BY 1")?;
    let rows = statement.query_map([signed(national)], |row| row.get::<_, Vec<u8>>(0))?;
    rows.map(|bytes| scope_from(&bytes?)).collect()
}

fn scope_from(bytes: &[u8]) -> Result<Scope, StoreError> {
    Scope::from_slice(bytes).ok_or_else(|| StoreError::Damaged("a feed".into()))
}
