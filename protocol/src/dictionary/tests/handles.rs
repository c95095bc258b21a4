//! Handles: what is written is read again, and nothing written apart is lost.

use std::collections::BTreeSet;

use automerge::{ROOT, ReadDoc, transaction::Transactable};

use super::{day, document, entry_id, hex, person, write};
use crate::{
    dictionary::{
        handles::{Keyed, One, Part, Raise, Reading, Set},
        kinds::{person::PERSON, training_session::TRAINING_SESSION},
        registers::WriteError,
        values::{Code, Ref},
    },
    documents::attendance::{count_listeners, mark, other_listeners, roster, trained, unmark},
    units::{Date, PartialDate},
};

const SURNAME: One<String> = PERSON.one("surname");
const BIRTH: One<PartialDate> = PERSON.one("birth");
const HOUSEHOLD: One<i64> = PERSON.one("household_size");
const PHONES: Set<String> = PERSON.set("phones");
const DECEASED: Raise<Date> = PERSON.raise("deceased");
const ID_DOCS: Keyed<String> = PERSON.keyed("id_docs");
const ID_NUMBER: Part<String, One<String>> = ID_DOCS.one("number");
const COURSE: One<Ref> = TRAINING_SESSION.one("course");
const MODE: One<Code> = TRAINING_SESSION.one("mode");
const CANCELLED: Raise<Date> = TRAINING_SESSION.raise("cancelled");

#[test]
fn what_is_written_is_read_again() {
    let mut doc = document(1);
    write(&mut doc, |doc| {
        SURNAME.write(doc, &"KABONGO".to_owned())?;
        BIRTH.write(doc, &"1991~".parse().unwrap())?;
        HOUSEHOLD.write(doc, &7)?;
        PHONES.add(doc, &"+243810000001".to_owned())?;
        PHONES.add(doc, &"+243810000002".to_owned())?;
        PHONES.remove(doc, &"+243810000002".to_owned())?;
        DECEASED.raise(doc, &day("2026-02-11"))?;
        ID_NUMBER.write(doc, &"VOTER:12/34".to_owned(), &"12/34".to_owned())
    });
    let doc = automerge::Automerge::load(&doc.save()).unwrap();
    assert_eq!(SURNAME.read(&doc).unwrap(), Reading::One("KABONGO".to_owned()));
    assert_eq!(BIRTH.read(&doc).unwrap(), Reading::One(PartialDate::About(1991)));
    assert_eq!(HOUSEHOLD.read(&doc).unwrap(), Reading::One(7));
    assert_eq!(PHONES.all(&doc).unwrap(), BTreeSet::from(["+243810000001".to_owned()]));
    assert_eq!(DECEASED.all(&doc).unwrap(), BTreeSet::from([day("2026-02-11")]));
    assert_eq!(ID_DOCS.keys(&doc).unwrap(), BTreeSet::from(["VOTER:12/34".to_owned()]));
    let number = ID_NUMBER.read(&doc, &"VOTER:12/34".to_owned()).unwrap();
    assert_eq!(number.winner().as_deref(), Some("12/34"));
    assert!(doc.get(ROOT, "id_docs/VOTER:12%2F34/number").unwrap().is_some());
}

#[test]
fn a_cleared_register_holds_nothing() {
    let mut doc = document(1);
    write(&mut doc, |doc| SURNAME.write(doc, &"KABONGO".to_owned()));
    write(&mut doc, |doc| SURNAME.clear(doc));
    assert_eq!(SURNAME.read(&doc).unwrap(), Reading::Nothing);
}

#[test]
fn different_values_written_apart_are_both_read() {
    let (mut one, mut two) = (document(1), document(2));
    write(&mut one, |doc| SURNAME.write(doc, &"KABONGO".to_owned()));
    write(&mut two, |doc| SURNAME.write(doc, &"KABONGU".to_owned()));
    one.merge(&mut two).unwrap();
    let Reading::Several(names) = SURNAME.read(&one).unwrap() else { panic!("one was lost") };
    assert_eq!(BTreeSet::from_iter(names), BTreeSet::from(["KABONGO".into(), "KABONGU".into()]));
    // A choice settles it, also when it is the value that was on top already.
    let chosen = SURNAME.read(&one).unwrap().winner().unwrap();
    write(&mut one, |doc| SURNAME.write(doc, &chosen));
    assert_eq!(SURNAME.read(&one).unwrap(), Reading::One(chosen));
}

#[test]
fn the_same_value_written_apart_is_no_conflict() {
    let (mut one, mut two) = (document(1), document(2));
    write(&mut one, |doc| SURNAME.write(doc, &"KABONGO".to_owned()));
    write(&mut two, |doc| SURNAME.write(doc, &"KABONGO".to_owned()));
    one.merge(&mut two).unwrap();
    assert_eq!(SURNAME.read(&one).unwrap(), Reading::One("KABONGO".to_owned()));
}

#[test]
fn ticks_made_apart_all_count_and_the_same_tick_counts_once() {
    let (mut one, mut two) = (document(1), document(2));
    write(&mut one, |doc| {
        mark(doc, &person(7), day("2026-03-14"))?;
        mark(doc, &person(8), day("2026-03-14"))
    });
    write(&mut two, |doc| {
        mark(doc, &person(7), day("2026-03-14"))?;
        mark(doc, &person(7), day("2026-03-15"))
    });
    one.merge(&mut two).unwrap();
    let roster = roster(&one).unwrap();
    assert_eq!(roster[&person(7)], BTreeSet::from([day("2026-03-14"), day("2026-03-15")]));
    assert_eq!(roster[&person(8)].len(), 1);
}

#[test]
fn a_tick_made_while_another_device_takes_it_back_stays() {
    let mut one = document(1);
    write(&mut one, |doc| mark(doc, &person(7), day("2026-03-14")));
    write(&mut one, |doc| unmark(doc, &person(7), day("2026-03-14")));
    assert!(trained(&one).unwrap().is_empty(), "a row without a day is nobody's row");
    let mut two = one.fork().with_actor([2; 16].as_slice().into());
    write(&mut one, |doc| mark(doc, &person(7), day("2026-03-14")));
    write(&mut two, |doc| {
        mark(doc, &person(7), day("2026-03-14"))?;
        unmark(doc, &person(7), day("2026-03-14"))
    });
    one.merge(&mut two).unwrap();
    assert_eq!(trained(&one).unwrap(), BTreeSet::from([person(7)]));
}

#[test]
fn a_cancelled_training_trained_nobody() {
    let mut doc = document(1);
    write(&mut doc, |doc| mark(doc, &person(7), day("2026-03-14")));
    assert_eq!(trained(&doc).unwrap().len(), 1);
    write(&mut doc, |doc| CANCELLED.raise(doc, &day("2026-03-10")));
    assert!(trained(&doc).unwrap().is_empty());
}

#[test]
fn listeners_counted_by_two_devices_add_up() {
    let (mut one, mut two) = (document(1), document(2));
    write(&mut one, |doc| count_listeners(doc, &hex(1), 30));
    write(&mut one, |doc| count_listeners(doc, &hex(1), 40));
    write(&mut two, |doc| count_listeners(doc, &hex(2), 25));
    one.merge(&mut two).unwrap();
    assert_eq!(other_listeners(&one).unwrap(), 65);
}

#[test]
fn what_is_written_once_takes_no_second_value() {
    let mut doc = document(1);
    write(&mut doc, |doc| COURSE.write(doc, &person(5)));
    let mut transaction = doc.transaction();
    COURSE.write(&mut transaction, &person(5)).unwrap();
    let second = COURSE.write(&mut transaction, &person(6));
    assert!(matches!(second, Err(WriteError::WrittenBefore { .. })));
    assert!(matches!(COURSE.clear(&mut transaction), Err(WriteError::WrittenBefore { .. })));
    assert_eq!(transaction.pending_ops(), 0);
}

#[test]
fn a_code_of_a_newer_version_is_read() {
    let mut doc = document(1);
    write(&mut doc, |doc| doc.put(ROOT, "mode", "HOLOGRAM"));
    assert_eq!(MODE.read(&doc).unwrap().winner().unwrap().as_str(), "HOLOGRAM");
}

#[test]
fn a_path_too_long_for_admission_is_not_written() {
    let mut doc = document(1);
    let mut transaction = doc.transaction();
    let written = ID_NUMBER.write(&mut transaction, &"9".repeat(200), &"1".to_owned());
    assert!(matches!(written, Err(WriteError::TooLong { .. })));
    assert_eq!(entry_id(1).as_str().len(), 26);
}
