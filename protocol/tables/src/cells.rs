//! From what people write in a cell to the one text form of the dictionary.
//!
//! Days are read as they are written here, day before month, and never the other way round. A code is
//! found by itself or by its label in any language. What is read goes through the parser that forms
//! and the API use, so a file can bring nothing that a form could not.

use automerge::ScalarValue;
use lisanga_protocol::{
    dictionary::{
        Problem as Wrong,
        check::Finding,
        forms::TypeName,
        kind::{CodeForm, List, Type},
        parse, show,
    },
    languages::Language,
    packs::{Measure, Pack},
    units::{Currency, Date, Money, Month, PartialDate, WeightUnit},
};

use crate::{
    folding::{fold, squeeze},
    sentences::sentence,
};

/// What is wrong with a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// What the dictionary finds.
    Wrong(Wrong),
    /// It does not have the form of its type; the sentence says how to write it.
    Form(TypeName),
    /// Has to be filled in, and no column gives it.
    NoColumn(String),
    /// Nothing known has this name.
    NoSuchName,
    /// So many have this name.
    SeveralNames(usize),
    /// The document of this id is not known here.
    NoSuchId,
    /// Another document has this number.
    NumberTaken,
    /// An earlier line has this id or number already.
    RowTwice(u64),
    /// Written only once, and this stands there.
    WrittenOnce(String),
    /// What exists cannot be checked.
    Unreadable,
    /// Money in and money out in one operation.
    BothSides,
    /// Neither money in nor money out, or nothing of it.
    NoAmount,
    /// The balance that follows from the lines above.
    Balance(Money),
    /// The lines of an operation do not add up, or another of them is wrong.
    Unbalanced,
}

impl Fault {
    /// The sentence for the user.
    #[must_use]
    pub fn message(&self, language: &Language) -> String {
        let say = |key: &str, with: &[(&str, &str)]| {
            sentence(language, &format!("tables-cell-{key}"), with)
        };
        match self {
            Self::Wrong(problem) => bare(problem.clone()).message(language),
            Self::Form(of) => match form_key(*of) {
                Some(key) => say(key, &[]),
                None => bare(Wrong::BadForm).message(language),
            },
            Self::NoColumn(label) => say("missing-column", &[("name", language.text(label))]),
            Self::NoSuchName => say("ref-unknown", &[]),
            Self::SeveralNames(count) => say("ref-several", &[("count", &count.to_string())]),
            Self::NoSuchId => say("id-unknown", &[]),
            Self::NumberTaken => say("number-taken", &[]),
            Self::RowTwice(line) => say("row-twice", &[("line", &line.to_string())]),
            Self::WrittenOnce(old) => say("written-once", &[("old", old)]),
            Self::Unreadable => say("unreadable", &[]),
            Self::BothSides => say("both-sides", &[]),
            Self::NoAmount => say("no-amount", &[]),
            Self::Unbalanced => say("unbalanced", &[]),
            Self::Balance(money) => {
                let expected = show(Type::Money, &money.to_string().into(), language);
                say("balance", &[("expected", &expected)])
            }
        }
    }
}

const fn bare(problem: Wrong) -> Finding {
    Finding { path: String::new(), problem }
}

/// The key of the sentence that says how to write a type.
const fn form_key(of: TypeName) -> Option<&'static str> {
    Some(match of {
        TypeName::Date => "date",
        TypeName::PartialDate => "partial-date",
        TypeName::Month => "month",
        TypeName::Phone => "phone",
        TypeName::Int | TypeName::Points => "int",
        TypeName::Bool => "bool",
        TypeName::Money => "money",
        TypeName::WeightCt100 | TypeName::WeightMg => "weight",
        TypeName::Ref => "ref-id",
        _ => return None,
    })
}

/// The value of a cell.
pub fn read_cell(of: Type, text: &str, pack: &Pack) -> Result<ScalarValue, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Wrong(Wrong::Missing));
    }
    let unread = || match of {
        // A code that is no code is a wrong choice, whichever way it is written.
        Type::Code(_) => Fault::Wrong(Wrong::NotInList),
        _ => Fault::Form(of.name()),
    };
    let written = written(of, text, pack).ok_or_else(unread)?;
    parse(of, &written, pack).map_err(|finding| match finding.problem {
        Wrong::BadForm => unread(),
        problem => Fault::Wrong(problem),
    })
}

/// The values of a cell that may hold several. A whole cell that is one value is not cut.
pub fn read_cells(of: Type, text: &str, pack: &Pack) -> Result<Vec<ScalarValue>, Fault> {
    let cuts: &[char] = match of {
        Type::Text { .. } => &[';', '|', '\n'],
        Type::Position | Type::Attachment { .. } | Type::Money | Type::Weight(_) => &['|', '\n'],
        _ => &[';', ',', '/', '|', '+', '\n'],
    };
    // The plus of a telephone number is its first character.
    let is_phone = matches!(of, Type::Phone);
    let parts = text.split(|c| cuts.contains(&c) && !(c == '+' && is_phone));
    let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
    let whole = || read_cell(of, text, pack).ok();
    if parts.len() > 1
        && !matches!(of, Type::Text { .. })
        && let Some(whole) = whole()
    {
        return Ok(vec![whole]);
    }
    parts.into_iter().map(|part| read_cell(of, part, pack)).collect()
}

/// The text form of what a person wrote, if there is an idea of it.
fn written(of: Type, text: &str, pack: &Pack) -> Option<String> {
    match of {
        Type::Code(list) | Type::Scale(list) => code_of(list, text, pack),
        Type::Int { .. } => whole(text).map(|number| number.to_string()),
        Type::Points => {
            let number = text.strip_suffix('%').map_or(text, str::trim_end);
            decimal(number, 2).map(|points| points.to_string())
        }
        Type::Bool => yes_or_no(text).map(|yes| yes.to_string()),
        Type::Date => date(text).map(|date| date.to_string()),
        Type::PartialDate => partial_date(text).map(|date| date.to_string()),
        Type::Month => month(text).map(|month| month.to_string()),
        Type::Money => money(text, pack),
        Type::Weight(unit) => weight(text, unit, pack),
        Type::Phone => phone(text, &pack.dialling_prefix),
        Type::Position => position(text),
        Type::Ref(_) => Some(text.to_lowercase()),
        _ => Some(text.to_owned()),
    }
}

/// Words for codes that are no label.
const WORDS: &[(&str, &str, &[&str])] = &[
    ("sex", "F", &["f", "feminin", "fem", "fille", "w"]),
    ("sex", "M", &["m", "h", "masculin", "masc", "male", "garcon"]),
    ("sex", "U", &["inconnu", "unknown", "nc"]),
    ("country", "CD", &["rdc", "drc", "congolais", "congolaise", "congo kinshasa", "cod"]),
    ("country", "SL", &["sierra leonais", "sierra leonaise", "sierra leonean"]),
    ("work_role", "DIGGER", &["creuseuse", "exploitant", "exploitante", "miner"]),
    ("work_role", "WASHER", &["laveuse", "lavage", "tamiseuse"]),
    ("work_role", "CARRIER", &["transporteuse", "porteur", "porteuse"]),
    ("work_role", "PIT_BOSS", &["pdg", "chef de puits"]),
    ("work_role", "TRADER", &["negociante"]),
    ("currency", "CDF", &["fc", "franc congolais", "francs congolais"]),
    ("currency", "USD", &["$", "us", "dollar", "dollars"]),
];

/// The code itself, or the one with this label in any language, or this word. A label is also found
/// by one of its parts, so that « Laveur » is « Laveur, tamiseur ».
fn code_of(list: List, text: &str, pack: &Pack) -> Option<String> {
    let exact = [text.to_owned(), text.to_uppercase(), text.to_lowercase()];
    if let Some(code) =
        exact.into_iter().find(|code| pack.knows(list, code) && list.codes.contains(&code.as_str()))
    {
        return Some(code);
    }
    let wanted = fold(text);
    if wanted.is_empty() {
        return (text == "$" && list.name == "currency").then(|| "USD".to_owned());
    }
    let word = WORDS
        .iter()
        .find(|(name, _, words)| *name == list.name && words.contains(&wanted.as_str()));
    if let Some((_, code, _)) = word {
        return Some((*code).to_owned());
    }
    let labels = |code: &'static str| {
        Language::all().iter().filter_map(move |language| Some((code, language.code(list, code)?)))
    };
    let labels: Vec<(&'static str, &str)> = list.codes.iter().copied().flat_map(labels).collect();
    let whole = labels.iter().find(|(_, label)| says(label, &wanted));
    let found = whole.or_else(|| {
        let part = |label: &str| label.split([',', '(']).any(|part| says(part, &wanted));
        labels.iter().find(|(_, label)| part(label))
    });
    found.map_or_else(
        // A country or a language that has no label here has a code of two or three letters.
        || {
            (list.open && (list.form == CodeForm::Dashed || text.len() <= 3))
                .then(|| text.to_owned())
        },
        |(code, _)| Some((*code).to_owned()),
    )
}

/// Whether a label, in any of its genders, is this folded text.
fn says(label: &str, wanted: &str) -> bool {
    if fold(label) == wanted {
        return true;
    }
    let Some((stem, ending)) = label.split_once('·') else { return false };
    let ending = ending.trim();
    fold(stem) == wanted || fold(&format!("{stem}{ending}")) == wanted
}

/// Blanks of any sort, and what separates groups of digits, taken out.
fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\'' && *c != '’').collect()
}

/// A whole number, also as a spreadsheet writes it: `1 200`, `7,0`.
fn whole(text: &str) -> Option<i64> {
    let bare = without_blanks(text);
    let (number, rest) = bare.split_once([',', '.']).unwrap_or((&bare, ""));
    let digits = number.strip_prefix('-').unwrap_or(number);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    // Three digits after a point could be thousands; that is not guessed.
    let nothing = rest.len() <= 2 && rest.bytes().all(|byte| byte == b'0');
    if plain && nothing { number.parse().ok() } else { None }
}

/// A decimal number in units of its last of `places` decimals: `1 250,5` in two places is 125050.
/// A point or a comma that could mark thousands as well as decimals is not guessed.
pub(crate) fn decimal(text: &str, places: u8) -> Option<i64> {
    let bare = without_blanks(text);
    // What has no decimals is often written with two zeros all the same.
    let zeros = [",00", ".00"].iter().filter(|_| places == 0);
    let bare = zeros.into_iter().find_map(|zeros| bare.strip_suffix(zeros)).unwrap_or(&bare);
    let (negative, bare) = bare.strip_prefix('-').map_or((false, bare), |rest| (true, rest));
    let mark = if places == 0 { None } else { bare.rfind([',', '.']) };
    let (whole, rest) = mark.map_or((bare, ""), |at| (&bare[..at], &bare[at + 1..]));
    let used = |mark: char| whole.contains(mark);
    let mixed = used(',') && used('.') || mark.is_some_and(|at| whole.contains(&bare[at..=at]));
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let uneven = groups.iter().skip(1).any(|group| group.len() != 3);
    let cut_short = mark.is_some() && rest.is_empty() || groups[0].is_empty();
    if mixed || uneven || cut_short || rest.len() > usize::from(places) {
        return None;
    }
    let digits = groups.concat() + rest;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let missing = usize::from(places) - rest.len();
    let number: i64 = (digits + &"0".repeat(missing)).parse().ok()?;
    Some(if negative { -number } else { number })
}

/// `-6.1345, 23.5899`, with the accuracy in metres after it if it is known; as French writes it
/// `-6,1345 23,5899`; and the text form itself, in micro-degrees.
fn position(text: &str) -> Option<String> {
    let apart: Vec<&str> = text.split([' ', ';']).filter(|part| !part.is_empty()).collect();
    let french =
        apart.len() > 1 && apart.iter().all(|part| !part.contains('.') && !part.ends_with(','));
    let parts: Vec<String> = if french {
        apart.iter().map(|part| part.replace(',', ".")).collect()
    } else {
        let parts = text.split([' ', ';', ',']).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let degrees = |part: &String| {
        let (whole, rest) = part.split_once('.').unwrap_or((part, ""));
        let number: i64 = whole.parse().ok()?;
        // Nothing lies at more than 180 degrees: such a number counts micro-degrees.
        if rest.is_empty() && number.abs() > 180 {
            return Some(number);
        }
        let digits =
            rest.get(..rest.len().min(6)).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
        let micro: i64 = format!("{digits:0<6}").parse().ok()?;
        let size = number.abs() * 1_000_000 + micro;
        Some(if whole.starts_with('-') { -size } else { size })
    };
    let (latitude, longitude) = (degrees(parts.first()?)?, degrees(parts.get(1)?)?);
    let accuracy = match parts.get(2) {
        Some(metres) => metres.trim_start_matches('±').parse::<u32>().ok()?,
        None => 0,
    };
    (parts.len() <= 3).then(|| format!("{latitude},{longitude},{accuracy}"))
}

fn yes_or_no(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "oui" | "o" | "vrai" | "x" | "1" | "yes" | "y" | "true" => Some(true),
        "non" | "n" | "faux" | "0" | "no" | "false" => Some(false),
        _ => None,
    }
}

/// The months by the letters that tell them apart, in French and English.
const MONTHS: [&[&str]; 12] = [
    &["janvier", "janv", "jan", "january"],
    &["fevrier", "fevr", "fev", "february", "feb"],
    &["mars", "mar", "march"],
    &["avril", "avr", "april", "apr"],
    &["mai", "may"],
    &["juin", "june", "jun"],
    &["juillet", "juil", "jul", "july"],
    &["aout", "aou", "august", "aug"],
    &["septembre", "sept", "sep", "september"],
    &["octobre", "oct", "october"],
    &["novembre", "nov", "november"],
    &["decembre", "dec", "december"],
];

/// A month by its number or its name.
fn month_number(text: &str) -> Option<u8> {
    let named = (1..).zip(MONTHS).find(|(_, names)| names.contains(&text));
    named.map(|(number, _)| number).or_else(|| number(text, 2)?.try_into().ok())
}

/// A number of at most so many digits.
fn number(text: &str, digits: usize) -> Option<u16> {
    let plain =
        (1..=digits).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// A year of four digits; two would leave the century open.
fn year(text: &str) -> Option<u16> {
    if text.len() == 4 { number(text, 4) } else { None }
}

/// A day as people write it: `03/04/1987`, `3.4.1987`, `3 avril 1987`, `1er mai 2001`, `1987-04-03`.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    // A spreadsheet may add a time of midnight.
    let text = ["T00:00:00", " 00:00:00", " 00:00"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let folded = fold(text);
    let parts: Vec<&str> = folded.split(' ').collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if let Some(year) = year(first) {
        return Date::new(
            year,
            number(second, 2)?.try_into().ok()?,
            number(third, 2)?.try_into().ok()?,
        );
    }
    let day = first.strip_suffix("er").unwrap_or(first);
    Date::new(year(third)?, month_number(second)?, number(day, 2)?.try_into().ok()?)
}

/// A month as people write it: `04/1987`, `avril 1987`, `1987-04`.
fn month(text: &str) -> Option<Month> {
    let folded = fold(text);
    let (first, second) = folded.split_once(' ')?;
    match year(first) {
        Some(year) => Month::new(year, number(second, 2)?.try_into().ok()?),
        None => Month::new(year(second)?, month_number(first)?),
    }
}

/// What says that a year is an estimate.
const ABOUT: &[&str] = &[
    "environ",
    "env",
    "vers",
    "circa",
    "ca",
    "c",
    "about",
    "around",
    "approx",
    "estime",
    "estimee",
    "estimated",
];

/// As much of a date as is written: a day, a month, a year, or `environ 1980`.
fn partial_date(text: &str) -> Option<PartialDate> {
    if let Ok(exact) = text.parse() {
        return Some(exact);
    }
    if let Some(date) = date(text) {
        return date.to_string().parse().ok();
    }
    if let Some(month) = month(text) {
        return month.to_string().parse().ok();
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let marked = text.contains(['~', '±', '?', '≈']);
    let (about, year) = match words.as_slice() {
        [only] => (marked, year(only)?),
        ["ne" | "nee", "en", last] => (marked, year(last)?),
        ["ne" | "nee", word, last] | [word, last] | [last, word] if ABOUT.contains(word) => {
            (true, year(last)?)
        }
        _ => return None,
    };
    if about { format!("{year}~").parse().ok() } else { year.to_string().parse().ok() }
}

/// A number with its country: `0810 000 001`, `00243…`, `+243 810 000 001`, and `810000001`, of which a
/// spreadsheet has taken the first zero.
fn phone(text: &str, prefix: &str) -> Option<String> {
    let bare: String =
        text.chars().filter(|c| !c.is_whitespace() && !".-()/_".contains(*c)).collect();
    let digits = bare.strip_prefix('+').unwrap_or(&bare);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let country = prefix.trim_start_matches('+');
    Some(if bare.starts_with('+') {
        bare
    } else if let Some(rest) = digits.strip_prefix("00") {
        // No country begins with a zero.
        return (!rest.starts_with('0')).then(|| format!("+{rest}"));
    } else if let Some(rest) = digits.strip_prefix('0') {
        format!("+{country}{rest}")
    } else if digits.starts_with(country) && digits.len() > 9 {
        format!("+{digits}")
    } else if (8..=9).contains(&digits.len()) {
        format!("+{country}{digits}")
    } else {
        return None;
    })
}

/// `1 250,50 USD`, `$ 12`, `5000 FC`: the currency stands before or after the amount. `1250 USD` is what
/// a person writes for dollars and this program for cents, so it is not guessed.
pub(crate) fn money(text: &str, pack: &Pack) -> Option<String> {
    if text.parse::<Money>().is_ok_and(|money| money.currency.decimals() > 0) {
        return None;
    }
    let digits = |c: char| c.is_ascii_digit();
    let (start, end) = (text.find(|c: char| digits(c) || c == '-')?, text.rfind(digits)?);
    let (amount, before, after) = (text.get(start..=end)?, &text[..start], &text[end + 1..]);
    let name = if before.trim().is_empty() { after } else { before };
    let currency = currency(name.trim(), pack)?;
    let minor = decimal(amount, currency.decimals())?;
    Some(format!("{minor} {currency}"))
}

/// A currency by its code or by what it is called.
pub(crate) fn currency(name: &str, pack: &Pack) -> Option<Currency> {
    let list = lisanga_protocol::dictionary::lists::CURRENCY;
    code_of(list, name, pack)?.parse().ok()
}

/// `3,5 ct`, `2,25 g`, `2 tola` where people weigh with it, and the text form itself. A number alone is not a weight.
fn weight(text: &str, unit: WeightUnit, pack: &Pack) -> Option<String> {
    let end = text.rfind(|c: char| c.is_ascii_digit())?;
    let (amount, name) = text.split_at_checked(end + 1)?;
    let places = match (unit, squeeze(name).as_str()) {
        (WeightUnit::Ct100, "ct" | "cts" | "carat" | "carats") => 2,
        (WeightUnit::Mg, "g" | "gr" | "gramme" | "grammes" | "gram" | "grams") => 3,
        (WeightUnit::Mg, "mg") => 0,
        _ => {
            let Some(measure) = pack.measures_of(unit).find(|measure| measure.is_called(name))
            else {
                return Some(text.to_owned());
            };
            let weight = measure.weight(decimal(amount, Measure::DECIMALS)?);
            return weight.map(|weight| weight.to_string());
        }
    };
    decimal(amount, places).map(|amount| format!("{amount} {}", unit.text()))
}

#[cfg(test)]
mod tests {
    use lisanga_protocol::dictionary::{forms::text_of, prelude::*};

    use super::*;

    #[test]
    fn a_position_is_read_as_people_and_devices_write_it() {
        for text in
            ["-6.1345, 23.5899", "-6,1345 23,5899", "-6134500,23589900,0", "-6.1345;23.5899"]
        {
            assert_eq!(position(text).as_deref(), Some("-6134500,23589900,0"), "{text}");
        }
        assert_eq!(position("-6.1345 23.5899 8").as_deref(), Some("-6134500,23589900,8"));
        assert_eq!(position("-0.5, 23").as_deref(), Some("-500000,23000000,0"));
        assert_eq!(position("Mbuji-Mayi"), None);
        assert_eq!(position("-6.1345"), None);
    }

    fn pack() -> &'static Pack {
        Pack::of("CD").unwrap()
    }

    fn reads(of: Type, pairs: &[(&str, &str)]) {
        for (written, text) in pairs {
            let value = read_cell(of, written, pack()).map(|value| text_of(&value));
            assert_eq!(value, Ok(Some((*text).to_owned())), "{written:?}");
        }
    }

    fn texts(of: Type, text: &str) -> Option<Vec<String>> {
        read_cells(of, text, pack()).ok()?.iter().map(text_of).collect()
    }

    fn refuses(of: Type, texts: &[&str]) {
        for text in texts {
            let found = read_cell(of, text, pack());
            assert!(found.is_err(), "{text:?} was read as {found:?}");
        }
    }

    #[test]
    fn every_fault_has_a_sentence_in_every_language() {
        let types = [
            TypeName::Text,
            TypeName::Code,
            TypeName::Int,
            TypeName::Bool,
            TypeName::Date,
            TypeName::PartialDate,
            TypeName::Month,
            TypeName::Money,
            TypeName::WeightMg,
            TypeName::Points,
            TypeName::Phone,
            TypeName::Ref,
        ];
        let faults = [
            Fault::Wrong(Wrong::NotInList),
            Fault::NoColumn("person-birth".to_owned()),
            Fault::NoSuchName,
            Fault::SeveralNames(2),
            Fault::NoSuchId,
            Fault::NumberTaken,
            Fault::RowTwice(3),
            Fault::WrittenOnce("x".to_owned()),
            Fault::Unreadable,
            Fault::BothSides,
            Fault::NoAmount,
            Fault::Unbalanced,
            Fault::Balance(Money::new(150, Currency::USD)),
        ];
        for fault in types.map(Fault::Form).into_iter().chain(faults) {
            for language in Language::all() {
                let said = fault.message(language);
                assert!(said.ends_with('.') && !said.contains('$'), "{fault:?}: {said}");
                assert!(said.contains(' '), "{fault:?}: {said}");
            }
        }
    }

    #[test]
    fn days_come_before_months() {
        reads(
            DATE,
            &[
                ("03/04/1987", "1987-04-03"),
                ("3.4.1987", "1987-04-03"),
                ("1987-04-03 00:00:00", "1987-04-03"),
                ("1er Août 2001", "2001-08-01"),
                ("3 avril 1987", "1987-04-03"),
            ],
        );
        refuses(DATE, &["04/13/1987", "31/02/1990", "3/4/87", "1987", "hier", "1/2/3/1987"]);
        reads(
            PARTIAL_DATE,
            &[
                ("03/04/1987", "1987-04-03"),
                ("1980", "1980"),
                ("1980~", "1980~"),
                ("environ 1980", "1980~"),
                ("Env. 1980", "1980~"),
                ("né vers 1980", "1980~"),
                ("1980 ?", "1980~"),
                ("avril 1987", "1987-04"),
                ("04/1987", "1987-04"),
            ],
        );
        refuses(PARTIAL_DATE, &["80", "13/1987", "environ", "jeune"]);
        reads(MONTH, &[("03/2026", "2026-03"), ("mars 2026", "2026-03"), ("2026-03", "2026-03")]);
    }

    #[test]
    fn codes_are_found_by_their_labels() {
        reads(
            code(SEX),
            &[("F", "F"), ("Homme", "M"), ("h", "M"), ("femme", "F"), ("Female", "F")],
        );
        reads(
            code(WORK_ROLE),
            &[
                ("Creuseur", "DIGGER"),
                ("laveur", "WASHER"),
                ("PDG", "PIT_BOSS"),
                ("digger", "DIGGER"),
            ],
        );
        reads(
            code(MARITAL),
            &[("Mariée", "MARRIED"), ("marié", "MARRIED"), ("Célibataire", "SINGLE")],
        );
        reads(
            code(COUNTRY),
            &[("RDC", "CD"), ("congolaise", "CD"), ("Angola", "AO"), ("FR", "FR")],
        );
        refuses(code(SEX), &["X", "12"]);
        let wrong = read_cell(code(SEX), "n’importe quoi", pack()).unwrap_err();
        assert_eq!(wrong, Fault::Wrong(Wrong::NotInList));
    }

    #[test]
    fn phones_get_their_country() {
        let one = "+243810000001";
        reads(
            PHONE,
            &[
                ("0810 000 001", one),
                ("00243 810.000.001", one),
                ("243810000001", one),
                ("+243 (810) 000-001", one),
                ("810000001", one),
                ("+243 000 000 001", "+243000000001"),
            ],
        );
        refuses(PHONE, &["123", "néant", "+", "08100000010000000"]);
        let several = read_cells(PHONE, "0810000001 / +243000000002, 0810000003", pack()).unwrap();
        assert_eq!(several.len(), 3);
    }

    #[test]
    fn numbers_amounts_and_weights_are_never_guessed() {
        reads(int(0, 5_000), &[("1 200", "1200"), ("7,0", "7"), (" 3 ", "3"), ("007", "7")]);
        refuses(int(0, 5_000), &["1.200", "7,5", "sept", "", "-"]);
        reads(
            MONEY,
            &[
                ("1 250,50 USD", "125050 USD"),
                ("1,250.50 $", "125050 USD"),
                ("$12", "1200 USD"),
                ("5 000 FC", "5000 CDF"),
                ("5.000 FC", "5000 CDF"),
                ("5 000,00 FC", "5000 CDF"),
                ("12550,00 USD", "1255000 USD"),
            ],
        );
        refuses(
            MONEY,
            &[
                "12",
                "12550 USD",
                "1.250 USD",
                "12,505 USD",
                "12 JPY",
                "1,2,3 USD",
                "1.5 FC",
                "12. USD",
            ],
        );
        reads(
            Type::Weight(WeightUnit::Ct100),
            &[("3,5 ct", "350 ct100"), ("3840 ct100", "3840 ct100")],
        );
        reads(Type::Weight(WeightUnit::Mg), &[("2,25 g", "2250 mg"), ("2000 mg", "2000 mg")]);
        reads(Type::Weight(WeightUnit::Mg), &[("1,5 tola", "17496 mg"), ("2 TOLA", "23328 mg")]);
        reads(Type::Weight(WeightUnit::Ct100), &[("10 grains", "250 ct100")]);
        refuses(Type::Weight(WeightUnit::Mg), &["2 grains", "2 onces"]);
        refuses(Type::Weight(WeightUnit::Mg), &["2,25", "3 ct"]);
        reads(BOOL, &[("Oui", "true"), ("non", "false"), ("x", "true")]);
        reads(POINTS, &[("60 %", "6000"), ("12,5", "1250")]);
    }

    #[test]
    fn sets_are_cut_where_no_whole_value_is() {
        let roles = |text| texts(code(WORK_ROLE), text).map(|roles| roles.join(" "));
        assert_eq!(roles("Laveur, tamiseur").as_deref(), Some("WASHER"));
        assert_eq!(roles("Creuseur; Laveur / PANNER").as_deref(), Some("DIGGER WASHER PANNER"));
        assert_eq!(roles("Creuseur; roi"), None);
        let names = texts(text(80), "Lubi, la grande; Lubi 2").unwrap();
        assert_eq!(names, ["Lubi, la grande", "Lubi 2"]);
    }
}
