//! Something an organisation owns, and who keeps it. Source: domain.md §5.11.

use super::{
    common::STRUCK, investment_programme::INVESTMENT_PROGRAMME, ledger::LEDGER,
    organisation::ORGANISATION, person::PERSON,
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
    // The operation of the book that says the same; another one after it was taken back.
    one("posted_in", to(&[&LEDGER])).since(2),
    one("posted_as", ENTRY).since(2),
    raise("disposed", DATE).event(),
    STRUCK,
]);
