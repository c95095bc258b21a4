//! What a sharing is computed with: gathered from sales, roll-calls, memberships and books, kept in the distribution,
//! and told from any other by its hash.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{Inputs, Step, delivered};
use crate::{
    dictionary::kinds::{
        governance_document::GOVERNANCE_DOCUMENT, ledger::LEDGER, membership::MEMBERSHIP,
        roll_call::ROLL_CALL,
    },
    documents::{formalisation, membership, parcel},
    ids::{DocumentId, Hash},
    packs::accounts,
    units::{Currency, Date, Money, WeightUnit},
    world::{Cells, Record, Unreadable, World},
};

/// What tells these inputs from any others: 32 hexadecimal digits. A distribution keeps it, and whoever
/// computes it again later sees whether a sale or a roll-call has changed since.
#[must_use]
pub fn inputs_hash(inputs: &Inputs) -> String {
    // Writing to a string cannot fail.
    let mut text = format!(
        "{};{};{};{}/{}",
        inputs.gross, inputs.costs, inputs.paid_up, inputs.units, inputs.of_unit
    );
    if inputs.taxes.minor != 0 {
        let _always = write!(text, ";taxes={}", inputs.taxes);
    }
    for (account, held) in &inputs.held {
        let _always = write!(text, ";{account}={held}");
    }
    for (member, weights) in &inputs.members {
        let _always = write!(text, ";{member}");
        for (key, weight) in weights.iter().filter(|(_, weight)| **weight > 0) {
            let _always = write!(text, ",{key}={weight}");
        }
    }
    Hash::of("sharing inputs", &[text.as_bytes()]).to_string()[..32].to_owned()
}

/// What members' parts are measured by, and the field in which a distribution keeps it.
pub const MEASURES: [(&str, &str); 6] = [
    ("DAYS_WORKED", "days"),
    ("SHARES_PAID", "shares"),
    ("WEIGHT_DELIVERED", "weight"),
    ("VALUE_DELIVERED", "value"),
    ("SAVINGS", "savings"),
    ("PIT_THEN_DAYS", "pit_days"),
];

/// The inputs a distribution was computed with, as it keeps them.
#[must_use]
pub fn inputs(distribution: &Record) -> Option<Inputs> {
    let gross = distribution.own.money("gross")?;
    let nothing = Money::new(0, gross.currency);
    let held = distribution
        .rows("ceilings")
        .iter()
        .filter_map(|row| Some((row.text("key").parse().ok()?, row.money("held")?)));
    let members = distribution.rows("inputs").iter().filter_map(|row| {
        let weights = MEASURES.into_iter().filter_map(|(key, field)| {
            Some((key.to_owned(), u64::try_from(row.number(field)?).ok()?))
        });
        Some((row.reference("key")?, weights.collect()))
    });
    Some(Inputs {
        gross,
        costs: distribution.own.money("costs").unwrap_or(nothing),
        taxes: distribution.own.money("taxes").unwrap_or(nothing),
        paid_up: distribution.own.money("paid_up").unwrap_or(nothing),
        units: distribution.own.number("units").unwrap_or(0),
        of_unit: distribution.own.number("of_unit").unwrap_or(100),
        held: held.collect(),
        members: members.collect(),
    })
}

/// What the sale of parcels is shared by: the price, the costs, the weight, how many half-days each worked in
/// the pits of the parcels between two days, and how many shares each paid up.
pub fn gather(
    world: &dyn World,
    sale: &Record,
    costs: Money,
    (from, to): (Date, Date),
) -> Result<Inputs, Unreadable> {
    let currency = costs.currency;
    let (mut gross, mut units, mut of_unit) = (0_i64, 0_i64, 100);
    let mut members = BTreeMap::<DocumentId, BTreeMap<String, u64>>::new();
    let mut pits = Vec::new();
    for row in sale.rows("parcels") {
        let price = row.money("price").filter(|price| price.currency == currency);
        gross = gross.saturating_add(price.map_or(0, |price| price.minor));
        if let Some(weight) = parcel::weight(row) {
            units += weight.amount;
            of_unit = if weight.unit == WeightUnit::Mg { 1_000 } else { 100 };
        }
        let parcel = row.reference("key").map(|id| world.record(id)).transpose()?.flatten();
        pits.extend(parcel.and_then(|parcel| parcel.own.reference("pit")));
    }
    pits.sort_unstable();
    pits.dedup();
    for pit in pits {
        for call in world.referring(pit, &ROLL_CALL)? {
            for (person, half_days) in half_days(&call, from, to) {
                let worked = members.entry(person).or_default();
                *worked.entry("DAYS_WORKED".to_owned()).or_default() += half_days;
            }
        }
    }
    if let Some(organisation) = sale.own.reference("organisation") {
        for membership in world.referring(organisation, &MEMBERSHIP)? {
            let Some(person) = membership.own.reference("person") else { continue };
            let (_, paid) = membership::shares(&membership);
            if membership::status(&membership, to) == "ACTIVE" {
                let shares = u64::try_from(paid).unwrap_or(0);
                members.entry(person).or_default().insert("SHARES_PAID".to_owned(), shares);
            }
        }
    }
    let nothing = Money::new(0, currency);
    let gross = Money::new(gross, currency);
    Ok(Inputs {
        gross,
        costs,
        taxes: nothing,
        paid_up: nothing,
        units,
        of_unit,
        held: BTreeMap::new(),
        members,
    })
}

/// How many half-days each worked, between two days.
pub(super) fn half_days(call: &Record, from: Date, to: Date) -> BTreeMap<DocumentId, u64> {
    let halves: Vec<(&str, &str)> = call
        .rows("days__half_day")
        .iter()
        .map(|row| (row.text("key"), row.text("value")))
        .collect();
    let mut worked = BTreeMap::new();
    for row in call.rows("days__present") {
        let (day, person) = (row.text("key"), row.text("value"));
        let within = day.parse::<Date>().is_ok_and(|day| from <= day && day <= to);
        if let (true, Some(id)) = (within, DocumentId::from_hex(person)) {
            let half = halves.contains(&(day, person));
            *worked.entry(id).or_default() += if half { 1 } else { 2 };
        }
    }
    worked
}

/// Lines of an organisation's books between two days, each with what it moves: credit is more than nothing.
pub(super) fn moved(
    world: &dyn World,
    organisation: DocumentId,
    currency: Currency,
    days: Option<(Date, Date)>,
) -> Result<Vec<(Cells, i64)>, Unreadable> {
    let mut moved = Vec::new();
    let mut ledgers = world.referring(organisation, &LEDGER)?;
    ledgers.retain(|ledger| ledger.own.reference("organisation") == Some(organisation));
    for ledger in &ledgers {
        let within = |row: &&Cells| {
            let day = row.day("event_date");
            days.is_none_or(|(from, to)| day.is_some_and(|day| from <= day && day <= to))
        };
        let entries: Vec<&str> =
            ledger.rows("entries").iter().filter(within).map(|row| row.text("id")).collect();
        for row in ledger.rows("entries__lines") {
            let amount = row.money("amount").filter(|amount| amount.currency == currency);
            if let Some(amount) = amount.filter(|_| entries.contains(&row.text("id"))) {
                let credit = row.text("side") == "C";
                moved.push((row.clone(), if credit { amount.minor } else { -amount.minor }));
            }
        }
    }
    Ok(moved)
}

/// What a period left: income less expenses, the accounts of classes 7 and 6 (SYSCOHADA).
pub fn result(
    world: &dyn World,
    organisation: DocumentId,
    currency: Currency,
    days: (Date, Date),
) -> Result<Money, Unreadable> {
    let moved = moved(world, organisation, currency, Some(days))?;
    let counts = |row: &Cells| accounts::is_of_result(row.text("account"));
    let minor = moved.iter().filter(|(row, _)| counts(row)).map(|(_, minor)| minor).sum();
    Ok(Money::new(minor, currency))
}

/// What one share of an organisation is worth by the statutes in force, in a currency if one is asked for.
pub fn share_value(
    world: &dyn World,
    organisation: DocumentId,
    currency: Option<Currency>,
) -> Result<Option<Money>, Unreadable> {
    for statutes in world.referring(organisation, &GOVERNANCE_DOCUMENT)? {
        let value = statutes.own.money("share_value");
        let value = value.filter(|value| currency.is_none_or(|wanted| value.currency == wanted));
        if let (Some(value), true) = (value, formalisation::in_force(world, &statutes)?) {
            return Ok(Some(value));
        }
    }
    Ok(None)
}

/// What the surplus of a year is shared by: what each delivered in its days, the shares each paid up until their
/// end, the capital these make at the value of the statutes in force, and what the reserves hold already (OHADA
/// AUSCOOP arts 113–116).
pub fn gather_surplus(
    world: &dyn World,
    organisation: &Record,
    steps: &[Step],
    surplus: Money,
    (from, to): (Date, Date),
) -> Result<Inputs, Unreadable> {
    let currency = surplus.currency;
    let mut members = BTreeMap::<DocumentId, BTreeMap<String, u64>>::new();
    let mut shares = 0_i64;
    for membership in world.referring(organisation.id, &MEMBERSHIP)? {
        let Some(person) = membership.own.reference("person") else { continue };
        if membership::status(&membership, to) == "ACTIVE" {
            let (_, paid) = membership::shares_until(&membership, Some(to));
            shares += paid.max(0);
            let paid = u64::try_from(paid).unwrap_or(0);
            members.entry(person).or_default().insert("SHARES_PAID".to_owned(), paid);
        }
    }
    for (person, value) in delivered::value(world, organisation.id, currency, (from, to))? {
        members.entry(person).or_default().insert("VALUE_DELIVERED".to_owned(), value);
    }
    if steps.iter().any(|step| step.to == "MEMBERS" && step.key == "WEIGHT_DELIVERED") {
        for (person, weight) in delivered::weight(world, organisation.id, (from, to))? {
            members.entry(person).or_default().insert("WEIGHT_DELIVERED".to_owned(), weight);
        }
    }
    let mut held = BTreeMap::new();
    for (row, minor) in moved(world, organisation.id, currency, None)? {
        if let Ok(account) = row.text("account").parse::<crate::dictionary::values::Code>() {
            let known = held.entry(account).or_insert(Money::new(0, currency));
            known.minor = known.minor.saturating_add(minor);
        }
    }
    held.retain(|account, _| accounts::is_reserve(account.as_str()));
    let value = share_value(world, organisation.id, Some(currency))?;
    let paid_up = value.and_then(|value| value.times(shares).ok());
    let paid_up = paid_up.unwrap_or(Money::new(0, currency));
    let nothing = Money::new(0, currency);
    let (costs, taxes, units, of_unit) = (nothing, nothing, 0, 100);
    Ok(Inputs { gross: surplus, costs, taxes, paid_up, units, of_unit, held, members })
}

/// The days whose surplus is shared; none of a distribution of sales.
#[must_use]
pub fn surplus_days(distribution: &Record) -> Option<(Date, Date)> {
    let (from, to) = distribution.own.text("period").split_once('/')?;
    let sales = distribution.references("sales").next();
    sales.is_none().then_some((from.parse().ok()?, to.parse().ok()?))
}

/// Whether two distributions are of the surplus of the same days, in one currency.
#[must_use]
pub fn same_surplus(one: &Record, other: &Record) -> bool {
    let currency = |record: &Record| record.own.money("gross").map(|gross| gross.currency);
    match (surplus_days(one), surplus_days(other)) {
        (Some((from, to)), Some((since, until))) => {
            currency(one) == currency(other) && from <= until && since <= to
        }
        _ => false,
    }
}
