//! What an organisation does about a plan; its activities are documents of their own. Source: domain.md §5.11.

use super::{assembly::ASSEMBLY, business_plan::BUSINESS_PLAN, organisation::ORGANISATION};
use crate::dictionary::prelude::*;

/// See the module.
pub static ACTION_PLAN: Kind = kind!(21, "action_plan", Site).under(Theme::Plans).fields(&[
    one("title", Type::Text { min: 5, max: 120 }).required().listed(),
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("plan", to(&[&BUSINESS_PLAN])),
    one("start", DATE).required().shown().listed(),
    one("end", DATE).required().shown().not_before("start").listed(),
    one("approved_by", to(&[&ASSEMBLY])).shown(),
]);
