//! What was seen at a site that could put people in danger if it were known. It lies in the reserved scope and reaches
//! only those whose task it is. Source: domain.md §5.2 and §5.22.

use super::mining_site::MINING_SITE;
use crate::dictionary::prelude::*;

/// See the module.
pub static SITE_OBSERVATION: Kind =
    kind!(35, "site_observation", Reserved).under(Theme::Sites).fields(&[
        one("site", to(&[&MINING_SITE])).required().fixed().sensitive().listed(),
        one("event_date", DATE).required().fixed().event().sensitive().listed(),
        one("armed_presence", code(ARMED)).required().fixed().sensitive().dimension(),
        one("minors_seen", int(0, 10_000)).required().fixed().sensitive().measure(),
        one("text", text(2_000)).fixed().sensitive(),
    ]);
