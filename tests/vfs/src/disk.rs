//! The disk: files with what is durable and what is not.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// Bytes a disk writes whole or not at all, if it is not torn within.
const SECTOR: usize = 512;

/// A change of a file that was not synced.
#[derive(Clone, Debug)]
enum Pending {
    Write(usize, Vec<u8>),
    Truncate(usize),
}

#[derive(Clone, Debug, Default)]
struct File {
    durable: Vec<u8>,
    current: Vec<u8>,
    pending: Vec<Pending>,
    /// Whether the folder knows it for good.
    entered: bool,
    /// Deleted, but the folder may not know it yet.
    deleted: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Machine {
    /// Operations until the power goes; none for never.
    left: Option<u64>,
    dead: bool,
    operations: u64,
}

#[derive(Debug, Default)]
struct Disk {
    random: u64,
    files: BTreeMap<String, File>,
    machines: BTreeMap<u8, Machine>,
    /// Syncs do nothing: a test that has to notice.
    sabotaged: bool,
}

thread_local! {
    static DISK: RefCell<Disk> = RefCell::default();
}

fn with<T>(act: impl FnOnce(&mut Disk) -> T) -> T {
    DISK.with(|disk| act(&mut disk.borrow_mut()))
}

/// An empty disk whose chance is that of this seed.
pub fn reset(seed: u64) {
    with(|disk| *disk = Disk { random: seed ^ 0x9e37_79b9_7f4a_7c15, ..Disk::default() });
}

/// The power of a machine goes at its operation after so many.
pub fn cut_after(machine: u8, operations: u64) {
    with(|disk| disk.machines.entry(machine).or_default().left = Some(operations));
}

/// Whether its power has gone.
#[must_use]
pub fn is_dead(machine: u8) -> bool {
    with(|disk| disk.machines.get(&machine).is_some_and(|machine| machine.dead))
}

/// How many writes, syncs and deletions a machine has done.
#[must_use]
pub fn operations(machine: u8) -> u64 {
    with(|disk| disk.machines.get(&machine).map_or(0, |machine| machine.operations))
}

/// Syncs do nothing from now on, as on a disk that lies.
pub fn sabotage() {
    with(|disk| disk.sabotaged = true);
}

/// The power is back: what the disk holds is what it may hold after a cut.
pub fn restart(machine: u8) {
    with(|disk| {
        let names: Vec<String> =
            disk.files.keys().filter(|name| machine_of(name) == machine).cloned().collect();
        for name in names {
            let Some(mut file) = disk.files.remove(&name) else { continue };
            let gone = !file.entered && disk.chance(500);
            let deleted = file.deleted && disk.chance(500);
            if gone || deleted {
                continue;
            }
            for change in std::mem::take(&mut file.pending) {
                disk.survives(&mut file.durable, change);
            }
            file.current.clone_from(&file.durable);
            (file.entered, file.deleted) = (true, false);
            disk.files.insert(name, file);
        }
        disk.machines.insert(machine, Machine::default());
    });
}

/// The machine a path is on.
fn machine_of(name: &str) -> u8 {
    name.as_bytes().get(1).copied().unwrap_or(0)
}

/// Why a call fails: the power has gone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dead;

impl Disk {
    fn next(&mut self) -> u64 {
        // SplitMix64 (Steele, Lea, Flood 2014).
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn chance(&mut self, thousandths: u64) -> bool {
        self.next() % 1_000 < thousandths
    }

    /// A change that was not synced, as far as the disk came with it.
    fn survives(&mut self, bytes: &mut Vec<u8>, change: Pending) {
        match change {
            Pending::Truncate(length) => {
                if self.chance(500) {
                    bytes.resize(length, 0);
                }
            }
            Pending::Write(offset, data) => {
                let mut at = 0;
                while at < data.len() {
                    let sector_end = (offset + at) / SECTOR * SECTOR + SECTOR - offset;
                    let end = sector_end.min(data.len());
                    let part = match self.next() % 10 {
                        0..5 => end,
                        5..7 => at + usize::try_from(self.next()).unwrap_or(0) % (end - at),
                        _ => at,
                    };
                    put(bytes, offset + at, &data[at..part]);
                    at = end;
                }
            }
        }
    }

    /// Counts an operation that may be the one at which the power goes.
    fn operate(&mut self, name: &str) -> Result<(), Dead> {
        let machine = self.machines.entry(machine_of(name)).or_default();
        machine.operations += 1;
        match &mut machine.left {
            Some(0) => machine.dead = true,
            Some(left) => *left -= 1,
            None => {}
        }
        if machine.dead { Err(Dead) } else { Ok(()) }
    }

    fn alive(&self, name: &str) -> Result<(), Dead> {
        let dead = self.machines.get(&machine_of(name)).is_some_and(|machine| machine.dead);
        if dead { Err(Dead) } else { Ok(()) }
    }
}

fn put(bytes: &mut Vec<u8>, offset: usize, data: &[u8]) {
    if data.is_empty() {
        return;
    }
    if bytes.len() < offset + data.len() {
        bytes.resize(offset + data.len(), 0);
    }
    bytes[offset..offset + data.len()].copy_from_slice(data);
}

pub(crate) fn exists(name: &str) -> bool {
    with(|disk| disk.files.get(name).is_some_and(|file| !file.deleted))
}

/// Opens a file, making it if that is asked. Whether it is there.
pub(crate) fn open(name: &str, create: bool) -> Result<bool, Dead> {
    with(|disk| {
        disk.alive(name)?;
        let there = disk.files.get(name).is_some_and(|file| !file.deleted);
        if !there && create {
            disk.operate(name)?;
            disk.files.insert(name.to_owned(), File::default());
        }
        Ok(there || create)
    })
}

pub(crate) fn delete(name: &str, sync_folder: bool) -> Result<(), Dead> {
    with(|disk| {
        disk.operate(name)?;
        if sync_folder {
            disk.files.remove(name);
        } else if let Some(file) = disk.files.get_mut(name) {
            file.deleted = true;
        }
        Ok(())
    })
}

/// Fills `into`; how many bytes there were.
pub(crate) fn read(name: &str, offset: usize, into: &mut [u8]) -> Result<usize, Dead> {
    with(|disk| {
        disk.alive(name)?;
        let empty = Vec::new();
        let bytes = disk.files.get(name).map_or(&empty, |file| &file.current);
        let there = bytes.get(offset.min(bytes.len())..).unwrap_or_default();
        let count = there.len().min(into.len());
        into[..count].copy_from_slice(&there[..count]);
        into[count..].fill(0);
        Ok(count)
    })
}

pub(crate) fn write(name: &str, offset: usize, data: &[u8]) -> Result<(), Dead> {
    with(|disk| {
        // The write at which the power goes may still leave a part of itself.
        let alive = disk.operate(name);
        if let Some(file) = disk.files.get_mut(name) {
            put(&mut file.current, offset, data);
            file.pending.push(Pending::Write(offset, data.to_vec()));
        }
        alive
    })
}

pub(crate) fn truncate(name: &str, length: usize) -> Result<(), Dead> {
    with(|disk| {
        disk.operate(name)?;
        if let Some(file) = disk.files.get_mut(name) {
            file.current.resize(length, 0);
            file.pending.push(Pending::Truncate(length));
        }
        Ok(())
    })
}

pub(crate) fn sync(name: &str) -> Result<(), Dead> {
    with(|disk| {
        disk.operate(name)?;
        let sabotaged = disk.sabotaged;
        if let Some(file) = disk.files.get_mut(name).filter(|_| !sabotaged) {
            file.durable.clone_from(&file.current);
            file.pending.clear();
            file.entered = true;
        }
        Ok(())
    })
}

pub(crate) fn size(name: &str) -> usize {
    with(|disk| disk.files.get(name).map_or(0, |file| file.current.len()))
}

pub(crate) fn random_byte() -> u8 {
    with(|disk| disk.next().to_le_bytes()[0])
}
