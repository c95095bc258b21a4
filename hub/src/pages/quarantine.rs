//! What is held back: records of devices whose rights had ended, and what did not pass admission. The office of the
//! province lets what its sites wrote count after all, or decides against it (domain.md §9.3 no. 29); nothing is thrown
//! away. What was refused only those who watch over the whole may let count.

use askama::Template;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::ids::{LogId, UserNumber};
use lisanga_protocol::records::Order;
use lisanga_store::publisher;

use super::{Answer, Fault, Visit, page as render};
use crate::ingest::as_hub;
use crate::people::Role;
use crate::query::{self, HeldBack};

/// A stretch of records of one device.
struct Card {
    log: String,
    from: u64,
    to: u64,
    device: String,
    place: String,
    when: String,
    count: String,
    why: String,
    held: bool,
    /// Whether whoever looks may let it count.
    releases: bool,
}

#[derive(Template)]
#[template(path = "quarantine.html")]
struct Quarantine {
    f: Frame,
    cards: Vec<Card>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let mut cards = Vec::new();
    for stretch in seen(visit)? {
        let place = visit.place(stretch.scope);
        cards.push(Card {
            log: stretch.log.to_string(),
            from: stretch.from,
            to: stretch.to,
            place: place.map(|place| place.name.clone()).unwrap_or_default(),
            when: show::moment(stretch.received, words),
            count: words.count("quarantine-records", stretch.to - stretch.from + 1),
            why: match stretch.reason {
                None => words.say("quarantine-held"),
                Some(reason) => {
                    words.fill("quarantine-refused", &[("reason", &reason.to_string())])
                }
            },
            held: stretch.reason.is_none(),
            releases: releases(visit, &stretch),
            device: stretch.device,
        });
    }
    render(&Quarantine { f: visit.frame(words.say("way-quarantine")), cards })
}

/// What is held back of the sites that whoever asks sees.
fn seen(visit: &Visit<'_>) -> Result<Vec<HeldBack>, Fault> {
    let mut stretches = query::held_back(&visit.store().reader()?)?;
    if visit.person()?.role == Role::Province {
        let scopes = visit.scopes()?;
        stretches.retain(|stretch| scopes.contains(&stretch.scope));
    }
    Ok(stretches)
}

/// Whether whoever asks may let it count: a province what is held of its sites.
fn releases(visit: &Visit<'_>, stretch: &HeldBack) -> bool {
    let province = visit.person.is_some_and(|person| person.role == Role::Province);
    stretch.reason.is_none() || !province
}

pub(super) fn decide(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let number = |name: &str| form.text(name).parse::<u64>().map_err(|_| Fault::NotFound);
    let (from, to) = (number("from")?, number("to")?);
    let log = LogId::from_hex(form.text("log")).ok_or(Fault::NotFound)?;
    let stretches = seen(visit)?;
    let known = stretches
        .iter()
        .find(|stretch| stretch.log == log && stretch.from == from && stretch.to == to);
    let Some(known) = known else { return Ok(Reply::see_other("/quarantine?done=elsewhere")) };
    if !releases(visit, known) {
        return Err(Fault::NotAllowed);
    }
    let order = match form.text("decision") {
        "release" => Order::Release { log, from, to },
        "discard" if known.reason.is_none() => Order::Discard { log, from, to },
        _ => return Ok(Reply::see_other("/quarantine?done=choose")),
    };
    let (scope, speaker) = (known.scope, visit.office.hub.speaker.clone());
    visit.store().write(move |db| {
        as_hub(db, &speaker, |hub| publisher::order(hub, scope, UserNumber::NOBODY, &order))
    })?;
    visit.office.hub.wake.notify_one();
    Ok(Reply::see_other("/quarantine?done=saved"))
}
