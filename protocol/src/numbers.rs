//! Numbers that people read, write and say over the telephone: those of receipts, members, cases.
//!
//! `K7D-0042-8`: a series of its own for every epoch of every device, so that two devices without any
//! network never give the same number and nobody has to hand out blocks; a counter; and a check character
//! that finds every single wrong character and every exchange of two neighbours but a few. A restored
//! copy of a device has a new epoch and with it a new series.

use crate::ids::{DeviceKey, Epoch, Hash};

/// Digits and capitals without I, L, O and U (Crockford's base 32): nothing can be taken for another.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// What check characters are taken from: ISO/IEC 7064, MOD 37,36.
const CHECKED: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The three characters that the numbers of a device begin with. Of 32,768 series two devices of a site
/// may by chance have the same; then the rule about numbers given twice finds it.
#[must_use]
pub fn series(device: DeviceKey, epoch: Epoch) -> String {
    let hash = Hash::of("series", &[&device.0, &epoch.0]);
    let [a, b, ..] = hash.0;
    let bits = usize::from(u16::from_be_bytes([a, b]));
    [bits >> 11, bits >> 6, bits >> 1].iter().map(|at| char::from(DIGITS[at & 31])).collect()
}

/// The number `counter` of a series, with its check character.
#[must_use]
pub fn number(series: &str, counter: u64) -> String {
    let body = format!("{series}-{counter:04}");
    let check = check_character(&body);
    format!("{body}-{check}")
}

/// Whether a number that somebody typed can be right: its check character fits.
#[must_use]
pub fn is_right(number: &str) -> bool {
    let number = number.trim().to_ascii_uppercase();
    let Some((body, check)) = number.rsplit_once('-') else { return false };
    let mut checks = check.chars();
    checks.next() == Some(check_character(body)) && checks.next().is_none()
}

/// ISO/IEC 7064, MOD 37,36, of letters and digits; hyphens do not count.
fn check_character(body: &str) -> char {
    let value = |c: u8| CHECKED.iter().position(|known| *known == c);
    let mut product = 36;
    for digit in body.bytes().filter_map(value) {
        let sum = (product + digit) % 36;
        product = (if sum == 0 { 36 } else { sum }) * 2 % 37;
    }
    char::from(CHECKED[(37 - product) % 36])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_character_is_that_of_the_standard() {
        // ISO/IEC 7064 gives A12425GABC1234002 the check character M.
        assert_eq!(check_character("A12425GABC1234002"), 'M');
    }

    #[test]
    fn a_wrong_character_or_two_exchanged_are_noticed() {
        let number = number("K7D", 42);
        assert!(is_right(&number) && is_right(&number.to_lowercase()), "{number}");
        assert!(number.starts_with("K7D-0042-"));
        for at in 0..number.len() {
            for other in CHECKED {
                let mut wrong = number.clone().into_bytes();
                if wrong[at] == b'-' || wrong[at] == *other {
                    continue;
                }
                wrong[at] = *other;
                assert!(!is_right(std::str::from_utf8(&wrong).unwrap()), "{wrong:?}");
            }
        }
        assert!(!is_right(&number.replace("7D", "D7")));
        assert!(!is_right("K7D") && !is_right(""));
    }

    #[test]
    fn a_copy_has_a_series_of_its_own() {
        let device = DeviceKey([7; 32]);
        let (one, other) = (series(device, Epoch([1; 16])), series(device, Epoch([2; 16])));
        assert_ne!(one, other);
        assert_eq!(one.len(), 3);
        assert!(one.bytes().all(|c| DIGITS.contains(&c)));
    }
}
