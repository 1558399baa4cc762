//! Branch and bound: the tree of decisions, by [`bound`] and [`greedy`].

mod bound;
mod greedy;

use super::super::graph::Graph;
use super::problem::Problem;
use super::relaxation::{Choice, Mark, Relaxation};
use crate::scoring::{SLACK, Sum};

/// Costs closer than this are equal.
const EQUAL: f64 = 1e-9;
/// How often the multipliers are bettered at the root, and at each branch.
const ROUNDS: (usize, usize) = (800, 10);

/// A set of steps, each with all that it waits for.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::advice) struct Solution {
    /// The steps, rising.
    pub(in crate::advice) steps: Vec<usize>,
    /// What they cost.
    pub(in crate::advice) cost: f64,
    /// How far each trait rises by them.
    pub(in crate::advice) rises: Vec<f64>,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::advice) struct Found {
    /// The best solutions, those with the first steps first; the second and all others are alternatives of equal cost.
    pub(in crate::advice) solutions: Vec<Solution>,
    /// Whether there may be more alternatives than are listed.
    pub(in crate::advice) more: bool,
    /// How much better a solution might be that was not found, since the search reached its limit; 0 if none is.
    pub(in crate::advice) gap: f64,
}

impl Found {
    /// Returns that there is nothing to do, for so many traits.
    pub(in crate::advice) fn nothing(traits: usize) -> Self {
        let nothing = Solution { steps: Vec::new(), cost: 0.0, rises: vec![0.0; traits] };
        Self { solutions: vec![nothing], more: false, gap: 0.0 }
    }
}

/// How much a search may do.
#[derive(Debug, Clone, Copy)]
pub(in crate::advice) struct Effort {
    /// The most branches that are looked at.
    pub(in crate::advice) branches: usize,
    /// The most solutions of equal cost that are listed.
    pub(in crate::advice) solutions: usize,
}

/// Returns the cheapest steps that meet all demands within the limits; `None` if no steps do, or if none were found by
/// so much effort.
pub(in crate::advice) fn cheapest(problem: &Problem, effort: Effort) -> Option<Found> {
    let mut search = Search::new(problem, Aim::Cheapest, effort);
    search.run();
    let best = search.best.take()?;
    let gap = if search.stopped { (best.cost - search.left.max(0.0)).max(0.0) } else { 0.0 };
    Some(listed(problem, best, gap, effort))
}

/// Returns the steps that bring most and cost no more than `budget`; `worth` is what a rise of each trait by 1 is worth.
/// Of equal gains the cheapest is best.
///
/// The demands and limits of the problem are not looked at.
pub(in crate::advice) fn most(problem: &Problem, worth: &[f64], budget: f64, effort: Effort) -> Found {
    let free = Problem { demands: Vec::new(), limits: Vec::new(), ..problem.clone() };
    let aim = Aim::Most { worth: worth.to_vec(), budget };
    let mut search = Search::new(&free, aim, effort);
    search.run();
    let best = search.best.take().unwrap_or_else(|| Found::nothing(problem.rooms.len()).solutions.remove(0));
    let gain = gain(worth, &best.rises);
    let gap = if search.stopped { (search.left - gain).max(0.0) } else { 0.0 };
    // What brings as much may cost less.
    let demand = super::Demand { rates: worth.to_vec(), amount: gain - SLACK };
    let cheaper = Problem { demands: vec![demand], ..free.clone() };
    match cheapest(&cheaper, effort) {
        Some(found) if found.solutions[0].cost <= best.cost + EQUAL => Found { gap, ..found },
        _ => Found { solutions: vec![best], more: true, gap },
    }
}

fn gain(worth: &[f64], rises: &[f64]) -> f64 {
    worth.iter().zip(rises).map(|(worth, rise)| worth * rise).collect::<Sum>().value()
}

/// Lists the solutions that cost as little as the best one, in the order of the definition.
fn listed(problem: &Problem, best: Solution, gap: f64, effort: Effort) -> Found {
    let mut search = Search::new(problem, Aim::All { cost: best.cost }, effort);
    search.run();
    let mut solutions = std::mem::take(&mut search.all);
    let more = search.stopped || solutions.len() > effort.solutions;
    solutions.truncate(effort.solutions);
    if solutions.is_empty() {
        solutions.push(best);
    }
    Found { solutions, more, gap }
}

/// What is looked for.
#[derive(Debug, Clone)]
enum Aim {
    /// The cheapest solution.
    Cheapest,
    /// All solutions of this cost.
    All { cost: f64 },
    /// What brings most within a budget.
    Most { worth: Vec<f64>, budget: f64 },
}

struct Search<'p> {
    problem: &'p Problem,
    aim: Aim,
    effort: Effort,
    /// Each step with all that it waits for, and with all that wait for it.
    before: Graph,
    behind: Graph,
    relaxation: Relaxation,
    grain: Option<f64>,
    marks: Vec<Mark>,
    /// The steps that are marked, in the order of marking.
    trail: Vec<usize>,
    branches: usize,
    /// Whether the limit was reached.
    stopped: bool,
    /// The best bound of the branches that were left without a look; no number without any.
    left: f64,
    best: Option<Solution>,
    all: Vec<Solution>,
    /// The demands that are not met by what must be taken.
    demands: Vec<&'p super::Demand>,
    /// What the multipliers of the demands, or that of the budget, are counted in.
    scales: Vec<f64>,
    /// Kept for their memory.
    choice: Choice,
    rates: Vec<f64>,
    prices: Vec<f64>,
    slopes: Vec<f64>,
}

impl<'p> Search<'p> {
    fn new(problem: &'p Problem, aim: Aim, effort: Effort) -> Self {
        let (before, behind) = problem.closures();
        let relaxation = Relaxation::new(problem, &before);
        let marks = problem.open.iter().map(|open| if *open { Mark::Free } else { Mark::Out }).collect();
        Self {
            grain: problem.grain(),
            relaxation,
            before,
            behind,
            marks,
            trail: Vec::new(),
            branches: 0,
            stopped: false,
            left: f64::NAN,
            best: None,
            all: Vec::new(),
            demands: Vec::new(),
            scales: Vec::new(),
            choice: Choice::default(),
            rates: vec![0.0; problem.rooms.len()],
            prices: Vec::new(),
            slopes: Vec::new(),
            problem,
            aim,
            effort,
        }
    }

    fn run(&mut self) {
        for step in 0..self.marks.len() {
            // What waits for a step that cannot be taken cannot be taken either.
            if self.before.of(step).iter().any(|before| !self.problem.open[*before]) {
                self.marks[step] = Mark::Out;
            }
        }
        if !matches!(self.aim, Aim::All { .. }) {
            self.complete(0);
        }
        if !self.probe() {
            return;
        }
        // A multiplier counts about as much as that of a link.
        let taken = self.best.as_ref().map_or(self.marks.len(), |best| best.steps.len()).max(1) as f64;
        let scale = |amount: f64| taken.sqrt() / amount.max(1e-6);
        let now = self.problem.rises(|step| self.marks[step] == Mark::In);
        self.demands = self.problem.demands.iter().filter(|demand| !demand.is_met(&now)).collect();
        self.scales = match self.aim {
            Aim::Most { budget, .. } => vec![scale(budget)],
            Aim::Cheapest | Aim::All { .. } => {
                self.demands.iter().map(|demand| scale(demand.amount - demand.sum(&now))).collect()
            }
        };
        let count = self.scales.len() + self.relaxation.links().len();
        self.branch(&vec![0.0; count], f64::NAN, 0);
    }

    /// Takes every step without which a demand cannot be met; returns whether all demands can.
    fn probe(&mut self) -> bool {
        if matches!(self.aim, Aim::Most { .. }) {
            return true;
        }
        for step in 0..self.marks.len() {
            if self.marks[step] != Mark::Free {
                continue;
            }
            let most = self.problem.rises(|other| {
                self.marks[other] != Mark::Out && self.behind.of(step).binary_search(&other).is_err()
            });
            if !self.problem.demands.iter().all(|demand| demand.is_met(&most)) && !self.include(step) {
                return false;
            }
        }
        true
    }

    /// Looks for something better among what the marks allow. `multipliers` are those of the branch above.
    /// `above` is its bound.
    fn branch(&mut self, multipliers: &[f64], above: f64, depth: usize) {
        if self.stopped {
            self.leave(above);
            return;
        }
        let now = self.problem.rises(|step| self.marks[step] == Mark::In);
        if !self.is_possible(&now) {
            return;
        }
        self.branches += 1;
        if self.branches > self.effort.branches {
            self.stopped = true;
            self.leave(above);
            return;
        }
        if self.take(&now) {
            return;
        }
        let mut multipliers = multipliers.to_vec();
        let bound = self.relax(&mut multipliers, if depth == 0 { ROUNDS.0 } else { ROUNDS.1 });
        let start = self.trail.len();
        if !self.is_hopeless(bound) && self.fix(&multipliers) {
            self.split(&multipliers, bound, depth);
        }
        self.undo(start);
    }

    /// Looks at what has a step, and at what does not have it.
    fn split(&mut self, multipliers: &[f64], bound: f64, depth: usize) {
        if depth.is_multiple_of(4) {
            self.round();
        }
        let Some(step) = self.next() else {
            let now = self.problem.rises(|step| self.marks[step] == Mark::In);
            self.take(&now);
            return;
        };
        let start = self.trail.len();
        if self.include(step) {
            self.branch(multipliers, bound, depth + 1);
        }
        self.undo(start);
        if self.exclude(step) {
            self.branch(multipliers, bound, depth + 1);
        }
        self.undo(start);
    }

    /// Decides every step that the bound leaves no choice about; returns whether anything is left to look for.
    fn fix(&mut self, multipliers: &[f64]) -> bool {
        let bound = self.lagrangian(multipliers);
        let regrets = std::mem::take(&mut self.choice.regrets);
        let worse = if matches!(self.aim, Aim::Most { .. }) { -1.0 } else { 1.0 };
        let mut open = true;
        for (step, (with, without)) in regrets.iter().enumerate() {
            if !open || self.marks[step] != Mark::Free {
                continue;
            }
            if *with > 0.0 && self.is_hopeless(self.rounded(bound + worse * with)) {
                open = self.exclude(step);
            } else if *without > 0.0 && self.is_hopeless(self.rounded(bound + worse * without)) {
                open = self.include(step);
            }
        }
        self.choice.regrets = regrets;
        open
    }

    /// Notes that a branch with this bound is left without a look.
    fn leave(&mut self, bound: f64) {
        self.left = match self.aim {
            Aim::Most { .. } => self.left.max(bound),
            Aim::Cheapest | Aim::All { .. } => self.left.min(bound),
        };
    }

    /// Returns whether what is free could still do what is asked for.
    fn is_possible(&self, now: &[f64]) -> bool {
        if let Aim::Most { budget, .. } = self.aim {
            return self.spent() <= budget + EQUAL;
        }
        let most = self.problem.rises(|step| self.marks[step] != Mark::Out);
        self.problem.demands.iter().all(|demand| demand.is_met(&most))
            && self.problem.limits.iter().all(|limit| limit.is_kept(now))
    }

    fn spent(&self) -> f64 {
        let taken = self.marks.iter().zip(&self.problem.costs).filter(|(mark, _)| **mark == Mark::In);
        taken.map(|(_, cost)| *cost).collect::<Sum>().value()
    }

    /// Keeps the steps that are in as a solution if they are one, and returns whether nothing better can follow here.
    fn take(&mut self, now: &[f64]) -> bool {
        let solved = match &self.aim {
            Aim::Cheapest | Aim::All { .. } => self.problem.is_solved(now),
            Aim::Most { budget, .. } => self.spent() <= budget + EQUAL,
        };
        if !solved {
            return false;
        }
        let cost = self.spent();
        let steps = (0..self.marks.len()).filter(|step| self.marks[*step] == Mark::In).collect();
        self.keep(Solution { steps, cost, rises: now.to_vec() });
        // More steps only cost more.
        !matches!(self.aim, Aim::Most { .. })
    }

    fn keep(&mut self, solution: Solution) {
        match &self.aim {
            Aim::All { cost } => {
                if solution.cost <= cost + EQUAL {
                    self.all.push(solution);
                    self.stopped |= self.all.len() > self.effort.solutions;
                }
            }
            Aim::Cheapest => {
                if self.best.as_ref().is_none_or(|best| solution.cost < best.cost - EQUAL) {
                    self.best = Some(solution);
                }
            }
            Aim::Most { worth, .. } => {
                let better =
                    |best: &Solution| gain(worth, &solution.rises) > gain(worth, &best.rises) + EQUAL;
                if self.best.as_ref().is_none_or(better) {
                    self.best = Some(solution);
                }
            }
        }
    }

    /// Returns whether nothing within a bound is worth looking for.
    fn is_hopeless(&self, bound: f64) -> bool {
        match &self.aim {
            Aim::All { cost } => bound > cost + EQUAL,
            Aim::Cheapest => self.best.as_ref().is_some_and(|best| bound >= best.cost - EQUAL),
            Aim::Most { worth, .. } => {
                self.best.as_ref().is_some_and(|best| bound <= gain(worth, &best.rises) + EQUAL)
            }
        }
    }

    /// Returns the step to decide next: in a search for all solutions the first that is free, else a dear one of which the
    /// traits are in doubt.
    fn next(&self) -> Option<usize> {
        let mut free = (0..self.marks.len()).filter(|step| self.marks[*step] == Mark::Free);
        if matches!(self.aim, Aim::All { .. }) {
            return free.next();
        }
        let matters = |step: usize| {
            let (with, without) = self.choice.regrets[step];
            self.problem.costs[step] - with.max(without)
        };
        free.max_by(|a, b| matters(*a).total_cmp(&matters(*b)).then(b.cmp(a)))
    }

    fn include(&mut self, step: usize) -> bool {
        for before in self.before.of(step) {
            match self.marks[*before] {
                Mark::In => {}
                Mark::Out => return false,
                Mark::Free => {
                    self.marks[*before] = Mark::In;
                    self.trail.push(*before);
                }
            }
        }
        true
    }

    fn exclude(&mut self, step: usize) -> bool {
        for later in self.behind.of(step) {
            match self.marks[*later] {
                Mark::Out => {}
                Mark::In => return false,
                Mark::Free => {
                    self.marks[*later] = Mark::Out;
                    self.trail.push(*later);
                }
            }
        }
        true
    }

    fn undo(&mut self, start: usize) {
        for step in self.trail.drain(start..) {
            self.marks[step] = Mark::Free;
        }
    }
}
