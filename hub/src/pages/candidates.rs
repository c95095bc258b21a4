//! The sites that may take part in a standard, the readiest first, each with what it lacks (domain.md §5.15, T22).

use std::collections::BTreeMap;

use lisanga_index::Names as _;
use lisanga_protocol::dictionary::kinds::site_candidacy::SITE_CANDIDACY;
use lisanga_protocol::dictionary::lists::{CANDIDACY_STATE, PRESCREEN};
use lisanga_protocol::documents::standards;

use super::lists::{Lists, Row, Section, each, named};
use super::{Answer, Visit, page as render, unread};

/// Sites that may take part in a standard, by province: those with most answers first, each with what it lacks.
pub(super) fn page(visit: &Visit<'_>) -> Answer {
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
