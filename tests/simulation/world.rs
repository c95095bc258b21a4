//! The simulated world: what can happen in it, and what must hold in the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use automerge::transaction::Transactable as _;
use automerge::{ChangeHash, ROOT, ReadDoc as _};
use lisanga_hub::Running;
use lisanga_node::settings::Home;
use lisanga_node::sync::{self, Site};
use lisanga_protocol::dictionary::Attachment;
use lisanga_protocol::ids::{Attached, DocumentId, LogId, Scope, UserNumber};
use lisanga_store::author::Target;
use lisanga_store::seams::Seams;
use lisanga_store::{Store, StoreError, attachments, documents, feeds, logs};
use lisanga_tests::dice::Dice;
use lisanga_tests::net::{Net, Weather};
use lisanga_tests::world::{desk, hub, invitation, simulated};
use tempfile::TempDir;

use crate::invariants;

const PERSON: u16 = 3;
/// Exchanges after which a healed world must be quiet.
const ROUNDS: usize = 12;

/// Which disasters a seed may bring. A hub and a device that both forget can lose something no
/// protocol could keep, so only one of the two happens in one world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Disaster {
    None,
    Devices,
    Hub,
}

pub(crate) struct World {
    seed: u64,
    folder: TempDir,
    seams: Seams,
    dice: Dice,
    net: Net,
    hub: Option<Running>,
    hub_at: SocketAddr,
    devices: Vec<Device>,
    copies: usize,
    disaster: Disaster,
    /// Every value written, by the document it stands in.
    written: Vec<Written>,
    log: Vec<String>,
}

struct Device {
    folder: PathBuf,
    site: Option<Site>,
    backup: Option<PathBuf>,
}

#[derive(Clone, Debug)]
struct Written {
    device: usize,
    scope: Scope,
    document: DocumentId,
    path: String,
    log: LogId,
    n: u64,
    safe: bool,
    gone: bool,
}

fn memory() -> TempDir {
    let shared = Path::new("/dev/shm");
    if shared.is_dir() {
        tempfile::tempdir_in(shared).unwrap()
    } else {
        tempfile::tempdir().unwrap()
    }
}

impl World {
    pub(crate) async fn new(seed: u64) -> Self {
        let folder = memory();
        let seams = simulated(seed);
        let net = Net::new(seed ^ 0x5eed);
        let mut dice = Dice::new(seed ^ 0xd1ce);
        let disaster = match dice.below(4) {
            0 => Disaster::None,
            1 => Disaster::Hub,
            _ => Disaster::Devices,
        };
        let hub_at = SocketAddr::from(([127, 0, 0, 1], 4_470));
        let hub = hub(&folder.path().join("hub"), &seams, &net.socket_at(hub_at)).unwrap();
        let mut devices = Vec::new();
        for (number, site) in ["LUBI-1", "LUBI-1", "MIABI-2", "MIABI-2"].into_iter().enumerate() {
            let invitation = invitation(&hub, "CD-KE", site, &format!("{number}")).unwrap();
            let folder = folder.path().join(format!("device-{number}"));
            let home = Home::at(&folder);
            let site = sync::join(&home, &seams, &net.socket(), &invitation).await.unwrap();
            devices.push(Device { folder, site: Some(site), backup: None });
        }
        let (copies, written, log) = (0, Vec::new(), Vec::new());
        let hub = Some(hub);
        Self {
            seed,
            folder,
            seams,
            dice,
            net,
            hub,
            hub_at,
            devices,
            copies,
            disaster,
            written,
            log,
        }
    }

    pub(crate) async fn something_happens(&mut self) {
        let device = self.dice.index(self.devices.len());
        match self.dice.below(100) {
            0..45 => self.write(device),
            45..75 => self.exchange(device).await,
            75..82 => self.weather(),
            82..86 => self.cut_off(),
            86..89 => self.restart_device(device),
            89..92 => self.restart_hub().await,
            92..94 if self.disaster == Disaster::Devices => self.back_up(device),
            94..96 if self.disaster == Disaster::Devices => self.restore(device),
            96..98 if self.disaster == Disaster::Devices && self.devices.len() < 6 => {
                self.clone_device(device);
            }
            98..100 if self.disaster == Disaster::Hub => self.roll_hub_back().await,
            _ => tokio::time::sleep(Duration::from_secs(self.dice.below(100_000))).await,
        }
    }

    #[expect(clippy::print_stdout, reason = "the harness shows it if the seed fails")]
    fn note(&mut self, what: String) {
        // A single seed tells what happens while it happens: the last line is where it hangs.
        if std::env::var_os("LISANGA_SEED").is_some() {
            println!("{what}");
        }
        self.log.push(what);
    }

    fn site(&self, device: usize) -> &Site {
        self.devices[device].site.as_ref().unwrap()
    }

    fn write(&mut self, device: usize) {
        let site = self.site(device).clone();
        let scope = site.membership.site;
        let known = ids(&site.store, scope);
        let target = if known.is_empty() || self.dice.chance(300) {
            Target::New(PERSON)
        } else {
            Target::Existing(known[self.dice.index(known.len())])
        };
        let path = format!("demo/{}", self.written.len());
        let shared = if self.dice.chance(500) { Some(self.dice.below(5)) } else { None };
        let key = path.clone();
        let photo = self.dice.chance(150).then(|| self.lays_ready(&site));
        let write = move |edit: &mut automerge::transaction::Transaction<'_>| {
            let wrong = |_| StoreError::Invalid("a value");
            edit.put(ROOT, key.as_str(), "written").map_err(wrong)?;
            if let Some(photo) = photo {
                edit.put(ROOT, "photo", photo).map_err(wrong)?;
            }
            if let Some(value) = shared {
                edit.put(ROOT, "surname", format!("NAME {value}")).map_err(wrong)?;
            }
            Ok::<_, StoreError>(())
        };
        // The target's id does not borrow anything, but its type may.
        let known = match target {
            Target::Existing(id) => Some(id),
            _ => None,
        };
        // Sometimes a batch of two documents, which count together or not at all.
        let also =
            if self.dice.chance(200) { ids(&site.store, scope).first().copied() } else { None };
        let mark = format!("batch/{}", self.written.len());
        let document = desk(&site)
            .batch(UserNumber(1), move |author| {
                let id =
                    author.change(known.map_or(Target::New(PERSON), Target::Existing), write)?;
                if let Some(also) = also {
                    author.change(Target::Existing(also), |edit| {
                        let wrong = |_| StoreError::Invalid("a value");
                        edit.put(ROOT, mark.as_str(), "with another").map_err(wrong)
                    })?;
                }
                Ok(id)
            })
            .unwrap()
            .unwrap();
        let (log, n) = last_written(&site.store, scope);
        self.note(format!("device {device} wrote {path} as {n} of {log}"));
        let (safe, gone) = (false, false);
        self.written.push(Written { device, scope, document, path, log, n, safe, gone });
    }

    /// A picture that nobody has yet; what a field says of it.
    fn lays_ready(&mut self, at: &Site) -> String {
        let (pattern, size) = (self.dice.below(u64::MAX).to_le_bytes(), self.dice.index(3_000) + 1);
        let bytes = pattern.repeat(size);
        let said = Attachment::of(&bytes, "image/jpeg").to_string();
        at.store.write(move |db| attachments::lay_ready(db, &bytes, 0)).unwrap();
        said
    }

    async fn exchange(&mut self, device: usize) {
        let site = self.site(device).clone();
        let before = timelines(&site);
        let socket = self.net.socket();
        let patience = Duration::from_secs(5 + self.dice.below(200));
        let outcome = tokio::time::timeout(patience, site.exchange_once(&socket)).await;
        let said = match &outcome {
            Ok(Ok(outcome)) => format!("{:?} {:?}", outcome.end, outcome.report),
            Ok(Err(error)) => format!("{error:#}"),
            Err(_) => "gave up".into(),
        };
        self.note(format!("device {device} exchanged: {said}"));
        self.mark_safe(device);
        let went_back = said.contains("hub_restored: true") || outcome.is_err();
        if !went_back && timelines(&site) < before {
            self.fail(&format!("I12: device {device} went back in a feed"));
        }
    }

    /// What the device was told is safe.
    fn mark_safe(&mut self, device: usize) {
        let store = self.site(device).store.clone();
        for written in self.written.iter_mut().filter(|written| written.device == device) {
            let (id, n) = (written.log, written.n);
            let log = store.write(move |db| logs::find(db, id)).unwrap();
            written.safe |= log.is_some_and(|log| log.at_hub >= n);
        }
    }

    fn weather(&mut self) {
        let weather = Weather::roll(&mut self.dice);
        self.note(format!("{weather:?}"));
        self.net.weather(weather);
    }

    fn cut_off(&mut self) {
        let cut = self.dice.chance(500);
        self.note(format!("hub cut off: {cut}"));
        self.net.cut_off(self.hub_at, cut);
    }

    fn reopen(&mut self, device: usize) {
        let home = Home::at(&self.devices[device].folder);
        self.devices[device].site = None;
        self.devices[device].site = Some(sync::open_site(&home, &self.seams).unwrap());
    }

    fn restart_device(&mut self, device: usize) {
        self.note(format!("device {device} starts again"));
        self.reopen(device);
    }

    async fn restart_hub(&mut self) {
        self.note("the hub starts again".into());
        self.hub.take().unwrap().stop().await;
        self.start_hub();
    }

    fn start_hub(&mut self) {
        let socket = self.net.socket_at(self.hub_at);
        self.hub = Some(hub(&self.folder.path().join("hub"), &self.seams, &socket).unwrap());
    }

    fn back_up(&mut self, device: usize) {
        self.note(format!("device {device} is backed up"));
        self.copies += 1;
        let to = self.folder.path().join(format!("backup-{}", self.copies));
        copy_home(&self.devices[device].folder, &to);
        self.devices[device].backup = Some(to);
    }

    /// The device goes on with its backup: sometimes with the anchor, which notices, and sometimes
    /// all of its folder is copied back, and only the hub can notice.
    fn restore(&mut self, device: usize) {
        let Some(backup) = self.devices[device].backup.clone() else { return };
        let silent = self.dice.chance(500);
        self.note(format!("device {device} is restored, silently: {silent}"));
        self.devices[device].site = None;
        let folder = self.devices[device].folder.clone();
        remove_database(&folder);
        fs::copy(backup.join("records.db"), folder.join("records.db")).unwrap();
        if silent && backup.join("anchor").exists() {
            fs::copy(backup.join("anchor"), folder.join("anchor")).unwrap();
        }
        self.reopen(device);
        let store = self.site(device).store.clone();
        for written in self.written.iter_mut().filter(|w| w.device == device && !w.safe) {
            let (id, n) = (written.log, written.n);
            let log = store.write(move |db| logs::find(db, id)).unwrap();
            written.gone |= log.is_none_or(|log| log.head.n < n);
        }
    }

    /// Somebody copies a tablet, key and all, and both are used.
    fn clone_device(&mut self, device: usize) {
        let twin = self.devices.len();
        self.note(format!("device {device} is copied: {twin}"));
        let folder = self.folder.path().join(format!("device-{twin}"));
        copy_home(&self.devices[device].folder, &folder);
        self.devices.push(Device { folder, site: None, backup: None });
        self.reopen(twin);
    }

    async fn roll_hub_back(&mut self) {
        let folder = self.folder.path().join("hub");
        let backup = self.folder.path().join("hub-backup");
        if !backup.exists() || self.dice.chance(400) {
            self.note("the hub is backed up".into());
            // The copy that was there is older; this one takes its place.
            drop(fs::remove_dir_all(&backup));
            copy_home(&folder, &backup);
            return;
        }
        let silent = self.dice.chance(500);
        self.note(format!("the hub is rolled back, silently: {silent}"));
        self.hub.take().unwrap().stop().await;
        remove_database(&folder);
        fs::copy(backup.join("records.db"), folder.join("records.db")).unwrap();
        if silent {
            fs::remove_file(folder.join("anchor")).unwrap();
        }
        self.start_hub();
    }

    /// Heals what can be healed, and lets everybody exchange until nothing moves.
    pub(crate) async fn clears_up(&mut self) {
        self.net.weather(Weather::FAIR);
        self.net.cut_off(self.hub_at, false);
        for round in 0..ROUNDS {
            let before = self.positions();
            for device in 0..self.devices.len() {
                let site = self.site(device).clone();
                let outcome = site.exchange_once(&self.net.socket()).await;
                let said = match &outcome {
                    Ok(outcome) => format!("{:?} {:?}", outcome.end, outcome.report),
                    Err(error) => format!("{error:#}"),
                };
                self.note(format!("round {round}: device {device} exchanged: {said}"));
                self.mark_safe(device);
            }
            if round > 1 && self.positions() == before {
                return;
            }
        }
        self.fail("the world does not come to rest");
    }

    fn positions(&self) -> BTreeMap<Scope, BTreeMap<DocumentId, Vec<ChangeHash>>> {
        let store = &self.hub.as_ref().unwrap().hub.store;
        self.scopes().into_iter().map(|scope| (scope, state(store, scope))).collect()
    }

    fn scopes(&self) -> BTreeSet<Scope> {
        (0..self.devices.len()).map(|device| self.site(device).membership.site).collect()
    }

    /// I2, I3, I8.
    pub(crate) fn everybody_holds_the_same(&self) {
        let hub = self.positions();
        for device in 0..self.devices.len() {
            let site = self.site(device);
            let scope = site.membership.site;
            let here = state(&site.store, scope);
            if here != hub[&scope] {
                self.fail(&format!("device {device} differs from the hub"));
            }
        }
    }

    /// I3, I4, I5, I9, I15, in every database.
    pub(crate) fn the_invariants_hold(&self) {
        let hub = &self.hub.as_ref().unwrap().hub.store;
        let mut faults = invariants::broken(hub, true, BTreeSet::new());
        let there = invariants::contents(hub);
        for device in 0..self.devices.len() {
            let site = self.site(device);
            let readable = site.membership.places.iter().map(|place| place.scope).collect();
            faults.extend(invariants::broken(&site.store, false, readable));
            for (at, h) in invariants::contents(&site.store) {
                if there.get(&at).is_some_and(|there| *there != h) {
                    faults.push(format!("I5: {at:?} is two records, one on device {device}"));
                }
            }
        }
        if !faults.is_empty() {
            self.fail(&faults.join("\n"));
        }
    }

    /// I1, I7, I16: what a person entered is in a document, unless the only database that held it was
    /// replaced before it was handed in.
    pub(crate) fn nothing_is_lost(&self) {
        let store = &self.hub.as_ref().unwrap().hub.store;
        for written in self.written.iter().filter(|written| !written.gone) {
            let (scope, document) = (written.scope, written.document);
            let loaded = store
                .write(move |db| documents::load(db, logs::document(db, scope, document)?))
                .unwrap();
            if loaded.get(ROOT, written.path.as_str()).unwrap().is_none() {
                self.fail(&format!("lost: {written:?}"));
            }
        }
    }

    /// Every picture that a document names and that anybody has is everywhere; and if no device forgot
    /// anything, all of them are.
    pub(crate) fn every_picture_arrived(&self) {
        let hub = &self.hub.as_ref().unwrap().hub.store;
        let mut stores = vec![(None, hub)];
        for device in 0..self.devices.len() {
            let site = self.site(device);
            stores.push((Some(site.membership.site), &site.store));
        }
        let held: Vec<_> = stores.iter().map(|(_, store)| pictures(store)).collect();
        let whole: BTreeSet<_> = held.iter().flatten().filter(|(_, whole)| **whole).collect();
        for ((reads, _), here) in stores.iter().zip(&held) {
            for (at, there) in here {
                let known = self.disaster != Disaster::Devices || whole.contains(&(at, &true));
                if known && !there {
                    self.fail(&format!("{at:?} is missing at {reads:?}"));
                }
            }
        }
    }

    #[expect(clippy::print_stdout, reason = "the harness shows it: the seed failed")]
    fn fail(&self, why: &str) -> ! {
        for line in &self.log {
            println!("{line}");
        }
        panic!("seed {} ({:?}): {why}", self.seed, self.disaster);
    }
}

/// Copies a folder as a backup program does, the database by SQLite itself.
fn copy_home(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if !name.to_string_lossy().starts_with("records.db") {
            fs::copy(entry.path(), to.join(name)).unwrap();
        }
    }
    let db = rusqlite::Connection::open(from.join("records.db")).unwrap();
    let copy = to.join("records.db").display().to_string();
    db.execute("VACUUM INTO ?1", [copy]).unwrap();
}

fn remove_database(folder: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        // The side files are there only while it is open.
        drop(fs::remove_file(folder.join(format!("records.db{suffix}"))));
    }
}

/// Where the feed of the site stands.
fn timelines(site: &Site) -> Option<(u64, u64)> {
    let scope = site.membership.site;
    let head = site.store.write(move |db| feeds::head(db, scope)).unwrap();
    head.map(|head| (head.hub_epoch, head.position))
}

fn ids(store: &Store, scope: Scope) -> Vec<DocumentId> {
    state(store, scope).into_keys().collect()
}

fn last_written(store: &Store, scope: Scope) -> (LogId, u64) {
    store
        .write(move |db| {
            let epoch = lisanga_store::settings::epoch(db)?;
            let own = logs::own(db)?;
            let log = own
                .iter()
                .find(|log| Some(log.key.epoch) == epoch && log.key.scope == scope)
                .ok_or(StoreError::Invalid("a log"))?;
            Ok((log.id, log.head.n))
        })
        .unwrap()
}

/// Every attachment that a document names as it is shown, and whether it is here whole.
fn pictures(store: &Store) -> BTreeMap<(Scope, DocumentId, Attached), bool> {
    store
        .write(|db| {
            let mut rows = db.prepare("SELECT id, scope, document FROM document")?;
            let rows = rows.query_map([], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?, row.get::<_, Vec<u8>>(2)?))
            })?;
            let mut found = BTreeMap::new();
            for row in rows {
                let (row, scope, id) = row?;
                let (scope, id) =
                    (Scope::from_slice(&scope).unwrap(), DocumentId::from_slice(&id).unwrap());
                let shown = documents::load(db, row)?;
                let Some((photo, _)) = shown.get(ROOT, "photo").unwrap() else { continue };
                let photo: Attachment = photo.as_str().unwrap().parse().unwrap();
                let whole = attachments::read(db, scope, id, photo.hash)?.is_some();
                found.insert((scope, id, photo.hash), whole);
            }
            Ok(found)
        })
        .unwrap()
}

/// Every document of a scope with its heads; empty ones left out.
fn state(store: &Store, scope: Scope) -> BTreeMap<DocumentId, Vec<ChangeHash>> {
    store
        .write(move |db| {
            let mut rows = db.prepare("SELECT id, document FROM document WHERE scope = ?1")?;
            let rows = rows.query_map([&scope.0[..]], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?))
            })?;
            let mut found = BTreeMap::new();
            for row in rows {
                let (row, id) = row?;
                let heads = documents::load(db, row)?.get_heads();
                if !heads.is_empty() {
                    found.insert(DocumentId::from_slice(&id).unwrap(), heads);
                }
            }
            Ok(found)
        })
        .unwrap()
}
