//! Judging a batch: the gate, then the first reason that applies to any of its records.
//!
//! | first that applies | verdict |
//! |---|---|
//! | the gate fails | refused |
//! | the document is erased | refused, this record alone |
//! | beyond the log's cut | held |
//! | a branch of a fork | redo |
//! | builds on something unknown or waiting | waiting |
//! | builds on something held, refused or redone | redo |
//! | none of these | accepted |

use std::collections::BTreeMap;

use automerge::{Automerge, Change};
use lisanga_protocol::gate::{Chunk, Past, check};
use lisanga_protocol::ids::{ChangeId, DeviceKey};
use lisanga_protocol::records::{Order, What};
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::StoreError;
use crate::admission::{self, Refusal};
use crate::documents::{self, ChangeRow};
use crate::logs::{LogRow, RecordRow, signed};

/// What a batch is found to be.
#[derive(Debug)]
pub enum Verdict {
    /// In every replica for good. The documents as they become, by row.
    Accepted(BTreeMap<i64, Automerge>),
    /// Something it builds on has not arrived.
    Waiting(Vec<(i64, ChangeId)>),
    /// Its log is cut.
    Held,
    /// No honest program can have written it.
    Refused(Refusal),
    /// Honest, but on top of what does not count: the hub writes it again.
    Redo,
}

/// One record with what the gate learned of it.
#[derive(Debug)]
pub struct Judged {
    /// The record.
    pub record: RecordRow,
    /// The row of its document.
    pub document: i64,
    /// Its change, if it is one that Automerge may see.
    pub change: Option<Change>,
    /// An order of the hub, if it is one.
    pub order: Option<Order>,
    /// Its document was erased: it is refused alone, whatever becomes of its batch.
    pub erased: bool,
}

/// What is looked at beside the batch itself.
#[derive(Clone, Copy, Debug)]
pub struct Bench {
    /// Whose orders count.
    pub hub: DeviceKey,
    /// RELEASE was ordered: the cut is not looked at.
    pub released: bool,
}

/// Judges one batch of a log. Notes how Automerge knows its changes, and changes nothing else.
pub fn batch(
    connection: &Connection,
    bench: Bench,
    log: &LogRow,
    records: Vec<RecordRow>,
) -> Result<(Verdict, Vec<Judged>), StoreError> {
    let mut trial = Trial { connection, bench, log, missing: Vec::new(), redo: false };
    let mut judged = Vec::with_capacity(records.len());
    let mut refusal = None;
    for record in records {
        let (record, failed) = trial.gate(record, &judged)?;
        refusal = refusal.or(failed);
        judged.push(record);
    }
    let last = judged.last().map_or(0, |judged| judged.record.n);
    let verdict = match refusal {
        Some(refusal) => Verdict::Refused(refusal),
        None if !bench.released && log.cut.is_some_and(|cut| last > cut) => Verdict::Held,
        None if log.branch_of.is_some() => Verdict::Redo,
        None if !trial.missing.is_empty() => Verdict::Waiting(trial.missing),
        None if trial.redo => Verdict::Redo,
        None => match apply(connection, &judged)? {
            Ok(documents) => Verdict::Accepted(documents),
            Err(refusal) => Verdict::Refused(refusal),
        },
    };
    Ok((verdict, judged))
}

struct Trial<'a> {
    connection: &'a Connection,
    bench: Bench,
    log: &'a LogRow,
    missing: Vec<(i64, ChangeId)>,
    redo: bool,
}

impl Trial<'_> {
    fn gate(
        &mut self,
        record: RecordRow,
        before: &[Judged],
    ) -> Result<(Judged, Option<Refusal>), StoreError> {
        let (document, erased) = self.document_of(&record)?;
        let mut judged = Judged { record, document, change: None, order: None, erased };
        if erased {
            return Ok((judged, None));
        }
        let Some(payload) = judged.record.payload.clone() else {
            return Ok((judged, Some(Refusal::Erased)));
        };
        let failed = match judged.record.header.what {
            What::Order if self.log.key.device == self.bench.hub => {
                judged.order = Order::from_payload(&payload).ok();
                None
            }
            What::Order => Some(Refusal::Authority),
            What::Change => match self.change(&judged, &payload, before)? {
                Ok(change) => {
                    judged.change = Some(change);
                    None
                }
                Err(refusal) => Some(refusal),
            },
        };
        Ok((judged, failed))
    }

    fn document_of(&self, record: &RecordRow) -> Result<(i64, bool), StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT d.id, d.erased FROM record r JOIN document d ON d.id = r.document
                 WHERE r.log = ?1 AND r.n = ?2",
            )?
            .query_row(params![self.log.row, signed(record.n)], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?)
    }

    /// Everything that depends on the bytes and their causal past only.
    fn change(
        &mut self,
        judged: &Judged,
        payload: &[u8],
        before: &[Judged],
    ) -> Result<Result<Change, Refusal>, StoreError> {
        let chunk = match Chunk::parse(payload) {
            Ok(chunk) => chunk,
            Err(error) => return Ok(Err(error.into())),
        };
        let (document, n) = (judged.document, judged.record.n);
        let earlier_in_log = documents::earlier_in_log(self.connection, document, self.log, n)?;
        let Some(max_op) = self.max_op(document, &chunk, before)? else {
            // The rest of the structure is checked when what is missing has come.
            let change = admission::decode(&chunk, payload);
            return self.note(document, n, &chunk, change);
        };
        let time = judged.record.header.time;
        let past = Past { epoch: self.log.key.epoch, time, earlier_in_log, max_op };
        // Noted even if refused, so that what builds on it is redone and does not wait for ever.
        let change = self.note(document, n, &chunk, admission::decode(&chunk, payload))?;
        if let Err(error) = check(&chunk, &past) {
            return Ok(Err(error.into()));
        }
        Ok(change.and_then(|change| {
            admission::admit(judged.record.header.document, &change, self.log.key.device)?;
            Ok(change)
        }))
    }

    fn note(
        &self,
        document: i64,
        n: u64,
        chunk: &Chunk<'_>,
        change: Result<Change, Refusal>,
    ) -> Result<Result<Change, Refusal>, StoreError> {
        // Somebody else's change in this log must not stand for the one in its author's own.
        if chunk.actor == self.log.key.epoch.0
            && let Ok(change) = &change
        {
            let row = ChangeRow { log: self.log.row, n, max_op: change.max_op() };
            documents::note_change(self.connection, document, chunk.id, row, chunk.seq)?;
        }
        Ok(change)
    }

    /// The greatest operation counter among the dependencies; none if one is unknown. Remembers
    /// whether one of them does not count.
    fn max_op(
        &mut self,
        document: i64,
        chunk: &Chunk<'_>,
        before: &[Judged],
    ) -> Result<Option<u64>, StoreError> {
        let mut greatest = Some(0);
        for dep in &chunk.deps {
            let in_batch = before.iter().filter_map(|judged| judged.change.as_ref());
            if let Some(change) = in_batch.into_iter().find(|change| change.hash().0 == dep.0) {
                greatest = greatest.map(|most: u64| most.max(change.max_op()));
                continue;
            }
            let Some((max_op, state)) = self.standing(document, *dep)? else {
                self.missing.push((document, *dep));
                greatest = None;
                continue;
            };
            greatest = greatest.map(|most| most.max(max_op));
            match state {
                ACCEPTED => {}
                WAITING | STORED => self.missing.push((document, *dep)),
                _ => self.redo = true,
            }
        }
        Ok(greatest)
    }

    fn standing(&self, document: i64, change: ChangeId) -> Result<Option<(u64, i64)>, StoreError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT c.max_op, r.state FROM change c JOIN record r ON r.log = c.log AND r.n = c.n
                 WHERE c.document = ?1 AND c.change = ?2",
            )?
            .query_row(params![document, &change.0[..]], |row| {
                Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?))
            })
            .optional()?)
    }
}

const ACCEPTED: i64 = 1;
const STORED: i64 = 3;
const WAITING: i64 = 4;

/// Applies the changes of a batch on copies of their documents.
fn apply(
    connection: &Connection,
    judged: &[Judged],
) -> Result<Result<BTreeMap<i64, Automerge>, Refusal>, StoreError> {
    let mut changes: BTreeMap<i64, Vec<Change>> = BTreeMap::new();
    for judged in judged.iter().filter(|judged| !judged.erased) {
        if let Some(change) = &judged.change {
            changes.entry(judged.document).or_default().push(change.clone());
        }
    }
    let mut applied = BTreeMap::new();
    for (row, changes) in changes {
        match admission::apply(&documents::load(connection, row)?, &changes) {
            Ok(document) => applied.insert(row, document),
            Err(refusal) => return Ok(Err(refusal)),
        };
    }
    Ok(Ok(applied))
}
