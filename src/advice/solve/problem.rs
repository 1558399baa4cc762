use super::super::graph::Graph;
use crate::scoring::{SLACK, Sum};

/// A sum over traits that the rises of the traits must reach, or must not exceed.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::advice) struct Demand {
    /// What a rise of each trait by 1 counts, 0 or more.
    pub(in crate::advice) rates: Vec<f64>,
    /// How much is asked for.
    pub(in crate::advice) amount: f64,
}

impl Demand {
    /// Returns what the rises come to.
    pub(in crate::advice) fn sum(&self, rises: &[f64]) -> f64 {
        self.rates.iter().zip(rises).map(|(rate, rise)| rate * rise).collect::<Sum>().value()
    }

    /// Returns whether the rises reach the amount.
    pub(in crate::advice) fn is_met(&self, rises: &[f64]) -> bool {
        self.sum(rises) >= self.amount - SLACK
    }

    /// Returns whether the rises stay within the amount.
    pub(super) fn is_kept(&self, rises: &[f64]) -> bool {
        self.sum(rises) <= self.amount + SLACK
    }
}

/// Steps to choose from.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::advice) struct Problem {
    /// What each step costs, above 0.
    pub(in crate::advice) costs: Vec<f64>,
    /// The trait that each raises, and by how much, above 0.
    pub(in crate::advice) lifts: Vec<(usize, f64)>,
    /// What each waits for, directly; no cycle runs through it.
    pub(in crate::advice) after: Graph,
    /// Whether each can be taken at all.
    pub(in crate::advice) open: Vec<bool>,
    /// How far each trait can rise.
    pub(in crate::advice) rooms: Vec<f64>,
    /// What must be reached.
    pub(in crate::advice) demands: Vec<Demand>,
    /// What must not be exceeded.
    pub(in crate::advice) limits: Vec<Demand>,
}

impl Problem {
    /// Returns how far each trait rises by the steps that are taken.
    pub(in crate::advice) fn rises(&self, taken: impl Fn(usize) -> bool) -> Vec<f64> {
        let mut sums = vec![0.0; self.rooms.len()];
        for (step, (of, lift)) in self.lifts.iter().enumerate() {
            if taken(step) {
                sums[*of] += lift;
            }
        }
        sums.iter().zip(&self.rooms).map(|(sum, room): (&f64, &f64)| sum.min(*room)).collect()
    }

    /// Returns whether the rises meet all demands and keep all limits.
    pub(super) fn is_solved(&self, rises: &[f64]) -> bool {
        self.demands.iter().all(|demand| demand.is_met(rises))
            && self.limits.iter().all(|limit| limit.is_kept(rises))
    }

    /// Returns each step with all that it waits for, and each with all that wait for it.
    pub(super) fn closures(&self) -> (Graph, Graph) {
        let count = self.costs.len();
        let all = |direct: &Graph| -> Graph {
            let reached = |start: usize| {
                let mut seen = vec![false; count];
                let mut open = vec![start];
                while let Some(step) = open.pop() {
                    if !std::mem::replace(&mut seen[step], true) {
                        open.extend(direct.of(step));
                    }
                }
                (0..count).filter(move |step| seen[*step]).collect::<Vec<_>>()
            };
            (0..count).map(reached).collect()
        };
        (all(&self.after), all(&self.after.reversed(count)))
    }

    /// Returns the largest amount that each cost is a whole multiple of, if the costs have one that is not tiny.
    ///
    /// The cost of any set is a multiple of it, so a bound can be raised to the next one.
    pub(super) fn grain(&self) -> Option<f64> {
        // Efforts are stated in days and their middles in halves; finer parts than these are taken for arbitrary.
        const PARTS: f64 = 1000.0;
        let mut grain: u64 = 0;
        for cost in &self.costs {
            let parts = (cost * PARTS).round();
            if (parts - cost * PARTS).abs() > 1e-6 || !(1.0..1e12).contains(&parts) {
                return None;
            }
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "whole and below 1e12"
            )]
            let parts = parts as u64;
            grain = gcd(grain, parts);
        }
        (grain > 0).then(|| grain as f64 / PARTS)
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
