//! A pit of a mining site: who leads it, who pays for it, how deep it is. Source: domain.md §5.2.

use super::{buyer::BUYER, mining_site::MINING_SITE, organisation::ORGANISATION, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static PIT: Kind = kind!(33, "pit", Site).under(Theme::Sites).fields(&[
    one("code", text(20)).required().shown().listed(),
    one("site", to(&[&MINING_SITE])).required().fixed().listed(),
    one("name", text(80)).listed(),
    one("boss", to(&[&PERSON])).shown().personal(),
    one("organisation", to(&[&ORGANISATION])).shown().dimension(),
    one("financier", to(&[&BUYER])).shown(),
    one("status", code(PIT_STATUS)).required().shown().dimension().listed(),
    one("opened", DATE).fixed().past(),
    one("depth_m", int(0, 100)).measure(),
    one("timbered", BOOL),
    // Whoever was ticked in the last month in which the roll was called.
    derived("team", int(0, 10_000)).since(2).measure(),
]);
