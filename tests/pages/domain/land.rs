//! A country with a hub, an office of a province, and sites with their screens.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use lisanga_hub::Running;
use lisanga_hub::people::{self, Role};
use lisanga_hub::settings::Home as HubHome;
use lisanga_node::settings::Home;
use lisanga_node::sync::{self, Site};
use lisanga_protocol::ids::{ClaimedTime, Scope};
use lisanga_protocol::packs::Pack;
use lisanga_store::places::{self, Level};
use lisanga_store::seams::{Clock, Seams};
use lisanga_tests::settled;
use lisanga_tests::world::{self, loopback};
use lisanga_transport::invitation::Invitation;
use lisanga_transport::system;
use tempfile::TempDir;

pub(super) use super::forms::{enter, form_of, inputs, sends};
use super::forms::{entered, filled, first};
pub(super) use super::stand::Stand;
use crate::screen::{Screen, after, exchange, settle};

/// Both countries.
pub(super) const COUNTRIES: [&str; 2] = ["CD", "SL"];

const PASSWORD: &str = "long enough a password";

/// A clock that somebody set wrong, by so many seconds.
#[derive(Clone, Default)]
pub(super) struct Ahead(Arc<AtomicI64>);

impl Ahead {
    /// By so many days.
    pub(super) fn days(&self, days: i64) {
        self.0.store(days * 86_400, Ordering::SeqCst);
    }
}

impl Clock for Ahead {
    fn now(&self) -> ClaimedTime {
        let now = system::seams().clock.now().seconds();
        ClaimedTime::from_seconds(now.saturating_add_signed(self.0.load(Ordering::SeqCst)))
    }
}

/// A country.
pub(super) struct Land {
    folder: TempDir,
    hub: Running,
    pub(super) pack: &'static Pack,
    province: String,
    nation: Scope,
    /// Somebody at the office of the province.
    pub(super) office: Screen,
    /// Whoever handles its cases.
    pub(super) officer: Screen,
    headquarters: Screen,
    admin: Screen,
    /// Another site, where something else is going on.
    neighbour: Option<Box<Stand>>,
}

impl Land {
    pub(super) fn of(country: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("hub");
        let mut hub =
            world::hub_of(country, &home, &system::seams(), &loopback().unwrap()).unwrap();
        world::publish_catalogue(&hub).unwrap();
        let store = hub.hub.store.clone();
        let places = store.write(|db| places::all(db)).unwrap();
        let nation = places.iter().find(|place| place.level == Level::Nation).unwrap().scope;
        let wanted = if country == "CD" { "CD-KE" } else { "SL-E" };
        let province = places.iter().find(|place| place.code == wanted).unwrap();
        people::add(&store, "office", PASSWORD, Role::Province, Some(province.scope)).unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = hub.show(&HubHome::at(&home), listener, Vec::new()).unwrap();
        people::add(&store, "cases", PASSWORD, Role::CaseOfficer, Some(province.scope)).unwrap();
        let office = Screen::at_office(address, "office", PASSWORD);
        let officer = Screen::at_office(address, "cases", PASSWORD);
        people::add(&store, "siege", PASSWORD, Role::Headquarters, None).unwrap();
        let headquarters = Screen::at_office(address, "siege", PASSWORD);
        people::add(&store, "admin", PASSWORD, Role::Administrator, None).unwrap();
        let admin = Screen::at_office(address, "admin", PASSWORD);
        let (pack, province) = (Pack::of(country).unwrap(), province.code.clone());
        Self {
            folder,
            hub,
            pack,
            province,
            nation,
            office,
            officer,
            headquarters,
            admin,
            neighbour: None,
        }
    }

    /// A country with two sites: one whose story is told, and its neighbour, which works apart and sees nothing of
    /// it. The province sees both; [`Self::end`] asks.
    pub(super) async fn with_two_sites(country: &str) -> (Self, Stand) {
        let mut land = Self::of(country);
        let neighbour = land.stand("KANSHI-2", "B").await;
        neighbour.organisation("Groupe Voisin (démo)");
        land.neighbour = Some(Box::new(neighbour));
        let site = land.stand("LUBI-1", "A").await;
        (land, site)
    }

    /// A device of a site, with its screen.
    pub(super) async fn stand(&self, site: &str, device: &str) -> Stand {
        let invitation = world::invitation_to(
            &self.hub,
            &self.province,
            site,
            &format!("{site} (démo)"),
            device,
        )
        .unwrap();
        self.joins(site, device, &invitation).await
    }

    /// A device of a site of another province, with its screen.
    pub(super) async fn stand_elsewhere(&self, site: &str, device: &str) -> Stand {
        let elsewhere = if self.pack.country == "CD" { "CD-KS" } else { "SL-S" };
        let name = format!("{site} (démo)");
        let invitation = world::invitation_to(&self.hub, elsewhere, site, &name, device).unwrap();
        self.joins(site, device, &invitation).await
    }

    /// A device of a site that reads what is reserved there, with its screen.
    pub(super) async fn confidant(&self, site: &str, device: &str) -> Stand {
        let name = format!("{site} (démo)");
        let invitation =
            world::invitation_to_reserved(&self.hub, &self.province, site, &name, device).unwrap();
        self.joins(site, device, &invitation).await
    }

    /// A device of a site whose clock is ahead by so many seconds, or behind.
    pub(super) async fn stand_with(&self, site: &str, device: &str, ahead: Ahead) -> Stand {
        let name = format!("{site} (démo)");
        let invitation =
            world::invitation_to(&self.hub, &self.province, site, &name, device).unwrap();
        let home = self.folder.path().join(format!("{site}-{device}"));
        let seams = Seams { clock: Arc::new(ahead), ..system::seams() };
        let at = Home::at(&home);
        let joined = sync::join(&at, &seams, &loopback().unwrap(), &invitation).await.unwrap();
        self.begun(joined, &home).await
    }

    async fn joins(&self, site: &str, device: &str, invitation: &Invitation) -> Stand {
        let home = self.folder.path().join(format!("{site}-{device}"));
        let joined = world::join(&home, invitation).await.unwrap();
        self.begun(joined, &home).await
    }

    async fn begun(&self, joined: Site, home: &Path) -> Stand {
        settle(&self.hub.hub, self.hub.shown.as_deref());
        exchange(&joined).await;
        exchange(&joined).await;
        let mut screen = Screen::open(&joined, &Home::at(home));
        screen.begin();
        let (nation, pack, province) = (self.nation, self.pack, self.province.clone());
        let (hub, shown) = (self.hub.hub.clone(), self.hub.shown.clone());
        Stand { site: joined, screen, nation, pack, province, hub, shown }
    }

    /// What the hub has stored.
    pub(super) fn store(&self) -> lisanga_store::Store {
        self.hub.hub.store.clone()
    }

    /// The scope of the whole country.
    pub(super) const fn nation(&self) -> Scope {
        self.nation
    }

    /// The code of the province of its office.
    pub(super) fn province(&self) -> &str {
        &self.province
    }

    /// The page of a document as the office sees it.
    pub(super) fn sees(&self, kind: &str, id: &str) -> String {
        let page = self.office.get(&format!("/documents/{kind}/{id}"));
        assert_eq!(page.status, 200, "{kind} {id}: {}", page.body);
        page.body
    }

    /// The office writes a document.
    pub(super) fn decides(&self, kind: &str, values: &[(&str, &str)]) -> String {
        let id = enter(&self.office, &format!("/documents/{kind}/new?{}", first(values)), values);
        settle(&self.hub.hub, self.hub.shown.as_deref());
        id
    }

    /// The office of the province and headquarters both have the form before them, and know nothing of each other.
    pub(super) fn both_decide(
        &self,
        kind: &str,
        office: &[(&str, &str)],
        headquarters: &[(&str, &str)],
    ) {
        let both = [(&self.office, office), (&self.headquarters, headquarters)];
        let forms = both.map(|(screen, values)| {
            (screen, filled(screen, &format!("/documents/{kind}/new?{}", first(values)), values))
        });
        for (screen, (to, form)) in forms {
            entered(screen, &to, &form);
        }
        self.settles();
    }

    /// Headquarters publishes something for the whole country.
    pub(super) fn publishes(&self, kind: &str, values: &[(&str, &str)]) -> String {
        let id = enter(&self.headquarters, &format!("/documents/{kind}/new"), values);
        settle(&self.hub.hub, self.hub.shown.as_deref());
        id
    }

    /// Headquarters takes in a register. Returns what its page says in the end.
    pub(super) fn imports(&self, register: &str) -> String {
        let screen = &self.headquarters;
        let given = screen.give("/imports", &[("registre.csv", register.as_bytes())]);
        assert_eq!(given.status, 303, "{}", given.body);
        let settled = || settled(|| screen.get(&given.to).body);
        let columns = inputs(&settled());
        let columns: Vec<(&str, &str)> =
            columns.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let form = form_of(&columns);
        assert_eq!(screen.post(&format!("{}/columns", given.to), &form).status, 303);
        let checked = settled();
        let written = screen.post(&format!("{}/write", given.to), "");
        assert_eq!(written.status, 303, "{checked}");
        let told = settled();
        self.settles();
        told
    }

    /// Somebody at headquarters.
    pub(super) fn headquarters(&self) -> &Screen {
        &self.headquarters
    }

    /// Whoever runs the hub.
    pub(super) fn administrator(&self) -> &Screen {
        &self.admin
    }

    /// What an office takes out of the documents of a kind.
    pub(super) fn exports(&self, dataset: &str) -> String {
        self.office
            .get(&format!("/exports/file?dataset={dataset}&form=csv&within={}", self.province))
            .body
    }

    /// Somebody who has not signed in.
    pub(super) fn anybody(&self) -> Screen {
        Screen::at(self.office.address)
    }

    /// Somebody of the programme, who may be held to the province of the office.
    pub(super) fn facilitator(&self, name: &str, held: bool) -> Screen {
        let store = &self.hub.hub.store;
        let places = store.write(|db| places::all(db)).unwrap();
        let province = places.iter().find(|place| place.code == self.province).unwrap();
        let province = held.then_some(province.scope);
        people::add(store, name, PASSWORD, Role::Facilitator, province).unwrap();
        Screen::at_office(self.office.address, name, PASSWORD)
    }

    /// Ends the rights of a device.
    pub(super) fn revokes(&self, stand: &Stand) {
        let key = stand.site.device();
        let done = self.admin.post(&format!("/devices/{key}/revoke"), "");
        assert_eq!(done.status, 303, "{}", done.body);
        self.settles();
    }

    /// The page of what is held.
    pub(super) fn held(&self) -> String {
        self.office.get("/quarantine").body
    }

    /// Somebody at the office of another province.
    pub(super) fn other_office(&self) -> Screen {
        let store = &self.hub.hub.store;
        let places = store.write(|db| places::all(db)).unwrap();
        let mut others = places.iter().filter(|place| place.level == Level::Province);
        let other = others.find(|place| place.code != self.province).unwrap();
        people::add(store, "elsewhere", PASSWORD, Role::Province, Some(other.scope)).unwrap();
        Screen::at_office(self.office.address, "elsewhere", PASSWORD)
    }

    /// The office of the province decides about what is held: it counts, or it never does.
    pub(super) fn decides_held(&self, decision: &str) {
        let page = self.held();
        let [log, from, to] =
            ["log", "from", "to"].map(|name| after(&page, &format!("name=\"{name}\" value=\"")));
        let form = format!("log={log}&from={from}&to={to}&decision={decision}");
        let elsewhere = self.other_office();
        assert!(elsewhere.get("/quarantine").body.contains("Rien n’est retenu"));
        assert_eq!(elsewhere.post("/quarantine", &form).to, "/quarantine?done=elsewhere");
        assert_eq!(self.office.post("/quarantine", &form).to, "/quarantine?done=saved");
        self.settles();
    }

    /// What the office wrote is published.
    pub(super) fn settles(&self) {
        settle(&self.hub.hub, self.hub.shown.as_deref());
    }

    pub(super) async fn end(self) {
        if let Some(neighbour) = &self.neighbour {
            neighbour.exchanges().await;
            let list = "/documents/organisation";
            let (theirs, all) = (neighbour.screen.get(list).body, self.office.get(list).body);
            assert!(theirs.contains("Voisin") && !theirs.contains("Lubi"), "{theirs}");
            assert!(all.contains("Voisin"), "{all}");
            assert!(!neighbour.screen.get("/persons").body.contains("Démo"), "nobody of Lubi");
        }
        self.hub.stop().await;
    }
}
