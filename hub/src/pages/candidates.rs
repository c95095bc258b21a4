//! The sites that may take part in a standard, the readiest first, each with the reasons and whence they are
//! known (domain.md §5.15, T22).

use std::collections::BTreeMap;

use lisanga_index::{Known, Names as _};
use lisanga_protocol::dictionary::kinds::site_candidacy::SITE_CANDIDACY;
use lisanga_protocol::dictionary::lists::{ANSWER, CANDIDACY_STATE, PRESCREEN};
use lisanga_protocol::documents::prescreen::{self, Source};
use lisanga_protocol::documents::standards;

use super::lists::{Lists, Row, Section, each, named};
use super::{Answer, Visit, page as render, unread};

/// So many documents that say the same are named.
const SOURCES: usize = 2;

/// Sites that may take part in a standard, by province: those with most answers first, each with the reasons.
pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let today = visit.store().seams().today();
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut ranked = BTreeMap::<String, Vec<(i64, Row)>>::new();
    for (shown, record, world) in each(visit, &known, &SITE_CANDIDACY)? {
        let state = standards::candidacy(&world, &record, today).map_err(unread)?;
        let answers = prescreen::answers(&world, &record, today).map_err(unread)?;
        let score = prescreen::score(&answers);
        let name = |field: &str| record.own.reference(field).and_then(|id| known.name(id));
        let province = visit.places_of(shown.scope).into_iter().next().unwrap_or_default();
        let title = [province, name("standard").unwrap_or_default()];
        let points = words.fill("candidates-score", &[("score", &score.to_string())]);
        let row = Row {
            to: format!("/documents/{}/{}", SITE_CANDIDACY.name, shown.id),
            name: name("site").unwrap_or(shown.name),
            more: [named(visit, CANDIDACY_STATE, &[state]), points].join(" · "),
            notes: answers.iter().map(|answer| reason(visit, &known, answer)).collect(),
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

/// One reason why a site stands where it does: a question, its answer and whence that is known; whether it speaks
/// against the site.
fn reason(visit: &Visit<'_>, known: &Known<'_>, answer: &prescreen::Answer) -> (String, bool) {
    let words = visit.asked.words;
    let question = named(visit, PRESCREEN, &[answer.question]);
    let source = match &answer.source {
        Source::Record(by) => {
            let named = by.iter().filter_map(|id| known.name(*id));
            named.take(SOURCES).collect::<Vec<_>>().join(", ")
        }
        Source::Hand => words.say("prescreen-by-hand"),
        Source::Nobody => {
            return (words.fill("candidates-unknown", &[("question", &question)]), true);
        }
    };
    let said = named(visit, ANSWER, &[answer.said()]);
    let filled = [("question", &*question), ("answer", &said), ("source", &source)];
    (words.fill("candidates-reason", &filled), !answer.yes)
}
