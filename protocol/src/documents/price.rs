//! Fair prices: what was paid against what a mineral of the same category was worth at the same place, and
//! against what middlemen offered. Like is compared with like; without a reference nothing is computed and
//! nothing guessed. Source: domain.md §5.14.

use crate::{
    dictionary::kinds::{buyer::BUYER, parcel::PARCEL, reference_price::REFERENCE_PRICE},
    documents::parcel,
    ids::DocumentId,
    units::{Date, Money, Weight, WeightUnit},
    world::{Cells, Record, Unreadable, World},
};

/// What is said of the sale of one parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measures {
    /// Price against the reference, in basis points of it; none without a reference.
    pub ratio: Option<i64>,
    /// What the best middleman offered less than the reference, in basis points of it.
    pub gap: Option<i64>,
    /// What the sale brought more than the best middleman's offer.
    pub gain: Option<Money>,
}

/// `part / whole` in basis points, the half rounded up.
fn points(part: i128, whole: i128) -> Option<i64> {
    if whole <= 0 {
        return None;
    }
    let doubled = part.checked_mul(20_000)?.checked_add(whole)?;
    doubled.div_euclid(whole * 2).try_into().ok()
}

/// How many hundredths of a carat or milligrams a price is for: a carat, a gram.
const fn priced_unit(unit: WeightUnit) -> i64 {
    match unit {
        WeightUnit::Ct100 => 100,
        WeightUnit::Mg => 1_000,
    }
}

/// The measures of a price for so much, against a reference for a carat or gram and the best offer of a
/// middleman for the whole.
#[must_use]
pub fn measures(
    price: Money,
    weight: Weight,
    reference: Option<Money>,
    offer: Option<Money>,
) -> Measures {
    let of = i128::from(priced_unit(weight.unit));
    let worth = reference
        .filter(|reference| reference.currency == price.currency)
        .map(|reference| i128::from(reference.minor) * i128::from(weight.amount));
    let offer = offer.filter(|offer| offer.currency == price.currency);
    Measures {
        ratio: worth.and_then(|worth| points(i128::from(price.minor) * of, worth)),
        gap: worth
            .zip(offer)
            .and_then(|(worth, offer)| points(worth - i128::from(offer.minor) * of, worth)),
        gain: offer.and_then(|offer| price.minus(offer).ok()),
    }
}

/// The reference price of a mineral and category at a place that was valid on a day: the middle one.
pub fn reference(
    world: &dyn World,
    (mineral, category, place): (&str, &str, &str),
    day: Date,
    currency: crate::units::Currency,
) -> Result<Option<Money>, Unreadable> {
    let mut valid = Vec::new();
    for price in world.all(&REFERENCE_PRICE)? {
        let is = |field: &str, wanted: &str| price.own.text(field) == wanted;
        let from = price.own.day("valid_from").filter(|from| *from <= day);
        let mid = price.own.money("mid").filter(|mid| mid.currency == currency);
        if let (Some(from), Some(mid)) = (from, mid)
            && is("mineral", mineral)
            && is("category", category)
            && is("place", place)
        {
            valid.push((from, price.id, mid));
        }
    }
    Ok(valid.into_iter().max_by_key(|(from, id, _)| (*from, *id)).map(|(.., mid)| mid))
}

/// Whether a buyer stands between the pit and the market.
fn is_middleman(buyer: Option<&Record>) -> bool {
    buyer.is_none_or(|buyer| {
        matches!(buyer.own.text("kind"), "NEGOCIANT" | "UNLICENSED" | "COMPTOIR")
    })
}

/// The best offer of a middleman for a parcel, for as much of it as was sold; and the best of all.
pub fn best_offers(
    world: &dyn World,
    parcel: &Record,
    sold: Weight,
    currency: crate::units::Currency,
) -> Result<(Option<Money>, Option<Money>), Unreadable> {
    let whole = parcel::weight(&parcel.own).map_or(0, |weight| weight.amount);
    let (mut middleman, mut best) = (None::<Money>, None::<Money>);
    for offer in parcel.rows("offers") {
        let Some(price) = offer.money("price").filter(|price| price.currency == currency) else {
            continue;
        };
        let for_sold = i128::from(price.minor) * i128::from(sold.amount) / i128::from(whole.max(1));
        let for_sold = Money::new(for_sold.try_into().unwrap_or(i64::MAX), currency);
        best = best.max(Some(for_sold));
        let buyer = world.follow(offer, "buyer")?.filter(|record| *record.kind == BUYER);
        if is_middleman(buyer.as_ref()) {
            middleman = middleman.max(Some(for_sold));
        }
    }
    Ok((middleman, best))
}

/// One parcel of a sale, with what is said of its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sold {
    /// The parcel.
    pub parcel: DocumentId,
    /// How much of it.
    pub weight: Weight,
    /// For how much.
    pub price: Money,
    /// The best offer of all, for as much.
    pub best_offer: Option<Money>,
    /// What is said of the price.
    pub measures: Measures,
}

/// The parcels of a sale with what is said of their prices.
pub fn sold(world: &dyn World, sale: &Record) -> Result<Vec<Sold>, Unreadable> {
    let mut sold = Vec::new();
    for row in sale.rows("parcels") {
        let (Some(id), Some(weight), Some(price)) =
            (row.reference("key"), parcel::weight(row), row.money("price"))
        else {
            continue;
        };
        let Some(parcel) = world.record(id)?.filter(|record| *record.kind == PARCEL) else {
            continue;
        };
        let day = sale.own.day("event_date");
        let what =
            (parcel.own.text("mineral"), parcel.own.text("category"), sale.own.text("place"));
        let reference = match day {
            Some(day) => reference(world, what, day, price.currency)?,
            None => None,
        };
        let (middleman, best_offer) = best_offers(world, &parcel, weight, price.currency)?;
        let measures = measures(price, weight, reference, middleman);
        sold.push(Sold { parcel: id, weight, price, best_offer, measures });
    }
    Ok(sold)
}

/// The lowest ratio to the reference among the parcels of a sale, in basis points; none without references.
pub fn fair_price(world: &dyn World, sale: &Record) -> Result<Option<i64>, Unreadable> {
    Ok(sold(world, sale)?.iter().filter_map(|sold| sold.measures.ratio).min())
}

/// Whether a sale was so far below the reference that a case should be opened.
pub fn is_too_low(world: &dyn World, sale: &Record) -> Result<bool, Unreadable> {
    let alert = world.pack().limit("fair_price_alert_bp", 8_000);
    Ok(fair_price(world, sale)?.is_some_and(|ratio| ratio < alert))
}

/// What a financier is still owed: the value less what was paid back, never less than nothing.
#[must_use]
pub fn outstanding(pre_financing: &Record) -> Option<Money> {
    let value = pre_financing.own.money("value")?;
    let paid = |row: &Cells| row.money("amount").filter(|paid| paid.currency == value.currency);
    let paid: i64 = pre_financing.rows("repayments").iter().filter_map(paid).map(|p| p.minor).sum();
    Some(Money::new(value.minor.saturating_sub(paid).max(0), value.currency))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Currency;

    /// domain.md §5.14: 38.40 ct, best middleman 28.00, reference 34.10, sold 32.55 USD a carat.
    #[test]
    fn the_worked_example_comes_out() {
        let usd = |minor| Money::new(minor, Currency::USD);
        let weight = Weight { amount: 3_840, unit: WeightUnit::Ct100 };
        let (sold, offered) = (usd(124_992), usd(107_520));
        let found = measures(sold, weight, Some(usd(3_410)), Some(offered));
        assert_eq!(found.ratio, Some(9_545), "0.955");
        assert_eq!(found.gap, Some(1_789), "17.9 %");
        assert_eq!(found.gain, Some(usd(17_472)), "174.72 USD");
        assert_eq!(measures(sold, weight, None, None).ratio, None);
    }
}
