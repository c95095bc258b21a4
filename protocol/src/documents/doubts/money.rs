//! Loans that nobody agreed to, or that are more than the rules of the group allow.

use super::Doubt;
use crate::{
    dictionary::kinds::{loan::LOAN, savings_group::SAVINGS_GROUP},
    documents::{loans, savings},
    units::{Date, Money},
    world::{Record, Unreadable, World},
};

/// What is worth a second look where money is lent.
pub(super) fn doubts(
    world: &dyn World,
    record: &Record,
    day: Date,
) -> Result<Vec<Doubt>, Unreadable> {
    if *record.kind != LOAN {
        return Ok(Vec::new());
    }
    let (state, loan) = loans::standing(world, record, day)?;
    let unapproved = loan.is_some() && !loans::is_approved(world, record)?;
    let waits = matches!(state, "REQUESTED" | "APPROVED");
    let most = if waits { allowed(world, record)? } else { None };
    let beyond = most.filter(|most| {
        let asked = record.own.money("amount");
        asked.is_some_and(|asked| asked.currency == most.currency && asked.minor > most.minor)
    });
    let unapproved = unapproved.then_some(Doubt::Unapproved);
    Ok(unapproved.into_iter().chain(beyond.map(Doubt::BeyondSavings)).collect())
}

/// What the rules of a group let its borrower owe besides what is owed already; none if it is no group that lends.
fn allowed(world: &dyn World, request: &Record) -> Result<Option<Money>, Unreadable> {
    let group = world.follow(&request.own, "lender")?.filter(|of| *of.kind == SAVINGS_GROUP);
    let (Some(group), Some(borrower)) = (group, request.own.reference("borrower")) else {
        return Ok(None);
    };
    let Some(standing) = savings::standing(world, &group)? else { return Ok(None) };
    let member = standing.members.get(&borrower).copied().unwrap_or_default();
    let most = savings::allowed(world.pack(), &group, member.shares);
    Ok(most.map(|most| {
        let left = most.minor.saturating_sub(member.owes.max(0));
        Money::new(left.max(0), most.currency)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{person::PERSON, savings_meeting::SAVINGS_MEETING},
        world::InMemory,
    };

    #[test]
    fn whoever_asks_for_more_than_three_times_what_they_saved_is_told_and_so_is_a_loan_of_nobody() {
        let mut world = InMemory::new("CD");
        let group = world.put(&SAVINGS_GROUP, "g", &[("share_price", "200 USD")]).to_string();
        let person = InMemory::id(&PERSON, "a").to_string();
        let asked = |amount| {
            [("borrower", &*person), ("lender", &group), ("requested", "2026-03-01"), amount]
        };
        let request = world.put(&LOAN, "l", &asked(("amount", "6001 USD")));
        let meets = |world: &mut InMemory, on: &str, part: &str, value: &str| {
            let path = format!("lines/{person}/{part}");
            let values = [("group", group.as_str()), ("event_date", on), (&path, value)];
            world.put(&SAVINGS_MEETING, on, &values);
        };
        meets(&mut world, "2026-02-01", "shares", "10");
        let told = |world: &InMemory| {
            let record = world.record(request).unwrap().unwrap();
            doubts(world, &record, "2026-03-10".parse().unwrap()).unwrap()
        };
        assert_eq!(
            told(&world),
            [Doubt::BeyondSavings(Money::new(6_000, crate::units::Currency::USD))]
        );
        world.put(&LOAN, "l", &[("amount", "6000 USD")]);
        assert_eq!(told(&world), []);
        meets(&mut world, "2026-03-02", "loan_taken", "6000 USD");
        assert_eq!(told(&world), [Doubt::Unapproved]);
        world.put(
            &LOAN,
            "l",
            &[("approved_in", &InMemory::id(&SAVINGS_MEETING, "2026-03-02").to_string())],
        );
        assert_eq!(told(&world), []);
    }
}
