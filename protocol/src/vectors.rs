//! The test vectors of SPEC.md, computed and compared with `vectors.json`. A second implementation
//! reads the same file. Nothing in it may change; `LISANGA_FREEZE=1` writes what is new.

use std::path::PathBuf;
use std::{env, fs};

use automerge::transaction::{CommitOptions, Transactable as _};
use automerge::{ActorId, Automerge, ROOT};
use serde_json::{Value, json};

use crate::bundle::{self, Letter};
use crate::dictionary::Attachment;
use crate::feed::{EntryKind, FeedHead, Published, State, entry_digest};
use crate::ids::{ClaimedTime, DeviceKey, DocumentId, Epoch, Hash, LogId, Scope, UserNumber};
use crate::records::{
    CutLog, Head, LogKey, Order, Record, Right, Segment, Signer, What, agreement_key,
    payload_digest,
};
use crate::wire::Frame;
use crate::wire::compact::{ChangeFacts, History, Sender, encode};
use crate::wire::messages::{
    AttachmentAt, FeedAnswer, FeedAt, Hello, LogAnswer, LogAt, Message, Part, Reason, VERSION,
    Welcome, signed_heads,
};

const TIME: u64 = 1_770_000_000;

#[test]
fn the_vectors_of_the_specification_hold() {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "vectors.json"].iter().collect();
    let now = vectors();
    if env::var_os("LISANGA_FREEZE").is_some() {
        let text = serde_json::to_string_pretty(&now).unwrap() + "\n";
        fs::write(&path, text).unwrap();
    }
    let frozen: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    for (name, value) in frozen.as_object().unwrap() {
        assert_eq!(now.get(name), Some(value), "{name} is frozen");
    }
    assert_eq!(now.as_object().unwrap().len(), frozen.as_object().unwrap().len());
}

fn vectors() -> Value {
    let signer = Signer::from_seed(&[1; 32]);
    let log = LogKey { device: signer.device(), scope: Scope([2; 8]), epoch: Epoch([3; 16]) };
    let segment = segment(&signer, log);
    let verified = segment.clone().verify().unwrap();
    let record = &segment.records[0];
    let body = encode(std::slice::from_ref(&segment), &Nothing(log), false);
    json!({
        "hash": {
            "tag": "payload",
            "input": hex(b"lisanga"),
            "output": Hash::of("payload", &[b"lisanga"]).to_string(),
        },
        "ids": {
            "device_seed": hex(&[1; 32]),
            "device": log.device.to_string(),
            "scope": log.scope.to_string(),
            "epoch": log.epoch.to_string(),
            "log": log.id().to_string(),
            "branch": log.id().branch(Hash([4; 32])).to_string(),
            "natural_document": DocumentId::natural(7, log.scope, b"book/2026-03").to_string(),
            "new_document":
                DocumentId::new(3, log.id(), payload_digest(&record.payload)).to_string(),
        },
        "segment": {
            "headers": segment.records.iter().map(|r| hex(&r.header.to_bytes())).collect::<Vec<_>>(),
            "payloads": segment.records.iter().map(|r| hex(&r.payload)).collect::<Vec<_>>(),
            "h": verified.hashes().iter().map(ToString::to_string).collect::<Vec<_>>(),
            "seal": hex(&segment.seal.0),
            "compact": hex(&body),
        },
        "orders": orders(log).iter().map(|order| hex(&order.to_payload())).collect::<Vec<_>>(),
        "feed": feed(log, &verified.hashes()[0]),
        "frames": {
            "plain": hex(&Frame { kind: 3, body: b"lisanga".to_vec() }.to_bytes(None).unwrap()),
        },
        "messages": messages(&signer, log),
        "attachments": attachments(log),
        "bundle": bundle(&signer),
    })
}

/// A new document and one edit of it, as one batch.
fn segment(signer: &Signer, log: LogKey) -> Segment {
    let mut document = Automerge::new().with_actor(ActorId::from(log.epoch.0));
    let mut records = Vec::new();
    let mut id = None;
    for (seconds, path, value) in [(TIME, "surname", "KABONGO"), (TIME + 60, "sex", "F")] {
        let mut edit = document.transaction();
        edit.put(ROOT, path, value).unwrap();
        let time = i64::try_from(seconds).unwrap();
        edit.commit_with(CommitOptions::default().with_time(time));
        let payload = document.get_last_local_change().unwrap().raw_bytes().to_vec();
        let id = *id.get_or_insert(DocumentId::new(3, log.id(), payload_digest(&payload)));
        let time = ClaimedTime::from_seconds(seconds);
        records.push(Record::new(What::Change, UserNumber(1), time, id, payload));
    }
    records[0].header.batch_goes_on = true;
    Segment::seal(signer, log, Head::EMPTY, records)
}

fn orders(log: LogKey) -> [Order; 6] {
    let (device, id) = (DeviceKey([9; 32]), log.id());
    [
        Order::Grant { device, scope: log.scope, right: Right::WriteOnly },
        Order::Cut { device, logs: vec![CutLog { log: id, last: 7 }] },
        Order::Release { log: id, from: 8, to: 9 },
        Order::Discard { log: id, from: 8, to: 9 },
        Order::Erase { document: DocumentId([5; 16]) },
        Order::Redo { log: id, from: 8, to: 9 },
    ]
}

fn feed(log: LogKey, h: &Hash) -> Value {
    let records = [
        Published { n: 1, h: *h, state: State::Accepted },
        Published { n: 2, h: Hash([6; 32]), state: State::Refused(13) },
    ];
    let entry = entry_digest(EntryKind::Segment, log.id(), &records);
    let head = FeedHead::start(1_770_000_000_000).after(log.scope, entry);
    json!({ "entry": entry.to_string(), "digest": head.digest.to_string() })
}

fn messages(signer: &Signer, log: LogKey) -> Value {
    let digest = Hash([8; 32]);
    let head = FeedHead { hub_epoch: 1_770_000_000_000, position: 41, digest };
    let feeds = vec![FeedAt::new(log.scope, head)];
    let own = vec![LogAt::new(log.id(), Head { n: 12, h: digest })];
    let signature = signer.sign(&signed_heads(TIME, &[7; 16], &feeds));
    let hello = Hello { version: VERSION, dataset: [6; 16], feeds, own, ahead: Vec::new() };
    let welcome = Welcome {
        time: TIME,
        feeds: vec![FeedAnswer::Equal],
        logs: vec![LogAnswer::Stored { n: 10, h: [5; 16], pieces: 0 }],
        audit: [7; 16],
        signature,
        lacks: None,
    };
    let bytes = |message: Message| hex(&message.to_bytes().unwrap());
    json!({
        "hello": bytes(Message::Hello(hello)),
        "welcome": bytes(Message::Welcome(welcome)),
        "bye": bytes(Message::Bye(Reason::Done)),

    })
}

/// Nine bytes, of which four are there already.
fn attachments(log: LogKey) -> Value {
    let (scope, document) = (log.scope, DocumentId([5; 16]));
    let file = Attachment::of(b"a picture", "image/jpeg");
    let whole = AttachmentAt { scope, document, hash: file.hash, bytes: file.bytes };
    let (hash, length, bytes) = (file.hash, file.bytes, b"cture".to_vec());
    let part = Part { scope, document, hash, length, offset: 4, bytes };
    let bytes = |message: Message| hex(&message.to_bytes().unwrap());
    json!({
        "bytes": hex(b"a picture"),
        "field": file.to_string(),
        "have": bytes(Message::Have(vec![whole])),
        "want": bytes(Message::Want(vec![AttachmentAt { bytes: 4, ..whole }])),
        "part": bytes(Message::Part(part)),
    })
}

/// A goodbye for the device of another seed: the bundle's name is all 33, the ephemeral seed all 34.
fn bundle(signer: &Signer) -> Value {
    let sender = bundle::Sender { signer, dataset: [6; 16], now: TIME };
    let recipient = Signer::from_seed(&[4; 32]).device();
    let letter = Letter { greeting: vec![Message::Bye(Reason::Done)], said: Vec::new() };
    let mut next = 32;
    let mut random = |bytes: &mut [u8]| {
        next += 1;
        bytes.fill(next);
    };
    let files = bundle::write(&sender, recipient, &letter, bundle::PART, &mut random).unwrap();
    json!({
        "recipient_seed": hex(&[4; 32]),
        "recipient": recipient.to_string(),
        "agreement_key": hex(&agreement_key(recipient).unwrap()),
        "ephemeral_seed": hex(&[34; 32]),
        "file": hex(&files[0]),
    })
}

/// A receiver that has nothing, and a sender that has one log.
struct Nothing(LogKey);

impl History for Nothing {
    fn change_at(&self, _: LogId, _: u64) -> Option<ChangeFacts> {
        None
    }
    fn max_op(&self, _: &LogKey, _: DocumentId, _: crate::ids::ChangeId) -> Option<u64> {
        None
    }
    fn earlier_in_log(&self, _: LogId, _: DocumentId, n: u64) -> u64 {
        n - 1
    }
    fn last(&self, _: LogId) -> u64 {
        0
    }
    fn log(&self, id: LogId) -> Option<LogKey> {
        (id == self.0.id()).then_some(self.0)
    }
}

impl Sender for Nothing {
    fn pointer(&self, _: &LogKey, _: DocumentId, _: crate::ids::ChangeId) -> Option<(LogKey, u64)> {
        None
    }
    fn receiver_knows(&self, _: LogId) -> bool {
        false
    }
    fn log_of(&self, _: &LogKey, _: &[u8]) -> Option<LogKey> {
        None
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}
