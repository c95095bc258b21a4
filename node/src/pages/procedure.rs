//! What the country's procedure says about an application: who decides, when they have to have answered, what is
//! paid and how. What nobody of the country has confirmed is marked. Its fee is noted as paid with one button.

use lisanga_index::Known;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::kind::{Kind, List};
use lisanga_protocol::dictionary::kinds::licence::LICENCE;
use lisanga_protocol::dictionary::kinds::recognition_application::RECOGNITION_APPLICATION;
use lisanga_protocol::dictionary::lists::{AUTHORITY_LEVEL, LICENCE_KIND, PROCEDURE_STEP, SERVICE};
use lisanga_protocol::documents::recognition::{self, FEES, Paid, Payment};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::{Grounds, Step};
use lisanga_protocol::units::Money;
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::steps::{Act, Steps};
use super::{Answer, Fault, Visit, entry, kinds, unread};

/// Longest number of a receipt.
const RECEIPT: usize = 40;

/// What is to be known about an application until it is decided.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    if id.kind() != RECOGNITION_APPLICATION.number {
        return Ok(());
    }
    let world = visit.world(known)?;
    let Some(application) = world.record(id).map_err(unread)? else { return Ok(()) };
    let Some(step) = visit.pages.pack.step(application.own.text("step")) else { return Ok(()) };
    if !recognition::decisions(&world, &application).map_err(unread)?.is_empty() {
        return Ok(());
    }
    steps.notes.extend(terms(visit, step));
    let words = visit.asked.words;
    let amount = |money| show::money(money, words);
    let unverified = step.grounds.is_unverified("fee");
    match recognition::payment(&world, &application) {
        Some(Payment::Open(fee)) => {
            let said = words.fill("procedure-fee", &[("amount", &amount(fee))]);
            steps.notes.push(marked(visit, &said, unverified));
            if kinds::writes(visit, &RECOGNITION_APPLICATION) {
                steps.acts.push(Act {
                    to: format!("/applications/{id}/paid"),
                    key: entry::new_key(visit),
                    asks: Some(words.say("procedure-receipt")),
                    label: words.fill("procedure-pay", &[("amount", &amount(fee))]),
                    ..Act::default()
                });
            }
        }
        Some(Payment::Paid(paid)) => {
            steps.notes.push(words.fill("procedure-paid", &[("amount", &amount(paid))]));
        }
        Some(Payment::Above(paid)) => {
            let fee = step.fee.map(amount).unwrap_or_default();
            let said = words.fill("procedure-above", &[("amount", &amount(paid)), ("fee", &fee)]);
            steps.notes.push(marked(visit, &said, unverified));
        }
        None => {}
    }
    Ok(())
}

/// Notes that the fee of an application was paid today, with its receipt.
pub(super) fn pay(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    if !kinds::writes(visit, &RECOGNITION_APPLICATION) {
        return Err(Fault::NotAllowed);
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let world = visit.world(&known)?;
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let application = world.record(id).map_err(unread)?;
    let of_kind = |record: &Record| *record.kind == RECOGNITION_APPLICATION;
    let application = application.filter(of_kind).ok_or(Fault::NotFound)?;
    let to = super::address(id);
    let Some(Payment::Open(amount)) = recognition::payment(&world, &application) else {
        return Ok(Reply::see_other(&format!("{to}?done=elsewhere")));
    };
    let receipt: String = form.text("counterparty").trim().chars().take(RECEIPT).collect();
    let paid = Paid {
        event_date: visit.pages.desk.store.seams().today(),
        amount,
        receipt_no: (!receipt.is_empty()).then_some(receipt),
        official: true,
    };
    let entry = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    visit.submit(&key, move |author| {
        author.change(Target::Existing(id), |edit| {
            FEES.append(edit, &entry, &paid).map_err(|_| StoreError::Invalid("a fee"))
        })?;
        Ok(format!("{to}?done=saved"))
    })
}

/// What the country says is paid for what a form asks or notes, line by line.
pub(super) fn fees(visit: &Visit<'_>, kind: &Kind) -> Vec<String> {
    let pack = visit.pages.pack;
    let line = |list: List, code: &str, fee: Option<Money>, grounds: &Grounds| {
        let words = visit.asked.words;
        let what = words.language.code(list, code).unwrap_or(code);
        let amount = show::money(fee?, words);
        let said = words.fill("procedure-fee-of", &[("what", what), ("amount", &amount)]);
        Some(marked(visit, &said, grounds.is_unverified("fee")))
    };
    if *kind == RECOGNITION_APPLICATION {
        let steps = pack.procedure.iter();
        return steps
            .filter_map(|step| line(PROCEDURE_STEP, &step.code, step.fee, &step.grounds))
            .collect();
    }
    if *kind == LICENCE {
        let kinds = pack.licences.iter();
        return kinds
            .filter_map(|kind| line(LICENCE_KIND, &kind.code, kind.fee, &kind.grounds))
            .collect();
    }
    Vec::new()
}

/// The terms of a step, each a sentence.
fn terms(visit: &Visit<'_>, step: &Step) -> Vec<String> {
    let words = visit.asked.words;
    let who = words.language.code(SERVICE, &step.authority).unwrap_or(&step.authority);
    let level = words.language.code(AUTHORITY_LEVEL, &step.level).unwrap_or(&step.level);
    let decides = words.fill("procedure-decides", &[("who", who), ("level", level)]);
    let unverified = step.grounds.is_unverified("authority") || step.grounds.is_unverified("level");
    let mut terms = vec![marked(visit, &decides, unverified)];
    if step.answer_days > 0 {
        let days = words.count("days", u64::from(step.answer_days));
        let answer = words.fill("procedure-answer", &[("days", &days)]);
        terms.push(marked(visit, &answer, step.grounds.is_unverified("answer_days")));
    }
    if let Some(text) = step.terms.get(words.language.code) {
        terms.push(marked(visit, text, step.grounds.is_unverified("terms")));
    }
    terms
}

/// A sentence of the country, with a mark if nobody of the country has confirmed it.
pub(super) fn marked(visit: &Visit<'_>, text: &str, unverified: bool) -> String {
    if unverified {
        return visit.asked.words.fill("country-unverified", &[("text", text)]);
    }
    text.to_owned()
}
