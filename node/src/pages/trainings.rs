//! Trainings: planned, and the roster of who was there on which day. A tick is one path, so two trainers
//! tick the same list apart and every tick counts.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use automerge::Automerge;
use axum::http::StatusCode;
use lisanga_pages::form::{self, Faults, Names as _, Section};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::kind::{Field, Shape};
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::values::Ref;
use lisanga_protocol::documents::attendance;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_store::author::Target;
use lisanga_store::{StoreError, places};

use super::{Answer, Fault, TRAINERS, Visit, entry, open_document, page as render};
use lisanga_index::{Known, Shown};

/// Days of a training that are ticked, at most.
const DAYS: usize = 31;
/// Persons a search offers.
const OFFERED: usize = 10;
/// What a new training's form leaves out: the roster has a page of its own, the rest comes later.
const NOT_ASKED: [&str; 4] = ["attendance", "other_listeners", "cancelled", "void"];

#[derive(Template)]
#[template(path = "trainings.html")]
struct List {
    f: Frame,
    /// Id, course, day, how many were there.
    trainings: Vec<(DocumentId, String, String, String)>,
    trains: bool,
}

pub(super) fn list(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let mut found = known.list(&TRAINING_SESSION, "", 0, 500)?.items;
    found.sort_by_key(|training| std::cmp::Reverse(training.text("start_date")));
    let mut trainings = Vec::new();
    for training in found {
        let rows = known.rows(training.id, "training_session__attendance__days")?;
        let persons: BTreeSet<String> =
            rows.iter().filter_map(|row| Some(row.get("key")?.as_str()?.to_owned())).collect();
        let day = training
            .text("start_date")
            .parse()
            .map_or_else(|_| String::new(), |day| show::date(day, words));
        let there = words.count("training-there", persons.len());
        trainings.push((training.id, course(&known, &training), day, there));
    }
    let f = visit.frame(words.say("trainings-title"))?;
    render(&List { f, trainings, trains: visit.may(TRAINERS) })
}

/// What a training is called: its course.
fn course(known: &Known<'_>, training: &Shown) -> String {
    let course = DocumentId::from_hex(&training.text("course"));
    course.and_then(|id| known.name(id)).unwrap_or_else(|| training.text("course"))
}

fn asked() -> Vec<&'static Field> {
    TRAINING_SESSION.all_fields().filter(|field| !NOT_ASKED.contains(&field.name)).collect()
}

#[derive(Template)]
#[template(path = "training_form.html")]
struct TrainingForm {
    f: Frame,
    key: String,
    sections: Vec<Section>,
    faults: usize,
}

pub(super) fn new(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let key = visit.asked.query.text("draft").to_owned();
    let draft = if key.is_empty() { None } else { entry::read_draft(visit, &key)? };
    if let Some(fields) = draft {
        return screen(visit, &known, key, &fields, &Faults::default());
    }
    let today = visit.pages.desk.store.seams().today().to_string();
    let mut fields = Fields::default();
    fields.add("start_date", today.clone());
    fields.add("end_date", today);
    let scope = visit.pages.desk.scope;
    if let Some(place) = visit.pages.desk.store.write(move |db| places::find(db, scope))? {
        let id = DocumentId::natural(MINING_SITE.number, scope, place.code.as_bytes());
        fields.add("held_for", id.to_string());
    }
    screen(visit, &known, entry::new_key(visit), &fields, &Faults::default())
}

fn screen(
    visit: &Visit<'_>,
    known: &Known<'_>,
    key: String,
    fields: &Fields,
    faults: &Faults,
) -> Answer {
    let context = super::context(visit, known);
    let sections =
        form::draw(&TRAINING_SESSION, &asked(), fields, &Automerge::new(), faults, context);
    let f = visit.frame(visit.asked.words.say("training-new-title"))?;
    let count = faults.iter().count();
    let status = if count == 0 { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let template = TrainingForm { f, key, sections, faults: count };
    Ok(Reply::page(template.render()?).status(status))
}

pub(super) fn plan(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let entry = entry::new_entry(visit);
    let (asked, context) = (asked(), super::context(visit, &known));
    let reading = form::read(&TRAINING_SESSION, &asked, form, &Automerge::new(), &entry, context);
    if !reading.faults.is_empty() {
        return screen(visit, &known, key, form, &reading.faults);
    }
    let changes = reading.changes;
    let to = visit.pages.desk.submit(visit.user()?.number, &key, move |author| {
        let id = author
            .change(Target::New(TRAINING_SESSION.number), |edit| super::write(edit, &changes))?;
        let id = id.ok_or(StoreError::Invalid("an empty form"))?;
        Ok(format!("/trainings/{id}?done=saved"))
    })?;
    visit.pages.site.wrote.notify_one();
    Ok(Reply::see_other(&to))
}

#[derive(Template)]
#[template(path = "training.html")]
struct TrainingPage {
    f: Frame,
    id: DocumentId,
    facts: Vec<(String, String)>,
    /// Text form and label of each day; which one is ticked now.
    days: Vec<(String, String, bool)>,
    day: String,
    /// Id, name, whether they were there that day.
    roster: Vec<(String, String, bool)>,
    there: String,
    search: String,
    offered: Vec<(DocumentId, String)>,
    trains: bool,
}

pub(super) fn show(visit: &Visit<'_>) -> Answer {
    let (id, document) = open_document(visit, &TRAINING_SESSION)?;
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let training = known.one(id)?.ok_or(Fault::NotFound)?;
    let days = days(&training);
    let wanted: Option<Date> = visit.asked.query.text("day").parse().ok();
    let today = visit.pages.desk.store.seams().today();
    let day = wanted.or_else(|| days.contains(&today).then_some(today)).or(days.first().copied());
    let day = day.unwrap_or(today);
    let roster = attendance::roster(&document).map_err(unread)?;
    let mut rows: BTreeMap<String, (String, bool)> = BTreeMap::new();
    for (person, days) in &roster {
        let name = known.name(DocumentId(person.0)).unwrap_or_else(|| person.to_string());
        rows.insert(person.to_string(), (name, days.contains(&day)));
    }
    // Whoever was unticked stays on the list of this page.
    for row in known.rows(id, "training_session__attendance")? {
        if let Some(key) = row.get("key").and_then(serde_json::Value::as_str) {
            let name = DocumentId::from_hex(key).and_then(|id| known.name(id));
            rows.entry(key.to_owned()).or_insert((name.unwrap_or_default(), false));
        }
    }
    let mut rows: Vec<(String, String, bool)> =
        rows.into_iter().map(|(id, (name, there))| (id, name, there)).collect();
    rows.sort_by(|one, other| one.1.cmp(&other.1));
    let search = visit.asked.query.text("search").to_owned();
    let offered = if search.is_empty() {
        Vec::new()
    } else {
        let found = known.list(&PERSON, &search, 0, OFFERED)?.items.into_iter();
        found.map(|person| (person.id, person.name)).collect()
    };
    let there = rows.iter().filter(|(_, _, there)| *there).count();
    let label = |day: &Date| (day.to_string(), show::date(*day, words));
    render(&TrainingPage {
        f: visit.frame(course(&known, &training))?,
        id,
        facts: facts(visit, &known, &training),
        days: days.iter().map(|d| (label(d).0, label(d).1, *d == day)).collect(),
        day: day.to_string(),
        there: words.count("training-there", there),
        roster: rows,
        search,
        offered,
        trains: visit.may(TRAINERS),
    })
}

fn unread(error: impl std::fmt::Display) -> Fault {
    StoreError::Damaged(error.to_string()).into()
}

/// The days from the first to the last.
fn days(training: &Shown) -> Vec<Date> {
    let date = |name: &str| training.text(name).parse::<Date>().ok();
    let Some(first) = date("start_date") else { return Vec::new() };
    let last = date("end_date").unwrap_or(first);
    let days = std::iter::successors(Some(first), |day| day.next());
    days.take_while(|day| *day <= last).take(DAYS).collect()
}

fn facts(visit: &Visit<'_>, known: &Known<'_>, training: &Shown) -> Vec<(String, String)> {
    let words = visit.asked.words;
    let shown = |name: &str| {
        let field = TRAINING_SESSION.field(name)?;
        let Shape::One(of, _) = field.shape else { return None };
        let value = of.scalar(&training.text(name))?;
        let text = visit.reader(known).shown(field.shape, &value);
        let label = format!("training-session-{}", name.replace('_', "-"));
        (!text.is_empty()).then(|| (words.label(&label).to_owned(), text))
    };
    ["mode", "held_for", "start_date", "end_date", "place", "hours_delivered"]
        .into_iter()
        .filter_map(shown)
        .collect()
}

/// Ticks one person, or takes the tick back; or ticks everybody on the list. Ticking again is harmless,
/// so no key is needed.
pub(super) fn tick(visit: &Visit<'_>) -> Answer {
    let (id, document) = open_document(visit, &TRAINING_SESSION)?;
    let form = &visit.asked.form;
    let day: Date = form.text("day").parse().map_err(|_| Fault::NotFound)?;
    let there = form.text("there") == "true";
    let persons: Vec<Ref> = if form.text("person") == "all" {
        attendance::roster(&document).map_err(unread)?.into_keys().collect()
    } else {
        vec![form.text("person").parse().map_err(|_| Fault::NotFound)?]
    };
    visit.pages.desk.batch(visit.user()?.number, move |author| {
        author.change(Target::Existing(id), |edit| {
            for person in &persons {
                let done = if there {
                    attendance::mark(edit, person, day)
                } else {
                    attendance::unmark(edit, person, day)
                };
                done.map_err(|_| StoreError::Invalid("a tick"))?;
            }
            Ok::<_, StoreError>(())
        })
    })?;
    visit.pages.site.wrote.notify_one();
    Ok(Reply::see_other(&format!("/trainings/{id}?day={day}")))
}
