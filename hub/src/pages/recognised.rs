//! Whether the number of an act is one of an authority's: for anybody, without signing in. It says what the public
//! register says (domain.md §11 R10): name, territory of the seat, what was decided, until when; of people nothing.

use askama::Template;
use lisanga_index::{Known, Names as _, Sight};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::recognition_decision::RECOGNITION_DECISION;
use lisanga_protocol::dictionary::lists::{DECISION, PROCEDURE_STEP, STAGE};
use lisanga_protocol::documents::formalisation;
use lisanga_protocol::world::World as _;
use lisanga_store::places;

use super::{Answer, Visit, page as render, unread};

/// Acts of one number, at most.
const MOST: usize = 20;

#[derive(Template)]
#[template(path = "recognised.html")]
struct Page {
    f: Frame,
    number: String,
    /// Of each act: label and value.
    acts: Vec<Vec<(String, String)>>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let number = visit.asked.query.text("number").trim().to_owned();
    let mut acts = Vec::new();
    if !number.is_empty() {
        let db = visit.office.shown.index.reader()?;
        let known = Known::new(&db, words.language.code, Sight::Everything)?;
        // The whole number: nobody leafs through the register here.
        let found = known.list(&RECOGNITION_DECISION, &number, 0, MOST)?.items;
        for shown in found.iter().filter(|shown| shown.text("act_no") == number) {
            let scope = shown.scope;
            let upwards = visit.store().write(move |db| places::upwards(db, scope))?;
            let world = known.world(&upwards, visit.office.pack);
            let Some(act) = world.record(shown.id).map_err(unread)? else { continue };
            let organisation = world.follow(&act.own, "organisation").map_err(unread)?;
            let Some(organisation) = organisation else { continue };
            let today = visit.store().seams().today();
            let path = formalisation::path(&world, &organisation, today).map_err(unread)?;
            let seat = organisation.own.reference("seat").and_then(|seat| known.name(seat));
            let code =
                |list, code: &str| words.language.code(list, code).unwrap_or(code).to_owned();
            let day = |field: &str| act.own.day(field).map(|day| show::date(day, words));
            let label = |key: &str| words.label(key).to_owned();
            let rows = [
                (label("organisation"), Some(organisation.own.text("name").to_owned())),
                (label("organisation-seat"), seat),
                (
                    label("recognition-decision-step"),
                    Some(code(PROCEDURE_STEP, act.own.text("step"))),
                ),
                (
                    label("recognition-decision-outcome"),
                    Some(code(DECISION, act.own.text("outcome"))),
                ),
                (label("recognition-decision-event-date"), day("event_date")),
                (label("recognition-decision-valid-to"), day("valid_to")),
                (words.say("recognised-today"), Some(code(STAGE, path.stage))),
            ];
            let said = |(label, value): (String, Option<String>)| Some((label, value?));
            acts.push(rows.into_iter().filter_map(said).collect());
        }
    }
    render(&Page { f: visit.frame(words.say("recognised-title")), number, acts })
}
