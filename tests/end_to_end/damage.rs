//! A damaged database is set aside, never deleted; what the hub has comes back from it, and what it
//! does not have is saved from the damaged one.

use std::fs;
use std::path::Path;

use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_node::settings::Home;
use lisanga_node::sync::Site;
use lisanga_node::{status, sync};
use lisanga_protocol::dictionary::Attachment;
use lisanga_protocol::ids::{Attached, DocumentId, UserNumber};
use lisanga_store::author::Target;
use lisanga_store::{StoreError, attachments, salvage};
use lisanga_transport::keys::Secret;
use lisanga_transport::system;

use super::{PERSON, desk, exchange, one_site, register, surname};

/// Overwrites one page of a database: the root of an index.
fn damage(database: &Path) {
    let db = rusqlite::Connection::open(database).unwrap();
    let page: i64 = db
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'document_kind'", [], |row| {
            row.get(0)
        })
        .unwrap();
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let size: i64 = db.query_row("PRAGMA page_size", [], |row| row.get(0)).unwrap();
    drop(db);
    let mut bytes = fs::read(database).unwrap();
    let (at, size) = (usize::try_from((page - 1) * size).unwrap(), usize::try_from(size).unwrap());
    bytes[at..at + size].fill(0xa5);
    fs::write(database, bytes).unwrap();
}

/// Registers somebody with a picture.
fn with_picture(site: &Site, bytes: &[u8]) -> (DocumentId, Attached) {
    let file = Attachment::of(bytes, "image/jpeg");
    let (photo, bytes) = (file.to_string(), bytes.to_vec());
    site.store.write(move |db| attachments::lay_ready(db, &bytes, 0)).unwrap();
    let saved = desk(site).batch(UserNumber(1), move |author| {
        author.change(Target::New(PERSON), |edit| {
            edit.put(ROOT, "photo", photo.as_str()).map_err(|_| StoreError::Invalid("a photo"))
        })
    });
    (saved.unwrap().unwrap(), file.hash)
}

fn set_aside(home: &Path) -> usize {
    let names = fs::read_dir(home).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().contains("records.db.damaged-")).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_never_handed_in_survives_a_damaged_database() {
    let (folder, hub, site) = one_site().await;
    let home = folder.path().join("site");
    let safe = register(&site, "KABONGO");
    exchange(&site).await;
    let weeks: Vec<_> = ["MUKENDI", "ILUNGA", "KALALA"]
        .into_iter()
        .map(|name| (register(&site, name), name))
        .collect();
    let (pictured, hash) = with_picture(&site, b"a picture");
    let database = Home::at(&home).records();
    drop(site);
    damage(&database);
    let site = sync::open_site(&Home::at(&home), &system::seams()).unwrap();
    assert!(set_aside(&home) > 0, "the damaged one is kept");
    let written = site.store.write(|db| status::written(db)).unwrap();
    assert_eq!(written.saved_here, 4);
    exchange(&site).await;
    exchange(&site).await;
    for (person, name) in weeks {
        assert_eq!(surname(&hub.hub.store, &site, person).as_deref(), Some(name));
        assert_eq!(surname(&site.store, &site, person).as_deref(), Some(name));
    }
    let scope = site.membership.site;
    let picture = hub.hub.store.write(move |db| attachments::read(db, scope, pictured, hash));
    assert_eq!(picture.unwrap().as_deref(), Some(&b"a picture"[..]));
    assert_eq!(surname(&site.store, &site, safe).as_deref(), Some("KABONGO"));
    assert_eq!(site.store.write(|db| status::written(db)).unwrap().saved_here, 0);
    let later = register(&site, "NGOYI");
    exchange(&site).await;
    assert_eq!(surname(&hub.hub.store, &site, later).as_deref(), Some("NGOYI"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_database_that_is_only_noise_the_hub_brings_back_what_it_has() {
    let (folder, hub, site) = one_site().await;
    let home = folder.path().join("site");
    let person = register(&site, "KABONGO");
    exchange(&site).await;
    let database = Home::at(&home).records();
    drop(site);
    damage(&database);
    fs::write(&database, vec![0xa5; 40_000]).unwrap();
    let site = sync::open_site(&Home::at(&home), &system::seams()).unwrap();
    assert!(set_aside(&home) > 0);
    exchange(&site).await;
    exchange(&site).await;
    assert_eq!(surname(&site.store, &site, person).as_deref(), Some("KABONGO"));
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn power_lost_while_a_damaged_database_is_replaced_loses_nothing() {
    let (folder, hub, site) = one_site().await;
    let home = folder.path().join("site");
    let person = register(&site, "KABONGO");
    let database = Home::at(&home).records();
    drop(site);
    let secret = Secret::read(&Home::at(&home).key()).unwrap().unwrap();
    salvage::begin_anew(&database, &secret.signer(), &system::seams()).unwrap();
    // As it lies when the power goes after the damaged one was set aside.
    fs::rename(&database, home.join("records.db.new")).unwrap();
    let site = sync::open_site(&Home::at(&home), &system::seams()).unwrap();
    exchange(&site).await;
    assert_eq!(surname(&hub.hub.store, &site, person).as_deref(), Some("KABONGO"));
    hub.stop().await;
}
