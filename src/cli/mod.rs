//! The command line: what was typed, what it means, and everything that owns the terminal, the clock and the environment.

mod args;
mod batch;
mod command;
mod error;
mod exit;
mod format;
mod input;
mod message;
mod output;
mod survey;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;
use exit::Exit;

/// Runs the program and returns its exit status.
pub fn main() -> ExitCode {
    let exit = match Cli::try_parse() {
        Ok(cli) => command::run(cli.command).unwrap_or_else(|error| {
            message::error(&error);
            error.exit()
        }),
        Err(error) => usage(&error),
    };
    ExitCode::from(exit.code())
}

/// Prints help, version, or what is wrong with the command line.
fn usage(error: &clap::Error) -> Exit {
    // A closed standard output or error is nobody to complain to.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}
