//! A country with a hub, an office of a province, and sites with their screens.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use lisanga_hub::Running;
use lisanga_hub::people::{self, Role};
use lisanga_hub::projection::Projection;
use lisanga_hub::settings::Home as HubHome;
use lisanga_hub::sync::Hub;
use lisanga_index::{Dataset, Index, Known, Places, Sight};
use lisanga_node::capture::import::Importer;
use lisanga_node::settings::Home;
use lisanga_node::sync::{self, Site};
use lisanga_protocol::dictionary::kind::Class;
use lisanga_protocol::dictionary::kinds::course::COURSE;
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::standard::STANDARD;
use lisanga_protocol::ids::{ClaimedTime, DocumentId, Scope, UserNumber};
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::Pack;
use lisanga_store::places::{self, Level};
use lisanga_store::seams::{Clock, Seams};
use lisanga_tables::{Choice, Mapping};
use lisanga_tests::settled;
use lisanga_tests::world::{self, loopback};
use lisanga_transport::invitation::Invitation;
use lisanga_transport::system;
use tempfile::TempDir;

use crate::screen::{Page, Screen, after, exchange, part, settle};

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

/// A site, and somebody before its screen.
pub(super) struct Stand {
    pub(super) site: Site,
    pub(super) screen: Screen,
    nation: Scope,
    pub(super) pack: &'static Pack,
    province: String,
    hub: Arc<Hub>,
    shown: Option<Arc<Projection>>,
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

/// The first value as an address says it: what the form is begun about.
fn first(values: &[(&str, &str)]) -> String {
    values.first().map(|(name, value)| format!("{name}={value}")).unwrap_or_default()
}

impl Stand {
    /// Enters a new document into its form, or one that an address has begun. Returns its id.
    pub(super) fn writes(&self, kind: &str, values: &[(&str, &str)]) -> String {
        let to = if kind.contains('/') { kind.to_owned() } else { format!("{kind}/new") };
        enter(&self.screen, &format!("/documents/{to}"), values)
    }

    /// Changes a document in its form.
    pub(super) fn adds(&self, kind: &str, id: &str, values: &[(&str, &str)]) {
        enter(&self.screen, &format!("/documents/{kind}/{id}/edit"), values);
    }

    /// Fills in a collection for several at one go.
    pub(super) fn together(&self, kind: &str, id: &str, field: &str, values: &[(&str, &str)]) {
        enter(&self.screen, &format!("/documents/{kind}/{id}/rows/{field}"), values);
    }

    /// Opens the book « Caisse » of an organisation, with so much in the box. Returns its ledger.
    pub(super) fn opens(&self, organisation: &str, held: &str) -> String {
        let page = self.screen.get("/cash/new").body;
        let key = after(&page, "name=\"key\" value=\"");
        let currency = self.pack.currencies[0].code;
        let form = format!(
            "key={key}&organisation={organisation}&book=Caisse&book_kind=COOP&held-{currency}={held}"
        );
        let opened = self.screen.post("/cash/new", &form);
        assert_eq!(opened.status, 303, "{}", opened.body);
        part(&opened.to, 2).to_owned()
    }

    /// Changes a person in the form.
    pub(super) fn changes_person(&self, id: &str, values: &[(&str, &str)]) {
        enter(&self.screen, &format!("/persons/{id}/edit"), values);
    }

    /// The site takes in a register.
    pub(super) fn imports(&self, register: &str) {
        let desk = world::desk(&self.site);
        let importer = Importer { desk, user: UserNumber(1), pack: self.pack };
        let sheet = lisanga_tables::read(register.as_bytes(), &Choice::default()).unwrap();
        let mapping = Mapping::guess(&PERSON, &sheet.header);
        let (plan, _) = importer.plan(&sheet, mapping).unwrap();
        let written = importer.write(&plan, false, &mut |_, _| {}).unwrap();
        assert_eq!(written, sheet.rows.len(), "{:?}", plan.rows);
    }

    /// Somebody else at this site, with a function of their own.
    pub(super) fn user(&self, name: &str, role: &str) -> Screen {
        let added = format!("name={name}&role={role}&pin=1234&again=1234");
        assert_eq!(self.screen.post("/users", &added).status, 303);
        let page = self.screen.get("/sign-in").body;
        let (before, _) = page.split_once(name).unwrap();
        let number = before.rsplit_once("value=\"").unwrap().1.split('"').next().unwrap();
        let mut screen = Screen::at(self.screen.address);
        let form = format!("user={number}&pin=1234");
        let (page, cookie) = screen.send("POST", "/sign-in", "", &form);
        assert_eq!(page.status, 303, "{}", page.body);
        screen.cookie = cookie;
        screen
    }

    /// What the site takes out of the documents of a kind: every cell of the table.
    pub(super) fn exports(&self, dataset: &str) -> String {
        let store = &self.site.store;
        let name = |_: Scope| [self.province.clone(), "LUBI-1".to_owned()];
        let upwards = |scope| store.write(move |db| places::upwards(db, scope));
        let places = Places { name: &name, upwards: &upwards, today: store.seams().today() };
        let (dataset, french) = (Dataset::named(dataset).unwrap(), Language::french());
        let most = Class::Personal;
        let table = |known: &Known<'_>| dataset.table(known, french, self.pack, most, places);
        String::from_utf8(self.asks(table).unwrap().csv()).unwrap()
    }

    /// Asks an index of what is here.
    pub(super) fn asks<T>(&self, what: impl FnOnce(&Known<'_>) -> T) -> T {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(&folder.path().join("index.db")).unwrap();
        index.catch_up(&self.site.store).unwrap();
        let db = index.reader().unwrap();
        what(&Known::new(&db, "fr", Sight::Everything).unwrap())
    }

    /// Presses a button of a document's page.
    pub(super) fn presses(&self, kind: &str, id: &str, room: &str, what: &str) -> Page {
        let to = format!("{room}{id}/{what}");
        let page = self.sees(kind, id);
        let (_, form) = page.split_once(&format!("action=\"{to}\"")).expect("a button");
        let key = after(form, "name=\"key\" value=\"");
        self.screen.post(&to, &format!("key={key}"))
    }

    /// The page of a document.
    pub(super) fn sees(&self, kind: &str, id: &str) -> String {
        self.screen.get(&format!("/documents/{kind}/{id}")).body
    }

    pub(super) async fn exchanges(&self) {
        exchange(&self.site).await;
        settle(&self.hub, self.shown.as_deref());
        exchange(&self.site).await;
        settle(&self.hub, self.shown.as_deref());
    }

    /// So many days from today.
    pub(super) fn day(&self, days: i32) -> String {
        self.site.store.seams().today().after(days).unwrap().to_string()
    }

    pub(super) fn course(&self, code: &str) -> String {
        DocumentId::natural(COURSE.number, self.nation, code.as_bytes()).to_string()
    }

    pub(super) fn standard(&self, code: &str) -> String {
        DocumentId::natural(STANDARD.number, self.nation, code.as_bytes()).to_string()
    }

    /// The currency of the country itself.
    pub(super) fn home(&self) -> &'static str {
        self.pack.currencies[0].code.code()
    }

    /// A currency of the country, for larger amounts.
    pub(super) fn currency(&self) -> &'static str {
        self.pack.currencies.last().unwrap().code.code()
    }

    /// An area of the province.
    pub(super) fn area(&self) -> String {
        self.unit(&self.pack.units_in(&self.province).next().unwrap().code)
    }

    /// The document of an area.
    pub(super) fn unit(&self, code: &str) -> String {
        DocumentId::natural(GEO_UNIT.number, self.nation, code.as_bytes()).to_string()
    }

    /// A place where people mine that nobody knows yet, at a position.
    pub(super) fn place(&self, name: &str, position: &str) -> String {
        let area = self.area();
        let values = [("name", name), ("geo_unit", &*area), ("position", position)];
        let more = [("minerals", "DIA"), ("tenure_kind", "ZEA")];
        self.writes("mining_site", &[&values[..], &more[..]].concat())
    }

    /// The mining site this stand is at.
    pub(super) fn mine(&self) -> String {
        let scope = self.site.membership.site;
        let places = self.site.store.write(|db| places::all(db)).unwrap();
        let here = places.iter().find(|place| place.scope == scope).unwrap();
        DocumentId::natural(MINING_SITE.number, scope, here.code.as_bytes()).to_string()
    }

    /// A registered person of this surname.
    pub(super) fn person(&self, surname: &str, sex: &str) -> String {
        let (area, mine) = (self.area(), self.mine());
        enter(
            &self.screen,
            "/persons/new",
            &[
                ("surname", surname),
                ("postname", "Démo"),
                ("given_name", surname),
                ("sex", sex),
                ("birth", "1990"),
                ("nationality", self.pack.country.as_str()),
                ("residence", &area),
                ("site_main", &mine),
                ("roles", "DIGGER"),
                ("consents/+/given", "true"),
                ("consents/+/purposes", "REGISTRATION"),
                ("consents/+/form", "ORAL"),
                ("different", "1"),
            ],
        )
    }

    /// A cooperative to be, of the form the country has.
    pub(super) fn organisation(&self, name: &str) -> String {
        let (area, mine) = (self.area(), self.mine());
        let form = if self.pack.country == "CD" { "OHADA_SCOOPS" } else { "SL_COOP" };
        self.writes(
            "organisation",
            &[
                ("name", name),
                ("profile", "MIXED"),
                ("legal_form", form),
                ("minerals", "DIA"),
                ("catchment", &area),
                ("seat", &area),
                ("sites", &mine),
            ],
        )
    }

    /// Makes somebody a member since a year ago. Returns the membership.
    pub(super) fn joins(&self, organisation: &str, person: &str) -> String {
        let day = self.day(-360);
        self.writes(
            "membership",
            &[
                ("organisation", organisation),
                ("person", person),
                ("applied", &day),
                ("admitted", &day),
                ("founding", "true"),
                ("category", "ACTIVE"),
            ],
        )
    }

    /// An organisation with so many members. Returns it, and them.
    pub(super) fn cooperative(&self, members: usize) -> (String, Vec<String>) {
        const NAMES: [&str; 8] =
            ["KABONGO", "MUKENDI", "ILUNGA", "KALALA", "NGOYI", "MUTOMBO", "KAPINGA", "LUKUSA"];
        let organisation = self.organisation("Coopérative Lubi (démo)");
        let person = |name: &&str| {
            let person = self.person(name, "M");
            self.joins(&organisation, &person);
            person
        };
        let members = NAMES.iter().take(members).map(person).collect();
        (organisation, members)
    }

    /// An assembly to which all members came, that carried these resolutions: kind, and what it is about.
    pub(super) fn assembly(
        &self,
        organisation: &str,
        (kind, days): (&str, i32),
        members: &[String],
        resolutions: &[(&str, &str)],
    ) -> String {
        let (notice, held) = (self.day(days - 20), self.day(days));
        let id = self.writes(
            "assembly",
            &[
                ("organisation", organisation),
                ("kind", kind),
                ("call_no", "1"),
                ("notice_date", &notice),
                ("held_date", &held),
                ("agenda/+:key", "1"),
                ("agenda/+/title", "Ordre du jour"),
            ],
        );
        let present: Vec<(String, &str)> = members
            .iter()
            .map(|member| (format!("attendance/{member}/presence"), "PRESENT"))
            .collect();
        let present: Vec<(&str, &str)> = present.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        if !present.is_empty() {
            self.together("assembly", &id, "attendance", &present);
        }
        let votes = members.len().to_string();
        let mut values = Vec::<(String, &str)>::new();
        for (at, (kind, subject)) in (1..).zip(resolutions) {
            let mut put =
                |part: &str, value| values.push((format!("resolutions/{at}/{part}"), value));
            put("kind", kind);
            put("majority", "SIMPLE");
            put("votes_for", &votes);
            put("votes_against", "0");
            put("subject", subject);
        }
        values.retain(|(_, value)| !value.is_empty());
        let values: Vec<(&str, &str)> = values.iter().map(|(n, v)| (n.as_str(), *v)).collect();
        if !values.is_empty() {
            self.together("assembly", &id, "resolutions", &values);
        }
        id
    }

    /// Somebody elected to a position, accepted by an assembly.
    pub(super) fn mandate(
        &self,
        organisation: &str,
        person: &str,
        position: &str,
        by: &str,
    ) -> String {
        self.elected(organisation, person, ("CG", position), by)
    }

    /// Somebody elected to a position of an organ, accepted by an assembly.
    pub(super) fn elected(
        &self,
        organisation: &str,
        person: &str,
        (organ, position): (&str, &str),
        by: &str,
    ) -> String {
        let election = self.writes(
            "election",
            &[
                ("organisation", organisation),
                ("assembly", by),
                ("organ", organ),
                ("position", position),
                ("seats", "1"),
                ("candidates/+:key", person),
                ("candidates/+/votes", "5"),
            ],
        );
        let more = [("organ", organ), ("election", election.as_str())];
        self.holds(organisation, person, position, by, &more)
    }

    /// Somebody in an office for which nobody noted an election.
    pub(super) fn appointed(
        &self,
        organisation: &str,
        person: &str,
        position: &str,
        by: &str,
    ) -> String {
        self.holds(organisation, person, position, by, &[("organ", "CG")])
    }

    fn holds(
        &self,
        organisation: &str,
        person: &str,
        position: &str,
        by: &str,
        more: &[(&str, &str)],
    ) -> String {
        let start = self.day(-200);
        let mut values = vec![
            ("organisation", organisation),
            ("person", person),
            ("position", position),
            ("start", &start),
            ("term_months", "36"),
            ("accepted_by", by),
        ];
        values.extend(more);
        self.writes("mandate", &values)
    }

    /// A training of a course at which these persons were.
    pub(super) fn training(
        &self,
        organisation: &str,
        course: &str,
        days: i32,
        persons: &[String],
    ) -> String {
        let (day, course) = (self.day(days), self.course(course));
        let id = enter(
            &self.screen,
            "/trainings/new",
            &[
                ("course", &course),
                ("mode", "WORKSHOP"),
                ("held_for", organisation),
                ("start_date", &day),
                ("end_date", &day),
                ("trainers", &persons[0]),
            ],
        );
        for person in persons {
            let form = format!("person={person}&day={day}&there=true");
            let ticked = self.screen.post(&format!("/trainings/{id}/tick"), &form);
            assert!(matches!(ticked.status, 200 | 303), "{}", ticked.body);
        }
        id
    }
}

/// A form as a browser sends it.
pub(super) fn form_of(pairs: &[(&str, &str)]) -> String {
    let escape = |text: &str| {
        let special = [("%", "%25"), ("+", "%2B"), ("&", "%26"), ("=", "%3D"), ("\n", "%0A")];
        special.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    };
    let pair = |(name, value): &(&str, &str)| format!("{}={}", escape(name), escape(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Fills in a form as it is shown: where it is sent, and what.
fn filled(screen: &Screen, path: &str, values: &[(&str, &str)]) -> (String, String) {
    let page = screen.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    let mut inputs = inputs(&page.body);
    for (name, _) in values {
        inputs.retain(|(known, _)| known != name);
    }
    let known = inputs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let pairs: Vec<(&str, &str)> = known.chain(values.iter().copied()).collect();
    (path.split('?').next().unwrap().to_owned(), form_of(&pairs))
}

/// Fills in a form and sends it once. Returns what is said of it.
pub(super) fn sends(screen: &Screen, path: &str, values: &[(&str, &str)]) -> Page {
    let (to, form) = filled(screen, path, values);
    screen.post(&to, &form)
}

/// Fills in a form as it is shown and sends it. Returns the id of the document it leads to.
pub(super) fn enter(screen: &Screen, path: &str, values: &[(&str, &str)]) -> String {
    let (to, form) = filled(screen, path, values);
    entered(screen, &to, &form)
}

/// Sends a form that was filled in. Returns the id of the document it leads to.
fn entered(screen: &Screen, to: &str, form: &str) -> String {
    let mut sent = screen.post(to, form);
    if sent.status == 422 && sent.body.contains("name=\"anyway\"") {
        // Whoever enters it was told, and means it.
        sent = screen.post(to, &format!("{form}&anyway=1"));
    }
    let faults: Vec<&str> =
        sent.body.split("class=\"fault\"").skip(1).map(|f| f.split('<').next().unwrap()).collect();
    assert_eq!(sent.status, 303, "{to} with {form}: {faults:?}");
    let at = if to.starts_with("/documents") { 3 } else { 2 };
    part(&sent.to, at).to_owned()
}

/// What a browser would send of the form of a page as it stands.
pub(super) fn inputs(page: &str) -> Vec<(String, String)> {
    let form = page.split_once("<main").map_or(page, |(_, main)| main);
    let attribute = |tag: &str, name: &str| {
        let mark = format!(" {name}=\"");
        tag.split_once(&mark).map(|(_, rest)| plain(rest.split('"').next().unwrap()))
    };
    let mut found = Vec::new();
    for piece in form.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap();
        let (Some(name), kind) = (attribute(tag, "name"), attribute(tag, "type")) else { continue };
        if tag.starts_with("input") {
            let choice = matches!(kind.as_deref(), Some("radio" | "checkbox"));
            if !choice || tag.contains(" checked") {
                found.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        } else if tag.starts_with("textarea") {
            found.push((name, plain(piece.split_once('>').unwrap().1)));
        } else if tag.starts_with("select") {
            let mark = format!("name=\"{}\"", attribute(tag, "name").unwrap());
            let list = form.split_once(&mark).unwrap().1.split("</select>").next().unwrap();
            if tag.contains(" multiple") {
                let chosen = list
                    .split("<option")
                    .skip(1)
                    .filter(|o| o.split('>').next().unwrap().contains(" selected"));
                found.extend(
                    chosen.filter_map(|option| Some((name.clone(), attribute(option, "value")?))),
                );
                continue;
            }
            let mut options = list.split("<option").skip(1);
            let chosen =
                options.find(|option| option.split('>').next().unwrap().contains(" selected"));
            let value = chosen.and_then(|option| attribute(option, "value"));
            // Of several units the first is chosen if none is marked.
            let first = list.split("<option").nth(1).and_then(|option| attribute(option, "value"));
            found.push((name, value.or(first).unwrap_or_default()));
        }
    }
    found
}

/// A text of a page without its entities.
fn plain(text: &str) -> String {
    let entities =
        [("&#38;", "&"), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'")];
    entities.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
