//! What the country's procedure says about an application: who decides, when they have to have answered, what is
//! paid and how. What nobody of the country has confirmed is marked.

use lisanga_index::Known;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::lists::{AUTHORITY_LEVEL, SERVICE};
use lisanga_protocol::documents::recognition;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::Step;
use lisanga_protocol::world::World as _;

use super::steps::Steps;
use super::{Fault, Visit, unread};

/// What is to be known about an application until it is decided.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    if id.kind() != RECOGNITION_APPLICATION.number {
        return Ok(());
    }
    let world = visit.world(known)?;
    let Some(application) = world.record(id).map_err(unread)? else { return Ok(()) };
    let Some(step) = visit.pages.pack.step(application.own.text("step")) else { return Ok(()) };
    if recognition::decisions(&world, &application).map_err(unread)?.is_empty() {
        steps.notes.extend(terms(visit, step));
    }
    Ok(())
}

/// The terms of a step, each a sentence.
fn terms(visit: &Visit<'_>, step: &Step) -> Vec<String> {
    let words = visit.asked.words;
    let who = words.language.code(SERVICE, &step.authority).unwrap_or(&step.authority);
    let level = words.language.code(AUTHORITY_LEVEL, &step.level).unwrap_or(&step.level);
    let decides = words.fill("procedure-decides", &[("who", who), ("level", level)]);
    let unverified = step.is_unverified("authority") || step.is_unverified("level");
    let mut terms = vec![marked(visit, &decides, unverified)];
    if step.answer_days > 0 {
        let days = words.count("days", u64::from(step.answer_days));
        let answer = words.fill("procedure-answer", &[("days", &days)]);
        terms.push(marked(visit, &answer, step.is_unverified("answer_days")));
    }
    if let Some(text) = step.terms.get(words.language.code) {
        terms.push(marked(visit, text, step.is_unverified("terms")));
    }
    terms
}

/// A sentence of the country, with a mark if nobody of the country has confirmed it.
pub(super) fn marked(visit: &Visit<'_>, text: &str, unverified: bool) -> String {
    if unverified {
        return visit.asked.words.fill("country-unverified", &[("text", text)]);
    }
    text.to_owned()
}
