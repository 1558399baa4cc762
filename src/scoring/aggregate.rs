//! From questions to traits, from traits to a dimension on each pole, from dimensions to the poles: one rule on every
//! storey.

use super::assessment::{Estimate, Score};
use super::sum::{Sums, Totals, WeightedMean};
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

/// What a part adds to a mean, as numbers for sums without branches: what does not count is 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    point: f64,
    /// Of the two ends of the range.
    ends: [f64; 2],
    /// The weight if there is a point, and if it applies.
    weights: [f64; 2],
    /// Whether there is more to the range than the point.
    ranged: bool,
}

impl Terms {
    /// Returns what a score adds; a weight of 0 adds nothing.
    pub(super) fn new(weight: f64, score: Score) -> Self {
        let (point, [low, high], [scored, applies]) = match score {
            Score::Scored(Estimate { point, low, high }) => (point, [low, high], [weight; 2]),
            Score::Unanswered => (0.0, [0.0, 1.0], [0.0, weight]),
            Score::NotApplicable => (0.0, [0.0; 2], [0.0; 2]),
        };
        Self {
            point: scored * point,
            ends: [applies * low, applies * high],
            weights: [scored, applies],
            ranged: differ(scored, applies) | differ(low, point) | differ(high, point),
        }
    }
}

/// Whether two numbers have different bits; as such, without a look at what they mean, it is compared fastest.
fn differ(one: f64, other: f64) -> bool {
    one.to_bits() != other.to_bits()
}

/// A weighted mean of scores in the making.
///
/// The point rests on the parts that have one, the range on all that apply. Point and range are made by the same
/// additions, so without missing answers they are equal to the last bit; otherwise rounding is kept from turning them
/// round.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pool<P, E, W> {
    point: P,
    ends: E,
    weights: W,
    ranged: bool,
}

impl<P: Totals<1>, E: Totals<2>, W: Totals<2>> Pool<P, E, W> {
    /// Returns the mean of parts.
    #[expect(
        clippy::inline_always,
        reason = "a score that stays in registers costs half as much as one in memory"
    )]
    #[inline(always)]
    pub(super) fn mean<'t>(parts: impl Iterator<Item = &'t Terms> + Clone) -> Score {
        let mut pool = Self::default();
        for terms in parts.clone() {
            pool.add(terms);
        }
        if pool.ranged {
            parts.for_each(|terms| pool.ends.add(terms.ends));
        }
        pool.score()
    }

    fn add(&mut self, terms: &Terms) {
        self.point.add([terms.point]);
        self.weights.add(terms.weights);
        self.ranged |= terms.ranged;
    }

    #[expect(clippy::inline_always, reason = "see `mean`")]
    #[inline(always)]
    fn score(self) -> Score {
        let ([point], [scored, applying]) = (self.point.values(), self.weights.values());
        if scored > 0.0 {
            let point = (point / scored).clamp(0.0, 1.0);
            if !self.ranged {
                return Score::Scored(Estimate { point, low: point, high: point });
            }
            let [low, high] = self.ends.values().map(|end| end / applying);
            Score::Scored(Estimate { point, low: low.clamp(0.0, point), high: high.clamp(point, 1.0) })
        } else if applying > 0.0 {
            Score::Unanswered
        } else {
            Score::NotApplicable
        }
    }
}

/// Returns the weighted mean of parts; the answered share is the mean of the shares of the parts that apply.
pub(crate) fn pool(parts: impl IntoIterator<Item = (f64, Part)>) -> Part {
    let mut pool = Pool::<Sums<1>, Sums<2>, Sums<2>>::default();
    let mut answered = WeightedMean::default();
    for (weight, part) in parts {
        let terms = Terms::new(weight, part.score);
        pool.add(&terms);
        pool.ends.add(terms.ends);
        if part.score.bounds().is_some() {
            answered.add(weight, part.answered);
        }
    }
    let score = pool.score();
    let answered =
        if score.point().is_some() { answered.value().unwrap_or_default().clamp(0.0, 1.0) } else { 0.0 };
    Part { score, answered }
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
