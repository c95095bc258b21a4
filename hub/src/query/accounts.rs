//! What stands in the accounts of every book: its latest month, which begins with what the month
//! before left (domain.md §7).

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
    /// The ledger of that month, a document.
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
        let books = latest(cells(views, seen, &LEDGER, 0)?, &tables[0]);
        let mut sums = BTreeMap::<(DocumentId, String, String), i64>::new();
        for (document, cells) in cells(views, seen, &LEDGER, lines)? {
            let text = |name| text(&tables[lines], &cells, name);
            let (Some(account), Some(side), Some(amount)) =
                (text("account"), text("side"), text("amount"))
            else {
                continue;
            };
            let amount: Money = amount.parse().map_err(|_| QueryError::Nonsense("an amount"))?;
            let sum =
                sums.entry((document, account, amount.currency.code().to_owned())).or_default();
            let changed = if side == "D" {
                sum.checked_add(amount.minor)
            } else {
                sum.checked_sub(amount.minor)
            };
            *sum = changed.ok_or(QueryError::Nonsense("a sum beyond 64 bits"))?;
        }
        for ((document, account, currency), balance) in sums {
            let Some(book) = books.get(&document) else { continue };
            accounts.push(Account {
                site: seen.place.code.clone(),
                organisation: book.organisation.clone(),
                book: book.name.clone(),
                ledger: document.to_string(),
                month: book.month.clone(),
                account,
                currency,
                balance,
            });
        }
    }
    accounts.sort();
    Ok(accounts)
}

#[derive(Clone, Debug)]
struct Book {
    organisation: String,
    name: String,
    month: String,
}

/// The document of the latest month of each book.
fn latest(rows: Vec<(DocumentId, Vec<Json>)>, table: &Table) -> BTreeMap<DocumentId, Book> {
    let mut newest = BTreeMap::<(String, String), (DocumentId, Book)>::new();
    for (id, cells) in rows {
        let text = |name| text(table, &cells, name);
        let (Some(organisation), Some(name), Some(month)) =
            (text("organisation"), text("book"), text("month"))
        else {
            continue;
        };
        let book = Book { organisation: organisation.clone(), name: name.clone(), month };
        let kept = newest.entry((organisation, name)).or_insert_with(|| (id, book.clone()));
        if kept.1.month < book.month {
            *kept = (id, book);
        }
    }
    newest.into_values().collect()
}

pub(super) fn text(table: &Table, cells: &[Json], name: &str) -> Option<String> {
    let at = table.columns.iter().position(|column| column.name == name)?;
    cells.get(at)?.as_str().map(str::to_owned)
}
