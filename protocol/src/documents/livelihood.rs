//! What members live on besides mining: what it needed, and where that is planned. Source: domain.md §5.11.

use std::collections::BTreeMap;

use crate::{
    dictionary::kinds::support::SUPPORT,
    units::{Currency, Money},
    world::{Record, Unreadable, World},
};

/// What others gave for a livelihood; none where nothing is known, or amounts of several currencies would have to be
/// added up.
pub fn invested(world: &dyn World, livelihood: &Record) -> Result<Option<Money>, Unreadable> {
    let mut sums = BTreeMap::<Currency, i64>::new();
    for support in world.referring(livelihood.id, &SUPPORT)? {
        let own = support.own.reference("linked_to") == Some(livelihood.id);
        if let Some(value) = support.own.money("value").filter(|_| own) {
            let sum = sums.entry(value.currency).or_default();
            *sum = sum.saturating_add(value.minor);
        }
    }
    let mut sums = sums.into_iter().map(|(currency, minor)| Money::new(minor, currency));
    Ok(sums.next().filter(|_| sums.next().is_none()))
}

/// Whether a livelihood came as far as to need a plan: from the state « planned » on.
#[must_use]
pub fn is_planned(livelihood: &Record) -> bool {
    matches!(livelihood.own.text("state"), "PLANNED" | "FUNDED" | "RUNNING")
}

/// Whether no plan says how people live on it: one of mining alone says nothing of what else they live on.
pub fn lacks_plan(world: &dyn World, livelihood: &Record) -> Result<bool, Unreadable> {
    let plan = world.follow(&livelihood.own, "plan")?;
    Ok(!plan.is_some_and(|plan| ["AGR", "MIXED"].contains(&plan.own.text("kind"))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{business_plan::BUSINESS_PLAN, livelihood::LIVELIHOOD},
        world::InMemory,
    };

    #[test]
    fn what_others_gave_is_added_up_in_one_currency_and_guessed_in_none() {
        let mut world = InMemory::new("CD");
        let id = world.put(&LIVELIHOOD, "pond", &[("title", "Bassins")]);
        let pond = world.record(id).unwrap().unwrap();
        let of = |world: &InMemory| invested(world, &pond).unwrap().map(|sum| sum.to_string());
        assert_eq!(of(&world), None);
        let to = id.to_string();
        for (name, value) in [("one", "30000 USD"), ("other", "4500 USD")] {
            world.put(&SUPPORT, name, &[("linked_to", &to), ("value", value)]);
        }
        assert_eq!(of(&world).as_deref(), Some("34500 USD"));
        world.put(&SUPPORT, "third", &[("linked_to", &to), ("value", "90000 CDF")]);
        assert_eq!(of(&world), None);
    }

    #[test]
    fn from_planned_on_a_plan_is_asked_for() {
        let mut world = InMemory::new("CD");
        for (state, lacks) in [
            ("IDEA", false),
            ("FEASIBILITY", false),
            ("PLANNED", true),
            ("FUNDED", true),
            ("RUNNING", true),
            ("STOPPED", false),
        ] {
            let id = world.put(&LIVELIHOOD, state, &[("state", state)]);
            assert_eq!(is_planned(&world.record(id).unwrap().unwrap()), lacks, "{state}");
        }
        let plan = world.put(&BUSINESS_PLAN, "p", &[("kind", "MINING")]).to_string();
        let id = world.put(&LIVELIHOOD, "RUNNING", &[("plan", &plan)]);
        let lacks =
            |world: &InMemory| lacks_plan(world, &world.record(id).unwrap().unwrap()).unwrap();
        assert!(lacks(&world), "of mining alone a plan says nothing of what else people live on");
        world.put(&BUSINESS_PLAN, "p", &[("kind", "MIXED")]);
        assert!(!lacks(&world));
    }
}
