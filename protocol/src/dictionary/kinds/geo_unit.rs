//! An administrative area: country, province, territory. Written by headquarters alone.

use crate::dictionary::prelude::*;

/// See the module.
pub static GEO_UNIT: Kind =
    kind!(1, "geo_unit", Nation).under(Theme::Sites).written_by(Writer::Authority).fields(&[
        one("code", text(20)).required().public().listed(),
        one("country", code(COUNTRY)).required().public().dimension(),
        // The names of the levels stand in the country pack.
        one("level", int(0, 9)).required().public().dimension().listed(),
        keyed("names", code(LANGUAGE))
            .required()
            .public()
            .parts(&[one("name", text(80)).required().shown()]),
        set("aliases", text(80)).public(),
        one("parent", to(&[&GEO_UNIT])).public(),
        one("valid_from", DATE).public(),
        one("valid_to", DATE).public().not_before("valid_from"),
        one("centroid", POSITION).public(),
        one("public_label", text(80)).public(),
        // Of a country: whatever is written there is made up, to show or to learn (domain.md §13).
        one("demo", BOOL).since(2).public(),
    ]);
