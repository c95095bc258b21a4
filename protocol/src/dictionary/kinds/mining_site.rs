//! A place where people dig: what it is called, where it lies, what it yields.

use super::geo_unit::GEO_UNIT;
use crate::dictionary::prelude::*;

/// See the module.
pub static MINING_SITE: Kind = kind!(2, "mining_site", Site).under(Theme::Sites).fields(&[
    // Provisional offline; the hub gives the definitive one.
    one("code", text(20)).shown().listed(),
    one("name", Type::Text { min: 2, max: 80 }).required().shown().listed(),
    set("aliases", text(80)),
    one("geo_unit", to(&[&GEO_UNIT])).required().shown().dimension().listed(),
    one("village", text(80)),
    one("position", POSITION).shown(),
    set("minerals", code(MINERAL)).required().dimension().listed(),
    one("deposit_type", code(DEPOSIT)).since(2).dimension(),
    set("methods", code(METHOD)).since(2).dimension(),
    one("tenure_kind", code(TENURE)).required().shown().dimension(),
    one("tenure_ref", text(80)),
    one("customary_owner", text(80)).personal(),
    set("access", code(ACCESS)).since(2),
    set("months_closed", code(YEAR_MONTH)).since(2),
    one("first_seen", DATE).fixed().past(),
    one("merged_into", to(&[&MINING_SITE])).shown(),
    // The same place, registered at another site, as the province found.
    set("same_as", to(&[&MINING_SITE])).since(2),
    derived("activity", code(SITE_ACTIVITY)).since(2).dimension().listed(),
    derived("last_visit", DATE).since(2),
    derived("workers", int(0, 40_000)).since(2).measure(),
    derived("visit_due", BOOL).since(2).dimension(),
    // The colour of the official qualification that holds.
    derived("validation", code(SITE_COLOUR)).since(2).dimension().listed(),
]);
