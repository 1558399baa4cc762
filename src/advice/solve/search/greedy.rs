//! Solutions that are quickly made, to measure the others by.

use super::{Aim, EQUAL, Mark, Search, gain};
use crate::scoring::SLACK;

impl Search<'_> {
    /// Makes a solution of what the traits chose by themselves, if they are far enough.
    pub(super) fn round(&mut self) {
        if matches!(self.aim, Aim::All { .. }) {
            return;
        }
        let start = self.trail.len();
        let chosen: Vec<usize> =
            (0..self.marks.len()).filter(|step| self.choice.taken[*step] > 0.5).collect();
        for step in chosen {
            let before = self.trail.len();
            let affordable = self.include(step)
                && match self.aim {
                    Aim::Most { budget, .. } => self.spent() <= budget + EQUAL,
                    Aim::Cheapest | Aim::All { .. } => true,
                };
            if !affordable {
                self.undo(before);
            }
        }
        self.complete(start);
    }

    /// Takes the closure that brings most for its cost again and again, then leaves out whatever turns out not to be
    /// needed, the dearest first, and keeps the solution. What was marked from `start` on is free again.
    pub(super) fn complete(&mut self, start: usize) {
        loop {
            let now = self.problem.rises(|step| self.marks[step] == Mark::In);
            if !matches!(self.aim, Aim::Most { .. }) && self.problem.is_solved(&now) {
                break;
            }
            let spent = self.spent();
            let brings = |step: usize| {
                let taken = |other: usize| {
                    self.marks[other] == Mark::In || self.before.of(step).binary_search(&other).is_ok()
                };
                let cost: f64 = self
                    .before
                    .of(step)
                    .iter()
                    .filter(|b| self.marks[**b] == Mark::Free)
                    .map(|b| self.problem.costs[*b])
                    .sum();
                (self.progress(&self.problem.rises(taken)) - self.progress(&now), cost)
            };
            let within = |cost: f64| match self.aim {
                Aim::Most { budget, .. } => spent + cost <= budget + EQUAL,
                _ => true,
            };
            let best = (0..self.marks.len())
                .filter(|step| self.marks[*step] == Mark::Free)
                .filter(|step| self.before.of(*step).iter().all(|before| self.marks[*before] != Mark::Out))
                .map(|step| (step, brings(step)))
                .filter(|(_, (gain, cost))| *gain > SLACK && within(*cost))
                .max_by(|(a, (g, c)), (b, (h, d))| (g / c).total_cmp(&(h / d)).then(b.cmp(a)));
            match best {
                Some((step, _)) if self.include(step) => {}
                _ => break,
            }
        }
        self.prune(start);
        let now = self.problem.rises(|step| self.marks[step] == Mark::In);
        self.take(&now);
        self.undo(start);
    }

    /// Takes back steps that the rest does without.
    pub(super) fn prune(&mut self, start: usize) {
        let mut taken: Vec<usize> =
            self.trail[start..].iter().copied().filter(|step| self.marks[*step] == Mark::In).collect();
        taken.sort_by(|a, b| self.problem.costs[*b].total_cmp(&self.problem.costs[*a]).then(b.cmp(a)));
        let whole = self.progress(&self.problem.rises(|step| self.marks[step] == Mark::In));
        for step in taken {
            let without = |other: usize| {
                self.marks[other] == Mark::In && self.behind.of(step).binary_search(&other).is_err()
            };
            let kept = |later: &usize| self.marks[*later] == Mark::In && !self.trail[start..].contains(later);
            if self.behind.of(step).iter().any(kept) {
                continue;
            }
            if self.marks[step] == Mark::In && self.progress(&self.problem.rises(without)) >= whole - SLACK {
                for later in self.behind.of(step) {
                    if self.marks[*later] == Mark::In {
                        self.marks[*later] = Mark::Free;
                    }
                }
            }
        }
    }

    /// Returns how far rises lead towards what is asked for.
    pub(super) fn progress(&self, rises: &[f64]) -> f64 {
        match &self.aim {
            Aim::Most { worth, .. } => gain(worth, rises),
            _ => self.problem.demands.iter().map(|demand| demand.sum(rises).min(demand.amount)).sum(),
        }
    }
}
