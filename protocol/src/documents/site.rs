//! How a mining site stands by its visits. Source: domain.md §5.2 and T32.

use crate::{
    dictionary::kinds::site_visit::SITE_VISIT,
    units::Date,
    world::{Record, Unreadable, World},
};

/// The last visit of a site until a day.
pub fn last_visit(
    world: &dyn World,
    site: &Record,
    day: Date,
) -> Result<Option<Record>, Unreadable> {
    let mut visits = world.referring(site.id, &SITE_VISIT)?;
    visits.retain(|visit| {
        let on = visit.own.day("event_date").is_some_and(|on| on <= day);
        on && visit.own.reference("site") == Some(site.id)
    });
    Ok(visits.into_iter().max_by_key(|visit| (visit.own.day("event_date"), visit.id)))
}

/// Whether a site should be visited: nobody was there within the months the country asks for.
pub fn visit_due(world: &dyn World, site: &Record, day: Date) -> Result<bool, Unreadable> {
    let months = u16::try_from(world.pack().limit("site_visit_months", 12)).unwrap_or(12);
    let last = last_visit(world, site, day)?;
    let until = last.and_then(|visit| visit.own.day("event_date")?.months_after(months));
    Ok(until.is_none_or(|until| until < day))
}
