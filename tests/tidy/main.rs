//! The rules of the layout, as tests: they fail on the desk, with what to do, not in a review.
//!
//! Each rule is a plain function over text that returns what is wrong; beside it stands a test with
//! a bad sample, so that a rule that finds nothing is known to be able to.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod files;
mod layers;
mod packages;
mod source;

use files::File;

/// Stops the test with every fault there is, one on a line.
fn none(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}\n  {}", faults.join("\n  "));
}

/// The faults a check finds in the files chosen, each with its file.
fn faults_in(chosen: impl Fn(&File) -> bool, check: impl Fn(&File) -> Vec<String>) -> Vec<String> {
    let files: Vec<File> = files::all().into_iter().filter(chosen).collect();
    assert!(!files.is_empty(), "the rule looks at no file");
    let located = |file: &File| -> Vec<String> {
        check(file).iter().map(|fault| format!("{}: {fault}", file.path)).collect()
    };
    files.iter().flat_map(located).collect()
}

fn is_rust(file: &File) -> bool {
    file.is("rs")
}

#[test]
fn no_package_depends_on_what_its_place_forbids() {
    let mut faults = Vec::new();
    for (rules, depth) in [(packages::NEVER, 999), (packages::NEVER_DIRECTLY, 1)] {
        for (package, banned) in rules {
            for found in packages::banned_in(&packages::tree(package, depth), banned) {
                faults.push(format!(
                    "{package} depends on {found}; `cargo tree --package {package} --invert {found}` \
                     says through whom"
                ));
            }
        }
    }
    none("what decides does not know what acts (tests/tidy/packages.rs)", &faults);
}

#[test]
fn the_protocol_neither_acts_nor_waits() {
    let faults = faults_in(
        |file| file.path.starts_with("protocol/src/") && is_rust(file),
        |file| files::purity_faults(&file.text),
    );
    none("lisanga-protocol does no I/O, reads no clock, draws nothing, waits for nothing", &faults);
}

#[test]
fn modules_use_each_other_in_one_direction_only() {
    for (folder, rows) in [("node/src/", layers::NODE), ("hub/src/", layers::HUB)] {
        none("the table of modules has a direction", &layers::table_faults(rows));
        let faults = faults_in(
            |file| file.path.starts_with(folder) && is_rust(file),
            |file| layers::faults(rows, &file.path[folder.len()..], &file.text),
        );
        none("a record travels one road (tests/tidy/layers.rs)", &faults);
    }
}

#[test]
fn every_source_file_begins_by_saying_what_it_is_for() {
    let faults = faults_in(is_rust, |file| {
        files::beginning_fault(&file.text).into_iter().map(str::to_owned).collect()
    });
    none("someone who opens a file learns first why it exists", &faults);
}

#[test]
fn unsafe_code_is_in_the_test_file_system_only() {
    let faults = faults_in(is_rust, |file| files::unsafe_faults(&file.path, &file.text));
    none("no code that runs at a site or the hub is unsafe", &faults);
}

#[test]
fn no_file_knows_the_machine_it_was_written_on() {
    let checkout = files::root().to_string_lossy();
    let faults = faults_in(|_| true, |file| files::machine_faults(&file.text, &checkout));
    none("the repository works wherever it lies", &faults);
}

#[test]
fn accounts_are_named_by_the_part_they_play() {
    const TABLE: &str = "protocol/src/packs/accounts.rs";
    let table = files::read(TABLE);
    let for_tests = ["tests.rs", "/schedules.rs"];
    let runs = |file: &File| {
        let code =
            ["protocol/", "node/src/", "hub/src/"].iter().any(|of| file.path.starts_with(of));
        let test =
            file.path.contains("/tests/") || for_tests.iter().any(|of| file.path.ends_with(of));
        code && is_rust(file) && !test && file.path != TABLE
    };
    let faults = faults_in(runs, |file| files::account_faults(&table, &file.text));
    none("the code of an account stands in protocol/src/packs/accounts.rs alone", &faults);
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let faults = packages::without_reason(&files::read("Cargo.toml"));
    none("a dependency has a reason, in Cargo.toml", &faults);
}

#[test]
fn versions_of_dependencies_stand_in_one_place() {
    let faults = faults_in(
        |file| file.path.ends_with("/Cargo.toml"),
        |file| packages::not_of_the_workspace(&file.text),
    );
    none("members take their dependencies from the workspace", &faults);
}

#[test]
fn the_commands_of_the_readme_exist() {
    let faults = packages::alias_faults(&files::read(".cargo/config.toml"));
    none(".cargo/config.toml offers the commands", &faults);
}

#[test]
fn the_configuration_files_can_be_read() {
    let faults = faults_in(
        |file| file.path.starts_with("deploy/") && file.is("toml"),
        |file| file.text.parse::<toml::Table>().err().iter().map(ToString::to_string).collect(),
    );
    none("a configuration file with the defaults is TOML", &faults);
}

#[test]
fn links_between_pages_lead_somewhere() {
    let faults = faults_in(
        |file| file.is("md"),
        |file| {
            let page = files::root().join(&file.path);
            let folder = page.parent().unwrap();
            files::link_faults(&file.text, |target| folder.join(target).exists())
        },
    );
    none("a link of a page leads to a file of the repository", &faults);
}
