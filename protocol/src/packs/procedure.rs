//! The way to recognition: which steps there are, who decides, what is paid for it. Source: domain.md §14.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Grounds;
use crate::units::Money;

/// A step on the way to recognition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// A code of the list `PROCEDURE_STEP`.
    pub code: String,
    /// At which level it is decided, a code of the list `AUTHORITY_LEVEL`.
    pub level: String,
    /// Who decides, a code of the list SERVICE.
    pub authority: String,
    /// The stage it leads to, a code of the list STAGE.
    pub stage: String,
    /// What the file consists of, codes of the list `DOSSIER_ITEM`.
    pub documents: Vec<String>,
    /// In how many days the authority answers; 0 where nothing says so.
    pub answer_days: u16,
    /// What silence means.
    pub silence: Silence,
    /// How long a grant lasts; 0 without end.
    pub validity_months: u16,
    /// How many days before its end it is to be renewed.
    pub renewal_days: u16,
    /// What is paid for it; nothing where no amount is known, which is marked.
    #[serde(default)]
    pub fee: Option<Money>,
    /// To whom it is paid and how, in a sentence, by language.
    pub terms: BTreeMap<String, String>,
    /// On what these figures stand.
    pub grounds: Grounds,
}

/// What it means when an authority does not answer in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Silence {
    /// Nothing.
    Nothing,
    /// It is granted.
    Granted,
    /// It is refused.
    Refused,
}
