//! A claim to land ends with an agreement, and what was agreed about is valid for a time: the title is begun from the
//! case (domain.md T29). The case lies in a scope of its own, so the title says nothing of it but who holds the land.

use lisanga_index::Known;
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kinds::case::CASE;
use lisanga_protocol::dictionary::kinds::licence::LICENCE;
use lisanga_protocol::documents::case;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::World as _;
use lisanga_store::places;

use super::steps::Steps;
use super::{Fault, Visit, kinds, unread};

/// Leads from a claim that was settled to the title.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    if id.kind() != CASE.number || !kinds::reads(visit, &CASE) || !kinds::writes(visit, &LICENCE) {
        return Ok(());
    }
    let Some(reserved) = visit.pages.desk.reserved else { return Ok(()) };
    let upwards = visit.pages.desk.store.write(move |db| places::upwards(db, reserved))?;
    let world = known.world(&upwards, visit.pages.pack);
    let today = visit.pages.desk.store.seams().today();
    let Some(record) = world.record(id).map_err(unread)? else { return Ok(()) };
    let Some(agreed) = case::land_agreed(&record, today) else { return Ok(()) };
    let mut fields = Fields::default();
    fields.add("kind", "LAND_AGREEMENT".to_owned());
    fields.add("holder", record.own.text("organisation").to_owned());
    fields.add("valid_from", agreed.to_string());
    let to = format!("/documents/{}/new?{}", LICENCE.name, fields.encoded());
    steps.links.push((to, visit.asked.words.say("claims-agreement")));
    Ok(())
}
