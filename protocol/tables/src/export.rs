//! A table as it goes out: typed cells under columns that say what they are, in the three forms that
//! statisticians ask for. For programs CSV as RFC 4180 has it (codes, ISO days, decimal points); for Excel
//! in French CSV with semicolons and decimal commas; and a workbook ([`crate::workbook`]).

use lisanga_protocol::dictionary::kind::{Class, List};

use crate::write::{Style, write};

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing stands there.
    #[default]
    Empty,
    /// Text, a code, an id.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A decimal number: a whole number of small units, and how many of its digits are decimals.
    Decimal(i64, u8),
    /// A day, as ISO 8601.
    Day(String),
    /// Yes or no.
    Truth(bool),
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name for programs: `since_year`, `sex_label`.
    pub name: String,
    /// What people read.
    pub label: String,
    /// What it means, where the name does not say it.
    pub about: String,
    /// The type of its cells, in a word.
    pub of: String,
    /// Who may see it.
    pub class: Class,
    /// The codes it holds.
    pub list: Option<List>,
}

/// A table with its columns and what is to be said about it.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its name for programs: `persons`.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// What it was made from, when, by whom, how complete: name and text.
    pub about: Vec<(String, String)>,
}

impl Cell {
    /// Text, if there is any.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// As programs read it.
    fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Day(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number, decimals) => decimal(*number, *decimals, '.'),
            Self::Truth(truth) => truth.to_string(),
        }
    }

    /// As Excel in French reads it: what would be a formula is text.
    fn french(&self) -> String {
        match self {
            Self::Text(text) => harmless(text),
            Self::Day(day) => day.split('-').rev().collect::<Vec<_>>().join("/"),
            Self::Decimal(number, decimals) => decimal(*number, *decimals, ','),
            Self::Truth(truth) => if *truth { "oui" } else { "non" }.to_owned(),
            other => other.plain(),
        }
    }
}

/// A text that no spreadsheet takes for a formula (OWASP, CSV injection): one that begins like one gets an
/// apostrophe before it. A telephone number or a negative number is none.
#[must_use]
pub fn harmless(text: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || " .,/-".contains(c);
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let is_number = text.starts_with(['+', '-']) && text.len() > 1 && text[1..].chars().all(number);
    if begins && !is_number { format!("'{text}") } else { text.to_owned() }
}

fn decimal(number: i64, decimals: u8, point: char) -> String {
    let scale = 10_u64.pow(u32::from(decimals));
    let sign = if number < 0 { "-" } else { "" };
    let (whole, rest) = (number.unsigned_abs() / scale, number.unsigned_abs() % scale);
    if decimals == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}{point}{rest:0width$}", width = usize::from(decimals))
}

impl Table {
    /// CSV as RFC 4180 has it, UTF-8 without a mark: names of columns, codes, ISO days.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        let header: Vec<String> = self.columns.iter().map(|column| column.name.clone()).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(Cell::plain));
        write(&header, rows, Style::PLAIN)
    }

    /// CSV as Excel opens it in French: labels of columns, semicolons, decimal commas, no formulas.
    #[must_use]
    pub fn csv_for_excel(&self) -> Vec<u8> {
        let header: Vec<String> =
            self.columns.iter().map(|column| harmless(&column.label)).collect();
        let rows = self.rows.iter().map(|row| row.iter().map(Cell::french));
        write(&header, rows, Style::EXCEL_FRENCH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_begins_like_a_formula_is_one() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1", "\r=1"] {
            assert!(harmless(text).starts_with('\''), "{text}");
        }
        for text in ["+243 81 234 5678", "-12,50", "KABONGO", "12-3", ""] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn each_form_writes_numbers_and_days_as_its_readers_do() {
        let column = |name: &str| Column {
            name: name.into(),
            label: name.to_uppercase(),
            about: String::new(),
            of: String::new(),
            class: Class::Public,
            list: None,
        };
        let table = Table {
            columns: ["a", "b", "c", "d"].map(column).to_vec(),
            rows: vec![vec![
                Cell::Decimal(-1_205, 2),
                Cell::Day("1987-04-03".into()),
                Cell::text("=x"),
                Cell::Truth(true),
            ]],
            ..Table::default()
        };
        assert_eq!(table.csv(), b"a,b,c,d\r\n-12.05,1987-04-03,=x,true\r\n");
        let french = String::from_utf8(table.csv_for_excel()).unwrap();
        assert_eq!(french, "\u{feff}A;B;C;D\r\n-12,05;03/04/1987;'=x;oui\r\n");
    }
}
