//! Where the money of a book lies: its box, its banks and telephones, and further ones of each, whose accounts bear a
//! suffix (`571-2`). A further one is there once a bank account names it, somebody keeps it, or money lay in it.

use std::collections::BTreeSet;

use lisanga_index::{Book, Known};
use lisanga_protocol::dictionary::kinds::bank_account::BANK_ACCOUNT;
use lisanga_protocol::dictionary::values::Code;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::World as _;

use crate::pages::{Fault, Visit, unread};

/// The accounts where the money of a book lies: in the order of the country's, each followed by further ones.
pub(in crate::pages) fn places(
    visit: &Visit<'_>,
    known: &Known<'_>,
    book: &Book,
) -> Result<Vec<Code>, Fault> {
    let (pack, organisation) = (visit.pages.pack, DocumentId(book.organisation.0));
    let mut further: BTreeSet<String> =
        known.balances(book, None)?.into_iter().map(|(account, _)| account).collect();
    let world = visit.world(known)?;
    for (_, ledger) in &book.months {
        let ledger = world.record(*ledger).map_err(unread)?;
        let rows = ledger.iter().flat_map(|ledger| ledger.rows("custodians"));
        further.extend(rows.map(|row| row.text("key").to_owned()));
    }
    for account in world.referring(organisation, &BANK_ACCOUNT).map_err(unread)? {
        let own = account.own.reference("organisation") == Some(organisation);
        if own && account.own.text("book") == book.name && !account.own.has("closed") {
            further.insert(account.own.text("account").to_owned());
        }
    }
    let in_book = |code: &&String| {
        pack.account(code).is_some_and(|account| account.books.contains(&book.kind))
    };
    let mut places = Vec::new();
    for chart in pack.money.iter().filter(in_book) {
        places.extend(chart.parse::<Code>());
        let ones = further
            .iter()
            .filter(|code| code.split_once('-').is_some_and(|(of, _)| of == chart.as_str()));
        places.extend(ones.filter_map(|code| code.parse::<Code>().ok()));
    }
    Ok(places)
}
