//! A part of a sharing is paid, with a receipt: a member's, or that of a pit boss, a financier or a land chief, whose
//! name is written on it. What they owe can be kept back.

use automerge::ROOT;
use lisanga_pages::form;
use lisanga_pages::web::{Asked, Reply};
use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::ledger::{JournalEntry, Side};
use lisanga_protocol::documents::sharing::Part;
use lisanga_protocol::units::{Date, Money};
use lisanga_store::author::Target;
use lisanga_store::{StoreError, attachments};
use serde_json::json;

use super::book::{Booked, line, operation};
use super::{kept, with_world};
use crate::pages::{Answer, Fault, Visit, entry};

/// The input for the picture of a signature or a thumb, under the name of its field.
pub(super) const SIGNED: &str = "payments/+/signature:file";

/// Pays one part, or what is left of it once a debt is kept back.
pub(in crate::pages) fn pay(visit: &Visit<'_>) -> Answer {
    let (form, today) = (&visit.asked.form, visit.pages.desk.store.seams().today());
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let booked = Booked::of_path(visit)?;
    let id = booked.distribution.id;
    let wanted = form.text("line");
    let mut parts = booked.unpaid.iter().filter(|part| part.amount.minor > 0);
    let part = parts.find(|part| part.line == wanted).cloned();
    let from = Booked::place(visit, "account", &booked.places);
    let (Some(part), true, Some(from), Some(desk)) =
        (part, booked.is_posted(), from, booked.desk()?)
    else {
        return Ok(booked.to("choose"));
    };
    if booked.blocked {
        return Ok(booked.to("sharing-blocked"));
    }
    if booked.kept_elsewhere(visit, std::slice::from_ref(&from))? {
        return Ok(booked.to("kept-elsewhere"));
    }
    let db = visit.pages.index.reader()?;
    if let Some(member) = part.member
        && !visit.known(&db)?.withholding(member)?.is_empty()
    {
        return Ok(booked.to("pay-withheld"));
    }
    let who = Some(form.text("counterparty").trim().to_owned()).filter(|who| !who.is_empty());
    if part.member.is_none() && who.is_none() {
        return Ok(booked.to("sharing-who"));
    }
    let Ok(signature) = signature(visit)? else { return Ok(booked.to("sharing-picture")) };
    let owed = with_world(visit, |_, world| kept::kept(visit, world, &booked, &part))?;
    let paid = paid(today, &part, kept::chosen(visit, owed).as_ref(), (from, who))?;
    let mut named = Vec::<(EntryId, JournalEntry, Money)>::new();
    for (entry, amount) in paid {
        named.push((entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?, entry, amount));
    }
    visit.submit(&key, move |author| {
        let mut to = String::new();
        for (name, entry, amount) in named {
            let receipt_no = Some(author.next_number()?);
            let mut payment = json!({
                "event_date": today.to_string(), "line": part.line,
                "amount": amount.to_string(), "receipt_no": receipt_no,
            });
            if let Some(signature) = &signature {
                payment["signature"] = signature.as_str().into();
            }
            let ledger = desk.post(author, &name, &JournalEntry { receipt_no, ..entry })?;
            author.change(Target::Existing(id), |edit| {
                use automerge::transaction::Transactable as _;
                edit.put(ROOT, format!("payments/{name}"), payment.to_string())
                    .map_err(|_| StoreError::Invalid("a payment"))
            })?;
            to = format!("/cash/{ledger}/entries/{name}?done=saved");
        }
        Ok(to)
    })
}

/// What is settled by a part: what is kept back of it, and what is paid out. Each with its amount.
fn paid(
    day: Date,
    part: &Part,
    kept: Option<&kept::Kept>,
    (from, who): (Code, Option<String>),
) -> Result<Vec<(JournalEntry, Money)>, Fault> {
    let mut found = Vec::new();
    let mut rest = part.clone();
    if let Some(kept) = kept {
        found.push((kept.settled(day, part)?, kept.money));
        rest.amount.minor -= kept.money.minor;
    }
    if rest.amount.minor > 0 {
        found.push((payout(day, &rest, from, who)?, rest.amount));
    }
    Ok(found)
}

/// The picture of a signature or a thumb that came with a form, laid ready for the distribution that will name it; none
/// if there is none, an error if it cannot be read.
fn signature(visit: &Visit<'_>) -> Result<Result<Option<String>, form::Faults>, Fault> {
    let (store, now) = (&visit.pages.desk.store, visit.now());
    let keep = |bytes: &[u8]| {
        let bytes = bytes.to_vec();
        store.write(move |db| attachments::lay_ready(db, &bytes, now))
    };
    let Asked { form, files, words, .. } = visit.asked;
    let (read, faults) = form::with_files(&DISTRIBUTION, form, files, words, keep)?;
    let input = SIGNED.trim_end_matches(form::FILE);
    let said = Some(read.text(input).to_owned()).filter(|said| !said.is_empty());
    Ok(if faults.is_empty() { Ok(said) } else { Err(faults) })
}

/// The operation that pays a part from where money lies.
fn payout(day: Date, part: &Part, from: Code, who: Option<String>) -> Result<JournalEntry, Fault> {
    let mut due = line(part.account.clone(), Side::D, part.amount);
    due.party = part.member.map(|member| Ref(member.0));
    let r#type = if part.member.is_some() { "MEMBER_PAYOUT" } else { "PARTNER_PAYOUT" };
    let lines = vec![due, line(from, Side::C, part.amount)];
    let paid = operation(day, r#type, "", lines)?;
    let counterparty = who.map(|who| who.chars().take(80).collect());
    Ok(JournalEntry { counterparty, ..paid })
}
