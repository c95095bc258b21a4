//! What pages say, in every language: Fluent messages with their plurals.
//!
//! A language is a folder below `languages/`. Labels of kinds, fields and codes are those of the
//! dictionary; everything else a page says stands here, in `shared`, `site` (what a coordinator sees) or
//! `hub` (what an office sees).

use std::borrow::Cow;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use lisanga_protocol::languages::Language;
use unic_langid::LanguageIdentifier;

use crate::show;

macro_rules! folder {
    ($code:literal) => {
        [
            include_str!(concat!("../languages/", $code, "/shared.ftl")),
            include_str!(concat!("../languages/", $code, "/site.ftl")),
            include_str!(concat!("../languages/", $code, "/hub.ftl")),
        ]
    };
}

static FOLDERS: [(&str, [&str; 3]); 2] = [("fr", folder!("fr")), ("en", folder!("en"))];

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
            // What looks like a number counts as one, for plurals.
            let value = match text.parse::<i64>() {
                Ok(number) => FluentValue::from(number),
                Err(_) => FluentValue::from(*text),
            };
            arguments.set(*name, value);
        }
        self.format(key, Some(&arguments))
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
            let resource = match FluentResource::try_new((*source).to_owned()) {
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
