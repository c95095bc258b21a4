//! Rules about organisations: their officers, assemblies, statutes and recognition.

use super::super::remedies;
use super::{ENTRY, assembly, cooperative, found, id, join, mandate, mended, none, one};
use crate::dictionary::kinds::{
    assembly::ASSEMBLY, governance_document::GOVERNANCE_DOCUMENT, mandate::MANDATE,
    mining_site::MINING_SITE, organisation::ORGANISATION, person::PERSON,
    recognition_application::RECOGNITION_APPLICATION, recognition_decision::RECOGNITION_DECISION,
};
use crate::documents;
use crate::ids::DocumentId;
use crate::world::{InMemory, World as _};

#[test]
fn no_04_a_cooperative_has_one_president() {
    let mut world = cooperative("CD");
    assembly(&mut world, "agm", "2026-03-01", "ACCEPT_OFFICERS");
    mandate(&mut world, "m1", "a", "agm");
    none(&world, "two_holders");
    mandate(&mut world, "m2", "b", "agm");
    assert_eq!(one(&world, "two_holders").facts, ["PRESIDENT"]);
    mended(&mut world, "two_holders");
}

#[test]
fn no_04_an_election_that_was_written_down_twice_is_one() {
    let mut world = cooperative("CD");
    assembly(&mut world, "agm", "2026-03-01", "ACCEPT_OFFICERS");
    assembly(&mut world, "next", "2027-03-01", "ACCEPT_OFFICERS");
    mandate(&mut world, "m1", "a", "agm");
    // Whoever is elected again by the next assembly has two terms.
    mandate(&mut world, "m3", "a", "next");
    none(&world, "mandate_twice");
    mandate(&mut world, "m2", "a", "agm");
    none(&world, "two_holders");
    assert_eq!(one(&world, "mandate_twice").facts, ["PRESIDENT"]);
    mended(&mut world, "mandate_twice");
}

#[test]
fn no_04_a_mandate_begins_on_its_day_and_is_contested_with_its_assembly() {
    let mut world = cooperative("CD");
    assembly(&mut world, "agm", "2026-02-20", "ACCEPT_OFFICERS");
    mandate(&mut world, "m", "a", "agm");
    let stands = |world: &InMemory, day: &str| {
        let record = world.record(InMemory::id(&MANDATE, "m")).unwrap().unwrap();
        let day = day.parse().unwrap();
        let organisation = InMemory::id(&ORGANISATION, "o");
        let holds = documents::mandate::in_office(world, organisation, day).unwrap().len();
        (documents::mandate::status(world, &record, day).unwrap(), holds)
    };
    assert_eq!(stands(&world, "2026-02-28"), ("ACCEPTED", 0));
    assert_eq!(stands(&world, "2026-03-01"), ("IN_OFFICE", 1));
    assert_eq!(stands(&world, "2029-03-01"), ("EXPIRED", 0));
    // The notice was too short: what the assembly accepted is to be confirmed.
    world.put(&ASSEMBLY, "agm", &[("notice_date", "2026-02-18")]);
    assert_eq!(stands(&world, "2026-03-01"), ("CONTESTED", 0));
    world.put(&ASSEMBLY, "agm", &[("resolutions/1/votes_for", "0")]);
    assert_eq!(stands(&world, "2026-03-01"), ("ELECTED", 0));
}

#[test]
fn no_05_what_an_assembly_decides_stands_on_its_quorum() {
    let mut world = cooperative("CD");
    assembly(&mut world, "agm", "2026-03-01", "ACCOUNTS");
    none(&world, "assembly_doubtful");
    for person in ["a", "b"] {
        let path = format!("attendance/{}/presence", id(&PERSON, person));
        world.put(&ASSEMBLY, "agm", &[(&path, "EXCUSED")]);
    }
    assert_eq!(one(&world, "assembly_doubtful").facts, ["QUORUM_NOT_REACHED", "1", "2"]);
    let path = format!("attendance/{}/", id(&PERSON, "b"));
    let proxy = id(&PERSON, "c");
    let (presence, by) = (format!("{path}presence"), format!("{path}proxy"));
    world.put(&ASSEMBLY, "agm", &[(&presence, "PROXY"), (&by, &proxy)]);
    none(&world, "assembly_doubtful");
    // Whoever is ticked although the frozen roll does not name them, the bureau confirms.
    let rolls = ["a", "b", "c"].map(|person| format!("roll/{}", id(&PERSON, person)));
    let rolls: Vec<(&str, &str)> = rolls.iter().map(|path| (path.as_str(), "true")).collect();
    world.put(&ASSEMBLY, "agm", &rolls);
    let late = format!("attendance/{}/presence", id(&PERSON, "late"));
    world.put(&ASSEMBLY, "agm", &[("opened/2026-03-01", "true"), (&late, "PRESENT")]);
    let roll = ["NOT_ON_ROLL", "1", &id(&PERSON, "late")];
    assert_eq!(one(&world, "assembly_doubtful").facts, roll);
    mended(&mut world, "assembly_doubtful");
    world.put(&ASSEMBLY, "agm", &[("notice_date", "2026-02-25")]);
    assert_eq!(one(&world, "assembly_doubtful").facts[0], "IRREGULAR_NOTICE");
}

#[test]
fn no_07_one_version_of_the_statutes_holds() {
    let mut world = cooperative("CD");
    assembly(&mut world, "agm", "2026-03-01", "ADOPT_STATUTES");
    for name in ["s1", "s2"] {
        let by = [("organisation", id(&ORGANISATION, "o")), ("adopted_by", id(&ASSEMBLY, "agm"))];
        let fixed = [("kind", "STATUTES"), ("version", "1")];
        let values: Vec<(&str, &str)> =
            by.iter().map(|(path, text)| (*path, text.as_str())).chain(fixed).collect();
        world.put(&GOVERNANCE_DOCUMENT, name, &values);
    }
    mended(&mut world, "two_statutes");
}

#[test]
fn no_22_an_organisation_is_registered_once() {
    let mut world = cooperative("CD");
    let area = format!("catchment/{}", DocumentId([1; 16]));
    world.put(&ORGANISATION, "o", &[(&area, "true")]);
    world.put(&ORGANISATION, "p", &[("name", "SCOOPS Loubi"), (&area, "true")]);
    for person in ["a", "b"] {
        join(&mut world, "p", person, "2026-01-11");
    }
    assert_eq!(one(&world, "organisation_twice").facts, ["2"]);
    mended(&mut world, "organisation_twice");
}

#[test]
fn no_23_a_site_is_registered_once() {
    let mut world = InMemory::new("CD");
    let site = |world: &mut InMemory, name: &str, called: &str, at: &str| {
        world.put(&MINING_SITE, name, &[("name", called), ("position", at)]);
    };
    site(&mut world, "1", "Lubi Pont (démo)", "-6134500,23589900,8");
    site(&mut world, "2", "Mukuyu (démo)", "-6134600,23589900,8");
    none(&world, "site_twice");
    site(&mut world, "3", "Pont Loubi", "-6137500,23590900,8");
    assert_eq!(one(&world, "site_twice").facts, ["352"]);
    mended(&mut world, "site_twice");
}

#[test]
fn no_24_an_application_is_decided_once() {
    let mut world = cooperative("CD");
    let organisation = id(&ORGANISATION, "o");
    world.put(
        &RECOGNITION_APPLICATION,
        "r",
        &[("organisation", &organisation), ("step", "CD_RSC")],
    );
    let application = id(&RECOGNITION_APPLICATION, "r");
    let decide = |world: &mut InMemory, name: &str, outcome: &str, day: &str| {
        world.put(
            &RECOGNITION_DECISION,
            name,
            &[
                ("application", &application),
                ("organisation", &organisation),
                ("step", "CD_RSC"),
                ("outcome", outcome),
                ("event_date", day),
            ],
        );
    };
    decide(&mut world, "d0", "SUPPLEMENT", "2026-04-01");
    decide(&mut world, "d1", "GRANTED", "2026-05-01");
    none(&world, "decided_apart");
    let seen = r#"{"event_date":"2026-05-02","outcome":"REJECTED"}"#;
    let entry = "reported_decisions/01JX0000000000000000000001";
    world.put(&RECOGNITION_APPLICATION, "r", &[(entry, seen)]);
    assert_eq!(one(&world, "decided_apart").facts, ["GRANTED", "REJECTED"]);
    mended(&mut world, "decided_apart");
    decide(&mut world, "d2", "REJECTED", "2026-06-29");
    let both = found(&world, "decided_apart");
    let apart = both.iter().find(|item| item.path.is_empty()).expect("two decisions");
    // The one that does not hold is void, and what the site saw is right again.
    let today = "2026-06-30".parse().unwrap();
    let remedies = remedies(&apart.breach(), ENTRY, today);
    let wrong = InMemory::id(&RECOGNITION_DECISION, "d2");
    let remedy = remedies.into_iter().find(|remedy| remedy.subject == wrong).expect("a remedy");
    for (path, value) in remedy.puts {
        world.write(remedy.subject, &path, value);
    }
    none(&world, "decided_apart");
}
