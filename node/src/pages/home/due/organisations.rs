//! Mandates that end, accounts to lay before an assembly, statutes to file, reports to hand in, authorities that do not
//! answer, recognitions and sales agreements that end, what was agreed with a facilitator.

use lisanga_protocol::dictionary::kinds::coaching_visit::COACHING_VISIT;
use lisanga_protocol::dictionary::kinds::governance_document::GOVERNANCE_DOCUMENT;
use lisanga_protocol::dictionary::kinds::mandate::MANDATE;
use lisanga_protocol::dictionary::kinds::official_document::OFFICIAL_DOCUMENT;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::kinds::sales_agreement::SALES_AGREEMENT;
use lisanga_protocol::documents::{due as dates, formalisation, mandate, report};
use lisanga_protocol::world::World as _;

use super::{AHEAD, Due, LONG_AHEAD, Look};
use crate::pages::{Fault, reports, unread};

/// So many days before its day a step that was agreed with a facilitator is told of.
const SOON: i32 = 30;

pub(super) fn due(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    let (words, world, today) = (look.visit.asked.words, look.world, look.today);
    let mut due = Vec::new();
    if look.reads(&MANDATE) {
        for record in world.all(&MANDATE).map_err(unread)? {
            let end = mandate::end_planned(&record).filter(|_| !record.own.has("ended"));
            if let Some(end) = end.filter(|end| today.days_until(*end) <= LONG_AHEAD) {
                let what = words.fill("due-mandate", &[("name", &look.name(record.id))]);
                let told = look.until(record.id, "users", what, end);
                due.push(Due { late: end <= today, ..told });
            }
        }
    }
    if look.reads(&ORGANISATION) {
        for record in world.all(&ORGANISATION).map_err(unread)? {
            let until = dates::accounts(world, &record, today).map_err(unread)?;
            if let Some(until) = until.filter(|until| today.days_until(*until) <= LONG_AHEAD) {
                let what = words.fill("due-accounts", &[("name", &look.name(record.id))]);
                due.push(look.until(record.id, "users", what, until));
            }
            if !look.reads(&OFFICIAL_DOCUMENT) {
                continue;
            }
            for owed in report::owed(world, &record, today).map_err(unread)? {
                let report = reports::title(look.visit, &owed);
                let name = look.name(record.id);
                let what = words.fill("due-report", &[("report", &report), ("name", &name)]);
                due.push(look.until(record.id, "file-text", what, owed.until));
            }
        }
    }
    if look.reads(&RECOGNITION_APPLICATION) {
        for record in world.all(&RECOGNITION_APPLICATION).map_err(unread)? {
            let name = look.name(record.id);
            if let Some(until) = dates::silence(world, &record, today).map_err(unread)? {
                let what = words.fill("due-silence", &[("name", &name)]);
                due.push(look.until(record.id, "file-text", what, until));
            }
            if let Some(until) = dates::renewal(world, &record, today).map_err(unread)? {
                let what = words.fill("due-recognition", &[("name", &name)]);
                due.push(look.until(record.id, "file-text", what, until));
            }
        }
    }
    if look.reads(&GOVERNANCE_DOCUMENT) {
        for record in world.all(&GOVERNANCE_DOCUMENT).map_err(unread)? {
            if let Some(until) = formalisation::to_file(world, &record).map_err(unread)? {
                let what = words.fill("due-filing", &[("name", &look.name(record.id))]);
                due.push(look.until(record.id, "file-text", what, until));
            }
        }
    }
    if look.reads(&SALES_AGREEMENT) {
        for record in world.all(&SALES_AGREEMENT).map_err(unread)? {
            if let Some(to) = dates::agreement(&record, today, AHEAD) {
                let what = words.fill("due-agreement", &[("name", &look.name(record.id))]);
                due.push(look.until(record.id, "file-text", what, to));
            }
        }
    }
    due.extend(agreed(look)?);
    Ok(due)
}

/// What was agreed with a facilitator and is not done yet.
fn agreed(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    let (words, world, today) = (look.visit.asked.words, look.world, look.today);
    let mut due = Vec::new();
    if look.reads(&COACHING_VISIT) {
        for record in world.all(&COACHING_VISIT).map_err(unread)? {
            for step in record.rows("next_steps").iter().filter(|step| !step.has("done")) {
                let Some(until) = step.day("until") else { continue };
                if today.days_until(until) <= SOON {
                    let what = words.fill("due-agreed", &[("what", step.text("what"))]);
                    due.push(look.until(record.id, "list-checks", what, until));
                }
            }
        }
    }
    Ok(due)
}
