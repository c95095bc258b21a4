//! A standard as data: its principles and criteria. Source: domain.md §5.15.

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
        keyed("criteria", text(20)).public().parts(&[
            one("principle", text(20)).required().dimension(),
            one("kind", code(CRITERION)).required().dimension(),
            one("weight", int(1, 100)).required(),
            one("due_months", int(0, 60)),
            one("text_fr", text(1_000)),
            one("text_en", text(1_000)),
            one("placeholder", BOOL),
        ]),
        one("pass_mark", POINTS).public(),
    ]);
