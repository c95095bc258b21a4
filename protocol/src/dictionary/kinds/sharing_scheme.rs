//! How money is shared, step by step, like water over a cascade. A version that was adopted is never changed; another one
//! is another document. Source: domain.md §5.12.

use super::{assembly::ASSEMBLY, organisation::ORGANISATION};
use crate::dictionary::prelude::*;

/// See the module.
pub static SHARING_SCHEME: Kind = kind!(28, "sharing_scheme", Site).under(Theme::Money).fields(&[
    one("name", text(80)).required().listed(),
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("version", int(1, 999)).required().fixed().listed(),
    one("applies_to", code(SHARE_BASE)).required().fixed().dimension().listed(),
    one("adopted_by", to(&[&ASSEMBLY])).shown(),
    one("valid_from", DATE).required().fixed(),
    keyed("steps", int(1, 999)).parts(&[
        one("base", code(STEP_BASE)).required().shown(),
        one("kind", code(STEP_KIND)).required().shown(),
        one("rate", POINTS).shown(),
        one("amount", MONEY).shown(),
        one("account", code(ACCOUNT)).required().shown(),
        one("to", code(BENEFICIARY)).required().shown().dimension(),
        one("share_key", code(SHARE_KEY)).shown(),
    ]),
    raise("withdrawn", DATE).event(),
    entries("locks")
        .since(2)
        .parts(&[one("event_date", DATE).required(), one("digest", text(32)).required()]),
    derived("lock", code(LOCK)).since(2),
]);
