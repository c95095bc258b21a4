//! Files to be instructed: applications for recognition that wait for an answer or a supplement, those whose term ends
//! first before the others (H2).

use std::collections::BTreeMap;

use lisanga_index::Names as _;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::lists::{
    APPLICATION_KIND, APPLICATION_STATE, DOSSIER_ITEM, PROCEDURE_STEP,
};
use lisanga_protocol::documents::{due, recognition};
use lisanga_protocol::units::Date;

use super::lists::{Lists, Row, Section, each, named};
use super::{Answer, Visit, page as render, unread};

/// The states in which something has to be done, in the order of the page.
const OPEN: [&str; 3] = ["SUBMITTED", "UNDER_REVIEW", "SUPPLEMENT_REQUESTED"];

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let today = visit.store().seams().today();
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut found = BTreeMap::<usize, Vec<(Option<Date>, Row)>>::new();
    for (shown, record, world) in each(visit, &known, &RECOGNITION_APPLICATION)? {
        let state = recognition::state(&world, &record, today).map_err(unread)?;
        let Some(at) = OPEN.iter().position(|open| *open == state) else { continue };
        let deadline = recognition::deadline(&world, &record);
        let silent = due::silence(&world, &record, today).map_err(unread)?.is_some();
        let mut notes = Vec::new();
        if let Some(day) = record.own.day("submitted_on") {
            notes.push((words.fill("files-submitted", &[("day", &show::date(day, words))]), false));
        }
        if let Some(day) = deadline {
            let day = show::date(day, words);
            notes.push(if silent {
                (words.fill("files-silent", &[("day", &day)]), true)
            } else {
                (words.fill("files-until", &[("day", &day)]), false)
            });
        }
        let missing = recognition::missing(&world, &record);
        if !missing.is_empty() {
            let missing = named(visit, DOSSIER_ITEM, &missing);
            notes.push((words.fill("caseload-missing", &[("what", &missing)]), true));
        }
        let organisation = record.own.reference("organisation").and_then(|id| known.name(id));
        let place = visit.place(shown.scope).map(|place| place.name.clone());
        let more = [
            named(visit, PROCEDURE_STEP, &[record.own.text("step")]),
            named(visit, APPLICATION_KIND, &[record.own.text("kind")]),
            place.unwrap_or_default(),
        ];
        let row = Row {
            to: format!("/documents/{}/{}", RECOGNITION_APPLICATION.name, shown.id),
            name: organisation.unwrap_or(shown.name),
            more: more.join(" · "),
            notes,
        };
        found.entry(at).or_default().push((deadline, row));
    }
    let section = |(at, mut rows): (usize, Vec<(Option<Date>, Row)>)| {
        // Those without a term come last.
        rows.sort_by_key(|(day, row)| (day.is_none(), *day, row.name.clone()));
        let title = format!("{} ({})", named(visit, APPLICATION_STATE, &[OPEN[at]]), rows.len());
        Section { title, rows: rows.into_iter().map(|(_, row)| row).collect() }
    };
    render(&Lists {
        f: visit.frame(words.say("files-title")),
        why: words.say("files-why"),
        sections: found.into_iter().map(section).collect(),
    })
}
