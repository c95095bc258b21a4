//! The files of the repository, and the rules about their text.

use std::fs;
use std::path::Path;

use crate::source::words;

/// The one folder whose code may be unsafe: a VFS is a table of C functions.
const UNSAFE_FOLDER: &str = "tests/vfs/";

/// Where the systems keep the homes of people. Cut in two, so that this file passes its own rule.
const HOMES: &[&str] = &[concat!("/ho", "me/"), concat!("/Us", "ers/"), concat!("/ro", "ot/")];

/// What code without I/O, clock, randomness and waiting does not say.
const IMPURE: &[&str] = &[
    "Instant",
    "SystemTime",
    "async",
    "await",
    "env",
    "fs",
    "getrandom",
    "net",
    "process",
    "thread",
];

/// Of [`IMPURE`], those that are ordinary words unless `std::` comes before.
const ONLY_AFTER_STD: &[&str] = &["env", "fs", "net", "process", "thread"];

/// A text file of the repository.
pub(crate) struct File {
    /// Relative to the root, with `/` between the parts on every system.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// True where the name ends with `.` and `extension`.
    pub(crate) fn is(&self, extension: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|found| found == extension)
    }
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// All text files, without what git and cargo keep for themselves.
pub(crate) fn all() -> Vec<File> {
    let mut files = Vec::new();
    collect(root(), &mut files);
    assert!(files.iter().any(|file| file.path == "Cargo.toml"), "the repository was not found");
    files
}

/// One file, by its path from the root.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn collect(folder: &Path, files: &mut Vec<File>) {
    // Cargo marks its target folder, whatever its name, as one that need not be kept.
    if folder.join("CACHEDIR.TAG").exists() {
        return;
    }
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let (path, kind) = (entry.path(), entry.file_type().unwrap());
        if entry.file_name() == ".git" {
            continue;
        }
        if kind.is_dir() {
            collect(&path, files);
        } else if kind.is_file()
            && let Ok(text) = String::from_utf8(fs::read(&path).unwrap())
        {
            let parts = path.strip_prefix(root()).unwrap().components();
            let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
            files.push(File { path: parts.join("/"), text });
        }
    }
}

/// A source file has to begin by saying what it is for.
pub(crate) fn beginning_fault(text: &str) -> Option<&'static str> {
    let says = text.strip_prefix("//! ").is_some_and(|rest| !rest.trim_start().is_empty());
    (!says).then_some("begin with a `//! ` line that says what the file is for and why it is so")
}

/// Lines with `unsafe` outside the folder that may have it.
pub(crate) fn unsafe_faults(path: &str, text: &str) -> Vec<String> {
    if path.starts_with(UNSAFE_FOLDER) {
        return Vec::new();
    }
    words(text)
        .iter()
        .filter(|word| word.text == "unsafe")
        .map(|word| format!("line {}: `unsafe` is for {UNSAFE_FOLDER} alone", word.line))
        .collect()
}

/// Lines of the protocol's code, before its tests, that would act or wait.
pub(crate) fn purity_faults(text: &str) -> Vec<String> {
    let words = words(text);
    let mut faults = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = |n: usize| at.checked_sub(n).map_or("", |at| words[at].text);
        if word.text == "test" && before(1) == "(" && before(2) == "cfg" {
            break;
        }
        let from_std = before(1) == "::" && before(2) == "std";
        let impure = IMPURE.contains(&word.text);
        if impure && (from_std || !ONLY_AFTER_STD.contains(&word.text)) {
            faults.push(format!(
                "line {}: `{}` acts or waits; the protocol decides. Take what is needed as an \
                 argument, return what should be done",
                word.line, word.text
            ));
        }
    }
    faults
}

/// Lines of code, before its tests, that name an account by a code of the table instead of the part it plays.
pub(crate) fn account_faults(table: &str, text: &str) -> Vec<String> {
    let codes = |text: &str| -> Vec<String> {
        let quoted = text.split('"').skip(1).step_by(2);
        let digits = |code: &&str| !code.is_empty() && code.chars().all(|c| c.is_ascii_digit());
        quoted.filter(digits).map(str::to_owned).collect()
    };
    let known = codes(table);
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    lines
        .flat_map(|(at, line)| codes(line).into_iter().map(move |code| (at + 1, code)))
        .filter(|(_, code)| known.contains(code))
        .map(|(line, code)| format!("line {line}: account {code}; say accounts:: and what it is"))
        .collect()
}

/// Lines that name a folder of a developer's machine. `checkout` is where the repository lies here.
pub(crate) fn machine_faults(text: &str, checkout: &str) -> Vec<String> {
    // A short path such as /src may well occur in a text for another reason.
    let checkout = (checkout.matches('/').count() > 1).then_some(checkout);
    let tells = |line: &&str| {
        HOMES.iter().copied().chain(checkout).any(|folder| {
            line.match_indices(folder).any(|(at, _)| {
                let before = line[..at].chars().next_back();
                let after = line[at + folder.len()..].chars().next();
                // Part of a longer path or an address is something else.
                before.is_none_or(|c| !c.is_alphanumeric() && !"._-/}".contains(c))
                    && after.is_some_and(|c| c.is_alphanumeric() || "._/".contains(c))
            })
        })
    };
    let lines = text.lines().enumerate().filter(|(_, line)| tells(line));
    lines
        .map(|(at, line)| {
            format!("line {}: a path of one machine: {:?}; make it relative", at + 1, line.trim())
        })
        .collect()
}

/// Relative links of a Markdown page that lead nowhere; `exists` knows paths beside the page.
pub(crate) fn link_faults(text: &str, exists: impl Fn(&str) -> bool) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    let files = targets.map(|(target, _)| target.split('#').next().unwrap_or_default());
    files
        .filter(|file| !file.is_empty() && !file.contains("://") && !file.starts_with("mailto:"))
        .filter(|file| !exists(file))
        .map(|file| format!("the link to {file} leads nowhere"))
        .collect()
}

mod tests {
    use super::{
        UNSAFE_FOLDER, account_faults, beginning_fault, link_faults, machine_faults, purity_faults,
        unsafe_faults,
    };

    #[test]
    fn a_file_that_does_not_say_what_it_is_for_is_found() {
        assert_eq!(beginning_fault("//! What it is for.\n"), None);
        for text in ["", "use std::fs;", "//!\n//! Late.", "// No.", "\n//! Late.", "//! \n"] {
            assert!(beginning_fault(text).is_some(), "{text:?}");
        }
    }

    #[test]
    fn unsafe_code_is_found_but_not_talk_about_it() {
        assert_eq!(unsafe_faults("hub/src/lib.rs", "\nfn f() { unsafe { g() } }").len(), 1);
        assert_eq!(unsafe_faults("hub/src/lib.rs", "#![forbid(unsafe_code)] // unsafe"), [""; 0]);
        assert_eq!(unsafe_faults(&format!("{UNSAFE_FOLDER}lib.rs"), "unsafe fn f() {}"), [""; 0]);
    }

    #[test]
    fn code_that_acts_or_waits_is_found_before_the_tests() {
        for code in [
            "use std::fs;",
            "let now = SystemTime::now();",
            "async fn f() {}",
            "std::net::UdpSocket",
        ] {
            assert_eq!(purity_faults(code).len(), 1, "{code}");
        }
        assert_eq!(purity_faults("let thread = process(env); // std::fs"), [""; 0]);
        assert_eq!(purity_faults("#[cfg(test)]\nmod tests { use std::fs; }"), [""; 0]);
    }

    #[test]
    fn an_account_that_is_named_by_its_code_is_found_before_the_tests() {
        let table = "pub const CASH: &str = \"571\";";
        assert_eq!(account_faults(table, "let cash = line(\"571\", \"D\");").len(), 1);
        assert_eq!(account_faults(table, "let rest = line(\"572\", \"D\"); // \"57\""), [""; 0]);
        assert_eq!(account_faults(table, "#[cfg(test)]\nmod tests { line(\"571\") }"), [""; 0]);
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        for home in super::HOMES {
            assert_eq!(machine_faults(&format!("x\nsee {home}ann/lisanga\n"), "/").len(), 1);
            assert_eq!(machine_faults(&format!("https://example.org{home}ann"), "/"), [""; 0]);
        }
        assert_eq!(machine_faults("at /builds/lisanga/hub", "/builds/lisanga").len(), 1);
        assert_eq!(machine_faults("at /src/hub", "/src"), [""; 0]);
    }

    #[test]
    fn a_link_that_leads_nowhere_is_found() {
        let text = "[a](there.md#part) [b](gone.md) [c](https://example.org) [d](#part)";
        let faults = link_faults(text, |file| file == "there.md");
        assert!(faults.len() == 1 && faults[0].contains("gone.md"), "{faults:?}");
    }
}
