//! What was weighed for an organisation in a month. A weighing is never changed. Source: domain.md §5.14.

use super::{common::STRUCK, organisation::ORGANISATION, person::PERSON, pit::PIT};
use crate::{dictionary::prelude::*, documents::production};

/// See the module.
pub static PRODUCTION: Kind = kind!(37, "production", Site)
    .under(Theme::Production)
    .named_by(&["organisation", "month"])
    .fields(&[
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("month", MONTH).required().fixed().dimension().listed(),
        entries("weighings").checked_by(production::check).parts(&[
            one("event_date", DATE).required().event(),
            one("pit", to(&[&PIT])),
            one("mineral", code(MINERAL)).required().dimension(),
            one("stones", CARATS).positive().measure(),
            one("gold", MILLIGRAMS).positive().measure(),
            one("pieces", int(1, 1_000_000)).measure(),
            one("fineness", int(300, 1_000)),
            one("weigher", to(&[&PERSON])),
            set("witnesses", to(&[&PERSON])),
            one("scale", text(40)),
            one("calibrated", DATE).since(2),
            one("photo", PHOTO).since(2),
        ]),
        STRUCK,
    ]);
