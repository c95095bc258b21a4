//! What the dependencies must be: permissively licensed, one of a kind, none of the banned.
//!
//! Two copies of the TLS library or of SQLite in one program fail at run time, in the field, in
//! ways no test of ours would find; so they fail here. All platforms are looked at, not only the
//! one this runs on, because packages for others are built from the same lock file.

use std::collections::BTreeSet;

use crate::{cargo_command, licence};

/// Packages that have to be in the build in exactly one version.
///
/// Two providers of cryptography or two SQLite libraries do not go together, and a document has to
/// be read by the Automerge that admission was tested with.
const ONCE: &[&str] = &["automerge", "libsqlite3-sys", "quinn", "ring", "rusqlite", "rustls"];

/// Packages that have to stay out, each with the reason.
const NEVER: &[(&str, &str)] = &[
    ("aws-lc-rs", "ring is the one provider of cryptography"),
    ("aws-lc-sys", "ring is the one provider of cryptography"),
    ("native-tls", "rustls is the one TLS library"),
    ("openssl-sys", "rustls is the one TLS library"),
];

/// Packages that are not taken before their release.
const RELEASED: &[&str] = &["quinn"];

/// One package of the build.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    licence: String,
}

/// Every package can be used under a permissive licence.
pub(crate) fn licences() -> Result<(), String> {
    report(&licence_faults(&packages()?))
}

/// Exactly one version of what must exist once, nothing that must stay out.
pub(crate) fn duplicates() -> Result<(), String> {
    report(&version_faults(&packages()?))
}

fn report(faults: &[String]) -> Result<(), String> {
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn licence_faults(packages: &BTreeSet<Package>) -> Vec<String> {
    let fault = |package: &Package| {
        let Package { name, version, licence } = package;
        match licence::is_permissive(licence) {
            Ok(true) => None,
            Ok(false) => Some(format!(
                "{name} {version}: {licence:?} is not permissive; find another package"
            )),
            Err(why) => Some(format!(
                "{name} {version}: could not read the licence {licence:?}: {why}; look at it by hand"
            )),
        }
    };
    packages.iter().filter_map(fault).collect()
}

fn version_faults(packages: &BTreeSet<Package>) -> Vec<String> {
    let versions = |name: &str| -> Vec<&str> {
        packages.iter().filter(|p| p.name == name).map(|p| p.version.as_str()).collect()
    };
    let mut faults = Vec::new();
    for &name in ONCE {
        match versions(name).as_slice() {
            [_] => {}
            [] => faults.push(format!("{name} is not in the build; take it off the list ONCE")),
            several => faults.push(format!(
                "{name} is there in the versions {}; `cargo tree --invert {name}@VERSION` says for whom",
                several.join(", ")
            )),
        }
    }
    for (name, reason) in NEVER {
        if !versions(name).is_empty() {
            faults.push(format!(
                "{name} must stay out ({reason}); `cargo tree --target all --invert {name}` says who wants it"
            ));
        }
    }
    for &name in RELEASED {
        for version in versions(name).into_iter().filter(|version| version.contains('-')) {
            faults.push(format!("{name} {version} is not released; take a release"));
        }
    }
    faults
}

/// All packages of the workspace and what it builds on, on every platform.
fn packages() -> Result<BTreeSet<Package>, String> {
    let output = cargo_command(&["tree", "--workspace", "--locked", "--target", "all"])
        .args(["--edges", "normal,build,dev", "--prefix", "none", "--format", "{p}|{l}"])
        .output()
        .map_err(|error| format!("could not start cargo: {error}; is it in PATH?"))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(format!(
            "cargo tree failed; it needs the network once, or `cargo fetch --locked` before:\n{message}"
        ));
    }
    parse(&String::from_utf8_lossy(&output.stdout))
}

/// Reads lines such as `zstd-sys v2.0.1+zstd.1.5.7 (proc-macro)|MIT OR Apache-2.0 (*)`.
fn parse(tree: &str) -> Result<BTreeSet<Package>, String> {
    let mut packages = BTreeSet::new();
    for line in tree.lines().filter(|line| !line.is_empty()) {
        let line = line.strip_suffix(" (*)").unwrap_or(line);
        let package = line.split_once('|').and_then(|(package, licence)| {
            let mut words = package.split(' ');
            let name = words.next()?.to_owned();
            let version = words.next()?.strip_prefix('v')?.to_owned();
            Some(Package { name, version, licence: licence.to_owned() })
        });
        packages.insert(package.ok_or_else(|| format!("cargo tree: not understood: {line:?}"))?);
    }
    if packages.is_empty() {
        return Err("cargo tree named no package".into());
    }
    Ok(packages)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(lines: &[&str]) -> BTreeSet<Package> {
        parse(&lines.join("\n")).unwrap()
    }

    const SOUND: &[&str] = &[
        "automerge v0.12.0|MIT",
        "libsqlite3-sys v0.40.0|MIT",
        "quinn v0.11.12|MIT OR Apache-2.0",
        "ring v0.17.14|Apache-2.0 AND ISC",
        "rusqlite v0.42.0|MIT",
        "rustls v0.23.46|Apache-2.0 OR ISC OR MIT",
        "",
        "rustls v0.23.46|Apache-2.0 OR ISC OR MIT (*)",
        "serde_derive v1.0.0 (proc-macro)|MIT OR Apache-2.0",
    ];

    fn sound_and(line: &'static str) -> BTreeSet<Package> {
        tree(&[SOUND, &[line]].concat())
    }

    #[test]
    fn a_sound_tree_has_no_faults() {
        assert_eq!(tree(SOUND).len(), 7, "a repeated package counts once");
        assert!(licence_faults(&tree(SOUND)).is_empty());
        assert!(version_faults(&tree(SOUND)).is_empty());
    }

    #[test]
    fn a_package_that_is_not_permissive_or_says_nothing_is_a_fault() {
        for licence in ["AGPL-3.0-only", "MPL-2.0", ""] {
            let packages = tree(&[&format!("thing v1.0.0|{licence}")]);
            let faults = licence_faults(&packages);
            assert!(faults.len() == 1 && faults[0].contains("thing 1.0.0"), "{faults:?}");
        }
    }

    #[test]
    fn a_second_version_a_missing_one_and_a_banned_package_are_faults() {
        let faults = version_faults(&sound_and("rustls v0.24.0|MIT"));
        assert!(faults.len() == 1 && faults[0].contains("0.23.46, 0.24.0"), "{faults:?}");
        assert_eq!(version_faults(&tree(&SOUND[1..])).len(), 1, "automerge is missing");
        let faults = version_faults(&sound_and("aws-lc-rs v1.0.0|ISC"));
        assert!(faults.len() == 1 && faults[0].contains("aws-lc-rs"), "{faults:?}");
    }

    #[test]
    fn quinn_before_its_release_is_a_fault() {
        let lines: Vec<String> =
            SOUND.iter().map(|line| line.replace("v0.11.12", "v0.12.0-rc.1")).collect();
        let faults = version_faults(&parse(&lines.join("\n")).unwrap());
        assert!(faults.len() == 1 && faults[0].contains("0.12.0-rc.1"), "{faults:?}");
    }

    #[test]
    fn a_tree_that_is_not_understood_is_an_error_not_an_empty_list() {
        assert!(parse("").is_err());
        assert!(parse("serde|MIT").is_err());
        assert!(parse("serde v1.0.0 MIT").is_err());
    }
}
