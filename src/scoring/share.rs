//! How much a trait counts.

use super::assessment::Assessment;
use super::sum::Sum;
use crate::questionnaire::{DimensionIx, PoleIx, Questionnaire, TraitIx};

/// The share of each trait in its dimension and in the whole, on each pole, among the traits that count.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shares {
    poles: usize,
    in_dimension: Vec<f64>,
    overall: Vec<f64>,
}

impl Shares {
    /// Reckons the shares among the traits for which `counts` holds; all others have none.
    pub(super) fn among(questionnaire: &Questionnaire, counts: impl Fn(TraitIx) -> bool) -> Self {
        let poles = questionnaire.poles().len();
        let mut in_dimension = vec![0.0; questionnaire.traits().len() * poles];
        let mut overall = in_dimension.clone();
        let mut sums = vec![0.0; questionnaire.dimensions().len()];
        for pole in questionnaire.pole_indices() {
            let mut whole = Sum::default();
            for (dimension, sum) in questionnaire.dimensions().iter().zip(&mut sums) {
                let counting = dimension.traits.iter().filter(|of| counts(**of));
                *sum = counting.map(|of| questionnaire[*of].weight_on(pole)).collect::<Sum>().value();
                if *sum > 0.0 {
                    whole.add(dimension.weight);
                }
            }
            for of in questionnaire.trait_indices().filter(|of| counts(*of)) {
                let weight = questionnaire[of].weight_on(pole);
                if weight > 0.0 {
                    let dimension = questionnaire[of].dimension;
                    let share = weight / sums[dimension.0];
                    in_dimension[of.0 * poles + pole.0] = share;
                    overall[of.0 * poles + pole.0] = share * questionnaire[dimension].weight / whole.value();
                }
            }
        }
        Self { poles, in_dimension, overall }
    }

    /// Returns the trait's share in its dimension's score on the pole, 0..=1.
    pub(super) fn in_dimension(&self, of: TraitIx, pole: PoleIx) -> f64 {
        self.in_dimension[of.0 * self.poles + pole.0]
    }

    /// Returns the trait's share in the pole's overall score, 0..=1.
    pub(super) fn overall(&self, of: TraitIx, pole: PoleIx) -> f64 {
        self.overall[of.0 * self.poles + pole.0]
    }
}

impl Assessment {
    /// Returns for each trait its share in the overall scores, added over the poles: how much they rise together if
    /// the trait rises by 1. Shares are reckoned among the traits that apply; a trait that does not apply has 0.
    #[must_use]
    pub fn weights(&self, questionnaire: &Questionnaire) -> Vec<f64> {
        let shares = self.shares_that_apply(questionnaire);
        questionnaire
            .trait_indices()
            .map(|of| questionnaire.pole_indices().map(|pole| shares.overall(of, pole)).sum())
            .collect()
    }

    /// Returns for each trait its share in the pole's overall score, 0..=1: how much the score rises if the trait rises
    /// by 1. Shares are reckoned among the traits that apply, and add up to 1; a trait that does not apply has 0.
    #[must_use]
    pub fn shares(&self, questionnaire: &Questionnaire, pole: PoleIx) -> Vec<f64> {
        let shares = self.shares_that_apply(questionnaire);
        questionnaire.trait_indices().map(|of| shares.overall(of, pole)).collect()
    }

    /// Returns for each trait its share in the score on the pole, overall or in a dimension, 0..=1: how much the point
    /// rises if the trait rises by 1. Shares are reckoned among the traits that have a score; all others have 0.
    #[must_use]
    pub fn point_shares(
        &self,
        questionnaire: &Questionnaire,
        dimension: Option<DimensionIx>,
        pole: PoleIx,
    ) -> Vec<f64> {
        let shares = Shares::among(questionnaire, |of| self.traits[of.0].score.point().is_some());
        let share = |of: TraitIx| match dimension {
            None => shares.overall(of, pole),
            Some(dimension) if questionnaire[of].dimension == dimension => shares.in_dimension(of, pole),
            Some(_) => 0.0,
        };
        questionnaire.trait_indices().map(share).collect()
    }

    fn shares_that_apply(&self, questionnaire: &Questionnaire) -> Shares {
        Shares::among(questionnaire, |of| self.traits[of.0].score.bounds().is_some())
    }
}
