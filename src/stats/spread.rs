use super::Undefined;
use super::quantile::{between, place};

/// A [`Spread`] keeps no more cells than this.
pub const CELLS: usize = 512;
/// The finest and the coarsest grid, as powers of two. The coarsest has as many places as there may be cells.
const GRIDS: (i32, i32) = (40, 9);

/// How values of 0..=1 are spread, in bounded memory: exact for up to [`CELLS`] distinct values, then on the finest grid
/// of a step of a power of two that leaves no more cells than that. The coarsest step is 1/512.
///
/// Which grid that is follows from the values alone, and a place on a coarse grid from the place on a finer one: neither
/// the order of the values nor of their parts matters.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Spread {
    /// The grid as a power of two; `None` while exact.
    grid: Option<i32>,
    /// Values, or the lower ends of the grid's cells, in ascending order, and how often each occurs.
    cells: Vec<(f64, u64)>,
}

impl Spread {
    /// Adds a value, brought to 0..=1.
    pub fn add(&mut self, value: f64) {
        // Adding 0 makes a negative zero a zero.
        let value = value.clamp(0.0, 1.0) + 0.0;
        let at = self.grid.map_or(value, |grid| on_grid(value, grid));
        match self.cells.binary_search_by(|(known, _)| known.total_cmp(&at)) {
            Ok(index) => self.cells[index].1 += 1,
            Err(index) => {
                // There may be many spreads: they get no more room than they need.
                if self.cells.len() == self.cells.capacity() {
                    self.cells.reserve_exact((self.cells.len() / 4).max(4));
                }
                self.cells.insert(index, (at, 1));
                self.keep_to_the_bound();
            }
        }
    }

    /// Adds what was added elsewhere.
    pub fn merge(&mut self, other: &Self) {
        let grid = match (self.grid, other.grid) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (one, None) | (None, one) => one,
        };
        let mut theirs = other.cells.clone();
        if let Some(grid) = grid {
            coarsen(&mut self.cells, grid);
            coarsen(&mut theirs, grid);
            self.grid = Some(grid);
        }
        let ours = std::mem::take(&mut self.cells);
        self.cells = merged(ours, theirs);
        self.keep_to_the_bound();
    }

    /// Returns how many values there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.cells.iter().map(|(_, count)| count).sum()
    }

    /// Returns by how much a quantile can be wrong at most: 0 while exact, never more than 1/1024.
    #[must_use]
    pub fn error(&self) -> f64 {
        self.grid.map_or(0.0, |grid| step(grid) / 2.0)
    }

    /// Returns a quantile by the rule of [`quantile`](super::quantile()), to within [`error`](Self::error).
    ///
    /// # Errors
    ///
    /// Without values.
    pub fn quantile(&self, p: f64) -> Result<f64, Undefined> {
        let count = self.count();
        if count == 0 {
            return Err(Undefined::NoValues);
        }
        let (below, part) = place(count, p);
        let low = self.value(below);
        Ok(between(low, self.value((below + 1).min(count - 1)), part))
    }

    /// The value that stands behind so many others.
    fn value(&self, index: u64) -> f64 {
        let mut passed = 0;
        for (at, count) in &self.cells {
            passed += count;
            if passed > index {
                return at + self.error();
            }
        }
        1.0
    }

    fn keep_to_the_bound(&mut self) {
        while self.cells.len() > CELLS {
            let grid = self.grid.map_or(GRIDS.0, |grid| grid - 1).max(GRIDS.1);
            coarsen(&mut self.cells, grid);
            self.grid = Some(grid);
            self.cells.shrink_to_fit();
        }
    }
}

/// The length of a cell.
fn step(grid: i32) -> f64 {
    f64::powi(2.0, -grid)
}

/// The lower end of the cell that a value lies in; the end of the scale belongs to the last cell.
fn on_grid(value: f64, grid: i32) -> f64 {
    let cells = f64::powi(2.0, grid);
    (value * cells).floor().min(cells - 1.0) / cells
}

fn coarsen(cells: &mut Vec<(f64, u64)>, grid: i32) {
    for (at, _) in cells.iter_mut() {
        *at = on_grid(*at, grid);
    }
    cells.dedup_by(|later, earlier| {
        let same = later.0.total_cmp(&earlier.0).is_eq();
        if same {
            earlier.1 += later.1;
        }
        same
    });
}

/// Both sorted lists as one.
fn merged(ours: Vec<(f64, u64)>, theirs: Vec<(f64, u64)>) -> Vec<(f64, u64)> {
    let mut all = Vec::with_capacity(ours.len() + theirs.len());
    let (mut ours, mut theirs) = (ours.into_iter().peekable(), theirs.into_iter().peekable());
    loop {
        let order = match (ours.peek(), theirs.peek()) {
            (Some(our), Some(their)) => our.0.total_cmp(&their.0),
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, _) => std::cmp::Ordering::Greater,
        };
        let next = match order {
            std::cmp::Ordering::Less => ours.next(),
            std::cmp::Ordering::Greater => theirs.next(),
            std::cmp::Ordering::Equal => {
                let count = theirs.next().map_or(0, |(_, count)| count);
                ours.next().map(|(at, more)| (at, count + more))
            }
        };
        match next {
            Some(cell) => all.push(cell),
            None => return all,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::stats::quantile;

    const PS: [f64; 7] = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0];

    fn of(values: &[f64]) -> Spread {
        let mut spread = Spread::default();
        for value in values {
            spread.add(*value);
        }
        spread
    }

    /// Values that do not repeat, all over a range.
    fn values(count: usize, width: f64) -> Vec<f64> {
        let mut state = 7_u64;
        let next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 11) as f64 / f64::powi(2.0, 53) * width
        };
        std::iter::repeat_with(next).take(count).collect()
    }

    #[test]
    fn a_hundred_thousand_values_keep_to_the_bound_and_quantiles_to_the_error() {
        for width in [1.0, 0.01] {
            let mut all = values(100_000, width);
            let spread = of(&all);
            assert!(spread.cells.len() <= CELLS);
            assert_eq!(spread.count(), 100_000);
            assert!(
                spread.error() > 0.0 && spread.error() <= width / 256.0 && spread.error() <= 1.0 / 1024.0
            );
            all.sort_by(f64::total_cmp);
            for p in PS {
                let (near, exact) = (spread.quantile(p).unwrap(), quantile(&all, p).unwrap());
                assert!((near - exact).abs() <= spread.error() + 1e-15, "{p}: {near} for {exact}");
            }
        }
    }

    #[test]
    fn few_distinct_values_stay_exact_however_often_they_come() {
        let mut spread = Spread::default();
        for index in 0..100_000_u32 {
            spread.add(f64::from(index % 500) / 499.0);
        }
        assert!(spread.error() == 0.0);
        assert_eq!(spread.quantile(1.0), Ok(1.0));
    }

    #[test]
    fn no_values_have_no_quantile() {
        assert_eq!(Spread::default().quantile(0.5), Err(Undefined::NoValues));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn small_samples_have_exact_quantiles(values in prop::collection::vec(0.0_f64..=1.0, 1..60)) {
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            for p in PS {
                prop_assert_eq!(of(&values).quantile(p), quantile(&sorted, p));
            }
        }

        #[test]
        fn neither_order_nor_parts_matter(
            count in 1_usize..3_000,
            width in prop::sample::select(vec![1.0, 0.3, 1e-4, 1e-13]),
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 3),
        ) {
            let mut values = values(count, width);
            values.push(1.0);
            let whole = of(&values);
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(values.len())).collect();
            cuts.sort_unstable();
            let parts = [&values[cuts[2]..], &values[..cuts[0]], &values[cuts[1]..cuts[2]], &values[cuts[0]..cuts[1]]];
            let mut together = Spread::default();
            for part in parts {
                together.merge(&of(part));
            }
            prop_assert_eq!(&together, &whole);
            values.reverse();
            prop_assert_eq!(&of(&values), &whole);
        }
    }
}
