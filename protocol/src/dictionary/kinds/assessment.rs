//! How a site or an organisation stands against a standard, criterion by criterion. Source: domain.md §5.15.

use super::{mining_site::MINING_SITE, organisation::ORGANISATION, standard::STANDARD};
use crate::dictionary::prelude::*;

/// See the module.
pub static ASSESSMENT: Kind = kind!(46, "assessment", Site).under(Theme::Sites).fields(&[
    one("standard", to(&[&STANDARD])).required().fixed().dimension().listed(),
    one("subject", to(&[&MINING_SITE, &ORGANISATION])).required().fixed().listed(),
    one("kind", code(ASSESSMENT_KIND)).required().fixed().dimension().listed(),
    one("start", DATE).required().fixed().event().listed(),
    set("assessors", text(80)).personal(),
    keyed("answers", text(20)).parts(&[
        one("score", int(0, 3)).shown().measure(),
        one("not_applicable", BOOL).shown(),
        one("comment", text(1_000)).shown(),
        one("evidence", DOCUMENT),
    ]),
    raise("finalised", DATE).event(),
    derived("result", code(ASSESSMENT_RESULT)).dimension().listed(),
    derived("score", POINTS).measure(),
    entries("locks")
        .since(2)
        .parts(&[one("event_date", DATE).required(), one("digest", text(32)).required()]),
    derived("lock", code(LOCK)).since(2),
]);
