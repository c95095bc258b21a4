//! What members live on besides mining: explored, planned, funded, running. Source: domain.md §5.11.

use super::{
    business_plan::BUSINESS_PLAN, common::STRUCK, organisation::ORGANISATION, person::PERSON,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static LIVELIHOOD: Kind = kind!(23, "livelihood", Site).under(Theme::Plans).fields(&[
    one("title", text(120)).required().listed(),
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("kind", code(LIVELIHOOD_KIND)).required().shown().dimension().listed(),
    one("plan", to(&[&BUSINESS_PLAN])).shown(),
    one("start", DATE).shown(),
    set("participants", to(&[&PERSON])).personal(),
    one("state", code(LIVELIHOOD_STATE)).required().shown().dimension().listed(),
    one("jobs_women", int(0, 10_000)).measure(),
    one("jobs_men", int(0, 10_000)).measure(),
    entries("months").parts(&[
        one("month", MONTH).required().dimension(),
        one("revenue", MONEY).measure(),
        one("expenses", MONEY).measure(),
        one("text", text(300)),
    ]),
    // What others gave for it.
    derived("invested", MONEY).since(2).measure(),
    STRUCK,
]);
