//! An enrolled device with a program of its own: what it sends ends its streams, and nobody else notices.

use std::net::SocketAddr;

use lisanga_node::settings::Home;
use lisanga_tests::world::{self, loopback};
use lisanga_transport::keys::Secret;
use lisanga_transport::{link, node, tls};
use rustls::pki_types::CertificateDer;

use crate::{exchange, hub_in, register, surname};

/// PUSH, compressed.
const PUSH: [u8; 2] = [3, 1];

fn frame(length: u32, raw: u32, body: &[u8]) -> Vec<u8> {
    [&PUSH[..], &length.to_le_bytes(), &raw.to_le_bytes(), body].concat()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bomb_ends_its_stream_and_the_hub_goes_on_serving_others() {
    let folder = tempfile::tempdir().unwrap();
    let hub = hub_in(&folder.path().join("hub"));
    let mut sites = Vec::new();
    for name in ["honest", "hostile"] {
        let invitation = world::invitation(&hub, "CD-KE", "LUBI-1", name).unwrap();
        sites.push(world::join(&folder.path().join(name), &invitation).await.unwrap());
    }
    let membership = &sites[1].membership;
    let secret = Secret::read(&Home::at(&folder.path().join("hostile")).key()).unwrap().unwrap();
    let certificate = CertificateDer::from(membership.certificate.clone());
    let authority = CertificateDer::from(membership.authority.clone());
    let config = link::client(tls::node(&secret, certificate, &authority).unwrap());
    let endpoint = link::endpoint(&loopback().unwrap(), None).unwrap();
    let address: SocketAddr = hub.address().unwrap();
    // 256 MiB of nothing in a few kilobytes, said to be one.
    let bomb = zstd::bulk::compress(&vec![0; 256 << 20], 1).unwrap();
    let length = u32::try_from(bomb.len()).unwrap();
    let hostile = [
        frame(length, 1 << 20, &bomb),
        frame(u32::MAX, u32::MAX, &[]),
        frame(8, 1 << 30, &[7; 8]),
        frame(16, 32, &[0xff; 16]),
        vec![0xff; 4_096],
    ];
    for bytes in hostile {
        let connection = node::connect_to(&endpoint, &config, address, "the hub").await.unwrap();
        let (mut send, mut receive) = connection.open_bi().await.unwrap();
        // The hub may have ended the stream already.
        drop(send.write_all(&bytes).await);
        drop(send.finish());
        let answer = receive.read_to_end(1 << 16).await;
        assert!(answer.is_err() || answer.unwrap().len() < 64, "no more than a goodbye");
        connection.close(node::closing::DONE, b"");
    }
    let person = register(&sites[0], "KABONGO");
    exchange(&sites[0]).await;
    assert_eq!(surname(&hub.hub.store, &sites[0], person).as_deref(), Some("KABONGO"));
    hub.stop().await;
}
