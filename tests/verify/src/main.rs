//! `cargo verify`: everything that must hold before a change goes in, in one command.
//!
//! The same steps run on a desk and in CI, so that neither knows a check the other does not. The
//! program has no dependencies: it has to start where nothing has been compiled yet. The first step
//! that fails ends the run; the last line says how it went.
#![expect(
    clippy::print_stdout,
    reason = "this is a command line, the terminal is where it reports"
)]

mod dependencies;
mod licence;
mod tools;

use std::env;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// One thing that is checked.
struct Step {
    name: &'static str,
    /// What holds when the step passes.
    proves: &'static str,
    /// Checks it; an error says what is wrong and what to do.
    check: fn() -> Result<(), String>,
}

/// All steps in the order they run.
const STEPS: &[Step] = &[
    Step { name: "fmt", proves: "the code is formatted as .rustfmt.toml says", check: fmt },
    Step { name: "clippy", proves: "no lint of Cargo.toml warns", check: clippy },
    Step { name: "test", proves: "all tests pass, those in the documentation too", check: test },
    Step { name: "doc", proves: "the documentation builds without a warning", check: doc },
    Step {
        name: "licences",
        proves: "every dependency may be used under a permissive licence",
        check: dependencies::licences,
    },
    Step {
        name: "duplicates",
        proves: "what must exist once does, what must not come in has not",
        check: dependencies::duplicates,
    },
];

/// What the arguments ask for.
#[derive(Debug, PartialEq, Eq)]
enum Request {
    /// Name the steps.
    List,
    /// Say how the command is used.
    Help,
    /// Run the steps of these names, in the order of [`STEPS`]; all where there is no name.
    Run(Vec<String>),
}

const USAGE: &str = "usage: cargo verify [STEP...] | cargo verify -- --list";

fn main() -> ExitCode {
    match request(env::args().skip(1)) {
        Ok(Request::Help) => println!("{USAGE}"),
        Ok(Request::List) => {
            for step in STEPS {
                println!("{:<10}  {}", step.name, step.proves);
            }
        }
        Ok(Request::Run(names)) => return run(&names),
        Err(message) => {
            println!("verify: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn request(arguments: impl Iterator<Item = String>) -> Result<Request, String> {
    let mut names = Vec::new();
    for argument in arguments {
        match argument.as_str() {
            "--list" => return Ok(Request::List),
            "--help" | "-h" => return Ok(Request::Help),
            name if STEPS.iter().any(|step| step.name == name) => names.push(argument),
            other => return Err(format!("there is no step {other:?}; --list names them")),
        }
    }
    Ok(Request::Run(names))
}

/// Runs the steps named, or all, and stops at the first that fails.
fn run(names: &[String]) -> ExitCode {
    let wanted = |step: &&Step| names.is_empty() || names.iter().any(|name| name == step.name);
    let begun = now();
    let mut passed = Vec::new();
    for step in STEPS.iter().filter(wanted) {
        println!("verify: {} …", step.name);
        let step_begun = now();
        let outcome = (step.check)();
        let took = seconds(step_begun.elapsed());
        if let Err(message) = outcome {
            println!("{message}");
            println!("verify: FAILED at {} after {took} ({})", step.name, step.proves);
            return ExitCode::FAILURE;
        }
        println!("verify: {} passed in {took}", step.name);
        passed.push(format!("{} {took}", step.name));
    }
    println!("verify: passed in {} ({})", seconds(begun.elapsed()), passed.join(", "));
    ExitCode::SUCCESS
}

fn fmt() -> Result<(), String> {
    tools::component("rustfmt", "fmt")?;
    cargo(&["fmt", "--all", "--check"], "run `cargo fmt`")
}

fn clippy() -> Result<(), String> {
    tools::component("clippy", "clippy")?;
    tools::packages()?;
    let arguments =
        ["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"];
    cargo(&arguments, "each warning above says what to change")
}

fn test() -> Result<(), String> {
    tools::packages()?;
    cargo(&["test", "--workspace", "--locked"], "the failing test is named above")
}

fn doc() -> Result<(), String> {
    tools::packages()?;
    let mut command = cargo_command(&["doc", "--workspace", "--no-deps", "--locked"]);
    command.env("RUSTDOCFLAGS", "--deny warnings");
    succeed(command, "each warning above says what to change")
}

/// Runs cargo with the terminal it has; `advice` is added where it fails.
fn cargo(arguments: &[&str], advice: &str) -> Result<(), String> {
    succeed(cargo_command(arguments), advice)
}

/// The cargo that started this program, at the root of the repository.
fn cargo_command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    if env::var_os("CI").is_some() {
        // A machine that builds once gains nothing from gigabytes of incremental state.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

fn succeed(mut command: Command, advice: &str) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("verify: cargo ended with {status}: {advice}")),
        Err(error) => Err(format!("verify: could not start cargo: {error}; is it in PATH?")),
    }
}

#[expect(clippy::disallowed_methods, reason = "the edge: durations are shown, nothing follows")]
fn now() -> Instant {
    Instant::now()
}

/// `83.4 s`, to the tenth.
fn seconds(duration: Duration) -> String {
    format!("{}.{} s", duration.as_secs(), duration.subsec_millis() / 100)
}

#[cfg(test)]
mod tests {
    use std::process::Stdio;

    use super::*;

    fn asked(arguments: &[&str]) -> Result<Request, String> {
        request(arguments.iter().map(ToString::to_string))
    }

    #[test]
    fn without_a_name_every_step_runs() {
        assert_eq!(asked(&[]), Ok(Request::Run(Vec::new())));
    }

    #[test]
    fn steps_are_chosen_by_name_and_an_unknown_name_is_refused() {
        assert_eq!(asked(&["doc"]), Ok(Request::Run(vec!["doc".into()])));
        assert!(asked(&["dok"]).is_err_and(|message| message.contains("dok")));
        assert_eq!(asked(&["--list"]), Ok(Request::List));
    }

    #[test]
    fn a_command_that_fails_or_is_not_there_is_an_error_with_advice() {
        let mut unknown = cargo_command(&["no-such-command"]);
        unknown.stderr(Stdio::null());
        let refused = succeed(unknown, "do this").err();
        assert!(refused.is_some_and(|message| message.ends_with("do this")));
        assert!(succeed(Command::new("lisanga-no-such-program"), "").is_err());
    }

    #[test]
    fn durations_are_shown_to_the_tenth_of_a_second() {
        assert_eq!(seconds(Duration::from_millis(83_499)), "83.4 s");
    }
}
