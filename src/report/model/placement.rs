use serde::{Deserialize, Serialize};

use super::Answer;

/// Where a team, or a dimension of it, stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Placement {
    /// The id of the zone by the cut alone; `null` without data.
    pub zone: Option<String>,
    /// The zone's title.
    pub title: Option<String>,
    /// What it means to be there.
    pub summary: Option<String>,
    /// The zone's id if decided, else `borderline`, `central` or `no-data`.
    pub label: String,
    /// The ids of the zones that are possible within the band.
    pub candidates: Vec<String>,
    /// The ids of the zones that missing answers leave possible.
    pub possible: Vec<String>,
    /// Whether missing answers leave only one zone possible.
    pub missing_robust: bool,
    /// `firm`, `likely`, `tentative` or `open`.
    pub confidence: String,
    /// Why it is not surer, in the order of weight.
    pub reasons: Vec<Doubt>,
    /// How many answers, each moved by one step, change the zone; `null` if none can.
    pub flips_after: Option<usize>,
    /// Such answers, as few as possible; `null` if none can.
    #[serde(default)]
    pub flip: Option<Flip>,
    /// The ids of the zones that another spacing of the options leads to; empty if it does not matter.
    pub by_spacing: Vec<String>,
}

/// Why a placement is not surer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// A pole has no score.
    NoData,
    /// One answer set: a single view of the team.
    SingleInformant,
    /// The missing answers could change the zone.
    MissingAnswers,
    /// Too little is answered for a pole to rely on its score.
    LowCoverage,
    /// A pole is close to the cut.
    NearTheCut,
    /// The zone depends on how the options are spaced.
    Spacing,
}

/// The fewest answers which, each moved by one step, change the zone. Of several such sets it is the one for the
/// pole nearest to the cut, with the largest effects, and among equal ones with the first questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Flip {
    /// The id of the pole that crosses the cut.
    pub pole: String,
    /// The id of the zone that they lead to.
    pub zone: String,
    /// The answers, the one with the largest effect first.
    pub steps: Vec<FlipStep>,
}

/// An answer moved by one step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct FlipStep {
    /// The question's id.
    pub question: String,
    /// The other answer, as an answer file would have it.
    pub to: Answer,
    /// The other answer in words; of several options only the one that changes: `with …` or `without …`.
    pub to_text: String,
    /// What the answer is worth as it is, 0..=1.
    pub from_value: f64,
    /// What the other answer is worth, 0..=1.
    pub to_value: f64,
    /// The answer's share in the pole's score, 0..=1: (to - from) × share is what the score moves by.
    pub share: f64,
}
