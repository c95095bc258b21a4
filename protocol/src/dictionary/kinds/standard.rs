//! A standard as data: its principles, their provisions and the criteria of these. Source: domain.md §5.15.

use crate::dictionary::prelude::*;

/// See the module.
pub static STANDARD: Kind =
    kind!(45, "standard", Nation).under(Theme::Sites).written_by(Writer::Authority).fields(&[
        one("code", text(30)).required().public().listed(),
        one("version", int(1, 999)).required().public().listed(),
        keyed("titles", code(LANGUAGE))
            .required()
            .public()
            .parts(&[one("title", text(120)).required().shown()]),
        keyed("principles", text(20)).public().since(2).parts(&[
            one("text_fr", text(200)),
            one("text_en", text(200)),
            one("placeholder", BOOL),
        ]),
        keyed("provisions", text(20)).public().since(2).parts(&[
            one("principle", text(20)).required(),
            one("text_fr", text(1_000)),
            one("text_en", text(1_000)),
        ]),
        keyed("criteria", text(20)).public().parts(&[
            one("principle", text(20)).required().dimension(),
            one("provision", text(20)).since(2),
            one("kind", code(CRITERION)).required().dimension(),
            one("weight", int(1, 100)).required(),
            one("due_months", int(0, 60)),
            // Without one, points from 0 to 3.
            one("scale", code(CRITERION_SCALE)).since(2),
            one("text_fr", text(1_000)),
            one("text_en", text(1_000)),
            one("placeholder", BOOL),
            // What an assessor accepts as proof, one on each line, and how to look at it.
            one("evidence_fr", text(2_000)).since(2),
            one("evidence_en", text(2_000)).since(2),
            one("guidance_fr", text(2_000)).since(2),
            one("guidance_en", text(2_000)).since(2),
        ]),
        one("pass_mark", POINTS).public(),
    ]);
