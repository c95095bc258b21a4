//! Programs are killed at any moment (SIGKILL), a few hundred times: what was called saved is there,
//! what was called safe is at the hub, and the next exchange goes on.
//!
//! The test starts itself as the hub and as a site; each says what it promised on its standard output.
//! `LISANGA_SEED=n` repeats the choices of when to kill.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

use std::collections::BTreeSet;
use std::env;
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::net::{SocketAddr, UdpSocket};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use automerge::transaction::Transactable as _;
use automerge::{ROOT, ReadDoc as _};
use lisanga_node::settings::Home;
use lisanga_node::sync::{self, Site};
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_store::author::Target;
use lisanga_store::conversation::End;
use lisanga_store::{Store, StoreError, documents, logs};
use lisanga_tests::dice::Dice;
use lisanga_tests::world::{self, desk, invitation, loopback};
use lisanga_transport::link::Socket;
use lisanga_transport::system;

/// Times a program is killed.
const KILLS: usize = 200;
/// What makes this program one of the two, and where its folder is.
const ROLE: &str = "LISANGA_KILL_ROLE";
const FOLDER: &str = "LISANGA_KILL_FOLDER";
const ADDRESS: &str = "LISANGA_KILL_ADDRESS";

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // The reader may be gone: then this program is about to be killed.
    let _gone = writeln!(out, "\n>{line}").and_then(|()| out.flush());
}

/// Not a test of its own: what the other starts.
#[test]
fn child() {
    let Ok(role) = env::var(ROLE) else { return };
    let folder = env::var(FOLDER).unwrap();
    let address: SocketAddr = env::var(ADDRESS).unwrap().parse().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        if role == "hub" {
            be_the_hub(Path::new(&folder), address).await;
        } else {
            be_a_site(Path::new(&folder)).await;
        }
    });
}

async fn be_the_hub(folder: &Path, address: SocketAddr) {
    let socket = Socket::System(Arc::new(UdpSocket::bind(address).unwrap()));
    let hub = world::hub(folder, &system::seams(), &socket).unwrap();
    say("serving");
    std::future::pending::<()>().await;
    hub.stop().await;
}

async fn be_a_site(folder: &Path) {
    let site = sync::open_site(&Home::at(folder), &system::seams()).unwrap();
    for number in 0.. {
        let id = write(&site, number);
        say(&format!("saved {id}"));
        if number % 3 == 2 {
            // A hub that was killed does not answer; the next exchange finds the new one.
            let patience = Duration::from_millis(500);
            let socket = loopback().unwrap();
            let _gave_up = tokio::time::timeout(patience, site.exchange_once(&socket)).await;
            say(&format!("safe {}", at_hub(&site.store)));
        }
    }
}

fn write(site: &Site, number: u32) -> DocumentId {
    let written = desk(site).batch(UserNumber(1), move |author| {
        author.change(Target::New(3), |edit| {
            edit.put(ROOT, "surname", format!("NAME {number}"))
                .map_err(|_| StoreError::Invalid("a name"))
        })
    });
    written.unwrap().unwrap()
}

/// How many own records the hub is known to have.
fn at_hub(store: &Store) -> u64 {
    store.write(|db| Ok(logs::own(db)?.iter().map(|log| log.at_hub).sum())).unwrap()
}

/// A program that was started, and what it says.
struct Program {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Program {
    fn start(role: &str, folder: &Path, address: SocketAddr) -> Self {
        let mut child = Command::new(env::current_exe().unwrap())
            .args(["--exact", "child", "--nocapture"])
            .env(ROLE, role)
            .env(FOLDER, folder)
            .env(ADDRESS, address.to_string())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    fn next(&mut self) -> Option<String> {
        loop {
            let line = self.lines.next()?.ok()?;
            if let Some(said) = line.strip_prefix('>') {
                return Some(said.to_owned());
            }
        }
    }

    fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        // What it said before it died still stands in the pipe.
        let rest = self.lines.by_ref().map_while(Result::ok);
        rest.filter_map(|line| line.strip_prefix('>').map(str::to_owned)).collect()
    }
}

#[derive(Default)]
struct Promised {
    saved: BTreeSet<DocumentId>,
    safe: u64,
}

impl Promised {
    fn hear(&mut self, line: &str) {
        match line.split_once(' ') {
            Some(("saved", id)) => {
                // A line cut off by the kill promised nothing.
                self.saved.extend(DocumentId::from_hex(id));
            }
            Some(("safe", count)) => self.safe = self.safe.max(count.parse().unwrap_or(0)),
            _ => {}
        }
    }
}

fn surnames(store: &Store, site: &Site, ids: &BTreeSet<DocumentId>) -> usize {
    let (scope, ids) = (site.membership.site, ids.clone());
    let there = store.write(move |db| {
        let mut there = 0;
        for id in ids {
            let document = documents::load(db, logs::document(db, scope, id)?)?;
            there += usize::from(document.get(ROOT, "surname").unwrap().is_some());
        }
        Ok(there)
    });
    there.unwrap()
}

#[test]
fn nothing_promised_is_lost_however_often_programs_are_killed() {
    let seed = env::var("LISANGA_SEED").map_or(1, |seed| seed.parse().unwrap());
    println!("seed {seed}");
    let mut dice = Dice::new(seed);
    let folder = tempfile::tempdir().unwrap();
    let (hub_at, site_at) = (folder.path().join("hub"), folder.path().join("site"));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let address = runtime.block_on(async {
        let hub = world::hub(&hub_at, &system::seams(), &loopback().unwrap()).unwrap();
        let invitation = invitation(&hub, "CD-KE", "LUBI-1", "1").unwrap();
        world::join(&site_at, &invitation).await.unwrap();
        let address = hub.address().unwrap();
        hub.stop().await;
        address
    });
    let start_hub = || {
        let mut hub = Program::start("hub", &hub_at, address);
        assert_eq!(hub.next().as_deref(), Some("serving"), "the port was taken meanwhile");
        hub
    };
    let mut promised = Promised::default();
    let mut hub = start_hub();
    let mut site = Program::start("site", &site_at, address);
    for _ in 0..KILLS {
        for _ in 0..dice.below(12) {
            promised.hear(&site.next().unwrap());
        }
        if dice.chance(600) {
            site.kill().iter().for_each(|line| promised.hear(line));
            site = Program::start("site", &site_at, address);
        } else {
            hub.kill();
            hub = start_hub();
        }
    }
    site.kill().iter().for_each(|line| promised.hear(line));
    hub.kill();
    runtime.block_on(everything_is_there(&hub_at, &site_at, address, &promised));
}

async fn everything_is_there(
    hub_at: &Path,
    site_at: &Path,
    address: SocketAddr,
    promised: &Promised,
) {
    assert!(promised.saved.len() > KILLS / 2 && promised.safe > 0, "hardly anything happened");
    let site = sync::open_site(&Home::at(site_at), &system::seams()).unwrap();
    assert_eq!(surnames(&site.store, &site, &promised.saved), promised.saved.len());
    assert!(at_hub(&site.store) >= promised.safe);
    let socket = Socket::System(Arc::new(UdpSocket::bind(address).unwrap()));
    let hub = world::hub(hub_at, &system::seams(), &socket).unwrap();
    let stored = hub.hub.store.write(|db| {
        Ok(db.query_row("SELECT coalesce(sum(n), 0) FROM log WHERE own = 0", [], |row| {
            row.get::<_, i64>(0)
        })?)
    });
    assert!(stored.unwrap().unsigned_abs() >= promised.safe, "the hub lost what it had confirmed");
    let outcome = site.exchange_once(&loopback().unwrap()).await.unwrap();
    assert_eq!(outcome.end.unwrap(), End::Done);
    assert_eq!(surnames(&hub.hub.store, &site, &promised.saved), promised.saved.len());
    hub.stop().await;
}
