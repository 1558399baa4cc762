//! Steps as plain data: what they lift, what they cost and what they wait for.

use std::cmp::Ordering;
use std::collections::VecDeque;

use crate::scoring::{SLACK, Sum};

/// A step that can be taken.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Action<'a> {
    /// Settles what nothing else does.
    pub(super) id: &'a str,
    /// What it costs, above 0.
    pub(super) effort: f64,
    /// The traits that it lifts, and how much each at most.
    pub(super) lifts: Vec<(usize, f64)>,
    /// The actions that must be taken before; no cycle runs through them.
    pub(super) after: Vec<usize>,
}

impl Action<'_> {
    /// Returns what the action brings while the traits have these gaps: Σ weight × min(gap, lift).
    pub(super) fn gain(&self, gaps: &[f64], weights: &[f64]) -> f64 {
        self.lifts.iter().map(|(of, lift)| weights[*of] * gaps[*of].min(*lift)).collect::<Sum>().value()
    }

    /// Closes the gaps as far as the action reaches, and returns what that brings.
    pub(super) fn take(&self, gaps: &mut [f64], weights: &[f64]) -> f64 {
        let gain = self.gain(gaps, weights);
        for (of, lift) in &self.lifts {
            gaps[*of] = (gaps[*of] - lift).max(0.0);
        }
        gain
    }
}

/// Compares two worths, where a difference within rounding is none: the larger comes first, then the smaller effort,
/// then the id.
pub(super) fn first(a: (f64, f64, &str), b: (f64, f64, &str)) -> Ordering {
    let by_worth = if (a.0 - b.0).abs() <= SLACK { Ordering::Equal } else { b.0.total_cmp(&a.0) };
    by_worth.then_with(|| a.1.total_cmp(&b.1)).then_with(|| a.2.cmp(b.2))
}

/// Returns all actions so that each comes after those that it waits for; where there is a choice, the smaller effort
/// comes first, then the id.
pub(super) fn topological(actions: &[Action]) -> Vec<usize> {
    by_worth(actions, &vec![true; actions.len()], |_| 0.0)
}

/// Returns the actions that are wanted so that each comes after those that it waits for; where there is a choice, the
/// one of the highest worth comes first, then the smaller effort, then the id.
pub(super) fn by_worth(actions: &[Action], wanted: &[bool], worth: impl Fn(usize) -> f64) -> Vec<usize> {
    let mut left = wanted.to_vec();
    let mut order = Vec::with_capacity(actions.len());
    let key = |of: usize| (worth(of), actions[of].effort, actions[of].id);
    loop {
        let ready = |of: &usize| left[*of] && !actions[*of].after.iter().any(|before| left[*before]);
        let Some(next) = (0..actions.len()).filter(ready).min_by(|a, b| first(key(*a), key(*b))) else {
            return order;
        };
        left[next] = false;
        order.push(next);
    }
}

/// Returns for each action what waits for it is worth: Σ of the gains of what rests on it, directly or not, each times
/// `discount` to the power of its distance.
///
/// `before[a]` holds the actions that `a` rests on; the distance is that of the shortest way.
pub(super) fn leverage(before: &[Vec<usize>], gains: &[f64], discount: f64) -> Vec<f64> {
    let mut behind = vec![Vec::new(); before.len()];
    for (action, before) in before.iter().enumerate() {
        for earlier in before {
            behind[*earlier].push(action);
        }
    }
    (0..before.len())
        .map(|start| {
            let mut factor = vec![None; before.len()];
            factor[start] = Some(1.0);
            let mut reached = VecDeque::from([start]);
            let mut sum = Sum::default();
            while let Some(action) = reached.pop_front() {
                let next = factor[action].unwrap_or_default() * discount;
                for later in &behind[action] {
                    if factor[*later].is_none() {
                        factor[*later] = Some(next);
                        sum.add(next * gains[*later]);
                        reached.push_back(*later);
                    }
                }
            }
            sum.value()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leverage_counts_each_step_once_by_its_shortest_way() {
        // 0 leads to 1 and 2, both lead to 3, and 3 leads to 4.
        let before = [vec![], vec![0], vec![0], vec![1, 2], vec![3]];
        let found = leverage(&before, &[1.0, 2.0, 4.0, 8.0, 16.0], 0.5);
        let expected = [0.5 * 6.0 + 0.25 * 8.0 + 0.125 * 16.0, 0.5 * 8.0 + 0.25 * 16.0, 8.0, 8.0, 0.0];
        assert!(
            found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12),
            "{found:?}"
        );
    }

    #[test]
    fn a_worth_within_rounding_is_no_difference() {
        assert_eq!(first((0.1 + 0.2, 1.0, "b"), (0.3, 1.0, "a")), Ordering::Greater);
        assert_eq!(first((0.3, 2.0, "a"), (0.3, 1.0, "b")), Ordering::Greater);
        assert_eq!(first((0.4, 2.0, "b"), (0.3, 1.0, "a")), Ordering::Less);
    }
}
