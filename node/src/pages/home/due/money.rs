//! Boxes that nobody counted, operations and sharings that wait for a second person, loans that are overdue.

use lisanga_index::{Book, Row};
use lisanga_pages::show;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::kinds::organisation::ORGANISATION;
use lisanga_protocol::dictionary::kinds::savings_group::SAVINGS_GROUP;
use lisanga_protocol::documents::loans;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::rules;
use lisanga_protocol::world::World as _;
use lisanga_store::StoreError;
use serde_json::Value as Json;

use super::{Due, Look};
use crate::pages::{APPROVERS, COUNTERS, Fault, TREASURERS, cash, sharing, unread};

pub(super) fn due(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    let mut due = Vec::new();
    let counts = look.visit.may(COUNTERS);
    if look.visit.may(APPROVERS) {
        for book in look.known.books()? {
            if let Some((_, ledger)) = book.months.first() {
                let title = format!("{} · {}", book.name, book.owner);
                if counts {
                    due.extend(to_count(look, *ledger, &title)?);
                }
                due.extend(to_approve(look, &book, &title)?);
            }
        }
        due.extend(sharing::waiting(look.visit, look.known)?);
        if counts {
            due.extend(to_receive(look)?);
        }
    }
    if look.visit.may(TREASURERS) {
        due.extend(sharing::to_note(look.visit, look.world)?);
    }
    if look.reads(&SAVINGS_GROUP) {
        due.extend(overdue(look)?);
    }
    Ok(due)
}

/// A box in which something moved after it was last counted. Entries are named in the order in which they
/// were written.
fn to_count(look: &Look<'_>, ledger: DocumentId, title: &str) -> Result<Option<Due>, StoreError> {
    let written = |table: &str| -> Result<Vec<String>, StoreError> {
        let rows = look.known.rows(ledger, &format!("{}__{table}", LEDGER.name))?;
        let text = |row: &Row, name: &str| row.get(name).and_then(Json::as_str).map(str::to_owned);
        // What a book is opened with was counted just then.
        let moves = rows.iter().filter(|row| text(row, "type").as_deref() != Some("OPENING"));
        Ok(moves.filter_map(|row| text(row, "id")).collect())
    };
    let counted = written("cash_counts")?.into_iter().max().unwrap_or_default();
    let since = written("entries")?.into_iter().filter(|entry| *entry > counted).count();
    if since == 0 {
        return Ok(None);
    }
    let words = look.visit.asked.words;
    let what = words.fill("due-count", &[("book", title)]);
    let more = words.count("due-operations", since as u64);
    Ok(Some(Due { to: format!("/cash/{ledger}/count"), icon: "scale", what, more, late: false }))
}

/// Operations of a book that somebody else entered and that are large enough to need a second person.
fn to_approve(look: &Look<'_>, book: &Book, title: &str) -> Result<Option<Due>, Fault> {
    let words = look.visit.asked.words;
    let waiting = cash::waiting(look.visit, look.known, book)?;
    let count = waiting.len() as u64;
    Ok(waiting.into_iter().next().map(|to| Due {
        to,
        icon: "check",
        what: words.fill("due-approve", &[("book", title)]),
        more: words.count("due-waiting", count),
        late: false,
    }))
}

/// What left one box or bank some days ago and arrived at no other: whoever got it enters it (domain.md §9.3 no. 12).
fn to_receive(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    /// Days that money may be on its way before somebody is reminded.
    const SOON: i32 = 3;
    let words = look.visit.asked.words;
    let mut due = Vec::new();
    for organisation in look.world.all(&ORGANISATION).map_err(unread)? {
        for transit in rules::in_transit(look.world, organisation.id).map_err(unread)? {
            let Some(day) = transit.day.filter(|day| day.days_until(look.today) >= SOON) else {
                continue;
            };
            if transit.open.minor <= 0 {
                continue;
            }
            let amount = show::money(transit.open, words);
            let said = [("amount", amount.as_str()), ("book", &transit.book)];
            due.push(Due {
                to: format!("/cash/{}/new?way=in", transit.ledger),
                icon: "download",
                what: words.fill("due-receive", &said),
                more: show::day(day, words),
                late: false,
            });
        }
    }
    Ok(due)
}

/// Loans of savings groups and cooperatives that should have been paid back.
fn overdue(look: &Look<'_>) -> Result<Vec<Due>, Fault> {
    let words = look.visit.asked.words;
    let mut told = Vec::new();
    let mut lenders = look.world.all(&SAVINGS_GROUP).map_err(unread)?;
    lenders.retain(|group| !group.own.has("closed"));
    lenders.extend(look.world.all(&ORGANISATION).map_err(unread)?);
    for lender in lenders {
        let lent = loans::of(look.world, &lender, Some(look.today)).map_err(unread)?;
        for loan in loans::overdue(&lent, look.today) {
            let amount = show::money(loan.amount, words);
            let filled = [("name", look.name(loan.person)), ("amount", amount)];
            let filled: Vec<(&str, &str)> =
                filled.iter().map(|(name, text)| (*name, text.as_str())).collect();
            let what = words.fill("due-loan", &filled);
            told.push(look.until(lender.id, "wallet", what, loan.since));
        }
    }
    Ok(told)
}
