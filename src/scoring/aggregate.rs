//! From questions to traits, from traits to a dimension on each pole, from dimensions to the poles: one rule on every
//! storey.

use super::assessment::{Estimate, Score};
use super::sum::WeightedMean;
use crate::questionnaire::{DimensionIx, PoleIx, QuestionIx, Questionnaire};

/// What goes into a mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Part {
    /// Its score; what does not apply leaves the mean together with its weight.
    pub(crate) score: Score,
    /// The share of its weight that is answered, 0..=1.
    pub(crate) answered: f64,
}

impl Part {
    /// A part that leaves the mean.
    pub(crate) const NOT_APPLICABLE: Self = Self { score: Score::NotApplicable, answered: 0.0 };
    /// A part that could be anything.
    pub(crate) const MISSING: Self = Self { score: Score::Unanswered, answered: 0.0 };

    /// Returns a part whose value, 0..=1, is known.
    pub(crate) fn known(value: f64) -> Self {
        Self { score: Score::Scored(Estimate { point: value, low: value, high: value }), answered: 1.0 }
    }
}

/// Returns the weighted mean of parts.
///
/// The point rests on the parts that have one, the range on all that apply; the answered share is the mean of the
/// parts' shares. Point and range are made by the same additions, so without missing answers they are equal to the last
/// bit; otherwise rounding is kept from turning them round.
pub(crate) fn pool(parts: impl IntoIterator<Item = (f64, Part)>) -> Part {
    let mut point = WeightedMean::default();
    let mut low = WeightedMean::default();
    let mut high = WeightedMean::default();
    let mut answered = WeightedMean::default();
    for (weight, part) in parts {
        let Some((lowest, highest)) = part.score.bounds() else { continue };
        if let Some(value) = part.score.point() {
            point.add(weight, value);
        }
        low.add(weight, lowest);
        high.add(weight, highest);
        answered.add(weight, part.answered);
    }
    let (Some(low), Some(high), Some(answered)) = (low.value(), high.value(), answered.value()) else {
        return Part::NOT_APPLICABLE;
    };
    let Some(point) = point.value() else { return Part::MISSING };
    let point = point.clamp(0.0, 1.0);
    let score = Score::Scored(Estimate { point, low: low.clamp(0.0, point), high: high.clamp(point, 1.0) });
    Part { score, answered: answered.clamp(0.0, 1.0) }
}

/// The scores on every storey.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Aggregate {
    /// Each trait.
    pub(crate) traits: Vec<Part>,
    /// Each dimension on each pole.
    pub(crate) dimensions: Vec<Part>,
    /// Each pole over all dimensions.
    pub(crate) poles: Vec<Part>,
}

impl Aggregate {
    /// Aggregates what is known of each scored question.
    pub(crate) fn new(questionnaire: &Questionnaire, question: impl Fn(QuestionIx) -> Part) -> Self {
        let traits: Vec<Part> = questionnaire
            .traits()
            .iter()
            .map(|of| pool(of.questions.iter().map(|ix| (questionnaire[*ix].weight, question(*ix)))))
            .collect();
        let mut dimensions =
            Vec::with_capacity(questionnaire.dimensions().len() * questionnaire.poles().len());
        for dimension in questionnaire.dimensions() {
            for pole in questionnaire.pole_indices() {
                dimensions.push(pool(dimension.traits.iter().map(|ix| {
                    let weight = questionnaire[*ix].weight_on(pole);
                    let part = if weight > 0.0 { traits[ix.0] } else { Part::NOT_APPLICABLE };
                    (weight, part)
                })));
            }
        }
        let mut aggregate =
            Self { traits, dimensions, poles: Vec::with_capacity(questionnaire.poles().len()) };
        for pole in questionnaire.pole_indices() {
            let pooled = pool(
                questionnaire
                    .dimension_indices()
                    .map(|ix| (questionnaire[ix].weight, *aggregate.dimension(questionnaire, ix, pole))),
            );
            aggregate.poles.push(pooled);
        }
        aggregate
    }

    /// Returns a dimension's score on a pole.
    pub(crate) fn dimension(&self, questionnaire: &Questionnaire, of: DimensionIx, pole: PoleIx) -> &Part {
        &self.dimensions[of.0 * questionnaire.poles().len() + pole.0]
    }

    /// Returns a dimension's scores on all poles.
    pub(crate) fn dimension_poles(&self, questionnaire: &Questionnaire, of: DimensionIx) -> &[Part] {
        let poles = questionnaire.poles().len();
        &self.dimensions[of.0 * poles..(of.0 + 1) * poles]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(point: f64, low: f64, high: f64) -> Score {
        Score::Scored(Estimate { point, low, high })
    }

    #[test]
    fn what_is_missing_widens_the_range_and_not_the_point() {
        let part = pool([(1.0, Part::known(1.0)), (1.0, Part::MISSING), (2.0, Part::known(0.5))]);
        assert_eq!(part, Part { score: estimate(2.0 / 3.0, 0.5, 0.75), answered: 0.75 });
    }

    #[test]
    fn what_does_not_apply_leaves_with_its_weight() {
        let part = pool([(1.0, Part::known(0.25)), (5.0, Part::NOT_APPLICABLE)]);
        assert_eq!(part, Part::known(0.25));
    }

    #[test]
    fn nothing_is_not_zero() {
        assert_eq!(pool([(1.0, Part::MISSING)]), Part::MISSING);
        assert_eq!(pool([(1.0, Part::NOT_APPLICABLE)]), Part::NOT_APPLICABLE);
        assert_eq!(pool([]), Part::NOT_APPLICABLE);
    }

    /// One answer of a vector: a value, missing (null) or not applicable ("NA").
    fn answer(answer: &serde_json::Value) -> Part {
        match answer {
            serde_json::Value::Null => Part::MISSING,
            serde_json::Value::Number(value) => {
                Part::known(value.as_f64().expect("a vector holds finite numbers"))
            }
            _ => Part::NOT_APPLICABLE,
        }
    }

    #[test]
    fn the_vectors_of_missing_answers_hold() {
        let text = include_str!("../../tests/vectors/missing_bounds.json");
        let vectors: serde_json::Value = serde_json::from_str(text).expect("the vectors are JSON");
        let cases = vectors["cases"].as_array().expect("the vectors have cases");
        assert_eq!(cases.len(), 5);
        for case in cases {
            let items = case["input"]["items"].as_array().expect("a case has items");
            let part = pool(items.iter().map(|item| {
                let answers = item["answers"].as_array().expect("an item has answers");
                (item["w"].as_f64().expect("a weight"), pool(answers.iter().map(|a| (1.0, answer(a)))))
            }));
            let applies = part.score.bounds().is_some();
            let found = [
                ("point", part.score.point()),
                ("lo", part.score.bounds().map(|(low, _)| low)),
                ("hi", part.score.bounds().map(|(_, high)| high)),
                ("coverage", applies.then_some(part.answered)),
            ];
            for (key, found) in found {
                let expected = case["expected"][key].as_f64();
                let close = match (found, expected) {
                    (Some(found), Some(expected)) => (found - expected).abs() <= 1e-12,
                    (found, expected) => found == expected,
                };
                assert!(close, "{} {key}: {found:?} is not {expected:?}", case["id"]);
            }
        }
    }

    #[test]
    fn complete_parts_have_no_range_to_the_last_bit() {
        let part = pool([(0.1, 0.7), (0.3, 0.2), (0.7, 1.0 / 3.0)].map(|(w, v)| (w, Part::known(v))));
        let point = part.score.point().expect("there is a score");
        assert_eq!(part.score, estimate(point, point, point));
    }
}
