//! A grievance or a claim: about prices, working conditions, land, or anything else that was done to somebody. It lies in
//! the reserved scope; how confidential it is can only rise. Source: domain.md §5.16 and §6.6.

use super::{
    advocacy_action::ADVOCACY_ACTION, incident::INCIDENT, licence::LICENCE,
    mining_site::MINING_SITE, organisation::ORGANISATION, parcel::PARCEL, person::PERSON, pit::PIT,
    pre_financing::PRE_FINANCING, sale::SALE,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static CASE: Kind = kind!(49, "case", Reserved).under(Theme::Cases).fields(&[
    one("reference", text(24)).fixed().numbered("G").sensitive().listed(),
    one("kind", code(CASE_KIND)).required().shown().sensitive().dimension().listed(),
    one("opened", DATE).required().fixed().event().sensitive().listed(),
    one("channel", code(CASE_CHANNEL)).sensitive(),
    one("complainant", to(&[&PERSON])).fixed().sensitive(),
    one("complainant_sex", code(SEX)).fixed().sensitive().dimension(),
    one("against", text(120)).sensitive(),
    one("amount", MONEY).sensitive().measure(),
    one("organisation", to(&[&ORGANISATION])).sensitive(),
    one("site", to(&[&MINING_SITE])).since(2).sensitive(),
    one("about", to(&[&SALE, &PARCEL, &PIT, &LICENCE, &INCIDENT, &PRE_FINANCING]))
        .fixed()
        .sensitive(),
    // What an organisation asked for because of it. That the case exists, the advocacy itself does not say.
    set("advocacy", to(&[&ADVOCACY_ACTION])).since(2).sensitive(),
    raise("confidentiality", code(CONFIDENTIALITY)).sensitive(),
    one("facts", text(4_000)).required().fixed().sensitive(),
    entries("additions").sensitive().parts(&[
        one("event_date", DATE).required().event(),
        one("text", text(2_000)).required(),
        // A picture, a letter, a record of what somebody said.
        one("evidence", DOCUMENT).since(2),
    ]),
    entries("events").sensitive().parts(&[
        one("event_date", DATE).required().event(),
        one("event", code(CASE_EVENT)).required().dimension(),
        one("outcome", code(CASE_OUTCOME)).dimension(),
        one("referred_to", code(SERVICE)).since(2).dimension(),
        one("text", text(1_000)),
    ]),
    one("handler", text(80)).shown().sensitive(),
    one("satisfaction", int(0, 3)).sensitive().measure(),
    derived("state", code(CASE_STATE)).sensitive().dimension().listed(),
    derived("due", DATE).sensitive(),
]);
