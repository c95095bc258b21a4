//! What has to be mended after an assessment, by whom and until when. Source: domain.md §5.15.

use super::{assessment::ASSESSMENT, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static CORRECTIVE_ACTION: Kind =
    kind!(47, "corrective_action", Site).under(Theme::Sites).fields(&[
        one("title", text(200)).required().listed(),
        one("assessment", to(&[&ASSESSMENT])).required().fixed().listed(),
        one("criterion", text(20)).required().fixed().listed(),
        one("responsible", to(&[&PERSON])).shown().personal(),
        one("deadline", DATE).required().shown().listed(),
        one("evidence", text(500)),
        raise("closed", DATE).event(),
        one("closed_by", text(80)).personal(),
    ]);
