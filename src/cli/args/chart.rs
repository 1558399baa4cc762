//! What the commands that draw take.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::Redaction;

/// Draw one chart of a result as SVG or PNG
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  standpoint chart payments.toml -o plane.svg
  standpoint chart result.json --kind bars -o profile.svg
  standpoint chart payments.toml --kind radar -o radar.png --scale 3

SVG follows the reader's light or dark screen. PNG is light, with letters of Latin, Greek, Cyrillic,
Hebrew and Arabic; characters of other scripts become empty boxes. PNG takes a program that was
built with `--features png`.")]
pub struct Chart {
    /// An answer file (TOML or JSON) or a saved report (JSON); `-` is standard input
    pub answers: PathBuf,
    /// The questionnaire that was answered; without it, the built-in one that the file names
    #[arg(short = 'Q', long)]
    pub questionnaire: Option<String>,
    #[command(flatten)]
    pub redaction: Redaction,
    /// What is drawn
    #[arg(long, value_enum, default_value_t = ChartKind::Plane)]
    pub kind: ChartKind,
    /// Where the chart goes, an `.svg` or `.png` file; without it, SVG goes to standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Pixels of a PNG for each unit of the SVG, 0.5 to 8
    #[arg(long, value_name = "FACTOR", default_value_t = 2.0, value_parser = scale)]
    pub scale: f32,
}

fn scale(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(scale) if (0.5..=8.0).contains(&scale) => Ok(scale),
        _ => Err("it is a number from 0.5 to 8".to_owned()),
    }
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
    #[command(flatten)]
    pub redaction: Redaction,
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
