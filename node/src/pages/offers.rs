//! Offers beside the reference: whoever does not take the best one says why, and a price far below what such goods
//! are worth becomes a case in one step, with what is known of it (domain.md T6 and T27).

use std::collections::BTreeSet;

use lisanga_index::{Known, Names as _};
use lisanga_pages::form::Change;
use lisanga_pages::show;
use lisanga_pages::web::Fields;
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kind::Type;
use lisanga_protocol::dictionary::kinds::case::CASE;
use lisanga_protocol::dictionary::kinds::parcel::PARCEL;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::documents::price;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::units::{Money, Weight};
use lisanga_protocol::world::{Record, World};

use super::steps::Steps;
use super::{Fault, Visit, kinds, unread};

/// Where a case is begun.
const BEGUN: &str = "/documents/case/new?";

/// Why a sale is not entered: a better offer is known, and nothing says why it was not taken.
pub(super) fn not_best(
    visit: &Visit<'_>,
    known: &Known<'_>,
    changes: &[Change],
) -> Result<Option<(&'static str, String)>, Fault> {
    let said = |path: &str| {
        let found = changes.iter().find(|(known, _)| known == path);
        found.and_then(|(_, value)| text_of(value)).filter(|text| !text.is_empty())
    };
    if said("reason_not_best").is_some() {
        return Ok(None);
    }
    let world = visit.world(known)?;
    let day = said("event_date").and_then(|day| day.parse().ok());
    let keys = changes.iter().filter_map(|(path, _)| path.strip_prefix("parcels/"));
    let keys: BTreeSet<&str> = keys.filter_map(|rest| rest.split('/').next()).collect();
    for key in keys {
        let part = |part: &str| said(&format!("parcels/{key}/{part}"));
        let weight = part("stones").or_else(|| part("gold"));
        let sold = weight.and_then(|weight| weight.parse::<Weight>().ok());
        let price = part("price").and_then(|price| price.parse::<Money>().ok());
        let parcel = DocumentId::from_hex(key).map(|id| world.record(id)).transpose();
        let parcel = parcel.map_err(unread)?.flatten();
        let (Some(sold), Some(price), Some(parcel)) = (sold, price, parcel) else { continue };
        let better = price::better_offer(&world, &parcel, (sold, day), price).map_err(unread)?;
        if let Some(better) = better {
            let words = visit.asked.words;
            let amount = show::money(better, words);
            let sentence = words.fill("offers-why", &[("amount", &amount)]);
            return Ok(Some(("reason_not_best", sentence)));
        }
    }
    Ok(None)
}

/// What a case says of one price: the parcel, the price, what such goods are worth, and the part of it.
fn facts(
    visit: &Visit<'_>,
    known: &Known<'_>,
    parcel: DocumentId,
    (price, reference, ratio): (Money, Money, i64),
) -> String {
    let words = visit.asked.words;
    let name = known.name(parcel).unwrap_or_default();
    let filled = [
        ("parcel", name),
        ("price", show::money(price, words)),
        ("reference", show::money(reference, words)),
        ("ratio", show::value(Type::Points, &ratio.into(), words)),
    ];
    let filled: Vec<(&str, &str)> = filled.iter().map(|(name, text)| (*name, &**text)).collect();
    words.fill("offers-facts", &filled)
}

/// A case begun about a sale says everything of its prices; one about a parcel is begun for each offer that is too
/// low.
pub(super) fn steps(
    visit: &Visit<'_>,
    known: &Known<'_>,
    id: DocumentId,
    steps: &mut Steps,
) -> Result<(), Fault> {
    if ![PARCEL.number, SALE.number].contains(&id.kind()) {
        return Ok(());
    }
    let world = visit.world(known)?;
    let Some(record) = world.record(id).map_err(unread)? else { return Ok(()) };
    if *record.kind == SALE
        && kinds::writes(visit, &SALE)
        && price::unexplained(&world, &record).map_err(unread)?.is_some()
    {
        let to = format!("/documents/{}/{id}/edit", SALE.name);
        steps.links.push((to, visit.asked.words.say("offers-say-why")));
    }
    if !kinds::writes(visit, &CASE) {
        return Ok(());
    }
    if *record.kind == SALE {
        return complete(visit, known, &world, &record, steps);
    }
    let words = visit.asked.words;
    for offer in price::offers(&world, &record, None).map_err(unread)? {
        let (Some(reference), Some(ratio)) = (offer.reference, offer.ratio) else { continue };
        if !price::is_low(&world, ratio) {
            continue;
        }
        let buyer = offer.buyer.and_then(|buyer| known.name(buyer)).unwrap_or_default();
        let facts = facts(visit, known, id, (offer.price, reference, ratio));
        let today = visit.pages.desk.store.seams().today().to_string();
        let (about, by) = (id.to_string(), record.own.text("organisation").to_owned());
        let fields = [
            ("kind", "PRICING"),
            ("about", &about),
            ("organisation", &by),
            ("against", &buyer),
            ("facts", &facts),
            ("opened", &today),
        ];
        let fields: Fields = fields.into_iter().collect();
        let label = words.fill("offers-too-low", &[("name", &buyer)]);
        steps.links.push((format!("{BEGUN}{}", fields.encoded()), label));
    }
    Ok(())
}

/// Fills in what the case about a sale that is offered already does not say yet.
fn complete(
    visit: &Visit<'_>,
    known: &Known<'_>,
    world: &dyn World,
    sale: &Record,
    steps: &mut Steps,
) -> Result<(), Fault> {
    let Some((to, _)) = steps.links.iter_mut().find(|(to, _)| to.starts_with(BEGUN)) else {
        return Ok(());
    };
    let begun = Fields::of(to.trim_start_matches(BEGUN).as_bytes());
    let mut lines = vec![begun.text("facts").to_owned()];
    for sold in price::sold(world, sale).map_err(unread)? {
        if let (Some(reference), Some(ratio)) = (sold.reference, sold.measures.ratio) {
            lines.push(facts(visit, known, sold.parcel, (sold.price, reference, ratio)));
        }
        if let Some(best) = sold.best_offer {
            let amount = show::money(best, visit.asked.words);
            lines.push(visit.asked.words.fill("offers-best", &[("amount", &amount)]));
        }
    }
    let mut fields = Fields::default();
    for (name, text) in begun.iter().filter(|(name, _)| *name != "facts") {
        fields.add(name, text.to_owned());
    }
    fields.add("organisation", sale.own.text("organisation").to_owned());
    let buyer = sale.own.reference("buyer").and_then(|buyer| known.name(buyer));
    fields.add("against", buyer.unwrap_or_default());
    fields.add("facts", lines.join(" "));
    *to = format!("{BEGUN}{}", fields.encoded());
    Ok(())
}
