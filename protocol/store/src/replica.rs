//! A node following a feed: entries as the hub published them become rows, documents and rights.
//!
//! The entries of a frame and the position after them are stored in one transaction. A document is
//! shown as it was until every own record of it is judged, and then switches once.

use std::collections::BTreeSet;

use lisanga_protocol::feed::{EntryKind, FeedHead, Published as Line, State, entry_digest};
use lisanga_protocol::ids::{DeviceKey, Hash, Scope};
use lisanga_protocol::records::{Head, Record, Seal, payload_digest};
use lisanga_protocol::wire::entries::{Entry, EntryBody, Published};
use rusqlite::{Connection, params};

use crate::judgement::{self, Bench, Verdict};
use crate::logs::{self, LogRow, RecordRow, Standing, signed};
use crate::{StoreError, author, documents, feeds, ingest, orders};

/// Why an entry cannot be taken: the feed is not what its hub signed, or a fault.
#[derive(Debug, thiserror::Error)]
pub enum ReplicaError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A seal that does not fit the records; asked again, verbatim.
    #[error("take in the feed: a seal does not fit its records")]
    Seal,
    /// A log continues where this replica has not got to.
    #[error("take in the feed: something before it is missing")]
    Gap,
    /// This replica holds another history of a log.
    #[error("take in the feed: a log went another way here")]
    Fork,
    /// An entry about records that are not here.
    #[error("take in the feed: it speaks of records that are not here")]
    Unknown,
}

/// What a node learned from a frame of its feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// Own records were refused or redone: the next write needs a new epoch.
    pub own_numbers_used_up: bool,
    /// Documents that a newer program published and this one cannot show yet.
    pub needs_newer_program: BTreeSet<i64>,
}

/// Takes the entries that follow `from` in the feed of `scope`. All or nothing: call it in one
/// transaction. The head afterwards is computed here, not believed.
pub fn take(
    connection: &Connection,
    scope: Scope,
    hub: DeviceKey,
    from: FeedHead,
    entries: &[Entry],
    now: u64,
) -> Result<(FeedHead, Learned), ReplicaError> {
    let mut taking =
        Taking { connection, hub, now, touched: BTreeSet::new(), learned: Learned::default() };
    let mut head = from;
    for entry in entries {
        let (kind, lines) = taking.entry(entry)?;
        head = head.after(scope, entry_digest(kind, entry.id, &lines));
        feeds::note_entry(connection, scope, head, kind, entry.id, &lines)?;
    }
    feeds::set_head(connection, scope, head)?;
    taking.switch()?;
    Ok((head, taking.learned))
}

struct Taking<'a> {
    connection: &'a Connection,
    hub: DeviceKey,
    now: u64,
    /// Documents of records that do not count.
    touched: BTreeSet<i64>,
    learned: Learned,
}

impl Taking<'_> {
    fn entry(&mut self, entry: &Entry) -> Result<(EntryKind, Vec<Line>), ReplicaError> {
        let log = logs::open(self.connection, entry.log, entry.id, false)?;
        match &entry.body {
            EntryBody::Segment { before, records, seal } => {
                let lines = self.segment(log, *before, records, seal)?;
                Ok((EntryKind::Segment, lines))
            }
            EntryBody::Known { first, last_h, states } => {
                let last = first + states.len() as u64 - u64::from(!states.is_empty());
                if ingest::hash_at(self.connection, &log, last)? != Some(*last_h) {
                    return Err(ReplicaError::Unknown);
                }
                let lines = self.judged(&log, *first, states)?;
                Ok((EntryKind::Segment, lines))
            }
            EntryBody::Late { records } => Ok((EntryKind::Late, self.late(&log, records)?)),
        }
    }

    fn segment(
        &mut self,
        mut log: LogRow,
        before: Head,
        records: &[(Published, State)],
        seal: &Seal,
    ) -> Result<Vec<Line>, ReplicaError> {
        let mut head = before;
        for (record, _) in records {
            head = head.after(log.id, record.header(), record.digest());
        }
        // A branch is sealed under the name of the log it is a branch of; the hub vouches for it.
        let sealed_as = log.key.id();
        if sealed_as == log.id && !seal.verifies(log.key.device, log.id, head) {
            return Err(ReplicaError::Seal);
        }
        if before.n > log.head.n {
            return Err(ReplicaError::Gap);
        }
        if ingest::hash_at(self.connection, &log, before.n)? != Some(before.h) {
            return Err(ReplicaError::Fork);
        }
        let known = log.head.n;
        for ((record, _), n) in records.iter().zip(before.n + 1..) {
            if n <= known {
                continue;
            }
            let scope = log.key.scope;
            let row = logs::document(self.connection, scope, record.header().document)?;
            log.head = logs::append_stub(
                self.connection,
                &log,
                record.header(),
                record.digest(),
                record.payload(),
                row,
                Standing::Stored,
                self.now,
            )?;
        }
        if ingest::hash_at(self.connection, &log, head.n)? != Some(head.h) {
            return Err(ReplicaError::Fork);
        }
        if head.n > known {
            author::insert_segment(self.connection, log.row, before.n + 1, head.n, &seal.0)?;
            log.sealed = head.n;
            logs::set_sealed(self.connection, log.row, head.n)?;
        }
        let states: Vec<State> = records.iter().map(|(_, state)| *state).collect();
        self.judged(&log, before.n + 1, &states)
    }

    /// Applies what the hub said of records that are here.
    fn judged(
        &mut self,
        log: &LogRow,
        first: u64,
        states: &[State],
    ) -> Result<Vec<Line>, ReplicaError> {
        let last = first + states.len() as u64;
        let rows = logs::records(self.connection, log, first, last.saturating_sub(1))?;
        if rows.len() != states.len() {
            return Err(ReplicaError::Unknown);
        }
        let mut lines = Vec::with_capacity(rows.len());
        for (row, state) in rows.iter().zip(states) {
            lines.push(Line { n: row.n, h: row.h, state: *state });
            let standing = Standing::from(*state);
            logs::set_standing(self.connection, log.row, row.n, standing)?;
            if standing != Standing::Accepted {
                self.does_not_count(log, row.n, standing)?;
            }
        }
        let accepted = |row: &RecordRow| {
            states[usize::try_from(row.n - first).unwrap_or(0)] == State::Accepted
        };
        for batch in rows.chunk_by(|record, _| record.header.batch_goes_on) {
            let counting: Vec<RecordRow> =
                batch.iter().filter(|row| accepted(row)).cloned().collect();
            // Shown already, if it was written here or came from a neighbour.
            let shown = counting.iter().all(|row| row.standing == Standing::Ahead);
            if !shown {
                self.show(log, counting)?;
            }
        }
        Ok(lines)
    }

    fn does_not_count(
        &mut self,
        log: &LogRow,
        n: u64,
        standing: Standing,
    ) -> Result<(), StoreError> {
        let document = logs::document_of(self.connection, log.row, n)?;
        self.touched.insert(document);
        let used_up = matches!(standing, Standing::Refused(_) | Standing::Redone);
        self.learned.own_numbers_used_up |= log.own && used_up;
        Ok(())
    }

    fn late(
        &mut self,
        log: &LogRow,
        records: &[(u64, Hash, Published)],
    ) -> Result<Vec<Line>, ReplicaError> {
        let mut lines = Vec::with_capacity(records.len());
        for (n, h, record) in records {
            let known = ingest::hash_at(self.connection, log, *n)?;
            if known.is_some_and(|known| known != *h) {
                return Err(ReplicaError::Fork);
            }
            let (Some(_), Published::Full(record)) = (known, record) else {
                return Err(ReplicaError::Unknown);
            };
            self.fill(log, *n, record)?;
            lines.push(Line { n: *n, h: *h, state: State::Accepted });
        }
        let numbers: Vec<u64> = lines.iter().map(|line| line.n).collect();
        let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
            return Ok(lines);
        };
        let rows = logs::records(self.connection, log, *first, *last)?;
        let rows = rows.into_iter().filter(|row| numbers.contains(&row.n)).collect();
        self.show(log, rows)?;
        Ok(lines)
    }

    /// Gives a stub its payload, if it is the one its digest names.
    fn fill(&self, log: &LogRow, n: u64, record: &Record) -> Result<(), ReplicaError> {
        let rows = logs::records(self.connection, log, n, n)?;
        let row = rows.first().ok_or(ReplicaError::Unknown)?;
        if row.digest != payload_digest(&record.payload) {
            return Err(ReplicaError::Fork);
        }
        self.connection
            .execute(
                "UPDATE record SET payload = ?3 WHERE log = ?1 AND n = ?2",
                params![log.row, signed(n), record.payload],
            )
            .map_err(StoreError::from)?;
        logs::set_standing(self.connection, log.row, n, Standing::Accepted)?;
        Ok(())
    }

    /// Runs the gate on accepted records and shows them.
    fn show(&mut self, log: &LogRow, records: Vec<RecordRow>) -> Result<(), StoreError> {
        if records.is_empty() {
            return Ok(());
        }
        // The hub has judged; here only the gate is asked, for what this program cannot show.
        let bench = Bench { hub: self.hub, released: true };
        let log = LogRow { branch_of: None, ..log.clone() };
        let (verdict, judged) = judgement::batch(self.connection, bench, &log, records)?;
        if let Verdict::Accepted(applied) = verdict {
            for (row, document) in applied {
                documents::keep(self.connection, row, &document)?;
            }
            for judged in &judged {
                if let Some(order) = &judged.order {
                    orders::obey(self.connection, &log, order)?;
                }
            }
        } else {
            let documents = judged.iter().map(|judged| judged.document);
            self.learned.needs_newer_program.extend(documents);
        }
        Ok(())
    }

    /// Shows each touched document anew, once none of its own records is left unjudged.
    fn switch(&mut self) -> Result<(), StoreError> {
        for row in std::mem::take(&mut self.touched) {
            if !logs::has_ahead(self.connection, row)? {
                let document = documents::build(self.connection, row)?;
                documents::keep(self.connection, row, &document)?;
            }
        }
        Ok(())
    }
}
