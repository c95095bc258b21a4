//! What was agreed with a buyer about sales to come, and the contacts that led to it. Source: domain.md §5.14.

use super::{buyer::BUYER, common::STRUCK, organisation::ORGANISATION};
use crate::dictionary::prelude::*;

/// See the module.
pub static SALES_AGREEMENT: Kind =
    kind!(43, "sales_agreement", Site).under(Theme::Production).fields(&[
        one("title", text(120)).required().listed(),
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("buyer", to(&[&BUYER])).required().fixed().listed(),
        one("state", code(AGREEMENT_STATE)).required().shown().dimension().listed(),
        one("price_formula", text(200)).shown(),
        one("volume", text(120)).shown(),
        one("standards", text(200)).shown(),
        one("valid_from", DATE).shown(),
        one("valid_to", DATE).shown().not_before("valid_from").listed(),
        entries("contacts").parts(&[
            one("event_date", DATE).required().event(),
            one("text", text(500)).required(),
        ]),
        one("file", DOCUMENT),
        STRUCK,
    ]);
