//! What the commands that draw take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
    #[arg(short = 'Q', long)]
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
    #[arg(short = 'Q', long)]
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
