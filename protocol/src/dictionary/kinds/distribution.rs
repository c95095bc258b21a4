//! One sharing of money: what is shared, on which inputs, how much each gets, who approved and who was paid. Once it is
//! simulated its inputs stay; if one changes, another distribution is made. Source: domain.md §5.12 and §6.4.

use super::{
    assembly::ASSEMBLY, ledger::LEDGER, organisation::ORGANISATION, person::PERSON, sale::SALE,
    sharing_scheme::SHARING_SCHEME,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static DISTRIBUTION: Kind = kind!(29, "distribution", Site).under(Theme::Money).fields(&[
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("number", text(24)).fixed().numbered("P").listed(),
    one("scheme", to(&[&SHARING_SCHEME])).required().fixed(),
    one("event_date", DATE).required().fixed().event().listed(),
    set("sales", to(&[&SALE])),
    one("period", text(40)).fixed(),
    one("gross", MONEY).required().signed().fixed().measure().listed(),
    one("costs", MONEY).signed().fixed().measure(),
    one("taxes", MONEY).signed().since(2).fixed().measure(),
    one("paid_up", MONEY).fixed().measure(),
    one("of_unit", int(1, 1_000_000)).fixed(),
    one("units", int(1, 1_000_000_000)).fixed(),
    keyed("inputs", to(&[&PERSON])).personal().parts(&[
        one("days", int(0, 10_000)).fixed().measure(),
        one("shares", int(0, 1_000_000)).fixed().measure(),
        one("weight", int(0, 1_000_000_000)).fixed().measure(),
        one("value", int(0, 1_000_000_000_000)).fixed().measure(),
        one("savings", int(0, 1_000_000_000_000)).fixed().measure(),
        one("pit_days", int(0, 1_000_000_000_000)).since(2).fixed().measure(),
    ]),
    keyed("ceilings", code(ACCOUNT)).parts(&[one("held", MONEY).required().fixed()]),
    one("inputs_hash", text(32)).fixed(),
    keyed("lines", text(60)).personal().parts(&[
        one("account", code(ACCOUNT)).required().fixed(),
        one("amount", MONEY).required().signed().fixed().measure(),
    ]),
    raise("simulated", DATE).event(),
    keyed("approvals", code(APPROVAL_ROLE)).personal().parts(&[
        one("person", to(&[&PERSON])).required().shown(),
        one("approved", DATE).required().shown(),
    ]),
    // Under which name its device knows whoever was signed in: written by what they did, never typed. What is
    // typed above was signed on paper.
    one("computed_by", text(120)).since(2).fixed().personal(),
    keyed("approved_in", code(APPROVAL_ROLE)).since(2).personal().parts(&[
        one("user", text(120)).required().fixed(),
        one("approved", DATE).required().fixed(),
    ]),
    one("approved_by", to(&[&ASSEMBLY])).shown(),
    entries("payments").personal().parts(&[
        one("event_date", DATE).required().event(),
        one("line", text(60)).required(),
        one("amount", MONEY).required().signed().measure(),
        one("receipt_no", text(40)),
        one("signature", PHOTO),
    ]),
    one("posted_in", to(&[&LEDGER])).fixed(),
    one("posted_as", ENTRY).fixed(),
    one("adjusts", to(&[&DISTRIBUTION])).fixed(),
    raise("cancelled", DATE).event(),
    derived("state", code(DISTRIBUTION_STATE)).dimension().listed(),
]);
