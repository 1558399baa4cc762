use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Grouping;
use super::counts::{Counts, Shape, Whose, titles};
use super::persons::Persons;
use super::sets::Sets;
use crate::answers::Subject;
use crate::questionnaire::Questionnaire;
use crate::scoring::Scores;

/// From this many persons on a result may say how values are spread; among fewer, a quantile is somebody's own value.
pub(super) const CROWD: u64 = 10;
/// So many sets of a group are kept as they are, which takes less memory than counts, and are counted together.
const FEW: usize = 8;
/// A thread hands over the sets that it has after so many.
const HELD: usize = 1024;
/// Groups lie in so many places, so that threads seldom wait for each other.
const SHARDS: u64 = 64;

/// What each axis says of a group.
pub(super) type Key = Vec<Option<String>>;

/// The answer sets of a run by group, counted. In which order they come, and by which threads, changes nothing.
#[derive(Debug)]
pub struct Groups {
    pub(super) grouping: Grouping,
    pub(super) shape: Shape,
    /// The narrowest groups.
    shards: Vec<Mutex<HashMap<Key, Tally>>>,
}

/// Counts answer sets on one thread. The groups get them from time to time, and the last when it is dropped.
#[derive(Debug)]
pub struct Adder<'g> {
    groups: &'g Groups,
    /// Where in `found` a group is, by how it is spelt.
    known: HashMap<Vec<u8>, usize>,
    found: Vec<(Key, Sets)>,
    held: usize,
    spelling: Vec<u8>,
}

/// The answer sets of a group.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Those that have been counted, if there are many.
    counts: Option<Box<Counts>>,
    /// The others.
    waiting: Sets,
}

impl Groups {
    /// Returns groups without any set.
    #[must_use]
    pub fn new(grouping: &Grouping, questionnaire: &Questionnaire) -> Self {
        let shape = Shape {
            measures: titles(questionnaire).len(),
            zones: questionnaire.placement().map_or(0, |placement| placement.zones.len()),
            persons: grouping.least().max(CROWD),
        };
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Self { grouping: grouping.clone(), shape, shards }
    }

    /// Returns what counts answer sets on one thread.
    #[must_use]
    pub fn adder(&self) -> Adder<'_> {
        Adder { groups: self, known: HashMap::new(), found: Vec::new(), held: 0, spelling: Vec::new() }
    }

    /// Does something with the narrowest groups, in their order.
    pub(super) fn with_all<T>(&self, work: impl FnOnce(&[(&[Option<String>], &Tally)]) -> T) -> T {
        let shards: Vec<_> = self.shards.iter().map(lock).collect();
        let all = shards.iter().flat_map(|shard| shard.iter());
        let mut all: Vec<_> = all.map(|(key, tally)| (key.as_slice(), tally)).collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        work(&all)
    }

    /// Adds answer sets of one group.
    fn take(&self, key: &Key, sets: &Sets) {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let shard = usize::try_from(hasher.finish() % SHARDS).unwrap_or_default();
        let mut shard = lock(&self.shards[shard]);
        if let Some(tally) = shard.get_mut(key) {
            tally.add(sets, self.shape);
        } else {
            shard.entry(key.clone()).or_default().add(sets, self.shape);
        }
    }
}

/// What a panic left behind is consistent enough: whoever sees it fails anyway.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Adder<'_> {
    /// Counts an answer set: whom it speaks of, and what it scored.
    pub fn add(&mut self, subject: &Subject, scores: &Scores) {
        let axes = self.groups.grouping.by().axes();
        self.spelling.clear();
        for axis in axes {
            axis.spell(subject, &mut self.spelling);
        }
        let place = if let Some(place) = self.known.get(&self.spelling) {
            *place
        } else {
            self.found.push((axes.iter().map(|axis| axis.value(subject)).collect(), Sets::default()));
            self.known.insert(self.spelling.clone(), self.found.len() - 1);
            self.found.len() - 1
        };
        self.found[place].1.push(subject, scores);
        self.held += 1;
        if self.held >= HELD {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        self.held = 0;
        for (key, sets) in &mut self.found {
            if sets.len() > 0 {
                self.groups.take(key, sets);
                sets.clear();
            }
        }
        // What is known of groups saves work as long as they come again.
        if self.found.len() > HELD {
            self.known.clear();
            self.found.clear();
        }
    }
}

impl Drop for Adder<'_> {
    fn drop(&mut self) {
        self.hand_over();
    }
}

impl Tally {
    fn add(&mut self, sets: &Sets, shape: Shape) {
        if self.waiting.len() + sets.len() <= FEW {
            return self.waiting.append(sets);
        }
        let counts = self.counts.get_or_insert_with(|| Box::new(Counts::none(shape)));
        counts.add(&self.waiting);
        self.waiting.clear();
        counts.add(sets);
    }

    /// Adds all sets to what is known of others.
    pub fn count(&self, counts: &mut Counts) {
        if let Some(counted) = &self.counts {
            counts.merge(counted);
        }
        counts.add(&self.waiting);
    }

    /// Adds the persons behind a result of this group to others.
    pub fn gather(&self, whose: Whose, persons: &mut Persons) {
        if let Some(counted) = &self.counts {
            persons.merge(counted.persons(whose));
        }
        for name in self.waiting.persons(whose) {
            persons.add(name);
        }
    }
}
