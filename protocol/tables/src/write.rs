//! Rows as CSV: RFC 4180, UTF-8, lines that end as the RFC and Excel want them.

use crate::text::Separator;

/// What a table is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// What stands between cells.
    pub separator: Separator,
    /// Whether a mark says that it is UTF-8; Excel needs it, other programs do not want it.
    pub mark: bool,
}

impl Style {
    /// As the RFC has it: for statisticians and programs.
    pub const PLAIN: Self = Self { separator: Separator::Comma, mark: false };
    /// As Excel opens it in French by a double click.
    pub const EXCEL_FRENCH: Self = Self { separator: Separator::Semicolon, mark: true };
}

/// The table of `header` and `rows`. Rows may be of any length; they are written as they are.
pub fn write<R, C>(header: &[String], rows: R, style: Style) -> Vec<u8>
where
    R: IntoIterator,
    R::Item: IntoIterator<Item = C>,
    C: AsRef<[u8]>,
{
    let mut bytes = if style.mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut builder = csv::WriterBuilder::new();
    builder.delimiter(style.separator.byte()).flexible(true).terminator(csv::Terminator::CRLF);
    let mut writer = builder.from_writer(&mut bytes);
    // A vector takes every byte, and rows of any length are allowed, so no write fails.
    let _ = writer.write_record(header);
    for row in rows {
        let _ = writer.write_record(row);
    }
    drop(writer);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Choice, read};

    #[test]
    fn what_is_written_is_read_again() {
        let header = ["a;b".to_owned(), "c".to_owned()];
        let rows = [["x \"y\"", "1\n2"], ["é", " z "], ["", "-"]];
        for style in [Style::PLAIN, Style::EXCEL_FRENCH] {
            let bytes = write(&header, rows, style);
            let sheet = read(&bytes, &Choice::default()).unwrap();
            assert_eq!((sheet.header.as_slice(), sheet.separator), (&header[..], style.separator));
            let cells: Vec<Vec<String>> = sheet.rows.into_iter().map(|row| row.cells).collect();
            assert_eq!(cells, rows);
        }
        assert_eq!(write(&header, [["1", "2"]], Style::PLAIN), b"a;b,c\r\n1,2\r\n");
    }
}
