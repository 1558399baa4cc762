//! How few answers a zone hangs on.

use super::placement::combination;
use super::threshold::reaches;
use crate::questionnaire::{Placement, PoleIx, QuestionIx, TraitIx, ZoneIx};

/// What one step in one answer does to the answer's trait; both 0 or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    /// The question.
    pub(super) question: QuestionIx,
    /// Its trait.
    pub(super) of: TraitIx,
    /// The answer's share in the trait, above 0 to 1.
    pub(super) share: f64,
    /// The most that the trait can rise.
    pub(super) up: f64,
    /// The most that it can fall.
    pub(super) down: f64,
}

/// The fewest steps that lead to another zone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Crossing {
    /// The pole that they bring across the cut.
    pub(super) pole: PoleIx,
    /// Whether they raise it.
    pub(super) rises: bool,
    /// The zone that they lead to.
    pub(super) zone: ZoneIx,
    /// The steps by their number, the one with the largest effect first.
    pub(super) steps: Vec<usize>,
}

/// Returns the fewest answers which, each moved by one step, lead to another zone; `None` if no number does.
///
/// `points` are the poles' scores, and `share` is a trait's share in each of them. A zone asks of some poles that they be
/// high or low, so it is left as soon as one of those crosses the cut, and for one pole the largest effects come first:
/// the number is exact. Of equal numbers that of the pole nearest to the cut is returned, and of
/// equal effects the first question's.
pub(super) fn crossing(
    placement: &Placement,
    points: &[f64],
    steps: &[Step],
    share: impl Fn(TraitIx, PoleIx) -> f64,
) -> Option<Crossing> {
    let now = combination(placement, points);
    let crossings = (0..points.len())
        .filter(|pole| placement.zone(now ^ 1 << pole) != placement.zone(now))
        .filter_map(|pole| {
            let rises = now >> pole & 1 == 0;
            let effect =
                |step: &Step| share(step.of, PoleIx(pole)) * if rises { step.up } else { -step.down };
            let taken = crosses_by(points[pole], placement.cut, steps.iter().map(effect))?;
            Some((pole, rises, taken))
        });
    let distance = |pole: usize| (points[pole] - placement.cut).abs();
    let (pole, rises, taken) = crossings.min_by(|(p, _, one), (q, _, other)| {
        one.len().cmp(&other.len()).then(distance(*p).total_cmp(&distance(*q)))
    })?;
    let moved = |(other, point): (usize, &f64)| {
        let by = |step: &usize| {
            let Step { of, up, down, .. } = steps[*step];
            share(of, PoleIx(other)) * if rises { up } else { -down }
        };
        // One sum in one order for all poles, so that the pole that crosses does so here as well.
        taken.iter().map(by).fold(*point, |score, effect| score + effect)
    };
    let points: Vec<f64> = points.iter().enumerate().map(moved).collect();
    let zone = placement.zone(combination(placement, &points));
    Some(Crossing { pole: PoleIx(pole), rises, zone, steps: taken })
}

/// Returns which of the effects, the largest first, bring a score across the cut; `None` if all of them do not.
fn crosses_by(score: f64, cut: f64, effects: impl Iterator<Item = f64>) -> Option<Vec<usize>> {
    let high = reaches(score, cut);
    let mut effects: Vec<(usize, f64)> = effects.enumerate().filter(|(_, effect)| *effect != 0.0).collect();
    effects.sort_unstable_by(|(a, x), (b, y)| y.abs().total_cmp(&x.abs()).then(a.cmp(b)));
    let mut score = score;
    let crosses = |(_, effect): &(usize, f64)| {
        score += effect;
        reaches(score, cut) != high
    };
    let last = effects.iter().position(crosses)?;
    Some(effects[..=last].iter().map(|(step, _)| *step).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_steps_come_first() {
        assert_eq!(crosses_by(0.4, 0.5, [0.02, 0.06, 0.05].into_iter()), Some(vec![1, 2]));
        assert_eq!(crosses_by(0.6, 0.5, [-0.02, -0.06, -0.05].into_iter()), Some(vec![1, 2]));
    }

    #[test]
    fn of_equal_steps_the_first_is_taken() {
        assert_eq!(crosses_by(0.4, 0.5, [0.02, 0.1, 0.1].into_iter()), Some(vec![1]));
    }

    #[test]
    fn up_reaches_the_cut_and_down_falls_below_it() {
        assert_eq!(crosses_by(0.4, 0.5, [0.1].into_iter()), Some(vec![0]));
        assert_eq!(crosses_by(0.6, 0.5, [-0.1].into_iter()), None);
        assert_eq!(crosses_by(0.5, 0.5, [-0.1].into_iter()), Some(vec![0]));
    }
}
