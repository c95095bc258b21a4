//! The site's link to its hub: joining, one exchange, and a link that is kept.

use std::fs::File;
use std::io::Write as _;
use std::net::{Ipv6Addr, SocketAddr, UdpSocket};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use lisanga_protocol::ids::Epoch;
use lisanga_store::anchor::{self, Anchor, AnchorFile, Finding};
use lisanga_store::conversation::{FIRST_FRAME, NodeEnd, Speaker};
use lisanga_store::seams::Seams;
use lisanga_store::{Store, StoreError, author, places, salvage, settings as stored};
use lisanga_transport::backoff::Backoff;
use lisanga_transport::invitation::Invitation;
use lisanga_transport::join::{self, Membership, Request};
use lisanga_transport::keys::Secret;
use lisanga_transport::link::{self, Socket};
use lisanga_transport::node::{self as transport, Outcome, TalkError, Until};
use lisanga_transport::tls;
use minicbor::{Decode, Encode};
use quinn::{ClientConfig, Endpoint};
use rustls::pki_types::CertificateDer;
use tokio::sync::Notify;
use tracing::{info, warn};

use crate::clock;
use crate::settings::Home;

/// What a device keeps of its enrolment.
#[derive(Clone, Debug, Encode, Decode)]
#[cbor(map)]
struct Kept {
    #[n(0)]
    membership: Membership,
    #[n(1)]
    hub: Vec<String>,
}

/// A site's device: its store, its key, and the hub it belongs to.
#[derive(Clone, Debug)]
pub struct Site {
    /// The precious store.
    pub store: Store,
    /// What the device belongs to.
    pub membership: Membership,
    hub: Vec<String>,
    secret: Secret,
    anchor: Arc<AnchorFile>,
    frame: Arc<AtomicUsize>,
    /// Notified when something was written.
    pub wrote: Arc<Notify>,
    /// Notified when somebody asks for an exchange now.
    pub ask: Arc<Notify>,
    /// Why the last attempt to reach the hub failed; none after one that did not.
    trouble: Arc<Mutex<Option<String>>>,
}

/// Any free port of this machine.
pub fn any_port() -> std::io::Result<Socket> {
    let any = SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0));
    let socket = UdpSocket::bind(any).or_else(|_| UdpSocket::bind("0.0.0.0:0"))?;
    Ok(Socket::System(Arc::new(socket)))
}

/// Joins with an invitation: makes the device's key, and asks the hub to enrol it. Asked again with
/// the same invitation after a broken link, it gets the same answer.
pub async fn join(
    home: &Home,
    seams: &Seams,
    socket: &Socket,
    invitation: &Invitation,
) -> Result<Site> {
    anyhow::ensure!(
        !home.membership().exists(),
        "join: this device belongs to a site already ({}); to set it up anew choose another folder",
        home.folder().display()
    );
    std::fs::create_dir_all(home.folder())
        .with_context(|| format!("create the folder {}", home.folder().display()))?;
    let secret = Secret::read_or_make(&home.key(), &*seams.randomness)
        .with_context(|| format!("read or make the key {}", home.key().display()))?;
    let endpoint = link::endpoint(socket, None).context("open a UDP port")?;
    let config = link::client(tls::joining(invitation.authority)?);
    let connection = transport::connect(&endpoint, &config, &invitation.hub).await?;
    let request = Request::new(&secret.signer(), invitation.code, invitation.authority);
    let membership = join::ask(&connection, &request).await?;
    connection.close(transport::closing::DONE, b"");
    // The answer is here; a lost goodbye only costs the hub a time-out.
    let patience = std::time::Duration::from_secs(1);
    let _gone = tokio::time::timeout(patience, endpoint.wait_idle()).await;
    keep(home, &Kept { membership, hub: invitation.hub.clone() })
        .with_context(|| format!("write {}", home.membership().display()))?;
    open_site(home, seams)
}

fn keep(home: &Home, kept: &Kept) -> std::io::Result<()> {
    let bytes = minicbor::to_vec(kept).unwrap_or_default();
    let new = home.membership().with_extension("new");
    let mut file = File::create(&new)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    std::fs::rename(&new, home.membership())?;
    File::open(home.folder())?.sync_all()
}

/// Opens the site this device joined. A damaged database is set aside, and the feed brings it back.
pub fn open_site(home: &Home, seams: &Seams) -> Result<Site> {
    let missing = || {
        format!(
            "open the site in {}: this device has not joined; run `lisanga-node join` with the \
             invitation from your province",
            home.folder().display()
        )
    };
    let bytes = std::fs::read(home.membership()).with_context(missing)?;
    let kept: Kept = minicbor::decode(&bytes)
        .with_context(|| format!("read {}", home.membership().display()))?;
    let secret = Secret::read(&home.key())?.with_context(missing)?;
    let store = open_store(home, seams, &secret)?;
    let anchor = Arc::new(AnchorFile::at(&home.anchor()));
    let site = Site {
        store,
        membership: kept.membership,
        hub: kept.hub,
        secret,
        anchor,
        frame: Arc::new(AtomicUsize::new(FIRST_FRAME)),
        wrote: Arc::default(),
        ask: Arc::default(),
        trouble: Arc::default(),
    };
    site.prepare()?;
    Ok(site)
}

fn open_store(home: &Home, seams: &Seams, secret: &Secret) -> Result<Store> {
    salvage::put_in_place(&home.records())?;
    let sound = Store::open(&home.records(), seams.clone()).and_then(|store| {
        store.write(|db| salvage::check(db))?;
        Ok(store)
    });
    match sound {
        Err(StoreError::Damaged(what)) => {
            let (aside, saved) = salvage::begin_anew(&home.records(), &secret.signer(), seams)?;
            let aside = aside.display();
            warn!(
                "{what} was damaged and set aside as {aside}; {saved} records that the hub does not \
                 have were saved from it, the next exchange brings back the rest"
            );
            Ok(Store::open(&home.records(), seams.clone())?)
        }
        other => Ok(other.with_context(|| format!("in {}", home.records().display()))?),
    }
}

impl Site {
    /// Notes what the device belongs to, and opens a new epoch if the database is an older copy.
    fn prepare(&self) -> Result<()> {
        let anchored = self.anchor.read()?;
        let (membership, first, next) = (
            self.membership.clone(),
            Epoch(self.store.seams().random_16()),
            Epoch(self.store.seams().random_16()),
        );
        self.store.write(move |db| {
            stored::set_dataset(db, membership.dataset)?;
            stored::set_hub_key(db, membership.hub)?;
            for place in membership.places.iter().filter_map(join::SentPlace::to_place) {
                places::put(db, &place)?;
            }
            author::epoch(db, || first)?;
            if anchor::compare(db, &anchored)? == Finding::Restored {
                info!("this database is an older copy: a new log begins");
                stored::set_epoch(db, next)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// The device's public key.
    #[must_use]
    pub fn device(&self) -> lisanga_protocol::ids::DeviceKey {
        self.secret.device()
    }

    /// Key, dataset, clock and randomness of this device.
    #[must_use]
    pub fn speaker(&self) -> Speaker {
        Speaker {
            signer: Arc::new(self.secret.signer()),
            dataset: self.membership.dataset,
            seams: self.store.seams().clone(),
        }
    }

    /// With the hub at these addresses (host:port), until the program ends.
    #[must_use]
    pub fn with_hub_at(self, hub: Vec<String>) -> Self {
        Self { hub, ..self }
    }

    /// How far own logs have come, outside the database.
    #[must_use]
    pub fn anchor(&self) -> &AnchorFile {
        &self.anchor
    }

    fn config(&self) -> Result<ClientConfig> {
        let authority = CertificateDer::from(self.membership.authority.clone());
        let certificate = CertificateDer::from(self.membership.certificate.clone());
        Ok(link::client(tls::node(&self.secret, certificate, &authority)?))
    }

    /// One exchange over this endpoint.
    pub async fn exchange(&self, endpoint: &Endpoint, until: &Until) -> Result<Outcome> {
        let connection = transport::connect(endpoint, &self.config()?, &self.hub).await?;
        let frame = self.frame.load(Ordering::Relaxed);
        let node = NodeEnd::new(self.speaker(), self.membership.hub, frame);
        let anchor: Arc<dyn Anchor> = self.anchor.clone();
        let outcome = transport::talk(&connection, &self.store, &anchor, node, until).await;
        self.frame.store(outcome.frame, Ordering::Relaxed);
        connection.close(transport::closing::DONE, b"");
        clock::note(&self.store, self.device(), self.membership.site)?;
        Ok(outcome)
    }

    /// Why the last attempt to reach the hub failed.
    #[must_use]
    pub fn trouble(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// One exchange over a port of its own, with everything said before it returns.
    pub async fn exchange_once(&self, socket: &Socket) -> Result<Outcome> {
        let endpoint = link::endpoint(socket, None).context("open a UDP port")?;
        let outcome = self.exchange(&endpoint, &Until::Done).await;
        endpoint.wait_idle().await;
        outcome
    }

    /// Keeps a link to the hub as long as there is a network, and uses one that returns within seconds.
    pub async fn keep_linked(&self, socket: &Socket) -> Result<()> {
        let endpoint = link::endpoint(socket, None).context("open a UDP port")?;
        let mut backoff = Backoff::default();
        loop {
            let exchanged = self.exchange(&endpoint, &Until::Broken(self.wrote.clone())).await;
            let trouble = match &exchanged {
                Ok(outcome) => outcome.end.as_ref().err().map(ToString::to_string),
                Err(error) => Some(format!("{error:#}")),
            };
            *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
            match exchanged {
                Ok(outcome) => {
                    if outcome.received_bytes > 0 {
                        backoff.reset();
                    }
                    match outcome.end {
                        Ok(end) => warn!(%end, "exchange over"),
                        // These pass, when somebody makes room or gives the right.
                        Err(TalkError::Store(
                            error @ (StoreError::DiskFull
                            | StoreError::ReadOnly
                            | StoreError::Busy
                            | StoreError::File { .. }),
                        )) => warn!(%error, "exchange over"),
                        Err(TalkError::Store(error)) => return Err(error.into()),
                        Err(error) => info!(%error, "exchange over"),
                    }
                }
                Err(error) => info!("{error:#}"),
            }
            let random = self.store.seams().random_16();
            let random = u64::from_le_bytes(*random.first_chunk().unwrap_or(&[0; 8]));
            tokio::select! {
                () = tokio::time::sleep(backoff.next(random)) => {}
                () = self.ask.notified() => {}
            }
        }
    }
}
