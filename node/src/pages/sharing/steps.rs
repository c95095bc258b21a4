//! What can be done about a sale and about its sharing, and what is still missing for it.

use lisanga_index::Known;
use lisanga_pages::show;
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::kind::Type;
use lisanga_protocol::dictionary::kinds::case::CASE;
use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::dictionary::values::Code;
use lisanga_protocol::documents::price;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::world::World;

use super::book::{Apart, Booked};
use super::pay::SIGNED;
use super::{adjust, approve, back, called, kept, named, with_world};
use crate::pages::steps::{Act, Select, Steps};
use crate::pages::{Fault, TREASURERS, Visit, entry, kinds, unread};

/// A sale is shared, a distribution approved, written into the book and paid.
pub(in crate::pages) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    if id.kind() == SALE.number {
        if kinds::writes(visit, &CASE) {
            steps.links.extend(too_low(visit, id)?);
        }
        if visit.may(TREASURERS) {
            let label = visit.asked.words.say("sharing-title");
            steps.links.push((format!("/sharing?sale={id}"), label));
        }
        return Ok(());
    }
    if id.kind() != DISTRIBUTION.number {
        return Ok(());
    }
    let world = visit.world(known)?;
    let Some(record) = named(&world, &id.to_string(), &DISTRIBUTION)? else { return Ok(()) };
    approve::steps(visit, &world, &record, steps)?;
    if visit.may(TREASURERS) {
        let booked = Booked::read(visit, known, &world, record)?;
        of_books(visit, (known, &world), &booked, steps)?;
        back::steps(visit, &world, &booked, steps)?;
    }
    Ok(())
}

/// Accounts where money lies, to choose from; none where there is no choice.
pub(super) fn select(visit: &Visit<'_>, name: String, places: &[Code]) -> Option<Select> {
    let language = visit.asked.words.language.code;
    let choice =
        |place: &Code| (place.to_string(), visit.pages.pack.account_name(place.as_str(), language));
    let choices: Vec<_> = places.iter().map(choice).collect();
    let label = visit.asked.words.say("cash-where");
    (choices.len() > 1).then_some(Select { name, label, choices })
}

/// A distribution is written into the book, paid line by line, and cancelled while nobody was paid.
fn of_books(
    visit: &Visit<'_>,
    (known, world): (&Known<'_>, &dyn World),
    booked: &Booked,
    steps: &mut Steps,
) -> Result<(), Fault> {
    let (words, record) = (visit.asked.words, &booked.distribution);
    let posted = booked.is_posted();
    if booked.blocked {
        steps.notes.push(words.say("done-sharing-blocked"));
    }
    let mut act = |action: &str, act: Act| {
        let to = format!("/sharing/{}/{action}", record.id);
        steps.acts.push(Act { to, key: entry::new_key(visit), ..act });
    };
    if booked.state == "APPROVED" && !posted && !booked.blocked {
        let charts = booked.proceeds.iter().flat_map(|proceeds| proceeds.by.keys());
        let selects = charts
            .filter_map(|chart| select(visit, format!("account-{chart}"), &booked.under(chart)));
        let label = words.say("sharing-post");
        act("post", Act { selects: selects.collect(), label, ..Act::default() });
    }
    if booked.is_free() {
        let label = if booked.is_paid() { "sharing-cancel-paid" } else { "sharing-cancel" };
        act("cancel", Act { label: words.say(label), ..Act::default() });
    }
    let may_pay = posted && !booked.blocked;
    for part in booked.unpaid.iter().filter(|part| may_pay && part.amount.minor > 0) {
        let name = called(visit, known, part);
        let amount = show::money(part.amount, words);
        let label = words.fill("sharing-pay", &[("name", &name), ("amount", &amount)]);
        let owed = kept::kept(visit, world, booked, part)?;
        let selects = select(visit, "account".into(), &booked.places);
        let selects = selects.into_iter().chain(kept::select(visit, part, &owed));
        let asks = part.member.is_none().then(|| words.say("sharing-receives"));
        let line = Some(part.line.clone());
        let selects = selects.collect();
        let picture = Some((SIGNED, words.say("sharing-signature")));
        act("pay", Act { line, selects, asks, picture, label, ..Act::default() });
    }
    if booked.apart == Apart::Adjusted {
        steps.notes.push(words.say("sharing-is-adjusted"));
    } else if posted && adjust::is_asked(booked) {
        let label = words.say("sharing-adjust");
        steps.links.push((format!("/sharing/{}/adjust", record.id), label));
    }
    Ok(())
}

/// A case to be begun where a sale was far below the reference: in one step, with what is known.
fn too_low(visit: &Visit<'_>, id: DocumentId) -> Result<Option<(String, String)>, Fault> {
    let words = visit.asked.words;
    let text = id.to_string();
    let ratio = with_world(visit, |_, world| {
        let Some(sale) = named(world, &text, &SALE)? else { return Ok(None) };
        let low = price::is_too_low(world, &sale).map_err(unread)?;
        Ok(price::fair_price(world, &sale).map_err(unread)?.filter(|_| low))
    })?;
    Ok(ratio.map(|ratio| {
        let ratio = show::value(Type::Points, &ratio.into(), words);
        let facts = words.fill("price-facts", &[("ratio", &ratio)]);
        let today = visit.pages.desk.store.seams().today().to_string();
        let fields = [("kind", "PRICING"), ("about", &text), ("facts", &facts), ("opened", &today)];
        let fields: Fields = fields.into_iter().collect();
        (format!("/documents/case/new?{}", fields.encoded()), words.say("price-too-low"))
    }))
}
