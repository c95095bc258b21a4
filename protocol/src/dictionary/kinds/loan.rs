//! A loan that a member asks a savings group or the cooperative for. What was lent and paid back stands in the meetings
//! of the group or in the books of the cooperative; here stands who asked, and who agreed. Source: domain.md §5.13 and
//! §6.4.

use super::{
    assembly::ASSEMBLY, organisation::ORGANISATION, person::PERSON, savings_group::SAVINGS_GROUP,
    savings_meeting::SAVINGS_MEETING,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static LOAN: Kind = kind!(59, "loan", Site).under(Theme::Money).fields(&[
    one("borrower", to(&[&PERSON])).required().fixed().personal().listed(),
    one("lender", to(&[&SAVINGS_GROUP, &ORGANISATION])).required().fixed().dimension().listed(),
    one("requested", DATE).required().fixed().event().listed(),
    one("amount", MONEY).required().positive().fixed().measure().listed(),
    one("purpose", text(200)),
    one("months", int(1, 36)).fixed(),
    // Where it was agreed to: a meeting of the group, or an assembly of the cooperative.
    one("approved_in", to(&[&SAVINGS_MEETING, &ASSEMBLY])).shown(),
    raise("refused", DATE).event(),
    derived("state", code(LOAN_STATE)).dimension().listed(),
    derived("owed", MONEY),
    derived("due", DATE),
]);
