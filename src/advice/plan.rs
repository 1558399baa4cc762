//! The order in which steps pay best, given what each waits for.
//!
//! A step is worth taking together with all that it waits for, its closure. The plan takes the closure with the highest
//! gain for its effort, lets it close the gaps it closes, and looks again (a decomposition in the manner of Sidney,
//! 1975; without prerequisites it is Smith's ratio rule, 1956).

use super::action::{Actions, Rank};
use super::graph::Graph;
use crate::scoring::SLACK;

/// While more steps than this are open, only closures of single steps are tried.
const UNIONS_UP_TO: usize = 15;

/// What a set of steps brings, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Worth {
    pub(super) gain: f64,
    pub(super) effort: f64,
}

impl Worth {
    /// Returns the gain for the effort.
    pub(super) fn density(self) -> f64 {
        self.gain / self.effort
    }
}

/// Steps that are taken together; each comes after those that it waits for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Batch {
    pub(super) actions: Vec<usize>,
    pub(super) worth: Worth,
    /// The step whose closure the batch is, or began with.
    start: usize,
}

/// A plan in the making: iterates over its batches, until no open step brings anything.
#[derive(Debug, Clone)]
pub(super) struct Plan<'a> {
    actions: &'a Actions<'a>,
    weights: &'a [f64],
    gaps: Vec<f64>,
    open: Vec<bool>,
    /// The place of each action in an order that no prerequisite runs against.
    place: Vec<usize>,
    /// Each action with all that it waits for, by place.
    closures: Graph,
    /// The closures that each action is in.
    within: Graph,
    /// The actions that lift each trait.
    lifting: Graph,
    /// What each closure is worth now; `None` where a step taken since has changed it.
    worths: Vec<Option<(Worth, Rank)>>,
}

impl<'a> Plan<'a> {
    /// Begins a plan of the open actions; `gaps` and `weights` are those of the traits that the actions lift.
    ///
    /// What an open action waits for is open too, or done.
    pub(super) fn new(actions: &'a Actions<'a>, gaps: &[f64], weights: &'a [f64], open: &[bool]) -> Self {
        let count = actions.list.len();
        let mut place = vec![0; count];
        let mut closures = Graph::empty(count);
        let mut closure = Vec::new();
        for (at, action) in actions.by_worth(open, |_| 0.0).into_iter().enumerate() {
            place[action] = at;
            closure.clear();
            closure.push(action);
            for before in actions.after.of(action).iter().filter(|before| open[**before]) {
                closure.extend_from_slice(closures.of(*before));
            }
            closures.set(action, closure.iter().copied(), |member| place[member]);
        }
        let lifts = actions.list.iter().map(|action| action.lifts.iter().map(|(of, _)| *of));
        Self {
            actions,
            weights,
            gaps: gaps.to_vec(),
            open: open.to_vec(),
            place,
            within: closures.reversed(count),
            closures,
            lifting: lifts.collect::<Graph>().reversed(gaps.len()),
            worths: vec![None; count],
        }
    }

    /// Returns an action with all that it waits for, in the order of the steps.
    #[cfg(test)]
    pub(super) fn closure(&self, action: usize) -> &[usize] {
        self.closures.of(action)
    }

    /// Returns what the open ones among some actions are worth, taken in this order from here. `gaps` is a copy of the
    /// plan's gaps, and is one again in the end.
    fn evaluate(&self, set: &[usize], gaps: &mut [f64]) -> Worth {
        let mut worth = Worth { gain: 0.0, effort: 0.0 };
        let open =
            || set.iter().filter(|action| self.open[**action]).map(|action| &self.actions.list[*action]);
        for action in open() {
            worth.gain += action.take(gaps, self.weights);
            worth.effort += action.effort;
        }
        for (of, _) in open().flat_map(|action| action.lifts) {
            gaps[*of] = self.gaps[*of];
        }
        worth
    }

    /// Ranks a worth by density; the id of the action settles what effort does not.
    fn rank(&self, worth: Worth, action: usize) -> Rank {
        self.actions.rank(worth.density(), worth.effort, action)
    }

    /// Grows a closure by the overlapping closure that makes the densest union, as long as it gets denser.
    fn grow(&self, mut grown: Batch, gaps: &mut [f64]) -> Batch {
        loop {
            let overlaps = |action: &usize| {
                self.open[*action]
                    && !grown.actions.contains(action)
                    && self.closures.of(*action).iter().any(|member| grown.actions.contains(member))
            };
            let unions = (0..self.open.len()).filter(overlaps).map(|action| {
                let mut actions = grown.actions.clone();
                actions.extend(self.closures.of(action).iter().filter(|member| self.open[**member]));
                actions.sort_unstable_by_key(|member| self.place[*member]);
                actions.dedup();
                let worth = self.evaluate(&actions, gaps);
                (self.rank(worth, action), Batch { actions, worth, start: grown.start })
            });
            match unions.min_by_key(|(rank, _)| *rank) {
                Some((_, union)) if union.worth.density() > grown.worth.density() + SLACK => grown = union,
                _ => return grown,
            }
        }
    }

    /// Returns an action's open closure.
    fn batch(&self, start: usize, worth: Worth) -> Batch {
        let actions = self.closures.of(start).iter().copied().filter(|member| self.open[*member]).collect();
        Batch { actions, worth, start }
    }

    fn close(&mut self, batch: &Batch) {
        for action in &batch.actions {
            let action_taken = &self.actions.list[*action];
            action_taken.take(&mut self.gaps, self.weights);
            self.open[*action] = false;
            // A closure without the action, but with another that lifts the same trait, is worth less as well.
            for (of, _) in action_taken.lifts {
                for closure in self.lifting.of(*of).iter().flat_map(|lifting| self.within.of(*lifting)) {
                    self.worths[*closure] = None;
                }
            }
        }
    }
}

impl Iterator for Plan<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut gaps = self.gaps.clone();
        let mut count = 0;
        let mut best: Option<(Rank, Worth, usize)> = None;
        for action in 0..self.open.len() {
            if !self.open[action] {
                continue;
            }
            count += 1;
            let (worth, rank) = self.worths[action].unwrap_or_else(|| {
                let worth = self.evaluate(self.closures.of(action), &mut gaps);
                (worth, self.rank(worth, action))
            });
            self.worths[action] = Some((worth, rank));
            if best.is_none_or(|(best, ..)| rank < best) {
                best = Some((rank, worth, action));
            }
        }
        let (mut rank, worth, start) = best?;
        let mut best = self.batch(start, worth);
        if count <= UNIONS_UP_TO {
            for start in (0..self.open.len()).filter(|action| self.open[*action]) {
                let Some((worth, _)) = self.worths[start] else { continue };
                let grown = self.grow(self.batch(start, worth), &mut gaps);
                let grown_rank = self.rank(grown.worth, start);
                if grown_rank < rank {
                    (rank, best) = (grown_rank, grown);
                }
            }
        }
        if best.worth.gain <= SLACK {
            return None;
        }
        self.close(&best);
        Some(best)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;
    use serde_json::Value;

    use super::super::action::{Action, leverage};
    use super::*;

    fn number(value: &Value) -> f64 {
        value.as_f64().expect("the vector has a number here")
    }

    fn close(found: f64, expected: &Value) {
        assert!((found - number(expected)).abs() <= 1e-9, "{found} is not {expected}");
    }

    #[test]
    fn the_vector_of_ranking_holds() {
        let text = include_str!("../../tests/vectors/method_ranking.json");
        let vector: Value = serde_json::from_str(text).expect("the vector is JSON");
        let input = &vector["input"];
        let named = input["actions"].as_object().expect("the vector has actions");
        let ids: Vec<&String> = named.keys().collect();
        let traits: Vec<&String> =
            input["scores"].as_object().expect("the vector has scores").keys().collect();
        let at = |list: &[&String], id: &str| list.iter().position(|item| *item == id).expect("a known id");
        let of = |key: &str| traits.iter().map(|of| number(&input[key][*of])).collect::<Vec<_>>();
        let (scores, targets, weights) = (of("scores"), of("targets"), of("weights"));
        let mut gaps: Vec<f64> = targets.iter().zip(&scores).map(|(t, s)| (t - s).max(0.0)).collect();
        let lifts: Vec<Vec<(usize, f64)>> = named
            .values()
            .map(|action| {
                let lifts = action["lifts"].as_object().into_iter().flatten();
                lifts.map(|(of, lift)| (at(&traits, of), number(lift))).collect()
            })
            .collect();
        let after: Graph = named
            .values()
            .map(|action| {
                let requires = action["requires"].as_array().into_iter().flatten();
                requires.map(|id| at(&ids, id.as_str().expect("an id")))
            })
            .collect();
        let list = named.iter().zip(&lifts).map(|((id, action), lifts)| {
            let effort = number(&action["effort"]);
            Action { id, effort, lifts }
        });
        let actions = Actions::new(list.collect(), after);

        let gains: Vec<f64> = actions.list.iter().map(|action| action.gain(&gaps, &weights)).collect();
        let leverages =
            leverage(&actions.after.reversed(actions.list.len()), &gains, number(&input["gamma"]));
        let plan = Plan::new(&actions, &gaps, &weights, &vec![true; actions.list.len()]);
        let table = vector["expected"]["table"].as_array().expect("the vector has a table");
        assert_eq!(table.len(), actions.list.len());
        for row in table {
            let action = at(&ids, row["action"].as_str().expect("an id"));
            close(gains[action], &row["gain"]);
            close(leverages[action], &row["leverage"]);
            close((gains[action] + leverages[action]) / actions.list[action].effort, &row["density"]);
            assert_eq!(row["ready"], actions.after.of(action).is_empty());
            let closure: Vec<&str> =
                plan.closure(action).iter().map(|member| actions.list[*member].id).collect();
            assert_eq!(row["closure"], Value::from(closure));
        }

        let mut taken = Vec::new();
        for batch in plan {
            taken.extend(batch.actions.iter().map(|action| (*action, batch.worth.density())));
        }
        let expected = vector["expected"]["plan"].as_array().expect("the vector has a plan");
        assert_eq!(taken.len(), expected.len());
        for ((action, density), row) in taken.into_iter().zip(expected) {
            assert_eq!(row["action"], actions.list[action].id);
            close(density, &row["batch_density"]);
            close(actions.list[action].effort, &row["effort"]);
            close(actions.list[action].take(&mut gaps, &weights), &row["gain"]);
        }
        for (of, id) in traits.iter().enumerate() {
            close(targets[of] - gaps[of], &vector["expected"]["final_scores"][*id]);
        }
    }

    /// An action's id, effort, one lift and what it waits for.
    type Given<'a> = (&'a str, f64, (usize, f64), &'a [usize]);

    fn plan(actions: &[Given]) -> Vec<Batch> {
        let lifts: Vec<[(usize, f64); 1]> = actions.iter().map(|(_, _, lift, _)| [*lift]).collect();
        let list =
            actions.iter().zip(&lifts).map(|((id, effort, ..), lifts)| Action { id, effort: *effort, lifts });
        let after = actions.iter().map(|(_, _, _, after)| after.iter().copied()).collect();
        let actions = Actions::new(list.collect(), after);
        let count = lifts.len();
        Plan::new(&actions, &vec![0.5; count], &vec![1.0; count], &vec![true; count]).collect()
    }

    /// Two steps share a costly ground that brings nothing by itself; the others are worth more than either.
    fn shared_ground(others: usize) -> Vec<Batch> {
        let mut actions: Vec<Given> = vec![
            ("ground", 10.0, (0, 0.0), &[]),
            ("left", 1.0, (1, 0.5), &[0]),
            ("right", 1.0, (2, 0.5), &[0]),
        ];
        actions.extend((0..others).map(|other| ("other", 5.0, (3 + other, 0.3), &[][..])));
        plan(&actions)
    }

    #[test]
    fn what_shares_a_costly_ground_is_taken_together() {
        assert_eq!(shared_ground(1)[0].actions, [0, 1, 2]);
    }

    #[test]
    fn of_many_steps_only_single_closures_are_tried() {
        assert_eq!(shared_ground(UNIONS_UP_TO - 2)[0].actions, [3]);
    }

    #[test]
    fn what_brings_nothing_is_not_in_the_plan() {
        assert_eq!(plan(&[("idle", 1.0, (0, 0.0), &[])]), []);
    }

    #[test]
    fn equal_worth_goes_by_effort_and_then_by_id() {
        let batches =
            plan(&[("b", 1.0, (0, 0.1), &[]), ("c", 2.0, (1, 0.2), &[]), ("a", 1.0, (2, 0.1), &[])]);
        let order: Vec<usize> = batches.into_iter().flat_map(|batch| batch.actions).collect();
        assert_eq!(order, [2, 0, 1]);
    }

    type Drawn = (f64, BTreeMap<usize, f64>, BTreeSet<usize>);

    /// Draws effort, lifts for one trait or two and what comes before, for up to so many actions.
    fn drawn(count: usize) -> impl Strategy<Value = Vec<Drawn>> {
        let effort = prop::sample::select(vec![1.0, 2.0, 3.0, 5.0, 8.0]);
        let lifts = prop::collection::btree_map(0..6_usize, 0.0..0.5_f64, 1..=2);
        let after = prop::collection::btree_set(0..count, 0..=3);
        prop::collection::vec((effort, lifts, after), 1..=count)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn each_batch_is_whole_and_as_dense_as_any_closure(drawn in drawn(24)) {
            let lifts: Vec<Vec<(usize, f64)>> =
                drawn.iter().map(|(_, lifts, _)| lifts.iter().map(|(of, lift)| (*of, *lift)).collect()).collect();
            let list = drawn.iter().zip(&lifts).map(|((effort, ..), lifts)| Action { id: "", effort: *effort, lifts });
            let earlier = drawn.iter().enumerate().map(|(place, (_, _, after))| {
                after.iter().copied().filter(move |before| *before < place)
            });
            let actions = Actions::new(list.collect(), earlier.collect());
            let weights = [1.0, 2.0, 0.5, 1.0, 0.1, 1.5];
            let mut gaps = vec![0.3; 6];
            let mut open = vec![true; drawn.len()];
            for batch in Plan::new(&actions, &gaps.clone(), &weights, &open.clone()) {
                let fresh = Plan::new(&actions, &gaps, &weights, &open);
                for start in (0..drawn.len()).filter(|action| open[*action]) {
                    let closure = fresh.evaluate(fresh.closures.of(start), &mut gaps.clone());
                    prop_assert!(batch.worth.density() >= closure.density() - 1e-11);
                }
                let mut worth = Worth { gain: 0.0, effort: 0.0 };
                for action in &batch.actions {
                    prop_assert!(open[*action] && actions.after.of(*action).iter().all(|before| !open[*before]));
                    open[*action] = false;
                    worth.gain += actions.list[*action].take(&mut gaps, &weights);
                    worth.effort += actions.list[*action].effort;
                }
                prop_assert!((worth.gain - batch.worth.gain).abs() < 1e-12);
                prop_assert!((worth.effort - batch.worth.effort).abs() < 1e-12);
            }
            for action in (0..drawn.len()).filter(|action| open[*action]) {
                prop_assert!(actions.list[action].gain(&gaps, &weights) <= 1e-9);
            }
        }
    }
}
