//! Where the price of the sales that are shared came in, and which debts a buyer kept back from it. Source:
//! domain.md §7.2, `SALE_AGENT` and `ADV_SETTLE`.

use std::collections::BTreeMap;

use crate::{
    dictionary::kinds::pre_financing::PRE_FINANCING,
    documents::price,
    ids::DocumentId,
    packs::accounts,
    units::{Currency, Money},
    world::{Record, Unreadable, World},
};

/// What sales brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proceeds {
    /// How much on which account of the chart.
    pub by: BTreeMap<&'static str, i64>,
    /// What was kept back for debts; it stands under [`accounts::BUYERS`] as well.
    pub debt: i64,
    /// What is paid back with it: the advance, how much, and by which sale.
    pub repaid: Vec<(DocumentId, i64, DocumentId)>,
    /// In which currency all of this is.
    pub currency: Currency,
}

impl Proceeds {
    /// All that was received.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.by.values().fold(0, |sum, minor| sum.saturating_add(*minor))
    }
}

/// The account of the chart that a way of paying brings money to.
#[must_use]
pub fn account_of(payment: &str) -> &'static str {
    match payment {
        "CASH" => accounts::CASH,
        "BANK" => accounts::BANK,
        "MOBILE_MONEY" => accounts::MOBILE_MONEY,
        _ => accounts::BUYERS,
    }
}

/// What the sales of a distribution brought in, in its currency; none if it shares no sale.
pub fn proceeds(world: &dyn World, distribution: &Record) -> Result<Option<Proceeds>, Unreadable> {
    let Some(gross) = distribution.own.money("gross") else { return Ok(None) };
    let currency = gross.currency;
    let mut found = Proceeds { by: BTreeMap::new(), debt: 0, repaid: Vec::new(), currency };
    let mut sales = 0;
    for id in distribution.references("sales") {
        sales += 1;
        let Some(sale) = world.record(id)?.filter(|sale| !sale.own.has("reversed")) else {
            continue;
        };
        let own = |money: &Money| money.currency == currency;
        let prices = sale.rows("parcels").iter().filter_map(|row| row.money("price"));
        let price: i64 = prices.filter(own).map(|price| price.minor).sum();
        let payment = sale.own.text("payment");
        let kept = sale.own.money("debt_repaid").filter(own).map_or(0, |debt| debt.minor);
        let debt = if payment == "DEBT_OFFSET" { price } else { kept.clamp(0, price.max(0)) };
        let mut add = |account, minor: i64| {
            if minor > 0 {
                *found.by.entry(account).or_default() += minor;
            }
        };
        add(account_of(payment), price - debt);
        add(accounts::BUYERS, debt);
        found.debt += debt;
        found.repaid.extend(repaid(world, &sale, Money::new(debt, currency))?);
    }
    Ok((sales > 0).then_some(found))
}

/// What a distribution's sales paid back of advances, as the documents of these say: the advance, how much, and by
/// which sale.
pub fn repaid_by(
    world: &dyn World,
    distribution: &Record,
) -> Result<Vec<(DocumentId, Money, DocumentId)>, Unreadable> {
    let mut found = Vec::new();
    for sale in distribution.references("sales") {
        for advance in world.referring(sale, &PRE_FINANCING)? {
            let rows = advance.rows("repayments").iter();
            let own = rows.filter(|row| {
                row.reference("sale") == Some(sale) && row.text("means") == "DEBT_OFFSET"
            });
            let sum = own
                .filter_map(|row| row.money("amount"))
                .reduce(|sum, more| sum.plus(more).unwrap_or(sum));
            found.extend(sum.filter(|sum| sum.minor > 0).map(|sum| (advance.id, sum, sale)));
        }
    }
    Ok(found)
}

/// Which advances of its buyer a sale pays back, the oldest first, none beyond what is still owed on it.
fn repaid(
    world: &dyn World,
    sale: &Record,
    debt: Money,
) -> Result<Vec<(DocumentId, i64, DocumentId)>, Unreadable> {
    let (buyer, organisation) = (sale.own.reference("buyer"), sale.own.reference("organisation"));
    let Some(buyer) = buyer.filter(|_| debt.minor > 0) else { return Ok(Vec::new()) };
    let mut advances = world.referring(buyer, &PRE_FINANCING)?;
    advances.retain(|advance| {
        let own = |field: &str| advance.own.reference(field);
        own("financier") == Some(buyer)
            && (own("organisation") == organisation || own("beneficiary") == organisation)
    });
    advances.sort_by_key(|advance| (advance.own.day("event_date"), advance.id));
    let mut left = debt.minor;
    let mut repaid = Vec::new();
    for advance in advances {
        let owed = price::outstanding(&advance).filter(|owed| owed.currency == debt.currency);
        let part = owed.map_or(0, |owed| owed.minor).min(left);
        if part > 0 {
            left -= part;
            repaid.push((advance.id, part, sale.id));
        }
    }
    Ok(repaid)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{
            buyer::BUYER, distribution::DISTRIBUTION, organisation::ORGANISATION, parcel::PARCEL,
            sale::SALE,
        },
        world::InMemory,
    };

    fn id(kind: &crate::dictionary::kind::Kind, name: &str) -> String {
        InMemory::id(kind, name).to_string()
    }

    fn sold(world: &mut InMemory, name: &str, payment: &str, price: &str, debt: &str) {
        let row = format!("parcels/{}/price", id(&PARCEL, "p"));
        let (organisation, buyer) = (id(&ORGANISATION, "o"), id(&BUYER, "b"));
        let mut values = vec![
            ("organisation", &*organisation),
            ("buyer", &*buyer),
            ("payment", payment),
            (&*row, price),
        ];
        if !debt.is_empty() {
            values.push(("debt_repaid", debt));
        }
        world.put(&SALE, name, &values);
    }

    #[test]
    fn a_sale_comes_in_where_it_was_paid_and_pays_back_the_oldest_advance_first() {
        let mut world = InMemory::new("CD");
        let (organisation, buyer) = (id(&ORGANISATION, "o"), id(&BUYER, "b"));
        for (name, value, day) in
            [("late", "500 USD", "2026-03-01"), ("early", "200 USD", "2026-02-01")]
        {
            let values = [
                ("financier", &*buyer),
                ("beneficiary", &*organisation),
                ("organisation", &*organisation),
                ("value", value),
                ("event_date", day),
            ];
            world.put(&PRE_FINANCING, name, &values);
        }
        sold(&mut world, "cash", "CASH", "100000 USD", "300 USD");
        sold(&mut world, "bank", "BANK", "20000 USD", "");
        sold(&mut world, "cheque", "CHEQUE", "5000 USD", "");
        let sales = ["cash", "bank", "cheque"].map(|name| format!("sales/{}", id(&SALE, name)));
        let mut values = vec![("gross", "125000 USD")];
        values.extend(sales.iter().map(|sale| (&**sale, "")));
        let made = world.put(&DISTRIBUTION, "d", &values);
        let record = world.record(made).unwrap().unwrap();
        let found = proceeds(&world, &record).unwrap().unwrap();
        assert_eq!(found.by, BTreeMap::from([("571", 99_700), ("521", 20_000), ("4111", 5_300)]));
        assert_eq!((found.debt, found.total()), (300, 125_000));
        let of = |name: &str| InMemory::id(&PRE_FINANCING, name);
        let by = InMemory::id(&SALE, "cash");
        assert_eq!(found.repaid, [(of("early"), 200, by), (of("late"), 100, by)]);
    }

    #[test]
    fn a_surplus_brings_nothing_in() {
        let mut world = InMemory::new("CD");
        let made = world.put(&DISTRIBUTION, "d", &[("gross", "500 USD")]);
        let record = world.record(made).unwrap().unwrap();
        assert_eq!(proceeds(&world, &record).unwrap(), None);
    }
}
