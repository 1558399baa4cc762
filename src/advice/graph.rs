//! Which things lead to which, in two allocations.

use std::ops::Range;

/// For each of some things, the others that belong to it, by number.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Graph {
    rows: Vec<Range<usize>>,
    list: Vec<usize>,
}

impl Graph {
    /// Returns a graph of so many things, none of which has any.
    pub(super) fn empty(count: usize) -> Self {
        Self { rows: vec![0..0; count], list: Vec::with_capacity(2 * count) }
    }

    /// Returns how many things there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns what belongs to a thing.
    pub(super) fn of(&self, thing: usize) -> &[usize] {
        &self.list[self.rows[thing].clone()]
    }

    /// Sets what belongs to a thing, in rising order of `key` and each once.
    pub(super) fn set<K: Ord>(
        &mut self,
        thing: usize,
        members: impl IntoIterator<Item = usize>,
        key: impl Fn(usize) -> K,
    ) {
        let start = self.list.len();
        self.list.extend(members);
        self.list[start..].sort_unstable_by_key(|member| key(*member));
        let mut end = start;
        for at in start..self.list.len() {
            if end == start || self.list[end - 1] != self.list[at] {
                self.list[end] = self.list[at];
                end += 1;
            }
        }
        self.list.truncate(end);
        self.rows[thing] = start..end;
    }

    /// Returns the same the other way round, for so many things: to whom each belongs, in rising order.
    pub(super) fn reversed(&self, count: usize) -> Self {
        let mut rows = vec![0..0; count];
        for member in (0..self.len()).flat_map(|thing| self.of(thing)) {
            rows[*member].end += 1;
        }
        let mut start = 0;
        for row in &mut rows {
            let length = row.end;
            *row = start..start;
            start += length;
        }
        let mut list = vec![0; start];
        for thing in 0..self.len() {
            for member in self.of(thing) {
                list[rows[*member].end] = thing;
                rows[*member].end += 1;
            }
        }
        Self { rows, list }
    }
}

impl<R: IntoIterator<Item = usize>> FromIterator<R> for Graph {
    /// Collects what belongs to each thing, in the order of the things.
    fn from_iter<I: IntoIterator<Item = R>>(rows: I) -> Self {
        let mut graph = Self::default();
        for row in rows {
            graph.rows.push(0..0);
            graph.set(graph.len() - 1, row, |member| member);
        }
        graph
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_member_is_kept_once_and_in_order() {
        let graph: Graph = [vec![2, 0, 2], vec![], vec![1]].into_iter().collect();
        assert_eq!((graph.of(0), graph.of(1), graph.of(2)), (&[0, 2][..], &[][..], &[1][..]));
    }

    #[test]
    fn reversed_says_to_whom_each_belongs() {
        let graph: Graph = [vec![1, 2], vec![2], vec![]].into_iter().collect();
        let reversed = graph.reversed(3);
        assert_eq!((reversed.of(0), reversed.of(1), reversed.of(2)), (&[][..], &[0][..], &[0, 1][..]));
        assert_eq!(reversed.reversed(3).of(0), graph.of(0));
    }
}
