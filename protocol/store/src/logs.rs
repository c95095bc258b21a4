//! Logs and their records as rows.
//!
//! A row's digest is that of its payload and stands in the chain with the header, so `h` vouches
//! for every byte of a row; reading compares them, because SQLite does not notice a flipped bit.

use lisanga_protocol::feed::State;
use lisanga_protocol::ids::{DeviceKey, DocumentId, Epoch, Hash, LogId, Scope};
use lisanga_protocol::records::{Head, Header, LogKey, Record, payload_digest};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::StoreError;

/// A log as the store knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its row.
    pub row: i64,
    /// What it is named after.
    pub key: LogKey,
    /// The name it is kept under; another than `key.id()` for a branch.
    pub id: LogId,
    /// Last record.
    pub head: Head,
    /// Last sealed record.
    pub sealed: u64,
    /// Last judged record.
    pub judged: u64,
    /// Last record that still counts, if the log is cut.
    pub cut: Option<u64>,
    /// The log this is a branch of.
    pub branch_of: Option<LogId>,
    /// Written here.
    pub own: bool,
    /// At a node: how far the hub is known to have it.
    pub at_hub: u64,
}

const COLUMNS: &str = "id, log_id, device, scope, epoch, n, h, sealed, judged, cut, branch_of, \
                       own, hub_n";

/// The log with this id.
pub fn find(connection: &Connection, id: LogId) -> Result<Option<LogRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM log WHERE log_id = ?1");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_row([&id.0[..]], read).optional()?.transpose()
}

/// The log in this row.
pub fn at(connection: &Connection, row: i64) -> Result<LogRow, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM log WHERE id = ?1");
    connection.prepare_cached(&sql)?.query_row([row], read)?
}

/// All logs written here, oldest first.
pub fn own(connection: &Connection) -> Result<Vec<LogRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM log WHERE own = 1 ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([], read)?.map(|row| row?).collect()
}

/// The log with this id, begun if there is none.
pub fn open(
    connection: &Connection,
    key: LogKey,
    id: LogId,
    own: bool,
) -> Result<LogRow, StoreError> {
    if let Some(log) = find(connection, id)? {
        return Ok(log);
    }
    connection.execute(
        "INSERT INTO log (log_id, device, scope, epoch, h, own) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            &id.0[..],
            &key.device.0[..],
            &key.scope.0[..],
            &key.epoch.0[..],
            &Hash::ZERO.0[..],
            own
        ],
    )?;
    at(connection, connection.last_insert_rowid())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Result<LogRow, StoreError>> {
    let number = |column| row.get::<_, i64>(column).map(i64::unsigned_abs);
    let bytes = |column| row.get::<_, Vec<u8>>(column);
    let (id, device, scope, epoch) = (bytes(1)?, bytes(2)?, bytes(3)?, bytes(4)?);
    let (n, h, branch_of) = (number(5)?, bytes(6)?, row.get::<_, Option<Vec<u8>>>(10)?);
    let (sealed, judged) = (number(7)?, number(8)?);
    let cut = row.get::<_, Option<i64>>(9)?.map(i64::unsigned_abs);
    let (own, at_hub, row) = (row.get(11)?, number(12)?, row.get(0)?);
    Ok((|| {
        let key = LogKey {
            device: DeviceKey::from_slice(&device)?,
            scope: Scope::from_slice(&scope)?,
            epoch: Epoch::from_slice(&epoch)?,
        };
        let id = LogId::from_slice(&id)?;
        let head = Head { n, h: Hash::from_slice(&h)? };
        let branch_of = match branch_of {
            Some(bytes) => Some(LogId::from_slice(&bytes)?),
            None => None,
        };
        Some(LogRow { row, key, id, head, sealed, judged, cut, branch_of, own, at_hub })
    })()
    .ok_or_else(|| StoreError::Damaged("a log".into())))
}

/// Whether a record counts, and if not, why. Numbers are stored: they only grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Written here or brought by a neighbour; the hub has not said anything about it.
    Ahead,
    /// In every replica for good.
    Accepted,
    /// At the hub, unjudged.
    Stored,
    /// Something it builds on has not arrived.
    Waiting,
    /// Correct, but its log is cut; a named role decides.
    Held,
    /// In no document, for the reason with this number.
    Refused(u16),
    /// The same values stand in a record of the hub.
    Redone,
}

impl Standing {
    /// The number it is stored by.
    #[must_use]
    pub const fn code(self) -> (i64, i64) {
        match self {
            Self::Ahead => (0, 0),
            Self::Accepted => (1, 0),
            Self::Stored => (3, 0),
            Self::Waiting => (4, 0),
            Self::Held => (5, 0),
            Self::Refused(reason) => (6, reason as i64),
            Self::Redone => (2, 0),
        }
    }

    /// What is published of it; none before it is judged.
    #[must_use]
    pub const fn published(self) -> Option<State> {
        match self {
            Self::Ahead | Self::Stored => None,
            Self::Accepted => Some(State::Accepted),
            Self::Redone => Some(State::Redone),
            Self::Waiting => Some(State::Waiting),
            Self::Held => Some(State::Held),
            Self::Refused(reason) => Some(State::Refused(reason)),
        }
    }

    pub(crate) fn from_code(state: i64, reason: i64) -> Option<Self> {
        Some(match state {
            0 => Self::Ahead,
            1 => Self::Accepted,
            2 => Self::Redone,
            3 => Self::Stored,
            4 => Self::Waiting,
            5 => Self::Held,
            6 => Self::Refused(u16::try_from(reason).ok()?),
            _ => return None,
        })
    }
}

impl From<State> for Standing {
    fn from(state: State) -> Self {
        match state {
            State::Accepted => Self::Accepted,
            State::Redone => Self::Redone,
            State::Waiting => Self::Waiting,
            State::Held => Self::Held,
            State::Refused(reason) => Self::Refused(reason),
        }
    }
}

/// A record as the store knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// Its number in its log.
    pub n: u64,
    /// Its header.
    pub header: Header,
    /// The digest of its payload.
    pub digest: Hash,
    /// Its chain hash.
    pub h: Hash,
    /// Its payload; none for a stub.
    pub payload: Option<Vec<u8>>,
    /// Whether it counts.
    pub standing: Standing,
}

/// Whether there is a document of this id in a scope.
pub fn knows(
    connection: &Connection,
    scope: Scope,
    document: DocumentId,
) -> Result<bool, StoreError> {
    let found = connection
        .prepare_cached("SELECT 1 FROM document WHERE scope = ?1 AND document = ?2")?
        .exists(params![&scope.0[..], &document.0[..]])?;
    Ok(found)
}

/// Appends one record after the log's head and returns the new head. Not yet sealed.
pub fn append(
    connection: &Connection,
    log: &LogRow,
    record: &Record,
    document: i64,
    standing: Standing,
    received: u64,
) -> Result<Head, StoreError> {
    let digest = payload_digest(&record.payload);
    let payload = Some(&record.payload[..]);
    append_stub(connection, log, &record.header, digest, payload, document, standing, received)
}

/// As [`append`], for a record whose payload may be missing.
#[expect(clippy::too_many_arguments, reason = "they are the columns of one row")]
pub fn append_stub(
    connection: &Connection,
    log: &LogRow,
    header: &Header,
    digest: Hash,
    payload: Option<&[u8]>,
    document: i64,
    standing: Standing,
    received: u64,
) -> Result<Head, StoreError> {
    // A branch is chained and sealed under the name of the log it is a branch of.
    let head = log.head.after(log.key.id(), header, digest);
    let (state, reason) = standing.code();
    connection
        .prepare_cached(
            "INSERT INTO record (log, n, header, digest, h, payload, document, state, reason, received)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            log.row,
            signed(head.n),
            &header.to_bytes()[..],
            &digest.0[..],
            &head.h.0[..],
            payload,
            document,
            state,
            reason,
            signed(received),
        ])?;
    connection.prepare_cached("UPDATE log SET n = ?2, h = ?3 WHERE id = ?1")?.execute(params![
        log.row,
        signed(head.n),
        &head.h.0[..]
    ])?;
    Ok(head)
}

/// Notes how far the hub is known to have a log. It never goes back but by [`set_at_hub`].
pub(crate) fn raise_at_hub(connection: &Connection, log: i64, n: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE log SET hub_n = max(hub_n, ?2) WHERE id = ?1")?
        .execute(params![log, signed(n)])?;
    Ok(())
}

/// Says anew how far the hub has a log, after it was found to have lost something.
pub(crate) fn set_at_hub(connection: &Connection, log: i64, n: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE log SET hub_n = ?2 WHERE id = ?1")?
        .execute(params![log, signed(n)])?;
    Ok(())
}

/// The chain hash of record `n` of a log: zero at 0, none if it is not there. Before a branch begins
/// it is that of the log it is a branch of.
pub fn hash_at(connection: &Connection, log: &LogRow, n: u64) -> Result<Option<Hash>, StoreError> {
    if n == 0 {
        return Ok(Some(Hash::ZERO));
    }
    let found: Option<Vec<u8>> = connection
        .prepare_cached("SELECT h FROM record WHERE log = ?1 AND n = ?2")?
        .query_row(params![log.row, signed(n)], |row| row.get(0))
        .optional()?;
    let damaged = || StoreError::Damaged(format!("record {n} of log {}", log.id));
    match (found, log.branch_of) {
        (Some(bytes), _) => Hash::from_slice(&bytes).map(Some).ok_or_else(damaged),
        (None, Some(parent)) if n <= log.head.n => match find(connection, parent)? {
            Some(parent) => hash_at(connection, &parent, n),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

/// The branch with this id, begun after `before` if it is not there: its first records stand in the
/// log it is a branch of, which may be a branch itself. None if no log here has `before`.
pub(crate) fn open_branch(
    connection: &Connection,
    key: LogKey,
    id: LogId,
    before: Head,
) -> Result<Option<LogRow>, StoreError> {
    if let Some(log) = find(connection, id)? {
        return Ok(Some(log));
    }
    let main = find(connection, key.id())?;
    for parent in main.into_iter().chain(branches(connection, key)?) {
        if hash_at(connection, &parent, before.n)? != Some(before.h) {
            continue;
        }
        let log = open(connection, key, id, false)?;
        connection.execute(
            "UPDATE log SET branch_of = ?2, n = ?3, h = ?4, sealed = ?3, judged = ?3, hub_n = ?3
             WHERE id = ?1",
            params![log.row, &parent.id.0[..], signed(before.n), &before.h.0[..]],
        )?;
        return Ok(Some(at(connection, log.row)?));
    }
    Ok(None)
}

/// Renames what is here under the name of a log, from record `first` on, to the branch it turned out
/// to be; the records before stay under the name. Returns the log with the name.
pub(crate) fn rename_branch(
    connection: &Connection,
    log: &LogRow,
    first: u64,
) -> Result<LogRow, StoreError> {
    let missing = || StoreError::Damaged(format!("log {}", log.id));
    let differing = hash_at(connection, log, first)?.ok_or_else(missing)?;
    let common = hash_at(connection, log, first - 1)?.ok_or_else(missing)?;
    let (n, common) = (signed(first - 1), &common.0[..]);
    let branch = log.key.id().branch(differing);
    connection.execute(
        "UPDATE log SET branch_of = ?1 WHERE branch_of = ?2
         AND (SELECT min(r.n) FROM record r WHERE r.log = log.id) > ?3",
        params![&branch.0[..], &log.id.0[..], signed(first)],
    )?;
    connection.execute(
        "UPDATE log SET log_id = ?2, branch_of = ?3, hub_n = ?4 WHERE id = ?1",
        params![log.row, &branch.0[..], &log.id.0[..], n],
    )?;
    let kept = open(connection, log.key, log.id, false)?;
    let parent = log.branch_of.as_ref().map(|parent| &parent.0[..]);
    connection.execute(
        "UPDATE log SET n = ?2, h = ?3, sealed = ?2, hub_n = ?2, judged = ?2, branch_of = ?4
         WHERE id = ?1",
        params![kept.row, n, common, parent],
    )?;
    for table in ["record", "change"] {
        let sql = format!("UPDATE {table} SET log = ?1 WHERE log = ?2 AND n <= ?3");
        connection.execute(&sql, params![kept.row, log.row, n])?;
    }
    // A stretch that lies across the fork belongs to the branch from there on.
    connection.execute(
        "UPDATE segment SET log = ?1 WHERE log = ?2 AND last <= ?3",
        params![kept.row, log.row, n],
    )?;
    connection.execute(
        "UPDATE segment SET first = ?2 WHERE log = ?1 AND first < ?2",
        params![log.row, signed(first)],
    )?;
    at(connection, kept.row)
}

/// The branches of a log, and theirs.
pub(crate) fn branches(connection: &Connection, of: LogKey) -> Result<Vec<LogRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM log WHERE device = ?1 AND scope = ?2 AND epoch = ?3
         AND branch_of IS NOT NULL ORDER BY id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let key = params![&of.device.0[..], &of.scope.0[..], &of.epoch.0[..]];
    statement.query_map(key, read)?.map(|row| row?).collect()
}

/// The logs of a device in a scope.
pub fn of_device(
    connection: &Connection,
    device: DeviceKey,
    scope: Scope,
) -> Result<Vec<LogRow>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM log WHERE scope = ?1 AND device = ?2 ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([&scope.0[..], &device.0[..]], read)?.map(|row| row?).collect()
}

/// Logs that hold sealed records the hub is not known to have, and own logs of `epoch`.
pub fn to_tell(connection: &Connection, epoch: Epoch) -> Result<Vec<LogRow>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM log WHERE sealed > hub_n OR (own = 1 AND epoch = ?1) ORDER BY id"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([&epoch.0[..]], read)?.map(|row| row?).collect()
}

/// Notes the last sealed record of a log.
pub(crate) fn set_sealed(connection: &Connection, log: i64, n: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE log SET sealed = ?2 WHERE id = ?1")?
        .execute(params![log, signed(n)])?;
    Ok(())
}

/// The row of the document that record `n` of a log changes.
pub(crate) fn document_of(connection: &Connection, log: i64, n: u64) -> Result<i64, StoreError> {
    Ok(connection
        .prepare_cached("SELECT document FROM record WHERE log = ?1 AND n = ?2")?
        .query_row(params![log, signed(n)], |row| row.get(0))?)
}

/// Whether a document has records written here that nobody has judged.
pub(crate) fn has_ahead(connection: &Connection, document: i64) -> Result<bool, StoreError> {
    let (ahead, _) = Standing::Ahead.code();
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM record r JOIN log l ON l.id = r.log
             WHERE r.document = ?1 AND r.state = ?2 AND l.own = 1 LIMIT 1",
        )?
        .query_row(params![document, ahead], |_| Ok(()))
        .optional()?
        .is_some())
}

/// The records `from..=to` of a log, each compared with its digest.
pub fn records(
    connection: &Connection,
    log: &LogRow,
    from: u64,
    to: u64,
) -> Result<Vec<RecordRow>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT n, header, digest, h, payload, state, reason FROM record
         WHERE log = ?1 AND n BETWEEN ?2 AND ?3 ORDER BY n",
    )?;
    let mut rows = statement.query(params![log.row, signed(from), signed(to)])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let n: i64 = row.get(0)?;
        let damaged = || StoreError::Damaged(format!("record {n} of log {}", log.id));
        let header: Vec<u8> = row.get(1)?;
        let header = header.as_slice().try_into().map_err(|_| damaged())?;
        let record = RecordRow {
            n: n.unsigned_abs(),
            header: Header::from_bytes(header).map_err(|_| damaged())?,
            digest: Hash::from_slice(&row.get::<_, Vec<u8>>(2)?).ok_or_else(damaged)?,
            h: Hash::from_slice(&row.get::<_, Vec<u8>>(3)?).ok_or_else(damaged)?,
            payload: row.get(4)?,
            standing: Standing::from_code(row.get(5)?, row.get(6)?).ok_or_else(damaged)?,
        };
        if record.payload.as_deref().is_some_and(|bytes| payload_digest(bytes) != record.digest) {
            return Err(damaged());
        }
        found.push(record);
    }
    Ok(found)
}

/// Says anew whether a record counts.
pub fn set_standing(
    connection: &Connection,
    log: i64,
    n: u64,
    standing: Standing,
) -> Result<(), StoreError> {
    let (state, reason) = standing.code();
    connection
        .prepare_cached("UPDATE record SET state = ?3, reason = ?4 WHERE log = ?1 AND n = ?2")?
        .execute(params![log, signed(n), state, reason])?;
    Ok(())
}

/// Takes a record's payload away; header, digest and hash stay in the chain.
pub fn drop_payload(connection: &Connection, log: i64, n: u64) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE record SET payload = NULL WHERE log = ?1 AND n = ?2")?
        .execute(params![log, signed(n)])?;
    Ok(())
}

/// The row of a document, made if there is none.
pub fn document(
    connection: &Connection,
    scope: Scope,
    document: DocumentId,
) -> Result<i64, StoreError> {
    let found = connection
        .prepare_cached("SELECT id FROM document WHERE scope = ?1 AND document = ?2")?
        .query_row(params![&scope.0[..], &document.0[..]], |row| row.get(0))
        .optional()?;
    if let Some(row) = found {
        return Ok(row);
    }
    connection
        .prepare_cached("INSERT INTO document (scope, document, kind) VALUES (?1, ?2, ?3)")?
        .execute(params![&scope.0[..], &document.0[..], document.kind()])?;
    Ok(connection.last_insert_rowid())
}

/// SQLite's integers are signed; no number here comes near the limit, which verification ensures.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
