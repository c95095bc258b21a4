//! What a package of the workspace may depend on, and how dependencies are declared.

use std::process::Command;

/// Packages that open sockets or databases, or wait for them. `lisanga-protocol` is decided without.
const INPUT_AND_OUTPUT: &[&str] = &[
    "async-std",
    "axum",
    "hyper",
    "libsqlite3-sys",
    "mio",
    "quinn",
    "quinn-proto",
    "rusqlite",
    "rustls",
    "smol",
    "socket2",
    "tokio",
];

/// What a package must not reach, however far away.
pub(crate) const NEVER: &[(&str, &[&str])] = &[
    ("lisanga-protocol", INPUT_AND_OUTPUT),
    ("lisanga-tables", INPUT_AND_OUTPUT),
    ("lisanga-store", &["axum", "hyper", "quinn", "quinn-proto", "rustls", "tokio"]),
    ("lisanga-transport", &["axum", "lisanga-hub", "lisanga-node"]),
    ("lisanga-node", &["lisanga-hub", "lisanga-tests"]),
    ("lisanga-hub", &["lisanga-node", "lisanga-tests"]),
];

/// What a package must not depend on itself. Automerge brings `getrandom` and `rand` along for the
/// actor it would draw by itself; we always give it one, and have no way to call them.
pub(crate) const NEVER_DIRECTLY: &[(&str, &[&str])] = &[(
    "lisanga-protocol",
    &["chrono", "fastrand", "getrandom", "rand", "rand_core", "tempfile", "time", "uuid"],
)];

/// The commands that `.cargo/config.toml` has to offer; README.md names them.
const ALIASES: &[&str] = &["demo", "measure", "verify"];

/// The packages `package` is built with, one on a line; only the nearest where `depth` is 1.
pub(crate) fn tree(package: &str, depth: usize) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--offline", "--edges", "normal", "--prefix", "none"])
        .args(["--package", package, "--depth", &depth.to_string()])
        .current_dir(crate::files::root())
        .output()
        .unwrap();
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo tree --package {package}: {message}");
    String::from_utf8(output.stdout).unwrap()
}

/// The packages of `banned` that the output of `cargo tree` names.
pub(crate) fn banned_in<'a>(tree: &str, banned: &[&'a str]) -> Vec<&'a str> {
    let named = |package: &str| tree.lines().any(|line| line.split(' ').next() == Some(package));
    banned.iter().copied().filter(|package| named(package)).collect()
}

/// Dependencies of others in the workspace manifest that give no reason.
pub(crate) fn without_reason(manifest: &str) -> Vec<String> {
    let section = manifest.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    let dependencies = lines.filter_map(|line| Some((line.split_once('=')?.0.trim(), line)));
    dependencies
        .filter(|(name, line)| !name.starts_with('#') && !line.contains("path = "))
        .filter(|(_, line)| {
            line.rsplit_once('#').is_none_or(|(_, reason)| reason.trim().is_empty())
        })
        .map(|(name, _)| {
            format!("{name}: write on the same line, after `#`, what it is needed for")
        })
        .collect()
}

/// Dependencies of a member that carry a version of their own instead of the workspace's.
pub(crate) fn not_of_the_workspace(manifest: &str) -> Vec<String> {
    let manifest: toml::Table = manifest.parse().unwrap();
    let mut faults = Vec::new();
    for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
        let dependencies = manifest.get(section).and_then(toml::Value::as_table);
        for (name, wanted) in dependencies.into_iter().flatten() {
            if wanted.get("workspace").and_then(toml::Value::as_bool) != Some(true) {
                faults.push(format!(
                    "{name}: write `{name}.workspace = true`; versions stand in one place, the \
                     Cargo.toml at the root"
                ));
            }
        }
    }
    faults
}

/// Commands that are missing from the aliases, or that could not take an argument.
pub(crate) fn alias_faults(config: &str) -> Vec<String> {
    let config: toml::Table = config.parse().unwrap();
    let mut faults = Vec::new();
    for &name in ALIASES {
        match config.get("alias").and_then(|aliases| aliases.get(name)) {
            None => faults.push(format!("`cargo {name}` is missing from [alias]")),
            Some(alias) if alias.as_str().is_some_and(|alias| alias.ends_with("--")) => {
                faults.push(format!(
                    "`cargo {name}` ends with `--`, so `cargo {name} -- --json` would pass a second \
                     one on: take it off"
                ));
            }
            Some(_) => {}
        }
    }
    faults
}

mod tests {
    use super::{alias_faults, banned_in, not_of_the_workspace, tree, without_reason};

    #[test]
    fn a_banned_package_is_found_by_its_whole_name() {
        let listing = "lisanga-protocol v0.1.0\ntokio-util v0.7.0\ntokio v1.0.0 (*)\n";
        assert_eq!(banned_in(listing, &["quinn", "tokio"]), ["tokio"]);
        assert_eq!(banned_in("tokio-util v0.7.0", &["tokio"]), [""; 0]);
    }

    #[test]
    fn the_tree_of_a_real_package_reaches_beyond_its_neighbours() {
        assert_eq!(banned_in(&tree("lisanga-transport", 1), &["quinn-proto"]), [""; 0]);
        assert_eq!(banned_in(&tree("lisanga-transport", 99), &["quinn-proto"]), ["quinn-proto"]);
    }

    #[test]
    fn a_dependency_without_a_reason_is_found() {
        let manifest = "[workspace.dependencies]\n# serde = \"1\"\nours = { path = \"ours\" }\n\
                        csv = \"1\" # tables\nserde = \"1\"\ntoml = \"1\" #\n[profile.dev]\na = 1\n";
        let faults = without_reason(manifest);
        assert!(faults.len() == 2, "{faults:?}");
        assert!(faults[0].starts_with("serde:") && faults[1].starts_with("toml:"), "{faults:?}");
    }

    #[test]
    fn a_member_with_a_version_of_its_own_is_found() {
        let manifest = "[dependencies]\na.workspace = true\nb = \"1\"\n[dev-dependencies]\n\
                        c = { workspace = true, features = [\"x\"] }\nd = { version = \"1\" }\n";
        let faults = not_of_the_workspace(manifest);
        assert!(faults.len() == 2, "{faults:?}");
    }

    #[test]
    fn an_alias_that_is_missing_or_ends_with_dashes_is_found() {
        let config = "[alias]\ndemo = \"run --bin demo --\"\nverify = \"run\"\n";
        let faults = alias_faults(config);
        assert!(faults.len() == 2, "{faults:?}");
    }
}
