//! Shares to pay back to whoever left, certificates that end.

use lisanga_protocol::dictionary::kinds::certificate::CERTIFICATE;
use lisanga_protocol::dictionary::kinds::membership::MEMBERSHIP;
use lisanga_protocol::documents::{due as dates, membership};
use lisanga_protocol::world::World as _;

use super::{AHEAD, Due, LONG_AHEAD, Look};
use crate::pages::{Fault, unread};

pub(super) fn due(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    let (words, world, today) = (look.visit.asked.words, look.world, look.today);
    let mut due = Vec::new();
    if look.reads(&MEMBERSHIP) {
        for record in world.all(&MEMBERSHIP).map_err(unread)? {
            let until = membership::reimbursement_due(&record);
            if let Some(until) = until.filter(|until| today.days_until(*until) <= LONG_AHEAD) {
                let what = words.fill("due-reimburse", &[("name", &look.name(record.id))]);
                let told = look.until(record.id, "wallet", what, until);
                due.push(Due { late: until <= today, ..told });
            }
        }
    }
    if look.reads(&CERTIFICATE) {
        for record in world.all(&CERTIFICATE).map_err(unread)? {
            let to = dates::certificate(world, &record, today, AHEAD).map_err(unread)?;
            if let Some(to) = to {
                let what = words.fill("due-certificate", &[("name", &look.name(record.id))]);
                due.push(look.until(record.id, "graduation-cap", what, to));
            }
        }
    }
    Ok(due)
}
