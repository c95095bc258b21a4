//! A hub with two provinces and its API, and the few lines of HTTP that ask it.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;

use lisanga_hub::Running;
use lisanga_hub::api::Api;
use lisanga_hub::import::Imports;
use lisanga_hub::ingest::as_hub;
use lisanga_hub::pages::Office;
use lisanga_hub::people::{self, People, Role};
use lisanga_hub::projection::Projection;
use lisanga_hub::service;
use lisanga_hub::settings::Home;
use lisanga_hub::sync::Hub;
use lisanga_node::sync::Site;
use lisanga_protocol::packs::Pack;
use lisanga_store::{Store, places};
use lisanga_tests::world::{self, invitation, loopback};
use lisanga_transport::system;
use tempfile::TempDir;

const PASSWORD: &str = "long enough a password";

/// A hub, a device in each of two provinces, an account of each role.
pub(crate) struct Centre {
    pub(crate) folder: TempDir,
    pub(crate) shown: Arc<Projection>,
    /// In Kasaï-Oriental.
    pub(crate) lubi: Site,
    /// In Kasaï.
    pub(crate) kamako: Site,
    hub: Running,
    address: SocketAddr,
}

/// What the API answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) tag: String,
    /// Where it leads.
    pub(crate) to: String,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

impl Centre {
    pub(crate) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let hub =
            world::hub(&folder.path().join("hub"), &system::seams(), &loopback().unwrap()).unwrap();
        let store = hub.hub.store.clone();
        let lubi = invitation(&hub, "CD-KE", "LUBI-1", "1").unwrap();
        let lubi = world::join(&folder.path().join("lubi"), &lubi).await.unwrap();
        let kamako = invitation(&hub, "CD-KS", "KAMAKO-1", "1").unwrap();
        let kamako = world::join(&folder.path().join("kamako"), &kamako).await.unwrap();
        let known = store.write(|db| places::all(db)).unwrap();
        for (name, role, province) in [
            ("admin", Role::Administrator, ""),
            ("siege", Role::Headquarters, ""),
            ("kasai-oriental", Role::Province, "CD-KE"),
            ("kasai", Role::Province, "CD-KS"),
        ] {
            let scope = known.iter().find(|place| place.code == province).map(|place| place.scope);
            people::add(&store, name, PASSWORD, role, scope).unwrap();
        }
        let home = Home::at(&folder.path().join("shown"));
        std::fs::create_dir(home.folder()).unwrap();
        let shown = Arc::new(Projection::open(&home).unwrap());
        let people = Arc::new(People::default());
        let office = Office {
            hub: hub.hub.clone(),
            shown: shown.clone(),
            people: people.clone(),
            addresses: Vec::new(),
            imports: Imports {
                folder: folder.path().join("imports"),
                hub: hub.hub.clone(),
                shown: shown.clone(),
                pack: Pack::of("CD").unwrap(),
            },
            bundles: folder.path().join("bundles"),
            pack: Pack::of("CD").unwrap(),
        };
        let api = Api { store, shown: shown.clone(), people };
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let router = service::router(Arc::new(office), Arc::new(api));
            axum::serve(listener, router).await.unwrap();
        });
        Self { folder, shown, lubi, kamako, hub, address }
    }

    /// What conversations share.
    pub(crate) fn hub(&self) -> &Hub {
        &self.hub.hub
    }

    /// What imports need.
    pub(crate) fn imports(&self) -> Imports {
        Imports {
            folder: self.folder.path().join("imports"),
            hub: self.hub.hub.clone(),
            shown: self.shown.clone(),
            pack: Pack::of("CD").unwrap(),
        }
    }

    /// Publishes the country's areas, and a site.
    pub(crate) fn publish(&self, site: &str, name: &str, province: &str) {
        world::publish_catalogue(&self.hub).unwrap();
        world::invitation_to(&self.hub, province, site, name, "9").unwrap();
    }

    /// Where sites come.
    pub(crate) fn sync_address(&self) -> SocketAddr {
        self.hub.address().unwrap()
    }

    /// Lets the hub publish whatever came, and shows it.
    pub(crate) async fn settle(&self) {
        let (store, speaker) = (self.store(), self.hub.hub.speaker.clone());
        let published = tokio::task::spawn_blocking(move || {
            loop {
                let speaker = speaker.clone();
                let count = store.write(move |db| as_hub(db, &speaker, |hub| hub.publish(32)));
                if count.unwrap() == 0 {
                    break;
                }
            }
        });
        published.await.unwrap();
        self.shown.catch_up(&self.store()).unwrap();
    }

    pub(crate) fn store(&self) -> Store {
        self.hub.hub.store.clone()
    }

    pub(crate) fn sign_in(&self, name: &str) -> String {
        let body = format!(r#"{{"name":"{name}","password":"{PASSWORD}"}}"#);
        let reply = self.send("POST", "/api/v1/session", None, "", &body);
        reply.json()["token"].as_str().unwrap().to_owned()
    }

    pub(crate) fn ask(&self, method: &str, path: &str, token: Option<&str>) -> Reply {
        self.send(method, path, token, "", "")
    }

    pub(crate) fn ask_with(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        headers: &str,
    ) -> Reply {
        self.send(method, path, token, headers, "")
    }

    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        headers: &str,
        body: &str,
    ) -> Reply {
        let token =
            token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
        self.send_bytes(method, path, &format!("{token}{headers}"), body.as_bytes())
    }

    pub(crate) fn send_bytes(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n{headers}\
             Content-Length: {}\r\n\r\n",
            body.len()
        )
        .unwrap();
        stream.write_all(body).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let header =
            |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
        let (tag, to) = (header("etag: ").to_owned(), header("location: ").to_owned());
        Reply { status, tag, to, body: bytes[end + 4..].to_vec() }
    }
}

/// Everything that stands in the views but the numbers of the rows.
pub(crate) fn rows(shown: &Projection) -> Vec<String> {
    let (views, index) = (shown.views.reader().unwrap(), shown.index.reader().unwrap());
    let mut rows = Vec::new();
    for (db, columns) in [
        (&views, "scope, position, digest FROM progress"),
        (&views, "scope, document, saved FROM held"),
        (
            &views,
            "scope, kind, part, document, cells, several, from_position, to_position FROM line",
        ),
        (&index, "* FROM shown"),
        (&index, "* FROM line"),
        (&index, "* FROM word"),
        (&index, "* FROM finding"),
    ] {
        let mut statement = db.prepare(&format!("SELECT {columns}")).unwrap();
        let count = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let cells: Vec<String> =
                (0..count).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            rows.push(cells.join(" "));
        }
    }
    rows.sort();
    rows
}
