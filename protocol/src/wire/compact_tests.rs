//! The compact form comes back byte for byte, and is as small as promised.

use std::collections::BTreeMap;

use automerge::transaction::{CommitOptions, Transactable as _};
use automerge::{ActorId, Automerge, ROOT};

use super::Frame;
use super::compact::{ChangeFacts, History, Sender, decode, encode};
use super::entries::{self, Entry, EntryBody, Published};
use crate::feed::State;
use crate::gate::Chunk;
use crate::ids::{ChangeId, ClaimedTime, DocumentId, Epoch, LogId, Scope, UserNumber};
use crate::records::{Head, LogKey, Record, Segment, Signer, What, payload_digest};

#[path = "../../../tests/support/workload.rs"]
#[expect(unreachable_pub, reason = "the measurements use it as a library")]
mod workload;

use workload::{XorShift, member};

const NOW: u64 = 1_770_000_000;

/// A device that writes, and all it knows.
struct Device {
    signer: Signer,
    log: LogKey,
    records: Vec<Record>,
    documents: BTreeMap<DocumentId, Automerge>,
    /// How many of the records the other side has.
    at_receiver: usize,
}

impl Device {
    fn new(number: u8) -> Self {
        let signer = Signer::from_seed(&[number; 32]);
        let epoch = Epoch([number; 16]);
        let log = LogKey { device: signer.device(), scope: Scope([1; 8]), epoch };
        Self { signer, log, records: Vec::new(), documents: BTreeMap::new(), at_receiver: 0 }
    }

    fn put(&mut self, known: Option<DocumentId>, fields: &[(&str, &str)]) -> DocumentId {
        let mut document = known
            .and_then(|id| self.documents.remove(&id))
            .unwrap_or_else(|| Automerge::new().with_actor(ActorId::from(self.log.epoch.0)));
        let seconds = NOW + self.records.len() as u64 * 60;
        let mut edit = document.transaction();
        for (path, value) in fields {
            edit.put(ROOT, *path, *value).unwrap();
        }
        let time = i64::try_from(seconds).unwrap();
        edit.commit_with(CommitOptions::default().with_time(time));
        let payload = document.get_last_local_change().unwrap().raw_bytes().to_vec();
        let named = DocumentId::new(1, self.log.id(), payload_digest(&payload));
        let id = known.unwrap_or(named);
        self.documents.insert(id, document);
        let time = ClaimedTime::from_seconds(seconds);
        self.records.push(Record::new(What::Change, UserNumber(1), time, id, payload));
        id
    }

    /// Everything the other side lacks, in segments of 256 records.
    fn segments(&self) -> Vec<Segment> {
        let mut before = self.head(self.at_receiver);
        let mut segments = Vec::new();
        for records in self.records[self.at_receiver..].chunks(256) {
            let segment = Segment::seal(&self.signer, self.log, before, records.to_vec());
            before = segment.clone().verify().unwrap().head();
            segments.push(segment);
        }
        segments
    }

    fn head(&self, count: usize) -> Head {
        self.records[..count].iter().fold(Head::EMPTY, |head, record| {
            head.after(self.log.id(), &record.header, payload_digest(&record.payload))
        })
    }

    fn find(&self, document: DocumentId, change: ChangeId) -> Option<(usize, u64)> {
        self.records.iter().enumerate().find_map(|(at, record)| {
            let chunk = Chunk::parse(&record.payload).ok()?;
            let same = chunk.id == change && record.header.document == document;
            same.then(|| (at, chunk.max_op()))
        })
    }
}

impl History for Device {
    fn change_at(&self, log: LogId, n: u64) -> Option<ChangeFacts> {
        let record = self.records.get(usize::try_from(n).ok()?.checked_sub(1)?)?;
        let chunk = Chunk::parse(&record.payload).ok().filter(|_| log == self.log.id())?;
        let document = record.header.document;
        Some(ChangeFacts { id: chunk.id, max_op: chunk.max_op(), document })
    }

    fn max_op(&self, _: &LogKey, document: DocumentId, change: ChangeId) -> Option<u64> {
        self.find(document, change).map(|(_, max_op)| max_op)
    }

    fn earlier_in_log(&self, _: LogId, document: DocumentId, n: u64) -> u64 {
        let before = &self.records[..usize::try_from(n).unwrap().min(self.records.len() + 1) - 1];
        before.iter().filter(|record| record.header.document == document).count() as u64
    }

    fn last(&self, _: LogId) -> u64 {
        self.records.len() as u64
    }

    fn log(&self, id: LogId) -> Option<LogKey> {
        (id == self.log.id()).then_some(self.log)
    }
}

impl Sender for Device {
    fn pointer(&self, _: &LogKey, document: DocumentId, change: ChangeId) -> Option<(LogKey, u64)> {
        let (at, _) = self.find(document, change)?;
        (at < self.at_receiver).then_some((self.log, at as u64 + 1))
    }

    fn receiver_knows(&self, _: LogId) -> bool {
        self.at_receiver > 0
    }

    fn log_of(&self, _: &LogKey, actor: &[u8]) -> Option<LogKey> {
        (actor == self.log.epoch.0).then_some(self.log)
    }
}

/// What the receiver has: the first records of the sender.
struct Receiver<'a>(&'a Device);

impl History for Receiver<'_> {
    fn change_at(&self, log: LogId, n: u64) -> Option<ChangeFacts> {
        self.0.change_at(log, n).filter(|_| n <= self.0.at_receiver as u64)
    }

    fn max_op(&self, log: &LogKey, document: DocumentId, change: ChangeId) -> Option<u64> {
        let (at, _) = self.0.find(document, change)?;
        self.0.max_op(log, document, change).filter(|_| at < self.0.at_receiver)
    }

    fn earlier_in_log(&self, log: LogId, document: DocumentId, n: u64) -> u64 {
        self.0.earlier_in_log(log, document, n.min(self.0.at_receiver as u64 + 1))
    }

    fn last(&self, _: LogId) -> u64 {
        self.0.at_receiver as u64
    }

    fn log(&self, id: LogId) -> Option<LogKey> {
        self.0.log(id).filter(|_| self.0.at_receiver > 0)
    }
}

/// Sends everything new; returns the bytes of the frames. Asserts that it arrives byte for byte.
fn send(device: &mut Device) -> usize {
    let segments = device.segments();
    let body = encode(&segments, device, false);
    let back = decode(&body, &Receiver(device)).unwrap();
    assert_eq!(back, segments);
    for segment in back {
        segment.verify().unwrap();
    }
    let verbatim = encode(&segments, device, true);
    assert_eq!(decode(&verbatim, &Receiver(device)).unwrap(), segments);
    let records: usize = segments.iter().map(|segment| segment.records.len()).sum();
    assert!(body.len() + 30 * records < verbatim.len(), "nothing went verbatim");
    device.at_receiver = device.records.len();
    Frame { kind: 3, body }.to_bytes(Some(19)).unwrap().len()
}

#[test]
fn the_three_uploads_of_the_comparison_stay_small_and_come_back_whole() {
    let seed = 11;
    let mut random = XorShift(seed);
    let mut device = Device::new(1);
    let mut members = Vec::new();
    for _ in 0..1_000 {
        let fields = member(&mut random);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
        members.push(device.put(None, &fields));
    }
    let first = send(&mut device);
    for at in 0..100 {
        let phone = format!("+243{:09}", random.below(1_000_000_000));
        device.put(Some(members[at * 10]), &[("phone", &phone)]);
    }
    let hundred = send(&mut device);
    device.put(Some(members[7]), &[("phone", "+243000000001")]);
    let one = send(&mut device);
    println!("seed {seed}: 1,000 registered {first} B, 100 fields {hundred} B, one field {one} B");
    assert!(first <= 85 * 1_024, "1,000 registrations: {first} B");
    assert!(hundred <= 2_560, "100 fields: {hundred} B");
    assert!(one <= 300, "one field: {one} B");
}

#[test]
fn entries_come_back_with_stubs_states_and_late_records() {
    let mut device = Device::new(1);
    let id = device.put(None, &[("surname", "KABONGO")]);
    device.put(Some(id), &[("surname", "MUKENDI")]);
    device.put(None, &[("surname", "ILUNGA")]);
    let segment = device.segments().remove(0);
    let stub = |record: &Record| Published::Stub(record.header, payload_digest(&record.payload));
    let [first, second, third] = &segment.records[..] else { panic!("three records") };
    let whole = EntryBody::Segment {
        before: segment.before,
        records: vec![
            (Published::Full(first.clone()), State::Accepted),
            (stub(second), State::Refused(513)),
            (Published::Full(third.clone()), State::Accepted),
        ],
        seal: segment.seal,
    };
    let states = vec![State::Accepted, State::Waiting, State::Held, State::Redone];
    let known = EntryBody::Known { first: 4, last_h: crate::ids::Hash([4; 32]), states };
    let late = Published::Full(second.clone());
    let late = EntryBody::Late { records: vec![(2, device.head(2).h, late)] };
    let (log, own) = (device.log, device.log.id());
    let entry = |id, body| Entry { log, id, body };
    let branch = own.branch(crate::ids::Hash([9; 32]));
    let entries = vec![entry(own, whole), entry(branch, known), entry(own, late)];
    let scope = Scope([1; 8]);
    let stretch = entries::Stretch { scope, hub_epoch: 5, after: 70, entries };
    let verbatim = entries::encode(&stretch, &device, true);
    assert_eq!(entries::decode(&verbatim, &Receiver(&device)).unwrap(), stretch);
    let body = entries::encode(&stretch, &device, false);
    assert_eq!(entries::decode(&body, &Receiver(&device)).unwrap(), stretch);
    for end in 0..body.len() {
        assert!(entries::decode(&body[..end], &Receiver(&device)).is_err(), "cut at {end}");
    }
}

#[test]
fn garbage_and_cut_bodies_are_errors_and_nothing_else() {
    let mut device = Device::new(1);
    let id = device.put(None, &[("surname", "KABONGO")]);
    device.put(Some(id), &[("surname", "MUKENDI")]);
    let body = encode(&device.segments(), &device, false);
    for end in 0..body.len() {
        assert!(decode(&body[..end], &Receiver(&device)).is_err(), "cut at {end}");
    }
    let mut random = XorShift(5);
    for _ in 0..5_000 {
        let mut mutant = body.clone();
        let at = usize::try_from(random.below(mutant.len() as u64)).unwrap();
        mutant[at] = random.below(256).to_le_bytes()[0];
        // What still reads as a segment is caught by its seal, unless the byte was the same.
        if mutant != body
            && let Ok(segments) = decode(&mutant, &Receiver(&device))
        {
            let whole = segments == device.segments();
            assert!(whole || segments.into_iter().all(|segment| segment.verify().is_err()));
        }
    }
}
