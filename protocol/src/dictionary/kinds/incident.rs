//! An accident at work. Recording it takes two minutes and needs no network. Source: domain.md §5.16.

use super::{mining_site::MINING_SITE, pit::PIT};
use crate::dictionary::prelude::*;

/// See the module.
pub static INCIDENT: Kind = kind!(50, "incident", Site).under(Theme::Cases).fields(&[
    one("kind", code(INCIDENT_KIND)).required().fixed().dimension().listed(),
    one("event_date", DATE).required().fixed().event().listed(),
    one("place", to(&[&MINING_SITE, &PIT])).required().fixed().listed(),
    one("deaths_women", int(0, 1_000)).required().fixed().measure(),
    one("deaths_men", int(0, 1_000)).required().fixed().measure(),
    one("injured_women", int(0, 1_000)).required().fixed().measure(),
    one("injured_men", int(0, 1_000)).required().fixed().measure(),
    one("cause", text(500)),
    one("first_aid", BOOL),
    one("pit_closed", BOOL),
    one("declared_to", code(SERVICE)),
    one("declared_on", DATE).event(),
    one("follow_up", text(1_000)),
]);
