//! How a site stands against a standard, and how far it has come towards it. Source: domain.md §5.15 and §6.5.

use super::{engagement, prescreen};
use crate::{
    dictionary::kinds::{assessment::ASSESSMENT, corrective_action::CORRECTIVE_ACTION},
    units::Date,
    world::{Cells, Record, Unreadable, World},
};

/// How an assessment ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// A code of the list `ASSESSMENT_RESULT`.
    pub result: &'static str,
    /// The points got of those that could be got, in basis points; none if nothing was answered.
    pub score: Option<i64>,
}

/// How an assessment ends. A criterion of zero tolerance that is not met decides alone; then every core criterion
/// has to be met, and enough of all points got. A criterion is met from two points of three on. Source: domain.md
/// §5.15.
pub fn outcome(world: &dyn World, assessment: &Record) -> Result<Outcome, Unreadable> {
    let open = Outcome { result: "IN_PROGRESS", score: None };
    let Some(standard) = world.follow(&assessment.own, "standard")? else { return Ok(open) };
    let (mut got, mut most) = (0_i64, 0_i64);
    let (mut failed, mut core, mut unanswered) = (false, true, false);
    for criterion in standard.rows("criteria") {
        let mut answers = assessment.rows("answers").iter();
        let answer = answers.find(|answer| answer.text("key") == criterion.text("key"));
        if answer.is_some_and(|answer| answer.yes("not_applicable")) {
            continue;
        }
        let Some(score) = answer.and_then(|answer| answer.number("score")) else {
            unanswered = true;
            continue;
        };
        let weight = criterion.number("weight").unwrap_or(1);
        let score = points(criterion, score);
        got += weight * score;
        most += weight * 3;
        match criterion.text("kind") {
            "ZERO_TOLERANCE" => failed |= score < 2,
            "CORE" => core &= score >= 2,
            _ => {}
        }
    }
    let score = (most > 0).then(|| (got * 20_000 + most) / (most * 2));
    let pass = standard.own.number("pass_mark").unwrap_or(10_000);
    let corrected = corrected(world, assessment)?;
    let result = match (failed, assessment.own.has("finalised") && !unanswered) {
        (true, _) => "NON_COMPLIANT",
        (_, false) => "IN_PROGRESS",
        _ if core && score.is_some_and(|score| score >= pass) && corrected => "COMPLIANT",
        _ => "IN_CORRECTION",
    };
    Ok(Outcome { result, score })
}

/// How a criterion is answered: a code of the list `CRITERION_SCALE`. With points from none to three, unless the standard
/// says otherwise.
#[must_use]
pub fn scale(criterion: &Cells) -> &str {
    Some(criterion.text("scale")).filter(|scale| !scale.is_empty()).unwrap_or("POINTS")
}

/// The points that an answer gives for a criterion, of three: where it is answered with yes or no, all or none.
fn points(criterion: &Cells, score: i64) -> i64 {
    if scale(criterion) == "YES_NO" && score > 0 { 3 } else { score }
}

/// How many answers give all the points, and nothing proves them (domain.md §5.22).
pub fn unproven(world: &dyn World, assessment: &Record) -> Result<usize, Unreadable> {
    let Some(standard) = world.follow(&assessment.own, "standard")? else { return Ok(0) };
    let criteria = standard.rows("criteria");
    let unproven = assessment.rows("answers").iter().filter(|answer| {
        let criterion = criteria.iter().find(|known| known.text("key") == answer.text("key"));
        let points = criterion.zip(answer.number("score")).map(|(of, score)| points(of, score));
        points == Some(3) && !answer.yes("not_applicable") && !answer.has("evidence")
    });
    Ok(unproven.count())
}

/// Whether every corrective action of an assessment is closed.
fn corrected(world: &dyn World, assessment: &Record) -> Result<bool, Unreadable> {
    let actions = world.referring(assessment.id, &CORRECTIVE_ACTION)?;
    Ok(actions.iter().all(|action| action.own.has("closed")))
}

/// How far a site has come on a day: a code of the list `CANDIDACY_STATE`.
pub fn candidacy(
    world: &dyn World,
    candidacy: &Record,
    day: Date,
) -> Result<&'static str, Unreadable> {
    /// The day, the entry, the event, until when it is valid.
    type Event<'a> = (Option<Date>, &'a str, &'a str, Option<Date>);
    let mut events: Vec<Event<'_>> = candidacy
        .rows("events")
        .iter()
        .map(|row| (row.day("event_date"), row.text("id"), row.text("event"), row.day("valid_to")))
        .filter(|(on, ..)| on.is_some_and(|on| on <= day))
        .collect();
    events.sort_unstable();
    let had = |event: &str| events.iter().any(|(_, _, known, _)| *known == event);
    let compliant = events.iter().rev().find(|(_, _, event, _)| *event == "COMPLIANT");
    if events.last().is_some_and(|(_, _, event, _)| *event == "WITHDRAWN") {
        return Ok("WITHDRAWN");
    }
    if let Some((.., to)) = compliant {
        return Ok(if to.is_some_and(|to| to < day) { "LAPSED" } else { "COMPLIANT" });
    }
    if had("ENROLLED") {
        let assessed = latest_assessment(world, candidacy)?;
        return Ok(match assessed.map(|outcome| outcome.result) {
            Some("IN_CORRECTION" | "NON_COMPLIANT") => "IN_CORRECTION",
            Some("COMPLIANT") => "ASSESSED",
            _ if had("ASSESSED") => "ASSESSED",
            _ => "ENROLLED",
        });
    }
    let answers = prescreen::answers(world, candidacy, day)?;
    // Until somebody begins to answer, what is on record says only that everything is there, never what is not.
    let screened = !candidacy.rows("prescreen").is_empty();
    Ok(if answers.iter().all(|answer| answer.yes) {
        "ELIGIBLE"
    } else if screened {
        "NOT_YET"
    } else if had("PRESENTED") || is_presented(world, candidacy, day)? {
        "PRESENTED"
    } else {
        "IDENTIFIED"
    })
}

/// Whether the standard was shown at the site, or to an organisation that works there; whoever resolved to take part
/// has seen it.
fn is_presented(world: &dyn World, candidacy: &Record, day: Date) -> Result<bool, Unreadable> {
    let fields = ["site", "standard"].map(|field| candidacy.own.reference(field));
    let [Some(site), Some(standard)] = fields else { return Ok(false) };
    let mut to = vec![site];
    for organisation in prescreen::organisations(world, site, day)? {
        if engagement::engaged(world, organisation.id, standard, day)?.is_some() {
            return Ok(true);
        }
        to.push(organisation.id);
    }
    Ok(engagement::presented(world, &to, standard, day)?.is_some())
}

/// The outcome of the last assessment of a candidate's site against its standard.
fn latest_assessment(world: &dyn World, candidacy: &Record) -> Result<Option<Outcome>, Unreadable> {
    let Some(site) = candidacy.own.reference("site") else { return Ok(None) };
    let standard = candidacy.own.text("standard");
    let mut assessments = world.referring(site, &ASSESSMENT)?;
    assessments.retain(|record| record.own.text("standard") == standard);
    assessments.sort_by_key(|record| (record.own.day("start"), record.id));
    assessments.last().map(|last| outcome(world, last)).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dictionary::kinds::standard::STANDARD, world::InMemory};

    #[test]
    fn what_is_answered_with_yes_or_no_gives_all_points_or_none() {
        let mut world = InMemory::new("CD");
        let criteria = [
            ("criteria/A/kind", "CORE"),
            ("criteria/A/weight", "1"),
            ("criteria/B/kind", "PROGRESS"),
            ("criteria/B/weight", "1"),
        ];
        let standard = world.put(&STANDARD, "s", &criteria).to_string();
        let answers =
            [("standard", &*standard), ("answers/A/score", "1"), ("answers/B/score", "2")];
        let assessment = world.put(&ASSESSMENT, "a", &answers);
        world.put(&ASSESSMENT, "a", &[("finalised/2026-03-01", "true")]);
        let outcome = |world: &InMemory| {
            let record = world.record(assessment).unwrap().unwrap();
            let outcome = outcome(world, &record).unwrap();
            (outcome.result, outcome.score)
        };
        assert_eq!(
            outcome(&world),
            ("IN_CORRECTION", Some(5_000)),
            "one point of three is too few"
        );
        world.put(&STANDARD, "s", &[("criteria/A/scale", "POINTS"), ("pass_mark", "8000")]);
        assert_eq!(outcome(&world), ("IN_CORRECTION", Some(5_000)));
        world.put(&STANDARD, "s", &[("criteria/A/scale", "YES_NO")]);
        assert_eq!(outcome(&world), ("COMPLIANT", Some(8_333)), "yes is yes");
        let unproven = |world: &InMemory| {
            let record = world.record(assessment).unwrap().unwrap();
            unproven(world, &record).unwrap()
        };
        assert_eq!(unproven(&world), 1);
        world.put(&ASSESSMENT, "a", &[("answers/A/not_applicable", "true")]);
        assert_eq!(unproven(&world), 0);
        world.put(&ASSESSMENT, "a", &[("answers/A/not_applicable", "false")]);
        world.put(&ASSESSMENT, "a", &[("answers/A/score", "0")]);
        assert_eq!(outcome(&world).0, "IN_CORRECTION");
    }
}
