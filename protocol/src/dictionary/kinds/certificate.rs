//! That somebody passed a course. Source: domain.md §5.10.

use super::{course::COURSE, person::PERSON, training_session::TRAINING_SESSION};
use crate::dictionary::prelude::*;

/// See the module.
pub static CERTIFICATE: Kind = kind!(18, "certificate", Site).under(Theme::People).fields(&[
    one("person", to(&[&PERSON])).required().fixed().personal().listed(),
    one("course", to(&[&COURSE])).required().fixed().dimension().listed(),
    one("session", to(&[&TRAINING_SESSION])).fixed(),
    one("number", text(24)).fixed().numbered("C").listed(),
    one("issued", DATE).required().fixed().event().listed(),
    one("score", int(0, 100)).fixed().measure(),
    one("issuer", text(80)).fixed(),
    // Given twice for the same: the second leads to the first, whose number stays.
    one("merged_into", to(&[&CERTIFICATE])).shown(),
    derived("expires", DATE),
]);
