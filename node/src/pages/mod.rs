//! The pages of a site: a table of routes, each a plain function. What every request has in common (who is
//! at the screen, in which language, whether a form came from our own pages) is done once, around them.

mod above;
mod advances;
mod assembly;
mod bank;
mod bundles;
mod cash;
mod claims;
mod country;
mod custody;
mod enrol;
mod entry;
mod exchange;
mod held;
mod home;
mod kinds;
mod observed;
mod offers;
mod paid_in;
mod paid_out;
mod persons;
mod plans;
mod prints;
mod procedure;
mod registration;
mod renewals;
mod reports;
mod returns;
mod review;
mod savings;
mod sharing;
mod sheet;
mod sign_in;
mod statement;
mod steps;
mod surplus;
mod together;
mod trainings;
mod voiding;

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use anyhow::{Context as _, Result};
use askama::Template;
use automerge::Automerge;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, RawPathParams, RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::routing::{MethodFilter, on};
use lisanga_pages::assets;
use lisanga_pages::form::Context;
use lisanga_pages::frame::{Badge, Frame, Mood, Way};
use lisanga_pages::record::Reader;
use lisanga_pages::web::{Asked, LANGUAGE_COOKIE, MAX_BODY, Reply};
use lisanga_protocol::dictionary::kind::Kind;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::packs::Pack;
use lisanga_store::StoreError;
use lisanga_store::author::Author;
use lisanga_store::places::{self, Level};
use lisanga_store::{documents, logs, rights};
use rusqlite::Connection;
use tower_http::compression::CompressionLayer;
use tracing::error;
use ulid::Ulid;

use crate::capture::Desk;
use crate::people::{self, PinError, User};
use crate::settings::Home;
use crate::status;
use crate::sync::Site;
use lisanga_index::{Index, Known, Sight, SiteWorld};

/// The cookie of a session.
const COOKIE: &str = "lisanga_site";
/// After how many days without an exchange somebody should look.
const OLD: u64 = 14;

/// What all requests share.
#[derive(Debug)]
pub struct Pages {
    site: Site,
    index: Index,
    desk: Desk,
    pack: &'static Pack,
    place: String,
    /// The folder of bundles written here.
    bundles: PathBuf,
    /// The id of the last entry written here.
    last_entry: Mutex<Ulid>,
}

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Pin(#[from] PinError),
    #[error("show the page: {0}")]
    Page(#[from] askama::Error),
    #[error("there is no such page")]
    NotFound,
    #[error("this form does not come from a page of this site")]
    Foreign,
    #[error("this function may not do that")]
    NotAllowed,
}

type Answer = Result<Reply, Fault>;

/// Who may see a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// Whoever is at the screen.
    Anybody,
    /// Whoever is signed in.
    Users,
    /// Whoever is signed in and has one of these functions.
    Roles(&'static [&'static str]),
}

#[derive(Clone, Copy)]
struct Route {
    method: Verb,
    path: &'static str,
    who: Who,
    answer: fn(&Visit<'_>) -> Answer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Get,
    Post,
}

const fn get(path: &'static str, who: Who, answer: fn(&Visit<'_>) -> Answer) -> Route {
    Route { method: Verb::Get, path, who, answer }
}

const fn post(path: &'static str, who: Who, answer: fn(&Visit<'_>) -> Answer) -> Route {
    Route { method: Verb::Post, path, who, answer }
}

/// Who registers persons (domain.md §4).
const REGISTER: Who = Who::Roles(&["SITE_COORD", "SECRETARY", "TRAINER", "STATE_AGENT"]);
/// Who plans trainings and takes the roll.
const TRAINERS: Who = Who::Roles(&["SITE_COORD", "SECRETARY", "TRAINER"]);
/// Who sees cash books.
const LEDGERS: Who =
    Who::Roles(&["SITE_COORD", "SECRETARY", "TREASURER", "SUPERVISION", "PRESIDENT"]);
/// Who keeps them.
const TREASURERS: Who = Who::Roles(&["SITE_COORD", "TREASURER"]);
/// Who counts what is in a box.
const COUNTERS: Who = Who::Roles(&["SITE_COORD", "TREASURER", "SUPERVISION"]);
/// Who approves what another wrote (domain.md §4).
const APPROVERS: Who = Who::Roles(&["SITE_COORD", "TREASURER", "SUPERVISION", "PRESIDENT"]);
/// Who keeps boxes and parcels.
const CUSTODIANS: Who = Who::Roles(&["SITE_COORD", "TREASURER", "WEIGHER"]);
/// Who parts what was made one; about what is to be looked at the rules say who decides.
const REVIEWERS: Who = Who::Roles(&["SITE_COORD", "SUPERVISION"]);
/// Who adds users.
const COORDINATOR: Who = Who::Roles(&["SITE_COORD"]);

/// Every page and form, and who may see it.
const ROUTES: &[Route] = &[
    get("/sign-in", Who::Anybody, sign_in::page),
    post("/sign-in", Who::Anybody, sign_in::sign_in),
    post("/first", Who::Anybody, sign_in::first),
    post("/sign-out", Who::Users, sign_in::sign_out),
    post("/language", Who::Anybody, language),
    get("/users", COORDINATOR, sign_in::users),
    post("/users", COORDINATOR, sign_in::add_user),
    post("/users/{number}", COORDINATOR, sign_in::change_user),
    get("/", Who::Users, home::page),
    get("/persons", Who::Users, persons::list),
    get("/persons/new", REGISTER, persons::new),
    post("/persons/new", REGISTER, persons::register),
    get("/persons/{id}", Who::Users, persons::show),
    get("/persons/{id}/statement", Who::Users, statement::page),
    get("/persons/{id}/registration", REGISTER, registration::form),
    post("/persons/{id}/registration", REGISTER, registration::save),
    get("/persons/{id}/edit", REGISTER, persons::edit),
    post("/persons/{id}/edit", REGISTER, persons::change),
    get("/trainings", Who::Users, trainings::list),
    get("/trainings/new", TRAINERS, trainings::new),
    post("/trainings/new", TRAINERS, trainings::plan),
    get("/trainings/{id}", Who::Users, trainings::show),
    get("/trainings/{id}/edit", TRAINERS, trainings::edit),
    post("/trainings/{id}/edit", TRAINERS, trainings::change),
    post("/trainings/{id}/listeners", TRAINERS, trainings::listeners),
    post("/trainings/{id}/scores", TRAINERS, trainings::scores),
    post("/trainings/{id}/tick", TRAINERS, trainings::tick),
    get("/advances", LEDGERS, advances::page),
    get("/cash", LEDGERS, cash::books),
    get("/cash/new", TREASURERS, cash::opening_form),
    post("/cash/new", TREASURERS, cash::open),
    get("/cash/{id}", LEDGERS, cash::month),
    get("/cash/{id}/new", TREASURERS, cash::operation_form),
    post("/cash/{id}/new", TREASURERS, cash::post),
    get("/cash/{id}/change", TREASURERS, cash::change_form),
    post("/cash/{id}/change", TREASURERS, cash::change),
    get("/cash/{id}/box", TREASURERS, cash::further_form),
    post("/cash/{id}/box", TREASURERS, cash::open_further),
    post("/cash/{id}/close", COUNTERS, cash::close),
    get("/cash/{id}/count", COUNTERS, cash::count_form),
    post("/cash/{id}/count", COUNTERS, cash::count),
    get("/cash/{id}/entries/{entry}", LEDGERS, cash::show),
    post("/cash/{id}/entries/{entry}/reverse", TREASURERS, cash::reverse),
    post("/cash/{id}/entries/{entry}/approve", APPROVERS, cash::approve),
    get("/void/{id}", Who::Users, voiding::form),
    post("/void/{id}", Who::Users, voiding::void),
    get("/void/{id}/lines", Who::Users, voiding::lines_form),
    post("/void/{id}/lines", Who::Users, voiding::strike),
    get("/attachments/{id}/{hash}", Who::Users, kinds::attachment),
    get("/documents", Who::Users, kinds::all),
    get("/documents/{kind}", Who::Users, kinds::list),
    get("/documents/{kind}/new", Who::Users, kinds::new),
    post("/documents/{kind}/new", Who::Users, kinds::save),
    get("/documents/{kind}/{id}", Who::Users, kinds::show),
    get("/documents/{kind}/{id}/edit", Who::Users, kinds::edit),
    post("/documents/{kind}/{id}/edit", Who::Users, kinds::change),
    get("/documents/{kind}/{id}/rows/{field}", Who::Users, together::form),
    post("/documents/{kind}/{id}/rows/{field}", Who::Users, together::save),
    get("/enrol/{id}", Who::Users, enrol::page),
    post("/enrol/{id}", Who::Users, enrol::enrol),
    post("/assemblies/{id}/open", Who::Users, assembly::open),
    post("/elections/{id}/install", Who::Users, assembly::install),
    post("/applications/{id}/paid", Who::Users, procedure::pay),
    get("/sharing", TREASURERS, sharing::page),
    post("/sharing", TREASURERS, sharing::freeze),
    post("/sharing/{id}/approve", APPROVERS, sharing::approve),
    post("/sharing/{id}/post", TREASURERS, sharing::post),
    post("/sharing/{id}/pay", TREASURERS, sharing::pay),
    post("/sharing/{id}/cancel", TREASURERS, sharing::cancel),
    post("/sharing/{id}/back", TREASURERS, sharing::back),
    post("/sharing/{id}/note", TREASURERS, sharing::note),
    get("/sharing/{id}/adjust", TREASURERS, sharing::adjust_form),
    post("/sharing/{id}/adjust", TREASURERS, sharing::adjust),
    get("/prints/{print}/{id}", Who::Users, prints::page),
    get("/country", Who::Users, country::page),
    get("/renewals", Who::Users, renewals::page),
    post("/renewals", Who::Users, renewals::request),
    get("/bank/{id}", LEDGERS, bank::page),
    post("/bank/{id}", TREASURERS, bank::reconcile),
    get("/savings/{id}/share-out", LEDGERS, savings::page),
    post("/savings/{id}/share-out", TREASURERS, savings::share_out),
    get("/paid-in/{id}", TREASURERS, paid_in::form),
    post("/paid-in/{id}", TREASURERS, paid_in::pay),
    get("/paid-out/{id}/{what}", TREASURERS, paid_out::form),
    post("/paid-out/{id}/{what}", TREASURERS, paid_out::write),
    get("/custody/{id}/receive", CUSTODIANS, custody::form),
    post("/custody/{id}/receive", CUSTODIANS, custody::receive),
    get("/returns/{id}", TREASURERS, returns::page),
    post("/returns/{id}", TREASURERS, returns::pay),
    get("/surplus", TREASURERS, surplus::page),
    post("/surplus", TREASURERS, surplus::freeze),
    get("/review", Who::Users, review::page),
    post("/review/{id}", Who::Users, review::decide),
    post("/explained/{id}", Who::Users, review::again),
    post("/merged/{id}/part", REVIEWERS, review::part),
    post("/drafts/{key}", Who::Users, entry::keep_draft),
    post("/drafts/{key}/discard", Who::Users, entry::discard_draft),
    get("/exchange", Who::Users, exchange::page),
    post("/exchange", Who::Users, exchange::now),
    post("/exchange/bundles", Who::Users, bundles::write),
    post("/exchange/bundles/read", Who::Users, bundles::read),
    get("/exchange/bundles/{name}", Who::Users, bundles::download),
];

/// One request, with who makes it.
struct Visit<'a> {
    pages: &'a Pages,
    asked: &'a Asked,
    user: Option<&'a User>,
}

impl Visit<'_> {
    fn user(&self) -> Result<&User, Fault> {
        self.user.ok_or(Fault::NotAllowed)
    }

    fn may(&self, who: Who) -> bool {
        match (who, self.user) {
            (Who::Anybody, _) | (Who::Users, Some(_)) => true,
            (Who::Roles(roles), Some(user)) => roles.contains(&user.role.as_str()),
            (_, None) => false,
        }
    }

    /// Asks the index in the language of whoever asks.
    fn known<'db>(&self, db: &'db Connection) -> Result<Known<'db>, StoreError> {
        Known::new(db, self.asked.words.language.code, Sight::Everything)
    }

    /// The documents of the site as rooms and rules see them.
    fn world<'k>(&self, known: &'k Known<'_>) -> Result<SiteWorld<'k>, StoreError> {
        let scope = self.pages.desk.scope;
        let upwards = self.pages.desk.store.write(move |db| places::upwards(db, scope))?;
        Ok(known.world(&upwards, self.pages.pack))
    }

    /// A document of the site.
    fn document(&self, id: DocumentId) -> Result<Automerge, StoreError> {
        let scope = self.pages.desk.scope;
        self.pages.desk.store.write(move |db| documents::load(db, logs::document(db, scope, id)?))
    }

    /// Shows documents in the language of whoever asks.
    fn reader<'a>(&'a self, known: &'a Known<'a>) -> Reader<'a> {
        let (words, store) = (self.asked.words, &self.pages.desk.store);
        Reader { words, known, store, hub: self.pages.site.membership.hub }
    }

    /// Writes what a form says, once, and goes where `act` leads.
    fn submit(
        &self,
        key: &str,
        act: impl FnOnce(&mut Author<'_>) -> Result<String, StoreError> + Send + 'static,
    ) -> Answer {
        self.submit_in(self.pages.desk.scope, key, act)
    }

    /// As [`Self::submit`], in another scope of the site.
    fn submit_in(
        &self,
        scope: Scope,
        key: &str,
        act: impl FnOnce(&mut Author<'_>) -> Result<String, StoreError> + Send + 'static,
    ) -> Answer {
        let to = self.pages.desk.at(scope).submit(self.user()?.number, key, act)?;
        self.pages.site.wrote.notify_one();
        Ok(Reply::see_other(&to))
    }

    fn now(&self) -> u64 {
        self.pages.desk.store.seams().clock.now().seconds()
    }

    /// What stands around a page with this title.
    fn frame(&self, title: String) -> Result<Frame, Fault> {
        let words = self.asked.words;
        let path = self.asked.path.clone();
        let mut frame = Frame::bare(words, title, self.pages.place.clone(), &path);
        let Some(user) = self.user else { return Ok(frame) };
        frame.user = Some(user.name.clone());
        let way = |to: &'static str, icon, key: &str, waiting| Way {
            to,
            icon,
            label: words.say(key),
            here: if to == "/" { path == "/" } else { path.starts_with(to) },
            waiting,
        };
        let db = self.pages.index.reader()?;
        let known = self.known(&db)?;
        let review = known.totals()?.review;
        frame.demo = known.is_demo()?;
        frame.ways = vec![
            way("/", "house", "way-home", 0),
            way("/persons", "users", "way-persons", 0),
            way("/trainings", "graduation-cap", "way-trainings", 0),
            way("/cash", "wallet", "way-cash", 0),
            way("/review", "eye", "way-review", review),
        ];
        if !self.may(LEDGERS) {
            frame.ways.retain(|way| way.to != "/cash");
        }
        frame.more.push(way("/exchange", "refresh-cw", "way-exchange", 0));
        frame.more.push(way("/documents", "file-text", "way-documents", 0));
        frame.more.push(way("/renewals", "clipboard-list", "renewals-title", 0));
        frame.more.push(way("/country", "building-2", "country-title", 0));
        if self.may(COORDINATOR) {
            frame.more.push(way("/users", "key-round", "way-users", 0));
        }
        frame.badge = Some(self.badge()?);
        frame.notice = match self.asked.query.text("done") {
            "saved" => Some(words.say("done-saved")),
            "unchanged" => Some(words.say("done-unchanged")),
            "asked" => Some(words.say("done-asked")),
            "bundle" => Some(words.say("done-bundle")),
            "elsewhere" => Some(words.say("done-elsewhere")),
            "choose" => Some(words.say("done-choose")),
            "number" => Some(words.say("done-number")),
            "kept-elsewhere" => Some(words.say("done-kept-elsewhere")),
            "sharing-changed" => Some(words.say("done-sharing-changed")),
            "sharing-debt-unknown" => Some(words.say("done-sharing-debt-unknown")),
            "pay-withheld" => Some(words.say("done-pay-withheld")),
            "two-places" => Some(words.say("done-two-places")),
            "sharing-blocked" => Some(words.say("done-sharing-blocked")),
            "sharing-who" => Some(words.say("done-sharing-who")),
            "sharing-picture" => Some(words.say("done-sharing-picture")),
            "approve-computed" => Some(words.say("done-approve-computed")),
            "approve-again" => Some(words.say("done-approve-again")),
            "assembly-alone" => Some(words.say("sharing-assembly-alone")),
            "approve-other" => Some(words.say("done-approve-other")),
            "organisation-first" => Some(words.say("done-organisation-first")),
            "user" => Some(words.say("done-user")),
            "locked" => Some(words.say("done-locked")),
            _ => None,
        };
        Ok(frame)
    }

    /// What is not handed in yet, and how old is what is seen: two facts, never one.
    fn badge(&self) -> Result<Badge, Fault> {
        let words = self.asked.words;
        let (written, last, ended) = self.pages.desk.store.write(|db| {
            Ok((status::written(db)?, status::last_exchange(db)?, rights::ended(db)?))
        })?;
        if ended.is_some() {
            return Ok(Badge { mood: Mood::Bad, text: words.say("badge-ended"), to: "/review" });
        }
        let old = last.is_none_or(|last| status::is_old(last, self.now(), OLD));
        let (mood, text) = if written.needs_attention > 0 {
            (Mood::Bad, words.count("badge-attention", written.needs_attention))
        } else if written.saved_here > 0 {
            (Mood::Waiting, words.count("badge-to-send", written.saved_here))
        } else if old {
            (Mood::Waiting, words.say("badge-old"))
        } else {
            (Mood::Good, words.say("badge-up-to-date"))
        };
        Ok(Badge { mood, text, to: "/exchange" })
    }
}

/// Opens the pages of a site.
pub fn open(site: Site, home: &Home) -> Result<Arc<Pages>> {
    let index = Index::open(&home.index()).context("open the index")?;
    let scope = site.membership.site;
    let (here, all) =
        site.store.write(move |db| Ok((places::find(db, scope)?, places::all(db)?)))?;
    let reserved =
        all.iter().find(|place| place.level == Level::Reserved && place.parent == Some(scope));
    let reserved = reserved.map(|place| place.scope);
    let desk = Desk { store: site.store.clone(), device: site.device(), scope, reserved };
    let nation = all.iter().find(|place| place.level == Level::Nation);
    let country = nation.map_or("CD", |nation| nation.code.as_str());
    let pack = Pack::of(country)
        .with_context(|| format!("this program has no pack of {country}; update it"))?;
    let place = here.map_or_else(|| scope.to_string(), |place| place.name);
    Ok(Arc::new(Pages {
        site,
        index,
        desk,
        pack,
        place,
        bundles: home.bundles(),
        last_entry: Mutex::default(),
    }))
}

/// What is shown at an address where nothing is, or where something is only sent to: whoever comes back to the address
/// of a form that was sent.
async fn nothing_here(State(pages): State<Arc<Pages>>, uri: Uri, headers: HeaderMap) -> Reply {
    let path = uri.path().to_owned();
    let asked = Asked::read(Method::GET, path, Vec::new(), "", headers, Bytes::new()).await;
    refuse(&pages, &asked, None, &Fault::NotFound)
}

/// The router of all pages.
pub fn router(pages: Arc<Pages>) -> Router {
    let mut router = Router::new();
    for route in ROUTES {
        let filter = match route.method {
            Verb::Get => MethodFilter::GET,
            Verb::Post => MethodFilter::POST,
        };
        let handler = move |State(pages): State<Arc<Pages>>,
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
            let answered = tokio::task::spawn_blocking(move || answer(&pages, route, &asked)).await;
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
        .route("/healthz", axum::routing::get(|| async { "ok\n" }))
        .method_not_allowed_fallback(nothing_here)
        .fallback(nothing_here)
        .layer(CompressionLayer::new())
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .with_state(pages)
}

/// A place to serve pages at. Plain HTTP is offered on loopback only.
pub fn listen(address: SocketAddr) -> Result<TcpListener> {
    anyhow::ensure!(
        address.ip().is_loopback(),
        "serve pages on {address}: without a certificate only on this machine, for example \
         127.0.0.1:8470"
    );
    TcpListener::bind(address).with_context(|| {
        format!(
            "serve pages on {address}: another program may have the port; set `pages` in the \
             configuration"
        )
    })
}

/// Serves until it is aborted.
pub async fn serve(pages: Arc<Pages>, listener: TcpListener) -> Result<()> {
    listener.set_nonblocking(true).context("serve pages")?;
    let listener = tokio::net::TcpListener::from_std(listener).context("serve pages")?;
    axum::serve(listener, router(pages)).await.context("serve pages")
}

fn answer(pages: &Pages, route: &Route, asked: &Asked) -> Reply {
    let user = asked.cookie(COOKIE).map(|token| people::who(&pages.desk.store, token));
    let user = match user.transpose() {
        Ok(user) => user.flatten(),
        Err(error) => return refuse(pages, asked, None, &error.into()),
    };
    let visit = Visit { pages, asked, user: user.as_ref() };
    if route.method == Verb::Post && !asked.is_from_own_page() {
        return refuse(pages, asked, user.as_ref(), &Fault::Foreign);
    }
    if !visit.may(route.who) {
        return match user {
            None => Reply::see_other("/sign-in"),
            Some(user) => refuse(pages, asked, Some(&user), &Fault::NotAllowed),
        };
    }
    let answered = match pages.index.catch_up(&pages.desk.store) {
        Ok(_) => (route.answer)(&visit),
        Err(error) => Err(error.into()),
    };
    answered.unwrap_or_else(|fault| refuse(pages, asked, user.as_ref(), &fault))
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage {
    f: Frame,
    sentence: String,
}

fn refuse(pages: &Pages, asked: &Asked, user: Option<&User>, fault: &Fault) -> Reply {
    let words = asked.words;
    let (status, key) = match fault {
        Fault::NotFound => (StatusCode::NOT_FOUND, "fault-not-found"),
        Fault::Foreign => (StatusCode::FORBIDDEN, "fault-foreign"),
        Fault::NotAllowed => (StatusCode::FORBIDDEN, "fault-not-allowed"),
        Fault::Store(StoreError::DiskFull) => (StatusCode::INSUFFICIENT_STORAGE, "fault-disk-full"),
        Fault::Store(StoreError::ReadOnly) => (StatusCode::INSUFFICIENT_STORAGE, "fault-read-only"),
        Fault::Store(_) | Fault::Pin(_) | Fault::Page(_) => {
            (StatusCode::INTERNAL_SERVER_ERROR, "fault-program")
        }
    };
    if status.is_server_error() {
        error!(%fault, "a page failed");
    }
    let visit = Visit { pages, asked, user };
    let title = words.say("fault-title");
    let bare = || Frame::bare(words, title.clone(), pages.place.clone(), &asked.path);
    let f = visit.frame(title.clone()).unwrap_or_else(|_| bare());
    let sentence = words.say(key);
    let page = FaultPage { f, sentence: sentence.clone() }.render();
    Reply::page(page.unwrap_or(sentence)).status(status)
}

/// Chooses a language and goes back.
#[expect(clippy::unnecessary_wraps, reason = "as every route answers")]
fn language(visit: &Visit<'_>) -> Answer {
    const YEAR: u64 = 365 * 24 * 3_600;
    let form = &visit.asked.form;
    // Only back to a page of this site.
    let back =
        Some(form.text("back")).filter(|back| back.starts_with('/') && !back.starts_with("//"));
    let code = lisanga_pages::words::Words::of(form.text("lang"))
        .map_or("fr", |words| words.language.code);
    Ok(Reply::see_other(back.unwrap_or("/")).with_cookie(LANGUAGE_COOKIE, code, YEAR, false))
}

fn page(template: &impl Template) -> Answer {
    Ok(Reply::page(template.render()?))
}

/// The document of this kind that the path names, as it is shown.
fn open_document(visit: &Visit<'_>, kind: &'static Kind) -> Result<(DocumentId, Automerge), Fault> {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    if id.kind() != kind.number {
        return Err(Fault::NotFound);
    }
    let scope = visit.pages.desk.scope_of(kind).ok_or(Fault::NotFound)?;
    let document = visit
        .pages
        .desk
        .store
        .write(move |db| documents::load(db, logs::document(db, scope, id)?))?;
    if document.get_heads().is_empty() { Err(Fault::NotFound) } else { Ok((id, document)) }
}

fn unread(error: impl std::fmt::Display) -> Fault {
    StoreError::Damaged(error.to_string()).into()
}

/// What forms need to know.
fn context<'a>(visit: &'a Visit<'_>, known: &'a Known<'_>) -> Context<'a> {
    let today = visit.pages.desk.store.seams().today();
    let device = visit.pages.desk.device;
    Context { words: visit.asked.words, pack: visit.pages.pack, today, names: known, device }
}

/// Where the documents of a kind are listed.
fn list_address(kind: &Kind) -> String {
    let own = [(&PERSON, "/persons"), (&TRAINING_SESSION, "/trainings"), (&LEDGER, "/cash")];
    match own.iter().find(|(known, _)| *known == kind) {
        Some((_, list)) => (*list).to_owned(),
        None => format!("/documents/{}", kind.name),
    }
}

/// Where a document is shown.
fn address(id: DocumentId) -> String {
    let list = kind_by_number(id.kind()).map_or_else(|| "/documents".into(), list_address);
    format!("{list}/{id}")
}
