//! The tools the steps need: each is looked for, installed where that is possible, and otherwise
//! asked for in words that can be followed.

use std::env;
use std::path::Path;
use std::process::Command;

/// A program that has to be in `PATH`, and the Debian package that brings it.
struct Program {
    name: &'static str,
    debian: &'static str,
    /// Why it is needed.
    reason: &'static str,
}

const PROGRAMS: &[Program] = &[
    Program {
        name: "cc",
        debian: "build-essential",
        reason: "SQLite, zstd and ring are compiled from C",
    },
    Program { name: "chromium", debian: "chromium", reason: "the pages are tested in a browser" },
    Program {
        name: "chromedriver",
        debian: "chromium-driver",
        reason: "it drives the browser of the tests",
    },
];

/// Makes sure that every one of [`PROGRAMS`] is there.
pub(crate) fn packages() -> Result<(), String> {
    let missing: Vec<&Program> = PROGRAMS.iter().filter(|program| !found(program.name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|program| program.debian).collect();
    if found("apt-get") {
        println!("verify: installing {}", packages.join(", "));
        // A failure of either shows below: the program is still missing.
        apt_get(&["update"]);
        apt_get(&[&["install", "--yes", "--no-install-recommends"], packages.as_slice()].concat());
    }
    match missing.iter().find(|program| !found(program.name)) {
        None => Ok(()),
        Some(program) => Err(advice(program)),
    }
}

fn advice(program: &Program) -> String {
    let Program { name, debian, reason } = program;
    format!(
        "verify: `{name}` is missing ({reason}) and could not be installed. Install it and run \
         again; on Debian or Ubuntu: sudo apt-get install {debian}"
    )
}

/// Makes sure that the rustup component behind `cargo SUBCOMMAND` is there.
pub(crate) fn component(component: &str, subcommand: &str) -> Result<(), String> {
    let works = || {
        let output = crate::cargo_command(&[subcommand, "--version"]).output();
        output.is_ok_and(|output| output.status.success())
    };
    if works() {
        return Ok(());
    }
    println!("verify: installing {component}");
    // Whether it worked is asked of the tool itself.
    drop(Command::new("rustup").args(["component", "add", component]).status());
    if works() {
        return Ok(());
    }
    Err(component_advice(component, subcommand))
}

fn component_advice(component: &str, subcommand: &str) -> String {
    format!(
        "verify: `cargo {subcommand}` is missing and could not be installed. With rustup: rustup \
         component add {component}; otherwise install the package of your system that has it"
    )
}

fn apt_get(arguments: &[&str]) {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
    match command.status() {
        Ok(status) if status.success() => {}
        Ok(status) => println!("verify: apt-get {} ended with {status}", arguments.join(" ")),
        Err(error) => println!("verify: could not start apt-get: {error}"),
    }
}

/// True where a folder of `PATH` holds a file `name`.
fn found(name: &str) -> bool {
    env::var_os("PATH").is_some_and(|path| found_in(env::split_paths(&path), name))
}

fn found_in(folders: impl IntoIterator<Item = impl AsRef<Path>>, name: &str) -> bool {
    folders.into_iter().any(|folder| folder.as_ref().join(name).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_where_a_folder_of_the_path_holds_it() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        assert!(found_in([here.join("nowhere"), here.to_owned()], "Cargo.toml"));
        assert!(!found_in([here], "src"), "a folder is no program");
        assert!(!found_in([here], "cc"));
    }

    #[test]
    fn the_advice_names_the_program_and_its_package() {
        for program in PROGRAMS {
            let advice = advice(program);
            assert!(advice.contains(program.name) && advice.contains(program.debian), "{advice}");
        }
    }

    #[test]
    fn the_advice_for_a_component_is_a_command_to_type() {
        let advice = component_advice("rustfmt", "fmt");
        assert!(advice.contains("rustup component add rustfmt"), "{advice}");
    }
}
