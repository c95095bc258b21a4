//! What a person is told before anything about them is written down: it is read out where consent is asked for.
//! Source: domain.md §14, row "Privacy".

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Grounds;

/// What is read out, and the law it stands on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// What is written, what for, who sees it and what a person may ask, by language.
    pub notice: BTreeMap<String, String>,
    /// The law, by language.
    pub law: BTreeMap<String, String>,
    /// Where somebody can complain, by language.
    pub authority: BTreeMap<String, String>,
    /// For how many years after somebody left the last organisation what was written about them is kept.
    pub kept_years: u16,
    /// On what these figures stand.
    pub grounds: Grounds,
}
