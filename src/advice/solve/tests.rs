//! The search against trying every set of steps, on 2,000 small random problems of each kind.

use super::super::graph::Graph;
use super::search::Effort;
use super::*;

const EFFORT: Effort = Effort { branches: 100_000, solutions: 1_000 };

/// A linear congruential generator (Knuth, MMIX); its high bits are good enough here.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % sides
    }

    fn share(&mut self) -> f64 {
        self.roll(11) as f64 / 10.0
    }
}

/// A small problem: ladders and loose steps, requirements across traits, blocked steps, little room, tied costs.
fn problem(dice: &mut Dice) -> Problem {
    let (steps, traits) = (1 + dice.roll(10), 1 + dice.roll(4));
    let lifts: Vec<(usize, f64)> =
        (0..steps).map(|_| (dice.roll(traits), 0.05 + dice.roll(6) as f64 / 20.0)).collect();
    let whole = dice.roll(3) > 0;
    let costs = (0..steps)
        .map(|_| if whole { (1 + dice.roll(4)) as f64 / 2.0 } else { 0.1 + dice.roll(1000) as f64 / 137.0 })
        .collect();
    let ladders = dice.roll(2) == 0;
    let after: Vec<Vec<usize>> = (0..steps)
        .map(|step| {
            let mut before: Vec<usize> = (0..step).filter(|_| dice.roll(6) == 0).collect();
            if ladders {
                before.extend((0..step).rev().find(|lower| lifts[*lower].0 == lifts[step].0));
            }
            before
        })
        .collect();
    let rooms: Vec<f64> = (0..traits).map(|_| 0.1 + dice.share()).collect();
    // What all steps together come to, and a part of that: most demands can be met, and some cannot.
    let demand = |dice: &mut Dice, part: f64| {
        let rates: Vec<f64> = (0..traits).map(|_| dice.share()).collect();
        let all: f64 = (0..steps).map(|step| rates[lifts[step].0] * lifts[step].1).sum();
        Demand { amount: all * part * dice.share(), rates }
    };
    Problem {
        costs,
        after: after.into_iter().collect::<Graph>(),
        open: (0..steps).map(|_| dice.roll(12) > 0).collect(),
        demands: (0..dice.roll(4)).map(|_| demand(dice, 0.8)).collect(),
        limits: (0..dice.roll(5) / 4).map(|_| demand(dice, 1.5)).collect(),
        rooms,
        lifts,
    }
}

/// Every set of steps that can be taken.
fn sets(problem: &Problem) -> Vec<Solution> {
    let count = problem.costs.len();
    (0..1_usize << count)
        .filter_map(|bits| {
            let taken = |step: usize| bits >> step & 1 == 1;
            let allowed = (0..count)
                .filter(|step| taken(*step))
                .all(|step| problem.open[step] && problem.after.of(step).iter().all(|before| taken(*before)));
            let steps: Vec<usize> = (0..count).filter(|step| taken(*step)).collect();
            let cost = steps.iter().map(|step| problem.costs[*step]).sum();
            allowed.then(|| Solution { cost, rises: problem.rises(taken), steps })
        })
        .collect()
}

/// The order of solutions: the one with the first steps first.
fn by_definition(a: &Solution, b: &Solution) -> std::cmp::Ordering {
    let place = |solution: &Solution, step: usize| !solution.steps.contains(&step);
    let last = a.steps.iter().chain(&b.steps).max().map_or(0, |last| last + 1);
    (0..last)
        .map(|step| place(a, step).cmp(&place(b, step)))
        .find(|order| order.is_ne())
        .unwrap_or(a.steps.len().cmp(&b.steps.len()))
}

#[test]
fn the_cheapest_path_is_that_of_trying_everything() {
    let mut dice = Dice(1);
    let (mut solved, mut tied) = (0, 0);
    for round in 0..2_000 {
        let problem = problem(&mut dice);
        let meeting: Vec<Solution> =
            sets(&problem).into_iter().filter(|set| problem.is_solved(&set.rises)).collect();
        let least = meeting.iter().map(|set| set.cost).fold(f64::INFINITY, f64::min);
        let mut expected: Vec<Solution> =
            meeting.into_iter().filter(|set| set.cost <= least + 1e-9).collect();
        expected.sort_by(by_definition);
        let found = cheapest(&problem, EFFORT);
        let Some(found) = found else {
            assert!(expected.is_empty(), "{round}: {problem:?} {expected:?}");
            continue;
        };
        solved += 1;
        tied += usize::from(expected.len() > 1);
        let steps = |solutions: &[Solution]| solutions.iter().map(|s| s.steps.clone()).collect::<Vec<_>>();
        assert_eq!(steps(&found.solutions), steps(&expected), "{round}: {problem:?}");
        assert!((found.solutions[0].cost - least).abs() < 1e-9, "{round}");
        assert_eq!((found.more, found.gap), (false, 0.0), "{round}");
    }
    assert!(solved > 1_000 && tied > 50, "{solved} solved, {tied} with alternatives");
}

#[test]
fn the_best_within_a_budget_is_that_of_trying_everything() {
    let mut dice = Dice(2);
    let mut spent = 0;
    for round in 0..2_000 {
        let problem = problem(&mut dice);
        let worth: Vec<f64> = problem.rooms.iter().map(|_| dice.share()).collect();
        let budget = dice.roll(40) as f64 / 2.0;
        let gain = |set: &Solution| worth.iter().zip(&set.rises).map(|(w, r)| w * r).sum::<f64>();
        let affordable: Vec<Solution> =
            sets(&problem).into_iter().filter(|set| set.cost <= budget + 1e-9).collect();
        let most = affordable.iter().map(gain).fold(0.0, f64::max);
        let cheapest = affordable
            .iter()
            .filter(|set| gain(set) >= most - 1e-9)
            .map(|set| set.cost)
            .fold(f64::INFINITY, f64::min);
        let found = super::most(&problem, &worth, budget, EFFORT);
        let best = &found.solutions[0];
        assert!((gain(best) - most).abs() < 1e-9, "{round}: {} is not {most}: {problem:?}", gain(best));
        assert!((best.cost - cheapest).abs() < 1e-9, "{round}: {} is not {cheapest}: {problem:?}", best.cost);
        assert!(found.gap == 0.0, "{round}");
        spent += usize::from(!best.steps.is_empty());
    }
    assert!(spent > 1_000, "{spent} spend something");
}

#[test]
fn a_search_that_may_not_go_on_says_how_far_it_may_be_off() {
    let mut dice = Dice(3);
    let mut stopped = 0;
    for _ in 0..500 {
        let problem = problem(&mut dice);
        let (Some(short), Some(full)) =
            (cheapest(&problem, Effort { branches: 2, solutions: 1 }), cheapest(&problem, EFFORT))
        else {
            continue;
        };
        let (short_cost, full_cost) = (short.solutions[0].cost, full.solutions[0].cost);
        assert!(short_cost - short.gap <= full_cost + 1e-9, "{short:?} {full:?}");
        stopped += usize::from(short.gap > 0.0);
    }
    assert!(stopped > 0);
}

#[test]
fn costs_without_a_common_part_have_no_grain() {
    let with = |costs: &[f64]| Problem { costs: costs.to_vec(), ..problem(&mut Dice(4)) }.grain();
    assert_eq!(with(&[3.5, 7.0]), Some(3.5));
    assert_eq!(with(&[1.5, 1.0]), Some(0.5));
    assert_eq!(with(&[1.0, std::f64::consts::PI]), None);
    assert_eq!(with(&[1e300]), None);
}
