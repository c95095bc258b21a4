//! What somebody of the programme looks after: the organisations of each facilitator, wherever they are, with where they
//! stand, when they were visited last and what was agreed.
//!
//! A site says who looks after an organisation; the name is that of the facilitator's account, and an account sees its
//! own and nothing beyond.

use std::collections::BTreeMap;

use lisanga_index::{Known, Names as _, Shown, SiteWorld};
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::facilitation::FACILITATION;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::lists::{MILESTONE, STAGE};
use lisanga_protocol::documents::{coaching, formalisation};
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Record, World as _};

use super::lists::{Lists, Row, Section, each, named};
use super::{Answer, Fault, Visit, page as render, unread};
use crate::people::Role;

/// So many characters of a report stand in the list; the whole is on the page of the visit.
const REPORT_SHOWN: usize = 160;

/// One organisation that somebody looks after.
pub(super) struct Followed<'k> {
    pub(super) facilitator: String,
    pub(super) organisation: Record,
    /// The site it lies at.
    pub(super) world: SiteWorld<'k>,
    pub(super) scope: Scope,
}

/// A facilitator's name as it is compared: however it is written, it is one facilitator.
pub(super) fn same_name(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Whether a facilitation is the facilitator's who asks and goes on today; everybody else sees all that went on at
/// some time from a day on.
fn is_seen(visit: &Visit<'_>, facilitation: &Record, from: Date) -> bool {
    let today = visit.store().seams().today();
    let ended = facilitation.own.day("ended");
    let begun = facilitation.own.day("since").is_none_or(|since| since <= today);
    let goes_on = |day: Date| ended.is_none_or(|ended| ended > day);
    begun
        && match visit.person {
            Some(person) if person.role == Role::Facilitator => {
                let of = same_name(facilitation.own.text("facilitator"));
                of == same_name(&person.name) && goes_on(today)
            }
            _ => goes_on(from),
        }
}

/// Every organisation that somebody looked after at some time from a day on, each facilitator's once, as far as whoever
/// asks sees it.
pub(super) fn followed<'k>(
    visit: &Visit<'_>,
    known: &'k Known<'_>,
    from: Date,
) -> Result<Vec<Followed<'k>>, Fault> {
    let mut found = BTreeMap::new();
    for (shown, record, world) in each(visit, known, &FACILITATION)? {
        if !is_seen(visit, &record, from) {
            continue;
        }
        if let Some(organisation) = world.follow(&record.own, "organisation").map_err(unread)? {
            let facilitator = record.own.text("facilitator").trim().to_owned();
            let key = (same_name(&facilitator), organisation.id);
            let one = Followed { facilitator, organisation, world, scope: shown.scope };
            found.entry(key).or_insert(one);
        }
    }
    Ok(found.into_values().collect())
}

/// Whether whoever asks sees a document: a facilitator those about the organisations of the own caseload, others
/// whatever they see at all.
pub(super) fn reaches(visit: &Visit<'_>, known: &Known<'_>, shown: &Shown) -> Result<bool, Fault> {
    if visit.person()?.role != Role::Facilitator {
        return Ok(true);
    }
    let own = shown.id.kind() == ORGANISATION.number;
    let about = if own { shown.id.to_string() } else { shown.text("organisation") };
    let several = known.rows(shown.id, "outreach_event__organisations")?;
    let several = several.iter().filter_map(|row| row.get("value")?.as_str());
    let about: Vec<&str> = several.chain([about.as_str()]).collect();
    let facilitations = each(visit, known, &FACILITATION)?;
    let today = visit.store().seams().today();
    Ok(facilitations.iter().any(|(_, record, _)| {
        is_seen(visit, record, today) && about.contains(&record.own.text("organisation"))
    }))
}

/// The organisations of each facilitator. Facilitators see their own.
pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let today = visit.store().seams().today();
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut caseloads = BTreeMap::<String, (String, Vec<Row>)>::new();
    for followed in followed(visit, &known, today)? {
        let Followed { facilitator, organisation, world, scope } = followed;
        let path = formalisation::path(&world, &organisation, today).map_err(unread)?;
        let mut notes = Vec::new();
        if !path.missing.is_empty() {
            let missing = named(visit, MILESTONE, &path.missing);
            notes.push((words.fill("caseload-missing", &[("what", &missing)]), false));
        }
        notes.extend(visits(visit, &world, organisation.id, today)?);
        let caseload = caseloads.entry(same_name(&facilitator));
        caseload.or_insert_with(|| (facilitator, Vec::new())).1.push(Row {
            to: format!("/documents/{}/{}", ORGANISATION.name, organisation.id),
            name: known.name(organisation.id).unwrap_or_default(),
            more: [visit.places_of(scope).join(" · "), named(visit, STAGE, &[path.stage])]
                .join(" · "),
            notes,
        });
    }
    let section = |(title, mut rows): (String, Vec<Row>)| {
        rows.sort_by(|one, other| one.name.cmp(&other.name));
        Section { title, rows }
    };
    render(&Lists {
        f: visit.frame(words.say("caseload-title")),
        why: words.say("caseload-why"),
        sections: caseloads.into_values().map(section).collect(),
    })
}

/// When an organisation was visited last, and what was agreed and is not done yet.
fn visits(
    visit: &Visit<'_>,
    world: &SiteWorld<'_>,
    organisation: DocumentId,
    today: Date,
) -> Result<Vec<(String, bool)>, Fault> {
    let words = visit.asked.words;
    let visits = coaching::visits(world, organisation, today).map_err(unread)?;
    let last = visits.last().and_then(|record| record.own.day("event_date"));
    let said = match last {
        Some(day) => words.fill("caseload-visited", &[("day", &show::date(day, words))]),
        None => words.say("caseload-never"),
    };
    let mut notes = vec![(said, last.is_none())];
    notes.extend(reports(visit, &visits, today));
    for step in visits.iter().flat_map(coaching::steps).filter(|step| step.is_open(today)) {
        let day = step.until.map(|day| show::date(day, words)).unwrap_or_default();
        let parts = [&*step.what, &*step.who, &*day];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        notes.push((parts.join(" · "), step.is_late(today)));
    }
    Ok(notes)
}

/// What the last report to the programme says, and for which visit one is still to be handed in.
fn reports(visit: &Visit<'_>, visits: &[Record], today: Date) -> Vec<(String, bool)> {
    let words = visit.asked.words;
    let mut notes = Vec::new();
    let last = visits.iter().rev().find(|record| record.own.has("reported"));
    if let Some(told) = last {
        let day = told.own.day("event_date").map(|day| show::date(day, words)).unwrap_or_default();
        let report: String = told.own.text("report").chars().take(REPORT_SHOWN).collect();
        notes.push((words.fill("caseload-report", &[("day", &day), ("what", &report)]), false));
    }
    for owed in visits.iter().filter(|visit| coaching::owes_report(visit, today)) {
        if let Some(day) = owed.own.day("event_date") {
            let late = coaching::is_report_late(owed, today);
            let day = show::date(day, words);
            notes.push((words.fill("caseload-report-owed", &[("day", &day)]), late));
        }
    }
    notes
}
