//! Whether an improved practice is used where people dig: what a training changed. Source: domain.md §5.10.

use super::{mining_site::MINING_SITE, pit::PIT};
use crate::dictionary::prelude::*;

/// See the module.
pub static PRACTICE_OBSERVATION: Kind =
    kind!(19, "practice_observation", Site).under(Theme::Training).fields(&[
        one("place", to(&[&MINING_SITE, &PIT])).required().fixed().listed(),
        one("practice", code(PRACTICE)).required().fixed().dimension().listed(),
        one("level", int(0, 3)).required().fixed().measure().listed(),
        one("event_date", DATE).required().fixed().event().listed(),
        one("observer", text(80)).fixed().personal(),
    ]);
