//! What the command that plans takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Redaction;

/// Write the moves as a backlog: all of them, the cheapest way to a target, or the best within a budget
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint plan payments.toml                                      all moves, in order
  standpoint plan payments.toml --target integrated                  the cheapest way to a zone
  standpoint plan payments.toml --target devops=0.7,automation.itops=level:4
  standpoint plan payments.toml --budget 40 --team-size 3            what brings most in 40 person-days
  standpoint plan payments.toml --first 10 -o backlog.csv            for a tracker's import
  standpoint plan payments.toml --columns jira -o backlog.csv        with the columns that Jira knows

A target is a zone, or a pole, or a dimension and a pole, with the least score (0 to 1) or level; several are
reached together. A zone counts as reached once the placement is decided and not borderline.
With a target and a budget, the first moves of the cheapest way are listed, as far as the budget goes.")]
pub struct Plan {
    /// An answer file (TOML or JSON), or a saved report (JSON) where neither target nor budget is given; `-` is
    /// standard input
    pub answers: PathBuf,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short = 'Q', long)]
    pub questionnaire: Option<String>,
    /// What is to be reached
    #[arg(long, value_name = "TARGETS", value_delimiter = ',')]
    pub target: Vec<String>,
    /// The most that the moves may cost, in person-days
    #[arg(long, value_name = "DAYS", value_parser = days)]
    pub budget: Option<f64>,
    /// How many people work on the moves, each on one at a time; for the days in the calendar
    #[arg(long, value_name = "PEOPLE", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub team_size: u16,
    /// No more than so many moves, the first ones; only without target and budget
    #[arg(long, value_name = "MOVES", conflicts_with_all = ["target", "budget"], value_parser = clap::value_parser!(u32).range(1..))]
    pub first: Option<u32>,
    #[command(flatten)]
    pub redaction: Redaction,
    /// Which columns a CSV has
    #[arg(long, value_enum, default_value_t = PlanColumns::Own)]
    pub columns: PlanColumns,
    /// How the plan is written; without it the format of the file's extension, else text
    #[arg(long, value_enum)]
    pub format: Option<PlanFormat>,
    /// Where the plan goes; `.txt`, `.md`, `.html`, `.csv` and `.json` choose the format
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Which columns a CSV has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanColumns {
    /// All there are; GitLab takes the first two as they are
    Own,
    /// Those of Jira
    Jira,
    /// Those of Azure Boards
    Azure,
}

/// How a plan is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// To read in a terminal
    Text,
    /// To read anywhere
    Markdown,
    /// A page to look at, print and send
    Html,
    /// One row a move, for a tracker's import
    Csv,
    /// Everything, exact
    Json,
}

fn days(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|days: &f64| days.is_finite() && *days >= 0.0)
        .ok_or_else(|| "a number of person-days, 0 or more, is expected".to_owned())
}
