//! A visit of the programme's facilitator to an organisation: what was seen, and what was agreed to be done next.

use super::organisation::ORGANISATION;
use crate::dictionary::prelude::*;

/// See the module.
pub static COACHING_VISIT: Kind =
    kind!(54, "coaching_visit", Site).under(Theme::Organisation).fields(&[
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("event_date", DATE).required().fixed().event().listed(),
        one("facilitator", text(80)).required().fixed().personal().listed(),
        set("topics", code(COACHING_TOPIC)).dimension(),
        one("observations", text(4_000)),
        keyed("next_steps", int(1, 99)).parts(&[
            one("what", text(300)).required().shown(),
            one("who", text(80)).shown(),
            one("until", DATE).shown(),
            one("done", DATE).shown(),
        ]),
        one("report", text(4_000)),
        raise("reported", DATE).event(),
    ]);
