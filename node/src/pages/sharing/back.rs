//! What a pit boss, a financier or a land chief got from a sharing that gave way to another is given back here, with a
//! receipt.

use lisanga_index::Known;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::documents::ledger::{JournalEntry, Side};
use lisanga_protocol::documents::sharing::{self, Owing};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::accounts;
use lisanga_protocol::units::Date;
use lisanga_protocol::world::World;

use super::book::{Booked, code, line, operation};
use super::steps::select;
use super::with_world;
use crate::pages::steps::{Act, Steps};
use crate::pages::{Answer, Fault, Visit, entry, unread};

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
    for owing in owing(world, id)? {
        let amount = show::money(owing.money, words);
        let said = [("name", owing.who.as_str()), ("amount", amount.as_str())];
        steps.notes.push(words.fill("sharing-owes-back", &said));
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
        let mut debt = line(code(accounts::DEBTORS)?, Side::D, amount);
        debt.tag = Some(distribution.id.to_string());
        let lines = vec![debt, line(part.account.clone(), Side::C, amount)];
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
