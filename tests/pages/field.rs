//! A plain field takes one declaration and its labels (README, "A field, step by step"): here is one, and
//! everything it is found in.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use lisanga_hub::people::{self, Role};
use lisanga_hub::settings::Home;
use lisanga_protocol::dictionary::describe::codebook;
use lisanga_protocol::dictionary::kind::{Level, Writer};
use lisanga_protocol::dictionary::kinds::ALL;
use lisanga_protocol::dictionary::kinds::person::PERSON;
use lisanga_protocol::languages::Language;
use lisanga_tables::{Mapping, workbook};
use serde_json::Value as Json;

use crate::screen::{Screen, exchange, new_person, part, settle, site_with_pages};

/// The field, and somebody's value of it.
const FIELD: &str = "nickname";
const VALUE: &str = "Mambanza";

/// The sources in which one of these stands, but for tests.
fn named_in(marks: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders: Vec<PathBuf> =
        ["node", "hub", "protocol", "deploy"].iter().map(|folder| root.join(folder)).collect();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path)
                && marks.iter().any(|mark| text.contains(mark))
            {
                let below = path.strip_prefix(&root).unwrap();
                found.push(below.display().to_string().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_plain_field_is_named_by_its_declaration_and_its_labels() {
    assert_eq!(
        named_in(&[&format!("\"{FIELD}\""), &format!("-{FIELD} =")]),
        [
            "protocol/src/dictionary/kinds/person.rs",
            "protocol/src/languages/en/kinds/person.ftl",
            "protocol/src/languages/fr/kinds/person.ftl",
            // Not needed: other headers that an import takes for it.
            "protocol/tables/src/synonyms.rs",
        ]
    );
}

#[test]
fn a_kind_without_logic_is_one_file_and_its_labels() {
    assert_eq!(
        named_in(&["\"survey\"", "SURVEY", "\nsurvey-"]),
        [
            // The list of kinds: two lines.
            "protocol/src/dictionary/kinds/mod.rs",
            "protocol/src/dictionary/kinds/survey.rs",
            "protocol/src/languages/en/kinds/survey.ftl",
            "protocol/src/languages/fr/kinds/survey.ftl",
        ]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_has_its_screens_at_site_and_office() {
    let (folder, mut hub, _site, screen) = site_with_pages().await;
    let store = hub.hub.store.clone();
    people::add(&store, "siege", "long enough a password", Role::Headquarters, None).unwrap();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let home = Home::at(&folder.path().join("hub"));
    let address = hub.show(&home, listener, Vec::new()).unwrap();
    let office = Screen::at_office(address, "siege", "long enough a password");
    // Those with pages of their own, and those that programs write.
    let own = ["person", "training_session", "ledger", "device", "review"];
    for kind in ALL.iter().filter(|kind| !own.contains(&kind.name)) {
        let to = format!("/documents/{}", kind.name);
        let here = if kind.level == Level::Reserved { 404 } else { 200 };
        assert_eq!(office.get(&to).status, here, "{to} at an office");
        let writes =
            matches!(kind.level, Level::Site | Level::Reserved) && kind.writer == Writer::Devices;
        assert_eq!(screen.get(&to).status, 200, "{to} at a site");
        let form = screen.get(&format!("{to}/new"));
        assert_eq!(form.status, if writes { 200 } else { 403 }, "{to}/new");
        if writes {
            // Sent back empty it says what is missing, in words.
            let empty = screen.post(&format!("{to}/new"), &format!("key=empty-{}", kind.name));
            assert_eq!(empty.status, 422, "{to}/new: {}", empty.body);
            let main = empty.body.split_once("<main").map_or("", |(_, main)| main);
            assert!(main.contains("class=\"fault\"") && !main.contains('['), "{to}");
        }
    }
    hub.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_field_stands_in_form_list_import_export_api_and_codebook() {
    let (folder, mut hub, site, screen) = site_with_pages().await;
    let store = hub.hub.store.clone();
    people::add(&store, "siege", "long enough a password", Role::Headquarters, None).unwrap();
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let home = Home::at(&folder.path().join("hub"));
    let address = hub.show(&home, listener, Vec::new()).unwrap();

    let input = format!("name=\"{FIELD}\"");
    for (language, label) in [("fr", "Surnom"), ("en", "Nickname")] {
        let form = screen.get(&format!("/persons/new?lang={language}")).body;
        assert!(form.contains(&input) && form.contains(label), "{language}: {form}");
    }
    let person = screen.post("/persons/new", &new_person(&screen, &[(FIELD, VALUE)])).to;
    for page in [&format!("/persons/{}", part(&person, 2)), "/persons", "/persons?search=mambanza"]
    {
        assert!(screen.get(page).body.contains(VALUE), "{page}");
    }

    exchange(&site).await;
    settle(&hub.hub, hub.shown.as_deref());
    let office = Screen::at_office(address, "siege", "long enough a password");
    let found = office.get("/persons?search=mambanza").body;
    assert!(found.contains(VALUE), "{found}");
    let json = |path: &str| -> Json { serde_json::from_slice(&office.file(path)).unwrap() };
    assert_eq!(json("/api/v1/persons")["items"][0][FIELD], VALUE);
    let described = json("/api/v1/openapi.json");
    assert_eq!(described["components"]["schemas"]["person"]["properties"][FIELD]["type"], "string");
    let csv = office.file("/exports/file?dataset=persons&form=csv");
    let csv = String::from_utf8(csv).unwrap();
    let (header, rows) = csv.split_once('\n').unwrap();
    let at = header.split(',').position(|name| name.trim() == FIELD).unwrap();
    assert_eq!(rows.split(',').nth(at), Some(VALUE), "{csv}");
    let book = office.file("/exports/file?dataset=persons&form=xlsx");
    let sheets = workbook::names(&book).unwrap();
    let columns = workbook::read(&book, Some(&sheets[1]), 0).unwrap();
    let row = columns.rows.iter().find(|row| row.cells.first().is_some_and(|cell| cell == FIELD));
    assert!(row.unwrap().cells.iter().any(|cell| cell == "Surnom"), "{columns:?}");

    let mapping = Mapping::guess(&PERSON, &["Surnom".to_owned()]);
    assert!(mapping.to_toml(&["Surnom".to_owned()]).contains(&format!("\"Surnom\" = \"{FIELD}\"")));
    let row = codebook(Language::french()).into_iter().find(|row| row.path == FIELD).unwrap();
    assert_eq!((row.kind, row.label.as_str()), ("person", "Surnom"));
    hub.stop().await;
}
