//! A box or a parcel passes from one device to another: the one writes what it gave, the other what it got.

use lisanga_index::{Known, Names as _};
use lisanga_pages::form::Hand;
use lisanga_pages::show;
use lisanga_pages::web::{Fields, Reply};
use lisanga_protocol::dictionary::kinds::hand_over::HAND_OVER;
use lisanga_protocol::dictionary::kinds::parcel::PARCEL;
use lisanga_protocol::documents::custody::{Kept, is_received};
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::{Record, World as _};
use lisanga_store::StoreError;
use lisanga_store::author::Target;

use super::cash::{CashForm, kept_elsewhere};
use super::home::Due;
use super::steps::Steps;
use super::{Answer, Fault, TREASURERS, Visit, context, entry, kinds, unread};

/// The hand-over that the path names, if it waits for this device.
fn waiting(visit: &Visit<'_>, known: &Known<'_>) -> Result<Record, Fault> {
    let id = DocumentId::from_hex(visit.asked.capture("id")).ok_or(Fault::NotFound)?;
    let record = visit.world(known)?.record(id).map_err(unread)?;
    record.filter(|record| waits(visit, record)).ok_or(Fault::NotFound)
}

fn waits(visit: &Visit<'_>, record: &Record) -> bool {
    let here = record.own.reference("given_to") == Some(visit.pages.desk.own_document());
    // Money is for those who keep the books.
    let may = record.own.text("what") == "PARCEL" || visit.may(TREASURERS);
    *record.kind == HAND_OVER && here && may && !is_received(record)
}

/// What is to be said of what arrived: as much as was said of what left.
fn asked(record: &Record) -> Vec<&'static str> {
    let pairs = [("money_out", "money_in"), ("stones_out", "stones_in"), ("gold_out", "gold_in")];
    pairs.into_iter().filter(|(out, _)| record.own.has(out)).map(|(_, arrived)| arrived).collect()
}

pub(super) fn form(visit: &Visit<'_>) -> Answer {
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let record = waiting(visit, &known)?;
    let (key, fields) = entry::begun(visit, |_| {})?;
    let hand = Hand::new(&HAND_OVER, &fields, context(visit, &known));
    screen(visit, &known, &record, &hand, key)
}

fn screen(
    visit: &Visit<'_>,
    known: &Known<'_>,
    record: &Record,
    hand: &Hand<'_>,
    key: String,
) -> Answer {
    let words = visit.asked.words;
    let giver = record.own.reference("given_by").and_then(|giver| known.name(giver));
    let form = CashForm {
        f: visit.frame(words.say("custody-receive"))?,
        key,
        to: format!("/custody/{}/receive", record.id),
        back: super::address(record.id),
        about: words.fill("custody-from", &[("name", giver.as_deref().unwrap_or_default())]),
        marked: None,
        parts: asked(record).iter().map(|field| hand.part(&[field])).collect(),
        faults: hand.faults.iter().count(),
        doubt: None,
        hidden: Vec::new(),
    };
    form.reply()
}

/// Notes what arrived here. From now on this device keeps it.
pub(super) fn receive(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let key = form.text("key").to_owned();
    if let Some(to) = visit.pages.desk.taken(&key)? {
        return Ok(Reply::see_other(&to));
    }
    let db = visit.pages.index.reader()?;
    let known = visit.known(&db)?;
    let record = waiting(visit, &known)?;
    let mut hand = Hand::new(&HAND_OVER, form, context(visit, &known));
    let mut puts = Vec::new();
    for field in asked(&record) {
        puts.extend(hand.required(&[field]).map(|value| (field, value)));
    }
    if !hand.faults.is_empty() {
        return screen(visit, &known, &record, &hand, key);
    }
    let (id, today) = (record.id, visit.pages.desk.store.seams().today());
    puts.push(("received_on", today.to_string().into()));
    visit.submit(&key, move |author| {
        author.change(Target::Existing(id), |edit| {
            use automerge::transaction::Transactable as _;
            puts.into_iter().try_for_each(|(field, value)| {
                let wrong = |_| StoreError::Invalid("a hand-over");
                edit.put(automerge::ROOT, field, value).map_err(wrong)
            })
        })?;
        Ok(format!("{}?done=saved", super::address(id)))
    })
}

/// A hand-over that waits for this device is confirmed from its page; a parcel is handed over from its own.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    let words = visit.asked.words;
    if id.kind() == HAND_OVER.number {
        let record = visit.world(known)?.record(id).map_err(unread)?;
        if record.is_some_and(|record| waits(visit, &record)) {
            steps.links.push((format!("/custody/{id}/receive"), words.say("custody-receive")));
        }
    } else if id.kind() == PARCEL.number && kinds::writes(visit, &HAND_OVER) {
        let world = visit.world(known)?;
        let Some(parcel) = world.record(id).map_err(unread)? else { return Ok(()) };
        if kept_elsewhere(visit, known, Kept::Parcel(id))?.is_none() {
            let fields: Fields = [
                ("what", "PARCEL"),
                ("organisation", parcel.own.text("organisation")),
                ("parcel", &id.to_string()),
            ]
            .into_iter()
            .collect();
            let to = format!("/documents/hand_over/new?{}", fields.encoded());
            steps.links.push((to, words.say("custody-give")));
        }
    }
    Ok(())
}

/// Hand-overs that wait for this device.
pub(super) fn due(visit: &Visit<'_>, known: &Known<'_>) -> Result<Vec<Due>, Fault> {
    let words = visit.asked.words;
    let mut known_ones = visit.world(known)?.all(&HAND_OVER).map_err(unread)?;
    known_ones.retain(|record| waits(visit, record));
    let due = |record: &Record| Due {
        to: format!("/custody/{}/receive", record.id),
        icon: "download",
        what: words.say("custody-receive"),
        more: record.own.day("event_date").map(|day| show::day(day, words)).unwrap_or_default(),
        late: false,
    };
    Ok(known_ones.iter().map(due).collect())
}
