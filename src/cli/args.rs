//! What can be typed. What it means is in `command`.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::Span;

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
    Batch(Batch),
    Chart(Chart),
    Badge(Badge),
    /// List, show, check, measure or start questionnaires
    #[command(subcommand)]
    Questionnaire(Questionnaire),
    /// Start or check answer files
    #[command(subcommand)]
    Answers(Answers),
    Completions(Completions),
}

/// Answer a questionnaire in the terminal
///
/// Every answer is saved before the next question is shown. A file that was started is continued where it was left.
/// Without a terminal (a pipe, TERM=dumb) or with --plain, questions and answers are plain lines.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint survey                                  the flagship questionnaire, saved as answers.toml
  standpoint survey --form quick -o payments.toml    half the questions, in about 8 minutes
  standpoint survey ops-readiness --team payments    another questionnaire
  standpoint survey ./ours/ -o payments.toml         a questionnaire of your own
  standpoint survey --from spring.toml --stale 90d -o autumn.toml")]
pub struct Survey {
    /// A built-in id or a path; without it, the one that a started file answers, or devops-itops
    pub questionnaire: Option<String>,
    /// The form to answer, for instance `quick`; `full` holds every question
    #[arg(long)]
    pub form: Option<String>,
    /// Where the answers are kept
    #[arg(short, long, value_name = "FILE", default_value = "answers.toml")]
    pub output: PathBuf,
    /// The team that the answers speak of
    #[arg(long)]
    pub team: Option<String>,
    /// Who answers; a pseudonym will do
    #[arg(long)]
    pub respondent: Option<String>,
    /// The role of whoever answers
    #[arg(long)]
    pub role: Option<String>,
    /// The answers of an earlier survey: shown beside the questions, taken over with one key
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Ask only what was answered longer ago than this, for instance `90d` or `6mo`; younger answers are taken over
    #[arg(long, value_name = "AGE", requires = "from")]
    pub stale: Option<Span>,
    /// Ask in plain lines: no colours, no cursor movement, good for screen readers and scripts
    #[arg(long)]
    pub plain: bool,
}

/// Score answer files: where the team stands, in short
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint score payments.toml
  standpoint score teams/*.toml --format csv
  standpoint score payments.toml --fail-under devops=0.6,itops=level:3
  cat payments.json | standpoint score - --format json

A gate names a pole, or a dimension and a pole (`automation.itops`), and the least score (0 to 1) or level it must
have. It is met only if the score itself reaches it; a score that rests on too few answers meets no gate.")]
pub struct Score {
    /// Answer files, TOML or JSON; `-` is standard input
    #[arg(required = true)]
    pub answers: Vec<PathBuf>,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short, long)]
    pub questionnaire: Option<String>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Gates; if one is missed, the exit status is 5
    #[arg(long, value_name = "GATES", value_delimiter = ',')]
    pub fail_under: Vec<String>,
}

/// Write the placement report of one answer file, or of a saved result
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint report payments.toml                 on the terminal
  standpoint report payments.toml -o payments.md  as Markdown; the format follows the extension
  standpoint report payments.toml -o payments.html  a page with charts, in one file
  standpoint report payments.toml -o result.json  the whole result, for later
  standpoint report result.json                   the report of a saved result")]
pub struct Report {
    /// An answer file (TOML or JSON) or a saved report (JSON); `-` is standard input
    pub answers: PathBuf,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short, long)]
    pub questionnaire: Option<String>,
    /// Where the report goes; `.txt`, `.md`, `.html`, `.json` and `.csv` choose the format
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How the report is written
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Draw in plain ASCII
    #[arg(long)]
    pub ascii: bool,
    /// Columns of the text format, 60 to 200; without it, those of the terminal
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(60..=200))]
    pub width: Option<u16>,
}

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

Exit status 4 means that at least one set was rejected; standard error says which and why.")]
pub struct Batch {
    /// Folders, patterns, answer files and tables (.csv, .tsv, .ndjson); `-` is standard input
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// The questionnaire that was answered
    #[arg(short, long, default_value = "devops-itops")]
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
}

#[derive(Debug, Subcommand)]
pub enum Questionnaire {
    /// List the built-in questionnaires
    List,
    Show(ShowQuestionnaire),
    Check(CheckQuestionnaire),
    Stats(StatsQuestionnaire),
    New(NewQuestionnaire),
}

/// Show what a questionnaire asks, as a person would read it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint questionnaire show devops-itops
  standpoint questionnaire show devops-itops --format toml > mine.toml   a copy to change")]
pub struct ShowQuestionnaire {
    /// A built-in id or a path
    pub questionnaire: String,
    /// `text` to read, `toml` for the definition itself
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub format: ShowFormat,
}

/// Check questionnaires: all problems at once, each with its place and remedy
///
/// Errors keep a questionnaire from being used. Warnings tell what makes answers worse; one that is meant so is accepted
/// in the questionnaire, with a reason.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint questionnaire check ours/
  standpoint questionnaire check ours/ --deny warnings   for pipelines: exit status 3 if there is anything to say
  standpoint questionnaire check a.toml b.toml devops-itops")]
pub struct CheckQuestionnaire {
    /// Built-in ids or paths
    #[arg(required = true, value_name = "QUESTIONNAIRE")]
    pub questionnaires: Vec<String>,
    /// What fails the check beside errors
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<Deny>,
}

/// Show what a questionnaire would measure, before anybody answers it
///
/// Counts, reading time and level, each question's share of the overall scores, and where standard respondents are placed:
/// the lowest, middle and highest answers, the same option everywhere, and 2,000 at random.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint questionnaire stats ours/
  standpoint questionnaire stats devops-itops --format json > stats.json")]
pub struct StatsQuestionnaire {
    /// A built-in id or a path
    pub questionnaire: String,
    /// How the figures are written
    #[arg(long, value_enum, default_value_t = StatsFormat::Text)]
    pub format: StatsFormat,
}

/// Start a questionnaire of your own in a new folder
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  standpoint questionnaire new ours && standpoint questionnaire check ours && standpoint survey ours")]
pub struct NewQuestionnaire {
    /// The folder to create; its name becomes the id
    pub folder: PathBuf,
}

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
  standpoint answers check teams/*.toml -q ours/")]
pub struct CheckAnswers {
    /// Answer files, TOML or JSON; `-` is standard input
    #[arg(required = true)]
    pub answers: Vec<PathBuf>,
    /// The questionnaire that was answered; without it, the built-in one that each file names
    #[arg(short, long)]
    pub questionnaire: Option<String>,
}

/// Draw one chart of a result as SVG
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint chart payments.toml -o plane.svg
  standpoint chart result.json --kind bars -o profile.svg")]
pub struct Chart {
    /// An answer file (TOML or JSON) or a saved report (JSON); `-` is standard input
    pub answers: PathBuf,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short, long)]
    pub questionnaire: Option<String>,
    /// What is drawn
    #[arg(long, value_enum, default_value_t = ChartKind::Plane)]
    pub kind: ChartKind,
    /// Where the chart goes, an `.svg` file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Draw a badge that says where a team stands, for a page of the team
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  standpoint badge payments.toml -o badge.svg")]
pub struct Badge {
    /// An answer file (TOML or JSON) or a saved report (JSON); `-` is standard input
    pub answers: PathBuf,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short, long)]
    pub questionnaire: Option<String>,
    /// Where the badge goes, an `.svg` file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What a chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChartKind {
    /// Where the team and its dimensions stand between two poles
    Plane,
    /// The dimensions as a net, for three or more
    Radar,
    /// Every trait, shaded by its score
    Heatmap,
    /// The dimensions as bars
    Bars,
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

/// How a questionnaire is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ShowFormat {
    /// To read
    Text,
    /// The definition itself
    Toml,
}

/// What fails a check beside errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Warnings
    Warnings,
}

/// How the figures of a questionnaire are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StatsFormat {
    /// To read
    Text,
    /// Exact, by id
    Json,
}
