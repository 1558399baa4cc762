//! Steps as plain data: what they lift, what they cost and what they wait for.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::graph::Graph;
use crate::scoring::{SLACK, Sum};

/// A step that can be taken.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Action<'a> {
    /// Settles what nothing else does.
    pub(super) id: &'a str,
    /// What it costs, above 0.
    pub(super) effort: f64,
    /// The traits that it lifts, at least one, and how much each at most.
    pub(super) lifts: &'a [(usize, f64)],
}

impl Action<'_> {
    /// Returns what the action brings while the traits have these gaps: Σ weight × min(gap, lift).
    pub(super) fn gain(&self, gaps: &[f64], weights: &[f64]) -> f64 {
        self.lifts.iter().map(|(of, lift)| weights[*of] * gaps[*of].min(*lift)).collect::<Sum>().value()
    }

    /// Closes the gaps as far as the action reaches, and returns what that brings.
    pub(super) fn take(&self, gaps: &mut [f64], weights: &[f64]) -> f64 {
        let gain = self.gain(gaps, weights);
        for (of, lift) in self.lifts {
            gaps[*of] = (gaps[*of] - lift).max(0.0);
        }
        gain
    }
}

/// What decides between steps: the higher worth comes first, then the smaller effort, then the id.
///
/// Worth and effort are compared as multiples of [`SLACK`], so that the last digit of a sum decides nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rank {
    worth: f64,
    effort: f64,
    /// The place of the id in alphabetical order.
    id: usize,
}

impl Eq for Rank {}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        let worth = other.worth.total_cmp(&self.worth);
        worth.then(self.effort.total_cmp(&other.effort)).then(self.id.cmp(&other.id))
    }
}

/// All steps, and what each waits for.
#[derive(Debug, Clone)]
pub(super) struct Actions<'a> {
    pub(super) list: Vec<Action<'a>>,
    /// The steps that must be taken before each; no cycle runs through them.
    pub(super) after: Graph,
    behind: Graph,
    by_id: Vec<usize>,
}

impl<'a> Actions<'a> {
    pub(super) fn new(list: Vec<Action<'a>>, after: Graph) -> Self {
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_unstable_by_key(|action| list[*action].id);
        let mut by_id = vec![0; list.len()];
        for (place, action) in order.into_iter().enumerate() {
            by_id[action] = place;
        }
        let behind = after.reversed(list.len());
        Self { list, after, behind, by_id }
    }

    /// Ranks a worth that costs so much and is that of an action.
    pub(super) fn rank(&self, worth: f64, effort: f64, action: usize) -> Rank {
        let multiple = |value: f64| (value / SLACK).round();
        Rank { worth: multiple(worth), effort: multiple(effort), id: self.by_id[action] }
    }

    /// Returns the actions that are wanted so that each comes after those that it waits for; where there is a choice,
    /// the first in rank comes first.
    pub(super) fn by_worth(&self, wanted: &[bool], worth: impl Fn(usize) -> f64) -> Vec<usize> {
        let mut waits: Vec<usize> = (0..self.list.len())
            .map(|action| self.after.of(action).iter().filter(|before| wanted[**before]).count())
            .collect();
        let rank =
            |action: usize| Reverse((self.rank(worth(action), self.list[action].effort, action), action));
        let free = (0..self.list.len()).filter(|action| wanted[*action] && waits[*action] == 0);
        let mut free: BinaryHeap<_> = free.map(rank).collect();
        let mut order = Vec::with_capacity(self.list.len());
        while let Some(Reverse((_, action))) = free.pop() {
            order.push(action);
            for later in self.behind.of(action) {
                waits[*later] -= 1;
                if wanted[*later] && waits[*later] == 0 {
                    free.push(rank(*later));
                }
            }
        }
        order
    }
}

/// Returns for each action what waits for it is worth: Σ of the gains of what rests on it, directly or not, each times
/// `discount` to the power of its distance.
///
/// `behind` holds the actions that rest on each; the distance is that of the shortest way.
pub(super) fn leverage(behind: &Graph, gains: &[f64], discount: f64) -> Vec<f64> {
    let mut reached = Vec::with_capacity(behind.len());
    // The start from which each action was reached last.
    let mut seen = vec![usize::MAX; behind.len()];
    let from = |start: usize| {
        reached.clear();
        reached.push((start, 1.0));
        seen[start] = start;
        let mut sum = Sum::default();
        let mut next = 0;
        while let Some((action, factor)) = reached.get(next).copied() {
            next += 1;
            for later in behind.of(action) {
                if seen[*later] != start {
                    seen[*later] = start;
                    sum.add(factor * discount * gains[*later]);
                    reached.push((*later, factor * discount));
                }
            }
        }
        sum.value()
    };
    (0..behind.len()).map(from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leverage_counts_each_step_once_by_its_shortest_way() {
        // 0 leads to 1 and 2, both lead to 3, and 3 leads to 4.
        let behind: Graph = [vec![1, 2], vec![3], vec![3], vec![4], vec![]].into_iter().collect();
        let found = leverage(&behind, &[1.0, 2.0, 4.0, 8.0, 16.0], 0.5);
        let expected = [0.5 * 6.0 + 0.25 * 8.0 + 0.125 * 16.0, 0.5 * 8.0 + 0.25 * 16.0, 8.0, 8.0, 0.0];
        assert!(
            found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12),
            "{found:?}"
        );
    }

    #[test]
    fn a_worth_within_rounding_is_no_difference() {
        let action = |id| Action { id, effort: 1.0, lifts: &[] };
        let actions = Actions::new(vec![action("b"), action("a")], Graph::empty(2));
        assert!(actions.rank(0.1 + 0.2, 1.0, 0) > actions.rank(0.3, 1.0, 1));
        assert!(actions.rank(0.3, 2.0, 1) > actions.rank(0.3, 1.0, 0));
        assert!(actions.rank(0.4, 2.0, 0) < actions.rank(0.3, 1.0, 1));
    }
}
