//! A site that may take part in a standard: how it was screened, and how far it has come. Site and standard name the
//! document. Source: domain.md §5.15 and §6.5.

use super::{common::STRUCK, mining_site::MINING_SITE, standard::STANDARD};
use crate::dictionary::prelude::*;

/// See the module.
pub static SITE_CANDIDACY: Kind = kind!(48, "site_candidacy", Site)
    .under(Theme::Sites)
    .named_by(&["site", "standard"])
    .fields(&[
        one("site", to(&[&MINING_SITE])).required().fixed().listed(),
        one("standard", to(&[&STANDARD])).required().fixed().dimension().listed(),
        keyed("prescreen", code(PRESCREEN)).parts(&[
            one("answer", code(ANSWER)).required().shown().dimension(),
            one("evidence", text(300)),
        ]),
        entries("events").parts(&[
            one("event_date", DATE).required().event(),
            one("event", code(CANDIDACY_EVENT)).required().dimension(),
            one("valid_to", DATE),
            one("text", text(500)),
        ]),
        derived("state", code(CANDIDACY_STATE)).dimension().listed(),
        derived("score", int(0, 100)).measure(),
        STRUCK,
    ]);
