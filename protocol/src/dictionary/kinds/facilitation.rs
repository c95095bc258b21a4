//! Which facilitator looks after an organisation, from when to when. All of one facilitator's, across sites, are the
//! caseload.

use super::organisation::ORGANISATION;
use crate::dictionary::prelude::*;

/// See the module.
pub static FACILITATION: Kind =
    kind!(55, "facilitation", Site).under(Theme::Organisation).fields(&[
        one("facilitator", text(80)).required().fixed().personal().listed(),
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("employer", code(SERVICE)).fixed().dimension(),
        one("since", DATE).required().fixed().listed(),
        raise("ended", DATE).event(),
    ]);
