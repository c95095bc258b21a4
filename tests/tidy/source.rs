//! Reads Rust source just far enough to ask which words it uses.
//!
//! The rules are about names (`unsafe`, `crate::ingest`), and a name in a comment or a string is no
//! use of it. So the text is cut into words, with comments and literals left out. This is no parser:
//! what a macro makes of the words is not seen.

/// A word of the code: an identifier or number, `::`, or one other character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    pub(crate) text: &'a str,
    /// Counted from 1.
    pub(crate) line: usize,
}

/// The words of `text`, without comments, strings, characters and lifetimes.
pub(crate) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut line = 1;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, is_word) = next(rest, first);
        let (taken, after) = rest.split_at(length);
        if is_word {
            words.push(Word { text: taken, line });
        }
        line += taken.matches('\n').count();
        rest = after;
    }
    words
}

/// How many bytes at the start of `rest` belong together, and whether they are a word.
fn next(rest: &str, first: char) -> (usize, bool) {
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), false)
    } else if rest.starts_with("/*") {
        (block_comment(rest), false)
    } else if let Some(length) = string(rest) {
        (length, false)
    } else if first == '\'' {
        (quoted(rest), false)
    } else if rest.starts_with("::") {
        (2, true)
    } else if is_name(first) {
        (rest.find(|c| !is_name(c)).unwrap_or(rest.len()), true)
    } else {
        (first.len_utf8(), !first.is_whitespace())
    }
}

fn is_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// The length of a block comment; they nest.
fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of a string literal of any kind, if `rest` starts with one.
fn string(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        let after = rest.strip_prefix(prefix).unwrap_or_default();
        after.trim_start_matches('#').starts_with('"')
            && (prefix.ends_with('r') || after.starts_with('"'))
    })?;
    let body = &rest[prefix.len()..];
    let hashes = body.len() - body.trim_start_matches('#').len();
    let opened = prefix.len() + hashes + 1;
    if prefix.ends_with('r') {
        let end = format!("\"{}", "#".repeat(hashes));
        let length = rest[opened..].find(&end).map(|at| opened + at + end.len());
        return Some(length.unwrap_or(rest.len()));
    }
    Some(opened + closing(&rest[opened..], '"'))
}

/// The length of a character literal, or 1 for the apostrophe of a lifetime.
fn quoted(rest: &str) -> usize {
    let mut after = rest[1..].chars();
    match (after.next(), after.next()) {
        (Some('\\'), _) => 1 + closing(&rest[1..], '\''),
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 1,
    }
}

/// The length of `rest` up to and with the first `quote` that is not escaped.
fn closing(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

mod tests {
    use super::words;

    fn texts(code: &str) -> Vec<&str> {
        words(code).iter().map(|word| word.text).collect()
    }

    #[test]
    fn code_becomes_words_with_their_lines() {
        assert_eq!(texts("use crate::a_1;"), ["use", "crate", "::", "a_1", ";"]);
        let lines: Vec<usize> = words("a\n/*\n*/ \"\n\" b").iter().map(|word| word.line).collect();
        assert_eq!(lines, [1, 4]);
    }

    #[test]
    fn comments_and_literals_are_no_words() {
        assert_eq!(texts("a // b\n/* c /* d */ e */ f"), ["a", "f"]);
        assert_eq!(texts(r#"a "b \" c" d"#), ["a", "d"]);
        assert_eq!(texts("a r#\"b \" c\"# d br\"\\\" e"), ["a", "d", "e"]);
        assert_eq!(texts(r"a '\'' b 'c' 'é' d"), ["a", "b", "d"]);
    }

    #[test]
    fn lifetimes_and_raw_names_do_not_hide_what_follows() {
        assert_eq!(texts("&'a str"), ["&", "a", "str"]);
        assert_eq!(texts("r#type unsafe"), ["r", "#", "type", "unsafe"]);
        assert_eq!(texts("bar \"x\" c"), ["bar", "c"]);
    }
}
