//! One month of one book of an organisation: its operations and its cash counts.
//!
//! The document's id follows from organisation, book and month, so two devices that open it apart open
//! the same one. An operation is never changed; a mistake is reversed by another operation. What a
//! month begins with is an operation too (`OPENING`), so a balance is the sum of entries and nothing
//! derived is stored. Source: domain.md §5.13 and §7.

use super::{device::DEVICE, organisation::ORGANISATION, person::PERSON};
use crate::{
    dictionary::prelude::*,
    documents::{cash_count, ledger},
};

/// See the module.
pub static LEDGER: Kind = kind!(7, "ledger", Site).under(Theme::Money).fields(&[
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    // What the organisation calls this book; with organisation and month it names the document.
    one("book", text(40)).required().fixed().listed(),
    one("book_kind", code(BOOK)).required().fixed().dimension(),
    one("month", MONTH).required().fixed().dimension().listed(),
    set("currencies", code(CURRENCY)).required(),
    entries("entries").personal().checked_by(ledger::check).parts(&[
        one("event_date", DATE).required().event(),
        one("type", code(TRANSACTION)).required().dimension(),
        one("text", text(500)),
        one("receipt_no", text(40)),
        one("receipt", PHOTO),
        one("counterparty", text(80)),
        one("reverses", ENTRY),
        rows("lines").required().parts(&[
            one("account", code(ACCOUNT)).required().dimension(),
            one("side", code(SIDE)).required().dimension(),
            one("amount", MONEY).required().measure(),
            // The member or the buyer whose account this is.
            one("party", to(&[&PERSON, &ORGANISATION])),
            // What the money was for: an activity of an action plan, a distribution, the assembly that decided it.
            one("tag", text(40)).dimension(),
        ]),
    ]),
    // In which office an operation was approved; by whom stands in the record.
    keyed("approvals", ENTRY).parts(&[set("roles", code(APPROVAL_ROLE)).required()]),
    entries("cash_counts").personal().checked_by(cash_count::check).parts(&[
        one("event_date", DATE).required().event(),
        one("account", code(ACCOUNT)).required(),
        one("counted", MONEY).required(),
        // As the counting device saw the book at that time; another may know more.
        one("book_balance", MONEY).required().signed(),
        rows("pieces")
            .parts(&[one("value", MONEY).required(), one("count", int(0, 1_000_000)).required()]),
        set("witnesses", to(&[&PERSON])),
        one("text", text(500)),
    ]),
    // Who keeps a box; it passes on by a hand-over.
    keyed("custodians", code(ACCOUNT))
        .since(2)
        .parts(&[one("device", to(&[&DEVICE])).required().shown()]),
    // What is entered after a month was closed belongs into the first open one.
    entries("closings").since(2).parts(&[
        one("event_date", DATE).required().event(),
        one("closed", BOOL).required(),
        // How many operations were known: what came later was not looked at when the month was closed.
        one("known", int(0, 1_000_000)).required(),
        // Which ones count in the month, also such as came late to an earlier one.
        set("held", ENTRY),
        one("text", text(500)),
    ]),
    derived("state", code(PERIOD_STATE)).dimension().listed(),
]);
