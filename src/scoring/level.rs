//! The ladder, and the traits that keep a team from climbing it.

use super::assessment::{Estimate, HeldBack, LevelReached, Score};
use super::threshold::reaches;
use crate::questionnaire::{Gate, Level, TraitIx};

/// A gate, and the trait that stands before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Essential {
    pub(super) of: TraitIx,
    pub(super) score: Score,
    pub(super) gate: Gate,
}

/// Where in its range a score is taken.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Low,
    Point,
    High,
}

impl At {
    fn of(self, estimate: Estimate) -> f64 {
        match self {
            Self::Low => estimate.low,
            Self::Point => estimate.point,
            Self::High => estimate.high,
        }
    }

    /// Returns whether a trait has its minimum. An unanswered one does so only at the high end, and one that does not
    /// apply holds nobody back.
    fn passes(self, essential: &Essential) -> bool {
        match essential.score {
            Score::Scored(estimate) => reaches(self.of(estimate), essential.gate.minimum),
            Score::Unanswered => self == Self::High,
            Score::NotApplicable => true,
        }
    }
}

/// Returns the level that a score reaches, given the gates that count for it; `None` without levels.
pub(super) fn reach(levels: &[Level], score: Estimate, essentials: &[Essential]) -> Option<LevelReached> {
    if levels.is_empty() {
        return None;
    }
    let raw = |at: At| rank(levels, at.of(score));
    let gated = |at: At| {
        let shut = essentials.iter().filter(|essential| !at.passes(essential));
        // A level whose gate is shut is out of reach, and so are all above it; the first has none.
        shut.map(|essential| (essential.gate.level - 1).max(1)).fold(raw(at), usize::min)
    };
    let (raw, rank) = (raw(At::Point), gated(At::Point));
    let held_back_by = essentials
        .iter()
        .filter(|essential| raw > rank && essential.gate.level == rank + 1 && !At::Point.passes(essential))
        .map(|essential| HeldBack {
            of: essential.of,
            minimum: essential.gate.minimum,
            level: essential.gate.level,
        })
        .collect();
    Some(LevelReached { raw, rank, low_rank: gated(At::Low), high_rank: gated(At::High), held_back_by })
}

/// Returns the rank of the highest level that starts at the score or below, from 1.
fn rank(levels: &[Level], score: f64) -> usize {
    levels.iter().take_while(|level| reaches(score, level.from)).count().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ladder(cuts: &[f64]) -> Vec<Level> {
        let level = |(rank, from): (usize, &f64)| Level {
            id: format!("level-{}", rank + 1),
            title: String::new(),
            from: *from,
            description: None,
        };
        cuts.iter().enumerate().map(level).collect()
    }

    fn exactly(point: f64) -> Estimate {
        Estimate { point, low: point, high: point }
    }

    fn gate(level: usize, minimum: f64, score: Score) -> Essential {
        Essential { of: TraitIx(0), score, gate: Gate { level, minimum } }
    }

    #[test]
    fn the_vectors_of_levels_hold() {
        let text = include_str!("../../tests/vectors/method_placement.json");
        let vectors: serde_json::Value = serde_json::from_str(text).expect("the vectors are JSON");
        let cases = vectors["levels"].as_array().expect("the vectors have levels");
        assert_eq!(cases.len(), 12);
        let levels = ladder(&[0.0, 0.2, 0.4, 0.6, 0.8]);
        for case in cases {
            let backup = match case["essentials"]["backup"].as_f64() {
                Some(point) => Score::Scored(exactly(point)),
                None => Score::Unanswered,
            };
            let gates: Vec<Essential> = case["gates"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(level, needs)| {
                    let level = level.parse().expect("a gate names a level");
                    gate(level, needs["backup"].as_f64().expect("a gate has a minimum"), backup)
                })
                .collect();
            let score = exactly(case["score"].as_f64().expect("a case has a score"));
            let reached = reach(&levels, score, &gates).expect("there are levels");
            assert_eq!(case["expected"]["raw"], reached.raw, "{case}");
            assert_eq!(case["expected"]["gated"], reached.rank, "{case}");
            let held = case["expected"]["held_back_by"].as_array().map_or(0, Vec::len);
            assert_eq!(held, reached.held_back_by.len(), "{case}");
        }
    }

    #[test]
    fn an_unanswered_gate_is_open_at_the_high_end_only() {
        let levels = ladder(&[0.0, 0.5]);
        let reached =
            reach(&levels, exactly(0.7), &[gate(2, 0.5, Score::Unanswered)]).expect("there are levels");
        assert_eq!((reached.low_rank, reached.rank, reached.high_rank), (1, 1, 2));
        assert_eq!(reached.held_back_by, [HeldBack { of: TraitIx(0), minimum: 0.5, level: 2 }]);
    }

    #[test]
    fn what_does_not_apply_has_no_gate() {
        let levels = ladder(&[0.0, 0.5]);
        let reached = reach(&levels, exactly(0.7), &[gate(2, 0.5, Score::NotApplicable)]);
        assert_eq!(reached.expect("there are levels").rank, 2);
    }

    #[test]
    fn without_a_ladder_there_is_no_level() {
        assert_eq!(reach(&[], exactly(0.7), &[]), None);
    }
}
