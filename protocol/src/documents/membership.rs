//! Where a membership stands, and its shares. Everything follows from what is dated in it. Source: domain.md
//! §5.5; OHADA AUSCOOP art. 11 for the reimbursement.

use std::collections::{BTreeMap, btree_map::Entry};

use crate::{
    dictionary::kinds::membership::MEMBERSHIP,
    ids::DocumentId,
    units::Date,
    world::{Record, Unreadable, World},
};

/// Where a membership stands on a day: a code of the list `MEMBER_STATUS`.
#[must_use]
pub fn status(membership: &Record, day: Date) -> &'static str {
    let admitted = membership.own.day("admitted").filter(|admitted| *admitted <= day);
    let exit = left(membership).filter(|left| *left <= day);
    match (admitted, exit) {
        // Whoever joins again was admitted after leaving.
        (Some(admitted), Some(left)) if admitted <= left => "EXITED",
        (None, Some(_)) => "EXITED",
        (None, None) => "APPLICANT",
        _ if is_suspended(membership, Some(day)) => "SUSPENDED",
        _ => "ACTIVE",
    }
}

/// Whether the last that was said of a membership is that it is suspended: up to a day, or at all.
#[must_use]
pub fn is_suspended(membership: &Record, until: Option<Date>) -> bool {
    let said = membership.rows("suspensions").iter().filter_map(|row| {
        let from = row.day("event_date").filter(|from| until.is_none_or(|until| *from <= until))?;
        Some((from, row.text("id"), row.yes("suspended")))
    });
    said.max().is_some_and(|(.., suspended)| suspended)
}

/// When the last exit took or takes effect.
#[must_use]
pub fn left(membership: &Record) -> Option<Date> {
    membership.rows("exits").iter().filter_map(|exit| exit.day("effect_date")).max()
}

/// When the shares of somebody who left are to be paid back: within the year after (AUSCOOP art. 11).
#[must_use]
pub fn reimbursement_due(membership: &Record) -> Option<Date> {
    (shares(membership).1 > 0).then_some(left(membership)?.months_after(12)?)
}

/// Shares subscribed, and shares paid up.
#[must_use]
pub fn shares(membership: &Record) -> (i64, i64) {
    shares_until(membership, None)
}

/// Shares subscribed, and shares paid up, at the end of a day.
#[must_use]
pub fn shares_until(membership: &Record, day: Option<Date>) -> (i64, i64) {
    let (mut subscribed, mut paid) = (0_i64, 0_i64);
    for event in membership.rows("share_events") {
        if day.is_some_and(|day| event.day("event_date").is_none_or(|on| on > day)) {
            continue;
        }
        let shares = event.number("shares").unwrap_or(0);
        match event.text("kind") {
            "SUBSCRIBE" => subscribed = subscribed.saturating_add(shares),
            "PAY" => paid = paid.saturating_add(shares),
            "TRANSFER_IN" => {
                subscribed = subscribed.saturating_add(shares);
                paid = paid.saturating_add(shares);
            }
            "TRANSFER_OUT" | "REIMBURSE" => {
                subscribed = subscribed.saturating_sub(shares);
                paid = paid.saturating_sub(shares);
            }
            _ => {}
        }
    }
    (subscribed, paid)
}

/// Areas are at most so many levels deep.
const DEPTH: usize = 8;

/// Whether a member lives where the organisation's members do, its common bond: a code of the list `RESIDENCE`.
/// It warns and forbids nothing (domain.md T4).
pub fn residence(world: &dyn World, membership: &Record) -> Result<&'static str, Unreadable> {
    let (Some(organisation), Some(person)) =
        (world.follow(&membership.own, "organisation")?, world.follow(&membership.own, "person")?)
    else {
        return Ok("UNKNOWN");
    };
    home(world, &organisation, &person)
}

/// How many active members of an organisation live elsewhere.
pub fn elsewhere(world: &dyn World, organisation: &Record, day: Date) -> Result<usize, Unreadable> {
    // Many live in the same area.
    let (mut areas, mut elsewhere) = (BTreeMap::<Option<DocumentId>, &'static str>::new(), 0);
    for membership in roster(world, organisation.id, day)? {
        let Some(person) = world.follow(&membership.own, "person")? else { continue };
        let home = match areas.entry(person.own.reference("residence")) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => *new.insert(home(world, organisation, &person)?),
        };
        elsewhere += usize::from(home == "OUTSIDE");
    }
    Ok(elsewhere)
}

/// Whether somebody lives where the members of an organisation do: a code of the list `RESIDENCE`. Whoever lives in an
/// area that lies in one of the organisation's lives there; of whom only a larger area is known, nobody can say.
pub fn home(
    world: &dyn World,
    organisation: &Record,
    person: &Record,
) -> Result<&'static str, Unreadable> {
    let Some(home) = person.own.reference("residence") else { return Ok("UNKNOWN") };
    let catchment: Vec<DocumentId> = organisation.references("catchment").collect();
    let above = |from: DocumentId| -> Result<Vec<DocumentId>, Unreadable> {
        let mut areas = vec![from];
        while let Some(parent) = areas.last().map(|area| world.record(*area)).transpose()?.flatten()
            && let Some(parent) = parent.own.reference("parent")
            && areas.len() < DEPTH
        {
            areas.push(parent);
        }
        Ok(areas)
    };
    if above(home)?.iter().any(|area| catchment.contains(area)) {
        return Ok("WITHIN");
    }
    for area in &catchment {
        if above(*area)?.contains(&home) {
            return Ok("UNKNOWN");
        }
    }
    Ok("OUTSIDE")
}

/// The active memberships of an organisation on a day.
pub fn roster(
    world: &dyn World,
    organisation: DocumentId,
    day: Date,
) -> Result<Vec<Record>, Unreadable> {
    let mut memberships = world.referring(organisation, &MEMBERSHIP)?;
    memberships.retain(|record| {
        record.own.reference("organisation") == Some(organisation)
            && status(record, day) == "ACTIVE"
            && record.own.text("category") != "NON_MEMBER"
    });
    Ok(memberships)
}

/// The persons who are active members of an organisation on a day.
pub fn active(
    world: &dyn World,
    organisation: DocumentId,
    day: Date,
) -> Result<Vec<DocumentId>, Unreadable> {
    let of = roster(world, organisation, day)?;
    Ok(of.iter().filter_map(|record| record.own.reference("person")).collect())
}
