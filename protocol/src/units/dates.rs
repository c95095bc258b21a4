//! Days, months and partial dates of the Gregorian calendar, without a clock.
//!
//! Comparing and reading is all that is needed, so no calendar library is: the length of a month and
//! the leap year are the whole of it. Years run from 1000 to 9999, which keeps every text sortable.

use std::{fmt, ops::RangeInclusive, str::FromStr};

use super::BadForm;

/// A day. Its text is `2026-03-14`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    month: Month,
    day: u8,
}

impl Date {
    /// The day, if the calendar has it.
    #[must_use]
    pub const fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        match Month::new(year, month) {
            Some(month) if day >= 1 && day <= month.days() => Some(Self { month, day }),
            _ => None,
        }
    }

    /// The month it lies in.
    #[must_use]
    pub const fn month(self) -> Month {
        self.month
    }

    /// Its year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.month.year
    }

    /// Its number within the month, from 1.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Its number, counted from the first day of 1970 (Howard Hinnant, "chrono-compatible low-level date
    /// algorithms": years begin in March).
    #[must_use]
    pub fn number(self) -> i32 {
        let (month, day) = (i32::from(self.month.month), i32::from(self.day));
        let year = i32::from(self.month.year) - i32::from(month <= 2);
        let of_era = year % 400;
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        year / 400 * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day of a number; none before the year 1000 and after 9999.
    #[must_use]
    pub fn numbered(number: i32) -> Option<Self> {
        let number = number.checked_add(719_468).filter(|number| *number >= 0)?;
        let (era, of_era) = (number / 146_097, number % 146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i32::from(month <= 2);
        Self::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
    }

    /// So many days later; earlier if it is less than nothing. None if no calendar has it.
    #[must_use]
    pub fn after(self, days: i32) -> Option<Self> {
        Self::numbered(self.number().checked_add(days)?)
    }

    /// How many days from this day to `later`; less than nothing if it is earlier.
    #[must_use]
    pub fn days_until(self, later: Self) -> i32 {
        later.number() - self.number()
    }

    /// The same day so many months later, or the last one of that month where it has no such day.
    #[must_use]
    pub fn months_after(self, months: u16) -> Option<Self> {
        let months =
            u32::from(self.month.year) * 12 + u32::from(self.month.month) - 1 + u32::from(months);
        let year = u16::try_from(months / 12).ok()?;
        let month = Month::new(year, u8::try_from(months % 12 + 1).ok()?)?;
        Some(Self { month, day: self.day.min(month.days()) })
    }

    /// The day after it; none after the last day of 9999.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        if self.day < self.month.days() {
            return Some(Self { day: self.day + 1, ..self });
        }
        match self.month.next() {
            Some(month) => Some(month.first()),
            None => None,
        }
    }

    /// Whole years from this day to `later`; 0 if it is not later.
    #[must_use]
    pub fn years_until(self, later: Self) -> u16 {
        let passed = (later.month.month, later.day) >= (self.month.month, self.day);
        later.year().saturating_sub(self.year()).saturating_sub(u16::from(!passed))
    }
}

impl FromStr for Date {
    type Err = BadForm;

    fn from_str(text: &str) -> Result<Self, BadForm> {
        let bad = BadForm("a date");
        let (month, day) = text.rsplit_once('-').ok_or(bad)?;
        let month: Month = month.parse().map_err(|_| bad)?;
        let day = digits(day, 2).and_then(|day| u8::try_from(day).ok()).ok_or(bad)?;
        Self::new(month.year, month.month, day).ok_or(bad)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{:02}", self.month, self.day)
    }
}

/// A month. Its text is `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: u16,
    month: u8,
}

impl Month {
    /// The month, if the calendar has it.
    #[must_use]
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        let known = year >= 1000 && year <= 9999 && month >= 1 && month <= 12;
        if known { Some(Self { year, month }) } else { None }
    }

    /// Which month of its year it is, 1 to 12.
    #[must_use]
    pub const fn of_year(self) -> u8 {
        self.month
    }

    /// The last day of its quarter of the year.
    #[must_use]
    pub const fn end_of_quarter(self) -> Date {
        Self { month: self.month.div_ceil(3) * 3, ..self }.last()
    }

    /// How many days it has.
    #[must_use]
    pub const fn days(self) -> u8 {
        match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if self.year.is_multiple_of(400) => 29,
            2 if self.year.is_multiple_of(4) && !self.year.is_multiple_of(100) => 29,
            2 => 28,
            _ => 31,
        }
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Date {
        Date { month: self, day: 1 }
    }

    /// Its last day.
    #[must_use]
    pub const fn last(self) -> Date {
        Date { month: self, day: self.days() }
    }

    /// The month after it; none after December 9999.
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        if self.month == 12 {
            Self::new(self.year + 1, 1)
        } else {
            Self::new(self.year, self.month + 1)
        }
    }
}

impl FromStr for Month {
    type Err = BadForm;

    fn from_str(text: &str) -> Result<Self, BadForm> {
        let (year, month) = text.split_once('-').ok_or(BadForm("a month"))?;
        let month = digits(month, 2).and_then(|month| u8::try_from(month).ok());
        digits(year, 4)
            .zip(month)
            .and_then(|(year, month)| Self::new(year, month))
            .ok_or(BadForm("a month"))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)
    }
}

/// As much of a date as is known: `1991-03-14`, `1991-03`, `1991`, or `1991~` where even the year is
/// an estimate. Many miners know the year of their birth at best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartialDate {
    /// The day is known.
    Day(Date),
    /// The month is known.
    Month(Month),
    /// The year is known.
    Year(u16),
    /// The year was estimated.
    About(u16),
}

impl PartialDate {
    /// The first and the last day it can be. An estimate is taken as its year.
    #[must_use]
    pub fn bounds(self) -> RangeInclusive<Date> {
        match self {
            Self::Day(day) => day..=day,
            Self::Month(month) => month.first()..=month.last(),
            Self::Year(year) | Self::About(year) => {
                let month = |month| Month { year, month };
                month(1).first()..=month(12).last()
            }
        }
    }

    /// The ages someone born then can have on `day`: two numbers where the day of birth is unknown.
    #[must_use]
    pub fn age_on(self, day: Date) -> RangeInclusive<u16> {
        let (earliest, latest) = self.bounds().into_inner();
        latest.years_until(day)..=earliest.years_until(day)
    }
}

impl FromStr for PartialDate {
    type Err = BadForm;

    fn from_str(text: &str) -> Result<Self, BadForm> {
        let bad = BadForm("a partial date");
        let year = |text| digits(text, 4).filter(|year| *year >= 1000).ok_or(bad);
        if let Some(estimate) = text.strip_suffix('~') {
            return year(estimate).map(Self::About);
        }
        match text.len() {
            4 => year(text).map(Self::Year),
            7 => text.parse().map(Self::Month).map_err(|_| bad),
            _ => text.parse().map(Self::Day).map_err(|_| bad),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(formatter),
            Self::Month(month) => month.fmt(formatter),
            Self::Year(year) => write!(formatter, "{year:04}"),
            Self::About(year) => write!(formatter, "{year:04}~"),
        }
    }
}

/// Exactly `count` digits as a number.
fn digits(text: &str, count: usize) -> Option<u16> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_end_in_march_june_september_and_december() {
        let end = |text: &str| text.parse::<Date>().unwrap().month().end_of_quarter().to_string();
        assert_eq!(end("2026-01-31"), "2026-03-31");
        assert_eq!(end("2026-03-01"), "2026-03-31");
        assert_eq!(end("2026-05-15"), "2026-06-30");
        assert_eq!(end("2026-12-31"), "2026-12-31");
    }

    #[test]
    fn the_calendar_knows_its_leap_years() {
        for text in ["2024-02-29", "2000-02-29", "2026-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in
            ["1900-02-29", "2026-02-29", "2026-04-31", "2026-13-01", "2026-3-4", "", "é-1-1"]
        {
            assert!(text.parse::<Date>().is_err(), "{text:?} was read");
        }
    }

    #[test]
    fn a_partial_date_keeps_how_much_is_known() {
        for text in ["1991-03-14", "1991-03", "1991", "1991~"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
        for text in ["91", "1991-3", "1991-~", "1991-13", "~"] {
            assert!(text.parse::<PartialDate>().is_err(), "{text:?} was read");
        }
    }

    #[test]
    fn a_birth_year_alone_leaves_the_age_open() {
        let day = Date::new(2026, 3, 14).unwrap();
        assert_eq!("2008".parse::<PartialDate>().unwrap().age_on(day), 17..=18);
        assert_eq!("2008-03-14".parse::<PartialDate>().unwrap().age_on(day), 18..=18);
        assert_eq!("2008-03-15".parse::<PartialDate>().unwrap().age_on(day), 17..=17);
    }

    #[test]
    fn the_month_after_december_is_january() {
        let december: Month = "2026-12".parse().unwrap();
        assert_eq!(december.next().unwrap().to_string(), "2027-01");
    }

    #[test]
    fn days_are_numbered_without_gaps_and_months_end_where_they_end() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(day("1970-01-01").number(), 0);
        let mut here = day("1999-12-28");
        for number in here.number()..here.number() + 900 {
            assert_eq!((here.number(), Date::numbered(number)), (number, Some(here)));
            here = here.next().unwrap();
        }
        assert_eq!(day("2024-02-28").after(2), Some(day("2024-03-01")));
        assert_eq!(day("2026-03-01").days_until(day("2026-02-27")), -2);
        assert_eq!(day("2026-01-31").months_after(1), Some(day("2026-02-28")));
        assert_eq!(day("2026-11-15").months_after(14), Some(day("2028-01-15")));
        assert_eq!(day("9999-12-31").after(1), None);
    }
}
