//! Rights that end while a device is connected, clocks that are wrong, and records that lie.

use std::sync::Arc;

use lisanga_hub::devices;
use lisanga_hub::ingest::as_hub;
use lisanga_hub::settings::Home as HubHome;
use lisanga_node::settings::Home;
use lisanga_node::status;
use lisanga_node::sync::open_site;
use lisanga_protocol::ids::{ClaimedTime, UserNumber};
use lisanga_store::conversation::End;
use lisanga_store::logs;
use lisanga_store::seams::{Clock, Seams};
use lisanga_tests::world::{self, loopback};
use lisanga_transport::link;
use lisanga_transport::node::Until;
use lisanga_transport::system;
use tokio::sync::Notify;

use crate::{exchange, forging, one_site, register, surname};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_device_revoked_by_a_command_loses_its_live_connection_and_what_it_hands_in_later_is_held()
 {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("hub");
    let mut hub = world::hub(&home, &system::seams(), &loopback().unwrap()).unwrap();
    hub.watch_commands();
    let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", "1").unwrap();
    let site = world::join(&folder.path().join("1"), &invitation).await.unwrap();
    let before = register(&site, "KABEYA");
    exchange(&site).await;
    let endpoint = link::endpoint(&loopback().unwrap(), None).unwrap();
    let connected = tokio::spawn({
        let site = site.clone();
        async move { site.exchange(&endpoint, &Until::Broken(Arc::new(Notify::new()))).await }
    });
    // Beside the running hub, as `lisanga-hub revoke` does.
    let beside = lisanga_hub::open(&HubHome::at(&home), &system::seams()).unwrap();
    let (speaker, device) = (beside.speaker.clone(), site.device());
    beside
        .store
        .write(move |db| {
            as_hub(db, &speaker, |hub| devices::revoke(hub, device, UserNumber::NOBODY))
        })
        .unwrap();
    let outcome = connected.await.unwrap().unwrap();
    assert_eq!(outcome.end.unwrap(), End::Revoked);
    let after = register(&site, "MBUYI");
    exchange(&site).await;
    let store = &hub.hub.store;
    assert_eq!(surname(store, &site, before).as_deref(), Some("KABEYA"));
    assert_eq!(surname(store, &site, after), None);
    assert_eq!(surname(&site.store, &site, after).as_deref(), Some("MBUYI"));
    hub.stop().await;
}

/// A clock that lost its battery.
struct At1970;

impl Clock for At1970 {
    fn now(&self) -> ClaimedTime {
        ClaimedTime::from_seconds(17)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_under_a_clock_at_1970_is_taken() {
    let (folder, hub, site) = one_site().await;
    drop(site);
    let wrong = Seams { clock: Arc::new(At1970), ..system::seams() };
    let site = open_site(&Home::at(&folder.path().join("site")), &wrong).unwrap();
    let person = register(&site, "KABEYA");
    assert_eq!(exchange(&site).await.end.unwrap(), End::Done);
    assert_eq!(surname(&hub.hub.store, &site, person).as_deref(), Some("KABEYA"));
    hub.stop().await;
}

/// A record whose header lies about its time, between two honest ones, all in one exchange.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_record_is_refused_while_the_honest_rest_of_the_exchange_counts() {
    let (_folder, hub, site) = one_site().await;
    exchange(&site).await;
    let before = register(&site, "KABONGO");
    let forged = register(&site, "FALSE");
    site.store.write(|db| forging::lie_about_time(db, logs::own(db)?.remove(0).id)).unwrap();
    let after = register(&site, "ILUNGA");
    let outcome = exchange(&site).await;
    assert_eq!(outcome.report.sent, 3);
    let there = |person| surname(&hub.hub.store, &site, person);
    assert_eq!(there(before).as_deref(), Some("KABONGO"));
    assert_eq!(there(forged), None);
    assert_eq!(there(after).as_deref(), Some("ILUNGA"));
    let written = site.store.write(|db| status::written(db)).unwrap();
    assert_eq!((written.accepted, written.needs_attention), (2, 1));
    hub.stop().await;
}
