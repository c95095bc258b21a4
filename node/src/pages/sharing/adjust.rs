//! A sharing that was paid with what turned out not to be so is adjusted by another one: what each is due now beside
//! what was due already, and the difference (domain.md §9.3 no. 15). What was paid is never changed.

use askama::Template;
use automerge::{ROOT, ScalarValue};
use lisanga_index::{Known, Names as _};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::values::EntryId;
use lisanga_protocol::documents::sharing::{self, Inputs, Part};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Date, Money};
use lisanga_protocol::world::{Record, World};
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::back::Noted;
use super::book::{Apart, Booked, operation};
use super::{Freezing, called, keep, sentence, with_world};
use crate::capture::cash::Book;
use crate::pages::{Answer, Fault, Visit, address, entry, page as render, unread};

#[derive(Template)]
#[template(path = "adjust.html")]
struct Page {
    f: Frame,
    key: String,
    distribution: DocumentId,
    name: String,
    /// Who, what was due already, what is due now, the difference.
    lines: Vec<[String; 4]>,
    fault: Option<String>,
}

/// Whether a sharing is adjusted: it was paid, what it was computed with is not so any more, and nothing else of the
/// same is to be decided first.
pub(super) fn is_asked(booked: &Booked) -> bool {
    let paid = !booked.distribution.rows("payments").is_empty();
    let was = paid || booked.distribution.own.has("adjusts");
    was && booked.is_posted() && booked.apart == Apart::Changed
}

/// What a sharing is due now, with what was due before.
struct Adjusted {
    chain: Vec<Record>,
    inputs: Inputs,
    now: Vec<Part>,
}

/// A sharing computed once more; the sentence that says why not.
fn computed(
    visit: &Visit<'_>,
    world: &dyn World,
    distribution: &Record,
) -> Result<Result<Adjusted, String>, Fault> {
    let chain = sharing::adjusted(world, distribution).map_err(unread)?;
    Ok(match sharing::again(world, distribution).map_err(unread)? {
        None => Err(visit.asked.words.say("adjust-not-one-sale")),
        Some((_, Err(error))) => Err(sentence(visit, &error)),
        Some((inputs, Ok(now))) => Ok(Adjusted { chain, inputs, now }),
    })
}

/// Who is due something else than before: what was, what is, the difference.
fn rows(visit: &Visit<'_>, known: &Known<'_>, adjusted: &Adjusted) -> Vec<[String; 4]> {
    let words = visit.asked.words;
    let row = |part: Part| {
        let is = adjusted.now.iter().find(|now| now.line == part.line);
        let is = is.map_or(0, |now| now.amount.minor);
        let money = |minor| show::money(Money::new(minor, part.amount.currency), words);
        let was = money(is.saturating_sub(part.amount.minor));
        [called(visit, known, &part), was, money(is), money(part.amount.minor)]
    };
    sharing::differences(&adjusted.chain, &adjusted.now).into_iter().map(row).collect()
}

/// What an adjustment of the sharing in the path would say.
pub(in crate::pages) fn form(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let booked = Booked::of_path(visit)?;
    if !is_asked(&booked) {
        return Ok(booked.to("unchanged"));
    }
    with_world(visit, |known, world| {
        let (lines, fault) = match computed(visit, world, &booked.distribution)? {
            Ok(adjusted) => (rows(visit, known, &adjusted), None),
            Err(fault) => (Vec::new(), Some(fault)),
        };
        render(&Page {
            f: visit.frame(words.say("sharing-adjust"))?,
            key: entry::new_key(visit),
            distribution: booked.distribution.id,
            name: known.name(booked.distribution.id).unwrap_or_default(),
            lines,
            fault,
        })
    })
}

/// Freezes an adjustment with all it was computed with. It is approved, written into the book and paid like any.
pub(in crate::pages) fn freeze(visit: &Visit<'_>) -> Answer {
    let key = visit.asked.form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let booked = Booked::of_path(visit)?;
    if !is_asked(&booked) {
        return Ok(booked.to("unchanged"));
    }
    let (before, today) = (&booked.distribution, visit.pages.desk.store.seams().today());
    let puts = with_world(visit, |_, world| {
        let adjusted = computed(visit, world, before)?.map_err(|_| Fault::NotFound)?;
        let own = &before.own;
        let days = own.text("period").split_once('/').ok_or(Fault::NotFound)?;
        let day = |text: &str| text.parse::<Date>().map_err(|_| Fault::NotFound);
        let freezing = Freezing {
            organisation: own.reference("organisation").ok_or(Fault::NotFound)?,
            scheme: own.reference("scheme").ok_or(Fault::NotFound)?,
            sale: before.references("sales").next(),
            days: (day(days.0)?, day(days.1)?),
            inputs: &adjusted.inputs,
            parts: &sharing::differences(&adjusted.chain, &adjusted.now),
        };
        let mut puts = freezing.puts(today);
        puts.push(("adjusts".to_owned(), ScalarValue::from(before.id.to_string())));
        Ok(puts)
    })?;
    keep(visit, &key, puts)
}

/// Writes an approved adjustment into the book: what is more than before is due, what is less is taken back, and what
/// the sale itself brought more or less stands with its buyer. What partners had got beyond their due is noted as their
/// debt with it.
pub(super) fn post(visit: &Visit<'_>, key: &str, booked: &Booked, desk: Book) -> Answer {
    let own = &booked.distribution.own;
    let (id, today) = (booked.distribution.id, visit.pages.desk.store.seams().today());
    let gross = own.money("gross").ok_or(Fault::NotFound)?;
    let before = with_world(visit, |_, world| world.follow(own, "adjusts").map_err(unread))?;
    let before = before.and_then(|before| before.own.money("gross")).ok_or(Fault::NotFound)?;
    let more = gross.minor.checked_sub(before.minor).ok_or(Fault::NotFound)?;
    let parts = sharing::parts(&booked.distribution);
    let lines = sharing::adjusting(&parts, Money::new(more, gross.currency));
    if lines.is_empty() {
        return Ok(booked.to("unchanged"));
    }
    let adjusting = operation(today, "SALE_AGENT", own.text("number"), lines)?;
    let name: EntryId = entry::new_entry(visit).parse().map_err(|_| Fault::NotFound)?;
    let noted = Noted::all(visit, booked, today)?;
    visit.submit(key, move |author| {
        let ledger = desk.post(author, &name, &adjusting)?;
        for noted in &noted {
            noted.write(author, &desk, id)?;
        }
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            let wrong = |_| StoreError::Invalid("a distribution");
            edit.put(ROOT, "posted_in", ledger.to_string()).map_err(wrong)?;
            edit.put(ROOT, "posted_as", name.to_string()).map_err(wrong)
        })?;
        Ok(format!("{}?done=saved", address(id)))
    })
}
