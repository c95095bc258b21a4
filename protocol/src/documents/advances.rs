//! What is still owed on advances: in all by each who received one, and in all to each who gave one. Source: domain.md
//! §3, T34.

use std::collections::BTreeMap;

use super::price;
use crate::{
    dictionary::kinds::pre_financing::PRE_FINANCING,
    ids::DocumentId,
    units::{Currency, Money},
    world::{Unreadable, World},
};

/// How much of each currency is owed, by somebody or to somebody.
pub type Owed = BTreeMap<(DocumentId, Currency), i64>;

/// What is still owed on advances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advances {
    /// By each member, pit or organisation that received one.
    pub by: Owed,
    /// To each financier.
    pub to: Owed,
}

/// What is still owed on all advances.
pub fn advances(world: &dyn World) -> Result<Advances, Unreadable> {
    let mut found = Advances::default();
    for advance in world.all(&PRE_FINANCING)? {
        let Some(open) = price::outstanding(&advance).filter(|open| open.minor > 0) else {
            continue;
        };
        let add = |owed: &mut Owed, field: &str| {
            if let Some(who) = advance.own.reference(field) {
                let sum = owed.entry((who, open.currency)).or_default();
                *sum = sum.saturating_add(open.minor);
            }
        };
        add(&mut found.by, "beneficiary");
        add(&mut found.to, "financier");
    }
    Ok(found)
}

/// The sums of one side, the largest of each currency first.
#[must_use]
pub fn largest_first(owed: &Owed) -> Vec<(DocumentId, Money)> {
    let sums = owed.iter().map(|((who, currency), minor)| (*who, Money::new(*minor, *currency)));
    let mut sums: Vec<(DocumentId, Money)> = sums.collect();
    sums.sort_by_key(|(who, money)| (money.currency, std::cmp::Reverse(money.minor), *who));
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{buyer::BUYER, person::PERSON},
        world::InMemory,
    };

    #[test]
    fn advances_add_up_by_whoever_received_and_to_whoever_gave_them() {
        let mut world = InMemory::new("CD");
        let [one, other] = ["x", "y"].map(|name| InMemory::id(&BUYER, name));
        let [a, b] = ["a", "b"].map(|name| InMemory::id(&PERSON, name));
        let given = [
            ("1", one, a, "4000 USD"),
            ("2", one, b, "1000 USD"),
            ("3", other, a, "2500 USD"),
            ("4", other, b, "100 CDF"),
        ];
        for (name, financier, beneficiary, value) in given {
            let (financier, beneficiary) = (financier.to_string(), beneficiary.to_string());
            let values =
                [("financier", &*financier), ("beneficiary", &*beneficiary), ("value", value)];
            world.put(&PRE_FINANCING, name, &values);
        }
        let paid = serde_json::json!({ "event_date": "2026-03-02", "amount": "1000 USD" });
        let path = "repayments/01KZZZZZZZZZZZZZZZZZZZZZZ1";
        world.put(&PRE_FINANCING, "2", &[(path, &*paid.to_string())]);
        let found = advances(&world).unwrap();
        let usd = |minor| Money::new(minor, Currency::USD);
        let francs = Money::new(100, Currency::CDF);
        assert_eq!(largest_first(&found.by), [(b, francs), (a, usd(6_500))]);
        assert_eq!(
            largest_first(&found.to),
            [(other, francs), (one, usd(4_000)), (other, usd(2_500))]
        );
    }
}
