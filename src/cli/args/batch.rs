//! What the commands on many answer sets take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use standpoint::batch::Rename;

use super::{Grouped, Redaction};

/// Score many answer sets: folders, patterns, tables
///
/// Results come in the order of the input. A set that cannot be scored becomes a row with its reason, and the run goes on.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint batch teams/ -o results.csv          every .toml and .json file below a folder
  standpoint batch 'teams/*/2026-*.toml'          a pattern
  standpoint batch export.csv -o results.ndjson   a table: one row a set, one column a question
  standpoint batch teams/ -o results.csv --by role,date:quarter --groups groups.json
  standpoint batch export.csv -o results.csv --select team,devops,itops,zone --errors rejected.csv
  standpoint batch teams/ --reports pages/ --format html
  standpoint batch form.csv --columns 'team=Team,role=Your role'
  zcat export.ndjson.gz | standpoint batch - > results.csv

Exit status 4 means that at least one set was rejected; standard error says which and why.")]
pub struct Batch {
    /// Folders, patterns, answer files and tables (.csv, .tsv, .ndjson, .parquet), also with .gz or .zst behind; `-` is standard input
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// The questionnaire that was answered
    #[arg(short = 'Q', long, default_value = "devops-itops")]
    pub questionnaire: String,
    /// Where the results go; `.csv`, `.ndjson` and `.parquet` choose the format
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How the results are written; with --reports, how the reports are
    #[arg(long, value_enum)]
    pub format: Option<BatchFormat>,
    /// The columns of the results, in this order; without it, all
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub select: Vec<String>,
    /// A folder for one report a set
    #[arg(long, value_name = "FOLDER")]
    pub reports: Option<PathBuf>,
    #[command(flatten)]
    pub redaction: Redaction,
    /// How named files and standard input are written; without it, the extension and the beginning tell
    #[arg(long, value_enum)]
    pub from: Option<Content>,
    /// Columns with titles of their own: `team=Team,role="Your role"`
    #[arg(long, value_name = "COLUMN=TITLE", value_parser = renames)]
    pub columns: Vec<Renames>,
    /// Reject tables that have a column which is not known
    #[arg(long)]
    pub strict: bool,
    /// Where rejected rows go, as they came in, with the reason: to be corrected and scored again
    #[arg(long, value_name = "FILE")]
    pub errors: Option<PathBuf>,
    /// Stop after so many rejected sets
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub max_errors: Option<u64>,
    /// Go on with a run that was interrupted
    #[arg(long)]
    pub resume: bool,
    /// How progress is told on standard error
    #[arg(long, value_enum, default_value_t = ProgressFormat::Bar)]
    pub progress: ProgressFormat,
    /// Tell neither progress nor how it went
    #[arg(short, long)]
    pub quiet: bool,
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
    /// One row a set, with types
    Parquet,
    /// Reports to read in a terminal
    Text,
    /// Reports to read anywhere
    Markdown,
    /// Reports as pages to look at, print and send
    Html,
    /// Whole reports, exact
    Json,
}

/// How progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProgressFormat {
    /// A bar, on a terminal only
    Bar,
    /// A line of JSON each second
    Json,
    /// Not at all
    None,
}

/// How answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Content {
    /// A table with commas, semicolons or tabs
    Csv,
    /// A table with tabs
    Tsv,
    /// One JSON object a line
    Ndjson,
    /// A table in Parquet
    Parquet,
    /// One answer set
    Toml,
    /// One answer set
    Json,
}

/// What one `--columns` says.
pub type Renames = Vec<Rename>;

/// Reads `column=title` pairs that are separated by commas; a title in double quotes may hold commas.
fn renames(text: &str) -> Result<Renames, String> {
    let mut renames: Renames = Vec::new();
    let mut rest = text;
    loop {
        let Some((column, behind)) = rest.split_once('=') else {
            return Err(format!("`{rest}` is not COLUMN=TITLE"));
        };
        let (title, behind) = match behind.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or("a quote is not closed")?,
            None => behind.split_at(behind.find(',').unwrap_or(behind.len())),
        };
        let rename = Rename { column: column.trim().to_owned(), title: title.trim().to_owned() };
        if rename.title.is_empty() {
            return Err(format!("`{}` has no title", rename.column));
        }
        renames.push(rename);
        match behind.strip_prefix(',') {
            Some(more) => rest = more,
            None if behind.is_empty() => return Ok(renames),
            None => return Err(format!("a comma is missing before `{behind}`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
        Ok(renames(text)?.into_iter().map(|rename| (rename.column, rename.title)).collect())
    }

    #[test]
    fn columns_are_renamed_with_and_without_quotes() {
        let pair = |column: &str, title: &str| (column.to_owned(), title.to_owned());
        assert_eq!(pairs("team=Team").unwrap(), [pair("team", "Team")]);
        assert_eq!(
            pairs("team=The team,role=Your role").unwrap(),
            [pair("team", "The team"), pair("role", "Your role")]
        );
        assert_eq!(
            pairs("role=\"Role, yours\",a=x=y").unwrap(),
            [pair("role", "Role, yours"), pair("a", "x=y")]
        );
        for wrong in ["", "team", "team=", "team=Team,", "team=\"Team", "team=\"Team\"x", "team=\"\""] {
            assert!(pairs(wrong).is_err(), "{wrong}");
        }
    }
}
