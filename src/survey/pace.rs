use std::time::Duration;

use crate::questionnaire::{Kind, Question};

/// Reading speed of prose on a screen, in words per minute, on the careful side.
const WORDS_PER_MINUTE: f64 = 200.0;
/// Time to decide once everything is read, in seconds.
pub(super) const DECISION: f64 = 5.0;
/// Longer than this on one question is a break; it counts as this much.
pub(super) const BREAK: Duration = Duration::from_mins(3);
/// How much of the estimate rests on the expected times before anything is measured, in seconds.
const PRIOR: f64 = 60.0;

/// Returns how long a question is expected to take, from the length of what is to be read: text and options at 200
/// words a minute, and five seconds to decide.
#[must_use]
pub fn expected(question: &Question) -> Duration {
    let words = |text: &str| text.split_whitespace().count();
    let options: usize = match &question.kind {
        Kind::Choice(options) => options.iter().map(|o| words(&o.text)).sum(),
        Kind::Multiple { options, .. } => options.iter().map(|o| words(&o.text)).sum(),
        Kind::Number(_) | Kind::YesNo | Kind::Text => 0,
    };
    let reading = (words(&question.text) + options) as f64 * 60.0 / WORDS_PER_MINUTE;
    Duration::from_secs_f64(reading + DECISION)
}

/// How fast this respondent is, against what was expected.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pace {
    taken: f64,
    expected: f64,
}

impl Pace {
    /// Learns from one question that took `taken` where `expected` was expected; breaks count as three minutes.
    pub fn learn(&mut self, taken: Duration, expected: Duration) {
        self.taken += taken.min(BREAK).as_secs_f64();
        self.expected += expected.as_secs_f64();
    }

    /// Returns how long questions that are expected to take this long will take this respondent. The first answers
    /// weigh little, so that one quick key does not halve the estimate.
    #[must_use]
    pub fn predict(&self, expected: Duration) -> Duration {
        expected.mul_f64((self.taken + PRIOR) / (self.expected + PRIOR))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);

    #[test]
    fn without_measurements_the_expected_time_stands() {
        assert_eq!(Pace::default().predict(MINUTE), MINUTE);
    }

    #[test]
    fn a_quick_respondent_is_expected_to_stay_quick() {
        let mut pace = Pace::default();
        for _ in 0..60 {
            pace.learn(Duration::from_secs(5), Duration::from_secs(20));
        }
        let predicted = pace.predict(MINUTE).as_secs_f64();
        assert!((15.0..20.0).contains(&predicted), "{predicted}");
    }

    #[test]
    fn a_lunch_break_counts_as_three_minutes() {
        let mut pace = Pace::default();
        pace.learn(MINUTE * 60, MINUTE);
        assert_eq!(pace.predict(MINUTE), MINUTE * 2);
    }
}
