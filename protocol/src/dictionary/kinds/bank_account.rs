//! An account at a bank, who may sign for it, what its statements say, and which operations of the books they are.
//! Source: domain.md §5.13.

use super::{
    assembly::ASSEMBLY, common::STRUCK, ledger::LEDGER, organisation::ORGANISATION, person::PERSON,
};
use crate::dictionary::prelude::*;

/// See the module.
pub static BANK_ACCOUNT: Kind = kind!(30, "bank_account", Site).under(Theme::Money).fields(&[
    one("bank", text(80)).required().shown().listed(),
    one("organisation", to(&[&ORGANISATION])).required().fixed().dimension().listed(),
    one("branch", text(80)),
    one("number", text(40)).required().shown().personal(),
    one("currency", code(CURRENCY)).required().fixed().dimension().listed(),
    one("account", code(ACCOUNT)).required().fixed(),
    one("book", text(40)).required().fixed(),
    one("opened", DATE).shown().event(),
    one("opened_by", to(&[&ASSEMBLY])).shown(),
    keyed("signatories", to(&[&PERSON])).personal().parts(&[
        one("role", code(APPROVAL_ROLE)).required().shown(),
        one("since", DATE).required().shown(),
        one("until", DATE).shown(),
    ]),
    entries("statement_lines").parts(&[
        one("event_date", DATE).required().event(),
        one("amount", MONEY).required().signed().measure(),
        one("text", text(200)),
        one("reference", text(60)),
    ]),
    keyed("reconciled", ENTRY).parts(&[
        one("ledger", to(&[&LEDGER])).required().shown(),
        one("entry", ENTRY).required().shown(),
    ]),
    raise("closed", DATE).event(),
    derived("book_balance", MONEY).since(2),
    derived("statement_balance", MONEY).since(2),
    derived("difference", MONEY).since(2),
    derived("open_since", DATE).since(2),
    STRUCK,
]);
