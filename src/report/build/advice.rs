use super::Context;
use crate::advice::Advice;
use crate::questionnaire::RecommendationIx;
use crate::report::model::{Reading, Recommendation, Requirement};
use crate::report::word;

impl Context<'_> {
    pub(super) fn recommendation(&self, advice: &Advice) -> Recommendation {
        let step = &self.questionnaire[advice.of];
        let of = &self.questionnaire[step.of];
        Recommendation {
            id: step.id.clone(),
            rank: advice.rank,
            of: of.id.clone(),
            trait_title: of.title.clone(),
            dimension: self.questionnaire[of.dimension].id.clone(),
            title: step.title.clone(),
            first_step: step.first_step.clone(),
            sign: step.sign.clone(),
            score: self.assessment.traits[step.of.0].score.point(),
            target: advice.target,
            lift: step.lift,
            closes: advice.closes,
            weight: advice.weight,
            gain: advice.gain,
            leverage: advice.leverage,
            effort: step.effort,
            priority: advice.priority,
            confidence: word::confidence(advice.confidence).to_owned(),
            ready: advice.ready,
            requires: step
                .requires
                .iter()
                .zip(&advice.requires)
                .map(|(requirement, state)| Requirement {
                    of: self.questionnaire[requirement.of].id.clone(),
                    title: self.questionnaire[requirement.of].title.clone(),
                    at_least: requirement.at_least,
                    met: state.met,
                    through: self.by_rank(&state.through),
                })
                .collect(),
            after: self.by_rank(&advice.after),
            unlocks: self.by_rank(&advice.unlocks),
            reading: step
                .reading
                .iter()
                .map(|reading| Reading { title: reading.title.clone(), publisher: reading.publisher.clone() })
                .collect(),
        }
    }

    /// The ids of those recommendations that apply, by rank.
    fn by_rank(&self, steps: &[RecommendationIx]) -> Vec<String> {
        let mut applying: Vec<&Advice> =
            steps.iter().filter_map(|ix| self.applying.get(ix).copied()).collect();
        applying.sort_by_key(|advice| advice.rank);
        applying.iter().map(|advice| self.questionnaire[advice.of].id.clone()).collect()
    }
}
