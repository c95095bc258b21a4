//! The cash: books, what is in them, operations and counts.

mod activity;
mod change;
mod control;
mod count;
mod further;
mod guard;
mod month;
mod opening;
mod operation;
mod places;

pub(super) use change::{form as change_form, post as change};
pub(super) use control::{approve, close, office, waiting};
pub(super) use count::{count, form as count_form};
pub(super) use further::{form as further_form, open as open_further};
pub(super) use guard::{is_closed, kept_elsewhere, signature, withheld};
pub(super) use month::{books, month};
pub(super) use opening::{form as opening_form, open};
pub(super) use operation::{form as operation_form, post, reverse, show};
pub(super) use places::places;

use automerge::Automerge;
use lisanga_index::Known;
use lisanga_pages::form::{Faults, Part};
use lisanga_pages::frame::Frame;
use lisanga_pages::show as say;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::values::Code;
use lisanga_protocol::documents::ledger::{JournalEntry, Side};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Money};
use lisanga_store::StoreError;

use askama::Template;
use axum::http::StatusCode;

use super::{Answer, Fault, Visit, open_document};
use crate::capture::cash::Book;

/// A form made by hand.
#[derive(Template)]
#[template(path = "cash_form.html")]
pub(super) struct CashForm {
    pub(super) f: Frame,
    pub(super) key: String,
    pub(super) to: String,
    pub(super) back: String,
    /// Said before the form.
    pub(super) about: String,
    /// Why what is entered is marked.
    pub(super) marked: Option<String>,
    pub(super) parts: Vec<Part>,
    pub(super) faults: usize,
    /// A doubt that can be confirmed.
    pub(super) doubt: Option<String>,
    /// Hidden inputs.
    pub(super) hidden: Vec<(&'static str, String)>,
}

impl CashForm {
    pub(super) fn reply(self) -> Answer {
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
        desk(&self.book)
    }

    fn title(&self) -> String {
        format!("{} · {}", self.book.name, self.book.owner)
    }
}

/// The box of a book: the first account where money lies.
fn cash(visit: &Visit<'_>) -> Result<Code, Fault> {
    let code = visit.pages.pack.money.first().and_then(|code| code.parse().ok());
    code.ok_or(StoreError::Invalid("a pack without boxes").into())
}

/// What the book says is in a box in a currency.
fn boxes(
    known: &Known<'_>,
    opened: &Opened,
    cash: &Code,
    currency: Currency,
) -> Result<Money, Fault> {
    let held = known.balances(&opened.book, None)?.into_iter();
    let mut held =
        held.filter(|(account, money)| account == cash.as_str() && money.currency == currency);
    Ok(held.next().map_or(Money::new(0, currency), |(_, money)| money))
}

/// The book of an organisation's own business: the first, if it has several.
pub(super) fn book_of(known: &Known<'_>, organisation: DocumentId) -> Result<Option<Book>, Fault> {
    own_book(known, organisation)?.as_ref().map(desk).transpose()
}

/// The same, with its months.
pub(super) fn own_book(
    known: &Known<'_>,
    organisation: DocumentId,
) -> Result<Option<lisanga_index::Book>, Fault> {
    let mut books = known.books()?.into_iter();
    Ok(books.find(|book| book.organisation.0 == organisation.0 && book.kind == "COOP"))
}

/// A book as it is written to.
pub(super) fn desk(book: &lisanga_index::Book) -> Result<Book, Fault> {
    let kind = book.kind.parse().map_err(|_| StoreError::Invalid("a kind of book"))?;
    Ok(Book { organisation: book.organisation, name: book.name.clone(), kind })
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
