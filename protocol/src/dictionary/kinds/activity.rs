//! One thing to be done, by whom, until when, for how much. Source: domain.md §5.11.

use super::{action_plan::ACTION_PLAN, common::STRUCK, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static ACTIVITY: Kind = kind!(22, "activity", Site).under(Theme::Plans).fields(&[
    one("title", Type::Text { min: 3, max: 120 }).required().listed(),
    one("plan", to(&[&ACTION_PLAN])).required().fixed().listed(),
    one("responsible", to(&[&PERSON])).required().shown().personal(),
    one("start", DATE).shown(),
    one("deadline", DATE).required().shown().not_before("start").listed(),
    one("budget", MONEY).shown().measure(),
    one("indicator", text(120)),
    one("target", text(120)),
    one("done_on", DATE).since(2).event(),
    one("status", code(ACTIVITY_STATUS)).required().shown().dimension().listed(),
    keyed("budget_lines", text(60)).parts(&[
        one("quantity", int(1, 1_000_000)).shown().measure(),
        one("unit", text(20)),
        one("unit_price", MONEY).shown().measure(),
    ]),
    entries("notes").parts(&[
        one("event_date", DATE).required().event(),
        one("progress", POINTS).measure(),
        one("text", text(1_000)).required(),
        one("photo", PHOTO),
    ]),
    derived("late", BOOL).dimension(),
    // What the operations of the books say was spent on it, in the currency of the budget.
    derived("spent", MONEY).since(2).measure(),
    STRUCK,
]);
