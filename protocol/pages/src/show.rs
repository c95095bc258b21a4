//! Numbers, days and moments as people read them. Grouping, month names and their order stand in the
//! languages, so that a language without locale data of its own is as complete as any other.

use automerge::ScalarValue;
use jiff::tz::TimeZone;
use lisanga_protocol::dictionary::Attachment;
use lisanga_protocol::dictionary::forms::text_of;
use lisanga_protocol::dictionary::kind::Type;
use lisanga_protocol::dictionary::text;
use lisanga_protocol::languages::Language;
use lisanga_protocol::units::{Date, Money, Month};
use num2words::{Lang, Num2Words};

use crate::words::Words;

/// Seconds of an hour and a day.
const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

/// A whole number in groups of three digits.
#[must_use]
pub fn number(number: i64, language: &Language) -> String {
    text::decimal(number, 0, language)
}

/// An amount with its currency.
#[must_use]
pub fn money(money: Money, words: &Words) -> String {
    text::show(Type::Money, &money.to_string().into(), words.language)
}

/// An amount in words, so that nobody adds a digit: « douze mille cinq cents CDF ».
#[must_use]
pub fn money_in_words(money: Money, words: &Words) -> String {
    // In the Congo ninety is « nonante », as in Belgium.
    let language = if words.language.code == "fr" { Lang::French_BE } else { Lang::English };
    let unit = 10_i64.pow(u32::from(money.currency.decimals()));
    let minor = money.minor.saturating_abs();
    let (whole, part) = (minor / unit, minor % unit);
    let said = Num2Words::new(whole).lang(language).to_words();
    let said = said.unwrap_or_else(|_| whole.to_string());
    let currency = money.currency.code();
    if part == 0 {
        return words.fill("amount-words", &[("whole", &said), ("currency", currency)]);
    }
    let part = format!("{part}/{unit}");
    words.fill("amount-words-part", &[("whole", &said), ("currency", currency), ("part", &part)])
}

/// A value of the dictionary: as [`text::show`] gives it, days in words.
#[must_use]
pub fn value(of: Type, value: &ScalarValue, words: &Words) -> String {
    let text = text_of(value).unwrap_or_default();
    match of {
        Type::Date | Type::PartialDate => partial_date(&text, words),
        Type::Attachment { .. } => {
            text.parse().map_or(text, |file: Attachment| attachment(&file, words))
        }
        Type::Month => text.parse().map_or(text, |month| self::month(month, words)),
        _ => text::show(of, value, words.language),
    }
}

/// « image, 48 Ko ».
#[must_use]
pub fn attachment(file: &Attachment, words: &Words) -> String {
    let kind = if file.media.starts_with("image/") { "file-image" } else { "file-pdf" };
    words.fill(kind, &[("size", &bytes(file.bytes, words))])
}

/// « 23 novembre 2026 ».
#[must_use]
pub fn date(date: Date, words: &Words) -> String {
    partial_date(&date.to_string(), words)
}

/// « novembre 2026 ».
#[must_use]
pub fn month(month: Month, words: &Words) -> String {
    partial_date(&month.to_string(), words)
}

/// A day, a month, a year or about a year, from the text form.
fn partial_date(text: &str, words: &Words) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    let named = |month: &str| words.say(&format!("month-{}", month.trim_start_matches('0')));
    match parts.as_slice() {
        [year, month, day] => {
            let (day, month) = (day.trim_start_matches('0'), named(month));
            words.fill("date-day", &[("day", day), ("month", &month), ("year", year)])
        }
        [year, month] => words.fill("date-month", &[("month", &named(month)), ("year", year)]),
        [year] => match year.strip_suffix('~') {
            Some(year) => words.fill("date-about", &[("year", year)]),
            None => (*year).to_owned(),
        },
        _ => text.to_owned(),
    }
}

/// « 23 novembre 2026 à 14:05 », of seconds since 1970, in the time zone of this machine.
#[must_use]
pub fn moment(seconds: u64, words: &Words) -> String {
    moment_in(&TimeZone::system(), seconds, words)
}

/// A day.
#[must_use]
pub fn day(day: Date, words: &Words) -> String {
    partial_date(&day.to_string(), words)
}

fn moment_in(zone: &TimeZone, seconds: u64, words: &Words) -> String {
    let stamp = i64::try_from(seconds).ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
    let Some(stamp) = stamp else { return words.say("date-unknown") };
    let local = stamp.to_zoned(zone.clone());
    let day = partial_date(&local.date().to_string(), words);
    let time = format!("{:02}:{:02}", local.hour(), local.minute());
    words.fill("date-moment", &[("day", &day), ("time", &time)])
}

/// « il y a 3 jours »: how long before `now` it was.
#[must_use]
pub fn ago(seconds: u64, now: u64, words: &Words) -> String {
    let passed = now.saturating_sub(seconds);
    match passed {
        ..60 => words.say("ago-now"),
        60..HOUR => words.count("ago-minutes", passed / 60),
        HOUR..DAY => words.count("ago-hours", passed / HOUR),
        _ => words.count("ago-days", passed / DAY),
    }
}

/// A number of bytes: « 64 Ko ».
#[must_use]
pub fn bytes(bytes: u64, words: &Words) -> String {
    if bytes < 1_000 {
        return words.count("bytes", bytes);
    }
    let kilobytes = bytes.div_ceil(1_000);
    if kilobytes < 1_000 {
        return words.count("kilobytes", kilobytes);
    }
    let tenths = i64::try_from(kilobytes.div_ceil(100)).unwrap_or(i64::MAX);
    words.fill("megabytes", &[("number", &text::decimal(tenths, 1, words.language))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_each_language() {
        let (fr, en) = (Words::french(), Words::of("en").unwrap());
        let say = |text: &str, words| value(Type::PartialDate, &text.into(), words);
        assert_eq!(say("2026-11-01", fr), "1er novembre 2026");
        assert_eq!(say("2026-11-23", fr), "23 novembre 2026");
        assert_eq!(say("2026-11-23", en), "November 23, 2026");
        assert_eq!(say("1991-03", fr), "mars 1991");
        assert_eq!(say("1991~", fr), "vers 1991");
        assert_eq!(say("1991", en), "1991");
        let kinshasa = TimeZone::fixed(jiff::tz::offset(1));
        assert_eq!(moment_in(&kinshasa, 1_795_000_000, fr), "18 novembre 2026 à 12:06");
    }

    #[test]
    fn amounts_are_said_in_words() {
        let (fr, en) = (Words::french(), Words::of("en").unwrap());
        let say = |text: &str, words| money_in_words(text.parse().unwrap(), words);
        assert_eq!(say("12500 CDF", fr), "douze mille cinq cents CDF");
        assert_eq!(say("-9150 USD", fr), "nonante et un USD et 50/100");
        assert_eq!(say("9150 USD", en), "ninety-one USD and 50/100");
        assert_eq!(say("0 CDF", fr), "zéro CDF");
    }

    #[test]
    fn ages_and_sizes_are_rounded_and_declined() {
        let fr = Words::french();
        assert_eq!(ago(0, 30, fr), "à l’instant");
        assert_eq!(ago(0, 3 * HOUR + 5, fr), "il y a 3 heures");
        assert_eq!(ago(0, DAY, fr), "il y a 1 jour");
        assert_eq!(bytes(64_001, fr), "65 Ko");
        assert_eq!(number(1_234_567, fr.language), "1\u{202f}234\u{202f}567");
    }
}
