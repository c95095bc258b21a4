//! Lists to sign: who comes to a training, day by day, and who comes to an assembly. Blank ones are taken along;
//! filled ones say what was taken down.

use std::collections::BTreeSet;

use lisanga_protocol::dictionary::kinds::assembly::ASSEMBLY;
use lisanga_protocol::dictionary::kinds::membership::MEMBERSHIP;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::dictionary::lists::PRESENCE;
use lisanga_protocol::documents::{assembly, membership, training};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Record, World as _};

use super::paper::{Column, Paper, Part, Pen};
use crate::pages::{Fault, unread};

/// Rows for those nobody expected.
const MORE: usize = 8;
/// Days that stand side by side on a sheet.
const DAYS: usize = 6;

pub(super) fn blank(pen: &Pen<'_>, session: &Record) -> Result<Paper, Fault> {
    let mut paper = training_sheet(pen, session, true)?;
    paper.title = pen.words.say("print-attendance");
    Ok(paper)
}

pub(super) fn filled(pen: &Pen<'_>, session: &Record) -> Result<Paper, Fault> {
    training_sheet(pen, session, false)
}

fn training_sheet(pen: &Pen<'_>, session: &Record, blank: bool) -> Result<Paper, Fault> {
    let words = pen.words;
    let mut listed: BTreeSet<DocumentId> =
        session.rows("attendance").iter().filter_map(|row| row.reference("key")).collect();
    let held_for = pen.world.follow(&session.own, "held_for").map_err(unread)?;
    let organisation = held_for.filter(|held_for| *held_for.kind == ORGANISATION);
    let start = session.own.day("start_date");
    if let (true, Some(organisation), Some(day)) = (blank, &organisation, start) {
        listed.extend(membership::active(pen.world, organisation.id, day).map_err(unread)?);
    }
    let persons = pen.sorted(listed.into_iter().collect(), |id| *id);
    let last = session.own.day("end_date").or(start);
    let days = start.zip(last).map(|(first, last)| training::days(first, last));
    let days = days.unwrap_or_default();
    let parts = days.chunks(DAYS).enumerate().map(|(at, days)| {
        let part = days_of(pen, session, &persons, days, blank)?;
        Ok(Part { begins_page: at > 0, ..part })
    });
    let mut facts = pen.facts(
        session,
        &["mode", "start_date", "end_date", "place", "hours_delivered", "language", "funder"],
    );
    let trainers = pen.names(session.references("trainers"));
    let outside: Vec<&str> = session.elements("external_trainers").collect();
    let trainers = [trainers.as_str(), &outside.join(" · ")];
    let trainers: Vec<&str> = trainers.into_iter().filter(|text| !text.is_empty()).collect();
    facts.push((pen.label(&TRAINING_SESSION, &["trainers"]), trainers.join(" · ")));
    if !blank {
        facts.extend(pen.facts(session, &["other_listeners"]));
        facts.push((words.say("paper-there"), persons.len().to_string()));
    }
    Ok(Paper {
        organisation: pen.name(session.own.reference("held_for")),
        about: pen.name(session.own.reference("course")),
        facts,
        parts: parts.collect::<Result<_, Fault>>()?,
        signatures: vec![words.say("paper-trainer"), words.say("paper-for-organisation")],
        ..Paper::default()
    })
}

/// A table of some days: a box to sign for each, or a mark for those who were there.
fn days_of(
    pen: &Pen<'_>,
    session: &Record,
    persons: &[(String, DocumentId)],
    days: &[Date],
    blank: bool,
) -> Result<Part, Fault> {
    let column = |day: &Date| {
        let label = format!("{:02}/{:02}", day.day(), day.month().of_year());
        Column::blank(label)
    };
    let mut columns =
        vec![pen.number_column(), pen.name_column(), Column::text(pen.label(&PERSON, &["sex"]))];
    columns.extend(days.iter().map(column));
    if !blank {
        columns.push(pen.signature_column());
    }
    let mut rows = Vec::new();
    for (at, (name, person)) in persons.iter().enumerate() {
        let record = pen.world.record(*person).map_err(unread)?;
        let sex = record.map(|record| pen.value(&record, "sex")).unwrap_or_default();
        let there = training::days_of(session, *person);
        let mut row = vec![(at + 1).to_string(), name.clone(), sex];
        let mark = |day: &Date| if !blank && there.contains(day) { "✓" } else { "" };
        row.extend(days.iter().map(|day| mark(day).to_owned()));
        row.push(String::new());
        row.truncate(columns.len());
        rows.push(row);
    }
    rows.extend(more(blank, persons.len(), columns.len()));
    Ok(Part { columns, rows, ..Part::default() })
}

/// Empty rows below those who are expected.
fn more(blank: bool, after: usize, wide: usize) -> Vec<Vec<String>> {
    let row = |at: usize| {
        let mut row = vec![String::new(); wide];
        row[0] = at.to_string();
        row
    };
    let count = if blank { MORE } else { 0 };
    (after + 1..=after + count).map(row).collect()
}

pub(super) fn roll_blank(pen: &Pen<'_>, sitting: &Record) -> Result<Paper, Fault> {
    let mut paper = roll_sheet(pen, sitting, true)?;
    paper.title = pen.words.say("print-roll");
    Ok(paper)
}

pub(super) fn roll(pen: &Pen<'_>, sitting: &Record) -> Result<Paper, Fault> {
    roll_sheet(pen, sitting, false)
}

fn roll_sheet(pen: &Pen<'_>, sitting: &Record, blank: bool) -> Result<Paper, Fault> {
    let words = pen.words;
    let entitled = assembly::entitled(pen.world, sitting).map_err(unread)?;
    // Before a day is fixed, those who are members today.
    let organisation = sitting.own.reference("organisation").filter(|_| entitled.is_empty());
    let members = organisation.map(|id| membership::active(pen.world, id, pen.today));
    let members = members.transpose().map_err(unread)?.unwrap_or_default();
    let persons: Vec<DocumentId> = entitled.into_iter().chain(members).collect();
    let standing = assembly::standing(pen.world, sitting).map_err(unread)?;
    let mut rows = Vec::new();
    for (at, (name, person)) in pen.sorted(persons, |id| *id).into_iter().enumerate() {
        let there = if blank { String::new() } else { presence(pen, sitting, person) };
        let number = member_no(pen, sitting, person)?;
        rows.push(vec![(at + 1).to_string(), number, name, there, String::new()]);
    }
    let columns = vec![
        pen.number_column(),
        Column::text(pen.label(&MEMBERSHIP, &["member_no"])),
        pen.name_column(),
        Column::text(pen.label(&ASSEMBLY, &["attendance", "presence"])),
        pen.signature_column(),
    ];
    let mut facts = pen.facts(sitting, &["kind", "call_no", "notice_date", "held_date", "place"]);
    facts.push((words.say("paper-entitled"), rows.len().to_string()));
    if !blank {
        facts.push((pen.label(&ASSEMBLY, &["quorum_required"]), standing.required.to_string()));
        facts.push((pen.label(&ASSEMBLY, &["present"]), standing.present.to_string()));
    }
    Ok(Paper {
        organisation: pen.organisation(sitting),
        facts,
        parts: vec![Part { columns, rows, ..Part::default() }],
        signatures: super::minutes::signatures(pen, sitting),
        ..Paper::default()
    })
}

/// The number of a member in the organisation that meets.
fn member_no(pen: &Pen<'_>, sitting: &Record, person: DocumentId) -> Result<String, Fault> {
    let memberships = pen.world.referring(person, &MEMBERSHIP).map_err(unread)?;
    let here = memberships.iter().find(|record| {
        record.own.text("organisation") == sitting.own.text("organisation")
            && record.own.reference("person") == Some(person)
    });
    Ok(here.map(|record| record.own.text("member_no").to_owned()).unwrap_or_default())
}

/// How somebody was there, and by whom they were represented.
pub(super) fn presence(pen: &Pen<'_>, sitting: &Record, person: DocumentId) -> String {
    let mut rows = sitting.rows("attendance").iter();
    let Some(row) = rows.find(|row| row.reference("key") == Some(person)) else {
        return pen.words.say("paper-absent");
    };
    let proxy = pen.name(row.reference("proxy"));
    let parts = [pen.code(PRESENCE, row.text("presence")), proxy];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
