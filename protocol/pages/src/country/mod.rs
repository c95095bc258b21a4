//! « Ce que dit le pays »: every figure of a country's pack in words, with the source it stands on or the mark that
//! it is a default. A site and the hub show the same page. It goes through all that [`Pack::parts`] gives, so that
//! no figure can be left out. Source: domain.md §0 (evidence marks), §14.

mod alone;
mod law;
mod limits;
#[cfg(test)]
mod tests;

use askama::Template;
use lisanga_protocol::dictionary::kind::List;
use lisanga_protocol::dictionary::lists::{
    CASE_KIND, COUNTRY, LEGAL_FORM, LICENCE_KIND, OFFICIAL_KIND, PROCEDURE_STEP,
};
use lisanga_protocol::dictionary::text;
use lisanga_protocol::packs::{Ground, Of, Pack, Part};
use lisanga_protocol::units::Money;

use crate::frame::Frame;
use crate::show;
use crate::words::Words;

/// What the page is about, section by section: the keys of their titles.
const SECTIONS: [&str; 15] = [
    "country-areas",
    "country-people",
    "country-forms",
    "country-recognition",
    "country-licences",
    "country-limits",
    "country-sharing",
    "country-accounts",
    "country-money",
    "country-goods",
    "country-standards",
    "country-trainings",
    "country-cases",
    "country-reports",
    "country-privacy",
];

/// The page.
#[derive(Debug, Template)]
#[template(path = "country.html")]
pub struct CountryPage {
    f: Frame,
    /// Why it is there.
    why: String,
    counts: Counts,
    sections: Vec<Section>,
    /// Whether all sections are open.
    open: bool,
    sources: Vec<Cited>,
}

/// On what so many figures stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    /// On something that was read.
    read: u64,
    /// On the choice of this programme.
    chosen: u64,
    /// On nothing yet.
    unverified: u64,
}

impl Counts {
    /// As a line, of what there is.
    fn line(&self, f: &Frame) -> String {
        let [read, chosen] = [("country-of-read", self.read), ("country-of-chosen", self.chosen)];
        let counts = [read, chosen, ("country-of-default", self.unverified)];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let said: Vec<String> = counts.map(|(key, count)| f.words.count(key, count)).collect();
        said.join(" · ")
    }
}

/// A section of the page.
#[derive(Debug)]
struct Section {
    key: &'static str,
    title: String,
    counts: Counts,
    cards: Vec<Card>,
}

/// What is said of one thing.
#[derive(Debug)]
struct Card {
    /// What it is; empty where it is the section as a whole.
    title: String,
    rows: Vec<Row>,
}

/// A figure in words.
#[derive(Debug)]
struct Row {
    told: Told,
    /// On what it stands; none where the program is made so.
    mark: Option<Mark>,
}

/// What is said of a figure.
#[derive(Debug, Default)]
struct Told {
    /// What it is about; empty where a sentence says all.
    label: String,
    values: Vec<String>,
    /// What is folded away: long lists.
    folded: Vec<String>,
}

/// On what a figure stands.
#[derive(Debug)]
struct Mark {
    /// The code of a source in the list at the foot; none for a default.
    to: Option<String>,
    text: String,
}

/// A source in the list at the foot.
#[derive(Debug)]
struct Cited {
    code: String,
    name: String,
    /// How many figures stand on it.
    times: u64,
}

/// The page of a country.
#[must_use]
pub fn page(f: Frame, pack: &Pack, open: bool) -> CountryPage {
    let words = f.words;
    let teller = Teller { pack, words };
    let mut sections: Vec<Section> = SECTIONS
        .iter()
        .map(|key| Section {
            key,
            title: words.say(key),
            counts: Counts::default(),
            cards: Vec::new(),
        })
        .collect();
    let mut cited: Vec<u64> = vec![0; pack.sources.len()];
    for mut part in pack.parts() {
        part.figures.sort_by_key(|figure| limits::place(figure));
        for (key, told) in teller.besides(part.of) {
            put(&mut sections, key, &teller.title(part.of), Row { told, mark: None });
        }
        for figure in &part.figures {
            let (key, told) = teller.told(&part, figure);
            let ground = pack.ground(part.grounds, figure);
            if let Some(Ground::Source(source, _)) = ground
                && let Some(at) = pack.sources.iter().position(|known| known.code == source.code)
            {
                cited[at] += 1;
            }
            let mark = ground.map(|ground| teller.mark(ground));
            let section = put(&mut sections, key, &teller.title(part.of), Row { told, mark });
            if let (Some(section), Some(ground)) = (section, ground) {
                section.counts.add(ground);
            }
        }
    }
    let mut counts = Counts::default();
    for section in &sections {
        counts.read += section.counts.read;
        counts.chosen += section.counts.chosen;
        counts.unverified += section.counts.unverified;
    }
    let source = |(source, times): (&lisanga_protocol::packs::Source, u64)| Cited {
        code: source.code.clone(),
        name: source.name(words.language.code).to_owned(),
        times,
    };
    let sources = pack.sources.iter().zip(cited).map(source).collect();
    let country = teller.code(COUNTRY, &pack.country);
    let why = words.fill("country-why", &[("country", &country)]);
    CountryPage { f, why, counts, sections, open, sources }
}

impl Counts {
    fn add(&mut self, ground: Ground<'_>) {
        match ground {
            Ground::Source(source, _) if source.is_own() => self.chosen += 1,
            Ground::Source(..) => self.read += 1,
            Ground::Unverified => self.unverified += 1,
        }
    }
}

/// Puts a row where it belongs: into the card of this title.
fn put<'s>(
    sections: &'s mut [Section],
    key: &str,
    title: &str,
    row: Row,
) -> Option<&'s mut Section> {
    let section = sections.iter_mut().find(|section| section.key == key)?;
    match section.cards.iter_mut().find(|card| card.title == title) {
        Some(card) => card.rows.push(row),
        None => section.cards.push(Card { title: title.to_owned(), rows: vec![row] }),
    }
    Some(section)
}

/// Puts figures of a country into words.
struct Teller<'a> {
    pack: &'a Pack,
    words: &'static Words,
}

impl Teller<'_> {
    /// In which section a figure stands, and what is said of it. What nobody put into words is seen by its name in
    /// brackets.
    fn told(&self, part: &Part<'_>, figure: &str) -> (&'static str, Told) {
        let told = match part.of {
            Of::Country(_) => self.alone(figure).or_else(|| self.limit(figure)),
            Of::Rule(rule) => self.rule(rule, figure).map(|told| ("country-forms", told)),
            Of::Step(step) => self.step(step, figure).map(|told| ("country-recognition", told)),
            Of::Licence(kind) => self.licence(kind, figure).map(|told| ("country-licences", told)),
            Of::Scheme(scheme) => self.scheme(scheme, figure).map(|told| ("country-sharing", told)),
            Of::Measure(measure) => Some(("country-goods", self.measure(measure))),
            Of::Case(path) => self.case(path, figure).map(|told| ("country-cases", told)),
            Of::Report(report) => self.report(report, figure).map(|told| ("country-reports", told)),
            Of::Privacy(privacy) => {
                self.privacy(privacy, figure).map(|told| ("country-privacy", told))
            }
        };
        told.unwrap_or_else(|| {
            let label = format!("[{figure}]");
            ("country-limits", Told { label, ..Told::default() })
        })
    }

    /// What a part is called; empty where its figures stand in their section alone.
    fn title(&self, of: Of<'_>) -> String {
        match of {
            Of::Country(_) | Of::Privacy(_) | Of::Measure(_) => String::new(),
            Of::Rule(rule) => self.code(LEGAL_FORM, &rule.form),
            Of::Step(step) => self.code(PROCEDURE_STEP, &step.code),
            Of::Licence(kind) => self.code(LICENCE_KIND, &kind.code),
            Of::Case(path) => self.code(CASE_KIND, &path.kind),
            Of::Report(report) => self.code(OFFICIAL_KIND, &report.code),
            Of::Scheme(scheme) => self.text(&scheme.names),
        }
    }

    fn mark(&self, ground: Ground<'_>) -> Mark {
        match ground {
            Ground::Unverified => Mark { to: None, text: self.words.say("country-default") },
            Ground::Source(source, place) => {
                let short = source.short(self.words.language.code);
                let at = [("source", short), ("place", place)];
                let text = if place.is_empty() {
                    short.to_owned()
                } else {
                    self.words.fill("country-at", &at)
                };
                Mark { to: Some(source.code.clone()), text }
            }
        }
    }

    fn label(&self, key: &str, values: Vec<String>) -> Told {
        Told { label: self.words.say(key), values, folded: Vec::new() }
    }

    fn line(&self, key: &str, value: String) -> Told {
        self.label(key, vec![value])
    }

    /// « Assemblée ordinaire : 50 % ».
    fn of(&self, what: &str, value: &str) -> String {
        self.words.told(what, value)
    }

    fn code(&self, list: List, code: &str) -> String {
        self.words.language.code(list, code).unwrap_or(code).to_owned()
    }

    fn codes(&self, list: List, codes: &[String]) -> Vec<String> {
        codes.iter().map(|code| self.code(list, code)).collect()
    }

    /// What stands in the pack in this language.
    fn text(&self, texts: &std::collections::BTreeMap<String, String>) -> String {
        texts.get(self.words.language.code).cloned().unwrap_or_default()
    }

    fn days(&self, days: u16) -> String {
        self.words.count("days", i64::from(days))
    }

    /// So many months, or without end.
    fn months(&self, months: u16) -> String {
        match months {
            0 => self.words.say("country-endless"),
            months => self.words.count("months", i64::from(months)),
        }
    }

    /// « 66,67 % », of basis points.
    fn percent(&self, points: i64) -> String {
        format!("{}\u{a0}%", self.trimmed(points, 2))
    }

    /// A number of small units without the zeros at its end.
    fn trimmed(&self, mut number: i64, mut decimals: u8) -> String {
        while decimals > 0 && number % 10 == 0 {
            number /= 10;
            decimals -= 1;
        }
        text::decimal(number, decimals, self.words.language)
    }

    /// What is paid; nobody knows it where none is said.
    fn fee(&self, fee: Option<Money>) -> String {
        match fee {
            Some(fee) => show::money(fee, self.words),
            None => self.words.say("country-fee-unknown"),
        }
    }
}
