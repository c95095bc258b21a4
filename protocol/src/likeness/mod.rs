//! Look-alikes: who might be the same person, the same organisation, the same site.
//!
//! A first, simple version of domain.md §9.4. Names are weak keys: many people share them, their parts
//! change places and spellings. So two are alike only if every part of the shorter name has its own
//! counterpart in the longer one (it sounds the same, or differs by a slip of the pen), the births are at
//! most two years apart or unknown, and the sexes do not differ. Telephones and mothers only add to the
//! reasons. Nothing is decided here: a look-alike goes to a person, and twins are people of their own.

use std::collections::{BTreeMap, BTreeSet};

use automerge::ScalarValue;
use serde::{Deserialize, Serialize};

use self::folding::{fold, sound};
use crate::{
    dictionary::{forms::text_of, kind::Kind, paths::unescape},
    languages::Language,
};

pub mod folding;

/// What stands in a document: its paths and their scalars.
pub type Values = BTreeMap<String, ScalarValue>;

/// The fields a name is made of; those the kind has count.
const NAMES: &[&str] = &["surname", "postname", "given_name", "name"];
/// From this score on somebody looks at two persons side by side.
pub const REVIEW: u8 = 60;
/// From this score on they are likely one.
pub const STRONG: u8 = 85;
/// Years between two births up to which persons are compared: names are shared by thousands, also of one family
/// (the blocking of domain.md §9.4).
pub const APART: u16 = 3;
/// From which Jaro–Winkler likeness two parts of a name count as one misspelt.
const MISSPELT: f64 = 0.93;
/// Parts shorter than this are never taken for misspelt.
const LONG_ENOUGH: usize = 5;

/// What of a document tells whether it might be another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// The parts of the name, folded.
    pub parts: Vec<String>,
    /// How they sound; ask an index for documents that share one of these.
    pub sounds: Vec<String>,
    /// The year of birth.
    pub birth_year: Option<u16>,
    birth: Option<String>,
    sex: Option<String>,
    mother: Option<String>,
    phones: Vec<String>,
    papers: BTreeSet<String>,
    birth_place: Option<String>,
    village: Option<String>,
}

/// Why two are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The names have the same parts, in whatever order.
    SameName,
    /// The names sound the same or differ by little.
    NearName,
    /// The births are written the same.
    SameBirth,
    /// The births are at most two years apart.
    NearBirth,
    /// The mothers' names sound the same.
    SameMother,
    /// They share a telephone.
    SamePhone,
}

impl Reason {
    /// What the user reads.
    #[must_use]
    pub fn label(self, language: &Language) -> &str {
        language.text(match self {
            Self::SameName => "tables-alike-same-name",
            Self::NearName => "tables-alike-near-name",
            Self::SameBirth => "tables-alike-same-birth",
            Self::NearBirth => "tables-alike-near-birth",
            Self::SameMother => "tables-alike-same-mother",
            Self::SamePhone => "tables-alike-same-phone",
        })
    }
}

impl Traits {
    /// Of a document or a planned row.
    #[must_use]
    pub fn of(kind: &Kind, values: &Values) -> Self {
        let text = |name: &str| values.get(name).and_then(text_of);
        let names = NAMES.iter().filter(|name| kind.field(name).is_some());
        let names: Vec<String> = names.filter_map(|name| text(name)).collect();
        let folded = fold(&names.join(" "));
        let parts: Vec<String> =
            folded.split(' ').filter(|part| !part.is_empty()).map(str::to_owned).collect();
        let sounds = parts.iter().map(|part| sound(part)).collect();
        let birth = text("birth");
        let birth_year = birth.as_ref().and_then(|birth| birth.get(..4)?.parse().ok());
        let sex = text("sex").filter(|sex| sex != "U");
        let mother = text("mother_name").map(|mother| sounds_of(&mother));
        let phones = values.range("phones/".to_owned().."phones0".to_owned());
        let phones = phones.filter_map(|(path, _)| unescape(path.strip_prefix("phones/")?));
        let papers = values.range("id_docs/".to_owned().."id_docs0".to_owned());
        let papers = papers.filter(|(path, _)| path.ends_with("/number"));
        let papers = papers.filter_map(|(_, number)| Some(folding::squeeze(&text_of(number)?)));
        let place = |name: &str| text(name).map(|place| sounds_of(&place));
        let (birth_place, village) = (place("birth_place"), place("village"));
        let (phones, papers) = (phones.collect(), papers.collect());
        Self { parts, sounds, birth_year, birth, sex, mother, phones, papers, birth_place, village }
    }

    /// What an index keeps beside the sounds of the names, so that everybody who may reach [`REVIEW`] is
    /// found: see [`Self::reaches`].
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let mother = self.mother.iter().map(|mother| format!("mother:{mother}"));
        mother.chain(self.papers.iter().map(|paper| format!("paper:{paper}"))).collect()
    }

    /// What those share who are looked for in a whole province, where names are too many to go by: a paper, or two
    /// parts of the name with the mother's name or the day of birth.
    #[must_use]
    pub fn strong_keys(&self) -> Vec<String> {
        let sounds: BTreeSet<&String> = self.sounds.iter().collect();
        let sounds: Vec<&String> = sounds.into_iter().collect();
        let pairs = sounds
            .iter()
            .enumerate()
            .flat_map(|(at, one)| sounds[at + 1..].iter().map(move |other| (*one, *other)));
        let mother = self.mother.iter().flat_map(|mother| {
            pairs.clone().map(move |(one, other)| format!("whole:{mother}:{one}:{other}"))
        });
        let day = self.birth.iter().filter(|birth| birth.len() == 10);
        let born = day.flat_map(|day| {
            pairs.clone().map(move |(one, other)| format!("born:{day}:{one}:{other}"))
        });
        let papers = self.papers.iter().map(|paper| format!("paper:{paper}"));
        mother.chain(born).chain(papers).collect()
    }

    /// Whether somebody with so many sounds in common, and with these keys, may reach [`REVIEW`]: two
    /// parts of the name, one part and the mother's name, or a paper.
    #[must_use]
    pub fn reaches(&self, sounds: usize, keys: &[String]) -> bool {
        let paper = |key: &&String| key.starts_with("paper:");
        let distinct: BTreeSet<&String> = self.sounds.iter().collect();
        // Of a part that comes twice the index knows once.
        let enough = if distinct.len() < self.sounds.len() { 1 } else { 2 };
        keys.iter().any(|key| paper(&key)) || sounds >= enough || (sounds == 1 && !keys.is_empty())
    }

    /// How likely two persons are one, from 0 to 100: the score of domain.md §9.4, without what needs a
    /// human eye or a team list. From [`REVIEW`] on a person looks at it, from [`STRONG`] on it is
    /// likely. Twins score high and are two.
    #[must_use]
    pub fn score(&self, other: &Self) -> u8 {
        if !self.papers.is_disjoint(&other.papers) {
            return 100;
        }
        let apart = self.birth_year.zip(other.birth_year).map(|(one, other)| one.abs_diff(other));
        if apart.is_some_and(|years| years > APART) {
            return 0;
        }
        let equal = |one: &Option<String>, other: &Option<String>, points: i32| {
            let same = one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one == other);
            if same { points } else { 0 }
        };
        let mut left: Vec<&String> = other.sounds.iter().collect();
        let mut names = 0;
        for sound in &self.sounds {
            if let Some(at) = left.iter().position(|other| *other == sound) {
                left.swap_remove(at);
                names += 1;
            }
        }
        let names = match names {
            0 => return 0,
            1 => 15,
            _ => 35,
        };
        let birth = match self.birth_year.zip(other.birth_year) {
            Some(_)
                if self.birth == other.birth
                    && self.birth.as_ref().is_some_and(|b| b.len() == 10) =>
            {
                15
            }
            Some((one, other)) if one == other => 8,
            Some((one, other)) if one.abs_diff(other) <= 2 => 4,
            _ => 0,
        };
        let sex = match self.sex.as_ref().zip(other.sex.as_ref()) {
            Some((one, other)) if one == other => 5,
            Some(_) => -25,
            None => 0,
        };
        let phone =
            if self.phones.iter().any(|phone| other.phones.contains(phone)) { 5 } else { 0 };
        let score = names
            + birth
            + sex
            + phone
            + equal(&self.mother, &other.mother, 25)
            + equal(&self.birth_place, &other.birth_place, 8)
            + equal(&self.village, &other.village, 7);
        u8::try_from(score.clamp(0, 100)).unwrap_or(0)
    }

    /// Why this might be `other`; none if it is not.
    #[must_use]
    pub fn reasons(&self, other: &Self) -> Option<Vec<Reason>> {
        let differ = |one: &Option<String>, other: &Option<String>| {
            one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one != other)
        };
        if differ(&self.sex, &other.sex) {
            return None;
        }
        let apart = self.birth_year.zip(other.birth_year);
        let apart = apart.map(|(one, other)| one.abs_diff(other));
        if apart.is_some_and(|years| years > 2) {
            return None;
        }
        let mut reasons = vec![self.name_reason(other)?];
        if self.birth.is_some() && self.birth == other.birth {
            reasons.push(Reason::SameBirth);
        } else if apart.is_some() {
            reasons.push(Reason::NearBirth);
        }
        if self.mother.is_some() && self.mother == other.mother {
            reasons.push(Reason::SameMother);
        }
        if self.phones.iter().any(|phone| other.phones.contains(phone)) {
            reasons.push(Reason::SamePhone);
        }
        Some(reasons)
    }

    /// Whether the names are alike as a whole.
    fn name_reason(&self, other: &Self) -> Option<Reason> {
        let (short, long) =
            if self.parts.len() <= other.parts.len() { (self, other) } else { (other, self) };
        // A single part in common says nothing, unless it is all there is.
        if short.parts.is_empty() || (short.parts.len() == 1 && long.parts.len() > 1) {
            return None;
        }
        let mut left: Vec<usize> = (0..long.parts.len()).collect();
        let mut same = short.parts.len() == long.parts.len();
        // Equal parts find each other first, so that a look-alike does not take their place.
        let mut open = Vec::new();
        for (at, part) in short.parts.iter().enumerate() {
            match left.iter().position(|other| long.parts[*other] == *part) {
                Some(found) => {
                    left.swap_remove(found);
                }
                None => open.push(at),
            }
        }
        for at in open {
            same = false;
            let near = |other: &usize| {
                short.sounds[at] == long.sounds[*other]
                    || misspelt(&short.parts[at], &long.parts[*other])
            };
            let found = left.iter().position(near)?;
            left.swap_remove(found);
        }
        Some(if same { Reason::SameName } else { Reason::NearName })
    }
}

fn sounds_of(name: &str) -> String {
    let folded = fold(name);
    let mut sounds: Vec<String> = folded.split(' ').map(sound).collect();
    sounds.sort();
    sounds.join(" ")
}

fn misspelt(one: &str, other: &str) -> bool {
    let words =
        |part: &str| part.len() >= LONG_ENOUGH && !part.contains(|c: char| c.is_ascii_digit());
    words(one) && words(other) && strsim::jaro_winkler(one, other) >= MISSPELT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dictionary::kinds::{mining_site::MINING_SITE, person::PERSON};

    fn person(surname: &str, postname: &str, given: &str, birth: &str, sex: &str) -> Traits {
        let values = [
            ("surname", surname),
            ("postname", postname),
            ("given_name", given),
            ("birth", birth),
            ("sex", sex),
        ];
        let filled = values.into_iter().filter(|(_, value)| !value.is_empty());
        let values =
            filled.map(|(name, value)| (name.to_owned(), ScalarValue::from(value))).collect();
        Traits::of(&PERSON, &values)
    }

    #[test]
    fn spellings_orders_and_near_years_are_alike() {
        let one = person("KABONGO", "Tshibangu", "Joséphine", "1991", "F");
        let reasons = |other: &Traits| one.reasons(other);
        let same = person("Kabongo", "TSHIBANGU", "Josephine", "1991", "F");
        assert_eq!(reasons(&same), Some(vec![Reason::SameName, Reason::SameBirth]));
        let turned = person("Cibangu", "Kabongo", "", "1993-02-01", "F");
        assert_eq!(reasons(&turned), Some(vec![Reason::NearName, Reason::NearBirth]));
        let slip = person("Kabongo", "Tshibangu", "Joséphinne", "", "");
        assert_eq!(reasons(&slip), Some(vec![Reason::NearName]));
        assert_eq!(reasons(&person("Kabongo", "Tshibangu", "Joséphine", "1994", "F")), None);
        assert_eq!(reasons(&person("Kabongo", "Tshibangu", "Joséphine", "1991", "M")), None);
        assert_eq!(reasons(&person("Kabongo", "Tshibangu", "Béatrice", "1991", "F")), None);
        assert_eq!(reasons(&person("Kabongo", "", "", "1991", "F")), None);
    }

    #[test]
    fn numbered_places_differ() {
        let site = |name: &str| {
            Traits::of(&MINING_SITE, &[("name".to_owned(), ScalarValue::from(name))].into())
        };
        assert!(site("Lubilanji 3 (démo)").reasons(&site("LUBILANJI 3 démo")).is_some());
        assert!(site("Lubilanji 3 (démo)").reasons(&site("Lubilanji 4 (démo)")).is_none());
    }

    #[test]
    fn the_score_counts_what_the_domain_says() {
        let of = |pairs: &[(&str, &str)]| {
            let scalar = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).into());
            Traits::of(&PERSON, &pairs.iter().map(scalar).collect())
        };
        let names = [("surname", "KABONGO"), ("postname", "Tshibangu"), ("sex", "F")];
        let more = [("birth", "1991-03-14"), ("mother_name", "Mbuyi")];
        let one = of(&[&names[..], &more].concat());
        assert_eq!(one.score(&one.clone()), 35 + 15 + 5 + 25);
        assert!(one.score(&one.clone()) >= REVIEW);
        assert_eq!(one.score(&of(&names)), 40);
        assert_eq!(one.score(&of(&[("surname", "Cibangu"), ("birth", "1991")])), 15 + 8);
        let twin = [("surname", "KABONGO"), ("postname", "Tshibangu"), ("sex", "M")];
        assert_eq!(one.score(&of(&[&twin[..], &more].concat())), 35 + 15 - 25 + 25);
        let paper = [("id_docs/VOTER/number", "12-34 A")];
        assert_eq!(of(&paper).score(&of(&[("id_docs/x/number", "1234a")])), 100);
    }

    #[test]
    fn who_was_born_more_than_three_years_apart_is_compared_by_papers_only() {
        let born = |birth: &str, more: &[(&str, &str)]| {
            let same = [("surname", "KABONGO"), ("postname", "Tshibangu"), ("sex", "F")];
            let said = [("mother_name", "Mbuyi"), ("birth", birth)];
            let values = same.iter().chain(&said).chain(more);
            let scalar = |(path, text): &(&str, &str)| ((*path).to_owned(), (*text).into());
            Traits::of(&PERSON, &values.map(scalar).collect())
        };
        let one = born("1991-03-14", &[]);
        assert_eq!(one.score(&born("1994", &[])), 35 + 5 + 25);
        assert_eq!(one.score(&born("1995", &[])), 0, "an aunt and her niece");
        assert_eq!(one.score(&born("", &[])), 35 + 5 + 25, "the birth is not known");
        let paper = [("id_docs/VOTER/number", "12-34 A")];
        assert_eq!(born("1991", &paper).score(&born("1995", &paper)), 100);
    }
}
