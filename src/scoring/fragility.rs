//! How few answers a zone hangs on.

use super::placement::combination;
use super::threshold::{SLACK, reaches};
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

/// Returns the least number of answers which, each moved by one step, lead to another zone; `None` if none is found.
///
/// `points` are the poles' scores, and `share` is a trait's share in each of them. Leaving the zone by one pole's
/// crossing is exact: the largest effects on that pole come first. Where a zone spans several combinations, so that
/// several poles must cross at once, the answers are chosen greedily, each time the one that brings the poles furthest;
/// the number is then one that suffices, and the least if no trait counts for two poles.
pub(super) fn flips_after(
    placement: &Placement,
    points: &[f64],
    steps: &[Step],
    share: impl Fn(TraitIx, PoleIx) -> f64,
) -> Option<usize> {
    let now = combination(placement, points);
    let leaves = |crossing: usize| placement.zone(now ^ crossing) != placement.zone(now);
    (1..1 << points.len())
        // A crossing that contains a smaller one which already leaves the zone takes at least as many answers.
        .filter(|crossing| leaves(*crossing) && !proper_subsets(*crossing).any(&leaves))
        .filter_map(|crossing| {
            let mut walk = Walk { placement, scores: points.to_vec(), start: now, crossing, share: &share };
            if crossing.is_power_of_two() { walk.straight(steps) } else { walk.greedy(steps) }
        })
        .min()
}

/// Iterates over the non-empty subsets of a set of bits that are not the set itself.
fn proper_subsets(set: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some((set - 1) & set), move |subset| Some(subset.wrapping_sub(1) & set))
        .take_while(|subset| *subset != 0)
}

/// A way across the cut, answer by answer.
struct Walk<'a, S> {
    placement: &'a Placement,
    scores: Vec<f64>,
    start: usize,
    /// The poles that must cross.
    crossing: usize,
    share: &'a S,
}

impl<S: Fn(TraitIx, PoleIx) -> f64> Walk<'_, S> {
    /// Crosses with one pole: the largest effects first.
    fn straight(&mut self, steps: &[Step]) -> Option<usize> {
        let pole = PoleIx(self.crossing.trailing_zeros() as usize);
        let up = !self.starts_high(pole.0);
        let effect = |step: &Step| (self.share)(step.of, pole) * if up { step.up } else { step.down };
        let mut order: Vec<(f64, &Step)> =
            steps.iter().map(|step| (effect(step), step)).filter(|(effect, _)| *effect > 0.0).collect();
        order.sort_by(|(a, _), (b, _)| b.total_cmp(a));
        for (taken, (_, step)) in order.into_iter().enumerate() {
            self.take(step, up);
            if self.arrived() {
                return self.elsewhere().then_some(taken + 1);
            }
        }
        None
    }

    /// Crosses with several poles: each time the step that closes the largest part of what is left.
    fn greedy(&mut self, steps: &[Step]) -> Option<usize> {
        let mut left: Vec<&Step> = steps.iter().collect();
        let distances: Vec<f64> = (0..self.scores.len()).map(|pole| self.remaining(pole)).collect();
        for taken in 1.. {
            let (best, up, progress) = left
                .iter()
                .enumerate()
                .flat_map(|(index, step)| [(index, *step, true), (index, *step, false)])
                .map(|(index, step, up)| (index, up, self.progress(step, up, &distances)))
                .fold(
                    None,
                    |best: Option<(usize, bool, f64)>, next| {
                        if best.is_some_and(|best| best.2 >= next.2) { best } else { Some(next) }
                    },
                )?;
            if progress <= 0.0 {
                return None;
            }
            self.take(left.swap_remove(best), up);
            if self.arrived() {
                return self.elsewhere().then_some(taken);
            }
        }
        None
    }

    fn progress(&self, step: &Step, up: bool, distances: &[f64]) -> f64 {
        (0..self.scores.len())
            .filter(|pole| self.crossing >> pole & 1 == 1)
            .map(|pole| {
                let effect = (self.share)(step.of, PoleIx(pole)) * if up { step.up } else { step.down };
                let forward = if up == self.starts_high(pole) { -effect } else { effect };
                forward.min(self.remaining(pole)) / distances[pole]
            })
            .sum()
    }

    /// Returns what a pole still has to go, 0 once it is across.
    fn remaining(&self, pole: usize) -> f64 {
        let score = self.scores[pole];
        if reaches(score, self.placement.cut) == self.starts_high(pole) {
            (score - self.placement.cut).abs() + 2.0 * SLACK
        } else {
            0.0
        }
    }

    fn take(&mut self, step: &Step, up: bool) {
        for (pole, score) in self.scores.iter_mut().enumerate() {
            let share = (self.share)(step.of, PoleIx(pole));
            *score += share * if up { step.up } else { -step.down };
        }
    }

    fn starts_high(&self, pole: usize) -> bool {
        self.start >> pole & 1 == 1
    }

    fn arrived(&self) -> bool {
        let crossed = self.start ^ combination(self.placement, &self.scores);
        crossed & self.crossing == self.crossing
    }

    fn elsewhere(&self) -> bool {
        let end = combination(self.placement, &self.scores);
        self.placement.zone(end) != self.placement.zone(self.start)
    }
}
