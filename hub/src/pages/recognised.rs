//! Whether the number of an act is one of an authority's: for anybody, without signing in. It says what the public
//! register says (domain.md §11 R10): name, territory of the seat, number, until when; of people nothing.

use askama::Template;
use lisanga_index::{Known, Names as _, Sight, SiteWorld};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::recognition_decision::RECOGNITION_DECISION;
use lisanga_protocol::dictionary::lists::APPLICATION_STATE;
use lisanga_protocol::documents::recognition;
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::places;

use super::{Answer, Fault, Visit, page as render, unread};

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
        for shown in known.having(&RECOGNITION_DECISION, "act_no", &number)? {
            let scope = shown.scope;
            let upwards = visit.store().write(move |db| places::upwards(db, scope))?;
            let world = known.world(&upwards, visit.office.pack);
            let Some(act) = world.record(shown.id).map_err(unread)? else { continue };
            if act.own.text("outcome") == "GRANTED" {
                acts.extend(granted(visit, &known, &world, &act)?);
            }
        }
    }
    render(&Page { f: visit.frame(words.say("recognised-title")), number, acts })
}

/// What the register says of an act that granted something, and whether it still holds.
fn granted(
    visit: &Visit<'_>,
    known: &Known<'_>,
    world: &SiteWorld<'_>,
    act: &Record,
) -> Result<Option<Vec<(String, String)>>, Fault> {
    let words = visit.asked.words;
    let organisation = world.follow(&act.own, "organisation").map_err(unread)?;
    let application = world.follow(&act.own, "application").map_err(unread)?;
    let (Some(organisation), Some(application)) = (organisation, application) else {
        return Ok(None);
    };
    let today = visit.store().seams().today();
    let state = recognition::state(world, &application, today).map_err(unread)?;
    let seat = organisation.own.reference("seat").and_then(|seat| known.name(seat));
    let until = recognition::valid_to(world, act).map(|day| show::date(day, words));
    let label = |key: &str| words.label(key).to_owned();
    let state = words.language.code(APPLICATION_STATE, state).unwrap_or(state);
    let rows = [
        (label("organisation-name"), Some(organisation.own.text("name").to_owned())),
        (label("organisation-seat"), seat),
        (label("recognition-decision-act-no"), Some(act.own.text("act_no").to_owned())),
        (label("recognition-decision-valid-to"), until),
        (words.say("recognised-today"), Some(state.to_owned())),
    ];
    let said = |(label, value): (String, Option<String>)| Some((label, value?));
    Ok(Some(rows.into_iter().filter_map(said).collect()))
}
