//! Whether a licence expression can be satisfied with permissive licences alone.
//!
//! Cargo packages state their licence as an SPDX expression ("MIT OR Apache-2.0"), old ones with a
//! slash for "or". The grammar is small enough to read here; a tool for it would be one more thing
//! to install before anything can be checked.

/// The licences the whole may be built from. None of them asks anything of a program that uses the
/// code but to keep its notice.
const PERMISSIVE: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Zlib",
];

/// True where `expression` leaves a choice that needs permissive licences only. What cannot be read
/// is an error, so that it is looked at and not let through.
pub(crate) fn is_permissive(expression: &str) -> Result<bool, String> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words };
    let permissive = reader.alternatives()?;
    match reader.words {
        [] => Ok(permissive),
        [word, ..] => Err(format!("unexpected {word:?}")),
    }
}

/// What is left to read. Each method takes its part from the front and answers for it.
struct Reader<'a> {
    words: &'a [&'a str],
}

impl Reader<'_> {
    /// `a OR b …`: one that is permissive is enough.
    fn alternatives(&mut self) -> Result<bool, String> {
        let mut permissive = self.together()?;
        while self.next_is("OR") {
            permissive |= self.together()?;
        }
        Ok(permissive)
    }

    /// `a AND b …`, which binds more tightly than OR: all have to be permissive.
    fn together(&mut self) -> Result<bool, String> {
        let mut permissive = self.single()?;
        while self.next_is("AND") {
            permissive &= self.single()?;
        }
        Ok(permissive)
    }

    /// A licence, with or without an exception, or an expression in parentheses.
    fn single(&mut self) -> Result<bool, String> {
        if self.next_is("(") {
            let permissive = self.alternatives()?;
            return if self.next_is(")") { Ok(permissive) } else { Err("`)` is missing".into()) };
        }
        let mut licence = self.word()?.to_owned();
        if self.next_is("WITH") {
            licence = format!("{licence} WITH {}", self.word()?);
        }
        Ok(PERMISSIVE.contains(&licence.as_str()))
    }

    fn word(&mut self) -> Result<&str, String> {
        match self.words {
            [] => Err("a licence is missing".into()),
            [word @ ("OR" | "AND" | "WITH" | ")"), ..] => Err(format!("unexpected {word:?}")),
            [word, rest @ ..] => {
                self.words = rest;
                Ok(word)
            }
        }
    }

    /// Takes `word` if it comes next.
    fn next_is(&mut self, word: &str) -> bool {
        match self.words {
            [first, rest @ ..] if *first == word => {
                self.words = rest;
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_permissive;

    #[test]
    fn one_permissive_choice_is_enough() {
        assert_eq!(is_permissive("MIT"), Ok(true));
        assert_eq!(is_permissive("MIT OR Apache-2.0 OR LGPL-2.1-or-later"), Ok(true));
        assert_eq!(is_permissive("GPL-3.0-only OR MIT"), Ok(true));
        assert_eq!(is_permissive("Unlicense/MIT"), Ok(true));
        assert_eq!(is_permissive("Apache-2.0 WITH LLVM-exception"), Ok(true));
    }

    #[test]
    fn what_comes_together_has_to_be_permissive_together() {
        assert_eq!(is_permissive("(Apache-2.0 OR MIT) AND BSD-3-Clause"), Ok(true));
        assert_eq!(is_permissive("MIT AND GPL-3.0-only"), Ok(false));
        assert_eq!(is_permissive("(MIT OR ISC) AND (GPL-3.0-only OR AGPL-3.0-only)"), Ok(false));
        assert_eq!(is_permissive("MIT OR ISC AND GPL-3.0-only"), Ok(true), "AND binds first");
    }

    #[test]
    fn a_licence_that_is_not_on_the_list_is_not_permissive() {
        assert_eq!(is_permissive("MPL-2.0"), Ok(false));
        assert_eq!(is_permissive("GPL-2.0-only WITH Classpath-exception-2.0"), Ok(false));
        assert_eq!(is_permissive("MIT WITH a-new-exception"), Ok(false));
    }

    #[test]
    fn what_cannot_be_read_is_an_error() {
        for expression in ["", "MIT OR", "(MIT", "MIT)", "MIT ISC", "OR MIT", "MIT AND OR ISC"] {
            assert!(is_permissive(expression).is_err(), "{expression:?}");
        }
    }
}
