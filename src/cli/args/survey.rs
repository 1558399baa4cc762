//! What `survey` takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use jiff::Span;

/// Answer a questionnaire in the terminal
///
/// Every answer is saved before the next question is shown. A file that was started is continued where it was left.
/// Without a terminal (a pipe, TERM=dumb) or with --plain, questions and answers are plain lines.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint survey                                  the flagship questionnaire, saved as answers.toml
  standpoint survey --form quick -o payments.toml    half the questions, in about 8 minutes
  standpoint survey --minutes 5                      what tells most in five minutes
  standpoint survey ops-readiness --team payments    another questionnaire
  standpoint survey ./ours/ -o payments.toml         a questionnaire of your own
  standpoint survey --from spring.toml --stale 90d -o autumn.toml
  standpoint survey --facilitate --members ann,ben,r-03 -o payments.toml")]
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
    /// Ask only what was answered longer ago than this, for instance `90d` or `6mo`, or not at all; younger answers are taken
    /// over
    #[arg(long, value_name = "AGE", value_parser = age, requires = "from")]
    pub stale: Option<Span>,
    /// Keep it short: ask first what tells most about the placement, and stop after so many minutes or when no open
    /// answer can change it
    #[arg(long, value_name = "MINUTES", value_parser = minutes, conflicts_with = "facilitate")]
    pub minutes: Option<Duration>,
    /// Ask a team at one screen: hidden votes, a reveal, an agreed answer; FILE holds the agreed answers, and
    /// FILE with the member's name before its extension the votes of each
    #[arg(long, conflicts_with_all = ["respondent", "role"])]
    pub facilitate: bool,
    /// Who votes, separated by commas; pseudonyms will do
    #[arg(long, value_name = "NAMES", value_delimiter = ',', requires = "facilitate")]
    pub members: Vec<String>,
    /// Ask in plain lines: no colours, no cursor movement, good for screen readers and scripts
    #[arg(long)]
    pub plain: bool,
}

/// The longest survey, in minutes: a day.
const LONGEST: f64 = 1440.0;

/// Reads a time in minutes.
fn age(text: &str) -> Result<Span, String> {
    text.parse().map_err(|_| "this needs an age with its unit, for instance 90d, 6w or 6mo".to_owned())
}

fn minutes(text: &str) -> Result<Duration, String> {
    let minutes = text.parse().ok().filter(|minutes| (0.0..=LONGEST).contains(minutes) && *minutes > 0.0);
    minutes
        .map(|minutes: f64| Duration::from_secs_f64(minutes * 60.0))
        .ok_or_else(|| "this needs a number of minutes, for instance 10".to_owned())
}
