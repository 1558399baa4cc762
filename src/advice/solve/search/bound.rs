//! How good what the marks allow can be at most.

use super::{Aim, ROUNDS, Search, gain};
use crate::advice::solve::Demand;

/// The part of the last direction that the next one keeps.
const KEPT: f64 = 0.7;

impl Search<'_> {
    /// Returns a bound: the least cost, or the most gain, that what the marks allow can have. The multipliers, one for
    /// each demand or the one of the budget and one for each link, are bettered by subgradients so many times.
    pub(super) fn relax(&mut self, multipliers: &mut [f64], rounds: usize) -> f64 {
        // So many rounds without a better bound halve the stride.
        let patience = if rounds == ROUNDS.0 { 20 } else { 4 };
        let mut best = self.lagrangian(multipliers);
        let mut kept = multipliers.to_vec();
        let (mut reach, mut idle) = (1.0, 0);
        // Each direction keeps part of the last one, so that it does not go to and fro (Camerini, Fratta, Maffioli, 1975).
        let mut direction = vec![0.0; multipliers.len()];
        for _ in 0..rounds {
            for (direction, slope) in direction.iter_mut().zip(&self.slopes) {
                *direction = KEPT * *direction + slope;
            }
            let length: f64 = direction.iter().map(|slope| slope * slope).sum();
            if length <= 0.0 || self.is_hopeless(self.rounded(best)) {
                break;
            }
            let stride = reach * self.distance(best) / length;
            for (multiplier, slope) in multipliers.iter_mut().zip(&direction) {
                *multiplier = (*multiplier + stride * slope).max(0.0);
            }
            let bound = self.lagrangian(multipliers);
            let better = if matches!(self.aim, Aim::Most { .. }) { bound < best } else { bound > best };
            if better {
                (best, idle) = (bound, 0);
                kept.copy_from_slice(multipliers);
            } else {
                idle += 1;
                if idle % patience == 0 {
                    reach *= 0.5;
                }
            }
        }
        multipliers.copy_from_slice(&kept);
        self.rounded(best)
    }

    /// Returns the bound of these multipliers, and notes the direction in which each should go.
    pub(super) fn lagrangian(&mut self, multipliers: &[f64]) -> f64 {
        let problem = self.problem;
        let (own, links) = multipliers.split_at(self.scales.len());
        let mut fixed = 0.0;
        let price = match &self.aim {
            Aim::Most { worth, budget } => {
                self.rates.copy_from_slice(worth);
                let price = own[0] * self.scales[0];
                fixed = price * budget;
                price
            }
            Aim::Cheapest | Aim::All { .. } => {
                self.rates.fill(0.0);
                for ((demand, multiplier), scale) in self.demands.iter().zip(own).zip(&self.scales) {
                    fixed += multiplier * scale * demand.amount;
                    for (rate, own) in self.rates.iter_mut().zip(&demand.rates) {
                        *rate += multiplier * scale * own;
                    }
                }
                1.0
            }
        };
        self.prices.clear();
        self.prices.extend(problem.costs.iter().map(|cost| price * cost));
        for ((step, before), multiplier) in self.relaxation.links().iter().zip(links) {
            self.prices[*step] += multiplier;
            self.prices[*before] -= multiplier;
        }
        self.relaxation.choose(problem, &self.marks, &self.rates, &self.prices, &mut self.choice);
        self.slopes.clear();
        match &self.aim {
            Aim::Most { budget, .. } => {
                let cost: f64 =
                    problem.costs.iter().zip(&self.choice.taken).map(|(cost, part)| cost * part).sum();
                self.slopes.push((cost - budget) * self.scales[0]);
            }
            Aim::Cheapest | Aim::All { .. } => {
                let missing = |demand: &Demand| demand.amount - demand.sum(&self.choice.rises);
                self.slopes.extend(
                    self.demands.iter().zip(&self.scales).map(|(demand, scale)| missing(demand) * scale),
                );
            }
        }
        let taken = &self.choice.taken;
        self.slopes
            .extend(self.relaxation.links().iter().map(|(step, before)| taken[*step] - taken[*before]));
        match self.aim {
            Aim::Most { .. } => fixed + self.choice.worth,
            Aim::Cheapest | Aim::All { .. } => fixed - self.choice.worth,
        }
    }

    /// Returns how far a bound is from what is known to be possible.
    pub(super) fn distance(&self, bound: f64) -> f64 {
        let known = match &self.aim {
            Aim::All { cost } => Some(*cost),
            Aim::Cheapest => self.best.as_ref().map(|best| best.cost),
            Aim::Most { worth, .. } => self.best.as_ref().map(|best| gain(worth, &best.rises)),
        };
        known.map_or(1.0, |known| (known - bound).abs()).max(1e-6)
    }

    /// Returns the next cost that a bound allows.
    pub(super) fn rounded(&self, bound: f64) -> f64 {
        match (&self.aim, self.grain) {
            (Aim::Most { .. }, _) | (_, None) => bound,
            (_, Some(grain)) => ((bound - 1e-7) / grain).ceil() * grain,
        }
    }
}
