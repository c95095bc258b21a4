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

/// What a livelihood that came so far lacks: from the state « planned » on, a plan.
#[must_use]
pub fn lacks_plan(livelihood: &Record) -> bool {
    let planned = matches!(livelihood.own.text("state"), "PLANNED" | "FUNDED" | "RUNNING");
    planned && !livelihood.own.has("plan")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dictionary::kinds::livelihood::LIVELIHOOD, world::InMemory};

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
            assert_eq!(lacks_plan(&world.record(id).unwrap().unwrap()), lacks, "{state}");
        }
    }
}
