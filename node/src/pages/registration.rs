//! Somebody is registered: once when they are written down here, and again in later campaigns (domain.md §5.3). Whoever
//! does not agree is written down and not registered: the page of the person and the organisation say so.

use automerge::ScalarValue;
use lisanga_index::Known;
use lisanga_pages::form::Change;
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::World as _;
use serde_json::{Map, Value as Json};

use super::sheet::{Rows, Sheet};
use super::steps::Steps;
use super::together::Among;
use super::{Answer, Fault, REGISTER, Visit, entry, unread};

/// The collection of registrations.
const FIELD: &str = "registrations";

/// One more registration of somebody.
const SHEET: Sheet = Sheet {
    kind: &PERSON,
    but: &[],
    title: |visit| visit.asked.words.say("register-again"),
    alike: None,
    forbids: None,
    adds: None,
    rows: Some(Rows { of: FIELD, begin: again, among: |_, known| Ok(Among::everybody(known)) }),
};

/// What the form of a new person says of the registration: it is a first one, and of today.
pub(super) fn begin(visit: &Visit<'_>, fields: &mut Fields) {
    proposes(visit, fields, "NEW");
}

fn proposes(visit: &Visit<'_>, fields: &mut Fields, kind: &str) {
    fields.add(format!("{FIELD}/+/event_date"), visit.pages.desk.store.seams().today().to_string());
    fields.add(format!("{FIELD}/+/kind"), kind);
}

/// What stands in an entry of a collection that a form adds to.
fn entries<'a>(changes: &'a [Change], of: &'a str) -> impl Iterator<Item = Map<String, Json>> + 'a {
    let below = move |path: &str| path.strip_prefix(of).is_some_and(|rest| rest.starts_with('/'));
    changes.iter().filter(move |(path, _)| below(path)).filter_map(|(_, value)| {
        let ScalarValue::Str(text) = value else { return None };
        serde_json::from_str(text).ok()
    })
}

/// Registers whoever is written down for the first time and agrees, as far as the form has not said how. Of somebody
/// who does not agree neither what the form proposed is kept, nor is there a number.
pub(super) fn first(visit: &Visit<'_>, changes: &mut Vec<Change>) {
    let given = |entry: Map<String, Json>| entry.get("given") == Some(&Json::Bool(true));
    let agreed = entries(changes, "consents").any(given);
    let entry = entries(changes, FIELD).next();
    if agreed && entry.is_none() {
        let today = visit.pages.desk.store.seams().today().to_string();
        let new = serde_json::json!({ "event_date": today, "kind": "NEW" });
        changes.push((format!("{FIELD}/{}", entry::new_entry(visit)), new.to_string().into()));
    } else if !agreed {
        let proposed = |name: &String| name == "event_date" || name == "kind";
        if entry.is_some_and(|entry| entry.keys().all(proposed)) {
            changes.retain(|(path, _)| !path.starts_with(FIELD));
        }
        if entries(changes, FIELD).next().is_none() {
            changes.push(("reg_no".to_owned(), ScalarValue::Null));
        }
    }
}

/// What the form of one more registration begins with.
fn again(visit: &Visit<'_>, known: &Known<'_>, fields: &mut Fields) -> Result<(), Fault> {
    let before = registered(visit, known, super::open_document(visit, &PERSON)?.0)?;
    proposes(visit, fields, if before { "RENEWAL" } else { "NEW" });
    Ok(())
}

/// Whether somebody was registered before.
fn registered(visit: &Visit<'_>, known: &Known<'_>, id: DocumentId) -> Result<bool, Fault> {
    let person = visit.world(known)?.record(id).map_err(unread)?;
    Ok(person.is_some_and(|person| !person.rows(FIELD).is_empty()))
}

pub(super) fn form(visit: &Visit<'_>) -> Answer {
    SHEET.edit(visit)
}

pub(super) fn save(visit: &Visit<'_>) -> Answer {
    SHEET.change(visit)
}

/// From the page of a person to one more registration.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    if id.kind() == PERSON.number && visit.may(REGISTER) {
        let before = registered(visit, known, id)?;
        let label = if before { "register-again" } else { "register-first" };
        let to = format!("/persons/{id}/registration");
        steps.links.push((to, visit.asked.words.say(label)));
    }
    Ok(())
}
