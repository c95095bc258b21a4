//! Each rule broken, seen, and mended.

use std::collections::BTreeSet;

use automerge::{ActorId, Automerge, ROOT, transaction::Transactable as _};

use super::{RULES, Remedy, ReviewItem, named, remedies};
use crate::{
    dictionary::{
        kind::Kind,
        kinds::{
            assembly::ASSEMBLY, case::CASE, certificate::CERTIFICATE, course::COURSE,
            device::DEVICE, distribution::DISTRIBUTION, exchange_rate::EXCHANGE_RATE,
            governance_document::GOVERNANCE_DOCUMENT, incident::INCIDENT, ledger::LEDGER,
            licence::LICENCE, literacy_class::LITERACY_CLASS, mandate::MANDATE,
            membership::MEMBERSHIP, mining_site::MINING_SITE, organisation::ORGANISATION,
            parcel::PARCEL, person::PERSON, pit::PIT, production::PRODUCTION,
            recognition_application::RECOGNITION_APPLICATION,
            recognition_decision::RECOGNITION_DECISION, roll_call::ROLL_CALL, sale::SALE,
            savings_group::SAVINGS_GROUP, savings_meeting::SAVINGS_MEETING,
            sharing_scheme::SHARING_SCHEME, training_session::TRAINING_SESSION,
        },
    },
    documents::{
        ledger::{ENTRIES, balances},
        mandate, membership, sharing,
    },
    ids::DocumentId,
    numbers, ulid,
    world::{InMemory, World as _},
};

/// What a rule finds in everything that is there.
pub(super) fn found(world: &InMemory, rule: &str) -> Vec<ReviewItem> {
    let (touches, judges) = named(rule).and_then(|rule| rule.looks).expect("a rule that looks");
    let mut about: Vec<String> =
        world.records().iter().flat_map(|record| touches(world, record).unwrap()).collect();
    about.sort_unstable();
    about.dedup();
    let mut items: Vec<ReviewItem> =
        about.iter().flat_map(|about| judges(world, about).unwrap()).collect();
    items.sort_by_key(|item| item.id);
    items.dedup_by_key(|item| item.id);
    items
}

/// The only item of a rule.
fn one(world: &InMemory, rule: &str) -> ReviewItem {
    let items = found(world, rule);
    assert_eq!(items.len(), 1, "{rule}: {items:?}");
    items[0].clone()
}

fn none(world: &InMemory, rule: &str) {
    assert_eq!(found(world, rule), [], "{rule}");
}

const ENTRY: &str = "01JZ0000000000000000000001";

/// Writes the last remedy of an item, after which it is gone.
fn mended(world: &mut InMemory, rule: &str) {
    let item = one(world, rule);
    let today = "2026-06-30".parse().unwrap();
    let remedy = remedies(&item.breach(), ENTRY, today).pop().expect("a remedy");
    carried_out(world, remedy);
    none(world, rule);
}

fn carried_out(world: &mut InMemory, remedy: Remedy) {
    for (path, value) in remedy.puts {
        world.write(remedy.subject, &path, value);
    }
    for (document, path, value) in remedy.also {
        world.write(document, &path, value);
    }
}

pub(super) fn id(kind: &Kind, name: &str) -> String {
    InMemory::id(kind, name).to_string()
}

/// An organisation with three members, in a country.
fn cooperative(country: &str) -> InMemory {
    let mut world = InMemory::new(country);
    let form = if country == "CD" { "OHADA_SCOOPS" } else { "SL_COOP" };
    world.put(&ORGANISATION, "o", &[("name", "Coopérative Lubi (démo)"), ("legal_form", form)]);
    for name in ["a", "b", "c"] {
        world.put(&PERSON, name, &[("surname", "KABONGO"), ("birth", "1990")]);
        join(&mut world, "o", name, "2026-01-10");
    }
    world
}

fn join(world: &mut InMemory, organisation: &str, person: &str, admitted: &str) -> DocumentId {
    let name = format!("{organisation}-{person}");
    world.put(
        &MEMBERSHIP,
        &name,
        &[
            ("organisation", &id(&ORGANISATION, organisation)),
            ("person", &id(&PERSON, person)),
            ("admitted", admitted),
            ("category", "ACTIVE"),
        ],
    )
}

/// An ordinary assembly of which all three were told in time and to which all three came.
fn assembly(world: &mut InMemory, name: &str, held: &str, resolution: &str) {
    let notice = held.parse::<crate::units::Date>().unwrap().after(-20).unwrap().to_string();
    let key = |person: &str| format!("attendance/{}/presence", id(&PERSON, person));
    world.put(
        &ASSEMBLY,
        name,
        &[
            ("organisation", &id(&ORGANISATION, "o")),
            ("kind", "ORDINARY"),
            ("notice_date", &notice),
            ("held_date", held),
            ("agenda/1/title", "Ordre du jour"),
            (&key("a"), "PRESENT"),
            (&key("b"), "PRESENT"),
            (&key("c"), "PRESENT"),
            ("resolutions/1/kind", resolution),
            ("resolutions/1/votes_for", "3"),
        ],
    );
}

fn mandate(world: &mut InMemory, name: &str, person: &str, by: &str) {
    world.put(
        &MANDATE,
        name,
        &[
            ("organisation", &id(&ORGANISATION, "o")),
            ("person", &id(&PERSON, person)),
            ("organ", "CG"),
            ("position", "PRESIDENT"),
            ("start", "2026-03-01"),
            ("term_months", "36"),
            ("accepted_by", &id(&ASSEMBLY, by)),
        ],
    );
}

#[test]
fn the_table_has_every_rule_of_the_domain_but_one_which_is_said() {
    let mut numbers: Vec<u8> = RULES.iter().map(|rule| rule.number).collect();
    numbers.sort_unstable();
    let all: Vec<u8> = (0..=32).filter(|number| *number != 29).collect();
    numbers.dedup();
    assert_eq!(numbers, all);
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
}

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
        let holds = mandate::in_office(world, organisation, day).unwrap().len();
        (mandate::status(world, &record, day).unwrap(), holds)
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

/// Account, side, minor units, party.
type Lines<'a> = &'a [(&'a str, &'a str, i64, &'a str)];

/// A month of the book with these entries: day, type, account, side, cents, party.
fn ledger(world: &mut InMemory, month: &str, entries: &[(&str, &str, Lines<'_>)]) {
    let organisation = id(&ORGANISATION, "o");
    world.put(
        &LEDGER,
        month,
        &[("organisation", organisation.as_str()), ("book", "Caisse"), ("month", month)],
    );
    for (at, (day, r#type, lines)) in entries.iter().enumerate() {
        let line = |(account, side, minor, party): &(&str, &str, i64, &str)| {
            let mut line = serde_json::json!({
                "account": account, "side": side,
                "amount": if account.ends_with("CDF") { format!("{minor} CDF") } else { format!("{minor} USD") },
            });
            if !party.is_empty() {
                line["party"] = id(&PERSON, party).into();
            }
            line
        };
        let lines: Vec<serde_json::Value> = lines.iter().map(line).collect();
        let json = serde_json::json!({ "event_date": day, "type": r#type, "lines": lines });
        let path = format!("entries/01JX00000000000000000{month5}{at:02}", month5 = &month[5..]);
        world.put(&LEDGER, month, &[(&format!("{path:0<34}"), &json.to_string())]);
    }
}

#[test]
fn no_09_nobody_is_paid_more_than_was_due() {
    let mut world = cooperative("CD");
    ledger(
        &mut world,
        "2026-03",
        &[
            ("2026-03-02", "SALE_AGENT", &[("571", "D", 500, ""), ("4621", "C", 500, "a")]),
            ("2026-03-05", "MEMBER_PAYOUT", &[("4621", "D", 500, "a"), ("571", "C", 500, "")]),
        ],
    );
    none(&world, "paid_too_much");
    ledger(
        &mut world,
        "2026-04",
        &[("2026-04-02", "MEMBER_PAYOUT", &[("4621", "D", 500, "a"), ("571", "C", 500, "")])],
    );
    assert_eq!(one(&world, "paid_too_much").facts[..2], ["500 USD", "2026-04-02"]);
    // It becomes an advance, to be recovered at the next sharing.
    mended(&mut world, "paid_too_much");
}

#[test]
fn no_11_an_operation_stands_in_its_month_and_before_its_closing() {
    let mut world = cooperative("CD");
    let lines: &[(&str, &str, i64, &str)] = &[("571", "D", 5, ""), ("7583", "C", 5, "")];
    ledger(&mut world, "2026-03", &[("2026-03-02", "DUES", lines)]);
    none(&world, "entry_misplaced");
    ledger(&mut world, "2026-04", &[("2026-03-30", "DUES", lines)]);
    assert_eq!(one(&world, "entry_misplaced").facts, ["MONTH", "2026-03-30"]);
    // Whoever closed the month had not seen what another device wrote into it.
    let mut world = cooperative("CD");
    ledger(&mut world, "2026-03", &[("2026-03-02", "DUES", lines)]);
    let closing = r#"{"event_date":"2026-04-01","closed":true,"known":1}"#;
    world.put(&LEDGER, "2026-03", &[("closings/01JW0000000000000000000000", closing)]);
    none(&world, "entry_misplaced");
    ledger(&mut world, "2026-03", &[("2026-03-02", "DUES", lines), ("2026-03-30", "DUES", lines)]);
    assert_eq!(one(&world, "entry_misplaced").facts[..4], ["CLOSED", "1", "", "2"]);
    // It counts in the month that begins next, and is said to.
    ledger(&mut world, "2026-05", &[("2026-05-02", "DUES", lines)]);
    let item = one(&world, "entry_misplaced");
    assert_eq!(
        (&item.facts[..4], item.facts.len()),
        (&["CLOSED", "1", "2026-05", "2"].map(str::to_owned)[..], 5)
    );
    let mut other = cooperative("CD");
    other.hears(&world);
    mended(&mut world, "entry_misplaced");
    // Whoever closes May with it needs nobody to decide about March any more.
    let held = &item.facts[4];
    let closing =
        format!(r#"{{"event_date":"2026-06-01","closed":true,"known":1,"held":["{held}"]}}"#);
    other.put(&LEDGER, "2026-05", &[("closings/01JX0000000000000000000000", &closing)]);
    let left = found(&other, "entry_misplaced");
    assert!(left.iter().all(|left| left.subjects != item.subjects), "{left:?}");
}

/// Takes an operation of a month back, in another month if need be, under this name.
fn takes_back(world: &mut InMemory, [of, month]: [&str; 2], taken: usize, name: &str, day: &str) {
    let record = world.record(InMemory::id(&LEDGER, of)).unwrap().unwrap();
    let id = record.rows("entries")[taken].text("id").to_owned();
    let entries = ENTRIES.all(world.document(record.id)).unwrap();
    let (id, entry) = entries.into_iter().find(|(known, _)| known.as_str() == id).unwrap();
    let back = entry.reversal(id, day.parse().unwrap()).unwrap();
    ledger(world, month, &[]);
    let made = ulid::of_day(day.parse().unwrap(), [name.as_bytes()[0]; 10]);
    let back = serde_json::to_string(&back).unwrap();
    world.put(&LEDGER, month, &[(&format!("entries/{made}"), &back)]);
}

/// What lies on the account of the box in all months.
fn held(world: &InMemory) -> i64 {
    let months = world.records().into_iter().filter(|record| *record.kind == LEDGER);
    let of = |month: crate::world::Record| {
        let balances = balances(world.document(month.id)).unwrap();
        balances.of(&"571".parse().unwrap(), "USD".parse().unwrap()).minor
    };
    months.map(of).sum()
}

#[test]
fn no_11_what_was_taken_back_is_right_again() {
    let mut world = cooperative("CD");
    let lines: &[(&str, &str, i64, &str)] = &[("571", "D", 5, ""), ("99", "C", 5, "")];
    ledger(&mut world, "2026-03", &[("2026-03-02", "DUES", lines)]);
    assert_eq!(one(&world, "entry_misplaced").facts[0], "ACCOUNT");
    // Whether in its own month or in the next.
    takes_back(&mut world, ["2026-03", "2026-04"], 0, "a", "2026-04-03");
    none(&world, "entry_misplaced");
}

#[test]
fn what_two_devices_take_back_comes_back_once() {
    let mut world = cooperative("CD");
    let lines: &[(&str, &str, i64, &str)] = &[("571", "D", 500, ""), ("7583", "C", 500, "a")];
    ledger(&mut world, "2026-03", &[("2026-03-02", "DUES", lines)]);
    let months = ["2026-03", "2026-03"];
    takes_back(&mut world, months, 0, "a", "2026-03-05");
    none(&world, "reversed_twice");
    takes_back(&mut world, months, 0, "b", "2026-03-06");
    assert_eq!(held(&world), -500, "both count");
    assert_eq!(one(&world, "reversed_twice").facts[..3], ["500 USD", "2026-03-06", "2"]);
    // It is the same operation wherever it is decided, and whoever decides it again changes nothing.
    let item = one(&world, "reversed_twice");
    let decided = |entry: &str, day: &str| remedies(&item.breach(), entry, day.parse().unwrap());
    assert_eq!(decided(ENTRY, "2026-06-30"), decided("01K0", "2026-07-02"));
    mended(&mut world, "reversed_twice");
    assert_eq!(held(&world), 0);
    none(&world, "entry_misplaced");
    none(&world, "clock_wrong");
    // A third one turns up late: it is taken back too.
    takes_back(&mut world, ["2026-03", "2026-04"], 0, "c", "2026-04-01");
    assert_eq!(held(&world), -500);
    mended(&mut world, "reversed_twice");
    assert_eq!(held(&world), 0);
}

#[test]
fn what_a_second_reversal_took_off_elsewhere_is_put_back_with_it() {
    let mut world = cooperative("CD");
    let lines: &[(&str, &str, i64, &str)] = &[("571", "D", 500, "a"), ("4612", "C", 500, "a")];
    ledger(&mut world, "2026-03", &[("2026-03-02", "SHARE_PAY", lines)]);
    let pays = |world: &mut InMemory, entry: &str, json: &str| {
        world.put(&MEMBERSHIP, "o-a", &[(&format!("share_events/{entry}"), json)]);
    };
    for kind in ["SUBSCRIBE", "PAY"] {
        let event = format!(r#"{{"event_date":"2026-03-02","kind":"{kind}","shares":2}}"#);
        pays(&mut world, &format!("01JX00000000000000000{:0>5}", kind.len()), &event);
    }
    let shares = |world: &InMemory| {
        let record = world.record(InMemory::id(&MEMBERSHIP, "o-a")).unwrap().unwrap();
        membership::shares(&record)
    };
    assert_eq!(shares(&world), (2, 2));
    for (name, day) in [("a", "2026-03-05"), ("b", "2026-03-06")] {
        takes_back(&mut world, ["2026-03", "2026-03"], 0, name, day);
        let entry = ulid::of_day(day.parse().unwrap(), [name.as_bytes()[0]; 10]);
        let event = format!(r#"{{"event_date":"{day}","kind":"REIMBURSE","shares":2}}"#);
        pays(&mut world, &entry, &event);
    }
    let once = (0, 0);
    assert_ne!(shares(&world), once);
    mended(&mut world, "reversed_twice");
    assert_eq!((shares(&world), held(&world)), (once, 0));
}

#[test]
fn no_12_what_leaves_a_box_arrives_at_the_bank() {
    let mut world = cooperative("CD");
    ledger(
        &mut world,
        "2026-03",
        &[("2026-03-02", "BANK_DEP", &[("585", "D", 900, ""), ("571", "C", 900, "")])],
    );
    none(&world, "transfer_open");
    let later: &[(&str, &str, i64, &str)] = &[("571", "D", 5, ""), ("7583", "C", 5, "")];
    ledger(&mut world, "2026-05", &[("2026-05-02", "DUES", later)]);
    assert_eq!(one(&world, "transfer_open").facts, ["900 USD", "2026-03-02"]);
    ledger(
        &mut world,
        "2026-04",
        &[("2026-04-02", "BANK_DEP", &[("521", "D", 900, ""), ("585", "C", 900, "")])],
    );
    none(&world, "transfer_open");
}

fn parcel(world: &mut InMemory, name: &str, weight: &str) {
    world.put(
        &PARCEL,
        name,
        &[
            ("organisation", &id(&ORGANISATION, "o")),
            ("mineral", "DIA"),
            ("stones", weight),
            ("opened", "2026-03-04"),
        ],
    );
}

fn sale(world: &mut InMemory, name: &str, of: &str, weight: &str, price: &str) {
    let row = format!("parcels/{}", id(&PARCEL, of));
    let (stones, cost) = (format!("{row}/stones"), format!("{row}/price"));
    let organisation = id(&ORGANISATION, "o");
    world.put(
        &SALE,
        name,
        &[
            ("organisation", &organisation),
            ("event_date", "2026-03-10"),
            (&stones, weight),
            (&cost, price),
        ],
    );
}

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

fn distribution(world: &mut InMemory, name: &str, of: &str, gross: &str) {
    let sale = format!("sales/{}", id(&SALE, of));
    world.put(
        &DISTRIBUTION,
        name,
        &[
            ("organisation", &id(&ORGANISATION, "o")),
            (&sale, "true"),
            ("gross", gross),
            ("simulated/2026-03-12", "true"),
        ],
    );
    let record = world.record(InMemory::id(&DISTRIBUTION, name)).unwrap().unwrap();
    let hash = sharing::inputs_hash(&sharing::inputs(&record).unwrap());
    world.put(&DISTRIBUTION, name, &[("inputs_hash", &hash)]);
}

#[test]
fn no_14_a_sale_is_shared_once() {
    let mut world = cooperative("CD");
    parcel(&mut world, "p", "3840 ct100");
    sale(&mut world, "s", "p", "3840 ct100", "100000 USD");
    distribution(&mut world, "d1", "s", "100000 USD");
    none(&world, "shared_twice");
    distribution(&mut world, "d2", "s", "100000 USD");
    mended(&mut world, "shared_twice");
}

#[test]
fn no_14_what_was_paid_first_stays_and_what_is_in_the_book_is_cancelled_there() {
    let mut world = cooperative("CD");
    parcel(&mut world, "p", "3840 ct100");
    sale(&mut world, "s", "p", "3840 ct100", "100000 USD");
    for name in ["d1", "d2"] {
        distribution(&mut world, name, "s", "100000 USD");
    }
    let (first, second) = (id(&DISTRIBUTION, "d1"), id(&DISTRIBUTION, "d2"));
    // Nothing tells them apart: either can give way.
    assert_eq!(one(&world, "shared_twice").facts.len(), 2);
    for who in ["Joseph", "Alphonse"] {
        let path =
            format!("approved_in/{}/user", if who == "Joseph" { "TREASURER" } else { "MANAGER" });
        world.put(&DISTRIBUTION, "d2", &[(&path, who)]);
    }
    assert_eq!(one(&world, "shared_twice").facts, std::slice::from_ref(&first));
    world.put(&DISTRIBUTION, "d1", &[("posted_as", "01KZZZZZZZZZZZZZZZZZZZZZZ1")]);
    assert_eq!(one(&world, "shared_twice").facts, [second]);
    let pays = |world: &mut InMemory, name: &str, entry: &str, day: &str| {
        let payment = serde_json::json!({ "event_date": day, "line": "x", "amount": "1 USD" });
        let path = format!("payments/01KZZZZZZZZZZZZZZZZZZZZZZ{entry}");
        world.put(&DISTRIBUTION, name, &[(&path, &payment.to_string())]);
    };
    pays(&mut world, "d1", "2", "2026-03-14");
    pays(&mut world, "d2", "3", "2026-03-13");
    assert_eq!(one(&world, "shared_twice").facts, [format!("POSTED {first}")]);
}

#[test]
fn no_15_what_was_shared_is_what_was_sold() {
    let mut world = cooperative("CD");
    parcel(&mut world, "p", "3840 ct100");
    sale(&mut world, "s", "p", "3840 ct100", "100000 USD");
    distribution(&mut world, "d", "s", "100000 USD");
    none(&world, "inputs_changed");
    world.put(&SALE, "s", &[("reversed/2026-03-20", "true")]);
    assert_eq!(one(&world, "inputs_changed").facts[..3], ["UNPAID", "100000 USD", "0 USD"]);
    mended(&mut world, "inputs_changed");
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
fn a_number_is_that_of_one_document_and_the_later_one_gets_a_letter() {
    let mut world = cooperative("CD");
    let number = |world: &InMemory, name: &str| {
        let member = InMemory::id(&MEMBERSHIP, name);
        world.record(member).unwrap().unwrap().own.text("member_no").to_owned()
    };
    let given = format!("M-{}", numbers::number("K7D", 42));
    world.put(&MEMBERSHIP, "o-a", &[("member_no", &given)]);
    none(&world, "number_twice");
    // By chance the tablet of another site, whose members are of another organisation, has the same series.
    world.put(&ORGANISATION, "p", &[("name", "Coopérative Mukuyu (démo)")]);
    join(&mut world, "p", "b", "2026-01-11");
    world.put(&MEMBERSHIP, "p-b", &[("member_no", &given)]);
    mended(&mut world, "number_twice");
    let mut both = [number(&world, "o-a"), number(&world, "p-b")];
    both.sort();
    assert_eq!(both, [given.clone(), format!("{given}-B")]);
    // A number that somebody typed is one of its organisation only.
    world.put(&MEMBERSHIP, "o-b", &[("member_no", "12")]);
    world.put(&MEMBERSHIP, "p-b", &[("member_no", "12")]);
    none(&world, "number_twice");
    world.put(&MEMBERSHIP, "o-c", &[("member_no", "12")]);
    mended(&mut world, "number_twice");
    // That of a registration an authority gave: whoever typed it wrong corrects it.
    world.put(&PERSON, "a", &[("reg_no", "R-231")]);
    world.put(&PERSON, "b", &[("reg_no", "R-231")]);
    let found = one(&world, "number_twice");
    assert_eq!(remedies(&found.breach(), ENTRY, "2026-06-30".parse().unwrap()), []);
    world.put(&PERSON, "b", &[("reg_no", "R-232")]);
    none(&world, "number_twice");
    // That of a sale is written once: nothing is written over it.
    for name in ["s1", "s2"] {
        world.put(&SALE, name, &[("number", &format!("V-{}", numbers::number("K7D", 7)))]);
    }
    let found = one(&world, "number_twice");
    assert_eq!(found.subjects.len(), 2);
    assert_eq!(remedies(&found.breach(), ENTRY, "2026-06-30".parse().unwrap()), []);
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

fn group(world: &mut InMemory) {
    world.put(
        &SAVINGS_GROUP,
        "g",
        &[
            ("name", "AVEC"),
            ("share_price", "2000 CDF"),
            ("shares_max", "5"),
            ("loan_multiple", "3"),
        ],
    );
}

fn meeting(world: &mut InMemory, name: &str, day: &str, lines: &[(&str, &str, &str)]) {
    world.put(&SAVINGS_MEETING, name, &[("group", &id(&SAVINGS_GROUP, "g")), ("event_date", day)]);
    for (person, field, text) in lines {
        let path = format!("lines/{}/{field}", id(&PERSON, person));
        world.put(&SAVINGS_MEETING, name, &[(&path, text)]);
    }
}

#[test]
fn no_19_a_meeting_is_written_down_once_and_its_box_is_right() {
    let mut world = cooperative("CD");
    group(&mut world);
    meeting(&mut world, "m1", "2026-03-07", &[("a", "shares", "5"), ("b", "shares", "2")]);
    none(&world, "meeting_twice");
    world.put(&SAVINGS_MEETING, "m1", &[("counted_loan_fund", "13000 CDF")]);
    assert_eq!(one(&world, "meeting_twice").path, "count");
    world.put(&SAVINGS_MEETING, "m1", &[("counted_loan_fund", "14000 CDF")]);
    none(&world, "meeting_twice");
    meeting(&mut world, "m2", "2026-03-07", &[("a", "shares", "5")]);
    mended(&mut world, "meeting_twice");
    meeting(&mut world, "m3", "2026-03-14", &[("c", "shares", "6")]);
    assert_eq!(one(&world, "meeting_twice").path, "shares");
}

#[test]
fn no_20_a_group_lends_what_it_has_and_what_savings_allow() {
    let mut world = cooperative("CD");
    group(&mut world);
    meeting(
        &mut world,
        "m1",
        "2026-03-07",
        &[("a", "shares", "1"), ("b", "shares", "5"), ("a", "loan_taken", "6000 CDF")],
    );
    none(&world, "lent_too_much");
    meeting(&mut world, "m2", "2026-03-14", &[("a", "loan_taken", "1000 CDF")]);
    assert_eq!(one(&world, "lent_too_much").facts, ["1000 CDF"]);
    meeting(&mut world, "m3", "2026-03-21", &[("b", "loan_taken", "30000 CDF")]);
    let items = found(&world, "lent_too_much");
    assert!(
        items.iter().any(|item| item.path == "fund" && item.facts == ["-25000 CDF"]),
        "{items:?}"
    );
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

#[test]
fn no_28_whoever_made_it_does_not_approve_it() {
    let approval = "approvals/PRESIDENT/person";
    let president = id(&PERSON, "a");
    let mut world = cooperative("CD");
    world.put(&DISTRIBUTION, "d", &[("gross", "500 USD"), (approval, &president)]);
    assert_eq!(one(&world, "self_approved").path, "PRESIDENT");
    // Approved on another device it is somebody else's word.
    let mut world = cooperative("CD");
    let made = world.put(&DISTRIBUTION, "d", &[("gross", "500 USD")]);
    let mut other = Automerge::new().with_actor(ActorId::from([9; 16]));
    let mut edit = other.transaction();
    edit.put(ROOT, approval, president.as_str()).unwrap();
    edit.commit();
    world.merge(made, &DISTRIBUTION, &other);
    none(&world, "self_approved");
}

#[test]
fn no_30_money_is_changed_at_the_rate_of_the_week() {
    let mut world = cooperative("CD");
    let rate = [("currency", "USD"), ("rate", "2800 CDF"), ("valid_from", "2026-03-01")];
    world.put(&EXCHANGE_RATE, "r", &rate);
    let fx = |francs: i64| {
        vec![
            ("571-USD", "D", 10_000, ""),
            ("4715", "C", 10_000, ""),
            ("4715-CDF", "D", francs, ""),
            ("571-CDF", "C", francs, ""),
        ]
    };
    ledger(&mut world, "2026-03", &[("2026-03-02", "FX", &fx(281_000))]);
    none(&world, "rate_off");
    ledger(&mut world, "2026-04", &[("2026-04-02", "FX", &fx(2_810_000))]);
    assert_eq!(one(&world, "rate_off").facts, ["2800 CDF"]);
}

#[test]
fn no_31_a_scheme_keeps_what_the_law_asks() {
    let mut world = cooperative("CD");
    world.put(
        &SHARING_SCHEME,
        "s",
        &[
            ("organisation", &id(&ORGANISATION, "o")),
            ("applies_to", "PERIOD_SURPLUS"),
            ("adopted_by", &id(&ASSEMBLY, "agm")),
            ("steps/10/base", "REMAINING"),
            ("steps/10/kind", "REST"),
            ("steps/10/account", "465"),
            ("steps/10/to", "MEMBERS"),
        ],
    );
    assert_eq!(one(&world, "scheme_wrong").facts, ["reserve", "training"]);
    mended(&mut world, "scheme_wrong");
}

#[test]
fn no_32_a_case_is_named_nowhere_else() {
    let mut world = cooperative("CD");
    let number = format!("G-{}", numbers::number("K7D", 42));
    world.put(&CASE, "c", &[("reference", &number), ("facts", "…")]);
    none(&world, "case_named");
    world.put(&INCIDENT, "i", &[("follow_up", &format!("voir le cas {number}."))]);
    assert_eq!(one(&world, "case_named").facts, std::slice::from_ref(&number));
    world.put(&INCIDENT, "i", &[("follow_up", "voir le point focal")]);
    none(&world, "case_named");
    // Nor in what is said of a resolution, or in an entry.
    world.put(&ASSEMBLY, "agm", &[("resolutions/1/text", &format!("Cas {number}"))]);
    assert_eq!(one(&world, "case_named").path, "text");
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
