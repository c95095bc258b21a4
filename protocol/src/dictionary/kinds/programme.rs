//! A programme of adult literacy or of gender equality. Source: domain.md §5.17.

use super::organisation::ORGANISATION;
use crate::dictionary::prelude::*;

/// See the module.
pub static PROGRAMME: Kind = kind!(52, "programme", Site).under(Theme::Training).fields(&[
    one("name", text(120)).required().listed(),
    one("kind", code(PROGRAMME_KIND)).required().shown().dimension().listed(),
    set("organisations", to(&[&ORGANISATION])),
    one("funder", text(80)),
    one("start", DATE).required().shown().listed(),
    one("end", DATE).shown().not_before("start"),
    one("target_women", int(0, 100_000)).shown().measure(),
    one("target_men", int(0, 100_000)).shown().measure(),
]);
