//! What somebody was trained in, and until when a certificate is valid. Source: domain.md §5.10.

use std::collections::BTreeSet;

use crate::{
    dictionary::kinds::training_session::TRAINING_SESSION,
    ids::DocumentId,
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

/// Whoever was there on at least one day of a training.
#[must_use]
pub fn attendants(session: &Record) -> BTreeSet<DocumentId> {
    session.rows("attendance__days").iter().filter_map(|row| row.reference("key")).collect()
}

/// The first day until `day` on which somebody was at a training of a course that was not called off.
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
        if of != course || session.own.has("cancelled") {
            continue;
        }
        let there = days_of(&session, person).into_iter().filter(|there| *there <= day);
        first = there.chain(first).min();
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
