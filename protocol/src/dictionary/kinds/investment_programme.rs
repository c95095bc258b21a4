//! What members put money together for, by units of one price, and what it returned. Source: domain.md §5.11.

use super::{assembly::ASSEMBLY, organisation::ORGANISATION, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static INVESTMENT_PROGRAMME: Kind =
    kind!(24, "investment_programme", Site).under(Theme::Plans).fields(&[
        one("title", text(120)).required().listed(),
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("purpose", code(INVESTMENT_PURPOSE)).required().dimension().listed(),
        one("target", MONEY).required().positive().shown().measure().listed(),
        one("unit_price", MONEY).required().positive().fixed(),
        one("minimum_units", int(1, 10_000)).fixed(),
        one("return_rule", text(500)).fixed(),
        one("exit_rule", text(500)).fixed(),
        keyed("funding", code(FUNDING_SOURCE))
            .parts(&[one("amount", MONEY).required().shown().measure()]),
        one("approved_by", to(&[&ASSEMBLY])).shown(),
        entries("subscriptions").personal().parts(&[
            one("event_date", DATE).required().event(),
            one("person", to(&[&PERSON])).required(),
            one("units", int(1, 100_000)).required().measure(),
            one("receipt_no", text(40)),
        ]),
        entries("disbursements").parts(&[
            one("event_date", DATE).required().event(),
            one("amount", MONEY).required().signed().measure(),
            one("text", text(300)),
        ]),
        entries("returns").parts(&[
            one("event_date", DATE).required().event(),
            one("amount", MONEY).required().signed().measure(),
            one("text", text(300)),
            one("person", to(&[&PERSON])).since(2).personal(),
            one("receipt_no", text(40)).since(2),
        ]),
        entries("repayments").personal().parts(&[
            one("event_date", DATE).required().event(),
            one("person", to(&[&PERSON])).required(),
            one("amount", MONEY).required().signed().measure(),
            one("receipt_no", text(40)),
        ]),
        raise("closed", DATE).event(),
        derived("units_subscribed", int(0, 1_000_000)).measure(),
        derived("state", code(INVESTMENT_STATE)).since(2).dimension().listed(),
    ]);
