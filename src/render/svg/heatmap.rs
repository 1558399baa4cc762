use super::{Place, clipped, finished, one_line, picture, rectangle, text};
use crate::report::figure::{Heat, HeatRow};

/// The width of the traits' titles.
const TITLES: f64 = 330.0;
/// The width of a cell and the gap after it.
const CELL: f64 = 92.0;
const GAP: f64 = 4.0;
/// The height of a line.
const ROW: f64 = 24.0;
/// The columns of the titles of dimensions, traits and poles.
const COLUMNS: (usize, usize, usize) = (42, 46, 11);
/// The height of a line of the poles' titles, and the most lines.
const LINE: (f64, usize) = (16.0, 3);
/// The space above a dimension's title.
const SPACE: f64 = 8.0;

/// Draws every trait on every pole: the number in the cell and the depth of its colour say the same.
#[must_use]
pub fn heatmap(heat: &Heat, place: Place) -> String {
    let titles: Vec<Vec<String>> = heat.poles.iter().map(|title| clipped(title, COLUMNS.2, LINE.1)).collect();
    let top = 14.0 + titles.iter().map(Vec::len).max().unwrap_or(0) as f64 * LINE.0;
    let rows: f64 =
        heat.groups.iter().map(|group| SPACE + (group.rows.len() + 1) as f64 * ROW).sum::<f64>() + GAP;
    let size = (TITLES + heat.poles.len() as f64 * (CELL + GAP), top + rows);
    let description = "One line a trait, one column a pole; the deeper the colour, the higher the score.";
    let mut document = picture(place, size, "Every trait", description);
    for (pole, lines) in titles.iter().enumerate() {
        for (index, part) in lines.iter().rev().enumerate() {
            let at = (column(pole) + CELL / 2.0, top - 10.0 - index as f64 * LINE.0);
            document = document.add(text("c-ink c-bold c-middle", at, part));
        }
    }
    let mut top = top;
    for group in &heat.groups {
        top += SPACE;
        document = document.add(text("c-ink c-bold", (8.0, top + 16.0), &one_line(&group.title, COLUMNS.0)));
        top += ROW;
        for row in &group.rows {
            document = line(document, row, top);
            top += ROW;
        }
    }
    finished(&document)
}

fn column(pole: usize) -> f64 {
    TITLES + pole as f64 * (CELL + GAP)
}

fn line(mut document: svg::Document, row: &HeatRow, top: f64) -> svg::Document {
    document = document.add(text("c-ink c-small", (20.0, top + 16.0), &one_line(&row.title, COLUMNS.1)));
    for (pole, cell) in row.cells.iter().enumerate() {
        let Some(cell) = cell else { continue };
        let class =
            cell.shade().map_or_else(|| "c-frame".to_owned(), |shade| format!("c-shade{}", shade as u8));
        document = document.add(rectangle(&class, (column(pole), top + 1.0), (CELL, ROW - 2.0))).add(text(
            "c-ink c-small c-middle",
            (column(pole) + CELL / 2.0, top + 16.0),
            &short(&cell.cell()),
        ));
    }
    document
}

/// The score as it fits into a cell: its range is the part that can be left out.
fn short(cell: &str) -> String {
    cell.split(" (").next().unwrap_or(cell).to_owned()
}
