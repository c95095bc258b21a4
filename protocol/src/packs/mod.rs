//! Countries as data.
//!
//! Everything that differs between countries stands in a pack: areas, name parts, currencies, accounts,
//! codes, thresholds. No code asks which country it is in; the tests run with two packs that differ in
//! language, depth of areas, name parts and currency. Sources: domain.md §7.1, §12.1, §12.2 and §14.

pub mod accounts;
mod cases;
mod figures;
mod grounds;
mod measures;
mod privacy;
mod procedure;
mod reports;
mod schemes;
#[cfg(test)]
mod tests;
mod topics;
mod whole;

pub use cases::CasePath;
pub use figures::{Of, Part};
pub use grounds::{Ground, Grounds, Source};
pub use measures::Measure;
pub use privacy::Privacy;
pub use procedure::{Silence, Step};
pub use reports::{Every, Report};
pub use schemes::{SchemeOfPack, StepOfScheme};

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use crate::{
    dictionary::{
        kind::{Kind, List},
        kinds::person::PERSON,
    },
    ids::Hash,
    languages::typeset,
    units::{Currency, Money},
};

const TEXTS: [&str; 2] = [include_str!("cd.json"), include_str!("sl.json")];

static PACKS: LazyLock<[Pack; 2]> = LazyLock::new(|| {
    TEXTS.map(|json| {
        Pack::read(&typeset("fr", json)).expect("the packs of this version are read by its tests")
    })
});

/// What a country has of its own.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The country (ISO 3166, two letters).
    pub country: String,
    /// The version of the pack; a record stores which one was used.
    pub version: u32,
    /// Languages people speak, the most common one first.
    pub languages: Vec<String>,
    /// The language of the screens unless someone chooses another.
    pub default_language: String,
    /// What national telephone numbers begin with in the form of E.164.
    pub dialling_prefix: String,
    /// The parts of a name, in the order they are written in.
    pub name_parts: Vec<NamePart>,
    /// From which age a person may be a member.
    pub adult_age: u16,
    /// From which age somebody may be an auxiliary: sell food, keep books, guard.
    pub auxiliary_age: u16,
    /// Whether nobody may be a member of two organisations of one kind.
    pub exclusive_membership: bool,
    /// Of which nation whoever mines has to be to be an active member, if the law says so (domain.md §5.3, §14).
    #[serde(default)]
    pub miners_nationality: Option<String>,
    /// What was read, for figures to name.
    pub sources: Vec<Source>,
    /// On what those figures stand that stand alone, limits and levels of areas among them.
    pub grounds: Grounds,
    /// When a fiscal year begins: month and day.
    pub fiscal_year_start: String,
    /// The currencies in use, the first for small amounts.
    pub currencies: Vec<PackCurrency>,
    /// The minerals in question.
    pub minerals: Vec<String>,
    /// Measures that people weigh with besides carats and grams.
    pub measures: Vec<Measure>,
    /// The categories prices are made by, codes of the list `PRICE_CATEGORY`.
    pub price_categories: Vec<String>,
    /// The legal forms an organisation may have.
    pub legal_forms: Vec<String>,
    /// Limits by name; the name ends in the unit (`_bp` basis points, `_m` metres, `_days`).
    pub thresholds: BTreeMap<String, i64>,
    /// What the levels of areas are called, by language; the first is the country.
    pub levels: Vec<BTreeMap<String, String>>,
    /// The operations of the cash book.
    pub transactions: Vec<String>,
    /// The accounts where money lies (boxes, mobile money, banks), in the order they are offered.
    pub money: Vec<String>,
    /// Who keeps money on telephones, as people call them.
    pub mobile_money: Vec<String>,
    /// How operations that move money are posted, the most frequent ones first (domain.md §7.2).
    pub postings: Vec<Posting>,
    /// The chart of accounts. The codes are the program's own, those of SYSCOHADA where it has them; what they
    /// are called, and which number they bear in the national chart, is the country's.
    pub accounts: Vec<Account>,
    /// What the law asks of each legal form; the first stands for groups without one.
    pub legal_rules: Vec<LegalRule>,
    /// The services and bodies there are, codes of the list SERVICE.
    pub services: Vec<String>,
    /// What becomes of cases, by their kinds.
    pub cases: Vec<CasePath>,
    /// The steps an organisation takes to be recognised, in their order.
    pub procedure: Vec<Step>,
    /// The reports that the law asks of organisations.
    pub reports: Vec<Report>,
    /// What a person is told before anything about them is written down.
    pub privacy: Privacy,
    /// The models a sharing scheme can begin with, one for each of what is shared.
    pub schemes: Vec<SchemeOfPack>,
    /// Kinds of licences: who holds them, how long they last, when to remind.
    pub licences: Vec<LicenceKind>,
    /// Positions that one person holds at a time.
    pub single_positions: Vec<String>,
    /// The courses of the catalogue.
    pub courses: Vec<CourseOfPack>,
    /// The standards that may be presented.
    pub standards: Vec<StandardOfPack>,
    /// The areas, each after the one it lies in. Beside the territories of the Congo stand the 32 cities that are
    /// constituencies of their own, `-V..`, and the communes of Kinshasa; a city named as a territory says so.
    /// Areas of Sierra Leone go down to the 190 chiefdoms of 2017; their spelling varies from list to list. Codes
    /// below the first level, in Sierra Leone below the districts, are ours.
    pub units: Vec<Unit>,
}

/// A part of a name: a field of the kind `person`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamePart {
    /// The field.
    pub field: String,
    /// Whether it is asked for.
    pub required: bool,
}

/// A currency in use.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackCurrency {
    /// Its three letters.
    pub code: Currency,
    /// With how many decimals it is shown; the same in every pack, see [`Currency::decimals`].
    pub decimals: u8,
    /// The notes and coins of a cash count, in minor units.
    pub denominations: Vec<i64>,
    /// What one person may pay out at once without a second one, in minor units: a default, to be settled
    /// with the cooperatives.
    pub approval_above: i64,
}

/// How an operation that moves money is posted: on the account where the money lies, and here.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posting {
    /// A code of the list TRANSACTION.
    pub r#type: String,
    /// Whether money comes or goes.
    pub way: Way,
    /// The account on the other side.
    pub against: String,
    /// The debit and the credit account of a second pair of lines with the same amount.
    #[serde(default)]
    pub also: Option<(String, String)>,
    /// Other accounts it can be on the other side instead.
    #[serde(default)]
    pub or: Vec<String>,
    /// Accounts that stand where money otherwise lies, as none moves: what was given in kind, what is written off.
    #[serde(default)]
    pub instead: Vec<String>,
    /// The account that stands where money otherwise lies if it is paid later.
    #[serde(default)]
    pub credit: Option<String>,
    /// Whether no more can be moved than is open on the other side.
    #[serde(default)]
    pub at_most: bool,
    /// Whether everybody pays it once.
    #[serde(default)]
    pub once: bool,
    /// Whether an assembly has to have decided it.
    #[serde(default)]
    pub resolution: bool,
    /// Who may be on the other side.
    pub party: Party,
}

/// One way to post an operation of a type: what a form offers.
#[derive(Clone, Debug)]
pub struct Offer {
    /// With the account it is posted against.
    pub posting: Posting,
    /// The account that stands where money otherwise lies; none if money moves.
    pub instead: Option<String>,
    /// Whether there are others of the same type.
    pub several: bool,
}

impl Offer {
    /// What names it in a form: the type, and the accounts where the type alone does not tell.
    #[must_use]
    pub fn name(&self) -> String {
        let posting = &self.posting;
        match &self.instead {
            Some(instead) => format!("{}/{}/{instead}", posting.r#type, posting.against),
            None if self.several => format!("{}/{}", posting.r#type, posting.against),
            None => posting.r#type.clone(),
        }
    }
}

/// Whether money comes or goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Way {
    /// It comes.
    In,
    /// It goes.
    Out,
}

/// Who may be on the other side of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Party {
    /// Nobody: the money stays the organisation's own.
    Nobody,
    /// Somebody who is registered, and has to be named.
    Member,
    /// Anybody, registered or not.
    Anybody,
}

/// An account of the chart.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its code; boxes, banks and currencies follow after a hyphen: `571-USD`.
    pub code: String,
    /// Its number in the country's own chart, where that numbers accounts otherwise. It is shown and given out;
    /// what is written bears the code.
    #[serde(default)]
    pub number: Option<String>,
    /// What it is called, by language.
    pub names: BTreeMap<String, String>,
    /// Whether the country's list does not have it: this program keeps apart what that holds together.
    #[serde(default)]
    pub own: bool,
    /// On which side it grows.
    pub normal: Normal,
    /// In which kinds of books it is used.
    pub books: Vec<String>,
}

/// On which side an account grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Normal {
    /// Debit.
    D,
    /// Credit.
    C,
    /// Either.
    #[serde(rename = "both")]
    Both,
    /// Outside the balance.
    #[serde(rename = "memo")]
    Memo,
}

/// What the law asks of a legal form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalRule {
    /// A code of the list `LEGAL_FORM`.
    pub form: String,
    /// What an organisation of this form is once it is constituted: `ASSOCIATION`, `COOPERATIVE`, `UNION`.
    pub kind: String,
    /// Fewest members.
    pub members_min: u32,
    /// Days between the notice of an assembly and the assembly.
    pub notice_days: u16,
    /// Part of those entitled who must be there, in basis points: constitutive, ordinary, extraordinary.
    pub quorum_bp: [u32; 3],
    /// The same on the second call.
    pub quorum_second_bp: [u32; 3],
    /// How many a present member may represent.
    pub proxies_max: u32,
    /// By which majority resolutions are carried, by their kinds: codes of the lists `RESOLUTION` and `MAJORITY`. All
    /// others, and whatever is decided where an organisation is constituted, by the simple one.
    #[serde(default)]
    pub majorities: BTreeMap<String, String>,
    /// The organ that manages.
    pub management: String,
    /// Fewest and most of its members.
    pub management_size: [u32; 2],
    /// From how many members on it may have how many.
    #[serde(default)]
    pub management_grows: Option<[u32; 2]>,
    /// The organ that watches over it, with the fewest and the most of its members, where the form has one.
    #[serde(default)]
    pub supervision: Option<Organ>,
    /// How long mandates last, unless the statutes say otherwise.
    pub term_months: u16,
    /// On what these figures stand.
    pub grounds: Grounds,
}

/// An organ of a legal form.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organ {
    /// A code of the list `ORGAN`.
    pub organ: String,
    /// Fewest and most of its members.
    pub size: [u32; 2],
}

/// A kind of licence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LicenceKind {
    /// A code of the list `LICENCE_KIND`.
    pub code: String,
    /// Kinds of documents that hold it: `person`, `organisation`, `mining_site`, `buyer`.
    pub holders: Vec<String>,
    /// Longest validity; 0 without end.
    pub months_max: u16,
    /// What is paid for it; nothing where no amount is known, which is marked.
    #[serde(default)]
    pub fee: Option<Money>,
    /// The largest area it is given for, in square metres; none where it is for no area.
    #[serde(default)]
    pub area_max_m2: Option<u32>,
    /// Whoever does one of these needs it, codes of the list `WORK_ROLE`; one of several kinds is enough.
    #[serde(default)]
    pub needed_by: Vec<String>,
    /// Kinds of documents that need it: `mining_site`, `organisation` once an authority recognised it.
    #[serde(default)]
    pub required_of: Vec<String>,
    /// Days before its end on which to remind, the first one first.
    pub reminders: Vec<u16>,
    /// On what these figures stand.
    pub grounds: Grounds,
}

/// A course of the catalogue.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseOfPack {
    /// A code of the list `COURSE_CODE`.
    pub code: String,
    /// A code of the list `TRAINING_FAMILY`.
    pub family: String,
    /// For how many months a certificate is valid; 0 for ever.
    #[serde(default)]
    pub validity_months: u16,
}

/// A standard that may be presented.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardOfPack {
    /// Its code.
    pub code: String,
    /// What it is called, by language.
    pub titles: BTreeMap<String, String>,
    /// The least part of all points that makes it compliant, in basis points.
    pub pass_mark_bp: u32,
    /// What its principles say, by their codes.
    #[serde(default)]
    pub principles: BTreeMap<String, BTreeMap<String, String>>,
    /// Its criteria.
    pub criteria: Vec<CriterionOfPack>,
    /// Principles of which no text was read that says them so, by their codes.
    #[serde(default)]
    pub assumed: Vec<String>,
}

/// A criterion of a standard.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionOfPack {
    /// Its code.
    pub code: String,
    /// The principle it belongs to.
    pub principle: String,
    /// A code of the list CRITERION.
    pub kind: String,
    /// How much it counts.
    pub weight: u8,
    /// In how many months it is to be corrected.
    pub due_months: u16,
    /// A code of the list `CRITERION_SCALE`; points without one.
    #[serde(default)]
    pub scale: Option<String>,
    /// What it says, by language; a placeholder until the manual of the standard is at hand.
    pub texts: BTreeMap<String, String>,
}

/// An area.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Its code; ISO 3166-2 for the first level below the country.
    pub code: String,
    /// How deep it lies; 0 is the country.
    pub level: u8,
    /// Its name as it is written there.
    pub name: String,
    /// The area it lies in.
    #[serde(default)]
    pub parent: Option<String>,
    /// What old registers call it, or what it was a part of.
    #[serde(default)]
    pub formerly: Vec<String>,
}

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// It is not written as a pack is.
    #[error("read the pack: {0}")]
    Unread(#[from] serde_json::Error),
    /// It names what it does not have, or does not say something in every language.
    #[error("use the pack: {}", .0.join("; "))]
    NotWhole(Vec<String>),
}

impl Pack {
    /// Every pack of this version.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &*PACKS
    }

    /// A number for what the packs of this version say: what was derived with others is derived again.
    #[must_use]
    pub fn digest() -> u32 {
        let hash = Hash::of("packs", &TEXTS.map(str::as_bytes));
        u32::from_le_bytes(*hash.0.first_chunk().unwrap_or(&[0; 4]))
    }

    /// The pack of a country.
    #[must_use]
    pub fn of(country: &str) -> Option<&'static Self> {
        Self::all().iter().find(|pack| pack.country == country)
    }

    /// Reads a pack; unknown names are refused, so that a misspelt one is seen, and so is a pack that names
    /// something it does not have.
    pub fn read(json: &str) -> Result<Self, PackError> {
        let pack: Self = serde_json::from_str(json)?;
        let gaps = whole::gaps(&pack);
        if gaps.is_empty() { Ok(pack) } else { Err(PackError::NotWhole(gaps)) }
    }

    /// Whether `code` is right in `list` in this country.
    #[must_use]
    pub fn knows(&self, list: List, code: &str) -> bool {
        let has = |codes: &[String]| codes.iter().any(|known| known == code);
        match list.name {
            "account" => self.account(code).is_some(),
            "transaction" => has(&self.transactions),
            "mineral" => has(&self.minerals),
            "price_category" => has(&self.price_categories),
            "legal_form" => has(&self.legal_forms),
            "service" => has(&self.services),
            "case_kind" => self.case_path(code).is_some(),
            "procedure_step" => self.step(code).is_some(),
            "licence_kind" => self.licence(code).is_some(),
            "currency" => code.parse().is_ok_and(|currency| self.uses(currency)),
            _ if list.open => list.writes(code),
            _ => list.codes.contains(&code),
        }
    }

    /// Whether this country asks for a field that others leave open: a part of a name. Whoever has none is written down
    /// all the same.
    #[must_use]
    pub fn asks_for(&self, kind: &Kind, field: &str) -> bool {
        *kind == PERSON && self.name_parts.iter().any(|part| part.required && part.field == field)
    }

    /// Whether amounts of `currency` are taken.
    #[must_use]
    pub fn uses(&self, currency: Currency) -> bool {
        self.currencies.iter().any(|known| known.code == currency)
    }

    /// The account of the chart that a code belongs to: `571-USD` to `571`.
    #[must_use]
    pub fn account(&self, code: &str) -> Option<&Account> {
        let chart = accounts::chart(code);
        self.accounts.iter().find(|account| account.code == chart)
    }

    /// How an operation of this type is posted that moves money this way; none if the type is another.
    #[must_use]
    pub fn posting(&self, r#type: &str, way: Way) -> Option<&Posting> {
        self.postings.iter().find(|posting| posting.r#type == r#type && posting.way == way)
    }

    /// Every way to post operations that move money this way, or what stands for it.
    #[must_use]
    pub fn offers(&self, way: Way) -> Vec<Offer> {
        let mut offers = Vec::new();
        for posting in self.postings.iter().filter(|posting| posting.way == way) {
            let same = self
                .postings
                .iter()
                .filter(|other| other.r#type == posting.r#type && other.way == way);
            let several = same.count() > 1 || !posting.or.is_empty();
            for against in std::iter::once(&posting.against).chain(&posting.or) {
                let posting = Posting { against: against.clone(), ..posting.clone() };
                if posting.instead.is_empty() {
                    offers.push(Offer { posting: posting.clone(), instead: None, several });
                }
                offers.extend(posting.instead.iter().map(|instead| Offer {
                    posting: posting.clone(),
                    instead: Some(instead.clone()),
                    several: true,
                }));
            }
        }
        offers
    }

    /// The way to post that a form names; a type alone is the first of its.
    #[must_use]
    pub fn offer(&self, name: &str, way: Way) -> Option<Offer> {
        let offers = self.offers(way);
        let exact = offers.iter().find(|offer| offer.name() == name);
        exact.or_else(|| offers.iter().find(|offer| offer.posting.r#type == name)).cloned()
    }

    /// Whether money lies on an account: `571-USD` is a box.
    #[must_use]
    pub fn holds_money(&self, account: &str) -> bool {
        let chart = accounts::chart(account);
        self.money.iter().any(|known| known == chart)
    }

    /// What an account is called in a language: « Caisse », or « Caisse (2) » for a second box.
    #[must_use]
    pub fn account_name(&self, code: &str, language: &str) -> String {
        let name = self.account(code).and_then(|account| account.names.get(language));
        let name = name.map_or(code, |name| name.split(" (").next().unwrap_or(name));
        match code.split_once('-') {
            Some((_, which)) => format!("{name} ({which})"),
            None => name.to_owned(),
        }
    }

    /// An account as it stands in the country's chart, with its number there: « 2.05 Dû au fisc »; its name alone
    /// where the code is the number.
    #[must_use]
    pub fn account_in_chart(&self, code: &str, language: &str) -> String {
        let name = self.account_name(code, language);
        match self.account(code).and_then(|account| account.number.as_ref()) {
            Some(number) => format!("{number} {name}"),
            None => name,
        }
    }

    /// A limit by its name; `default` where the country has none of its own.
    #[must_use]
    pub fn limit(&self, name: &str, default: i64) -> i64 {
        self.thresholds.get(name).copied().unwrap_or(default)
    }

    /// What the law asks of a legal form; of groups without one what the first rule says.
    #[must_use]
    pub fn law(&self, form: &str) -> Option<&LegalRule> {
        self.legal_rules.iter().find(|rule| rule.form == form).or_else(|| self.legal_rules.first())
    }

    /// A step on the way to recognition.
    #[must_use]
    pub fn step(&self, code: &str) -> Option<&Step> {
        self.procedure.iter().find(|step| step.code == code)
    }

    /// The model of a sharing scheme for what is shared, a code of the list `SHARE_BASE`.
    #[must_use]
    pub fn scheme(&self, applies_to: &str) -> Option<&SchemeOfPack> {
        self.schemes.iter().find(|scheme| scheme.applies_to == applies_to)
    }

    /// A kind of licence.
    #[must_use]
    pub fn licence(&self, code: &str) -> Option<&LicenceKind> {
        self.licences.iter().find(|kind| kind.code == code)
    }

    /// What areas of a level are called in a language; the level itself where the country has no such one.
    #[must_use]
    pub fn level_name(&self, level: u8, language: &str) -> String {
        let names = self.levels.get(usize::from(level));
        names.and_then(|names| names.get(language)).cloned().unwrap_or_else(|| level.to_string())
    }

    /// What the areas below the country are called in a language, the largest first, as far as there are any:
    /// « Province › Territoire, ville ou commune ».
    #[must_use]
    pub fn levels_below(&self, language: &str) -> String {
        let deepest = self.units.iter().map(|unit| unit.level).max().unwrap_or(0);
        let names: Vec<String> = (1..=deepest).map(|at| self.level_name(at, language)).collect();
        names.join(" › ")
    }

    /// The area of this code.
    #[must_use]
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    /// The areas that lie directly in the one of this code.
    pub fn units_in<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Unit> {
        self.units.iter().filter(move |unit| unit.parent.as_deref() == Some(code))
    }
}
