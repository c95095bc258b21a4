//! What becomes of grievances and claims in a country: by when somebody answers, and to whom each kind can be referred.
//! Source: domain.md §5.16 and §14, row "Case types, due dates, referral bodies".

use serde::Deserialize;

use super::{Grounds, Pack};

/// What a country says of one kind of cases.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CasePath {
    /// A code of the list `CASE_KIND`.
    pub kind: String,
    /// In how many days somebody says that it was received; the limit `case_ack_days` where it says nothing.
    #[serde(default)]
    pub ack_days: Option<u16>,
    /// In how many days there is a first answer; the limit `case_answer_days` where it says nothing.
    #[serde(default)]
    pub answer_days: Option<u16>,
    /// To whom it can be referred, codes of the list `SERVICE`.
    pub refer_to: Vec<String>,
    /// On what these figures stand.
    pub grounds: Grounds,
}

impl Pack {
    /// What is said of a kind of cases.
    #[must_use]
    pub fn case_path(&self, kind: &str) -> Option<&CasePath> {
        self.cases.iter().find(|path| path.kind == kind)
    }

    /// In how many days after it was opened somebody says that a case was received.
    #[must_use]
    pub fn case_ack_days(&self, kind: &str) -> i64 {
        let own = self.case_path(kind).and_then(|path| path.ack_days);
        own.map_or_else(|| self.limit("case_ack_days", 7), i64::from)
    }

    /// In how many days after it was opened there is a first answer.
    #[must_use]
    pub fn case_answer_days(&self, kind: &str) -> i64 {
        let own = self.case_path(kind).and_then(|path| path.answer_days);
        own.map_or_else(|| self.limit("case_answer_days", 30), i64::from)
    }
}
