//! What else the steps of a scheme measure members by, and how much a fund holds already: asked for only where a step
//! needs it, so that a distribution keeps no more about people than it was computed with.

use std::collections::BTreeMap;

use super::{
    Inputs, Step,
    inputs::{half_days, moved},
};
use crate::{
    dictionary::kinds::roll_call::ROLL_CALL,
    documents::{parcel, savings},
    ids::DocumentId,
    units::{Date, Money, split},
    world::{Record, Unreadable, World},
};

/// A parcel that was sold: its pit, what it brought, what it weighed.
struct Sold {
    pit: Option<DocumentId>,
    price: u64,
    weight: u64,
}

fn sold(world: &dyn World, sale: &Record, inputs: &Inputs) -> Result<Vec<Sold>, Unreadable> {
    let mut sold = Vec::new();
    for row in sale.rows("parcels") {
        let of = row.reference("key").map(|id| world.record(id)).transpose()?.flatten();
        let price = row.money("price").filter(|price| price.currency == inputs.gross.currency);
        let price = price.and_then(|price| u64::try_from(price.minor).ok()).unwrap_or(0);
        let weight = parcel::weight(row).and_then(|weight| u64::try_from(weight.amount).ok());
        let pit = of.and_then(|parcel| parcel.own.reference("pit"));
        sold.push(Sold { pit, price, weight: weight.unwrap_or(0) });
    }
    Ok(sold)
}

/// Adds to the inputs of a sale what its scheme asks for besides days and shares: the taxes it bore; the weight and the value that pits
/// delivered, each through its boss; what pits brought in, by days worked in each; savings; what a fund that is
/// filled up to a ceiling holds already.
pub fn measure(
    world: &dyn World,
    (sale, days): (&Record, (Date, Date)),
    steps: &[Step],
    inputs: &mut Inputs,
) -> Result<(), Unreadable> {
    // What was levied is what the sale says, in its own currency.
    let levied = sale.own.money("taxes").filter(|taxes| taxes.currency == inputs.gross.currency);
    if let (Some(taxes), true) = (levied, steps.iter().any(|step| step.kind == "TAXES")) {
        inputs.taxes = taxes;
    }
    let asks = |key: &str| steps.iter().any(|step| step.to == "MEMBERS" && step.key == key);
    let parcels = sold(world, sale, inputs)?;
    let mut add = |person: DocumentId, key: &str, weight: u64| {
        let weights = inputs.members.entry(person).or_default();
        let known = weights.entry(key.to_owned()).or_default();
        *known = known.saturating_add(weight);
    };
    for one in &parcels {
        let Some(pit) = one.pit.map(|id| world.record(id)).transpose()?.flatten() else { continue };
        if let Some(boss) = pit.own.reference("boss") {
            for (key, weight) in [("WEIGHT_DELIVERED", one.weight), ("VALUE_DELIVERED", one.price)]
            {
                if asks(key) {
                    add(boss, key, weight);
                }
            }
        }
    }
    if asks("PIT_THEN_DAYS") {
        for (person, part) in by_pit(world, &parcels, days)? {
            add(person, "PIT_THEN_DAYS", part);
        }
    }
    let currency = inputs.gross.currency;
    if asks("SAVINGS") {
        for (person, weights) in &mut inputs.members {
            let saved = savings::saved_by(world, *person)?.get(&currency).copied().unwrap_or(0);
            weights.insert("SAVINGS".to_owned(), u64::try_from(saved).unwrap_or(0));
        }
    }
    let Some(organisation) = sale.own.reference("organisation") else { return Ok(()) };
    let filled = |account: &str| {
        steps.iter().any(|step| step.kind == "UP_TO" && step.account.as_str() == account)
    };
    for (row, minor) in moved(world, organisation, currency, None)? {
        let account = row.text("account");
        if let (true, Ok(account)) = (filled(account), account.parse()) {
            let held = inputs.held.entry(account).or_insert(Money::new(0, currency));
            held.minor = held.minor.saturating_add(minor);
        }
    }
    Ok(())
}

/// What each pit brought in, split by the half-days worked in it.
fn by_pit(
    world: &dyn World,
    parcels: &[Sold],
    (from, to): (Date, Date),
) -> Result<BTreeMap<DocumentId, u64>, Unreadable> {
    let mut brought = BTreeMap::<DocumentId, u64>::new();
    for parcel in parcels {
        if let Some(pit) = parcel.pit {
            *brought.entry(pit).or_default() += parcel.price;
        }
    }
    let mut parts = BTreeMap::new();
    for (pit, price) in brought {
        let mut worked = BTreeMap::<DocumentId, u64>::new();
        for call in world.referring(pit, &ROLL_CALL)? {
            for (person, half_days) in half_days(&call, from, to) {
                *worked.entry(person).or_default() += half_days;
            }
        }
        let weights: Vec<u64> = worked.values().copied().collect();
        let price = i64::try_from(price).unwrap_or(i64::MAX);
        // Nobody worked there: nobody has a part of it.
        let Ok(split) = split(price, &weights) else { continue };
        for (person, part) in worked.into_keys().zip(split) {
            *parts.entry(person).or_default() += u64::try_from(part).unwrap_or(0);
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::{
            kind::Kind,
            kinds::{
                ledger::LEDGER, organisation::ORGANISATION, parcel::PARCEL, person::PERSON,
                pit::PIT, sale::SALE, savings_group::SAVINGS_GROUP,
                savings_meeting::SAVINGS_MEETING,
            },
        },
        documents::sharing::{gather, share},
        units::Currency,
        world::InMemory,
    };

    fn id(kind: &Kind, name: &str) -> String {
        InMemory::id(kind, name).to_string()
    }

    /// Two parcels of two pits: 600 by a and b, who worked two days and one; 400 by b alone.
    fn sale(world: &mut InMemory) -> Record {
        let (organisation, a, b) = (id(&ORGANISATION, "o"), id(&PERSON, "a"), id(&PERSON, "b"));
        for (pit, boss, there) in
            [("p", &a, [(&a, "2026-03-02"), (&a, "2026-03-03")].as_slice()), ("q", &b, &[])]
        {
            let own = id(&PIT, pit);
            world.put(&PIT, pit, &[("boss", boss.as_str())]);
            world.put(&PARCEL, pit, &[("pit", &own)]);
            let mut days: Vec<String> =
                there.iter().map(|(person, day)| format!("days/{day}/present/{person}")).collect();
            days.push(format!("days/2026-03-04/present/{b}"));
            let mut values = vec![("pit", own.as_str()), ("month", "2026-03")];
            values.extend(days.iter().map(|path| (path.as_str(), "")));
            world.put(&ROLL_CALL, pit, &values);
        }
        let row = |pit: &str, part: &str| format!("parcels/{}/{part}", id(&PARCEL, pit));
        let rows = [
            (row("p", "price"), "60000 USD"),
            (row("p", "stones"), "1000 ct100"),
            (row("q", "price"), "40000 USD"),
            (row("q", "stones"), "3000 ct100"),
        ];
        let mut values = vec![("organisation", organisation.as_str())];
        values.extend(rows.iter().map(|(path, value)| (path.as_str(), *value)));
        let made = world.put(&SALE, "s", &values);
        world.record(made).unwrap().unwrap()
    }

    fn rest(key: &str) -> Step {
        Step {
            rank: 70,
            base: "REMAINING".into(),
            kind: "REST".into(),
            rate: None,
            amount: None,
            account: "4621".parse().unwrap(),
            to: "MEMBERS".into(),
            key: key.into(),
        }
    }

    fn shared(world: &InMemory, sale: &Record, steps: &[Step]) -> Vec<(String, i64)> {
        let days = ("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
        let nothing = Money::new(0, Currency::USD);
        let mut inputs = gather(world, sale, nothing, days).unwrap();
        measure(world, (sale, days), steps, &mut inputs).unwrap();
        let parts = share(steps, &inputs).unwrap();
        let name = |member: DocumentId| {
            let known = ["a", "b"].into_iter().find(|name| InMemory::id(&PERSON, name) == member);
            known.unwrap_or_default().to_owned()
        };
        let mut found: Vec<(String, i64)> = parts
            .iter()
            .map(|part| (part.member.map_or(part.line.clone(), name), part.amount.minor))
            .collect();
        found.sort();
        found
    }

    #[test]
    fn a_sale_is_shared_by_what_its_scheme_measures_and_adds_up() {
        let mut world = InMemory::new("CD");
        let sale = sale(&mut world);
        let by = |world: &InMemory, key: &str| -> Vec<i64> {
            shared(world, &sale, &[rest(key)]).into_iter().map(|(_, minor)| minor).collect()
        };
        // 1,000: of 600 two thirds and a third, 400 to b.
        assert_eq!(by(&world, "PIT_THEN_DAYS"), [40_000, 60_000]);
        assert_eq!(by(&world, "DAYS_WORKED"), [50_000, 50_000]);
        assert_eq!(by(&world, "WEIGHT_DELIVERED"), [25_000, 75_000]);
        assert_eq!(by(&world, "VALUE_DELIVERED"), [60_000, 40_000]);
        let group = id(&SAVINGS_GROUP, "g");
        world.put(&SAVINGS_GROUP, "g", &[("share_price", "200 USD")]);
        let shares = ["a", "b"].map(|name| format!("lines/{}/shares", id(&PERSON, name)));
        let values = [("group", &*group), (&*shares[0], "1"), (&*shares[1], "4")];
        world.put(&SAVINGS_MEETING, "m", &values);
        assert_eq!(by(&world, "SAVINGS"), [20_000, 80_000]);
    }

    #[test]
    fn a_fund_is_filled_up_to_what_it_does_not_hold_yet() {
        let mut world = InMemory::new("CD");
        let sale = sale(&mut world);
        let fund = Step {
            rank: 10,
            kind: "UP_TO".into(),
            rate: Some(1_000),
            amount: Some(Money::new(8_000, Currency::USD)),
            account: "1182".parse().unwrap(),
            to: "COMMUNITY".into(),
            ..rest("")
        };
        let steps = [fund, rest("DAYS_WORKED")];
        let of = |world: &InMemory| {
            let shared = shared(world, &sale, &steps);
            shared.into_iter().find(|(line, _)| line == "1182/COMMUNITY").map(|(_, minor)| minor)
        };
        assert_eq!(of(&world), Some(8_000));
        let entry = serde_json::json!({
            "event_date": "2026-02-02", "type": "SALE_AGENT", "lines": [
                { "account": "571", "side": "D", "amount": "5000 USD" },
                { "account": "1182", "side": "C", "amount": "5000 USD" },
            ],
        });
        let owner = id(&ORGANISATION, "o");
        let values = [
            ("organisation", owner.as_str()),
            ("book", "Caisse"),
            ("month", "2026-02"),
            ("entries/01KZZZZZZZZZZZZZZZZZZZZZZ1", &entry.to_string()),
        ];
        world.put(&LEDGER, "m", &values);
        assert_eq!(of(&world), Some(3_000));
    }
}
