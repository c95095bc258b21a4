//! What a facilitator reports to the programme: for each organisation of the caseload how far it came in a period, how
//! often it was visited, what was agreed and what came of it; to read, to print and as a file.

use std::ops::RangeInclusive;

use askama::Template;
use lisanga_index::{Known, Names as _};
use lisanga_pages::export::{self, About, Form};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kind::Class;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::lists::STAGE;
use lisanga_protocol::documents::coaching::{self, Period};
use lisanga_protocol::documents::formalisation;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::Record;
use lisanga_tables::export::{Cell, Column, Table};

use super::caseload::{Followed, followed, same_name};
use super::lists::named;
use super::{Answer, Fault, Visit, exports, page as render, unread};
use crate::people::Role;

/// Days of a period, unless somebody asks for another.
const DAYS: i32 = 90;

/// One organisation in a period.
struct Line {
    facilitator: String,
    /// The province and the site.
    places: Vec<String>,
    organisation: DocumentId,
    name: String,
    /// Its stage before the period and at the end.
    stages: [&'static str; 2],
    period: Period,
    /// The reports of the visits: the day, and what they say.
    reports: Vec<(Date, String)>,
}

/// The period that is asked for: until today, unless another day is named.
fn period(visit: &Visit<'_>) -> RangeInclusive<Date> {
    let asked = |name: &str| visit.asked.query.text(name).parse::<Date>().ok();
    let to = asked("to").unwrap_or_else(|| visit.store().seams().today());
    asked("from").or_else(|| to.after(-DAYS)).unwrap_or(to)..=to
}

/// The organisations of each facilitator in a period, in the order of names.
fn lines(
    visit: &Visit<'_>,
    known: &Known<'_>,
    period: &RangeInclusive<Date>,
) -> Result<Vec<Line>, Fault> {
    let mut lines = Vec::new();
    for Followed { facilitator, organisation, world, scope } in
        followed(visit, known, *period.start())?
    {
        let stage = |day: Date| formalisation::path(&world, &organisation, day).map_err(unread);
        let before = period.start().after(-1).unwrap_or(*period.start());
        let stages = [stage(before)?.stage, stage(*period.end())?.stage];
        let visits = coaching::visits(&world, organisation.id, *period.end()).map_err(unread)?;
        let own = |one: &Record| same_name(one.own.text("facilitator")) == same_name(&facilitator);
        let visits: Vec<Record> = visits.into_iter().filter(own).collect();
        lines.push(Line {
            places: visit.places_of(scope),
            organisation: organisation.id,
            name: known.name(organisation.id).unwrap_or_default(),
            stages,
            period: coaching::in_period(&visits, period),
            reports: reports(&visits, period),
            facilitator,
        });
    }
    lines
        .sort_by_key(|line| (same_name(&line.facilitator), line.places.clone(), line.name.clone()));
    Ok(lines)
}

/// What the reports of the visits in a period say.
fn reports(visits: &[Record], period: &RangeInclusive<Date>) -> Vec<(Date, String)> {
    let said = visits.iter().filter_map(|visit| {
        let on = visit.own.day("event_date").filter(|on| period.contains(on))?;
        let text = visit.own.text("report");
        (!text.is_empty() && visit.own.has("reported")).then(|| (on, text.to_owned()))
    });
    said.collect()
}

#[derive(Template)]
#[template(path = "office_followed.html")]
struct Page {
    f: Frame,
    from: String,
    to: String,
    period: String,
    /// The name of each form a file can have, and its label.
    forms: Vec<(&'static str, String)>,
    facilitators: Vec<Facilitator>,
}

/// One facilitator's part of the page.
struct Facilitator {
    name: String,
    /// How many organisations at how many places.
    sums: String,
    rows: Vec<Row>,
    /// All of them together: visits, agreed, done, late, reports owed.
    totals: [usize; 5],
}

/// One organisation of the page.
struct Row {
    to: String,
    name: String,
    places: String,
    stage: String,
    last: String,
    counts: [usize; 5],
    /// What is to be done, and whether it is late.
    open: Vec<(String, bool)>,
    reports: Vec<(String, String)>,
}

fn row(visit: &Visit<'_>, line: &Line, day: Date) -> Row {
    let words = visit.asked.words;
    let [before, after] = line.stages;
    let stage = if before == after { vec![after] } else { vec![before, after] };
    let stage: Vec<String> = stage.into_iter().map(|code| named(visit, STAGE, &[code])).collect();
    let open = line.period.open.iter().map(|step| {
        let until = step.until.map(|until| show::date(until, words)).unwrap_or_default();
        let parts = [&*step.what, &*step.who, &*until];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        (parts.join(" · "), step.is_late(day))
    });
    let Period { visits, last, agreed, done, owed, .. } = line.period;
    let late = line.period.open.iter().filter(|step| step.is_late(day)).count();
    Row {
        to: format!("/documents/{}/{}", ORGANISATION.name, line.organisation),
        name: line.name.clone(),
        places: line.places.join(" · "),
        stage: stage.join(" → "),
        last: last.map(|last| show::date(last, words)).unwrap_or_default(),
        counts: [visits, agreed, done, late, owed],
        open: open.collect(),
        reports: line
            .reports
            .iter()
            .map(|(on, text)| (show::date(*on, words), text.clone()))
            .collect(),
    }
}

fn facilitator(visit: &Visit<'_>, lines: &[Line], day: Date) -> Facilitator {
    let rows: Vec<Row> = lines.iter().map(|line| row(visit, line, day)).collect();
    let mut totals = [0; 5];
    for row in &rows {
        totals.iter_mut().zip(row.counts).for_each(|(total, count)| *total += count);
    }
    let mut places: Vec<&[String]> = lines.iter().map(|line| &*line.places).collect();
    places.dedup();
    let words = visit.asked.words;
    let sums = [
        words.count("followed-organisations", lines.len()),
        words.count("followed-sites", places.len()),
    ];
    let name = lines.first().map(|line| line.facilitator.clone()).unwrap_or_default();
    Facilitator { name, sums: sums.join(" · "), rows, totals }
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let period = period(visit);
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let lines = lines(visit, &known, &period)?;
    let (from, to) = (*period.start(), *period.end());
    let of =
        lines.chunk_by(|one, other| same_name(&one.facilitator) == same_name(&other.facilitator));
    let facilitators = of.map(|lines| facilitator(visit, lines, to)).collect();
    let said = [("from", show::date(from, words)), ("to", show::date(to, words))];
    let said: Vec<(&str, &str)> = said.iter().map(|(name, day)| (*name, day.as_str())).collect();
    render(&Page {
        f: visit.frame(words.say("followed-title")),
        from: from.to_string(),
        to: to.to_string(),
        period: words.fill("paper-period", &said),
        forms: exports::forms(words),
        facilitators,
    })
}

/// The columns of the file: their names, and the keys of their labels.
const COLUMNS: [(&str, &str, &str); 18] = [
    ("facilitator", "followed-facilitator", "text"),
    ("province", "export-province", "text"),
    ("site", "export-site", "text"),
    ("organisation", "followed-organisation", "text"),
    ("name", "export-name", "text"),
    ("stage_before", "followed-stage-before", "code"),
    ("stage_before_label", "followed-stage-before", "text"),
    ("stage", "followed-stage", "code"),
    ("stage_label", "followed-stage", "text"),
    ("visits", "followed-visits", "number"),
    ("last_visit", "followed-last", "date"),
    ("agreed", "followed-agreed", "number"),
    ("done", "followed-done", "number"),
    ("open", "followed-open", "number"),
    ("late", "followed-late", "number"),
    ("reports", "followed-reports", "number"),
    ("reports_owed", "followed-owed", "number"),
    ("next_steps", "followed-next", "text"),
];

fn table(visit: &Visit<'_>, lines: &[Line], day: Date) -> Table {
    let (words, language) = (visit.asked.words, visit.asked.words.language);
    let label = |key: &str| match key.strip_prefix("export-") {
        Some(_) => language.text(key).to_owned(),
        None => words.say(key),
    };
    let column = |(name, key, of): (&str, &str, &str)| Column {
        name: name.to_owned(),
        label: label(key),
        about: String::new(),
        of: of.to_owned(),
        class: Class::Personal,
        list: (of == "code").then_some(STAGE),
    };
    let row = |line: &Line| {
        let whole = |count: usize| Cell::Whole(i64::try_from(count).unwrap_or(i64::MAX));
        let place = |at: usize| Cell::text(line.places.get(at).cloned().unwrap_or_default());
        let late = line.period.open.iter().filter(|step| step.is_late(day)).count();
        let next: Vec<&str> = line.period.open.iter().map(|step| &*step.what).collect();
        let [before, after] = line.stages;
        let last = line.period.last.map_or(Cell::Empty, |last| Cell::Day(last.to_string()));
        vec![
            Cell::text(&line.facilitator),
            place(0),
            place(1),
            Cell::text(line.organisation.to_string()),
            Cell::text(&line.name),
            Cell::text(before),
            Cell::text(named(visit, STAGE, &[before])),
            Cell::text(after),
            Cell::text(named(visit, STAGE, &[after])),
            whole(line.period.visits),
            last,
            whole(line.period.agreed),
            whole(line.period.done),
            whole(line.period.open.len()),
            whole(late),
            whole(line.period.reports),
            whole(line.period.owed),
            Cell::text(next.join(" · ")),
        ]
    };
    Table {
        name: "caseload".to_owned(),
        title: words.say("followed-title"),
        columns: COLUMNS.map(column).into(),
        rows: lines.iter().map(row).collect(),
        about: Vec::new(),
    }
}

/// The report as a file.
pub(super) fn file(visit: &Visit<'_>) -> Answer {
    let form = Form::named(visit.asked.query.text("form")).ok_or(Fault::NotFound)?;
    let period = period(visit);
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let lines = lines(visit, &known, &period)?;
    let person = visit.person()?;
    let of = if person.role == Role::Facilitator {
        person.name.clone()
    } else {
        visit.title_of_office()
    };
    let about = About {
        of,
        code: format!("{}_{}", period.start(), period.end()),
        day: visit.store().seams().today().to_string(),
        as_of: None,
        by: person.name.clone(),
        completeness: String::new(),
    };
    let table = table(visit, &lines, *period.end());
    let file = export::file(table, form, visit.asked.words, &about).map_err(exports::unmade)?;
    Ok(Reply::file(&file.name, file.content_type, file.bytes))
}
