//! What stands on an account of an organisation's books, for one person or in all: what is still owed, and what may
//! be paid at most. Source: domain.md §7.2, the guards.

use std::collections::BTreeSet;

use crate::{
    dictionary::kinds::ledger::LEDGER,
    ids::DocumentId,
    packs::{Normal, Pack, accounts},
    units::{Currency, Money},
    world::{Record, Unreadable, World},
};

/// The months of a book.
pub fn months(
    world: &dyn World,
    (organisation, book): (DocumentId, &str),
) -> Result<Vec<Record>, Unreadable> {
    let mut ledgers = world.referring(organisation, &LEDGER)?;
    ledgers.retain(|ledger| {
        ledger.own.reference("organisation") == Some(organisation)
            && ledger.own.text("book") == book
    });
    Ok(ledgers)
}

/// What is open on an account of the chart in a currency, for a person if one is asked for: what stands on the side
/// on which the account grows. None where it grows on either.
#[must_use]
pub fn open(
    pack: &Pack,
    months: &[Record],
    account: &str,
    party: Option<DocumentId>,
    currency: Currency,
) -> Option<Money> {
    let grows = match pack.account(account)?.normal {
        Normal::D => "D",
        Normal::C => "C",
        Normal::Both | Normal::Memo => return None,
    };
    let mut open = 0_i64;
    for row in months.iter().flat_map(|ledger| ledger.rows("entries__lines")) {
        let same = accounts::is_under(row.text("account"), account)
            && party.is_none_or(|party| row.reference("party") == Some(party));
        if let Some(amount) = row.money("amount").filter(|money| same && money.currency == currency)
        {
            let minor = if row.text("side") == grows { amount.minor } else { -amount.minor };
            open = open.saturating_add(minor);
        }
    }
    Some(Money::new(open, currency))
}

/// Whether somebody has an operation of a type in a book that was not taken back.
#[must_use]
pub fn has_one(months: &[Record], r#type: &str, party: DocumentId) -> bool {
    let entries = || months.iter().flat_map(|ledger| ledger.rows("entries"));
    let void: BTreeSet<&str> = entries().map(|entry| entry.text("reverses")).collect();
    let of_type: BTreeSet<&str> = entries()
        .filter(|entry| entry.text("type") == r#type && !void.contains(entry.text("id")))
        .map(|entry| entry.text("id"))
        .collect();
    let mut lines = months.iter().flat_map(|ledger| ledger.rows("entries__lines"));
    lines.any(|row| of_type.contains(row.text("id")) && row.reference("party") == Some(party))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{organisation::ORGANISATION, person::PERSON},
        world::InMemory,
    };

    fn entry(r#type: &str, reverses: &str, lines: &[(&str, &str, i64, &str)]) -> String {
        let line = |(account, side, minor, party): &(&str, &str, i64, &str)| {
            let party = InMemory::id(&PERSON, party).to_string();
            serde_json::json!({
                "account": account, "side": side, "amount": format!("{minor} USD"), "party": party,
            })
        };
        let lines: Vec<_> = lines.iter().map(line).collect();
        let mut entry =
            serde_json::json!({ "event_date": "2026-03-02", "type": r#type, "lines": lines });
        if !reverses.is_empty() {
            entry["reverses"] = reverses.into();
        }
        entry.to_string()
    }

    #[test]
    fn what_is_open_is_what_grew_less_what_was_paid_for_each_person() {
        let mut world = InMemory::new("CD");
        let organisation = InMemory::id(&ORGANISATION, "o");
        let name = |at: u8| format!("entries/01KZZZZZZZZZZZZZZZZZZZZZZ{at}");
        let owner = organisation.to_string();
        let month = [("organisation", &*owner), ("book", "Caisse"), ("month", "2026-03")];
        world.put(&LEDGER, "m", &month);
        let sold = [("571", "D", 900, "a"), ("4621", "C", 500, "a"), ("4621", "C", 400, "b")];
        let paid = [("4621", "D", 200, "a"), ("571-2", "C", 200, "a")];
        let fee = [("571", "D", 50, "a"), ("7583", "C", 50, "a")];
        let back = [("571", "C", 50, "a"), ("7583", "D", 50, "a")];
        let written = [
            entry("SALE_AGENT", "", &sold),
            entry("MEMBER_PAYOUT", "", &paid),
            entry("ENTRY_FEE", "", &fee),
        ];
        for (at, entry) in (1..).zip(&written) {
            world.put(&LEDGER, "m", &[(&*name(at), &**entry)]);
        }
        let pack = Pack::of("CD").unwrap();
        let [a, b] = ["a", "b"].map(|name| InMemory::id(&PERSON, name));
        let known = months(&world, (organisation, "Caisse")).unwrap();
        let of =
            |account: &str, who| open(pack, &known, account, who, Currency::USD).unwrap().minor;
        assert_eq!((of("4621", Some(a)), of("4621", Some(b)), of("4621", None)), (300, 400, 700));
        assert_eq!(open(pack, &known, "4713", None, Currency::USD), None);
        assert!(has_one(&known, "ENTRY_FEE", a) && !has_one(&known, "ENTRY_FEE", b));
        let taken_back = entry("REVERSAL", &name(3)["entries/".len()..], &back);
        world.put(&LEDGER, "m", &[(&*name(4), &*taken_back)]);
        let known = months(&world, (organisation, "Caisse")).unwrap();
        assert!(!has_one(&known, "ENTRY_FEE", a), "it was taken back");
    }
}
