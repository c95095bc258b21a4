//! Which column gives which field: found by the header, and written down where the header does not say.
//!
//! A header is compared without capitals, accents and punctuation to the name of a field, its labels in
//! every language and its synonyms. What the user writes in TOML wins:
//!
//! ```toml
//! [columns]
//! "Nom complet" = "surname"
//! "N°" = ""                 # not taken
//!
//! [defaults]
//! nationality = "CD"        # for new documents where the row says nothing
//! ```

use std::collections::{BTreeMap, BTreeSet};

use automerge::ScalarValue;
use lisanga_protocol::{
    dictionary::{
        kind::{Field, Kind, Need, Shape, Type},
        leaves::{Leaf, leaves},
    },
    languages::Language,
    packs::Pack,
};
use serde::Deserialize;

use crate::{
    cells::{Fault, read_cells},
    folding::squeeze,
    sentences::sentence,
    synonyms,
};

/// The name of the column that holds the id of the document.
pub const ID: &str = "id";

/// The name of the column that holds all parts of a name.
pub const FULL_NAME: &str = "full_name";

/// What a column gives.
#[derive(Clone, Debug)]
pub enum Target {
    /// The id of the document, in hexadecimal.
    Id,
    /// A field.
    Field(Leaf),
    /// The whole name of a person, which is cut at its blanks into the parts a name has.
    FullName,
    /// Nothing: the column is not known, or not wanted.
    Nothing,
}

impl Target {
    /// The name of its field, `id`, or nothing.
    #[must_use]
    pub const fn name(&self) -> Option<&'static str> {
        match self {
            Self::Id => Some(ID),
            Self::Field(leaf) => Some(leaf.path),
            Self::FullName => Some(FULL_NAME),
            Self::Nothing => None,
        }
    }
}

/// The columns of a file and what they give.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// The kind the rows become.
    pub kind: &'static Kind,
    /// A target for each column.
    pub targets: Vec<Target>,
    /// The text of fields that no cell gives, for new documents.
    pub defaults: BTreeMap<&'static str, String>,
}

/// Why a mapping is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read the mapping: {}", self.message(Language::english()))]
pub enum MappingFault {
    /// It is not TOML, or has other parts.
    NotToml(String),
    /// No field has this name.
    UnknownField {
        /// What was written.
        name: String,
        /// The field that is called almost so.
        nearest: String,
    },
    /// The file has no column of this name.
    UnknownColumn(String),
    /// Two columns give one field.
    Twice(String),
    /// No column gives what has this label key, and nothing can be read without it.
    Missing(String),
    /// A default that its field does not take.
    BadDefault {
        /// The field.
        name: String,
        /// What was written.
        value: String,
        /// What is wrong with it.
        fault: Fault,
    },
}

impl MappingFault {
    /// The sentence for the user.
    #[must_use]
    pub fn message(&self, language: &Language) -> String {
        let say = |key: &str, with: &[(&str, &str)]| {
            sentence(language, &format!("tables-columns-{key}"), with)
        };
        match self {
            Self::NotToml(reason) => say("not-toml", &[("reason", reason)]),
            Self::UnknownField { name, nearest } => {
                say("unknown-field", &[("name", name), ("nearest", nearest)])
            }
            Self::UnknownColumn(name) => say("unknown-column", &[("name", name)]),
            Self::Twice(name) => say("twice", &[("name", name)]),
            Self::Missing(label) => say("missing", &[("name", language.text(label))]),
            Self::BadDefault { name, value, fault } => {
                let reason = fault.message(language);
                say("bad-default", &[("name", name), ("value", value), ("reason", &reason)])
            }
        }
    }
}

/// What the user wrote.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    columns: BTreeMap<String, String>,
    defaults: BTreeMap<String, String>,
}

impl Mapping {
    /// What the headers say by themselves. Where two columns could give a field of one value, the
    /// earlier one does.
    #[must_use]
    pub fn guess(kind: &'static Kind, header: &[String]) -> Self {
        let names = names(kind);
        let mut taken = BTreeSet::new();
        let targets = header.iter().map(|column| {
            let target = guess(&names, column);
            let many = matches!(&target, Target::Field(leaf) if leaf.many);
            let free = target.name().is_none_or(|name| many || taken.insert(name));
            if free { target } else { Target::Nothing }
        });
        let targets = targets.collect();
        Self { kind, targets, defaults: BTreeMap::new() }
    }

    /// What the headers say, with what `toml` says instead.
    pub fn read(
        kind: &'static Kind,
        header: &[String],
        toml: &str,
        pack: &Pack,
    ) -> Result<Self, MappingFault> {
        let written: Written = toml::from_str(toml)
            .map_err(|error| MappingFault::NotToml(error.message().trim().to_owned()))?;
        let mut mapping = Self::guess(kind, header);
        let mut chosen = BTreeMap::new();
        for (column, name) in &written.columns {
            let same = |header: &&String| squeeze(header) == squeeze(column);
            let exact = header.iter().position(|header| header == column.trim());
            let at = exact.or_else(|| header.iter().position(|header| same(&header)));
            let at = at.ok_or_else(|| MappingFault::UnknownColumn(column.clone()))?;
            chosen.insert(at, target(kind, name)?);
        }
        // What was chosen takes the place of what was guessed.
        let names: BTreeSet<&str> = chosen.values().filter_map(Target::name).collect();
        for target in &mut mapping.targets {
            if target.name().is_some_and(|name| names.contains(name)) {
                *target = Target::Nothing;
            }
        }
        for (at, target) in chosen {
            mapping.targets[at] = target;
        }
        for (name, value) in &written.defaults {
            let leaf = field(kind, name)?;
            let bad = |fault| MappingFault::BadDefault {
                name: name.clone(),
                value: value.clone(),
                fault,
            };
            // A reference may be a name that only the store knows; it is asked when rows are read.
            if !matches!(leaf.of, Type::Ref(_)) {
                read_cells(leaf.of, value, pack).map_err(bad)?;
            }
            mapping.defaults.insert(leaf.path, value.clone());
        }
        mapping.check()?;
        Ok(mapping)
    }

    /// This mapping in TOML, to be kept for the next file of the same office.
    #[must_use]
    pub fn to_toml(&self, header: &[String]) -> String {
        let mut written = BTreeMap::new();
        for (column, target) in header.iter().zip(&self.targets).rev() {
            written.insert(column.as_str(), target.name().unwrap_or_default());
        }
        let lines = written.into_iter().filter(|(column, _)| !column.is_empty());
        let columns =
            lines.map(|(column, name)| format!("{} = {}\n", quoted(column), quoted(name)));
        let defaults =
            self.defaults.iter().map(|(name, text)| format!("{name} = {}\n", quoted(text)));
        let (columns, defaults): (String, String) = (columns.collect(), defaults.collect());
        format!("[columns]\n{columns}\n[defaults]\n{defaults}")
    }

    /// Refuses two columns for one value.
    fn check(&self) -> Result<(), MappingFault> {
        let mut seen = BTreeSet::new();
        for target in &self.targets {
            let many = matches!(target, Target::Field(leaf) if leaf.many);
            if let Some(name) = target.name().filter(|name| !many && !seen.insert(*name)) {
                return Err(MappingFault::Twice(name.to_owned()));
            }
        }
        Ok(())
    }

    /// The required fields that neither a column nor a default gives.
    #[must_use]
    pub fn missing(&self, pack: &Pack) -> Vec<&'static str> {
        let mut given: BTreeSet<&str> = self.targets.iter().filter_map(Target::name).collect();
        if given.contains(FULL_NAME) {
            given.extend(pack.name_parts.iter().map(|part| part.field.as_str()));
        }
        let asked = targets(self.kind).filter(|leaf| required(leaf.field));
        let missing = asked.map(|leaf| leaf.path);
        missing.filter(|name| !given.contains(name) && !self.defaults.contains_key(name)).collect()
    }

    /// The required fields that no file of rows can give, such as consents; they stay to be filled in.
    #[must_use]
    pub fn left_open(&self) -> Vec<&'static str> {
        let asked = self.kind.all_fields().filter(|field| {
            field.need == Need::Required && field.retired.is_none() && !fits_a_column(field)
        });
        asked.map(|field| field.name).collect()
    }

    /// The field whose value, besides the id, says which document a row is of: a registration number
    /// or a code, if a column gives it.
    #[must_use]
    pub fn number(&self) -> Option<&'static str> {
        let given = |name: &&str| self.targets.iter().any(|target| target.name() == Some(name));
        NUMBERS.iter().copied().find(|name| given(name))
    }
}

/// Fields that are a number given to one document.
const NUMBERS: &[&str] = &["reg_no", "code"];

/// Whether entry always asks for this field.
pub(crate) fn required(field: &Field) -> bool {
    field.need == Need::Required && field.retired.is_none()
}

const fn fits_a_column(field: &Field) -> bool {
    matches!(field.shape, Shape::One(..) | Shape::Set(_))
}

/// The fields a column can give: of one value or a set of them.
pub fn targets(kind: &'static Kind) -> impl Iterator<Item = Leaf> {
    let fits = |leaf: &Leaf| fits_a_column(leaf.field) && leaf.field.retired.is_none();
    leaves(kind).into_iter().filter(fits)
}

/// What each field may be called, squeezed; the earlier one wins.
fn names(kind: &'static Kind) -> Vec<(String, Leaf)> {
    let mut names = Vec::new();
    for of_name in [true, false] {
        for leaf in targets(kind) {
            let labels = Language::all().iter().filter_map(|language| language.known(&leaf.label));
            let own = labels.chain([leaf.path]);
            let known: Vec<&str> =
                if of_name { own.collect() } else { synonyms::of(kind.name, leaf.path).to_vec() };
            names.extend(known.into_iter().map(|name| (squeeze(name), leaf.clone())));
        }
    }
    names
}

fn guess(names: &[(String, Leaf)], column: &str) -> Target {
    let wanted = squeeze(column);
    if wanted.is_empty() || is_problem_column(column) {
        return Target::Nothing;
    }
    if wanted == ID {
        return Target::Id;
    }
    if synonyms::FULL_NAME.contains(&wanted.as_str())
        && names.iter().any(|(_, leaf)| leaf.path == "surname")
    {
        return Target::FullName;
    }
    let find = |wanted: &str| names.iter().find(|(name, _)| name == wanted).map(|(_, leaf)| leaf);
    // « Téléphone 2 » is one more of a set.
    let counted =
        || find(wanted.trim_end_matches(|c: char| c.is_ascii_digit())).filter(|leaf| leaf.many);
    find(&wanted).or_else(counted).map_or(Target::Nothing, |leaf| Target::Field(leaf.clone()))
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// Whether this is the column that a file of rejected rows was given.
pub(crate) fn is_problem_column(column: &str) -> bool {
    let same =
        |language: &Language| squeeze(language.text("tables-problem-column")) == squeeze(column);
    Language::all().iter().any(same)
}

fn target(kind: &'static Kind, name: &str) -> Result<Target, MappingFault> {
    match name.trim() {
        "" => Ok(Target::Nothing),
        ID => Ok(Target::Id),
        FULL_NAME if kind.field("surname").is_some() => Ok(Target::FullName),
        name => field(kind, name).map(Target::Field),
    }
}

fn field(kind: &'static Kind, name: &str) -> Result<Leaf, MappingFault> {
    let unknown = || MappingFault::UnknownField {
        name: name.to_owned(),
        nearest: nearest(kind, name).to_owned(),
    };
    targets(kind).find(|leaf| leaf.path == name).ok_or_else(unknown)
}

/// The field whose name, label or synonym is most like `name`.
#[must_use]
pub fn nearest(kind: &'static Kind, name: &str) -> &'static str {
    let wanted = squeeze(name);
    let like = |known: &str| strsim::jaro_winkler(&wanted, known);
    let names = names(kind);
    let best = names.iter().max_by(|(one, _), (other, _)| like(one).total_cmp(&like(other)));
    best.map_or(ID, |(_, leaf)| leaf.path)
}

/// The values of a cell of this field; a reference must be an id.
pub(crate) fn read_values(leaf: &Leaf, text: &str, pack: &Pack) -> Result<Vec<ScalarValue>, Fault> {
    if leaf.many {
        read_cells(leaf.of, text, pack)
    } else {
        crate::cells::read_cell(leaf.of, text, pack).map(|value| vec![value])
    }
}

#[cfg(test)]
mod tests {
    use lisanga_protocol::dictionary::kinds::{organisation::ORGANISATION, person::PERSON};

    use super::*;

    fn header(columns: &[&str]) -> Vec<String> {
        columns.iter().map(|column| (*column).to_owned()).collect()
    }

    fn names_of(mapping: &Mapping) -> Vec<&'static str> {
        mapping.targets.iter().map(|target| target.name().unwrap_or("-")).collect()
    }

    fn read(columns: &[&str], toml: &str) -> Result<Mapping, MappingFault> {
        Mapping::read(&PERSON, &header(columns), toml, Pack::of("CD").unwrap())
    }

    #[test]
    fn headers_are_known_by_name_label_and_synonym() {
        let columns = header(&[
            "N°",
            "ID",
            "NOM",
            "Post nom",
            "PRENOM",
            "Sexe (M/F)",
            "Né(e) le",
            "Tél.",
            "Téléphone 2",
            "Registration no.",
            "Fonction",
            "site_main",
            "Problème",
            "",
        ]);
        let mapping = Mapping::guess(&PERSON, &columns);
        assert_eq!(
            names_of(&mapping),
            [
                "-",
                "id",
                "surname",
                "postname",
                "given_name",
                "sex",
                "birth",
                "phones",
                "phones",
                "reg_no",
                "roles",
                "site_main",
                "-",
                "-",
            ]
        );
        assert_eq!(mapping.number(), Some("reg_no"));
        assert_eq!(mapping.missing(Pack::of("CD").unwrap()), ["nationality", "residence"]);
        assert_eq!(mapping.left_open(), ["consents"]);
        let mapping = Mapping::guess(&ORGANISATION, &header(&["Nom", "Dénomination", "Sigle"]));
        assert_eq!(names_of(&mapping), ["name", "-", "acronym"]);
    }

    #[test]
    fn what_is_written_wins() {
        let toml =
            "[columns]\n\"Appellation\" = \"surname\"\n\"Sexe\" = \"\"\n[defaults]\nsex = \"U\"\n";
        let mapping = read(&["Nom", "appellation ", "Sexe"], toml).unwrap();
        assert_eq!(names_of(&mapping), ["-", "surname", "-"]);
        assert_eq!(mapping.defaults.get("sex").map(String::as_str), Some("U"));
    }

    #[test]
    fn a_mapping_is_kept_and_read_again() {
        let columns = ["N°", "Nom \"de\nfamille\"", "Sexe", "Tél 1", "Tél 2", "Nom", "Nom"];
        let toml = "[columns]\n\"Sexe\" = \"\"\n[defaults]\nsex = \"F\\\\U\"\n";
        assert!(read(&columns, toml).is_err());
        let toml =
            "[columns]\n\"Sexe\" = \"\"\n[defaults]\nsex = \"U\"\nvillage = \"a\\\\\\\"b\"\n";
        let mapping = read(&columns, toml).unwrap();
        let again = read(&columns, &mapping.to_toml(&header(&columns))).unwrap();
        assert_eq!(names_of(&again), names_of(&mapping));
        assert_eq!(again.defaults, mapping.defaults);
    }

    #[test]
    fn what_is_written_wrong_is_refused_with_a_sentence() {
        let faults = [
            read(&["Nom"], "columns = 3").unwrap_err(),
            read(&["Nom"], "[columns]\nNom = \"surnam\"").unwrap_err(),
            read(&["Nom"], "[columns]\nPrénoms = \"surname\"").unwrap_err(),
            read(&["Nom"], "[columns]\n\"Prénoms\" = \"surname\"").unwrap_err(),
            read(&["A", "B"], "[columns]\nA = \"surname\"\nB = \"surname\"").unwrap_err(),
            read(&["Nom"], "[defaults]\nsex = \"roi\"").unwrap_err(),
            read(&["Nom"], "[defaults]\nconsents = \"oui\"").unwrap_err(),
        ];
        let french: Vec<String> =
            faults.iter().map(|fault| fault.message(Language::french())).collect();
        assert!(french[1].contains("surname") && french[1].contains("surnam"), "{french:?}");
        assert!(french[3].contains("Prénoms"), "{french:?}");
        assert_eq!(faults[4], MappingFault::Twice("surname".into()));
        assert!(french.iter().all(|said| !said.contains('$')), "{french:?}");
        assert_eq!(nearest(&PERSON, "datte de naissance"), "birth");
    }
}
