//! A hub as a whole: set up, opened, serving sites and showing what they sent.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::IntoResponse as _;
use lisanga_pages::web::Asked;
use lisanga_protocol::ids::Epoch;
use lisanga_protocol::packs::Pack;
use lisanga_store::anchor::{Anchor, AnchorFile};
use lisanga_store::conversation::Speaker;
use lisanga_store::seams::Seams;
use lisanga_store::{Store, places, settings as stored};
use lisanga_transport::authority::Authority;
use lisanga_transport::keys::Secret;
use lisanga_transport::link::{self, Socket};
use lisanga_transport::node::closing;
use lisanga_transport::{hub as transport, tls};
use quinn::Endpoint;
use rustls::pki_types::CertificateDer;
use tokio::task::JoinHandle;
use tracing::error;

use crate::import::Imports;
use crate::ingest::Publishing;
use crate::pages::{self, Office};
use crate::people::People;
use crate::projection::Projection;
use crate::settings::Home;
use crate::sync::Hub;
use crate::{api, devices, ingest, projection};

/// Sets up a hub for this country: keys, authority, an empty dataset. A hub that was set up before
/// is an error, and nothing is changed.
pub fn init(home: &Home, country: &str, seams: &Seams) -> Result<()> {
    let pack = Pack::of(country).with_context(|| {
        let known: Vec<&str> = Pack::all().iter().map(|pack| pack.country.as_str()).collect();
        format!("set up a hub for {country}: known countries are {}", known.join(", "))
    })?;
    std::fs::create_dir_all(home.folder()).with_context(|| {
        format!("create the folder {}; choose another with --home", home.folder().display())
    })?;
    let store = Store::open(&home.records(), seams.clone())
        .with_context(|| format!("in {}", home.folder().display()))?;
    anyhow::ensure!(
        store.write(|db| stored::dataset(db))?.is_none(),
        "set up a hub in {}: there is one already; for another choose a folder with --home",
        home.folder().display()
    );
    // Keys of an earlier try that broke off are used: they vouch for nothing yet.
    secret(&home.key(), seams)?;
    let authority = Authority::create(&secret(&home.authority_key(), seams)?)?;
    std::fs::write(home.authority(), authority.certificate())
        .with_context(|| format!("write {}", home.authority().display()))?;
    let (dataset, epoch) = (seams.random_16(), Epoch(seams.random_16()));
    let hub_epoch = seams.clock.now().seconds() * 1_000;
    store.write(move |db| {
        stored::set_epoch(db, epoch)?;
        stored::set_hub_epoch(db, hub_epoch)?;
        devices::found(db, dataset, pack)
    })?;
    Ok(())
}

fn secret(path: &Path, seams: &Seams) -> Result<Secret> {
    Secret::read_or_make(path, &*seams.randomness)
        .with_context(|| format!("read or make the key {}", path.display()))
}

/// Opens a hub that was set up, without serving anybody.
pub fn open(home: &Home, seams: &Seams) -> Result<Hub> {
    let missing = || {
        format!(
            "open the hub in {}: nothing was set up there; run `lisanga-hub init`",
            home.folder().display()
        )
    };
    let secret =
        Secret::read(&home.key()).context("read the key of the hub")?.with_context(missing)?;
    let authority_key = Secret::read(&home.authority_key())?.with_context(missing)?;
    let certificate = std::fs::read(home.authority()).with_context(missing)?;
    let authority = Authority::open(&authority_key, CertificateDer::from(certificate))?;
    let store = Store::open(&home.records(), seams.clone())
        .with_context(|| format!("in {}", home.records().display()))?;
    let dataset = store.write(|db| stored::dataset(db))?.with_context(missing)?;
    let signer = Arc::new(secret.signer());
    let speaker = Speaker { signer, dataset, seams: seams.clone() };
    Ok(Hub::new(store, speaker, authority, Arc::new(AnchorFile::at(&home.anchor()))))
}

/// A hub that serves.
#[derive(Debug)]
pub struct Running {
    /// What conversations share.
    pub hub: Arc<Hub>,
    /// What its pages show, once they are served.
    pub shown: Option<Arc<Projection>>,
    endpoint: Endpoint,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Shows what is published: follows the feeds into the views, and serves pages and API here. Plain
    /// HTTP is offered on loopback only. `addresses` say how devices reach this hub, as host:port.
    pub fn show(
        &mut self,
        home: &Home,
        listener: std::net::TcpListener,
        addresses: Vec<String>,
    ) -> Result<SocketAddr> {
        let address = listener.local_addr()?;
        anyhow::ensure!(
            api::is_private(address),
            "serve pages on {address}: without a certificate only on this machine, for example \
             127.0.0.1:8471; put a proxy with HTTPS before it"
        );
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let shown = Arc::new(Projection::open(home)?);
        self.shown = Some(shown.clone());
        let store = self.hub.store.clone();
        let moved = self.hub.moved.subscribe();
        self.tasks.push(tokio::spawn(projection::follow(store.clone(), shown.clone(), moved)));
        let (people, hub) = (Arc::new(People::default()), self.hub.clone());
        let nation = store.write(|db| places::all(db))?.into_iter();
        let nation = nation.map(|place| place.code).find_map(|code| Pack::of(&code));
        let pack = nation.context("show pages: this program has no pack of the hub's country")?;
        let folder = home.folder().join("imports");
        let imports = Imports { folder, hub: hub.clone(), shown: shown.clone(), pack };
        imports.notice_interrupted()?;
        let (shown_here, people_here) = (shown.clone(), people.clone());
        let office = Office {
            hub,
            shown: shown_here,
            people: people_here,
            addresses,
            imports,
            bundles: home.bundles(),
            pack,
        };
        let api = Arc::new(api::Api { store, shown, people });
        self.tasks.push(tokio::spawn(serve(Arc::new(office), api, listener)));
        Ok(address)
    }

    /// Looks every second for what commands beside this program write, until it stops.
    pub fn watch_commands(&mut self) {
        let (store, wake, revoke) =
            (self.hub.store.clone(), self.hub.wake.clone(), self.hub.revoke.clone());
        self.tasks.push(tokio::spawn(ingest::watch_commands(store, wake, revoke)));
    }

    /// Where sites come.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.endpoint.local_addr()
    }

    /// Stops: connections are told, what is stored stays.
    pub async fn stop(self) {
        self.endpoint.close(closing::STOPPING, b"stopping");
        // Whoever does not answer the goodbye is not waited for.
        let _patience =
            tokio::time::timeout(Duration::from_secs(2), self.endpoint.wait_idle()).await;
        for task in self.tasks {
            task.abort();
        }
    }
}

/// Pages and API at one address.
pub fn router(office: Arc<Office>, api: Arc<api::Api>) -> Router {
    let pages = pages::router(office.clone());
    pages.merge(api::router(api)).fallback(move |uri: Uri, headers: HeaderMap| async move {
        let path = uri.path().to_owned();
        if path.starts_with("/api") {
            return api::nothing_here(&headers);
        }
        let asked = Asked::read(Method::GET, path, Vec::new(), "", headers, Bytes::new()).await;
        pages::nothing_here(&office, &asked).into_response()
    })
}

/// Serves pages and API until it is aborted.
async fn serve(office: Arc<Office>, api: Arc<api::Api>, listener: tokio::net::TcpListener) {
    let router = router(office, api);
    if let Err(error) = axum::serve(listener, router).await {
        error!(%error, "pages and API stopped");
    }
}

/// Serves on this socket.
pub fn run(home: &Home, hub: Hub, socket: &Socket) -> Result<Running> {
    let (heads, speaker) = (hub.anchor.read()?, hub.speaker.clone());
    hub.store.write(move |db| ingest::notice_restore(db, &speaker, &heads))?;
    let secret = Secret::read(&home.key())?.context("the key of the hub is gone")?;
    let certificate = hub.authority.issue_hub(secret.device())?;
    let tls = tls::hub(&secret, certificate, hub.authority.certificate())?;
    let endpoint = link::endpoint(socket, Some(link::server(tls))).context("listen for sites")?;
    let hub = Arc::new(hub);
    let publishing = Publishing {
        store: hub.store.clone(),
        speaker: hub.speaker.clone(),
        wake: hub.wake.clone(),
        moved: hub.moved.clone(),
        anchor: hub.anchor.clone(),
    };
    let tasks = vec![
        tokio::spawn(ingest::publish(publishing)),
        tokio::spawn(transport::serve(endpoint.clone(), hub.clone())),
    ];
    Ok(Running { hub, shown: None, endpoint, tasks })
}
