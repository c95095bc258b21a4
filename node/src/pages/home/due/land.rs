//! Licences to renew, sites to visit, corrections that are late.

use lisanga_protocol::dictionary::kinds::corrective_action::CORRECTIVE_ACTION;
use lisanga_protocol::dictionary::kinds::licence::LICENCE;
use lisanga_protocol::dictionary::kinds::mining_site::MINING_SITE;
use lisanga_protocol::documents::{due as dates, licence, site};
use lisanga_protocol::world::World as _;

use super::{Due, Look};
use crate::pages::{Fault, address, unread};

/// So few days before its end a licence counts as late: an authority needs its time.
const LICENCE_LATE: i32 = 7;

pub(super) fn due(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    let (words, world, today) = (look.visit.asked.words, look.world, look.today);
    let mut due = Vec::new();
    if look.reads(&LICENCE) {
        due.extend(together(look)?);
        for record in world.all(&LICENCE).map_err(unread)? {
            let reminder = licence::reminder(world, &record, today).map_err(unread)?;
            if let (Some(left), Some(to)) = (reminder, record.own.day("valid_to")) {
                let what = words.fill("due-licence", &[("name", &look.name(record.id))]);
                let told = look.until(record.id, "clipboard-list", what, to);
                due.push(Due { late: left <= LICENCE_LATE, ..told });
            }
        }
    }
    if look.reads(&MINING_SITE) {
        for record in world.all(&MINING_SITE).map_err(unread)? {
            if !site::visit_due(world, &record, today).map_err(unread)? {
                continue;
            }
            let last = site::last_visit(world, &record, today).map_err(unread)?;
            let name = look.name(record.id);
            due.push(match last.and_then(|visit| visit.own.day("event_date")) {
                Some(last) => {
                    let what = words.fill("due-visit", &[("name", &name)]);
                    look.until(record.id, "map-pin", what, last)
                }
                None => Due {
                    to: address(record.id),
                    icon: "map-pin",
                    what: words.fill("due-visit", &[("name", &name)]),
                    more: words.say("due-never-visited"),
                    late: false,
                },
            });
        }
    }
    if look.reads(&CORRECTIVE_ACTION) {
        for record in world.all(&CORRECTIVE_ACTION).map_err(unread)? {
            if let Some(until) = dates::correction(&record, today) {
                let what = words.fill("due-correction", &[("name", &look.name(record.id))]);
                due.push(look.until(record.id, "triangle-alert", what, until));
            }
        }
    }
    Ok(due)
}

/// Several cards that ended, or end in this quarter, are asked for together.
fn together(look: &Look<'_>) -> Result<Option<Due>, Fault> {
    let until = look.today.month().end_of_quarter();
    let cards = licence::to_renew(look.world, until).map_err(unread)?;
    let (words, count) = (look.visit.asked.words, cards.len());
    Ok((count > 1).then(|| Due {
        to: "/renewals".to_owned(),
        icon: "list-checks",
        what: words.say("renewals-title"),
        more: words.count("due-cards", count),
        late: false,
    }))
}
