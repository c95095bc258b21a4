//! Answers to a questionnaire about a household or a community. Source: domain.md §5.3.

use super::{mining_site::MINING_SITE, organisation::ORGANISATION, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static SURVEY: Kind = kind!(58, "survey", Site).under(Theme::People).fields(&[
    one("questionnaire", text(60)).required().fixed().dimension().listed(),
    one("subject", to(&[&PERSON, &ORGANISATION, &MINING_SITE]))
        .required()
        .fixed()
        .personal()
        .listed(),
    one("event_date", DATE).required().fixed().event().listed(),
    keyed("answers", text(60)).personal().parts(&[one("answer", text(500)).required().shown()]),
]);
