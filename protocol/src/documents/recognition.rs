//! Where an application for recognition stands. The site prepares and hands in; the authority decides in a
//! document of its own, and only that counts: what a site saw of a decision is to be confirmed. Source:
//! domain.md §5.8 and §6.2.

use crate::{
    dictionary::kinds::{
        recognition_application::RECOGNITION_APPLICATION,
        recognition_decision::RECOGNITION_DECISION,
    },
    packs::Silence,
    units::Date,
    world::{Record, Unreadable, World},
};

/// The decisions about an application, the latest act last.
pub fn decisions(world: &dyn World, application: &Record) -> Result<Vec<Record>, Unreadable> {
    let mut decisions = world.referring(application.id, &RECOGNITION_DECISION)?;
    decisions.retain(|decision| decision.own.reference("application") == Some(application.id));
    // Of two acts of one day the higher authority's is the later one.
    let level = |record: &Record| match record.own.text("level") {
        "NATIONAL" => 2,
        "PROVINCIAL" => 1,
        _ => 0,
    };
    decisions
        .sort_by_key(|decision| (decision.own.day("event_date"), level(decision), decision.id));
    Ok(decisions)
}

/// What of the file of an application is still missing: codes of the list `DOSSIER_ITEM`.
#[must_use]
pub fn missing(world: &dyn World, application: &Record) -> Vec<&'static str> {
    let step = world.pack().step(application.own.text("step"));
    let ready = |item: &str| {
        let rows = application.rows("checklist").iter();
        let mut rows = rows.filter(|row| row.text("key") == item);
        rows.any(|row| matches!(row.text("state"), "READY" | "NOT_NEEDED"))
    };
    let asked = step.map_or(&[][..], |step| step.documents.as_slice()).iter();
    asked.map(String::as_str).filter(|item| !ready(item)).collect()
}

/// When the authority has to have answered.
#[must_use]
pub fn deadline(world: &dyn World, application: &Record) -> Option<Date> {
    let step =
        world.pack().step(application.own.text("step")).filter(|step| step.answer_days > 0)?;
    application.own.day("submitted_on")?.after(i32::from(step.answer_days))
}

/// Until when what was granted is valid; none for ever.
#[must_use]
pub fn valid_to(world: &dyn World, decision: &Record) -> Option<Date> {
    let step = world.pack().step(decision.own.text("step"));
    let by_law = || {
        let months = step.map(|step| step.validity_months).filter(|months| *months > 0)?;
        let from = decision.own.day("valid_from").or_else(|| decision.own.day("event_date"));
        from?.months_after(months)?.after(-1)
    };
    decision.own.day("valid_to").or_else(by_law)
}

/// Where an application stands on a day: a code of the list `APPLICATION_STATE`.
pub fn state(
    world: &dyn World,
    application: &Record,
    day: Date,
) -> Result<&'static str, Unreadable> {
    let decisions = decisions(world, application)?;
    let Some(last) = decisions.last() else {
        return Ok(before_decision(world, application, day));
    };
    let granted = decisions.iter().rev().find(|decision| decision.own.text("outcome") == "GRANTED");
    let answered = last.own.day("event_date");
    let given = application.rows("exchanges").iter().any(|exchange| {
        exchange.text("kind") == "SUPPLEMENT_GIVEN" && exchange.day("event_date") >= answered
    });
    let followers = world.referring(application.id, &RECOGNITION_APPLICATION)?;
    let follows = |kind: &str| {
        followers.iter().any(|other| {
            other.own.reference("previous") == Some(application.id)
                && other.own.text("kind") == kind
                && other.own.has("submitted_on")
        })
    };
    Ok(match last.own.text("outcome") {
        "SUPPLEMENT" if given => "UNDER_REVIEW",
        "SUPPLEMENT" => "SUPPLEMENT_REQUESTED",
        "SUSPENDED" => "SUSPENDED",
        "WITHDRAWN" => "WITHDRAWN",
        "REJECTED" if follows("APPEAL") => "APPEALED",
        "REJECTED" => "REJECTED",
        // Granted, or reinstated after a suspension.
        _ => {
            let decision = granted.unwrap_or(last);
            let renewal = world.pack().step(application.own.text("step"));
            let renewal = renewal.map_or(0, |step| i32::from(step.renewal_days));
            match valid_to(world, decision).map(|to| day.days_until(to)) {
                Some(..0) => "EXPIRED",
                Some(left) if left <= renewal && follows("RENEWAL") => "RENEWAL_SUBMITTED",
                Some(left) if left <= renewal => "TO_RENEW",
                _ => "VALID",
            }
        }
    })
}

fn before_decision(world: &dyn World, application: &Record, day: Date) -> &'static str {
    let asked = application.rows("exchanges").iter().filter_map(|exchange| {
        let turn = match exchange.text("kind") {
            "SUPPLEMENT_ASKED" => "SUPPLEMENT_REQUESTED",
            "SUPPLEMENT_GIVEN" | "INSPECTION" | "MEETING" => "UNDER_REVIEW",
            _ => return None,
        };
        Some((exchange.day("event_date"), exchange.text("id"), turn))
    });
    let last = asked.max().map(|(.., turn)| turn);
    if !application.own.has("submitted_on") {
        return if missing(world, application).is_empty() { "READY" } else { "PREPARING" };
    }
    let late = deadline(world, application).is_some_and(|deadline| deadline < day);
    let silence = world.pack().step(application.own.text("step")).map(|step| step.silence);
    match (late, silence) {
        (true, Some(Silence::Granted)) => "VALID",
        (true, Some(Silence::Refused)) => "REJECTED",
        _ => last.unwrap_or("SUBMITTED"),
    }
}
