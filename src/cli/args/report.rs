//! What the commands that judge answers take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Redaction;

/// Score answer files: where the team stands, in short
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint score payments.toml
  standpoint score teams/*.toml --format csv
  standpoint score payments.toml --fail-under devops=0.6,itops=level:3
  standpoint score teams/*.toml --fail-under devops=0.6 --format sarif > standpoint.sarif
  cat payments.json | standpoint score - --format json

A gate names a pole, or a dimension and a pole (`automation.itops`), and the least score (0 to 1) or level it must
have. It is met only if the score itself reaches it; a score that rests on too few answers meets no gate.")]
pub struct Score {
    /// Answer files, TOML or JSON; `-` is standard input
    #[arg(required = true)]
    pub answers: Vec<PathBuf>,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short = 'Q', long)]
    pub questionnaire: Option<String>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Gates; if one is missed, the exit status is 5
    #[arg(long, value_name = "GATES", value_delimiter = ',')]
    pub fail_under: Vec<String>,
    #[command(flatten)]
    pub redaction: Redaction,
}

/// Write the placement report of one answer file, or of a saved result
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint report payments.toml                 on the terminal
  standpoint report payments.toml -o payments.md  as Markdown; the format follows the extension
  standpoint report payments.toml -o payments.html  a page with charts, in one file
  standpoint report payments.toml -o payments.pdf --summary  two pages to print
  standpoint report payments.toml -o payments.docx  a document to edit
  standpoint report payments.toml -o payments.xlsx  a workbook for spreadsheets
  standpoint report payments.toml -o payments.sarif  findings with the lines of the answers, for a code host
  standpoint report payments.toml -o payments.junit.xml --fail-under devops=0.6  for a pipeline
  standpoint report payments.toml -o result.json  the whole result, for later
  standpoint report payments.toml -o shared.html --redact all  without names, notes and evidence
  standpoint report result.json                   the report of a saved result")]
pub struct Report {
    /// An answer file (TOML or JSON) or a saved report (JSON); `-` is standard input
    pub answers: PathBuf,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short = 'Q', long)]
    pub questionnaire: Option<String>,
    /// Where the report goes; `.txt`, `.md`, `.html`, `.pdf`, `.docx`, `.xlsx`, `.json`, `.csv`, `.sarif` and `.junit.xml`
    /// choose the format
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How the report is written
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Gates; if one is missed, the report is written and the exit status is 5
    #[arg(long, value_name = "GATES", value_delimiter = ',')]
    pub fail_under: Vec<String>,
    #[command(flatten)]
    pub redaction: Redaction,
    /// Say only where the team stands and what to do first; a PDF has two pages then
    #[arg(long)]
    pub summary: bool,
    /// Add the fonts in a folder (.ttf, .otf, .ttc) to a PDF, for scripts that its own fonts lack
    #[arg(long, value_name = "DIR")]
    pub fonts: Option<PathBuf>,
    /// Draw in plain ASCII
    #[arg(long)]
    pub ascii: bool,
    /// Columns of the text format, 60 to 200; without it, those of the terminal
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(60..=200))]
    pub width: Option<u16>,
}

/// Check what a report was made of: the program, the questionnaire and the answers
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint verify payments.pdf payments.toml
  standpoint verify result.json payments.toml

Every format but CSV can be checked. A saved report (JSON) must also be byte for byte what the answers give. Exit status
5 means that something differs.")]
pub struct Verify {
    /// A report as `standpoint report` wrote it, in any format but CSV
    pub report: PathBuf,
    /// The answer file (TOML or JSON) that it is said to be made of
    pub answers: PathBuf,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short = 'Q', long)]
    pub questionnaire: Option<String>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// To read in a terminal
    Text,
    /// To read anywhere
    Markdown,
    /// A page to look at, print and send
    Html,
    /// The whole result, exact
    Json,
    /// One row, exact
    Csv,
    /// A workbook for spreadsheets
    Xlsx,
    /// A document for word processors (in a build with the feature `docx`)
    Docx,
    /// Typeset pages, to print and file (in a build with the feature `pdf`)
    Pdf,
    /// Checks for a server of builds, as JUnit XML
    Junit,
    /// Findings with the lines of the answer file, for code hosts and editors
    Sarif,
}
