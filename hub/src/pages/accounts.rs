//! Books of organisations as offices see them: what they hold, month by month.

use std::collections::BTreeSet;

use askama::Template;
use lisanga_index::{Book, Known};
use lisanga_pages::frame::Frame;
use lisanga_pages::journal::{Account, Journal};
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::lists::PERIOD_STATE;
use lisanga_protocol::documents::cash_count::CASH_COUNTS;
use lisanga_protocol::documents::counted;
use lisanga_protocol::documents::ledger::{ENTRIES, JournalEntry, Side};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::Money;
use lisanga_protocol::world::World as _;
use lisanga_store::{StoreError, places};

use super::{Answer, Fault, Visit, page as render, unread};

/// Books on a page.
const MOST: usize = 200;

/// A book in the list.
struct Card {
    owner: String,
    name: String,
    site: String,
    /// Of the latest month.
    ledger: DocumentId,
    month: String,
    held: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "office_books.html")]
struct Books {
    f: Frame,
    cards: Vec<Card>,
}

pub(super) fn list(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let mut cards = Vec::new();
    for book in known.books()?.into_iter().take(MOST) {
        let Some((month, ledger)) = book.months.first().copied() else { continue };
        let held = held(visit, &known, &book)?;
        let site = visit.place(book.scope).map(|place| place.name.clone()).unwrap_or_default();
        let month = show::month(month, words);
        cards.push(Card { owner: book.owner, name: book.name, site, ledger, month, held });
    }
    render(&Books { f: visit.frame(words.say("way-accounts")), cards })
}

/// What a book holds where money lies.
fn held(visit: &Visit<'_>, known: &Known<'_>, book: &Book) -> Result<Vec<(String, String)>, Fault> {
    let all = known.balances(book, None)?.into_iter();
    let own = all.filter(|(account, _)| visit.office.pack.holds_money(account));
    let words = visit.asked.words;
    Ok(own
        .map(|(account, money)| (account_name(visit, &account), show::money(money, words)))
        .collect())
}

fn account_name(visit: &Visit<'_>, code: &str) -> String {
    visit.office.pack.account_name(code, visit.asked.words.language.code)
}

/// An operation in the list of a month.
struct Row {
    what: String,
    more: String,
    amounts: Vec<(String, bool)>,
    taken_back: bool,
}

#[derive(Template)]
#[template(path = "office_month.html")]
struct MonthPage {
    f: Frame,
    owner: String,
    site: String,
    month: String,
    state: String,
    before: Option<(DocumentId, String)>,
    after: Option<(DocumentId, String)>,
    held: Vec<(String, String)>,
    /// Account, debit or credit, all months.
    balances: Vec<(String, String)>,
    rows: Vec<Row>,
    report: Vec<Account>,
    counts: Vec<(String, Option<String>)>,
}

pub(super) fn month(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.office.shown.index.reader()?;
    let known = visit.known(&db)?;
    let ledger = visit.document(&known, &LEDGER)?;
    let opened = visit.reader(&known).open(ledger.scope, ledger.id)?;
    let (_, document) = opened.ok_or(Fault::NotFound)?;
    let book = known.book_with(ledger.id)?.ok_or(Fault::NotFound)?;
    let at = book.months.iter().position(|(_, id)| *id == ledger.id).ok_or(Fault::NotFound)?;
    let link = |(month, id): &(_, DocumentId)| (*id, show::month(*month, words));
    let taken_back: BTreeSet<String> = known.reversals(&book)?.into_keys().collect();
    let damaged = |error: lisanga_protocol::dictionary::registers::ReadError| {
        StoreError::Damaged(error.to_string())
    };
    let scope = book.scope;
    let upwards = visit.store().write(move |db| places::upwards(db, scope))?;
    let world = known.world(&upwards, visit.office.pack);
    let named = (DocumentId(book.organisation.0), book.name.as_str());
    let journal = Journal::of(&known, &world, words, named)?;
    let mut entries = ENTRIES.all(&document).map_err(damaged)?;
    for (earlier, late) in journal.comes_late(ledger.id) {
        let opened = visit.reader(&known).open(scope, earlier)?;
        let (_, document) = opened.ok_or(Fault::NotFound)?;
        let own = ENTRIES.all(&document).map_err(damaged)?.into_iter();
        entries.extend(own.filter(|(id, _)| id.as_str() == late));
    }
    entries.sort_by(|(one, a), (other, b)| (b.event_date, other).cmp(&(a.event_date, one)));
    let row = |(id, entry): &(lisanga_protocol::dictionary::values::EntryId, JournalEntry)| Row {
        what: journal.what(entry),
        more: journal.line(id.as_str(), entry),
        amounts: amounts(visit, entry),
        taken_back: taken_back.contains(id.as_str()),
    };
    let counted = |(_, count): &(_, lisanga_protocol::documents::cash_count::CashCount)| {
        let (day, found) = (show::date(count.event_date, words), show::money(count.counted, words));
        let what = format!("{day} · {} · {found}", account_name(visit, count.account.as_str()));
        let difference = count.difference().ok().filter(|money| money.minor != 0);
        (what, difference.map(|money| show::money(money, words)))
    };
    let balance = |(account, money): (String, Money)| {
        (account_name(visit, &account), show::money(money, words))
    };
    let record = world.record(ledger.id).map_err(unread)?.ok_or(Fault::NotFound)?;
    let state = words
        .language
        .code(PERIOD_STATE, counted::state(&world, &record).map_err(unread)?)
        .unwrap_or_default();
    render(&MonthPage {
        state: state.to_owned(),
        f: visit.frame(book.name.clone()),
        site: visit.place(book.scope).map(|place| place.name.clone()).unwrap_or_default(),
        month: show::month(book.months[at].0, words),
        before: book.months.get(at + 1).map(link),
        after: at.checked_sub(1).and_then(|at| book.months.get(at)).map(link),
        held: held(visit, &known, &book)?,
        balances: known.balances(&book, None)?.into_iter().map(balance).collect(),
        rows: entries.iter().map(row).collect(),
        report: journal.report(visit.office.pack, ledger.id, false)?,
        counts: CASH_COUNTS.all(&document).map_err(damaged)?.iter().map(counted).collect(),
        owner: book.owner,
    })
}

/// What came and what went where money lies.
fn amounts(visit: &Visit<'_>, entry: &JournalEntry) -> Vec<(String, bool)> {
    let own =
        entry.lines.iter().filter(|line| visit.office.pack.holds_money(line.account.as_str()));
    own.map(|line| {
        let comes = line.side == Side::D;
        let sign = if comes { "+" } else { "\u{2212}" };
        (format!("{sign}{}", show::money(line.amount, visit.asked.words)), comes)
    })
    .collect()
}
