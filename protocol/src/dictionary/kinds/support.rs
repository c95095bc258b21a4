//! What others gave or lent an organisation, or were asked for: it is received once there is a day on which it came.
//! Source: domain.md §5.11.

use super::{
    action_plan::ACTION_PLAN, asset::ASSET, business_plan::BUSINESS_PLAN, livelihood::LIVELIHOOD,
    organisation::ORGANISATION,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static SUPPORT: Kind = kind!(26, "support", Site).under(Theme::Plans).fields(&[
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("source", code(SUPPORT_SOURCE)).required().fixed().dimension().listed(),
    one("source_name", text(120)).fixed().listed(),
    one("kind", code(SUPPORT_KIND)).required().fixed().dimension().listed(),
    one("value", MONEY).fixed().measure().listed(),
    one("estimated", BOOL).fixed(),
    one("event_date", DATE).fixed().event().listed(),
    one("asked_on", DATE).fixed().event(),
    one("linked_to", to(&[&BUSINESS_PLAN, &ACTION_PLAN, &ASSET, &LIVELIHOOD])),
    one("use_made", text(500)).listed(),
    one("document", DOCUMENT).since(2),
    derived("state", code(SUPPORT_STATE)).since(2).dimension().listed(),
]);
