//! Which module may use which inside node and hub, and the proof that the source keeps to it.
//!
//! A record travels one road, and nothing runs against it. A new module or a new arrow is a line in
//! the tables below, so that it is seen when the change is read.

use std::path::Path;

use crate::source::{Word, words};

/// A module directly below `src`, and the others it may use. It may always use itself.
pub(crate) type Row = (&'static str, &'static [&'static str]);

/// The site. Who is used stands above who uses.
pub(crate) const NODE: &[Row] = &[
    ("settings", &[]),
    ("people", &[]),
    ("capture", &["people"]),
    ("status", &[]),
    ("clock", &[]),
    ("sync", &["clock", "settings"]),
    ("bundles", &["sync"]),
    ("pages", &["bundles", "capture", "clock", "people", "settings", "status", "sync"]),
    ("commands", &["bundles", "capture", "pages", "people", "settings", "status", "sync"]),
];

/// The centre. Who is used stands above who uses.
pub(crate) const HUB: &[Row] = &[
    ("settings", &[]),
    ("people", &[]),
    ("audit", &[]),
    ("catalogue", &[]),
    ("devices", &["settings"]),
    ("ingest", &["devices"]),
    ("sync", &["devices", "ingest", "settings"]),
    ("bundles", &["devices", "ingest", "sync"]),
    ("invitations", &["catalogue", "devices", "ingest", "sync"]),
    ("projection", &["settings"]),
    ("import", &["ingest", "projection", "sync"]),
    ("query", &["projection"]),
    ("export", &["query"]),
    ("api", &["audit", "devices", "people", "projection", "query", "settings"]),
    (
        "pages",
        &[
            "audit",
            "bundles",
            "devices",
            "export",
            "import",
            "ingest",
            "invitations",
            "people",
            "projection",
            "query",
            "sync",
        ],
    ),
    (
        "service",
        &[
            "api",
            "devices",
            "import",
            "ingest",
            "pages",
            "people",
            "projection",
            "settings",
            "sync",
        ],
    ),
    (
        "commands",
        &[
            "api",
            "audit",
            "bundles",
            "catalogue",
            "devices",
            "export",
            "import",
            "ingest",
            "invitations",
            "pages",
            "people",
            "projection",
            "query",
            "service",
            "settings",
            "sync",
        ],
    ),
];

/// Files that assemble the rest, and so may use all of it.
const ASSEMBLY: &[&str] = &["lib.rs", "main.rs"];

/// What is wrong with a table itself: an arrow that points down could close a circle.
pub(crate) fn table_faults(rows: &[Row]) -> Vec<String> {
    let mut faults = Vec::new();
    for (at, (module, may_use)) in rows.iter().enumerate() {
        for used in *may_use {
            if !rows[..at].iter().any(|(above, _)| above == used) {
                faults.push(format!(
                    "the row of `{module}` names `{used}`, which does not stand above it: move the \
                     rows so that who is used comes first; if that is impossible it is a circle"
                ));
            }
        }
    }
    faults
}

/// What a file uses against the table. `path` is relative to `src`, with `/` between the parts.
pub(crate) fn faults(rows: &[Row], path: &str, text: &str) -> Vec<String> {
    let first = path.split('/').next().unwrap_or_default();
    if ASSEMBLY.contains(&path) || first == "bin" {
        return Vec::new();
    }
    let module = first.trim_end_matches(".rs");
    let Some((_, may_use)) = rows.iter().find(|(name, _)| *name == module) else {
        return vec![format!(
            "the module `{module}` is not in the table: add a row with what it may use to \
             tests/tidy/layers.rs, at its place on the road of a record"
        )];
    };
    let allowed = |used: &str| used == module || may_use.contains(&used);
    let used = used_from_root(&words(text), depth(path));
    used.iter()
        .filter(|used| !allowed(used.text))
        .map(|used| {
            let (line, name) = (used.line, used.text);
            if rows.iter().any(|(row, _)| *row == name) {
                format!(
                    "line {line}: `{module}` may not use `{name}`. A later stage reads what an \
                     earlier one has stored; a new arrow is a change to tests/tidy/layers.rs"
                )
            } else {
                format!(
                    "line {line}: `{name}` at the root of the crate is no module of the table. Name \
                     the module that holds it; what lib.rs passes on hides where it comes from"
                )
            }
        })
        .collect()
}

/// How many modules deep the file is: 1 for `capture/mod.rs`, 2 for `capture/form.rs`.
fn depth(path: &str) -> usize {
    let path = Path::new(path);
    let parts = path.components().count();
    if path.file_name().is_some_and(|name| name == "mod.rs") { parts - 1 } else { parts }
}

/// The names that are looked up at the root of the crate, through `crate::` or enough `super::`.
fn used_from_root<'a>(words: &[Word<'a>], file_depth: usize) -> Vec<Word<'a>> {
    let mut used = Vec::new();
    let mut braces = 0_usize;
    let mut inline_modules: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match words[at].text {
            "{" => {
                braces += 1;
                if at >= 2 && words[at - 2].text == "mod" {
                    inline_modules.push(braces);
                }
            }
            "}" => {
                if inline_modules.last() == Some(&braces) {
                    inline_modules.pop();
                }
                braces = braces.saturating_sub(1);
            }
            "crate" if follows(words, at) => used.extend(names(&words[at + 2..])),
            "super" => {
                let mut up = 1;
                while follows(words, at) && words.get(at + 2).is_some_and(|w| w.text == "super") {
                    up += 1;
                    at += 2;
                }
                if up >= file_depth + inline_modules.len() && follows(words, at) {
                    used.extend(names(&words[at + 2..]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    used
}

/// True where `::` comes after the word at `at`.
fn follows(words: &[Word<'_>], at: usize) -> bool {
    words.get(at + 1).is_some_and(|word| word.text == "::")
}

/// The first names of a path or of a group of paths: `a` of `a::b`, `a` and `c` of `{a::b, c}`.
fn names<'a>(words: &[Word<'a>]) -> Vec<Word<'a>> {
    if words.first().is_none_or(|word| word.text != "{") {
        return words.first().into_iter().copied().collect();
    }
    let mut names = Vec::new();
    let mut depth = 0_usize;
    let mut expected = false;
    for word in words {
        match word.text {
            "{" => {
                depth += 1;
                expected = depth == 1;
            }
            "}" if depth == 1 => break,
            "}" => depth -= 1,
            "," => expected = depth == 1,
            _ if expected => {
                names.push(*word);
                expected = false;
            }
            _ => {}
        }
    }
    names
}

mod tests {
    use super::{Row, faults, table_faults};

    const ROWS: &[Row] = &[("ingest", &[]), ("query", &[]), ("api", &["query"])];

    #[test]
    fn a_use_along_the_road_is_allowed_in_every_spelling() {
        for code in [
            "use crate::query;",
            "use crate::query::{totals, Vintage};",
            "use crate::{api::body, query};",
            "fn f() { super::super::query::totals() }",
            "use super::body; // crate::ingest",
            "mod tests { use super::*; use super::super::Body; }",
            "pub(crate) fn f(text: &str) -> bool { text == \"crate::ingest\" }",
        ] {
            assert_eq!(faults(ROWS, "api/totals.rs", code), [""; 0], "{code}");
        }
    }

    #[test]
    fn a_use_against_the_road_is_found_in_every_spelling() {
        for code in [
            "use crate::ingest;",
            "use crate::{query, ingest::{Judge, gate}};",
            "use {std::fs, crate::ingest::Judge};",
            "fn f() { crate::ingest::judge() }",
            "use super::super::ingest;",
            "mod tests { use super::super::super::ingest; }",
            "mod tests { fn f() { if true {} } }\nuse super::super::ingest;",
        ] {
            let found = faults(ROWS, "api/totals.rs", code);
            assert!(
                found.len() == 1 && found[0].contains("may not use `ingest`"),
                "{code} {found:?}"
            );
        }
        assert_eq!(faults(ROWS, "api/mod.rs", "use super::ingest;").len(), 1);
        assert_eq!(faults(ROWS, "query.rs", "use super::ingest;").len(), 1);
    }

    #[test]
    fn the_root_of_the_crate_is_no_detour() {
        for code in ["use crate::Judge;", "use crate::*;", "use super::Judge;"] {
            let found = faults(ROWS, "query/mod.rs", code);
            assert!(found.len() == 1 && found[0].contains("root of the crate"), "{code} {found:?}");
        }
    }

    #[test]
    fn a_module_without_a_row_is_told_where_to_add_one() {
        let found = faults(ROWS, "export/csv.rs", "");
        assert!(found.len() == 1 && found[0].contains("tests/tidy/layers.rs"), "{found:?}");
        assert_eq!(faults(ROWS, "lib.rs", "use crate::ingest;"), [""; 0]);
    }

    #[test]
    fn a_table_with_an_arrow_that_points_down_is_refused() {
        assert_eq!(table_faults(ROWS), [""; 0]);
        assert_eq!(table_faults(&[("a", &["b"]), ("b", &["a"])]).len(), 1);
        assert_eq!(table_faults(&[("a", &["missing"])]).len(), 1);
    }
}
