//! A training as it was held: which course, when, by whom, and who was there on which day.

use super::{
    course::COURSE, mining_site::MINING_SITE, organisation::ORGANISATION, person::PERSON,
    standard::STANDARD,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static TRAINING_SESSION: Kind =
    kind!(6, "training_session", Site).under(Theme::Training).fields(&[
        one("course", to(&[&COURSE])).required().fixed().dimension().listed(),
        one("mode", code(TRAINING_MODE)).required().fixed().dimension(),
        one("held_for", to(&[&ORGANISATION, &MINING_SITE])).required().shown(),
        one("start_date", DATE).required().shown().listed(),
        one("end_date", DATE).required().shown().not_before("start_date"),
        one("hours_delivered", int(1, 80)).required_to("hold").measure(),
        // Which standards were presented, side by side.
        set("standards", to(&[&STANDARD])).since(2).dimension(),
        one("place", text(80)),
        // Whoever trains is registered here or comes from elsewhere: one of the two is asked for.
        set("trainers", to(&[&PERSON])),
        set("external_trainers", text(80)).personal(),
        one("language", code(LANGUAGE)),
        one("funder", text(80)),
        one("planned_participants", int(1, 500)).measure(),
        keyed("attendance", to(&[&PERSON])).required_to("hold").personal().parts(&[
            set("days", DATE).required().event(),
            one("pre_score", int(0, 100)).shown().measure(),
            one("post_score", int(0, 100)).shown().measure(),
            one("signature", PHOTO),
        ]),
        // Visitors who are not registered; every device counts its own, the sum is right.
        sum("other_listeners").measure(),
        set("photos", PHOTO),
        raise("cancelled", DATE).event(),
        derived("state", code(SESSION_STATE)).dimension().listed(),
    ]);
