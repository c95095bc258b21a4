//! Which rows have a story.

use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn every_row_of_the_programme_has_its_story() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("pages/domain");
    let mut told = BTreeSet::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let stories = text.split("async fn t").skip(1);
        told.extend(stories.filter_map(|story| story.get(..2)?.parse::<u8>().ok()));
    }
    let rows: BTreeSet<u8> = (0..=36).collect();
    let missing: Vec<&u8> = rows.difference(&told).collect();
    assert!(missing.is_empty(), "rows without a story: {missing:?}");
}
