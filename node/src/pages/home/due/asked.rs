//! What the province asked about somebody who may be registered twice: a photo, or the mother's name (domain.md §9.3
//! no. 1).

use lisanga_pages::decide::ASKED;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::dictionary::kinds::review::REVIEW;
use lisanga_protocol::world::{Record, World as _};

use super::{Due, Look};
use crate::pages::{Fault, unread};

pub(super) fn due(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    let mut due = Vec::<Due>::new();
    if !look.reads(&PERSON) {
        return Ok(due);
    }
    for review in look.world.all(&REVIEW).map_err(unread)? {
        let last = review.rows("decisions").iter().max_by_key(|row| row.text("id").to_owned());
        if last.is_none_or(|last| last.text("decision") != ASKED) {
            continue;
        }
        for id in review.references("about") {
            let person = look.world.record(id).map_err(unread)?;
            // What was asked for is there, or the province found meanwhile who it is.
            let enough = |person: &Record| {
                let known = person.own.has("photo") && person.own.has("mother_name");
                known || person.references("same_as").next().is_some()
            };
            if person.is_none_or(|person| enough(&person)) {
                continue;
            }
            let what = look.visit.asked.words.fill("due-asked", &[("name", &look.name(id))]);
            let to = format!("/persons/{id}/edit");
            if !due.iter().any(|known| known.to == to) {
                due.push(Due { to, icon: "users", what, more: String::new(), late: false });
            }
        }
    }
    Ok(due)
}
