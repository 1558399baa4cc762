//! What the arguments mean: one file a command.

mod answers;
mod batch;
mod chart;
mod completions;
mod explain;
mod facilitate;
mod gates;
mod groups;
mod outline;
#[cfg(feature = "pdf")]
mod pdf;
mod plan;
mod portfolio;
mod portrait;
mod questionnaire;
mod report;
mod score;
mod sql;
mod survey;
mod verify;

use super::args::Command;
use super::error::Error;
use super::exit::Exit;

/// Carries out a command and returns how it ended.
pub fn run(command: Command) -> Result<Exit, Error> {
    match command {
        Command::Survey(args) => survey::run(&args),
        Command::Score(args) => score::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Plan(args) => plan::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Batch(args) => batch::run(&args),
        Command::Portfolio(args) => portfolio::run(&args),
        Command::Chart(args) => chart::run(&args),
        Command::Badge(args) => chart::badge(&args),
        Command::Sql(args) => sql::run(&args),
        Command::Questionnaire(args) => questionnaire::run(&args),
        Command::Answers(args) => answers::run(&args),
        Command::Completions(args) => completions::run(&args),
    }
}
