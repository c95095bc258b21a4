//! Reports that the law asks of organisations: which, how often, to whom. Source: domain.md §14, row "Statutory
//! reports".

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Grounds;

/// A report that organisations hand in.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// What it is, a code of the list `OFFICIAL_KIND`; a report that was handed in is a document of this kind.
    pub code: String,
    /// To whom it goes, a code of the list SERVICE.
    pub authority: String,
    /// How long the time is that one report covers.
    pub every: Every,
    /// In how many days after the end of that time it is to be there.
    pub due_days: u16,
    /// The step of the procedure with whose grant the duty begins.
    pub after: String,
    /// Which organisations owe it, codes of the list `ORG_PROFILE`; all where none is named.
    #[serde(default)]
    pub profiles: Vec<String>,
    /// What stands in it, by language.
    pub contents: BTreeMap<String, String>,
    /// On what these figures stand.
    pub grounds: Grounds,
}

/// How long the time is that one report covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Every {
    /// A month.
    Month,
    /// A quarter of the calendar.
    Quarter,
    /// A fiscal year.
    Year,
}
