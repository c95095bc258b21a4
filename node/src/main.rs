//! The program of the site: a command line around the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    lisanga_node::commands::main()
}
