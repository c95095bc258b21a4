//! From bytes to rows: encoding and separator are guessed, shown, and can be chosen instead.
//!
//! A mark at the start of the file decides; else the file is UTF-8 if it can be, else the guess of
//! browsers with France in mind. The separator is the one that stands equally often in most lines.
//! What cannot be read without doubt is refused with the line that is wrong: a quotation mark without
//! its pair, a line of more or fewer cells than columns, zero bytes.

use std::{fmt, io::Read};

use encoding_rs::Encoding;
use lisanga_protocol::languages::Language;
use serde::{Deserialize, Serialize};

use crate::sentences::sentence;

/// The largest file that is taken.
pub const MAX_BYTES: usize = 64 * MEGABYTE;
/// The most rows that are taken, without the header.
pub const MAX_ROWS: usize = 150_000;
/// The most columns that are taken.
pub const MAX_COLUMNS: usize = 500;

const MEGABYTE: usize = 1024 * 1024;
/// How many lines the separator is guessed from.
const SAMPLE: usize = 50;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// `;`, which Excel writes in French.
    Semicolon,
    /// `,`
    Comma,
    /// A tabulator.
    Tab,
    /// `|`
    Pipe,
}

impl Separator {
    /// Every separator; the earlier one is guessed where two fit equally.
    pub const ALL: [Self; 4] = [Self::Semicolon, Self::Comma, Self::Tab, Self::Pipe];

    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Semicolon => b';',
            Self::Comma => b',',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }

    /// The separator a user names: the character itself, or `tab`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|separator| {
            name.as_bytes() == [separator.byte()] || (name == "tab" && *separator == Self::Tab)
        })
    }
}

impl fmt::Display for Separator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Semicolon => ";",
            Self::Comma => ",",
            Self::Tab => "tab",
            Self::Pipe => "|",
        })
    }
}

/// What the user chose instead of the guesses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The encoding by a name browsers know: `windows-1252`.
    pub encoding: Option<String>,
    /// The separator.
    pub separator: Option<Separator>,
    /// How many rows stand above the header: a title, the name of an office.
    pub above: usize,
}

/// A file as rows of cells, each as long as the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The name of the encoding it was read in.
    pub encoding: String,
    /// The separator it was read with.
    pub separator: Separator,
    /// The names of the columns.
    pub header: Vec<String>,
    /// The rows, without empty ones.
    pub rows: Vec<Row>,
}

/// A row of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file, from 1.
    pub line: u64,
    /// Its cells, as they stand there.
    pub cells: Vec<String>,
}

/// Why a file is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read the table: {}", self.message(Language::english()))]
pub enum FileFault {
    /// The reader failed.
    Unreadable(String),
    /// No byte, or nothing but blanks.
    Empty,
    /// The line of the header is empty.
    NoHeader,
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// More than [`MAX_ROWS`].
    TooManyRows,
    /// More than [`MAX_COLUMNS`].
    TooManyColumns,
    /// A workbook of a spreadsheet program.
    Workbook,
    /// A zero byte in this line.
    Nul(u64),
    /// No encoding has this name.
    UnknownEncoding(String),
    /// This line is not written in the encoding.
    NotInEncoding {
        /// The name of the encoding.
        encoding: String,
        /// The first such line.
        line: u64,
    },
    /// A quotation mark opened in this line is never closed.
    OpenQuote(u64),
    /// Text follows a closing quotation mark in this line.
    AfterQuote(u64),
    /// A row that has not as many cells as the header.
    Uneven {
        /// Its line.
        line: u64,
        /// Its cells.
        found: usize,
        /// The columns of the header.
        expected: usize,
    },
}

impl FileFault {
    /// The sentence for the user.
    #[must_use]
    pub fn message(&self, language: &Language) -> String {
        let say = |key: &str, with: &[(&str, &str)]| {
            sentence(language, &format!("tables-file-{key}"), with)
        };
        match self {
            Self::Unreadable(reason) => say("unreadable", &[("reason", reason)]),
            Self::Empty => say("empty", &[]),
            Self::NoHeader => say("no-header", &[]),
            Self::TooLarge => say("too-large", &[("max", &(MAX_BYTES / MEGABYTE).to_string())]),
            Self::TooManyRows => say("too-many-rows", &[("max", &MAX_ROWS.to_string())]),
            Self::TooManyColumns => say("too-many-columns", &[("max", &MAX_COLUMNS.to_string())]),
            Self::Workbook => say("workbook", &[]),
            Self::Nul(line) => say("nul", &[("line", &line.to_string())]),
            Self::UnknownEncoding(name) => say("unknown-encoding", &[("name", name)]),
            Self::NotInEncoding { encoding, line } => {
                say("not-in-encoding", &[("name", encoding), ("line", &line.to_string())])
            }
            Self::OpenQuote(line) => say("open-quote", &[("line", &line.to_string())]),
            Self::AfterQuote(line) => say("after-quote", &[("line", &line.to_string())]),
            Self::Uneven { line, found, expected } => say(
                "uneven",
                &[
                    ("line", &line.to_string()),
                    ("found", &found.to_string()),
                    ("expected", &expected.to_string()),
                ],
            ),
        }
    }
}

/// Reads no more than is taken, and then the table.
pub fn read_from(source: impl Read, choice: &Choice) -> Result<Sheet, FileFault> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let read = source.take(limit).read_to_end(&mut bytes);
    read.map_err(|error| FileFault::Unreadable(error.to_string()))?;
    self::read(&bytes, choice)
}

/// The table of a file.
pub fn read(bytes: &[u8], choice: &Choice) -> Result<Sheet, FileFault> {
    if bytes.len() > MAX_BYTES {
        return Err(FileFault::TooLarge);
    }
    let (encoding, text) = decode(bytes, choice.encoding.as_deref())?;
    if text.trim().is_empty() {
        return Err(FileFault::Empty);
    }
    let (told, text) = told_separator(&text);
    let separator = choice.separator.or(told).unwrap_or_else(|| guess_separator(text));
    check_quotes(text, separator)?;
    let rows = rows(text, separator, told.is_some(), choice.above)?;
    even(encoding, separator, rows)
}

/// The encoding and the text without its mark.
fn decode(bytes: &[u8], chosen: Option<&str>) -> Result<(&'static str, String), FileFault> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(FileFault::Workbook);
    }
    let marked = Encoding::for_bom(bytes);
    let encoding = match (chosen, marked) {
        (Some(name), _) => Encoding::for_label(name.trim().as_bytes())
            .ok_or_else(|| FileFault::UnknownEncoding(name.to_owned()))?,
        (None, Some((encoding, _))) => encoding,
        (None, None) if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        (None, None) => {
            let mut detector = chardetng::EncodingDetector::new();
            detector.feed(bytes, true);
            detector.guess(Some(b"fr"), false)
        }
    };
    let mark = marked.filter(|(known, _)| *known == encoding).map_or(0, |(_, length)| length);
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
    if let Some(at) = text.find('\0') {
        return Err(FileFault::Nul(line_of(&text, at)));
    }
    if broken {
        let at = text.find('\u{fffd}').unwrap_or(0);
        let (encoding, line) = (encoding.name().to_owned(), line_of(&text, at));
        return Err(FileFault::NotInEncoding { encoding, line });
    }
    Ok((encoding.name(), text.into_owned()))
}

/// The line that the byte at `at` stands in.
fn line_of(text: &str, at: usize) -> u64 {
    newlines(text.get(..at).unwrap_or_default()) + 1
}

/// How many lines end in `text`: in a line feed, in a carriage return, or in both.
fn newlines(text: &str) -> u64 {
    let after = text.bytes().skip(1).chain([0]);
    let ends = |byte: u8, next: u8| byte == b'\n' || (byte == b'\r' && next != b'\n');
    text.bytes().zip(after).map(|(byte, next)| u64::from(ends(byte, next))).sum()
}

/// `sep=;` in the first line is how Excel is told the separator; it is no row.
fn told_separator(text: &str) -> (Option<Separator>, &str) {
    let told = || {
        let (line, rest) = text.split_once('\n')?;
        let name = line.trim_end_matches('\r').trim_matches('"').strip_prefix("sep=")?;
        Some((Separator::named(name)?, rest))
    };
    told().map_or((None, text), |(separator, rest)| (Some(separator), rest))
}

fn guess_separator(text: &str) -> Separator {
    let lines = sample(text);
    let fits = |separator: Separator| {
        let counts: Vec<usize> = lines.iter().map(|line| count(line, separator)).collect();
        // The most common number of separators in a line that has any.
        let equal = |number: usize| counts.iter().filter(|other| **other == number).count();
        let with_any = counts.iter().copied().filter(|number| *number > 0);
        with_any.map(|number| (equal(number), number)).max().unwrap_or_default()
    };
    // The last of equal ones is taken, so the order is turned.
    let best = Separator::ALL.into_iter().rev().max_by_key(|separator| fits(*separator));
    best.filter(|separator| fits(*separator) > (0, 0)).unwrap_or(Separator::Comma)
}

/// The first lines that are not empty; a line break between quotation marks ends none.
fn sample(text: &str) -> Vec<&str> {
    let (mut lines, mut start, mut quoted) = (Vec::new(), 0, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => {
                lines.extend(text.get(start..at).filter(|line| !line.trim().is_empty()));
                start = at + 1;
            }
            _ => {}
        }
        if lines.len() >= SAMPLE {
            return lines;
        }
    }
    lines.extend(text.get(start..).filter(|line| !line.trim().is_empty()));
    lines
}

/// How often the separator stands in a line outside quotation marks.
fn count(line: &str, separator: Separator) -> usize {
    let mut quoted = false;
    let outside = line.bytes().filter(|byte| {
        quoted ^= *byte == b'"';
        !quoted && *byte == separator.byte()
    });
    outside.count()
}

/// The `csv` crate reads anything; what RFC 4180 does not allow is found here. A quotation mark within
/// a cell that does not begin with one cannot be misunderstood and is let pass.
fn check_quotes(text: &str, separator: Separator) -> Result<(), FileFault> {
    #[derive(PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        Quote,
    }
    let (mut at, mut line, mut opened, mut before) = (At::Start, 1_u64, 1_u64, 0);
    for byte in text.bytes() {
        at = match (at, byte) {
            (At::Start, b'"') => {
                opened = line;
                At::Quoted
            }
            (At::Quoted, b'"') => At::Quote,
            (At::Quote, b'"') | (At::Quoted, _) => At::Quoted,
            (_, b'\r' | b'\n') => At::Start,
            (_, byte) if byte == separator.byte() => At::Start,
            (At::Quote, _) => return Err(FileFault::AfterQuote(line)),
            (At::Start | At::Plain, _) => At::Plain,
        };
        line += u64::from(byte == b'\r' || (byte == b'\n' && before != b'\r'));
        before = byte;
    }
    if at == At::Quoted { Err(FileFault::OpenQuote(opened)) } else { Ok(()) }
}

/// The rows that are not empty, from the header on.
fn rows(text: &str, separator: Separator, told: bool, above: usize) -> Result<Vec<Row>, FileFault> {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(separator.byte()).has_headers(false).flexible(true);
    let mut reader = builder.from_reader(text.as_bytes());
    let (mut rows, mut left) = (Vec::new(), above);
    let (mut record, mut line, mut seen) = (csv::StringRecord::new(), 1 + u64::from(told), 0);
    loop {
        let more = reader.read_record(&mut record);
        if !more.map_err(|error| FileFault::Unreadable(error.to_string()))? {
            return Ok(rows);
        }
        // A record's place is where the one before it ended, so empty lines come first.
        let start = record.position().map_or(seen, |place| as_usize(place.byte())).min(text.len());
        let rest = text.get(start..).unwrap_or_default();
        let start = text.len() - rest.trim_start_matches(['\r', '\n']).len();
        line += newlines(text.get(seen..start).unwrap_or_default());
        seen = start;
        if record.len() > MAX_COLUMNS {
            return Err(FileFault::TooManyColumns);
        }
        if left > 0 {
            left -= 1;
            continue;
        }
        let empty = record.iter().all(|cell| cell.trim().is_empty());
        // The header may be empty, and is then complained about.
        if empty && !rows.is_empty() {
            continue;
        }
        if rows.len() > MAX_ROWS {
            return Err(FileFault::TooManyRows);
        }
        rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
    }
}

fn as_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The sheet, if its rows are as long as its header. Empty cells beyond the header do not count.
fn even(encoding: &str, separator: Separator, rows: Vec<Row>) -> Result<Sheet, FileFault> {
    let mut rows = rows.into_iter();
    let mut header = rows.next().ok_or(FileFault::Empty)?.cells;
    while header.last().is_some_and(|cell| cell.trim().is_empty()) {
        header.pop();
    }
    if header.is_empty() {
        return Err(FileFault::NoHeader);
    }
    let header: Vec<String> = header.into_iter().map(|cell| cell.trim().to_owned()).collect();
    let expected = header.len();
    let cut = |mut row: Row| {
        let found = row.cells.len();
        let surplus = row.cells.get(expected..).unwrap_or_default();
        if found < expected || surplus.iter().any(|cell| !cell.trim().is_empty()) {
            return Err(FileFault::Uneven { line: row.line, found, expected });
        }
        row.cells.truncate(expected);
        Ok(row)
    };
    let rows = rows.map(cut).collect::<Result<_, _>>()?;
    Ok(Sheet { encoding: encoding.to_owned(), separator, header, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(bytes: &[u8]) -> Sheet {
        read(bytes, &Choice::default()).unwrap()
    }

    fn fault(bytes: &[u8]) -> FileFault {
        read(bytes, &Choice::default()).unwrap_err()
    }

    #[test]
    fn encodings_are_guessed() {
        assert_eq!(sheet("Nom,Prénom\nA,Zoé\n".as_bytes()).encoding, "UTF-8");
        assert_eq!(sheet("\u{feff}Nom,Prénom\nA,Zoé\n".as_bytes()).header[0], "Nom");
        let latin = b"Nom;Pr\xe9nom\r\nKABONGO;Jos\xe9phine\r\nMBUYI;Th\xe9r\xe8se\r\n";
        let read = sheet(latin);
        assert_eq!(
            (read.encoding.as_str(), read.separator),
            ("windows-1252", Separator::Semicolon)
        );
        assert_eq!(read.rows[1].cells, ["MBUYI", "Thérèse"]);
        // However short, and with what Windows has beyond Latin-1.
        for text in [
            &b"Nom;Pr\xe9nom\nA;B\n"[..],
            b"Nom;N\xe9(e) le\nA;1980\n",
            b"N\xb0;Nom\n1;A\n",
            b"N\xb0 d\x92enr;Nom\n1;S\x9cur \xc9lise\n",
            b"Nom;Pr\xe9nom\nKANDA;Mo\xefse\nKAPINGA;Fran\xe7oise\nKAZADI;Gr\xe2ce\n",
        ] {
            assert_eq!(sheet(text).encoding, "windows-1252");
        }
        let wide: Vec<u8> =
            "\u{feff}Nom\tÂge\nA\t7\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let read = sheet(&wide);
        assert_eq!((read.encoding.as_str(), read.separator), ("UTF-16LE", Separator::Tab));
    }

    #[test]
    fn choices_win_over_guesses() {
        let choice = Choice { separator: Some(Separator::Comma), above: 1, ..Choice::default() };
        let read = read(b"a;b;c\nx,y\n\n1,2\n", &choice).unwrap();
        assert_eq!(read.header, ["x", "y"]);
        assert_eq!(read.rows, [Row { line: 4, cells: vec!["1".into(), "2".into()] }]);
        let choice = Choice { encoding: Some("klingon".into()), ..Choice::default() };
        let unknown = super::read(b"a,b\n", &choice).unwrap_err();
        assert_eq!(unknown, FileFault::UnknownEncoding("klingon".into()));
        let choice = Choice { encoding: Some("utf-8".into()), ..Choice::default() };
        let broken = super::read(b"a,b\nc,\xff\n", &choice).unwrap_err();
        assert_eq!(broken, FileFault::NotInEncoding { encoding: "UTF-8".into(), line: 2 });
    }

    #[test]
    fn separators_are_guessed_and_told() {
        assert_eq!(sheet(b"a|b\n1|2,5\n").separator, Separator::Pipe);
        assert_eq!(sheet(b"a;b\n1,5;2,5\n3,5;4,5\n").separator, Separator::Semicolon);
        assert_eq!(sheet(b"a\n1\n").separator, Separator::Comma);
        let told = sheet(b"sep=;\r\na;b\r\n1;2\r\n");
        assert_eq!((told.header.len(), told.rows[0].line), (2, 3));
    }

    #[test]
    fn quoting_follows_the_rfc() {
        let read = sheet(b"a,b\n\"x, \"\"y\"\"\nz\",1\nin\"side,2\n");
        assert_eq!(read.rows[0].cells, ["x, \"y\"\nz", "1"]);
        assert_eq!((read.rows[1].cells[0].as_str(), read.rows[1].line), ("in\"side", 4));
        assert_eq!(fault(b"a,b\n\n1,\"2\n3,4\n"), FileFault::OpenQuote(3));
        assert_eq!(fault(b"a,b\n\"1\"x,2\n"), FileFault::AfterQuote(2));
    }

    #[test]
    fn broken_files_are_refused_with_a_sentence() {
        let wrong = [
            (fault(b""), FileFault::Empty),
            (fault(b" \r\n\n"), FileFault::Empty),
            (fault(b",,\n1,2,3\n"), FileFault::NoHeader),
            (fault(b"a,b\n1,2\n3,\0\n"), FileFault::Nul(3)),
            (fault(b"PK\x03\x04..."), FileFault::Workbook),
            (fault(b"a,b\n1,2\n3\n"), FileFault::Uneven { line: 3, found: 1, expected: 2 }),
            (fault(b"a,b\n1,2,3\n"), FileFault::Uneven { line: 2, found: 3, expected: 2 }),
            (fault(&vec![b'a'; MAX_BYTES + 1]), FileFault::TooLarge),
            (fault("a\n".repeat(MAX_ROWS + 2).as_bytes()), FileFault::TooManyRows),
            (fault(",".repeat(MAX_COLUMNS).as_bytes()), FileFault::TooManyColumns),
            (read_from(&b"a\n\"\n"[..], &Choice::default()).unwrap_err(), FileFault::OpenQuote(2)),
        ];
        for (found, expected) in wrong {
            assert_eq!(found, expected);
            for language in Language::all() {
                let said = found.message(language);
                assert!(!said.contains('$') && !said.contains("tables-"), "{said}");
            }
        }
        assert_eq!(sheet(b"a,b,,\n1,2,,\n,,,\n3,4,\n").rows.len(), 2);
        assert_eq!(sheet("a\n".repeat(MAX_ROWS + 1).as_bytes()).rows.len(), MAX_ROWS);
    }
}
