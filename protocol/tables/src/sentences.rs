//! Sentences of the languages with their blanks filled in.

use lisanga_protocol::languages::Language;

/// The sentence of `key`, with `{ $name }` replaced by what `with` gives for that name.
pub(crate) fn sentence(language: &Language, key: &str, with: &[(&str, &str)]) -> String {
    language.sentence(key, with)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &str = include_str!("../../src/languages/fr/tables.ftl");
    /// Where sentences are asked for.
    const SOURCES: [&str; 5] = [
        include_str!("cells.rs"),
        include_str!("../../src/likeness/mod.rs"),
        include_str!("mapping.rs"),
        include_str!("rejects.rs"),
        include_str!("text.rs"),
    ];

    #[test]
    fn every_sentence_is_asked_for_somewhere() {
        let keys = KEYS.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
        let unused = keys.filter(|key| {
            // The first parts of a key are written once for all of a type.
            let short = ["file", "columns", "cell"].iter().find_map(|part| {
                key.strip_prefix("tables-")?.strip_prefix(part)?.strip_prefix('-')
            });
            let quoted = [Some(*key), short].map(|key| format!("\"{}\"", key.unwrap_or_default()));
            !SOURCES.iter().any(|source| quoted.iter().any(|key| source.contains(key)))
        });
        assert_eq!(unused.collect::<Vec<_>>(), [""; 0]);
    }

    #[test]
    fn blanks_are_filled_once() {
        let language = Language::english();
        let with = [("line", "7"), ("name", "{ $line }")];
        let said = sentence(language, "tables-file-not-in-encoding", &with);
        assert_eq!(said, "Line 7 is not written in the encoding “{ $line }”.");
        assert_eq!(sentence(language, "no-such-key", &[]), "no-such-key");
    }
}
