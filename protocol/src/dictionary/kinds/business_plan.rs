//! A plan of an organisation, section by section; different sections written apart both stay. Source: domain.md §5.11.

use super::{assembly::ASSEMBLY, common::STRUCK, organisation::ORGANISATION};
use crate::dictionary::prelude::*;

/// See the module.
pub static BUSINESS_PLAN: Kind = kind!(20, "business_plan", Site).under(Theme::Plans).fields(&[
    one("title", Type::Text { min: 5, max: 120 }).required().listed(),
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("kind", code(PLAN_KIND)).required().fixed().dimension().listed(),
    one("version", int(1, 99)).required().fixed(),
    keyed("sections", code(PLAN_SECTION)).parts(&[one("text", text(6_000)).required().shown()]),
    keyed("projections", int(2000, 2100)).parts(&[
        one("income", MONEY).shown().measure(),
        one("costs", MONEY).shown().measure(),
        one("investment", MONEY).shown().measure(),
    ]),
    one("coach", text(80)).personal(),
    entries("reviews").parts(&[
        one("event_date", DATE).required().event(),
        one("reviewer", text(80)).required(),
        one("opinion", code(OPINION)).required().dimension(),
        one("text", text(1_000)),
    ]),
    one("approved_by", to(&[&ASSEMBLY])).shown(),
    raise("started", DATE).event(),
    raise("closed", DATE).event(),
    derived("state", code(PLAN_STATE)).dimension().listed(),
    entries("locks")
        .since(2)
        .parts(&[one("event_date", DATE).required(), one("digest", text(32)).required()]),
    derived("lock", code(LOCK)).since(2),
    STRUCK,
]);
