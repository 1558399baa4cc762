use svg::node::element::Path as Curve;
use svg::node::element::path::Data;

use super::{Place, clipped, exact, finished, picture, rectangle, text, tipped};
use crate::render::chart::path::{Layout, Line, lay_out};
use crate::report::figure::Path;

/// The width of a move, and of the space between two columns.
const WIDTH: f64 = 176.0;
const GAP: f64 = 38.0;
/// The height of a row, and of the move in it.
const ROW: f64 = 54.0;
const HEIGHT: f64 = 48.0;
/// The space round the picture.
const EDGE: f64 = 2.0;
/// The space left of a title, for the rank.
const RANK: f64 = 28.0;
/// The columns of a line of a title, and how many lines fit.
const COLUMNS: usize = 23;
const LINES: usize = 3;

/// Draws which moves open the way to which, from left to right.
#[must_use]
pub fn path(of: &Path, place: Place) -> String {
    let layout = lay_out(of);
    let size = (
        layout.columns as f64 * (WIDTH + GAP) - GAP + 2.0 * EDGE,
        layout.rows * ROW - (ROW - HEIGHT) + 2.0 * EDGE,
    );
    let description: Vec<String> = of
        .steps
        .iter()
        .map(|step| {
            let before: Vec<String> = step
                .after
                .iter()
                .filter_map(|of_step| Some(of.steps.get(*of_step)?.rank.to_string()))
                .collect();
            match before.as_slice() {
                [] => format!("{} can start now.", step.rank),
                before => format!("{} after {}.", step.rank, before.join(", ")),
            }
        })
        .collect();
    let mut document = picture(place, size, "Which moves open the way to which", &description.join(" "));
    for line in &layout.lines {
        document = document.add(curve(&layout, line)).add(tip(&layout, line));
    }
    for (step, (column, row)) in of.steps.iter().zip(&layout.places) {
        let (left, middle) = (x(*column), y(*row));
        let mut node = tipped(&format!("{}. {}", step.rank, step.title))
            .add(rectangle("c-node", (left, middle - HEIGHT / 2.0), (WIDTH, HEIGHT)))
            .add(text("c-soft c-bold c-end", (left + RANK - 6.0, middle + 5.0), &step.rank.to_string()));
        let lines = clipped(&step.title, COLUMNS, LINES);
        let first = middle + 4.0 - (lines.len() as f64 - 1.0) * 7.0;
        for (index, part) in lines.iter().enumerate() {
            node = node.add(text("c-ink c-small", (left + RANK, first + index as f64 * 14.0), part));
        }
        document = document.add(node);
    }
    finished(&document)
}

/// The left edge of a column.
fn x(column: usize) -> f64 {
    EDGE + column as f64 * (WIDTH + GAP)
}

/// The middle of a row.
fn y(row: f64) -> f64 {
    EDGE + row * ROW - (ROW - HEIGHT) / 2.0
}

/// A line from the right edge of a move to the left edge of another, level where it passes the columns in between.
fn curve(layout: &Layout, line: &Line) -> Curve {
    let (first, row) = layout.places[line.from];
    let mut at = (exact(x(first) + WIDTH), exact(y(row)));
    let mut data = Data::new().move_to(at);
    let stops = line.through.iter().copied().chain([layout.places[line.to].1]);
    for (index, row) in stops.enumerate() {
        let column = first + 1 + index;
        let to = (exact(x(column) - 1.0), exact(y(row)));
        let bend = exact((to.0 - at.0) / 2.0);
        data = data.cubic_curve_to((at.0 + bend, at.1, to.0 - bend, to.1, to.0, to.1));
        at = to;
        if index < line.through.len() {
            at = (exact(x(column) + WIDTH), to.1);
            data = data.line_to(at);
        }
    }
    Curve::new().set("class", "c-link").set("d", data)
}

/// The tip of a line.
fn tip(layout: &Layout, line: &Line) -> Curve {
    let (column, row) = layout.places[line.to];
    let (tip, middle) = (exact(x(column)), exact(y(row)));
    let data = Data::new().move_to((tip, middle)).line_by((-6.0, -3.5)).line_by((0.0, 7.0)).close();
    Curve::new().set("class", "c-soft").set("d", data)
}
