//! What stands in a document and is worth a second look, though nothing is wrong with it: it can be saved, counts
//! like any other, and says so. Limits are the country's. Source: domain.md §5.0, §5.2, §6.1 and T16.

use super::membership;
use crate::{
    dictionary::{
        kind::Shape,
        kinds::{
            livelihood::LIVELIHOOD, mining_site::MINING_SITE, organisation::ORGANISATION, pit::PIT,
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
    }
    doubts.extend(latest(record, pack.limit("late_entry_days", 60)).map(Doubt::Late));
    Ok(doubts)
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
