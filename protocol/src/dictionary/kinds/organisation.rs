//! A group, an association, a cooperative or a union. Which of them it is follows from its milestones.

use super::{geo_unit::GEO_UNIT, mining_site::MINING_SITE};
use crate::dictionary::prelude::*;

/// See the module.
pub static ORGANISATION: Kind = Kind::new(4, "organisation", Level::Site).fields(&[
    one("name", text(120)).required().shown().listed(),
    one("acronym", text(30)).shown().listed(),
    one("profile", code(ORG_PROFILE)).required().shown().dimension().listed(),
    one("legal_form", code(LEGAL_FORM)).shown().dimension(),
    set("minerals", code(MINERAL)).required().dimension(),
    // The common bond: members live in these areas.
    set("catchment", to(&[&GEO_UNIT])).required(),
    one("seat", to(&[&GEO_UNIT])).required().shown().dimension(),
    one("seat_address", text(120)),
    set("sites", to(&[&MINING_SITE])).required(),
    one("purpose", text(1_000)),
    set("phones", PHONE).personal(),
    one("apex", to(&[&ORGANISATION])).shown(),
]);
