//! What a pit boss, a financier or a land chief got from a sharing that gave way to another, or beyond what a corrected
//! one leaves them, is noted as owed and given back here, with a receipt.

use automerge::ROOT;
use lisanga_index::Known;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::lists::BENEFICIARY;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::documents::ledger::{JournalEntry, Side};
use lisanga_protocol::documents::sharing::{self, Owing, Part};
use lisanga_protocol::ids::{DocumentId, Hash};
use lisanga_protocol::packs::accounts;
use lisanga_protocol::ulid;
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::World;
use lisanga_store::StoreError;
use lisanga_store::author::{Author, Target};
use serde_json::{Value as Json, json};

use super::book::{Booked, code, line, operation};
use super::steps::select;
use super::with_world;
use crate::capture::cash::Book;
use crate::pages::home::Due;
use crate::pages::steps::{Act, Steps};
use crate::pages::{Answer, Fault, Visit, address, entry, unread};

/// What is still to be given back of one sharing.
fn owing(world: &dyn World, distribution: DocumentId) -> Result<Vec<Owing>, Fault> {
    let mut owing = sharing::partners_owe(world).map_err(unread)?;
    owing.retain(|owing| owing.distribution == distribution);
    Ok(owing)
}

/// Who has to give back what, and where it is noted that they did.
pub(super) fn steps(
    visit: &Visit<'_>,
    world: &dyn World,
    booked: &Booked,
    steps: &mut Steps,
) -> Result<(), Fault> {
    let (words, id) = (visit.asked.words, booked.distribution.id);
    for part in sharing::partners_overpaid(world, &booked.distribution).map_err(unread)? {
        let amount = show::money(part.amount, words);
        let name = beneficiary(visit, &part);
        steps.notes.push(words.fill("sharing-over", &[("name", &name), ("amount", &amount)]));
        steps.acts.push(Act {
            to: format!("/sharing/{id}/note"),
            key: entry::new_key(visit),
            line: Some(part.line),
            label: words.say("sharing-note"),
            ..Act::default()
        });
    }
    let gave_way = booked.distribution.own.has("cancelled");
    let why = if gave_way { "sharing-owes-back" } else { "sharing-owes-more" };
    for owing in owing(world, id)? {
        let amount = show::money(owing.money, words);
        let said = [("name", owing.who.as_str()), ("amount", amount.as_str())];
        steps.notes.push(words.fill(why, &said));
        steps.acts.push(Act {
            to: format!("/sharing/{id}/back"),
            key: entry::new_key(visit),
            line: Some(owing.who.clone()),
            selects: select(visit, "account".into(), &booked.places).into_iter().collect(),
            label: words.fill("sharing-gives-back", &said),
            ..Act::default()
        });
    }
    Ok(())
}

/// For whom a part is, if it is no member's.
fn beneficiary(visit: &Visit<'_>, part: &Part) -> String {
    let code = part.line.split('/').nth(1).unwrap_or_default();
    visit.asked.words.language.code(BENEFICIARY, code).unwrap_or(code).to_owned()
}

/// The operation that makes a debt of what a partner was paid beyond their due, under the name on the latest receipt,
/// and the payment that takes it from what the sharing says was paid. The debt is of the day it came to be: of the
/// payment that was too much, or of the adjustment. So two who note the same apart write one, on whatever day.
pub(super) struct Noted {
    name: EntryId,
    entry: JournalEntry,
    payment: Json,
}

impl Noted {
    fn of(
        known: &Known<'_>,
        world: &dyn World,
        booked: &Booked,
        (part, adjusted): (&Part, Option<Date>),
    ) -> Result<Self, Fault> {
        let id = booked.distribution.id;
        let chain = sharing::adjusted(world, &booked.distribution).map_err(unread)?;
        let payments = chain.iter().flat_map(|record| record.rows("payments"));
        let own = payments.filter(|row| {
            let amount = row.money("amount").map_or(0, |amount| amount.minor);
            row.text("line") == part.line && amount > 0
        });
        let last = own.filter_map(|row| Some((row.day("event_date")?, row.text("id")))).max();
        let (paid, receipt) = last.ok_or(Fault::NotFound)?;
        let (day, who) = (adjusted.unwrap_or(paid), receiver(known, booked, receipt)?);
        let mut debt = line(code(accounts::DEBTORS)?, Side::D, part.amount);
        debt.tag = Some(id.to_string());
        let lines = vec![debt, line(part.account.clone(), Side::C, part.amount)];
        let noted = operation(day, "PARTNER_ADV", booked.distribution.own.text("number"), lines)?;
        let less = Money::new(part.amount.minor.saturating_neg(), part.amount.currency);
        let payment = json!({
            "event_date": day.to_string(), "line": part.line, "amount": less.to_string(),
        });
        let hash = Hash::of("debt of a partner", &[format!("{id}{receipt}{payment}").as_bytes()]);
        let bits = hash.0[..10].try_into().map_err(|_| Fault::NotFound)?;
        let name = ulid::of_day(day, bits).parse().map_err(|_| Fault::NotFound)?;
        Ok(Self { name, entry: JournalEntry { counterparty: who, ..noted }, payment })
    }

    /// What is noted when an adjustment is written into the book: all that partners got too much.
    pub(super) fn all(visit: &Visit<'_>, booked: &Booked, day: Date) -> Result<Vec<Self>, Fault> {
        let over = booked.unpaid.iter().filter(|part| part.member.is_none());
        let over = over.filter(|part| part.amount.minor < 0).cloned().map(|mut part| {
            part.amount.minor = part.amount.minor.saturating_neg();
            part
        });
        with_world(visit, |known, world| {
            over.map(|part| Self::of(known, world, booked, (&part, Some(day)))).collect()
        })
    }

    /// Writes it into the book and into the sharing.
    pub(super) fn write(
        &self,
        author: &mut Author<'_>,
        desk: &Book,
        distribution: DocumentId,
    ) -> Result<DocumentId, StoreError> {
        let ledger = desk.post(author, &self.name, &self.entry)?;
        author.change(Target::Existing(distribution), |edit| {
            use automerge::transaction::Transactable as _;
            edit.put(ROOT, format!("payments/{}", self.name), self.payment.to_string())
                .map_err(|_| StoreError::Invalid("a payment"))
        })?;
        Ok(ledger)
    }
}

/// Notes that whoever got a part beyond what is due owes the rest.
pub(in crate::pages) fn note(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let booked = Booked::of_path(visit)?;
    let id = booked.distribution.id;
    let noted = with_world(visit, |known, world| {
        let over = sharing::partners_overpaid(world, &booked.distribution).map_err(unread)?;
        let part = over.into_iter().find(|part| part.line == form.text("line"));
        part.map(|part| Noted::of(known, world, &booked, (&part, None))).transpose()
    })?;
    let (Some(noted), Some(desk)) = (noted, booked.desk()?) else {
        return Ok(booked.to("choose"));
    };
    visit.submit(&key, move |author| {
        let ledger = noted.write(author, &desk, id)?;
        Ok(format!("/cash/{ledger}/entries/{}?done=saved", noted.name))
    })
}

/// Sharings by which partners got more than they are due, and nobody has noted who owes it.
pub(in crate::pages) fn to_note(visit: &Visit<'_>, world: &dyn World) -> Result<Vec<Due>, Fault> {
    let words = visit.asked.words;
    let mut due = Vec::new();
    for record in world.all(&DISTRIBUTION).map_err(unread)? {
        for part in sharing::partners_overpaid(world, &record).map_err(unread)? {
            let (name, amount) = (beneficiary(visit, &part), show::money(part.amount, words));
            due.push(Due {
                to: address(record.id),
                icon: "wallet",
                what: words.fill("due-over", &[("name", &name), ("amount", &amount)]),
                more: record.own.text("number").to_owned(),
                late: false,
            });
        }
    }
    Ok(due)
}

/// The operations that make a debt of what partners were paid by a sharing that gives way, each under the name on its
/// receipt.
pub(super) fn debts(
    known: &Known<'_>,
    booked: &Booked,
    day: Date,
) -> Result<Vec<JournalEntry>, Fault> {
    let (distribution, mut found) = (&booked.distribution, Vec::new());
    let parts = sharing::parts(distribution);
    for payment in distribution.rows("payments") {
        let part = parts.iter().find(|part| part.line == payment.text("line"));
        let part = part.filter(|part| part.member.is_none());
        let Some((part, amount)) = part.zip(payment.money("amount")) else { continue };
        // A debt that was noted here is a debt no more.
        let (side, other) = if amount.minor < 0 { (Side::C, Side::D) } else { (Side::D, Side::C) };
        let amount = Money::new(amount.minor.saturating_abs(), amount.currency);
        let mut debt = line(code(accounts::DEBTORS)?, side, amount);
        debt.tag = Some(distribution.id.to_string());
        let lines = vec![debt, line(part.account.clone(), other, amount)];
        let noted = operation(day, "PARTNER_ADV", distribution.own.text("number"), lines)?;
        let who = receiver(known, booked, payment.text("id"))?;
        found.push(JournalEntry { counterparty: who, ..noted });
    }
    Ok(found)
}

/// Who is named on the receipt of a payment.
fn receiver(known: &Known<'_>, booked: &Booked, payment: &str) -> Result<Option<String>, Fault> {
    let months = booked.book.iter().flat_map(|book| &book.months);
    for (_, ledger) in months {
        for row in known.rows(*ledger, "ledger__entries")? {
            let text = |name: &str| row.get(name).and_then(|cell| cell.as_str());
            if text("id") == Some(payment) {
                return Ok(text("counterparty").map(str::to_owned));
            }
        }
    }
    Ok(None)
}

/// Takes back what somebody owes, whole.
pub(in crate::pages) fn back(visit: &Visit<'_>) -> Answer {
    let (form, today) = (&visit.asked.form, visit.pages.desk.store.seams().today());
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let booked = Booked::of_path(visit)?;
    let id = booked.distribution.id;
    let owing = with_world(visit, |_, world| owing(world, id))?;
    let owing = owing.into_iter().find(|owing| owing.who == form.text("line"));
    let into = Booked::place(visit, "account", &booked.places);
    let (Some(owing), Some(into), Some(desk)) = (owing, into, booked.desk()?) else {
        return Ok(booked.to("choose"));
    };
    if booked.kept_elsewhere(visit, std::slice::from_ref(&into))? {
        return Ok(booked.to("kept-elsewhere"));
    }
    let mut debt = line(code(accounts::DEBTORS)?, Side::C, owing.money);
    debt.tag = Some(id.to_string());
    let lines = vec![line(into, Side::D, owing.money), debt];
    let number = booked.distribution.own.text("number");
    let given = operation(today, "PARTNER_BACK", number, lines)?;
    let name: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    visit.submit(&key, move |author| {
        let receipt_no = Some(author.next_number()?);
        let who = Some(owing.who).filter(|who| !who.is_empty());
        let given = JournalEntry { receipt_no, counterparty: who, ..given };
        let ledger = desk.post(author, &name, &given)?;
        Ok(format!("/cash/{ledger}/entries/{name}?done=saved"))
    })
}
