//! A box, a series of receipts or a parcel passes from one custodian to the next; each side writes what it saw. Source:
//! domain.md §5.14 and the custody of §9.2.

use super::{device::DEVICE, organisation::ORGANISATION, parcel::PARCEL};
use crate::dictionary::prelude::*;

/// See the module.
pub static HAND_OVER: Kind = kind!(56, "hand_over", Site).under(Theme::Money).fields(&[
    one("what", code(CUSTODY_ITEM)).required().fixed().dimension().listed(),
    one("event_date", DATE).required().fixed().event().listed(),
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("parcel", to(&[&PARCEL])).fixed(),
    one("book", text(40)).fixed(),
    one("account", code(ACCOUNT)).fixed(),
    one("series", text(20)).fixed(),
    one("given_by", to(&[&DEVICE])).required().fixed(),
    one("given_to", to(&[&DEVICE])).required().fixed().listed(),
    one("stones_out", CARATS).fixed(),
    one("gold_out", MILLIGRAMS).fixed(),
    one("money_out", MONEY).fixed(),
    one("received_on", DATE).fixed(),
    one("stones_in", CARATS).fixed(),
    one("gold_in", MILLIGRAMS).fixed(),
    one("money_in", MONEY).fixed(),
]);
