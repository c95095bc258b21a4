//! Names of entries: ULIDs, 26 characters of Crockford's base 32. The first ten count the milliseconds since 1970 by
//! the clock of the device that made the entry, so that names sort by when they were made.

use crate::units::Date;

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Milliseconds of a day.
const DAY: u64 = 86_400_000;

/// The day on which an entry was made, by the clock of the device that made it.
#[must_use]
pub fn day_of(name: &str) -> Option<Date> {
    let mut milliseconds = 0_u64;
    for digit in name.get(..10)?.bytes() {
        let value = DIGITS.iter().position(|known| *known == digit)?;
        milliseconds = milliseconds.checked_mul(32)?.checked_add(value as u64)?;
    }
    Date::numbered(i32::try_from(milliseconds / DAY).ok()?)
}

/// The name of an entry that several devices may write apart and that is one: as if made on this day, the rest
/// from a hash of what it says.
#[must_use]
pub fn of_day(day: Date, hash: [u8; 10]) -> String {
    let mut milliseconds = u64::from(day.number().max(0).unsigned_abs()) * DAY;
    let mut time = [b'0'; 10];
    for digit in time.iter_mut().rev() {
        *digit = DIGITS[usize::try_from(milliseconds % 32).unwrap_or(0)];
        milliseconds /= 32;
    }
    let mut bits = hash.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let mut rest = [b'0'; 16];
    for digit in rest.iter_mut().rev() {
        *digit = DIGITS[usize::try_from(bits % 32).unwrap_or(0)];
        bits /= 32;
    }
    time.iter().chain(&rest).map(|digit| char::from(*digit)).collect()
}

/// A name that is later than the last one known, whatever this device's clock says: its own, or the one that
/// follows the last.
#[must_use]
pub fn later(own: &str, last: &str) -> String {
    if own > last {
        return own.to_owned();
    }
    let mut digits: Vec<u8> = last.bytes().collect();
    for digit in digits.iter_mut().rev() {
        let value = DIGITS.iter().position(|known| known == digit).unwrap_or(31);
        *digit = DIGITS[(value + 1) % 32];
        if value < 31 {
            break;
        }
    }
    digits.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_day_and_the_next_one_is_later() {
        let day = "2026-11-25".parse().unwrap();
        let name = of_day(day, [0xFF; 10]);
        assert_eq!((name.len(), day_of(&name)), (26, Some(day)));
        let next = later("01JZ0000000000000000000001", &name);
        assert!(next > name && next.len() == 26, "{name} {next}");
        assert_eq!(later("7ZZ", "01J"), "7ZZ");
    }
}
