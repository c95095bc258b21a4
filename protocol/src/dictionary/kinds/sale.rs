//! A sale by an organisation to a buyer, of one parcel or of several together. Source: domain.md §5.14.

use super::{buyer::BUYER, organisation::ORGANISATION, parcel::PARCEL};
use crate::dictionary::prelude::*;

/// See the module.
pub static SALE: Kind = kind!(39, "sale", Site).under(Theme::Production).fields(&[
    one("number", text(24)).fixed().numbered("V").listed(),
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("event_date", DATE).required().fixed().event().listed(),
    one("buyer", to(&[&BUYER])).required().fixed().listed(),
    keyed("parcels", to(&[&PARCEL])).required().parts(&[
        one("stones", CARATS).positive().fixed().measure(),
        one("gold", MILLIGRAMS).positive().fixed().measure(),
        one("price", MONEY).required().positive().fixed().measure(),
    ]),
    one("payment", code(PAYMENT)).required().fixed().dimension(),
    one("place", code(MARKET_PLACE)).required().fixed().dimension(),
    one("reason_not_best", code(REASON_NOT_BEST)).fixed().dimension(),
    // What the State or its bodies took at the sale, and what selling cost: the way, an analysis, an agent.
    one("taxes", MONEY).fixed().measure(),
    one("fees", MONEY).since(2).fixed().measure(),
    one("debt_repaid", MONEY).fixed().measure(),
    one("receipt_no", text(40)).fixed(),
    raise("reversed", DATE).event(),
    derived("fair_price", POINTS).measure(),
]);
