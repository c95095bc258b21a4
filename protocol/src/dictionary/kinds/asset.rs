//! Something an organisation owns, and who keeps it. Source: domain.md §5.11.

use super::{
    common::STRUCK, investment_programme::INVESTMENT_PROGRAMME, organisation::ORGANISATION,
    person::PERSON,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static ASSET: Kind = kind!(25, "asset", Site).under(Theme::Plans).fields(&[
    one("name", text(120)).required().listed(),
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("serial", text(60)).shown().listed(),
    one("cost", MONEY).shown().measure(),
    one("bought", DATE).shown().event(),
    one("programme", to(&[&INVESTMENT_PROGRAMME])),
    one("custodian", to(&[&PERSON])).required().shown().personal(),
    entries("conditions").parts(&[
        one("event_date", DATE).required().event(),
        one("condition", code(CONDITION)).required().dimension(),
        one("text", text(300)),
    ]),
    raise("disposed", DATE).event(),
    STRUCK,
]);
