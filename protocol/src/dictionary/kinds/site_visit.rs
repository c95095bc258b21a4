//! What a service saw on a mining site, as far as everybody there may know it. Source: domain.md §5.2.

use super::mining_site::MINING_SITE;
use crate::dictionary::prelude::*;

/// See the module.
pub static SITE_VISIT: Kind = kind!(34, "site_visit", Site).under(Theme::Sites).fields(&[
    one("site", to(&[&MINING_SITE])).required().fixed().listed(),
    one("event_date", DATE).required().fixed().event().listed(),
    one("visitor_org", code(SERVICE)).required().fixed().dimension().listed(),
    one("visitors", text(120)).fixed().personal(),
    one("activity", code(SITE_ACTIVITY)).required().fixed().dimension().listed(),
    one("workers_men", int(0, 20_000)).required().fixed().measure(),
    one("workers_women", int(0, 20_000)).required().fixed().measure(),
    one("pits_active", int(0, 5_000)).fixed().measure(),
    one("ppe_level", int(0, 3)).fixed().measure(),
    one("mercury_used", BOOL).fixed().dimension(),
    one("roadblocks", int(0, 100)).fixed().measure(),
    set("services_present", code(SERVICE)),
    one("depth_max_m", int(0, 300)).fixed().measure(),
    set("photos", PHOTO),
]);
