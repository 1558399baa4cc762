use super::Context;
use super::placement::state;
use crate::questionnaire::{DimensionIx, TraitIx};
use crate::report::model::{Dimension, Essential, IntegrationDetail, Trait};

impl Context<'_> {
    pub(super) fn dimension(&self, ix: DimensionIx) -> Dimension {
        let dimension = &self.questionnaire[ix];
        let score = &self.assessment.dimensions[ix.0];
        Dimension {
            id: dimension.id.clone(),
            title: dimension.title.clone(),
            description: dimension.description.clone(),
            weight: dimension.weight,
            poles: self.poles(&score.poles),
            placement: self.placement(score.placement.as_ref(), &score.poles),
            integration: score.integration.map(|integration| integration.score),
            integration_detail: score.integration.map(|integration| IntegrationDetail {
                score: integration.score,
                strength: integration.strength,
                penalty: integration.penalty,
                minimum: integration.minimum,
                lean: integration.lean,
                balance: integration.balance,
            }),
            traits: dimension.traits.iter().map(|of| self.part(*of)).collect(),
        }
    }

    fn part(&self, ix: TraitIx) -> Trait {
        let of = &self.questionnaire[ix];
        let score = &self.assessment.traits[ix.0];
        let pole = |pole: crate::questionnaire::PoleIx| self.questionnaire[pole].id.clone();
        Trait {
            id: of.id.clone(),
            title: of.title.clone(),
            description: of.description.clone(),
            poles: of.poles.iter().map(|(on, _)| pole(*on)).collect(),
            weights: of.poles.iter().map(|(on, _)| (pole(*on), of.weight_on(*on))).collect(),
            state: state(score.score, score.sufficient),
            score: score.score.point(),
            low: score.score.bounds().map(|(low, _)| low),
            high: score.score.bounds().map(|(_, high)| high),
            coverage: score.coverage.share(),
            weak_link: self.assessment.weak_traits.iter().any(|weak| weak.of == ix),
            essential: of
                .essential
                .iter()
                .map(|gate| Essential { level: gate.level, minimum: gate.minimum })
                .collect(),
            questions: of.questions.iter().map(|question| self.question(*question)).collect(),
        }
    }
}
