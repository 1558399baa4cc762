//! How far the poles go together.

use super::assessment::{Integration, OverallIntegration};
use super::sum::{Sum, WeightedMean};
use super::threshold::reaches;
use crate::questionnaire::{DimensionIx, Questionnaire};

/// Returns the integration of the poles' points, each 0..=1, or `None` if there are fewer than two.
///
/// `balance` is [`Method::balance`](crate::questionnaire::Method::balance).
pub(super) fn integrate(points: &[f64], balance: f64) -> Option<Integration> {
    let (score, strength) = together(points)?;
    let minimum = points.iter().copied().fold(1.0, f64::min);
    let maximum = points.iter().copied().fold(0.0, f64::max);
    Some(Integration {
        score,
        strength,
        penalty: strength - score,
        minimum,
        lean: if let [first, second] = points { Some(first - second) } else { None },
        balance: (maximum > 0.0 && reaches(maximum, balance)).then(|| minimum / maximum),
    })
}

/// Returns the geometric and the arithmetic mean of the poles' points, or `None` if there are fewer than two.
pub(super) fn together(points: &[f64]) -> Option<(f64, f64)> {
    if points.len() < 2 {
        return None;
    }
    let sum: Sum = points.iter().copied().collect();
    let strength = (sum.value() / points.len() as f64).clamp(0.0, 1.0);
    // The geometric mean never exceeds the arithmetic one; rounding must not make it so.
    Some((geometric_mean(points).clamp(0.0, strength), strength))
}

fn geometric_mean(points: &[f64]) -> f64 {
    match points {
        [first, second] => (first * second).sqrt(),
        _ => points.iter().product::<f64>().powf(1.0 / points.len() as f64),
    }
}

/// The integration over all dimensions in the making: the weighted mean of the dimensions' integration, and the lowest.
///
/// It is never reckoned from the poles' overall scores: a team with one pole here and the other there would look
/// integrated.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OverDimensions {
    mean: WeightedMean,
    lowest: Option<(DimensionIx, f64)>,
}

impl OverDimensions {
    /// Adds a dimension with its weight and its integration.
    pub(super) fn add(&mut self, of: DimensionIx, weight: f64, score: f64) {
        self.mean.add(weight, score);
        if self.lowest.is_none_or(|(_, minimum)| score < minimum) {
            self.lowest = Some((of, score));
        }
    }

    /// Returns the integration over what was added, or `None` if nothing was.
    pub(super) fn value(self) -> Option<OverallIntegration> {
        let (minimum_dimension, minimum) = self.lowest?;
        Some(OverallIntegration { score: self.mean.value()?.max(minimum), minimum, minimum_dimension })
    }
}

/// Returns the integration over all dimensions that have it.
pub(super) fn over_dimensions(
    questionnaire: &Questionnaire,
    dimensions: impl Iterator<Item = (DimensionIx, Integration)>,
) -> Option<OverallIntegration> {
    let mut whole = OverDimensions::default();
    for (of, integration) in dimensions {
        whole.add(of, questionnaire[of].weight, integration.score);
    }
    whole.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_integration_hold() {
        let text = include_str!("../../tests/vectors/method_placement.json");
        let vectors: serde_json::Value = serde_json::from_str(text).expect("the vectors are JSON");
        let cases = vectors["integration"].as_array().expect("the vectors have integration");
        assert_eq!(cases.len(), 6);
        for case in cases {
            let pole = |key: &str| case[key].as_f64().expect("a pole has a score");
            let found = integrate(&[pole("D"), pole("O")], 0.2).expect("there are two poles");
            let found = [
                ("am", Some(found.strength)),
                ("gm", Some(found.score)),
                ("imbalance_penalty", Some(found.penalty)),
                ("min", Some(found.minimum)),
                ("lean", found.lean),
                ("balance", found.balance),
            ];
            for (key, found) in found {
                let expected = case["expected"][key].as_f64();
                let close = match (found, expected) {
                    (Some(found), Some(expected)) => (found - expected).abs() <= 1e-12,
                    (found, expected) => found == expected,
                };
                assert!(close, "{case} {key}: {found:?} is not {expected:?}");
            }
        }
    }

    #[test]
    fn three_poles_have_a_geometric_mean_and_no_lean() {
        let found = integrate(&[0.2, 0.4, 0.8], 0.2).expect("there are three poles");
        assert!((found.score - 0.4).abs() < 1e-15);
        assert_eq!((found.lean, found.balance), (None, Some(0.25)));
    }

    #[test]
    fn one_pole_goes_together_with_nothing() {
        assert_eq!(integrate(&[0.7], 0.2), None);
    }
}
