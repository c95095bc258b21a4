//! What a programme of investment earned, paid to those who put money into it: by the scheme that an assembly adopted
//! for it, else by what each still has in it, to the last unit, one receipt each (domain.md §5.11, §7.2 `INV_RETURN`).

use std::collections::BTreeMap;

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
use lisanga_protocol::documents::ledger::{JournalEntry, Line, Side, moving};
use lisanga_protocol::documents::sharing::{self, Part, SharingError};
use lisanga_protocol::documents::statement::invested;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::{Posting, Way};
use lisanga_protocol::units::{Currency, Date, Money};
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use serde_json::{Value as Json, json};

use super::sharing::{called, sentence};
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
    /// The scheme by which it is shared: where it stands, and its name.
    scheme: Option<(DocumentId, String)>,
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
    /// What governs it, if an assembly adopted something.
    scheme: Option<Record>,
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
        let today = visit.pages.desk.store.seams().today();
        Ok(Self {
            scheme: sharing::scheme_of_returns(world, organisation, today).map_err(unread)?,
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

    /// What each gets of an amount, and what stays in funds; who would get nothing is left out.
    fn parts(
        &self,
        known: &Known<'_>,
        amount: Money,
    ) -> Result<Result<Vec<Part>, SharingError>, Fault> {
        let held = match &self.book {
            Some(book) => known.balances(book, None)?,
            None => Vec::new(),
        };
        let held = held.into_iter().filter(|(_, money)| money.currency == amount.currency);
        let held = held.filter_map(|(account, money)| {
            Some((account.parse().ok()?, Money::new(money.minor.checked_neg()?, money.currency)))
        });
        let held: BTreeMap<Code, Money> = held.collect();
        let inputs = sharing::gather_return(&self.programme, amount, held);
        let steps = self.scheme.as_ref().map_or_else(sharing::by_what_each_has, sharing::steps);
        let mut parts = sharing::share(&steps, &inputs);
        if let Ok(parts) = &mut parts {
            parts.retain(|part| part.amount.minor > 0);
        }
        Ok(parts)
    }

    /// What is paid now, or the sentence that says why nothing is.
    fn computed(
        &self,
        visit: &Visit<'_>,
        known: &Known<'_>,
        today: Date,
    ) -> Result<Result<Vec<Part>, String>, Fault> {
        let words = visit.asked.words;
        let Some(book) = &self.book else { return Ok(Err(words.say("returns-no-book"))) };
        if sharing::holders(&self.programme).is_empty() {
            return Ok(Err(words.say("returns-nobody")));
        }
        let Some(amount) = self.amount.filter(|amount| amount.minor > 0) else {
            return Ok(Err(words.say("cash-nothing")));
        };
        let Some(day) = self.day.filter(|day| *day <= today) else {
            return Ok(Err(words.say("cash-future")));
        };
        let place = self.place.as_ref().ok_or(Fault::NotFound)?;
        if cash::is_closed(visit, known, (self.organisation, &book.name), day)? {
            return Ok(Err(words.say("cash-closed-month")));
        }
        let (organisation, account) = (self.organisation, place.as_str());
        let kept = Kept::Box { organisation, book: &book.name, account };
        if let Some(why) = cash::kept_elsewhere(visit, known, kept)? {
            return Ok(Err(why));
        }
        let parts = match self.parts(known, amount)? {
            Ok(parts) => parts,
            Err(error) => return Ok(Err(sentence(visit, &error))),
        };
        let held = known
            .balances(book, None)?
            .into_iter()
            .find(|(account, held)| account == place.as_str() && held.currency == amount.currency);
        let held = held.map_or(Money::new(0, amount.currency), |(_, held)| held);
        let paid = parts.iter().filter(|part| part.member.is_some());
        let paid: i64 = paid.map(|part| part.amount.minor).sum();
        Ok(if held.minor < paid {
            Err(words.fill("cash-short", &[("held", &show::money(held, words))]))
        } else {
            Ok(parts)
        })
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
    let (parts, fault) = match is_said.then(|| asked.computed(visit, &known, today)).transpose()? {
        None => (Vec::new(), None),
        Some(Ok(parts)) => (parts, None),
        Some(Err(fault)) => (Vec::new(), Some(fault)),
    };
    let part = |part: &Part| {
        let has = part.member.and_then(|person| invested(&asked.programme, person));
        let has = has.map(|has| words.fill("returns-has", &[("amount", &show::money(has, words))]));
        let member = part.member.and_then(|person| known.told_apart(person));
        let name = member.unwrap_or_else(|| called(visit, &known, part));
        (name, has.unwrap_or_default(), show::money(part.amount, words))
    };
    let parts = parts.iter().map(part).collect();
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
        parts,
        scheme: asked
            .scheme
            .as_ref()
            .map(|scheme| (scheme.id, known.name(scheme.id).unwrap_or_default())),
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
    let Ok(parts) = asked.computed(visit, &known, today)? else {
        return screen(visit, said, key);
    };
    let offer = visit.pages.pack.offer("INV_RETURN", Way::Out).ok_or(Fault::NotFound)?;
    let (Some(book), Some(place), Some(day)) = (&asked.book, &asked.place, asked.day) else {
        return Err(Fault::NotFound);
    };
    let mut paid = Vec::<(EntryId, JournalEntry, Json)>::new();
    for part in &parts {
        let Some(person) = part.member else { continue };
        let id = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
        let entry = moving(&offer.posting, place, part.amount, Some(Ref(person.0)), day);
        let event = json!({
            "event_date": day.to_string(), "amount": part.amount.to_string(),
            "person": person.to_string(),
        });
        paid.push((id, entry.ok_or(Fault::NotFound)?, event));
    }
    let kept = kept(&asked, &offer.posting, &parts, day)?;
    let own: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    let kept = kept.map(|kept| (own, kept));
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
        if let Some((id, kept)) = &kept {
            desk.post(author, id, kept)?;
        }
        Ok(format!("{}?done=saved", address(programme)))
    })
}

/// What stays in funds or is due to others, as one operation: no money moves.
fn kept(
    asked: &Asked,
    posting: &Posting,
    parts: &[Part],
    day: Date,
) -> Result<Option<JournalEntry>, Fault> {
    let kept = parts.iter().filter(|part| part.member.is_none()).cloned();
    let mut lines = sharing::credits(&kept.collect::<Vec<_>>());
    let (Some(amount), false) = (asked.amount, lines.is_empty()) else { return Ok(None) };
    let sum = lines.iter().map(|line| line.amount.minor).sum();
    let spent = posting.also.as_ref().map_or(&posting.against, |(debit, _)| debit);
    let code = |text: &str| text.parse::<Code>().map_err(|_| Fault::NotFound);
    lines.insert(
        0,
        Line {
            account: code(spent)?,
            side: Side::D,
            amount: Money::new(sum, amount.currency),
            party: None,
            tag: Some(asked.programme.id.to_string()),
        },
    );
    Ok(Some(JournalEntry {
        event_date: day,
        r#type: code(&posting.r#type)?,
        text: None,
        receipt_no: None,
        receipt: None,
        counterparty: None,
        reverses: None,
        lines,
    }))
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
    if programme.is_some_and(|programme| !sharing::holders(&programme).is_empty()) {
        steps.links.push((format!("/returns/{id}"), visit.asked.words.say("returns-title")));
    }
    Ok(())
}
