//! Money of one currency changed for another, in one box: both amounts are entered, the rate follows and is
//! compared with the published one.

use lisanga_index::Known;
use lisanga_pages::form::{Choice, Hand, Part, choose};
use lisanga_pages::show as say;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::documents::exchange;
use lisanga_protocol::documents::ledger::{JournalEntry, exchanged};
use lisanga_protocol::units::{Currency, Date, Money};

use super::{CashForm, Opened, boxes, guard, how_many};
use crate::pages::{Answer, Fault, Visit, context, entry, unread};

/// The input for how much of a side, and the one for its currency.
const SIDES: [(&str, &str); 2] = [("gives", "gives-currency"), ("takes", "takes-currency")];

pub(in crate::pages) fn form(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let today = visit.pages.desk.store.seams().today();
    let (key, fields) = entry::begun(visit, |form| form.add("event_date", today.to_string()))?;
    let hand = Hand::new(&LEDGER, &fields, context(visit, &known));
    screen(visit, &known, &opened, &hand, key, None)
}

/// The currencies of the country; of the second side the second one is offered first.
fn currencies(visit: &Visit<'_>, form: &Fields, side: usize) -> Vec<Choice> {
    let chosen = form.text(SIDES[side].1);
    let codes = visit.pages.pack.currencies.iter().map(|currency| currency.code.code());
    let choice = |(at, code): (usize, &'static str)| Choice {
        value: code.to_owned(),
        label: code.to_owned(),
        chosen: if chosen.is_empty() { at == side } else { code == chosen },
    };
    codes.enumerate().map(choice).collect()
}

fn screen(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    hand: &Hand<'_>,
    key: String,
    doubt: Option<String>,
) -> Answer {
    let words = visit.asked.words;
    let labels = [words.say("change-gives"), words.say("change-takes")];
    let mut parts = Vec::new();
    for (side, label) in labels.into_iter().enumerate() {
        let (amount, currency) = SIDES[side];
        parts.push(Part { optional: None, ..hand.amount(amount, label) });
        let label = words.say("change-currency");
        parts.push(choose(currency, label, currencies(visit, hand.form, side), &hand.faults));
    }
    parts.extend(["event_date", "counterparty", "text"].map(|name| hand.part(&["entries", name])));
    let form = CashForm {
        f: visit.frame(words.say("change-title"))?,
        key,
        to: format!("/cash/{}/change", opened.id),
        back: format!("/cash/{}", opened.id),
        about: opened.title(),
        marked: guard::signature(visit, known, opened.named().0)?,
        parts,
        faults: how_many(&hand.faults),
        doubt,
        hidden: Vec::new(),
    };
    form.reply()
}

/// The amount of a side; none where it is not an amount, which is noted.
fn amount(visit: &Visit<'_>, hand: &mut Hand<'_>, side: usize) -> Option<Money> {
    let (input, currency) = SIDES[side];
    let currency: Currency = hand.form.text(currency).parse().ok()?;
    if !visit.pages.pack.uses(currency) {
        hand.missing(SIDES[side].1);
        return None;
    }
    let money = hand.money(input, currency);
    if money.is_none() && !hand.faults.touches(input) {
        hand.missing(input);
    }
    if money.is_some_and(|money| money.minor <= 0) {
        hand.faults.add(input, visit.asked.words.say("cash-nothing"));
    }
    money
}

/// What was entered.
struct Entered {
    gives: Money,
    takes: Money,
    day: Date,
    entry: JournalEntry,
}

fn read(visit: &Visit<'_>, hand: &mut Hand<'_>) -> Result<Option<Entered>, Fault> {
    let words = visit.asked.words;
    let (gives, takes) = (amount(visit, hand, 0), amount(visit, hand, 1));
    let text = |value: Option<_>| value.as_ref().and_then(text_of);
    let day = text(hand.required(&["entries", "event_date"]));
    let day = day.and_then(|day| day.parse::<Date>().ok());
    if day.is_some_and(|day| day > hand.context.today) {
        hand.faults.add("event_date", words.say("cash-future"));
    }
    let counterparty = text(hand.value(&["entries", "counterparty"]));
    let said = text(hand.value(&["entries", "text"]));
    let (Some(gives), Some(takes), Some(day)) = (gives, takes, day) else { return Ok(None) };
    if gives.currency == takes.currency {
        hand.faults.add(SIDES[1].1, words.say("change-same"));
    }
    let cash = super::cash(visit)?;
    let entry = exchanged(&cash, gives, takes, day);
    let entry = entry.map(|entry| JournalEntry { counterparty, text: said, ..entry });
    Ok(entry.filter(|_| hand.faults.is_empty()).map(|entry| Entered { gives, takes, day, entry }))
}

/// What is doubtful: the box does not hold so much, or the rate is far from the published one.
fn doubt(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    entered: &Entered,
) -> Result<Option<String>, Fault> {
    let words = visit.asked.words;
    let held = boxes(known, opened, &super::cash(visit)?, entered.gives.currency)?;
    if held.minor < entered.gives.minor {
        let held = say::money(held, words);
        return Ok(Some(words.fill("cash-short", &[("held", &held)])));
    }
    let rates = exchange::rates(&visit.world(known)?, entered.day).map_err(unread)?;
    let off = exchange::far_off(visit.pages.pack, &rates, entered.gives, entered.takes);
    Ok(off.map(|rate| words.fill("change-off", &[("rate", &say::money(rate, words))])))
}

pub(in crate::pages) fn post(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let mut hand = Hand::new(&LEDGER, form, context(visit, &known));
    let mut entered = read(visit, &mut hand)?;
    if let Some(day) = entered.as_ref().map(|entered| entered.day)
        && guard::is_closed(visit, &known, opened.named(), day)?
    {
        hand.faults.add("event_date", visit.asked.words.say("cash-closed-month"));
        entered = None;
    }
    let cash = super::cash(visit)?;
    if let Some(why) = guard::kept_elsewhere(visit, &known, opened.kept(cash.as_str()))? {
        hand.faults.add(SIDES[0].0, why);
        entered = None;
    }
    let Some(mut entered) = entered else {
        return screen(visit, &known, &opened, &hand, key, None);
    };
    if form.text("anyway").is_empty()
        && let Some(doubt) = doubt(visit, &known, &opened, &entered)?
    {
        return screen(visit, &known, &opened, &hand, key, Some(doubt));
    }
    let book = opened.desk()?;
    let id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    visit.submit(&key, move |author| {
        entered.entry.receipt_no = Some(author.next_number()?);
        let ledger = book.post(author, &id, &entered.entry)?;
        Ok(format!("/cash/{ledger}/entries/{id}?done=saved"))
    })
}
