//! A sharing that was paid is never changed. Where it was computed with what was not so, another one adjusts it: that
//! keeps what is right now, and its lines are the differences, what each is due now less what was due already. Each
//! adjusts the one before, so two made apart are seen (domain.md §9.3 no. 14 and 15).

use std::collections::BTreeMap;

use super::{Inputs, Part, SharingError, gather, inputs, is_payable, measure, parts, share, steps};
use crate::{
    dictionary::kinds::distribution::DISTRIBUTION,
    ids::DocumentId,
    units::{Date, Money},
    world::{Record, Unreadable, World},
};

/// The distributions that adjust this one, but for those that were cancelled.
pub fn adjusted_by(world: &dyn World, id: DocumentId) -> Result<Vec<Record>, Unreadable> {
    let mut known = world.referring(id, &DISTRIBUTION)?;
    known.retain(|record| {
        record.own.reference("adjusts") == Some(id) && !record.own.has("cancelled")
    });
    Ok(known)
}

/// A distribution and those it adjusts, the newest first.
pub fn adjusted(world: &dyn World, distribution: &Record) -> Result<Vec<Record>, Unreadable> {
    let mut chain = vec![distribution.clone()];
    while let Some(before) =
        chain.last().map(|last| world.follow(&last.own, "adjusts")).transpose()?.flatten()
    {
        // Nobody can make it go round in a circle without writing it by hand.
        if chain.iter().any(|known| known.id == before.id) {
            break;
        }
        chain.push(before);
    }
    Ok(chain)
}

/// Adds an amount to a part, which is begun if it is not there.
fn add(due: &mut BTreeMap<String, Part>, part: &Part, minor: i64) {
    let nothing = Part { amount: Money::new(0, part.amount.currency), ..part.clone() };
    let known = due.entry(part.line.clone()).or_insert(nothing);
    known.amount.minor = known.amount.minor.saturating_add(minor);
}

/// What is due by all of these together, line by line.
fn due(chain: &[Record]) -> BTreeMap<String, Part> {
    let mut due = BTreeMap::new();
    for part in chain.iter().flat_map(parts) {
        add(&mut due, &part, part.amount.minor);
    }
    due
}

/// What is due now less what was due already by all of these together; what stays as it is, is left out.
#[must_use]
pub fn differences(chain: &[Record], now: &[Part]) -> Vec<Part> {
    let mut found = BTreeMap::new();
    for part in now {
        add(&mut found, part, part.amount.minor);
    }
    for part in due(chain).values() {
        add(&mut found, part, part.amount.minor.saturating_neg());
    }
    found.into_values().filter(|part| part.amount.minor != 0).collect()
}

/// What is still to be paid by a distribution and by those it adjusts, line by line.
pub(super) fn open(chain: &[Record]) -> Vec<Part> {
    let mut due = due(chain);
    for payment in chain.iter().flat_map(|record| record.rows("payments")) {
        if let (Some(part), Some(paid)) =
            (due.get_mut(payment.text("line")), payment.money("amount"))
        {
            part.amount.minor = part.amount.minor.saturating_sub(paid.minor);
        }
    }
    due.into_values().filter(is_payable).collect()
}

/// What is still to be paid of a distribution, line by line. What another one adjusts is paid there.
pub fn unpaid(world: &dyn World, distribution: &Record) -> Result<Vec<Part>, Unreadable> {
    if !adjusted_by(world, distribution.id)?.is_empty() {
        return Ok(Vec::new());
    }
    Ok(open(&adjusted(world, distribution)?))
}

/// What a distribution was computed with, and what comes out.
type Computed = (Inputs, Result<Vec<Part>, SharingError>);

/// A distribution of one sale computed once more, by its scheme and its days, with what stands there now; none if it
/// is of no sale or of several.
pub fn again(world: &dyn World, distribution: &Record) -> Result<Option<Computed>, Unreadable> {
    let own = &distribution.own;
    let sales: Vec<DocumentId> = distribution.references("sales").collect();
    let days = own.text("period").split_once('/');
    let days: Option<(Date, Date)> =
        days.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    let (&[sale], Some(days), Some(before)) = (&sales[..], days, inputs(distribution)) else {
        return Ok(None);
    };
    let (Some(sale), Some(scheme)) = (world.record(sale)?, world.follow(own, "scheme")?) else {
        return Ok(None);
    };
    if sale.own.has("reversed") {
        let nothing = Money::new(0, before.gross.currency);
        let members = BTreeMap::new();
        let taxes = nothing;
        let now = Inputs { gross: nothing, costs: nothing, taxes, units: 0, members, ..before };
        return Ok(Some((now, Ok(Vec::new()))));
    }
    let steps = steps(&scheme);
    let mut now = gather(world, &sale, before.costs, days)?;
    measure(world, (&sale, days), &steps, &mut now)?;
    // What was right then has not become wrong by what came after it: the sharing itself filled the funds, and
    // shares and savings went on.
    now.held = before.held;
    for (member, weights) in &mut now.members {
        let known = before.members.get(member).into_iter().flatten();
        let kept = known.filter(|(key, _)| matches!(key.as_str(), "SHARES_PAID" | "SAVINGS"));
        weights.extend(kept.map(|(key, weight)| (key.clone(), *weight)));
    }
    let parts = share(&steps, &now);
    Ok(Some((now, parts)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{person::PERSON, sale::SALE, sharing_scheme::SHARING_SCHEME},
        documents::{ledger::Side, sharing::adjusting},
        world::InMemory,
    };

    fn of(world: &InMemory, name: &str) -> Record {
        world.record(InMemory::id(&DISTRIBUTION, name)).unwrap().unwrap()
    }

    fn line(name: &str) -> String {
        format!("4621/{}", InMemory::id(&PERSON, name))
    }

    fn shared(world: &mut InMemory, name: &str, adjusts: &str, amounts: &[(&str, i64)]) {
        let before = InMemory::id(&DISTRIBUTION, adjusts).to_string();
        let mut values = vec![("gross".to_owned(), "30000 USD".to_owned())];
        if !adjusts.is_empty() {
            values.push(("adjusts".into(), before));
        }
        for (person, minor) in amounts {
            let row = format!("lines/{}", crate::dictionary::paths::escape(&line(person)));
            values.push((format!("{row}/account"), "4621".into()));
            values.push((format!("{row}/amount"), format!("{minor} USD")));
        }
        let values: Vec<(&str, &str)> = values.iter().map(|(p, v)| (&**p, &**v)).collect();
        world.put(&DISTRIBUTION, name, &values);
    }

    fn pays(world: &mut InMemory, name: &str, entry: &str, person: &str, minor: i64) {
        let payment = serde_json::json!({
            "event_date": "2026-03-12", "line": line(person), "amount": format!("{minor} USD"),
        });
        let path = format!("payments/01KZZZZZZZZZZZZZZZZZZZZZZ{entry}");
        world.put(&DISTRIBUTION, name, &[(&path, &payment.to_string())]);
    }

    fn left(world: &InMemory, name: &str) -> Vec<(String, i64)> {
        let open = unpaid(world, &of(world, name)).unwrap().into_iter();
        open.filter(|part| part.amount.minor != 0)
            .map(|part| (part.line, part.amount.minor))
            .collect()
    }

    #[test]
    fn an_adjustment_is_the_difference_and_pays_what_is_left_of_both() {
        let mut world = InMemory::new("CD");
        shared(&mut world, "d", "", &[("a", 20_000), ("b", 10_000)]);
        pays(&mut world, "d", "1", "a", 20_000);
        assert_eq!(left(&world, "d"), [(line("b"), 10_000)]);
        // It was half and half, and c has nothing to do with it.
        shared(&mut world, "now", "", &[("a", 15_000), ("b", 15_000)]);
        let now = parts(&of(&world, "now"));
        let chain = adjusted(&world, &of(&world, "d")).unwrap();
        let mut found: Vec<(String, i64)> = differences(&chain, &now)
            .into_iter()
            .map(|part| (part.line, part.amount.minor))
            .collect();
        found.sort_by_key(|(_, minor)| *minor);
        assert_eq!(found, [(line("a"), -5_000), (line("b"), 5_000)]);
        shared(&mut world, "e", "d", &[("a", -5_000), ("b", 5_000)]);
        // What is left is paid at the newest, and at no other.
        assert_eq!(left(&world, "d"), []);
        let mut open = left(&world, "e");
        open.sort_by_key(|(_, minor)| *minor);
        assert_eq!(open, [(line("a"), -5_000), (line("b"), 15_000)]);
        let chain = adjusted(&world, &of(&world, "e")).unwrap();
        assert_eq!(differences(&chain, &now), []);
        // Cancelled, it is as if it had not been.
        world.put(&DISTRIBUTION, "e", &[("cancelled/2026-03-13", "")]);
        assert_eq!(left(&world, "d"), [(line("b"), 10_000)]);
    }

    #[test]
    fn what_a_sale_that_was_taken_back_had_brought_is_owed_to_its_buyer() {
        let mut world = InMemory::new("CD");
        let sale = world.put(&SALE, "s", &[("reversed/2026-03-13", "")]);
        let scheme = world.put(&SHARING_SCHEME, "k", &[("applies_to", "PARCEL_SALE")]);
        shared(&mut world, "d", "", &[("a", 20_000), ("b", 10_000)]);
        let (sale, scheme) = (format!("sales/{sale}"), scheme.to_string());
        let period = "2026-03-01/2026-03-10";
        let values = [(&*sale, ""), ("scheme", &*scheme), ("period", period)];
        world.put(&DISTRIBUTION, "d", &values);
        let before = of(&world, "d");
        let (inputs, now) = again(&world, &before).unwrap().unwrap();
        assert_eq!((inputs.gross.minor, now.clone()), (0, Ok(Vec::new())));
        let parts = differences(&[before], &now.unwrap());
        let less = Money::new(-30_000, inputs.gross.currency);
        let mut lines: Vec<(String, Side, i64)> = adjusting(&parts, less)
            .into_iter()
            .map(|line| (line.account.to_string(), line.side, line.amount.minor))
            .collect();
        lines.sort_by_key(|(_, _, minor)| *minor);
        let line = |account: &str, side, minor| (account.to_owned(), side, minor);
        let expected = [
            line("4621", Side::D, 10_000),
            line("4621", Side::D, 20_000),
            line("4111", Side::C, 30_000),
        ];
        assert_eq!(lines, expected);
    }
}
