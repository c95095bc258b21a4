//! Somebody before the pages of a site, as a browser without scripts asks for them.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;

use lisanga_hub::Running;
use lisanga_hub::ingest::publish_now;
use lisanga_hub::projection::Projection;
use lisanga_hub::sync::Hub;
use lisanga_node::pages;
use lisanga_node::settings::Home;
use lisanga_node::sync::Site;
use lisanga_tests::typed;
use lisanga_tests::world::{self, loopback};
use lisanga_transport::node::Outcome;
use lisanga_transport::system;
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// A hub on any free port.
pub(crate) fn hub_in(folder: &Path) -> Running {
    world::hub(folder, &system::seams(), &loopback().unwrap()).unwrap()
}

/// Everything a hub has stored is judged, published and shown, however busy the machine is.
pub(crate) fn settle(hub: &Hub, shown: Option<&Projection>) {
    publish_now(&hub.store, &hub.speaker, &hub.anchor, &hub.moved).unwrap();
    shown.map(|shown| shown.catch_up(&hub.store).unwrap());
}

pub(crate) async fn exchange(site: &Site) -> Outcome {
    site.exchange_once(&loopback().unwrap()).await.unwrap()
}

/// Somebody before a screen.
pub(crate) struct Screen {
    pub(crate) address: SocketAddr,
    pub(crate) cookie: String,
    served: JoinHandle<()>,
}

#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) to: String,
    pub(crate) body: String,
}

impl Screen {
    pub(crate) fn open(site: &Site, home: &Home) -> Self {
        let pages = pages::open(site.clone(), home).unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let served = tokio::spawn(async move {
            pages::serve(pages, listener).await.unwrap();
        });
        Self { address, cookie: String::new(), served }
    }

    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &str,
        body: &str,
    ) -> (Page, String) {
        let form = "Content-Type: application/x-www-form-urlencoded\r\n";
        let bytes = self.ask(method, path, &format!("{form}{headers}"), body.as_bytes());
        Self::read(&bytes)
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Vec<u8> {
        let mut stream = TcpStream::connect(self.address).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: site\r\nConnection: close\r\nCookie: {}\r\n\
             {headers}Content-Length: {}\r\n\r\n",
            self.cookie,
            body.len()
        )
        .unwrap();
        stream.write_all(body).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        bytes
    }

    /// What is saved from this address.
    pub(crate) fn file(&self, path: &str) -> Vec<u8> {
        let bytes = self.ask("GET", path, "", b"");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        assert!(bytes.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&bytes));
        bytes[end + 4..].to_vec()
    }

    /// Gives files to the input `file` of a form.
    pub(crate) fn give(&self, path: &str, files: &[(&str, &[u8])]) -> Page {
        let files: Vec<_> = files.iter().map(|(name, bytes)| ("file", *name, *bytes)).collect();
        self.sends_parts(path, &[], &files)
    }

    /// Sends a form with files: the input, the file's name, what is in it.
    pub(crate) fn sends_parts(
        &self,
        path: &str,
        typed: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Page {
        let mut body = Vec::new();
        for (input, text) in typed {
            let part = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"{input}\"\r\n\r\n{text}\r\n"
            );
            body.extend(part.into_bytes());
        }
        for (input, name, bytes) in files {
            let head = format!(
                "--edge\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend(b"--edge--\r\n");
        let kind = "Content-Type: multipart/form-data; boundary=edge\r\n";
        Self::read(&self.ask("POST", path, kind, &body)).0
    }

    /// A page, and the cookie it sets.
    fn read(bytes: &[u8]) -> (Page, String) {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let header =
            |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).unwrap_or("");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let page = Page { status, to: header("location: ").to_owned(), body: typed(body) };
        (page, header("set-cookie: ").split(';').next().unwrap_or_default().to_owned())
    }

    /// Before pages that are served by somebody else, not signed in.
    pub(crate) fn at(address: SocketAddr) -> Self {
        Self { address, cookie: String::new(), served: tokio::spawn(async {}) }
    }

    /// Before the pages of an office, signed in; they are served by somebody else.
    pub(crate) fn at_office(address: SocketAddr, name: &str, password: &str) -> Self {
        let mut screen = Self::at(address);
        let form = format!("name={name}&password={password}").replace(' ', "+");
        let (page, cookie) = screen.send("POST", "/sign-in", "", &form);
        assert_eq!(page.status, 303, "{}", page.body);
        screen.cookie = cookie;
        screen
    }

    pub(crate) fn get(&self, path: &str) -> Page {
        self.send("GET", path, "", "").0
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> Page {
        self.send("POST", path, "", body).0
    }

    pub(crate) fn begin(&mut self) {
        let (page, cookie) =
            self.send("POST", "/first", "", "name=Marie&device=Tablette+A&pin=4711&again=4711");
        assert_eq!((page.status, page.to.as_str()), (303, "/"));
        self.cookie = cookie;
    }

    /// Marie signs in once more.
    pub(crate) fn again(&mut self) {
        let (page, cookie) = self.send("POST", "/sign-in", "", "user=1&pin=4711");
        assert_eq!(page.status, 303, "{}", page.body);
        self.cookie = cookie;
    }

    /// The form of a page as a browser would send it, with some inputs filled in.
    pub(crate) fn filled(&self, path: &str, with: &[(&str, &str)]) -> String {
        let page = self.get(path);
        let hidden = |name: &str| {
            let mark = format!("name=\"{name}\" value=\"");
            let (_, rest) = page.body.split_once(&mark).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let key = hidden("key");
        let mut pairs = vec![("key", key.as_str()), ("page", path)];
        let heads = hidden("heads");
        pairs.push(("heads", &heads));
        pairs.extend(with);
        let escape = |text: &str| text.replace('%', "%25").replace('+', "%2B").replace('&', "%26");
        let pair = |(name, value): (&str, &str)| format!("{}={}", escape(name), escape(value));
        pairs.into_iter().map(pair).collect::<Vec<_>>().join("&")
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.served.abort();
    }
}

/// Everything a person's form needs, but the place of residence.
pub(crate) const PERSON: [(&str, &str); 10] = [
    ("surname", "KABONGO"),
    ("postname", "Tshibangu"),
    ("sex", "F"),
    ("birth", "14/03/1991"),
    ("mother_name", "Mbuyi"),
    ("nationality", "CD"),
    ("roles", "DIGGER"),
    ("consents/+/given", "true"),
    ("consents/+/purposes", "REGISTRATION"),
    ("consents/+/form", "SIGNATURE"),
];

pub(crate) async fn site_with_pages() -> (TempDir, Running, Site, Screen) {
    let folder = tempfile::tempdir().unwrap();
    let hub = hub_in(&folder.path().join("hub"));
    world::publish_catalogue(&hub).unwrap();
    let invitation = world::invitation_to(&hub, "CD-KE", "LUBI-1", "Lubi 1 (démo)", "1").unwrap();
    let site = world::join(&folder.path().join("site"), &invitation).await.unwrap();
    exchange(&site).await;
    exchange(&site).await;
    let home = Home::at(&folder.path().join("site"));
    let mut screen = Screen::open(&site, &home);
    screen.begin();
    (folder, hub, site, screen)
}

/// The form of a new person, with what the page offers for residence and site.
pub(crate) fn new_person(screen: &Screen, more: &[(&str, &str)]) -> String {
    let page = screen.get("/persons/new").body;
    let option = |input: &str| {
        let (_, list) = page.split_once(&format!("name=\"{input}\"")).unwrap();
        let (_, value) = list.split_once("<option value=\"0").unwrap();
        format!("0{}", value.split('"').next().unwrap())
    };
    let (residence, site) = (option("residence"), option("site_main"));
    let mut with = PERSON.to_vec();
    with.extend([("residence", residence.as_str()), ("site_main", &site)]);
    with.push(("consents/+/event_date", "2026-11-20"));
    with.extend(more);
    screen.filled("/persons/new", &with)
}

/// What stands in a page between `from` and the next quotation mark.
pub(crate) fn after<'a>(page: &'a str, from: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("{from} in {page}"));
    rest.split('"').next().unwrap_or_default()
}

/// The id in an address like `/cash/<id>/entries/…?done=saved`: the part at this place.
pub(crate) fn part(address: &str, at: usize) -> &str {
    address.split(['/', '?']).nth(at).unwrap_or_default()
}
