//! Cards of the site that end in a quarter, or ended already, renewed together: one list, one receipt, one request in
//! each (domain.md §5.9).

use std::collections::BTreeMap;

use askama::Template;
use axum::http::StatusCode;
use lisanga_index::{Known, Names as _};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::licence::LICENCE;
use lisanga_protocol::dictionary::lists::{LICENCE_KIND, LICENCE_STATE};
use lisanga_protocol::documents::licence::{self, RENEWAL_REQUESTS, RenewalRequest};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::Record;
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::steps::Steps;
use super::{Answer, Fault, Visit, entry, kinds, page as render, procedure, unread};

/// Longest number of a receipt.
const RECEIPT: usize = 40;

/// A card, as a line of a list says it.
struct Row {
    id: DocumentId,
    holder: String,
    /// What kind of card, its number, and where it stands.
    what: String,
    ends: String,
    /// Whether it ended already.
    ended: bool,
}

impl Row {
    fn of(visit: &Visit<'_>, known: &Known<'_>, card: &Record) -> Result<Self, Fault> {
        let words = visit.asked.words;
        let today = visit.pages.desk.store.seams().today();
        let code = |list, code: &str| words.language.code(list, code).unwrap_or(code).to_owned();
        let state = licence::state(&visit.world(known)?, card, today).map_err(unread)?;
        let kind = code(LICENCE_KIND, card.own.text("kind"));
        let what = [kind, card.own.text("number").to_owned(), code(LICENCE_STATE, state)];
        let holder = card.own.reference("holder").and_then(|holder| known.told_apart(holder));
        let ends = card.own.day("valid_to");
        Ok(Self {
            id: card.id,
            holder: holder.unwrap_or_default(),
            what: what.join(" · "),
            ends: ends.map(|day| show::date(day, words)).unwrap_or_default(),
            ended: ends.is_some_and(|day| day < today),
        })
    }
}

/// A card that waits to be asked for.
struct Card {
    row: Row,
    chosen: bool,
}

/// A card for which a new one was asked.
struct Asked {
    row: Row,
    /// When it was asked for, and the receipt.
    since: String,
}

#[derive(Template)]
#[template(path = "renewals.html")]
struct Page {
    f: Frame,
    key: String,
    until: String,
    /// The other quarter: its last day, and how it is called.
    other: (String, String),
    cards: Vec<Card>,
    asked: Vec<Asked>,
    /// What they cost together, a line for each kind of card.
    fees: Vec<String>,
    writes: bool,
    day: String,
    receipt: String,
    fault: Option<String>,
    printed: String,
}

/// The last days of this quarter and of the next.
fn quarters(today: Date) -> [Date; 2] {
    let this = today.month().end_of_quarter();
    [this, this.next().map_or(this, |day| day.month().end_of_quarter())]
}

/// The end of the quarter that is asked for; of this one if nobody says.
fn until(visit: &Visit<'_>) -> Date {
    let [this, next] = quarters(visit.pages.desk.store.seams().today());
    let asked = [visit.asked.query.text("until"), visit.asked.form.text("until")];
    if asked.iter().any(|text| text.parse() == Ok(next)) { next } else { this }
}

fn waiting(visit: &Visit<'_>, known: &Known<'_>) -> Result<Vec<Record>, Fault> {
    let world = visit.world(known)?;
    licence::to_renew(&world, until(visit)).map_err(unread)
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    if !kinds::reads(visit, &LICENCE) {
        return Err(Fault::NotAllowed);
    }
    show(visit, entry::new_key(visit), None)
}

fn show(visit: &Visit<'_>, key: String, fault: Option<&str>) -> Answer {
    let words = visit.asked.words;
    let today = visit.pages.desk.store.seams().today();
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let form = &visit.asked.form;
    let chosen = |id: &str| fault.is_none() || form.all("card").any(|chosen| chosen == id);
    let mut cards = Vec::new();
    let waiting = waiting(visit, &known)?;
    let fees = fees(visit, &waiting);
    for card in waiting {
        let id = card.id.to_string();
        cards.push(Card { row: Row::of(visit, &known, &card)?, chosen: chosen(&id) });
    }
    let mut asked = Vec::new();
    for card in licence::asked_for(&visit.world(&known)?, until(visit)).map_err(unread)? {
        let Some((day, receipt)) = licence::last_request(&card) else { continue };
        let mut since = vec![show::date(day, words)];
        since.extend(Some(receipt.to_owned()).filter(|receipt| !receipt.is_empty()));
        asked.push(Asked { row: Row::of(visit, &known, &card)?, since: since.join(" · ") });
    }
    let (until, [this, next]) = (until(visit), quarters(today));
    let other = if until == this { next } else { this };
    let day = Some(form.text("event_date")).filter(|day| !day.is_empty());
    let wrong = fault.is_some();
    let title = words.fill("renewals-until", &[("day", &show::date(until, words))]);
    let template = Page {
        f: visit.frame(title)?,
        key,
        until: until.to_string(),
        other: (
            other.to_string(),
            words.fill("renewals-other", &[("day", &show::date(other, words))]),
        ),
        writes: kinds::writes(visit, &LICENCE) && !cards.is_empty(),
        cards,
        asked,
        fees,
        day: day.map_or_else(|| today.to_string(), str::to_owned),
        receipt: form.text("receipt_no").to_owned(),
        fault: fault.map(str::to_owned),
        printed: words.fill("paper-printed", &[("day", &show::date(today, words))]),
    };
    if wrong {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return Ok(Reply::page(template.render()?).status(status));
    }
    render(&template)
}

/// What cards cost together, where the country says what one costs.
fn fees(visit: &Visit<'_>, cards: &[Record]) -> Vec<String> {
    let words = visit.asked.words;
    let mut counts = BTreeMap::<&str, i64>::new();
    for card in cards {
        *counts.entry(card.own.text("kind")).or_default() += 1;
    }
    let line = |(code, count): (&str, i64)| {
        let kind = visit.pages.pack.licence(code)?;
        let fee = kind.fee?;
        let all = Money::new(fee.minor.checked_mul(count)?, fee.currency);
        let values = [
            ("what", words.language.code(LICENCE_KIND, code).unwrap_or(code)),
            ("count", &count.to_string()),
            ("fee", &show::money(fee, words)),
            ("amount", &show::money(all, words)),
        ];
        let unverified = kind.grounds.is_unverified("fee");
        Some(procedure::marked(visit, &words.fill("renewals-fee", &values), unverified))
    };
    counts.into_iter().filter_map(line).collect()
}

/// Writes one request into each card that was ticked and still waits.
pub(super) fn request(visit: &Visit<'_>) -> Answer {
    if !kinds::writes(visit, &LICENCE) {
        return Err(Fault::NotAllowed);
    }
    let (form, words) = (&visit.asked.form, visit.asked.words);
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let today = visit.pages.desk.store.seams().today();
    let day = form.text("event_date").parse::<Date>().ok().filter(|day| *day <= today);
    let receipt = form.text("receipt_no").trim().to_owned();
    let db = visit.pages.index.reader()?;
    let mut chosen = waiting(visit, &visit.known(&db)?)?;
    chosen.retain(|card| form.all("card").any(|id| id == card.id.to_string()));
    let fault = if chosen.is_empty() {
        Some("renewals-choose")
    } else if day.is_none() {
        Some("renewals-day")
    } else if receipt.chars().count() > RECEIPT {
        Some("renewals-receipt-long")
    } else {
        None
    };
    let (Some(event_date), None) = (day, fault) else {
        return show(visit, key, fault.map(|fault| words.say(fault)).as_deref());
    };
    let receipt_no = (!receipt.is_empty()).then_some(receipt);
    let request = RenewalRequest { event_date, receipt_no };
    let to = format!("/renewals?until={}&done=saved", until(visit));
    let ids: Vec<(DocumentId, String)> =
        chosen.iter().map(|card| (card.id, entry::new_entry(visit))).collect();
    visit.submit(&key, move |author| {
        for (card, entry) in ids {
            let wrong = |_| StoreError::Invalid("a request");
            let entry = entry.parse().map_err(|_| StoreError::Invalid("an entry"))?;
            author.change(Target::Existing(card), |edit| {
                RENEWAL_REQUESTS.append(edit, &entry, &request).map_err(wrong)
            })?;
        }
        Ok(to)
    })
}

/// From one card to all that end with it.
pub(super) fn steps(visit: &Visit<'_>, id: DocumentId, steps: &mut Steps) {
    if id.kind() == LICENCE.number && kinds::writes(visit, &LICENCE) {
        steps.links.push(("/renewals".to_owned(), visit.asked.words.say("renewals-title")));
    }
}
