//! What lags behind, and practices without what they rest on.

use super::aggregate::Aggregate;
use super::assessment::{Score, Unsupported, WeakDimension, WeakTrait};
use super::integration::integrate;
use super::share::Shares;
use super::threshold::reaches;
use crate::questionnaire::{DimensionIx, PoleIx, Questionnaire, TraitIx};

/// From here on a pole is high where the questionnaire has no zones, and so no cut of its own.
const CUT: f64 = 0.5;

/// Returns the traits far below their dimension's score on a pole, or low while that score is high.
pub(super) fn weak_traits(
    questionnaire: &Questionnaire,
    scores: &Aggregate,
    shares: &Shares,
) -> Vec<WeakTrait> {
    let method = questionnaire.method();
    let cut = questionnaire.placement().map_or(CUT, |placement| placement.cut);
    let lags = |own: f64, pole: f64| {
        !reaches(own, pole - method.weak_link) || (!reaches(own, method.weak_trait) && reaches(pole, cut))
    };
    let mut weak = Vec::new();
    for of in questionnaire.trait_indices() {
        let Score::Scored(own) = scores.traits[of.0].score else { continue };
        for (pole, _) in &questionnaire[of].poles {
            let part = scores.dimension(questionnaire, questionnaire[of].dimension, *pole);
            let Score::Scored(whole) = part.score else { continue };
            if lags(own.point, whole.point) {
                weak.push(WeakTrait {
                    of,
                    pole: *pole,
                    certain: lags(own.high, whole.low),
                    bottleneck: bottleneck(questionnaire, scores, shares, of, whole.point - own.point),
                });
            }
        }
    }
    weak
}

/// Returns how much the integration of a trait's dimension changes if the trait rises by `lift`.
fn bottleneck(
    questionnaire: &Questionnaire,
    scores: &Aggregate,
    shares: &Shares,
    of: TraitIx,
    lift: f64,
) -> Option<f64> {
    let parts = scores.dimension_poles(questionnaire, questionnaire[of].dimension);
    let now: Vec<f64> = parts.iter().map(|part| part.score.point()).collect::<Option<_>>()?;
    let raised: Vec<f64> = now
        .iter()
        .enumerate()
        .map(|(pole, point)| (point + shares.in_dimension(of, PoleIx(pole)) * lift).clamp(0.0, 1.0))
        .collect();
    let balance = questionnaire.method().balance;
    Some(integrate(&raised, balance)?.score - integrate(&now, balance)?.score)
}

/// Returns the dimensions far below a pole's overall score.
pub(super) fn weak_dimensions(questionnaire: &Questionnaire, scores: &Aggregate) -> Vec<WeakDimension> {
    let lags = |own: f64, whole: f64| !reaches(own, whole - questionnaire.method().weak_link);
    let weak = |of: DimensionIx, pole: PoleIx| {
        let Score::Scored(own) = scores.dimension(questionnaire, of, pole).score else { return None };
        let Score::Scored(whole) = scores.poles[pole.0].score else { return None };
        lags(own.point, whole.point).then(|| WeakDimension { of, pole, certain: lags(own.high, whole.low) })
    };
    questionnaire
        .dimension_indices()
        .flat_map(|of| questionnaire.pole_indices().filter_map(move |pole| weak(of, pole)))
        .collect()
}

/// Returns what each trait rests on: the other traits that its recommendations require, each pair once, in the order of
/// the definition.
pub(super) fn foundations(questionnaire: &Questionnaire) -> Vec<(TraitIx, TraitIx)> {
    let mut pairs: Vec<_> = questionnaire
        .recommendations()
        .iter()
        .flat_map(|step| step.requires.iter().map(|needs| (step.of, needs.of)))
        .filter(|(practice, needs)| practice != needs)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Returns the traits that are practised while what they rest on is low.
pub(super) fn unsupported(
    questionnaire: &Questionnaire,
    scores: &Aggregate,
    foundations: &[(TraitIx, TraitIx)],
) -> Vec<Unsupported> {
    let method = questionnaire.method();
    let point = |of: TraitIx| scores.traits[of.0].score.point();
    foundations
        .iter()
        .filter(|(practice, _)| point(*practice).is_some_and(|score| reaches(score, method.practised)))
        .filter(|(_, needs)| point(*needs).is_some_and(|score| !reaches(score, method.unsupported)))
        .map(|(practice, needs)| Unsupported { practice: *practice, needs: *needs })
        .collect()
}
