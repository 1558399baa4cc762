//! The program `standpoint`; `standpoint --help` tells what it does.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
