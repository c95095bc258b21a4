//! Who worked in a pit on which day of a month: what days worked are counted by. Pit and month name the document.
//! Source: domain.md §5.14.

use super::{person::PERSON, pit::PIT};
use crate::dictionary::prelude::*;

/// See the module.
pub static ROLL_CALL: Kind =
    kind!(36, "roll_call", Site).under(Theme::Production).named_by(&["pit", "month"]).fields(&[
        one("pit", to(&[&PIT])).required().fixed().listed(),
        one("month", MONTH).required().fixed().dimension().listed(),
        keyed("days", DATE)
            .personal()
            .parts(&[set("present", to(&[&PERSON])), set("half_day", to(&[&PERSON]))]),
    ]);
