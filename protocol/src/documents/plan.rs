//! Plans: where they stand, and which activities are late. Source: domain.md §5.11.

use super::assembly;
use crate::{
    dictionary::{kinds::action_plan::ACTION_PLAN, lists::PLAN_SECTION},
    units::Date,
    world::{Record, Unreadable, World},
};

/// Where a business plan stands: a code of the list `PLAN_STATE`.
pub fn state(world: &dyn World, plan: &Record) -> Result<&'static str, Unreadable> {
    let own = &plan.own;
    let approved = match own.reference("approved_by") {
        Some(by) => assembly::decided(world, by, "BUSINESS_PLAN", Some(plan.id))?,
        None => false,
    };
    Ok(if own.has("closed") {
        "CLOSED"
    } else if approved
        && (own.has("started") || !world.referring(plan.id, &ACTION_PLAN)?.is_empty())
    {
        "IN_EXECUTION"
    } else if approved {
        "APPROVED"
    } else if plan.rows("reviews").is_empty() {
        "DRAFT"
    } else {
        "REVIEW"
    })
}

/// Sections of a plan in which nothing stands: all have to be written before an assembly approves it.
#[must_use]
pub fn empty_sections(plan: &Record) -> Vec<&'static str> {
    let written = |section: &&str| {
        let mut rows = plan.rows("sections").iter();
        rows.any(|row| row.text("key") == *section && row.has("text"))
    };
    PLAN_SECTION.codes.iter().copied().filter(|section| !written(section)).collect()
}

/// Whether an activity should have been done by now.
#[must_use]
pub fn is_late(activity: &Record, day: Date) -> bool {
    let open = !matches!(activity.own.text("status"), "DONE" | "CANCELLED");
    open && activity.own.day("deadline").is_some_and(|deadline| deadline < day)
}
