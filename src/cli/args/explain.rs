//! What the command that explains takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Redaction;

/// Show how a number of a result comes about, so that it can be recomputed by hand
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint explain payments.toml                     the placement, and what would change it
  standpoint explain payments.toml automation.itops    a dimension on a pole, down to the answers
  standpoint explain payments.toml level:itops         a level, and what holds it back
  standpoint explain result.json devops --depth 4      of a saved result

A TOPIC is `placement`, `flip` (the nearest answers to another zone), `integration`, `coverage`, a pole, a dimension, both (`automation.itops`), a trait, a question or a
move, by its id; `level:`, `placement:` and `flip:` go before a pole or a dimension. Each line names in brackets the topic that
goes on from there. Numbers have six decimals.")]
pub struct Explain {
    /// An answer file (TOML or JSON) or a saved report (JSON); `-` is standard input
    pub answers: PathBuf,
    /// What is explained; without it the placement, or the first pole where there is none
    pub topic: Option<String>,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short = 'Q', long)]
    pub questionnaire: Option<String>,
    /// Storeys below the topic; without it 2 to read, and all in JSON
    #[arg(long)]
    pub depth: Option<u8>,
    #[command(flatten)]
    pub redaction: Redaction,
    /// How the derivation is written
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text)]
    pub format: ExplainFormat,
    /// Where it goes; without it, standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Draw in plain ASCII
    #[arg(long)]
    pub ascii: bool,
    /// Columns of the text format, 60 to 200; without it, those of the terminal
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(60..=200))]
    pub width: Option<u16>,
}

/// How a derivation is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// A tree, to read in a terminal
    Text,
    /// Nested lists, to read anywhere
    Markdown,
    /// Every line and number, exact
    Json,
}
