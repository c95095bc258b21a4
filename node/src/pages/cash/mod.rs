//! The cash: books, what is in them, operations and counts.

mod count;
mod month;
mod opening;
mod operation;

pub(super) use count::{count, form as count_form};
pub(super) use month::{books, month};
pub(super) use opening::{form as opening_form, open};
pub(super) use operation::{form as operation_form, post, reverse, show};

use automerge::Automerge;
use lisanga_index::Known;
use lisanga_pages::form::{Faults, Part};
use lisanga_pages::frame::Frame;
use lisanga_pages::show as say;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::documents::ledger::{JournalEntry, Side};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Money;
use lisanga_store::StoreError;

use askama::Template;
use axum::http::StatusCode;

use super::{Answer, Fault, Visit, open_document};
use crate::capture::cash::Book;

/// A form made by hand for a book.
#[derive(Template)]
#[template(path = "cash_form.html")]
struct CashForm {
    f: Frame,
    key: String,
    to: String,
    back: String,
    /// Said before the form.
    about: String,
    parts: Vec<Part>,
    faults: usize,
    /// A doubt that can be confirmed.
    doubt: Option<String>,
    /// Hidden inputs.
    hidden: Vec<(&'static str, String)>,
}

impl CashForm {
    fn reply(self) -> Answer {
        let wrong = self.faults > 0 || self.doubt.is_some();
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        Ok(Reply::page(self.render()?).status(status))
    }
}

fn how_many(faults: &Faults) -> usize {
    faults.iter().count()
}

/// A ledger that the path names, with the book it is a month of.
struct Opened {
    id: DocumentId,
    document: Automerge,
    book: lisanga_index::Book,
}

impl Opened {
    fn read(visit: &Visit<'_>, known: &Known<'_>) -> Result<Self, Fault> {
        let (id, document) = open_document(visit, &LEDGER)?;
        let book = known.book_with(id)?.ok_or(Fault::NotFound)?;
        Ok(Self { id, document, book })
    }

    /// The book as it is written to.
    fn desk(&self) -> Result<Book, Fault> {
        let kind = self.book.kind.parse().map_err(|_| StoreError::Invalid("a kind of book"))?;
        Ok(Book { organisation: self.book.organisation, name: self.book.name.clone(), kind })
    }

    fn title(&self) -> String {
        format!("{} · {}", self.book.name, self.book.owner)
    }
}

/// What an operation moves where money lies, by account.
fn moved(visit: &Visit<'_>, entry: &JournalEntry) -> Vec<(String, Money)> {
    let own = |account: &str| visit.pages.pack.holds_money(account);
    let mut moved = Vec::<(String, Money)>::new();
    for line in entry.lines.iter().filter(|line| own(line.account.as_str())) {
        let minor = if line.side == Side::D { line.amount.minor } else { -line.amount.minor };
        let (account, currency) = (line.account.to_string(), line.amount.currency);
        match moved
            .iter_mut()
            .find(|(known, money)| *known == account && money.currency == currency)
        {
            Some((_, money)) => money.minor = money.minor.saturating_add(minor),
            None => moved.push((account, Money::new(minor, currency))),
        }
    }
    moved
}

/// What an account is called.
fn account_name(visit: &Visit<'_>, code: &str) -> String {
    visit.pages.pack.account_name(code, visit.asked.words.language.code)
}

/// An amount with its sign.
fn signed(visit: &Visit<'_>, money: Money) -> String {
    let shown = say::money(money, visit.asked.words);
    if money.minor > 0 { format!("+{shown}") } else { shown }
}
