//! A hub and sites as stores in temporary folders, and a wire between them that carries whole
//! messages as bytes and can be cut after any number of them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use automerge::ReadDoc as _;
use lisanga_protocol::ids::{
    ClaimedTime, DeviceKey, DocumentId, Epoch, Hash, LogId, Scope, UserNumber,
};
use lisanga_protocol::records::{CutLog, LogKey, Order, Right, Signer};
use lisanga_protocol::wire::Frame;
use lisanga_protocol::wire::messages::Message;
use lisanga_store::anchor::{self, Finding, Heads};
use lisanga_store::author::{self, Author, Target};
use lisanga_store::conversation::{End, FIRST_FRAME, HubEnd, NodeEnd, Report, Speaker};
use lisanga_store::logs::Standing;
use lisanga_store::places::{self, Level, Place};
use lisanga_store::publisher::{self, Publisher};
use lisanga_store::seams::{Clock, Randomness, Seams, Writer};
use lisanga_store::{Store, StoreError, documents, feeds, logs, settings};
use tempfile::TempDir;

use crate::forging;

pub(crate) const NATION: Scope = Scope([9; 8]);
pub(crate) const SITE: Scope = Scope([1; 8]);
pub(crate) const PERSON: u16 = 3;
pub(crate) const DATASET: [u8; 16] = [6; 16];
const NOW: u64 = 1_770_000_000;

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> ClaimedTime {
        ClaimedTime::from_seconds(NOW)
    }
}

/// Different bytes at every call, in the whole process.
struct Counted;

static COUNT: AtomicU64 = AtomicU64::new(1);

impl Randomness for Counted {
    fn fill(&self, bytes: &mut [u8]) {
        let count = COUNT.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = count[at % 8] ^ u8::try_from(at).unwrap();
        }
    }
}

fn seams() -> Seams {
    Seams {
        clock: Arc::new(Fixed),
        randomness: Arc::new(Counted),
        vfs: None,
        writer: Writer::Inline,
    }
}

fn path(folder: &TempDir) -> PathBuf {
    folder.path().join("records.db")
}

/// A copy of a database as it is now.
pub(crate) struct Copy(TempDir);

fn copy_of(folder: &TempDir) -> Copy {
    let copy = tempfile::tempdir().unwrap();
    let db = rusqlite::Connection::open(path(folder)).unwrap();
    db.execute("VACUUM INTO ?1", [path(&copy).display().to_string()]).unwrap();
    Copy(copy)
}

fn put_places(db: &rusqlite::Connection) -> Result<(), StoreError> {
    for (scope, level, parent) in [(NATION, Level::Nation, None), (SITE, Level::Site, Some(NATION))]
    {
        let name = scope.to_string();
        places::put(db, &Place { scope, level, parent, code: name.clone(), name })?;
    }
    settings::set_dataset(db, DATASET)
}

fn speaker(seed: [u8; 32], dataset: [u8; 16]) -> Speaker {
    Speaker { signer: Arc::new(Signer::from_seed(&seed)), dataset, seams: seams() }
}

/// What a site holds.
pub(crate) struct Site {
    folder: TempDir,
    store: Store,
    seed: [u8; 32],
    anchor: Heads,
    frame: usize,
    dataset: [u8; 16],
    hub: DeviceKey,
}

/// What went over the wire.
#[derive(Debug, Default)]
pub(crate) struct Carried {
    pub(crate) up: usize,
    pub(crate) down: usize,
    pub(crate) messages: usize,
    pub(crate) largest_up: usize,
    /// Bytes of PUSH and PIECE frames that arrived whole.
    pub(crate) pushed: usize,
    /// Bytes of the frame in which the link died.
    pub(crate) died_in: usize,
    pub(crate) end: Option<End>,
    pub(crate) report: Report,
    pub(crate) names: Vec<&'static str>,
}

impl Site {
    pub(crate) fn new(number: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&path(&folder), seams()).unwrap();
        store.write(|db| put_places(db)).unwrap();
        let (anchor, frame, dataset, hub) = (Heads::new(), FIRST_FRAME, DATASET, Hub::key());
        let site = Self { folder, store, seed: [number; 32], anchor, frame, dataset, hub };
        site.key();
        site
    }

    /// Does something with its database, in one transaction.
    pub(crate) fn with<T>(
        &self,
        act: impl FnOnce(&rusqlite::Connection) -> Result<T, StoreError>,
    ) -> T {
        within(&self.folder, act)
    }

    /// Its end of a conversation.
    pub(crate) fn end(&self) -> NodeEnd {
        NodeEnd::new(speaker(self.seed, self.dataset), self.hub, self.frame)
    }

    pub(crate) fn signer(&self) -> Signer {
        Signer::from_seed(&self.seed)
    }

    pub(crate) fn key(&self) -> LogKey {
        let draw = self.store.seams().random_16();
        let epoch = self.store.write(move |db| author::epoch(db, || Epoch(draw))).unwrap();
        LogKey { device: self.signer().device(), scope: SITE, epoch }
    }

    pub(crate) fn put(&self, target: Target<'_>, fields: &[(&str, &str)]) -> DocumentId {
        self.put_at(ClaimedTime::from_seconds(NOW), target, fields)
    }

    /// As [`Site::put`], under a clock that says `time`.
    pub(crate) fn put_at(
        &self,
        time: ClaimedTime,
        target: Target<'_>,
        fields: &[(&str, &str)],
    ) -> DocumentId {
        let key = self.key();
        let db = rusqlite::Connection::open(path(&self.folder)).unwrap();
        let mut author = Author::begin(&db, key, UserNumber(1), time).unwrap();
        let edited = author.change(target, |edit| {
            super::put_all(edit, fields);
            Ok::<_, StoreError>(())
        });
        let id = edited.unwrap().unwrap();
        author.finish().unwrap();
        id
    }

    /// So many new persons, each its own batch.
    pub(crate) fn put_many(&self, count: u32) {
        let key = self.key();
        within(&self.folder, |db| {
            for number in 0..count {
                let time = ClaimedTime::from_seconds(NOW + u64::from(number) * 60);
                let mut author = Author::begin(db, key, UserNumber(1), time)?;
                author.change(Target::New(PERSON), |edit| {
                    super::put_all(edit, &[("surname", &format!("KABONGO {number}"))]);
                    Ok::<_, StoreError>(())
                })?;
                author.finish()?;
            }
            Ok(())
        });
    }

    /// One batch of persons with notes that do not compress: larger than any frame is at first.
    pub(crate) fn put_large_batch(&self, numbers: Range<u32>) {
        let key = self.key();
        within(&self.folder, |db| {
            let time = ClaimedTime::from_seconds(NOW);
            let mut author = Author::begin(db, key, UserNumber(1), time)?;
            for number in numbers {
                let note = Hash::of("test", &[&number.to_le_bytes()]);
                author.change(Target::New(PERSON), |edit| {
                    super::put_all(edit, &[("note", &note.to_string())]);
                    Ok::<_, StoreError>(())
                })?;
            }
            author.finish().map(drop)
        });
    }

    /// Makes the newest record lie about its time.
    pub(crate) fn forge_time(&self) {
        let log = self.key().id();
        within(&self.folder, |db| forging::lie_about_time(db, log));
    }

    /// The last record of each segment of the present log.
    pub(crate) fn segment_ends(&self) -> Vec<i64> {
        column(
            &self.folder,
            "SELECT s.last FROM segment s JOIN log l ON l.id = s.log WHERE l.own = 1",
        )
    }

    /// The greatest time claimed by an own record.
    pub(crate) fn newest_time(&self) -> ClaimedTime {
        newest_own_time(&self.store)
    }

    /// What stands under each number of each log.
    pub(crate) fn contents(&self) -> BTreeMap<(LogId, u64), Hash> {
        contents(&self.store)
    }

    pub(crate) fn holds_payload_of(&self, document: DocumentId) -> bool {
        holds_payload_of(&self.store, document)
    }

    /// Hub epoch and position of the site's feed.
    pub(crate) fn head(&self) -> Option<(u64, u64)> {
        let head = self.store.write(|db| feeds::head(db, SITE)).unwrap();
        head.map(|head| (head.hub_epoch, head.position))
    }

    pub(crate) fn of_dataset(&mut self, dataset: [u8; 16]) {
        self.dataset = dataset;
    }

    pub(crate) fn expects_hub(&mut self, hub: DeviceKey) {
        self.hub = hub;
    }

    pub(crate) fn copy(&self) -> Copy {
        copy_of(&self.folder)
    }

    /// The device goes on with an older copy of its database; its anchor is as new as before.
    pub(crate) fn restore(&mut self, copy: Copy) {
        self.store = Store::open(&path(&copy.0), seams()).unwrap();
        self.folder = copy.0;
    }

    /// A second device with the same key and database.
    pub(crate) fn second(&self, copy: Copy) -> Self {
        let store = Store::open(&path(&copy.0), seams()).unwrap();
        let (seed, anchor) = (self.seed, self.anchor.clone());
        let (frame, dataset, hub) = (FIRST_FRAME, self.dataset, self.hub);
        Self { folder: copy.0, store, seed, anchor, frame, dataset, hub }
    }

    pub(crate) fn anchor_says(&self) -> Finding {
        let anchor = self.anchor.clone();
        self.store.write(move |db| anchor::compare(db, &anchor)).unwrap()
    }

    pub(crate) fn read(&self, document: DocumentId, path: &str) -> Vec<String> {
        read(&self.store, document, path)
    }

    pub(crate) fn state(&self) -> Vec<(DocumentId, Vec<automerge::ChangeHash>)> {
        state(&self.store)
    }

    pub(crate) fn position(&self) -> u64 {
        position(&self.store)
    }

    /// A whole exchange with a hub that publishes as soon as it has stored.
    pub(crate) fn exchange(&mut self, hub: &mut Hub) -> Carried {
        self.exchange_until(hub, usize::MAX)
    }

    /// As [`Site::exchange`], over a link that dies after so many bytes upwards.
    pub(crate) fn exchange_until(&mut self, hub: &mut Hub, most_up: usize) -> Carried {
        let (mut node, mut other) = (self.end(), Hub::end(self));
        let mut carried = Carried::default();
        let (greeting, heads) = within(&self.folder, |db| node.greet(db));
        self.anchor = heads;
        let mut up = vec![greeting];
        let mut published = 0;
        let mut whole = true;
        loop {
            let mut down = Vec::new();
            for message in up.drain(..) {
                let Some(message) = carried.carry_up(&message, most_up) else {
                    whole = false;
                    break;
                };
                down.extend(within(&hub.folder, |db| other.hear(db, message)));
                while let Some(more) = within(&hub.folder, |db| other.more(db)) {
                    down.push(more);
                }
                while let Some(part) = within(&hub.folder, |db| other.next_part(db)) {
                    down.push(part);
                }
            }
            for message in down {
                let message = carried.carry_down(&message);
                up.extend(within(&self.folder, |db| node.hear(db, message)));
            }
            if !whole {
                self.frame = node.frame() / 2;
                break;
            }
            if node.end().is_some() {
                break;
            }
            if up.is_empty() {
                hub.publish();
                let at = hub.announce();
                if at == published {
                    break;
                }
                published = at;
                for message in within(&hub.folder, |db| other.moved(db, SITE)) {
                    let message = carried.carry_down(&message);
                    up.extend(within(&self.folder, |db| node.hear(db, message)));
                }
            }
        }
        if whole {
            self.frame = node.frame();
        }
        carried.end = node.end();
        carried.report = node.report().clone();
        carried
    }
}

/// Runs in one transaction on a database whose store is idle meanwhile.
fn within<T>(
    folder: &TempDir,
    act: impl FnOnce(&rusqlite::Connection) -> Result<T, StoreError>,
) -> T {
    let mut db = lisanga_store::open::records(&path(folder), None).unwrap();
    let transaction = db.transaction().unwrap();
    let value = act(&transaction).unwrap();
    transaction.commit().unwrap();
    value
}

impl Carried {
    fn carry_up(&mut self, message: &Message, most: usize) -> Option<Message> {
        let bytes = message.to_bytes().unwrap();
        if self.up + bytes.len() > most {
            self.died_in = bytes.len();
            return None;
        }
        if matches!(message, Message::Push(_) | Message::Piece(_)) {
            self.pushed += bytes.len();
        }
        self.up += bytes.len();
        self.largest_up = self.largest_up.max(bytes.len());
        Some(self.carry(&bytes))
    }

    fn carry_down(&mut self, message: &Message) -> Message {
        let bytes = message.to_bytes().unwrap();
        self.down += bytes.len();
        self.carry(&bytes)
    }

    fn carry(&mut self, bytes: &[u8]) -> Message {
        self.messages += 1;
        let (frame, read) = Frame::read(bytes).unwrap().unwrap();
        assert_eq!(read, bytes.len());
        let message = Message::from_frame(frame).unwrap().unwrap();
        self.names.push(message.name());
        message
    }
}

/// What the hub holds.
pub(crate) struct Hub {
    folder: TempDir,
    store: Store,
}

impl Hub {
    const SEED: [u8; 32] = [200; 32];

    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&path(&folder), seams()).unwrap();
        store
            .write(|db| {
                put_places(db)?;
                settings::set_hub_epoch(db, 1)?;
                settings::set_epoch(db, Epoch([201; 16]))
            })
            .unwrap();
        Self { folder, store }
    }

    pub(crate) fn key() -> DeviceKey {
        Signer::from_seed(&Self::SEED).device()
    }

    pub(crate) fn copy(&self) -> Copy {
        copy_of(&self.folder)
    }

    /// The hub goes on with an older copy, and does not know.
    pub(crate) fn restore(&mut self, copy: Copy) {
        self.store = Store::open(&path(&copy.0), seams()).unwrap();
        self.folder = copy.0;
    }

    /// Does something with its database, in one transaction.
    pub(crate) fn with<T>(
        &self,
        act: impl FnOnce(&rusqlite::Connection) -> Result<T, StoreError>,
    ) -> T {
        within(&self.folder, act)
    }

    /// Its end of a conversation with a site.
    pub(crate) fn end(site: &Site) -> HubEnd {
        HubEnd::new(speaker(Self::SEED, DATASET), site.signer().device())
    }

    fn act<T: Send + 'static>(
        &self,
        act: impl FnOnce(&Publisher<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> T {
        self.store
            .write(move |connection| {
                let signer = Signer::from_seed(&Self::SEED);
                let now = ClaimedTime::from_seconds(NOW);
                let epoch = settings::epoch(connection)?.expect("set above");
                let hub_epoch = settings::hub_epoch(connection)?.expect("set above");
                act(&Publisher { connection, signer: &signer, epoch, hub_epoch, now })
            })
            .unwrap()
    }

    pub(crate) fn begin_new_timeline(&self) {
        let now = ClaimedTime::from_seconds(NOW);
        within(&self.folder, |db| publisher::new_timeline(db, now, Epoch([202; 16])));
    }

    /// What it knew of changes without loading them.
    pub(crate) fn forget_changes(&self) {
        within(&self.folder, |db| Ok(db.execute("DELETE FROM change", [])?));
    }

    pub(crate) fn publish(&self) {
        self.act(|hub| {
            while hub.publish(10)? > 0 {}
            Ok(())
        });
    }

    pub(crate) fn grant(&self, site: &Site) {
        let device = site.signer().device();
        let order = Order::Grant { device, scope: SITE, right: Right::ReadWrite };
        self.act(move |hub| publisher::order(hub, SITE, UserNumber::NOBODY, &order));
        self.publish();
    }

    pub(crate) fn cut(&self, site: &Site) {
        let device = site.signer().device();
        self.act(move |hub| publisher::cut(hub, device, UserNumber::NOBODY));
        self.publish();
    }

    /// Ends the rights of a device at the site and gives it those of another one.
    pub(crate) fn move_elsewhere(&self, site: &Site) {
        let (device, scope) = (site.signer().device(), Scope([2; 8]));
        self.act(move |hub| {
            let (parent, name) = (Some(NATION), scope.to_string());
            let place = Place { scope, level: Level::Site, parent, code: name.clone(), name };
            places::put(hub.connection, &place)?;
            let grant = Order::Grant { device, scope, right: Right::ReadWrite };
            publisher::order(hub, scope, UserNumber::NOBODY, &grant)?;
            let logs = logs::of_device(hub.connection, device, SITE)?;
            let logs = logs.iter().map(|log| CutLog { log: log.id, last: log.head.n }).collect();
            publisher::order(hub, SITE, UserNumber::NOBODY, &Order::Cut { device, logs })
        });
        self.publish();
    }

    pub(crate) fn erase(&self, document: DocumentId) {
        let order = Order::Erase { document };
        self.act(move |hub| publisher::order(hub, SITE, UserNumber::NOBODY, &order));
        self.publish();
    }

    /// What became of the records of a site's first log.
    pub(crate) fn standings(&self, site: &Site) -> Vec<Standing> {
        let device = site.signer().device();
        self.store
            .write(move |db| {
                let log = logs::of_device(db, device, SITE)?.remove(0);
                let records = logs::records(db, &log, 1, log.head.n)?;
                Ok(records.iter().map(|record| record.standing).collect())
            })
            .unwrap()
    }

    pub(crate) fn contents(&self) -> BTreeMap<(LogId, u64), Hash> {
        contents(&self.store)
    }

    pub(crate) fn holds_payload_of(&self, document: DocumentId) -> bool {
        holds_payload_of(&self.store, document)
    }

    pub(crate) fn newest_own_time(&self) -> ClaimedTime {
        newest_own_time(&self.store)
    }

    pub(crate) fn publish_from_another_program(&self) {
        let other = Self {
            folder: tempfile::tempdir().unwrap(),
            store: Store::open(&path(&self.folder), seams()).unwrap(),
        };
        let second = Order::Grant { device: Self::key(), scope: SITE, right: Right::ReadWrite };
        other.act(move |hub| publisher::order(hub, SITE, UserNumber::NOBODY, &second));
        other.publish();
    }

    pub(crate) fn position_of(&self, scope: Scope) -> u64 {
        let head = self.store.write(move |db| feeds::head(db, scope)).unwrap();
        head.map_or(0, |head| head.position)
    }

    fn announce(&self) -> u64 {
        position(&self.store)
    }

    pub(crate) fn hub_epoch(&self) -> u64 {
        self.store.write(|db| settings::hub_epoch(db)).unwrap().unwrap()
    }

    pub(crate) fn read(&self, document: DocumentId, path: &str) -> Vec<String> {
        read(&self.store, document, path)
    }

    pub(crate) fn state(&self) -> Vec<(DocumentId, Vec<automerge::ChangeHash>)> {
        state(&self.store)
    }

    pub(crate) fn position(&self) -> u64 {
        position(&self.store)
    }
}

fn column(folder: &TempDir, sql: &str) -> Vec<i64> {
    within(folder, |db| {
        Ok(db.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    })
}

fn contents(store: &Store) -> BTreeMap<(LogId, u64), Hash> {
    store
        .write(|db| {
            let mut found = BTreeMap::new();
            let rows: Vec<i64> = db
                .prepare("SELECT id FROM log")?
                .query_map([], |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            for row in rows {
                let log = logs::at(db, row)?;
                for record in logs::records(db, &log, 1, log.head.n)? {
                    found.insert((log.id, record.n), record.h);
                }
            }
            Ok(found)
        })
        .unwrap()
}

fn newest_own_time(store: &Store) -> ClaimedTime {
    let newest = store.write(|db| {
        let mut newest = ClaimedTime::from_seconds(0);
        for log in logs::own(db)? {
            for record in logs::records(db, &log, 1, log.head.n)? {
                newest = newest.max(record.header.time);
            }
        }
        Ok(newest)
    });
    newest.unwrap()
}

fn holds_payload_of(store: &Store, document: DocumentId) -> bool {
    store
        .write(move |db| {
            let sql = "SELECT count(*) FROM record r JOIN document d ON d.id = r.document
                       WHERE d.document = ?1 AND r.payload IS NOT NULL AND substr(r.header, 1, 1) = x'01'";
            Ok(db.query_row(sql, [&document.0[..]], |row| row.get::<_, i64>(0))? > 0)
        })
        .unwrap()
}

fn position(store: &Store) -> u64 {
    store.write(|db| feeds::head(db, SITE)).unwrap().map_or(0, |head| head.position)
}

fn read(store: &Store, document: DocumentId, path: &str) -> Vec<String> {
    let path = path.to_owned();
    store
        .write(move |db| {
            let loaded = documents::load(db, logs::document(db, SITE, document)?)?;
            let values = loaded.get_all(automerge::ROOT, &path).unwrap();
            Ok(values.iter().filter_map(|(v, _)| v.as_str().map(str::to_owned)).collect())
        })
        .unwrap()
}

/// Every document with its heads, in order; empty ones left out.
fn state(store: &Store) -> Vec<(DocumentId, Vec<automerge::ChangeHash>)> {
    store
        .write(|db| {
            let mut found = Vec::new();
            let mut rows = db.prepare("SELECT id, document FROM document ORDER BY document")?;
            let ids = rows.query_map([], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?)))?;
            for row in ids {
                let (row, id) = row?;
                let heads = documents::load(db, row)?.get_heads();
                if !heads.is_empty() {
                    found.push((DocumentId::from_slice(&id).unwrap(), heads));
                }
            }
            Ok(found)
        })
        .unwrap()
}
