//! What people write in different ways, made the same: capitals, accents, punctuation.

/// Small letters without accents, digits, and single blanks where anything else stood.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(plain) => folded.push_str(plain),
            None if c.is_alphanumeric() => folded.push(c),
            // Accents that follow their letter.
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None if folded.ends_with(' ') || folded.is_empty() => {}
            None => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// As [`fold`], without blanks: what headers and codes are compared by.
#[must_use]
pub fn squeeze(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|c| c != ' ');
    folded
}

/// The letters of a small letter with an accent.
const fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ǎ' => "a",
        'ç' | 'ć' | 'č' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ě' | 'ɛ' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ǐ' => "i",
        'ñ' | 'ń' | 'ŋ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ǒ' | 'ɔ' => "o",
        'š' | 'ś' => "s",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ǔ' => "u",
        'ý' | 'ÿ' => "y",
        'ž' | 'ź' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        _ => return None,
    })
}

/// Letters written for one sound, in the order in which they are read.
const SPELLINGS: [[&str; 2]; 13] = [
    ["tsh", "x"],
    ["tch", "x"],
    ["sch", "x"],
    ["ch", "x"],
    ["sh", "x"],
    ["dj", "j"],
    ["dz", "z"],
    ["ph", "f"],
    ["gh", "g"],
    ["ou", "u"],
    ["w", "u"],
    ["yi", "i"],
    ["y", "i"],
];

/// How many spellings of a name part sound: the key of domain.md §9.4. Digits stay, so that numbered
/// places differ.
#[must_use]
pub fn sound(part: &str) -> String {
    let mut folded = squeeze(part);
    for [spelt, sounding] in SPELLINGS {
        if folded.contains(spelt) {
            folded = folded.replace(spelt, sounding);
        }
    }
    let mut key = String::new();
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek();
        let letter = match letter {
            'c' if matches!(next, Some('e' | 'i')) => 'x',
            'c' | 'q' => 'k',
            'z' => 's',
            letter => letter,
        };
        let double = key.ends_with(letter) && !letter.is_ascii_digit();
        if !double {
            key.push(letter);
        }
    }
    let key = key.replace("nj", "ns");
    key.strip_suffix('i').filter(|rest| !rest.is_empty()).unwrap_or(&key).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_capitals_and_punctuation_do_not_count() {
        assert_eq!(fold("  N° d’Enregistrement "), "n d enregistrement");
        assert_eq!(squeeze("Né(e)  le :"), "neele");
        assert_eq!(squeeze("Ne\u{301}e le"), "neele");
        assert_eq!(fold("Sœur ÉLISE"), "soeur elise");
        assert_eq!(fold("— !"), "");
    }

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for (one, other) in [
            ("Tshibangu", "Cibangu"),
            ("Chibangu", "TSHIBANGU"),
            ("Ngoy", "Ngoyi"),
            ("Muamba", "Mwamba"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
        for (one, other) in [("Kabongo", "Kabeya"), ("Mbuyi", "Mbaya"), ("11", "1"), ("3", "4")] {
            assert_ne!(sound(one), sound(other), "{one} {other}");
        }
    }
}
