//! A site and a hub as stores in temporary folders, with a fixed clock and counted randomness.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use automerge::Automerge;
use lisanga_protocol::feed::FeedHead;
use lisanga_protocol::ids::{ClaimedTime, DeviceKey, DocumentId, Epoch, Scope, UserNumber};
use lisanga_protocol::records::{CutLog, LogKey, Order, Right, Segment, Signer, Verified};
use lisanga_protocol::wire::entries;
use lisanga_store::author::{self, Author, Target};
use lisanga_store::feeds::{self, Reader};
use lisanga_store::history::{StoredHistory, ToNode};
use lisanga_store::ingest::{self, Ingested};
use lisanga_store::logs::{self, Standing};
use lisanga_store::publisher::{self, Publisher};
use lisanga_store::seams::{Clock, Randomness, Seams, Writer};
use lisanga_store::{Store, StoreError, documents, outbox, replica, rights};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::forging;

pub(crate) const SITE: Scope = Scope([1; 8]);
const NOW: u64 = 1_770_000_000;

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> ClaimedTime {
        ClaimedTime::from_seconds(NOW)
    }
}

/// Different bytes at every call.
struct Counted(AtomicU8);

impl Randomness for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(self.0.fetch_add(1, Ordering::Relaxed));
    }
}

fn seams(first: u8) -> Seams {
    Seams {
        clock: Arc::new(Fixed),
        randomness: Arc::new(Counted(AtomicU8::new(first))),
        vfs: None,
        writer: Writer::Inline,
    }
}

pub(crate) struct Site {
    folder: TempDir,
    store: Store,
    seed: [u8; 32],
    key: LogKey,
    pub(crate) numbers_used_up: bool,
}

impl Site {
    pub(crate) fn new(number: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&path(&folder), seams(number)).unwrap();
        let seed = [number; 32];
        let draw = store.seams().random_16();
        let epoch = store.write(move |db| author::epoch(db, || Epoch(draw))).unwrap();
        let key = LogKey { device: Signer::from_seed(&seed).device(), scope: SITE, epoch };
        Self { folder, store, seed, key, numbers_used_up: false }
    }

    pub(crate) fn put(&mut self, target: Target<'_>, fields: &[(&str, &str)]) -> DocumentId {
        let db = self.connection();
        let time = ClaimedTime::from_seconds(NOW);
        let mut author = Author::begin(&db, self.key, UserNumber(1), time).unwrap();
        let edited = author.change(target, |edit| {
            super::put_all(edit, fields);
            Ok::<_, StoreError>(())
        });
        let id = edited.unwrap().unwrap();
        author.finish().unwrap();
        id
    }

    /// Another connection for writing; the store itself is idle meanwhile.
    fn connection(&self) -> Connection {
        Connection::open(path(&self.folder)).unwrap()
    }

    pub(crate) fn segments(&self, after: u64) -> Vec<Segment> {
        let (seed, key) = (self.seed, self.key);
        self.store
            .write(move |db| {
                let log = logs::find(db, key.id())?.expect("the site has written");
                author::seal(db, &Signer::from_seed(&seed), &log)?;
                outbox::segments(db, &logs::at(db, log.row)?, after, 100)
            })
            .unwrap()
    }

    /// As a neighbour: stores what the other wrote and shows it, unjudged.
    pub(crate) fn take_from(&mut self, other: &Self) {
        let db = self.connection();
        rights::grant(&db, other.key.device, SITE, Right::ReadWrite).unwrap();
        for segment in other.segments(0) {
            let verified = segment.clone().verify().unwrap();
            ingest::segment(&db, &verified, hub_key(), NOW).unwrap();
            for record in segment.records {
                let row = logs::document(&db, SITE, record.header.document).unwrap();
                let change = automerge::Change::try_from(record.payload.as_slice()).unwrap();
                let mut document = documents::load(&db, row).unwrap();
                document.apply_changes([change]).unwrap();
                documents::keep(&db, row, &document).unwrap();
            }
        }
    }

    /// Makes the newest record lie about its time.
    pub(crate) fn forge_time(&mut self) {
        forging::lie_about_time(&self.connection(), self.key.id()).unwrap();
    }

    pub(crate) fn clone_device(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let target = path(&folder).display().to_string();
        self.connection().execute("VACUUM INTO ?1", [target]).unwrap();
        let store = Store::open(&path(&folder), seams(99)).unwrap();
        Self { folder, store, seed: self.seed, key: self.key, numbers_used_up: false }
    }

    pub(crate) fn go_back(&mut self, to: u64) {
        self.store.write(move |db| replica::go_back(db, SITE, to)).unwrap();
    }

    pub(crate) fn damage_saved(&mut self, document: DocumentId) {
        let sql = "UPDATE document SET saved = zeroblob(length(saved)) WHERE document = ?1";
        assert_eq!(self.connection().execute(sql, [&document.0[..]]).unwrap(), 1);
    }

    pub(crate) fn flip_bit_of_record(&mut self, n: u64) {
        let sql = "UPDATE record SET payload = cast(substr(payload, 1, 40) || x'ff' \
                   || substr(payload, 42) AS BLOB) WHERE n = ?1";
        let n = i64::try_from(n).unwrap();
        assert_eq!(self.connection().execute(sql, [n]).unwrap(), 1);
    }

    pub(crate) fn try_read(&self, document: DocumentId) -> Result<Automerge, StoreError> {
        self.store.write(move |db| documents::load(db, logs::document(db, SITE, document)?))
    }

    pub(crate) fn read(&self, document: DocumentId, path: &str) -> Vec<String> {
        super::texts(&self.try_read(document).unwrap(), path)
    }

    pub(crate) fn heads(&self, document: DocumentId) -> Vec<automerge::ChangeHash> {
        self.try_read(document).unwrap().get_heads()
    }

    pub(crate) fn holds_payload_of(&self, document: DocumentId) -> bool {
        holds_payload_of(&self.store, document)
    }
}

pub(crate) struct Hub {
    _folder: TempDir,
    store: Store,
}

const HUB_SEED: [u8; 32] = [200; 32];

fn hub_key() -> DeviceKey {
    Signer::from_seed(&HUB_SEED).device()
}

impl Hub {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&path(&folder), seams(200)).unwrap();
        Self { _folder: folder, store }
    }

    fn publisher<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Publisher<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store
            .write(move |connection| {
                let signer = Signer::from_seed(&HUB_SEED);
                let now = ClaimedTime::from_seconds(NOW);
                let epoch = Epoch([201; 16]);
                act(&Publisher { connection, signer: &signer, epoch, hub_epoch: 1, now })
            })
            .unwrap()
    }

    fn order(&self, order: Order) {
        self.publisher(move |hub| {
            publisher::order(hub, SITE, UserNumber::NOBODY, &order)?;
            while hub.publish(10)? > 0 {}
            Ok(())
        });
    }

    pub(crate) fn grant(&self, site: &Site) {
        let device = site.key.device;
        self.order(Order::Grant { device, scope: SITE, right: Right::ReadWrite });
    }

    pub(crate) fn cut(&self, site: &Site) {
        let (device, id) = (site.key.device, site.key.id());
        let last = self.log(site).head.n;
        self.order(Order::Cut { device, logs: vec![CutLog { log: id, last }] });
    }

    /// Counts after all what a cut holds.
    pub(crate) fn release(&self, site: &Site, from: u64, to: u64) {
        self.order(Order::Release { log: site.key.id(), from, to });
    }

    /// Gives up what is held.
    pub(crate) fn discard(&self, site: &Site, from: u64, to: u64) {
        self.order(Order::Discard { log: site.key.id(), from, to });
    }

    pub(crate) fn erase(&self, document: DocumentId) {
        self.order(Order::Erase { document });
    }

    pub(crate) fn ingest(&self, segment: Verified) -> Ingested {
        self.store.write(move |db| ingest::segment(db, &segment, hub_key(), NOW)).unwrap()
    }

    pub(crate) fn offer(&self, site: &Site) -> Vec<Ingested> {
        site.segments(0).into_iter().map(|s| self.ingest(s.verify().unwrap())).collect()
    }

    /// Takes in all a site has and publishes it; the last number stored.
    pub(crate) fn take(&self, site: &Site) -> u64 {
        for answer in self.offer(site) {
            let stored = matches!(answer, Ingested::Stored(_) | Ingested::Branch(..));
            assert!(stored, "{answer:?}");
        }
        self.publish();
        self.log(site).head.n
    }

    /// Judges and publishes everything stored.
    pub(crate) fn publish(&self) {
        self.publisher(|hub| {
            while hub.publish(10)? > 0 {}
            Ok(())
        });
    }

    fn log(&self, site: &Site) -> logs::LogRow {
        let id = site.key.id();
        self.store.write(move |db| logs::find(db, id)).unwrap().unwrap()
    }

    pub(crate) fn standings(&self, site: &Site) -> Vec<Standing> {
        let log = self.log(site);
        let rows = self.store.write(move |db| logs::records(db, &log, 1, 1_000)).unwrap();
        rows.iter().map(|row| row.standing).collect()
    }

    /// What the hub wrote itself.
    pub(crate) fn own_standings(&self) -> Vec<Standing> {
        let rows = self.store.write(|db| {
            let own = logs::own(db)?;
            logs::records(db, &own[0], 1, 1_000)
        });
        rows.unwrap().iter().map(|row| row.standing).collect()
    }

    pub(crate) fn position(&self) -> u64 {
        self.store.write(|db| feeds::head(db, SITE)).unwrap().map_or(0, |head| head.position)
    }

    pub(crate) fn read(&self, document: DocumentId, path: &str) -> Vec<String> {
        let loaded =
            self.store.write(move |db| documents::load(db, logs::document(db, SITE, document)?));
        super::texts(&loaded.unwrap(), path)
    }

    pub(crate) fn heads(&self, document: DocumentId) -> Vec<automerge::ChangeHash> {
        let loaded =
            self.store.write(move |db| documents::load(db, logs::document(db, SITE, document)?));
        loaded.unwrap().get_heads()
    }

    /// Brings a site everything published since it asked last, in small frames over the wire form;
    /// the position it has come to.
    pub(crate) fn follow(&self, site: &mut Site) -> u64 {
        self.follow_with(site, false)
    }

    /// As [`Hub::follow`], with every payload.
    pub(crate) fn follow_in_full(&self, site: &mut Site) -> u64 {
        self.follow_with(site, true)
    }

    fn follow_with(&self, site: &mut Site, full: bool) -> u64 {
        let device = site.key.device;
        loop {
            let at = site.store.write(|db| feeds::head(db, SITE)).unwrap();
            let at = at.unwrap_or(FeedHead::start(1));
            let body = self.store.write(move |db| {
                let reader = Reader { device, ahead: BTreeMap::new(), full };
                let stretch = feeds::stretch(db, SITE, at.position, &reader, 200)?;
                Ok(stretch.map(|stretch| {
                    let sender = ToNode::sending(StoredHistory(db), &stretch.entries);
                    entries::encode(&stretch, &sender, full)
                }))
            });
            let Some(body) = body.unwrap() else { return at.position };
            let learned = site.store.write(move |db| {
                let stretch = entries::decode(&body, &StoredHistory(db)).unwrap();
                Ok(replica::take(db, hub_key(), at, &stretch, NOW).unwrap().1)
            });
            let learned = learned.unwrap();
            assert!(learned.needs_newer_program.is_empty());
            site.numbers_used_up |= learned.own_numbers_used_up;
        }
    }

    pub(crate) fn holds_payload_of(&self, document: DocumentId) -> bool {
        holds_payload_of(&self.store, document)
    }
}

fn holds_payload_of(store: &Store, document: DocumentId) -> bool {
    store
        .write(move |db| {
            let row = logs::document(db, SITE, document)?;
            let sql = "SELECT count(*) FROM record WHERE document = ?1 \
                           AND payload IS NOT NULL AND substr(header, 1, 1) = x'01'";
            Ok(db.query_row(sql, [row], |row| row.get::<_, i64>(0))? > 0)
        })
        .unwrap()
}

fn path(folder: &TempDir) -> PathBuf {
    folder.path().join("records.db")
}
