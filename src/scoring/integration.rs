//! How far the poles go together.

use super::assessment::{Integration, OverallIntegration};
use super::sum::{Sum, WeightedMean};
use super::threshold::reaches;
use crate::questionnaire::{DimensionIx, Questionnaire};

/// Returns the integration of the poles' points, each 0..=1, or `None` if there are fewer than two.
///
/// `balance` is [`Method::balance`](crate::questionnaire::Method::balance).
pub(super) fn integrate(points: &[f64], balance: f64) -> Option<Integration> {
    if points.len() < 2 {
        return None;
    }
    let sum: Sum = points.iter().copied().collect();
    let strength = (sum.value() / points.len() as f64).clamp(0.0, 1.0);
    let minimum = points.iter().copied().fold(1.0, f64::min);
    let maximum = points.iter().copied().fold(0.0, f64::max);
    // The geometric mean never exceeds the arithmetic one; rounding must not make it so.
    let score = geometric_mean(points).clamp(0.0, strength);
    Some(Integration {
        score,
        strength,
        penalty: strength - score,
        minimum,
        lean: if let [first, second] = points { Some(first - second) } else { None },
        balance: (maximum > 0.0 && reaches(maximum, balance)).then(|| minimum / maximum),
    })
}

fn geometric_mean(points: &[f64]) -> f64 {
    match points {
        [first, second] => (first * second).sqrt(),
        _ => points.iter().product::<f64>().powf(1.0 / points.len() as f64),
    }
}

/// Returns the weighted mean of the dimensions' integration and the lowest, or `None` if no dimension has it.
///
/// It is never reckoned from the poles' overall scores: a team with one pole here and the other there would look
/// integrated.
pub(super) fn over_dimensions(
    questionnaire: &Questionnaire,
    dimensions: impl Iterator<Item = (DimensionIx, Integration)>,
) -> Option<OverallIntegration> {
    let mut mean = WeightedMean::default();
    let mut lowest: Option<(DimensionIx, f64)> = None;
    for (of, integration) in dimensions {
        mean.add(questionnaire[of].weight, integration.score);
        if lowest.is_none_or(|(_, minimum)| integration.score < minimum) {
            lowest = Some((of, integration.score));
        }
    }
    let (minimum_dimension, minimum) = lowest?;
    Some(OverallIntegration { score: mean.value()?.max(minimum), minimum, minimum_dimension })
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
