//! Where the moves of a path stand: in columns, each move to the right of all that it waits for, and the lines between
//! them kept short and free of crossings as far as a few rounds of sorting can (after Sugiyama, Tagawa and Toda 1981).

use crate::report::figure::Path;

/// How often the columns are sorted by their neighbours.
const ROUNDS: usize = 12;
/// The height of a move, and of a line that passes a column.
const MOVE: f64 = 1.0;
const PASSING: f64 = 0.5;

/// The path, laid out. Rows count from the top; that of a move is where its middle stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// For each move of the path its column, from 0, and its row.
    pub places: Vec<(usize, f64)>,
    /// The lines between moves.
    pub lines: Vec<Line>,
    /// How many columns there are.
    pub columns: usize,
    /// How many rows there are.
    pub rows: f64,
}

/// A line from a move to one that waits for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The index of the move that comes first.
    pub from: usize,
    /// The index of the move that waits.
    pub to: usize,
    /// The rows where it passes the columns in between.
    pub through: Vec<f64>,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    /// A move, by its index.
    Move(usize),
    /// A line on its way, by its index and the number of columns it has passed.
    Passing(usize, usize),
}

/// Lays out the path.
#[must_use]
pub fn lay_out(path: &Path) -> Layout {
    let after = direct(path);
    let columns = columns(&after);
    let mut lines: Vec<Line> = after
        .iter()
        .enumerate()
        .flat_map(|(to, before)| before.iter().map(move |from| (*from, to)))
        .map(|(from, to)| Line { from, to, through: vec![0.0; columns[to] - columns[from] - 1] })
        .collect();
    let mut grid = Grid::new(&columns, &lines);
    grid.sort();
    let rows = grid.rows();
    let top = rows.iter().flatten().copied().fold(f64::INFINITY, f64::min) - MOVE / 2.0;
    let mut bottom: f64 = 0.0;
    let mut places = vec![(0, 0.0); columns.len()];
    for (column, (slots, rows)) in grid.slots.iter().zip(&rows).enumerate() {
        for (slot, row) in slots.iter().zip(rows) {
            let row = row - top;
            bottom = bottom.max(row + MOVE / 2.0);
            match *slot {
                Slot::Move(index) => places[index] = (column, row),
                Slot::Passing(line, passed) => lines[line].through[passed] = row,
            }
        }
    }
    Layout { places, lines, columns: grid.slots.len(), rows: bottom }
}

/// What each move waits for directly, without what already follows from that. Later moves wait for earlier ones only, so
/// that there is no way round in a circle.
fn direct(path: &Path) -> Vec<Vec<usize>> {
    let mut before: Vec<Vec<bool>> = Vec::new();
    let mut direct = Vec::new();
    for (index, step) in path.steps.iter().enumerate() {
        let mut wanted: Vec<usize> = step.after.iter().copied().filter(|after| *after < index).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let implied = |of: usize| wanted.iter().any(|other| *other != of && before[*other][of]);
        let kept: Vec<usize> = wanted.iter().copied().filter(|of| !implied(*of)).collect();
        let mut all = vec![false; path.steps.len()];
        for of in &kept {
            all[*of] = true;
            for (flag, known) in all.iter_mut().zip(&before[*of]) {
                *flag |= known;
            }
        }
        before.push(all);
        direct.push(kept);
    }
    direct
}

/// The column of each move: one to the right of the last that it waits for.
fn columns(after: &[Vec<usize>]) -> Vec<usize> {
    let mut columns = Vec::new();
    for before in after {
        columns.push(before.iter().map(|of| columns[*of] + 1).max().unwrap_or(0));
    }
    columns
}

/// The columns with what stands in them, and how it hangs together.
struct Grid {
    slots: Vec<Vec<Slot>>,
    /// For each line, its slots from left to right with their columns.
    chains: Vec<Vec<(usize, Slot)>>,
}

impl Grid {
    fn new(columns: &[usize], lines: &[Line]) -> Self {
        let count = columns.iter().max().map_or(0, |last| last + 1);
        let mut slots = vec![Vec::new(); count];
        for (index, column) in columns.iter().enumerate() {
            slots[*column].push(Slot::Move(index));
        }
        let mut chains = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let first = columns[line.from];
            let mut chain = vec![(first, Slot::Move(line.from))];
            for passed in 0..line.through.len() {
                let slot = Slot::Passing(index, passed);
                slots[first + 1 + passed].push(slot);
                chain.push((first + 1 + passed, slot));
            }
            chain.push((columns[line.to], Slot::Move(line.to)));
            chains.push(chain);
        }
        Self { slots, chains }
    }

    /// Sorts the columns so that few lines cross, and keeps the best order that was seen.
    fn sort(&mut self) {
        let mut best = (self.crossings(), self.slots.clone());
        for round in 0..ROUNDS {
            let columns: Vec<usize> = match round % 2 {
                0 => (1..self.slots.len()).collect(),
                _ => (0..self.slots.len().saturating_sub(1)).rev().collect(),
            };
            for column in columns {
                let neighbour = if round % 2 == 0 { column - 1 } else { column + 1 };
                let mut keyed: Vec<(f64, Slot)> = self.slots[column]
                    .iter()
                    .enumerate()
                    .map(|(place, slot)| {
                        let beside = self.beside(column, *slot, neighbour);
                        let places: Vec<f64> =
                            beside.iter().map(|other| self.place(neighbour, *other) as f64).collect();
                        (mean(&places).unwrap_or(place as f64), *slot)
                    })
                    .collect();
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
                self.slots[column] = keyed.into_iter().map(|(_, slot)| slot).collect();
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.slots.clone());
            }
        }
        self.slots = best.1;
    }

    /// The rows of all slots: near their neighbours, in order and without overlap.
    fn rows(&self) -> Vec<Vec<f64>> {
        let mut rows: Vec<Vec<f64>> = self.slots.iter().map(|slots| stacked(slots)).collect();
        for round in 0..ROUNDS {
            let columns: Vec<usize> = match round % 2 {
                0 => (0..self.slots.len()).collect(),
                _ => (0..self.slots.len()).rev().collect(),
            };
            for column in columns {
                let slots = &self.slots[column];
                let wanted: Vec<f64> = slots
                    .iter()
                    .enumerate()
                    .map(|(place, slot)| {
                        let neighbours = [column.checked_sub(1), Some(column + 1)];
                        let near: Vec<f64> = neighbours
                            .into_iter()
                            .flatten()
                            .filter(|neighbour| *neighbour < self.slots.len())
                            .flat_map(|neighbour| {
                                let beside = self.beside(column, *slot, neighbour);
                                beside.into_iter().map(move |other| (neighbour, other))
                            })
                            .map(|(neighbour, other)| rows[neighbour][self.place(neighbour, other)])
                            .collect();
                        mean(&near).unwrap_or(rows[column][place])
                    })
                    .collect();
                rows[column] = apart(&wanted, &stacked(slots));
            }
        }
        rows
    }

    /// What a slot is joined with in the column beside it.
    fn beside(&self, column: usize, slot: Slot, neighbour: usize) -> Vec<Slot> {
        let joined = |chain: &Vec<(usize, Slot)>| {
            let has = chain.contains(&(column, slot));
            has.then(|| chain.iter().find(|(at, _)| *at == neighbour).map(|(_, slot)| *slot)).flatten()
        };
        self.chains.iter().filter_map(joined).collect()
    }

    fn place(&self, column: usize, slot: Slot) -> usize {
        self.slots[column].iter().position(|other| *other == slot).unwrap_or(0)
    }

    fn crossings(&self) -> usize {
        let pieces: Vec<(usize, usize, usize)> = self
            .chains
            .iter()
            .flat_map(|chain| chain.windows(2))
            .map(|pair| (pair[0].0, self.place(pair[0].0, pair[0].1), self.place(pair[1].0, pair[1].1)))
            .collect();
        let crosses = |a: &(usize, usize, usize), b: &(usize, usize, usize)| {
            a.0 == b.0 && ((a.1 < b.1 && a.2 > b.2) || (a.1 > b.1 && a.2 < b.2))
        };
        pieces
            .iter()
            .enumerate()
            .map(|(index, a)| pieces[index + 1..].iter().filter(|b| crosses(a, b)).count())
            .sum()
    }
}

/// The rows of slots that stand close under each other.
fn stacked(slots: &[Slot]) -> Vec<f64> {
    let mut below = 0.0;
    slots
        .iter()
        .map(|slot| {
            let height = if matches!(slot, Slot::Move(_)) { MOVE } else { PASSING };
            below += height;
            below - height / 2.0
        })
        .collect()
}

/// The rows nearest to those wanted (by least squares) that keep the distances of the stacked ones: what lies too close
/// is moved apart together, by pooling adjacent violators.
fn apart(wanted: &[f64], stacked: &[f64]) -> Vec<f64> {
    // Blocks of slots that touch, each with the sum of its shifts and how many it has.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (wanted, stacked) in wanted.iter().zip(stacked) {
        let mut block = (wanted - stacked, 1);
        while let Some(last) = blocks.last() {
            if last.0 / last.1 as f64 <= block.0 / block.1 as f64 {
                break;
            }
            block = (block.0 + last.0, block.1 + last.1);
            blocks.pop();
        }
        blocks.push(block);
    }
    let shifts = blocks.iter().flat_map(|(sum, count)| std::iter::repeat_n(sum / *count as f64, *count));
    stacked.iter().zip(shifts).map(|(stacked, shift)| stacked + shift).collect()
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::figure::PathStep;

    fn path(after: &[&[usize]]) -> Path {
        let step = |(index, after): (usize, &&[usize])| PathStep {
            rank: index + 1,
            title: String::new(),
            after: after.to_vec(),
        };
        Path { steps: after.iter().enumerate().map(step).collect(), left_out: 0 }
    }

    #[test]
    fn a_move_stands_right_of_all_it_waits_for() {
        let layout = lay_out(&path(&[&[], &[0], &[], &[1, 2], &[0]]));
        let columns: Vec<usize> = layout.places.iter().map(|(column, _)| *column).collect();
        assert_eq!(columns, [0, 1, 0, 2, 1]);
        for line in &layout.lines {
            assert!(columns[line.from] < columns[line.to]);
            assert_eq!(line.through.len(), columns[line.to] - columns[line.from] - 1);
        }
    }

    #[test]
    fn what_follows_from_other_lines_is_not_drawn_again() {
        let layout = lay_out(&path(&[&[], &[0], &[0, 1], &[0, 1, 2, 2]]));
        let pairs: Vec<(usize, usize)> = layout.lines.iter().map(|line| (line.from, line.to)).collect();
        assert_eq!(pairs, [(0, 1), (1, 2), (2, 3)]);
    }

    #[test]
    fn no_two_moves_of_a_column_overlap() {
        // Each of twelve moves waits for two earlier ones that are spread over the first column.
        let after: Vec<Vec<usize>> = (0..24)
            .map(|index| if index < 12 { vec![] } else { vec![(index * 5) % 12, (index * 7 + 3) % 12] })
            .collect();
        let after: Vec<&[usize]> = after.iter().map(Vec::as_slice).collect();
        let layout = lay_out(&path(&after));
        for (index, (column, row)) in layout.places.iter().enumerate() {
            assert!(*row >= 0.5 - 1e-9 && *row <= layout.rows - 0.5 + 1e-9);
            for (other_column, other) in &layout.places[index + 1..] {
                assert!(column != other_column || (row - other).abs() >= 1.0 - 1e-9);
            }
        }
    }

    #[test]
    fn lines_that_need_not_cross_do_not() {
        let layout = lay_out(&path(&[&[], &[], &[1], &[0]]));
        assert!(layout.places[3].1 < layout.places[2].1, "{layout:?}");
    }

    #[test]
    fn a_path_that_was_edited_by_hand_can_still_be_drawn() {
        assert_eq!(lay_out(&path(&[])).columns, 0);
        // Moves that wait for themselves, for later ones and for ones that do not exist.
        assert_eq!(lay_out(&path(&[&[0], &[7], &[3], &[2]])).lines.len(), 1);
    }
}
