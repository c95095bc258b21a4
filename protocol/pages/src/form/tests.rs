//! Forms of a person, drawn and read back.

use automerge::transaction::Transactable as _;
use automerge::{Automerge, ROOT, ScalarValue};
use lisanga_protocol::dictionary::kind::{Field, Kind};
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::ids::{DeviceKey, DocumentId};
use lisanga_protocol::packs::Pack;

use super::{Change, Context, Control, Faults, Names, Reading, draw, fields_of, read};
use crate::web::Fields;
use crate::words::Words;

const ENTRY: &str = "01J00000000000000000000001";

/// Somebody who knows one site, and two of one name.
struct Known;

impl Names for Known {
    fn name(&self, id: DocumentId) -> Option<String> {
        (id.0[2..] == [1; 14]).then(|| "Lubi 1".to_owned())
    }
    fn options(&self, _: &[&'static Kind]) -> Option<Vec<(DocumentId, String)>> {
        None
    }
    fn find(&self, kinds: &[&'static Kind], text: &str) -> Vec<DocumentId> {
        let id = |last: u8| {
            let [high, low] = kinds[0].number.to_be_bytes();
            let mut id = [last; 16];
            (id[0], id[1]) = (high, low);
            DocumentId(id)
        };
        match text {
            "Lubi 1" => vec![id(1)],
            "Lubi" => vec![id(1), id(2)],
            _ => Vec::new(),
        }
    }
}

fn context() -> Context<'static> {
    let (pack, today) = (Pack::of("CD").unwrap(), "2026-11-25".parse().unwrap());
    Context { words: Words::french(), pack, today, names: &Known, device: DeviceKey([1; 32]) }
}

fn all() -> Vec<&'static Field> {
    PERSON.all_fields().collect()
}

fn sent(document: &Automerge, fields: &Fields) -> Reading {
    read(&PERSON, &all(), fields, document, ENTRY, context())
}

fn form(more: &[(&str, &str)]) -> Fields {
    let whole = [
        ("surname", "KABONGO"),
        ("postname", "Tshibangu"),
        ("sex", "F"),
        ("birth", "14/03/1991"),
        ("nationality", "CD"),
        ("residence", "Lubi 1"),
        ("site_main", "Lubi 1"),
        ("roles", "DIGGER"),
        ("roles", "WASHER"),
        ("phones", "0810000001\n+243810000002"),
        ("id_docs/+:key", "VOTER-1"),
        ("id_docs/+/type", "VOTER"),
        ("id_docs/+/number", "12/34"),
        ("consents/+/event_date", "2026-11-25"),
        ("consents/+/given", "true"),
        ("consents/+/purposes", "REGISTRATION"),
        ("consents/+/form", "SIGNATURE"),
    ];
    whole.iter().chain(more).copied().collect()
}

fn written(changes: &[Change]) -> Automerge {
    let mut document = Automerge::new();
    let mut edit = document.transaction();
    for (path, value) in changes {
        edit.put(ROOT, path, value.clone()).unwrap();
    }
    edit.commit();
    document
}

fn without(form: &Fields, name: &str) -> Fields {
    form.iter().filter(|(known, _)| *known != name).collect()
}

#[test]
fn a_whole_form_becomes_the_paths_of_a_document() {
    let reading = sent(&Automerge::new(), &form(&[]));
    assert_eq!(reading.faults, Faults::default());
    let value = |path: &str| {
        let found = reading.changes.iter().find(|(known, _)| known == path);
        found.map(|(_, value)| value.clone())
    };
    assert_eq!(value("birth"), Some("1991-03-14".into()));
    assert_eq!(value("roles/WASHER"), Some(true.into()));
    assert_eq!(value("phones/+243810000001"), Some(true.into()));
    assert_eq!(value("id_docs/VOTER-1/number"), Some("12/34".into()));
    let consent = value(&format!("consents/{ENTRY}")).unwrap();
    assert!(consent.as_str().unwrap().contains("\"given\":true"), "{consent:?}");
}

#[test]
fn a_form_sent_back_as_it_was_changes_nothing() {
    let document = written(&sent(&Automerge::new(), &form(&[])).changes);
    let again = sent(&document, &fields_of(&PERSON, &document, context()));
    assert_eq!(again.changes, []);
    assert_eq!(again.faults, Faults::default());
}

#[test]
fn only_what_was_touched_is_written() {
    let document = written(&sent(&Automerge::new(), &form(&[])).changes);
    let mut fields = fields_of(&PERSON, &document, context());
    fields = without(&without(&fields, "village"), "roles");
    fields.add("roles", "DIGGER");
    fields.add("village", "Camp 3");
    let changes = sent(&document, &fields).changes;
    let expected: [Change; 2] =
        [("roles/WASHER".into(), false.into()), ("village".into(), "Camp 3".into())];
    assert_eq!(
        changes,
        [expected[0].clone(), expected[1].clone()].into_iter().rev().collect::<Vec<_>>()
    );
    let cleared = sent(&document, &without(&fields_of(&PERSON, &document, context()), "birth"));
    assert!(cleared.changes.contains(&("birth".into(), ScalarValue::Null)));
    assert!(cleared.faults.touches("birth"), "it is required");
}

#[test]
fn each_fault_stands_at_its_input_and_says_what_to_do() {
    let nothing = Automerge::new();
    let faults = |fields: &Fields| sent(&nothing, fields).faults;
    assert_eq!(faults(&without(&form(&[]), "sex")).at("sex"), ["À remplir."]);
    let late = without(&form(&[("birth", "2031")]), "birth");
    let late: Fields = late.iter().chain([("birth", "2031")]).collect();
    assert_eq!(faults(&late).at("birth"), ["Ce jour n’est pas encore venu."]);
    let half = without(&form(&[]), "consents/+/form");
    assert_eq!(faults(&half).at("consents/+/form"), ["À remplir."]);
    let keyless = without(&form(&[]), "id_docs/+:key");
    assert_eq!(faults(&keyless).at("id_docs/+:key"), ["À remplir."]);
    let unknown: Fields =
        without(&form(&[]), "residence").iter().chain([("residence", "Nowhere")]).collect();
    assert!(faults(&unknown).touches("residence"));
    let several: Fields =
        without(&form(&[]), "residence").iter().chain([("residence", "Lubi")]).collect();
    assert_eq!(
        faults(&several).at("residence"),
        ["2 personnes ou choses s’appellent ainsi. Choisissez laquelle."]
    );
    let sections = draw(&PERSON, &all(), &several, &nothing, &Faults::default(), context());
    let mut parts = sections.iter().flat_map(|section| &section.parts);
    let residence = parts.find(|part| part.name == "residence").unwrap();
    let Control::List(candidates) = &residence.control else { panic!("not to be chosen from") };
    assert_eq!(candidates.len(), 2);
    assert!(candidates.iter().all(|candidate| !candidate.chosen), "nothing is guessed");
}

#[test]
fn what_a_form_shows_can_be_sent_back() {
    let sections =
        draw(&PERSON, &all(), &form(&[]), &Automerge::new(), &Faults::default(), context());
    let html: String =
        sections.iter().flat_map(|section| &section.parts).map(ToString::to_string).collect();
    for name in ["surname", "roles", "phones", "id_docs/+:key", "consents/+/given"] {
        assert!(html.contains(&format!("name=\"{name}\"")), "{name}");
    }
    assert!(html.contains("value=\"DIGGER\" checked"));
    assert!(html.contains("name=\"photo:file\" type=\"file\""));
    assert!(!html.contains("name=\"photo\""), "there is none yet");
}

#[test]
fn a_whole_amount_beside_its_currency_is_not_taken_for_cents() {
    assert_eq!(read::amount("650", "USD"), "650.00 USD");
    assert_eq!(read::amount("1 250", "USD"), "1 250.00 USD");
    assert_eq!(read::amount("650,5", "USD"), "650,5 USD");
    assert_eq!(read::amount("650", "CDF"), "650 CDF");
}
