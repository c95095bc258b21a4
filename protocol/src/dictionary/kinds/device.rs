//! A device of a site, as it presents itself to the others: what it is called, and who works on it.
//!
//! Its id follows from its key, so it is its own document wherever it is opened. A record names its user
//! by number; here stands whose number it is, so that every replica can say who wrote what. PINs stay on
//! the device and are in no document.

use crate::dictionary::prelude::*;

/// See the module.
pub static DEVICE: Kind = kind!(8, "device", Site).under(Theme::Program).fields(&[
    one("name", text(60)).required().shown().listed(),
    keyed("users", int(1, 65_535)).personal().parts(&[
        one("name", text(60)).required().shown(),
        one("role", code(SITE_ROLE)).required(),
        // Whoever left keeps the number: it stands in what they wrote.
        one("ended", DATE),
    ]),
    // What its clock said beside the hub's at an exchange, written down when that changed.
    entries("clock").since(2).parts(&[
        one("event_date", DATE).required().event(),
        one("ahead_minutes", int(-99_999_999, 99_999_999)).required(),
    ]),
]);
