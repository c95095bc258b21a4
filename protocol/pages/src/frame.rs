//! What stands around every page: where one is, who is signed in, how things stand with the exchange,
//! and the way to the other pages.

use crate::assets;
use crate::words::Words;

/// What stands around a page. Templates begin with `{% extends "base.html" %}` and have it as `f`.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The language.
    pub words: &'static Words,
    /// What the page is about.
    pub title: String,
    /// The site or the office.
    pub place: String,
    /// Who is signed in.
    pub user: Option<String>,
    /// The way to the other pages; five at most find room on a telephone.
    pub ways: Vec<Way>,
    /// Ways taken seldom, which stand in the menu.
    pub more: Vec<Way>,
    /// How things stand with the exchange.
    pub badge: Option<Badge>,
    /// The path of this page, to come back to it in another language.
    pub path: String,
    /// What was done a moment ago.
    pub notice: Option<String>,
    /// Whether what is shown is made up.
    pub demo: bool,
}

/// A way to another page.
#[derive(Clone, Debug)]
pub struct Way {
    /// Where to.
    pub to: &'static str,
    /// Its symbol in `icons.svg`.
    pub icon: &'static str,
    /// What it is called.
    pub label: String,
    /// Whether one is there.
    pub here: bool,
    /// How many things wait there.
    pub waiting: u64,
}

/// How things stand, in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    /// Good, waiting or bad, by which it is coloured; never by colour alone.
    pub mood: Mood,
    /// The words.
    pub text: String,
    /// Where more is said.
    pub to: &'static str,
}

/// Good, waiting or bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Nothing to do.
    Good,
    /// Something is under way or old.
    Waiting,
    /// Somebody should look.
    Bad,
}

impl Mood {
    /// The class in the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Waiting => "waiting",
            Self::Bad => "bad",
        }
    }

    /// The symbol.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Good => "circle-check",
            Self::Waiting => "refresh-cw",
            Self::Bad => "triangle-alert",
        }
    }
}

impl Frame {
    /// For somebody who is not signed in.
    #[must_use]
    pub fn bare(words: &'static Words, title: String, place: String, path: &str) -> Self {
        let path = path.to_owned();
        Self {
            words,
            title,
            place,
            user: None,
            ways: Vec::new(),
            more: Vec::new(),
            badge: None,
            path,
            notice: None,
            demo: false,
        }
    }

    /// See [`Words::say`].
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// See [`Words::count`].
    #[must_use]
    pub fn count(&self, key: &str, count: &u64) -> String {
        self.words.count(key, *count)
    }

    /// See [`Words::fill`], with one name.
    #[must_use]
    pub fn fill(&self, key: &str, name: &str, text: &str) -> String {
        self.words.fill(key, &[(name, text)])
    }

    /// The address of a style, script or picture.
    #[must_use]
    pub fn asset(&self, name: &str) -> String {
        assets::url(name).to_owned()
    }

    /// The languages to choose from, each with its code.
    #[must_use]
    pub fn languages(&self) -> Vec<(&'static str, String)> {
        let others = Words::all().iter().filter(|words| words.language.code != self.code());
        others.map(|words| (words.language.code, words.say("language-name"))).collect()
    }

    /// The code of this language.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.words.language.code
    }
}
