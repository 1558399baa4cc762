//! Numbers as people read them: the only place that rounds.
//!
//! Scores are shown as points from 0 to 100. How sharply depends on how much is missing (see `docs/method.md`): whole
//! points while the range is narrow, steps of five points once half of it exceeds 0.05, and words once half of it
//! exceeds 0.15. The range stands beside the point wherever there is one.

use super::model::{Pole, ScoreState, Trait};

/// Half a range wider than this is shown in steps of five points.
const FIVES: f64 = 0.05;
/// Half a range wider than this is shown in words.
const WORDS: f64 = 0.15;
/// What two floats may differ by and still be the same number to people.
const EPSILON: f64 = 1e-9;

/// A score and its range, ready to be worded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    state: ScoreState,
    point: Option<f64>,
    low: f64,
    high: f64,
}

/// How sharply a score may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharpness {
    /// In whole points.
    Points,
    /// In steps of five points.
    Fives,
    /// In words, with the range.
    Words,
}

impl From<&Pole> for Reading {
    fn from(pole: &Pole) -> Self {
        Self::new(pole.state, pole.score, pole.low, pole.high)
    }
}

impl From<&Trait> for Reading {
    fn from(of: &Trait) -> Self {
        Self::new(of.state, of.score, of.low, of.high)
    }
}

impl Reading {
    /// Returns a reading of a score; a bound that is missing is the point, or the end of the scale.
    #[must_use]
    pub fn new(state: ScoreState, point: Option<f64>, low: Option<f64>, high: Option<f64>) -> Self {
        Self { state, point, low: low.or(point).unwrap_or(0.0), high: high.or(point).unwrap_or(1.0) }
    }

    /// Returns the point, 0..=1, if enough is answered to show one.
    #[must_use]
    pub fn point(&self) -> Option<f64> {
        self.point.filter(|_| self.state == ScoreState::Scored && self.sharpness() != Sharpness::Words)
    }

    /// Returns the lowest and the highest value that the missing answers leave possible, 0..=1; `None` if it does not
    /// apply.
    #[must_use]
    pub fn bounds(&self) -> Option<(f64, f64)> {
        (self.state != ScoreState::NotApplicable).then_some((self.low, self.high))
    }

    /// Returns how sharply the score may be shown.
    #[must_use]
    pub fn sharpness(&self) -> Sharpness {
        let half = (self.high - self.low) / 2.0;
        if half > WORDS + EPSILON {
            Sharpness::Words
        } else if half > FIVES + EPSILON {
            Sharpness::Fives
        } else {
            Sharpness::Points
        }
    }

    /// Returns the fifth of the scale that the point lies in, if there is a point to show.
    #[must_use]
    pub fn shade(&self) -> Option<Shade> {
        self.point().map(Shade::of)
    }

    /// Returns the score alone: `61`, `about 60`, `low to high`, `not answered` or `does not apply`.
    #[must_use]
    pub fn figure(&self) -> String {
        match self.state {
            ScoreState::NotApplicable => "does not apply".to_owned(),
            ScoreState::Unanswered => "not answered".to_owned(),
            ScoreState::Scored | ScoreState::Insufficient => match (self.point(), self.sharpness()) {
                (Some(point), Sharpness::Points) => points(point),
                (Some(point), _) => format!("about {}", fives(point)),
                (None, _) => words(self.low, self.high),
            },
        }
    }

    /// Returns the range that the missing answers leave: `58 to 64`; `None` if they leave none, or nothing is answered.
    #[must_use]
    pub fn range(&self) -> Option<String> {
        if matches!(self.state, ScoreState::NotApplicable | ScoreState::Unanswered) {
            return None;
        }
        let (low, high) = match self.sharpness() {
            Sharpness::Points if self.point().is_some() => (points(self.low), points(self.high)),
            _ => (fives_below(self.low), fives_above(self.high)),
        };
        (low != high).then(|| format!("{low} to {high}"))
    }

    /// Returns the score for a cell of a table: as [`Reading::text`], but a range alone where only words could be said.
    #[must_use]
    pub fn cell(&self) -> String {
        match (self.point(), self.range()) {
            (None, Some(range)) => range,
            _ => self.text(),
        }
    }

    /// Returns the score after a verb: `at 61`, `at about 60`, `between 20 and 75`, `not answered`, `not applicable`.
    #[must_use]
    pub fn phrase(&self) -> String {
        match (self.state, self.point(), self.range()) {
            (ScoreState::NotApplicable, ..) => "not applicable".to_owned(),
            (ScoreState::Unanswered, ..) => "not answered".to_owned(),
            (_, None, Some(range)) => format!("between {}", range.replace(" to ", " and ")),
            _ => format!("at {}", self.figure()),
        }
    }

    /// Returns the score after a verb, held against a threshold: as [`Reading::phrase`], and `at just under 50` where
    /// rounding would hide on which side of it the score lies.
    #[must_use]
    pub fn phrase_against(&self, threshold: f64) -> String {
        match self.point() {
            Some(point) if self.sharpness() == Sharpness::Points => {
                format!("at {}", against(point, threshold))
            }
            _ => self.phrase(),
        }
    }

    /// Returns the score with its range beside it: `61`, `61 (58 to 64)`, `about 60 (50 to 70)`, `low to high (20 to 75)`,
    /// `not answered` or `does not apply`.
    #[must_use]
    pub fn text(&self) -> String {
        match self.range() {
            Some(range) => format!("{} ({range})", self.figure()),
            None => self.figure(),
        }
    }
}

/// Returns a score of 0..=1 in points: `61`.
#[must_use]
pub fn points(score: f64) -> String {
    whole(score * 100.0)
}

/// Returns a score beside a threshold, in points. Where rounding would hide on which side it lies, it says so:
/// `just under 50` for 0.4991 against 0.5.
#[must_use]
pub fn against(score: f64, threshold: f64) -> String {
    let shown = points(score);
    if shown == points(threshold) && score < threshold - EPSILON {
        format!("just under {shown}")
    } else {
        shown
    }
}

/// Returns the distance of two scores: `12 points`, `1 point`, `less than a point`.
#[must_use]
pub fn distance(a: f64, b: f64) -> String {
    match ((a - b).abs() * 100.0 + EPSILON).round() {
        d if d < 1.0 => "less than a point".to_owned(),
        1.0 => "1 point".to_owned(),
        d => format!("{d} points"),
    }
}

/// Returns what a step brings, given as a share of 1: `1.3 points`, `12 points`, `under 0.1 points`.
#[must_use]
pub fn gain(gain: f64) -> String {
    match two_digits(gain * 100.0) {
        shown if shown == "0" => "under 0.1 points".to_owned(),
        shown if shown == "1" => "1 point".to_owned(),
        shown => format!("{shown} points"),
    }
}

/// Returns whether what a step brings is enough to be shown as a number.
#[must_use]
pub fn shows_gain(gain: f64) -> bool {
    two_digits(gain * 100.0) != "0"
}

/// Returns what a step brings for a table, in points: `1.3`, `12`, `<0.1`.
#[must_use]
pub fn gain_cell(gain: f64) -> String {
    match two_digits(gain * 100.0) {
        shown if shown == "0" => "<0.1".to_owned(),
        shown => shown,
    }
}

/// Returns a share of 0..=1 in per cent. Only all is `100%` and only nothing is `0%`.
#[must_use]
pub fn share(share: f64) -> String {
    let shown = whole(share * 100.0);
    if shown == "100" && share < 1.0 - EPSILON {
        "over 99%".to_owned()
    } else if shown == "0" && share > EPSILON {
        "under 1%".to_owned()
    } else {
        format!("{shown}%")
    }
}

/// Returns an effort: `2 to 5 person-days`, `1 person-day`.
#[must_use]
pub fn effort((low, high): (f64, f64)) -> String {
    let unit = if days(high) == "1" && days(low) == "1" { "person-day" } else { "person-days" };
    format!("{} {unit}", effort_cell((low, high)))
}

/// Returns an effort for a table, in person-days: `2 to 5`, `1`.
#[must_use]
pub fn effort_cell((low, high): (f64, f64)) -> String {
    let (low, high) = (days(low), days(high));
    if low == high { low } else { format!("{low} to {high}") }
}

/// Returns the ranks of levels that are possible: `4`, `2 to 4`.
#[must_use]
pub fn ranks(low: usize, high: usize) -> String {
    if low == high { low.to_string() } else { format!("{low} to {high}") }
}

/// Returns a weight or a constant with at most three decimals, `1`, `0.667`.
#[must_use]
pub fn constant(value: f64) -> String {
    let shown = format!("{value:.3}");
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    if shown.is_empty() || shown == "-0" { "0".to_owned() } else { shown.to_owned() }
}

/// Returns a number to be reckoned with, to six decimals: `0.691667`, `2`, `0.5`.
#[must_use]
pub fn exact(value: f64) -> String {
    let shown = format!("{value:.6}");
    let shown = shown.trim_end_matches('0').trim_end_matches('.');
    if shown == "-0" { "0".to_owned() } else { shown.to_owned() }
}

/// Returns a count in words up to nine, in digits from 10: `four`, `12`.
#[must_use]
pub fn cardinal(n: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(n).map_or_else(|| n.to_string(), |&word| word.to_owned())
}

/// Returns a count of things: `no questions`, `one question`, `12 questions`.
#[must_use]
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", cardinal(n), if n == 1 { one } else { many })
}

fn whole(value: f64) -> String {
    let rounded = (value + EPSILON).round();
    // Rounding can leave a negative zero.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

fn two_digits(value: f64) -> String {
    if value >= 9.95 { whole(value) } else { trimmed(&format!("{:.1}", value + EPSILON)) }
}

fn days(value: f64) -> String {
    if value >= 10.0 { whole(value) } else { trimmed(&format!("{:.1}", value + EPSILON)) }
}

fn trimmed(shown: &str) -> String {
    shown.strip_suffix(".0").unwrap_or(shown).to_owned()
}

fn fives(score: f64) -> String {
    whole((score * 20.0 + EPSILON).round() * 5.0)
}

fn fives_below(score: f64) -> String {
    whole((score * 20.0 + EPSILON).floor() * 5.0)
}

fn fives_above(score: f64) -> String {
    whole((score * 20.0 - EPSILON).ceil() * 5.0)
}

/// A fifth of the scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shade {
    /// Below 20 points.
    VeryLow,
    /// From 20 points.
    Low,
    /// From 40 points.
    Middling,
    /// From 60 points.
    High,
    /// From 80 points.
    VeryHigh,
}

impl Shade {
    /// Returns the fifth that a score of 0..=1 lies in.
    fn of(score: f64) -> Self {
        const FIFTHS: [Shade; 4] = [Shade::Low, Shade::Middling, Shade::High, Shade::VeryHigh];
        let reached = [0.2, 0.4, 0.6, 0.8].iter().zip(FIFTHS).filter(|(from, _)| score >= **from - EPSILON);
        reached.map(|(_, shade)| shade).next_back().unwrap_or(Self::VeryLow)
    }

    fn word(self) -> &'static str {
        match self {
            Self::VeryLow => "very low",
            Self::Low => "low",
            Self::Middling => "middling",
            Self::High => "high",
            Self::VeryHigh => "very high",
        }
    }
}

/// What a range covers, in fifths of the scale.
fn words(low: f64, high: f64) -> String {
    // A range that ends where a fifth begins does not reach into it.
    let (from, to) = (Shade::of(low), Shade::of((high - 2.0 * EPSILON).max(low)));
    if from == to { from.word().to_owned() } else { format!("{} to {}", from.word(), to.word()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(point: f64, low: f64, high: f64) -> Reading {
        Reading::new(ScoreState::Scored, Some(point), Some(low), Some(high))
    }

    #[test]
    fn a_score_is_as_sharp_as_its_range_allows() {
        for (point, low, high, text) in [
            (0.613, 0.613, 0.613, "61"),
            (0.613, 0.58, 0.64, "61 (58 to 64)"),
            (0.613, 0.612, 0.614, "61"),
            (0.613, 0.51, 0.66, "about 60 (50 to 70)"),
            (0.45, 0.40, 0.50, "45 (40 to 50)"),
            (0.5, 0.2, 0.75, "low to high (20 to 75)"),
            (0.5, 0.0, 1.0, "very low to very high (0 to 100)"),
            (0.25, 0.2, 0.6, "low to middling (20 to 60)"),
            (0.0, 0.0, 0.0, "0"),
            (1.0, 1.0, 1.0, "100"),
        ] {
            assert_eq!(reading(point, low, high).text(), text);
        }
    }

    #[test]
    fn a_point_that_rests_on_too_little_is_not_shown() {
        let few = Reading::new(ScoreState::Insufficient, Some(0.5), Some(0.45), Some(0.55));
        assert_eq!(few.text(), "middling (45 to 55)");
        assert_eq!(few.point(), None);
        assert_eq!(few.cell(), "45 to 55");
        assert_eq!(few.phrase_against(0.5), "between 45 and 55");
    }

    #[test]
    fn what_has_no_score_says_why() {
        let unanswered = Reading::new(ScoreState::Unanswered, None, Some(0.0), Some(1.0));
        assert_eq!(unanswered.text(), "not answered");
        assert_eq!(unanswered.bounds(), Some((0.0, 1.0)));
        let absent = Reading::new(ScoreState::NotApplicable, None, None, None);
        assert_eq!((absent.text().as_str(), absent.bounds()), ("does not apply", None));
    }

    #[test]
    fn rounding_never_hides_the_side_of_a_threshold() {
        assert_eq!(against(0.4999, 0.5), "just under 50");
        assert_eq!(against(0.5, 0.5), "50");
        assert_eq!(against(0.38, 0.5), "38");
        assert_eq!(reading(0.4999, 0.4999, 0.4999).phrase_against(0.5), "at just under 50");
        assert_eq!(reading(0.52, 0.44, 0.56).phrase_against(0.5), "at about 50");
    }

    #[test]
    fn ranges_in_fives_contain_the_exact_range() {
        assert_eq!(reading(0.62, 0.51, 0.69).range().as_deref(), Some("50 to 70"));
        // 0.6000000000000001 is 0.6 to people, not the start of the next step.
        assert_eq!(reading(0.52, 0.45, 0.1 + 0.2 + 0.3).range().as_deref(), Some("45 to 60"));
    }

    #[test]
    fn shares_are_whole_only_when_they_are() {
        for (value, text) in
            [(1.0, "100%"), (0.9999, "over 99%"), (0.953, "95%"), (0.001, "under 1%"), (0.0, "0%")]
        {
            assert_eq!(share(value), text);
        }
    }

    #[test]
    fn gains_have_two_digits() {
        for (value, text) in [
            (0.0134, "1.3 points"),
            (0.01, "1 point"),
            (0.123, "12 points"),
            (0.0996, "10 points"),
            (0.0004, "under 0.1 points"),
        ] {
            assert_eq!(gain(value), text);
        }
        assert_eq!(gain_cell(0.0), "<0.1");
    }

    #[test]
    fn efforts_agree_in_number() {
        for (range, text) in [
            ((2.0, 5.0), "2 to 5 person-days"),
            ((1.0, 1.0), "1 person-day"),
            ((0.5, 1.0), "0.5 to 1 person-days"),
            ((10.0, 25.0), "10 to 25 person-days"),
        ] {
            assert_eq!(effort(range), text);
        }
    }

    #[test]
    fn counts_and_distances_agree_in_number() {
        assert_eq!(count(0, "question", "questions"), "no questions");
        assert_eq!(count(1, "question", "questions"), "one question");
        assert_eq!(count(12, "question", "questions"), "12 questions");
        assert_eq!(distance(0.5, 0.51), "1 point");
        assert_eq!(distance(0.5, 0.503), "less than a point");
        assert_eq!(distance(0.5, 0.38), "12 points");
        assert_eq!(constant(2.0 / 3.0), "0.667");
        assert_eq!(constant(1.0), "1");
        assert_eq!(exact(2.0 / 3.0), "0.666667");
        assert_eq!((exact(10.0), exact(-0.000_000_1), exact(0.5)), ("10".into(), "0".into(), "0.5".into()));
    }
}
