//! Another box of a book, or another telephone: a code after that of the account tells it from the first (`571-2`).
//! It is kept by this device, and may hold something already.

use lisanga_index::Known;
use lisanga_pages::form::{Choice, Control, Hand, Part, choose};
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::custody::CUSTODIAN;
use lisanga_protocol::documents::ledger::{moving, natural_key};
use lisanga_protocol::packs::{Way, accounts};
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::{CashForm, Opened, account_name, guard, how_many, opening, places};
use crate::pages::{Answer, Fault, Visit, context, entry};

/// Accounts of which a book can have further ones; those of banks are told by the page of a bank account.
const CHARTS: [&str; 2] = [accounts::CASH, accounts::MOBILE_MONEY];
/// Characters of a code.
const LONGEST: usize = 8;

pub(in crate::pages) fn form(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let (key, fields) = entry::begun(visit, |form| form.add("chart", CHARTS[0]))?;
    let hand = Hand::new(&LEDGER, &fields, context(visit, &known));
    screen(visit, &opened, &hand, key)
}

fn screen(visit: &Visit<'_>, opened: &Opened, hand: &Hand<'_>, key: String) -> Answer {
    let words = visit.asked.words;
    let in_book = |chart: &&str| {
        let account = visit.pages.pack.account(chart);
        account.is_some_and(|account| account.books.contains(&opened.book.kind))
    };
    let choice = |chart: &str| Choice {
        value: chart.to_owned(),
        label: account_name(visit, chart),
        chosen: hand.form.text("chart") == chart,
    };
    let charts = CHARTS.into_iter().filter(|chart| in_book(chart)).map(choice).collect();
    let value = hand.form.text("which").to_owned();
    let line = Control::Line { value, kind: "text", keyboard: "text", unit: None };
    let which = choose("which", words.say("further-which"), Vec::new(), &hand.faults);
    let called = visit.pages.pack.mobile_money.iter().map(|name| in_code(name));
    let called = called.collect::<Vec<_>>().join(", ");
    let help = Some(words.fill("further-which-named", &[("names", &called)]));
    let mut parts = vec![
        choose("chart", words.say("further-kind"), charts, &hand.faults),
        Part { control: line, help, ..which },
    ];
    parts.extend(visit.pages.pack.currencies.iter().map(|currency| {
        let code = currency.code.code();
        hand.amount(&opening::held_in(code), words.fill("cash-held", &[("currency", code)]))
    }));
    let form = CashForm {
        f: visit.frame(words.say("further-title"))?,
        key,
        to: format!("/cash/{}/box", opened.id),
        back: format!("/cash/{}", opened.id),
        about: opened.title(),
        marked: None,
        parts,
        faults: how_many(&hand.faults),
        doubt: None,
        hidden: Vec::new(),
    };
    form.reply()
}

/// A name as a code bears it: « M-Pesa » as MPESA, « Orange Money » as ORANGE.
fn in_code(name: &str) -> String {
    let first = name.split_whitespace().next().unwrap_or_default();
    let plain = first.chars().filter(char::is_ascii_alphanumeric).take(LONGEST);
    plain.collect::<String>().to_uppercase()
}

/// The account that was entered, if the book has no such one yet.
fn read(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    hand: &mut Hand<'_>,
) -> Result<Option<Code>, Fault> {
    let words = visit.asked.words;
    let chart = CHARTS.into_iter().find(|chart| *chart == hand.form.text("chart"));
    let which = hand.form.text("which").trim().to_uppercase();
    let plain = which.chars().all(|c| c.is_ascii_alphanumeric());
    let Some(chart) = chart else {
        hand.missing("chart");
        return Ok(None);
    };
    if which.is_empty() || which.len() > LONGEST || !plain {
        hand.faults.add("which", words.say("further-which-why"));
        return Ok(None);
    }
    let account = format!("{chart}-{which}").parse::<Code>().ok();
    let there = places(visit, known, &opened.book)?;
    if account.as_ref().is_some_and(|account| there.contains(account)) {
        hand.faults.add("which", words.say("further-there"));
    }
    Ok(account)
}

pub(in crate::pages) fn open(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let mut hand = Hand::new(&LEDGER, form, context(visit, &known));
    let account = read(visit, &known, &opened, &mut hand)?;
    let held = opening::held(visit, &mut hand);
    let today = visit.pages.desk.store.seams().today();
    if guard::is_closed(visit, &known, opened.named(), today)? {
        hand.faults.add("which", visit.asked.words.say("cash-closed-month"));
    }
    let (Some(account), true) = (account, hand.faults.is_empty()) else {
        return screen(visit, &opened, &hand, key);
    };
    let posting = visit.pages.pack.posting("OPENING", Way::In);
    let posting = posting.ok_or(StoreError::Invalid("a pack without boxes"))?;
    let mut entries = Vec::new();
    for money in held {
        let id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
        entries.extend(moving(posting, &account, money, None, today).map(|entry| (id, entry)));
    }
    let (book, own) = (opened.desk()?, Ref(visit.pages.desk.own_document().0));
    visit.submit(&key, move |author| {
        let month = natural_key(&book.organisation, &book.name, today.month());
        let ledger = author.change(Target::Natural(LEDGER.number, month.as_bytes()), |edit| {
            let opened = book.open(edit, today.month());
            let kept = opened.and_then(|()| CUSTODIAN.write(edit, &account, &own));
            kept.map_err(|_| StoreError::Invalid("a box"))
        })?;
        for (id, entry) in &entries {
            book.post(author, id, entry)?;
        }
        let ledger = ledger.ok_or(StoreError::Invalid("a box"))?;
        Ok(format!("/cash/{ledger}?done=saved"))
    })
}
