//! Bundles: the same records arrive by link, by bundle, and by bundle in another device's bag, and leave
//! the same tables; a bundle that is cut, bent, old, out of turn or somebody else's changes nothing.

use std::fs;
use std::path::Path;

use lisanga_hub::Running;
use lisanga_hub::bundles as hub_bundles;
use lisanga_hub::devices::{self, Device};
use lisanga_hub::ingest::as_hub;
use lisanga_node::bundles::{self, What};
use lisanga_node::settings::Home;
use lisanga_node::status;
use lisanga_node::sync::{Site, open_site};
use lisanga_protocol::bundle::{BundleError, PART, SMALLEST_PART};
use lisanga_protocol::ids::{DeviceKey, UserNumber};
use lisanga_store::bundles::Refused;
use lisanga_store::conversation::LetterError;
use lisanga_store::{Store, carried};
use lisanga_tests::world;
use lisanga_transport::system;
use rusqlite::types::Value;

use crate::{exchange, hub_in, one_site, register, surname};

/// The files a site writes, for the hub or for another device.
fn written(site: &Site, to: Option<DeviceKey>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let names = bundles::write(site, to, PART, folder.path()).unwrap();
    assert_eq!(names.len(), 1);
    fs::read(folder.path().join(&names[0])).unwrap()
}

/// What the hub writes for a site.
fn answer(hub: &Running, site: &Site) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let names = hub_bundles::write(&hub.hub, &device(hub, site), PART, folder.path()).unwrap();
    assert_eq!(names.len(), 1);
    fs::read(folder.path().join(&names[0])).unwrap()
}

fn device(hub: &Running, site: &Site) -> Device {
    let key = site.device().to_string();
    let known = hub.hub.store.write(|db| devices::all(db)).unwrap();
    known.into_iter().find(|device| device.key == key).unwrap()
}

fn at_hub(hub: &Running, file: &[u8]) -> hub_bundles::Read {
    hub_bundles::read(&hub.hub, file, |_| true).unwrap()
}

/// There and back again.
fn by_bundle(hub: &Running, site: &Site) {
    at_hub(hub, &written(site, None));
    bundles::read(site, &answer(hub, site)).unwrap();
}

/// Every row about logs, but for row numbers and the time of arrival, which are each database's own.
fn tables(store: &Store) -> Vec<String> {
    const ASKED: [&str; 5] = [
        "SELECT log_id, device, scope, epoch, n, h, sealed, judged, cut, branch_of FROM log",
        "SELECT l.log_id, r.n, r.header, r.digest, r.h, r.payload, d.document, r.state, r.reason
         FROM record r JOIN log l ON l.id = r.log JOIN document d ON d.id = r.document",
        "SELECT l.log_id, s.first, s.last, s.seal FROM segment s JOIN log l ON l.id = s.log",
        "SELECT scope, hub_epoch, position, digest, body FROM entry",
        "SELECT scope, document, saved FROM document WHERE saved IS NOT NULL",
    ];
    store
        .write(|db| {
            let mut rows = Vec::new();
            for sql in ASKED {
                let mut statement = db.prepare(sql)?;
                let columns = statement.column_count();
                let mut found: Vec<String> = statement
                    .query_map([], |row| {
                        let values = (0..columns).map(|column| row.get::<_, Value>(column));
                        Ok(format!("{:?}", values.collect::<Result<Vec<_>, _>>()?))
                    })?
                    .collect::<Result<_, _>>()?;
                found.sort();
                rows.extend(found);
            }
            Ok(rows)
        })
        .unwrap()
}

/// Copies a folder as it is now, databases whole, though programs may still be closing them.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        let side_file = entry.file_name().to_str().unwrap().contains(".db-");
        if entry.file_type().unwrap().is_dir() {
            copy(&path, &to);
        } else if path.extension().is_some_and(|end| end == "db") {
            let db = rusqlite::Connection::open(&path).unwrap();
            db.execute("VACUUM INTO ?1", [to.to_str().unwrap()]).unwrap();
        } else if !side_file {
            fs::copy(path, to).unwrap();
        }
    }
}

/// A hub and two tablets of one site, in a copy of a folder.
fn opened(folder: &Path) -> (Running, Site, Site) {
    let hub = hub_in(&folder.join("hub"));
    let address = hub.address().unwrap().to_string();
    let site = |name| {
        let site = open_site(&Home::at(&folder.join(name)), &system::seams()).unwrap();
        site.with_hub_at(vec![address.clone()])
    };
    (hub, site("1"), site("2"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn link_bundle_and_a_bundle_in_anothers_bag_leave_the_same_tables() {
    let folder = tempfile::tempdir().unwrap();
    let start = folder.path().join("start");
    let hub = hub_in(&start.join("hub"));
    let mut sites = Vec::new();
    for name in ["1", "2"] {
        let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", name).unwrap();
        sites.push(world::join(&start.join(name), &invitation).await.unwrap());
    }
    register(&sites[0], "KABONGO");
    for _ in 0..2 {
        for site in &sites {
            exchange(site).await;
        }
    }
    for n in 0..300 {
        register(&sites[0], &format!("MUKENDI {n}"));
    }
    register(&sites[1], "ILUNGA");
    hub.stop().await;
    drop(sites);
    let mut seen = Vec::new();
    for way in ["link", "bundle", "bag"] {
        let folder = folder.path().join(way);
        copy(&start, &folder);
        let (hub, one, two) = opened(&folder);
        match way {
            "link" => {
                exchange(&one).await;
                exchange(&two).await;
                exchange(&one).await;
            }
            "bundle" => {
                by_bundle(&hub, &one);
                by_bundle(&hub, &two);
                by_bundle(&hub, &one);
            }
            _ => {
                // The first tablet never meets the hub: the second takes its records along.
                let others = bundles::others(&one).unwrap();
                assert_eq!(others, [two.device()]);
                let file = written(&one, Some(two.device()));
                let read = bundles::read(&two, &file).unwrap();
                assert!(matches!(read.what, What::FromDevice { kept: 300, left: 0, .. }));
                assert_eq!(at_hub(&hub, &written(&two, None)).new, 301);
                bundles::read(&two, &answer(&hub, &two)).unwrap();
                assert_eq!(two.store.write(|db| carried::records(db, false)).unwrap(), 0);
                // What the hub says to the first comes the same way, as a file it cannot open.
                let back = answer(&hub, &one);
                let refused = bundles::read(&two, &back).unwrap_err();
                assert!(matches!(refused, Refused::File(BundleError::ForAnother(_))));
                bundles::read(&one, &back).unwrap();
            }
        }
        let states = one.store.write(|db| status::written(db)).unwrap();
        assert_eq!((states.saved_here, states.accepted), (0, 301), "{way}");
        let tables = [&hub.hub.store, &one.store, &two.store].map(tables);
        hub.stop().await;
        seen.push((way, tables));
    }
    let (_, link) = &seen[0];
    assert!(link[0].len() > 600, "there is something to compare");
    for (way, tables) in &seen[1..] {
        for (place, (by_link, here)) in ["hub", "1", "2"].iter().zip(link.iter().zip(tables)) {
            let differs = by_link.iter().zip(here).find(|(one, other)| one != other);
            assert!(
                differs.is_none() && by_link.len() == here.len(),
                "{way}, {place}: {differs:?}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bundle_read_again_or_late_or_bent_changes_nothing() {
    let (_folder, hub, site) = one_site().await;
    exchange(&site).await;
    register(&site, "KABONGO");
    let first = written(&site, None);
    assert_eq!(at_hub(&hub, &first).new, 1);
    let old_answer = answer(&hub, &site);
    bundles::read(&site, &old_answer).unwrap();
    register(&site, "ILUNGA");
    exchange(&site).await;
    exchange(&site).await;
    let before = (tables(&hub.hub.store), tables(&site.store));
    let states = site.store.write(|db| status::written(db)).unwrap();
    assert_eq!((states.saved_here, states.accepted), (0, 2));
    let again = at_hub(&hub, &first);
    assert_eq!(again.new, 0);
    assert!(again.again.is_some());
    assert!(bundles::read(&site, &old_answer).unwrap().again.is_some());
    for at in [3, 40, 90, 110, 200, first.len() - 1] {
        let mut bent = first.clone();
        bent[at] ^= 1;
        hub_bundles::read(&hub.hub, &bent, |_| true).unwrap_err();
        hub_bundles::read(&hub.hub, &first[..at], |_| true).unwrap_err();
    }
    // What the site wrote for the hub, given to the site itself, and the other way round.
    let refused = bundles::read(&site, &first).unwrap_err().to_string();
    assert!(refused.contains("another device"), "{refused}");
    let refused = hub_bundles::read(&hub.hub, &old_answer, |_| true).unwrap_err().to_string();
    assert!(refused.contains("another device"), "{refused}");
    let refused = hub_bundles::read(&hub.hub, &first, |_| false).unwrap_err().to_string();
    assert!(refused.contains("another office"), "{refused}");
    assert_eq!((tables(&hub.hub.store), tables(&site.store)), before);
    assert_eq!(site.store.write(|db| status::written(db)).unwrap(), states);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn parts_are_read_in_order_and_the_missing_one_is_named() {
    let (folder, hub, site) = one_site().await;
    exchange(&site).await;
    // Letters that do not shrink, so that there is more than one part.
    let noise = |n: usize| -> String {
        let hash = |at: usize| {
            lisanga_protocol::ids::Hash::of("noise", &[&(n * 99_991 + at).to_le_bytes()])
        };
        (0..120).map(|at| hash(at).to_string()).collect()
    };
    for n in 0..600 {
        register(&site, &noise(n));
    }
    let into = folder.path().join("stick");
    let names = bundles::write(&site, None, SMALLEST_PART, &into).unwrap();
    assert!(names.len() > 2, "{names:?}");
    let file = |at: usize| fs::read(into.join(&names[at])).unwrap();
    let refused = hub_bundles::read(&hub.hub, &file(2), |_| true).unwrap_err().to_string();
    assert!(refused.contains(&format!("part 1 of {} is missing", names.len())), "{refused}");
    assert!(at_hub(&hub, &file(0)).new > 0);
    let refused = hub_bundles::read(&hub.hub, &file(2), |_| true).unwrap_err().to_string();
    assert!(refused.contains("part 2 of"), "{refused}");
    // The answer to a part tells how far the hub has come.
    bundles::read(&site, &answer(&hub, &site)).unwrap();
    let halfway = site.store.write(|db| status::written(db)).unwrap();
    assert!(halfway.accepted > 0 && halfway.saved_here > 0, "{halfway:?}");
    for at in 1..names.len() {
        at_hub(&hub, &file(at));
    }
    bundles::read(&site, &answer(&hub, &site)).unwrap();
    let all = site.store.write(|db| status::written(db)).unwrap();
    assert_eq!((all.saved_here, all.accepted), (0, 600));
    hub.stop().await;
}

/// A hub copied back from an older day learns of it from a bundle, and gets back what it had lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_hub_is_made_whole_by_bundles_alone() {
    let (folder, hub, site) = one_site().await;
    let safe = register(&site, "KABONGO");
    exchange(&site).await;
    exchange(&site).await;
    hub.stop().await;
    let home = folder.path().join("hub");
    copy(&home, &folder.path().join("backup"));
    let hub = hub_in(&home);
    let lost = register(&site, "ILUNGA");
    by_bundle(&hub, &site);
    hub.stop().await;
    // The anchor comes back with the rest: the hub itself cannot notice.
    fs::remove_dir_all(&home).unwrap();
    copy(&folder.path().join("backup"), &home);
    let hub = hub_in(&home);
    let later = register(&site, "NGOYI");
    for _ in 0..3 {
        by_bundle(&hub, &site);
    }
    for (person, name) in [(safe, "KABONGO"), (lost, "ILUNGA"), (later, "NGOYI")] {
        assert_eq!(surname(&hub.hub.store, &site, person).as_deref(), Some(name));
        assert_eq!(surname(&site.store, &site, person).as_deref(), Some(name));
    }
    let states = site.store.write(|db| status::written(db)).unwrap();
    assert_eq!((states.saved_here, states.accepted), (0, 3));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_revoked_device_hands_in_by_bundle_is_held_and_it_is_told_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let hub = hub_in(&folder.path().join("hub"));
    let mut sites = Vec::new();
    for name in ["1", "2"] {
        let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", name).unwrap();
        sites.push(world::join(&folder.path().join(name), &invitation).await.unwrap());
    }
    exchange(&sites[1]).await;
    let (speaker, gone) = (hub.hub.speaker.clone(), sites[0].device());
    hub.hub
        .store
        .write(move |db| as_hub(db, &speaker, |hub| devices::revoke(hub, gone, UserNumber::NOBODY)))
        .unwrap();
    let person = register(&sites[0], "MBUYI");
    assert_eq!(at_hub(&hub, &written(&sites[0], None)).new, 1);
    assert_eq!(surname(&hub.hub.store, &sites[0], person), None);
    let into = folder.path().join("stick");
    let refused = hub_bundles::write(&hub.hub, &device(&hub, &sites[0]), PART, &into).unwrap_err();
    assert!(matches!(refused, Refused::Unknown));
    // Once the other tablet has heard of it, it takes nothing of it along.
    let bag = written(&sites[0], Some(sites[1].device()));
    exchange(&sites[1]).await;
    let refused = bundles::read(&sites[1], &bag).unwrap_err();
    assert!(matches!(refused, Refused::Letter(LetterError::Stranger)), "{refused}");
    hub.stop().await;
}
