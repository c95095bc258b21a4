//! Writing: a local change becomes a record of this device's own log, in one transaction with the
//! document's saved form. Nothing leaves the device before it is sealed.

use automerge::legacy::{Key, OpType};
use automerge::transaction::Transactable as _;
use automerge::transaction::{CommitOptions, Transaction as Edit};
use automerge::{Automerge, Change, ChangeHash, ROOT, ReadDoc as _, ScalarValue};
use lisanga_protocol::gate::MAX_CHANGE_BYTES;
use lisanga_protocol::ids::{ChangeId, ClaimedTime, DocumentId, Epoch, Scope, UserNumber};
use lisanga_protocol::numbers;
use lisanga_protocol::records::{
    HEADER_BYTES, Head, LogKey, Order, Record, Segment, Signer, What, payload_digest,
};
use rusqlite::{Connection, params};

use crate::documents::{self, ChangeRow};
use crate::logs::{self, LogRow, RecordRow, Standing, signed};
use crate::{StoreError, settings, trail};

/// Which document is to be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A new one of this kind, named by the hash of its first change.
    New(u16),
    /// The one that follows from a natural key.
    Natural(u16, &'a [u8]),
    /// One that exists.
    Existing(DocumentId),
}

/// Who writes, where and when: one atomic batch of changes in one scope.
#[derive(Debug)]
pub struct Author<'a> {
    connection: &'a Connection,
    log: LogRow,
    user: UserNumber,
    time: ClaimedTime,
    written: usize,
    bytes: usize,
}

impl<'a> Author<'a> {
    /// Begins a batch in the log of (device, scope, epoch). Everything until [`Author::finish`]
    /// counts together or not at all.
    pub fn begin(
        connection: &'a Connection,
        key: LogKey,
        user: UserNumber,
        time: ClaimedTime,
    ) -> Result<Self, StoreError> {
        let log = logs::open(connection, key, key.id(), true)?;
        Ok(Self { connection, log, user, time, written: 0, bytes: 0 })
    }

    /// Where this batch is written.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.log.key.scope
    }

    /// Changes one document. `edit` puts scalars into the root; if it changes nothing, nothing is
    /// recorded. Returns the document's id, or none if a new document stayed empty.
    ///
    /// # Panics
    /// Never: every target but a new document names its id.
    pub fn change<E: From<StoreError>>(
        &mut self,
        target: Target<'_>,
        edit: impl FnOnce(&mut Edit<'_>) -> Result<(), E>,
    ) -> Result<Option<DocumentId>, E> {
        let scope = self.log.key.scope;
        let known = match target {
            Target::New(_) => None,
            Target::Natural(kind, key) => Some(DocumentId::natural(kind, scope, key)),
            Target::Existing(id) => Some(id),
        };
        let row = known.map(|id| logs::document(self.connection, scope, id)).transpose()?;
        let document = match row {
            Some(row) => documents::load(self.connection, row)?,
            None => Automerge::new(),
        };
        let Some((mut document, mut change)) = self.edit(document, edit)? else {
            return Ok(known);
        };
        let named = |change: &Change| match target {
            Target::New(kind) => {
                DocumentId::new(kind, self.log.id, payload_digest(change.raw_bytes()))
            }
            Target::Natural(..) | Target::Existing(_) => known.expect("named above"),
        };
        let mut id = named(&change);
        // Two that begin with the same words in the same second are two: the other is written later.
        while matches!(target, Target::New(_)) && logs::knows(self.connection, scope, id)? {
            let edits = trail::edits(&change);
            self.time = ClaimedTime::from_seconds(self.time.seconds() + 1);
            let new = documents::as_actor(Automerge::new(), self.log.key.epoch);
            let again = self.commit(new, |edit| {
                let put = |(path, value): (String, _)| edit.put(ROOT, path, value);
                edits.into_iter().try_for_each(put)
            });
            let again = again.map_err(|_| StoreError::Invalid("a new document"))?;
            (document, change) = again.ok_or(StoreError::Invalid("a new document"))?;
            id = named(&change);
        }
        let payload = change.raw_bytes().to_vec();
        let row = match row {
            Some(row) => row,
            None => logs::document(self.connection, scope, id)?,
        };
        self.record(id, row, payload, &change)?;
        documents::keep(self.connection, row, &document)?;
        Ok(Some(id))
    }

    /// Changes one document from the state it had at `heads`, so that the change builds on nothing
    /// else. What is shown becomes the merge of both.
    pub fn change_at<E: From<StoreError>>(
        &mut self,
        id: DocumentId,
        row: i64,
        heads: &[ChangeHash],
        edit: impl FnOnce(&mut Edit<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut shown = documents::load(self.connection, row)?;
        let past = match heads {
            [] => Automerge::new(),
            heads => shown
                .fork_at(heads)
                .map_err(|_| StoreError::Damaged(format!("the past of document {id}")))?,
        };
        let Some((_, change)) = self.edit(past, edit)? else { return Ok(()) };
        shown
            .apply_changes([change.clone()])
            .map_err(|_| StoreError::Damaged(format!("document {id}")))?;
        self.record(id, row, change.raw_bytes().to_vec(), &change)?;
        documents::keep(self.connection, row, &shown)?;
        Ok(())
    }

    /// Runs an edit as one change with this author's actor and time; none if it changes nothing.
    fn edit<E: From<StoreError>>(
        &self,
        document: Automerge,
        edit: impl FnOnce(&mut Edit<'_>) -> Result<(), E>,
    ) -> Result<Option<(Automerge, Change)>, E> {
        let document = documents::as_actor(document, self.log.key.epoch);
        let before = document.get_heads();
        let Some((document, change)) = self.commit(document, edit)? else { return Ok(None) };
        if trail::only_puts(&change) {
            return Ok(Some((document, change)));
        }
        let lost = |_| StoreError::Invalid("the past of a document");
        let past = document.fork_at(&before).map_err(lost)?;
        let past = documents::as_actor(past, self.log.key.epoch);
        self.commit(past, |edit| choose(edit, &change).map_err(E::from))
    }

    fn commit<E>(
        &self,
        mut document: Automerge,
        edit: impl FnOnce(&mut Edit<'_>) -> Result<(), E>,
    ) -> Result<Option<(Automerge, Change)>, E> {
        let options = CommitOptions::default().with_time(signed(self.time.seconds()));
        let mut transaction = document.transaction();
        edit(&mut transaction)?;
        let (hash, _) = transaction.commit_with(options);
        let change = hash.and_then(|hash| document.get_change_by_hash(&hash));
        Ok(change.map(|change| (document, change)))
    }

    /// The next number of this device's own series: of a receipt, say. It is given with this batch or not
    /// at all.
    pub fn next_number(&mut self) -> Result<String, StoreError> {
        let series = numbers::series(self.log.key.device, self.log.key.epoch);
        let counter: i64 = self
            .connection
            .prepare_cached(
                "INSERT INTO number_given (series, last) VALUES (?1, 1)
                 ON CONFLICT (series) DO UPDATE SET last = last + 1 RETURNING last",
            )?
            .query_row([&series], |row| row.get(0))?;
        Ok(numbers::number(&series, counter.unsigned_abs()))
    }

    /// Records an order. Only the hub's own logs hold any.
    pub fn order(&mut self, document: DocumentId, order: &Order) -> Result<u64, StoreError> {
        let row = logs::document(self.connection, self.log.key.scope, document)?;
        let record = Record::new(What::Order, self.user, self.time, document, order.to_payload());
        self.append(record, row)?;
        Ok(self.log.head.n)
    }

    fn record(
        &mut self,
        id: DocumentId,
        row: i64,
        payload: Vec<u8>,
        change: &Change,
    ) -> Result<(), StoreError> {
        if payload.len() > MAX_CHANGE_BYTES {
            return Err(StoreError::Invalid("more than 64 KiB in one change; save it in parts"));
        }
        self.append(Record::new(What::Change, self.user, self.time, id, payload), row)?;
        let change_row =
            ChangeRow { log: self.log.row, n: self.log.head.n, max_op: change.max_op() };
        let id = ChangeId(change.hash().0);
        documents::note_change(self.connection, row, id, change_row, change.seq())
    }

    fn append(&mut self, mut record: Record, row: i64) -> Result<(), StoreError> {
        self.written += 1;
        self.bytes += record.size();
        if self.written > Segment::MAX_RECORDS || self.bytes > Segment::MAX_BYTES {
            return Err(StoreError::Invalid("more than fits one batch; save it in parts"));
        }
        // Cleared on the last record by `finish`, which knows which one that is.
        record.header.batch_goes_on = true;
        let (log, received) = (&self.log, self.time.seconds());
        self.log.head =
            logs::append(self.connection, log, &record, row, Standing::Ahead, received)?;
        Ok(())
    }

    /// Ends the batch. Returns the head of the log.
    pub fn finish(self) -> Result<Head, StoreError> {
        if self.written == 0 {
            return Ok(self.log.head);
        }
        let last = self.log.head.n;
        let before = match last {
            1 => Head::EMPTY,
            n => {
                let row = logs::records(self.connection, &self.log, n - 1, n - 1)?;
                let row = row.first().ok_or(StoreError::Invalid("a batch without its log"))?;
                Head { n: n - 1, h: row.h }
            }
        };
        let record = logs::records(self.connection, &self.log, last, last)?;
        let record = record.first().ok_or(StoreError::Invalid("a batch without a record"))?;
        let mut header = record.header;
        header.batch_goes_on = false;
        let head = before.after(self.log.key.id(), &header, record.digest);
        self.connection.execute(
            "UPDATE record SET header = ?3, h = ?4 WHERE log = ?1 AND n = ?2",
            params![self.log.row, signed(last), &header.to_bytes()[..], &head.h.0[..]],
        )?;
        self.connection
            .execute("UPDATE log SET h = ?2 WHERE id = ?1", params![self.log.row, &head.h.0[..]])?;
        Ok(head)
    }
}

/// Makes a change again in which the value that is shown was put where others stand beside it. Automerge takes the
/// others away then and puts nothing, which no replica admits (SPEC.md §4); so another value is put before it. Where
/// all are the same there is nothing to choose.
fn choose(edit: &mut Edit<'_>, change: &Change) -> Result<(), StoreError> {
    let wrong = |_| StoreError::Invalid("a value");
    for operation in change.decode().operations {
        let Key::Map(path) = &operation.key else { continue };
        if let OpType::Put(value) = operation.action {
            edit.put(ROOT, path.as_str(), value).map_err(wrong)?;
            continue;
        }
        let standing = edit.get_all(ROOT, path.as_str()).map_err(wrong)?;
        let mut values: Vec<ScalarValue> =
            standing.into_iter().filter_map(|(value, _)| value.into_scalar().ok()).collect();
        let Some(shown) = values.pop().filter(|shown| values.iter().any(|value| value != shown))
        else {
            continue;
        };
        let before = match shown {
            ScalarValue::Boolean(is) => ScalarValue::Boolean(!is),
            _ => ScalarValue::Null,
        };
        for value in [before, shown] {
            edit.put(ROOT, path.as_str(), value).map_err(wrong)?;
        }
    }
    Ok(())
}

/// Seals everything unsealed of an own log, in as many segments as it takes. A batch is never cut,
/// and an order is sealed alone, so that it can be verified alone.
pub fn seal(connection: &Connection, signer: &Signer, log: &LogRow) -> Result<(), StoreError> {
    let records = logs::records(connection, log, log.sealed + 1, log.head.n)?;
    let mut open: Option<Stretch> = None;
    for batch in records.chunk_by(|record, _| record.header.batch_goes_on) {
        let batch = Stretch::of(batch);
        open = match open {
            None => Some(batch),
            Some(stretch) if stretch.takes(&batch) => Some(stretch.with(&batch)),
            Some(stretch) => {
                stretch.seal(connection, signer, log)?;
                Some(batch)
            }
        };
    }
    if let Some(stretch) = open {
        stretch.seal(connection, signer, log)?;
    }
    connection.execute(
        "UPDATE log SET sealed = ?2 WHERE id = ?1",
        params![log.row, signed(log.head.n)],
    )?;
    Ok(())
}

/// Whole batches that will lie between two seals.
struct Stretch {
    first: u64,
    last: Head,
    count: usize,
    bytes: usize,
    alone: bool,
}

impl Stretch {
    fn of(batch: &[RecordRow]) -> Self {
        let (first, last) = (&batch[0], &batch[batch.len() - 1]);
        let payload = |record: &RecordRow| record.payload.as_ref().map_or(0, Vec::len);
        Self {
            first: first.n,
            last: Head { n: last.n, h: last.h },
            count: batch.len(),
            bytes: batch.iter().map(|record| HEADER_BYTES + payload(record)).sum(),
            alone: first.header.what == What::Order && batch.len() == 1,
        }
    }

    fn takes(&self, batch: &Self) -> bool {
        !self.alone
            && !batch.alone
            && self.count + batch.count <= Segment::CLOSE_AT_RECORDS
            && self.bytes + batch.bytes <= Segment::CLOSE_AT_BYTES
    }

    fn with(self, batch: &Self) -> Self {
        let (count, bytes) = (self.count + batch.count, self.bytes + batch.bytes);
        Self { last: batch.last, count, bytes, ..self }
    }

    fn seal(
        &self,
        connection: &Connection,
        signer: &Signer,
        log: &LogRow,
    ) -> Result<(), StoreError> {
        let seal = signer.seal(log.id, self.last);
        insert_segment(connection, log.row, self.first, self.last.n, &seal.0)
    }
}

/// Notes a sealed stretch of a log, in order of arrival.
pub(crate) fn insert_segment(
    connection: &Connection,
    log: i64,
    first: u64,
    last: u64,
    seal: &[u8; 64],
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT INTO segment (log, first, last, seal) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![log, signed(first), signed(last), &seal[..]])?;
    Ok(())
}

/// The epoch this database writes under, drawn at first use. [`settings::set_epoch`] opens a new
/// one: what was written before stays, what comes next is a new log.
pub fn epoch(connection: &Connection, draw: impl FnOnce() -> Epoch) -> Result<Epoch, StoreError> {
    if let Some(epoch) = settings::epoch(connection)? {
        return Ok(epoch);
    }
    let epoch = draw();
    settings::set_epoch(connection, epoch)?;
    Ok(epoch)
}
