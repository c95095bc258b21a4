//! What people decided about a review item. The item itself is stored nowhere: it follows from the merged
//! state, and goes when the state no longer breaks its rule. The document's id follows from the item's,
//! so decisions taken apart about one item stand in one document.

use super::{assembly::ASSEMBLY, election::ELECTION, person::PERSON};
use crate::dictionary::prelude::*;

/// See the module.
pub static REVIEW: Kind = kind!(9, "review", Site).under(Theme::Program).fields(&[
    one("item", text(32)).required().fixed(),
    one("rule", text(40)).required().fixed().dimension().listed(),
    // Of whom a photo or the mother's name is asked.
    set("about", to(&[&PERSON])).since(2),
    // What is signed for: in which document, where, and what stood there at the same time.
    one("subject", to(&[&ASSEMBLY, &ELECTION])).fixed().since(2),
    one("path", text(200)).fixed().since(2),
    set("values", text(20)).since(2),
    entries("decisions").required().parts(&[
        one("event_date", DATE).required().event(),
        one("decision", code(REVIEW_DECISION)).required().dimension(),
        one("text", text(500)),
        // What was found then: it holds for that, see `rules::state`.
        one("state", text(32)),
        // Who signed for which value, as the device calls them, in which function.
        one("value", text(20)),
        one("user", text(120)).personal(),
        one("function", code(SITE_ROLE)),
    ]),
]);
