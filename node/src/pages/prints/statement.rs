//! The statement of an organisation: every service it received in a period.

use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::kind_by_number;
use lisanga_protocol::documents::statement::{self, Line, SERVICES};
use lisanga_protocol::units::Date;
use lisanga_protocol::world::Record;

use super::paper::{Column, Paper, Part, Pen};
use crate::pages::{Fault, kinds, unread};

/// Days that are shown unless somebody chooses others.
const DAYS: i32 = 365;

pub(super) fn make(pen: &Pen<'_>, organisation: &Record) -> Result<Paper, Fault> {
    let asked = |name: &str| pen.visit.asked.query.text(name).parse::<Date>().ok();
    let to = asked("to").unwrap_or(pen.today);
    let from = asked("from").or_else(|| to.after(-DAYS)).unwrap_or(to);
    let lines = statement::of_organisation(pen.world, organisation.id, &(from..=to));
    let mut lines = lines.map_err(unread)?;
    let kind_of = |line: &Line| kind_by_number(line.document.kind());
    lines.retain(|line| kind_of(line).is_some_and(|kind| kinds::reads(pen.visit, kind)));
    let mut parts = Vec::new();
    for (kind, ..) in SERVICES {
        let of = lines.iter().filter(|line| line.document.kind() == kind.number);
        let rows: Vec<Vec<String>> = of.map(|line| row(pen, line)).collect();
        if rows.is_empty() {
            continue;
        }
        let columns = vec![
            Column::text(pen.words.say("paper-day")),
            Column::text(pen.words.say("paper-what")),
            Column::number(pen.words.say("paper-how-much")),
        ];
        parts.push(Part { heading: pen.kind(kind), columns, rows, ..Part::default() });
    }
    if parts.is_empty() {
        parts.push(Part { texts: vec![pen.words.say("paper-nothing")], ..Part::default() });
    }
    let period = [("from", pen.day(Some(from))), ("to", pen.day(Some(to)))];
    let period: Vec<(&str, &str)> = period.iter().map(|(n, day)| (*n, day.as_str())).collect();
    Ok(Paper {
        organisation: pen.organisation(organisation),
        about: pen.words.fill("paper-period", &period),
        parts,
        signatures: vec![
            pen.words.say("paper-for-organisation"),
            pen.words.say("paper-for-programme"),
        ],
        period: Some((from, to)),
        ..Paper::default()
    })
}

fn row(pen: &Pen<'_>, line: &Line) -> Vec<String> {
    let amount = line.amount.map(|money| show::money(money, pen.words));
    let count = line.count.map(|count| pen.words.count("paper-persons", count));
    vec![pen.day(line.day), pen.name(Some(line.document)), amount.or(count).unwrap_or_default()]
}
