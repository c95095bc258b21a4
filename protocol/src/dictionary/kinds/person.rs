//! A miner: who the person is, where they live and work. What they did (membership, trainings,
//! shares) stands in documents of its own. Nothing here is collected that could not be erased.

use super::{common::STRUCK, geo_unit::GEO_UNIT, mining_site::MINING_SITE};
use crate::{dictionary::prelude::*, units::WeightUnit};

/// See the module.
pub static PERSON: Kind = kind!(3, "person", Site).under(Theme::People).fields(&[
    // The number of a campaign, or one that the device gives.
    one("reg_no", text(20)).shown().numbered("R").listed(),
    // The three parts of a Congolese name; a country pack says which are used and required.
    one("surname", text(60)).required().shown().personal().listed(),
    one("postname", text(60)).shown().personal().listed(),
    one("given_name", text(60)).shown().personal().listed(),
    // Many are known by it alone.
    one("nickname", text(60)).personal().listed(),
    one("sex", code(SEX)).required().shown().dimension().listed(),
    one("birth", PARTIAL_DATE).required().shown().personal().past().listed(),
    one("birth_place", text(80)).personal(),
    // Decides most cases of suspected duplicates.
    one("mother_name", text(60)).personal(),
    one("nationality", code(COUNTRY)).required().shown().dimension(),
    keyed("id_docs", text(60)).personal().parts(&[
        one("type", code(ID_DOCUMENT)).required(),
        one("number", text(40)).required().shown(),
        one("issued", DATE).past(),
        one("expires", DATE).shown().not_before("issued"),
        one("photo", PHOTO),
    ]),
    // Telephones are shared in families and teams: never a key to a person.
    set("phones", PHONE).personal(),
    one("residence", to(&[&GEO_UNIT])).required().shown().dimension(),
    one("village", text(80)).personal(),
    one("origin", to(&[&GEO_UNIT])).dimension(),
    one("household_size", int(1, 40)).measure(),
    one("dependants", int(0, 40)).measure(),
    one("children_in_school", int(0, 40)).measure(),
    one("marital", code(MARITAL)).personal(),
    one("education", code(EDUCATION)).dimension(),
    set("languages", code(LANGUAGE)),
    one("disability", code(DISABILITY)).sensitive().dimension(),
    set("roles", code(WORK_ROLE)).required().dimension().listed(),
    one("site_main", to(&[&MINING_SITE])).required().shown(),
    one("since_year", int(1960, 2100)),
    set("other_income", code(LIVELIHOOD_KIND)),
    one("photo", PHOTO).personal(),
    // One for each campaign; who was in the team matters, because women register more women.
    entries("registrations").personal().parts(&[
        one("event_date", DATE).required().event(),
        one("kind", code(REGISTRATION_KIND)).required(),
        set("team", to(&[&PERSON])),
        one("agent_org", code(SERVICE)),
        one("campaign", text(60)),
        one("place", POSITION),
        one("card_requested", BOOL),
        one("declared_income_month", MONEY),
        one("declared_stones_month", Type::Weight(WeightUnit::Ct100)),
        one("declared_gold_month", Type::Weight(WeightUnit::Mg)),
    ]),
    entries("consents").required().personal().parts(&[
        one("event_date", DATE).required().event(),
        one("given", BOOL).required(),
        set("purposes", code(PURPOSE)).required(),
        one("form", code(CONSENT_FORM)).required(),
        one("witness", to(&[&PERSON])),
        one("language", code(LANGUAGE)),
    ]),
    // Once declared it stays; a declaration made in error is answered by a review decision.
    raise("deceased", DATE).personal().past(),
    one("merged_into", to(&[&PERSON])).shown(),
    // The same person at another site, as the province found: two documents, counted once.
    set("same_as", to(&[&PERSON])).since(2),
    derived("literacy", scale(LITERACY_LEVEL)).dimension(),
    derived("status", code(PERSON_STATUS)).dimension().listed(),
    STRUCK,
]);
