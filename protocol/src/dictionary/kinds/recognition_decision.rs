//! What an authority decided about an application: granted, rejected, to be completed. It is written through the hub
//! and read-only on nodes; the stage of an organisation follows from it. Source: domain.md §5.8.

use super::{organisation::ORGANISATION, recognition_application::RECOGNITION_APPLICATION};
use crate::dictionary::prelude::*;

/// See the module.
pub static RECOGNITION_DECISION: Kind = kind!(16, "recognition_decision", Site)
    .under(Theme::Recognition)
    .written_by(Writer::Authority)
    .fields(&[
        one("application", to(&[&RECOGNITION_APPLICATION])).required().fixed(),
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("step", code(PROCEDURE_STEP)).required().fixed().dimension().listed(),
        one("outcome", code(DECISION)).required().fixed().dimension().listed(),
        one("act_no", text(60)).fixed().listed(),
        one("event_date", DATE).required().fixed().event().listed(),
        one("valid_from", DATE).fixed(),
        one("valid_to", DATE).fixed().not_before("valid_from"),
        one("level", code(AUTHORITY_LEVEL)).fixed().dimension(),
        one("reasons", text(2_000)).fixed(),
        one("scan", DOCUMENT).fixed(),
    ]);
