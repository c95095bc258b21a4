//! Somebody who buys: a trader, a buying house, a programme. Source: domain.md §5.14.

use crate::dictionary::prelude::*;

/// See the module.
pub static BUYER: Kind = kind!(40, "buyer", Site).under(Theme::Production).fields(&[
    one("name", text(120)).required().shown().personal().listed(),
    one("kind", code(BUYER_KIND)).required().shown().dimension().listed(),
    one("licence_no", text(60)).shown(),
    one("licence_until", DATE).shown(),
    one("zone", text(80)),
    set("phones", PHONE).personal(),
    one("blacklisted", BOOL).shown(),
    one("opportunity", text(500)),
]);
