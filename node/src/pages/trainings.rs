//! Trainings: planned, and the roster of who was there on which day. A tick is one path, so two trainers
//! tick the same list apart and every tick counts.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use automerge::Automerge;
use axum::http::StatusCode;
use lisanga_pages::form::{Change, Names as _};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::handles::{Keyed, One, Part};
use lisanga_protocol::dictionary::kind::Shape;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::values::Ref;
use lisanga_protocol::documents::{attendance, training};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::rules;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::Record;
use lisanga_store::author::Target;
use lisanga_store::{StoreError, places};
use serde_json::Value as Json;

use super::sheet::Sheet;
use super::steps::{self, Steps};
use super::unread;
use super::{Answer, Fault, TRAINERS, Visit, open_document, page as render};
use lisanga_index::{Known, Shown};

/// Persons a search offers.
const OFFERED: usize = 10;
const ATTENDANCE: Keyed<Ref> = TRAINING_SESSION.keyed("attendance");
const PRE_SCORE: Part<Ref, One<i64>> = ATTENDANCE.one("pre_score");
const POST_SCORE: Part<Ref, One<i64>> = ATTENDANCE.one("post_score");

/// The form of a training; the roster has a page of its own.
const SHEET: Sheet = Sheet {
    kind: &TRAINING_SESSION,
    but: &["attendance", "other_listeners", "void"],
    title: |visit| visit.asked.words.say("training-new-title"),
    alike: None,
    forbids: Some(untaught),
    adds: None,
    rows: None,
};

/// Why a training is not entered: nobody is named who holds it, neither somebody registered nor from elsewhere.
#[expect(clippy::unnecessary_wraps, reason = "as every form is asked")]
fn untaught(
    visit: &Visit<'_>,
    _: &Known<'_>,
    _: &[Change],
) -> Result<Option<(&'static str, String)>, Fault> {
    let trains = |name: &str| {
        let set = name.split('/').next().unwrap_or_default();
        ["trainers", "external_trainers"].contains(&set)
    };
    let mut sent = visit.asked.form.iter();
    let named = sent.any(|(name, text)| trains(name) && !text.trim().is_empty());
    Ok((!named).then(|| ("trainers", visit.asked.words.say("training-untaught"))))
}

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

pub(super) fn new(visit: &Visit<'_>) -> Answer {
    SHEET.begin(visit, |_| {
        let today = visit.pages.desk.store.seams().today().to_string();
        let mut fields = Fields::default();
        fields.add("start_date", today.clone());
        fields.add("end_date", today);
        let scope = visit.pages.desk.scope;
        if let Some(place) = visit.pages.desk.store.write(move |db| places::find(db, scope))? {
            let id = DocumentId::natural(MINING_SITE.number, scope, place.code.as_bytes());
            fields.add("held_for", id.to_string());
        }
        Ok(fields)
    })
}

pub(super) fn plan(visit: &Visit<'_>) -> Answer {
    SHEET.save(visit)
}

pub(super) fn edit(visit: &Visit<'_>) -> Answer {
    SHEET.edit(visit)
}

pub(super) fn change(visit: &Visit<'_>) -> Answer {
    SHEET.change(visit)
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
    cancelled: bool,
    /// Whether it was entered by mistake.
    void: bool,
    /// What can be done about it besides.
    steps: Steps,
    others: String,
    /// What this device counted of them.
    counted: i64,
    /// Id, name, score before, score after.
    scores: Vec<(String, String, String, String)>,
    score_faults: Vec<String>,
}

pub(super) fn show(visit: &Visit<'_>) -> Answer {
    page(visit, Vec::new())
}

fn page(visit: &Visit<'_>, score_faults: Vec<String>) -> Answer {
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
    for person in &attendance::listed(&document).map_err(unread)? {
        let there = roster.get(person).is_some_and(|days| days.contains(&day));
        let name = known.name(DocumentId(person.0)).unwrap_or_else(|| person.to_string());
        rows.insert(person.to_string(), (name, there));
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
    let wrong = !score_faults.is_empty();
    let template = TrainingPage {
        f: visit.frame(course(&known, &training))?,
        id,
        facts: facts(visit, &known, &training),
        days: days.iter().map(|d| (label(d).0, label(d).1, *d == day)).collect(),
        day: day.to_string(),
        there: words.count("training-there", there),
        scores: scores_of(visit, &known, id, &rows)?,
        roster: rows,
        search,
        offered,
        trains: visit.may(TRAINERS),
        cancelled: !training.text("cancelled").is_empty(),
        void: !training.text("void").is_empty(),
        steps: steps::steps(visit, &known, id)?,
        counted: attendance::listeners_counted_by(&document, &visit.pages.desk.device.to_string())
            .map_err(unread)?,
        others: words
            .count("training-others-now", attendance::other_listeners(&document).map_err(unread)?),
        score_faults,
    };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(Reply::page(template.render()?).status(status))
}

/// What everybody on the list scored; what was typed a moment ago stays.
fn scores_of(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    roster: &[(String, String, bool)],
) -> Result<Vec<(String, String, String, String)>, Fault> {
    let rows = known.rows(id, "training_session__attendance")?;
    let form = &visit.asked.form;
    let score = |person: &str, part: &str| {
        let typed = form.get(&format!("{part}/{person}")).map(str::to_owned);
        typed.unwrap_or_else(|| {
            let is =
                |row: &&lisanga_index::Row| row.get("key").and_then(Json::as_str) == Some(person);
            let row = rows.iter().find(is);
            let held = row.and_then(|row| row.get(part)?.as_i64());
            held.map(|score| score.to_string()).unwrap_or_default()
        })
    };
    let line = |(person, name, _): &(String, String, bool)| {
        let (before, after) = (score(person, "pre_score"), score(person, "post_score"));
        (person.clone(), name.clone(), before, after)
    };
    Ok(roster.iter().map(line).collect())
}

/// The days from the first to the last.
fn days(training: &Shown) -> Vec<Date> {
    let date = |name: &str| training.text(name).parse::<Date>().ok();
    let Some(first) = date("start_date") else { return Vec::new() };
    let last = date("end_date").unwrap_or(first);
    training::days(first, last)
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
    let elsewhere = there && is_elsewhere(visit, (id, &document), &persons, day)?;
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
    let told = if elsewhere { "&done=two-places" } else { "" };
    Ok(Reply::see_other(&format!("/trainings/{id}?day={day}{told}")))
}

/// Whether somebody who is ticked was in another place that day, as far as is known here.
fn is_elsewhere(
    visit: &Visit<'_>,
    (id, document): (DocumentId, &Automerge),
    persons: &[Ref],
    day: Date,
) -> Result<bool, Fault> {
    let mut supposed = document.fork();
    let mut edit = supposed.transaction();
    for person in persons {
        attendance::mark(&mut edit, person, day).map_err(unread)?;
    }
    edit.commit();
    let record = Record::of(id, &TRAINING_SESSION, &supposed).map_err(unread)?;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let found = rules::foretold(&visit.world(&known)?, &record).map_err(unread)?;
    Ok(found.iter().any(|item| item.rule == "two_places"))
}

/// Notes how many listeners who are not registered this device counted. Sent again it is the same.
pub(super) fn listeners(visit: &Visit<'_>) -> Answer {
    let (id, _) = open_document(visit, &TRAINING_SESSION)?;
    let form = &visit.asked.form;
    let to = format!("/trainings/{id}?day={}", form.text("day"));
    let counted = form.text("more").trim().parse::<u32>().ok().filter(|counted| *counted <= 10_000);
    let Some(counted) = counted else {
        return Ok(Reply::see_other(&format!("{to}&done=number")));
    };
    let device = visit.pages.desk.device.to_string();
    visit.pages.desk.batch(visit.user()?.number, move |author| {
        author.change(Target::Existing(id), |edit| {
            attendance::count_listeners(edit, &device, counted)
                .map_err(|_| StoreError::Invalid("a number of listeners"))
        })
    })?;
    visit.pages.site.wrote.notify_one();
    Ok(Reply::see_other(&format!("{to}&done=saved")))
}

/// Writes the scores that changed.
pub(super) fn scores(visit: &Visit<'_>) -> Answer {
    let (id, _) = open_document(visit, &TRAINING_SESSION)?;
    let db = visit.pages.index.reader()?;
    let held = visit.known(&db)?.rows(id, "training_session__attendance")?;
    let (mut changes, mut faults) = (Vec::<(Ref, bool, Option<i64>)>::new(), Vec::new());
    for (input, text) in visit.asked.form.iter() {
        let Some((part, key)) = input.split_once('/') else { continue };
        let Ok(person) = key.parse::<Ref>() else { continue };
        let score = match text.trim() {
            "" => None,
            typed => match typed.parse::<i64>() {
                Ok(score) if (0..=100).contains(&score) => Some(score),
                _ => {
                    let words = visit.asked.words;
                    faults.push(words.fill("training-score-bad", &[("text", typed)]));
                    continue;
                }
            },
        };
        let is = |row: &&lisanga_index::Row| row.get("key").and_then(Json::as_str) == Some(key);
        let before = held.iter().find(is).and_then(|row| row.get(part)?.as_i64());
        if before != score {
            changes.push((person, part == "pre_score", score));
        }
    }
    if !faults.is_empty() {
        return page(visit, faults);
    }
    let to =
        format!("/trainings/{id}?done={}", if changes.is_empty() { "unchanged" } else { "saved" });
    visit.pages.desk.batch(visit.user()?.number, move |author| {
        author.change(Target::Existing(id), |edit| {
            for (person, before, score) in &changes {
                let field = if *before { PRE_SCORE } else { POST_SCORE };
                let done = match score {
                    Some(score) => field.write(edit, person, score),
                    None => field.clear(edit, person),
                };
                done.map_err(|_| StoreError::Invalid("a score"))?;
            }
            Ok::<_, StoreError>(())
        })
    })?;
    visit.pages.site.wrote.notify_one();
    Ok(Reply::see_other(&to))
}
