//! Titles that end: cards, approvals, agreements about land, by the days that are left (H4).

use std::collections::BTreeMap;

use lisanga_index::Names as _;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::licence::LICENCE;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::lists::{LICENCE_KIND, PROCEDURE_STEP};
use lisanga_protocol::documents::{due, licence};
use lisanga_protocol::units::Date;

use super::lists::{Lists, Row, Section, each, named};
use super::{Answer, Visit, page as render, unread};

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let today = visit.store().seams().today();
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut steps = BTreeMap::<i32, Vec<(Date, Row)>>::new();
    let mut add = |ends: Option<Date>, row: &dyn Fn(Date) -> Row| {
        let rung = ends.and_then(|day| Some((day, licence::rung(today.days_until(day))?)));
        if let Some((day, rung)) = rung {
            steps.entry(rung).or_default().push((day, row(day)));
        }
    };
    let ends = |day: Date| {
        let (said, over) = (show::date(day, words), day < today);
        let said = if over {
            words.fill("titles-ended", &[("day", &said)])
        } else {
            words.fill("titles-ends", &[("day", &said)])
        };
        (said, over)
    };
    let place = |scope| visit.place(scope).map(|place| place.name.clone()).unwrap_or_default();
    for (shown, record, world) in each(visit, &known, &LICENCE)? {
        let asked = licence::last_request(&record).is_some();
        add(licence::ends(&world, &record).map_err(unread)?, &|day| {
            let holder = record.own.reference("holder").and_then(|holder| known.name(holder));
            let kind = named(visit, LICENCE_KIND, &[record.own.text("kind")]);
            let more = [kind, record.own.text("number").to_owned(), place(shown.scope)];
            let asked = asked.then(|| (words.say("titles-asked"), false));
            Row {
                to: format!("/documents/{}/{}", LICENCE.name, shown.id),
                name: holder.unwrap_or_else(|| shown.name.clone()),
                more: more.join(" · "),
                notes: std::iter::once(ends(day)).chain(asked).collect(),
            }
        });
    }
    for (shown, record, world) in each(visit, &known, &RECOGNITION_APPLICATION)? {
        add(due::renewal(&world, &record, today).map_err(unread)?, &|day| {
            let organisation = record.own.reference("organisation").and_then(|id| known.name(id));
            let step = named(visit, PROCEDURE_STEP, &[record.own.text("step")]);
            Row {
                to: format!("/documents/{}/{}", RECOGNITION_APPLICATION.name, shown.id),
                name: organisation.unwrap_or_else(|| shown.name.clone()),
                more: [step, place(shown.scope)].join(" · "),
                notes: vec![ends(day)],
            }
        });
    }
    let section = |(rung, mut rows): (i32, Vec<(Date, Row)>)| {
        rows.sort_by(|one, other| (one.0, &one.1.name).cmp(&(other.0, &other.1.name)));
        let within = if rung < 0 {
            words.say("titles-over")
        } else {
            words.fill("titles-within", &[("days", &rung.to_string())])
        };
        let title = format!("{within} ({})", rows.len());
        Section { title, rows: rows.into_iter().map(|(_, row)| row).collect() }
    };
    let sections = steps.into_iter().map(section).collect();
    render(&Lists {
        f: visit.frame(words.say("titles-title")),
        why: words.say("titles-why"),
        sections,
    })
}
