//! Rules about people: who they are, where they were, which cards they hold.

use std::collections::BTreeSet;

use super::{
    Lines, assembly, cooperative, found, id, join, ledger, mended, none, one, sale, takes_back,
};
use crate::dictionary::kinds::{
    certificate::CERTIFICATE, course::COURSE, device::DEVICE, ledger::LEDGER, licence::LICENCE,
    literacy_class::LITERACY_CLASS, membership::MEMBERSHIP, organisation::ORGANISATION,
    person::PERSON, pit::PIT, roll_call::ROLL_CALL, sale::SALE, training_session::TRAINING_SESSION,
};
use crate::ulid;
use crate::world::{InMemory, World as _};

#[test]
fn no_02_a_member_is_an_adult() {
    let mut world = cooperative("CD");
    none(&world, "not_adult");
    world.put(&PERSON, "c", &[("birth", "2010-05-01")]);
    assert_eq!(one(&world, "not_adult").facts, ["minor", "15"]);
    mended(&mut world, "not_adult");
    world.put(&PERSON, "b", &[("birth", "2008")]);
    assert_eq!(one(&world, "not_adult").facts, ["unclear", "17"]);
    world.put(&PERSON, "b", &[("birth", "2007-12-01")]);
    none(&world, "not_adult");
}

#[test]
fn no_02_an_auxiliary_is_as_old_as_the_country_asks_for() {
    let mut world = cooperative("CD");
    world.put(&PERSON, "c", &[("birth", "2010-01-01")]);
    world.put(&MEMBERSHIP, "o-c", &[("category", "AUXILIARY")]);
    one(&world, "not_adult");
    world.amend(|pack| pack.auxiliary_age = 16);
    none(&world, "not_adult");
    world.put(&MEMBERSHIP, "o-c", &[("category", "ACTIVE")]);
    one(&world, "not_adult");
}

#[test]
fn no_02_a_suspension_that_was_lifted_hides_nothing() {
    let mut world = cooperative("CD");
    world.put(&PERSON, "c", &[("birth", "2010-05-01")]);
    let said =
        |day: &str, suspended: bool| format!(r#"{{"event_date":"{day}","suspended":{suspended}}}"#);
    one(&world, "not_adult");
    let first = "suspensions/01HZ0000000000000000000001";
    world.put(&MEMBERSHIP, "o-c", &[(first, &said("2026-04-01", true))]);
    none(&world, "not_adult");
    let second = "suspensions/01HZ0000000000000000000002";
    world.put(&MEMBERSHIP, "o-c", &[(second, &said("2026-05-01", false))]);
    one(&world, "not_adult");
}

#[test]
fn no_02_whoever_digs_is_of_the_nation_where_the_law_asks_for_it() {
    let mut world = cooperative("CD");
    world.put(&PERSON, "c", &[("nationality", "CD")]);
    none(&world, "not_national");
    world.put(&PERSON, "c", &[("nationality", "AO")]);
    assert_eq!(one(&world, "not_national").facts, ["AO"]);
    mended(&mut world, "not_national");
    let mut world = cooperative("SL");
    world.put(&PERSON, "c", &[("nationality", "AO")]);
    none(&world, "not_national");
}

#[test]
fn no_03_nobody_is_in_two_cooperatives() {
    let mut world = cooperative("CD");
    world.put(&ORGANISATION, "p", &[("name", "Autre"), ("legal_form", "OHADA_COOPCA")]);
    join(&mut world, "p", "a", "2026-02-10");
    assert_eq!(one(&world, "two_memberships").facts, ["COOPERATIVE"]);
    let mut elsewhere = cooperative("CD");
    elsewhere.amend(|pack| pack.exclusive_membership = false);
    elsewhere.put(&ORGANISATION, "p", &[("name", "Autre"), ("legal_form", "OHADA_COOPCA")]);
    join(&mut elsewhere, "p", "a", "2026-02-10");
    none(&elsewhere, "two_memberships");
    mended(&mut world, "two_memberships");
}

#[test]
fn no_17_nobody_is_in_two_places() {
    let mut world = cooperative("CD");
    let person = id(&PERSON, "a");
    let day = format!("days/2026-03-02/present/{person}");
    world.put(&PIT, "p1", &[("code", "P-1")]);
    world.put(&ROLL_CALL, "r1", &[("pit", &id(&PIT, "p1")), (&day, "true")]);
    let there = format!("attendance/{person}/days/2026-03-02");
    world.put(&TRAINING_SESSION, "t1", &[("start_date", "2026-03-02"), (&there, "true")]);
    assert_eq!(one(&world, "two_places").facts, ["2026-03-02"]);
    // Half a day in the pit leaves the other half for the training.
    let half = format!("days/2026-03-02/half_day/{person}");
    world.put(&ROLL_CALL, "r1", &[(&half, "true")]);
    none(&world, "two_places");
    // So do two trainings of half a day, but not three.
    let half = [("end_date", "2026-03-02"), ("hours_delivered", "3")];
    world.put(&TRAINING_SESSION, "t1", &half);
    for name in ["t2", "t3"] {
        none(&world, "two_places");
        world.put(&TRAINING_SESSION, name, &[("start_date", "2026-03-02"), (&there, "true")]);
        world.put(&TRAINING_SESSION, name, &half);
    }
    assert_eq!(one(&world, "two_places").subjects.len(), 4);
}

#[test]
fn no_18_a_course_is_certified_once() {
    let mut world = cooperative("CD");
    world.put(&COURSE, "gov", &[("code", "GOV"), ("validity_months", "36")]);
    let values = |issued: &'static str| {
        [
            ("person", id(&PERSON, "a")),
            ("course", id(&COURSE, "gov")),
            ("issued", issued.to_owned()),
        ]
    };
    for (name, issued) in [("c1", "2020-03-01"), ("c2", "2026-03-02")] {
        let values = values(issued);
        let values: Vec<(&str, &str)> = values.iter().map(|(p, t)| (*p, t.as_str())).collect();
        world.put(&CERTIFICATE, name, &values);
    }
    none(&world, "certificate_twice");
    let again = values("2026-03-03");
    let again: Vec<(&str, &str)> = again.iter().map(|(p, t)| (*p, t.as_str())).collect();
    world.put(&CERTIFICATE, "c3", &again);
    mended(&mut world, "certificate_twice");
    // The first stays, and whoever has the second finds it.
    let [second, third] = ["c2", "c3"].map(|name| InMemory::id(&CERTIFICATE, name));
    assert!(world.record(second).unwrap().is_some() && world.record(third).unwrap().is_none());
}

fn card(world: &mut InMemory, name: &str, holder: &str, number: &str, from: &str, to: &str) {
    let kind = "CD_MINER_CARD";
    world.put(
        &LICENCE,
        name,
        &[
            ("kind", kind),
            ("holder", &id(&PERSON, holder)),
            ("number", number),
            ("valid_from", from),
            ("valid_to", to),
        ],
    );
}

#[test]
fn no_21_a_card_is_one_persons() {
    let mut world = cooperative("CD");
    card(&mut world, "l1", "a", "123", "2025-01-01", "2025-12-31");
    card(&mut world, "l2", "a", "124", "2026-01-01", "2026-12-31");
    none(&world, "licence_twice");
    card(&mut world, "l3", "b", "124", "2026-01-01", "2026-12-31");
    mended(&mut world, "licence_twice");
    card(&mut world, "l4", "c", "200", "2026-01-01", "2026-12-31");
    card(&mut world, "l5", "c", "201", "2026-05-01", "2027-04-30");
    assert_eq!(one(&world, "licence_twice").path, "overlap");
    world.put(&LICENCE, "l5", &[("renewal_of", &id(&LICENCE, "l4"))]);
    none(&world, "licence_twice");
}

#[test]
fn no_25_the_dead_do_nothing() {
    let mut world = cooperative("CD");
    let there = format!("attendance/{}/days/2026-03-02", id(&PERSON, "a"));
    world.put(&TRAINING_SESSION, "t1", &[("start_date", "2026-03-02"), (&there, "true")]);
    none(&world, "after_death");
    world.put(&PERSON, "a", &[("deceased/2026-02-11", "true")]);
    assert_eq!(one(&world, "after_death").facts, ["2026-02-11", "2026-03-02", "1"]);
    world.put(&TRAINING_SESSION, "t1", &[("void/WRONG_PERSON", "true")]);
    none(&world, "after_death");
    let paid: Lines<'_> = &[("4621", "D", 500, "a"), ("571", "C", 500, "")];
    ledger(&mut world, "2026-03", &[("2026-03-05", "MEMBER_PAYOUT", paid)]);
    assert_eq!(one(&world, "after_death").facts[..3], ["2026-02-11", "2026-03-05", "1"]);
    // What was paid by mistake is taken back.
    takes_back(&mut world, ["2026-03", "2026-04"], 0, "a", "2026-04-03");
    none(&world, "after_death");
    // Nor do they vote, or learn to read.
    assembly(&mut world, "agm", "2026-03-01", "ACCOUNTS");
    let day = format!("days/2026-03-07/present/{}", id(&PERSON, "a"));
    world.put(&LITERACY_CLASS, "class", &[("name", "Classe"), (&day, "true")]);
    assert_eq!(one(&world, "after_death").facts, ["2026-02-11", "2026-03-01", "2"]);
}

#[test]
fn no_25_whoever_left_does_nothing_there_but_elsewhere_what_they_like() {
    let mut world = cooperative("CD");
    let left = r#"{"kind":"WITHDRAWAL","effect_date":"2026-02-01"}"#;
    world.put(&MEMBERSHIP, "o-a", &[("exits/01JX0000000000000000000001", left)]);
    let there = format!("attendance/{}/days/2026-03-02", id(&PERSON, "a"));
    world.put(&TRAINING_SESSION, "t1", &[("start_date", "2026-03-02"), (&there, "true")]);
    // What was still owed is paid.
    let owed: Lines<'_> = &[("4621", "D", 500, "a"), ("571", "C", 500, "")];
    ledger(&mut world, "2026-03", &[("2026-03-05", "MEMBER_PAYOUT", owed)]);
    none(&world, "after_death");
    assembly(&mut world, "agm", "2026-03-01", "ACCOUNTS");
    let found = one(&world, "after_death");
    assert_eq!((found.path.as_str(), found.facts.len()), ("exit", 3));
    assert_eq!(found.facts, ["2026-02-01", "2026-03-01", "1"]);
    let dues: Lines<'_> = &[("571", "D", 5, ""), ("7583", "C", 5, "a")];
    ledger(&mut world, "2026-04", &[("2026-04-05", "DUES", dues)]);
    assert_eq!(one(&world, "after_death").facts.len(), 4, "it can be taken back");
    // Admitted again before that, nothing is wrong.
    world.put(
        &MEMBERSHIP,
        "again",
        &[
            ("organisation", &id(&ORGANISATION, "o")),
            ("person", &id(&PERSON, "a")),
            ("admitted", "2026-02-20"),
            ("category", "ACTIVE"),
        ],
    );
    none(&world, "after_death");
}

#[test]
fn no_26_what_happened_was_entered_afterwards() {
    let mut world = cooperative("CD");
    // 01JX0… was made in June 2025.
    let early = r#"{"event_date":"2026-03-02","milestone":"SENSITISED"}"#;
    world.put(&ORGANISATION, "o", &[("milestones/01JX0000000000000000000001", early)]);
    assert_eq!(one(&world, "clock_wrong").facts[0], "2026-03-02");
    // Whatever takes an operation back was written after it, whatever day it says it happened.
    let mut world = cooperative("CD");
    let day = |text: &str| ulid::of_day(text.parse().unwrap(), [7; 10]);
    let (first, behind) = (day("2026-03-05"), day("2026-03-01"));
    let entry =
        |more: &str| format!(r#"{{"event_date":"2026-02-20","type":"DUES","lines":[]{more}}}"#);
    let back = entry(&format!(r#","reverses":"{first}""#));
    world.put(&LEDGER, "2026-02", &[("organisation", &id(&ORGANISATION, "o"))]);
    world.put(&LEDGER, "2026-02", &[(&format!("entries/{first}"), &entry(""))]);
    none(&world, "clock_wrong");
    world.put(&LEDGER, "2026-02", &[(&format!("entries/{behind}"), &back)]);
    let facts = ["2026-03-05", "2026-03-01", "REVERSES"];
    assert_eq!(one(&world, "clock_wrong").facts, facts);
}

#[test]
fn no_26_what_happened_was_written_after_it_had_and_a_clock_that_was_off_is_said() {
    let mut world = cooperative("CD");
    world.today = Some("2026-03-09".parse().unwrap());
    sale(&mut world, "s", "p", "3840 ct100", "100000 USD");
    none(&world, "clock_wrong");
    world.today = Some("2026-03-02".parse().unwrap());
    sale(&mut world, "t", "p", "3840 ct100", "100000 USD");
    assert_eq!(one(&world, "clock_wrong").facts, ["2026-03-10", "2026-03-02"]);
    world.put(&SALE, "t", &[("void/OTHER", "true")]);
    none(&world, "clock_wrong");
    // A tablet that is always ahead contradicts nothing but the hub.
    let note = |world: &mut InMemory, at: u8, day: &str, minutes: i64| {
        let said = format!(r#"{{"event_date":"{day}","ahead_minutes":{minutes}}}"#);
        world.put(&DEVICE, "d", &[(&format!("clock/01JX0000000000000000000{at:03}"), &said)]);
    };
    note(&mut world, 1, "2026-03-02", 30);
    none(&world, "clock_wrong");
    note(&mut world, 2, "2026-03-05", 9 * 24 * 60);
    assert_eq!(one(&world, "clock_wrong").facts, ["2026-03-05", "2026-03-14", "DEVICE"]);
    // It is one finding until the clock is right, and another one when it goes wrong again.
    note(&mut world, 3, "2026-03-06", 8 * 24 * 60);
    one(&world, "clock_wrong");
    note(&mut world, 4, "2026-03-07", 0);
    one(&world, "clock_wrong");
    note(&mut world, 5, "2026-03-20", -3 * 24 * 60);
    let days = found(&world, "clock_wrong").into_iter().map(|item| item.facts[1].clone());
    assert_eq!(
        days.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>(),
        ["2026-03-14", "2026-03-17"]
    );
}

#[test]
fn no_27_whoever_withdraws_consent_is_seen() {
    let mut world = cooperative("CD");
    let consent = |given: bool, day: &str| {
        format!(r#"{{"event_date":"{day}","given":{given},"form":"ORAL"}}"#)
    };
    world.put(
        &PERSON,
        "a",
        &[("consents/01JX0000000000000000000001", &consent(true, "2026-01-01"))],
    );
    none(&world, "consent_withdrawn");
    world.put(
        &PERSON,
        "a",
        &[("consents/01JX0000000000000000000002", &consent(false, "2026-02-01"))],
    );
    one(&world, "consent_withdrawn");
    world.put(
        &PERSON,
        "a",
        &[("consents/01JX0000000000000000000003", &consent(true, "2026-03-01"))],
    );
    none(&world, "consent_withdrawn");
}
