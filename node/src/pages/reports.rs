//! Reports that an organisation owes an authority: on its page stands which, to whom and until when, and each is noted
//! with the number of its receipt once it is handed in.

use lisanga_index::Known;
use lisanga_pages::show;
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kinds::official_document::OFFICIAL_DOCUMENT;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::lists::{OFFICIAL_KIND, SERVICE};
use lisanga_protocol::documents::report::{self, Owed};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::Every;
use lisanga_protocol::world::World as _;

use super::steps::Steps;
use super::{Fault, Visit, kinds, procedure, unread};

/// « Rapport de production et de vente (octobre 2026) ».
pub(super) fn title(visit: &Visit<'_>, owed: &Owed) -> String {
    let words = visit.asked.words;
    let code = owed.report.code.as_str();
    let report = words.language.code(OFFICIAL_KIND, code).unwrap_or(code);
    let month = show::month(owed.period, words);
    let text = match owed.report.every {
        Every::Month => "report-month",
        Every::Quarter => "report-quarter",
        Every::Year => "report-year",
    };
    words.fill(text, &[("report", report), ("month", &month)])
}

/// What an organisation owes, and where it is noted.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    if id.kind() != ORGANISATION.number || !kinds::reads(visit, &OFFICIAL_DOCUMENT) {
        return Ok(());
    }
    let world = visit.world(known)?;
    let Some(organisation) = world.record(id).map_err(unread)? else { return Ok(()) };
    let today = visit.pages.desk.store.seams().today();
    let words = visit.asked.words;
    for owed in report::owed(&world, &organisation, today).map_err(unread)? {
        let (report, title) = (owed.report, title(visit, &owed));
        let who = words.language.code(SERVICE, &report.authority).unwrap_or(&report.authority);
        let day = show::date(owed.until, words);
        let values = [("report", &*title), ("who", who), ("day", &day)];
        let said = words.fill("report-owed", &values);
        let unverified = report.grounds.is_unverified_besides("contents");
        let contents = report.contents.get(words.language.code).map_or("", String::as_str);
        let sentence = procedure::marked(visit, &said, unverified);
        steps.notes.push(format!("{sentence} {contents}"));
        if kinds::writes(visit, &OFFICIAL_DOCUMENT) {
            let mut fields = Fields::default();
            fields.add("organisation", id.to_string());
            fields.add("kind", report.code.clone());
            fields.add("period", owed.period.to_string());
            let to = format!("/documents/{}/new?{}", OFFICIAL_DOCUMENT.name, fields.encoded());
            steps.links.push((to, words.fill("report-note", &[("report", &title)])));
        }
    }
    Ok(())
}
