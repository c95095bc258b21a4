//! The node's end as a task: it connects, lets [`NodeEnd`] speak, and carries what it says.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use lisanga_protocol::wire::messages::Message;
use lisanga_store::anchor::{Anchor, Heads};
use lisanga_store::conversation::{End, NodeEnd, Report};
use lisanga_store::{Store, StoreError};
use quinn::{ClientConfig, Connection, ConnectionError, Endpoint, RecvStream, SendStream};
use tokio::sync::{Notify, mpsc};
use tokio::time::timeout;
use tracing::trace;

use crate::authority::HUB_NAME;
use crate::frames::{self, StreamError};

/// How long to try one address of the hub before the next.
const CONNECT: Duration = Duration::from_secs(15);
/// How long to wait, with nothing left to say, for the hub to say what became of what was handed in.
const JUDGEMENT: Duration = Duration::from_secs(10);
/// Messages heard and not yet handled.
const HEARD: usize = 8;

/// Why there was no exchange, or not a whole one. What was carried is kept.
#[derive(Debug, thiserror::Error)]
pub enum TalkError {
    /// No address of the hub answers.
    #[error("reach the hub at {0}: no answer; it is tried again when there is a network")]
    Unreachable(String),
    /// What answers is not the hub this device belongs to.
    #[error("reach the hub at {0}: another program or hub answers there; check the address")]
    WrongHub(String),
    /// This device's clock is beyond all certificates.
    #[error("reach the hub: the clock of this device is wrong; set it and try again")]
    Clock,
    /// The link broke.
    #[error("talk to the hub: the link broke; the rest follows at the next exchange")]
    Broken(#[from] ConnectionError),
    /// The link broke, or what came over it made no sense.
    #[error("talk to the hub: {0}")]
    Stream(#[from] StreamError),
    /// This side could not save.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What came of a conversation.
#[derive(Debug)]
pub struct Outcome {
    /// How it ended.
    pub end: Result<End, TalkError>,
    /// What it brought about.
    pub report: Report,
    /// The size of frames to begin the next one with.
    pub frame: usize,
    /// Bytes of messages sent.
    pub sent_bytes: u64,
    /// Bytes of messages received.
    pub received_bytes: u64,
    /// Times something was sent after something was heard: round trips beside the handshake.
    pub round_trips: u64,
}

/// Connects to the first address that answers.
pub async fn connect(
    endpoint: &Endpoint,
    config: &ClientConfig,
    hub: &[String],
) -> Result<Connection, TalkError> {
    let mut last = TalkError::Unreachable(hub.join(", "));
    for name in hub {
        let Ok(addresses) = tokio::net::lookup_host(name).await else { continue };
        for address in addresses {
            match connect_to(endpoint, config, address, name).await {
                Ok(connection) => return Ok(connection),
                Err(error) => last = error,
            }
        }
    }
    Err(last)
}

/// Connects to this address; `name` is what a message calls it.
pub async fn connect_to(
    endpoint: &Endpoint,
    config: &ClientConfig,
    address: SocketAddr,
    name: &str,
) -> Result<Connection, TalkError> {
    let unreachable = || TalkError::Unreachable(name.to_owned());
    let connecting =
        endpoint.connect_with(config.clone(), address, HUB_NAME).map_err(|_| unreachable())?;
    match timeout(CONNECT, connecting).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(ConnectionError::TransportError(error))) => {
            // TLS alerts stand in the code; 45 is an expired certificate (RFC 8446 §6).
            let expired = error.to_string().contains("xpired");
            Err(if expired { TalkError::Clock } else { TalkError::WrongHub(name.to_owned()) })
        }
        Ok(Err(_)) | Err(_) => Err(unreachable()),
    }
}

/// How long to talk.
#[derive(Clone, Debug)]
pub enum Until {
    /// Nothing is left to say.
    Done,
    /// The link breaks; notified when something was written here.
    Broken(Arc<Notify>),
}

/// Holds one conversation.
pub async fn talk(
    connection: &Connection,
    store: &Store,
    anchor: &Arc<dyn Anchor>,
    node: NodeEnd,
    until: &Until,
) -> Outcome {
    let frame = node.frame();
    let mut talk = Talk::new(connection.clone(), store.clone(), anchor.clone(), node);
    let mut end = talk.run(until).await;
    if let Some(close) = connection.close_reason()
        && end.is_err()
        && let Some(said) = said_by(&close)
    {
        end = Ok(said);
    }
    let (report, grown) = match &talk.node {
        Some(node) => (node.report().clone(), node.frame()),
        None => (Report::default(), frame),
    };
    let frame = if end.is_ok() { grown } else { grown / 2 };
    let Talk { sent_bytes, received_bytes, round_trips, .. } = talk;
    Outcome { end, report, frame, sent_bytes, received_bytes, round_trips }
}

/// Reasons a hub gives with the end of a connection.
pub mod closing {
    use quinn::VarInt;

    /// Nothing is left to say.
    pub const DONE: VarInt = VarInt::from_u32(0);
    /// The device is not in the table.
    pub const UNKNOWN: VarInt = VarInt::from_u32(1);
    /// Its rights were ended.
    pub const REVOKED: VarInt = VarInt::from_u32(2);
    /// Come back later.
    pub const BUSY: VarInt = VarInt::from_u32(3);
    /// The hub stops.
    pub const STOPPING: VarInt = VarInt::from_u32(4);
    /// What came is no frame or no message.
    pub const NONSENSE: VarInt = VarInt::from_u32(5);
}

fn said_by(close: &ConnectionError) -> Option<End> {
    let ConnectionError::ApplicationClosed(close) = close else { return None };
    Some(match close.error_code {
        closing::DONE | closing::STOPPING => End::Done,
        closing::UNKNOWN => End::Unknown,
        closing::REVOKED => End::Revoked,
        closing::BUSY => End::Busy(60),
        closing::NONSENSE => End::Nonsense,
        _ => return None,
    })
}

/// The streams of a conversation, each with its kind of message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lane {
    Control,
    Push,
    Pull,
    Attachments,
}

impl Lane {
    const fn of(message: &Message) -> Self {
        match message {
            Message::Push(_) | Message::Piece(_) => Self::Push,
            Message::Pull(_) => Self::Pull,
            Message::Have(_) | Message::Want(_) | Message::Part(_) => Self::Attachments,
            _ => Self::Control,
        }
    }
}

type Heard = Result<(Message, usize), StreamError>;

struct Talk {
    connection: Connection,
    store: Store,
    anchor: Arc<dyn Anchor>,
    node: Option<NodeEnd>,
    lanes: [Option<SendStream>; 4],
    hear: mpsc::Sender<Heard>,
    heard: mpsc::Receiver<Heard>,
    sent_bytes: u64,
    received_bytes: u64,
    round_trips: u64,
    heard_since: bool,
}

impl Talk {
    fn new(connection: Connection, store: Store, anchor: Arc<dyn Anchor>, node: NodeEnd) -> Self {
        let (hear, heard) = mpsc::channel(HEARD);
        Self {
            connection,
            store,
            anchor,
            node: Some(node),
            lanes: [const { None }; 4],
            hear,
            heard,
            sent_bytes: 0,
            received_bytes: 0,
            round_trips: 0,
            heard_since: true,
        }
    }

    async fn run(&mut self, until: &Until) -> Result<End, TalkError> {
        let (greeting, heads) = self.with_node(NodeEnd::greet).await?;
        self.keep(&heads)?;
        self.send(greeting).await?;
        loop {
            let awaits = self.awaits_judgement().await?;
            let quiet = self.node.as_ref().is_some_and(NodeEnd::is_quiet);
            let message = match until {
                Until::Done if quiet && !awaits => return Ok(self.leave()),
                Until::Done if quiet => match timeout(JUDGEMENT, self.heard.recv()).await {
                    Ok(message) => message,
                    Err(_) => return Ok(self.leave()),
                },
                Until::Done => self.next().await?,
                Until::Broken(wrote) => tokio::select! {
                    message = self.heard.recv() => message,
                    close = self.connection.closed() => return Err(close.into()),
                    () = wrote.notified() => {
                        self.push().await?;
                        continue;
                    }
                },
            };
            let (message, bytes) = message.ok_or(ConnectionError::LocallyClosed)??;
            self.received_bytes += bytes as u64;
            self.heard_since = true;
            trace!(name = message.name(), bytes, "heard");
            let answers = self.with_node(move |node, db| node.hear(db, message)).await?;
            for answer in answers {
                self.send(answer).await?;
            }
            if let Some(end) = self.node.as_ref().and_then(NodeEnd::end) {
                self.close();
                return Ok(end);
            }
        }
    }

    async fn next(&mut self) -> Result<Option<Heard>, TalkError> {
        tokio::select! {
            biased;
            message = self.heard.recv() => Ok(message),
            close = self.connection.closed() => Err(close.into()),
        }
    }

    async fn awaits_judgement(&mut self) -> Result<bool, StoreError> {
        match self.node.as_ref() {
            Some(node) if node.is_quiet() => {
                self.with_node(|node, db| node.awaits_judgement(db)).await
            }
            _ => Ok(true),
        }
    }

    /// Seals, anchors and sends what was written meanwhile.
    async fn push(&mut self) -> Result<(), TalkError> {
        let heads = self.with_node(NodeEnd::wrote).await?;
        self.keep(&heads)?;
        for message in self.with_node(NodeEnd::push).await? {
            self.send(message).await?;
        }
        Ok(())
    }

    /// Before the first byte of what was sealed leaves.
    fn keep(&self, heads: &Heads) -> Result<(), StoreError> {
        self.anchor.write(heads)
    }

    fn leave(&self) -> End {
        self.close();
        End::Done
    }

    fn close(&self) {
        self.connection.close(closing::DONE, b"");
    }

    async fn send(&mut self, message: Message) -> Result<(), TalkError> {
        let lane = Lane::of(&message);
        if self.lanes[lane as usize].is_none() {
            let (send, receive) = self.connection.open_bi().await?;
            if lane == Lane::Attachments {
                // Pictures wait for records. A stream that is over has no priority any more.
                let _over = send.set_priority(-1);
            }
            self.lanes[lane as usize] = Some(send);
            tokio::spawn(listen(receive, self.hear.clone()));
        }
        if let Some(stream) = &mut self.lanes[lane as usize] {
            let bytes = frames::write(stream, &message).await?;
            trace!(name = message.name(), bytes, "said");
            self.sent_bytes += bytes as u64;
        }
        if std::mem::take(&mut self.heard_since) {
            self.round_trips += 1;
        }
        Ok(())
    }

    /// Lets the node's end act within one transaction of the store.
    async fn with_node<T: Send + 'static>(
        &mut self,
        act: impl FnOnce(&mut NodeEnd, &rusqlite::Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut node = self.node.take().ok_or(StoreError::Closed)?;
        let (node, value) = self
            .store
            .write_later(move |db| {
                let value = act(&mut node, db)?;
                Ok((node, value))
            })
            .await?;
        self.node = Some(node);
        Ok(value)
    }
}

async fn listen(mut stream: RecvStream, hear: mpsc::Sender<Heard>) {
    loop {
        let heard = match frames::read(&mut stream).await {
            Ok(Some(message)) => Ok(message),
            Ok(None) => return,
            Err(error) => Err(error),
        };
        let over = heard.is_err();
        if hear.send(heard).await.is_err() || over {
            return;
        }
    }
}
