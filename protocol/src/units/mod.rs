//! Money, weights and dates as whole numbers, each with one text form.
//!
//! The text form is what stands in a document, in a CSV cell, in an input and in the API. Parsing
//! takes exactly what showing gives, so that equal values are equal texts. Sums are checked; nothing
//! here is a floating point number, and nothing asks what time it is.

use std::{fmt, str::FromStr};

mod dates;
pub use dates::{Date, Month, PartialDate};

/// The text does not have the form of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("read {0}: the text does not have its form")]
pub struct BadForm(pub &'static str);

/// Writes and reads a type in JSON as its text form.
macro_rules! serde_as_text {
    ($($name:ty),+ $(,)?) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )+};
}
pub(crate) use serde_as_text;

serde_as_text!(Currency, Money, Weight, Date, Month, PartialDate);

/// A currency by its three letters (ISO 4217).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

/// How many decimals an amount is shown with. This is what a stored whole number means, so it is the
/// same in every country; a pack may not say otherwise. Congolese francs are counted without centimes.
const DECIMALS: &[(&str, u8)] =
    &[("CDF", 0), ("GNF", 0), ("XAF", 0), ("XOF", 0), ("LRD", 2), ("SLE", 2), ("USD", 2)];

impl Currency {
    /// The dollar of the United States, in which stones are priced.
    pub const USD: Self = Self(*b"USD");
    /// The Congolese franc.
    pub const CDF: Self = Self(*b"CDF");

    /// How many decimals an amount is shown with; 2 for a currency this version does not know.
    #[must_use]
    pub fn decimals(self) -> u8 {
        let known = DECIMALS.iter().find(|(code, _)| code.as_bytes() == self.0);
        known.map_or(2, |(_, decimals)| *decimals)
    }

    /// Its three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for Currency {
    type Err = BadForm;

    fn from_str(text: &str) -> Result<Self, BadForm> {
        let letters: [u8; 3] = text.as_bytes().try_into().map_err(|_| BadForm("a currency"))?;
        let upper = letters.iter().all(u8::is_ascii_uppercase);
        upper.then_some(Self(letters)).ok_or(BadForm("a currency"))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// An amount: whole minor units with their currency. Its text is `12550 USD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Minor units: cents of a dollar, whole Congolese francs.
    pub minor: i64,
    /// The currency they are of.
    pub currency: Currency,
}

/// Why an amount could not be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SumError {
    /// The result does not fit 64 bits.
    #[error("add up: the result is too large")]
    TooLarge,
    /// Two currencies or two units meet.
    #[error("add up: the units differ")]
    UnitsDiffer,
    /// A split of a negative amount, or a share of it.
    #[error("split: the amount is negative")]
    Negative,
    /// All weights of a split are zero: nobody to give it to.
    #[error("split: there is nothing to share by")]
    NoBasis,
}

impl Money {
    /// An amount of `minor` units of `currency`.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The sum of two amounts of one currency.
    pub fn plus(self, other: Self) -> Result<Self, SumError> {
        self.with(other, i64::checked_add)
    }

    /// The difference of two amounts of one currency.
    pub fn minus(self, other: Self) -> Result<Self, SumError> {
        self.with(other, i64::checked_sub)
    }

    fn with(self, other: Self, apply: fn(i64, i64) -> Option<i64>) -> Result<Self, SumError> {
        if self.currency != other.currency {
            return Err(SumError::UnitsDiffer);
        }
        let minor = apply(self.minor, other.minor).ok_or(SumError::TooLarge)?;
        Ok(Self { minor, ..self })
    }

    /// `times` this amount.
    pub fn times(self, times: i64) -> Result<Self, SumError> {
        let minor = self.minor.checked_mul(times).ok_or(SumError::TooLarge)?;
        Ok(Self { minor, ..self })
    }

    /// This many basis points of the amount, halves rounded up.
    pub fn points(self, points: u32) -> Result<Self, SumError> {
        if self.minor < 0 {
            return Err(SumError::Negative);
        }
        let minor = (i128::from(self.minor) * i128::from(points) + 5_000) / 10_000;
        Ok(Self { minor: i64::try_from(minor).map_err(|_| SumError::TooLarge)?, ..self })
    }

    /// Splits the amount by `weights` so that nothing is lost; see [`split`].
    pub fn split(self, weights: &[u64]) -> Result<Vec<Self>, SumError> {
        let shares = split(self.minor, weights)?;
        Ok(shares.into_iter().map(|minor| Self { minor, ..self }).collect())
    }
}

/// Splits `total` by `weights` with largest remainders: each gets the whole part of its share, then
/// the units left over go to the largest remainders, the earlier one first. Give the weights in the
/// order of the beneficiaries' ids and every replica computes the same.
pub fn split(total: i64, weights: &[u64]) -> Result<Vec<i64>, SumError> {
    let total = u128::try_from(total).map_err(|_| SumError::Negative)?;
    let whole: u128 = weights.iter().copied().map(u128::from).sum();
    if whole == 0 {
        return Err(SumError::NoBasis);
    }
    let exact = |weight: &u64| total * u128::from(*weight);
    let mut shares: Vec<u128> = weights.iter().map(|weight| exact(weight) / whole).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(exact(&weights[*at]) % whole));
    let left = total - shares.iter().sum::<u128>();
    for (_, at) in (0..left).zip(order) {
        shares[at] += 1;
    }
    shares.into_iter().map(|share| i64::try_from(share).map_err(|_| SumError::TooLarge)).collect()
}

impl FromStr for Money {
    type Err = BadForm;

    fn from_str(text: &str) -> Result<Self, BadForm> {
        let (minor, currency) = text.split_once(' ').ok_or(BadForm("an amount"))?;
        let minor = whole_number(minor).ok_or(BadForm("an amount"))?;
        Ok(Self { minor, currency: currency.parse()? })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.minor, self.currency)
    }
}

/// The unit weights of a field are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeightUnit {
    /// Hundredths of a carat, for stones: `3840 ct100`.
    Ct100,
    /// Milligrams, for gold: `2000 mg`.
    Mg,
}

impl WeightUnit {
    /// How it is written.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Ct100 => "ct100",
            Self::Mg => "mg",
        }
    }

    /// The unit people use: carats for stones, grams for gold.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Ct100 => "ct",
            Self::Mg => "g",
        }
    }

    /// How many decimals of [`WeightUnit::symbol`] one unit is.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        match self {
            Self::Ct100 => 2,
            Self::Mg => 3,
        }
    }
}

/// A weight: a whole number of a small unit. Its text is `3840 ct100` or `2000 mg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight {
    /// How many of the unit.
    pub amount: i64,
    /// Of which unit.
    pub unit: WeightUnit,
}

impl Weight {
    /// The sum of two weights of one unit.
    pub fn plus(self, other: Self) -> Result<Self, SumError> {
        if self.unit != other.unit {
            return Err(SumError::UnitsDiffer);
        }
        let amount = self.amount.checked_add(other.amount).ok_or(SumError::TooLarge)?;
        Ok(Self { amount, ..self })
    }
}

impl FromStr for Weight {
    type Err = BadForm;

    fn from_str(text: &str) -> Result<Self, BadForm> {
        let (amount, unit) = text.split_once(' ').ok_or(BadForm("a weight"))?;
        let unit = match unit {
            "ct100" => WeightUnit::Ct100,
            "mg" => WeightUnit::Mg,
            _ => return Err(BadForm("a weight")),
        };
        Ok(Self { amount: whole_number(amount).ok_or(BadForm("a weight"))?, unit })
    }
}

impl fmt::Display for Weight {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.amount, self.unit.text())
    }
}

/// A whole number in the one way it is written: no sign but `-`, no leading zero.
#[must_use]
pub fn whole_number(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_team_of_worked_example_a_gets_every_cent() {
        // domain.md §5.12: 64,750 cents by days worked; naive rounding would give one cent more.
        let shares = split(64_750, &[22, 22, 20, 18, 15, 9]).unwrap();
        assert_eq!(shares, [13_439, 13_439, 12_217, 10_995, 9_163, 5_497]);
        assert_eq!(shares.iter().sum::<i64>(), 64_750);
    }

    #[test]
    fn the_refunds_of_worked_example_b_add_up() {
        let shares = split(170_500, &[41_000, 38_000, 22_000, 15_000, 9_000, 0]).unwrap();
        assert_eq!(shares, [55_924, 51_832, 30_008, 20_460, 12_276, 0]);
    }

    #[test]
    fn a_split_without_a_basis_is_refused() {
        assert_eq!(split(100, &[0, 0]), Err(SumError::NoBasis));
        assert_eq!(split(100, &[]), Err(SumError::NoBasis));
        assert_eq!(split(-1, &[1]), Err(SumError::Negative));
    }

    #[test]
    fn the_largest_amount_splits_without_overflow() {
        let shares = split(i64::MAX, &[u64::MAX, u64::MAX, 1]).unwrap();
        assert_eq!(shares.iter().map(|share| i128::from(*share)).sum::<i128>(), i64::MAX.into());
    }

    #[test]
    fn points_round_halves_up() {
        let money = Money::new(125_000, Currency::USD);
        assert_eq!(money.points(200), Ok(Money::new(2_500, Currency::USD)));
        assert_eq!(Money::new(1, Currency::USD).points(5_000), Ok(Money::new(1, Currency::USD)));
    }

    #[test]
    fn currencies_never_mix_and_sums_never_wrap() {
        let dollars = Money::new(1, Currency::USD);
        assert_eq!(dollars.plus(Money::new(1, Currency::CDF)), Err(SumError::UnitsDiffer));
        assert_eq!(dollars.plus(Money::new(i64::MAX, Currency::USD)), Err(SumError::TooLarge));
        assert_eq!(Money::new(i64::MAX, Currency::USD).times(2), Err(SumError::TooLarge));
    }

    #[test]
    fn only_the_text_that_showing_gives_is_read() {
        for text in ["12550 USD", "-3 CDF", "0 USD"] {
            assert_eq!(text.parse::<Money>().unwrap().to_string(), text);
        }
        for text in ["12550", "12550 usd", "+1 USD", "01 USD", "1  USD", "1.5 USD", "-0 USD", ""] {
            assert!(text.parse::<Money>().is_err(), "{text:?} was read");
        }
        assert_eq!("3840 ct100".parse::<Weight>().unwrap().to_string(), "3840 ct100");
        assert!("3840 ct".parse::<Weight>().is_err());
    }
}
