//! What somebody of the programme looks after: the organisations of each facilitator with where they stand, when
//! they were visited last and what was agreed; and the sites that may take part in a standard, the readiest first.

use std::collections::BTreeMap;

use lisanga_index::{Known, Names as _, Shown, SiteWorld};
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::coaching_visit::COACHING_VISIT;
use lisanga_protocol::dictionary::kinds::facilitation::FACILITATION;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::site_candidacy::SITE_CANDIDACY;
use lisanga_protocol::dictionary::lists::{CANDIDACY_STATE, MILESTONE, PRESCREEN, STAGE};
use lisanga_protocol::documents::{formalisation, standards};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Record, World as _};

use super::lists::{Lists, Row, Section, each, named};
use super::{Answer, Fault, Visit, page as render, unread};
use crate::people::Role;

/// So many days after a visit its report is late.
const REPORT_DAYS: i32 = 30;
/// So many characters of a report stand in the list; the whole is on the page of the visit.
const REPORT_SHOWN: usize = 160;

/// Whether a facilitation is the facilitator's who asks and has not ended; everybody else sees all.
fn is_theirs(visit: &Visit<'_>, facilitation: &Record) -> bool {
    let today = visit.store().seams().today();
    let name = |text: &str| text.trim().to_lowercase();
    let theirs = visit.person.is_none_or(|person| {
        person.role != Role::Facilitator
            || name(facilitation.own.text("facilitator")) == name(&person.name)
    });
    theirs && facilitation.own.day("ended").is_none_or(|ended| ended > today)
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
    Ok(facilitations.iter().any(|(_, record, _)| {
        is_theirs(visit, record) && about.contains(&record.own.text("organisation"))
    }))
}

/// The organisations of each facilitator. Facilitators see their own.
pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let today = visit.store().seams().today();
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut caseloads = BTreeMap::<String, Vec<Row>>::new();
    for (shown, record, world) in each(visit, &known, &FACILITATION)? {
        let facilitator = record.own.text("facilitator").trim().to_owned();
        let organisation = world.follow(&record.own, "organisation").map_err(unread)?;
        let Some(organisation) = organisation.filter(|_| is_theirs(visit, &record)) else {
            continue;
        };
        let path = formalisation::path(&world, &organisation, today).map_err(unread)?;
        let place = visit.place(shown.scope).map(|place| place.name.clone()).unwrap_or_default();
        let mut notes = Vec::new();
        if !path.missing.is_empty() {
            let missing = named(visit, MILESTONE, &path.missing);
            notes.push((words.fill("caseload-missing", &[("what", &missing)]), false));
        }
        notes.extend(visits(visit, &world, organisation.id, today)?);
        caseloads.entry(facilitator).or_default().push(Row {
            to: format!("/documents/{}/{}", ORGANISATION.name, organisation.id),
            name: known.name(organisation.id).unwrap_or_default(),
            more: [place, named(visit, STAGE, &[path.stage])].join(" · "),
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
        sections: caseloads.into_iter().map(section).collect(),
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
    let mut visits = world.referring(organisation, &COACHING_VISIT).map_err(unread)?;
    visits.sort_by_key(|record| (record.own.day("event_date"), record.id));
    let last = visits.last().and_then(|record| record.own.day("event_date"));
    let said = match last {
        Some(day) => words.fill("caseload-visited", &[("day", &show::date(day, words))]),
        None => words.say("caseload-never"),
    };
    let mut notes = vec![(said, last.is_none())];
    notes.extend(reports(visit, &visits, today));
    for step in visits.iter().flat_map(|record| record.rows("next_steps")) {
        if step.has("done") {
            continue;
        }
        let until = step.day("until");
        let day = until.map(|day| show::date(day, words));
        let parts = [Some(step.text("what")), Some(step.text("who")), day.as_deref()];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        let text = parts.collect::<Vec<_>>().join(" · ");
        notes.push((text, until.is_some_and(|until| until < today)));
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
    for owed in visits.iter().filter(|record| !record.own.has("reported")) {
        if let Some(day) = owed.own.day("event_date") {
            let late = day.days_until(today) > REPORT_DAYS;
            let day = show::date(day, words);
            notes.push((words.fill("caseload-report-owed", &[("day", &day)]), late));
        }
    }
    notes
}

/// Sites that may take part in a standard, by province: those with most answers first, each with what it lacks.
pub(super) fn candidates(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let today = visit.store().seams().today();
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut ranked = BTreeMap::<String, Vec<(i64, Row)>>::new();
    for (shown, record, world) in each(visit, &known, &SITE_CANDIDACY)? {
        let state = standards::candidacy(&world, &record, today).map_err(unread)?;
        let (score, open) = standards::prescreen(&record);
        let name = |field: &str| record.own.reference(field).and_then(|id| known.name(id));
        let site = visit.place(shown.scope);
        let province = site.and_then(|site| visit.place(site.parent?));
        let title = [
            province.map(|place| place.name.clone()).unwrap_or_default(),
            name("standard").unwrap_or_default(),
        ];
        let asked = !record.rows("prescreen").is_empty() && !open.is_empty();
        let reasons = named(visit, PRESCREEN, &open);
        let reasons = asked.then(|| words.fill("candidates-lacks", &[("what", &reasons)]));
        let points = words.fill("candidates-score", &[("score", &score.to_string())]);
        let row = Row {
            to: format!("/documents/{}/{}", SITE_CANDIDACY.name, shown.id),
            name: name("site").unwrap_or(shown.name),
            more: [named(visit, CANDIDACY_STATE, &[state]), points].join(" · "),
            notes: reasons.into_iter().map(|text| (text, false)).collect(),
        };
        ranked.entry(title.join(" · ")).or_default().push((score, row));
    }
    let section = |(title, mut rows): (String, Vec<(i64, Row)>)| {
        rows.sort_by(|one, other| (other.0, &one.1.name).cmp(&(one.0, &other.1.name)));
        Section { title, rows: rows.into_iter().map(|(_, row)| row).collect() }
    };
    render(&Lists {
        f: visit.frame(words.say("candidates-title")),
        why: words.say("candidates-why"),
        sections: ranked.into_iter().map(section).collect(),
    })
}
