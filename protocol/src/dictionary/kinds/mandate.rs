//! Somebody's term in an office: elected, then accepted by the assembly, then in office until it ends. Source:
//! domain.md §5.7 and §6.3.

use super::{assembly::ASSEMBLY, election::ELECTION, organisation::ORGANISATION, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static MANDATE: Kind = kind!(14, "mandate", Site).under(Theme::Organisation).fields(&[
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("person", to(&[&PERSON])).required().fixed().personal().listed(),
    one("organ", code(ORGAN)).required().fixed().dimension(),
    one("position", code(POSITION_HELD)).required().fixed().dimension().listed(),
    one("election", to(&[&ELECTION])).fixed(),
    one("start", DATE).required().fixed().event().listed(),
    one("term_months", int(1, 120)).required().fixed(),
    one("accepted_by", to(&[&ASSEMBLY])).shown(),
    raise("ended", DATE).event(),
    one("end_reason", code(MANDATE_END)).shown(),
    derived("status", code(MANDATE_STATUS)).dimension().listed(),
    derived("end_planned", DATE),
]);
