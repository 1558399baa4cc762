use super::super::graph::Graph;
use super::problem::Problem;

/// What is decided of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Free,
    In,
    Out,
}

/// The problem without what ties traits together: each trait for itself chooses the steps that are worth most, where a
/// rise has a value and each step has a price.
///
/// Within a trait, steps stand on rungs: one on a higher rung waits for all on the lower ones. On a rung, steps may be
/// taken in part, those that lift most for their price first. Both only adds choices, so what the traits choose is worth
/// no less than the best real choice.
pub(super) struct Relaxation {
    /// The rungs of each trait, from the lowest.
    ladders: Vec<Vec<Vec<usize>>>,
    /// Pairs of a step and one that it waits for, where the ladders do not see to that.
    links: Vec<(usize, usize)>,
}

/// What the traits choose.
#[derive(Debug, Clone, Default)]
pub(super) struct Choice {
    /// Σ value × rise − Σ price.
    pub(super) worth: f64,
    /// How far each trait rises.
    pub(super) rises: Vec<f64>,
    /// How much of each step is taken, 0..=1.
    pub(super) taken: Vec<f64>,
    /// What the choice is worth less, at least, if a step must be taken, and if it must not; 0 for what is decided.
    pub(super) regrets: Vec<(f64, f64)>,
    /// The free steps of a rung, for their order.
    rung: Vec<usize>,
    /// What each number of whole rungs of a ladder is worth.
    worths: Vec<f64>,
}

impl Relaxation {
    pub(super) fn new(problem: &Problem, closures: &Graph) -> Self {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); problem.rooms.len()];
        for (step, (of, _)) in problem.lifts.iter().enumerate() {
            members[*of].push(step);
        }
        let ladder = |mut steps: Vec<usize>| {
            // What waits for more comes later; a closure holds the step itself.
            steps.sort_by_key(|step| closures.of(*step).len());
            let mut rungs: Vec<Vec<usize>> = Vec::new();
            for step in steps {
                let waits = |rung: &Vec<usize>| {
                    rung.iter().all(|lower| closures.of(step).binary_search(lower).is_ok())
                };
                // A rung that the step does not wait for as a whole is no lower one.
                let mut joined = vec![step];
                while rungs.last().is_some_and(|top| !waits(top)) {
                    joined.extend(rungs.pop().unwrap_or_default());
                }
                joined.sort_unstable();
                rungs.push(joined);
            }
            rungs
        };
        let ladders: Vec<_> = members.into_iter().map(ladder).collect();
        let mut rung = vec![0; problem.costs.len()];
        for (height, steps) in ladders.iter().flat_map(|ladder| ladder.iter().enumerate()) {
            for step in steps {
                rung[*step] = height;
            }
        }
        let sees_to = |step: usize, before: usize| {
            problem.lifts[step].0 == problem.lifts[before].0 && rung[step] > rung[before]
        };
        let pairs = (0..problem.costs.len())
            .flat_map(|step| problem.after.of(step).iter().map(move |before| (step, *before)));
        let links = pairs.filter(|(step, before)| !sees_to(*step, *before)).collect();
        Self { ladders, links }
    }

    /// Returns the pairs of a step and one that it waits for, to which the choice pays no heed.
    pub(super) fn links(&self) -> &[(usize, usize)] {
        &self.links
    }

    /// Lets each trait choose, given what is decided: a rise of each trait is worth `rates` of it, and each step has its
    /// price, which may be below 0.
    pub(super) fn choose(
        &self,
        problem: &Problem,
        marks: &[Mark],
        rates: &[f64],
        prices: &[f64],
        choice: &mut Choice,
    ) {
        choice.worth = 0.0;
        choice.rises.clear();
        choice.taken.clear();
        choice.taken.resize(marks.len(), 0.0);
        choice.regrets.clear();
        choice.regrets.resize(marks.len(), (0.0, 0.0));
        for (of, ladder) in self.ladders.iter().enumerate() {
            let climber = Climber { problem, marks, prices, rate: rates[of], room: problem.rooms[of] };
            let top = climber.climb(ladder, choice);
            climber.regret(ladder, choice);
            let mut at = Climb::default();
            for step in ladder[..top].iter().flatten() {
                at.take(problem.lifts[*step].1, prices[*step]);
                choice.taken[*step] = 1.0;
            }
            if let Some(rung) = ladder.get(top) {
                at = climber.rung(rung, at, choice, true);
            }
            choice.rises.push(at.sum.min(climber.room));
            choice.worth += climber.worth(at);
        }
    }
}

/// How far a trait has climbed.
#[derive(Debug, Clone, Copy, Default)]
struct Climb {
    sum: f64,
    spent: f64,
}

impl Climb {
    fn take(&mut self, lift: f64, price: f64) {
        self.sum += lift;
        self.spent += price;
    }
}

/// A trait that chooses.
struct Climber<'a> {
    problem: &'a Problem,
    marks: &'a [Mark],
    prices: &'a [f64],
    rate: f64,
    room: f64,
}

impl Climber<'_> {
    fn worth(&self, at: Climb) -> f64 {
        self.rate * at.sum.min(self.room) - at.spent
    }

    /// Returns how many rungs are best taken whole. `choice.worths` holds what each number of whole rungs is worth.
    fn climb(&self, ladder: &[Vec<usize>], choice: &mut Choice) -> usize {
        choice.worths.clear();
        choice.worths.resize(ladder.len() + 1, f64::NEG_INFINITY);
        let forced = ladder.iter().rposition(|rung| rung.iter().any(|step| self.marks[*step] == Mark::In));
        let mut best = (f64::NEG_INFINITY, 0);
        let mut below = Climb::default();
        for full in 0..=ladder.len() {
            let rung = ladder.get(full);
            if forced.is_none_or(|forced| forced <= full) {
                let worth = self.worth(rung.map_or(below, |rung| self.rung(rung, below, choice, false)));
                choice.worths[full] = worth;
                if worth > best.0 {
                    best = (worth, full);
                }
            }
            let Some(rung) = rung.filter(|rung| rung.iter().all(|step| self.marks[*step] != Mark::Out))
            else {
                break;
            };
            for step in rung {
                below.take(self.problem.lifts[*step].1, self.prices[*step]);
            }
        }
        best.1
    }

    /// Notes what the choice is worth less if a free step must be taken, and if it must not. A step that shares its rung
    /// with others may be taken or not where that rung is the top; there nothing is said of it.
    fn regret(&self, ladder: &[Vec<usize>], choice: &mut Choice) {
        let Choice { worths, regrets, .. } = choice;
        let most = |worths: &[f64]| worths.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let best = most(worths);
        for (height, rung) in ladder.iter().enumerate() {
            let without = most(&worths[..=height]);
            let with = most(&worths[height + usize::from(rung.len() == 1)..]);
            for step in rung.iter().filter(|step| self.marks[**step] == Mark::Free) {
                regrets[*step] = (best - with, best - without);
            }
        }
    }

    /// Takes of a rung what must be taken and what is worth its price, the last perhaps in part.
    fn rung(&self, rung: &[usize], mut at: Climb, choice: &mut Choice, keep: bool) -> Climb {
        if let [step] = rung[..]
            && self.marks[step] == Mark::Free
        {
            // With it, one more rung is whole.
            return at;
        }
        let mut priced = std::mem::take(&mut choice.rung);
        priced.clear();
        for step in rung {
            match self.marks[*step] {
                Mark::Out => {}
                Mark::Free if self.prices[*step] > 0.0 => priced.push(*step),
                Mark::Free | Mark::In => {
                    at.take(self.problem.lifts[*step].1, self.prices[*step]);
                    if keep {
                        choice.taken[*step] = 1.0;
                    }
                }
            }
        }
        if let [step] = priced[..] {
            // A single step is taken whole or not at all.
            let mut with = at;
            with.take(self.problem.lifts[step].1, self.prices[step]);
            if self.worth(with) > self.worth(at) {
                at = with;
                if keep {
                    choice.taken[step] = 1.0;
                }
            }
            choice.rung = priced;
            return at;
        }
        let density = |step: usize| self.prices[step] / self.problem.lifts[step].1;
        priced.sort_unstable_by(|a, b| density(*a).total_cmp(&density(*b)).then(a.cmp(b)));
        for step in &priced {
            let (lift, price) = (self.problem.lifts[*step].1, self.prices[*step]);
            let part = ((self.room - at.sum) / lift).clamp(0.0, 1.0);
            if part <= 0.0 || self.rate * lift <= price {
                break;
            }
            at.take(part * lift, part * price);
            if keep {
                choice.taken[*step] = part;
            }
        }
        choice.rung = priced;
        at
    }
}
