//! What follows from the tables: findings, rows, export columns, schema, codebook.

use automerge::{Automerge, ROOT, ReadDoc, ScalarValue, transaction::Transactable};

use super::{day, document, entry_id, person, write};
use crate::{
    dictionary::{
        ALL, Problem, Step, check,
        check::{check_entry, check_sense},
        codebook, header,
        kind::{Class, Kind},
        kinds::{
            ledger::LEDGER, mining_site::MINING_SITE, parcel::PARCEL, person::PERSON,
            training_session::TRAINING_SESSION,
        },
        leaves, project, schema, tables,
    },
    documents::attendance::mark,
    languages::Language,
    packs::Pack,
};

fn put(doc: &mut Automerge, pairs: &[(&str, &str)]) {
    write(doc, |doc| pairs.iter().try_for_each(|(path, value)| doc.put(ROOT, *path, *value)));
}

fn problems(doc: &Automerge, step: Step) -> Vec<(String, Problem)> {
    let findings =
        check(&TRAINING_SESSION, doc, step, Pack::of("CD").unwrap(), day("2026-11-25")).unwrap();
    findings.into_iter().map(|finding| (finding.path, finding.problem)).collect()
}

/// A training with everything that saving asks for.
fn training() -> Automerge {
    let mut doc = document(1);
    let reference = person(4).to_string();
    put(&mut doc, &[("course", &reference), ("mode", "RADIO"), ("held_for", &reference)]);
    put(&mut doc, &[("start_date", "2026-03-14"), ("end_date", "2026-03-16")]);
    write(&mut doc, |doc| doc.put(ROOT, format!("trainers/{reference}"), true));
    doc
}

#[test]
fn a_step_asks_for_more_than_saving_does() {
    let mut doc = training();
    assert_eq!(problems(&doc, Step::Save), []);
    let missing = |path: &str| (path.to_owned(), Problem::Missing);
    assert_eq!(
        problems(&doc, Step::Do("hold")),
        [missing("hours_delivered"), missing("attendance")]
    );
    write(&mut doc, |doc| doc.put(ROOT, "hours_delivered", 12));
    write(&mut doc, |doc| mark(doc, &person(7), day("2026-03-14")));
    assert_eq!(problems(&doc, Step::Do("hold")), []);
}

#[test]
fn a_set_without_an_element_is_missing() {
    let mut doc = document(1);
    let of = |doc: &Automerge| {
        let found =
            check(&MINING_SITE, doc, Step::Save, Pack::of("CD").unwrap(), day("2026-11-25"));
        let found = found.unwrap().into_iter().map(|finding| (finding.path, finding.problem));
        found.filter(|(path, _)| path == "minerals").collect::<Vec<_>>()
    };
    write(&mut doc, |doc| doc.put(ROOT, "minerals/DIA", true));
    assert_eq!(of(&doc), []);
    write(&mut doc, |doc| doc.put(ROOT, "minerals/DIA", false));
    assert_eq!(of(&doc), [("minerals".to_owned(), Problem::Missing)]);
}

#[test]
fn what_is_not_right_is_found_where_it_stands() {
    let mut doc = training();
    put(&mut doc, &[("mode", "HOLOGRAM"), ("end_date", "2026-03-01")]);
    write(&mut doc, |doc| doc.put(ROOT, "planned_participants", 501));
    assert_eq!(
        problems(&doc, Step::Save),
        [
            ("mode".to_owned(), Problem::NotInList),
            ("planned_participants".to_owned(), Problem::OutOfRange(1, 500)),
            ("end_date".to_owned(), Problem::Before("training-session-start-date".to_owned())),
        ]
    );
}

#[test]
fn what_is_found_is_said_in_the_users_language() {
    let mut doc = training();
    write(&mut doc, |doc| doc.put(ROOT, "planned_participants", 501));
    let found =
        check(&TRAINING_SESSION, &doc, Step::Save, Pack::of("CD").unwrap(), day("2026-11-25"))
            .unwrap();
    assert_eq!(found[0].message(Language::french()), "Entre 1 et 500.");
    assert_eq!(found[0].message(Language::english()), "Between 1 and 500.");
    put(&mut doc, &[("end_date", "2026-03-01")]);
    let found =
        check(&TRAINING_SESSION, &doc, Step::Save, Pack::of("CD").unwrap(), day("2026-11-25"))
            .unwrap();
    assert_eq!(found[1].message(Language::french()), "Cette date vient avant «\u{a0}Du\u{a0}».");
}

#[test]
fn each_country_asks_for_its_own_parts_of_a_name_and_refuses_nobody_who_lacks_one() {
    let mut doc = document(1);
    put(&mut doc, &[("surname", "KABONGO")]);
    for (country, part, other) in
        [("CD", "postname", "given_name"), ("SL", "given_name", "postname")]
    {
        let pack = Pack::of(country).unwrap();
        assert!(pack.asks_for(&PERSON, part) && !pack.asks_for(&PERSON, other), "{country}");
        let found = check(&PERSON, &doc, Step::Save, pack, day("2026-11-25")).unwrap();
        let refused = |field: &str| found.iter().any(|finding| finding.path == field);
        assert!(!refused(part) && !refused("surname") && refused("sex"), "{country}");
    }
}

#[test]
fn an_older_program_keeps_what_it_does_not_know() {
    let mut doc = training();
    put(&mut doc, &[("weather", "rain"), ("mode/hologram", "yes")]);
    put(&mut doc, &[("place", "Miabi")]);
    let doc = Automerge::load(&doc.save()).unwrap();
    assert_eq!(doc.get(ROOT, "weather").unwrap().unwrap().0.as_str(), Some("rain"));
    assert!(project(&TRAINING_SESSION, &doc).is_ok());
    assert_eq!(problems(&doc, Step::Save), []);
}

#[test]
fn a_document_becomes_rows() {
    let mut doc = training();
    write(&mut doc, |doc| {
        mark(doc, &person(7), day("2026-03-14"))?;
        mark(doc, &person(7), day("2026-03-15"))
    });
    write(&mut doc, |doc| {
        doc.put(ROOT, "other_listeners/aa", 40)?;
        doc.put(ROOT, "other_listeners/bb", 25)?;
        doc.put(ROOT, format!("attendance/{}/post_score", person(7)), 80)
    });
    let tables = tables(&TRAINING_SESSION);
    let rows = project(&TRAINING_SESSION, &doc).unwrap();
    let cell = |table: &str, row: usize, column: &str| {
        let number = tables.iter().position(|known| known.name == table).unwrap();
        let at = tables[number].columns.iter().position(|known| known.name == column).unwrap();
        let of_table = rows.iter().filter(|row| row.table == number);
        of_table.map(|row| row.cells[at].clone()).nth(row)
    };
    let person = ScalarValue::from(person(7).to_string());
    assert_eq!(cell("training_session", 0, "other_listeners"), Some(65.into()));
    assert_eq!(cell("training_session", 1, "mode"), None);
    assert_eq!(cell("training_session__attendance", 0, "key"), Some(person.clone()));
    assert_eq!(cell("training_session__attendance", 0, "post_score"), Some(80.into()));
    assert_eq!(cell("training_session__attendance__days", 1, "key"), Some(person));
    assert_eq!(cell("training_session__attendance__days", 1, "value"), Some("2026-03-15".into()));
}

#[test]
fn an_entry_becomes_a_row_and_its_lines_become_rows() {
    let mut doc = document(1);
    let entry = r#"{"event_date":"2026-03-14","type":"DUES","lines":[
        {"account":"571-USD","side":"D","amount":"500 USD"},
        {"account":"7583","side":"C","amount":"500 USD"}]}"#;
    put(&mut doc, &[(&format!("entries/{}", entry_id(1)), entry)]);
    let names: Vec<String> = tables(&LEDGER).iter().map(|table| table.name.clone()).collect();
    let rows = project(&LEDGER, &doc).unwrap();
    let of = |name: &str| rows.iter().filter(|row| names[row.table] == name).collect::<Vec<_>>();
    assert_eq!(
        of("ledger__entries")[0].cells[1..3],
        [ScalarValue::from("2026-03-14"), "DUES".into()]
    );
    let lines = of("ledger__entries__lines");
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1].cells[1..4], [ScalarValue::Int(2), "7583".into(), "C".into()]);
}

#[test]
fn a_row_says_which_cells_hold_several_values() {
    let (mut one, mut two) = (document(1), document(2));
    put(&mut one, &[("surname", "KABONGO"), ("postname", "MUKENDI")]);
    put(&mut two, &[("surname", "KABONGU"), ("postname", "MUKENDI")]);
    one.merge(&mut two).unwrap();
    let rows = project(&PERSON, &one).unwrap();
    let surname = tables(&PERSON)[0].columns.iter().position(|column| column.name == "surname");
    assert_eq!(rows[0].several, [surname.unwrap()]);
}

#[test]
fn an_export_shows_what_its_reader_may_see() {
    let names =
        |see| header(&PERSON, see).into_iter().map(|column| column.name).collect::<Vec<_>>();
    assert!(!names(Class::Internal).contains(&"surname"));
    assert!(names(Class::Internal).contains(&"sex"));
    assert!(names(Class::Personal).contains(&"surname"));
    assert!(!names(Class::Personal).contains(&"disability"));
    assert_eq!(names(Class::Sensitive).len(), leaves(&PERSON).len());
}

#[test]
fn parts_take_the_stricter_class_of_their_collection() {
    let documents = tables(&PERSON).iter().find(|table| table.name == "person__id_docs");
    let mut columns = documents.unwrap().columns.iter();
    assert!(columns.all(|column| column.class == Class::Personal));
}

#[test]
fn every_kind_has_tables_a_schema_and_a_place_in_the_codebook() {
    let codebook = codebook(Language::french());
    for kind in ALL {
        let tables = tables(kind);
        let mut names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), tables.len(), "{}", kind.name);
        let properties = &schema(kind)["properties"];
        for field in kind.all_fields() {
            assert!(properties[field.name].is_object(), "{}/{}", kind.name, field.name);
            let row = codebook.iter().find(|row| row.kind == kind.name && row.path == field.name);
            assert_ne!(row.unwrap().label, "", "{}/{}", kind.name, field.name);
        }
    }
    let line = codebook.iter().find(|row| row.path == "entries/*/lines/#/side").unwrap();
    assert_eq!(line.codes, [("D", "Débit".to_owned()), ("C", "Crédit".to_owned())]);
}

#[test]
fn the_schema_shows_the_tree() {
    let ledger = schema(&LEDGER);
    let lines = &ledger["properties"]["entries"]["additionalProperties"]["properties"]["lines"];
    assert_eq!(lines["items"]["properties"]["amount"]["pattern"], "^-?[0-9]+ [A-Z]{3}$");
    assert_eq!(lines["items"]["required"], serde_json::json!(["account", "side", "amount"]));
    assert_eq!(schema(&PERSON)["properties"]["status"]["readOnly"], true);
}

#[test]
fn a_day_lies_where_its_field_allows() {
    let today = day("2026-11-25");
    let problem = |kind: &'static Kind, name: &str, text: &str| {
        check_sense(kind.field(name).unwrap(), &text.into(), today).err()
    };
    for text in ["2026-11-25", "2026-11", "2026", "1991~", "1950-01-01"] {
        assert_eq!(problem(&PERSON, "birth", text), None, "{text}");
    }
    for text in ["2026-11-26", "2026-12", "2027", "2027~"] {
        assert_eq!(problem(&PERSON, "birth", text), Some(Problem::InFuture), "{text}");
    }
    let cancelled = |text| problem(&TRAINING_SESSION, "cancelled", text);
    assert_eq!(cancelled("2026-11-26"), None, "the clock of another tablet may be ahead");
    assert_eq!(cancelled("2026-11-27"), Some(Problem::InFuture));
    assert_eq!(cancelled("1999-12-31"), Some(Problem::TooEarly));
    assert_eq!(problem(&TRAINING_SESSION, "end_date", "2030-01-01"), None, "trainings are planned");
}

#[test]
fn amounts_and_weights_are_nothing_or_more_where_the_field_does_not_say_otherwise() {
    let today = day("2026-11-25");
    let problem = |kind: &'static Kind, names: [&str; 2], text: &str| {
        let of = kind.field(names[0]).unwrap();
        let parts = of.shape.parts().iter();
        let part = parts.copied().find(|part| part.name == names[1]).unwrap_or(*of);
        check_sense(&part, &text.into(), today).err()
    };
    let offered = |text| problem(&PARCEL, ["offers", "price"], text);
    assert_eq!(offered("1 USD"), None);
    assert_eq!(offered("0 USD"), Some(Problem::Nothing));
    assert_eq!(offered("-5 USD"), Some(Problem::Negative));
    assert_eq!(problem(&PARCEL, ["stones", ""], "0 ct100"), Some(Problem::Nothing));
    let counted = |name| problem(&LEDGER, ["cash_counts", name], "-5 CDF");
    assert_eq!(counted("counted"), Some(Problem::Negative));
    assert_eq!(
        counted("book_balance"),
        None,
        "a book may be below nothing: somebody has to see it"
    );
    assert_eq!(problem(&LEDGER, ["cash_counts", "counted"], "0 CDF"), None);
}

#[test]
fn the_parts_of_an_entry_are_asked_as_fields_are() {
    let entry = |json: &str| {
        let field = LEDGER.field("entries").unwrap();
        let pack = Pack::of("CD").unwrap();
        let found = check_entry(field, "entries/x", &json.into(), pack, day("2026-11-25"));
        found.into_iter().map(|finding| (finding.path, finding.problem)).collect::<Vec<_>>()
    };
    let line = |side: &str, amount: &str| {
        format!(r#"{{"account":"571-USD","side":"{side}","amount":"{amount}"}}"#)
    };
    let whole = |day: &str, lines: &[String]| {
        format!(r#"{{"event_date":"{day}","type":"DUES","lines":[{}]}}"#, lines.join(","))
    };
    let balanced = [line("D", "500 USD"), line("C", "500 USD")];
    assert_eq!(entry(&whole("2026-11-25", &balanced)), []);
    let at = |path: &str, problem| (format!("entries/x/{path}"), problem);
    assert_eq!(
        entry(&whole("2027-01-01", &[line("D", "500 JPY"), balanced[1].clone()])),
        [at("event_date", Problem::InFuture), at("lines/1/amount", Problem::NotInList)]
    );
    assert_eq!(entry(&whole("2026-11-25", &[])), [at("lines", Problem::Missing)]);
    let contradiction = entry(&whole("2026-11-25", &[line("D", "500 USD"), line("C", "400 USD")]));
    assert!(matches!(contradiction.as_slice(), [(_, Problem::Contradicts)]));
}
