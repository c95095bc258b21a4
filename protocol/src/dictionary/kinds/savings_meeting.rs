//! One meeting of a savings group, written down by one device: who came, what each bought, borrowed and paid back, and
//! what was counted at the end. Source: domain.md §5.13.

use super::{person::PERSON, savings_group::SAVINGS_GROUP};
use crate::dictionary::prelude::*;

/// See the module.
pub static SAVINGS_MEETING: Kind =
    kind!(32, "savings_meeting", Site).under(Theme::Money).fields(&[
        one("group", to(&[&SAVINGS_GROUP])).required().fixed().listed(),
        one("event_date", DATE).required().fixed().event().listed(),
        keyed("lines", to(&[&PERSON])).personal().parts(&[
            one("present", BOOL).shown(),
            one("shares", int(0, 20)).shown().measure(),
            one("social", MONEY).shown().measure(),
            one("loan_repaid", MONEY).shown().measure(),
            one("charge", MONEY).shown().measure(),
            // What the meeting gives up of a loan: nobody owes it any more, and the fund bears it.
            one("written_off", MONEY).since(2).shown().measure(),
            one("loan_taken", MONEY).shown().measure(),
            one("fine", MONEY).shown().measure(),
            one("help", MONEY).shown().measure(),
        ]),
        one("counted_loan_fund", MONEY).shown().measure(),
        one("counted_social_fund", MONEY).shown().measure(),
        one("recorded_by", to(&[&PERSON])).personal(),
    ]);
