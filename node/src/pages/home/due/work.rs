//! Trainings of which nobody took the roll, trainings to come, activities that are late.

use lisanga_index::{Names as _, Shown};
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::activity::ACTIVITY;
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::documents::plan;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::World as _;
use lisanga_store::StoreError;

use super::{Due, Look};
use crate::pages::{Fault, TRAINERS, unread};

/// Trainings that are looked at, the newest first.
const TRAININGS: usize = 100;
/// For so many days a roll can still be taken from what people remember.
const REMEMBERED: i32 = 30;
/// So many days ahead a training is told of.
const AHEAD: i32 = 14;

pub(super) fn due(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    let words = look.visit.asked.words;
    let mut due = Vec::new();
    if look.visit.may(TRAINERS) {
        for training in look.known.newest(&TRAINING_SESSION, "start_date", 0, TRAININGS)?.items {
            due.extend(of_training(look, &training)?);
        }
    }
    if look.reads(&ACTIVITY) {
        for record in look.world.all(&ACTIVITY).map_err(unread)? {
            if let (true, Some(day)) =
                (plan::is_late(&record, look.today), record.own.day("deadline"))
            {
                let what = words.fill("due-activity", &[("name", &look.name(record.id))]);
                due.push(look.until(record.id, "triangle-alert", what, day));
            }
        }
    }
    Ok(due)
}

fn of_training(look: &Look<'_>, training: &Shown) -> Result<Option<Due>, StoreError> {
    let (words, today) = (look.visit.asked.words, look.today);
    let Ok(day) = training.text("start_date").parse::<Date>() else { return Ok(None) };
    let near = (-REMEMBERED..=AHEAD).contains(&today.days_until(day));
    let called_off = !training.text("cancelled").is_empty();
    let ticked = |id| look.known.rows(id, "training_session__attendance");
    if !near || called_off || !ticked(training.id)?.is_empty() {
        return Ok(None);
    }
    let course = DocumentId::from_hex(&training.text("course")).and_then(|id| look.known.name(id));
    let course = course.unwrap_or_else(|| training.name.clone());
    let (what, late) = if day <= today {
        (words.fill("due-roll", &[("course", &course)]), day < today)
    } else {
        (words.fill("due-training", &[("course", &course)]), false)
    };
    let to = format!("/trainings/{}", training.id);
    let more = show::day(day, words);
    Ok(Some(Due { to, icon: "graduation-cap", what, more, late }))
}
