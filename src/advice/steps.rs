//! Which recommendations apply, and what each waits for.

use super::action::{Action, Actions};
use super::graph::Graph;
use super::model::Prerequisite;
use crate::questionnaire::{Questionnaire, Recommendation, RecommendationIx, Requirement};
use crate::scoring::{Assessment, Score, reaches};

/// The recommendations that apply to a team, in the order of the definition; they are numbered by their place here.
pub(super) struct Steps {
    pub(super) list: Vec<RecommendationIx>,
    /// The trait of each.
    pub(super) of: Vec<usize>,
    /// The same with how much each lifts it at most.
    lifts: Vec<[(usize, f64); 1]>,
    /// The state of what each requires.
    pub(super) requires: Vec<Vec<Prerequisite>>,
    /// The steps that lead to what each requires.
    pub(super) through: Graph,
    /// The same, and the steps of the next lower rung of its trait: all that comes before each.
    after: Graph,
}

impl Steps {
    pub(super) fn new(questionnaire: &Questionnaire, assessment: &Assessment) -> Self {
        let indices = || (0..questionnaire.recommendations().len()).map(RecommendationIx);
        let mut number = vec![None; questionnaire.recommendations().len()];
        let mut list = Vec::with_capacity(number.len());
        for ix in indices().filter(|ix| applies(&questionnaire[*ix], assessment)) {
            number[ix.0] = Some(list.len());
            list.push(ix);
        }
        let step = |ix: RecommendationIx| number[ix.0];
        let requires: Vec<Vec<Prerequisite>> = list
            .iter()
            .map(|ix| {
                let leading = |need: &Requirement| {
                    let met = is_met(*need, assessment);
                    let leading = questionnaire.leading_to(*need).filter(|ix| !met && step(*ix).is_some());
                    Prerequisite { met, through: leading.collect() }
                };
                questionnaire[*ix].requires.iter().map(leading).collect()
            })
            .collect();
        let through: Graph = requires
            .iter()
            .map(|requires| requires.iter().flat_map(|need| &need.through).filter_map(|ix| step(*ix)))
            .collect();
        let after = list
            .iter()
            .enumerate()
            .map(|(number, ix)| {
                let below = rung_below(questionnaire, *ix).filter_map(step);
                through.of(number).iter().copied().chain(below)
            })
            .collect();
        let of = list.iter().map(|ix| questionnaire[*ix].of.0).collect();
        let lifts = list.iter().map(|ix| [(questionnaire[*ix].of.0, questionnaire[*ix].lift)]).collect();
        Self { list, of, lifts, requires, through, after }
    }

    /// Returns the steps as plain data; traits are numbered as in the questionnaire.
    pub(super) fn actions<'a>(&'a self, questionnaire: &'a Questionnaire) -> Actions<'a> {
        let action = |(ix, lifts): (&RecommendationIx, &'a [(usize, f64); 1])| {
            let recommendation = &questionnaire[*ix];
            let assumed = questionnaire.method().effort;
            let effort = recommendation.effort.map_or(assumed, |(low, high)| f64::midpoint(low, high));
            Action { id: &recommendation.id, effort, lifts }
        };
        Actions::new(self.list.iter().zip(&self.lifts).map(action).collect(), self.after.clone())
    }

    /// Returns which steps require something that no step leads to, or come after one that does.
    pub(super) fn blocked(&self) -> Vec<bool> {
        let dead_end =
            |needs: &Vec<Prerequisite>| needs.iter().any(|need| !need.met && need.through.is_empty());
        let mut blocked: Vec<bool> = self.requires.iter().map(dead_end).collect();
        let behind = self.after.reversed(self.list.len());
        let mut open: Vec<usize> = (0..blocked.len()).filter(|step| blocked[*step]).collect();
        while let Some(step) = open.pop() {
            for later in behind.of(step) {
                if !blocked[*later] {
                    blocked[*later] = true;
                    open.push(*later);
                }
            }
        }
        blocked
    }
}

/// Returns whether a trait has a score and one below the recommendation's threshold.
fn applies(recommendation: &Recommendation, assessment: &Assessment) -> bool {
    let score = assessment.traits[recommendation.of.0].score;
    score.point().is_some_and(|score| !reaches(score, recommendation.below))
}

/// Returns whether a trait has the score that it needs; one that does not apply stands in nobody's way.
fn is_met(need: Requirement, assessment: &Assessment) -> bool {
    match assessment.traits[need.of.0].score {
        Score::Scored(estimate) => reaches(estimate.point, need.at_least),
        Score::Unanswered => false,
        Score::NotApplicable => true,
    }
}

/// Returns the recommendations of the next lower rung of the same trait.
fn rung_below(questionnaire: &Questionnaire, of: RecommendationIx) -> impl Iterator<Item = RecommendationIx> {
    let below = |ix: &RecommendationIx| questionnaire[*ix].below;
    let ladder = &questionnaire[questionnaire[of].of].recommendations;
    let lower = &ladder[..ladder.partition_point(|ix| below(ix) < below(&of))];
    let top = lower.last().map_or(0.0, below);
    lower.iter().copied().filter(move |ix| below(ix) >= top)
}
