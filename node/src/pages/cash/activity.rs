//! What money that goes out was for: an activity of an action plan of the organisation, whose page says how much of its
//! budget was spent (domain.md §5.11).

use lisanga_index::{Known, Names as _};
use lisanga_pages::form::{Choice, Hand, Part, choose};
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kinds::activity::ACTIVITY;
use lisanga_protocol::documents::ledger::JournalEntry;
use lisanga_protocol::documents::plan;
use lisanga_protocol::ids::DocumentId;

use crate::pages::{Fault, Visit, address, unread};

/// The input.
const INPUT: &str = "activity";
/// The line that says it: where the money went, unless something else stands there.
const LINES: [usize; 2] = [1, 0];

/// Asks for the activity; none where an organisation has none.
pub(super) fn part(
    visit: &Visit<'_>,
    known: &Known<'_>,
    organisation: DocumentId,
    hand: &Hand<'_>,
) -> Result<Option<Part>, Fault> {
    let (words, world) = (visit.asked.words, visit.world(known)?);
    let activities = plan::activities(&world, organisation).map_err(unread)?;
    if activities.is_empty() {
        return Ok(None);
    }
    let given = hand.form.text(INPUT);
    let nothing =
        Choice { value: String::new(), label: words.say("cash-nobody"), chosen: given.is_empty() };
    let choice = |id: DocumentId| {
        let value = id.to_string();
        Choice { chosen: value == given, label: known.name(id).unwrap_or_default(), value }
    };
    let choices = activities.iter().map(|activity| choice(activity.id));
    let choices: Vec<Choice> = std::iter::once(nothing).chain(choices).collect();
    let part = choose(INPUT, words.say("cash-activity"), choices, &hand.faults);
    Ok(Some(Part { help: Some(words.say("cash-activity-why")), ..part }))
}

/// Writes into an operation what it was for, if the organisation has such an activity.
pub(super) fn note(
    visit: &Visit<'_>,
    known: &Known<'_>,
    organisation: DocumentId,
    form: &Fields,
    entry: &mut JournalEntry,
) -> Result<(), Fault> {
    let Some(wanted) = DocumentId::from_hex(form.text(INPUT)) else { return Ok(()) };
    let activities = plan::activities(&visit.world(known)?, organisation).map_err(unread)?;
    let is = activities.iter().any(|activity| activity.id == wanted);
    let free = LINES.into_iter().find(|at| entry.lines.get(*at).is_some_and(|l| l.tag.is_none()));
    if let Some(line) = free.filter(|_| is).and_then(|at| entry.lines.get_mut(at)) {
        line.tag = Some(wanted.to_string());
    }
    Ok(())
}

/// The activity that an operation was for: where it stands, and its name.
pub(super) fn of(known: &Known<'_>, entry: &JournalEntry) -> Option<(String, String)> {
    let mut tags = entry.lines.iter().filter_map(|line| DocumentId::from_hex(line.tag.as_deref()?));
    let of = tags.find(|id| id.kind() == ACTIVITY.number)?;
    Some((address(of), known.name(of)?))
}
