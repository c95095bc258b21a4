//! Stories over the real road: a hub and sites on loopback, as the programs run them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod books;
mod bundles;
mod damage;
#[path = "../../protocol/store/tests/road/forging.rs"]
mod forging;
mod hostile;
mod import;
mod newer;
mod rights;

use std::path::Path;

use automerge::transaction::Transactable as _;
use automerge::{ROOT, ReadDoc as _};
use lisanga_hub::Running;
use lisanga_node::sync::Site;
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_store::author::Target;
use lisanga_store::conversation::End;
use lisanga_store::{Store, StoreError, documents, logs};
use lisanga_tests::world::{self, desk, loopback};
use lisanga_transport::join::{JoinError, Refusal};
use lisanga_transport::node::Outcome;
use lisanga_transport::system;
use tempfile::TempDir;

const PERSON: u16 = 3;

fn register(site: &Site, surname: &str) -> DocumentId {
    let surname = surname.to_owned();
    let saved = desk(site).batch(UserNumber(1), move |author| {
        author.change(Target::New(PERSON), |edit| {
            edit.put(ROOT, "surname", surname.as_str()).map_err(|_| StoreError::Invalid("a name"))
        })
    });
    saved.unwrap().unwrap()
}

/// A hub and a site that joined it, each in a folder of this one.
async fn one_site() -> (TempDir, Running, Site) {
    let folder = tempfile::tempdir().unwrap();
    let hub = hub_in(&folder.path().join("hub"));
    let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", "tablette").unwrap();
    let site = world::join(&folder.path().join("site"), &invitation).await.unwrap();
    (folder, hub, site)
}

/// A hub on any free port.
fn hub_in(folder: &Path) -> Running {
    world::hub(folder, &system::seams(), &loopback().unwrap()).unwrap()
}

async fn exchange(site: &Site) -> Outcome {
    site.exchange_once(&loopback().unwrap()).await.unwrap()
}

fn surname(store: &Store, site: &Site, document: DocumentId) -> Option<String> {
    let scope = site.membership.site;
    let loaded = store.write(move |db| documents::load(db, logs::document(db, scope, document)?));
    let document = loaded.unwrap();
    let found = document.get(ROOT, "surname").unwrap();
    found.and_then(|(value, _)| value.as_str().map(str::to_owned))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_registration_travels_from_one_tablet_to_the_hub_and_to_another() {
    let folder = tempfile::tempdir().unwrap();
    let hub = hub_in(&folder.path().join("hub"));
    let mut sites = Vec::new();
    for name in ["tablette 1", "tablette 2"] {
        let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", name).unwrap();
        sites.push(world::join(&folder.path().join(name), &invitation).await.unwrap());
    }
    let person = register(&sites[0], "KABONGO");
    let outcome = exchange(&sites[0]).await;
    assert_eq!(outcome.end.unwrap(), End::Done);
    assert_eq!(outcome.report.sent, 1);
    assert_eq!(surname(&hub.hub.store, &sites[0], person).as_deref(), Some("KABONGO"));
    exchange(&sites[1]).await;
    assert_eq!(surname(&sites[1].store, &sites[0], person).as_deref(), Some("KABONGO"));
    let nothing = exchange(&sites[0]).await;
    assert_eq!(nothing.round_trips, 1);
    assert!(nothing.sent_bytes + nothing.received_bytes <= 600);
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_works_once_and_only_at_its_hub() {
    let folder = tempfile::tempdir().unwrap();
    let open = |name: &str| {
        world::hub(&folder.path().join(name), &system::seams(), &loopback().unwrap()).unwrap()
    };
    let (hub, other) = (open("hub"), open("other"));
    let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", "tablette").unwrap();
    world::join(&folder.path().join("a"), &invitation).await.unwrap();
    let used = world::join(&folder.path().join("b"), &invitation).await.unwrap_err();
    assert!(matches!(used.downcast_ref(), Some(JoinError::Refused(Refusal::Used))), "{used:#}");
    let mut wrong = world::invitation(&hub, "CD-KE", "LUBI-1", "tablette").unwrap();
    wrong.hub = vec![other.address().unwrap().to_string()];
    let refused = world::join(&folder.path().join("c"), &wrong).await.unwrap_err();
    assert!(format!("{refused:#}").contains("check the address"), "{refused:#}");
    wrong.hub = invitation.hub;
    wrong.code = [9; 16];
    let unknown = world::join(&folder.path().join("d"), &wrong).await.unwrap_err();
    assert!(format!("{unknown:#}").contains("does not know this invitation"), "{unknown:#}");
    hub.stop().await;
    other.stop().await;
}

/// I6: what could not be noted outside the database is not sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn i06_nothing_leaves_before_its_head_is_written_beside_the_database() {
    let (folder, hub, site) = one_site().await;
    let home = folder.path().join("site");
    exchange(&site).await;
    let person = register(&site, "KABONGO");
    // A folder stands where the file is to be replaced.
    let anchor = home.join("anchor");
    std::fs::rename(&anchor, home.join("kept")).unwrap();
    std::fs::create_dir_all(anchor.join("in the way")).unwrap();
    let outcome = site.exchange_once(&loopback().unwrap()).await;
    assert!(outcome.is_err() || outcome.unwrap().end.is_err());
    assert_eq!(surname(&hub.hub.store, &site, person), None, "nothing was sent");
    std::fs::remove_dir_all(&anchor).unwrap();
    exchange(&site).await;
    assert_eq!(surname(&hub.hub.store, &site, person).as_deref(), Some("KABONGO"));
    hub.stop().await;
}
