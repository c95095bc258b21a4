//! A network in memory: datagrams are lost, doubled, delayed past each other, bent and held back, all
//! by a seed. It stands under the real quinn and rustls.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::io::{self, IoSliceMut};
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use lisanga_transport::link::Socket;
use quinn::udp::{RecvMeta, Transmit};
use quinn::{AsyncUdpSocket, UdpPoller};

use tokio::time::Instant;

use crate::dice::Dice;

/// What happens to datagrams, in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weather {
    /// Lost.
    pub loss: u64,
    /// Arrive twice.
    pub double: u64,
    /// One bit is flipped.
    pub bent: u64,
    /// The way takes this long, in milliseconds, at least.
    pub delay: u64,
    /// And at most this much longer, so that later ones overtake.
    pub jitter: u64,
    /// Bits a second that an address can send; 0 for no limit. What waits longer than two seconds is
    /// lost, as in a router whose queue is full.
    pub rate: u64,
}

impl Weather {
    /// Nothing goes wrong.
    pub const FAIR: Self = Self { loss: 0, double: 0, bent: 0, delay: 20, jitter: 0, rate: 0 };

    /// Some weather of this seed.
    #[must_use]
    pub fn roll(dice: &mut Dice) -> Self {
        Self {
            loss: dice.below(200),
            double: dice.below(100),
            bent: dice.below(30),
            delay: 5 + dice.below(300),
            jitter: dice.below(400),
            rate: 0,
        }
    }
}

/// The network: all sockets are made here.
#[derive(Clone)]
pub struct Net(Arc<Mutex<State>>);

struct State {
    dice: Dice,
    weather: Weather,
    boxes: BTreeMap<SocketAddr, Inbox>,
    cut_off: BTreeSet<SocketAddr>,
    next_port: u16,
    carried: u64,
    /// When an address will have sent what it was given.
    busy_until: BTreeMap<SocketAddr, Instant>,
}

impl State {
    /// How long a datagram waits until it has left; none if the queue is full.
    fn queue(&mut self, from: SocketAddr, bytes: usize) -> Option<Duration> {
        /// IP and UDP headers, in bytes.
        const HEADERS: u64 = 28;
        const LONGEST: Duration = Duration::from_secs(2);
        if self.weather.rate == 0 {
            return Some(Duration::ZERO);
        }
        let now = Instant::now();
        let free = self.busy_until.get(&from).copied().unwrap_or(now).max(now);
        let micros = (bytes as u64 + HEADERS) * 8 * 1_000_000 / self.weather.rate;
        let left = free + Duration::from_micros(micros);
        let waits = left - now;
        if waits > LONGEST {
            return None;
        }
        self.busy_until.insert(from, left);
        Some(waits)
    }
}

#[derive(Default)]
struct Inbox {
    /// Which of the sockets made for this address it belongs to.
    owner: u64,
    arrived: VecDeque<(SocketAddr, Vec<u8>)>,
    waker: Option<Waker>,
}

impl Net {
    /// A network of this seed, in fair weather.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(State {
            dice: Dice::new(seed),
            weather: Weather::FAIR,
            boxes: BTreeMap::new(),
            cut_off: BTreeSet::new(),
            next_port: 10_000,
            carried: 0,
            busy_until: BTreeMap::new(),
        })))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the weather.
    pub fn weather(&self, weather: Weather) {
        self.lock().weather = weather;
    }

    /// Nothing reaches or leaves this address any more, or everything does again.
    pub fn cut_off(&self, address: SocketAddr, cut: bool) {
        let mut state = self.lock();
        if cut {
            state.cut_off.insert(address);
        } else {
            state.cut_off.remove(&address);
        }
    }

    /// Bytes of all datagrams sent so far.
    #[must_use]
    pub fn carried(&self) -> u64 {
        self.lock().carried
    }

    /// A socket on an address of its own.
    #[must_use]
    pub fn socket(&self) -> Socket {
        let mut state = self.lock();
        state.next_port += 1;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, state.next_port));
        drop(state);
        self.socket_at(address)
    }

    /// A socket on this address; one that was there before gets nothing more.
    #[must_use]
    pub fn socket_at(&self, address: SocketAddr) -> Socket {
        let mut state = self.lock();
        let owner = state.dice.next();
        state.boxes.insert(address, Inbox { owner, ..Inbox::default() });
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&owner.to_le_bytes());
        drop(state);
        let socket = Arc::new(SimulatedSocket { net: self.clone(), address, owner });
        Socket::Simulated(socket, Arc::new(quinn::TokioRuntime), seed)
    }

    fn send(&self, from: SocketAddr, to: SocketAddr, bytes: &[u8]) {
        let mut state = self.lock();
        state.carried += bytes.len() as u64;
        let weather = state.weather;
        let cut_off = state.cut_off.contains(&from) || state.cut_off.contains(&to);
        if cut_off || state.dice.below(1_000) < weather.loss {
            return;
        }
        let Some(waits) = state.queue(from, bytes.len()) else { return };
        let copies = if state.dice.below(1_000) < weather.double { 2 } else { 1 };
        for _ in 0..copies {
            let mut bytes = bytes.to_vec();
            if state.dice.below(1_000) < weather.bent {
                let bit = state.dice.below(bytes.len() as u64 * 8);
                if let Some(byte) = bytes.get_mut(usize::try_from(bit / 8).unwrap_or(0)) {
                    *byte ^= 1 << (bit % 8);
                }
            }
            let delay = weather.delay + state.dice.below(weather.jitter + 1);
            let net = self.clone();
            tokio::spawn(async move {
                tokio::time::sleep(waits + Duration::from_millis(delay)).await;
                net.deliver(from, to, bytes);
            });
        }
    }

    fn deliver(&self, from: SocketAddr, to: SocketAddr, bytes: Vec<u8>) {
        let mut state = self.lock();
        if let Some(inbox) = state.boxes.get_mut(&to) {
            inbox.arrived.push_back((from, bytes));
            if let Some(waker) = inbox.waker.take() {
                waker.wake();
            }
        }
    }
}

struct SimulatedSocket {
    net: Net,
    address: SocketAddr,
    owner: u64,
}

impl fmt::Debug for SimulatedSocket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SimulatedSocket({})", self.address)
    }
}

impl fmt::Debug for Net {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Net({:?})", self.lock().weather)
    }
}

/// There is always room to send.
#[derive(Debug)]
struct Always;

impl UdpPoller for Always {
    fn poll_writable(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl AsyncUdpSocket for SimulatedSocket {
    fn create_io_poller(self: Arc<Self>) -> Pin<Box<dyn UdpPoller>> {
        Box::pin(Always)
    }

    fn try_send(&self, transmit: &Transmit<'_>) -> io::Result<()> {
        self.net.send(self.address, transmit.destination, transmit.contents);
        Ok(())
    }

    fn poll_recv(
        &self,
        context: &mut Context<'_>,
        buffers: &mut [IoSliceMut<'_>],
        meta: &mut [RecvMeta],
    ) -> Poll<io::Result<usize>> {
        let mut state = self.net.lock();
        let inbox = match state.boxes.get_mut(&self.address) {
            Some(inbox) if inbox.owner == self.owner => inbox,
            _ => return Poll::Pending,
        };
        let Some((from, bytes)) = inbox.arrived.pop_front() else {
            inbox.waker = Some(context.waker().clone());
            return Poll::Pending;
        };
        let room = buffers[0].len().min(bytes.len());
        buffers[0][..room].copy_from_slice(&bytes[..room]);
        meta[0] = RecvMeta { addr: from, len: room, stride: room, ecn: None, dst_ip: None };
        Poll::Ready(Ok(1))
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }

    fn may_fragment(&self) -> bool {
        false
    }
}
