//! What a mineral of one category is worth at one place, as published. Source: domain.md §5.14.

use crate::dictionary::prelude::*;

/// See the module.
pub static REFERENCE_PRICE: Kind = kind!(41, "reference_price", Nation)
    .under(Theme::Production)
    .written_by(Writer::Authority)
    .fields(&[
        one("mineral", code(MINERAL)).required().public().dimension().listed(),
        one("category", code(PRICE_CATEGORY)).required().public().dimension().listed(),
        // Of stones of one size; without it, of any.
        one("size", code(STONE_SIZE)).since(2).public().dimension(),
        one("place", code(MARKET_PLACE)).required().public().dimension().listed(),
        one("low", MONEY).required().positive().public().measure(),
        one("mid", MONEY).required().positive().public().measure().listed(),
        one("high", MONEY).required().positive().public().measure(),
        one("valid_from", DATE).required().public().listed(),
        one("source", text(200)).required().public(),
        one("method", text(300)).public(),
    ]);
