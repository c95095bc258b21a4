//! What a financier advanced to a member, a pit or the organisation, on which terms, and what was paid back. Source:
//! domain.md §5.14.

use super::{
    buyer::BUYER, ledger::LEDGER, organisation::ORGANISATION, person::PERSON, pit::PIT, sale::SALE,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static PRE_FINANCING: Kind =
    kind!(42, "pre_financing", Site).under(Theme::Production).fields(&[
        one("financier", to(&[&BUYER, &PERSON])).required().fixed().personal().listed(),
        one("beneficiary", to(&[&PERSON, &PIT, &ORGANISATION]))
            .required()
            .fixed()
            .personal()
            .listed(),
        one("organisation", to(&[&ORGANISATION])).fixed().dimension(),
        one("kind", code(PRE_FINANCING_KIND)).required().fixed().dimension().listed(),
        one("value", MONEY).required().positive().fixed().measure().listed(),
        one("event_date", DATE).required().fixed().event(),
        one("terms", text(500)).required().shown(),
        one("share", POINTS).shown(),
        one("buy_back", BOOL).shown().dimension(),
        one("price_rule", text(200)).shown(),
        one("through_cooperative", BOOL).fixed().dimension(),
        entries("repayments").parts(&[
            one("event_date", DATE).required().event(),
            one("amount", MONEY).required().signed().measure(),
            one("means", code(PAYMENT)).dimension(),
            one("sale", to(&[&SALE])),
        ]),
        // The operation of the book that says the same; another one after it was taken back.
        one("posted_in", to(&[&LEDGER])).since(2),
        one("posted_as", ENTRY).since(2),
        derived("outstanding", MONEY).measure(),
    ]);
