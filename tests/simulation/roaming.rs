//! A device that gets another address in the middle of an exchange, as a telephone does between two
//! masts.

use std::net::SocketAddr;
use std::time::Duration;

use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_node::settings::Home;
use lisanga_node::status::written;
use lisanga_node::sync;
use lisanga_protocol::ids::UserNumber;
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_store::conversation::End;
use lisanga_tests::net::{Net, Weather};
use lisanga_tests::world::{desk, hub, invitation, simulated};
use lisanga_transport::link::{self, Socket};
use lisanga_transport::node::Until;
use tokio::time::Instant;

const PEOPLE: u64 = 800;
const MOVES_AFTER: Duration = Duration::from_secs(3);
/// Within seconds: a pause between tries, a try that began too early, and the exchange.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

#[tokio::test(start_paused = true)]
async fn an_exchange_survives_a_change_of_address_without_sending_anything_again() {
    let folder = tempfile::tempdir().unwrap();
    let (net, seams) = (Net::new(5), simulated(5));
    let hub_at = SocketAddr::from(([127, 0, 0, 1], 4_470));
    let hub = hub(&folder.path().join("hub"), &seams, &net.socket_at(hub_at)).unwrap();
    let invitation = invitation(&hub, "CD-KE", "LUBI-1", "1").unwrap();
    let home = Home::at(&folder.path().join("site"));
    let site = sync::join(&home, &seams, &net.socket(), &invitation).await.unwrap();
    for number in 0..PEOPLE {
        desk(&site)
            .batch(UserNumber(1), move |author| {
                author.change(Target::New(3), |edit| {
                    edit.put(ROOT, "surname", format!("NAME {}", number * 7_919))
                        .map_err(|_| StoreError::Invalid("a name"))
                })
            })
            .unwrap();
    }
    net.weather(Weather { rate: 32_000, delay: 300, ..Weather::FAIR });
    let endpoint = link::endpoint(&net.socket(), None).unwrap();
    let first = endpoint.local_addr().unwrap();
    let until = Until::Done;
    let moves = async {
        // Simulated: the upload has begun, and takes some seconds more.
        tokio::time::sleep(MOVES_AFTER).await;
        let Socket::Simulated(socket, _, _) = net.socket() else { unreachable!() };
        endpoint.rebind_abstract(socket).unwrap();
        net.cut_off(first, true);
    };
    let begun = Instant::now();
    let exchange = async {
        let outcome = site.exchange(&endpoint, &until).await.unwrap();
        assert!(begun.elapsed() > MOVES_AFTER + Duration::from_secs(1), "it was over too soon");
        outcome
    };
    let (outcome, ()) = tokio::join!(exchange, moves);
    assert_eq!(outcome.end.unwrap(), End::Done);
    assert_eq!(outcome.report.sent, PEOPLE);
    assert_ne!(endpoint.local_addr().unwrap(), first);
}

/// A hill road of two hours without a mast, a record written meanwhile, and the mast is back.
#[tokio::test(start_paused = true)]
async fn a_returning_link_is_used_within_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let (net, seams) = (Net::new(6), simulated(6));
    let hub_at = SocketAddr::from(([127, 0, 0, 1], 4_470));
    let hub = hub(&folder.path().join("hub"), &seams, &net.socket_at(hub_at)).unwrap();
    let invitation = invitation(&hub, "CD-KE", "LUBI-1", "1").unwrap();
    let home = Home::at(&folder.path().join("site"));
    let site = sync::join(&home, &seams, &net.socket(), &invitation).await.unwrap();
    net.weather(Weather { delay: 300, ..Weather::FAIR });
    let linked = {
        let (site, socket) = (site.clone(), net.socket());
        tokio::spawn(async move { site.keep_linked(&socket).await })
    };
    let mut slowest = Duration::ZERO;
    for number in 0..10_u64 {
        net.cut_off(hub_at, true);
        tokio::time::sleep(Duration::from_secs(7_200 + 1_300 * number)).await;
        desk(&site)
            .batch(UserNumber(1), move |author| {
                author.change(Target::New(3), |edit| {
                    edit.put(ROOT, "surname", format!("NAME {number}"))
                        .map_err(|_| StoreError::Invalid("a name"))
                })
            })
            .unwrap();
        net.cut_off(hub_at, false);
        let back = Instant::now();
        while site.store.write(|db| written(db)).unwrap().accepted <= number {
            assert!(back.elapsed() < Duration::from_mins(1), "the link is not used");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        slowest = slowest.max(back.elapsed());
    }
    println!("slowest of ten: {slowest:?}");
    assert!(slowest < LONGEST_WAIT, "{slowest:?}");
    linked.abort();
}
