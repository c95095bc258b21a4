//! A person is erased who withdrew consent, or left longer ago than the country lets names be kept (domain.md §9.3
//! no. 27): headquarters orders it, by name and for a reason, and the audit log has both the page and the reason. The
//! record of the person goes at every device with its pictures, and so do those that were made one with it or are about
//! the same person at other sites; books and registers keep its number, which names nobody (replication.md §7).

use askama::Template;
use axum::http::StatusCode;
use lisanga_index::{Known, Shown};
use lisanga_pages::frame::Frame;
use lisanga_pages::related::{self, Related};
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::documents::doubts::{Doubt, doubts};
use lisanga_protocol::documents::person;
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_protocol::likeness::folding::fold;
use lisanga_protocol::records::Order;
use lisanga_protocol::world::World as _;
use lisanga_store::{documents, places, publisher};

use super::kinds::{self, address};
use super::{Answer, Fault, HEADQUARTERS, Visit, page as render, unread};
use crate::ingest::as_hub;

/// Why somebody may be erased: how a path says it, and what is said of it.
const GROUNDS: [(&str, &str); 2] = [("consent", "erase-for-consent"), ("kept", "erase-for-age")];

#[derive(Template)]
#[template(path = "erase.html")]
struct ErasePage {
    f: Frame,
    /// The records that go: where each is shown, and what it is called.
    records: Vec<(String, String)>,
    /// Where the form goes for each ground there is, and what its button says.
    grounds: Vec<(String, String)>,
    /// Who is to be named.
    confirm: String,
    /// Whether somebody else was named.
    wrong: bool,
    back: String,
}

#[derive(Template)]
#[template(path = "erased.html")]
struct ErasedPage {
    f: Frame,
    id: DocumentId,
    trainings: Vec<(String, String)>,
    related: Related,
}

/// Where a person may be erased, for those who may order it.
pub(super) fn way(
    visit: &Visit<'_>,
    known: &Known<'_>,
    shown: &Shown,
) -> Result<Option<String>, Fault> {
    let may = visit.may(HEADQUARTERS) && !grounds(visit, known, shown)?.is_empty();
    Ok(may.then(|| format!("/persons/{}/erase", shown.id)))
}

/// The grounds there are today.
fn grounds(
    visit: &Visit<'_>,
    known: &Known<'_>,
    shown: &Shown,
) -> Result<Vec<(&'static str, &'static str)>, Fault> {
    let upwards = places::upwards(&visit.store().reader()?, shown.scope)?;
    let world = known.world(&upwards, visit.office.pack);
    let Some(record) = world.record(shown.id).map_err(unread)? else { return Ok(Vec::new()) };
    let today = visit.store().seams().today();
    let doubts = doubts(&world, &record, today).map_err(unread)?;
    let old = doubts.iter().any(|doubt| matches!(doubt, Doubt::KeptTooLong(_)));
    let holds = [person::withdrawn(&record).is_some(), old];
    Ok(GROUNDS
        .into_iter()
        .zip(holds)
        .filter_map(|(ground, holds)| holds.then_some(ground))
        .collect())
}

/// The records about this person: its own, those made one with it, and those of other sites.
fn all_of(known: &Known<'_>, shown: Shown) -> Result<Vec<Shown>, Fault> {
    let mut all = vec![shown];
    for linked in known.linked_with(all[0].id)? {
        all.extend(known.one(linked)?);
    }
    for at in 0..all.len() {
        let merged = known.merged_with(all[at].id)?;
        all.extend(merged);
    }
    Ok(all)
}

fn show(visit: &Visit<'_>, known: &Known<'_>, shown: Shown, wrong: bool) -> Answer {
    let words = visit.asked.words;
    let grounds = grounds(visit, known, &shown)?.into_iter();
    let to = |ground: &str| format!("/persons/{}/erase/{ground}", shown.id);
    let title = words.fill("erase-title", &[("name", &shown.name)]);
    let page = ErasePage {
        grounds: grounds.map(|(ground, key)| (to(ground), words.say(key))).collect(),
        confirm: words.fill("erase-confirm", &[("name", &named(&shown))]),
        back: address(shown.id),
        records: all_of(known, shown)?.iter().map(|one| called(visit, one)).collect(),
        f: visit.frame(title),
        wrong,
    };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(Reply::page(page.render()?).status(status))
}

/// By what whoever erases somebody has to name them.
fn named(shown: &Shown) -> String {
    Some(shown.text("surname")).filter(|surname| !surname.is_empty()).unwrap_or(shown.name.clone())
}

fn called(visit: &Visit<'_>, shown: &Shown) -> (String, String) {
    let site = visit.place(shown.scope).map(|place| place.name.clone()).unwrap_or_default();
    (address(shown.id), format!("{} · {site}", shown.name))
}

pub(super) fn form(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let shown = visit.document(&known, &PERSON)?;
    show(visit, &known, shown, false)
}

/// Orders the erasure of every record about a person, if there is the ground and the person was named.
pub(super) fn erase(visit: &Visit<'_>) -> Answer {
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let shown = visit.document(&known, &PERSON)?;
    let ground = visit.asked.capture("why");
    if !grounds(visit, &known, &shown)?.iter().any(|(known, _)| *known == ground) {
        return Err(Fault::NotFound);
    }
    if fold(visit.asked.form.text("name")) != fold(&named(&shown)) {
        return show(visit, &known, shown, true);
    }
    let speaker = visit.office.hub.speaker.clone();
    let all = all_of(&known, shown)?.into_iter().map(|one| (one.scope, one.id));
    let all: Vec<_> = all.collect();
    visit.store().write(move |db| {
        as_hub(db, &speaker, |hub| {
            all.iter().try_for_each(|(scope, document)| {
                let order = Order::Erase { document: *document };
                publisher::order(hub, *scope, UserNumber::NOBODY, &order)
            })
        })
    })?;
    visit.office.hub.wake.notify_one();
    Ok(Reply::see_other("/persons?done=erased"))
}

/// What is left of somebody who was erased, at a site that whoever asks sees.
pub(super) fn left(visit: &Visit<'_>, known: &Known<'_>) -> Answer {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let scopes = visit.scopes()?;
    let erased = visit.store().write(move |db| {
        let here = |scope| documents::is_erased(db, scope, id);
        scopes.into_iter().try_fold(false, |found, scope| Ok(found || here(scope)?))
    })?;
    if !erased {
        return Err(Fault::NotFound);
    }
    let words = visit.asked.words;
    let mut related = kinds::around(visit, known, &PERSON, id)?;
    related.begin.clear();
    let trainings = related::trainings(known, id, words)?;
    render(&ErasedPage { f: visit.frame(words.say("erased-title")), id, trainings, related })
}
