//! What a device with a valid key but a hostile program can send: each is refused with its reason,
//! in bounded time and memory, while the honest rest of the same segment is accepted.
//!
//! Every forged change carries a correct checksum and stands in a sealed segment of a device with a
//! grant, which is as far as an attacker with a stolen tablet comes.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

use std::path::Path;
use std::sync::Arc;

use automerge::transaction::{CommitOptions, Transactable as _};
use automerge::{ActorId, Automerge, ObjType, ROOT, ReadDoc as _};
use lisanga_protocol::gate::Chunk;
use lisanga_protocol::ids::{ClaimedTime, DeviceKey, DocumentId, Epoch, LogId, Scope, UserNumber};
use lisanga_protocol::records::{Head, LogKey, Order, Record, Right, Segment, Signer, What};
use lisanga_store::ingest::{self, Ingested};
use lisanga_store::logs::{self, Standing};
use lisanga_store::publisher::{self, Publisher};
use lisanga_store::seams::{Clock, Randomness, Seams, Writer};
use lisanga_store::{Store, StoreError, documents};

const SITE: Scope = Scope([1; 8]);
const NOW: u64 = 1_770_000_000;
const EPOCH: Epoch = Epoch([7; 16]);

#[test]
fn an_operation_bomb_is_refused_before_automerge_sees_it() {
    let bomb = forge(|chunk| {
        // One column of the action type (spec 0x42) that claims a hundred million rows in one run.
        let mut columns = vec![1, 0x42, 5];
        columns.extend_from_slice(&sleb(100_000_000));
        columns.push(1);
        columns[2] = u8::try_from(columns.len() - 3).unwrap();
        chunk.columns = Box::leak(columns.into_boxed_slice());
    });
    assert_eq!(fate(&bomb), Standing::Refused(4));
}

#[test]
fn a_bomb_of_nested_maps_is_refused_by_form() {
    let mut document = Automerge::new().with_actor(ActorId::from(EPOCH.0));
    let mut edit = document.transaction();
    let mut inner = ROOT;
    for _ in 0..400 {
        inner = edit.put_object(&inner, "m", ObjType::Map).unwrap();
    }
    edit.commit_with(CommitOptions::default().with_time(time()));
    let bomb = document.get_changes(&[])[0].raw_bytes().to_vec();
    assert_eq!(fate(&bomb), Standing::Refused(30));
}

#[test]
fn a_list_a_delete_and_a_counter_are_refused_by_form() {
    for edit in [
        |edit: &mut automerge::transaction::Transaction<'_>| {
            edit.put_object(ROOT, "list", ObjType::List).unwrap();
        },
        |edit: &mut automerge::transaction::Transaction<'_>| {
            edit.put(ROOT, "a", 1).unwrap();
            edit.delete(ROOT, "a").unwrap();
        },
        |edit: &mut automerge::transaction::Transaction<'_>| {
            edit.put(ROOT, "n", automerge::ScalarValue::counter(1)).unwrap();
            edit.increment(ROOT, "n", 2).unwrap();
        },
    ] {
        let mut document = Automerge::new().with_actor(ActorId::from(EPOCH.0));
        let mut transaction = document.transaction();
        edit(&mut transaction);
        transaction.commit_with(CommitOptions::default().with_time(time()));
        let change = document.get_changes(&[])[0].raw_bytes().to_vec();
        assert_eq!(fate(&change), Standing::Refused(30));
    }
}

#[test]
fn a_gap_in_the_actors_numbers_is_refused() {
    assert_eq!(fate(&forge(|chunk| chunk.seq = 5)), Standing::Refused(11));
    assert_eq!(fate(&forge(|chunk| chunk.seq = 0)), Standing::Refused(11));
    assert_eq!(fate(&forge(|chunk| chunk.seq = u64::MAX)), Standing::Refused(11));
}

#[test]
fn extreme_operation_counters_are_refused() {
    for start_op in [0, 2, u64::from(u32::MAX) - 1, u64::from(u32::MAX), u64::MAX] {
        assert_eq!(fate(&forge(|chunk| chunk.start_op = start_op)), Standing::Refused(13));
    }
}

#[test]
fn a_change_under_another_devices_actor_is_refused() {
    assert_eq!(fate(&forge(|chunk| chunk.actor = &[9; 16])), Standing::Refused(10));
    assert_eq!(fate(&forge(|chunk| chunk.actor = &[])), Standing::Refused(10));
}

#[test]
fn an_unknown_predecessor_is_refused_and_leaves_the_document_whole() {
    let mut document = Automerge::new().with_actor(ActorId::from(EPOCH.0));
    put(&mut document, "surname", "KABONGO");
    put(&mut document, "surname", "MUKENDI");
    let second = document.get_changes(&[])[1].raw_bytes().to_vec();
    // As a first change: what it overwrites is nowhere.
    let mut chunk = Chunk::parse(&second).unwrap();
    (chunk.seq, chunk.start_op, chunk.deps) = (1, 1, Vec::new());
    assert_eq!(fate(&chunk.to_bytes()), Standing::Refused(22));
}

#[test]
fn a_compressed_change_is_refused_without_inflating_it() {
    let mut bytes = honest();
    bytes[8] = 2;
    assert_eq!(fate(&bytes), Standing::Refused(2));
}

#[test]
fn a_wrong_checksum_cut_off_bytes_and_other_noise_are_refused() {
    let mut wrong = honest();
    wrong[4] ^= 1;
    assert_eq!(fate(&wrong), Standing::Refused(3));
    let cut = honest();
    assert_eq!(fate(&cut[..cut.len() - 1]), Standing::Refused(2));
    assert_eq!(fate(b""), Standing::Refused(2));
    assert_eq!(fate(&[0x85].repeat(60_000)), Standing::Refused(2));
    assert_eq!(fate(&[0x85].repeat(70_000)), Standing::Refused(1));
}

#[test]
fn a_message_and_another_time_than_the_records_are_refused() {
    assert_eq!(fate(&forge(|chunk| chunk.message = b"hello")), Standing::Refused(15));
    assert_eq!(fate(&forge(|chunk| chunk.time = 0)), Standing::Refused(14));
    assert_eq!(fate(&forge(|chunk| chunk.time = -1)), Standing::Refused(14));
}

#[test]
fn an_order_from_a_device_that_is_not_the_hub_is_refused() {
    let order = Order::Erase { document: DocumentId([1; 16]) };
    let world = World::new();
    let record = record(What::Order, DocumentId([1; 16]), order.to_payload());
    assert_eq!(world.judge(vec![record]), [Standing::Refused(40)]);
}

/// Seeded mutations of an honest change with the checksum made right: whatever they are, the hub
/// stays whole and goes on taking honest work.
#[test]
fn thousands_of_mutants_neither_panic_nor_poison() {
    let seed: u64 = 20_261_123;
    println!("seed {seed}");
    let mut random = XorShift(seed);
    let world = World::new();
    let mut document = Automerge::new().with_actor(ActorId::from(EPOCH.0));
    put(&mut document, "surname", "KABONGO");
    put(&mut document, "given_name", "Marie");
    let honest = document.get_changes(&[])[0].raw_bytes().to_vec();
    let id = DocumentId([2; 16]);
    let mut refused = 0;
    for _ in 0..3_000 {
        let mut mutant = honest.clone();
        for _ in 0..=random.next() % 3 {
            let at = 9 + usize::try_from(random.next()).unwrap_or(0) % (mutant.len() - 9);
            mutant[at] = random.next().to_le_bytes()[0];
        }
        let hash = <sha2::Sha256 as sha2::Digest>::digest(&mutant[8..]);
        mutant[4..8].copy_from_slice(&hash[..4]);
        let fate = world.trial(id, &mutant);
        refused += u32::from(fate.is_err());
    }
    // The rest only changed a letter of a name.
    assert!(refused > 2_500, "{refused} of 3,000 refused");
    let record = record(What::Change, id, honest);
    assert_eq!(world.judge(vec![record]), [Standing::Accepted]);
}

/// What becomes of one forged change, sent between two honest ones of other documents.
fn fate(forged: &[u8]) -> Standing {
    let world = World::new();
    let other = |byte| record(What::Change, DocumentId([byte; 16]), honest());
    let forged = record(What::Change, DocumentId([3; 16]), forged.to_vec());
    let standings = world.judge(vec![other(2), forged, other(4)]);
    assert_eq!(standings.len(), 3);
    assert_eq!((standings[0], standings[2]), (Standing::Accepted, Standing::Accepted));
    assert!(world.surname(DocumentId([3; 16])).is_none(), "nothing of it is shown");
    standings[1]
}

fn record(what: What, document: DocumentId, payload: Vec<u8>) -> Record {
    Record::new(what, UserNumber(1), ClaimedTime::from_seconds(NOW), document, payload)
}

/// A first change of a document by the epoch of the test.
fn honest() -> Vec<u8> {
    let mut document = Automerge::new().with_actor(ActorId::from(EPOCH.0));
    put(&mut document, "surname", "KABONGO");
    document.get_changes(&[])[0].raw_bytes().to_vec()
}

fn put(document: &mut Automerge, path: &str, value: &str) {
    let mut edit = document.transaction();
    edit.put(ROOT, path, value).unwrap();
    edit.commit_with(CommitOptions::default().with_time(time()));
}

fn time() -> i64 {
    i64::try_from(NOW).unwrap()
}

/// The honest change with one part made dishonest, and its checksum made right.
fn forge(alter: impl FnOnce(&mut Chunk<'_>)) -> Vec<u8> {
    let bytes = honest();
    let mut chunk = Chunk::parse(&bytes).unwrap();
    alter(&mut chunk);
    chunk.to_bytes()
}

fn sleb(mut value: i64) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = (value & 0x7f).to_le_bytes()[0];
        value >>= 7;
        if value == 0 && byte & 0x40 == 0 {
            bytes.push(byte);
            return bytes;
        }
        bytes.push(byte | 0x80);
    }
}

struct XorShift(u64);

impl XorShift {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 8
    }
}

struct Still;

impl Clock for Still {
    fn now(&self) -> ClaimedTime {
        ClaimedTime::from_seconds(NOW)
    }
}

impl Randomness for Still {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(1);
    }
}

/// A hub with one granted device.
struct World {
    _folder: tempfile::TempDir,
    store: Store,
    device: Signer,
}

impl World {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (clock, randomness) = (Arc::new(Still), Arc::new(Still));
        let seams = Seams { clock, randomness, vfs: None, writer: Writer::Inline };
        let path: &Path = &folder.path().join("records.db");
        let store = Store::open(path, seams).unwrap();
        let world = Self { _folder: folder, store, device: Signer::from_seed(&[5; 32]) };
        let device = world.device.device();
        world.as_hub(move |hub| {
            let grant = Order::Grant { device, scope: SITE, right: Right::ReadWrite };
            publisher::order(hub, SITE, UserNumber::NOBODY, &grant)?;
            hub.publish(10)
        });
        world
    }

    fn as_hub<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Publisher<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store
            .write(move |connection| {
                let signer = Signer::from_seed(&[200; 32]);
                let (epoch, now) = (Epoch([201; 16]), ClaimedTime::from_seconds(NOW));
                act(&Publisher { connection, signer: &signer, epoch, hub_epoch: 1, now })
            })
            .unwrap()
    }

    fn key(&self) -> LogKey {
        LogKey { device: self.device.device(), scope: SITE, epoch: EPOCH }
    }

    /// Sends the records as one sealed segment and says what became of each.
    fn judge(&self, records: Vec<Record>) -> Vec<Standing> {
        let (key, count) = (self.key(), records.len());
        let hub = DeviceKey([0; 32]);
        let segment = Segment::seal(&self.device, key, Head::EMPTY, records);
        let verified = segment.verify().unwrap();
        let answer = self.store.write(move |db| ingest::segment(db, &verified, hub, NOW));
        assert!(matches!(answer.unwrap(), Ingested::Stored(head) if head.n == count as u64));
        self.as_hub(|hub| hub.publish(10));
        let id: LogId = key.id();
        let rows = self.store.write(move |db| {
            logs::records(db, &logs::find(db, id)?.expect("stored above"), 1, 1_000)
        });
        rows.unwrap().iter().map(|row| row.standing).collect()
    }

    /// The gate alone, as the publisher runs it on a first change.
    fn trial(&self, id: DocumentId, bytes: &[u8]) -> Result<(), lisanga_store::admission::Refusal> {
        use lisanga_protocol::gate::{Past, check};
        let chunk = Chunk::parse(bytes)?;
        let time = ClaimedTime::from_seconds(NOW);
        check(&chunk, &Past { epoch: EPOCH, time, earlier_in_log: 0, max_op: 0 })?;
        let change = lisanga_store::admission::decode(&chunk, bytes)?;
        lisanga_store::admission::admit(id, &change, self.device.device())?;
        lisanga_store::admission::apply(&Automerge::new(), &[change])?;
        Ok(())
    }

    fn surname(&self, id: DocumentId) -> Option<String> {
        let loaded =
            self.store.write(move |db| documents::load(db, logs::document(db, SITE, id)?)).unwrap();
        let found = loaded.get(ROOT, "surname").unwrap();
        found.and_then(|(value, _)| value.as_str().map(str::to_owned))
    }
}
