//! The order in which steps pay best, given what each waits for.
//!
//! A step is worth taking together with all that it waits for, its closure. The plan takes the closure with the highest
//! gain for its effort, lets it close the gaps it closes, and looks again (a decomposition in the manner of Sidney,
//! 1975; without prerequisites it is Smith's ratio rule, 1956).

use std::cmp::Ordering;

use super::action::{Action, first, topological};
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
    actions: &'a [Action<'a>],
    weights: &'a [f64],
    gaps: Vec<f64>,
    open: Vec<bool>,
    /// The place of each action in an order that no prerequisite runs against.
    place: Vec<usize>,
    /// Each action with all that it waits for, by place.
    closures: Vec<Vec<usize>>,
    /// What each closure is worth now; `None` where a step taken since has changed it.
    worths: Vec<Option<Worth>>,
}

impl<'a> Plan<'a> {
    /// Begins a plan of the open actions; `gaps` and `weights` are those of the traits that the actions lift.
    ///
    /// What an open action waits for is open too, or done.
    pub(super) fn new(actions: &'a [Action<'a>], gaps: &[f64], weights: &'a [f64], open: &[bool]) -> Self {
        let order = topological(actions);
        let mut place = vec![0; actions.len()];
        let mut closures = vec![Vec::new(); actions.len()];
        for (at, action) in order.into_iter().enumerate() {
            place[action] = at;
            let before = actions[action].after.iter().filter(|before| open[**before]);
            let closure = before.flat_map(|before| &closures[*before]).copied().chain([action]).collect();
            closures[action] = in_place(closure, &place);
        }
        let worths = vec![None; actions.len()];
        Self { actions, weights, gaps: gaps.to_vec(), open: open.to_vec(), place, closures, worths }
    }

    /// Returns an action with all that it waits for, in the order of the steps.
    #[cfg(test)]
    pub(super) fn closure(&self, action: usize) -> &[usize] {
        &self.closures[action]
    }

    /// Returns what the open ones among some actions are worth, taken in this order from here. `gaps` is a copy of the
    /// plan's gaps, and is one again in the end.
    fn evaluate(&self, set: &[usize], gaps: &mut [f64]) -> Worth {
        let mut worth = Worth { gain: 0.0, effort: 0.0 };
        let open = || set.iter().filter(|action| self.open[**action]).map(|action| &self.actions[*action]);
        for action in open() {
            worth.gain += action.take(gaps, self.weights);
            worth.effort += action.effort;
        }
        for (of, _) in open().flat_map(|action| &action.lifts) {
            gaps[*of] = self.gaps[*of];
        }
        worth
    }

    /// Grows a closure by the overlapping closure that makes the densest union, as long as it gets denser.
    fn grow(&self, mut grown: Batch, gaps: &mut [f64]) -> Batch {
        loop {
            let overlaps = |action: &usize| {
                self.open[*action]
                    && !grown.actions.contains(action)
                    && self.closures[*action].iter().any(|member| grown.actions.contains(member))
            };
            let unions = (0..self.actions.len()).filter(overlaps).map(|action| {
                let union = grown.actions.iter().chain(&self.closures[action]).copied();
                let actions = in_place(union.filter(|member| self.open[*member]).collect(), &self.place);
                let worth = self.evaluate(&actions, gaps);
                (Batch { actions, worth, start: grown.start }, action)
            });
            match unions.min_by(|a, b| self.compare((a.0.worth, a.1), (b.0.worth, b.1))) {
                Some((union, _)) if union.worth.density() > grown.worth.density() + SLACK => grown = union,
                _ => return grown,
            }
        }
    }

    /// Compares two worths by density; the ids of the actions settle what effort does not.
    fn compare(&self, a: (Worth, usize), b: (Worth, usize)) -> Ordering {
        let key = |(worth, action): (Worth, usize)| (worth.density(), worth.effort, self.actions[action].id);
        first(key(a), key(b))
    }

    /// Returns an action's open closure.
    fn batch(&self, action: usize, worth: Worth) -> Batch {
        let actions = self.closures[action].iter().copied().filter(|member| self.open[*member]).collect();
        Batch { actions, worth, start: action }
    }

    fn close(&mut self, batch: &Batch) {
        let mut touched = vec![false; self.gaps.len()];
        for action in &batch.actions {
            self.actions[*action].take(&mut self.gaps, self.weights);
            self.open[*action] = false;
            for (of, _) in &self.actions[*action].lifts {
                touched[*of] = true;
            }
        }
        for (closure, worth) in self.closures.iter().zip(&mut self.worths) {
            let changed = |member: &usize| {
                batch.actions.contains(member)
                    || self.actions[*member].lifts.iter().any(|(of, _)| touched[*of])
            };
            if closure.iter().any(changed) {
                *worth = None;
            }
        }
    }
}

/// Sorts a set of actions by place.
fn in_place(mut set: Vec<usize>, place: &[usize]) -> Vec<usize> {
    set.sort_unstable_by_key(|member| place[*member]);
    set.dedup();
    set
}

impl Iterator for Plan<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut gaps = self.gaps.clone();
        let mut singles = Vec::with_capacity(self.actions.len());
        for action in (0..self.actions.len()).filter(|action| self.open[*action]) {
            let worth = match self.worths[action] {
                Some(worth) => worth,
                None => self.evaluate(&self.closures[action], &mut gaps),
            };
            singles.push((worth, action));
        }
        for (worth, action) in &singles {
            self.worths[*action] = Some(*worth);
        }
        let (worth, action) = singles.iter().copied().min_by(|a, b| self.compare(*a, *b))?;
        let mut best = self.batch(action, worth);
        if singles.len() <= UNIONS_UP_TO {
            for (worth, action) in singles {
                let grown = self.grow(self.batch(action, worth), &mut gaps);
                if self.compare((grown.worth, grown.start), (best.worth, best.start)).is_lt() {
                    best = grown;
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

    use super::super::action::leverage;
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
        let actions: Vec<Action> = named
            .iter()
            .map(|(id, action)| Action {
                id,
                effort: number(&action["effort"]),
                lifts: action["lifts"]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(of, lift)| (at(&traits, of), number(lift)))
                    .collect(),
                after: action["requires"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|id| at(&ids, id.as_str().expect("an id")))
                    .collect(),
            })
            .collect();

        let gains: Vec<f64> = actions.iter().map(|action| action.gain(&gaps, &weights)).collect();
        let before: Vec<Vec<usize>> = actions.iter().map(|action| action.after.clone()).collect();
        let leverages = leverage(&before, &gains, number(&input["gamma"]));
        let plan = Plan::new(&actions, &gaps, &weights, &vec![true; actions.len()]);
        let table = vector["expected"]["table"].as_array().expect("the vector has a table");
        assert_eq!(table.len(), actions.len());
        for row in table {
            let action = at(&ids, row["action"].as_str().expect("an id"));
            close(gains[action], &row["gain"]);
            close(leverages[action], &row["leverage"]);
            close((gains[action] + leverages[action]) / actions[action].effort, &row["density"]);
            assert_eq!(row["ready"], actions[action].after.is_empty());
            let closure: Vec<&str> = plan.closure(action).iter().map(|member| actions[*member].id).collect();
            assert_eq!(row["closure"], Value::from(closure));
        }

        let mut taken = Vec::new();
        for batch in plan {
            taken.extend(batch.actions.iter().map(|action| (*action, batch.worth.density())));
        }
        let expected = vector["expected"]["plan"].as_array().expect("the vector has a plan");
        assert_eq!(taken.len(), expected.len());
        for ((action, density), row) in taken.into_iter().zip(expected) {
            assert_eq!(row["action"], actions[action].id);
            close(density, &row["batch_density"]);
            close(actions[action].effort, &row["effort"]);
            close(actions[action].take(&mut gaps, &weights), &row["gain"]);
        }
        for (of, id) in traits.iter().enumerate() {
            close(targets[of] - gaps[of], &vector["expected"]["final_scores"][*id]);
        }
    }

    fn action(id: &'static str, effort: f64, of: usize, lift: f64, after: &[usize]) -> Action<'static> {
        Action { id, effort, lifts: vec![(of, lift)], after: after.to_vec() }
    }

    /// Two steps share a costly ground that brings nothing by itself; the others are worth more than either.
    fn shared_ground(others: usize) -> Vec<Action<'static>> {
        let mut actions = vec![
            action("ground", 10.0, 0, 0.0, &[]),
            action("left", 1.0, 1, 0.5, &[0]),
            action("right", 1.0, 2, 0.5, &[0]),
        ];
        actions.extend((0..others).map(|other| action("other", 5.0, 3 + other, 0.3, &[])));
        actions
    }

    fn batches(actions: &[Action]) -> Vec<Batch> {
        let traits = vec![0.5; actions.len()];
        Plan::new(actions, &traits, &vec![1.0; actions.len()], &vec![true; actions.len()]).collect()
    }

    #[test]
    fn what_shares_a_costly_ground_is_taken_together() {
        assert_eq!(batches(&shared_ground(1))[0].actions, [0, 1, 2]);
    }

    #[test]
    fn of_many_steps_only_single_closures_are_tried() {
        assert_eq!(batches(&shared_ground(UNIONS_UP_TO - 2))[0].actions, [3]);
    }

    #[test]
    fn what_brings_nothing_is_not_in_the_plan() {
        assert_eq!(batches(&[action("idle", 1.0, 0, 0.0, &[])]), []);
    }

    #[test]
    fn equal_worth_goes_by_effort_and_then_by_id() {
        let actions =
            [action("b", 1.0, 0, 0.1, &[]), action("c", 2.0, 1, 0.2, &[]), action("a", 1.0, 2, 0.1, &[])];
        let order: Vec<usize> = batches(&actions).into_iter().flat_map(|batch| batch.actions).collect();
        assert_eq!(order, [2, 0, 1]);
    }

    /// Actions that wait for earlier ones only, each with a lift for one trait or two.
    fn actions(count: usize) -> impl Strategy<Value = Vec<Action<'static>>> {
        let effort = prop::sample::select(vec![1.0, 2.0, 3.0, 5.0, 8.0]);
        let lifts = prop::collection::btree_map(0..6_usize, 0.0..0.5_f64, 1..=2);
        let after = prop::collection::btree_set(0..count, 0..=3);
        prop::collection::vec((effort, lifts, after), 1..=count).prop_map(|actions| {
            let action =
                |(place, (effort, lifts, after)): (usize, (f64, BTreeMap<_, _>, BTreeSet<_>))| Action {
                    id: "",
                    effort,
                    lifts: lifts.into_iter().collect(),
                    after: after.into_iter().filter(|before| *before < place).collect(),
                };
            actions.into_iter().enumerate().map(action).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn each_batch_is_whole_and_as_dense_as_any_closure(actions in actions(24)) {
            let weights = [1.0, 2.0, 0.5, 1.0, 0.1, 1.5];
            let mut gaps = vec![0.3; 6];
            let mut open = vec![true; actions.len()];
            for batch in Plan::new(&actions, &gaps.clone(), &weights, &open.clone()) {
                for start in (0..actions.len()).filter(|action| open[*action]) {
                    let fresh = Plan::new(&actions, &gaps, &weights, &open);
                    let closure = fresh.evaluate(&fresh.closures[start], &mut gaps.clone());
                    prop_assert!(batch.worth.density() >= closure.density() - 1e-12);
                }
                let mut worth = Worth { gain: 0.0, effort: 0.0 };
                for action in &batch.actions {
                    prop_assert!(open[*action] && actions[*action].after.iter().all(|before| !open[*before]));
                    open[*action] = false;
                    worth.gain += actions[*action].take(&mut gaps, &weights);
                    worth.effort += actions[*action].effort;
                }
                prop_assert!((worth.gain - batch.worth.gain).abs() < 1e-12);
                prop_assert!((worth.effort - batch.worth.effort).abs() < 1e-12);
            }
            for action in (0..actions.len()).filter(|action| open[*action]) {
                prop_assert!(actions[action].gain(&gaps, &weights) <= 1e-9);
            }
        }
    }
}
