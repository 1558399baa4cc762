use unicode_width::UnicodeWidthStr;

use super::canvas::Ink;
use super::wrap::{Run, width, wrap};
use crate::report::document::Align;

/// The columns between two columns of a table.
const GAP: usize = 2;
/// A column of words is not made narrower than this while another can give.
const NARROW: usize = 12;

/// A table as runs: for each cell its runs.
#[derive(Debug)]
pub(super) struct Cells {
    pub(super) titles: Vec<Vec<Run>>,
    pub(super) rows: Vec<Vec<Vec<Run>>>,
    pub(super) aligns: Vec<Align>,
}

/// Lays out a table in at most `columns` columns: titles, a rule, the rows; cells wrap where there is no room.
pub(super) fn lay_out(table: &Cells, columns: usize, rule: char) -> Vec<Vec<Run>> {
    let widths = widths(table, columns);
    let mut lines = Vec::new();
    if table.titles.iter().any(|title| width(title) > 0) {
        lines.extend(row_lines(&table.titles, &widths, &table.aligns));
        let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        lines.push(vec![Run::new(Ink::Faint, rule.to_string().repeat(total))]);
    }
    for row in &table.rows {
        lines.extend(row_lines(row, &widths, &table.aligns));
    }
    lines
}

/// The width of each column: as wide as its widest cell; where that is too much, the widest columns of words give.
fn widths(table: &Cells, columns: usize) -> Vec<usize> {
    let all = || std::iter::once(&table.titles).chain(&table.rows);
    let mut widths: Vec<usize> = (0..table.aligns.len())
        .map(|column| all().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let room = columns.saturating_sub(GAP * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let words = (0..widths.len())
            .filter(|column| table.aligns[*column] == Align::Words && widths[*column] > NARROW);
        let widest = words
            .max_by_key(|column| widths[*column])
            .or_else(|| (0..widths.len()).filter(|c| widths[*c] > 1).max_by_key(|c| widths[*c]));
        match widest {
            Some(column) => widths[column] -= 1,
            None => break,
        }
    }
    widths
}

fn row_lines(row: &[Vec<Run>], widths: &[usize], aligns: &[Align]) -> Vec<Vec<Run>> {
    let wrapped: Vec<Vec<Vec<Run>>> =
        row.iter().zip(widths).map(|(cell, columns)| wrap(cell, *columns)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let line = |index: usize| {
        let mut line = Vec::new();
        for (column, cell) in wrapped.iter().enumerate() {
            if column > 0 {
                line.push(Run::new(Ink::Plain, " ".repeat(GAP)));
            }
            let part = cell.get(index).cloned().unwrap_or_default();
            let space = Run::new(Ink::Plain, " ".repeat(widths[column].saturating_sub(width(&part))));
            match aligns[column] {
                Align::Words | Align::Values => {
                    line.extend(part);
                    line.push(space);
                }
                Align::Numbers => {
                    line.push(space);
                    line.extend(part);
                }
            }
        }
        line
    };
    (0..height).map(line).collect()
}

/// Returns the text with spaces up to a width.
pub(super) fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}
