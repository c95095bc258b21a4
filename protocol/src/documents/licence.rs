//! Whether a licence is valid, and when to remind of its end. Source: domain.md §5.9.

use crate::{
    dictionary::kinds::licence::LICENCE,
    packs::Pack,
    units::Date,
    world::{Record, Unreadable, World},
};

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
