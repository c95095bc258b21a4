//! Anything that is valid for a time and must be renewed: cards of miners and traders, authorisations of sites, approvals,
//! environmental plans, certificates of a standard, agreements about land. Source: domain.md §5.9.

use super::{
    buyer::BUYER, common::STRUCK, mining_site::MINING_SITE, organisation::ORGANISATION,
    person::PERSON,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static LICENCE: Kind = kind!(17, "licence", Site).under(Theme::Recognition).fields(&[
    one("kind", code(LICENCE_KIND)).required().fixed().dimension().listed(),
    one("holder", to(&[&PERSON, &ORGANISATION, &MINING_SITE, &BUYER]))
        .required()
        .fixed()
        .personal()
        .listed(),
    one("number", text(60)).required().shown().listed(),
    one("issuer", code(SERVICE)),
    one("issuer_name", text(120)),
    one("issued", DATE).shown().past(),
    one("valid_from", DATE).required().shown(),
    one("valid_to", DATE).shown().not_before("valid_from").listed(),
    one("fee_paid", MONEY).measure(),
    one("fee_receipt", text(40)),
    one("renewal_of", to(&[&LICENCE])).fixed(),
    entries("renewal_requests")
        .parts(&[one("event_date", DATE).required().event(), one("receipt_no", text(40))]),
    one("colour", code(SITE_COLOUR)).shown().dimension(),
    one("parties", text(200)).personal(),
    one("area_note", text(300)),
    // In square metres, of what is given for a piece of land.
    one("area_m2", int(1, 2_000_000_000)).since(2).shown().measure(),
    one("terms", text(1_000)),
    one("scan", DOCUMENT),
    raise("revoked", DATE).past(),
    derived("state", code(LICENCE_STATE)).dimension().listed(),
    STRUCK,
]);
