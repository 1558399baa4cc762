//! What is asked: dimensions, traits and questions by kind.

use super::{DimensionIx, FormIx, PoleIx, QuestionIx, RecommendationIx, TraitIx};
use crate::questionnaire::condition::Condition;

/// A part of the subject, scored on the poles by its traits.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Dimension {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What the dimension is about, if the definition says so.
    pub description: Option<String>,
    /// Its weight in a pole's overall score, above 0.
    pub weight: f64,
    /// Its traits, at least one.
    pub traits: Vec<TraitIx>,
}

/// Something a team can have more or less of, measured by its questions.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Trait {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What is measured, if the definition says so.
    pub description: Option<String>,
    /// The dimension it belongs to.
    pub dimension: DimensionIx,
    /// Its weight among the traits of its dimension, above 0.
    pub weight: f64,
    /// The poles it counts for, at least one, each with a factor above 0 on the weight.
    pub poles: Vec<(PoleIx, f64)>,
    /// The levels that need it, by rising level.
    pub essential: Vec<Gate>,
    /// Its scored questions, at least one.
    pub questions: Vec<QuestionIx>,
    /// Its recommendations by rising [`Recommendation::below`](super::Recommendation::below).
    pub recommendations: Vec<RecommendationIx>,
}

impl Trait {
    /// Returns the weight with which the trait counts for a pole within its dimension; 0 if it does not count.
    #[must_use]
    pub fn weight_on(&self, pole: PoleIx) -> f64 {
        self.poles.iter().find(|(p, _)| *p == pole).map_or(0.0, |(_, factor)| self.weight * factor)
    }
}

/// A condition on a trait for a level and all above it.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Gate {
    /// The rank of the lowest level that needs the trait, from 2.
    pub level: usize,
    /// The score the trait must have, 0..=1.
    pub minimum: f64,
}

/// Something that is asked.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Question {
    /// Stable kebab-case id; the key in answer files.
    pub id: String,
    /// The question itself.
    pub text: String,
    /// An explanation, if the definition gives one.
    pub help: Option<String>,
    /// The trait it measures; a question without one is asked but not scored.
    pub of: Option<TraitIx>,
    /// How it is answered and what an answer is worth.
    pub kind: Kind,
    /// Its weight among the questions of its trait, above 0.
    pub weight: f64,
    /// The forms that hold it, beside the full one.
    pub forms: Vec<FormIx>,
    /// Whether the value of an answer is turned round (1 - value).
    pub reversed: bool,
    /// It is asked only if this holds; it refers to earlier questions only.
    pub when: Option<Condition>,
    /// Free words of the author.
    pub tags: Vec<String>,
}

impl Question {
    /// Returns whether answers to it enter a score: it belongs to a trait and asks for more than free text.
    #[must_use]
    pub fn is_scored(&self) -> bool {
        self.of.is_some() && !matches!(self.kind, Kind::Text)
    }
}

/// How a question is answered and what an answer is worth.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One of several options.
    Choice(Vec<Choice>),
    /// Any number of options; value = min(1, sum of points / cap).
    Multiple {
        /// The options, one of which may mean "none of these".
        options: Vec<Item>,
        /// The points that make a value of 1, above 0.
        cap: f64,
    },
    /// A number; its value lies on the lines between the anchors.
    Number(Number),
    /// Yes (value 1) or no (value 0).
    YesNo,
    /// Free text, not scored.
    Text,
}

/// An option of a choice question.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Choice {
    /// Kebab-case id, unique within the question.
    pub id: String,
    /// What people read.
    pub text: String,
    /// What it is worth before reversing, 0..=1; never falling in declared order.
    pub value: f64,
}

/// An option of a question with several answers.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Item {
    /// Kebab-case id, unique within the question.
    pub id: String,
    /// What people read.
    pub text: String,
    /// The points it brings, 0 or more.
    pub points: f64,
    /// Whether it means that none of the others holds.
    pub none: bool,
}

/// A question for a number.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Number {
    /// What is counted, if the definition says so ("days", "%").
    pub unit: Option<String>,
    /// The smallest answer that is accepted.
    pub minimum: Option<f64>,
    /// The largest answer that is accepted.
    pub maximum: Option<f64>,
    /// Pairs of number and value (0..=1) by rising number; piecewise linear, constant outside. Empty only if not scored.
    pub anchors: Vec<(f64, f64)>,
}
