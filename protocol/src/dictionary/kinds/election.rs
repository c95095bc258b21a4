//! The vote on one position of one organ: who stood, how many votes each had, who accepted. Ballots are secret and
//! recorded nowhere. Source: domain.md §5.7.

use super::{assembly::ASSEMBLY, organisation::ORGANISATION, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static ELECTION: Kind = kind!(13, "election", Site).under(Theme::Organisation).fields(&[
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("assembly", to(&[&ASSEMBLY])).required().fixed(),
    one("organ", code(ORGAN)).required().fixed().dimension().listed(),
    one("position", code(POSITION_HELD)).required().fixed().dimension().listed(),
    one("seats", int(1, 50)).required().fixed(),
    one("round", int(1, 9)),
    one("vote_method", code(VOTE)),
    keyed("candidates", to(&[&PERSON]))
        .personal()
        .parts(&[one("votes", int(0, 100_000)).shown().measure(), one("accepted", BOOL).shown()]),
]);
