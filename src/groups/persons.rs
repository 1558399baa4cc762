use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::answers::Subject;

/// How many different persons stand behind answer sets, as far as that matters: exact up to a limit.
///
/// Whoever gives the same name is one person, wherever they answer; who gives none is another one each time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Persons {
    limit: usize,
    sets: u64,
    nameless: u64,
    /// The least of the names' hashes, in ascending order, no more than the limit. Two names of one hash count as one
    /// person, which hides rather more.
    names: Vec<u64>,
}

impl Persons {
    /// Returns nobody; up to `limit` persons are told apart.
    pub fn none(limit: u64) -> Self {
        Self { limit: usize::try_from(limit).unwrap_or(usize::MAX), sets: 0, nameless: 0, names: Vec::new() }
    }

    /// Adds an answer set of somebody with this [name](name).
    pub fn add(&mut self, name: Option<u64>) {
        self.sets += 1;
        match name {
            None => self.nameless += 1,
            Some(name) => self.know(name),
        }
    }

    /// Adds the persons that were counted elsewhere.
    pub fn merge(&mut self, other: &Self) {
        self.sets += other.sets;
        self.nameless += other.nameless;
        for name in &other.names {
            self.know(*name);
        }
    }

    fn know(&mut self, name: u64) {
        if let Err(index) = self.names.binary_search(&name) {
            self.names.insert(index, name);
            self.names.truncate(self.limit);
        }
    }

    /// Returns how many answer sets there are.
    pub fn sets(&self) -> u64 {
        self.sets
    }

    /// Returns how many persons there are, or from the limit on how many answer sets.
    pub fn count(&self) -> u64 {
        if self.names.len() >= self.limit { self.sets } else { self.nameless + self.names.len() as u64 }
    }
}

/// Returns what stands for the name of the respondent, if there is one.
pub(super) fn name(subject: &Subject) -> Option<u64> {
    let name = subject.respondent.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    Some(hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_answers_twice_is_one_person() {
        let mut persons = Persons::none(10);
        for name in [Some(1), Some(2), Some(1), None, None] {
            persons.add(name);
        }
        assert_eq!((persons.sets(), persons.count()), (5, 4));
        let mut others = Persons::none(10);
        others.add(Some(2));
        others.add(Some(3));
        persons.merge(&others);
        assert_eq!((persons.sets(), persons.count()), (7, 5));
    }

    #[test]
    fn no_order_matters_beyond_the_limit() {
        let of = |names: &[u64]| {
            let mut persons = Persons::none(3);
            for name in names {
                persons.add(Some(*name));
            }
            persons
        };
        assert_eq!(of(&[5, 1, 4, 2, 3]), of(&[1, 2, 3, 4, 5]));
        assert_eq!(of(&[5, 1, 4, 2, 3]).count(), 5);
        let mut parts = of(&[5, 4]);
        parts.merge(&of(&[3, 1, 2]));
        assert_eq!(parts, of(&[1, 2, 3, 4, 5]));
    }
}
