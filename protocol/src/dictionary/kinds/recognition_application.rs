//! What a site prepares and hands in to be registered, approved or recognised, for one step of the country's procedure.
//! The authority decides in a document of its own. Source: domain.md §5.8 and §6.2.

use super::{common::STRUCK, organisation::ORGANISATION};
use crate::dictionary::prelude::*;

/// See the module.
pub static RECOGNITION_APPLICATION: Kind =
    kind!(15, "recognition_application", Site).under(Theme::Recognition).fields(&[
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("step", code(PROCEDURE_STEP)).required().fixed().dimension().listed(),
        one("kind", code(APPLICATION_KIND)).required().fixed().dimension(),
        one("previous", to(&[&RECOGNITION_APPLICATION])).fixed(),
        one("authority", code(SERVICE)),
        one("authority_name", text(120)),
        keyed("checklist", code(DOSSIER_ITEM)).parts(&[
            one("state", code(DOSSIER_STATE)).required().shown().dimension(),
            one("obtained", DATE),
            one("note", text(200)),
            one("file", DOCUMENT),
        ]),
        entries("fees").parts(&[
            one("event_date", DATE).required().event(),
            one("amount", MONEY).required().measure(),
            one("receipt_no", text(40)),
            one("official", BOOL).required().dimension(),
            one("text", text(200)),
        ]),
        one("submitted_on", DATE).shown().event().listed(),
        one("receipt_no", text(40)).shown(),
        entries("exchanges").parts(&[
            one("event_date", DATE).required().event(),
            one("kind", code(EXCHANGE)).required(),
            one("text", text(1_000)),
        ]),
        entries("reported_decisions").parts(&[
            one("event_date", DATE).required().event(),
            one("outcome", code(DECISION)).required().dimension(),
            one("act_no", text(60)),
            one("valid_to", DATE),
            one("scan", DOCUMENT),
        ]),
        derived("state", code(APPLICATION_STATE)).dimension().listed(),
        derived("deadline", DATE),
        STRUCK,
    ]);
