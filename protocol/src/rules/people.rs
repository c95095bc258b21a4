//! Rules about people: what they are registered for, where they were, what they agreed to.

#![expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]

use std::collections::BTreeMap;

use super::{
    ReviewItem,
    found::{About, field, item, itself, the},
};
use crate::{
    dictionary::kinds::{
        certificate::CERTIFICATE, membership::MEMBERSHIP, organisation::ORGANISATION,
        person::PERSON, roll_call::ROLL_CALL, training_session::TRAINING_SESSION,
    },
    documents::{membership, person, training},
    ids::DocumentId,
    units::Date,
    world::{Record, Unreadable, World},
};

/// A membership as a rule sees it: it counts from the admission, and until the exit.
fn memberships(world: &dyn World, person: &Record) -> Result<Vec<Record>, Unreadable> {
    let mut memberships = world.referring(person.id, &MEMBERSHIP)?;
    memberships.retain(|record| {
        let own = record.own.reference("person") == Some(person.id);
        own && record.own.has("admitted") && record.own.text("category") != "NON_MEMBER"
    });
    memberships.sort_by_key(|record| record.id);
    Ok(memberships)
}

/// Those still open: no exit after the admission.
fn open(record: &Record) -> bool {
    membership::left(record).is_none_or(|left| record.own.day("admitted") > Some(left))
}

/// No. 2: a member is an adult, and an auxiliary as old as the country asks for.
pub(super) fn of_members(world: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&PERSON]);
    if *record.kind == ORGANISATION {
        // Its legal form says of which kind it is.
        let memberships = world.referring(record.id, &MEMBERSHIP)?;
        about.extend(memberships.iter().map(|record| record.own.text("person").to_owned()));
    }
    about.extend(field(record, &[&MEMBERSHIP], "person"));
    Ok(about)
}

pub(super) fn not_adult(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(person) = the(world, about, &PERSON)? else { return Ok(Vec::new()) };
    let mut items = Vec::new();
    for membership in memberships(world, &person)? {
        let adult = match membership.own.text("category") {
            "AUXILIARY" => world.pack().auxiliary_age,
            _ => world.pack().adult_age,
        };
        let age = person.own.partial("birth").zip(membership.own.day("admitted"));
        let age = age.map(|(birth, day)| birth.age_on(day));
        // Certainly too young; a year alone may leave it open, and then somebody documents the age.
        if let Some(age) = age.filter(|age| *age.start() < adult) {
            let certain = if *age.end() < adult { "minor" } else { "unclear" };
            let facts = vec![certain.to_owned(), age.start().to_string()];
            if open(&membership) && !membership::is_suspended(&membership, None) {
                items.push(item("not_adult", vec![person.id, membership.id], "", facts));
            }
        }
    }
    Ok(items)
}

/// No. 2: whoever mines as an active member is of the nation, where the law asks for it.
pub(super) fn not_national(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(nation) = world.pack().miners_nationality.as_deref() else { return Ok(Vec::new()) };
    let Some(person) = the(world, about, &PERSON)? else { return Ok(Vec::new()) };
    let theirs = person.own.text("nationality");
    if theirs.is_empty() || theirs == nation {
        return Ok(Vec::new());
    }
    let mut items = Vec::new();
    for membership in memberships(world, &person)? {
        let active = membership.own.text("category") == "ACTIVE"
            && !membership::is_suspended(&membership, None);
        if active && open(&membership) {
            let facts = vec![theirs.to_owned()];
            items.push(item("not_national", vec![person.id, membership.id], "", facts));
        }
    }
    Ok(items)
}

/// No. 3: nobody is an active member of two organisations of one kind, where the country asks for that.
pub(super) fn two_memberships(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(person) = the(world, about, &PERSON)? else { return Ok(Vec::new()) };
    if !world.pack().exclusive_membership {
        return Ok(Vec::new());
    }
    let mut by_kind = BTreeMap::<String, Vec<DocumentId>>::new();
    for membership in memberships(world, &person)?.into_iter().filter(open) {
        let organisation = world.follow(&membership.own, "organisation")?;
        let Some(organisation) = organisation.filter(|record| *record.kind == ORGANISATION) else {
            continue;
        };
        let law = world.pack().law(organisation.own.text("legal_form"));
        let kind = law.map_or_else(String::new, |law| law.kind.clone());
        by_kind.entry(kind).or_default().push(membership.id);
    }
    by_kind.retain(|_, known| known.len() > 1);
    Ok(by_kind
        .into_iter()
        .map(|(kind, ids)| item("two_memberships", ids, &kind, vec![kind.clone()]))
        .collect())
}

/// Everybody who was at a training or in a pit.
pub(super) fn of_presence(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about: Vec<String> = Vec::new();
    if *record.kind == TRAINING_SESSION {
        about.extend(record.rows("attendance").iter().map(|row| row.text("key").to_owned()));
    } else if *record.kind == ROLL_CALL {
        about.extend(record.elements("days__present").map(str::to_owned));
    }
    about.sort_unstable();
    about.dedup();
    Ok(about)
}

/// The days on which somebody worked in a pit, all day.
pub(super) fn worked(call: &Record, person: DocumentId) -> Vec<Date> {
    let person = person.to_string();
    let half: Vec<(&str, &str)> = call
        .rows("days__half_day")
        .iter()
        .map(|row| (row.text("key"), row.text("value")))
        .collect();
    let rows = call.rows("days__present").iter().filter(|row| row.text("value") == person);
    let whole = rows.filter(|row| !half.contains(&(row.text("key"), person.as_str())));
    whole.filter_map(|row| row.text("key").parse().ok()).collect()
}

/// Whether a training took no more than half a day.
fn is_half(world: &dyn World, session: &Record) -> bool {
    let most = world.pack().limit("half_day_hours", 4);
    let own = &session.own;
    own.day("start_date") == own.day("end_date")
        && own.number("hours_delivered").is_some_and(|hours| hours <= most)
}

/// No. 17: nobody is in two places in the same half of a day.
pub(super) fn two_places(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(id) = DocumentId::from_hex(about) else { return Ok(Vec::new()) };
    // Where somebody was, and for how many halves of the day in all.
    let mut places = BTreeMap::<Date, (Vec<DocumentId>, u32)>::new();
    let mut there = |day: Date, place: DocumentId, halves: u32| {
        let known = places.entry(day).or_default();
        known.0.push(place);
        known.1 += halves;
    };
    for session in world.referring(id, &TRAINING_SESSION)? {
        if !session.own.has("cancelled") {
            let halves = if is_half(world, &session) { 1 } else { 2 };
            for day in training::days_of(&session, id) {
                there(day, session.id, halves);
            }
        }
    }
    for call in world.referring(id, &ROLL_CALL)? {
        for day in worked(&call, id) {
            there(day, call.id, 2);
        }
    }
    places.retain(|_, (known, halves)| known.len() > 1 && *halves > 2);
    let found = |(day, (mut ids, _)): (Date, (Vec<DocumentId>, u32))| {
        ids.push(id);
        item("two_places", ids, &day.to_string(), vec![day.to_string()])
    };
    Ok(places.into_iter().map(found).collect())
}

/// No. 18: a certificate of a course is given to somebody once.
pub(super) fn of_certificates(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    Ok(field(record, &[&CERTIFICATE], "person"))
}

pub(super) fn certificate_twice(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(id) = DocumentId::from_hex(about) else { return Ok(Vec::new()) };
    let mut by_course = BTreeMap::<String, Vec<(Option<Date>, Record)>>::new();
    for certificate in world.referring(id, &CERTIFICATE)? {
        if certificate.own.reference("person") == Some(id) {
            let course = certificate.own.text("course").to_owned();
            by_course.entry(course).or_default().push((certificate.own.day("issued"), certificate));
        }
    }
    let mut items = Vec::new();
    for (course, mut known) in by_course {
        known.sort_by_key(|(issued, record)| (*issued, record.id));
        // One that followed after the first had expired is a renewal.
        let mut valid: Vec<DocumentId> = Vec::new();
        let mut until = None::<Date>;
        for (issued, record) in known {
            let renewal = until.zip(issued).is_some_and(|(until, issued)| issued >= until);
            if renewal {
                valid.clear();
            }
            until = training::expires(world, &record)?;
            valid.push(record.id);
        }
        if valid.len() > 1 {
            // The first keeps its number.
            let first = valid[0].to_string();
            items.push(item("certificate_twice", valid, &course, vec![first]));
        }
    }
    Ok(items)
}

/// No. 27: whoever withdrew consent is shared with nobody by name.
pub(super) fn of_persons(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    Ok(itself(record, &[&PERSON]))
}

pub(super) fn consent_withdrawn(
    world: &dyn World,
    about: &str,
) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(person) = the(world, about, &PERSON)? else { return Ok(Vec::new()) };
    let Some(last) = person::withdrawn(&person) else { return Ok(Vec::new()) };
    let day = last.text("event_date").to_owned();
    Ok(vec![item("consent_withdrawn", vec![person.id], last.text("id"), vec![day])])
}
