//! The program of the hub: a command line around the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    lisanga_hub::commands::main()
}
