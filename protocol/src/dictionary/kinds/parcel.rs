//! Stones or gold that are kept and sold together: where they come from, who keeps them, what was offered. What is left
//! of it follows from sales, splits and losses. Source: domain.md §5.14.

use super::{
    buyer::BUYER, common::STRUCK, mining_site::MINING_SITE, organisation::ORGANISATION, pit::PIT,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static PARCEL: Kind = kind!(38, "parcel", Site).under(Theme::Production).fields(&[
    one("code", text(24)).fixed().numbered("L").listed(),
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("mineral", code(MINERAL)).required().fixed().dimension().listed(),
    one("stones", CARATS).positive().fixed().measure(),
    one("gold", MILLIGRAMS).positive().fixed().measure(),
    one("pieces", int(1, 1_000_000)).fixed().measure(),
    one("category", code(PRICE_CATEGORY)).shown().dimension(),
    one("size", code(STONE_SIZE)).since(2).shown().dimension(),
    one("site", to(&[&MINING_SITE])).required().fixed(),
    one("pit", to(&[&PIT])).fixed(),
    one("opened", DATE).required().fixed().event().listed(),
    one("parent", to(&[&PARCEL])).fixed(),
    set("made_of", to(&[&PARCEL])),
    one("bag", text(60)).fixed(),
    one("photo", PHOTO),
    entries("offers").parts(&[
        one("event_date", DATE).required().event(),
        one("buyer", to(&[&BUYER])).required(),
        one("price", MONEY).required().positive().measure(),
        one("place", text(80)),
        one("conditions", text(300)),
    ]),
    entries("valuations").parts(&[
        one("event_date", DATE).required().event(),
        one("valuer", text(80)).required(),
        one("category", code(PRICE_CATEGORY)).dimension(),
        one("size", code(STONE_SIZE)).since(2).dimension(),
        one("price", MONEY).required().positive().measure(),
        one("method", text(120)),
    ]),
    entries("losses").parts(&[
        one("event_date", DATE).required().event(),
        one("stones", CARATS).positive().measure(),
        one("gold", MILLIGRAMS).positive().measure(),
        one("text", text(300)).required(),
    ]),
    derived("remaining", int(-1_000_000_000, 1_000_000_000)).measure(),
    STRUCK,
]);
