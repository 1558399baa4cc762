//! What follows from answers: recommendations and contradictions.

use super::{QuestionIx, TraitIx};
use crate::questionnaire::condition::Condition;

/// Returns where the rung that ends at `below` begins among those of a ladder.
pub(in crate::questionnaire) fn rung_start(below: f64, ladder: impl Iterator<Item = f64>) -> f64 {
    ladder.filter(|other| *other < below).fold(0.0, f64::max)
}

/// A step that a team can take.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Recommendation {
    /// Stable kebab-case id.
    pub id: String,
    /// The trait it raises.
    pub of: TraitIx,
    /// It applies while the trait's score is below this, 0..=1.
    pub below: f64,
    /// How much of the trait it is expected to bring, above 0 to 1.
    pub lift: f64,
    /// Effort in person-days, low and high, if the definition states it.
    pub effort: Option<(f64, f64)>,
    /// The step as an imperative.
    pub title: String,
    /// What to do first, if the definition says so.
    pub first_step: Option<String>,
    /// How one sees that it worked, if the definition says so.
    pub sign: Option<String>,
    /// What must be in place before.
    pub requires: Vec<Requirement>,
    /// Where to read on.
    pub reading: Vec<Reading>,
}

/// A trait that must have reached a score.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Requirement {
    /// The trait.
    pub of: TraitIx,
    /// The score it needs, above 0 to 1.
    pub at_least: f64,
}

/// A public source.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Reading {
    /// Its title.
    pub title: String,
    /// Who published it, if stated.
    pub publisher: Option<String>,
}

/// Answers that cannot all be true.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Contradiction {
    /// Stable kebab-case id.
    pub id: String,
    /// When it holds.
    pub when: Condition,
    /// What to talk about.
    pub message: String,
    /// The questions its condition names, in the order of the survey.
    pub questions: Vec<QuestionIx>,
}
