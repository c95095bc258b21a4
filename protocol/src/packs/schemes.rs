//! Models of sharing schemes: the levies and shares that are usual in a country. Nobody shares by a model; a form
//! begins with one, the rates are changed, and an assembly adopts what stands there then. Source: domain.md §5.12
//! and §14, row "Levies and sharing templates".

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Grounds;

/// A model of a sharing scheme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeOfPack {
    /// What is shared, a code of the list `SHARE_BASE`.
    pub applies_to: String,
    /// What it is called, by language.
    pub names: BTreeMap<String, String>,
    /// Its steps, by rank.
    pub steps: Vec<StepOfScheme>,
    /// On what these figures stand.
    pub grounds: Grounds,
}

/// A step of a model.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepOfScheme {
    /// Its rank; those of one ten begin from the same base.
    pub rank: u16,
    /// A code of the list `STEP_BASE`.
    pub base: String,
    /// A code of the list `STEP_KIND`.
    pub kind: String,
    /// Basis points.
    #[serde(default)]
    pub rate: Option<u16>,
    /// The account it is credited to.
    pub account: String,
    /// A code of the list BENEFICIARY.
    pub to: String,
    /// What members' parts are measured by, a code of the list `SHARE_KEY`.
    #[serde(default)]
    pub share_key: Option<String>,
}
