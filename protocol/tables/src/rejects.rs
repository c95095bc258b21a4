//! The rejected rows as a file to correct and give again: the columns as they were, and one more that
//! says what is wrong. That column is known again and not taken.

use std::collections::BTreeMap;

use lisanga_protocol::languages::Language;

use crate::{
    mapping::is_problem_column,
    plan::{Outcome, Plan, Problem},
    text::{Separator, Sheet},
    write::{Style, write},
};

/// The rejected rows of `plan` in CSV, with the separator of the file they came from. None if no row
/// was rejected.
#[must_use]
pub fn rejects(sheet: &Sheet, plan: &Plan, language: &Language) -> Option<Vec<u8>> {
    let rejected = plan.rows.iter().filter_map(|row| match &row.outcome {
        Outcome::Rejected(problems) => Some((row.line, problems.as_slice())),
        _ => None,
    });
    with_problems(sheet, &rejected.collect(), language)
}

/// The rejected rows as a workbook, all cells as text so that nothing is changed by opening it. None if
/// no row was rejected.
pub fn rejects_workbook(
    sheet: &Sheet,
    rejected: &BTreeMap<u64, &[Problem]>,
    language: &Language,
) -> Result<Option<Vec<u8>>, rust_xlsxwriter::XlsxError> {
    let Some((header, rows)) = rows_with_problems(sheet, rejected, language) else {
        return Ok(None);
    };
    crate::workbook::write_texts(language.text("tables-problem-column"), &header, &rows).map(Some)
}

/// The rows of these lines, each with its problems.
pub(crate) fn with_problems(
    sheet: &Sheet,
    problems: &BTreeMap<u64, &[Problem]>,
    language: &Language,
) -> Option<Vec<u8>> {
    let (header, rows) = rows_with_problems(sheet, problems, language)?;
    let mark = sheet.separator == Separator::Semicolon || sheet.encoding != "UTF-8";
    Some(write(&header, rows, Style { separator: sheet.separator, mark }))
}

/// The columns as they were and one for the problems, and the rows of these lines.
fn rows_with_problems(
    sheet: &Sheet,
    problems: &BTreeMap<u64, &[Problem]>,
    language: &Language,
) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    if problems.is_empty() {
        return None;
    }
    // Corrected once and wrong again: the old sentences go.
    let kept: Vec<usize> =
        (0..sheet.header.len()).filter(|at| !is_problem_column(&sheet.header[*at])).collect();
    let only = |cells: &[String]| -> Vec<String> {
        kept.iter().filter_map(|at| cells.get(*at).cloned()).collect()
    };
    let mut header = only(&sheet.header);
    header.push(language.text("tables-problem-column").to_owned());
    let rows = sheet.rows.iter().filter_map(|row| {
        let problems = problems.get(&row.line)?;
        let mut cells = only(&row.cells);
        cells.push(said(problems, language));
        Some(cells)
    });
    Some((header, rows.collect()))
}

/// `Sexe « X » : Ce choix n’existe pas dans ce pays.`, one after the other.
fn said(problems: &[Problem], language: &Language) -> String {
    let said = problems.iter().map(|problem| {
        let sentence = problem.message(language);
        match (problem.column.as_str(), problem.value.trim()) {
            ("", _) => sentence,
            (column, "") => {
                let with = [("column", column), ("sentence", &*sentence)];
                language.sentence("tables-problem-at", &with)
            }
            (column, value) => {
                let with = [("column", column), ("value", value), ("sentence", &*sentence)];
                language.sentence("tables-problem-of", &with)
            }
        }
    });
    said.collect::<Vec<_>>().join(" / ")
}
