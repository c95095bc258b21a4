//! Who holds an office. A mandate begins with an election, counts once an assembly accepted it, and ends by
//! its term or before. Source: domain.md §6.3.

use std::collections::BTreeMap;

use super::assembly;
use crate::{
    dictionary::kinds::mandate::MANDATE,
    ids::DocumentId,
    units::Date,
    world::{Record, Unreadable, World},
};

/// When a mandate ends by its term.
#[must_use]
pub fn end_planned(mandate: &Record) -> Option<Date> {
    let months = u16::try_from(mandate.own.number("term_months")?).ok()?;
    mandate.own.day("start")?.months_after(months)
}

/// From when to when a mandate runs, the last day left out.
#[must_use]
pub fn runs(mandate: &Record) -> Option<(Date, Option<Date>)> {
    let end = end_planned(mandate).into_iter().chain(mandate.own.day("ended")).min();
    Some((mandate.own.day("start")?, end))
}

/// Whether an assembly accepted whoever was elected.
pub fn accepted(world: &dyn World, mandate: &Record) -> Result<bool, Unreadable> {
    match mandate.own.reference("accepted_by") {
        Some(by) => assembly::decided(world, by, "ACCEPT_OFFICERS", None),
        None => Ok(false),
    }
}

/// Where a mandate stands on a day: a code of the list `MANDATE_STATUS`. It is contested by another one of the same
/// seat, and if the assembly that accepted it was not valid.
pub fn status(world: &dyn World, mandate: &Record, day: Date) -> Result<&'static str, Unreadable> {
    if mandate.own.day("ended").is_some_and(|ended| ended <= day) {
        return Ok("ENDED");
    }
    if !accepted(world, mandate)? {
        let by = mandate.own.reference("accepted_by");
        let doubted = by.map_or(Ok(false), |by| assembly::doubted(world, by, "ACCEPT_OFFICERS"))?;
        return Ok(if doubted { "CONTESTED" } else { "ELECTED" });
    }
    if mandate.own.day("start").is_some_and(|start| start > day) {
        return Ok("ACCEPTED");
    }
    if end_planned(mandate).is_some_and(|end| end <= day) {
        return Ok("EXPIRED");
    }
    let rivals = rivals(world, mandate)?;
    let now = |other: &Record| overlap(mandate, other).is_some_and(|from| from <= day);
    Ok(if rivals.iter().any(now) { "CONTESTED" } else { "IN_OFFICE" })
}

/// Accepted mandates of other persons on the same single seat that overlap this one. Once one of two was ended
/// by a decision, they contest nothing any more.
pub fn rivals(world: &dyn World, mandate: &Record) -> Result<Vec<Record>, Unreadable> {
    let same = |other: &Record, field: &str| other.own.text(field) == mandate.own.text(field);
    let single = |position: &str| world.pack().single_positions.iter().any(|one| one == position);
    let Some(organisation) = mandate.own.reference("organisation") else { return Ok(Vec::new()) };
    if !single(mandate.own.text("position")) || mandate.own.has("ended") {
        return Ok(Vec::new());
    }
    let mut rivals = Vec::new();
    for other in world.referring(organisation, &MANDATE)? {
        let seat =
            same(&other, "organisation") && same(&other, "organ") && same(&other, "position");
        let rival =
            seat && other.id != mandate.id && !same(&other, "person") && !other.own.has("ended");
        if rival && overlap(mandate, &other).is_some() && accepted(world, &other)? {
            rivals.push(other);
        }
    }
    Ok(rivals)
}

/// Mandates that say the same once more: the same person on the same seat, accepted by the same assembly, or begun on
/// the same day where none is named.
pub fn doubles(world: &dyn World, mandate: &Record) -> Result<Vec<Record>, Unreadable> {
    let Some(organisation) = mandate.own.reference("organisation") else { return Ok(Vec::new()) };
    let by = mandate.own.text("accepted_by");
    let of = |other: &Record| {
        let fields = ["organisation", "organ", "position", "person", "accepted_by"];
        let same = |field: &&str| other.own.text(field) == mandate.own.text(field);
        let begun = !by.is_empty() || same(&"start");
        other.id != mandate.id && !other.own.has("ended") && fields.iter().all(same) && begun
    };
    let mut doubles = world.referring(organisation, &MANDATE)?;
    doubles.retain(|other| of(other) && overlap(mandate, other).is_some());
    Ok(if mandate.own.has("ended") { Vec::new() } else { doubles })
}

/// An office with one seat that several hold.
#[derive(Clone, Debug)]
pub struct Contested {
    /// A code of the list `POSITION_HELD`.
    pub position: String,
    /// Their mandates, in the order of their ids.
    pub mandates: Vec<Record>,
    /// The first day on which two of them ran at once.
    pub since: Date,
}

/// The offices of an organisation that are contested, until one of the mandates is ended.
pub fn contested(
    world: &dyn World,
    organisation: DocumentId,
) -> Result<Vec<Contested>, Unreadable> {
    let mut found = BTreeMap::<(String, String), Contested>::new();
    for mandate in world.referring(organisation, &MANDATE)? {
        if mandate.own.reference("organisation") != Some(organisation)
            || !accepted(world, &mandate)?
        {
            continue;
        }
        let rivals = rivals(world, &mandate)?;
        let since = rivals.iter().filter_map(|rival| overlap(&mandate, rival)).min();
        let Some(since) = since else { continue };
        let [organ, position] =
            ["organ", "position"].map(|field| mandate.own.text(field).to_owned());
        let known = found.entry((organ, position.clone()));
        let known = known.or_insert(Contested { position, mandates: Vec::new(), since });
        known.since = known.since.min(since);
        known.mandates.push(mandate);
    }
    Ok(found.into_values().collect())
}

/// The first day on which two mandates run at once.
fn overlap(one: &Record, other: &Record) -> Option<Date> {
    let ((from, to), (since, until)) = (runs(one)?, runs(other)?);
    let start = from.max(since);
    let before = |end: Option<Date>| end.is_none_or(|end| start < end);
    (before(to) && before(until)).then_some(start)
}

/// Those in office of an organisation on a day: position, person.
pub fn in_office(
    world: &dyn World,
    organisation: DocumentId,
    day: Date,
) -> Result<Vec<(String, DocumentId)>, Unreadable> {
    let mut holders = Vec::new();
    for mandate in world.referring(organisation, &MANDATE)? {
        let started = mandate.own.day("start").is_some_and(|start| start <= day);
        let status = status(world, &mandate, day)?;
        // Whoever an invalid assembly accepted holds nothing yet.
        let holds = matches!(status, "IN_OFFICE" | "CONTESTED") && accepted(world, &mandate)?;
        if let (true, Some(person)) = (started && holds, mandate.own.reference("person")) {
            let held = (mandate.own.text("position").to_owned(), person);
            // An election that was written down twice fills one seat.
            if !holders.contains(&held) {
                holders.push(held);
            }
        }
    }
    Ok(holders)
}
