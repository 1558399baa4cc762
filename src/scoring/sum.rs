//! Sums that do not lose digits, and the weighted mean that everything here is made of.

/// Several sums in the making, side by side: the same additions to each, of which a processor does some at once.
pub(super) trait Totals<const N: usize>: Copy + Default {
    /// Adds a finite term to each sum.
    fn add(&mut self, terms: [f64; N]);
    /// Returns the sums of all terms so far.
    fn values(self) -> [f64; N];
}

/// A running sum that carries along what rounding cuts off (Neumaier's variant of Kahan's summation, 1974, with what is
/// cut off found by Knuth's six operations, which need not know which number is larger).
///
/// The result of a sum depends on the order of its terms only in the last digit, so a questionnaire's order moves no
/// score.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sum {
    sum: f64,
    lost: f64,
}

impl Sum {
    /// Adds a finite term.
    pub fn add(&mut self, term: f64) {
        let sum = self.sum + term;
        let added = sum - self.sum;
        self.lost += (self.sum - (sum - added)) + (term - added);
        self.sum = sum;
    }

    /// Returns the sum of all terms so far.
    #[must_use]
    pub fn value(self) -> f64 {
        self.sum + self.lost
    }
}

/// Running sums, each like a [`Sum`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Sums<const N: usize> {
    sums: [f64; N],
    lost: [f64; N],
}

impl<const N: usize> Default for Sums<N> {
    fn default() -> Self {
        Self { sums: [0.0; N], lost: [0.0; N] }
    }
}

impl<const N: usize> Totals<N> for Sums<N> {
    fn add(&mut self, terms: [f64; N]) {
        for ((sum, lost), term) in self.sums.iter_mut().zip(&mut self.lost).zip(terms) {
            let mut one = Sum { sum: *sum, lost: *lost };
            one.add(term);
            (*sum, *lost) = (one.sum, one.lost);
        }
    }

    fn values(self) -> [f64; N] {
        std::array::from_fn(|at| self.sums[at] + self.lost[at])
    }
}

/// Running sums of terms of which nothing is cut off: [`Sums`] for a sixth of their cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exact<const N: usize>([f64; N]);

impl<const N: usize> Default for Exact<N> {
    fn default() -> Self {
        Self([0.0; N])
    }
}

impl<const N: usize> Totals<N> for Exact<N> {
    fn add(&mut self, terms: [f64; N]) {
        for (sum, term) in self.0.iter_mut().zip(terms) {
            *sum += term;
        }
    }

    fn values(self) -> [f64; N] {
        self.0
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(terms: I) -> Self {
        let mut sum = Self::default();
        for term in terms {
            sum.add(term);
        }
        sum
    }
}

/// A weighted mean in the making.
#[derive(Debug, Clone, Copy, Default)]
pub struct WeightedMean {
    weighted: Sum,
    weight: Sum,
}

impl WeightedMean {
    /// Adds a value with its weight; a weight that is not above 0 adds nothing.
    pub fn add(&mut self, weight: f64, value: f64) {
        if weight > 0.0 {
            self.weighted.add(weight * value);
            self.weight.add(weight);
        }
    }

    /// Returns Σ weight·value / Σ weight, or `None` if nothing was added.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        let weight = self.weight.value();
        (weight > 0.0).then(|| self.weighted.value() / weight)
    }
}

impl FromIterator<(f64, f64)> for WeightedMean {
    /// Collects pairs of weight and value.
    fn from_iter<I: IntoIterator<Item = (f64, f64)>>(pairs: I) -> Self {
        let mut mean = Self::default();
        for (weight, value) in pairs {
            mean.add(weight, value);
        }
        mean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_terms_survive_a_large_one() {
        let terms = [1.0, 1e100, 1.0, -1e100];
        let sum: Sum = terms.into_iter().collect();
        assert_eq!(sum.value().to_bits(), 2.0_f64.to_bits());
        let mut sums = Sums::default();
        for term in terms {
            sums.add([term, 2.0 * term]);
        }
        assert_eq!(sums.values().map(f64::to_bits), [2.0_f64, 4.0].map(f64::to_bits));
    }

    #[test]
    fn the_vectors_of_weighted_means_hold() {
        let text = include_str!("../../tests/vectors/weighted_mean.json");
        let vectors: serde_json::Value = serde_json::from_str(text).expect("the vectors are JSON");
        let cases = vectors["cases"].as_array().expect("the vectors have cases");
        assert_eq!(cases.len(), 4);
        for case in cases {
            let (x, w) = (case["input"]["x"].as_array(), case["input"]["w"].as_array());
            let pairs = w.into_iter().flatten().zip(x.into_iter().flatten());
            let known = pairs.filter_map(|(w, x)| Some((w.as_f64()?, x.as_f64()?)));
            let (found, expected) =
                (known.collect::<WeightedMean>().value(), case["expected"]["mean"].as_f64());
            let close = match (found, expected) {
                (Some(found), Some(expected)) => (found - expected).abs() <= 1e-12,
                (found, expected) => found == expected,
            };
            assert!(close, "{}: {found:?} is not {expected:?}", case["id"]);
        }
    }

    #[test]
    fn a_mean_without_weight_is_undefined() {
        assert_eq!(WeightedMean::default().value(), None);
        assert_eq!(WeightedMean::from_iter([(0.0, 0.2), (0.0, 0.9)]).value(), None);
    }
}
