//! One cycle of a village savings and loan association: its rules, its people, its share-out. Source: domain.md §5.13.

use super::{organisation::ORGANISATION, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static SAVINGS_GROUP: Kind = kind!(31, "savings_group", Site).under(Theme::Money).fields(&[
    one("name", text(80)).required().shown().listed(),
    one("organisation", to(&[&ORGANISATION])).fixed().dimension().listed(),
    one("cycle_start", DATE).required().fixed().listed(),
    one("cycle_end", DATE).required().fixed().not_before("cycle_start"),
    one("share_price", MONEY).required().positive().fixed().listed(),
    one("shares_max", int(1, 20)).required().fixed(),
    one("meeting_day", code(WEEKDAY)),
    one("social_contribution", MONEY).fixed(),
    one("loan_multiple", int(1, 10)).fixed(),
    one("loan_months", int(1, 12)).fixed(),
    one("charge", POINTS).fixed(),
    set("members", to(&[&PERSON])).personal(),
    keyed("committee", code(POSITION_HELD))
        .personal()
        .parts(&[one("person", to(&[&PERSON])).required().shown()]),
    set("keyholders", to(&[&PERSON])).personal(),
    one("box_keeper", to(&[&PERSON])).shown().personal(),
    entries("share_outs").personal().parts(&[
        one("event_date", DATE).required().event(),
        one("fund", MONEY).required().measure(),
        rows("lines").required().parts(&[
            one("person", to(&[&PERSON])).required(),
            one("shares", int(0, 100_000)).required().measure(),
            one("amount", MONEY).required().measure(),
        ]),
    ]),
    raise("closed", DATE).event(),
    derived("shares", int(0, 1_000_000)).since(2).measure(),
    derived("fund", MONEY).since(2),
    derived("lent", MONEY).since(2),
    derived("social_fund", MONEY).since(2),
]);
