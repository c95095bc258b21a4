//! Whether a licence is valid, and when to remind of its end. Source: domain.md §5.9.

use serde::{Deserialize, Serialize};

use super::formalisation;
use crate::{
    dictionary::{
        handles::Entries,
        kinds::{licence::LICENCE, organisation::ORGANISATION, person::PERSON},
    },
    ids::DocumentId,
    packs::{LicenceKind, Pack},
    units::Date,
    world::{Record, Unreadable, World},
};

/// Where those who asked for a new licence say so.
pub const RENEWAL_REQUESTS: Entries<RenewalRequest> = LICENCE.entries("renewal_requests");

/// Somebody asked for a new licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewalRequest {
    /// When.
    pub event_date: Date,
    /// The number of the authority's receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_no: Option<String>,
}

/// Where a licence stands on a day: a code of the list `LICENCE_STATE`.
pub fn state(world: &dyn World, licence: &Record, day: Date) -> Result<&'static str, Unreadable> {
    if licence.own.day("revoked").is_some_and(|revoked| revoked <= day) {
        return Ok("REVOKED");
    }
    if licence.own.day("valid_from").is_some_and(|from| from > day) {
        return Ok("FUTURE");
    }
    let Some(to) = licence.own.day("valid_to") else { return Ok("VALID") };
    let left = day.days_until(to);
    let reminders = reminders(world.pack(), licence.own.text("kind"));
    let first = reminders.first().copied().unwrap_or(90);
    let asked = |row: &crate::world::Cells| row.day("event_date").is_some_and(|asked| asked <= day);
    let renewed = world.referring(licence.id, &LICENCE)?;
    let renewed = renewed.iter().any(|other| other.own.reference("renewal_of") == Some(licence.id));
    Ok(if left < 0 {
        "EXPIRED"
    } else if left > i32::from(first) || renewed {
        "VALID"
    } else if licence.rows("renewal_requests").iter().any(asked) {
        "IN_RENEWAL"
    } else if left <= 30 {
        "URGENT"
    } else {
        "TO_RENEW"
    })
}

/// Whether a licence is valid on a day.
pub fn holds(world: &dyn World, licence: &Record, day: Date) -> Result<bool, Unreadable> {
    Ok(!matches!(state(world, licence, day)?, "EXPIRED" | "REVOKED" | "FUTURE"))
}

/// On how many days before the end of a licence of this kind to remind.
fn reminders<'a>(pack: &'a Pack, kind: &str) -> &'a [u16] {
    pack.licence(kind).map_or(&[90, 60, 30, 7, 0], |kind| kind.reminders.as_slice())
}

/// The reminder that stands on a day: the last step of the ladder that was reached, in days before the end;
/// after the end, weekly, in days since. None while there is time, and for what was renewed or revoked.
pub fn reminder(world: &dyn World, licence: &Record, day: Date) -> Result<Option<i32>, Unreadable> {
    let state = state(world, licence, day)?;
    let Some(to) = licence.own.day("valid_to") else { return Ok(None) };
    if !matches!(state, "TO_RENEW" | "URGENT" | "EXPIRED") {
        return Ok(None);
    }
    let renewed = world.referring(licence.id, &LICENCE)?;
    if renewed.iter().any(|other| other.own.reference("renewal_of") == Some(licence.id)) {
        return Ok(None);
    }
    let left = day.days_until(to);
    if left < 0 {
        return Ok(Some(left / 7 * 7));
    }
    let steps =
        reminders(world.pack(), licence.own.text("kind")).iter().map(|step| i32::from(*step));
    Ok(steps.filter(|step| *step >= left).min())
}

/// The steps of the ladder of days on which an office lists what ends.
pub const LADDER: [i32; 4] = [7, 30, 60, 90];

/// On which step of the ladder something stands that ends in so many days: the first that holds it, less than nothing
/// once it has ended; none while there is time.
#[must_use]
pub fn rung(left: i32) -> Option<i32> {
    if left < 0 { Some(-1) } else { LADDER.into_iter().find(|step| left <= *step) }
}

/// The last day of a licence that somebody has to see to: it was neither renewed nor revoked.
pub fn ends(world: &dyn World, licence: &Record) -> Result<Option<Date>, Unreadable> {
    let Some(to) = licence.own.day("valid_to").filter(|_| !licence.own.has("revoked")) else {
        return Ok(None);
    };
    let renewed = world.referring(licence.id, &LICENCE)?;
    let renewed = renewed.iter().any(|other| other.own.reference("renewal_of") == Some(licence.id));
    Ok((!renewed).then_some(to))
}

/// The card of a person on a day: of those that hold, the one that holds longest.
pub fn card(
    world: &dyn World,
    person: DocumentId,
    day: Date,
) -> Result<Option<Record>, Unreadable> {
    let mut cards = Vec::new();
    for card in world.referring(person, &LICENCE)? {
        let own = card.own.reference("holder") == Some(person);
        if own && holds(world, &card, day)? {
            cards.push(card);
        }
    }
    Ok(cards.into_iter().max_by_key(|card| (card.own.day("valid_to"), card.id)))
}

/// A title that the country asks of a site or an organisation.
#[derive(Clone, Copy, Debug)]
pub struct Required {
    /// Which kind.
    pub kind: &'static LicenceKind,
    /// The one that holds, else the last one; none if there was none.
    pub document: Option<DocumentId>,
    /// Whether one holds.
    pub holds: bool,
}

/// The titles that the country asks of a site, or of an organisation once it is a cooperative that an authority
/// recognised, each with the one that is on record.
pub fn required(
    world: &dyn World,
    holder: &Record,
    day: Date,
) -> Result<Vec<Required>, Unreadable> {
    let asks = |kind: &&LicenceKind| kind.required_of.iter().any(|of| *of == holder.kind.name);
    let kinds: Vec<&'static LicenceKind> = world.pack().licences.iter().filter(asks).collect();
    let asked = *holder.kind != ORGANISATION
        || formalisation::path(world, holder, day)?.kind == "COOPERATIVE";
    if kinds.is_empty() || !asked {
        return Ok(Vec::new());
    }
    let titles = world.referring(holder.id, &LICENCE)?;
    let mut required = Vec::new();
    for kind in kinds {
        let mut found = Vec::new();
        for title in &titles {
            let own = title.own.reference("holder") == Some(holder.id);
            if own && title.own.text("kind") == kind.code {
                found.push((holds(world, title, day)?, title.own.day("valid_to"), title.id));
            }
        }
        let best = found.into_iter().max();
        let (document, holds) = (best.map(|(.., id)| id), best.is_some_and(|(holds, ..)| holds));
        required.push(Required { kind, document, holds });
    }
    Ok(required)
}

/// A kind of licence that somebody needs for what they do and does not hold on a day.
pub fn lacking(
    world: &dyn World,
    person: &Record,
    day: Date,
) -> Result<Option<&'static LicenceKind>, Unreadable> {
    let mut held = Vec::new();
    for licence in world.referring(person.id, &LICENCE)? {
        let own = licence.own.reference("holder") == Some(person.id);
        if own && holds(world, &licence, day)? {
            held.push(licence.own.text("kind").to_owned());
        }
    }
    let lacks = |role: &str| {
        let needed = |kind: &&LicenceKind| kind.needed_by.iter().any(|known| known == role);
        let holds = |kind: &LicenceKind| held.contains(&kind.code);
        let mut kinds = world.pack().licences.iter().filter(needed);
        let first = kinds.next()?;
        (!holds(first) && !kinds.any(holds)).then_some(first)
    };
    Ok(person.elements("roles").find_map(lacks))
}

/// The cards of persons that end until a day and wait to be renewed, those that end first before the others. What
/// was renewed, revoked or asked for already is not among them.
pub fn to_renew(world: &dyn World, until: Date) -> Result<Vec<Record>, Unreadable> {
    let mut cards = ending(world, until)?;
    cards.retain(|card| last_request(card).is_none());
    Ok(cards)
}

/// Those among the cards that end until a day for which a new one was asked and has not come yet.
pub fn asked_for(world: &dyn World, until: Date) -> Result<Vec<Record>, Unreadable> {
    let mut cards = ending(world, until)?;
    cards.retain(|card| last_request(card).is_some());
    Ok(cards)
}

/// The day on which a new licence was last asked for, and the number of the receipt, if there is one.
#[must_use]
pub fn last_request(licence: &Record) -> Option<(Date, &str)> {
    let asked = licence.rows("renewal_requests").iter();
    asked.filter_map(|row| Some((row.day("event_date")?, row.text("receipt_no")))).max()
}

fn ending(world: &dyn World, until: Date) -> Result<Vec<Record>, Unreadable> {
    let mut cards = Vec::new();
    for card in world.all(&LICENCE)? {
        let of_person = world.follow(&card.own, "holder")?;
        let of_person = of_person.is_some_and(|holder| *holder.kind == PERSON);
        if of_person && ends(world, &card)?.is_some_and(|to| to <= until) {
            cards.push(card);
        }
    }
    cards.sort_by_key(|card| (card.own.day("valid_to"), card.id));
    Ok(cards)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::InMemory;

    #[test]
    fn cards_that_end_soon_wait_until_somebody_asks_for_new_ones() {
        let mut world = InMemory::new("CD");
        let kabongo = world.put(&PERSON, "kabongo", &[("surname", "KABONGO")]).to_string();
        let mut issue = |name: &str, from: &str, to: &str, more: &[(&str, &str)]| {
            let mut values = vec![("kind", "CD_MINER_CARD"), ("holder", kabongo.as_str())];
            values.extend([("number", name), ("valid_from", from), ("valid_to", to)]);
            values.extend(more);
            world.put(&LICENCE, name, &values)
        };
        let old = issue("1", "2024-02-01", "2025-01-31", &[]);
        let first = issue("2", "2025-02-01", "2026-01-31", &[("renewal_of", &old.to_string())]);
        let second = issue("3", "2025-03-01", "2026-02-28", &[]);
        issue("4", "2025-03-01", "2026-02-28", &[("revoked/2025-06-01", "true")]);
        let later = issue("5", "2025-05-01", "2026-04-30", &[]);
        let day = |text: &str| text.parse::<Date>().unwrap();
        let names = |world: &InMemory, until: &str| {
            let found = to_renew(world, day(until)).unwrap();
            found.iter().map(|card| card.id).collect::<Vec<_>>()
        };
        assert_eq!(
            names(&world, "2026-03-31"),
            [first, second],
            "renewed and revoked ones wait not"
        );
        assert_eq!(names(&world, "2026-06-30"), [first, second, later]);
        let held = card(&world, DocumentId::from_hex(&kabongo).unwrap(), day("2026-02-10"));
        assert_eq!(held.unwrap().map(|card| card.id), Some(later), "the one that holds longest");
        let asked =
            [("renewal_requests/01HZ0000000000000000000000", r#"{"event_date":"2026-02-10"}"#)];
        world.put(&LICENCE, "2", &asked);
        assert_eq!(names(&world, "2026-03-31"), [second]);
    }

    #[test]
    fn reminders_come_on_the_steps_of_the_country_and_weekly_after_the_end() {
        let mut world = InMemory::new("CD");
        let values = [("kind", "CD_MINER_CARD"), ("valid_from", "2025-07-01")];
        let id = world.put(&LICENCE, "one", &values);
        world.put(&LICENCE, "one", &[("valid_to", "2026-06-30")]);
        let to: Date = "2026-06-30".parse().unwrap();
        let at = |left: i32| {
            let card = world.record(id).unwrap().unwrap();
            reminder(&world, &card, to.after(-left).unwrap()).unwrap()
        };
        let days = [91, 90, 61, 60, 31, 30, 8, 7, 1, 0, -1, -7, -13, -14];
        let steps = [None, Some(90), Some(90), Some(60), Some(60), Some(30), Some(30), Some(7)];
        let over = [Some(7), Some(0), Some(0), Some(-7), Some(-7), Some(-14)];
        let told: Vec<Option<i32>> = days.into_iter().map(at).collect();
        assert_eq!(told, [&steps[..], &over[..]].concat());
    }

    #[test]
    fn whoever_digs_or_trades_needs_one_of_the_cards_for_it() {
        let mut world = InMemory::new("CD");
        let day: Date = "2026-02-10".parse().unwrap();
        let lacks = |world: &InMemory, name: &str| {
            let person = world.record(InMemory::id(&PERSON, name)).unwrap().unwrap();
            lacking(world, &person, day).unwrap().map(|kind| kind.code.as_str())
        };
        for (name, role) in [("cook", "COOK"), ("digger", "DIGGER"), ("trader", "TRADER")] {
            let role = format!("roles/{role}");
            world.put(&PERSON, name, &[("surname", name), (&role, "true")]);
        }
        let found = ["cook", "digger", "trader"].map(|name| lacks(&world, name));
        assert_eq!(found, [None, Some("CD_MINER_CARD"), Some("CD_TRADER_CARD_A")]);
        for (name, kind, to) in [
            ("digger", "CD_MINER_CARD", "2026-02-09"),
            ("trader", "CD_TRADER_CARD_B", "2026-12-31"),
        ] {
            let holder = InMemory::id(&PERSON, name).to_string();
            let own = [("kind", kind), ("holder", &holder), ("valid_from", "2025-03-01")];
            world.put(&LICENCE, name, &own);
            world.put(&LICENCE, name, &[("valid_to", to)]);
        }
        assert_eq!(lacks(&world, "digger"), Some("CD_MINER_CARD"), "it ended yesterday");
        assert_eq!(lacks(&world, "trader"), None, "one of both is enough");
    }

    #[test]
    fn what_ends_stands_on_the_first_step_that_holds_it() {
        let steps = [-5, 0, 7, 8, 60, 90, 91].map(rung);
        let found = [Some(-1), Some(7), Some(7), Some(30), Some(60), Some(90), None];
        assert_eq!(steps, found);
    }
}
