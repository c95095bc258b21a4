//! To whom goods are sold: how much of what was earned came from each sort of buyer, and how many buyers there were.
//! Source: domain.md T31.

use std::collections::{BTreeMap, BTreeSet};

use super::price::points;
use crate::{
    dictionary::kinds::buyer::BUYER,
    units::{Currency, Money},
    world::{Record, Unreadable, World},
};

/// What one sale brought, and from whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traded {
    /// The buyer. Each site enters its own, so they are one if they are called the same.
    pub buyer: String,
    /// A code of the list `BUYER_KIND`.
    pub kind: String,
    /// The prices of its parcels.
    pub prices: Vec<Money>,
}

/// What came from one sort of buyer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Sales.
    pub sales: usize,
    /// Different buyers.
    pub buyers: usize,
    /// Part of what was earned in each currency, in basis points.
    pub shares: BTreeMap<Currency, i64>,
}

/// A sale as the market sees it; none if it was taken back.
pub fn traded(world: &dyn World, sale: &Record) -> Result<Option<Traded>, Unreadable> {
    if sale.own.has("reversed") {
        return Ok(None);
    }
    let buyer = world.follow(&sale.own, "buyer")?.filter(|buyer| *buyer.kind == BUYER);
    let said = |field: &str| buyer.as_ref().map_or("", |buyer| buyer.own.text(field)).to_owned();
    let prices = sale.rows("parcels").iter().filter_map(|row| row.money("price")).collect();
    Ok(Some(Traded { buyer: said("name").trim().to_lowercase(), kind: said("kind"), prices }))
}

/// What came from each sort of buyer.
#[must_use]
pub fn parts(sales: &[Traded]) -> BTreeMap<String, Part> {
    let mut earned = BTreeMap::<Currency, i128>::new();
    let mut by_kind = BTreeMap::<(&str, Currency), i128>::new();
    let mut buyers = BTreeMap::<&str, BTreeSet<&str>>::new();
    let mut parts = BTreeMap::<String, Part>::new();
    for sale in sales {
        for price in &sale.prices {
            *earned.entry(price.currency).or_default() += i128::from(price.minor);
            let of = by_kind.entry((&sale.kind, price.currency)).or_default();
            *of += i128::from(price.minor);
        }
        buyers.entry(&sale.kind).or_default().insert(&sale.buyer);
        parts.entry(sale.kind.clone()).or_default().sales += 1;
    }
    for (kind, part) in &mut parts {
        part.buyers = buyers.get(kind.as_str()).map_or(0, BTreeSet::len);
        let own = by_kind.iter().filter(|((of, _), _)| of == kind);
        let share = own.filter_map(|((_, currency), sum)| {
            Some((*currency, points(*sum, *earned.get(currency)?)?))
        });
        part.shares = share.collect();
    }
    parts
}

/// How many different buyers there were.
#[must_use]
pub fn buyers(sales: &[Traded]) -> usize {
    sales.iter().map(|sale| (&sale.kind, &sale.buyer)).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sort_of_buyer_has_its_part_of_what_was_earned_in_each_currency() {
        let sale = |buyer: &str, kind: &str, price: &str| Traded {
            buyer: buyer.to_owned(),
            kind: kind.to_owned(),
            prices: vec![price.parse().unwrap()],
        };
        let sales = [
            sale("a", "NEGOCIANT", "25000 USD"),
            sale("a", "NEGOCIANT", "5000 USD"),
            sale("b", "PROGRAMME", "70000 USD"),
            sale("b", "PROGRAMME", "300 CDF"),
        ];
        let parts = parts(&sales);
        let negociant = &parts["NEGOCIANT"];
        assert_eq!((negociant.sales, negociant.buyers), (2, 1));
        assert_eq!(negociant.shares, BTreeMap::from([(Currency::USD, 3_000)]));
        assert_eq!(parts["PROGRAMME"].shares[&Currency::CDF], 10_000);
        assert_eq!(buyers(&sales), 2);
    }
}
