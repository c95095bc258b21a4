//! A business plan is approved once it is written: its sections, and what it projects (domain.md §5.11). What is missing
//! is said where somebody notes the approval; what two devices did apart is only doubted.

use automerge::ScalarValue;
use lisanga_index::Known;
use lisanga_pages::form::Change;
use lisanga_protocol::dictionary::lists::PLAN_SECTION;
use lisanga_protocol::documents::plan::NEEDED;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::World as _;

use super::{Fault, Visit, unread};

/// Why a plan is not approved yet: what it still lacks.
pub(super) fn unwritten(
    visit: &Visit<'_>,
    known: &Known<'_>,
    changes: &[Change],
) -> Result<Option<(&'static str, String)>, Fault> {
    let says = |path: &str| changes.iter().find(|(at, _)| at == path).map(|(_, value)| value);
    if says("approved_by").is_none_or(|by| *by == ScalarValue::Null) {
        return Ok(None);
    }
    let plan = match DocumentId::from_hex(visit.asked.capture("id")) {
        Some(id) => visit.world(known)?.record(id).map_err(unread)?,
        None => None,
    };
    // What stands there, unless this form changes it.
    let filled = |rows: &str, key: &str, part: &str| {
        let held = plan.as_ref().is_some_and(|plan| {
            plan.rows(rows).iter().any(|row| row.text("key") == key && row.has(part))
        });
        let now = says(&format!("{rows}/{key}/{part}"));
        now.map_or(held, |value| *value != ScalarValue::Null)
    };
    let words = visit.asked.words;
    let empty = NEEDED.iter().filter(|section| !filled("sections", section, "text"));
    let mut missing: Vec<String> = empty
        .map(|section| words.language.code(PLAN_SECTION, section).unwrap_or(section).to_owned())
        .collect();
    let mut years: Vec<String> = changes
        .iter()
        .filter_map(|(path, _)| Some(path.strip_prefix("projections/")?.split_once('/')?.0.into()))
        .collect();
    let held = plan.iter().flat_map(|plan| plan.rows("projections"));
    years.extend(held.map(|row| row.text("key").to_owned()));
    let projected =
        |year: &String| ["income", "costs"].iter().any(|part| filled("projections", year, part));
    if !years.iter().any(projected) {
        missing.push(words.label("business-plan-projections").to_owned());
    }
    let lacks = (!missing.is_empty())
        .then(|| words.fill("plan-unwritten", &[("what", &missing.join(" · "))]));
    Ok(lacks.map(|sentence| ("approved_by", sentence)))
}
