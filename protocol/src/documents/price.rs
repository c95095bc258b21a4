//! Fair prices: what was paid against what a mineral of the same category was worth at the same place, and
//! against what middlemen offered. Like is compared with like; without a reference nothing is computed and
//! nothing guessed. Source: domain.md §5.14.

use std::collections::BTreeMap;

use crate::{
    dictionary::{
        kinds::{buyer::BUYER, parcel::PARCEL, reference_price::REFERENCE_PRICE},
        lists::MARKET_PLACE,
    },
    documents::parcel,
    ids::DocumentId,
    units::{Currency, Date, Money, Weight, WeightUnit},
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
pub(super) fn points(part: i128, whole: i128) -> Option<i64> {
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

/// By what goods are priced: two of the same are like each other.
#[derive(Clone, Copy, Debug)]
struct Goods<'a> {
    mineral: &'a str,
    category: &'a str,
    /// A code of the list `STONE_SIZE`; empty if nobody sieved them, and for gold.
    size: &'a str,
}

impl<'a> Goods<'a> {
    fn of(cells: &'a Cells) -> Self {
        let [mineral, category, size] =
            ["mineral", "category", "size"].map(|field| cells.text(field));
        Self { mineral, category, size }
    }

    /// Whether a price is for these; one for stones of any size is for those of each.
    fn priced_by(&self, price: &Self) -> bool {
        price.mineral == self.mineral
            && price.category == self.category
            && (price.size.is_empty() || price.size == self.size)
    }
}

/// The reference price of goods at a place that was valid on a day: the middle one. One for stones of just this size
/// goes before one for any.
fn reference(
    world: &dyn World,
    (goods, place): (Goods<'_>, &str),
    day: Date,
    currency: Currency,
) -> Result<Option<Money>, Unreadable> {
    let mut valid = Vec::new();
    for price in world.all(&REFERENCE_PRICE)? {
        let priced = Goods::of(&price.own);
        let from = price.own.day("valid_from").filter(|from| *from <= day);
        let mid = price.own.money("mid").filter(|mid| mid.currency == currency);
        if let (Some(from), Some(mid)) = (from, mid)
            && goods.priced_by(&priced)
            && price.own.text("place") == place
        {
            valid.push((!priced.size.is_empty(), from, price.id, mid));
        }
    }
    let last = valid.into_iter().max_by_key(|(sized, from, id, _)| (*sized, *from, *id));
    Ok(last.map(|(.., mid)| mid))
}

/// Whether a buyer stands between the pit and the market.
fn is_middleman(buyer: Option<&Record>) -> bool {
    buyer.is_none_or(|buyer| {
        matches!(buyer.own.text("kind"), "NEGOCIANT" | "UNLICENSED" | "COMPTOIR")
    })
}

/// The best offer of a middleman for a parcel, for as much of it as was sold; and the best of all. Whatever was offered
/// later than `until` nobody could take.
pub fn best_offers(
    world: &dyn World,
    parcel: &Record,
    (sold, until): (Weight, Option<Date>),
    currency: Currency,
) -> Result<(Option<Money>, Option<Money>), Unreadable> {
    let whole = parcel::weight(&parcel.own).map_or(0, |weight| weight.amount);
    let (mut middleman, mut best) = (None::<Money>, None::<Money>);
    let later =
        |offer: &&Cells| offer.day("event_date").zip(until).is_some_and(|(on, until)| on > until);
    for offer in parcel.rows("offers").iter().filter(|offer| !later(offer)) {
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
    /// What a carat or a gram of such goods was worth; none if nobody published it.
    pub reference: Option<Money>,
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
        let what = (Goods::of(&parcel.own), sale.own.text("place"));
        let reference = match day {
            Some(day) => reference(world, what, day, price.currency)?,
            None => None,
        };
        let (middleman, best_offer) = best_offers(world, &parcel, (weight, day), price.currency)?;
        let measures = measures(price, weight, reference, middleman);
        sold.push(Sold { parcel: id, weight, price, best_offer, reference, measures });
    }
    Ok(sold)
}

/// What was earned in each currency against what it was worth, over everything that has a reference, in basis points.
#[must_use]
pub fn ratios(sold: &[Sold]) -> BTreeMap<Currency, i64> {
    let mut sums = BTreeMap::<Currency, (i128, i128)>::new();
    for one in sold {
        let Some(reference) = one.reference.filter(|of| of.currency == one.price.currency) else {
            continue;
        };
        let unit = i128::from(priced_unit(one.weight.unit));
        let (earned, worth) = sums.entry(one.price.currency).or_default();
        // In thousandths of a minor unit, so that carats and grams add up.
        *earned += i128::from(one.price.minor) * 1_000;
        *worth += i128::from(reference.minor) * i128::from(one.weight.amount) * 1_000 / unit;
    }
    let ratio = |(currency, (earned, worth))| Some((currency, points(earned, worth)?));
    sums.into_iter().filter_map(ratio).collect()
}

/// An offer for a parcel, beside what such goods are worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Who made it, if that is known.
    pub buyer: Option<DocumentId>,
    /// A code of the list `BUYER_KIND`; empty if nobody knows.
    pub kind: String,
    /// When.
    pub day: Option<Date>,
    /// For the whole parcel.
    pub price: Money,
    /// For a carat or a gram.
    pub per_unit: Money,
    /// What a carat or a gram of such goods was worth; none if nobody published it.
    pub reference: Option<Money>,
    /// Price against the reference, in basis points; none without one.
    pub ratio: Option<i64>,
}

/// The offers for a parcel, the best first, against the references of where it may be sold: of several places the
/// one a sale names, else the lowest, so that nobody is warned without need.
pub fn offers(
    world: &dyn World,
    parcel: &Record,
    place: Option<&str>,
) -> Result<Vec<Offered>, Unreadable> {
    let Some(weight) = parcel::weight(&parcel.own).filter(|weight| weight.amount > 0) else {
        return Ok(Vec::new());
    };
    let of = i128::from(priced_unit(weight.unit));
    let mut offers = Vec::new();
    for row in parcel.rows("offers") {
        let Some(price) = row.money("price") else { continue };
        let day = row.day("event_date");
        let buyer = world.follow(row, "buyer")?.filter(|record| *record.kind == BUYER);
        let reference = match day {
            Some(day) => usual(world, Goods::of(&parcel.own), place, day, price.currency)?,
            None => None,
        };
        let per_unit = i128::from(price.minor) * of / i128::from(weight.amount);
        offers.push(Offered {
            buyer: row.reference("buyer"),
            kind: buyer.map(|buyer| buyer.own.text("kind").to_owned()).unwrap_or_default(),
            day,
            price,
            per_unit: Money::new(per_unit.try_into().unwrap_or(i64::MAX), price.currency),
            reference,
            ratio: measures(price, weight, reference, None).ratio,
        });
    }
    offers.sort_by_key(|offer| std::cmp::Reverse((offer.price.minor, offer.day)));
    Ok(offers)
}

/// The reference at a place; without one, the lowest of all places.
fn usual(
    world: &dyn World,
    goods: Goods<'_>,
    place: Option<&str>,
    day: Date,
    currency: Currency,
) -> Result<Option<Money>, Unreadable> {
    if let Some(place) = place {
        return reference(world, (goods, place), day, currency);
    }
    let mut lowest = None::<Money>;
    for place in MARKET_PLACE.codes {
        let found = reference(world, (goods, place), day, currency)?;
        lowest = lowest.into_iter().chain(found).min();
    }
    Ok(lowest)
}

/// Whether a ratio is so far below the reference that a case should be opened.
#[must_use]
pub fn is_low(world: &dyn World, ratio: i64) -> bool {
    ratio < world.pack().limit("fair_price_alert_bp", 8_000)
}

/// The best offer for a parcel, for as much of it as is sold, if it is better than the price and was there on the day
/// of the sale.
pub fn better_offer(
    world: &dyn World,
    parcel: &Record,
    sold: (Weight, Option<Date>),
    price: Money,
) -> Result<Option<Money>, Unreadable> {
    let (_, best) = best_offers(world, parcel, sold, price.currency)?;
    Ok(best.filter(|best| best.minor > price.minor))
}

/// The better offer that a sale left without saying why: another device may have written it down meanwhile. The best
/// one, where several parcels were sold below theirs.
pub fn unexplained(world: &dyn World, sale: &Record) -> Result<Option<Money>, Unreadable> {
    if sale.own.has("reason_not_best") || sale.own.has("reversed") {
        return Ok(None);
    }
    let sold = sold(world, sale)?.into_iter();
    let better =
        sold.filter_map(|sold| sold.best_offer.filter(|best| best.minor > sold.price.minor));
    Ok(better.max_by_key(|best| best.minor))
}

/// The lowest ratio to the reference among the parcels of a sale, in basis points; none without references.
pub fn fair_price(world: &dyn World, sale: &Record) -> Result<Option<i64>, Unreadable> {
    Ok(sold(world, sale)?.iter().filter_map(|sold| sold.measures.ratio).min())
}

/// Whether a sale was so far below the reference that a case should be opened.
pub fn is_too_low(world: &dyn World, sale: &Record) -> Result<bool, Unreadable> {
    Ok(fair_price(world, sale)?.is_some_and(|ratio| is_low(world, ratio)))
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
    use crate::{dictionary::kinds::sale::SALE, world::InMemory};

    #[test]
    fn offers_stand_best_first_beside_the_reference_and_the_lowest_place_if_none_is_named() {
        let mut world = InMemory::new("CD");
        for (place, mid) in [("PIT", "3000 USD"), ("TOWN", "3410 USD")] {
            let values = [
                ("mineral", "DIA"),
                ("category", "BOART"),
                ("place", place),
                ("mid", mid),
                ("valid_from", "2026-01-01"),
            ];
            world.put(&REFERENCE_PRICE, place, &values);
        }
        let buyer = world.put(&BUYER, "one", &[("name", "Démo"), ("kind", "NEGOCIANT")]);
        let offer = |price: &str| {
            format!(r#"{{"event_date":"2026-03-01","buyer":"{buyer}","price":"{price} USD"}}"#)
        };
        let (low, high) = (offer("80000"), offer("124992"));
        let id = world.put(
            &PARCEL,
            "one",
            &[
                ("mineral", "DIA"),
                ("category", "BOART"),
                ("stones", "3840 ct100"),
                ("offers/01HZ0000000000000000000000", &low),
                ("offers/01HZ0000000000000000000001", &high),
            ],
        );
        let parcel = world.record(id).unwrap().unwrap();
        let town = offers(&world, &parcel, Some("TOWN")).unwrap();
        let told: Vec<_> = town.iter().map(|o| (o.per_unit.minor, o.ratio)).collect();
        assert_eq!(told, [(3_255, Some(9_545)), (2_083, Some(6_109))]);
        assert_eq!(town[0].kind, "NEGOCIANT");
        let anywhere = offers(&world, &parcel, None).unwrap();
        assert_eq!(anywhere[1].ratio, Some(6_944), "of the pit");
        assert!(is_low(&world, 6_944) && !is_low(&world, 8_000));
        let half = Weight { amount: 1_920, unit: WeightUnit::Ct100 };
        let usd = |minor| Money::new(minor, Currency::USD);
        let better = |price| better_offer(&world, &parcel, (half, None), usd(price)).unwrap();
        assert_eq!(better(60_000), Some(usd(62_496)), "half of the best offer");
        assert_eq!(better(62_496), None);
        let day = |day: &str| (half, Some(day.parse().unwrap()));
        let before = better_offer(&world, &parcel, day("2026-02-28"), usd(60_000)).unwrap();
        assert_eq!(before, None, "nobody had offered it yet");
    }

    #[test]
    fn stones_are_priced_by_their_size_where_a_price_for_it_was_published() {
        let mut world = InMemory::new("CD");
        for (name, size, mid, from) in [
            ("any", "", "3000 USD", "2026-02-01"),
            ("small", "BELOW_2", "1200 USD", "2026-01-01"),
            ("large", "FROM_11", "9000 USD", "2026-01-01"),
        ] {
            let what = [("mineral", "DIA"), ("category", "GEM"), ("place", "TOWN")];
            world.put(&REFERENCE_PRICE, name, &what);
            world.put(&REFERENCE_PRICE, name, &[("mid", mid), ("valid_from", from)]);
            let sized = (!size.is_empty()).then_some(("size", size));
            world.put(&REFERENCE_PRICE, name, sized.as_slice());
        }
        let day = "2026-03-01".parse().unwrap();
        let worth = |size| {
            let goods = Goods { mineral: "DIA", category: "GEM", size };
            reference(&world, (goods, "TOWN"), day, Currency::USD).unwrap().unwrap().minor
        };
        assert_eq!(worth("FROM_11"), 9_000, "though the price for any is newer");
        assert_eq!(worth("BELOW_2"), 1_200);
        assert_eq!(worth("FROM_7"), 3_000, "nobody published one for these");
        assert_eq!(worth(""), 3_000, "of stones that nobody sieved nothing is guessed");
    }

    #[test]
    fn a_sale_below_an_offer_that_was_there_says_why() {
        let mut world = InMemory::new("CD");
        let offer =
            |day: &str, price: &str| format!(r#"{{"event_date":"{day}","price":"{price} USD"}}"#);
        let (low, high) = (offer("2026-03-01", "80000"), offer("2026-03-03", "124992"));
        let parcel = world.put(
            &PARCEL,
            "one",
            &[("stones", "3840 ct100"), ("offers/01HZ0000000000000000000000", &low)],
        );
        let [stones, price] = ["stones", "price"].map(|part| format!("parcels/{parcel}/{part}"));
        let values =
            [("event_date", "2026-03-03"), (&*stones, "1920 ct100"), (&price, "50000 USD")];
        let id = world.put(&SALE, "one", &values);
        let of = |world: &InMemory| {
            let sale = world.record(id).unwrap().unwrap();
            unexplained(world, &sale).unwrap().map(|better| better.minor)
        };
        assert_eq!(of(&world), None, "half of 800 is less");
        // Another device had written a better one down.
        world.put(&PARCEL, "one", &[("offers/01HZ0000000000000000000001", &high)]);
        assert_eq!(of(&world), Some(62_496));
        world.put(&SALE, "one", &[("event_date", "2026-03-02")]);
        assert_eq!(of(&world), None, "it came a day later");
        world.put(&SALE, "one", &[("event_date", "2026-03-03"), ("reason_not_best", "DEBT")]);
        assert_eq!(of(&world), None);
    }

    #[test]
    fn ratios_add_up_over_what_has_a_reference() {
        let usd = |minor| Money::new(minor, Currency::USD);
        let sold = |price, amount, unit, reference| Sold {
            parcel: InMemory::id(&PARCEL, "one"),
            weight: Weight { amount, unit },
            price: usd(price),
            best_offer: None,
            reference,
            measures: Measures { ratio: None, gap: None, gain: None },
        };
        let all = [
            sold(9_000, 100, WeightUnit::Ct100, Some(usd(10_000))),
            sold(3_000, 1_000, WeightUnit::Mg, Some(usd(10_000))),
            sold(1, 100, WeightUnit::Ct100, None),
        ];
        assert_eq!(ratios(&all), BTreeMap::from([(Currency::USD, 6_000)]));
    }

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
