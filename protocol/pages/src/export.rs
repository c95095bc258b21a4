//! Files that go out: a dataset in one of three forms, with what is to be said about it.

use lisanga_index::{Dataset, Known, Places};
use lisanga_protocol::dictionary::kind::Class;
use lisanga_protocol::packs::Pack;
use lisanga_store::StoreError;
use lisanga_tables::export::Table;
use lisanga_tables::workbook;

use crate::words::Words;

/// In which form a table goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// CSV as RFC 4180 has it, for programs.
    Csv,
    /// CSV as Excel opens it in French.
    CsvForExcel,
    /// A workbook with data, metadata, codes and what to read first.
    Workbook,
}

impl Form {
    /// Every form, with its name in addresses.
    pub const ALL: [(&'static str, Self); 3] =
        [("xlsx", Self::Workbook), ("excel-csv", Self::CsvForExcel), ("csv", Self::Csv)];

    /// The form of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, form)| form)
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvForExcel => "excel.csv",
            Self::Workbook => "xlsx",
        }
    }

    const fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::CsvForExcel => "text/csv; charset=utf-8",
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// What is known of what goes out.
#[derive(Clone, Debug)]
pub struct About {
    /// Which places it is about: a country, a province, a site.
    pub of: String,
    /// The same for the name of the file: `CD-KE`.
    pub code: String,
    /// The day it was made, ISO 8601.
    pub day: String,
    /// Up to which entry of the national dataset, if that is known.
    pub as_of: Option<u64>,
    /// Who made it.
    pub by: String,
    /// How complete it is: « 12 sur 15 sites à jour ».
    pub completeness: String,
}

/// A file.
#[derive(Clone, Debug)]
pub struct File {
    /// What it is called: dataset, place, day, entry.
    pub name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why nothing went out.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The documents cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The workbook cannot be written: more rows than a sheet has.
    #[error("write the workbook: {0}")]
    Workbook(String),
}

/// A dataset as a file.
pub fn export(
    dataset: Dataset,
    form: Form,
    known: &Known<'_>,
    words: &Words,
    pack: &'static Pack,
    about: &About,
    places: Places<'_>,
) -> Result<File, ExportError> {
    file(dataset.table(known, words.language, pack, Class::Personal, places)?, form, words, about)
}

/// A table as a file.
pub fn file(
    mut table: Table,
    form: Form,
    words: &Words,
    about: &About,
) -> Result<File, ExportError> {
    table.about = facts(&table, words, about);
    let bytes = match form {
        Form::Csv => table.csv(),
        Form::CsvForExcel => table.csv_for_excel(),
        Form::Workbook => write(&table, words)?,
    };
    let vintage = about.as_of.map(|n| format!("_v{n}")).unwrap_or_default();
    let name = format!("{}_{}_{}{vintage}.{}", table.name, about.code, about.day, form.ending());
    Ok(File { name, content_type: form.content_type(), bytes })
}

fn facts(table: &Table, words: &Words, about: &About) -> Vec<(String, String)> {
    let as_of = about.as_of.map(|n| n.to_string()).unwrap_or_default();
    [
        (words.say("export-what"), table.title.clone()),
        (words.say("export-of"), about.of.clone()),
        (words.say("export-day"), about.day.clone()),
        (words.say("export-as-of"), as_of),
        (words.say("export-complete"), about.completeness.clone()),
        (words.say("export-rows"), table.rows.len().to_string()),
        (words.say("export-by"), about.by.clone()),
        (words.say("export-program"), concat!("Lisanga ", env!("CARGO_PKG_VERSION")).to_owned()),
    ]
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .collect()
}

fn write(table: &Table, words: &Words) -> Result<Vec<u8>, ExportError> {
    let [data, metadata, codes, read_me] = [
        words.say("export-sheet-data"),
        words.say("export-sheet-metadata"),
        words.say("export-sheet-codes"),
        words.say("export-sheet-read-me"),
    ];
    let columns = [
        words.say("export-column"),
        words.say("export-column-label"),
        words.say("export-column-about"),
        words.say("export-column-type"),
    ];
    let lists = [words.say("export-list"), words.say("export-code")];
    let mut sentences = vec![
        words.say("export-read-1"),
        words.say("export-read-2"),
        words.say("export-read-3"),
        words.say("export-read-4"),
        String::new(),
    ];
    sentences.extend(table.about.iter().map(|(name, text)| words.told(name, text)));
    let words = workbook::Words {
        data: &data,
        metadata: &metadata,
        codes: &codes,
        read_me: &read_me,
        sentences: &sentences,
        columns: columns.each_ref().map(String::as_str),
        lists: lists.each_ref().map(String::as_str),
    };
    workbook::write(table, &words).map_err(|error| ExportError::Workbook(error.to_string()))
}
