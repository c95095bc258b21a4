//! What one unit of a foreign currency is worth in the national one, as published. Source: domain.md §9.3 no. 30.

use crate::dictionary::prelude::*;

/// See the module.
pub static EXCHANGE_RATE: Kind =
    kind!(57, "exchange_rate", Nation).under(Theme::Money).written_by(Writer::Authority).fields(&[
        one("currency", code(CURRENCY)).required().public().dimension().listed(),
        one("rate", MONEY).required().positive().public().listed(),
        one("valid_from", DATE).required().public().listed(),
        one("source", text(120)).required().public(),
    ]);
