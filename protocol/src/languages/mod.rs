//! The labels of kinds, fields and codes, in every language this version has.
//!
//! The sources are Fluent files, a folder for each language. Labels need no more of Fluent than
//! `key = text`, continued lines and the attribute `.help`, which is read here in a few lines; pages,
//! whose sentences count and decline, read the same files with the whole of Fluent.

use std::{borrow::Cow, collections::BTreeMap, sync::LazyLock};

use crate::dictionary::{kind::List, kinds::ALL};

const FRENCH: &[&str] = &[
    include_str!("fr/entry.ftl"),
    include_str!("fr/kinds/common.ftl"),
    include_str!("fr/codes.ftl"),
    include_str!("fr/tables.ftl"),
    include_str!("fr/api.ftl"),
];
const ENGLISH: &[&str] = &[
    include_str!("en/entry.ftl"),
    include_str!("en/kinds/common.ftl"),
    include_str!("en/codes.ftl"),
    include_str!("en/tables.ftl"),
    include_str!("en/api.ftl"),
];

static LANGUAGES: LazyLock<[Language; 2]> = LazyLock::new(|| {
    let with_kinds = |sources: &[&'static str], at: usize| -> Vec<&'static str> {
        let kinds = ALL.iter().map(|kind| kind.labels[at]);
        sources.iter().copied().chain(kinds).collect()
    };
    [Language::read("fr", &with_kinds(FRENCH, 0)), Language::read("en", &with_kinds(ENGLISH, 1))]
});

/// A language and its labels.
#[derive(Clone, Debug)]
pub struct Language {
    /// Its code (ISO 639).
    pub code: &'static str,
    texts: BTreeMap<String, String>,
}

impl Language {
    /// Every language, the first one first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &*LANGUAGES
    }

    /// French, the first language.
    #[must_use]
    pub fn french() -> &'static Self {
        &LANGUAGES[0]
    }

    /// English.
    #[must_use]
    pub fn english() -> &'static Self {
        &LANGUAGES[1]
    }

    /// The language of this code.
    #[must_use]
    pub fn named(code: &str) -> Option<&'static Self> {
        Self::all().iter().find(|language| language.code == code)
    }

    /// The text of a key; the key itself where there is none, so that a gap is seen.
    #[must_use]
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.known(key).unwrap_or(key)
    }

    /// The text of a key, if there is one.
    #[must_use]
    pub fn known(&self, key: &str) -> Option<&str> {
        self.texts.get(key).map(String::as_str)
    }

    /// What explains a key, if anything does.
    #[must_use]
    pub fn help(&self, key: &str) -> Option<&str> {
        self.known(&format!("{key}.help"))
    }

    /// The sentence of a key, with `{ $name }` replaced by what `with` gives for that name.
    #[must_use]
    pub fn sentence(&self, key: &str, with: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.text(key);
        // What is filled in is not read again: it may well contain `{ $line }`.
        while let Some((before, after)) = rest.split_once("{ $") {
            filled.push_str(before);
            let Some((name, behind)) = after.split_once(" }") else { break };
            let text = with.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text);
            filled.push_str(text);
            rest = behind;
        }
        filled + rest
    }

    /// The label of a code, if this version has one.
    #[must_use]
    pub fn code(&self, list: List, code: &str) -> Option<&str> {
        self.known(&code_key(list, code))
    }

    fn read(code: &'static str, sources: &[&str]) -> Self {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for source in sources {
            let source = typeset(code, source);
            let (mut message, mut current) = (String::new(), String::new());
            for line in source.lines() {
                let indented = line.starts_with(' ');
                let text = line.trim();
                if text.is_empty() || (!indented && text.starts_with('#')) {
                    continue;
                }
                let attribute = indented && text.starts_with('.');
                match text.split_once(" =") {
                    Some((name, value)) if !indented || attribute => {
                        if attribute {
                            current = format!("{message}{name}");
                        } else {
                            name.clone_into(&mut message);
                            name.clone_into(&mut current);
                        }
                        texts.insert(current.clone(), unquote(value.trim()).to_owned());
                    }
                    _ => {
                        let whole = texts.entry(current.clone()).or_default();
                        whole.push(' ');
                        whole.push_str(text);
                    }
                }
            }
        }
        Self { code, texts }
    }
}

/// A source as it is set in a language: before the high signs of French and inside its quotation marks stands a blank
/// at which no line ends, which nobody has to type. Source: Lexique des règles typographiques en usage à l’Imprimerie
/// nationale.
#[must_use]
pub fn typeset<'a>(code: &str, source: &'a str) -> Cow<'a, str> {
    if code != "fr" {
        return Cow::Borrowed(source);
    }
    let mut set = source.replace("« ", "«\u{a0}");
    for sign in [":", "»"] {
        set = set.replace(&format!(" {sign}"), &format!("\u{a0}{sign}"));
    }
    for sign in [";", "?", "!"] {
        set = set.replace(&format!(" {sign}"), &format!("\u{202f}{sign}"));
    }
    Cow::Owned(set)
}

/// The text of `{ "…" }`, which Fluent writes where blanks at the ends count; else the text itself.
fn unquote(text: &str) -> &str {
    text.strip_prefix("{ \"").and_then(|text| text.strip_suffix("\" }")).unwrap_or(text)
}

/// The key of the label of a code: `id-document-VOTER`.
#[must_use]
pub fn code_key(list: List, code: &str) -> String {
    format!("{}-{code}", list.name.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::dictionary::{ALL, leaves::walk, lists::lists};

    #[test]
    fn no_line_begins_with_a_high_sign_of_french() {
        let set = typeset("fr", "« Quoi ? » : ceci ; rien !");
        assert_eq!(set, "«\u{a0}Quoi\u{202f}?\u{a0}»\u{a0}: ceci\u{202f}; rien\u{202f}!");
        assert_eq!(typeset("en", "a ? b"), "a ? b");
    }

    #[test]
    fn every_language_has_a_label_for_every_kind_field_and_code() {
        let fields = ALL.iter().flat_map(|kind| walk(kind)).map(|node| node.label());
        let codes =
            lists().flat_map(|list| list.codes.iter().map(move |code| code_key(list, code)));
        let kinds = ALL.iter().map(|kind| kind.name.replace('_', "-"));
        let keys: BTreeSet<String> = fields.chain(codes).chain(kinds).collect();
        for language in Language::all() {
            let missing: Vec<&String> =
                keys.iter().filter(|key| language.known(key).is_none()).collect();
            assert!(missing.is_empty(), "{} lacks {missing:#?}", language.code);
        }
    }

    #[test]
    fn the_languages_have_the_same_keys() {
        let keys = |language: &Language| language.texts.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(keys(Language::french()), keys(Language::english()));
    }

    #[test]
    fn attributes_and_continued_lines_are_read() {
        let source = "# a comment\nname = A name\n    over two lines\n    .help = Help = more\n";
        let language = Language::read("xx", &[source]);
        assert_eq!(language.known("name"), Some("A name over two lines"));
        assert_eq!(language.help("name"), Some("Help = more"));
        assert_eq!(language.text("other"), "other");
    }
}
