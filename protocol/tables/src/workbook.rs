//! Workbooks: written with typed cells and with the sheets that say what they mean, and read as rows.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, open_workbook_auto_from_rs};
use lisanga_protocol::dictionary::kind::List;
use lisanga_protocol::languages::Language;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::export::{Cell, Table};
use crate::text::{FileFault, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Row, Separator, Sheet};

/// How much a workbook may hold once it is unpacked: a zip file of a few kilobytes can hold gigabytes.
const MAX_UNPACKED: u64 = 256 << 20;
/// The widest a column is made, in characters.
const WIDEST: f64 = 40.0;

/// Whether a file is a workbook: a zip archive, or the compound file of old versions of Excel.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0])
}

/// The sheets of a workbook by name, in their order.
pub fn names(bytes: &[u8]) -> Result<Vec<String>, FileFault> {
    Ok(open(bytes)?.sheet_names())
}

fn open(bytes: &[u8]) -> Result<calamine::Sheets<Cursor<&[u8]>>, FileFault> {
    if bytes.len() > MAX_BYTES || unpacked(bytes) > MAX_UNPACKED {
        return Err(FileFault::TooLarge);
    }
    let unreadable = |error: calamine::Error| FileFault::Unreadable(error.to_string());
    open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(unreadable)
}

/// What the directory of a zip archive says its parts come to; 0 of what is none.
fn unpacked(bytes: &[u8]) -> u64 {
    // Each entry of the central directory begins with this signature; the size stands 24 bytes on.
    let entries = bytes.windows(28).filter(|window| window.starts_with(b"PK\x01\x02"));
    let size = |entry: &[u8]| entry[24..28].try_into().map_or(0, u32::from_le_bytes);
    entries.map(|entry| u64::from(size(entry))).sum()
}

/// The rows of one sheet of a workbook, or of the first. `above` rows stand above the header. Days come
/// as ISO 8601, whatever the cell's format.
pub fn read(bytes: &[u8], sheet: Option<&str>, above: usize) -> Result<Sheet, FileFault> {
    let mut workbook = open(bytes)?;
    let name = match sheet {
        Some(name) => name.to_owned(),
        None => workbook.sheet_names().into_iter().next().ok_or(FileFault::Empty)?,
    };
    let range = workbook
        .worksheet_range(&name)
        .map_err(|error| FileFault::Unreadable(error.to_string()))?;
    let first = range.start().map_or(0, |(row, _)| u64::from(row)) + 1;
    let mut lines = range.rows().skip(above);
    let header: Vec<String> = lines.next().ok_or(FileFault::Empty)?.iter().map(text).collect();
    let columns = header.iter().rposition(|name| !name.trim().is_empty()).map_or(0, |at| at + 1);
    if columns == 0 {
        return Err(FileFault::NoHeader);
    }
    if columns > MAX_COLUMNS {
        return Err(FileFault::TooManyColumns);
    }
    let header = header.into_iter().take(columns).collect();
    let mut rows = Vec::new();
    for (at, line) in lines.enumerate() {
        let mut cells: Vec<String> = line.iter().take(columns).map(text).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == MAX_ROWS {
            return Err(FileFault::TooManyRows);
        }
        cells.resize(columns, String::new());
        let line = first + u64::try_from(above + 1 + at).unwrap_or(u64::MAX);
        rows.push(Row { line, cells });
    }
    Ok(Sheet { encoding: "XLSX".into(), separator: Separator::Semicolon, header, rows })
}

/// What a person reads in a cell.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Bool(truth) => truth.to_string(),
        Data::Int(number) => number.to_string(),
        // A whole number that Excel keeps as a fraction is one all the same.
        Data::Float(number) => number.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{day:02}/{month:02}/{year:04}")
        }
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
    }
}

/// What the sheets beside the data are called and say, in the language of the reader.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The sheet with the rows.
    pub data: &'a str,
    /// The sheet that says what the columns are.
    pub metadata: &'a str,
    /// The sheet with the codes.
    pub codes: &'a str,
    /// The sheet to read first.
    pub read_me: &'a str,
    /// What is said there.
    pub sentences: &'a [String],
    /// Headers of the metadata: column, label, meaning, type.
    pub columns: [&'a str; 4],
    /// Headers of the codes: list, code.
    pub lists: [&'a str; 2],
}

/// The table as a workbook: data with a frozen header and typed cells, metadata, codes with their labels in
/// every language, and what to read first.
pub fn write(table: &Table, words: &Words<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_background_color("#DCE8E4");
    let formats = Formats::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(words.data)?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, column) in (0_u16..).zip(&table.columns) {
        let width = f64::from(u32::try_from(column.label.chars().count() + 3).unwrap_or(40));
        sheet.set_column_width(at, width.clamp(8.0, WIDEST))?;
        sheet.write_string_with_format(0, at, &column.label, &bold)?;
    }
    for (line, row) in (1_u32..).zip(&table.rows) {
        for (at, cell) in (0_u16..).zip(row) {
            formats.put(sheet, line, at, cell)?;
        }
    }
    if let Some(last) = u16::try_from(table.columns.len()).ok().and_then(|n| n.checked_sub(1)) {
        let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
        sheet.autofilter(0, 0, rows, last)?;
    }
    let about = table.columns.iter().map(|column| {
        vec![column.name.clone(), column.label.clone(), column.about.clone(), column.of.clone()]
    });
    let facts = table.about.iter().map(|(name, text)| vec![name.clone(), text.clone()]);
    let gap = std::iter::once(vec![String::new()]);
    texts(&mut book, words.metadata, &words.columns, about.chain(gap).chain(facts), &bold)?;
    let lists: BTreeMap<&str, List> = table
        .columns
        .iter()
        .filter_map(|column| column.list.map(|list| (list.name, list)))
        .collect();
    let languages = Language::all();
    let names: Vec<&str> =
        words.lists.into_iter().chain(languages.iter().map(|language| language.code)).collect();
    let codes = lists.values().flat_map(|list| {
        list.codes.iter().map(|code| {
            let label = |language: &Language| language.code(*list, code).unwrap_or(code).to_owned();
            let labels = languages.iter().map(label);
            [list.name.to_owned(), (*code).to_owned()].into_iter().chain(labels).collect()
        })
    });
    texts(&mut book, words.codes, &names, codes, &bold)?;
    let title = [table.title.as_str()];
    let sentences = words.sentences.iter().map(|sentence| vec![sentence.clone()]);
    texts(&mut book, words.read_me, &title, sentences, &bold)?;
    book.save_to_buffer()
}

fn texts(
    book: &mut Workbook,
    name: &str,
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    bold: &Format,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    for (at, text) in (0_u16..).zip(header) {
        sheet.set_column_width(at, 28.0)?;
        sheet.write_string_with_format(0, at, *text, bold)?;
    }
    for (line, row) in (1_u32..).zip(rows) {
        for (at, text) in (0_u16..).zip(row) {
            sheet.write_string(line, at, text)?;
        }
    }
    Ok(())
}

/// Rows of text as a workbook of one sheet.
pub fn write_texts(
    name: &str,
    header: &[String],
    rows: &[Vec<String>],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold().set_background_color("#DCE8E4");
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    texts(&mut book, name, &header, rows.iter().cloned(), &bold)?;
    book.save_to_buffer()
}

/// How cells of each type look.
struct Formats {
    day: Format,
    decimals: Vec<Format>,
}

impl Formats {
    fn new() -> Self {
        let decimals = ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000"];
        Self {
            day: Format::new().set_num_format("yyyy-mm-dd"),
            decimals: decimals.map(|format| Format::new().set_num_format(format)).to_vec(),
        }
    }

    #[expect(clippy::float_arithmetic, reason = "a workbook has no other numbers")]
    #[expect(clippy::cast_precision_loss, reason = "a workbook keeps 15 digits of a number")]
    fn put(&self, sheet: &mut Worksheet, line: u32, at: u16, cell: &Cell) -> Result<(), XlsxError> {
        match cell {
            Cell::Empty => {}
            // Text is a string cell, so nothing in it is a formula.
            Cell::Text(text) => {
                sheet.write_string(line, at, text)?;
            }
            Cell::Whole(number) => {
                sheet.write_number(line, at, *number as f64)?;
            }
            Cell::Decimal(number, decimals) => {
                let number = *number as f64 / 10_f64.powi(i32::from(*decimals));
                let format = self.decimals.get(usize::from(*decimals));
                let format = format.unwrap_or(&self.decimals[3]);
                sheet.write_number_with_format(line, at, number, format)?;
            }
            Cell::Day(day) => {
                let date = ExcelDateTime::parse_from_str(day);
                match date {
                    Ok(date) => sheet.write_datetime_with_format(line, at, &date, &self.day)?,
                    Err(_) => sheet.write_string(line, at, day)?,
                };
            }
            Cell::Truth(truth) => {
                sheet.write_boolean(line, at, *truth)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use lisanga_protocol::dictionary::kind::Class;
    use lisanga_protocol::dictionary::lists::SEX;

    use super::*;
    use crate::export::Column;

    fn book() -> Vec<u8> {
        let column = |name: &str, list| Column {
            name: name.into(),
            label: name.to_uppercase(),
            about: "about".into(),
            of: "text".into(),
            class: Class::Public,
            list,
        };
        let table = Table {
            name: "persons".into(),
            title: "Persons".into(),
            columns: vec![column("name", None), column("sex", Some(SEX)), column("born", None)],
            rows: vec![
                vec![Cell::text("=1+1"), Cell::text("F"), Cell::Day("1987-04-03".into())],
                vec![Cell::Decimal(1_250, 2), Cell::Whole(7), Cell::Truth(true)],
            ],
            about: vec![("made".into(), "2026-11-25".into())],
        };
        let words = Words {
            data: "Données",
            metadata: "Métadonnées",
            codes: "Codes",
            read_me: "Lisez-moi",
            sentences: &["Voici.".to_owned()],
            columns: ["Colonne", "Libellé", "Sens", "Type"],
            lists: ["Liste", "Code"],
        };
        write(&table, &words).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again_with_its_types() {
        let bytes = book();
        assert!(is_workbook(&bytes));
        assert_eq!(names(&bytes).unwrap(), ["Données", "Métadonnées", "Codes", "Lisez-moi"]);
        let sheet = read(&bytes, None, 0).unwrap();
        assert_eq!(sheet.header, ["NAME", "SEX", "BORN"]);
        assert_eq!(sheet.rows[0].cells, ["=1+1", "F", "03/04/1987"]);
        assert_eq!((sheet.rows[1].line, sheet.rows[1].cells[0].as_str()), (3, "12.5"));
        let codes = read(&bytes, Some("Codes"), 0).unwrap();
        assert_eq!(codes.header, ["Liste", "Code", "fr", "en"]);
        assert!(codes.rows.iter().any(|row| row.cells == ["sex", "F", "Femme", "Female"]));
    }

    #[test]
    fn what_is_no_workbook_or_unpacks_to_gigabytes_is_refused() {
        assert!(matches!(read(b"PK\x03\x04 nothing", None, 0), Err(FileFault::Unreadable(_))));
        let mut bomb = book();
        let at = bomb.windows(4).position(|four| four == b"PK\x01\x02").unwrap();
        bomb[at + 24..at + 28].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(matches!(read(&bomb, None, 0), Err(FileFault::TooLarge)));
    }
}
