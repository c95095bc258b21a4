//! Many persons of the register become members of an organisation at once: a list with ticks, one day, one category,
//! one send (domain.md T1). Whoever was never registered, or lives elsewhere, is marked and can be ticked all the same.

use askama::Template;
use automerge::ROOT;
use automerge::transaction::Transactable as _;
use axum::http::StatusCode;
use lisanga_index::{Known, Names as _};
use lisanga_pages::frame::Frame;
use lisanga_pages::record::line;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::kinds::membership::MEMBERSHIP;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::lists::MEMBER_CATEGORY;
use lisanga_protocol::documents::{membership, person};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use serde_json::json;

use super::steps::Steps;
use super::{Answer, Fault, Visit, entry, kinds, page as render, unread};

/// Persons on a page.
const PER_PAGE: usize = 100;
/// Most shares of one member.
const MOST_SHARES: i64 = 100_000;

/// Somebody who is not a member yet.
struct Candidate {
    id: DocumentId,
    name: String,
    more: String,
    /// What is to be known before: not registered, lives elsewhere.
    marks: Vec<String>,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "enrol.html")]
struct Page {
    f: Frame,
    id: DocumentId,
    key: String,
    name: String,
    search: String,
    from: String,
    before: Option<String>,
    after: Option<String>,
    people: Vec<Candidate>,
    day: String,
    /// Code, label, whether it is chosen.
    categories: Vec<(String, String, bool)>,
    shares: String,
    founding: bool,
    fault: Option<String>,
}

/// What all who are ticked become.
struct Terms {
    day: Date,
    category: String,
    shares: i64,
    founding: bool,
}

/// The organisation that the path names.
fn organisation(visit: &Visit<'_>, world: &dyn World) -> Result<Record, Fault> {
    if !kinds::writes(visit, &MEMBERSHIP) {
        return Err(Fault::NotAllowed);
    }
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let record = world.record(id).map_err(unread)?;
    record.filter(|record| *record.kind == ORGANISATION).ok_or(Fault::NotFound)
}

/// Whether somebody can be enrolled: alive, one person, and without a membership of the organisation, also of before.
fn is_free(
    world: &dyn World,
    organisation: &Record,
    of: &Record,
    day: Date,
) -> Result<bool, Fault> {
    let gone = matches!(person::status(of, day), "DECEASED" | "MERGED");
    let own = world.referring(of.id, &MEMBERSHIP).map_err(unread)?;
    let is_member = |record: &Record| {
        record.own.reference("organisation") == Some(organisation.id)
            && record.own.reference("person") == Some(of.id)
    };
    Ok(!gone && !own.iter().any(is_member))
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    show(visit, &visit.asked.query, entry::new_key(visit), None)
}

fn show(visit: &Visit<'_>, said: &Fields, key: String, fault: Option<&str>) -> Answer {
    let words = visit.asked.words;
    let today = visit.pages.desk.store.seams().today();
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let world = visit.world(&known)?;
    let organisation = organisation(visit, &world)?;
    let (search, at) = (said.text("search").to_owned(), said.text("from").parse().unwrap_or(0));
    let found = known.list(&PERSON, &search, at, PER_PAGE)?;
    let mut people = Vec::new();
    for shown in &found.items {
        let Some(of) = world.record(shown.id).map_err(unread)? else { continue };
        if !is_free(&world, &organisation, &of, today)? {
            continue;
        }
        let mut marks = Vec::new();
        if person::status(&of, today) == "PENDING" {
            marks.push(words.label("membership-to-register").to_owned());
        }
        if membership::home(&world, &organisation, &of).map_err(unread)? == "OUTSIDE" {
            marks.push(words.say("enrol-outside"));
        }
        let id = shown.id.to_string();
        people.push(Candidate {
            id: shown.id,
            name: shown.name.clone(),
            more: line(&PERSON, shown, words),
            marks,
            chosen: said.all("person").any(|chosen| chosen == id),
        });
    }
    let to = |from: usize| {
        let from = from.to_string();
        let fields: Fields = [("search", search.as_str()), ("from", &from)].into_iter().collect();
        format!("/enrol/{}?{}", organisation.id, fields.encoded())
    };
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    let category = Some(said.text("category")).filter(|code| !code.is_empty()).unwrap_or("ACTIVE");
    let categories = MEMBER_CATEGORY.codes.iter().map(|code| {
        let label = words.language.code(MEMBER_CATEGORY, code).unwrap_or(code);
        ((*code).to_owned(), label.to_owned(), *code == category)
    });
    let day = Some(said.text("day")).filter(|day| !day.is_empty());
    let name = known.name(organisation.id).unwrap_or_default();
    let template = Page {
        f: visit.frame(words.fill("enrol-title", &[("name", &name)]))?,
        id: organisation.id,
        key,
        name,
        from: at.to_string(),
        before: (at > 0).then(|| to(at.saturating_sub(PER_PAGE))),
        after: (at + PER_PAGE < total).then(|| to(at + PER_PAGE)),
        search,
        people,
        day: day.map_or_else(|| today.to_string(), str::to_owned),
        categories: categories.collect(),
        shares: said.text("shares").to_owned(),
        founding: !said.text("founding").is_empty(),
        fault: fault.map(|fault| words.say(fault)),
    };
    if fault.is_some() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Reply::page(template.render()?).status(status));
    }
    render(&template)
}

/// What the form says of all who are ticked; else what is wrong.
fn terms(visit: &Visit<'_>) -> Result<Terms, &'static str> {
    let form = &visit.asked.form;
    let today = visit.pages.desk.store.seams().today();
    let day = form.text("day").parse().ok().filter(|day| *day <= today).ok_or("enrol-day")?;
    let category = form.text("category");
    if !MEMBER_CATEGORY.codes.contains(&category) {
        return Err("enrol-category");
    }
    let shares = match form.text("shares").trim() {
        "" => 0,
        text => {
            text.parse().ok().filter(|n| (0..=MOST_SHARES).contains(n)).ok_or("enrol-shares")?
        }
    };
    let founding = !form.text("founding").is_empty();
    Ok(Terms { day, category: category.to_owned(), shares, founding })
}

/// Those who were ticked and can be enrolled.
fn chosen(visit: &Visit<'_>, known: &Known<'_>) -> Result<(DocumentId, Vec<DocumentId>), Fault> {
    let today = visit.pages.desk.store.seams().today();
    let world = visit.world(known)?;
    let organisation = organisation(visit, &world)?;
    let mut people: Vec<DocumentId> =
        visit.asked.form.all("person").filter_map(DocumentId::from_hex).collect();
    people.sort_unstable();
    people.dedup();
    let mut free = Vec::new();
    for id in people.into_iter().filter(|id| id.kind() == PERSON.number).take(PER_PAGE) {
        let of = world.record(id).map_err(unread)?;
        if let Some(of) = of
            && is_free(&world, &organisation, &of, today)?
        {
            free.push(id);
        }
    }
    Ok((organisation.id, free))
}

/// Writes a membership for each who was ticked, all of them or none.
pub(super) fn enrol(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let (organisation, people) = chosen(visit, &visit.known(&db)?)?;
    let terms = match terms(visit) {
        Ok(terms) if !people.is_empty() => terms,
        Ok(_) => return show(visit, form, key, Some("enrol-choose")),
        Err(fault) => return show(visit, form, key, Some(fault)),
    };
    let people: Vec<(DocumentId, String)> =
        people.into_iter().map(|id| (id, entry::new_entry(visit))).collect();
    let back: Fields =
        [("search", form.text("search")), ("from", form.text("from")), ("done", "saved")]
            .into_iter()
            .collect();
    let to = format!("/enrol/{organisation}?{}", back.encoded());
    visit.submit(&key, move |author| {
        for (person, entry) in people {
            let number = author.next_number()?;
            let number = MEMBERSHIP
                .field("member_no")
                .and_then(|field| field.numbered)
                .map(|prefix| format!("{prefix}-{number}"));
            let named = format!("{organisation}/{person}");
            author.change(Target::Natural(MEMBERSHIP.number, named.as_bytes()), |edit| {
                let wrong = |_| StoreError::Invalid("a membership");
                let day = terms.day.to_string();
                let mut put = |path: &str, text: &str| edit.put(ROOT, path, text).map_err(wrong);
                put("organisation", &organisation.to_string())?;
                put("person", &person.to_string())?;
                number.iter().try_for_each(|number| put("member_no", number))?;
                put("applied", &day)?;
                put("admitted", &day)?;
                put("category", &terms.category)?;
                if terms.shares > 0 {
                    let event =
                        json!({ "event_date": day, "kind": "SUBSCRIBE", "shares": terms.shares });
                    put(&format!("share_events/{entry}"), &event.to_string())?;
                }
                if terms.founding {
                    edit.put(ROOT, "founding", true).map_err(wrong)?;
                }
                Ok::<(), StoreError>(())
            })?;
        }
        Ok(to)
    })
}

/// From the page of an organisation to all who may become members.
pub(super) fn steps(visit: &Visit<'_>, id: DocumentId, steps: &mut Steps) {
    if id.kind() == ORGANISATION.number && kinds::writes(visit, &MEMBERSHIP) {
        steps.links.push((format!("/enrol/{id}"), visit.asked.words.say("enrol")));
    }
}
