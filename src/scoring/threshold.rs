//! Comparing scores with thresholds, which must not hang on the last digit of a sum.

/// How much a score may fall short of a threshold by rounding and still reach it.
pub const SLACK: f64 = 1e-12;

/// Returns whether a score is at a threshold or above it, give or take [`SLACK`].
#[must_use]
pub fn reaches(score: f64, threshold: f64) -> bool {
    score >= threshold - SLACK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_does_not_miss_a_threshold() {
        assert!(reaches(0.1 + 0.7, 0.8));
        assert!(!reaches(0.799_999, 0.8));
    }
}
