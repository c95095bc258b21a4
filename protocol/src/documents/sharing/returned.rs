//! What a programme of investment earned: shared by the scheme that an assembly adopted for it, among those who still
//! have money in it; without one by what each has (domain.md §5.11 and §5.12).

use std::collections::{BTreeMap, BTreeSet};

use super::{Adoption, Inputs, Step, adoption};
use crate::{
    dictionary::{kinds::sharing_scheme::SHARING_SCHEME, values::Code},
    documents::statement::invested,
    ids::DocumentId,
    packs::accounts,
    units::{Date, Money},
    world::{Record, Unreadable, World},
};

/// What a scheme for this applies to, a code of the list `SHARE_BASE`.
const RETURN: &str = "INVESTMENT_RETURN";
/// What members' parts are measured by, a code of the list `SHARE_KEY`.
const INVESTED: &str = "INVESTED";

/// What each of those who still have money in a programme has in it, in the order of their ids.
#[must_use]
pub fn holders(programme: &Record) -> Vec<(DocumentId, Money)> {
    let persons = programme.rows("subscriptions").iter();
    let persons: BTreeSet<DocumentId> = persons.filter_map(|row| row.reference("person")).collect();
    let has = |person: DocumentId| Some((person, invested(programme, person)?));
    persons.into_iter().filter_map(has).filter(|(_, has)| has.minor > 0).collect()
}

/// What a return is computed with: the amount, and what each has in the programme. `held` is what the funds of the
/// book hold already.
#[must_use]
pub fn gather_return(programme: &Record, amount: Money, held: BTreeMap<Code, Money>) -> Inputs {
    let nothing = Money::new(0, amount.currency);
    let weight = |(person, has): (DocumentId, Money)| {
        (person, BTreeMap::from([(INVESTED.to_owned(), has.minor.unsigned_abs())]))
    };
    let members = holders(programme).into_iter().map(weight).collect();
    Inputs {
        gross: amount,
        costs: nothing,
        taxes: nothing,
        paid_up: nothing,
        units: 0,
        of_unit: 100,
        held,
        members,
    }
}

/// The scheme that governs what the programmes of an organisation earn: of those that can be used, the latest.
pub fn scheme_of_returns(
    world: &dyn World,
    organisation: DocumentId,
    today: Date,
) -> Result<Option<Record>, Unreadable> {
    let mut latest = None;
    for scheme in world.referring(organisation, &SHARING_SCHEME)? {
        let own = &scheme.own;
        let is =
            own.reference("organisation") == Some(organisation) && own.text("applies_to") == RETURN;
        if is && adoption(world, &scheme, today)? == Adoption::Usable {
            let since = (own.day("valid_from"), own.number("version"), scheme.id);
            if latest.as_ref().is_none_or(|(known, _)| since > *known) {
                latest = Some((since, scheme));
            }
        }
    }
    Ok(latest.map(|(_, scheme)| scheme))
}

/// How a return is shared where no assembly adopted anything: by what each has.
#[must_use]
pub fn by_what_each_has() -> Vec<Step> {
    let step = |account: Code| Step {
        rank: 10,
        base: "REMAINING".into(),
        kind: "REST".into(),
        rate: None,
        amount: None,
        account,
        to: "MEMBERS".into(),
        key: INVESTED.into(),
    };
    accounts::REFUNDS.parse().into_iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        dictionary::kinds::{investment_programme::INVESTMENT_PROGRAMME, person::PERSON},
        documents::sharing::share,
        units::Currency,
        world::InMemory,
    };

    /// A programme in which two hold three units and one, of 10 dollars each.
    fn programme() -> Record {
        let mut world = InMemory::new("CD");
        let id = world.put(&INVESTMENT_PROGRAMME, "p", &[("unit_price", "1000 USD")]);
        for (at, (person, units)) in [("a", 3), ("b", 1)].into_iter().enumerate() {
            let person = InMemory::id(&PERSON, person).to_string();
            let said = json!({ "event_date": "2026-03-02", "person": person, "units": units });
            let path = format!("subscriptions/01KZZZZZZZZZZZZZZZZZZZZZZ{at}");
            world.write(id, &path, said.to_string().into());
        }
        world.record(id).unwrap().unwrap()
    }

    /// Account, the member's letter, cents.
    fn shared(steps: &[Step], held: i64) -> Vec<(String, String, i64)> {
        let fund = ("1183".parse().unwrap(), Money::new(held, Currency::USD));
        let inputs =
            gather_return(&programme(), Money::new(1_001, Currency::USD), BTreeMap::from([fund]));
        let letter = |id: Option<DocumentId>| {
            let of = ["a", "b"].into_iter().find(|name| id == Some(InMemory::id(&PERSON, name)));
            of.unwrap_or_default().to_owned()
        };
        let parts = share(steps, &inputs).unwrap().into_iter();
        let part = |part: super::super::Part| {
            (part.account.to_string(), letter(part.member), part.amount.minor)
        };
        let mut parts: Vec<_> = parts.map(part).collect();
        parts.sort();
        parts
    }

    #[test]
    fn without_a_scheme_each_gets_by_what_they_have() {
        let part = |who: &str, minor| ("465".to_owned(), who.to_owned(), minor);
        assert_eq!(shared(&by_what_each_has(), 0), [part("a", 751), part("b", 250)]);
    }

    #[test]
    fn a_scheme_keeps_its_part_first_and_fills_a_fund_to_its_ceiling() {
        let step = |rank, kind: &str, rate, amount, account: &str, to: &str, key: &str| Step {
            rank,
            base: "REMAINING".into(),
            kind: kind.into(),
            rate,
            amount,
            account: account.parse().unwrap(),
            to: to.into(),
            key: key.into(),
        };
        let ceiling = Some(Money::new(5_000, Currency::USD));
        let steps = [
            step(10, "UP_TO", Some(2_000), ceiling, "1183", "RESERVE", ""),
            step(20, "REST", None, None, "465", "MEMBERS", "INVESTED"),
        ];
        let part = |account: &str, who: &str, minor| (account.to_owned(), who.to_owned(), minor);
        // A fifth of 10.01 is 2.00; of 8.01 three quarters are 6.01.
        let found = shared(&steps, 0);
        assert_eq!(found, [part("1183", "", 200), part("465", "a", 601), part("465", "b", 200)]);
        // The fund lacks 50 cents.
        let found = shared(&steps, 4_950);
        assert_eq!(found, [part("1183", "", 50), part("465", "a", 713), part("465", "b", 238)]);
    }
}
