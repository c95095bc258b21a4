//! The hub's publisher: judges stored segments in order of arrival and gives them their place in
//! the feed of their scope. There is one; it alone numbers.
//!
//! One segment is one transaction: states, documents, entry and position together. Judging again
//! after a crash gives the same, because everything it looks at is in the database.

use automerge::legacy::{Key, OpType};
use automerge::transaction::Transactable as _;
use automerge::{ChangeHash, ROOT, ReadDoc as _, ScalarValue};
use lisanga_protocol::dictionary::kind::{Kind, Merge, Shape};
use lisanga_protocol::dictionary::{kind_by_number, place};
use lisanga_protocol::ids::{ChangeId, ClaimedTime, DeviceKey, Epoch, LogId, Scope, UserNumber};
use lisanga_protocol::records::{CutLog, LogKey, Order, Signer};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::author::{self, Author, Target};
use crate::judgement::{self, Bench, Judged, Verdict};
use crate::logs::{self, LogRow, RecordRow, Standing, signed};
use crate::{StoreError, documents, feeds, orders, rights, settings};

/// The hub as it publishes.
#[derive(Debug)]
pub struct Publisher<'a> {
    /// Where everything is.
    pub connection: &'a Connection,
    /// The hub's key.
    pub signer: &'a Signer,
    /// The epoch of the hub's own logs.
    pub epoch: Epoch,
    /// The timeline of its feeds.
    pub hub_epoch: u64,
    /// What the hub's clock says.
    pub now: ClaimedTime,
}

/// The state's number and the payload, if it is still there.
type StateAndPayload = (i64, Option<Vec<u8>>);

/// What became accepted, and what follows from it.
#[derive(Debug, Default)]
struct Come {
    changes: Vec<(i64, ChangeId)>,
    orders: Vec<Order>,
}

struct Segment {
    arrival: i64,
    log: LogRow,
    first: u64,
    last: u64,
}

impl Publisher<'_> {
    /// Publishes up to `most` segments; returns how many. Call again until it returns 0.
    pub fn publish(&self, most: usize) -> Result<usize, StoreError> {
        for published in 0..most {
            let Some(segment) = self.next()? else { return Ok(published) };
            self.segment(&segment)?;
        }
        Ok(most)
    }

    fn next(&self) -> Result<Option<Segment>, StoreError> {
        let found: Option<(i64, i64, i64, i64)> = self
            .connection
            .prepare_cached(
                "SELECT arrival, log, first, last FROM segment
                 WHERE published = 0 ORDER BY arrival LIMIT 1",
            )?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .optional()?;
        let Some((arrival, log, first, last)) = found else { return Ok(None) };
        let log = logs::at(self.connection, log)?;
        let (first, last) = (first.unsigned_abs(), last.unsigned_abs());
        Ok(Some(Segment { arrival, log, first, last }))
    }

    fn segment(&self, segment: &Segment) -> Result<(), StoreError> {
        let log = &segment.log;
        let records = logs::records(self.connection, log, segment.first, segment.last)?;
        let mut come = Come::default();
        for batch in records.chunk_by(|record, _| record.header.batch_goes_on) {
            self.judge(log, batch.to_vec(), false, &mut come)?;
        }
        feeds::publish_segment(self.connection, self.hub_epoch, log, segment.first, segment.last)?;
        self.connection
            .execute("UPDATE segment SET published = 1 WHERE arrival = ?1", [segment.arrival])?;
        self.connection.execute(
            "UPDATE log SET judged = ?2 WHERE id = ?1",
            params![log.row, signed(segment.last)],
        )?;
        for order in std::mem::take(&mut come.orders) {
            if let Order::Release { log, from, to } = order {
                self.release(log, from, to, &mut come)?;
            }
        }
        self.wake(come)
    }

    /// Judges again what was held or refused, without looking at the cut.
    fn release(&self, log: LogId, from: u64, to: u64, come: &mut Come) -> Result<(), StoreError> {
        let Some(log) = logs::find(self.connection, log)? else { return Ok(()) };
        let records = logs::records(self.connection, &log, from, to)?;
        for batch in records.chunk_by(|record, _| record.header.batch_goes_on) {
            let open = |record: &RecordRow| {
                matches!(record.standing, Standing::Held | Standing::Refused(_))
            };
            let numbers: Vec<u64> = batch.iter().map(|record| record.n).collect();
            if batch.iter().all(open) && self.judge(&log, batch.to_vec(), true, come)? {
                feeds::publish_late(self.connection, self.hub_epoch, &log, &numbers)?;
            }
        }
        Ok(())
    }

    /// Judges one batch and notes the outcome. What became accepted is added to `come`.
    fn judge(
        &self,
        log: &LogRow,
        batch: Vec<RecordRow>,
        released: bool,
        come: &mut Come,
    ) -> Result<bool, StoreError> {
        let bench = Bench { hub: self.signer.device(), released };
        let (verdict, judged) = judgement::batch(self.connection, bench, log, batch)?;
        let standing = match verdict {
            Verdict::Accepted(applied) => {
                for (row, document) in applied {
                    documents::keep(self.connection, row, &document)?;
                }
                for judged in &judged {
                    if let Some(change) = &judged.change {
                        come.changes.push((judged.document, ChangeId(change.hash().0)));
                    }
                    if let Some(order) = &judged.order {
                        orders::obey(self.connection, log, order)?;
                        come.orders.push(order.clone());
                    }
                }
                Standing::Accepted
            }
            Verdict::Waiting(missing) => {
                self.note_missing(log, &judged, &missing)?;
                Standing::Waiting
            }
            Verdict::Held => Standing::Held,
            Verdict::Refused(refusal) => Standing::Refused(refusal.code()),
            Verdict::Redo => {
                self.redo(log, &judged)?;
                Standing::Redone
            }
        };
        for judged in &judged {
            let n = judged.record.n;
            if judged.erased {
                logs::set_standing(self.connection, log.row, n, orders::ERASED)?;
                logs::drop_payload(self.connection, log.row, n)?;
            } else {
                logs::set_standing(self.connection, log.row, n, standing)?;
            }
        }
        Ok(standing == Standing::Accepted)
    }

    fn note_missing(
        &self,
        log: &LogRow,
        judged: &[Judged],
        missing: &[(i64, ChangeId)],
    ) -> Result<(), StoreError> {
        let first = judged.first().map_or(0, |judged| judged.record.n);
        for (document, change) in missing {
            self.connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO waiting (document, missing, log, n)
                     VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![document, &change.0[..], log.row, signed(first)])?;
        }
        Ok(())
    }

    /// Judges again what waited for changes that have come, and what waited for that.
    fn wake(&self, mut come: Come) -> Result<(), StoreError> {
        while let Some((document, change)) = come.changes.pop() {
            for (log, first) in self.waiting_for(document, change)? {
                let log = logs::at(self.connection, log)?;
                let batch = self.batch_from(&log, first)?;
                let range: Vec<u64> = batch.iter().map(|record| record.n).collect();
                self.connection.execute(
                    "DELETE FROM waiting WHERE log = ?1 AND n = ?2",
                    params![log.row, signed(first)],
                )?;
                if self.judge(&log, batch, false, &mut come)? {
                    feeds::publish_late(self.connection, self.hub_epoch, &log, &range)?;
                }
            }
        }
        Ok(())
    }

    fn waiting_for(&self, document: i64, change: ChangeId) -> Result<Vec<(i64, u64)>, StoreError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT log, n FROM waiting WHERE document = ?1 AND missing = ?2 ORDER BY log, n",
        )?;
        let rows = statement.query_map(params![document, &change.0[..]], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs()))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn batch_from(&self, log: &LogRow, first: u64) -> Result<Vec<RecordRow>, StoreError> {
        let most = lisanga_protocol::records::Segment::MAX_RECORDS as u64;
        let mut records = logs::records(self.connection, log, first, first + most)?;
        let last = records.iter().position(|record| !record.header.batch_goes_on);
        records.truncate(last.map_or(records.len(), |last| last + 1));
        Ok(records)
    }

    /// Writes again, in the hub's own log, what honest people wrote on top of what does not count.
    fn redo(&self, log: &LogRow, judged: &[Judged]) -> Result<(), StoreError> {
        let key = LogKey { device: self.signer.device(), scope: log.key.scope, epoch: self.epoch };
        let (Some(first), Some(last)) = (judged.first(), judged.last()) else { return Ok(()) };
        let order = Order::Redo { log: log.id, from: first.record.n, to: last.record.n };
        let mut author = Author::begin(self.connection, key, UserNumber::NOBODY, self.now)?;
        author.order(first.record.header.document, &order)?;
        for judged in judged.iter().filter(|judged| !judged.erased) {
            let Some(change) = &judged.change else { continue };
            let puts = puts(change);
            let heads = self.accepted_past(judged.document, key, change.deps())?;
            let kind = kind_by_number(judged.record.header.document.kind());
            author.change_at(judged.record.header.document, judged.document, &heads, |edit| {
                for (path, value) in &puts {
                    if !already(edit, (kind, path), value)? {
                        edit.put(ROOT, path, value.clone()).map_err(|_| UNWRITABLE)?;
                    }
                }
                Ok::<_, StoreError>(())
            })?;
        }
        author.finish()?;
        let own = logs::open(self.connection, key, key.id(), true)?;
        author::seal(self.connection, self.signer, &own)
    }

    /// The accepted part of a change's past, and the hub's own last change of the document.
    fn accepted_past(
        &self,
        document: i64,
        hub: LogKey,
        deps: &[ChangeHash],
    ) -> Result<Vec<ChangeHash>, StoreError> {
        let mut past = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        let mut open: Vec<ChangeHash> = deps.to_vec();
        while let Some(dep) = open.pop() {
            if !seen.insert(dep) {
                continue;
            }
            let Some((standing, payload)) = self.known(document, dep)? else { continue };
            if standing == 1 {
                past.push(dep);
            } else if let Some(payload) = payload
                && let Ok(chunk) = lisanga_protocol::gate::Chunk::parse(&payload)
            {
                open.extend(chunk.deps.iter().map(|dep| ChangeHash(dep.0)));
            }
        }
        let own: Option<Vec<u8>> = self
            .connection
            .prepare_cached(
                "SELECT c.change FROM change c JOIN log l ON l.id = c.log
                 WHERE c.document = ?1 AND l.log_id = ?2 ORDER BY c.seq DESC LIMIT 1",
            )?
            .query_row(params![document, &hub.id().0[..]], |row| row.get(0))
            .optional()?;
        past.extend(own.as_deref().and_then(ChangeId::from_slice).map(|id| ChangeHash(id.0)));
        Ok(past)
    }

    fn known(
        &self,
        document: i64,
        change: ChangeHash,
    ) -> Result<Option<StateAndPayload>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT r.state, r.payload FROM change c
                 JOIN record r ON r.log = c.log AND r.n = c.n
                 WHERE c.document = ?1 AND c.change = ?2",
            )?
            .query_row(params![document, &change.0[..]], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }
}

const UNWRITABLE: StoreError = StoreError::Invalid("a value that the document does not take");

/// Whether nothing has to be put: exactly that stands there, or something does where only the first value counts.
fn already(
    document: &automerge::transaction::Transaction<'_>,
    (kind, path): (Option<&'static Kind>, &str),
    value: &ScalarValue,
) -> Result<bool, StoreError> {
    let there = document.get_all(ROOT, path).map_err(|_| UNWRITABLE)?;
    let once = kind.and_then(|kind| place(kind, path).ok()).is_some_and(|place| {
        let shape = place.leaf().shape;
        matches!(shape, Shape::One(_, Merge::Fixed) | Shape::Raise(_) | Shape::Entries(_))
    });
    let same = there.len() == 1 && there[0].0.as_scalar() == Some(value);
    Ok(same || once && !there.is_empty())
}

/// The puts of a change that passed the dictionary: scalars in the root.
fn puts(change: &automerge::Change) -> Vec<(String, ScalarValue)> {
    change
        .decode()
        .operations
        .into_iter()
        .filter_map(|operation| match (operation.action, operation.key) {
            (OpType::Put(value), Key::Map(path)) => Some((path.to_string(), value)),
            _ => None,
        })
        .collect()
}

/// Begins a new timeline after the hub lost something it had said: the feeds go on under a greater
/// hub epoch, and the hub writes in new logs.
pub fn new_timeline(
    connection: &Connection,
    now: ClaimedTime,
    epoch: Epoch,
) -> Result<u64, StoreError> {
    let former = settings::hub_epoch(connection)?.unwrap_or(0);
    let hub_epoch = (now.seconds() * 1_000).max(former + 1);
    settings::set_hub_epoch(connection, hub_epoch)?;
    settings::set_epoch(connection, epoch)?;
    Ok(hub_epoch)
}

/// A change by the hub itself, in a scope: what an office decides or corrects.
pub fn hub_change(
    publisher: &Publisher<'_>,
    scope: Scope,
    user: UserNumber,
    target: Target<'_>,
    edit: impl FnOnce(&mut automerge::transaction::Transaction<'_>) -> Result<(), StoreError>,
) -> Result<Option<lisanga_protocol::ids::DocumentId>, StoreError> {
    write(publisher, scope, user, |author| author.change(target, edit))
}

/// Lets `act` write a batch of the hub itself in a scope, and seals it.
pub fn write<T>(
    publisher: &Publisher<'_>,
    scope: Scope,
    user: UserNumber,
    act: impl FnOnce(&mut Author<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let key = LogKey { device: publisher.signer.device(), scope, epoch: publisher.epoch };
    let mut author = Author::begin(publisher.connection, key, user, publisher.now)?;
    let value = act(&mut author)?;
    author.finish()?;
    let own = logs::open(publisher.connection, key, key.id(), true)?;
    author::seal(publisher.connection, publisher.signer, &own)?;
    Ok(value)
}

/// Lets `act` write a batch of the hub itself for each item, and seals them together.
pub fn write_each<I>(
    publisher: &Publisher<'_>,
    scope: Scope,
    user: UserNumber,
    items: &[I],
    mut act: impl FnMut(&mut Author<'_>, &I) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let key = LogKey { device: publisher.signer.device(), scope, epoch: publisher.epoch };
    for item in items {
        let mut author = Author::begin(publisher.connection, key, user, publisher.now)?;
        act(&mut author, item)?;
        author.finish()?;
    }
    let own = logs::open(publisher.connection, key, key.id(), true)?;
    author::seal(publisher.connection, publisher.signer, &own)
}

/// Ends the rights of a device in each of its scopes. What is stored now still counts; what comes
/// later is held for a decision.
pub fn cut(
    publisher: &Publisher<'_>,
    device: DeviceKey,
    user: UserNumber,
) -> Result<(), StoreError> {
    for scope in rights::granted(publisher.connection, device)? {
        let logs = logs::of_device(publisher.connection, device, scope)?;
        let logs = logs.iter().map(|log| CutLog { log: log.id, last: log.head.n }).collect();
        order(publisher, scope, user, &Order::Cut { device, logs })?;
    }
    Ok(())
}

/// Writes an order of the hub, alone, and seals it.
pub fn order(
    publisher: &Publisher<'_>,
    scope: Scope,
    user: UserNumber,
    order: &Order,
) -> Result<(), StoreError> {
    write(publisher, scope, user, |author| author.order(orders::document(order), order))?;
    Ok(())
}
