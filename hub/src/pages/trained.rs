//! Who was trained in what: for each course, how many women and men were there long enough (domain.md T5, §10 I-T1).

use std::collections::{BTreeMap, BTreeSet};

use lisanga_index::{Known, Names as _};
use lisanga_protocol::dictionary::kinds::training_session::TRAINING_SESSION;
use lisanga_protocol::documents::training;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::World as _;

use super::lists::each;
use super::{Fault, Visit, unread};

/// What came of the trainings in one course.
#[derive(Clone, Debug, Default)]
pub(super) struct Trained {
    /// The course.
    pub(super) course: String,
    /// Trainings that were held.
    pub(super) held: usize,
    /// Persons, each once.
    pub(super) women: usize,
    pub(super) men: usize,
    /// Those of whom it is not known.
    pub(super) others: usize,
}

/// Trainings by course: how many were held, and who was there long enough. Somebody known at two sites counts once.
pub(super) fn by_course(visit: &Visit<'_>, known: &Known<'_>) -> Result<Vec<Trained>, Fault> {
    let today = visit.store().seams().today();
    let mut courses = BTreeMap::<DocumentId, (Trained, BTreeSet<DocumentId>)>::new();
    let mut known_as = BTreeMap::<DocumentId, DocumentId>::new();
    for (_, session, world) in each(visit, known, &TRAINING_SESSION)? {
        let Some(course) = session.own.reference("course") else { continue };
        if training::state(&session, today) != "HELD" {
            continue;
        }
        let (trained, people) = courses.entry(course).or_default();
        trained.held += 1;
        for id in training::trained(world.pack(), &session, today) {
            let Some(person) = world.record(id).map_err(unread)? else { continue };
            let whole = match known_as.get(&id) {
                Some(whole) => *whole,
                None => known.linked_with(id)?.into_iter().chain([id]).min().unwrap_or(id),
            };
            known_as.insert(id, whole);
            if people.insert(whole) {
                match person.own.text("sex") {
                    "F" => trained.women += 1,
                    "M" => trained.men += 1,
                    _ => trained.others += 1,
                }
            }
        }
    }
    let named = |(id, (trained, _)): (DocumentId, (Trained, BTreeSet<DocumentId>))| Trained {
        course: known.name(id).unwrap_or_else(|| id.to_string()),
        ..trained
    };
    let mut courses: Vec<Trained> = courses.into_iter().map(named).collect();
    courses.sort_by(|one, other| one.course.cmp(&other.course));
    Ok(courses)
}
