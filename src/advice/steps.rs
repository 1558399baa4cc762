//! Which recommendations apply, and what each waits for.

use super::action::Action;
use super::model::Prerequisite;
use crate::questionnaire::{Questionnaire, Recommendation, RecommendationIx, Requirement};
use crate::scoring::{Assessment, Score, reaches};

/// The recommendations that apply to a team, in the order of the definition; vectors beside `list` have its length.
pub(super) struct Steps<'a> {
    pub(super) list: Vec<RecommendationIx>,
    /// The same as plain data; traits are numbered as in the questionnaire.
    pub(super) actions: Vec<Action<'a>>,
    pub(super) requires: Vec<Vec<Prerequisite>>,
    /// The steps that lead to what each requires.
    pub(super) through: Vec<Vec<usize>>,
    /// Whether each requires something that no step leads to, or waits for a step that does.
    pub(super) blocked: Vec<bool>,
}

impl<'a> Steps<'a> {
    pub(super) fn new(questionnaire: &'a Questionnaire, assessment: &Assessment) -> Self {
        let indices = (0..questionnaire.recommendations().len()).map(RecommendationIx);
        let list: Vec<RecommendationIx> =
            indices.filter(|ix| applies(&questionnaire[*ix], assessment)).collect();
        let requires: Vec<Vec<Prerequisite>> = list
            .iter()
            .map(|ix| {
                let needs = questionnaire[*ix].requires.iter();
                needs.map(|need| prerequisite(questionnaire, assessment, &list, *need)).collect()
            })
            .collect();
        let step = |ix: &RecommendationIx| list.binary_search(ix).ok();
        let through: Vec<Vec<usize>> = requires
            .iter()
            .map(|requires| {
                let mut through: Vec<usize> =
                    requires.iter().flat_map(|need| &need.through).filter_map(step).collect();
                through.sort_unstable();
                through.dedup();
                through
            })
            .collect();
        let actions: Vec<Action> = list
            .iter()
            .zip(&through)
            .map(|(ix, through)| {
                let recommendation = &questionnaire[*ix];
                let mut after: Vec<usize> = through.clone();
                after.extend(rung_below(questionnaire, *ix).filter_map(|ix| step(&ix)));
                after.sort_unstable();
                after.dedup();
                Action {
                    id: &recommendation.id,
                    effort: recommendation
                        .effort
                        .map_or(questionnaire.method().effort, |(low, high)| f64::midpoint(low, high)),
                    lifts: vec![(recommendation.of.0, recommendation.lift)],
                    after,
                }
            })
            .collect();
        let blocked = blocked(&requires, &actions);
        Self { list, actions, requires, through, blocked }
    }

    /// Returns the recommendations that wait for a step, in the order of the definition.
    pub(super) fn unlocks(&self, step: usize) -> Vec<RecommendationIx> {
        let waiting = self.list.iter().zip(&self.through).filter(|(_, through)| through.contains(&step));
        waiting.map(|(ix, _)| *ix).collect()
    }
}

/// Returns whether a trait has a score and one below the recommendation's threshold.
fn applies(recommendation: &Recommendation, assessment: &Assessment) -> bool {
    let score = assessment.traits[recommendation.of.0].score;
    score.point().is_some_and(|score| !reaches(score, recommendation.below))
}

fn prerequisite(
    questionnaire: &Questionnaire,
    assessment: &Assessment,
    list: &[RecommendationIx],
    need: Requirement,
) -> Prerequisite {
    let met = match assessment.traits[need.of.0].score {
        Score::Scored(estimate) => reaches(estimate.point, need.at_least),
        Score::Unanswered => false,
        Score::NotApplicable => true,
    };
    let leading = questionnaire.leading_to(need).filter(|ix| !met && list.binary_search(ix).is_ok());
    Prerequisite { met, through: leading.collect() }
}

/// Returns the recommendations of the next lower rung of the same trait.
fn rung_below(questionnaire: &Questionnaire, of: RecommendationIx) -> impl Iterator<Item = RecommendationIx> {
    let below = |ix: &RecommendationIx| questionnaire[*ix].below;
    let ladder = &questionnaire[questionnaire[of].of].recommendations;
    let lower = &ladder[..ladder.partition_point(|ix| below(ix) < below(&of))];
    let top = lower.last().map_or(0.0, below);
    lower.iter().copied().filter(move |ix| below(ix) >= top)
}

fn blocked(requires: &[Vec<Prerequisite>], actions: &[Action]) -> Vec<bool> {
    let dead_end = |needs: &Vec<Prerequisite>| needs.iter().any(|need| !need.met && need.through.is_empty());
    let mut blocked: Vec<bool> = requires.iter().map(dead_end).collect();
    // What waits for something blocked is blocked; each round reaches one step further.
    loop {
        let next: Vec<bool> = actions
            .iter()
            .zip(&blocked)
            .map(|(action, stuck)| *stuck || action.after.iter().any(|before| blocked[*before]))
            .collect();
        if next == blocked {
            return blocked;
        }
        blocked = next;
    }
}
