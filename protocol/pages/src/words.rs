//! What pages say, in every language: Fluent messages with their plurals.
//!
//! A language is a folder below `languages/`. Labels of kinds, fields and codes are those of the
//! dictionary; everything else a page says stands here, in `shared`, `site` (what a coordinator sees), `hub`
//! (what an office sees), `paper` (what is printed) or `country` (what a pack says).

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use lisanga_protocol::languages::{Language, typeset};
use unic_langid::LanguageIdentifier;

use crate::show;

macro_rules! folder {
    ($code:literal) => {
        [
            include_str!(concat!("../languages/", $code, "/shared.ftl")),
            include_str!(concat!("../languages/", $code, "/site.ftl")),
            include_str!(concat!("../languages/", $code, "/hub.ftl")),
            include_str!(concat!("../languages/", $code, "/paper.ftl")),
            include_str!(concat!("../languages/", $code, "/country.ftl")),
        ]
    };
}

static FOLDERS: [(&str, [&str; 5]); 2] = [("fr", folder!("fr")), ("en", folder!("en"))];

static ALL: LazyLock<Vec<Words>> =
    LazyLock::new(|| FOLDERS.iter().map(|(code, sources)| Words::read(code, sources)).collect());

/// The words of one language.
pub struct Words {
    /// Its labels, and its code.
    pub language: &'static Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Every language, French first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// French, the first language.
    #[must_use]
    pub fn french() -> &'static Self {
        &ALL[0]
    }

    /// The language of this code.
    #[must_use]
    pub fn of(code: &str) -> Option<&'static Self> {
        Self::all().iter().find(|words| words.language.code == code)
    }

    /// A message without anything to fill in.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// A message about so many of something: `$count`.
    #[must_use]
    pub fn count(&self, key: &str, count: impl TryInto<i64>) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set("count", FluentValue::from(count.try_into().unwrap_or(i64::MAX)));
        self.format(key, Some(&arguments))
    }

    /// A message with names to fill in.
    #[must_use]
    pub fn fill(&self, key: &str, with: &[(&str, &str)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, text) in with {
            // What looks like a number counts as one, for plurals; « 012 » is what somebody is known by.
            let number = text.parse::<i64>().ok().filter(|number| number.to_string() == *text);
            let value = number.map_or_else(|| FluentValue::from(*text), FluentValue::from);
            arguments.set(*name, value);
        }
        self.format(key, Some(&arguments))
    }

    /// « Réponse : Oui »: what something is.
    #[must_use]
    pub fn told(&self, what: &str, value: &str) -> String {
        self.fill("what-is", &[("what", what), ("value", value)])
    }

    /// A label of the dictionary.
    #[must_use]
    pub fn label<'a>(&'a self, key: &'a str) -> &'a str {
        self.language.text(key)
    }

    /// The key itself in brackets where there is no message, so that a gap is seen.
    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let message = self.bundle.get_message(key).and_then(|message| message.value());
        let Some(pattern) = message else { return format!("[{key}]") };
        let mut faults = Vec::new();
        self.bundle.format_pattern(pattern, arguments, &mut faults).into_owned()
    }

    fn read(code: &'static str, sources: &[&str]) -> Self {
        let language = Language::named(code).unwrap_or_else(Language::french);
        let locale: LanguageIdentifier = code.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The languages of this version are all written from left to right.
        bundle.set_use_isolating(false);
        // A second function of this name cannot be there.
        let _new =
            bundle.add_function("NUMBER", move |arguments, _| number(arguments.first(), language));
        for source in sources {
            let resource = match FluentResource::try_new(typeset(code, source).into_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }
}

/// A number in groups of digits, as the language has them.
fn number<'a>(argument: Option<&FluentValue<'a>>, language: &Language) -> FluentValue<'a> {
    match argument {
        Some(FluentValue::Number(number)) => {
            let whole: i64 = number.as_string().parse().unwrap_or_default();
            FluentValue::String(Cow::Owned(show::number(whole, language)))
        }
        Some(other) => other.clone(),
        None => FluentValue::Error,
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Words({})", self.language.code)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::{Path, PathBuf};

    use super::*;

    /// Key and text of every message of a language, with the names it fills in.
    fn messages(sources: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut messages = BTreeMap::<String, BTreeSet<String>>::new();
        let mut current = String::new();
        for line in sources.iter().flat_map(|source| source.lines()) {
            if let Some((key, _)) =
                line.split_once(" =").filter(|_| line.starts_with(char::is_alphabetic))
            {
                key.clone_into(&mut current);
                assert!(!messages.contains_key(key), "{key} stands twice");
                messages.insert(current.clone(), BTreeSet::new());
            }
            for part in line.split('$').skip(1).filter(|_| !line.starts_with('#')) {
                let name: String = part.chars().take_while(|c| c.is_alphanumeric()).collect();
                messages.entry(current.clone()).or_default().insert(name);
            }
        }
        messages
    }

    /// Every source and template of the programs' pages.
    fn sources() -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut folders: Vec<PathBuf> =
            ["protocol/pages", "node", "hub"].iter().map(|folder| root.join(folder)).collect();
        let mut text = String::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "rs" || end == "html") {
                    text += &std::fs::read_to_string(path).unwrap();
                }
            }
        }
        text
    }

    #[test]
    fn the_languages_say_the_same_and_fill_in_the_same_names() {
        let [first, others @ ..] = &FOLDERS;
        for (code, sources) in others {
            assert_eq!(messages(&first.1), messages(sources), "{code}");
        }
    }

    #[test]
    fn every_message_is_used_and_every_one_used_is_there() {
        let (known, text) = (messages(&FOLDERS[0].1), sources());
        let month = |key: &str| key.starts_with("month-");
        let unused: Vec<&String> = known
            .keys()
            .filter(|key| !month(key) && !text.contains(&format!("\"{key}\"")))
            .collect();
        assert_eq!(unused, [""; 0], "said nowhere");
        for call in [".say(\"", ".count(\"", ".fill(\""] {
            for after in text.split(call).skip(1) {
                let key = after.split('"').next().unwrap();
                assert!(known.contains_key(key), "{key} is said and stands in no language");
            }
        }
    }

    #[test]
    fn every_language_reads_whole() {
        for (code, sources) in FOLDERS {
            for source in sources {
                let read = FluentResource::try_new(source.to_owned());
                assert!(read.is_ok(), "{code}: {:?}", read.err().map(|(_, faults)| faults));
            }
        }
        assert_eq!(Words::french().count("home-persons", 1), "exploitant");
        assert_eq!(Words::french().count("persons-count", 2_000), "2\u{202f}000 personnes");
        let gap = "nothing-of-this-name";
        assert_eq!(Words::french().say(gap), "[nothing-of-this-name]");
    }
}
