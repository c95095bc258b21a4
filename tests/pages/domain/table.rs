//! Which rows of the programme have a story, as a table: `tests/fixtures/rows.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn every_row_of_the_programme_has_its_story() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut told = BTreeMap::new();
    for entry in std::fs::read_dir(tests.join("pages/domain")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        for story in text.split("\nasync fn t").skip(1) {
            let name = story.split('(').next().unwrap();
            // Others begin with a `t` too.
            let Some(Ok(row)) = name.get(..2).map(str::parse::<u8>) else { continue };
            let clash = told.insert(row, (format!("t{name}"), file.clone()));
            assert_eq!(clash, None, "two stories for T{row}");
        }
    }
    let rows: Vec<u8> = told.keys().copied().collect();
    assert_eq!(rows, (0..=36).collect::<Vec<u8>>(), "a row without a story");
    let mut table = "| row | its story | in |\n|---|---|---|\n".to_owned();
    for (row, (name, file)) in &told {
        let story = name[4..].replace('_', " ");
        writeln!(table, "| T{row} | {story} | `tests/pages/domain/{file}` |").unwrap();
    }
    let known = tests.join("fixtures/rows.md");
    if std::env::var_os("LISANGA_FREEZE").is_some() {
        std::fs::write(&known, &table).unwrap();
    }
    let known = std::fs::read_to_string(&known).unwrap_or_default();
    assert_eq!(known, table, "write it anew with LISANGA_FREEZE=1");
}
