//! The pages of the offices: a table of routes, each a plain function. What every request has in common
//! (who asks and how far they see, in which language, whether a form came from our own pages, that reading
//! about people is noted) is done once, around them.

mod accounts;
mod across;
mod amend;
mod audit;
mod bundles;
mod candidates;
mod caseload;
mod completeness;
mod country;
mod devices;
mod erasure;
mod exports;
mod files;
mod followed;
mod imports;
mod kinds;
mod lists;
mod overview;
mod persons;
mod plans;
mod prices;
mod quarantine;

mod recognised;
mod review;
mod sign_in;
mod titles;
mod trained;
mod trainings;
mod users;
mod ways;

use std::path::PathBuf;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, RawPathParams, RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::routing::{MethodFilter, on};
use lisanga_index::{Known, Sight};
use lisanga_pages::assets;
use lisanga_pages::frame::Frame;
use lisanga_pages::record::Reader;
use lisanga_pages::web::{Asked, LANGUAGE_COOKIE, MAX_BODY, Reply};
use lisanga_pages::words::Words;
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::ids::{DocumentId, Scope, UserNumber};
use lisanga_protocol::packs::Pack;
use lisanga_store::author::Author;
use lisanga_store::places::{self, Level, Place};
use lisanga_store::publisher;
use lisanga_store::{Store, StoreError};
use rusqlite::Connection;
use tower_http::compression::CompressionLayer;
use tracing::error;
use ulid::Ulid;

use crate::audit::{self as log, Act};
use crate::import::Imports;
use crate::ingest::as_hub;
use crate::people::{self, COOKIE, People, PeopleError, Person, Role};
use crate::projection::Projection;
use crate::query::{QueryError, Reach, View};
use crate::sync::Hub;

/// What all requests share.
#[derive(Debug)]
pub struct Office {
    /// The hub.
    pub hub: Arc<Hub>,
    /// What is derived from its records.
    pub shown: Arc<Projection>,
    /// Sign-in.
    pub people: Arc<People>,
    /// How devices reach this hub, as host:port.
    pub addresses: Vec<String>,
    /// Registers that headquarters takes in.
    pub imports: Imports,
    /// The folder of bundles written for devices.
    pub bundles: PathBuf,
    /// Of the hub's country.
    pub pack: &'static Pack,
}

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Query(#[from] QueryError),
    #[error(transparent)]
    People(#[from] PeopleError),
    #[error("show the page: {0}")]
    Page(#[from] askama::Error),
    #[error("there is no such page")]
    NotFound,
    #[error("this form does not come from a page of this program")]
    Foreign,
    #[error("this role may not do that")]
    NotAllowed,
}

type Answer = Result<Reply, Fault>;

/// Who may see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anybody,
    /// Whoever has one of these roles.
    Roles(&'static [Role]),
}

/// A row of the matrix.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// GET or POST.
    pub method: &'static str,
    /// The path; `{id}` is a document.
    pub path: &'static str,
    /// Who may see it.
    pub who: Who,
    /// What is noted in the audit log when it was answered; none for pages that say nothing of anybody.
    pub noted: Option<&'static str>,
    answer: fn(&Visit<'_>) -> Answer,
}

const EVERYBODY: Who = Who::Roles(&[Role::Administrator, Role::Headquarters, Role::Province]);
/// Who sees people and their money; running the hub needs neither.
const OFFICES: Who = Who::Roles(&[Role::Headquarters, Role::Province]);
/// Who sees the documents of sites; what is reserved only the case officer of the province.
const DOCUMENTS: Who = Who::Roles(&[Role::Headquarters, Role::Province, Role::CaseOfficer]);
/// Everybody has a first page.
const ANY_ROLE: Who = Who::Roles(&[
    Role::Administrator,
    Role::Headquarters,
    Role::Province,
    Role::CaseOfficer,
    Role::Facilitator,
]);
/// Who sees caseloads: facilitators their own, offices all.
const CASELOADS: Who = Who::Roles(&[Role::Headquarters, Role::Province, Role::Facilitator]);
/// Who sees the documents about an organisation.
const ORGANISATIONS: Who =
    Who::Roles(&[Role::Headquarters, Role::Province, Role::CaseOfficer, Role::Facilitator]);
/// Who takes registers in.
const HEADQUARTERS: Who = Who::Roles(&[Role::Headquarters]);
const ADMINISTRATORS: Who = Who::Roles(&[Role::Administrator]);
/// Who reads who read what.
const CONTROL: Who = Who::Roles(&[Role::Administrator, Role::Headquarters]);

const fn get(path: &'static str, who: Who, answer: fn(&Visit<'_>) -> Answer) -> Route {
    Route { method: "GET", path, who, noted: None, answer }
}

/// A page that shows people.
const fn reads(path: &'static str, answer: fn(&Visit<'_>) -> Answer) -> Route {
    Route { method: "GET", path, who: OFFICES, noted: Some("read"), answer }
}

/// A form that changes something.
const fn post(path: &'static str, who: Who, answer: fn(&Visit<'_>) -> Answer) -> Route {
    Route { method: "POST", path, who, noted: Some("change"), answer }
}

/// A form that changes nothing but the own session.
const fn own(path: &'static str, answer: fn(&Visit<'_>) -> Answer) -> Route {
    Route { method: "POST", path, who: Who::Anybody, noted: None, answer }
}

/// Every page and form, and who may see it.
pub const ROUTES: &[Route] = &[
    get("/sign-in", Who::Anybody, sign_in::page),
    own("/sign-in", sign_in::sign_in),
    own("/sign-out", sign_in::sign_out),
    own("/language", language),
    get("/", ANY_ROLE, overview::nation),
    get("/provinces/{code}", OFFICES, overview::province),
    get("/sites", EVERYBODY, overview::sites),
    get("/sites/{id}", EVERYBODY, overview::site),
    reads("/persons", persons::list),
    reads("/persons/{id}", persons::show),
    Route { who: HEADQUARTERS, ..reads("/persons/{id}/erase", erasure::form) },
    Route {
        noted: Some("erase"),
        ..post("/persons/{id}/erase/{why}", HEADQUARTERS, erasure::erase)
    },
    get("/trainings", OFFICES, trainings::list),
    reads("/trainings/{id}", trainings::show),
    get("/accounts", OFFICES, accounts::list),
    reads("/accounts/{id}", accounts::month),
    get("/documents", DOCUMENTS, kinds::all),
    Route { who: DOCUMENTS, ..reads("/documents/{kind}", kinds::list) },
    get("/documents/{kind}/new", OFFICES, kinds::new),
    post("/documents/{kind}/new", OFFICES, kinds::save),
    Route { who: ORGANISATIONS, ..reads("/documents/{kind}/{id}", kinds::show) },
    Route { who: DOCUMENTS, ..reads("/documents/{kind}/{id}/edit", amend::edit) },
    post("/documents/{kind}/{id}/edit", DOCUMENTS, amend::change),
    get("/documents/{kind}/{id}/void", DOCUMENTS, amend::void_form),
    post("/documents/{kind}/{id}/void", DOCUMENTS, amend::void),
    Route { who: ORGANISATIONS, ..reads("/attachments/{id}/{hash}", kinds::attachment) },
    Route { who: CASELOADS, ..reads("/caseload", caseload::page) },
    Route { who: CASELOADS, ..reads("/followed", followed::page) },
    Route { noted: Some("export"), ..get("/followed/file", CASELOADS, followed::file) },
    get("/candidates", OFFICES, candidates::page),
    reads("/files", files::page),
    reads("/titles", titles::page),
    reads("/prices", prices::page),
    reads("/plans", plans::page),
    get("/completeness", OFFICES, completeness::page),
    get("/country", ANY_ROLE, country::page),
    get("/recognised", Who::Anybody, recognised::page),
    reads("/review", review::page),
    post("/review/{id}", OFFICES, review::decide),
    post("/explained/{id}", OFFICES, review::again),
    post("/merged/{id}/part", OFFICES, review::part),
    post("/linked/{id}/part", OFFICES, across::part),
    get("/exports", OFFICES, exports::page),
    Route { noted: Some("export"), ..get("/exports/file", OFFICES, exports::file) },
    get("/imports", HEADQUARTERS, imports::page),
    Route { noted: Some("import"), ..post("/imports", HEADQUARTERS, imports::receive) },
    Route { noted: Some("read"), ..get("/imports/{import}", HEADQUARTERS, imports::show) },
    Route {
        noted: Some("export"),
        ..get("/imports/{import}/rejects.xlsx", HEADQUARTERS, imports::rejects)
    },
    post("/imports/{import}/columns", HEADQUARTERS, imports::choose),
    post("/imports/{import}/write", HEADQUARTERS, imports::write),
    post("/imports/{import}/undo", HEADQUARTERS, imports::undo),
    get("/bundles", EVERYBODY, bundles::page),
    post("/bundles/read", EVERYBODY, bundles::read),
    post("/bundles/{key}/write", EVERYBODY, bundles::write),
    Route { noted: Some("export"), ..get("/bundles/{key}/{name}", EVERYBODY, bundles::download) },
    get("/quarantine", EVERYBODY, quarantine::page),
    post("/quarantine", EVERYBODY, quarantine::decide),
    get("/devices", ADMINISTRATORS, devices::page),
    post("/devices/{key}/revoke", ADMINISTRATORS, devices::revoke),
    get("/invitations/new", ADMINISTRATORS, devices::form),
    post("/invitations/new", ADMINISTRATORS, devices::invite),
    get("/users", ADMINISTRATORS, users::page),
    post("/users", ADMINISTRATORS, users::add),
    post("/users/change", ADMINISTRATORS, users::change),
    get("/audit", CONTROL, audit::page),
];

/// One request, with who makes it.
struct Visit<'a> {
    office: &'a Office,
    asked: &'a Asked,
    person: Option<&'a Person>,
    places: Vec<Place>,
}

impl Visit<'_> {
    fn person(&self) -> Result<&Person, Fault> {
        self.person.ok_or(Fault::NotAllowed)
    }

    fn may(&self, who: Who) -> bool {
        match (who, self.person) {
            (Who::Anybody, _) => true,
            (Who::Roles(roles), Some(person)) => roles.contains(&person.role),
            (Who::Roles(_), None) => false,
        }
    }

    fn store(&self) -> &Store {
        &self.office.hub.store
    }

    fn now(&self) -> u64 {
        self.store().seams().clock.now().seconds()
    }

    /// How far whoever asks sees.
    fn reach(&self) -> Result<Reach, Fault> {
        let person = self.person()?;
        match (person.role, person.province) {
            (Role::Province | Role::Facilitator, Some(province)) => Ok(Reach::Province(province)),
            // A facilitator of all provinces sees of them what is in the own caseload.
            (Role::Administrator | Role::Headquarters, _) | (Role::Facilitator, None) => {
                Ok(Reach::Nation)
            }
            (Role::CaseOfficer, Some(province)) => Ok(Reach::Cases(province)),
            (Role::Province | Role::CaseOfficer, None) => Err(Fault::NotAllowed),
        }
    }

    fn view(&self) -> Result<View, Fault> {
        let reach = self.reach()?;
        Ok(self.store().write(move |db| View::new(db, reach, None))?)
    }

    /// The scopes that are seen; with that of the nation, where names of areas and courses stand.
    fn scopes(&self) -> Result<Vec<Scope>, Fault> {
        let seen = self.view()?.scopes;
        let nation = self.places.iter().filter(|place| place.level == Level::Nation);
        // What is about several sites stands in the scope of their province.
        let reach = self.reach()?;
        let provinces = self.places.iter().filter(|place| match reach {
            Reach::Nation => place.level == Level::Province,
            Reach::Province(own) => place.scope == own,
            Reach::Cases(_) => false,
        });
        let above = nation.chain(provinces).map(|place| place.scope);
        Ok(seen.iter().map(|seen| seen.place.scope).chain(above).collect())
    }

    /// Asks the index in the language of whoever asks, as far as they see.
    fn known<'db>(&self, db: &'db Connection) -> Result<Known<'db>, Fault> {
        let scopes = self.scopes()?;
        Ok(Known::new(db, self.asked.words.language.code, Sight::Scopes(&scopes))?)
    }

    /// Shows documents in the language of whoever asks.
    fn reader<'a>(&'a self, known: &'a Known<'a>) -> Reader<'a> {
        let hub = self.office.hub.speaker.signer.device();
        Reader { words: self.asked.words, known, store: self.store(), hub }
    }

    fn place(&self, scope: Scope) -> Option<&Place> {
        self.places.iter().find(|place| place.scope == scope)
    }

    /// The province a scope lies in and the site it is, by name, as far as it is one.
    fn places_of(&self, scope: Scope) -> Vec<String> {
        let place = self.place(scope);
        let above = place.and_then(|place| self.place(place.parent?));
        let above = above.filter(|above| above.level == Level::Province);
        above.into_iter().chain(place).map(|place| place.name.clone()).collect()
    }

    /// The document that the path names, as far as it is seen.
    fn document(&self, known: &Known<'_>, kind: &Kind) -> Result<lisanga_index::Shown, Fault> {
        let id = DocumentId::from_hex(self.asked.capture("id")).ok_or(Fault::NotFound)?;
        let found = known.one(id)?.filter(|_| id.kind() == kind.number);
        found.ok_or(Fault::NotFound)
    }

    /// Writes as the hub in a scope, and wakes the publisher.
    fn write<T: Send + 'static>(
        &self,
        scope: Scope,
        act: impl FnOnce(&mut Author<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Fault> {
        let speaker = self.office.hub.speaker.clone();
        let written = self.store().write(move |db| {
            as_hub(db, &speaker, |hub| publisher::write(hub, scope, UserNumber::NOBODY, act))
        })?;
        self.office.hub.wake.notify_one();
        Ok(written)
    }

    /// What was just written is shown at once to whoever wrote it.
    fn shows(&self) -> Result<(), Fault> {
        let index = &self.office.shown.index;
        index.catch_up(self.store())?;
        index.catch_up_across(self.store())?;
        Ok(())
    }

    /// The id of a new entry: a ULID by this machine's clock.
    fn new_entry(&self) -> String {
        let random = self.store().seams().random_16();
        Ulid::from_parts(self.now() * 1_000, u128::from_le_bytes(random)).to_string()
    }

    /// What stands around a page with this title.
    fn frame(&self, title: String) -> Frame {
        let words = self.asked.words;
        let path = self.asked.path.clone();
        let mut frame = Frame::bare(words, title, self.title_of_office(), &path);
        let Some(person) = self.person else { return frame };
        frame.user = Some(person.name.clone());
        frame.demo = self.is_demo().unwrap_or_else(|fault| {
            error!(%fault, "whether this is a demonstration cannot be read");
            false
        });
        (frame.ways, frame.more) = ways::of(person.role, &path, words);
        if matches!(person.role, Role::CaseOfficer | Role::Facilitator) {
            return frame;
        }
        frame.notice = match self.asked.query.text("done") {
            "saved" => Some(words.say("done-saved-hub")),
            "choose" => Some(words.say("done-choose")),
            "unchanged" => Some(words.say("done-unchanged")),
            "elsewhere" => Some(words.say("done-elsewhere")),
            "bundle" => Some(words.say("done-bundle")),
            "erased" => Some(words.say("done-erased")),
            _ => None,
        };
        frame
    }

    /// Whether what is shown is made up.
    fn is_demo(&self) -> Result<bool, Fault> {
        let db = self.office.shown.index.reader()?;
        Ok(self.known(&db)?.is_demo()?)
    }

    /// « Kasaï-Oriental », or the name of the country.
    fn title_of_office(&self) -> String {
        let province = self.person.and_then(|person| person.province);
        let own = province.and_then(|scope| self.place(scope));
        let nation = self.places.iter().find(|place| place.level == Level::Nation);
        own.or(nation).map(|place| place.name.clone()).unwrap_or_default()
    }
}

/// A page that cannot be shown because a document cannot be read.
fn unread(error: impl std::fmt::Display) -> Fault {
    StoreError::Damaged(error.to_string()).into()
}

/// The router of all pages.
pub fn router(office: Arc<Office>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let filter = if route.method == "POST" { MethodFilter::POST } else { MethodFilter::GET };
        let handler = move |State(office): State<Arc<Office>>,
                            method: Method,
                            uri: Uri,
                            captures: RawPathParams,
                            RawQuery(query): RawQuery,
                            headers: HeaderMap,
                            body: Bytes| async move {
            let captures =
                captures.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            let query = query.unwrap_or_default();
            let path = uri.path().to_owned();
            let asked = Asked::read(method, path, captures, &query, headers, body).await;
            let words = asked.words;
            let answered =
                tokio::task::spawn_blocking(move || answer(&office, route, &asked)).await;
            answered.unwrap_or_else(|error| {
                error!(%error, "a page failed");
                Reply::page(words.say("fault-program")).status(StatusCode::INTERNAL_SERVER_ERROR)
            })
        };
        router = router.route(route.path, on(filter, handler));
    }
    router
        .route(
            "/assets/{hash}/{name}",
            axum::routing::get(|uri: Uri| async move { assets::reply(uri.path()) }),
        )
        .method_not_allowed_fallback(sent_only)
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(office)
}

fn answer(office: &Office, route: &Route, asked: &Asked) -> Reply {
    let (store, now) = (&office.hub.store, office.hub.store.seams().clock.now().seconds());
    let token = asked.cookie(COOKIE).map(str::to_owned);
    let known = store.write(move |db| {
        let person = token.map(|token| people::who(db, &token, now)).transpose()?.flatten();
        Ok((person, places::all(db)?))
    });
    let (person, places) = match known {
        Ok(known) => known,
        Err(error) => {
            let visit = Visit { office, asked, person: None, places: Vec::new() };
            return refuse(&visit, &error.into());
        }
    };
    let visit = Visit { office, asked, person: person.as_ref(), places };
    if route.method == "POST" && !asked.is_from_own_page() {
        return refuse(&visit, &Fault::Foreign);
    }
    if !visit.may(route.who) {
        return match visit.person {
            None => Reply::see_other("/sign-in"),
            Some(_) => refuse(&visit, &Fault::NotAllowed),
        };
    }
    let answered = (route.answer)(&visit).and_then(|reply| noted(&visit, route, reply));
    answered.unwrap_or_else(|fault| refuse(&visit, &fault))
}

/// Notes what was shown or changed, before it is.
fn noted(visit: &Visit<'_>, route: &Route, reply: Reply) -> Answer {
    let (Some(act), Some(person)) = (route.noted, visit.person) else { return Ok(reply) };
    let subject = match act {
        // What was taken out stands in the question; it names no person.
        "export" => format!("{}?{}", visit.asked.path, visit.asked.query.encoded()),
        _ => visit.asked.path.clone(),
    };
    note(visit, &person.name, act, &subject)?;
    Ok(reply)
}

fn note(visit: &Visit<'_>, account: &str, act: &str, subject: &str) -> Result<(), Fault> {
    let [account, act, subject] = [account, act, subject].map(str::to_owned);
    let now = visit.now();
    visit.store().write(move |db| {
        log::note(db, now, Act { account: &account, act: &act, subject: &subject })
    })?;
    Ok(())
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage {
    f: Frame,
    sentence: String,
}

fn refuse(visit: &Visit<'_>, fault: &Fault) -> Reply {
    let words = visit.asked.words;
    let (status, key) = match fault {
        Fault::NotFound => (StatusCode::NOT_FOUND, "fault-not-found"),
        Fault::Foreign => (StatusCode::FORBIDDEN, "fault-foreign"),
        Fault::NotAllowed => (StatusCode::FORBIDDEN, "fault-not-allowed"),
        Fault::Store(StoreError::DiskFull) => (StatusCode::INSUFFICIENT_STORAGE, "fault-disk-full"),
        Fault::Store(StoreError::ReadOnly) => (StatusCode::INSUFFICIENT_STORAGE, "fault-read-only"),
        Fault::Store(_) | Fault::Query(_) | Fault::People(_) | Fault::Page(_) => {
            (StatusCode::INTERNAL_SERVER_ERROR, "fault-program")
        }
    };
    if status.is_server_error() {
        error!(%fault, "a page failed");
    }
    let f = visit.frame(words.say("fault-title"));
    let sentence = words.say(key);
    let page = FaultPage { f, sentence: sentence.clone() }.render();
    Reply::page(page.unwrap_or(sentence)).status(status)
}

/// What is shown where something is only sent to: whoever comes back to the address of a form that was sent.
async fn sent_only(State(office): State<Arc<Office>>, uri: Uri, headers: HeaderMap) -> Reply {
    let path = uri.path().to_owned();
    let asked = Asked::read(Method::GET, path, Vec::new(), "", headers, Bytes::new()).await;
    nothing_here(&office, &asked)
}

/// What is shown at an address where nothing is.
pub fn nothing_here(office: &Office, asked: &Asked) -> Reply {
    let visit = Visit { office, asked, person: None, places: Vec::new() };
    refuse(&visit, &Fault::NotFound)
}

/// Chooses a language and goes back.
#[expect(clippy::unnecessary_wraps, reason = "as every route answers")]
fn language(visit: &Visit<'_>) -> Answer {
    const YEAR: u64 = 365 * 24 * 3_600;
    let form = &visit.asked.form;
    // Only back to a page of this program.
    let back =
        Some(form.text("back")).filter(|back| back.starts_with('/') && !back.starts_with("//"));
    let code = Words::of(form.text("lang")).map_or("fr", |words| words.language.code);
    Ok(Reply::see_other(back.unwrap_or("/")).with_cookie(LANGUAGE_COOKIE, code, YEAR, false))
}

fn page(template: &impl Template) -> Answer {
    Ok(Reply::page(template.render()?))
}
