//! The body of a FEED frame: entries as the hub publishes them.
//!
//! Records stand in the compact form, each with its state; what no longer counts goes as a stub, and
//! to its author an entry goes without any record: he has them.

use super::compact::{CompactError, Decoder, Encoder, History, Sender, Sent};
use crate::feed::State;
use crate::ids::{Hash, LogId, Scope};
use crate::records::{Head, Header, LogKey, Record, Seal, Segment};

/// One entry of a feed, as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What the log is named after.
    pub log: LogKey,
    /// The name it is kept under; another than `log.id()` for a branch.
    pub id: LogId,
    /// What is published of it.
    pub body: EntryBody,
}

/// What an entry publishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryBody {
    /// A whole segment.
    Segment {
        /// The head before its first record.
        before: Head,
        /// Its records.
        records: Vec<(Published, State)>,
        /// The author's seal.
        seal: Seal,
    },
    /// A segment the receiver holds: only what was said of its records.
    Known {
        /// The number of the first record.
        first: u64,
        /// The hash of the last.
        last_h: Hash,
        /// What was said of each.
        states: Vec<State>,
    },
    /// Records of one batch that were stubs and are now accepted, with their chain hashes.
    Late {
        /// Number, hash and record of each.
        records: Vec<(u64, Hash, Published)>,
    },
}

/// A record as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// With its payload.
    Full(Record),
    /// Header and digest.
    Stub(Header, Hash),
}

impl Published {
    /// The header.
    #[must_use]
    pub const fn header(&self) -> &Header {
        match self {
            Self::Full(record) => &record.header,
            Self::Stub(header, _) => header,
        }
    }

    /// The payload, unless it is a stub.
    #[must_use]
    pub fn payload(&self) -> Option<&[u8]> {
        match self {
            Self::Full(record) => Some(&record.payload),
            Self::Stub(..) => None,
        }
    }

    /// The digest of the payload.
    #[must_use]
    pub fn digest(&self) -> Hash {
        match self {
            Self::Full(record) => crate::records::payload_digest(&record.payload),
            Self::Stub(_, digest) => *digest,
        }
    }
}

const SEGMENT: u64 = 0;
const KNOWN: u64 = 1;
const LATE: u64 = 2;
/// Added for a branch: its name follows in full.
const BRANCH: u64 = 4;
/// Most entries in a frame.
const MAX_ENTRIES: u64 = 1 << 14;

/// Consecutive entries of one feed, all of one timeline: what a FEED frame holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Whose feed.
    pub scope: Scope,
    /// The timeline in which they were published.
    pub hub_epoch: u64,
    /// The position before the first of them.
    pub after: u64,
    /// The entries.
    pub entries: Vec<Entry>,
}

/// Writes entries as one frame body. With `verbatim`, no payload is taken apart.
pub fn encode(stretch: &Stretch, sender: &impl Sender, verbatim: bool) -> Vec<u8> {
    let mut encoder = Encoder::new(sender);
    encoder.out.hashes.bytes(&stretch.scope.0);
    encoder.out.meta.uleb(stretch.hub_epoch);
    encoder.out.meta.uleb(stretch.after);
    encoder.out.meta.uleb(stretch.entries.len() as u64);
    for entry in &stretch.entries {
        write(&mut encoder, entry, verbatim);
    }
    encoder.finish()
}

fn write<S: Sender>(encoder: &mut Encoder<'_, S>, entry: &Entry, verbatim: bool) {
    let branch = u64::from(entry.id != entry.log.id()) * BRANCH;
    let kind = match entry.body {
        EntryBody::Segment { .. } => SEGMENT,
        EntryBody::Known { .. } => KNOWN,
        EntryBody::Late { .. } => LATE,
    };
    let log = encoder.log_index(entry.log);
    encoder.out.meta.uleb(kind | branch);
    encoder.out.meta.uleb(log);
    if branch != 0 {
        encoder.out.hashes.bytes(&entry.id.0);
    }
    match &entry.body {
        EntryBody::Segment { before, records, seal } => {
            encoder.out.meta.uleb(before.n);
            encoder.out.hashes.bytes(&before.h.0);
            encoder.out.meta.uleb(records.len() as u64);
            for ((record, state), n) in records.iter().zip(before.n + 1..) {
                put_state(encoder, *state);
                put_record(encoder, &entry.log, n, record, verbatim);
            }
            encoder.out.hashes.bytes(&seal.0);
        }
        EntryBody::Known { first, last_h, states } => {
            encoder.out.meta.uleb(*first);
            encoder.out.hashes.bytes(&last_h.0);
            encoder.out.meta.uleb(states.len() as u64);
            for state in states {
                put_state(encoder, *state);
            }
        }
        EntryBody::Late { records } => {
            encoder.out.meta.uleb(records.len() as u64);
            for (n, h, record) in records {
                encoder.out.meta.uleb(*n);
                encoder.out.hashes.bytes(&h.0);
                put_record(encoder, &entry.log, *n, record, verbatim);
            }
        }
    }
}

fn put_record<S: Sender>(
    encoder: &mut Encoder<'_, S>,
    log: &LogKey,
    n: u64,
    record: &Published,
    verbatim: bool,
) {
    match record {
        Published::Full(record) => encoder.record(log, n, record, verbatim),
        Published::Stub(header, digest) => encoder.stub(log, n, header, *digest),
    }
}

fn put_state<S: Sender>(encoder: &mut Encoder<'_, S>, state: State) {
    let [code, low, high] = state.to_bytes();
    encoder.out.meta.uleb(u64::from(code));
    if let State::Refused(_) = state {
        encoder.out.meta.uleb(u64::from(u16::from_le_bytes([low, high])));
    }
}

/// Reads a frame body back into entries. Nothing in it is trusted.
pub fn decode(body: &[u8], history: &impl History) -> Result<Stretch, CompactError> {
    const MOST: u64 = 1 << 62;
    let mut decoder = Decoder::new(body, history)?;
    let scope = Scope(decoder.hash()?);
    let (hub_epoch, after) = (decoder.number(MOST)?, decoder.number(MOST)?);
    let count = decoder.number(MAX_ENTRIES)?;
    let entries = (0..count).map(|_| read(&mut decoder)).collect::<Result<_, _>>()?;
    Ok(Stretch { scope, hub_epoch, after, entries })
}

fn read<H: History>(decoder: &mut Decoder<'_, H>) -> Result<Entry, CompactError> {
    let kind = decoder.number(LATE | BRANCH)?;
    let log = decoder.log(0)?;
    let id = if kind & BRANCH == 0 { log.id() } else { LogId(decoder.hash()?) };
    let most = Segment::MAX_RECORDS as u64;
    let body = match kind & !BRANCH {
        SEGMENT => {
            let before = Head { n: decoder.number(1 << 62)?, h: Hash(decoder.hash()?) };
            let count = decoder.number(most)?;
            let mut records = Vec::new();
            for n in before.n + 1..=before.n + count {
                let state = get_state(decoder)?;
                records.push((get_record(decoder, &log, n)?, state));
            }
            EntryBody::Segment { before, records, seal: Seal(decoder.hash()?) }
        }
        KNOWN => {
            let first = decoder.number(1 << 62)?;
            let last_h = Hash(decoder.hash()?);
            let count = decoder.number(most)?;
            let states = (0..count).map(|_| get_state(decoder)).collect::<Result<_, _>>()?;
            EntryBody::Known { first, last_h, states }
        }
        LATE => {
            let count = decoder.number(most)?;
            let mut records = Vec::new();
            for _ in 0..count {
                let (n, h) = (decoder.number(1 << 62)?, Hash(decoder.hash()?));
                records.push((n, h, get_record(decoder, &log, n)?));
            }
            EntryBody::Late { records }
        }
        _ => return Err(CompactError::Malformed),
    };
    Ok(Entry { log, id, body })
}

fn get_record<H: History>(
    decoder: &mut Decoder<'_, H>,
    log: &LogKey,
    n: u64,
) -> Result<Published, CompactError> {
    Ok(match decoder.record(log, n)? {
        Sent::Full(record) => Published::Full(record),
        Sent::Stub(header, digest) => Published::Stub(header, digest),
    })
}

fn get_state<H: History>(decoder: &mut Decoder<'_, H>) -> Result<State, CompactError> {
    const REFUSED: u8 = 6;
    let code = decoder.number(u64::from(u8::MAX))?;
    let code = u8::try_from(code).map_err(|_| CompactError::Malformed)?;
    let reason = if code == REFUSED { decoder.number(u64::from(u16::MAX))? } else { 0 };
    let [low, high, ..] = reason.to_le_bytes();
    State::from_bytes([code, low, high]).ok_or(CompactError::Malformed)
}
