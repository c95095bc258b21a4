//! Rules about books, sharing and savings.

use automerge::{ActorId, Automerge, ROOT, transaction::Transactable as _};

use super::super::remedies;
use super::{ENTRY, cooperative, found, id, ledger, mended, none, one, parcel, sale, takes_back};
use crate::dictionary::kinds::{
    assembly::ASSEMBLY, distribution::DISTRIBUTION, exchange_rate::EXCHANGE_RATE, ledger::LEDGER,
    membership::MEMBERSHIP, organisation::ORGANISATION, person::PERSON, sale::SALE,
    savings_group::SAVINGS_GROUP, savings_meeting::SAVINGS_MEETING, sharing_scheme::SHARING_SCHEME,
};
use crate::documents::{ledger::balances, membership, sharing};
use crate::ulid;
use crate::world::{InMemory, World as _};

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
