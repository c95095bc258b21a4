//! Cases that wait for an acknowledgement or an answer. They lie in a scope of their own, and only those who read
//! them are reminded.

use lisanga_protocol::dictionary::kinds::case::CASE;
use lisanga_protocol::documents::case;
use lisanga_protocol::world::World as _;
use lisanga_store::places;

use super::{Due, Look};
use crate::pages::{Fault, unread};

/// So many days before its end a term is told of.
const AHEAD: i32 = 7;

pub(super) fn due(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    let (words, pages) = (look.visit.asked.words, look.visit.pages);
    let Some(reserved) = pages.desk.reserved.filter(|_| look.reads(&CASE)) else {
        return Ok(Vec::new());
    };
    let upwards = pages.desk.store.write(move |db| places::upwards(db, reserved))?;
    let world = look.known.world(&upwards, pages.pack);
    let mut due = Vec::new();
    for record in world.all(&CASE).map_err(unread)? {
        let until = case::due(&record, pages.pack, look.today);
        let Some(until) = until.filter(|until| look.today.days_until(*until) <= AHEAD) else {
            continue;
        };
        let name = look.name(record.id);
        let what = if case::state(&record, look.today) == "RECEIVED" {
            words.fill("due-acknowledge", &[("name", &name)])
        } else {
            words.fill("due-answer", &[("name", &name)])
        };
        due.push(look.until(record.id, "shield", what, until));
    }
    Ok(due)
}
