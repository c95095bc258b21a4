//! Between people and scalars: one parser for form, CSV and API, one way to show a value.

use std::fmt::Write;

use automerge::ScalarValue;

use super::{
    check::{Finding, Problem, check_value},
    forms::text_of,
    kind::Type,
};
use crate::{
    languages::Language,
    packs::Pack,
    units::{Money, Weight},
};

/// The scalar for what a person or a file gave. Blanks around it do not count. The finding has no
/// path; the caller knows which field it asked for.
pub fn parse(of: Type, text: &str, pack: &Pack) -> Result<ScalarValue, Finding> {
    let at_no_path = |problem| Finding { path: String::new(), problem };
    let text = text.trim();
    if text.is_empty() {
        return Err(at_no_path(Problem::Missing));
    }
    let value = of.scalar(text).ok_or_else(|| at_no_path(Problem::BadForm))?;
    check_value(of, &value, pack).map_err(at_no_path)?;
    Ok(value)
}

/// A value as a person reads it: codes by their labels, amounts and weights with their decimals.
#[must_use]
pub fn show(of: Type, value: &ScalarValue, language: &Language) -> String {
    let Some(text) = text_of(value) else { return String::new() };
    match of {
        Type::Code(list) | Type::Scale(list) => {
            language.code(list, &text).map_or(text, str::to_owned)
        }
        Type::Bool => language.text(if text == "true" { "yes" } else { "no" }).to_owned(),
        Type::Money => text.parse().map_or(text, |money: Money| {
            let amount = decimal(money.minor, money.currency.decimals(), language);
            format!("{amount}\u{a0}{}", money.currency)
        }),
        Type::Weight(unit) => text.parse().map_or(text, |weight: Weight| {
            format!("{}\u{a0}{}", decimal(weight.amount, unit.decimals(), language), unit.symbol())
        }),
        Type::Points => {
            text.parse().map_or(text, |points| format!("{}\u{a0}%", decimal(points, 2, language)))
        }
        _ => text,
    }
}

/// A whole number of small units as a decimal number, in groups of three digits.
#[must_use]
pub fn decimal(number: i64, decimals: u8, language: &Language) -> String {
    let scale = 10_u64.pow(decimals.into());
    let (whole, rest) = (number.unsigned_abs() / scale, number.unsigned_abs() % scale);
    let digits = whole.to_string();
    let mut shown = String::from(if number < 0 { "-" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push_str(language.text("number-group"));
        }
        shown.push(digit);
    }
    if decimals > 0 {
        shown.push_str(language.text("number-point"));
        let _ = write!(shown, "{rest:0width$}", width = decimals.into()); // A string takes it.
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dictionary::prelude::*, units::WeightUnit};

    #[test]
    fn what_is_shown_follows_the_language() {
        let money = ScalarValue::from("-1254050 USD");
        assert_eq!(show(MONEY, &money, Language::french()), "-12\u{202f}540,50\u{a0}USD");
        assert_eq!(show(MONEY, &money, Language::english()), "-12,540.50\u{a0}USD");
        let stones = Type::Weight(WeightUnit::Ct100);
        assert_eq!(show(stones, &"3840 ct100".into(), Language::english()), "38.40\u{a0}ct");
        assert_eq!(show(MONEY, &"999 CDF".into(), Language::french()), "999\u{a0}CDF");
        assert_eq!(show(code(SEX), &"F".into(), Language::french()), "Femme");
        assert_eq!(show(code(SEX), &"X".into(), Language::french()), "X");
        assert_eq!(show(BOOL, &true.into(), Language::english()), "Yes");
    }

    #[test]
    fn what_is_typed_is_checked_once() {
        let pack = Pack::of("CD").unwrap();
        let problem = |of, text| parse(of, text, pack).unwrap_err().problem;
        assert_eq!(parse(int(1, 40), " 7 ", pack), Ok(ScalarValue::Int(7)));
        assert_eq!(problem(int(1, 40), "41"), Problem::OutOfRange(1, 40));
        assert_eq!(problem(int(1, 40), "seven"), Problem::BadForm);
        assert_eq!(problem(code(SEX), "X"), Problem::NotInList);
        assert_eq!(problem(text(3), "Mujinga"), Problem::TooLong(3));
        assert_eq!(problem(text(3), "  "), Problem::Missing);
        assert_eq!(problem(MONEY, "100 JPY"), Problem::NotInList);
        let file = format!("{};image/jpeg;60001", "a0".repeat(32));
        assert_eq!(problem(PHOTO, &file), Problem::TooManyBytes(60_000));
    }
}
