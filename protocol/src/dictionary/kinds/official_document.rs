//! A paper of the state about production or trade, or a report that was handed in to it, by its number, so that
//! registers can be compared. Source: domain.md §5.14 and §14.

use super::{organisation::ORGANISATION, parcel::PARCEL, sale::SALE};
use crate::dictionary::prelude::*;

/// See the module.
pub static OFFICIAL_DOCUMENT: Kind =
    kind!(44, "official_document", Site).under(Theme::Production).fields(&[
        one("number", text(60)).required().fixed().listed(),
        one("kind", code(OFFICIAL_KIND)).required().fixed().dimension().listed(),
        one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
        one("event_date", DATE).required().fixed().event().listed(),
        one("about", to(&[&PARCEL, &SALE])).fixed(),
        // Of a report, the last month of the time it covers.
        one("period", MONTH).fixed(),
        one("file", DOCUMENT).fixed(),
    ]);
