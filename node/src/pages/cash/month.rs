//! The books of a site, and a month of one of them.

use std::collections::BTreeSet;

use askama::Template;
use lisanga_index::{Book, Known, Names as _};
use lisanga_pages::frame::Frame;
use lisanga_pages::journal::{Account, Journal};
use lisanga_pages::show as say;
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::lists::PERIOD_STATE;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::documents::cash_count::CASH_COUNTS;
use lisanga_protocol::documents::counted;
use lisanga_protocol::documents::ledger::{ENTRIES, JournalEntry};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Currency, Money};
use lisanga_protocol::world::World as _;

use super::{Opened, account_name, control, moved, signed};
use crate::pages::{Answer, Fault, TREASURERS, Visit, entry, page as render, unread};

#[derive(Template)]
#[template(path = "books.html")]
struct Books {
    f: Frame,
    cards: Vec<Card>,
    opens: bool,
}

/// A book in the list.
struct Card {
    owner: String,
    name: String,
    /// Of the latest month.
    ledger: DocumentId,
    /// What is in each box.
    held: Vec<(String, String)>,
}

pub(in crate::pages) fn books(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let mut cards = Vec::new();
    for book in known.books()? {
        let Some((_, ledger)) = book.months.first().copied() else { continue };
        let held = held(visit, &known, &book)?;
        cards.push(Card { owner: book.owner, name: book.name, ledger, held });
    }
    let f = visit.frame(visit.asked.words.say("cash-title"))?;
    render(&Books { f, cards, opens: visit.may(TREASURERS) })
}

/// What each box and each account with money of a book holds.
fn held(visit: &Visit<'_>, known: &Known<'_>, book: &Book) -> Result<Vec<(String, String)>, Fault> {
    let all = known.balances(book, None)?.into_iter();
    let own = all.filter(|(account, _)| visit.pages.pack.holds_money(account));
    Ok(own
        .map(|(account, money)| {
            (account_name(visit, &account), say::money(money, visit.asked.words))
        })
        .collect())
}

/// An operation in the list of a month.
struct Row {
    /// The month it stands in: an earlier one, if it came after that was closed.
    ledger: DocumentId,
    id: String,
    what: String,
    more: String,
    amounts: Vec<(String, bool)>,
    taken_back: bool,
}

/// A count in the list of a month.
struct Counted {
    what: String,
    difference: Option<String>,
    /// Where the difference can be noted.
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "month.html")]
struct MonthPage {
    f: Frame,
    id: DocumentId,
    owner: String,
    month: String,
    state: String,
    before: Option<(DocumentId, String)>,
    after: Option<(DocumentId, String)>,
    held: Vec<(String, String)>,
    rows: Vec<Row>,
    report: Vec<Account>,
    counts: Vec<Counted>,
    keeps: bool,
    counts_cash: bool,
    closed: bool,
    /// The key of the form that closes the month or opens it again, for whoever may.
    closes: Option<String>,
    /// The boxes that nobody counted since the last operation.
    uncounted: String,
    keepers: Vec<Keeper>,
}

/// Who keeps a box.
struct Keeper {
    said: String,
    /// Where it is handed over, if it is kept here.
    gives: Option<String>,
}

pub(in crate::pages) fn month(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let months = &opened.book.months;
    let at = months.iter().position(|(_, id)| *id == opened.id).ok_or(Fault::NotFound)?;
    let link = |(month, id): &(_, DocumentId)| (*id, say::month(*month, words));
    let taken_back: BTreeSet<String> = known.reversals(&opened.book)?.into_keys().collect();
    let journal = Journal::of(&known, &visit.world(&known)?, words, opened.named())?;
    let entries = entries(visit, &opened, &journal)?;
    let row = |(ledger, id, entry): &(DocumentId, EntryId, JournalEntry)| {
        let id = id.to_string();
        Row {
            ledger: *ledger,
            what: journal.what(entry),
            more: journal.line(&id, entry),
            amounts: amounts(visit, entry),
            taken_back: taken_back.contains(&id),
            id,
        }
    };
    let rows = entries.iter().map(row).collect();
    let (closed, can) = control::closing(visit, &known, &opened, months[at].0)?;
    let [state, uncounted] = standing(visit, &known, &opened)?;
    render(&MonthPage {
        f: visit.frame(opened.book.name.clone())?,
        id: opened.id,
        owner: opened.book.owner.clone(),
        month: say::month(months[at].0, words),
        before: months.get(at + 1).map(link),
        after: at.checked_sub(1).and_then(|at| months.get(at)).map(link),
        held: held(visit, &known, &opened.book)?,
        rows,
        report: journal.report(visit.pages.pack, opened.id, true)?,
        counts: counts(visit, &opened)?,
        keeps: visit.may(TREASURERS),
        counts_cash: visit.may(crate::pages::COUNTERS),
        closed,
        closes: ((can || closed) && visit.may(crate::pages::COUNTERS))
            .then(|| entry::new_key(visit)),
        state,
        uncounted,
        keepers: keepers(visit, &known, &opened)?,
    })
}

/// Where a month stands, and the boxes that nobody counted since its last operation; both by name.
fn standing(visit: &Visit<'_>, known: &Known<'_>, opened: &Opened) -> Result<[String; 2], Fault> {
    let world = visit.world(known)?;
    let record = world.record(opened.id).map_err(unread)?.ok_or(Fault::NotFound)?;
    let boxes = counted::uncounted(&world, &record).map_err(unread)?;
    let state = counted::state(&world, &record).map_err(unread)?;
    let state = visit.asked.words.language.code(PERIOD_STATE, state);
    let name = |(account, currency): &(String, Currency)| {
        format!("{} ({})", account_name(visit, account), currency.code())
    };
    let boxes = boxes.iter().map(name).collect::<Vec<_>>().join(", ");
    Ok([state.unwrap_or_default().to_owned(), boxes])
}

/// The operations of a month and what came late and counts in it, the latest first; each with where it stands.
fn entries(
    visit: &Visit<'_>,
    opened: &Opened,
    journal: &Journal<'_>,
) -> Result<Vec<(DocumentId, EntryId, JournalEntry)>, Fault> {
    let own = ENTRIES.all(&opened.document).map_err(unread)?.into_iter();
    let mut entries: Vec<_> = own.map(|(id, entry)| (opened.id, id, entry)).collect();
    for (ledger, late) in journal.comes_late(opened.id) {
        let earlier = ENTRIES.all(&visit.document(ledger)?).map_err(unread)?.into_iter();
        let earlier = earlier.filter(|(id, _)| id.as_str() == late);
        entries.extend(earlier.map(|(id, entry)| (ledger, id, entry)));
    }
    entries.sort_by(|(_, one, a), (_, other, b)| (b.event_date, other).cmp(&(a.event_date, one)));
    Ok(entries)
}

/// The device that keeps each box, and where it is handed over to another, if that is this one.
fn keepers(visit: &Visit<'_>, known: &Known<'_>, opened: &Opened) -> Result<Vec<Keeper>, Fault> {
    let (words, world) = (visit.asked.words, visit.world(known)?);
    let organisation = opened.book.organisation.to_string();
    let mut keepers = Vec::new();
    for account in super::places(visit, known, &opened.book)? {
        let custodian = opened.kept(account.as_str()).custodian(&world).map_err(unread)?;
        let Some(custodian) = custodian else { continue };
        let name = known.name(custodian).unwrap_or_else(|| custodian.to_string());
        let place = account_name(visit, account.as_str());
        let said = words.fill("custody-keeper", &[("box", &place), ("name", &name)]);
        let here = custodian == visit.pages.desk.own_document() && visit.may(TREASURERS);
        let fields: Fields = [
            ("what", "CASH_BOX"),
            ("organisation", &organisation),
            ("book", &opened.book.name),
            ("account", account.as_str()),
        ]
        .into_iter()
        .collect();
        let gives = here.then(|| format!("/documents/hand_over/new?{}", fields.encoded()));
        keepers.push(Keeper { said, gives });
    }
    Ok(keepers)
}

/// What came and what went, each with its sign and whether it came.
fn amounts(visit: &Visit<'_>, entry: &JournalEntry) -> Vec<(String, bool)> {
    let moved = moved(visit, entry).into_iter();
    moved.map(|(_, money)| (signed(visit, money), money.minor > 0)).collect()
}

fn counts(visit: &Visit<'_>, opened: &Opened) -> Result<Vec<Counted>, Fault> {
    let words = visit.asked.words;
    let mut counts = CASH_COUNTS.all(&opened.document).map_err(unread)?;
    counts.sort_by(|(one, a), (other, b)| (b.event_date, other).cmp(&(a.event_date, one)));
    let counted = |(_, count): &(_, lisanga_protocol::documents::cash_count::CashCount)| {
        let (day, found) = (say::date(count.event_date, words), say::money(count.counted, words));
        let difference = count.difference().ok().filter(|money| money.minor != 0);
        Counted {
            what: format!("{day} · {} · {found}", account_name(visit, count.account.as_str())),
            difference: difference.map(|money| signed(visit, money)),
            note: difference.map(|money| difference_link(opened.id, &count.account, money)),
        }
    };
    Ok(counts.iter().map(counted).collect())
}

/// The form of an operation that notes a difference, filled in.
fn difference_link(
    ledger: DocumentId,
    account: &lisanga_protocol::dictionary::values::Code,
    money: Money,
) -> String {
    let way = if money.minor > 0 { "in" } else { "out" };
    let decimals = money.currency.decimals();
    let amount = lisanga_protocol::dictionary::text::decimal(
        money.minor.saturating_abs(),
        decimals,
        lisanga_protocol::languages::Language::english(),
    )
    .replace(',', "");
    let currency = money.currency.code();
    format!(
        "/cash/{ledger}/new?way={way}&type=COUNT_DIFF&account={account}&amount={amount}\
         &amount:unit={currency}"
    )
}
