//! Weighings: stones in carats, gold in milligrams, never both. And what an organisation weighed, put into parcels
//! and sold in a month: the register that services of the state ask for.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::parcel;
use crate::{
    dictionary::kinds::{parcel::PARCEL, sale::SALE},
    units::{Currency, Weight},
    world::{Cells, Record, Unreadable, World},
};

/// Whether a weighing is right in itself; see [`crate::dictionary::kind::EntryCheck`].
pub fn check(entry: &Json) -> Result<(), &'static str> {
    let weight = |name: &str| {
        let text = entry[name].as_str()?;
        text.split_once(' ')?.0.parse::<i64>().ok()
    };
    match (weight("stones"), weight("gold")) {
        (Some(weight), None) | (None, Some(weight)) if weight > 0 => Ok(()),
        (None, None) => Err("weighs nothing"),
        (Some(_), Some(_)) => Err("weighs stones and gold at once"),
        _ => Err("weighs less than something"),
    }
}

/// A month of an organisation.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// What was weighed, in the order of days.
    pub weighings: Vec<Cells>,
    /// Parcels made in the month.
    pub parcels: Vec<Record>,
    /// Sales of the month that stand.
    pub sales: Vec<Record>,
    /// What was weighed in all, by mineral.
    pub weighed: BTreeMap<String, Vec<Weight>>,
    /// What the sales brought, in minor units by currency.
    pub sold: BTreeMap<Currency, i64>,
}

/// The register of an organisation for the month of its production.
pub fn register(world: &dyn World, production: &Record) -> Result<Register, Unreadable> {
    let own = &production.own;
    let (Some(organisation), Some(month)) = (own.reference("organisation"), own.month("month"))
    else {
        return Ok(Register::default());
    };
    let mut register =
        Register { weighings: production.rows("weighings").to_vec(), ..Register::default() };
    register.weighings.sort_by_key(|row| (row.day("event_date"), row.text("id").to_owned()));
    for (mineral, weight) in register
        .weighings
        .iter()
        .filter_map(|row| Some((row.text("mineral").to_owned(), parcel::weight(row)?)))
    {
        let sums = register.weighed.entry(mineral).or_default();
        match sums.iter_mut().find(|sum| sum.unit == weight.unit) {
            Some(sum) => sum.amount = sum.amount.saturating_add(weight.amount),
            None => sums.push(weight),
        }
    }
    let of = |record: &Record, field: &str| {
        let day = record.own.day(field);
        record.own.reference("organisation") == Some(organisation)
            && day.is_some_and(|day| day.month() == month)
    };
    let parcels = world.referring(organisation, &PARCEL)?.into_iter();
    register.parcels = parcels.filter(|record| of(record, "opened")).collect();
    register.parcels.sort_by_key(|record| (record.own.day("opened"), record.id));
    let sales = world.referring(organisation, &SALE)?.into_iter();
    let stands = |record: &Record| of(record, "event_date") && !record.own.has("reversed");
    register.sales = sales.filter(stands).collect();
    register.sales.sort_by_key(|record| (record.own.day("event_date"), record.id));
    for price in register.sales.iter().flat_map(|sale| sale.rows("parcels")) {
        if let Some(price) = price.money("price") {
            let sum = register.sold.entry(price.currency).or_default();
            *sum = sum.saturating_add(price.minor);
        }
    }
    Ok(register)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{organisation::ORGANISATION, production::PRODUCTION},
        world::InMemory,
    };

    #[test]
    fn the_register_of_a_month_has_what_was_weighed_parcelled_and_sold_in_it() {
        let mut world = InMemory::new("CD");
        let organisation = world.put(&ORGANISATION, "lubi", &[("name", "Lubi")]).to_string();
        let weighing = |day: &str, of: &str| {
            format!(r#"{{"event_date":"{day}","mineral":"DIA","stones":"{of} ct100"}}"#)
        };
        let (one, other) = (weighing("2026-03-09", "1500"), weighing("2026-03-02", "340"));
        let id = world.put(
            &PRODUCTION,
            "march",
            &[
                ("organisation", &organisation),
                ("month", "2026-03"),
                ("weighings/01HZ0000000000000000000000", &one),
                ("weighings/01HZ0000000000000000000001", &other),
            ],
        );
        for (name, day) in [("march", "2026-03-10"), ("april", "2026-04-01")] {
            let values = [("organisation", organisation.as_str()), ("opened", day)];
            let parcel = world.put(&PARCEL, name, &values).to_string();
            let price = format!("parcels/{parcel}/price");
            let values =
                [("organisation", organisation.as_str()), ("event_date", day), (&price, "900 USD")];
            world.put(&SALE, name, &values);
        }
        let back = [("organisation", organisation.as_str()), ("event_date", "2026-03-12")];
        world.put(&SALE, "back", &back);
        world.put(&SALE, "back", &[("reversed/2026-03-13", "true")]);
        let production = world.record(id).unwrap().unwrap();
        let register = register(&world, &production).unwrap();
        let days = register.weighings.iter().map(|row| row.text("event_date"));
        assert_eq!(days.collect::<Vec<_>>(), ["2026-03-02", "2026-03-09"]);
        assert_eq!(register.weighed["DIA"][0].to_string(), "1840 ct100");
        assert_eq!((register.parcels.len(), register.sales.len()), (1, 1));
        assert_eq!(register.sold[&Currency::USD], 900);
    }
}
