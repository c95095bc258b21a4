//! What members delivered in the days of a surplus: what the organisation came to owe them for their sales, and what
//! the parcels weighed that were sold from their pits (domain.md §5.12: refunds are keyed on operations with the
//! cooperative).

use std::collections::{BTreeMap, BTreeSet};

use super::adjusted::adjusted;
use crate::{
    dictionary::kinds::{distribution::DISTRIBUTION, ledger::LEDGER, sale::SALE},
    documents::parcel,
    ids::DocumentId,
    packs::accounts,
    units::{Currency, Date},
    world::{Record, Unreadable, World},
};

/// Operations of these ledgers that were taken back, and those that took them back.
fn taken_back(ledgers: &[Record]) -> BTreeSet<&str> {
    let entries = ledgers.iter().flat_map(|ledger| ledger.rows("entries"));
    let pairs = entries.filter(|entry| entry.has("reverses"));
    pairs.flat_map(|entry| [entry.text("id"), entry.text("reverses")]).collect()
}

/// The operations that adjust a sharing, each with the operation of the sharing it all began with: what a sale turns
/// out to have brought belongs to the days in which it was shared, not to those in which somebody noticed.
fn adjustments(
    world: &dyn World,
    organisation: DocumentId,
) -> Result<BTreeMap<String, String>, Unreadable> {
    let mut found = BTreeMap::new();
    for record in world.referring(organisation, &DISTRIBUTION)? {
        if record.own.has("adjusts") && record.own.has("posted_as") {
            let chain = adjusted(world, &record)?;
            let first = chain.last().map(|first| first.own.text("posted_as"));
            if let Some(first) = first.filter(|first| !first.is_empty()) {
                found.insert(record.own.text("posted_as").to_owned(), first.to_owned());
            }
        }
    }
    Ok(found)
}

/// What each member's sales were worth in the days of a surplus, in minor units: what the organisation came to owe for
/// them. What was taken back does not count, and what an adjustment takes off does not make less than nothing.
pub(super) fn value(
    world: &dyn World,
    organisation: DocumentId,
    currency: Currency,
    (from, to): (Date, Date),
) -> Result<BTreeMap<DocumentId, u64>, Unreadable> {
    let mut ledgers = world.referring(organisation, &LEDGER)?;
    ledgers.retain(|ledger| ledger.own.reference("organisation") == Some(organisation));
    let (void, adjustments) = (taken_back(&ledgers), adjustments(world, organisation)?);
    let entries = || ledgers.iter().flat_map(|ledger| ledger.rows("entries"));
    let days: BTreeMap<&str, Date> =
        entries().filter_map(|row| Some((row.text("id"), row.day("event_date")?))).collect();
    let within = |id: &str| {
        let first = adjustments.get(id).and_then(|first| days.get(first.as_str()));
        first.or_else(|| days.get(id)).is_some_and(|day| from <= *day && *day <= to)
    };
    let sold = entries().filter(|row| row.text("type") == "SALE_AGENT");
    let sold = sold.map(|row| row.text("id")).filter(|id| !void.contains(id) && within(id));
    let sold: BTreeSet<&str> = sold.collect();
    let mut delivered = BTreeMap::<DocumentId, i64>::new();
    for row in ledgers.iter().flat_map(|ledger| ledger.rows("entries__lines")) {
        let account = accounts::chart(row.text("account"));
        let amount = row.money("amount").filter(|amount| amount.currency == currency);
        if let (Some(person), accounts::MEMBERS, Some(amount), true) =
            (row.reference("party"), account, amount, sold.contains(row.text("id")))
        {
            let minor = if row.text("side") == "C" { amount.minor } else { -amount.minor };
            let sum = delivered.entry(person).or_default();
            *sum = sum.saturating_add(minor);
        }
    }
    Ok(delivered.into_iter().map(|(id, minor)| (id, u64::try_from(minor).unwrap_or(0))).collect())
}

/// What the parcels weighed that were sold in these days, each through the boss of its pit.
pub(super) fn weight(
    world: &dyn World,
    organisation: DocumentId,
    (from, to): (Date, Date),
) -> Result<BTreeMap<DocumentId, u64>, Unreadable> {
    let mut delivered = BTreeMap::<DocumentId, u64>::new();
    for sale in world.referring(organisation, &SALE)? {
        let day = sale.own.day("event_date");
        let counts = sale.own.reference("organisation") == Some(organisation)
            && !sale.own.has("reversed")
            && day.is_some_and(|day| from <= day && day <= to);
        for row in sale.rows("parcels").iter().filter(|_| counts) {
            let Some(parcel) = world.follow(row, "key")? else { continue };
            let pit = world.follow(&parcel.own, "pit")?;
            let weight = parcel::weight(row).and_then(|weight| u64::try_from(weight.amount).ok());
            if let (Some(boss), Some(weight)) =
                (pit.and_then(|pit| pit.own.reference("boss")), weight)
            {
                let sum = delivered.entry(boss).or_default();
                *sum = sum.saturating_add(weight);
            }
        }
    }
    Ok(delivered)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        dictionary::kinds::{organisation::ORGANISATION, parcel::PARCEL, person::PERSON, pit::PIT},
        world::InMemory,
    };

    const YEAR: [&str; 2] = ["2025-01-01", "2025-12-31"];
    const NEXT: [&str; 2] = ["2026-01-01", "2026-12-31"];

    fn id(kind: &'static crate::dictionary::kind::Kind, name: &str) -> String {
        InMemory::id(kind, name).to_string()
    }

    fn days([from, to]: [&str; 2]) -> (Date, Date) {
        (from.parse().unwrap(), to.parse().unwrap())
    }

    /// An operation of the book: its type, and what it moves for a and for b on 4621.
    fn posts(world: &mut InMemory, entry: &str, day: &str, of: &str, moves: &[(&str, &str, i64)]) {
        let organisation = id(&ORGANISATION, "o");
        let month = &day[..7];
        let own = [("organisation", &*organisation), ("book", "Caisse"), ("month", month)];
        let ledger = world.put(&LEDGER, month, &own);
        let line = |account: &str, side: &str, minor: i64, party: Option<String>| json!({ "account": account, "side": side, "amount": format!("{minor} USD"), "party": party });
        let lines = moves.iter().flat_map(|(who, side, minor)| {
            let other = if *side == "C" { "D" } else { "C" };
            let due = line("4621", side, *minor, Some(id(&PERSON, who)));
            [due, line("571", other, *minor, None)]
        });
        let lines: Vec<_> = lines.collect();
        let mut said = json!({ "event_date": day, "type": of, "lines": lines });
        if of == "REVERSAL" {
            said["reverses"] = "01KZZZZZZZZZZZZZZZZZZZZZZ1".into();
        }
        let path = format!("entries/01KZZZZZZZZZZZZZZZZZZZZZZ{entry}");
        world.write(ledger, &path, said.to_string().into());
    }

    fn values(world: &InMemory, year: [&str; 2]) -> [u64; 2] {
        let organisation = InMemory::id(&ORGANISATION, "o");
        let found = value(world, organisation, Currency::USD, days(year)).unwrap();
        ["a", "b"].map(|name| found.get(&InMemory::id(&PERSON, name)).copied().unwrap_or(0))
    }

    /// A sale of December is shared: 600 to a, 400 to b; the sharing is `d`, its operation `1`.
    fn shared() -> InMemory {
        let mut world = InMemory::new("CD");
        world.put(&ORGANISATION, "o", &[("name", "Coopérative Lubi (démo)")]);
        posts(&mut world, "1", "2025-12-20", "SALE_AGENT", &[("a", "C", 600), ("b", "C", 400)]);
        sharing(&mut world, "d", "1", None);
        world
    }

    fn sharing(world: &mut InMemory, name: &str, entry: &str, adjusts: Option<&str>) {
        let organisation = id(&ORGANISATION, "o");
        let before = adjusts.map(|before| id(&DISTRIBUTION, before));
        let entry = format!("01KZZZZZZZZZZZZZZZZZZZZZZ{entry}");
        let mut own = vec![("organisation", &*organisation), ("posted_as", &*entry)];
        own.extend(before.as_deref().map(|before| ("adjusts", before)));
        world.put(&DISTRIBUTION, name, &own);
    }

    #[test]
    fn paying_a_member_takes_nothing_off_what_was_delivered() {
        let mut world = shared();
        posts(&mut world, "2", "2025-12-21", "MEMBER_PAYOUT", &[("a", "D", 600)]);
        assert_eq!(values(&world, YEAR), [600, 400]);
        // What is taken back was not delivered.
        posts(&mut world, "3", "2026-01-02", "REVERSAL", &[("a", "D", 600), ("b", "D", 400)]);
        assert_eq!((values(&world, YEAR), values(&world, NEXT)), ([0, 0], [0, 0]));
    }

    #[test]
    fn what_an_adjustment_takes_off_belongs_to_the_year_of_the_sale() {
        let mut world = shared();
        // In the new year a delivers for 50, and the roll-call of December turns out to have been wrong: a had 100 too
        // much.
        posts(&mut world, "2", "2026-01-10", "SALE_AGENT", &[("a", "C", 50)]);
        posts(&mut world, "3", "2026-01-15", "SALE_AGENT", &[("a", "D", 100), ("b", "C", 100)]);
        sharing(&mut world, "e", "3", Some("d"));
        assert_eq!(values(&world, YEAR), [500, 500]);
        assert_eq!(values(&world, NEXT), [50, 0]);
        // An adjustment of the adjustment too.
        posts(&mut world, "4", "2026-02-01", "SALE_AGENT", &[("a", "C", 30), ("b", "D", 30)]);
        sharing(&mut world, "f", "4", Some("e"));
        assert_eq!(values(&world, YEAR), [530, 470]);
        assert_eq!(values(&world, NEXT), [50, 0]);
    }

    #[test]
    fn weight_is_what_was_sold_from_the_pits_of_each_boss() {
        let mut world = shared();
        let [organisation, boss] = [id(&ORGANISATION, "o"), id(&PERSON, "b")];
        world.put(&PIT, "p", &[("boss", &*boss)]);
        let pit = id(&PIT, "p");
        world.put(&PARCEL, "k", &[("pit", &*pit)]);
        let row = format!("parcels/{}", id(&PARCEL, "k"));
        let (stones, price) = (format!("{row}/stones"), format!("{row}/price"));
        let sold =
            [("organisation", &*organisation), (&*stones, "3840 ct100"), (&*price, "100000 USD")];
        for (name, day) in [("s", "2025-06-01"), ("t", "2026-06-01"), ("u", "2025-07-01")] {
            world.put(&SALE, name, &sold);
            world.put(&SALE, name, &[("event_date", day)]);
        }
        world.put(&SALE, "u", &[("reversed/2025-07-02", "")]);
        let found = weight(&world, InMemory::id(&ORGANISATION, "o"), days(YEAR)).unwrap();
        assert_eq!(found, BTreeMap::from([(InMemory::id(&PERSON, "b"), 3_840)]));
    }
}
