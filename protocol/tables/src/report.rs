//! What came of a dry run, in numbers and sentences, to be shown, printed and kept.

use std::collections::BTreeMap;

use lisanga_protocol::languages::Language;
use serde::{Deserialize, Serialize};

use crate::{
    likeness::Reason,
    mapping::Mapping,
    plan::{Alike, Outcome, Plan, Problem, Who},
    text::{Separator, Sheet},
};

/// The report of a dry run. With the same file, mapping and knowledge it is the same to the byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The name of the kind.
    pub kind: String,
    /// The language of the sentences.
    pub language: String,
    /// The encoding the file was read in.
    pub encoding: String,
    /// The separator it was read with.
    pub separator: Separator,
    /// Its columns and the fields they give.
    pub columns: Vec<ReportColumn>,
    /// The rows of the file.
    pub rows: usize,
    /// Rows that become new documents.
    pub new: usize,
    /// Rows that change documents.
    pub changed: usize,
    /// Rows that say what stands there already.
    pub identical: usize,
    /// Rows that a person must look at.
    pub possible_duplicates: usize,
    /// Rows that cannot be taken.
    pub rejected: usize,
    /// Required fields that no file can give; they stay to be filled in.
    pub left_open: Vec<String>,
    /// The changes, by field: how many rows change it.
    pub changed_fields: BTreeMap<String, usize>,
    /// The possible duplicates.
    pub duplicate_rows: Vec<DuplicateRow>,
    /// The rejected rows.
    pub rejected_rows: Vec<RejectedRow>,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportColumn {
    /// Its header.
    pub header: String,
    /// The field it gives; none if it is not taken.
    pub field: Option<String>,
}

/// A row that might be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateRow {
    /// Its line.
    pub line: u64,
    /// Whom it is like.
    pub of: Vec<DuplicateOf>,
}

/// Another that a row might be: a document or an earlier line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateOf {
    /// The id of the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The line of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// A row that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedRow {
    /// Its line.
    pub line: u64,
    /// What is wrong: the cells in the order of the columns, then what is missing.
    pub problems: Vec<RejectedCell>,
}

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedCell {
    /// The header of its column.
    pub column: String,
    /// What stands in it.
    pub value: String,
    /// What is wrong.
    pub sentence: String,
}

impl RejectedCell {
    pub(crate) fn of(problem: &Problem, language: &Language) -> Self {
        Self {
            column: problem.column.clone(),
            value: problem.value.clone(),
            sentence: problem.message(language),
        }
    }
}

impl From<&Alike> for DuplicateOf {
    fn from(alike: &Alike) -> Self {
        let (id, line) = match alike.who {
            Who::Document(id) => (Some(id.to_string()), None),
            Who::Line(line) => (None, Some(line)),
        };
        Self { id, line, reasons: alike.reasons.clone() }
    }
}

impl Report {
    /// The report of `plan`, with sentences in `language`.
    #[must_use]
    pub fn of(sheet: &Sheet, mapping: &Mapping, plan: &Plan, language: &Language) -> Self {
        let columns = sheet.header.iter().zip(&mapping.targets).map(|(header, target)| {
            ReportColumn { header: header.clone(), field: target.name().map(str::to_owned) }
        });
        let mut report = Self {
            kind: plan.kind.name.to_owned(),
            language: language.code.to_owned(),
            encoding: sheet.encoding.clone(),
            separator: sheet.separator,
            columns: columns.collect(),
            rows: plan.rows.len(),
            new: 0,
            changed: 0,
            identical: 0,
            possible_duplicates: 0,
            rejected: 0,
            left_open: plan.left_open.iter().map(|name| (*name).to_owned()).collect(),
            changed_fields: BTreeMap::new(),
            duplicate_rows: Vec::new(),
            rejected_rows: Vec::new(),
        };
        for row in &plan.rows {
            report.count(row.line, &row.outcome, language);
        }
        report
    }

    fn count(&mut self, line: u64, outcome: &Outcome, language: &Language) {
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::Identical { .. } => self.identical += 1,
            Outcome::Changed { changes, .. } => {
                self.changed += 1;
                let mut fields: Vec<&str> =
                    changes.iter().filter_map(|change| change.path.split('/').next()).collect();
                fields.dedup();
                for field in fields {
                    *self.changed_fields.entry(field.to_owned()).or_default() += 1;
                }
            }
            Outcome::PossibleDuplicate { of } => {
                self.possible_duplicates += 1;
                let of = of.iter().map(DuplicateOf::from).collect();
                self.duplicate_rows.push(DuplicateRow { line, of });
            }
            Outcome::Rejected(problems) => {
                self.rejected += 1;
                let problems =
                    problems.iter().map(|problem| RejectedCell::of(problem, language)).collect();
                self.rejected_rows.push(RejectedRow { line, problems });
            }
        }
    }
}
