//! A node following a feed: entries as the hub published them become rows, documents and rights.
//!
//! The entries of a frame and the position after them are stored in one transaction. A document is
//! shown as it was until every own record of it is judged, and then switches once.

use std::collections::BTreeSet;

use lisanga_protocol::feed::{EntryKind, FeedHead, Published as Line, State, entry_digest};
use lisanga_protocol::ids::{DeviceKey, Epoch, Hash, Scope};
use lisanga_protocol::records::{Head, Order, Record, Seal, payload_digest};
use lisanga_protocol::wire::entries::{Entry, EntryBody, Published, Stretch};
use rusqlite::{Connection, params};

use crate::judgement::{self, Bench, Verdict};
use crate::logs::{self, LogRow, RecordRow, Standing, signed};
use crate::{StoreError, attachments, author, carried, documents, feeds, orders, settings};

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

/// Takes the entries of a stretch that follows `from`. All or nothing: call it in one transaction.
/// The head afterwards is computed here, not believed.
pub fn take(
    connection: &Connection,
    hub: DeviceKey,
    from: FeedHead,
    stretch: &Stretch,
    now: u64,
) -> Result<(FeedHead, Learned), ReplicaError> {
    if stretch.after != from.position || stretch.hub_epoch < from.hub_epoch {
        return Err(ReplicaError::Gap);
    }
    let epoch = settings::epoch(connection)?;
    let (touched, learned) = (BTreeSet::new(), Learned::default());
    let mut taking = Taking { connection, hub, now, epoch, touched, learned };
    let mut head = FeedHead { hub_epoch: stretch.hub_epoch, ..from };
    for entry in &stretch.entries {
        if entry.log.scope != stretch.scope {
            return Err(ReplicaError::Unknown);
        }
        let (kind, lines) = taking.entry(entry)?;
        head = head.after(stretch.scope, entry_digest(kind, entry.id, &lines));
        feeds::note_entry(connection, stretch.scope, head, kind, entry.id, &lines)?;
    }
    feeds::set_head(connection, stretch.scope, head)?;
    taking.switch()?;
    Ok((head, taking.learned))
}

/// Goes back to an earlier position of a feed, because the hub has lost what came after. All that
/// stood in the entries after it is ahead again: shown, and handed in anew. Orders stay in force.
pub fn go_back(connection: &Connection, scope: Scope, to: u64) -> Result<(), StoreError> {
    let mut touched = BTreeSet::new();
    for entry in feeds::stored(connection, scope, to, usize::MAX)?.iter().rev() {
        let Some(log) = logs::find(connection, entry.log)? else { continue };
        for line in &entry.records {
            touched.insert(logs::document_of(connection, log.row, line.n)?);
            let standing = match entry.kind {
                EntryKind::Segment => Standing::Ahead,
                EntryKind::Late => Standing::Waiting,
            };
            logs::set_standing(connection, log.row, line.n, standing)?;
        }
        if let (EntryKind::Segment, Some(first)) = (entry.kind, entry.records.first()) {
            logs::set_at_hub(connection, log.row, log.at_hub.min(first.n - 1))?;
        }
    }
    let head = match feeds::digest_at(connection, scope, to)? {
        Some(head) => head,
        None => FeedHead::start(0),
    };
    connection.execute(
        "DELETE FROM entry WHERE scope = ?1 AND position > ?2",
        params![&scope.0[..], signed(to)],
    )?;
    feeds::set_head(connection, scope, head)?;
    for row in touched {
        let document = documents::build(connection, row)?;
        documents::keep(connection, row, &document)?;
    }
    Ok(())
}

/// Forgets what a scope held: this device may no longer read it, and the hub has every own record of
/// it. Own logs stay (S4), in no document; were the right given back, the feed would bring everything
/// again. Returns whether there was anything.
pub fn forget(connection: &Connection, scope: Scope) -> Result<bool, StoreError> {
    let (of, scope) = (scope, &scope.0[..]);
    if connection.execute("DELETE FROM feed WHERE scope = ?1", [scope])? == 0 {
        return Ok(false);
    }
    connection.execute("DELETE FROM entry WHERE scope = ?1", [scope])?;
    let documents = "document IN (SELECT id FROM document WHERE scope = ?1)";
    for table in ["change", "waiting"] {
        connection.execute(&format!("DELETE FROM {table} WHERE {documents}"), [scope])?;
    }
    for table in ["segment", "record"] {
        let logs = "log IN (SELECT id FROM log WHERE scope = ?1 AND own = 0)";
        connection.execute(&format!("DELETE FROM {table} WHERE {logs}"), [scope])?;
    }
    connection.execute("DELETE FROM log WHERE scope = ?1 AND own = 0", [scope])?;
    attachments::forget(connection, of)?;
    let (stored, _) = Standing::Stored.code();
    connection.execute(
        "UPDATE record SET state = ?2, reason = 0
         WHERE log IN (SELECT id FROM log WHERE scope = ?1)",
        params![scope, stored],
    )?;
    connection.execute(
        "UPDATE document SET base = NULL, base_digest = NULL, saved = NULL, saved_digest = NULL,
         changed = (SELECT max(changed) + 1 FROM document) WHERE scope = ?1",
        [scope],
    )?;
    Ok(true)
}

struct Taking<'a> {
    connection: &'a Connection,
    hub: DeviceKey,
    now: u64,
    /// Under which this replica writes.
    epoch: Option<Epoch>,
    /// Documents of records that do not count.
    touched: BTreeSet<i64>,
    learned: Learned,
}

impl Taking<'_> {
    fn entry(&mut self, entry: &Entry) -> Result<(EntryKind, Vec<Line>), ReplicaError> {
        match &entry.body {
            EntryBody::Segment { before, records, seal } => {
                let log = self.log(entry, *before, records)?;
                let row = log.row;
                let lines = self.segment(log, *before, records, seal)?;
                carried::settle(self.connection, &logs::at(self.connection, row)?)?;
                Ok((EntryKind::Segment, lines))
            }
            EntryBody::Known { first, last_h, states } => {
                let log = logs::find(self.connection, entry.id)?.ok_or(ReplicaError::Unknown)?;
                let last = first + states.len() as u64 - u64::from(!states.is_empty());
                if logs::hash_at(self.connection, &log, last)? != Some(*last_h) {
                    return Err(ReplicaError::Unknown);
                }
                logs::raise_at_hub(self.connection, log.row, last)?;
                let lines = self.judged(&log, *first, states)?;
                Ok((EntryKind::Segment, lines))
            }
            EntryBody::Late { records } => {
                let log = logs::find(self.connection, entry.id)?.ok_or(ReplicaError::Unknown)?;
                Ok((EntryKind::Late, self.late(&log, records)?))
            }
        }
    }

    /// The log an entry is about. Where this replica holds another history under that name, its own
    /// becomes the branch: the hub has decided which copy keeps the name.
    fn log(
        &mut self,
        entry: &Entry,
        before: Head,
        records: &[(Published, State)],
    ) -> Result<LogRow, ReplicaError> {
        let log = if entry.id == entry.log.id() {
            logs::open(self.connection, entry.log, entry.id, false)?
        } else {
            logs::open_branch(self.connection, entry.log, entry.id, before)?
                .ok_or(ReplicaError::Gap)?
        };
        let mut head = before;
        for (record, _) in records {
            head = head.after(log.key.id(), record.header(), record.digest());
            let here = logs::hash_at(self.connection, &log, head.n)?;
            if here.is_some_and(|here| here != head.h) {
                let kept = logs::rename_branch(self.connection, &log, head.n)?;
                self.hide(log.row)?;
                self.learned.own_numbers_used_up |= log.own;
                return Ok(kept);
            }
        }
        Ok(log)
    }

    /// Takes the records of a branch out of sight: two of its actor's changes would bear one number.
    /// The hub writes them again.
    fn hide(&self, branch: i64) -> Result<(), StoreError> {
        let log = logs::at(self.connection, branch)?;
        let mut documents = BTreeSet::new();
        for record in logs::records(self.connection, &log, 1, log.head.n)? {
            logs::set_standing(self.connection, branch, record.n, Standing::Stored)?;
            documents.insert(logs::document_of(self.connection, branch, record.n)?);
        }
        documents.into_iter().try_for_each(|row| self.rebuild(row))
    }

    fn rebuild(&self, row: i64) -> Result<(), StoreError> {
        let document = documents::build(self.connection, row)?;
        documents::keep(self.connection, row, &document)
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
            head = head.after(log.key.id(), record.header(), record.digest());
        }
        if !seal.verifies(log.key.device, log.key.id(), head) {
            return Err(ReplicaError::Seal);
        }
        if before.n > log.head.n {
            return Err(ReplicaError::Gap);
        }
        if logs::hash_at(self.connection, &log, before.n)? != Some(before.h) {
            return Err(ReplicaError::Fork);
        }
        let known = log.head.n;
        for ((record, _), n) in records.iter().zip(before.n + 1..) {
            if n <= known {
                self.complete(&log, n, record)?;
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
        if logs::hash_at(self.connection, &log, head.n)? != Some(head.h) {
            return Err(ReplicaError::Fork);
        }
        if head.n > known {
            // A copy of this database wrote more under its epoch than it knows.
            self.learned.own_numbers_used_up |= self.epoch == Some(log.key.epoch);
            author::insert_segment(self.connection, log.row, before.n + 1, head.n, &seal.0)?;
            log.sealed = head.n;
            logs::set_sealed(self.connection, log.row, head.n)?;
        }
        logs::raise_at_hub(self.connection, log.row, head.n)?;
        let states: Vec<State> = records.iter().map(|(_, state)| *state).collect();
        self.judged(&log, before.n + 1, &states)
    }

    /// Gives a record that is here without its payload the one that came.
    fn complete(&self, log: &LogRow, n: u64, record: &Published) -> Result<(), StoreError> {
        let Some(payload) = record.payload() else { return Ok(()) };
        self.connection.execute(
            "UPDATE record SET payload = ?3 WHERE log = ?1 AND n = ?2 AND payload IS NULL
             AND digest = ?4 AND (SELECT erased FROM document WHERE id = record.document) = 0",
            params![log.row, signed(n), payload, &record.digest().0[..]],
        )?;
        Ok(())
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
        // What was written here and waits stays in sight.
        if !(log.own && standing == Standing::Waiting) {
            self.touched.insert(logs::document_of(self.connection, log.row, n)?);
        }
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
            let known = logs::hash_at(self.connection, log, *n)?;
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
                    self.redone(order)?;
                }
            }
        } else {
            let documents = judged.iter().map(|judged| judged.document);
            self.learned.needs_newer_program.extend(documents);
        }
        Ok(())
    }

    /// Own records that waited may be redone after all.
    fn redone(&mut self, order: &Order) -> Result<(), StoreError> {
        let Order::Redo { log, from, to } = order else { return Ok(()) };
        let Some(log) = logs::find(self.connection, *log)? else { return Ok(()) };
        for record in logs::records(self.connection, &log, *from, *to)? {
            if record.standing == Standing::Redone {
                self.does_not_count(&log, record.n, Standing::Redone)?;
            }
        }
        Ok(())
    }

    /// Shows each touched document anew, once none of its own records is left unjudged.
    fn switch(&mut self) -> Result<(), StoreError> {
        for row in std::mem::take(&mut self.touched) {
            if !logs::has_ahead(self.connection, row)? {
                self.rebuild(row)?;
            }
        }
        Ok(())
    }
}
