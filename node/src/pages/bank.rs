//! A bank account: lines of its statements beside operations of the book, matched one by one.

use askama::Template;
use lisanga_index::{Known, Names as _};
use lisanga_pages::form::Choice;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::bank_account::BANK_ACCOUNT;
use lisanga_protocol::documents::bank::{self, Open, Standing};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::home::Due;
use super::steps::Steps;
use super::{Answer, Fault, LEDGERS, Visit, entry, kinds, page as render, unread};

#[derive(Template)]
#[template(path = "bank.html")]
struct Page {
    f: Frame,
    key: String,
    id: DocumentId,
    name: String,
    /// What it is, and how much.
    sums: Vec<(String, String)>,
    /// Lines of the statement that nothing answers: name, what, the operations it may be.
    lines: Vec<(String, String, Vec<Choice>)>,
    /// Operations that nothing answers: where each is shown, and what it is.
    entries: Vec<(String, String)>,
    writes: bool,
}

/// The account that the path names, with how it stands.
fn account(visit: &Visit<'_>, known: &Known<'_>) -> Result<(Record, Standing), Fault> {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let world = visit.world(known)?;
    let account = world.record(id).map_err(unread)?;
    let account = account.filter(|account| *account.kind == BANK_ACCOUNT).ok_or(Fault::NotFound)?;
    let standing = bank::standing(&world, &account).map_err(unread)?;
    Ok((account, standing.ok_or(Fault::NotFound)?))
}

/// The name of an operation in a form: its ledger, then itself.
fn named(open: &Open) -> Option<String> {
    open.ledger.map(|ledger| format!("{ledger}/{}", open.entry))
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let (account, standing) = account(visit, &known)?;
    let said = |open: &Open| {
        let parts =
            [show::date(open.day, words), show::money(open.amount, words), open.text.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let line = |line: &Open| {
        // Only what moves as much can be the same; the nearest day is the likeliest.
        let mut fits: Vec<&Open> =
            standing.entries.iter().filter(|entry| entry.amount == line.amount).collect();
        fits.sort_by_key(|entry| line.day.days_until(entry.day).unsigned_abs());
        let choice = |(at, entry): (usize, &&Open)| {
            Some(Choice { value: named(entry)?, label: said(entry), chosen: at == 0 })
        };
        let choices = fits.iter().enumerate().filter_map(choice).collect();
        (line.entry.clone(), said(line), choices)
    };
    let address = |entry: &Open| {
        let ledger = entry.ledger.map(|ledger| ledger.to_string()).unwrap_or_default();
        (format!("/cash/{ledger}/entries/{}", entry.entry), said(entry))
    };
    let sums = [
        (words.label("bank-account-book-balance"), standing.book),
        (words.label("bank-account-statement-balance"), standing.statement),
        (words.label("bank-account-difference"), standing.difference()),
    ];
    render(&Page {
        f: visit.frame(words.say("bank-title"))?,
        key: entry::new_key(visit),
        id: account.id,
        name: known.name(account.id).unwrap_or_default(),
        sums: sums.map(|(label, money)| (label.to_owned(), show::money(money, words))).into(),
        lines: standing.lines.iter().map(line).collect(),
        entries: standing.entries.iter().map(address).collect(),
        writes: kinds::writes(visit, &BANK_ACCOUNT),
    })
}

/// Notes which lines are which operations; each operation is one line's.
pub(super) fn reconcile(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let (account, standing) = account(visit, &known)?;
    let mut left: Vec<&Open> = standing.entries.iter().collect();
    let mut puts = Vec::new();
    for line in &standing.lines {
        let wanted = form.text(&format!("line-{}", line.entry));
        let at = left.iter().position(|entry| {
            entry.amount == line.amount && named(entry).as_deref() == Some(wanted)
        });
        let Some(entry) = at.map(|at| left.remove(at)) else { continue };
        let Some(ledger) = entry.ledger else { continue };
        puts.push((format!("reconciled/{}/ledger", line.entry), ledger.to_string()));
        puts.push((format!("reconciled/{}/entry", line.entry), entry.entry.clone()));
    }
    let (id, to) = (account.id, format!("/bank/{}", account.id));
    if puts.is_empty() {
        return Ok(Reply::see_other(&format!("{to}?done=unchanged")));
    }
    visit.submit(&key, move |author| {
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            puts.into_iter().try_for_each(|(path, value)| {
                let wrong = |_| StoreError::Invalid("a reconciliation");
                edit.put(automerge::ROOT, path, value).map_err(wrong)
            })
        })?;
        Ok(format!("{to}?done=saved"))
    })
}

/// An account is reconciled from its page.
pub(super) fn steps(visit: &Visit<'_>, id: DocumentId, steps: &mut Steps) {
    if id.kind() == BANK_ACCOUNT.number && visit.may(LEDGERS) {
        steps.links.push((format!("/bank/{id}"), visit.asked.words.say("bank-title")));
    }
}

/// Accounts in which something has waited for its answer too long.
pub(super) fn due(visit: &Visit<'_>, known: &Known<'_>) -> Result<Vec<Due>, Fault> {
    let (words, today) = (visit.asked.words, visit.pages.desk.store.seams().today());
    let world = visit.world(known)?;
    let most = visit.pages.pack.limit("unreconciled_days", 45);
    let mut due = Vec::new();
    for account in world.all(&BANK_ACCOUNT).map_err(unread)? {
        let standing = bank::standing(&world, &account).map_err(unread)?;
        let standing = standing.filter(|standing| bank::is_late(standing, most, today));
        let Some(since) = standing.and_then(|standing| standing.open_since()) else { continue };
        let name = known.name(account.id).unwrap_or_default();
        due.push(Due {
            to: format!("/bank/{}", account.id),
            icon: "scale",
            what: words.fill("due-bank", &[("name", &name)]),
            more: show::day(since, words),
            late: true,
        });
    }
    Ok(due)
}
