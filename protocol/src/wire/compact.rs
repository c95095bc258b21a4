//! The compact form: what goes over the wire of a segment. Never hashed, signed or stored.
//!
//! What the receiver knows is left out and rebuilt to the same bytes: magic, checksum, length, actor,
//! number, first operation, time, message, the id of a new document; dependencies are pointers into
//! logs the receiver has. The rest is turned from rows into columns *across the records of a frame*
//! (all keys together, all values together), because equal things side by side compress best.
//! The sender rebuilds every record before sending; one that does not come out equal goes verbatim.

use std::collections::{BTreeMap, BTreeSet};

use super::streams::{Reader, Writer};
use crate::gate::Chunk;
use crate::ids::{
    ChangeId, ClaimedTime, DeviceKey, DocumentId, Epoch, Hash, LogId, Scope, UserNumber,
};
use crate::records::{Head, Header, LogKey, Record, Seal, Segment, What, payload_digest};

/// What is known of a change without its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeFacts {
    /// Its hash.
    pub id: ChangeId,
    /// The greatest operation counter in it.
    pub max_op: u64,
    /// The document it changes.
    pub document: DocumentId,
}

/// What a side has stored, asked while writing and reading the compact form.
pub trait History {
    /// The change that record `n` of `log` carries.
    fn change_at(&self, log: LogId, n: u64) -> Option<ChangeFacts>;
    /// The greatest operation counter of a change of a document of this log's scope.
    fn max_op(&self, log: &LogKey, document: DocumentId, change: ChangeId) -> Option<u64>;
    /// Changes of `document` in `log` before record `n`, refused ones too, as far as this side has the log.
    fn earlier_in_log(&self, log: LogId, document: DocumentId, n: u64) -> u64;
    /// The last record of a log on this side; 0 for none.
    fn last(&self, log: LogId) -> u64;
    /// What a log is named after.
    fn log(&self, id: LogId) -> Option<LogKey>;
}

/// What a sender must know besides.
pub trait Sender: History {
    /// Where a change stands that the *receiver* has as a record.
    fn pointer(
        &self,
        log: &LogKey,
        document: DocumentId,
        change: ChangeId,
    ) -> Option<(LogKey, u64)>;
    /// Whether the receiver knows the log by its id alone.
    fn receiver_knows(&self, log: LogId) -> bool;
    /// The log of this scope that an actor wrote.
    fn log_of(&self, scope: &LogKey, actor: &[u8]) -> Option<LogKey>;
}

/// Why a body could not be taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompactError {
    /// Cut short, or numbers out of range.
    #[error("read records: the bytes are cut short or in disorder")]
    Malformed,
    /// More than one frame may hold.
    #[error("read records: more than a frame may hold")]
    TooLarge,
    /// It refers to something not here; ask for the segment verbatim.
    #[error("read records: they refer to something unknown here")]
    Unknown,
}

const BATCH: u64 = 1;
const ORDER: u64 = 2;
const VERBATIM: u64 = 4;
const DOCUMENT_OF_DEPENDENCY: u64 = 8;
const DOCUMENT_IN_FULL: u64 = 16;
const STUB: u64 = 32;

/// Writes segments as one frame body. With `verbatim`, no payload is taken apart.
pub fn encode(segments: &[Segment], sender: &impl Sender, verbatim: bool) -> Vec<u8> {
    let mut encoder = Encoder::new(sender);
    encoder.out.meta.uleb(segments.len() as u64);
    for segment in segments {
        encoder.segment(segment, verbatim);
    }
    encoder.finish()
}

/// Records of the same frame count as history.
#[derive(Debug, Default)]
pub(super) struct Overlay {
    at: BTreeMap<(LogId, u64), ChangeFacts>,
    by_id: BTreeMap<(DocumentId, ChangeId), (LogKey, u64, u64)>,
    numbers: BTreeMap<(LogId, DocumentId), BTreeSet<u64>>,
}

impl Overlay {
    fn count(&mut self, log: &LogKey, n: u64, header: &Header) {
        if header.what == What::Change {
            self.numbers.entry((log.id(), header.document)).or_default().insert(n);
        }
    }

    /// Changes count for the numbers of what follows; so do payloads that are not changes.
    fn add(&mut self, log: &LogKey, n: u64, record: &Record) {
        let (id, document) = (log.id(), record.header.document);
        self.count(log, n, &record.header);
        if let Ok(chunk) = Chunk::parse(&record.payload) {
            let (change, max_op) = (chunk.id, chunk.max_op());
            self.at.insert((id, n), ChangeFacts { id: change, max_op, document });
            self.by_id.insert((document, change), (*log, n, max_op));
        }
    }
}

pub(super) struct Encoder<'a, S: Sender> {
    pub(super) out: Writer,
    logs: Vec<LogKey>,
    sender: &'a S,
    sent: Overlay,
    time: i64,
    pointed: i64,
}

impl<'a, S: Sender> Encoder<'a, S> {
    pub(super) fn new(sender: &'a S) -> Self {
        let (out, logs, sent) = (Writer::default(), Vec::new(), Overlay::default());
        Self { out, logs, sender, sent, time: 0, pointed: 0 }
    }

    fn segment(&mut self, segment: &Segment, verbatim: bool) {
        let log = self.log_index(segment.log);
        self.out.meta.uleb(log);
        self.out.meta.uleb(segment.before.n);
        self.out.hashes.bytes(&segment.before.h.0);
        self.out.meta.uleb(segment.records.len() as u64);
        for (record, n) in segment.records.iter().zip(segment.before.n + 1..) {
            self.record(&segment.log, n, record, verbatim);
        }
        self.out.hashes.bytes(&segment.seal.0);
    }

    pub(super) fn record(&mut self, log: &LogKey, n: u64, record: &Record, verbatim: bool) {
        let header = &record.header;
        let parts = match (verbatim, header.what) {
            (false, What::Change) => self.parts(log, n, record),
            _ => None,
        };
        let mut flags = u64::from(header.batch_goes_on) * BATCH;
        flags |= u64::from(header.what == What::Order) * ORDER;
        flags |= u64::from(parts.is_none()) * VERBATIM;
        let named =
            DocumentId::new(header.document.kind(), log.id(), payload_digest(&record.payload));
        let of_dependency = parts.as_ref().is_some_and(|parts| {
            matches!(parts.deps.first(), Some(Dep::Pointer(key, at))
                if self.facts(key.id(), *at).is_some_and(|facts| facts.document == header.document))
        });
        if of_dependency {
            flags |= DOCUMENT_OF_DEPENDENCY;
        } else if named != header.document {
            flags |= DOCUMENT_IN_FULL;
        }
        let seconds = i64::try_from(header.time.seconds()).unwrap_or(i64::MAX);
        let meta = &mut self.out.meta;
        meta.uleb(flags);
        meta.uleb(u64::from(header.user.0));
        meta.sleb(seconds - self.time);
        self.time = seconds;
        if flags & DOCUMENT_IN_FULL != 0 {
            self.out.hashes.bytes(&header.document.0);
        } else if !of_dependency {
            meta.uleb(u64::from(header.document.kind()));
        }
        match parts {
            Some(parts) => self.parts_out(&parts),
            None => self.out.payload(&record.payload),
        }
        self.sent.add(log, n, record);
    }

    /// A record without its payload: header and digest.
    pub(super) fn stub(&mut self, log: &LogKey, n: u64, header: &Header, digest: Hash) {
        let order = u64::from(header.what == What::Order) * ORDER;
        let batch = u64::from(header.batch_goes_on) * BATCH;
        let seconds = i64::try_from(header.time.seconds()).unwrap_or(i64::MAX);
        let meta = &mut self.out.meta;
        meta.uleb(STUB | DOCUMENT_IN_FULL | order | batch);
        meta.uleb(u64::from(header.user.0));
        meta.sleb(seconds - self.time);
        self.time = seconds;
        meta.uleb(u64::from(header.payload_len));
        self.out.hashes.bytes(&header.document.0);
        self.out.hashes.bytes(&digest.0);
        self.sent.count(log, n, header);
    }

    /// The parts of a change, if the receiver would rebuild the same bytes from them.
    fn parts<'p>(&self, log: &LogKey, n: u64, record: &'p Record) -> Option<Parts<'p>> {
        let chunk = Chunk::parse(&record.payload).ok()?;
        let document = record.header.document;
        let mut max_op = 0;
        let mut deps = Vec::with_capacity(chunk.deps.len());
        for dep in &chunk.deps {
            let sent = self.sent.by_id.get(&(document, *dep)).copied();
            let (dep, greatest) = match sent {
                Some((key, at, max_op)) => (Dep::Pointer(key, at), max_op),
                None => match self.sender.pointer(log, document, *dep) {
                    Some((key, at)) => {
                        (Dep::Pointer(key, at), self.sender.max_op(log, document, *dep)?)
                    }
                    None => (Dep::Full(*dep), self.sender.max_op(log, document, *dep)?),
                },
            };
            max_op = max_op.max(greatest);
            deps.push(dep);
        }
        let others: Option<Vec<LogKey>> =
            chunk.other_actors.iter().map(|actor| self.sender.log_of(log, actor)).collect();
        let earlier = self.sender.earlier_in_log(log.id(), document, n);
        let rebuilt = Chunk {
            actor: &log.epoch.0,
            seq: earlier + 1,
            start_op: max_op + 1,
            time: i64::try_from(record.header.time.seconds()).ok()?,
            message: &[],
            ..chunk.clone()
        };
        let parts = Parts { deps, others: others?, columns: chunk.split_columns() };
        let joined = Chunk::join_columns(&parts.columns);
        (joined == chunk.columns && rebuilt.to_bytes() == record.payload).then_some(parts)
    }

    fn parts_out(&mut self, parts: &Parts<'_>) {
        self.out.meta.uleb(parts.deps.len() as u64);
        for dep in &parts.deps {
            match dep {
                Dep::Full(change) => {
                    self.out.meta.uleb(0);
                    self.out.hashes.bytes(&change.0);
                }
                Dep::Pointer(key, n) => {
                    let log = self.log_index(*key);
                    self.out.meta.uleb(log + 1);
                    let n = i64::try_from(*n).unwrap_or(i64::MAX);
                    self.out.meta.sleb(n - self.pointed);
                    self.pointed = n;
                }
            }
        }
        self.out.meta.uleb(parts.others.len() as u64);
        for other in &parts.others {
            let log = self.log_index(*other);
            self.out.meta.uleb(log);
        }
        self.out.columns(&parts.columns);
    }

    fn facts(&self, log: LogId, n: u64) -> Option<ChangeFacts> {
        self.sent.at.get(&(log, n)).copied().or_else(|| self.sender.change_at(log, n))
    }

    pub(super) fn log_index(&mut self, key: LogKey) -> u64 {
        let found = self.logs.iter().position(|known| *known == key);
        let index = found.unwrap_or_else(|| {
            self.logs.push(key);
            self.logs.len() - 1
        });
        index as u64
    }

    pub(super) fn finish(self) -> Vec<u8> {
        let mut table = Writer::default();
        table.meta.uleb(self.logs.len() as u64);
        for key in &self.logs {
            if self.sender.receiver_knows(key.id()) {
                table.meta.uleb(0);
                table.hashes.bytes(&key.id().0);
            } else {
                table.meta.uleb(1);
                table.hashes.bytes(&key.device.0);
                table.hashes.bytes(&key.scope.0);
                table.hashes.bytes(&key.epoch.0);
            }
        }
        self.out.after(table).to_bytes()
    }
}

/// What came of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// All of it.
    Full(Record),
    /// Its header and the digest of its payload.
    Stub(Header, Hash),
}

enum Dep {
    Pointer(LogKey, u64),
    Full(ChangeId),
}

struct Parts<'a> {
    deps: Vec<Dep>,
    others: Vec<LogKey>,
    columns: Vec<(u64, &'a [u8])>,
}

/// Reads a frame body back into segments. Nothing in it is trusted: whether the rebuilt records are
/// the author's is for [`Segment::verify`] to say.
pub fn decode(body: &[u8], history: &impl History) -> Result<Vec<Segment>, CompactError> {
    let mut decoder = Decoder::new(body, history)?;
    let count = decoder.number(MAX_SEGMENTS)?;
    (0..count).map(|_| decoder.segment()).collect()
}

/// Most segments in a frame: each takes at least its seal.
const MAX_SEGMENTS: u64 = 1 << 13;
/// Most logs a frame may name.
const MAX_LOGS: u64 = 1 << 10;

pub(super) struct Decoder<'a, H: History> {
    pub(super) input: Reader<'a>,
    logs: Vec<LogKey>,
    history: &'a H,
    got: Overlay,
    time: i64,
    pointed: i64,
}

impl<'a, H: History> Decoder<'a, H> {
    pub(super) fn new(body: &'a [u8], history: &'a H) -> Result<Self, CompactError> {
        let input = Reader::parse(body).ok_or(CompactError::Malformed)?;
        let got = Overlay::default();
        let mut decoder = Self { input, logs: Vec::new(), history, got, time: 0, pointed: 0 };
        decoder.table()?;
        Ok(decoder)
    }

    pub(super) fn number(&mut self, most: u64) -> Result<u64, CompactError> {
        let number = self.input.meta.uleb().ok_or(CompactError::Malformed)?;
        if number > most { Err(CompactError::TooLarge) } else { Ok(number) }
    }

    pub(super) fn hash<const N: usize>(&mut self) -> Result<[u8; N], CompactError> {
        let bytes = self.input.hashes.take(N).ok_or(CompactError::Malformed)?;
        bytes.try_into().map_err(|_| CompactError::Malformed)
    }

    fn table(&mut self) -> Result<(), CompactError> {
        for _ in 0..self.number(MAX_LOGS)? {
            let key = match self.number(1)? {
                0 => {
                    let id = LogId(self.hash()?);
                    self.history.log(id).ok_or(CompactError::Unknown)?
                }
                _ => LogKey {
                    device: DeviceKey(self.hash()?),
                    scope: Scope(self.hash()?),
                    epoch: Epoch(self.hash()?),
                },
            };
            self.logs.push(key);
        }
        Ok(())
    }

    pub(super) fn log(&mut self, less: u64) -> Result<LogKey, CompactError> {
        let index = self.number(MAX_LOGS)?.checked_sub(less).ok_or(CompactError::Malformed)?;
        let index = usize::try_from(index).map_err(|_| CompactError::Malformed)?;
        self.logs.get(index).copied().ok_or(CompactError::Malformed)
    }

    fn segment(&mut self) -> Result<Segment, CompactError> {
        let log = self.log(0)?;
        let n = self.number(1 << 62)?;
        let before = Head { n, h: Hash(self.hash()?) };
        let count = self.number(Segment::MAX_RECORDS as u64)?;
        let mut records = Vec::new();
        for n in n + 1..=n + count {
            match self.record(&log, n)? {
                Sent::Full(record) => records.push(record),
                Sent::Stub(..) => return Err(CompactError::Malformed),
            }
        }
        Ok(Segment { log, before, records, seal: Seal(self.hash()?) })
    }

    pub(super) fn record(&mut self, log: &LogKey, n: u64) -> Result<Sent, CompactError> {
        let flags = self.number(u64::from(u8::MAX))?;
        let user = self.number(u64::from(u16::MAX))?;
        let user = UserNumber(u16::try_from(user).map_err(|_| CompactError::Malformed)?);
        let difference = self.input.meta.sleb().ok_or(CompactError::Malformed)?;
        self.time = self.time.checked_add(difference).ok_or(CompactError::Malformed)?;
        let seconds = u64::try_from(self.time).map_err(|_| CompactError::Malformed)?;
        let time = ClaimedTime::from_seconds(seconds);
        let what = if flags & ORDER == 0 { What::Change } else { What::Order };
        let batch_goes_on = flags & BATCH != 0;
        if flags & STUB != 0 {
            let payload_len = self.number(u64::from(u32::MAX))?;
            let payload_len = u32::try_from(payload_len).map_err(|_| CompactError::TooLarge)?;
            let document = DocumentId(self.hash()?);
            let header = Header { what, batch_goes_on, user, time, document, payload_len };
            self.got.count(log, n, &header);
            return Ok(Sent::Stub(header, Hash(self.hash()?)));
        }
        let mut kind = None;
        let mut document = None;
        if flags & DOCUMENT_IN_FULL != 0 {
            document = Some(DocumentId(self.hash()?));
        } else if flags & DOCUMENT_OF_DEPENDENCY == 0 {
            let number = self.number(u64::from(u16::MAX))?;
            kind = Some(u16::try_from(number).map_err(|_| CompactError::Malformed)?);
        }
        let (payload, of_dependency) = if flags & VERBATIM == 0 {
            self.change(log, n, document, seconds)?
        } else {
            (self.input.payload().ok_or(CompactError::Malformed)?.to_vec(), None)
        };
        let document = document
            .or(of_dependency)
            .filter(|_| kind.is_none())
            .or_else(|| Some(DocumentId::new(kind?, log.id(), payload_digest(&payload))));
        let document = document.ok_or(CompactError::Malformed)?;
        let payload_len = u32::try_from(payload.len()).map_err(|_| CompactError::TooLarge)?;
        let header = Header { what, batch_goes_on, user, time, document, payload_len };
        let record = Record { header, payload };
        self.got.add(log, n, &record);
        Ok(Sent::Full(record))
    }

    /// Rebuilds a change. Also the document of its first dependency.
    fn change(
        &mut self,
        log: &LogKey,
        n: u64,
        document: Option<DocumentId>,
        seconds: u64,
    ) -> Result<(Vec<u8>, Option<DocumentId>), CompactError> {
        let count = self.number(crate::gate::MAX_DEPS as u64)?;
        let (mut deps, mut max_op, mut of_dependency) = (Vec::new(), 0, None);
        let mut full = Vec::new();
        for at in 0..count {
            if self.input.meta.peek() == Some(0) {
                self.number(0)?;
                let change = ChangeId(self.hash()?);
                full.push(change);
                deps.push(change);
                continue;
            }
            let key = self.log(1)?;
            let difference = self.input.meta.sleb().ok_or(CompactError::Malformed)?;
            self.pointed = self.pointed.checked_add(difference).ok_or(CompactError::Malformed)?;
            let at_record = u64::try_from(self.pointed).map_err(|_| CompactError::Malformed)?;
            let facts = self.facts(key.id(), at_record).ok_or(CompactError::Unknown)?;
            max_op = max_op.max(facts.max_op);
            deps.push(facts.id);
            if at == 0 {
                of_dependency = Some(facts.document);
            }
        }
        let document = document.or(of_dependency);
        for change in full {
            let document = document.ok_or(CompactError::Malformed)?;
            let known = self.history.max_op(log, document, change);
            max_op = max_op.max(known.ok_or(CompactError::Unknown)?);
        }
        let others = self.number(MAX_LOGS)?;
        let others: Vec<LogKey> = (0..others).map(|_| self.log(0)).collect::<Result<_, _>>()?;
        let columns = self.input.columns().ok_or(CompactError::Malformed)?;
        let earlier = document.map_or(0, |document| self.earlier(log.id(), document, n));
        let chunk = Chunk {
            id: ChangeId([0; 32]),
            deps,
            actor: &log.epoch.0,
            seq: earlier + 1,
            start_op: max_op.saturating_add(1),
            time: i64::try_from(seconds).map_err(|_| CompactError::Malformed)?,
            message: &[],
            other_actors: others.iter().map(|key| &key.epoch.0[..]).collect(),
            columns: &Chunk::join_columns(&columns),
            operations: 0,
        };
        Ok((chunk.to_bytes(), of_dependency))
    }

    fn facts(&self, log: LogId, n: u64) -> Option<ChangeFacts> {
        self.got.at.get(&(log, n)).copied().or_else(|| self.history.change_at(log, n))
    }

    fn earlier(&self, log: LogId, document: DocumentId, n: u64) -> u64 {
        let last = self.history.last(log);
        let got = self.got.numbers.get(&(log, document));
        let got = got.map_or(0, |numbers| numbers.range(last + 1..n.max(last + 1)).count());
        self.history.earlier_in_log(log, document, n.min(last + 1)) + got as u64
    }
}
