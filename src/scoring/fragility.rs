//! How few answers a zone hangs on.

use super::placement::combination;
use super::threshold::reaches;
use crate::questionnaire::{Placement, PoleIx, TraitIx};

/// What one step in one answer does to the answer's trait; both 0 or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Step {
    /// The trait.
    pub(super) of: TraitIx,
    /// The most that the trait can rise.
    pub(super) up: f64,
    /// The most that it can fall.
    pub(super) down: f64,
}

/// Returns the least number of answers which, each moved by one step, lead to another zone; `None` if no number does.
///
/// `points` are the poles' scores, and `share` is a trait's share in each of them. A zone asks of some poles that they be
/// high or low, so it is left as soon as one of those crosses the cut, and for one pole the largest effects come first:
/// the number is exact.
pub(super) fn flips_after(
    placement: &Placement,
    points: &[f64],
    steps: &[Step],
    share: impl Fn(TraitIx, PoleIx) -> f64,
) -> Option<usize> {
    let now = combination(placement, points);
    (0..points.len())
        .filter(|pole| placement.zone(now ^ 1 << pole) != placement.zone(now))
        .filter_map(|pole| {
            let falls = now >> pole & 1 == 1;
            let effect =
                |step: &Step| share(step.of, PoleIx(pole)) * if falls { -step.down } else { step.up };
            crosses_after(points[pole], placement.cut, steps.iter().map(effect))
        })
        .min()
}

/// Returns how many of the effects, the largest first, bring a score across the cut; `None` if all of them do not.
fn crosses_after(score: f64, cut: f64, effects: impl Iterator<Item = f64>) -> Option<usize> {
    let high = reaches(score, cut);
    let mut effects: Vec<f64> = effects.filter(|effect| *effect != 0.0).collect();
    effects.sort_unstable_by(|a, b| b.abs().total_cmp(&a.abs()));
    let scores = effects.into_iter().scan(score, |score, effect| {
        *score += effect;
        Some(*score)
    });
    scores.enumerate().find(|(_, score)| reaches(*score, cut) != high).map(|(index, _)| index + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_steps_come_first() {
        assert_eq!(crosses_after(0.4, 0.5, [0.02, 0.06, 0.05].into_iter()), Some(2));
        assert_eq!(crosses_after(0.6, 0.5, [-0.02, -0.06, -0.05].into_iter()), Some(2));
    }

    #[test]
    fn up_reaches_the_cut_and_down_falls_below_it() {
        assert_eq!(crosses_after(0.4, 0.5, [0.1].into_iter()), Some(1));
        assert_eq!(crosses_after(0.6, 0.5, [-0.1].into_iter()), None);
        assert_eq!(crosses_after(0.5, 0.5, [-0.1].into_iter()), Some(1));
    }
}
