//! A general assembly: how it was called, who was entitled, who came, what was put to the vote and signed. Source:
//! domain.md §5.7; notice and quorum are those of the legal form in the country pack and of the statutes in force.

use super::{
    action_plan::ACTION_PLAN, advocacy_action::ADVOCACY_ACTION, bank_account::BANK_ACCOUNT,
    business_plan::BUSINESS_PLAN, distribution::DISTRIBUTION, election::ELECTION,
    governance_document::GOVERNANCE_DOCUMENT, investment_programme::INVESTMENT_PROGRAMME,
    organisation::ORGANISATION, person::PERSON, sharing_scheme::SHARING_SCHEME, standard::STANDARD,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static ASSEMBLY: Kind = kind!(12, "assembly", Site).under(Theme::Organisation).fields(&[
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("kind", code(ASSEMBLY_KIND)).required().fixed().dimension().listed(),
    one("call_no", int(1, 2)).required().fixed(),
    one("notice_date", DATE).required().shown().event(),
    set("notice_means", code(NOTICE_MEANS)),
    one("convened_by", code(CONVENER)),
    one("held_date", DATE).shown().not_before("notice_date").listed(),
    one("place", text(80)),
    keyed("agenda", int(1, 99)).parts(&[one("title", text(200)).required().shown()]),
    set("roll", to(&[&PERSON])).personal(),
    raise("opened", DATE).event(),
    keyed("attendance", to(&[&PERSON])).personal().parts(&[
        one("presence", code(PRESENCE)).required().shown().dimension(),
        one("proxy", to(&[&PERSON])).shown(),
    ]),
    one("president", to(&[&PERSON])).shown().personal(),
    one("secretary", to(&[&PERSON])).shown().personal(),
    set("tellers", to(&[&PERSON])).personal(),
    keyed("resolutions", int(1, 99)).parts(&[
        one("kind", code(RESOLUTION)).required().shown().dimension(),
        one("text", text(1_000)).shown(),
        one(
            "subject",
            to(&[
                &GOVERNANCE_DOCUMENT,
                &ELECTION,
                &BUSINESS_PLAN,
                &ACTION_PLAN,
                &SHARING_SCHEME,
                &DISTRIBUTION,
                &BANK_ACCOUNT,
                &INVESTMENT_PROGRAMME,
                &PERSON,
                &ADVOCACY_ACTION,
            ]),
        )
        .shown(),
        // In which standard to take part, where that is what was resolved.
        one("standard", to(&[&STANDARD])).since(2).shown(),
        one("vote_method", code(VOTE)),
        one("majority", code(MAJORITY)),
        one("votes_for", int(0, 100_000)).shown().measure(),
        one("votes_against", int(0, 100_000)).shown().measure(),
        one("votes_abstain", int(0, 100_000)).shown().measure(),
        one("votes_blank", int(0, 100_000)).shown().measure(),
    ]),
    one("minutes", text(8_000)),
    one("minutes_file", DOCUMENT),
    keyed("signatures", code(SIGNING_ROLE)).personal().parts(&[
        one("person", to(&[&PERSON])).required().shown(),
        one("signed", DATE).required().shown(),
    ]),
    set("observers", text(80)),
    raise("contested", DATE).event(),
    derived("validity", code(ASSEMBLY_VALIDITY)).dimension().listed(),
    derived("quorum_required", int(0, 100_000)),
    derived("present", int(0, 100_000)).measure(),
    entries("locks")
        .since(2)
        .parts(&[one("event_date", DATE).required(), one("digest", text(32)).required()]),
    derived("lock", code(LOCK)).since(2),
]);
