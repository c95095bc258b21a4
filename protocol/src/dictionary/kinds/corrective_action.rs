//! What has to be mended after an assessment, an accident or a visit, by whom and until when. Source: domain.md §5.15
//! and T28.

use super::{assessment::ASSESSMENT, incident::INCIDENT, person::PERSON, site_visit::SITE_VISIT};
use crate::dictionary::prelude::*;

/// See the module.
pub static CORRECTIVE_ACTION: Kind =
    kind!(47, "corrective_action", Site).under(Theme::Sites).fields(&[
        one("title", text(200)).required().listed(),
        one("assessment", to(&[&ASSESSMENT])).fixed().begins().listed(),
        one("criterion", text(20)).fixed().listed(),
        // An accident or a visit, where no assessment asked for it.
        one("follows", to(&[&INCIDENT, &SITE_VISIT])).since(2).fixed().begins().listed(),
        one("responsible", to(&[&PERSON])).shown().personal(),
        one("deadline", DATE).required().shown().listed(),
        one("evidence", text(500)),
        raise("closed", DATE).event(),
        one("closed_by", text(80)).personal(),
    ]);
