use crate::questionnaire::RecommendationIx;
use crate::scoring::Confidence;

/// A recommendation that applies to a team, at its place in the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// The recommendation.
    pub of: RecommendationIx,
    /// Its place in the plan, from 1.
    pub rank: usize,
    /// What its trait should reach next, 0..=1: the next level's lowest score, or 1 above the last.
    pub target: f64,
    /// How much of the trait it is expected to bring when it is taken at its place in the plan, 0..=1.
    pub closes: f64,
    /// The trait's share of the overall scores, added over the poles; 0 or more.
    pub weight: f64,
    /// weight × closes: how much the overall scores rise, added over the poles.
    pub gain: f64,
    /// The gains of what rests on it, each discounted by its distance.
    pub leverage: f64,
    /// The effort that the plan reckoned with: the middle of the stated range, in person-days.
    pub effort: f64,
    /// (gain + leverage) × confidence / effort, from the gain before any step is taken.
    pub priority: f64,
    /// How sure the gap is.
    pub confidence: Confidence,
    /// Whether everything it requires is in place.
    pub ready: bool,
    /// What it requires, in declared order.
    pub requires: Vec<Prerequisite>,
    /// The recommendations that come before it: those that lead to what it requires, and those of the next lower rung of
    /// its trait, in the order of the definition.
    pub after: Vec<RecommendationIx>,
    /// The recommendations that wait for it, in the order of the definition.
    pub unlocks: Vec<RecommendationIx>,
}

/// The state of one requirement; the same index as in `Recommendation::requires`.
#[derive(Debug, Clone, PartialEq)]
pub struct Prerequisite {
    /// Whether the trait has reached the score, or does not apply.
    pub met: bool,
    /// If not met: the recommendations that apply and lead there, in the order of the ladder; empty if there is none.
    pub through: Vec<RecommendationIx>,
}
