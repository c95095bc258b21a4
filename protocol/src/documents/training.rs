//! What somebody was trained in, and until when a certificate is valid. Source: domain.md §5.10.

use std::collections::BTreeSet;

use crate::{
    dictionary::kinds::training_session::TRAINING_SESSION,
    ids::DocumentId,
    packs::Pack,
    units::Date,
    world::{Record, Unreadable, World},
};

/// Where a training stands on a day: a code of the list `SESSION_STATE`.
#[must_use]
pub fn state(session: &Record, day: Date) -> &'static str {
    let begun = session.own.day("start_date").is_some_and(|start| start <= day);
    if session.own.has("cancelled") {
        "CANCELLED"
    } else if begun && !session.rows("attendance__days").is_empty() {
        "HELD"
    } else {
        "PLANNED"
    }
}

/// Whether anybody is known who trains: registered here, or from elsewhere.
#[must_use]
pub fn has_trainer(session: &Record) -> bool {
    ["trainers", "external_trainers"].into_iter().any(|set| !session.rows(set).is_empty())
}

/// Days of a training, at most.
const DAYS: usize = 31;

/// The days of a training, from the first to the last.
#[must_use]
pub fn days(first: Date, last: Date) -> Vec<Date> {
    let days = std::iter::successors(Some(first), |day| day.next());
    days.take_while(|day| *day <= last).take(DAYS).collect()
}

/// The days on which somebody was at a training.
#[must_use]
pub fn days_of(session: &Record, person: DocumentId) -> BTreeSet<Date> {
    let person = person.to_string();
    let days = session.under("attendance__days", &person);
    days.filter_map(|day| day.parse().ok()).collect()
}

/// On how many days somebody was at a training, and on how many it was held: those on which anybody was there.
#[must_use]
pub fn presence(session: &Record, person: DocumentId) -> (usize, usize) {
    let held: BTreeSet<&str> =
        session.rows("attendance__days").iter().map(|row| row.text("value")).collect();
    (days_of(session, person).len(), held.len())
}

/// Whether somebody was at a training on enough of its days for it to count for them: four of five (domain.md §10,
/// I-T1), or what the country says.
#[must_use]
pub fn is_enough(pack: &Pack, (there, held): (usize, usize)) -> bool {
    let least = pack.limit("attendance_min_bp", 8_000);
    let share = (there * 10_000).checked_div(held).and_then(|share| i64::try_from(share).ok());
    share.is_some_and(|share| share >= least)
}

/// Whoever was there long enough of a training that was over by a day, and was not called off.
#[must_use]
pub fn trained(pack: &Pack, session: &Record, day: Date) -> BTreeSet<DocumentId> {
    if session.own.has("cancelled") || ended(session).is_none_or(|ended| ended > day) {
        return BTreeSet::new();
    }
    let there = session.rows("attendance__days").iter().filter_map(|row| row.reference("key"));
    let people: BTreeSet<DocumentId> = there.collect();
    people.into_iter().filter(|person| is_enough(pack, presence(session, *person))).collect()
}

/// The last day of a training.
fn ended(session: &Record) -> Option<Date> {
    session.own.day("end_date").or_else(|| session.own.day("start_date"))
}

/// The first day until `day` on which a training of a course ended at which somebody was long enough.
pub fn first_trained(
    world: &dyn World,
    person: DocumentId,
    course: &str,
    day: Date,
) -> Result<Option<Date>, Unreadable> {
    let mut first = None::<Date>;
    for session in world.referring(person, &TRAINING_SESSION)? {
        let of = world.follow(&session.own, "course")?;
        let of = of.map(|of| of.own.text("code").to_owned()).unwrap_or_default();
        if of == course && trained(world.pack(), &session, day).contains(&person) {
            first = ended(&session).into_iter().chain(first).min();
        }
    }
    Ok(first)
}

/// Until when a certificate is valid; none for ever.
pub fn expires(world: &dyn World, certificate: &Record) -> Result<Option<Date>, Unreadable> {
    let course = world.follow(&certificate.own, "course")?;
    let months = course.and_then(|course| course.own.number("validity_months")).unwrap_or(0);
    let months = u16::try_from(months).ok().filter(|months| *months > 0);
    let issued = certificate.own.day("issued");
    Ok(months.zip(issued).and_then(|(months, issued)| issued.months_after(months)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{course::COURSE, person::PERSON},
        world::InMemory,
    };

    #[test]
    fn a_training_counts_once_it_is_over_for_whoever_was_there_on_four_of_five_days() {
        for country in ["CD", "SL"] {
            let mut world = InMemory::new(country);
            let course = world.put(&COURSE, "gov", &[("code", "GOV")]).to_string();
            let days = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-09"];
            let own = [("course", &*course), ("start_date", days[0]), ("end_date", "2026-03-10")];
            let session = world.put(&TRAINING_SESSION, "t", &own);
            for (name, there) in [("a", 5), ("b", 4), ("c", 3)] {
                let person = InMemory::id(&PERSON, name);
                for day in &days[..there] {
                    let there = format!("attendance/{person}/days/{day}");
                    world.put(&TRAINING_SESSION, "t", &[(&there, "true")]);
                }
            }
            let people = ["a", "b", "c"].map(|name| InMemory::id(&PERSON, name));
            let on = |day: &str| {
                let record = world.record(session).unwrap().unwrap();
                trained(world.pack(), &record, day.parse().unwrap())
            };
            assert_eq!(on("2026-03-09"), BTreeSet::new(), "it is not over");
            assert_eq!(on("2026-03-10"), BTreeSet::from([people[0], people[1]]));
            // Days on which nobody came, like a market day in between, count for nobody.
            let record = world.record(session).unwrap().unwrap();
            assert_eq!(presence(&record, people[2]), (3, 5));
            let day = "2026-12-31".parse().unwrap();
            let first = |person| first_trained(&world, person, "GOV", day).unwrap();
            assert_eq!(first(people[1]), "2026-03-10".parse().ok());
            assert_eq!(first(people[2]), None);
            world.put(&TRAINING_SESSION, "t", &[("cancelled/2026-03-01", "true")]);
            let record = world.record(session).unwrap().unwrap();
            assert_eq!(trained(world.pack(), &record, day), BTreeSet::new());
        }
    }
}
