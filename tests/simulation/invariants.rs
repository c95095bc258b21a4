//! What must hold in every database of the world, whatever happened (`protocol/SPEC.md`). Each check
//! says what is wrong, or nothing.

use std::collections::{BTreeMap, BTreeSet};

use lisanga_protocol::feed::State;
use lisanga_protocol::gate::Chunk;
use lisanga_protocol::ids::{ChangeId, Hash, LogId, Scope};
use lisanga_store::{Store, StoreError, feeds, logs};
use rusqlite::Connection;

/// A log and a number in it.
type At = (LogId, u64);

/// All that is wrong in one database; the hub's own when `hub`.
pub(crate) fn broken(store: &Store, hub: bool, mut readable: BTreeSet<Scope>) -> Vec<String> {
    store
        .write(move |db| {
            let mut faults = Vec::new();
            let scopes = feeds::scopes(db)?;
            for scope in &scopes {
                faults.extend(i03_gapless_and_in_causal_order(db, *scope)?);
            }
            faults.extend(i04_batches_are_whole(db)?);
            if hub {
                readable.extend(scopes);
            }
            faults.extend(i09_nothing_of_other_scopes(db, &readable)?);
            faults.extend(i15_actor_and_seq_once_per_document(db)?);
            Ok(faults)
        })
        .unwrap()
}

/// Positions follow each other, the digest is that of what stands there, and what an accepted change
/// builds on was accepted before it.
fn i03_gapless_and_in_causal_order(
    db: &Connection,
    scope: Scope,
) -> Result<Vec<String>, StoreError> {
    let mut faults = Vec::new();
    let mut accepted = BTreeSet::<ChangeId>::new();
    let entries = feeds::stored(db, scope, 0, usize::MAX)?;
    for (entry, position) in entries.iter().zip(1..) {
        if entry.position != position {
            faults.push(format!("I3: {scope} has {} where {position} belongs", entry.position));
        }
        let Some(log) = logs::find(db, entry.log)? else {
            faults.push(format!("I3: an entry of {scope} names a log that is not here"));
            continue;
        };
        for line in entry.records.iter().filter(|line| line.state == State::Accepted) {
            let row = logs::records(db, &log, line.n, line.n)?.pop();
            let Some(payload) = row.and_then(|row| row.payload) else {
                faults.push(format!("I3: accepted, but not here: {} of {}", line.n, log.id));
                continue;
            };
            let Ok(chunk) = Chunk::parse(&payload) else { continue };
            if let Some(dep) = chunk.deps.iter().find(|dep| !accepted.contains(dep)) {
                faults.push(format!("I3: {} of {} comes before {dep:?}", line.n, log.id));
            }
            accepted.insert(chunk.id);
        }
    }
    let head = feeds::head(db, scope)?.map_or(0, |head| head.position);
    if head != entries.len() as u64 {
        faults.push(format!("I3: {scope} has {} entries and stands at {head}", entries.len()));
    }
    Ok(faults)
}

/// The records of a batch have one standing.
fn i04_batches_are_whole(db: &Connection) -> Result<Vec<String>, StoreError> {
    let mut faults = Vec::new();
    let ids: Vec<i64> = db
        .prepare("SELECT id FROM log ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in ids {
        let log = logs::at(db, id)?;
        let records = logs::records(db, &log, 1, log.head.n)?;
        for batch in records.chunk_by(|record, _| record.header.batch_goes_on) {
            if batch.iter().any(|record| record.standing != batch[0].standing) {
                faults.push(format!("I4: half of the batch at {} of {}", batch[0].n, log.id));
            }
        }
    }
    Ok(faults)
}

/// No payload of a scope that this device may not read.
fn i09_nothing_of_other_scopes(
    db: &Connection,
    readable: &BTreeSet<Scope>,
) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare("SELECT DISTINCT scope FROM log WHERE n > 0")?;
    let scopes = statement.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let scopes: Vec<Scope> = scopes
        .map(|scope| Ok(Scope::from_slice(&scope?).unwrap()))
        .collect::<Result<_, StoreError>>()?;
    let foreign = scopes.iter().filter(|scope| !readable.contains(scope));
    Ok(foreign.map(|scope| format!("I9: records of {scope}")).collect())
}

/// Of the changes that count, each number of an actor stands once in a document.
fn i15_actor_and_seq_once_per_document(db: &Connection) -> Result<Vec<String>, StoreError> {
    let twice: i64 = db.query_row(
        "SELECT count(*) FROM (SELECT 1 FROM change c JOIN log l ON l.id = c.log
         JOIN record r ON r.log = c.log AND r.n = c.n WHERE r.state IN (0, 1)
         GROUP BY c.document, l.epoch, c.seq HAVING count(*) > 1)",
        [],
        |row| row.get(0),
    )?;
    Ok(if twice > 0 { vec![format!("I15: {twice} numbers of actors twice")] } else { Vec::new() })
}

/// I5: what stands under a number of a log, to compare between databases.
pub(crate) fn contents(store: &Store) -> BTreeMap<At, Hash> {
    store
        .write(|db| {
            let mut found = BTreeMap::new();
            let ids: Vec<i64> = db
                .prepare("SELECT id FROM log ORDER BY id")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for id in ids {
                let log = logs::at(db, id)?;
                for record in logs::records(db, &log, 1, log.head.n)? {
                    found.insert((log.id, record.n), record.h);
                }
            }
            Ok(found)
        })
        .unwrap()
}
