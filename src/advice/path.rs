//! The cheapest moves that reach a target, and those that bring most within a budget.

use super::advise::advise;
use super::solve::{self, Demand, Effort, Found, Problem, Solution};
use super::steps::Steps;
use crate::questionnaire::{DimensionIx, PoleIx, Questionnaire, RecommendationIx, TraitIx, ZoneIx};
use crate::scoring::{Assessment, Estimate, SLACK, Score, Sum};

/// How much is searched: on the flagship questionnaire no more than a second.
const EFFORT: Effort = Effort { branches: 25_000, solutions: 10 };

/// What a path is to reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Goal {
    /// A score on a pole, overall or in a dimension.
    Score {
        /// The dimension; `None` for the overall score.
        dimension: Option<DimensionIx>,
        /// The pole.
        pole: PoleIx,
        /// The least score, 0..=1.
        least: f64,
    },
    /// A level on a pole, overall or in a dimension: its score and every gate up to it.
    Level {
        /// The dimension; `None` for the overall level.
        dimension: Option<DimensionIx>,
        /// The pole.
        pole: PoleIx,
        /// The rank of the level, from 1.
        rank: usize,
    },
    /// A zone, decided: each pole outside the band round the cut.
    Zone(ZoneIx),
}

/// Moves in the order in which they are best taken, and where they lead.
///
/// A move raises its trait by its lift, up to 1. Unlike the [advice](super::advise()), which looks no further than each
/// trait's next goal, a path may climb a ladder rung by rung.
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// The moves.
    pub moves: Vec<PathMove>,
    /// How far each trait rises by them, by its index.
    pub rises: Vec<f64>,
    /// The overall scores on each pole, now and then; `None` where there is none.
    pub poles: Vec<Option<(Estimate, Estimate)>>,
    /// Other moves that do the same for the same effort.
    pub alternatives: Vec<Vec<RecommendationIx>>,
    /// Whether there may be more alternatives than are listed.
    pub more: bool,
    /// What may be won by searching longer: person-days on the way to a target, or gain within a budget. 0 if the path
    /// is proved to be the best.
    pub gap: f64,
    /// Why no moves reach the target; empty if these do.
    pub missing: Vec<Missing>,
}

/// A move on a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathMove {
    /// The recommendation.
    pub of: RecommendationIx,
    /// The effort that was reckoned with, in person-days.
    pub effort: f64,
    /// How much of its trait it brings at its place, 0..=1.
    pub closes: f64,
    /// How much the overall scores of the answers given rise by that, added over the poles.
    pub gain: f64,
}

/// Why a goal cannot be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Missing {
    /// The goal, by its place among those that were asked for.
    pub goal: usize,
    /// What falls short.
    pub lack: Lack,
}

/// What falls short.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lack {
    /// There is no score on the pole.
    NoScore {
        /// The dimension; `None` for the overall score.
        dimension: Option<DimensionIx>,
        /// The pole.
        pole: PoleIx,
    },
    /// All moves together do not bring a pole so far.
    Score {
        /// The dimension; `None` for the overall score.
        dimension: Option<DimensionIx>,
        /// The pole.
        pole: PoleIx,
        /// What all moves bring it to, 0..=1.
        best: f64,
        /// What it needs, 0..=1.
        need: f64,
    },
    /// All moves together do not bring a trait so far; without answers nobody knows.
    Trait {
        /// The trait.
        of: TraitIx,
        /// What all moves bring it to, 0..=1; `None` if it is not answered.
        best: Option<f64>,
        /// What it needs, 0..=1.
        need: f64,
    },
    /// A pole is too high for the zone, or gets there on the way: moves only raise.
    TooHigh {
        /// The pole.
        pole: PoleIx,
    },
}

/// What is asked of one score.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Pole(Option<DimensionIx>, PoleIx),
    Trait(TraitIx),
}

/// What all goals ask for.
#[derive(Debug, Default)]
struct Way {
    demands: Vec<(usize, Subject, Demand)>,
    limits: Vec<(usize, PoleIx, Demand)>,
    missing: Vec<Missing>,
}

/// Returns the cheapest moves that reach all goals.
///
/// Of equal costs the path with the first recommendations of the definition comes first. If no moves reach the goals, the
/// path is empty and says what falls short.
#[must_use]
pub fn path(questionnaire: &Questionnaire, assessment: &Assessment, goals: &[Goal]) -> Path {
    let steps = Steps::new(questionnaire, assessment);
    let case = Case { questionnaire, assessment, problem: problem(questionnaire, assessment, &steps) };
    let mut way = Way::default();
    goals.iter().enumerate().for_each(|(goal, asked)| case.ask(goal, *asked, &mut way));
    match case.solve(&way) {
        Ok(found) => case.path(&steps, found),
        Err(missing) => Path { missing, ..case.path(&steps, Found::nothing(case.problem.rooms.len())) },
    }
}

/// Returns the moves that raise the overall scores of the answers given most, added over the poles, for no more than so many person-days.
#[must_use]
pub fn within(questionnaire: &Questionnaire, assessment: &Assessment, budget: f64) -> Path {
    let steps = Steps::new(questionnaire, assessment);
    let case = Case { questionnaire, assessment, problem: problem(questionnaire, assessment, &steps) };
    let found = solve::most(&case.problem, &case.rates(), budget, EFFORT);
    case.path(&steps, found)
}

/// The steps as numbers, without a target.
fn problem(questionnaire: &Questionnaire, assessment: &Assessment, steps: &Steps) -> Problem {
    let actions = steps.actions(questionnaire);
    let room = |score: Score| score.point().map_or(0.0, |point| 1.0 - point);
    Problem {
        costs: actions.list.iter().map(|action| action.effort).collect(),
        lifts: actions.list.iter().map(|action| action.lifts[0]).collect(),
        after: actions.after.clone(),
        open: steps.blocked().into_iter().map(|blocked| !blocked).collect(),
        rooms: assessment.traits.iter().map(|of| room(of.score)).collect(),
        demands: Vec::new(),
        limits: Vec::new(),
    }
}

struct Case<'a> {
    questionnaire: &'a Questionnaire,
    assessment: &'a Assessment,
    problem: Problem,
}

impl Case<'_> {
    /// How much the overall scores that there are rise with each trait, added over the poles: shares among the traits that
    /// are answered.
    fn rates(&self) -> Vec<f64> {
        let mut rates = vec![Sum::default(); self.problem.rooms.len()];
        for pole in self.questionnaire.pole_indices() {
            let shares = self.assessment.point_shares(self.questionnaire, None, pole);
            rates.iter_mut().zip(shares).for_each(|(rate, share)| rate.add(share));
        }
        rates.into_iter().map(Sum::value).collect()
    }

    fn score(&self, dimension: Option<DimensionIx>, pole: PoleIx) -> Option<f64> {
        match dimension {
            None => self.assessment.poles[pole.0].score.point(),
            Some(dimension) => self.assessment.dimensions[dimension.0].poles[pole.0].score.point(),
        }
    }

    /// Adds what a goal asks for.
    fn ask(&self, goal: usize, asked: Goal, way: &mut Way) {
        match asked {
            Goal::Score { dimension, pole, least } => self.pole(goal, (dimension, pole), least, way),
            Goal::Level { dimension, pole, rank } => {
                self.pole(goal, (dimension, pole), self.questionnaire.levels()[rank - 1].from, way);
                self.gates(goal, (dimension, pole), rank, way);
            }
            Goal::Zone(zone) => self.zone(goal, zone, way),
        }
    }

    fn pole(&self, goal: usize, (dimension, pole): (Option<DimensionIx>, PoleIx), need: f64, way: &mut Way) {
        match self.score(dimension, pole) {
            None => way.missing.push(Missing { goal, lack: Lack::NoScore { dimension, pole } }),
            Some(now) => {
                let rates = self.assessment.point_shares(self.questionnaire, dimension, pole);
                let demand = Demand { rates, amount: need - now };
                way.demands.push((goal, Subject::Pole(dimension, pole), demand));
            }
        }
    }

    /// Asks for every gate up to a level. Those of the first level are no gates: nobody is below it.
    fn gates(
        &self,
        goal: usize,
        (dimension, pole): (Option<DimensionIx>, PoleIx),
        rank: usize,
        way: &mut Way,
    ) {
        for of in self.questionnaire.trait_indices() {
            let trait_of = &self.questionnaire[of];
            let counts = dimension.is_none_or(|dimension| trait_of.dimension == dimension)
                && trait_of.weight_on(pole) > 0.0;
            for gate in trait_of.essential.iter().filter(|gate| counts && (2..=rank).contains(&gate.level)) {
                match self.assessment.traits[of.0].score {
                    Score::NotApplicable => {}
                    Score::Unanswered => way
                        .missing
                        .push(Missing { goal, lack: Lack::Trait { of, best: None, need: gate.minimum } }),
                    Score::Scored(now) => {
                        let mut rates = vec![0.0; self.problem.rooms.len()];
                        rates[of.0] = 1.0;
                        let demand = Demand { rates, amount: gate.minimum - now.point };
                        way.demands.push((goal, Subject::Trait(of), demand));
                    }
                }
            }
        }
    }

    /// Asks that each pole on which the zone depends is on its side of the cut, outside the band.
    fn zone(&self, goal: usize, zone: ZoneIx, way: &mut Way) {
        let Some(placement) = self.questionnaire.placement() else { return };
        let mut combinations = 0..1_usize << self.questionnaire.poles().len();
        let Some(side) = combinations.find(|high| placement.zone(*high) == zone) else { return };
        for pole in self.questionnaire.pole_indices() {
            if !placement.asks(zone, pole) {
                continue;
            }
            if side >> pole.0 & 1 == 1 {
                self.pole(goal, (None, pole), placement.cut + placement.band, way);
                continue;
            }
            let Some(now) = self.score(None, pole) else {
                way.missing.push(Missing { goal, lack: Lack::NoScore { dimension: None, pole } });
                continue;
            };
            let rates = self.assessment.point_shares(self.questionnaire, None, pole);
            // Decided is what is at the edge of the band, and low what is below the cut.
            let most = if placement.band > SLACK {
                placement.cut - placement.band
            } else {
                placement.cut - 2.0 * SLACK
            };
            way.limits.push((goal, pole, Demand { rates, amount: most - now }));
        }
    }

    /// Finds the cheapest steps of a way, or what it lacks.
    fn solve(&self, way: &Way) -> Result<Found, Vec<Missing>> {
        let mut missing = way.missing.clone();
        let all = self.problem.rises(|step| self.problem.open[step]);
        for (goal, subject, demand) in &way.demands {
            if !demand.is_met(&all) {
                missing.push(Missing { goal: *goal, lack: self.lack(*subject, demand, &all) });
            }
        }
        for (goal, pole, limit) in &way.limits {
            if limit.amount < -SLACK {
                missing.push(Missing { goal: *goal, lack: Lack::TooHigh { pole: *pole } });
            }
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        let unmet = way.demands.iter().map(|(.., demand)| demand).filter(|demand| demand.amount > SLACK);
        let problem = Problem {
            demands: unmet.cloned().collect(),
            limits: way.limits.iter().map(|(.., limit)| limit.clone()).collect(),
            ..self.problem.clone()
        };
        solve::cheapest(&problem, EFFORT).ok_or_else(|| {
            // Each demand can be met, so the limits are in the way.
            let too_high = |(goal, pole, _): &(usize, PoleIx, Demand)| Missing {
                goal: *goal,
                lack: Lack::TooHigh { pole: *pole },
            };
            way.limits.iter().map(too_high).collect()
        })
    }

    fn lack(&self, subject: Subject, demand: &Demand, all: &[f64]) -> Lack {
        let short = demand.amount - demand.sum(all);
        match subject {
            Subject::Pole(dimension, pole) => {
                let now = self.score(dimension, pole).unwrap_or_default();
                Lack::Score { dimension, pole, best: now + demand.sum(all), need: now + demand.amount }
            }
            Subject::Trait(of) => {
                let now = self.assessment.traits[of.0].score.point().unwrap_or_default();
                let need = now + demand.amount;
                Lack::Trait { of, best: Some(need - short), need }
            }
        }
    }

    /// Puts the steps that were found into order, and says where they lead.
    fn path(&self, steps: &Steps, found: Found) -> Path {
        let Found { mut solutions, more, gap } = found;
        let Solution { steps: taken, rises, .. } = solutions.remove(0);
        let recommended = |step: &usize| steps.list[*step];
        let rates = self.rates();
        let mut rooms = self.problem.rooms.clone();
        let ranked = advise(self.questionnaire, self.assessment);
        let ranked = ranked
            .iter()
            .filter_map(|advice| taken.iter().copied().find(|step| steps.list[*step] == advice.of));
        let moves = ranked
            .map(|step| {
                let (of, lift) = self.problem.lifts[step];
                let closes = lift.min(rooms[of]);
                rooms[of] -= closes;
                let gain = rates[of] * closes;
                PathMove { of: steps.list[step], effort: self.problem.costs[step], closes, gain }
            })
            .collect();
        Path {
            moves,
            poles: self.questionnaire.pole_indices().map(|pole| self.shift(pole, &rises)).collect(),
            rises,
            alternatives: solutions
                .iter()
                .map(|other| other.steps.iter().map(recommended).collect())
                .collect(),
            more,
            gap,
            missing: Vec::new(),
        }
    }

    /// Returns a pole's overall score now and after the rises.
    fn shift(&self, pole: PoleIx, rises: &[f64]) -> Option<(Estimate, Estimate)> {
        let Score::Scored(now) = self.assessment.poles[pole.0].score else { return None };
        let among_answered = self.assessment.point_shares(self.questionnaire, None, pole);
        let among_all = self.assessment.shares(self.questionnaire, pole);
        let mean = |end: &dyn Fn(Estimate) -> f64, unanswered: f64| {
            let raised = |(of, share): (usize, &f64)| {
                let value = match self.assessment.traits[of].score {
                    Score::Scored(estimate) => (end(estimate) + rises[of]).min(1.0),
                    Score::Unanswered => unanswered,
                    Score::NotApplicable => 0.0,
                };
                share * value
            };
            among_all.iter().enumerate().map(raised).collect::<Sum>().value()
        };
        let rise: Sum = among_answered.iter().zip(rises).map(|(share, rise)| share * rise).collect();
        let point = (now.point + rise.value()).min(1.0);
        let low = mean(&|estimate| estimate.low, 0.0).clamp(0.0, point);
        let high = mean(&|estimate| estimate.high, 1.0).clamp(point, 1.0);
        Some((now, Estimate { point, low, high }))
    }
}
