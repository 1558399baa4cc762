//! What `questionnaire` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
