//! A person's membership of an organisation, from the application to the exit. Organisation and person name the
//! document, so whoever joins again goes on in the same one. Shares and standing follow from what is dated here.
//! Source: domain.md §5.5.

use super::{assembly::ASSEMBLY, common::STRUCK, organisation::ORGANISATION, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static MEMBERSHIP: Kind = kind!(10, "membership", Site)
    .under(Theme::People)
    .named_by(&["organisation", "person"])
    .fields(&[
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("person", to(&[&PERSON])).required().fixed().personal().listed(),
        one("member_no", text(24)).shown().numbered("M").listed(),
        one("applied", DATE).required().shown().event(),
        one("admitted", DATE).shown().event().not_before("applied").listed(),
        one("admitted_by", to(&[&ASSEMBLY])),
        one("founding", BOOL).dimension(),
        one("category", code(MEMBER_CATEGORY)).required().shown().dimension().listed(),
        one("beneficiary", text(80)).shown().personal(),
        one("beneficiary_relation", text(40)).personal(),
        entries("share_events").personal().parts(&[
            one("event_date", DATE).required().event(),
            one("kind", code(SHARE_EVENT)).required().dimension(),
            one("shares", int(1, 100_000)).required().measure(),
            one("receipt_no", text(40)),
            one("other", to(&[&MEMBERSHIP])),
        ]),
        entries("suspensions").personal().parts(&[
            one("event_date", DATE).required().event(),
            one("suspended", BOOL).required(),
            one("text", text(500)),
        ]),
        entries("exits").personal().parts(&[
            one("kind", code(EXIT_KIND)).required().dimension(),
            one("notice_date", DATE).event(),
            one("effect_date", DATE).required(),
            one("decided_by", to(&[&ASSEMBLY])),
            one("text", text(500)),
        ]),
        derived("status", code(MEMBER_STATUS)).dimension().listed(),
        derived("shares_subscribed", int(0, 1_000_000)).measure(),
        derived("shares_paid", int(0, 1_000_000)).measure(),
        derived("reimbursement_due", DATE),
        derived("residence", code(RESIDENCE)).since(2).dimension().listed(),
        // Somebody who is a member and was never registered.
        derived("to_register", BOOL).since(2).dimension(),
        STRUCK,
    ]);
