//! Entries: the structs name what the tables name, and a ledger balances.

use std::collections::BTreeSet;

use automerge::{ROOT, ReadDoc, transaction::Transactable};
use serde_json::Value as Json;

use super::{change, day, document, entry_id, hex, person, write};
use crate::{
    dictionary::{
        admit,
        kind::{Field, Shape},
        kinds::ledger::LEDGER,
        registers::WriteError,
    },
    documents::{
        cash_count::{CASH_COUNTS, CashCount, Pieces},
        ledger::{ENTRIES, JournalEntry, Line, Side, balances, movements, natural_key, post},
    },
    ids::DocumentId,
    units::{Currency, Money},
};

fn line(side: Side, account: &str, cents: i64) -> Line {
    let amount = Money::new(cents, Currency::USD);
    Line { account: account.parse().unwrap(), side, amount, party: None, tag: None }
}

fn operation(code: &str, lines: Vec<Line>) -> JournalEntry {
    JournalEntry {
        event_date: day("2026-03-14"),
        r#type: code.parse().unwrap(),
        text: None,
        receipt_no: None,
        receipt: None,
        counterparty: None,
        reverses: None,
        lines,
    }
}

/// The posting of worked example A in domain.md §7.2, in cents.
fn sale() -> JournalEntry {
    let credits = [
        ("4421", 2_500),
        ("7072", 12_500),
        ("1182", 2_500),
        ("4623", 15_000),
        ("4714", 27_750),
        ("4621", 64_750),
    ];
    let mut lines = vec![line(Side::D, "571-USD", 125_000)];
    lines.extend(credits.map(|(account, cents)| line(Side::C, account, cents)));
    operation("SALE_AGENT", lines)
}

fn cents(doc: &impl ReadDoc, account: &str) -> i64 {
    balances(doc).unwrap().of(&account.parse().unwrap(), Currency::USD).minor
}

#[test]
fn the_sale_of_worked_example_a_balances() {
    let mut doc = document(1);
    let made = change(&mut doc, |doc| post(doc, &entry_id(1), &sale()));
    assert!(admit(&LEDGER, &made, &hex(1)).is_ok());
    assert_eq!(cents(&doc, "571-USD"), 125_000);
    assert_eq!(cents(&doc, "4621"), -64_750);
    assert_eq!(balances(&doc).unwrap().all().map(|(_, money)| money.minor).sum::<i64>(), 0);
}

#[test]
fn entries_recorded_apart_all_count_after_a_merge() {
    let (mut one, mut two) = (document(1), document(2));
    let dues = |cents| {
        operation("DUES", vec![line(Side::D, "571-USD", cents), line(Side::C, "7583", cents)])
    };
    write(&mut one, |doc| post(doc, &entry_id(1), &dues(500)));
    write(&mut two, |doc| post(doc, &entry_id(2), &dues(250)));
    one.merge(&mut two).unwrap();
    assert_eq!(cents(&one, "571-USD"), 750);
}

#[test]
fn a_reversal_takes_an_operation_back() {
    let mut doc = document(1);
    write(&mut doc, |doc| post(doc, &entry_id(1), &sale()));
    let back = sale().reversal(entry_id(1), day("2026-03-15")).unwrap();
    let made = change(&mut doc, |doc| post(doc, &entry_id(2), &back));
    assert!(admit(&LEDGER, &made, &hex(1)).is_ok());
    assert!(balances(&doc).unwrap().all().all(|(_, money)| money.minor == 0));
    assert_eq!(ENTRIES.all(&doc).unwrap().len(), 2);
}

#[test]
fn a_ledger_moves_each_account_by_the_sum_of_each_day() {
    let mut doc = document(1);
    let id = DocumentId([7; 16]);
    let dues = |cents| {
        operation("DUES", vec![line(Side::D, "571-USD", cents), line(Side::C, "7583", cents)])
    };
    write(&mut doc, |doc| post(doc, &entry_id(1), &dues(500)));
    write(&mut doc, |doc| post(doc, &entry_id(2), &dues(250)));
    let moved = movements(id, &doc).unwrap();
    let cents: Vec<(&str, i64)> =
        moved.iter().map(|moved| (moved.account.as_str(), moved.money.minor)).collect();
    assert_eq!(cents, [("571-USD", 750), ("7583", -750)]);
}

#[test]
fn the_same_operation_again_is_harmless_and_another_is_refused() {
    let mut doc = document(1);
    write(&mut doc, |doc| post(doc, &entry_id(1), &sale()));
    let mut transaction = doc.transaction();
    post(&mut transaction, &entry_id(1), &sale()).unwrap();
    assert_eq!(transaction.pending_ops(), 0);
    let other = operation("SALE_OWN", sale().lines);
    let refused = post(&mut transaction, &entry_id(1), &other);
    assert!(matches!(refused, Err(WriteError::WrittenBefore { .. })));
    let unbalanced = operation("DUES", vec![line(Side::D, "571-USD", 1), line(Side::C, "7583", 2)]);
    let refused = post(&mut transaction, &entry_id(3), &unbalanced);
    assert!(matches!(refused, Err(WriteError::Refused { .. })));
}

#[test]
fn sums_that_do_not_fit_are_an_error_and_no_number() {
    let mut doc = document(1);
    let huge = operation(
        "DUES",
        vec![line(Side::D, "571-USD", i64::MAX), line(Side::C, "7583", i64::MAX)],
    );
    write(&mut doc, |doc| post(doc, &entry_id(1), &huge));
    write(&mut doc, |doc| post(doc, &entry_id(2), &huge));
    assert!(balances(&doc).is_err());
}

#[test]
fn two_entries_forged_under_one_id_are_both_shown() {
    let (mut one, mut two) = (document(1), document(2));
    write(&mut one, |doc| post(doc, &entry_id(1), &sale()));
    write(&mut two, |doc| post(doc, &entry_id(1), &operation("SALE_OWN", sale().lines)));
    one.merge(&mut two).unwrap();
    assert_eq!(ENTRIES.all(&one).unwrap().len(), 2);
}

#[test]
fn an_entry_of_a_newer_version_is_read_for_what_is_known() {
    let mut doc = document(1);
    let mut json = serde_json::to_value(sale()).unwrap();
    json["weather"] = "rain".into();
    write(&mut doc, |doc| doc.put(ROOT, format!("entries/{}", entry_id(1)), json.to_string()));
    assert_eq!(ENTRIES.all(&doc).unwrap(), [(entry_id(1), sale())]);
}

#[test]
fn the_structs_name_exactly_what_the_tables_name() {
    let text = || Some("x".to_owned());
    let line = Line { party: Some(person(7)), tag: text(), ..line(Side::D, "571-USD", 500) };
    let full = JournalEntry {
        text: text(),
        receipt_no: text(),
        receipt: Some(format!("{};image/jpeg;1", "a0".repeat(32))),
        counterparty: text(),
        reverses: Some(entry_id(9)),
        ..operation("DUES", vec![line])
    };
    same_names("entries", &serde_json::to_value(full).unwrap());
    let amount = Money::new(500, Currency::USD);
    let count = CashCount {
        event_date: day("2026-03-14"),
        account: "571-USD".parse().unwrap(),
        counted: amount,
        book_balance: amount,
        pieces: vec![Pieces { value: amount, count: 1 }],
        witnesses: vec![person(7)],
        text: text(),
    };
    same_names("cash_counts", &serde_json::to_value(count).unwrap());
}

fn same_names(entries: &str, sample: &Json) {
    fn compare(parts: &'static [Field], sample: &Json) {
        let declared: BTreeSet<&str> = parts.iter().map(|part| part.name).collect();
        let written: BTreeSet<&str> =
            sample.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(written, declared);
        for part in parts {
            if let Shape::Rows(columns) = part.shape {
                compare(columns, &sample[part.name][0]);
            }
        }
    }
    compare(LEDGER.field(entries).unwrap().shape.parts(), sample);
}

#[test]
fn a_cash_count_adds_up_or_is_refused() {
    let money = |cents| Money::new(cents, Currency::USD);
    let count = |counted, pieces| CashCount {
        event_date: day("2026-03-31"),
        account: "571-USD".parse().unwrap(),
        counted: money(counted),
        book_balance: money(10_500),
        pieces: vec![Pieces { value: money(5_000), count: pieces }],
        witnesses: vec![person(7)],
        text: None,
    };
    let mut doc = document(1);
    let made = change(&mut doc, |doc| CASH_COUNTS.append(doc, &entry_id(1), &count(10_000, 2)));
    assert!(admit(&LEDGER, &made, &hex(1)).is_ok());
    let (_, stored) = CASH_COUNTS.all(&doc).unwrap().pop().unwrap();
    assert_eq!(stored.difference(), Ok(money(-500)));
    let wrong = CASH_COUNTS.append(&mut doc.transaction(), &entry_id(2), &count(10_000, 3));
    assert!(matches!(wrong, Err(WriteError::Refused { .. })));
}

#[test]
fn a_month_of_a_book_has_one_key_on_every_device() {
    let key = |book| natural_key(&person(4), book, "2026-03".parse().unwrap());
    assert_eq!(key("caisse"), format!("{}/caisse/2026-03", "04".repeat(16)));
    assert_ne!(key("a/b"), key("a%2Fb"));
}
