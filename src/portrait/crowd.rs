//! Many respondents who answer at random.

use super::model::{Crowd, Named, Spread};
use super::random::SplitMix64;
use super::respondent::at_random;
use crate::questionnaire::{FormIx, PoleIx, Questionnaire};
use crate::scoring::{Assessment, Label, Scorer, Sum};

/// How many there are.
const RESPONDENTS: usize = 2000;
/// Where their generator starts. Any number would do; it stays, so that portraits can be compared.
const SEED: u64 = 20_260_101;

/// The scores of the crowd.
pub(super) struct Scores<'q> {
    questionnaire: &'q Questionnaire,
    assessments: Vec<Assessment>,
}

impl<'q> Scores<'q> {
    /// Lets the crowd answer a form.
    pub(super) fn new(scorer: &Scorer<'q>, questionnaire: &'q Questionnaire, form: FormIx) -> Self {
        let mut generator = SplitMix64::new(SEED);
        let assessments =
            (0..RESPONDENTS).map(|_| scorer.score(&at_random(questionnaire, form, &mut generator))).collect();
        Self { questionnaire, assessments }
    }

    /// Returns where the crowd stands.
    pub(super) fn summary(&self) -> Crowd {
        let questionnaire = self.questionnaire;
        let zones = questionnaire.placement().map_or_else(Vec::new, |placement| {
            let zone = |index: usize, id: &str| Named {
                id: id.to_owned(),
                value: self.share(|scores| {
                    scores
                        .placement
                        .as_ref()
                        .and_then(|placed| placed.zone)
                        .is_some_and(|zone| zone.0 == index)
                }),
            };
            placement.zones.iter().enumerate().map(|(index, of)| zone(index, &of.id)).collect()
        });
        let is_undecided = |scores: &Assessment| {
            let label = scores.placement.as_ref().map(|placed| placed.label);
            matches!(label, Some(Label::Borderline | Label::Central))
        };
        Crowd {
            respondents: RESPONDENTS,
            generator: "SplitMix64",
            seed: SEED,
            poles: questionnaire.pole_indices().filter_map(|pole| self.spread(pole)).collect(),
            zones,
            undecided: questionnaire.placement().map(|_| self.share(is_undecided)),
        }
    }

    /// Returns Pearson's correlation of two poles; `None` if one of them does not vary.
    pub(super) fn correlation(&self, a: PoleIx, b: PoleIx) -> Option<f64> {
        let both: Vec<(f64, f64)> = self
            .assessments
            .iter()
            .filter_map(|scores| Some((scores.poles[a.0].score.point()?, scores.poles[b.0].score.point()?)))
            .collect();
        let (mean_a, mean_b) = (mean(both.iter().map(|pair| pair.0))?, mean(both.iter().map(|pair| pair.1))?);
        let sum = |product: fn(f64, f64) -> f64| {
            both.iter().map(|(a, b)| product(a - mean_a, b - mean_b)).collect::<Sum>().value()
        };
        let spread = (sum(|a, _| a * a) * sum(|_, b| b * b)).sqrt();
        (spread > 0.0).then(|| (sum(|a, b| a * b) / spread).clamp(-1.0, 1.0))
    }

    fn spread(&self, pole: PoleIx) -> Option<Spread> {
        let points: Vec<f64> =
            self.assessments.iter().filter_map(|scores| scores.poles[pole.0].score.point()).collect();
        let mean = mean(points.iter().copied())?;
        let variance = self::mean(points.iter().map(|point| (point - mean) * (point - mean)))?;
        let at = |rank: usize| {
            self.share(|scores| scores.poles[pole.0].level.as_ref().is_some_and(|level| level.rank == rank))
        };
        let levels = self.questionnaire.levels().iter().enumerate();
        Some(Spread {
            id: self.questionnaire[pole].id.clone(),
            mean,
            deviation: variance.sqrt(),
            levels: levels
                .map(|(index, level)| Named { id: level.id.clone(), value: at(index + 1) })
                .collect(),
        })
    }

    fn share(&self, holds: impl Fn(&Assessment) -> bool) -> f64 {
        self.assessments.iter().filter(|scores| holds(scores)).count() as f64 / self.assessments.len() as f64
    }
}

fn mean(of: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = of.fold((Sum::default(), 0_usize), |(mut sum, count), value| {
        sum.add(value);
        (sum, count + 1)
    });
    (count > 0).then(|| sum.value() / count as f64)
}
