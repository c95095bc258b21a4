//! Which rows of the programme and which rules have a story, as tables: `tests/fixtures/rows.md` and `rules.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use lisanga_protocol::rules::{Office, RULES, Rule};

/// A story: what it tells, the file it is told in, its text.
struct Story {
    tells: String,
    file: String,
    text: String,
}

impl Story {
    /// That everybody finds the same item, and that it is gone once somebody decided.
    fn is_closed(&self) -> bool {
        let says = |what: &[&str]| what.iter().all(|what| self.text.contains(what));
        says(&[".mended("]) || says(&[".found(", ".gone("])
    }
}

fn tests() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The stories whose names begin with this and two digits, by their numbers.
fn stories(begins: &str) -> BTreeMap<u8, Vec<Story>> {
    let entries = std::fs::read_dir(tests().join("pages/domain")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut told = BTreeMap::<u8, Vec<Story>>::new();
    for path in files {
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        for story in text.split(&format!("\nasync fn {begins}")).skip(1) {
            let (name, text) = story.split_once("()").unwrap_or((story, ""));
            // Others begin like this too.
            let Some(Ok(number)) = name.get(..2).map(str::parse) else { continue };
            let tells = name[3..].replace('_', " ");
            let text = text.split("\n}\n").next().unwrap().to_owned();
            told.entry(number).or_default().push(Story { tells, file: file.clone(), text });
        }
    }
    told
}

/// The table in the repository says this.
fn stands(file: &str, table: &str) {
    let known = tests().join("fixtures").join(file);
    if std::env::var_os("LISANGA_FREEZE").is_some() {
        std::fs::write(&known, table).unwrap();
    }
    let known = std::fs::read_to_string(&known).unwrap_or_default();
    assert_eq!(known, table, "write it anew with LISANGA_FREEZE=1");
}

#[test]
fn every_row_of_the_programme_has_its_story() {
    let told = stories("t");
    let rows: Vec<u8> = told.keys().copied().collect();
    assert_eq!(rows, (0..=36).collect::<Vec<u8>>(), "a row without a story");
    let mut table = "| row | its story | in |\n|---|---|---|\n".to_owned();
    for (row, stories) in &told {
        let [Story { tells, file, .. }] = &stories[..] else { panic!("two stories for T{row}") };
        writeln!(table, "| T{row} | {tells} | `tests/pages/domain/{file}` |").unwrap();
    }
    stands("rows.md", &table);
}

/// Who resolves a breach, as codes of functions and as an office.
fn resolves(rule: &Rule) -> String {
    let office = rule.resolver.office.map(|office| match office {
        Office::Province => "province",
        Office::Headquarters => "headquarters",
    });
    rule.resolver.site.iter().copied().chain(office).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_rule_has_a_story_of_two_who_work_apart() {
    let told = stories("no_");
    let numbers: Vec<u8> = told.keys().copied().collect();
    assert_eq!(numbers, (1..=32).collect::<Vec<u8>>(), "a rule without a story");
    let mut table =
        "| no. | rules: weight, who resolves | its stories |\n|---|---|---|\n".to_owned();
    for (number, stories) in &told {
        let known = RULES.iter().filter(|rule| rule.number == *number);
        let known: Vec<String> = known
            .map(|rule| format!("`{}`: {:?}, {}", rule.name, rule.severity, resolves(rule)))
            .collect();
        for Story { tells, text, .. } in stories {
            let apart = text.contains("for country in COUNTRIES") && text.contains("Apart::");
            assert!(apart, "no. {number}: nobody works apart, or in one country alone: {tells}");
        }
        // What a device without rights wrote is held at the hub: no rule, and nothing for the devices to find.
        let closed = known.is_empty() || stories.iter().any(Story::is_closed);
        assert!(closed, "no. {number}: nobody finds it everywhere and sees it gone");
        let rules =
            if known.is_empty() { "held at the hub".to_owned() } else { known.join("<br>") };
        let tell = |Story { tells, file, .. }: &Story| format!("{tells} (`{file}`)");
        let told = stories.iter().map(tell).collect::<Vec<_>>().join("<br>");
        writeln!(table, "| {number} | {rules} | {told} |").unwrap();
    }
    stands("rules.md", &table);
}
