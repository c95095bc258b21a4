//! A sharing is approved by an act of two persons in two offices, each signed in and neither of them whoever computed
//! it, or by a valid assembly (domain.md §4 and §5.12).

use lisanga_index::{Known, Names as _};
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::lists::APPROVAL_ROLE;
use lisanga_protocol::documents::sharing::{self, Approval};
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::{open, with_world};
use crate::pages::home::Due;
use crate::pages::steps::{Act, Steps};
use crate::pages::{APPROVERS, Answer, Fault, Visit, address, cash, entry, unread};

/// The name of whoever is signed in, as long as it may be.
pub(in crate::pages) fn signed_as(visit: &Visit<'_>) -> Result<String, Fault> {
    const LONGEST: usize = 120;
    Ok(visit.user()?.name.chars().take(LONGEST).collect())
}

/// Why whoever looks cannot approve a sharing: the end of an address that says so. None if they can.
fn hindrance(visit: &Visit<'_>, state: &str, approval: &Approval) -> Option<&'static str> {
    let name = signed_as(visit).ok();
    let by = |who: &String| Some(who) == name.as_ref();
    let Some(office) = cash::office(visit).filter(|_| state == "SIMULATED") else {
        return Some("elsewhere");
    };
    if approval.assembly_alone {
        Some("assembly-alone")
    } else if approval.maker.as_ref().is_none_or(by) {
        // Of whom nobody knows whether it is somebody else, it is not.
        Some("approve-computed")
    } else if approval.offices.iter().any(|(known, who)| known == office.as_str() || by(who)) {
        Some("approve-again")
    } else {
        None
    }
}

fn approval(world: &dyn World, record: &Record) -> Result<(&'static str, Approval), Fault> {
    let state = sharing::state(world, record).map_err(unread)?;
    Ok((state, sharing::approval(world, record).map_err(unread)?))
}

/// Approves a sharing that somebody else computed.
pub(in crate::pages) fn approve(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let (id, hindrance) = with_world(visit, |_, world| {
        let record = open(visit, world)?;
        let (state, approval) = approval(world, &record)?;
        Ok((record.id, hindrance(visit, state, &approval)))
    })?;
    let to = address(id);
    let (None, Some(office)) = (hindrance, cash::office(visit)) else {
        let why = hindrance.unwrap_or("elsewhere");
        return Ok(Reply::see_other(&format!("{to}?done={why}")));
    };
    let today = visit.pages.desk.store.seams().today().to_string();
    let said = [("user", signed_as(visit)?), ("approved", today)];
    visit.submit(&key, move |author| {
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            said.into_iter().try_for_each(|(part, value)| {
                edit.put(automerge::ROOT, format!("approved_in/{office}/{part}"), value)
                    .map_err(|_| StoreError::Invalid("an approval"))
            })
        })?;
        Ok(format!("{to}?done=saved"))
    })
}

/// What is said of the approval on the page of a sharing, and the button that gives it.
pub(super) fn steps(
    visit: &Visit<'_>,
    world: &dyn World,
    record: &Record,
    steps: &mut Steps,
) -> Result<(), Fault> {
    let words = visit.asked.words;
    let (state, approval) = approval(world, record)?;
    let said = |(office, who): &(String, String)| {
        let office = words.language.code(APPROVAL_ROLE, office).unwrap_or(office);
        format!("{who} ({office})")
    };
    let given: Vec<String> = approval.offices.iter().map(said).collect();
    if !given.is_empty() {
        steps.notes.push(words.fill("cash-approved", &[("offices", &given.join(" · "))]));
    }
    if state != "SIMULATED" {
        return Ok(());
    }
    if record.own.has("approved_by") && !approval.decided {
        steps.notes.push(words.say("sharing-not-decided"));
    }
    if approval.assembly_alone {
        steps.notes.push(words.say("sharing-assembly-alone"));
        return Ok(());
    }
    steps.notes.push(words.say("sharing-two-approve"));
    match hindrance(visit, state, &approval) {
        None if visit.may(APPROVERS) => steps.acts.push(Act {
            to: format!("/sharing/{}/approve", record.id),
            key: entry::new_key(visit),
            label: words.say("cash-approve"),
            ..Act::default()
        }),
        Some("approve-computed") => steps.notes.push(words.say("done-approve-computed")),
        Some("approve-again") => steps.notes.push(words.say("done-approve-again")),
        Some(_) | None => {}
    }
    Ok(())
}

/// Sharings that wait for the approval of whoever looks.
pub(in crate::pages) fn waiting(visit: &Visit<'_>, known: &Known<'_>) -> Result<Vec<Due>, Fault> {
    let (words, world) = (visit.asked.words, visit.world(known)?);
    let mut due = Vec::new();
    for record in world.all(&DISTRIBUTION).map_err(unread)? {
        let (state, approval) = approval(&world, &record)?;
        if hindrance(visit, state, &approval).is_none() {
            let name = known.name(record.id).unwrap_or_default();
            due.push(Due {
                to: address(record.id),
                icon: "check",
                what: words.fill("due-approve", &[("book", &name)]),
                more: words.say("due-approve-sharing"),
                late: false,
            });
        }
    }
    Ok(due)
}
