//! A position that an organisation adopted, whom it was sent to, and what came back. Source: domain.md §5.16.

use super::{assembly::ASSEMBLY, organisation::ORGANISATION};
use crate::dictionary::prelude::*;

/// See the module.
pub static ADVOCACY_ACTION: Kind =
    kind!(51, "advocacy_action", Site).under(Theme::Organisation).fields(&[
        one("title", text(200)).required().listed(),
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("position", text(4_000)).required().shown(),
        one("adopted_by", to(&[&ASSEMBLY])).shown(),
        one("addressee", text(120)).required().shown().listed(),
        one("sent", DATE).shown().event().listed(),
        one("answered", DATE).shown().event(),
        one("answer", text(2_000)).shown(),
        one("outcome", text(500)),
    ]);
