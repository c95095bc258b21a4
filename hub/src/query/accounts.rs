//! What stands in the accounts of every book: the sum over all its months (domain.md §7).

use std::collections::BTreeMap;

use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::project::{Table, tables};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Money;
use rusqlite::Connection;
use serde::Serialize;
use serde_json::Value as Json;

use super::documents::cells;
use super::{QueryError, View};

/// An account of a book in one currency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Account {
    /// The site.
    pub site: String,
    /// The organisation's document.
    pub organisation: String,
    /// What it calls the book.
    pub book: String,
    /// The ledger of its latest month, a document.
    pub ledger: String,
    /// The latest month.
    pub month: String,
    /// The account's code.
    pub account: String,
    /// The currency.
    pub currency: String,
    /// Debits less credits, in whole minor units.
    pub balance: i64,
}

/// Every account of every book that is seen.
pub fn accounts(views: &Connection, view: &View) -> Result<Vec<Account>, QueryError> {
    let tables = tables(&LEDGER);
    let lines = tables
        .iter()
        .position(|table| table.name == "ledger__entries__lines")
        .ok_or(QueryError::Nonsense("the kind of ledgers"))?;
    let mut accounts = Vec::new();
    for seen in &view.scopes {
        let months = cells(views, seen, &LEDGER, 0)?;
        let books: BTreeMap<DocumentId, (Book, String)> = months
            .into_iter()
            .filter_map(|(id, cells)| Some((id, book(&tables[0], &cells)?)))
            .collect();
        let mut latest = BTreeMap::<&Book, (&str, Option<DocumentId>)>::new();
        for (id, (book, month)) in &books {
            let newest = latest.entry(book).or_default();
            *newest = (*newest).max((month, Some(*id)));
        }
        let mut sums = BTreeMap::<(&Book, String, String), i64>::new();
        for (document, cells) in cells(views, seen, &LEDGER, lines)? {
            let text = |name| text(&tables[lines], &cells, name);
            let (Some((book, _)), Some(account), Some(side), Some(amount)) =
                (books.get(&document), text("account"), text("side"), text("amount"))
            else {
                continue;
            };
            let amount: Money = amount.parse().map_err(|_| QueryError::Nonsense("an amount"))?;
            let sum = sums.entry((book, account, amount.currency.code().to_owned())).or_default();
            let changed = if side == "D" {
                sum.checked_add(amount.minor)
            } else {
                sum.checked_sub(amount.minor)
            };
            *sum = changed.ok_or(QueryError::Nonsense("a sum beyond 64 bits"))?;
        }
        for ((book, account, currency), balance) in sums {
            let Some((month, Some(ledger))) = latest.get(book) else { continue };
            accounts.push(Account {
                site: seen.place.code.clone(),
                organisation: book.organisation.clone(),
                book: book.name.clone(),
                ledger: ledger.to_string(),
                month: (*month).to_owned(),
                account,
                currency,
                balance,
            });
        }
    }
    accounts.sort();
    Ok(accounts)
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Book {
    organisation: String,
    name: String,
}

/// The book a ledger is of, and its month.
fn book(table: &Table, cells: &[Json]) -> Option<(Book, String)> {
    let text = |name| text(table, cells, name);
    Some((Book { organisation: text("organisation")?, name: text("book")? }, text("month")?))
}

pub(super) fn text(table: &Table, cells: &[Json], name: &str) -> Option<String> {
    let at = table.columns.iter().position(|column| column.name == name)?;
    cells.get(at)?.as_str().map(str::to_owned)
}
