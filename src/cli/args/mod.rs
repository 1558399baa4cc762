//! What can be typed. What it means is in `command`.
//!
//! A short option means the same in every command: `-o` output, `-Q` questionnaire, `-q` quiet.

mod answers;
mod batch;
mod chart;
mod explain;
mod groups;
mod plan;
mod portfolio;
mod questionnaire;
mod redaction;
mod report;
mod sql;
mod survey;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

pub use answers::*;
pub use batch::*;
pub use chart::*;
pub use explain::*;
pub use groups::*;
pub use plan::*;
pub use portfolio::*;
pub use questionnaire::*;
pub use redaction::*;
pub use report::*;
pub use sql::*;
pub use survey::*;

/// Finds out where a team stands between DevOps and ITOps, how sure that is, why, and what to do next.
///
/// A team answers a questionnaire in the terminal or in a file. Each answer counts for DevOps, for ITOps or for both;
/// the two are scored independently, per dimension and overall. Missing answers widen the range, they never lower the score.
#[derive(Debug, Parser)]
#[command(
    name = "standpoint",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = "\
Examples:
  standpoint survey -o payments.toml      answer the questionnaire in the terminal
  standpoint report payments.toml         read where the team stands, and why
  standpoint batch teams/ -o results.csv  score a folder of answer files

A QUESTIONNAIRE is the id of a built-in one (`standpoint questionnaire list`), or the path of a
file or folder. `-` is standard input or output.

Exit status: 0 done, 1 failed, 2 called wrongly, 3 questionnaire invalid, 4 answers invalid,
5 below a gate, 130 interrupted."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Survey(Survey),
    Score(Score),
    Report(Report),
    Explain(Explain),
    Plan(Plan),
    Verify(Verify),
    Batch(Batch),
    Portfolio(Portfolio),
    Chart(Chart),
    Badge(Badge),
    Sql(Sql),
    /// List, show, check, measure or start questionnaires
    #[command(subcommand)]
    Questionnaire(Questionnaire),
    /// Start or check answer files
    #[command(subcommand)]
    Answers(Answers),
    Completions(Completions),
}

/// Print the completions of a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  standpoint completions bash > ~/.local/share/bash-completion/completions/standpoint")]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}
