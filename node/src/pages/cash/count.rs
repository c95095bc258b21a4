//! What is found in a box at the end of a day, note by note, beside what the book says.

use askama::Template;
use axum::http::StatusCode;
use lisanga_index::Known;
use lisanga_pages::form::{Hand, Part};
use lisanga_pages::frame::Frame;
use lisanga_pages::show as say;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kinds::ledger::LEDGER;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::cash_count::{CashCount, Pieces};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::{PackCurrency, accounts};
use lisanga_protocol::units::Money;

use super::{Opened, account_name, boxes, how_many, places};
use crate::pages::{Answer, Fault, Visit, context, entry};

/// Of one value there are never more than this.
const MOST: i64 = 1_000_000;

/// The notes and coins of one currency.
struct Purse {
    currency: &'static str,
    /// What the book says.
    book: String,
    /// Input, value, how many.
    pieces: Vec<(String, String, String)>,
    /// The sum, for those who do not list the pieces.
    total: Part,
}

#[derive(Template)]
#[template(path = "count.html")]
struct CountPage {
    f: Frame,
    id: DocumentId,
    key: String,
    about: String,
    purses: Vec<Purse>,
    parts: Vec<Part>,
    /// The box that is counted, what it is called, and the others of the book.
    account: String,
    which: String,
    others: Vec<(String, String)>,
    faults: usize,
}

pub(in crate::pages) fn form(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let mut fields = Fields::default();
    fields.add("account", visit.asked.query.text("account").to_owned());
    fields.add("event_date", visit.pages.desk.store.seams().today().to_string());
    let hand = Hand::new(&LEDGER, &fields, context(visit, &known));
    screen(visit, &known, &opened, &hand, entry::new_key(visit))
}

fn screen(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    hand: &Hand<'_>,
    key: String,
) -> Answer {
    let words = visit.asked.words;
    let (counted, others) = counted(visit, known, opened, hand.form)?;
    let mut purses = Vec::new();
    for currency in &visit.pages.pack.currencies {
        let code = currency.code.code();
        let piece = |minor: &i64| {
            let value = say::money(Money::new(*minor, currency.code), words);
            let name = piece_input(code, *minor);
            let typed = hand.form.text(&name).to_owned();
            (name, value, typed)
        };
        purses.push(Purse {
            currency: code,
            book: say::money(boxes(known, opened, &counted, currency.code)?, words),
            pieces: currency.denominations.iter().rev().map(piece).collect(),
            total: hand
                .amount(&total_input(code), words.fill("count-total", &[("currency", code)])),
        });
    }
    let parts =
        [["cash_counts", "event_date"], ["cash_counts", "witnesses"], ["cash_counts", "text"]];
    let faults = how_many(&hand.faults);
    let template = CountPage {
        f: visit.frame(words.say("count-title"))?,
        id: opened.id,
        key,
        about: opened.title(),
        purses,
        parts: parts.iter().map(|path| hand.part(path)).collect(),
        account: counted.to_string(),
        which: account_name(visit, counted.as_str()),
        others,
        faults,
    };
    let status = if faults > 0 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(Reply::page(template.render()?).status(status))
}

/// The box that is counted, the first if none is named, and the others of the book, each with its name.
fn counted(
    visit: &Visit<'_>,
    known: &Known<'_>,
    opened: &Opened,
    form: &Fields,
) -> Result<(Code, Vec<(String, String)>), Fault> {
    let mut boxes = places(visit, known, &opened.book)?;
    let first = super::cash(visit)?;
    boxes.retain(|place| accounts::is_under(place.as_str(), first.as_str()));
    let wanted = form.text("account");
    let counted = boxes.iter().find(|place| place.as_str() == wanted).cloned().unwrap_or(first);
    let others = boxes.into_iter().filter(|place| *place != counted);
    let others =
        others.map(|place| (place.to_string(), account_name(visit, place.as_str()))).collect();
    Ok((counted, others))
}

fn piece_input(currency: &str, minor: i64) -> String {
    format!("n-{currency}-{minor}")
}

fn total_input(currency: &str) -> String {
    format!("total-{currency}")
}

/// What was found of one currency; none if it was not counted.
fn found(hand: &mut Hand<'_>, currency: &PackCurrency) -> Option<(Money, Vec<Pieces>)> {
    let (code, words) = (currency.code.code(), hand.context.words);
    let total = hand.money(&total_input(code), currency.code);
    let mut pieces = Vec::new();
    for minor in &currency.denominations {
        let name = piece_input(code, *minor);
        let text = hand.form.text(&name).trim();
        match text.parse::<i64>() {
            _ if text.is_empty() => {}
            Ok(count) if (0..=MOST).contains(&count) => {
                pieces.push(Pieces { value: Money::new(*minor, currency.code), count });
            }
            _ => hand.faults.add(total_input(code), words.fill("count-bad", &[("text", text)])),
        }
    }
    let nothing = Some(Money::new(0, currency.code));
    let sum = pieces
        .iter()
        .fold(nothing, |sum, pieces| sum?.plus(pieces.value.times(pieces.count).ok()?).ok())?;
    match total {
        Some(total) if !pieces.is_empty() && total != sum => {
            let sum = say::money(sum, words);
            hand.faults.add(total_input(code), words.fill("count-differs", &[("sum", &sum)]));
            None
        }
        Some(total) => Some((total, pieces)),
        None => (!pieces.is_empty()).then_some((sum, pieces)),
    }
}

pub(in crate::pages) fn count(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let opened = Opened::read(visit, &known)?;
    let mut hand = Hand::new(&LEDGER, form, context(visit, &known));
    let text = |value: Option<_>| value.as_ref().and_then(text_of);
    let day = text(hand.required(&["cash_counts", "event_date"]));
    let day = day.and_then(|day| day.parse().ok());
    if day.is_some_and(|day| day > hand.context.today) {
        hand.faults.add("event_date", visit.asked.words.say("cash-future"));
    }
    let said = text(hand.value(&["cash_counts", "text"]));
    let witnesses = hand.references(&["cash_counts", "witnesses"]);
    let witnesses: Vec<Ref> = witnesses.into_iter().map(|id| Ref(id.0)).collect();
    let (of, _) = counted(visit, &known, &opened, form)?;
    let mut counts = Vec::new();
    for currency in &visit.pages.pack.currencies {
        if let (Some((counted, pieces)), Some(event_date)) = (found(&mut hand, currency), day) {
            let id: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
            counts.push((
                id,
                CashCount {
                    event_date,
                    account: of.clone(),
                    counted,
                    book_balance: boxes(&known, &opened, &of, currency.code)?,
                    pieces,
                    witnesses: witnesses.clone(),
                    text: said.clone(),
                },
            ));
        }
    }
    if counts.is_empty() && hand.faults.is_empty() {
        let first = visit.pages.pack.currencies.first().map_or("", |first| first.code.code());
        hand.missing(&total_input(first));
    }
    if !hand.faults.is_empty() {
        return screen(visit, &known, &opened, &hand, key);
    }
    let book = opened.desk()?;
    visit.submit(&key, move |author| {
        let mut to = String::new();
        for (id, count) in &counts {
            to = format!("/cash/{}?done=saved", book.count(author, id, count)?);
        }
        Ok(to)
    })
}
