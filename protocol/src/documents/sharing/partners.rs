//! What a pit boss, a financier or a land chief was paid by a sharing that gave way to another, or beyond what a
//! corrected one leaves them. A member has it as an advance; these have no account of their own, so it stands among the
//! sundry debtors under the sharing and the name on the receipt, until it is given back or kept back at the next
//! sharing (domain.md §7.1, 4711; §9.3 no. 14 and 15).

use std::collections::BTreeMap;

use super::{Part, unpaid};
use crate::{
    dictionary::kinds::{distribution::DISTRIBUTION, ledger::LEDGER},
    ids::DocumentId,
    packs::accounts,
    units::{Currency, Money},
    world::{Record, Unreadable, World},
};

/// What somebody who is no member has to give back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owing {
    /// The sharing that paid it.
    pub distribution: DocumentId,
    /// Who got it, as the receipt says.
    pub who: String,
    /// How much is still owed.
    pub money: Money,
}

/// What is still to be given back of sharings that gave way, by sharing and name.
pub fn partners_owe(world: &dyn World) -> Result<Vec<Owing>, Unreadable> {
    let mut open = BTreeMap::<(DocumentId, String, Currency), i64>::new();
    for ledger in world.all(&LEDGER)? {
        let who: BTreeMap<&str, &str> = ledger
            .rows("entries")
            .iter()
            .map(|entry| (entry.text("id"), entry.text("counterparty")))
            .collect();
        for line in ledger.rows("entries__lines") {
            let chart = accounts::chart(line.text("account"));
            let of = line.reference("tag").filter(|id| id.kind() == DISTRIBUTION.number);
            let (accounts::DEBTORS, Some(of), Some(money)) = (chart, of, line.money("amount"))
            else {
                continue;
            };
            let who = who.get(line.text("id")).copied().unwrap_or_default();
            let minor = if line.text("side") == "D" { money.minor } else { -money.minor };
            let sum = open.entry((of, who.to_owned(), money.currency)).or_default();
            *sum = sum.saturating_add(minor);
        }
    }
    let owing = open.into_iter().filter(|(_, minor)| *minor > 0);
    Ok(owing
        .map(|((distribution, who, currency), minor)| Owing {
            distribution,
            who,
            money: Money::new(minor, currency),
        })
        .collect())
}

/// What partners were paid by a sharing and by those it adjusts beyond what they are due, line by line: it stands open
/// on the account of partners, until somebody notes who owes it.
pub fn partners_overpaid(
    world: &dyn World,
    distribution: &Record,
) -> Result<Vec<Part>, Unreadable> {
    let own = &distribution.own;
    if own.has("cancelled") || !own.has("posted_as") {
        return Ok(Vec::new());
    }
    let mut over = unpaid(world, distribution)?;
    over.retain(|part| part.member.is_none() && part.amount.minor < 0);
    for part in &mut over {
        part.amount.minor = part.amount.minor.saturating_neg();
    }
    Ok(over)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::world::InMemory;

    #[test]
    fn what_a_partner_has_to_give_back_is_known_by_sharing_and_name_until_it_is_given() {
        let mut world = InMemory::new("CD");
        let ledger = world.put(&LEDGER, "2026-03", &[("book", "Caisse"), ("month", "2026-03")]);
        let sharing = InMemory::id(&DISTRIBUTION, "d");
        let mut posts = |entry: &str, who: &str, side: [&str; 2], minor: i64, tag: &str| {
            let line = |account, side| json!({ "account": account, "side": side, "amount": format!("{minor} USD"), "tag": tag });
            let lines = [line("4711", side[0]), line("4714", side[1])];
            let said = json!({ "event_date": "2026-03-02", "type": "PARTNER_ADV",
                "counterparty": who, "lines": lines });
            let path = format!("entries/01KZZZZZZZZZZZZZZZZZZZZZZ{entry}");
            world.write(ledger, &path, said.to_string().into());
            partners_owe(&world).unwrap()
        };
        let tag = sharing.to_string();
        let owing = |who: &str, minor| Owing {
            distribution: sharing,
            who: who.to_owned(),
            money: Money::new(minor, Currency::USD),
        };
        posts("1", "Chef Kalala", ["D", "C"], 2_500, &tag);
        // What stands there for anything else is nobody's of a sharing.
        let found = posts("2", "Boutique", ["D", "C"], 900, "fournitures");
        assert_eq!(found, [owing("Chef Kalala", 2_500)]);
        let found = posts("3", "Mwamba", ["D", "C"], 500, &tag);
        assert_eq!(found, [owing("Chef Kalala", 2_500), owing("Mwamba", 500)]);
        let found = posts("4", "Chef Kalala", ["C", "D"], 2_500, &tag);
        assert_eq!(found, [owing("Mwamba", 500)]);
    }
}
