//! How a mining site stands by its visits and its titles, and who works in its pits. Source: domain.md §5.2 and T32.

use std::collections::BTreeSet;

use super::licence;
use crate::{
    dictionary::kinds::{licence::LICENCE, roll_call::ROLL_CALL, site_visit::SITE_VISIT},
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

/// How a service qualified a site: a code of the list `SITE_COLOUR`. Of several titles that hold, the latest says.
pub fn validation(
    world: &dyn World,
    site: &Record,
    day: Date,
) -> Result<Option<String>, Unreadable> {
    let mut latest = None;
    for title in world.referring(site.id, &LICENCE)? {
        let own = title.own.reference("holder") == Some(site.id) && title.own.has("colour");
        let state = licence::state(world, &title, day)?;
        if own && !matches!(state, "EXPIRED" | "REVOKED" | "FUTURE") {
            let colour = title.own.text("colour").to_owned();
            latest = latest.max(Some((title.own.day("valid_from"), title.id, colour)));
        }
    }
    Ok(latest.map(|(.., colour)| colour))
}

/// How many people work in a pit: whoever was ticked in the last month, until a day, in which its roll was called.
pub fn team(world: &dyn World, pit: &Record, day: Date) -> Result<Option<usize>, Unreadable> {
    let mut calls = world.referring(pit.id, &ROLL_CALL)?;
    calls.retain(|call| {
        let until = call.own.month("month").is_some_and(|month| month <= day.month());
        until && call.own.reference("pit") == Some(pit.id)
    });
    let present = |call: &Record| {
        let ticked = ["days__present", "days__half_day"].into_iter();
        let ticked = ticked.flat_map(|set| call.rows(set)).map(|row| row.text("value").to_owned());
        ticked.collect::<BTreeSet<_>>().len()
    };
    calls.sort_by_key(|call| (call.own.month("month"), call.id));
    Ok(calls.iter().rev().map(present).find(|there| *there > 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{mining_site::MINING_SITE, pit::PIT},
        world::InMemory,
    };

    #[test]
    fn the_latest_qualification_that_holds_says_the_colour_of_a_site() {
        let mut world = InMemory::new("CD");
        let id = world.put(&MINING_SITE, "lubi", &[("name", "Lubi")]);
        let site = world.record(id).unwrap().unwrap();
        let on = |world: &InMemory, day: &str| {
            validation(world, &site, day.parse().unwrap()).unwrap().unwrap_or_default()
        };
        assert_eq!(on(&world, "2026-06-30"), "");
        let holder = id.to_string();
        for (name, from, to, colour) in [
            ("one", "2025-01-01", "2026-12-31", "GREEN"),
            ("other", "2026-03-01", "2026-06-30", "YELLOW"),
            ("card", "2026-04-01", "2026-12-31", ""),
        ] {
            let mut values = vec![("holder", &*holder), ("valid_from", from), ("valid_to", to)];
            values.extend(Some(("colour", colour)).filter(|(_, colour)| !colour.is_empty()));
            world.put(&LICENCE, name, &values);
        }
        assert_eq!(on(&world, "2026-02-01"), "GREEN");
        assert_eq!(on(&world, "2026-06-30"), "YELLOW");
        assert_eq!(on(&world, "2026-07-01"), "GREEN", "the later one has ended");
        world.put(&LICENCE, "one", &[("revoked/2026-06-01", "true")]);
        assert_eq!(on(&world, "2026-07-01"), "");
    }

    #[test]
    fn the_team_of_a_pit_is_whoever_was_called_in_its_last_month() {
        let mut world = InMemory::new("CD");
        let id = world.put(&PIT, "seven", &[("code", "P-07")]);
        let pit = world.record(id).unwrap().unwrap();
        let team = |world: &InMemory| team(world, &pit, "2026-03-20".parse().unwrap()).unwrap();
        assert_eq!(team(&world), None, "nobody was ever called");
        let [one, other] = ["one", "other"].map(|name| InMemory::id(&PIT, name).to_string());
        let call = |world: &mut InMemory, month: &str, ticks: &[(&str, &str)]| {
            let id = id.to_string();
            let mut values = vec![("pit".to_owned(), id), ("month".to_owned(), month.to_owned())];
            let tick = |(day, who): &(&str, &str)| {
                (format!("days/{month}-{day}/{who}"), "true".to_owned())
            };
            values.extend(ticks.iter().map(tick));
            let values: Vec<(&str, &str)> =
                values.iter().map(|(path, value)| (&**path, &**value)).collect();
            world.put(&ROLL_CALL, month, &values);
        };
        let (whole, half) = (format!("present/{one}"), format!("half_day/{one}"));
        let another = format!("present/{other}");
        call(&mut world, "2026-01", &[("05", &whole)]);
        call(&mut world, "2026-02", &[("02", &whole), ("03", &half), ("03", &another)]);
        call(&mut world, "2026-03", &[]);
        call(&mut world, "2026-04", &[("01", &whole)]);
        assert_eq!(team(&world), Some(2), "of March nothing is known yet, April is to come");
    }
}
