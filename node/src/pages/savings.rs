//! A savings group: what each member has in it, and the share-out that ends a cycle. Source: domain.md §5.13.

use askama::Template;
use lisanga_index::{Book, Known, Names as _};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::savings_group::SAVINGS_GROUP;
use lisanga_protocol::dictionary::values::{EntryId, Ref};
use lisanga_protocol::documents::custody::Kept;
use lisanga_protocol::documents::ledger::{JournalEntry, Line, Side};
use lisanga_protocol::documents::savings::{self, Standing};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::accounts;
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use serde_json::json;

use super::steps::Steps;
use super::{Answer, Fault, Visit, cash, entry, kinds, page as render, unread};

/// What somebody gets: who, for how many shares, how much.
type Part = (DocumentId, i64, Money);

#[derive(Template)]
#[template(path = "share_out.html")]
struct ShareOut {
    f: Frame,
    key: String,
    id: DocumentId,
    name: String,
    /// Member, shares, what they get, what they still owe.
    rows: Vec<[String; 4]>,
    fund: String,
    social: String,
    /// Why it cannot be shared out yet.
    fault: Option<String>,
}

/// The group that the path names, with how it stands.
fn group(visit: &Visit<'_>, known: &Known<'_>) -> Result<(Record, Standing), Fault> {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let world = visit.world(known)?;
    let group = world.record(id).map_err(unread)?.filter(|group| *group.kind == SAVINGS_GROUP);
    let group = group.ok_or(Fault::NotFound)?;
    let standing = savings::standing(&world, &group).map_err(unread)?;
    Ok((group, standing.ok_or(Fault::NotFound)?))
}

/// The book of a group: that of its name, or the only one of its sort that its organisation has.
fn book(known: &Known<'_>, group: &Record) -> Result<Option<Book>, Fault> {
    let Some(organisation) = group.own.reference("organisation") else { return Ok(None) };
    let mut books = known.books()?;
    books.retain(|book| book.organisation.0 == organisation.0 && book.kind == "AVEC");
    let named = books.iter().position(|book| book.name == group.own.text("name"));
    let only = (books.len() == 1).then_some(0);
    Ok(named.or(only).map(|at| books.swap_remove(at)))
}

/// What the shares of the cycle cost, of one member or of all.
fn cost(group: &Record, shares: i64) -> Option<Money> {
    group.own.money("share_price")?.times(shares).ok()
}

/// Why the book of a group does not take the share-out: it says other shares than the meetings, or its box is kept
/// elsewhere, or its month is closed.
fn book_fault(
    visit: &Visit<'_>,
    known: &Known<'_>,
    group: &Record,
    standing: &Standing,
) -> Result<Option<String>, Fault> {
    let words = visit.asked.words;
    let (Some(book), Some(cost)) = (book(known, group)?, cost(group, standing.shares())) else {
        return Ok(None);
    };
    let held = known.balances(&book, None)?.into_iter();
    let held = held.filter(|(account, money)| {
        accounts::is_under(account, accounts::SAVINGS) && money.currency == cost.currency
    });
    let held = Money::new(held.map(|(_, money)| -money.minor).sum(), cost.currency);
    if held != cost {
        let (held, cost) = (show::money(held, words), show::money(cost, words));
        return Ok(Some(words.fill("share-out-book", &[("book", &held), ("meetings", &cost)])));
    }
    let organisation = DocumentId(book.organisation.0);
    let today = visit.pages.desk.store.seams().today();
    if cash::is_closed(visit, known, (organisation, &book.name), today)? {
        return Ok(Some(words.say("cash-closed-month")));
    }
    cash::kept_elsewhere(
        visit,
        known,
        Kept::Box { organisation, book: &book.name, account: accounts::CASH },
    )
}

/// The operation that shares the fund out: to each the cost of their shares, with what the cycle earned or lost.
fn operation(
    group: &Record,
    standing: &Standing,
    parts: &[Part],
    day: Date,
) -> Option<JournalEntry> {
    let line = |account: &str, side, amount, party| {
        Some(Line { account: account.parse().ok()?, side, amount, party, tag: None })
    };
    let mut lines = Vec::new();
    for (person, shares, _) in parts {
        lines.push(line(accounts::SAVINGS, Side::D, cost(group, *shares)?, Some(Ref(person.0)))?);
    }
    let earned = standing.fund.minor.checked_sub(cost(group, standing.shares())?.minor)?;
    let side = if earned > 0 { Side::D } else { Side::C };
    let result = Money::new(earned.abs(), standing.fund.currency);
    lines.extend(if earned == 0 {
        None
    } else {
        line(accounts::INTEREST_EARNED, side, result, None)
    });
    lines.push(line(accounts::CASH, Side::C, standing.fund, None)?);
    Some(JournalEntry {
        event_date: day,
        r#type: "AVEC_SHAREOUT".parse().ok()?,
        text: Some(group.own.text("name").to_owned()).filter(|name| !name.is_empty()),
        receipt_no: None,
        receipt: None,
        counterparty: None,
        reverses: None,
        lines,
    })
}

/// Why a cycle cannot be ended yet.
fn fault(
    visit: &Visit<'_>,
    known: &Known<'_>,
    group: &Record,
    standing: &Standing,
) -> Result<Option<String>, Fault> {
    let words = visit.asked.words;
    let why = if group.own.has("closed") || !group.rows("share_outs").is_empty() {
        Some(words.say("share-out-done"))
    } else if standing.lent().minor != 0 {
        let lent = show::money(standing.lent(), words);
        Some(words.fill("share-out-lent", &[("amount", &lent)]))
    } else if standing.share_out().is_none() {
        Some(words.say("share-out-nobody"))
    } else if !known.blocking(group.id)?.is_empty() {
        Some(words.say("share-out-blocked"))
    } else {
        None
    };
    if why.is_some() { Ok(why) } else { book_fault(visit, known, group, standing) }
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let (group, standing) = group(visit, &known)?;
    // Once it is done, what was written down then.
    let recorded = group.rows("share_outs__lines").iter().filter_map(|row| {
        Some((row.reference("person")?, row.number("shares")?, row.money("amount")?))
    });
    let recorded: Vec<_> = recorded.collect();
    let open = || standing.share_out().unwrap_or_default();
    let parts = if recorded.is_empty() { open() } else { recorded };
    let currency = standing.fund.currency;
    let row = |(id, member): (&DocumentId, &savings::Member)| {
        let gets = parts.iter().find(|(person, ..)| person == id);
        let owes = Money::new(member.owes, currency);
        [
            known.told_apart(*id).unwrap_or_default(),
            show::number(member.shares, words.language),
            gets.map(|(.., amount)| show::money(*amount, words)).unwrap_or_default(),
            if member.owes == 0 { String::new() } else { show::money(owes, words) },
        ]
    };
    let fault = fault(visit, &known, &group, &standing)?;
    render(&ShareOut {
        f: visit.frame(words.say("share-out-title"))?,
        key: entry::new_key(visit),
        id: group.id,
        name: known.name(group.id).unwrap_or_default(),
        rows: standing.members.iter().map(row).collect(),
        fund: show::money(standing.fund, words),
        social: show::money(standing.social, words),
        fault,
    })
}

/// Writes down who got what, and ends the cycle.
pub(super) fn share_out(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let (group, standing) = group(visit, &known)?;
    let parts = standing.share_out();
    let (Some(parts), None) = (parts, fault(visit, &known, &group, &standing)?) else {
        return page(visit);
    };
    let today = visit.pages.desk.store.seams().today();
    let line = |(person, shares, amount): &Part| json!({ "person": person.to_string(), "shares": shares, "amount": amount.to_string() });
    let lines: Vec<_> = parts.iter().map(line).collect();
    let said = json!({
        "event_date": today.to_string(), "fund": standing.fund.to_string(), "lines": lines,
    });
    let book = book(&known, &group)?.as_ref().map(cash::desk).transpose()?;
    let posted = book.zip(operation(&group, &standing, &parts, today));
    let name: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    let (id, entry) = (group.id, entry::new_entry(visit));
    visit.submit(&key, move |author| {
        if let Some((book, operation)) = &posted {
            book.post(author, &name, operation)?;
        }
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            let wrong = |_| StoreError::Invalid("a share-out");
            let root = automerge::ROOT;
            edit.put(&root, format!("share_outs/{entry}"), said.to_string()).map_err(wrong)?;
            edit.put(&root, format!("closed/{today}"), true).map_err(wrong)
        })?;
        Ok(format!("/documents/savings_group/{id}?done=saved"))
    })
}

/// The cycle of a group is ended from its page.
pub(super) fn steps(visit: &Visit<'_>, id: DocumentId, steps: &mut Steps) {
    if id.kind() == SAVINGS_GROUP.number && kinds::writes(visit, &SAVINGS_GROUP) {
        let label = visit.asked.words.say("share-out-title");
        steps.links.push((format!("/savings/{id}/share-out"), label));
    }
}
