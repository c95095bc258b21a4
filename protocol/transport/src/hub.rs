//! The hub's end as tasks: one for each connection, one for each stream of it.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use lisanga_protocol::ids::{DeviceKey, Scope};
use lisanga_protocol::wire::messages::Message;
use lisanga_store::conversation::{HubEnd, Speaker};
use lisanga_store::{Store, StoreError};
use quinn::crypto::rustls::HandshakeData;
use quinn::{Connection, Endpoint, Incoming, RecvStream, SendStream};
use rusqlite::Connection as Database;
use rustls::pki_types::CertificateDer;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Mutex, Semaphore, broadcast, mpsc};
use tokio::time::timeout;
use tracing::{debug, info, warn};

use crate::frames::StreamError;
use crate::join::{self, Answer, Request};
use crate::keys::device_of;
use crate::node::closing;
use crate::{frames, tls};

/// Connections served at once; others are told to come back.
const CONNECTIONS: usize = 2_000;
/// How long a handshake or a request to join may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// Answers waiting to be written to one stream.
const ANSWERS: usize = 4;

/// What the table of devices says of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Enrolled.
    Active,
    /// Its rights were ended.
    Revoked,
    /// Not there.
    Unknown,
}

/// What the tasks need of the hub around them.
pub trait Centre: Debug + Send + Sync + 'static {
    /// The precious store.
    fn store(&self) -> &Store;
    /// The hub's key, dataset, clock and randomness.
    fn speaker(&self) -> Speaker;
    /// Asks the table of devices.
    fn standing(&self, db: &Database, device: DeviceKey) -> Result<Standing, StoreError>;
    /// Enrols, or says why not.
    fn join(&self, db: &Database, request: &Request) -> Result<Answer, StoreError>;
    /// Something was stored: it is to be judged and published.
    fn stored(&self);
    /// An attachment of a document in this scope came.
    fn attached(&self, scope: Scope);
    /// Feeds that moved, and scopes for which an attachment came, as they do.
    fn moved(&self) -> broadcast::Receiver<Scope>;
    /// Devices whose rights end, as they do.
    fn revoked(&self) -> broadcast::Receiver<DeviceKey>;
}

/// Serves until the endpoint is closed.
pub async fn serve(endpoint: Endpoint, centre: Arc<dyn Centre>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    while let Some(incoming) = endpoint.accept().await {
        let Ok(place) = places.clone().try_acquire_owned() else {
            incoming.refuse();
            continue;
        };
        let centre = centre.clone();
        tokio::spawn(async move {
            if let Err(reason) = greet(incoming, &centre).await {
                debug!(reason, "connection ended");
            }
            drop(place);
        });
    }
}

async fn greet(incoming: Incoming, centre: &Arc<dyn Centre>) -> Result<(), String> {
    let connecting = incoming.accept().map_err(|error| error.to_string())?;
    let connection = timeout(PATIENCE, connecting)
        .await
        .map_err(|_| "handshake took too long".to_owned())?
        .map_err(|error| error.to_string())?;
    let data = connection.handshake_data().and_then(|data| data.downcast::<HandshakeData>().ok());
    let protocol = data.and_then(|data| data.protocol).unwrap_or_default();
    if protocol == tls::JOIN {
        let joined = timeout(PATIENCE, enrol(&connection, centre)).await;
        return joined.map_err(|_| "joining took too long".to_owned())?;
    }
    let Some(device) = peer(&connection) else {
        connection.close(closing::UNKNOWN, b"no certificate");
        return Err("no certificate".into());
    };
    let asked = centre.clone();
    // Asked before the table, so that no revocation falls between the two.
    let revoked = centre.revoked();
    let standing = centre
        .store()
        .write_later(move |db| asked.standing(db, device))
        .await
        .map_err(|error| error.to_string())?;
    match standing {
        // Its work is still taken, and held; it reads nothing.
        Standing::Active | Standing::Revoked => {
            talk(&connection, centre, device, revoked).await;
            Ok(())
        }
        Standing::Unknown => {
            connection.close(closing::UNKNOWN, b"not enrolled");
            Err(format!("device {device} is not enrolled"))
        }
    }
}

fn peer(connection: &Connection) -> Option<DeviceKey> {
    let identity = connection.peer_identity()?;
    let chain = identity.downcast::<Vec<CertificateDer<'static>>>().ok()?;
    device_of(chain.first()?)
}

async fn enrol(connection: &Connection, centre: &Arc<dyn Centre>) -> Result<(), String> {
    let (mut send, mut receive) =
        connection.accept_bi().await.map_err(|error| error.to_string())?;
    let request = join::hear(&mut receive).await.map_err(|error| error.to_string())?;
    let request = request.ok_or("no request")?;
    let device = request.device;
    let asked = centre.clone();
    let answer = centre
        .store()
        .write_later(move |db| asked.join(db, &request))
        .await
        .map_err(|error| error.to_string())?;
    match &answer {
        Answer::Joined(membership) => {
            info!(%device, site = %membership.site, "device enrolled");
            centre.stored();
        }
        Answer::Refused(refusal) => warn!(%device, %refusal, "enrolment refused"),
    }
    join::answer(&mut send, &answer).await.map_err(|error| error.to_string())?;
    connection.closed().await;
    Ok(())
}

/// What the streams of one connection share.
struct Shared {
    centre: Arc<dyn Centre>,
    end: Mutex<Option<HubEnd>>,
}

async fn talk(
    connection: &Connection,
    centre: &Arc<dyn Centre>,
    device: DeviceKey,
    mut revoked: broadcast::Receiver<DeviceKey>,
) {
    let end = Mutex::new(Some(HubEnd::new(centre.speaker(), device)));
    let shared = Arc::new(Shared { centre: centre.clone(), end });
    let mut feeds = Some(centre.moved());
    loop {
        tokio::select! {
            stream = connection.accept_bi() => match stream {
                Ok((send, receive)) => {
                    let (answers, to_write) = mpsc::channel(ANSWERS);
                    if let Some(feeds) = feeds.take() {
                        tokio::spawn(tell(shared.clone(), feeds, answers.clone(), connection.clone()));
                    }
                    tokio::spawn(write(send, to_write));
                    tokio::spawn(answer(shared.clone(), receive, answers, connection.clone()));
                }
                Err(error) => {
                    debug!(%device, %error, "connection over");
                    return;
                }
            },
            ended = revoked.recv() => if ended == Ok(device) {
                info!(%device, "closing the connection of a device whose rights end");
                connection.close(closing::REVOKED, b"revoked");
                return;
            },
        }
    }
}

/// Tells on the first stream, which is the one for control, of feeds that moved.
async fn tell(
    shared: Arc<Shared>,
    mut feeds: broadcast::Receiver<Scope>,
    control: mpsc::Sender<Message>,
    connection: Connection,
) {
    loop {
        let moved = tokio::select! {
            moved = feeds.recv() => moved,
            _over = connection.closed() => return,
        };
        let scopes = match moved {
            Ok(scope) => vec![scope],
            // Some were missed: any feed may have moved.
            Err(RecvError::Lagged(_)) => {
                let end = shared.end.lock().await;
                end.iter().flat_map(|end| end.readable().to_vec()).collect()
            }
            Err(RecvError::Closed) => return,
        };
        for scope in scopes {
            match shared.act(move |end, db| end.moved(db, scope)).await {
                Ok(said) => {
                    for message in said {
                        if control.send(message).await.is_err() {
                            return;
                        }
                    }
                }
                Err(error) => return failed(&connection, &error),
            }
        }
    }
}

/// Hears one stream and answers on it.
async fn answer(
    shared: Arc<Shared>,
    mut receive: RecvStream,
    answers: mpsc::Sender<Message>,
    connection: Connection,
) {
    loop {
        let message = match frames::read(&mut receive).await {
            Ok(Some((message, _))) => message,
            Ok(None) => return,
            Err(error) => {
                debug!(%error, "stream over");
                if matches!(error, StreamError::Frame(_) | StreamError::Message(_)) {
                    connection.close(closing::NONSENSE, b"nonsense");
                }
                return;
            }
        };
        let pushed = matches!(message, Message::Push(_) | Message::Piece(_) | Message::Locate(_));
        let attached = match &message {
            Message::Part(part) => Some(part.scope),
            _ => None,
        };
        let next = match &message {
            Message::Want(_) => HubEnd::next_part,
            _ => HubEnd::more,
        };
        let said = match shared.act(move |end, db| end.hear(db, message)).await {
            Ok(said) => said,
            Err(error) => return failed(&connection, &error),
        };
        if let Some(scope) = attached.filter(|_| said.iter().any(is_have)) {
            shared.centre.attached(scope);
        }
        for message in said {
            let over = matches!(message, Message::Bye(_));
            if answers.send(message).await.is_err() {
                return;
            }
            if over {
                // Who does not hang up after the goodbye is hung up on.
                let _over = timeout(PATIENCE, connection.closed()).await;
                connection.close(closing::DONE, b"");
                return;
            }
        }
        if pushed {
            shared.centre.stored();
        }
        loop {
            match shared.act(next).await {
                Ok(Some(message)) => {
                    if answers.send(message).await.is_err() {
                        return;
                    }
                }
                Ok(None) => break,
                Err(error) => return failed(&connection, &error),
            }
        }
    }
}

const fn is_have(message: &Message) -> bool {
    matches!(message, Message::Have(_))
}

fn failed(connection: &Connection, error: &StoreError) {
    warn!(%error, "a conversation ends because of the store");
    connection.close(closing::BUSY, b"store");
}

async fn write(mut send: SendStream, mut messages: mpsc::Receiver<Message>) {
    while let Some(message) = messages.recv().await {
        if matches!(message, Message::Part(_)) {
            // Pictures wait for records. A stream that is over has no priority any more.
            let _over = send.set_priority(-1);
        }
        if let Err(error) = frames::write(&mut send, &message).await {
            debug!(%error, "stream over");
            return;
        }
    }
    // The stream is over already if it cannot be ended.
    let _over = send.finish();
}

impl Shared {
    /// Lets the hub's end act within one transaction of the store.
    async fn act<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut HubEnd, &Database) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut held = self.end.lock().await;
        let mut end = held.take().ok_or(StoreError::Closed)?;
        let (end, value) = self
            .centre
            .store()
            .write_later(move |db| {
                let value = act(&mut end, db)?;
                Ok((end, value))
            })
            .await?;
        *held = Some(end);
        Ok(value)
    }
}
