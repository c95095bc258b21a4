//! A site in these stories, and somebody before its screen: what is entered there, read and exchanged.

use std::sync::Arc;

use lisanga_hub::projection::Projection;
use lisanga_hub::sync::Hub;
use lisanga_index::{Dataset, Index, Known, Places, Sight};
use lisanga_node::capture::import::Importer;
use lisanga_node::sync::Site;
use lisanga_protocol::dictionary::kind::Class;
use lisanga_protocol::dictionary::kinds::course::COURSE;
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::standard::STANDARD;
use lisanga_protocol::ids::{DocumentId, Scope, UserNumber};
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::Pack;
use lisanga_store::places;
use lisanga_tables::{Choice, Mapping};
use lisanga_tests::world;

use super::forms::enter;
use crate::screen::{Page, Screen, after, exchange, part, settle};

/// A site, and somebody before its screen.
pub(super) struct Stand {
    pub(super) site: Site,
    pub(super) screen: Screen,
    pub(super) nation: Scope,
    pub(super) pack: &'static Pack,
    pub(super) province: String,
    pub(super) hub: Arc<Hub>,
    pub(super) shown: Option<Arc<Projection>>,
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
