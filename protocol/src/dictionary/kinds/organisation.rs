//! A group, an association, a cooperative or a union. Which of them it is follows from its milestones.

use super::{common::STRUCK, geo_unit::GEO_UNIT, mining_site::MINING_SITE, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static ORGANISATION: Kind =
    kind!(4, "organisation", Site).under(Theme::Organisation).fields(&[
        one("name", text(120)).required().shown().listed(),
        one("acronym", text(30)).shown().listed(),
        one("profile", code(ORG_PROFILE)).required().shown().dimension().listed(),
        one("legal_form", code(LEGAL_FORM)).shown().dimension(),
        set("minerals", code(MINERAL)).required().dimension(),
        // The common bond: members live in these areas.
        set("catchment", to(&[&GEO_UNIT])).required(),
        one("seat", to(&[&GEO_UNIT])).required().shown().dimension(),
        one("seat_address", text(120)),
        set("sites", to(&[&MINING_SITE])).required(),
        one("purpose", text(1_000)),
        set("phones", PHONE).personal(),
        one("apex", to(&[&ORGANISATION])).shown(),
        // What was reached, when, and what proves it; the stage follows from these and from the documents of
        // assemblies, mandates and authorities (domain.md §6.1).
        entries("milestones").since(2).parts(&[
            one("event_date", DATE).required().event(),
            one("milestone", code(MILESTONE)).required().dimension(),
            one("text", text(500)),
            one("evidence", DOCUMENT),
            // Of an initiative committee: who they are.
            set("persons", to(&[&PERSON])).since(2).personal(),
        ]),
        one("fiscal_year_start", int(1, 12)).since(2),
        raise("dissolved", DATE).since(2).event(),
        one("merged_into", to(&[&ORGANISATION])).since(2).shown(),
        // The same organisation at another site, as the province found.
        set("same_as", to(&[&ORGANISATION])).since(2),
        derived("stage", code(STAGE)).since(2).dimension().listed(),
        derived("kind", code(ORGANISATION_KIND)).since(2).dimension().listed(),
        derived("dormant", BOOL).since(2).dimension(),
        STRUCK,
    ]);
