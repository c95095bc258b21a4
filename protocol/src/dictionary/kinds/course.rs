//! A course of the catalogue, of which trainings are held. Written by headquarters alone.

use crate::dictionary::prelude::*;

/// See the module.
pub static COURSE: Kind =
    kind!(5, "course", Nation).under(Theme::Training).written_by(Writer::Authority).fields(&[
        one("code", text(30)).required().public().listed(),
        one("family", code(TRAINING_FAMILY)).required().public().dimension().listed(),
        keyed("titles", code(LANGUAGE))
            .required()
            .public()
            .parts(&[one("title", text(120)).required().shown()]),
        one("version", int(1, 999)).required().public(),
        one("hours", int(1, 400)).public(),
        set("languages", code(LANGUAGE)).public(),
        one("pass_mark", POINTS).public(),
        // 0 stands for a certificate that does not expire.
        one("validity_months", int(0, 120)).public(),
        set("mandatory_for", code(LEARNER_GROUP)).public(),
        // What somebody should have learnt before.
        set("prerequisites", code(TRAINING_FAMILY)).since(2).public(),
        one("materials", text(1_000)).since(2).public(),
        one("test", text(4_000)).since(2).public(),
    ]);
