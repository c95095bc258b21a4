//! Trainings as offices see them.

use std::collections::BTreeSet;

use askama::Template;
use lisanga_index::{Known, Names as _, Shown};
use lisanga_pages::frame::Frame;
use lisanga_pages::record::Fact;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::documents::attendance;
use lisanga_protocol::ids::DocumentId;
use lisanga_store::StoreError;

use super::trained::{self, Trained};
use super::{Answer, Fault, Visit, page as render};

/// Trainings on a page of the list.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "office_trainings.html")]
struct List {
    f: Frame,
    /// Id, course, day and site, how many were there.
    trainings: Vec<(DocumentId, String, String, String)>,
    before: Option<usize>,
    after: Option<usize>,
    /// Who was trained, by course.
    trained: Vec<Trained>,
}

pub(super) fn list(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let at: usize = visit.asked.query.text("from").parse().unwrap_or(0);
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let found = known.newest(&TRAINING_SESSION, "start_date", at, PER_PAGE)?;
    let mut trainings = Vec::new();
    for training in found.items {
        let rows = known.rows(training.id, "training_session__attendance__days")?;
        let persons: BTreeSet<&str> =
            rows.iter().filter_map(|row| row.get("key")?.as_str()).collect();
        let day = training.text("start_date").parse().ok().map(|day| show::date(day, words));
        let site = visit.place(training.scope).map(|place| place.name.clone());
        let more = day.into_iter().chain(site).collect::<Vec<_>>().join(" · ");
        let there = words.count("training-there", persons.len());
        trainings.push((training.id, course(&known, &training), more, there));
    }
    let total = usize::try_from(found.total).unwrap_or(usize::MAX);
    render(&List {
        f: visit.frame(words.say("trainings-title")),
        trainings,
        before: (at > 0).then(|| at.saturating_sub(PER_PAGE)),
        after: (at + PER_PAGE < total).then_some(at + PER_PAGE),
        trained: trained::by_course(visit, &known)?,
    })
}

/// What a training is called: its course.
fn course(known: &Known<'_>, training: &Shown) -> String {
    let course = DocumentId::from_hex(&training.text("course"));
    course.and_then(|id| known.name(id)).unwrap_or_else(|| training.text("course"))
}

#[derive(Template)]
#[template(path = "office_training.html")]
struct TrainingPage {
    f: Frame,
    site: String,
    facts: Vec<Fact>,
    /// Id, name, days.
    roster: Vec<(DocumentId, String, String)>,
    there: String,
    others: String,
}

pub(super) fn show(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let training = visit.document(&known, &TRAINING_SESSION)?;
    let reader = visit.reader(&known);
    let opened = reader.open(training.scope, training.id)?;
    let (row, document) = opened.ok_or(Fault::NotFound)?;
    let mut facts = reader.facts(&TRAINING_SESSION, training.scope, row, &document)?;
    // The roster stands below.
    facts.retain(|fact| !["attendance", "other_listeners"].contains(&fact.name));
    let unread = |error: lisanga_protocol::dictionary::registers::ReadError| {
        StoreError::Damaged(error.to_string())
    };
    let mut roster: Vec<(DocumentId, String, String)> = attendance::roster(&document)
        .map_err(unread)?
        .into_iter()
        .map(|(person, days)| {
            let id = DocumentId(person.0);
            let name = known.name(id).unwrap_or_else(|| id.to_string());
            (id, name, words.count("days", days.len()))
        })
        .collect();
    roster.sort_by(|one, other| one.1.cmp(&other.1));
    let others = attendance::other_listeners(&document).map_err(unread)?;
    render(&TrainingPage {
        f: visit.frame(course(&known, &training)),
        site: visit.place(training.scope).map(|place| place.name.clone()).unwrap_or_default(),
        facts,
        there: words.count("training-there", roster.len()),
        others: words.count("training-others-now", others),
        roster,
    })
}
