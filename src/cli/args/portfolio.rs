//! What the command on many teams takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Redaction;

/// Put many teams side by side: on the plane, by dimension, and what would help most of them
///
/// The teams stand in the order of their names. Several answer sets of one team are the views of several persons and count as
/// their mean, if there are enough of them.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint portfolio teams/ -o portfolio.html         a page, from a folder of answers
  standpoint portfolio export.csv -o portfolio.md       from a table of answers
  standpoint portfolio results.ndjson -o teams.json     from the reports of a batch
  standpoint portfolio teams/ -o portfolio.xlsx         a workbook, to filter and to reckon with
  standpoint portfolio results.csv -o portfolio.html    from the scores of a batch, which hold no traits
  standpoint portfolio teams/ --latest -o now.html      only the last answers of each team")]
pub struct Portfolio {
    /// Answers (files, folders, patterns, tables), results of a batch (.csv, .ndjson), reports (.json); `-` is standard input
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// The questionnaire that was answered
    #[arg(short = 'Q', long, default_value = "devops-itops")]
    pub questionnaire: String,
    /// Where the portfolio goes; `.html`, `.md`, `.xlsx` and `.json` choose the format
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How the portfolio is written
    #[arg(long, value_enum)]
    pub format: Option<PortfolioFormat>,
    #[command(flatten)]
    pub redaction: Redaction,
    /// Sort the teams by `name`, `coverage`, `integration`, a pole (`devops`), or a dimension and a pole (`automation.devops`)
    #[arg(long, value_name = "WHAT", default_value = "name")]
    pub sort: String,
    /// Count only the sets of each team's last date
    #[arg(long)]
    pub latest: bool,
    /// Show no mean over the sets of fewer persons of a team; 3 at least
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(3..))]
    pub min_group: u16,
}

/// How a portfolio is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PortfolioFormat {
    /// To read anywhere
    Markdown,
    /// A page to look at, print and send
    Html,
    /// A workbook for spreadsheets
    Xlsx,
    /// The whole portfolio, exact
    Json,
}
