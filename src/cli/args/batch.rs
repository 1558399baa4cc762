//! What the commands on many answer sets take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Grouped;

/// Score many answer sets: folders, patterns, tables
///
/// Results come in the order of the input. A set that cannot be scored becomes a row with its reason, and the run goes on.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint batch teams/ -o results.csv          every .toml and .json file below a folder
  standpoint batch 'teams/*/2026-*.toml'          a pattern
  standpoint batch export.csv -o results.ndjson   a table: one row a set, one column a question
  cat export.ndjson | standpoint batch - --from ndjson > results.csv
  standpoint batch teams/ -o results.csv --by role,date:quarter --groups groups.json

Exit status 4 means that at least one set was rejected; standard error says which and why.")]
pub struct Batch {
    /// Folders, patterns, answer files and tables (.csv, .tsv, .ndjson); `-` is standard input
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// The questionnaire that was answered
    #[arg(short = 'Q', long, default_value = "devops-itops")]
    pub questionnaire: String,
    /// Where the results go; `.csv` and `.ndjson` choose the format
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How the results are written
    #[arg(long, value_enum)]
    pub format: Option<BatchFormat>,
    /// How standard input is written
    #[arg(long, value_enum, default_value_t = TableFormat::Csv)]
    pub from: TableFormat,
    /// Worker threads; without it, one a processor
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    #[command(flatten)]
    pub grouped: Grouped,
}

/// How batch results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BatchFormat {
    /// One row a set
    Csv,
    /// One whole report a line
    Ndjson,
}

/// How a table of answers is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Comma-separated
    Csv,
    /// Tab-separated
    Tsv,
    /// One JSON object a line
    Ndjson,
}
