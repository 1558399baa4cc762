//! What `answers` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum Answers {
    New(NewAnswers),
    Check(CheckAnswers),
}

/// Write an answer file to fill in with an editor
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint answers new -o payments.toml
  standpoint answers new ops-readiness --form quick")]
pub struct NewAnswers {
    /// A built-in id or a path
    #[arg(default_value = "devops-itops")]
    pub questionnaire: String,
    /// The form to answer
    #[arg(long)]
    pub form: Option<String>,
    /// Where the file goes; it must not exist yet
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Check answer files: all problems at once, each with its place and remedy
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint answers check payments.toml
  standpoint answers check teams/*.toml -Q ours/")]
pub struct CheckAnswers {
    /// Answer files, TOML or JSON; `-` is standard input
    #[arg(required = true)]
    pub answers: Vec<PathBuf>,
    /// The questionnaire that was answered; without it, the built-in one that each file names
    #[arg(short = 'Q', long)]
    pub questionnaire: Option<String>,
}
