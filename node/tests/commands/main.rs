//! The command line as a coordinator meets it: what goes wrong is said in a sentence that tells what
//! to do, and nothing is lost.

use std::path::Path;
use std::process::{Command, Output};

fn node(home: &Path, arguments: &[&str]) -> Output {
    let program = Command::new(env!("CARGO_BIN_EXE_lisanga-node"))
        .args(arguments)
        .env("LISANGA_HOME", home)
        .output();
    program.expect("the program starts")
}

/// It failed with 1 and said all of this.
fn fails(output: &Output, said: &[&str]) {
    let messages = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{messages}");
    assert!(output.stdout.is_empty(), "data went to stdout");
    for part in said {
        assert!(messages.contains(part), "no «{part}» in: {messages}");
    }
}

#[test]
fn a_device_that_has_not_joined_is_told_to() {
    let home = tempfile::tempdir().expect("a folder");
    for command in ["sync", "status", "run"] {
        fails(&node(home.path(), &[command]), &["run `lisanga-node join`"]);
    }
}

#[test]
fn an_invitation_that_was_typed_wrong_is_told_from_something_else() {
    let home = tempfile::tempdir().expect("a folder");
    fails(&node(home.path(), &["join", "hello"]), &["begins with LISANGA"]);
    fails(&node(home.path(), &["join", "LISANGA-07ABC"]), &["a letter is missing or wrong"]);
}

#[test]
fn wrong_usage_ends_with_2() {
    let home = tempfile::tempdir().expect("a folder");
    assert_eq!(node(home.path(), &["import"]).status.code(), Some(2));
    assert_eq!(node(home.path(), &["fly"]).status.code(), Some(2));
}
