use clap::CommandFactory;

use crate::cli::args::{Cli, Completions};
use crate::cli::error::Error;
use crate::cli::exit::Exit;
use crate::cli::output::Target;

/// Prints a shell's completions.
pub fn run(args: &Completions) -> Result<Exit, Error> {
    // Generated in memory: the generator panics where a pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "standpoint", &mut script);
    Target::Stdout.write(|out| out.write_all(&script))?;
    Ok(Exit::Done)
}
