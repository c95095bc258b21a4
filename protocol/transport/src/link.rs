//! How QUIC is set for links of a few kilobits and half a second: each value with its reason.

use std::net::UdpSocket;
use std::sync::Arc;
use std::time::Duration;

use quinn::{
    AsyncUdpSocket, ClientConfig, Endpoint, EndpointConfig, IdleTimeout, Runtime, ServerConfig,
    TransportConfig, VarInt,
    crypto::rustls::{QuicClientConfig, QuicServerConfig},
};

/// A link may fade for a minute and come back; exchange resumes anyway if it does not.
const IDLE: Duration = Duration::from_secs(90);
/// While a conversation runs, so that an address change is noticed; 67 bytes each.
const KEEP_ALIVE: Duration = Duration::from_secs(20);
/// Caps what is under way at the receiver: beyond it slow start overshoots into the queue of a thin
/// link and 30–50 % of all bytes are sent twice; 64 KiB still fills 2 Mbit/s at 100 ms.
const WINDOW: u32 = 64 << 10;
/// The first retransmission comes after three times this. With quinn's 333 ms the handshake over a
/// satellite at 64 kbit/s is always sent twice.
const INITIAL_RTT: Duration = Duration::from_millis(500);
/// Streams of the conversation a device may have open.
const STREAMS: u32 = 16;

fn transport() -> Arc<TransportConfig> {
    let mut config = TransportConfig::default();
    config
        // Discovery costs 5.7 KB each way in every connection; frames are small.
        .mtu_discovery_config(None)
        .initial_rtt(INITIAL_RTT)
        .max_idle_timeout(Some(IdleTimeout::from(VarInt::from_u32(
            u32::try_from(IDLE.as_millis()).unwrap_or(u32::MAX),
        ))))
        .keep_alive_interval(Some(KEEP_ALIVE))
        .receive_window(VarInt::from_u32(WINDOW))
        .stream_receive_window(VarInt::from_u32(WINDOW))
        .max_concurrent_bidi_streams(VarInt::from_u32(STREAMS))
        .max_concurrent_uni_streams(VarInt::from_u32(0))
        .datagram_receive_buffer_size(None);
    // Congestion control stays Cubic, quinn's default: BBR sent 1.3 to 2.9 times the bytes on every
    // link it was tried on.
    Arc::new(config)
}

/// The hub's configuration.
#[must_use]
pub fn server(tls: QuicServerConfig) -> ServerConfig {
    let mut config = ServerConfig::with_crypto(Arc::new(tls));
    // A tablet changes from one network to the next in mid-exchange.
    config.transport_config(transport()).migration(true);
    config
}

/// A node's configuration.
#[must_use]
pub fn client(tls: QuicClientConfig) -> ClientConfig {
    let mut config = ClientConfig::new(Arc::new(tls));
    config.transport_config(transport());
    config
}

/// Where datagrams come from and go to: the fifth seam.
#[derive(Clone, Debug)]
pub enum Socket {
    /// Of the operating system.
    System(Arc<UdpSocket>),
    /// A simulated one, its runtime, and the seed of what QUIC draws at random.
    Simulated(Arc<dyn AsyncUdpSocket>, Arc<dyn Runtime>, [u8; 32]),
}

/// An endpoint on this socket; with a server configuration it also accepts.
pub fn endpoint(socket: &Socket, server: Option<ServerConfig>) -> std::io::Result<Endpoint> {
    match socket {
        Socket::System(socket) => {
            let runtime = Arc::new(quinn::TokioRuntime);
            Endpoint::new(EndpointConfig::default(), server, socket.try_clone()?, runtime)
        }
        Socket::Simulated(socket, runtime, seed) => {
            let mut config = EndpointConfig::default();
            config.rng_seed(Some(*seed));
            Endpoint::new_with_abstract_socket(config, server, socket.clone(), runtime.clone())
        }
    }
}
