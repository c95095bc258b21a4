//! Rules about production, parcels and sales.

use super::super::remedies;
use super::{ENTRY, carried_out, cooperative, found, id, mended, none, one, parcel, sale};
use crate::dictionary::kinds::{
    organisation::ORGANISATION, parcel::PARCEL, pit::PIT, production::PRODUCTION,
};
use crate::ids::DocumentId;
use crate::world::InMemory;

#[test]
fn no_13_a_parcel_is_sold_once() {
    let mut world = cooperative("CD");
    parcel(&mut world, "p", "3840 ct100");
    sale(&mut world, "s1", "p", "3840 ct100", "100000 USD");
    none(&world, "sold_too_much");
    sale(&mut world, "s2", "p", "3840 ct100", "110000 USD");
    assert_eq!(one(&world, "sold_too_much").facts, ["3840 ct100"]);
    mended(&mut world, "sold_too_much");
    // What is split off weighs as much as what was there, within half a percent.
    let parent = id(&PARCEL, "q");
    parcel(&mut world, "q", "1000 ct100");
    parcel(&mut world, "q1", "600 ct100");
    parcel(&mut world, "q2", "404 ct100");
    for child in ["q1", "q2"] {
        world.put(&PARCEL, child, &[("parent", &parent)]);
    }
    none(&world, "sold_too_much");
    world.put(&PARCEL, "q3", &[("parent", &parent), ("stones", "10 ct100")]);
    // Any of them may have been written down by mistake.
    let breach = one(&world, "sold_too_much");
    let today = "2026-06-30".parse().unwrap();
    let away: Vec<DocumentId> =
        remedies(&breach.breach(), ENTRY, today).into_iter().map(|r| r.subject).collect();
    assert!(away.len() == 3 && !away.contains(&InMemory::id(&PARCEL, "q")), "{away:?}");
    mended(&mut world, "sold_too_much");
}

#[test]
fn no_13_what_was_sold_to_one_buyer_at_one_price_on_one_day_was_likely_entered_twice() {
    let mut world = cooperative("CD");
    parcel(&mut world, "p", "3840 ct100");
    for name in ["s1", "s2"] {
        sale(&mut world, name, "p", "3840 ct100", "100000 USD");
    }
    assert_eq!(one(&world, "sold_too_much").facts, ["3840 ct100", "DOUBLE"]);
    mended(&mut world, "sold_too_much");
}

#[test]
fn no_13_a_parcel_goes_into_one_lot_and_a_lot_weighs_what_its_parts_had_left() {
    let mut world = cooperative("CD");
    parcel(&mut world, "p1", "1000 ct100");
    parcel(&mut world, "p2", "500 ct100");
    // Some of the first was sold and lost before: the rest goes into the lot, and nothing is wrong.
    sale(&mut world, "s", "p1", "300 ct100", "100000 USD");
    let lost = r#"{"event_date":"2026-03-05","stones":"100 ct100","text":"Cassée"}"#;
    world.put(&PARCEL, "p1", &[("losses/01JX0000000000000000000001", lost)]);
    let together = |world: &mut InMemory, name: &str, weight: &str| {
        parcel(world, name, weight);
        for part in ["p1", "p2"] {
            let path = format!("made_of/{}", id(&PARCEL, part));
            world.put(&PARCEL, name, &[(&path, "true")]);
        }
    };
    together(&mut world, "l1", "1100 ct100");
    none(&world, "sold_too_much");
    // Another device puts the same two together once more.
    together(&mut world, "l2", "1100 ct100");
    let items = found(&world, "sold_too_much");
    assert_eq!(items.len(), 2, "{items:?}");
    assert!(items.iter().all(|item| item.facts[1] == "DOUBLE"), "{items:?}");
    let remedy = remedies(&items[0].breach(), ENTRY, "2026-06-30".parse().unwrap()).pop().unwrap();
    carried_out(&mut world, remedy);
    none(&world, "sold_too_much");
    // A lot that was weighed wrong, or whose part was sold from afterwards.
    sale(&mut world, "late", "p2", "200 ct100", "50000 USD");
    assert_eq!(one(&world, "sold_too_much").facts, ["1100 ct100", "900 ct100"]);
    mended(&mut world, "sold_too_much");
}

#[test]
fn no_16_what_is_kept_was_weighed_before() {
    let mut world = cooperative("CD");
    parcel(&mut world, "p", "3840 ct100");
    assert_eq!(one(&world, "flow_gap").facts, ["2026-03", "3840 ct100"]);
    let weighed = r#"{"event_date":"2026-03-02","mineral":"DIA","stones":"3830 ct100"}"#;
    let organisation = id(&ORGANISATION, "o");
    world.put(
        &PRODUCTION,
        "2026-03",
        &[("organisation", &organisation), ("weighings/01JX0000000000000000000001", weighed)],
    );
    none(&world, "flow_gap");
}

#[test]
fn no_16_what_is_kept_from_a_pit_was_weighed_there() {
    let mut world = cooperative("CD");
    let pits = ["a", "b"].map(|name| world.put(&PIT, name, &[("code", name)]));
    parcel(&mut world, "p", "3840 ct100");
    world.put(&PARCEL, "p", &[("pit", &pits[0].to_string())]);
    let organisation = id(&ORGANISATION, "o");
    let weighs = |world: &mut InMemory, n: u8, pit: &str| {
        let weighed = r#"{"event_date":"2026-03-02","mineral":"DIA","stones":"3840 ct100""#;
        let path = format!("weighings/01JX000000000000000000000{n}");
        let weighed = format!("{weighed}{pit}}}");
        let values = [("organisation", organisation.as_str()), (&path, &weighed)];
        world.put(&PRODUCTION, "2026-03", &values);
    };
    // As much was weighed as is kept, but in another pit: the sum hides it.
    weighs(&mut world, 1, &format!(r#","pit":"{}""#, pits[1]));
    let found = one(&world, "flow_gap");
    assert!(found.subjects.contains(&pits[0]) && !found.subjects.contains(&pits[1]));
    assert_eq!(found.facts, ["2026-03", "3840 ct100"]);
    // A weighing that names no pit may be the missing one.
    weighs(&mut world, 2, "");
    none(&world, "flow_gap");
}

#[test]
fn items_are_the_same_whoever_writes_first() {
    let build = |order: &[usize]| {
        let mut world = cooperative("CD");
        parcel(&mut world, "p", "3840 ct100");
        for at in order {
            sale(&mut world, &format!("s{at}"), "p", "3840 ct100", "100000 USD");
        }
        found(&world, "sold_too_much")
    };
    assert_eq!(build(&[1, 2, 3]), build(&[3, 1, 2]));
}
