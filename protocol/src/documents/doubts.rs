//! What stands in a document and is worth a second look, though nothing is wrong with it: it can be saved, counts
//! like any other, and says so. Limits are the country's. Source: domain.md §5.0, §5.2, §6.1 and T16.

use super::{formalisation, membership};
use crate::{
    dictionary::{
        kind::Shape,
        kinds::{
            assembly::ASSEMBLY, livelihood::LIVELIHOOD, mining_site::MINING_SITE,
            organisation::ORGANISATION, pit::PIT,
        },
    },
    ulid,
    units::Date,
    world::{Record, Unreadable, World},
};

/// Something worth a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A pit deeper than the country warns of, in metres.
    Deep(i64),
    /// A position that is known to so many metres only.
    Vague(i64),
    /// Fewer members than a group has, and how many it should have.
    Few(usize, i64),
    /// A livelihood that runs without a plan.
    Unplanned,
    /// So many basis points of the officers and founders were trained in governance and conflicts before they
    /// constitute, and how many there should be.
    Untrained(i64, i64),
    /// Something was entered so many days after it happened.
    Late(i32),
}

/// What is worth a second look in a document on a day.
pub fn doubts(world: &dyn World, record: &Record, day: Date) -> Result<Vec<Doubt>, Unreadable> {
    let (own, pack) = (&record.own, world.pack());
    let mut doubts = Vec::new();
    if *record.kind == PIT {
        let depth = own.number("depth_m").unwrap_or(0);
        doubts
            .extend((depth > pack.limit("pit_depth_warning_m", 30)).then_some(Doubt::Deep(depth)));
    } else if *record.kind == MINING_SITE {
        // Latitude, longitude, and within how many metres.
        let accuracy = own.text("position").split(',').nth(2).and_then(|text| text.parse().ok());
        let most = pack.limit("position_accuracy_max_m", 100);
        doubts.extend(accuracy.filter(|metres| *metres > most).map(Doubt::Vague));
    } else if *record.kind == ORGANISATION {
        let members = membership::active(world, record.id, day)?.len();
        let least = pack.limit("group_min", 5);
        let few = i64::try_from(members).is_ok_and(|members| members < least);
        doubts.extend(few.then_some(Doubt::Few(members, least)));
    } else if *record.kind == LIVELIHOOD && own.text("state") == "RUNNING" && !own.has("plan") {
        doubts.push(Doubt::Unplanned);
    } else if *record.kind == ASSEMBLY && own.text("kind") == "CONSTITUTIVE" {
        doubts.extend(untrained(world, record, day)?);
    }
    doubts.extend(latest(record, pack.limit("late_entry_days", 60)).map(Doubt::Late));
    Ok(doubts)
}

/// Whether fewer of those who constitute an organisation were trained than the country asks for. Those of the course
/// in which fewest were are told of.
fn untrained(world: &dyn World, sitting: &Record, day: Date) -> Result<Option<Doubt>, Unreadable> {
    let organisation = world.follow(&sitting.own, "organisation")?;
    let Some(organisation) = organisation.filter(|of| *of.kind == ORGANISATION) else {
        return Ok(None);
    };
    let day = sitting.own.day("held_date").unwrap_or(day);
    let least = world.pack().limit("trained_min_bp", 6_000);
    let mut lowest = None::<i64>;
    for course in ["GOV", "CONFLICT"] {
        let (trained, of) = formalisation::share_trained(world, &organisation, course, day)?;
        let share = (trained * 10_000).checked_div(of).and_then(|share| i64::try_from(share).ok());
        lowest = lowest.into_iter().chain(share).min();
    }
    Ok(lowest.filter(|share| *share < least).map(|share| Doubt::Untrained(share, least)))
}

/// How many days after it happened the latest entry was made, if that is longer than a country expects.
fn latest(record: &Record, most: i64) -> Option<i32> {
    let entries = record.kind.fields.iter().filter(|f| matches!(f.shape, Shape::Entries(_)));
    let rows = entries.flat_map(|field| record.rows(field.name));
    let days = rows.filter_map(|row| {
        let made = ulid::day_of(row.text("id"))?;
        Some(row.day("event_date")?.days_until(made))
    });
    days.filter(|days| i64::from(*days) > most).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{
            course::COURSE, membership::MEMBERSHIP, person::PERSON,
            training_session::TRAINING_SESSION,
        },
        world::InMemory,
    };

    #[test]
    fn whoever_constitutes_an_organisation_untrained_is_told_how_many_should_be() {
        let mut world = InMemory::new("CD");
        let organisation = world.put(&ORGANISATION, "lubi", &[("name", "Lubi")]).to_string();
        let values = [
            ("organisation", organisation.as_str()),
            ("kind", "CONSTITUTIVE"),
            ("held_date", "2026-06-01"),
        ];
        let sitting = world.put(&ASSEMBLY, "one", &values);
        let told = |world: &InMemory| {
            let record = world.record(sitting).unwrap().unwrap();
            doubts(world, &record, record.own.day("held_date").unwrap()).unwrap()
        };
        assert_eq!(told(&world), [], "nobody is known to found it");
        let founders = ["a", "b", "c"].map(|name| {
            let person = world.put(&PERSON, name, &[("surname", name)]).to_string();
            let values = [
                ("organisation", organisation.as_str()),
                ("person", &person),
                ("founding", "true"),
                ("admitted", "2026-01-01"),
            ];
            world.put(&MEMBERSHIP, name, &values);
            person
        });
        for (code, there) in [("GOV", &founders[..]), ("CONFLICT", &founders[..1])] {
            let course = world.put(&COURSE, code, &[("code", code)]).to_string();
            let days: Vec<String> =
                there.iter().map(|p| format!("attendance/{p}/days/2026-03-04")).collect();
            let mut values = vec![("course", course.as_str()), ("start_date", "2026-03-04")];
            values.extend(days.iter().map(|day| (day.as_str(), "true")));
            world.put(&TRAINING_SESSION, code, &values);
        }
        assert_eq!(told(&world), [Doubt::Untrained(3_333, 6_000)], "of conflicts they know little");
        let days = format!("attendance/{}/days/2026-03-04", founders[1]);
        world.put(&TRAINING_SESSION, "CONFLICT", &[(&days, "true")]);
        assert_eq!(told(&world), [], "two of three are enough");
    }
}
