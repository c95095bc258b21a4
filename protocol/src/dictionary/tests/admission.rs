//! Admission: it takes everything the handles write, and refuses each form that no version writes.

use automerge::{
    AutomergeError, ExpandedChange, ObjType, ROOT, ScalarValue,
    transaction::{Transactable, Transaction},
};

use super::{change, day, document, entry_id, hex, person, write};
use crate::{
    dictionary::{
        Admitted, Refusal, admit,
        admit::{EntryFault, MAX_PATH, MAX_VALUE},
        admit_unknown,
        handles::{Keyed, One, Part, Raise, Set},
        kind::Kind,
        kinds::{ledger::LEDGER, person::PERSON, training_session::TRAINING_SESSION},
        values::Ref,
    },
    documents::attendance::{count_listeners, mark, unmark},
    units::{Date, PartialDate},
};

const SURNAME: One<String> = PERSON.one("surname");
const BIRTH: One<PartialDate> = PERSON.one("birth");
const PHONES: Set<String> = PERSON.set("phones");
const DECEASED: Raise<Date> = PERSON.raise("deceased");
const ID_DOCS: Keyed<String> = PERSON.keyed("id_docs");
const ID_ISSUED: Part<String, One<Date>> = ID_DOCS.one("issued");
const COURSE: One<Ref> = TRAINING_SESSION.one("course");

/// A change that puts one scalar into an empty document.
fn putting(path: &str, value: impl Into<ScalarValue>) -> ExpandedChange {
    change(&mut document(1), |doc| doc.put(ROOT, path, value))
}

fn refusal(kind: &'static Kind, change: &ExpandedChange) -> Refusal {
    admit(kind, change, &hex(1)).unwrap_err()
}

/// Which refusal it is, without where.
fn name(refusal: &Refusal) -> String {
    format!("{refusal:?}").split([' ', '{']).next().unwrap_or_default().to_owned()
}

#[test]
fn everything_the_handles_write_is_admitted() {
    let mut doc = document(1);
    let number = "VOTER:12/34".to_owned();
    let first = change(&mut doc, |doc| {
        SURNAME.write(doc, &"KABONGO".to_owned())?;
        BIRTH.write(doc, &"1991-03".parse().unwrap())?;
        PHONES.add(doc, &"+243810000001".to_owned())?;
        DECEASED.raise(doc, &day("2026-02-11"))?;
        ID_ISSUED.write(doc, &number, &day("2020-01-01"))
    });
    assert_eq!(admit(&PERSON, &first, &hex(1)), Ok(Admitted { known: 5, unknown: 0 }));
    let second = change(&mut doc, |doc| {
        SURNAME.write(doc, &"KABONGU".to_owned())?;
        BIRTH.clear(doc)?;
        PHONES.remove(doc, &"+243810000001".to_owned())?;
        DECEASED.raise(doc, &day("2026-02-11"))?; // There already: nothing is written.
        ID_ISSUED.clear(doc, &number)
    });
    assert_eq!(admit(&PERSON, &second, &hex(1)), Ok(Admitted { known: 4, unknown: 0 }));
}

#[test]
fn a_raise_that_two_devices_made_is_not_written_again() {
    let (mut one, mut two) = (document(1), document(2));
    write(&mut one, |doc| DECEASED.raise(doc, &day("2026-02-11")));
    write(&mut two, |doc| DECEASED.raise(doc, &day("2026-02-11")));
    one.merge(&mut two).unwrap();
    let mut transaction = one.transaction();
    DECEASED.raise(&mut transaction, &day("2026-02-11")).unwrap();
    assert_eq!(transaction.pending_ops(), 0, "a second value would be refused");
}

#[test]
fn a_training_written_by_its_handles_is_admitted() {
    let mut doc = document(1);
    let made = change(&mut doc, |doc| {
        COURSE.write(doc, &person(5))?;
        mark(doc, &person(7), day("2026-03-14"))?;
        count_listeners(doc, &hex(1), 25)
    });
    assert_eq!(admit(&TRAINING_SESSION, &made, &hex(1)).unwrap().known, 3);
    let more = change(&mut doc, |doc| {
        unmark(doc, &person(7), day("2026-03-14"))?;
        count_listeners(doc, &hex(1), 26)
    });
    assert_eq!(admit(&TRAINING_SESSION, &more, &hex(1)).unwrap().known, 2);
}

#[test]
fn what_a_newer_version_wrote_is_counted_and_passed_on() {
    for (path, value) in [
        ("shoe_size", ScalarValue::Int(43)),
        ("shoes/left/colour", "BROWN".into()),
        ("id_docs/VOTER:1/colour", ScalarValue::Null),
        ("sex", "NEW_CODE".into()),
        ("household_size", ScalarValue::Int(4_000)),
        ("surname", "x".repeat(4_000).into()),
    ] {
        let admitted = admit(&PERSON, &putting(path, value), &hex(1));
        let unknown = usize::from(path.contains("shoe") || path.contains("colour"));
        assert_eq!(admitted, Ok(Admitted { known: 1 - unknown, unknown }), "{path}");
    }
    assert_eq!(admit_unknown(&putting("anything/at/all", 1)).unwrap().unknown, 1);
}

#[test]
fn only_puts_of_scalars_into_the_root_are_admitted() {
    type Act = fn(&mut Transaction<'_>) -> Result<(), AutomergeError>;
    let acts: [Act; 5] = [
        |doc| doc.put_object(ROOT, "surname", ObjType::Map).map(drop),
        |doc| doc.put_object(ROOT, "surname", ObjType::Text).map(drop),
        |doc| doc.put_object(ROOT, "unknown", ObjType::List).map(drop),
        |doc| doc.delete(ROOT, "surname"),
        |doc| doc.increment(ROOT, "other_listeners", 1),
    ];
    for (number, act) in acts.into_iter().enumerate() {
        let mut doc = document(1);
        write(&mut doc, |doc| {
            doc.put(ROOT, "surname", "KABONGO")?;
            doc.put(ROOT, "other_listeners", ScalarValue::counter(1))
        });
        let forged = change(&mut doc, act);
        assert_eq!(name(&refusal(&PERSON, &forged)), "NotAPut", "act {number}");
        assert_eq!(name(&admit_unknown(&forged).unwrap_err()), "NotAPut", "act {number}");
    }
}

#[test]
fn a_put_inside_an_object_is_refused() {
    let mut doc = document(1);
    let forged = change(&mut doc, |doc| {
        let map = doc.put_object(ROOT, "surname", ObjType::Map)?;
        doc.put(&map, "surname", "KABONGO")
    });
    let inner = ExpandedChange { operations: forged.operations[1..].to_vec(), ..forged };
    assert_eq!(name(&refusal(&PERSON, &inner)), "NotAPut");
}

#[test]
fn scalars_that_documents_do_not_have_are_refused() {
    for value in [
        ScalarValue::counter(1),
        ScalarValue::F64(0.5),
        ScalarValue::Uint(1),
        ScalarValue::Timestamp(1),
        ScalarValue::Bytes(vec![1]),
    ] {
        for path in ["household_size", "unknown"] {
            let forged = putting(path, value.clone());
            assert_eq!(name(&refusal(&PERSON, &forged)), "ForeignScalar", "{path} {value:?}");
        }
    }
}

#[test]
fn paths_and_values_have_limits_to_the_byte() {
    let path = |length| "x".repeat(length);
    assert!(admit(&PERSON, &putting(&path(MAX_PATH), 1), &hex(1)).is_ok());
    assert_eq!(name(&refusal(&PERSON, &putting(&path(MAX_PATH + 1), 1))), "PathLength");
    assert!(admit(&PERSON, &putting("surname", "x".repeat(MAX_VALUE)), &hex(1)).is_ok());
    let long = putting("surname", "x".repeat(MAX_VALUE + 1));
    assert_eq!(name(&refusal(&PERSON, &long)), "ValueLength");
    assert_eq!(name(&admit_unknown(&long).unwrap_err()), "ValueLength");
}

#[test]
fn a_known_field_with_a_wrong_type_is_refused() {
    for (path, value) in [
        ("surname", ScalarValue::Int(1)),
        ("birth", "yesterday".into()),
        ("sex", "female".into()),
        ("household_size", "7".into()),
        ("residence", "KABONGO".into()),
        ("photo", "photo.jpg".into()),
        ("phones/+243810000001", ScalarValue::Int(1)),
        ("phones/+243810000001", ScalarValue::Null),
        ("id_docs/VOTER:1/issued", "14/03/2026".into()),
        ("deceased/2026-02-11", false.into()),
        ("void/OTHER", ScalarValue::Null),
    ] {
        assert_eq!(name(&refusal(&PERSON, &putting(path, value))), "WrongType", "{path}");
    }
    for (path, value) in
        [("other_listeners/ab", ScalarValue::from("25")), ("course", ScalarValue::Null)]
    {
        let forged = putting(path, value);
        assert_eq!(name(&refusal(&TRAINING_SESSION, &forged)), "WrongType", "{path}");
    }
}

#[test]
fn a_path_that_no_version_writes_is_refused() {
    for path in
        ["surname/x", "phones", "phones/0810", "status", "deceased/soon", "id_docs/a%2fb/type"]
    {
        assert_eq!(name(&refusal(&PERSON, &putting(path, "x"))), "Malformed", "{path}");
    }
}

#[test]
fn a_second_value_is_refused_where_one_is_written_once() {
    let paths: [(&'static Kind, &str, ScalarValue, ScalarValue); 3] = [
        (&TRAINING_SESSION, "mode", "RADIO".into(), "COACHING".into()),
        (&PERSON, "deceased/2026-02-11", false.into(), true.into()),
        (&LEDGER, "month", "2026-03".into(), "2026-04".into()),
    ];
    for (kind, path, first, second) in paths {
        let mut doc = document(1);
        write(&mut doc, |doc| doc.put(ROOT, path, first));
        let forged = change(&mut doc, |doc| doc.put(ROOT, path, second));
        assert_eq!(name(&refusal(kind, &forged)), "SecondValue", "{path}");
    }
}

#[test]
fn the_part_of_a_sum_of_another_device_is_refused() {
    let forged = putting(&format!("other_listeners/{}", hex(2)), 1_000);
    assert_eq!(name(&refusal(&TRAINING_SESSION, &forged)), "OtherDevice");
    assert!(admit(&TRAINING_SESSION, &forged, &hex(2)).is_ok());
}

#[test]
fn an_entry_that_is_not_what_its_table_says_is_refused() {
    let line =
        |side, money| format!(r#"{{"account":"571-USD","side":"{side}","amount":"{money}"}}"#);
    let entry = |rest: &str, lines: &[String]| {
        format!(r#"{{"event_date":"2026-03-14"{rest},"lines":[{}]}}"#, lines.join(","))
    };
    let typed = r#","type":"DUES""#;
    let both = [line("D", "500 USD"), line("C", "500 USD")];
    let contradicts = EntryFault::Contradicts;
    let cases = [
        ("[]".to_owned(), EntryFault::NotAnObject),
        ("{".to_owned(), EntryFault::NotAnObject),
        (entry("", &both), EntryFault::Lacks("type")),
        (entry(r#","type":null"#, &both), EntryFault::Lacks("type")),
        (entry(typed, &[]), EntryFault::Lacks("lines")),
        (entry(r#","type":"dues""#, &both), EntryFault::WrongType("type")),
        (entry(&format!(r#"{typed},"text":7"#), &both), EntryFault::WrongType("text")),
        (entry(&format!(r#"{typed},"reverses":"me""#), &both), EntryFault::WrongType("reverses")),
        (entry(typed, &[line("D", "5.00 USD")]), EntryFault::WrongType("amount")),
        (entry(typed, &both[..1]), contradicts("has fewer than two lines")),
        (
            entry(typed, &[line("D", "500 USD"), line("C", "500 CDF")]),
            contradicts("is not balanced in each currency"),
        ),
        (
            entry(typed, &[line("D", "0 USD"), line("C", "0 USD")]),
            contradicts("has a line that is not more than nothing"),
        ),
        (
            entry(typed, &[line("D", "-5 USD"), line("C", "-5 USD")]),
            contradicts("has a line that is not more than nothing"),
        ),
    ];
    let path = format!("entries/{}", entry_id(1));
    for (json, expected) in cases {
        let forged = putting(&path, json.as_str());
        let Refusal::BadEntry { fault, .. } = refusal(&LEDGER, &forged) else { panic!("{json}") };
        assert_eq!(fault, expected, "{json}");
    }
    let newer = entry(&format!(r#"{typed},"weather":"rain""#), &both);
    assert!(admit(&LEDGER, &putting(&path, newer), &hex(1)).is_ok());
    assert_eq!(name(&refusal(&LEDGER, &putting(&path, 7))), "WrongType");
}
