//! What a programme of investment earned, paid to those who put money into it: by what each still has in it, to the
//! last unit, one receipt each (domain.md §5.11, §7.2 `INV_RETURN`).

use std::collections::BTreeSet;

use askama::Template;
use automerge::ROOT;
use automerge::transaction::Transactable as _;
use axum::http::StatusCode;
use lisanga_index::{Book, Known, Names as _};
use lisanga_pages::form;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::kinds::investment_programme::INVESTMENT_PROGRAMME;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::custody::Kept;
use lisanga_protocol::documents::ledger::{JournalEntry, moving};
use lisanga_protocol::documents::statement::invested;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::Way;
use lisanga_protocol::units::{Currency, Date, Money};
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use serde_json::{Value as Json, json};

use super::steps::Steps;
use super::{Answer, Fault, Visit, address, cash, entry, page as render, unread};

#[derive(Template)]
#[template(path = "returns.html")]
struct Page {
    f: Frame,
    key: String,
    programme: DocumentId,
    name: String,
    currency: Currency,
    amount: String,
    day: String,
    /// Where money lies: code, name, whether it is chosen.
    places: Vec<(String, String, bool)>,
    /// Who gets what: name, what they have in it, what they get.
    parts: Vec<(String, String, String)>,
    total: String,
    fault: Option<String>,
    /// Why what is paid is marked.
    marked: Option<String>,
}

/// A programme, its book, and what was typed.
struct Asked {
    programme: Record,
    organisation: DocumentId,
    currency: Currency,
    book: Option<Book>,
    places: Vec<Code>,
    place: Option<Code>,
    amount: Option<Money>,
    day: Option<Date>,
}

/// What each of those who still have money in a programme has in it, in the order of their ids.
fn holders(programme: &Record) -> Vec<(DocumentId, Money)> {
    let persons = programme.rows("subscriptions").iter();
    let persons: BTreeSet<DocumentId> = persons.filter_map(|row| row.reference("person")).collect();
    let has = |person: DocumentId| Some((person, invested(programme, person)?));
    persons.into_iter().filter_map(has).filter(|(_, has)| has.minor > 0).collect()
}

/// What each gets of an amount; who would get nothing is left out.
fn parts(
    amount: Money,
    holders: &[(DocumentId, Money)],
) -> Result<Vec<(DocumentId, Money)>, Fault> {
    let weights: Vec<u64> = holders.iter().map(|(_, has)| has.minor.unsigned_abs()).collect();
    let parts = amount.split(&weights).map_err(|_| Fault::NotFound)?;
    let parts = holders.iter().map(|(person, _)| *person).zip(parts);
    Ok(parts.filter(|(_, part)| part.minor > 0).collect())
}

impl Asked {
    fn read(
        visit: &Visit<'_>,
        known: &Known<'_>,
        world: &dyn World,
        said: &Fields,
    ) -> Result<Self, Fault> {
        let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
        let programme = world.record(id).map_err(unread)?;
        let programme = programme.filter(|record| *record.kind == INVESTMENT_PROGRAMME);
        let programme = programme.ok_or(Fault::NotFound)?;
        let organisation = programme.own.reference("organisation").ok_or(Fault::NotFound)?;
        let currency = programme.own.money("unit_price").ok_or(Fault::NotFound)?.currency;
        let book = cash::own_book(known, organisation)?;
        let places = match &book {
            Some(book) => cash::places(visit, known, book)?,
            None => Vec::new(),
        };
        let wanted = said.text("account");
        let place = places.iter().find(|place| wanted.is_empty() || place.as_str() == wanted);
        Ok(Self {
            place: place.cloned(),
            amount: form::money(said.text("amount"), currency, visit.pages.pack),
            day: said.text("event_date").parse().ok(),
            programme,
            organisation,
            currency,
            book,
            places,
        })
    }

    /// Why nothing is paid.
    fn refusal(
        &self,
        visit: &Visit<'_>,
        known: &Known<'_>,
        today: Date,
    ) -> Result<Option<String>, Fault> {
        let words = visit.asked.words;
        let Some(book) = &self.book else { return Ok(Some(words.say("returns-no-book"))) };
        if holders(&self.programme).is_empty() {
            return Ok(Some(words.say("returns-nobody")));
        }
        let Some(amount) = self.amount.filter(|amount| amount.minor > 0) else {
            return Ok(Some(words.say("cash-nothing")));
        };
        let Some(day) = self.day.filter(|day| *day <= today) else {
            return Ok(Some(words.say("cash-future")));
        };
        let place = self.place.as_ref().ok_or(Fault::NotFound)?;
        if cash::is_closed(visit, known, (self.organisation, &book.name), day)? {
            return Ok(Some(words.say("cash-closed-month")));
        }
        let (organisation, account) = (self.organisation, place.as_str());
        let kept = Kept::Box { organisation, book: &book.name, account };
        if let Some(why) = cash::kept_elsewhere(visit, known, kept)? {
            return Ok(Some(why));
        }
        let held = known
            .balances(book, None)?
            .into_iter()
            .find(|(account, held)| account == place.as_str() && held.currency == amount.currency);
        let held = held.map_or(Money::new(0, amount.currency), |(_, held)| held);
        Ok((held.minor < amount.minor)
            .then(|| words.fill("cash-short", &[("held", &show::money(held, words))])))
    }
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    screen(visit, &visit.asked.query, entry::new_key(visit))
}

/// The form, and what each would get once an amount is said; a refusal if there is one.
fn screen(visit: &Visit<'_>, said: &Fields, key: String) -> Answer {
    let words = visit.asked.words;
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let world = visit.world(&known)?;
    let today = visit.pages.desk.store.seams().today();
    let asked = Asked::read(visit, &known, &world, said)?;
    let is_said = !said.text("amount").trim().is_empty() || said.text("key") == key;
    let fault = if is_said { asked.refusal(visit, &known, today)? } else { None };
    let mut shown = Vec::new();
    if let (Some(amount), true, None) = (asked.amount, is_said, &fault) {
        for (person, part) in parts(amount, &holders(&asked.programme))? {
            let has = invested(&asked.programme, person).map(|has| show::money(has, words));
            let name = known.told_apart(person).unwrap_or_default();
            shown.push((name, has.unwrap_or_default(), show::money(part, words)));
        }
    }
    let language = words.language.code;
    let place = |code: &Code| {
        let chosen = asked.place.as_ref() == Some(code);
        (code.to_string(), visit.pages.pack.account_name(code.as_str(), language), chosen)
    };
    let day = Some(said.text("event_date")).filter(|day| !day.is_empty());
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = Page {
        f: visit.frame(words.say("returns-title"))?,
        key,
        programme: asked.programme.id,
        name: known.name(asked.programme.id).unwrap_or_default(),
        currency: asked.currency,
        amount: said.text("amount").to_owned(),
        day: day.map_or_else(|| today.to_string(), str::to_owned),
        places: asked.places.iter().map(place).collect(),
        parts: shown,
        total: asked.amount.map(|amount| show::money(amount, words)).unwrap_or_default(),
        fault,
        marked: cash::signature(visit, &known, asked.organisation)?,
    };
    if status == StatusCode::OK {
        return render(&template);
    }
    Ok(Reply::page(template.render()?).status(status))
}

/// Pays each their part: an operation with a receipt in the book, and what the programme says of it, under one name.
pub(super) fn pay(visit: &Visit<'_>) -> Answer {
    let said = &visit.asked.form;
    let key = said.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let world = visit.world(&known)?;
    let today = visit.pages.desk.store.seams().today();
    let asked = Asked::read(visit, &known, &world, said)?;
    if asked.refusal(visit, &known, today)?.is_some() {
        return screen(visit, said, key);
    }
    let offer = visit.pages.pack.offer("INV_RETURN", Way::Out).ok_or(Fault::NotFound)?;
    let (Some(book), Some(place), Some(amount), Some(day)) =
        (&asked.book, &asked.place, asked.amount, asked.day)
    else {
        return Err(Fault::NotFound);
    };
    let mut paid = Vec::<(EntryId, JournalEntry, Json)>::new();
    for (person, part) in parts(amount, &holders(&asked.programme))? {
        let id = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
        let entry = moving(&offer.posting, place, part, Some(Ref(person.0)), day);
        let event = json!({
            "event_date": day.to_string(), "amount": part.to_string(), "person": person.to_string(),
        });
        paid.push((id, entry.ok_or(Fault::NotFound)?, event));
    }
    let (desk, programme) = (cash::desk(book)?, asked.programme.id);
    visit.submit(&key, move |author| {
        for (id, entry, mut event) in paid {
            let receipt = author.next_number()?;
            event["receipt_no"] = receipt.as_str().into();
            let entry = JournalEntry { receipt_no: Some(receipt), ..entry };
            desk.post(author, &id, &entry)?;
            author.change(Target::Existing(programme), |edit| {
                let wrong = |_| StoreError::Invalid("what a programme earned");
                edit.put(ROOT, format!("returns/{id}"), event.to_string()).map_err(wrong)
            })?;
        }
        Ok(format!("{}?done=saved", address(programme)))
    })
}

/// What a programme earned is paid from its page, once somebody put money into it.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    if id.kind() != INVESTMENT_PROGRAMME.number || !visit.may(super::TREASURERS) {
        return Ok(());
    }
    let programme = visit.world(known)?.record(id).map_err(unread)?;
    if programme.is_some_and(|programme| !holders(&programme).is_empty()) {
        steps.links.push((format!("/returns/{id}"), visit.asked.words.say("returns-title")));
    }
    Ok(())
}
