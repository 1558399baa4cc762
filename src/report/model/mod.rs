//! The one result: versioned, self-contained, serialisable. Every output is a function of it alone.
//!
//! Keys are part of the public format (`docs/report-format.md`): they may gain neighbours and never change meaning.
//! What has no value is `null`. Numbers are exact; the renderers round them for people, through [`number`](super::number).

mod method;
mod placement;
mod question;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use method::{LevelMethod, Method, PlacementMethod, Zone};
pub use placement::{Doubt, Flip, FlipStep, Placement};
pub use question::{Answer, Coding, Question, QuestionState};

/// The value of [`Report::format`] that this version writes and reads.
pub const FORMAT: &str = "standpoint.report/1";

/// A placement report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Report {
    /// The format and its version: `standpoint.report/1`.
    pub format: String,
    /// The program that made the report, `standpoint` and its version.
    pub generator: String,
    /// The questionnaire that was answered.
    pub questionnaire: QuestionnaireRef,
    /// Who answered, and when.
    pub subject: Subject,
    /// How much was answered, over all scored questions.
    pub coverage: Coverage,
    /// The overall score of each pole, in the order of the definition.
    pub poles: Vec<Pole>,
    /// Where the team stands; `null` if the questionnaire has no zones.
    pub placement: Option<Placement>,
    /// How far the poles go together; `null` for one pole or without data.
    pub integration: Option<OverallIntegration>,
    /// The dimensions, in the order of the definition.
    pub dimensions: Vec<Dimension>,
    /// Traits far below their pole.
    pub weak_traits: Vec<WeakTrait>,
    /// Dimensions far below a pole's overall score.
    pub weak_dimensions: Vec<WeakDimension>,
    /// Practices without what they rest on.
    pub unsupported: Vec<Unsupported>,
    /// The recommendations that apply, by rank.
    pub recommendations: Vec<Recommendation>,
    /// Answers that cannot all be true.
    pub contradictions: Vec<Contradiction>,
    /// The scored questions without an answer, the one that most rests on first.
    pub ask_next: Vec<AskNext>,
    /// Questions that belong to no trait: context, not scored.
    pub unscored: Vec<Question>,
    /// What the scores rest on.
    pub method: Method,
    /// What was left out, for those outside the team.
    #[serde(default)]
    pub redacted: Vec<Private>,
}

/// A part of a report that says something of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Private {
    /// Remarks, reasons why a question does not apply, and answers in free text.
    Notes,
    /// The team, the respondent and the role.
    Names,
    /// Where answers can be checked.
    Evidence,
}

impl Private {
    /// All parts.
    pub const ALL: [Self; 3] = [Self::Notes, Self::Names, Self::Evidence];

    /// Returns its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Notes => "notes",
            Self::Names => "names",
            Self::Evidence => "evidence",
        }
    }
}

/// The questionnaire that was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct QuestionnaireRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: String,
    /// The fingerprint of its definition.
    pub fingerprint: String,
    /// The version that the answers name, where it is another one.
    pub answered_version: Option<String>,
    /// The fingerprint that the answers name, where it is another one.
    pub answered_fingerprint: Option<String>,
    /// The language of its texts as a BCP 47 tag.
    pub language: Option<String>,
    /// The licence of its texts as an SPDX expression.
    pub license: Option<String>,
}

/// Who answered, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Subject {
    /// The team.
    pub team: Option<String>,
    /// The respondent, perhaps a pseudonym.
    pub respondent: Option<String>,
    /// The respondent's role.
    pub role: Option<String>,
    /// The date, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The id of the form.
    pub form: String,
    /// The form's title.
    pub form_title: String,
    /// The fingerprint of the answers; `null` where they are not all told.
    pub fingerprint: Option<String>,
}

/// Counts of scored questions.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Coverage {
    /// Answered.
    pub answered: usize,
    /// Answered, unknown or unanswered.
    pub applicable: usize,
    /// Said not to apply.
    pub not_applicable: usize,
    /// Answered with "don't know".
    pub unknown: usize,
    /// Nothing said.
    pub unanswered: usize,
    /// answered / applicable, 0..=1; `null` if nothing applies.
    pub share: Option<f64>,
}

/// Why a score is `null`, or that it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ScoreState {
    /// There is a score, and enough answers to show it.
    Scored,
    /// There is a score, and too few answers to rely on the point: read the range.
    Insufficient,
    /// Nothing that it rests on is answered.
    Unanswered,
    /// It does not apply.
    NotApplicable,
}

/// A score on one pole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Pole {
    /// The pole's id.
    pub id: String,
    /// The pole's title.
    pub title: String,
    /// Whether there is a score, or why not.
    pub state: ScoreState,
    /// The score, 0..=1.
    pub score: Option<f64>,
    /// The score if all missing answers were worth nothing, 0..=1.
    pub low: Option<f64>,
    /// The score if all missing answers were worth the most, 0..=1.
    pub high: Option<f64>,
    /// The share of the applicable weight that is answered, 0..=1.
    pub coverage: Option<f64>,
    /// The level reached; `null` without levels or without a score.
    pub level: Option<Level>,
}

/// A level of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Level {
    /// The level's id.
    pub id: String,
    /// The level's title.
    pub title: String,
    /// The rank that holds once gates are applied, from 1.
    pub rank: usize,
    /// The rank that the score alone reaches.
    pub raw_rank: usize,
    /// The rank at the low end of the range.
    pub low_rank: usize,
    /// The rank at the high end of the range.
    pub high_rank: usize,
    /// The essential traits that keep the rank below the raw rank.
    pub held_back_by: Vec<HeldBack>,
}

/// An essential trait that is not at its minimum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct HeldBack {
    /// The trait's id.
    #[serde(rename = "trait")]
    pub of: String,
    /// The trait's title.
    pub title: String,
    /// The trait's score; `null` if unanswered.
    pub score: Option<f64>,
    /// What the level needs, 0..=1.
    pub minimum: f64,
    /// The rank of the level that needs it.
    pub level: usize,
}

/// How far the poles go together over all dimensions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct OverallIntegration {
    /// The weighted mean over dimensions, 0..=1.
    pub score: f64,
    /// The lowest, 0..=1.
    pub minimum: f64,
    /// The id of the dimension that has it.
    pub minimum_dimension: String,
}

/// How far the poles go together in one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct IntegrationDetail {
    /// The geometric mean of the poles, 0..=1.
    pub score: f64,
    /// Their arithmetic mean, 0..=1.
    pub strength: f64,
    /// strength - score, 0 or more.
    pub penalty: f64,
    /// The lowest pole, 0..=1.
    pub minimum: f64,
    /// First pole minus second, -1..=1; `null` unless there are two.
    pub lean: Option<f64>,
    /// Lowest / highest; `null` while both are low.
    pub balance: Option<f64>,
}

/// A dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// Its weight in the overall scores.
    pub weight: f64,
    /// Its score on each pole, in the order of the definition.
    pub poles: Vec<Pole>,
    /// Where the dimension stands; `null` without zones.
    pub placement: Option<Placement>,
    /// How far the poles go together, 0..=1; `null` for one pole or without data.
    pub integration: Option<f64>,
    /// The same in detail.
    pub integration_detail: Option<IntegrationDetail>,
    /// Its traits, in the order of the definition.
    pub traits: Vec<Trait>,
}

/// A trait.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Trait {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it measures.
    pub description: Option<String>,
    /// The ids of the poles it counts for.
    pub poles: Vec<String>,
    /// Its weight on each of those poles within the dimension, by the pole's id.
    pub weights: BTreeMap<String, f64>,
    /// Whether there is a score, or why not.
    pub state: ScoreState,
    /// The score, 0..=1.
    pub score: Option<f64>,
    /// The score if all missing answers were worth nothing, 0..=1.
    pub low: Option<f64>,
    /// The score if all missing answers were worth the most, 0..=1.
    pub high: Option<f64>,
    /// Answered / applicable questions, 0..=1; `null` if none applies.
    pub coverage: Option<f64>,
    /// Whether it is among the weak traits.
    pub weak_link: bool,
    /// The levels that need the trait, in the order of the definition.
    #[serde(default)]
    pub essential: Vec<Essential>,
    /// Its questions, in the order of the survey.
    pub questions: Vec<Question>,
}

/// A level that needs a trait: without the trait at the minimum, neither it nor any higher one is reached.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Essential {
    /// The rank of the level, from 1.
    pub level: usize,
    /// What the trait needs, 0..=1.
    pub minimum: f64,
}

/// A trait that lags behind its pole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WeakTrait {
    /// The trait's id.
    #[serde(rename = "trait")]
    pub of: String,
    /// The trait's title.
    pub title: String,
    /// The id of the dimension.
    pub dimension: String,
    /// The id of the pole it lags behind.
    pub pole: String,
    /// The trait's score, 0..=1.
    pub score: f64,
    /// The dimension's score on the pole, 0..=1.
    pub pole_score: f64,
    /// Whether no missing answer can lift it out.
    pub certain: bool,
    /// What the dimension's integration gains if the trait rises to the dimension's score; `null` if undefined.
    pub bottleneck: Option<f64>,
}

/// A dimension that lags behind the overall score of a pole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct WeakDimension {
    /// The dimension's id.
    pub dimension: String,
    /// The dimension's title.
    pub title: String,
    /// The pole's id.
    pub pole: String,
    /// The dimension's score on the pole, 0..=1.
    pub score: f64,
    /// The overall score of the pole, 0..=1.
    pub pole_score: f64,
    /// Whether no missing answer can lift it out.
    pub certain: bool,
}

/// A practice without what it rests on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Unsupported {
    /// The id of the trait that is practised.
    pub practice: String,
    /// Its title.
    pub practice_title: String,
    /// Its score, 0..=1.
    pub practice_score: f64,
    /// The id of the trait it rests on.
    pub needs: String,
    /// Its title.
    pub needs_title: String,
    /// Its score, 0..=1.
    pub needs_score: f64,
}

/// A step that a team can take.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Recommendation {
    /// Its id.
    pub id: String,
    /// Its place in the plan, from 1.
    pub rank: usize,
    /// The id of the trait it raises.
    #[serde(rename = "trait")]
    pub of: String,
    /// The trait's title.
    pub trait_title: String,
    /// The id of the trait's dimension.
    pub dimension: String,
    /// The step as an imperative.
    pub title: String,
    /// What to do first.
    pub first_step: Option<String>,
    /// How one sees that it worked.
    pub sign: Option<String>,
    /// The trait's score, 0..=1; `null` if unanswered.
    pub score: Option<f64>,
    /// What the trait should reach next, 0..=1.
    pub target: f64,
    /// How much of the trait it is expected to bring at most, above 0 to 1.
    #[serde(default)]
    pub lift: f64,
    /// How much of the way to the target it closes when it is taken at its place in the plan, 0..=1.
    pub closes: f64,
    /// The trait's share of the overall scores, added over the poles.
    pub weight: f64,
    /// How much the overall scores rise by it when it is taken at its place in the plan, added over the poles.
    pub gain: f64,
    /// What it makes possible: the gains that wait for it, each further prerequisite away counting less.
    pub leverage: f64,
    /// Person-days, low and high; `null` if the definition states none.
    pub effort: Option<(f64, f64)>,
    /// (gain + leverage) × confidence / effort: for comparison at a glance. The rank follows the plan, not this number.
    pub priority: f64,
    /// How sure the gap is: `firm`, `likely`, `tentative` or `open`.
    pub confidence: String,
    /// Whether everything it requires is in place.
    pub ready: bool,
    /// What it requires.
    pub requires: Vec<Requirement>,
    /// The ids of the recommendations that come before it: those that lead to what it requires, and those of the next lower
    /// rung of its trait, by rank.
    #[serde(default)]
    pub after: Vec<String>,
    /// The ids of the recommendations that it makes ready or helps to make ready.
    pub unlocks: Vec<String>,
    /// Where to read on.
    pub reading: Vec<Reading>,
}

/// A trait that must have reached a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Requirement {
    /// The trait's id.
    #[serde(rename = "trait")]
    pub of: String,
    /// The trait's title.
    pub title: String,
    /// The score it needs, 0..=1.
    pub at_least: f64,
    /// Whether it has it.
    pub met: bool,
    /// The ids of the recommendations that lead there.
    pub through: Vec<String>,
}

/// A public source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reading {
    /// Its title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
}

/// Answers that cannot all be true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Contradiction {
    /// Its id.
    pub id: String,
    /// What to talk about.
    pub message: String,
    /// The ids of the questions.
    pub questions: Vec<String>,
}

/// A scored question without an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct AskNext {
    /// The question's id.
    pub question: String,
    /// The question itself.
    pub text: String,
    /// The id of its trait.
    #[serde(rename = "trait")]
    pub of: String,
    /// The trait's title.
    pub trait_title: String,
    /// The id of the trait's dimension.
    pub dimension: String,
    /// Why it has no answer: `unanswered`, `unknown` or `invalid`.
    pub state: QuestionState,
    /// How much of the overall scores rests on it: by this much an answer narrows their ranges, added over the poles.
    pub weight: f64,
}
