//! On what the figures of a pack stand: a law, a page that was read, or the choice of this programme; or on nothing
//! yet, where a default is used until somebody of the country confirms it. Source: domain.md §0 (evidence marks), §16.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Pack;

/// Something that was read, by a code that figures name.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its code.
    pub code: String,
    /// What it is called, by language; what stands before the first comma is enough to find it in a list.
    pub names: BTreeMap<String, String>,
}

/// The code of what nobody else said: choices of this programme.
const OWN: &str = "LISANGA";

impl Source {
    /// Whether nobody else said it: it is a choice of this programme, to be settled with those it is for.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.code == OWN
    }

    /// What it is called in a language.
    #[must_use]
    pub fn name(&self, language: &str) -> &str {
        self.names.get(language).map_or(&self.code, String::as_str)
    }

    /// The same, as short as finds it in a list.
    #[must_use]
    pub fn short(&self, language: &str) -> &str {
        let name = self.name(language);
        name.split_once(", ").map_or(name, |(short, _)| short)
    }
}

/// On what each figure of a part of a pack stands: by the name of its field a source and where in it
/// (`AUSCOOP 204`, an article), or null where no text was found for it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Grounds(BTreeMap<String, Option<String>>);

/// On what a figure stands.
#[derive(Clone, Copy, Debug)]
pub enum Ground<'a> {
    /// Somebody said it: a source, and where in it.
    Source(&'a Source, &'a str),
    /// It is a default that nobody of the country has confirmed.
    Unverified,
}

impl Grounds {
    /// Whether a figure is a default that no text was found for.
    #[must_use]
    pub fn is_unverified(&self, figure: &str) -> bool {
        self.0.get(figure).is_some_and(Option::is_none)
    }

    /// Whether any figure but this one is a default.
    #[must_use]
    pub fn is_unverified_besides(&self, figure: &str) -> bool {
        self.0.iter().any(|(name, on)| name != figure && on.is_none())
    }

    /// The figures, and the code of a source with the place in it.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, Option<(&str, &str)>)> {
        self.0.iter().map(|(figure, on)| (figure.as_str(), on.as_deref().map(parted)))
    }
}

/// `AUSCOOP 204` as code and place.
fn parted(on: &str) -> (&str, &str) {
    on.split_once(' ').unwrap_or((on, ""))
}

impl Pack {
    /// On what a figure stands; none where nothing is said about it.
    #[must_use]
    pub fn ground<'a>(&'a self, grounds: &'a Grounds, figure: &str) -> Option<Ground<'a>> {
        let Some(on) = grounds.0.get(figure)? else { return Some(Ground::Unverified) };
        let (code, place) = parted(on);
        let source = self.sources.iter().find(|source| source.code == code)?;
        Some(Ground::Source(source, place))
    }
}
