//! Children seen at work: the case is opened from what was observed, in one step (domain.md §5.22).

use lisanga_index::Known;
use lisanga_pages::{show, web::Fields};
use lisanga_protocol::dictionary::kinds::case::CASE;
use lisanga_protocol::dictionary::kinds::site_observation::SITE_OBSERVATION;
use lisanga_protocol::documents::doubts::{Doubt, doubts};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::World as _;
use lisanga_store::places;

use super::steps::Steps;
use super::{Fault, Visit, kinds, unread};

/// Leads from an observation to the case, until there is one.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    let about = id.kind() == SITE_OBSERVATION.number;
    if !about || !kinds::reads(visit, &SITE_OBSERVATION) || !kinds::writes(visit, &CASE) {
        return Ok(());
    }
    let Some(reserved) = visit.pages.desk.reserved else { return Ok(()) };
    let upwards = visit.pages.desk.store.write(move |db| places::upwards(db, reserved))?;
    let world = known.world(&upwards, visit.pages.pack);
    let (words, today) = (visit.asked.words, visit.pages.desk.store.seams().today());
    let Some(record) = world.record(id).map_err(unread)? else { return Ok(()) };
    for doubt in doubts(&world, &record, today).map_err(unread)? {
        let Doubt::MinorsSeen(minors) = doubt else { continue };
        let day = record.own.day("event_date").map(|day| show::date(day, words));
        let said = [("minors", &*minors.to_string()), ("day", &day.unwrap_or_default())];
        let mut fields = Fields::default();
        fields.add("kind", "CHILD_LABOUR".to_owned());
        fields.add("site", record.own.text("site").to_owned());
        fields.add("opened", today.to_string());
        fields.add("facts", words.fill("observed-facts", &said));
        let to = format!("/documents/{}/new?{}", CASE.name, fields.encoded());
        steps.links.push((to, words.say("observed-case")));
    }
    Ok(())
}
