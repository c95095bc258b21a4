//! A site and a hub on one disk that loses power, and a wire between them.

use std::collections::{BTreeSet, VecDeque};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use automerge::transaction::Transactable as _;
use automerge::{ROOT, ReadDoc as _};
use lisanga_protocol::ids::{ClaimedTime, DocumentId, Epoch, Hash, Scope, UserNumber};
use lisanga_protocol::records::{LogKey, Order, Right, Signer};
use lisanga_protocol::wire::messages::{FeedAt, Message};
use lisanga_store::anchor::{self, Finding, Heads};
use lisanga_store::author::{self, Author, Target};
use lisanga_store::conversation::{FIRST_FRAME, HubEnd, NodeEnd, Speaker, current_head};
use lisanga_store::places::{self, Level, Place};
use lisanga_store::publisher::{self, Publisher};
use lisanga_store::seams::{Clock, Randomness, Seams, Writer};
use lisanga_store::{Store, StoreError, documents, logs, settings};

const NATION: Scope = Scope([9; 8]);
const SITE: Scope = Scope([1; 8]);
const DATASET: [u8; 16] = [6; 16];
const NOW: u64 = 1_770_000_000;
const HUB_EPOCH: u64 = NOW * 1_000;

/// The two machines, by the letter their paths begin with.
const NODE: u8 = b'n';
const HUB: u8 = b'h';

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> ClaimedTime {
        ClaimedTime::from_seconds(NOW)
    }
}

/// The hashes of a seed and a number.
struct Seeded(u64, AtomicU64);

impl Randomness for Seeded {
    fn fill(&self, bytes: &mut [u8]) {
        let count = self.1.fetch_add(1, Ordering::Relaxed);
        let hash = Hash::of("power", &[&self.0.to_le_bytes(), &count.to_le_bytes()]);
        for (to, from) in bytes.iter_mut().zip(hash.0.iter().cycle()) {
            *to = *from;
        }
    }
}

pub(crate) struct World {
    seams: Seams,
    node: Option<Store>,
    hub: Option<Store>,
    /// Outside the database; written and synced before anything leaves.
    anchor: Heads,
    saved: BTreeSet<DocumentId>,
    /// What the site was told the hub has, by log.
    safe: Vec<(lisanga_protocol::ids::LogId, u64)>,
    written: u64,
}

fn signer(machine: u8) -> Signer {
    Signer::from_seed(&[machine; 32])
}

fn open(machine: u8, seams: &Seams) -> Store {
    let path = format!("/{}/records.db", char::from(machine));
    Store::open(Path::new(&path), seams.clone()).unwrap()
}

fn found(db: &rusqlite::Connection) -> Result<(), StoreError> {
    for (scope, level, parent) in [(NATION, Level::Nation, None), (SITE, Level::Site, Some(NATION))]
    {
        let name = scope.to_string();
        places::put(db, &Place { scope, level, parent, code: name.clone(), name })?;
    }
    settings::set_dataset(db, DATASET)
}

fn as_hub<T>(
    db: &rusqlite::Connection,
    act: impl FnOnce(&Publisher<'_>) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let (signer, epoch) = (signer(HUB), settings::epoch(db)?.unwrap());
    let now = ClaimedTime::from_seconds(NOW);
    act(&Publisher { connection: db, signer: &signer, epoch, hub_epoch: HUB_EPOCH, now })
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        lisanga_vfs::register();
        lisanga_vfs::reset(seed);
        let seams = Seams {
            clock: Arc::new(Fixed),
            randomness: Arc::new(Seeded(seed, AtomicU64::new(0))),
            vfs: Some(lisanga_vfs::NAME.to_owned()),
            writer: Writer::Inline,
        };
        let (node, hub) = (open(NODE, &seams), open(HUB, &seams));
        let (first, of_hub) = (Epoch(seams.random_16()), Epoch(seams.random_16()));
        node.write(move |db| {
            found(db)?;
            author::epoch(db, || first).map(drop)
        })
        .unwrap();
        hub.write(move |db| {
            found(db)?;
            settings::set_epoch(db, of_hub)?;
            settings::set_hub_epoch(db, HUB_EPOCH)?;
            let device = signer(NODE).device();
            db.execute(
                "INSERT INTO device (device, scope, name, enrolled, expires)
                 VALUES (?1, ?2, 'site', 0, 0)",
                rusqlite::params![&device.0[..], &SITE.0[..]],
            )?;
            let grant = Order::Grant { device, scope: SITE, right: Right::ReadWrite };
            as_hub(db, |hub| publisher::order(hub, SITE, UserNumber::NOBODY, &grant))
        })
        .unwrap();
        let (node, hub) = (Some(node), Some(hub));
        let (anchor, saved, safe) = (Heads::new(), BTreeSet::new(), Vec::new());
        Self { seams, node, hub, anchor, saved, safe, written: 0 }
    }

    fn dice(&self, below: u64) -> u64 {
        u64::from_le_bytes(*self.seams.random_16().first_chunk().unwrap()) % below
    }

    /// Writes and exchanges until one of the machines has no power.
    pub(crate) fn works_until_the_power_goes(&mut self) {
        let machine = if self.dice(2) == 0 { NODE } else { HUB };
        lisanga_vfs::cut_after(machine, self.dice(120));
        for _ in 0..200 {
            let done = if self.dice(10) < 6 { self.registers() } else { self.exchanges() };
            if done.is_err() {
                assert!(lisanga_vfs::is_dead(machine), "{done:?}");
                return;
            }
        }
        panic!("the power never went");
    }

    /// One to three people in a batch each, called saved when the store has returned.
    fn registers(&mut self) -> Result<(), StoreError> {
        for _ in 0..=self.dice(3) {
            self.written += 1;
            let name = format!("NAME {}", self.written);
            let node = self.node.as_ref().unwrap();
            let id = node.write(move |db| {
                let epoch = settings::epoch(db)?.unwrap();
                let key = LogKey { device: signer(NODE).device(), scope: SITE, epoch };
                let now = ClaimedTime::from_seconds(NOW);
                let mut author = Author::begin(db, key, UserNumber(1), now)?;
                let id = author.change(Target::New(3), |edit| {
                    edit.put(ROOT, "surname", name).map_err(|_| StoreError::Invalid("a name"))
                })?;
                author.finish()?;
                Ok(id)
            })?;
            self.saved.extend(id);
        }
        Ok(())
    }

    fn exchanges(&mut self) -> Result<(), StoreError> {
        let result = self.talk();
        // What it was told before the power went counts.
        if let Some(node) = self.node.as_ref().filter(|_| !lisanga_vfs::is_dead(NODE)) {
            self.safe = node
                .write(|db| Ok(logs::own(db)?.iter().map(|log| (log.id, log.at_hub)).collect()))?;
        }
        result.map(drop)
    }

    /// A whole conversation. Returns how many records were sent that the hub had.
    fn talk(&mut self) -> Result<u64, StoreError> {
        let speaker = |machine| Speaker {
            signer: Arc::new(signer(machine)),
            dataset: DATASET,
            seams: self.seams.clone(),
        };
        let (node, hub) = (self.node.clone().unwrap(), self.hub.clone().unwrap());
        let mut ends = Ends {
            node: NodeEnd::new(speaker(NODE), signer(HUB).device(), FIRST_FRAME),
            hub: HubEnd::new(speaker(HUB), signer(NODE).device()),
        };
        let before = records_at(&hub)?;
        let (mut up, heads);
        (ends, (up, heads)) = with(&node, ends, |ends, db| {
            let (hello, heads) = ends.node.greet(db)?;
            Ok((VecDeque::from([hello]), heads))
        })?;
        self.anchor = heads;
        loop {
            let mut down = VecDeque::new();
            while let Some(message) = up.pop_front() {
                let said;
                (ends, said) = with(&hub, ends, |ends, db| ends.hub.hear(db, message))?;
                down.extend(said);
                loop {
                    let more;
                    (ends, more) = with(&hub, ends, |ends, db| ends.hub.more(db))?;
                    let Some(more) = more else { break };
                    down.push_back(more);
                }
            }
            let moved = hub.write(|db| {
                let count = as_hub(db, |hub| hub.publish(32))?;
                Ok(if count > 0 { Some(current_head(db, SITE)?) } else { None })
            })?;
            down.extend(moved.map(|head| Message::Announce(FeedAt::new(SITE, head))));
            if down.is_empty() {
                break;
            }
            for message in down {
                let said;
                (ends, said) = with(&node, ends, |ends, db| ends.node.hear(db, message))?;
                up.extend(said);
            }
        }
        let new = records_at(&hub)? - before;
        Ok(ends.node.report().sent - new)
    }

    pub(crate) fn the_power_comes_back(&mut self) {
        for machine in [NODE, HUB] {
            if !lisanga_vfs::is_dead(machine) {
                // Without a cut pending any more.
                lisanga_vfs::cut_after(machine, u64::MAX);
                continue;
            }
            let store = if machine == NODE { &mut self.node } else { &mut self.hub };
            *store = None;
            lisanga_vfs::restart(machine);
            *store = Some(open(machine, &self.seams));
        }
        let (anchor, next) = (self.anchor.clone(), Epoch(self.seams.random_16()));
        let finding = self.node.as_ref().unwrap().write(move |db| {
            let finding = anchor::compare(db, &anchor)?;
            if finding == Finding::Restored {
                settings::set_epoch(db, next)?;
            }
            Ok(finding)
        });
        assert_ne!(finding.unwrap(), Finding::Restored, "something sealed was lost");
    }

    pub(crate) fn nothing_promised_is_lost(&self) {
        for store in [&self.node, &self.hub] {
            let sound = store.as_ref().unwrap().write(|db| {
                Ok(db.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))?)
            });
            assert_eq!(sound.unwrap(), "ok");
        }
        let saved = self.saved.clone();
        let lost = self.node.as_ref().unwrap().write(move |db| lost(db, &saved));
        assert_eq!(lost.unwrap(), [], "called saved and lost");
        let safe = self.safe.clone();
        let held = self.hub.as_ref().unwrap().write(move |db| {
            let mut held = Vec::new();
            for (id, n) in safe {
                held.push((logs::find(db, id)?.map_or(0, |log| log.head.n), n));
            }
            Ok(held)
        });
        for (there, told) in held.unwrap() {
            assert!(there >= told, "called stored and lost: {there} of {told}");
        }
    }

    pub(crate) fn the_next_exchange_goes_on(&mut self) {
        let again = self.talk().unwrap();
        assert_eq!(again, 0, "sent again though the hub had it");
        let saved = self.saved.clone();
        let lost = self.hub.as_ref().unwrap().write(move |db| lost(db, &saved));
        assert_eq!(lost.unwrap(), [], "not at the hub after an exchange");
    }
}

struct Ends {
    node: NodeEnd,
    hub: HubEnd,
}

/// Lets an end act within one transaction.
fn with<T: Send + 'static>(
    store: &Store,
    mut ends: Ends,
    act: impl FnOnce(&mut Ends, &rusqlite::Connection) -> Result<T, StoreError> + Send + 'static,
) -> Result<(Ends, T), StoreError> {
    store.write(move |db| {
        let value = act(&mut ends, db)?;
        Ok((ends, value))
    })
}

fn records_at(hub: &Store) -> Result<u64, StoreError> {
    hub.write(|db| {
        let device = signer(NODE).device();
        Ok(logs::of_device(db, device, SITE)?.iter().map(|log| log.head.n).sum())
    })
}

/// Those that have no name here.
fn lost(
    db: &rusqlite::Connection,
    ids: &BTreeSet<DocumentId>,
) -> Result<Vec<DocumentId>, StoreError> {
    let mut lost = Vec::new();
    for id in ids {
        let document = documents::load(db, logs::document(db, SITE, *id)?)?;
        if document.get(ROOT, "surname").unwrap().is_none() {
            lost.push(*id);
        }
    }
    Ok(lost)
}
