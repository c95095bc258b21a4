//! A class of a programme: who enrolled, who came on which day, which level each had before and after. Source:
//! domain.md §5.17.

use super::{common::STRUCK, person::PERSON, programme::PROGRAMME};
use crate::dictionary::prelude::*;

/// See the module.
pub static LITERACY_CLASS: Kind =
    kind!(53, "literacy_class", Site).under(Theme::Training).fields(&[
        one("name", text(80)).required().listed(),
        one("programme", to(&[&PROGRAMME])).required().fixed().dimension().listed(),
        one("level", scale(LITERACY_LEVEL)).required().listed(),
        one("language", code(LANGUAGE)).dimension(),
        one("facilitator", text(80)).personal(),
        one("place", text(80)),
        one("women_only", BOOL).dimension(),
        one("capacity", int(1, 500)),
        one("start", DATE).required().shown(),
        keyed("enrolments", to(&[&PERSON])).personal().parts(&[
            one("enrolled", DATE).required().shown(),
            one("entry_level", scale(LITERACY_LEVEL)).required().shown().measure(),
            one("left", DATE).shown(),
            one("left_reason", code(DROP_OUT)).shown().dimension(),
        ]),
        keyed("days", DATE).personal().parts(&[set("present", to(&[&PERSON]))]),
        entries("level_tests").personal().parts(&[
            one("event_date", DATE).required().event(),
            one("person", to(&[&PERSON])).required(),
            one("reading", int(0, 4)).required().measure(),
            one("writing", int(0, 4)).required().measure(),
            one("numeracy", int(0, 4)).required().measure(),
            one("assessor", text(80)),
        ]),
        raise("ended", DATE).event(),
        derived("learners", int(0, 10_000)).since(2).measure(),
        derived("levels_gained", int(0, 10_000)).since(2).measure(),
        STRUCK,
    ]);
