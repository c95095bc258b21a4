//! What of the records of sites does not count (yet), and how new they are.

use lisanga_protocol::ids::{LogId, Scope};
use lisanga_protocol::records::Header;
use lisanga_store::StoreError;
use rusqlite::{Connection, params};

/// How things stand with what the devices of a site handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// When the newest record was written, by the clock of its device, seconds since 1970.
    pub written: Option<u64>,
    /// Records held for a decision.
    pub held: u64,
    /// Records that did not pass admission.
    pub refused: u64,
    /// Records that wait for something else to arrive.
    pub waiting: u64,
}

/// How things stand with a site.
pub fn standing(db: &Connection, scope: Scope) -> Result<Standing, StoreError> {
    let mut standing = Standing::default();
    let mut statement = db.prepare_cached(
        "SELECT r.header FROM log l JOIN record r ON r.log = l.id AND r.n = l.n
         WHERE l.scope = ?1 AND l.own = 0",
    )?;
    for header in statement.query_map([&scope.0[..]], |row| row.get::<_, Vec<u8>>(0))? {
        let header: Vec<u8> = header?;
        let header = header.as_slice().try_into().ok().and_then(|h| Header::from_bytes(h).ok());
        let at = header.map(|header| header.time.seconds());
        standing.written = standing.written.max(at);
    }
    // The states above 2 have an index of their own.
    let mut statement = db.prepare_cached(
        "SELECT r.state, count(*) FROM record r JOIN log l ON l.id = r.log
         WHERE r.state > 2 AND l.scope = ?1 GROUP BY r.state",
    )?;
    let rows = statement.query_map(params![&scope.0[..]], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
    })?;
    for row in rows {
        match row? {
            (4, count) => standing.waiting = count,
            (5, count) => standing.held = count,
            (6, count) => standing.refused = count,
            _ => {}
        }
    }
    Ok(standing)
}

/// A stretch of records of one log that are held, or were refused for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// The log.
    pub log: LogId,
    /// The site.
    pub scope: Scope,
    /// The name the device was invited under; its key if there is none.
    pub device: String,
    /// The first record.
    pub from: u64,
    /// The last record.
    pub to: u64,
    /// When the last one came, seconds since 1970.
    pub received: u64,
    /// The number of the reason; none if they are held.
    pub reason: Option<u16>,
}

/// Everything that is held back, in the order of logs.
pub fn held_back(db: &Connection) -> Result<Vec<HeldBack>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT l.log_id, l.scope, coalesce(d.name, lower(substr(hex(l.device), 1, 16))),
                r.n, r.received, r.state, r.reason
         FROM record r JOIN log l ON l.id = r.log LEFT JOIN device d ON d.device = l.device
         WHERE r.state IN (5, 6) ORDER BY l.id, r.n",
    )?;
    let rows = statement.query_map([], |row| {
        let ids: [Vec<u8>; 2] = [row.get(0)?, row.get(1)?];
        let numbers: [i64; 4] = [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
        Ok((ids, row.get::<_, String>(2)?, numbers.map(i64::unsigned_abs)))
    })?;
    let mut stretches: Vec<HeldBack> = Vec::new();
    for row in rows {
        let ([log, scope], device, [n, received, state, reason]) = row?;
        let ids = LogId::from_slice(&log).zip(Scope::from_slice(&scope));
        let (log, scope) = ids.ok_or_else(|| StoreError::Damaged("a log".into()))?;
        let reason = (state == 6).then(|| u16::try_from(reason).unwrap_or(u16::MAX));
        match stretches.last_mut() {
            Some(last) if last.log == log && last.to + 1 == n && last.reason == reason => {
                (last.to, last.received) = (n, received.max(last.received));
            }
            _ => {
                let (from, to) = (n, n);
                stretches.push(HeldBack { log, scope, device, from, to, received, reason });
            }
        }
    }
    Ok(stretches)
}
