//! No. 25: whoever died does nothing afterwards, and whoever left an organisation does nothing in it. News of it comes
//! later than what was written meanwhile.

#![expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]

use std::collections::BTreeSet;

use super::{
    ReviewItem,
    found::{About, field, item, itself, the},
    money::ledgers,
    people::worked,
    taken_back::TakenBack,
};
use crate::{
    dictionary::kinds::{
        assembly::ASSEMBLY, ledger::LEDGER, literacy_class::LITERACY_CLASS, membership::MEMBERSHIP,
        person::PERSON, pit::PIT, roll_call::ROLL_CALL, savings_meeting::SAVINGS_MEETING,
        training_session::TRAINING_SESSION,
    },
    documents::{membership, training},
    ids::DocumentId,
    units::Date,
    world::{Cells, Record, Unreadable, World},
};

/// What whoever left an organisation does not pay in any more, nor gets as a member; what is owed to them they get.
const OF_MEMBERS: [&str; 5] = ["DUES", "ENTRY_FEE", "SHARE_SUB", "SHARE_PAY", "MEMBER_ADV"];

/// Everybody who did something, or to whom something was paid.
pub(super) fn of_the_gone(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&PERSON]);
    about.extend(field(record, &[&MEMBERSHIP], "person"));
    let (rows, column) = if *record.kind == TRAINING_SESSION || *record.kind == ASSEMBLY {
        (record.rows("attendance"), "key")
    } else if *record.kind == SAVINGS_MEETING {
        (record.rows("lines"), "key")
    } else if *record.kind == ROLL_CALL || *record.kind == LITERACY_CLASS {
        (record.rows("days__present"), "value")
    } else if *record.kind == LEDGER {
        (record.rows("entries__lines"), "party")
    } else {
        (&[][..], "")
    };
    about.extend(rows.iter().map(|row| row.text(column).to_owned()).filter(|id| !id.is_empty()));
    about.sort_unstable();
    about.dedup();
    Ok(about)
}

/// Something somebody did.
struct Did {
    day: Date,
    /// The document that says so.
    at: DocumentId,
    /// In which organisation.
    within: Option<DocumentId>,
    /// The operation, where it is one, and its type.
    operation: Option<(String, String)>,
}

/// What somebody did, by all documents; what was taken back is not among it.
fn done(world: &dyn World, person: DocumentId) -> Result<Vec<Did>, Unreadable> {
    let mut done = Vec::new();
    let mut add = |record: &Record, within: Option<DocumentId>, days: Vec<Date>| {
        let did = |day| Did { day, at: record.id, within, operation: None };
        done.extend(days.into_iter().map(did));
    };
    for session in world.referring(person, &TRAINING_SESSION)? {
        add(&session, None, training::days_of(&session, person).into_iter().collect());
    }
    for call in world.referring(person, &ROLL_CALL)? {
        let pit = world.follow(&call.own, "pit")?.filter(|pit| *pit.kind == PIT);
        let within = pit.and_then(|pit| pit.own.reference("organisation"));
        add(&call, within, worked(&call, person));
    }
    for meeting in world.referring(person, &SAVINGS_MEETING)? {
        let there = meeting.rows("lines").iter().any(|row| row.reference("key") == Some(person));
        let day = meeting.own.day("event_date").filter(|_| there);
        add(&meeting, None, day.into_iter().collect());
    }
    for assembly in world.referring(person, &ASSEMBLY)? {
        let there = assembly
            .rows("attendance")
            .iter()
            .any(|row| row.reference("key") == Some(person) && row.text("presence") != "EXCUSED");
        let day = assembly.own.day("held_date").filter(|_| there);
        add(&assembly, assembly.own.reference("organisation"), day.into_iter().collect());
    }
    for class in world.referring(person, &LITERACY_CLASS)? {
        let rows = class.rows("days__present").iter();
        let rows = rows.filter(|row| row.reference("value") == Some(person));
        add(&class, None, rows.filter_map(|row| row.day("key")).collect());
    }
    for ledger in world.referring(person, &LEDGER)? {
        done.extend(paid(world, &ledger, person)?);
    }
    done.sort_by_key(|did| (did.day, did.at));
    Ok(done)
}

/// The operations of a ledger that somebody was party to, and that still stand.
fn paid(world: &dyn World, ledger: &Record, person: DocumentId) -> Result<Vec<Did>, Unreadable> {
    let within = ledger.own.reference("organisation");
    let known = within.map_or(Ok(Vec::new()), |organisation| ledgers(world, organisation))?;
    let taken_back = TakenBack::of(&known);
    let of = |row: &&Cells| row.reference("party") == Some(person);
    let theirs: BTreeSet<&str> =
        ledger.rows("entries__lines").iter().filter(of).map(|row| row.text("id")).collect();
    let stands = |row: &&Cells| {
        theirs.contains(row.text("id")) && !row.has("reverses") && !taken_back.is(row.text("id"))
    };
    let did = |row: &Cells| {
        let operation = (row.text("id").to_owned(), row.text("type").to_owned());
        Some(Did { day: row.day("event_date")?, at: ledger.id, within, operation: Some(operation) })
    };
    Ok(ledger.rows("entries").iter().filter(stands).filter_map(did).collect())
}

/// What was done after a day, as facts: that day, the first day after it, how often; and the first payment among it,
/// which can be taken back.
fn facts(after: Date, done: &[&Did]) -> Option<Vec<String>> {
    // Whoever explained one has not explained the next.
    let mut facts = vec![after.to_string(), done.first()?.day.to_string(), done.len().to_string()];
    let payment = done.iter().find_map(|did| Some((did.at, did.operation.as_ref()?)));
    facts.extend(payment.map(|(ledger, (entry, _))| format!("{PAID}{ledger}/entries/{entry}")));
    Some(facts)
}

/// No. 25, where the same person is known at two sites and only the other one knows of the death: what was done at the one
/// afterwards.
pub fn after_death_elsewhere(
    world: &dyn World,
    here: &Record,
    there: &Record,
) -> Result<Option<ReviewItem>, Unreadable> {
    let died = there.own.day("deceased").filter(|_| !here.own.has("deceased"));
    let Some(died) = died else { return Ok(None) };
    let done = done(world, here.id)?;
    let late: Vec<&Did> = done.iter().filter(|did| did.day > died).collect();
    let found = facts(died, &late);
    Ok(found.map(|facts| item("after_death", vec![here.id, there.id], "", facts)))
}

/// What the fact begins with that names a payment to be taken back.
pub const PAID: &str = "/cash/";

pub(super) fn after_death(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let Some(person) = the(world, about, &PERSON)? else { return Ok(Vec::new()) };
    let memberships = world.referring(person.id, &MEMBERSHIP)?;
    let died = person.own.day("deceased");
    let leaves = memberships.iter().any(|known| membership::left(known).is_some());
    if died.is_none() && !leaves {
        return Ok(Vec::new());
    }
    let done = done(world, person.id)?;
    let mut items = Vec::new();
    if let Some(died) = died {
        let late: Vec<&Did> = done.iter().filter(|did| did.day > died).collect();
        let found = facts(died, &late);
        items.extend(found.map(|facts| item("after_death", vec![person.id], "", facts)));
    }
    for left in &memberships {
        let until = membership::left(left).filter(|until| left.own.day("admitted") < Some(*until));
        let organisation = left.own.reference("organisation");
        let (Some(until), Some(organisation)) = (until, organisation) else { continue };
        // Whoever was admitted again is a member again.
        let again = |day: Date| {
            memberships.iter().any(|other| {
                let same = other.own.reference("organisation") == Some(organisation);
                let open = membership::left(other).is_none_or(|left| left >= day);
                let since = other.own.day("admitted").is_some_and(|since| since <= day);
                other.id != left.id && same && since && open
            })
        };
        let late = |did: &&Did| {
            let as_member = |(_, r#type): &(String, String)| OF_MEMBERS.contains(&&**r#type);
            let counts = did.operation.as_ref().is_none_or(as_member);
            did.within == Some(organisation) && did.day > until && counts && !again(did.day)
        };
        let late: Vec<&Did> = done.iter().filter(late).collect();
        let found = facts(until, &late);
        let subjects = vec![person.id, left.id];
        items.extend(found.map(|facts| item("after_death", subjects, "exit", facts)));
    }
    Ok(items)
}
