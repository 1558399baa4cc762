use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, Ink};
use super::glyphs::Glyphs;
use super::wrap::shortened;
use crate::render::chart::plane::{Layout, lay_out};
use crate::render::chart::{Area, Point};
use crate::report::figure::Plane;

/// The column of the left side of the frame; the numbers of the axis stand before it.
const LEFT: usize = 4;
/// The row of the upper side of the frame; the title of the axis stands above it.
const TOP: usize = 1;
/// The most columns inside the frame.
const WIDEST: usize = 61;
/// The rows inside the frame: odd, so that a cut at the middle has a row of its own, and enough for the band to show.
const ROWS: usize = 23;
/// How far a key may stand from its point: columns and rows.
const NUDGE: (isize, isize) = (8, 3);

/// Where the frame stands, and where a number lies within.
#[derive(Debug, Clone, Copy)]
struct Grid {
    columns: usize,
}

impl Grid {
    fn column(self, across: f64) -> usize {
        LEFT + 1 + cell(across, self.columns)
    }

    fn row(upwards: f64) -> usize {
        TOP + ROWS - cell(upwards, ROWS)
    }

    /// The column of the right side of the frame.
    fn right(self) -> usize {
        LEFT + 1 + self.columns
    }

    /// The row of the lower side of the frame.
    const BOTTOM: usize = TOP + 1 + ROWS;

    fn contains(self, column: usize, row: usize) -> bool {
        column > LEFT && column < self.right() && row > TOP && row < Self::BOTTOM
    }
}

/// Which of `cells` cells a number of 0..=1 lies in, from 0.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the geometry lies in 0..=1, so the product is a small number from 0"
)]
pub(super) fn cell(value: f64, cells: usize) -> usize {
    (value * (cells - 1) as f64).round() as usize
}

/// Draws the plane in at most `columns` columns.
pub(super) fn draw<'a>(
    plane: &'a Plane,
    columns: usize,
    glyphs: &Glyphs,
    clean: &dyn Fn(&'a str) -> Cow<'a, str>,
) -> Canvas {
    let inside = columns.saturating_sub(LEFT + 2).clamp(9, WIDEST);
    let grid = Grid { columns: if inside.is_multiple_of(2) { inside - 1 } else { inside } };
    let layout = lay_out(plane);
    let mut canvas = Canvas::new(grid.right() + 1, Grid::BOTTOM + 2);
    band(&mut canvas, grid, &layout, glyphs);
    cut(&mut canvas, grid, &layout, glyphs);
    frame(&mut canvas, grid, glyphs);
    axes(&mut canvas, grid, &clean(&plane.across), &clean(&plane.upwards), glyphs);
    if let Some(area) = layout.team.range {
        range(&mut canvas, grid, area, glyphs);
    }
    marks(&mut canvas, grid, &layout, clean);
    // The keys may stand on the box, the titles may not.
    for (column, row) in layout.team.range.into_iter().flat_map(|area| border(grid, area)) {
        canvas.reserve(column, row);
    }
    zones(&mut canvas, grid, &layout, glyphs, clean);
    canvas
}

fn band(canvas: &mut Canvas, grid: Grid, layout: &Layout<'_>, glyphs: &Glyphs) {
    // A cell belongs to the band if any of it does: the band shows even where it is thinner than a cell.
    let within = |place: usize, cells: usize| {
        let step = 1.0 / (cells - 1) as f64;
        let middle = place as f64 * step;
        middle + step / 2.0 > layout.band.from + 1e-9 && middle - step / 2.0 < layout.band.to - 1e-9
    };
    // Every second column, so that the band stays behind what stands on it.
    for column in (0..grid.columns).step_by(2) {
        for row in 0..ROWS {
            if within(column, grid.columns) || within(row, ROWS) {
                canvas.put(LEFT + 1 + column, TOP + ROWS - row, glyphs.band, Ink::Faint);
            }
        }
    }
}

fn cut(canvas: &mut Canvas, grid: Grid, layout: &Layout<'_>, glyphs: &Glyphs) {
    let [down, across, cross] = glyphs.cut;
    let (cut_column, cut_row) = (grid.column(layout.cut), Grid::row(layout.cut));
    for column in LEFT + 1..grid.right() {
        canvas.put(column, cut_row, across, Ink::Faint);
    }
    for row in TOP + 1..Grid::BOTTOM {
        canvas.put(cut_column, row, down, Ink::Faint);
    }
    canvas.put(cut_column, cut_row, cross, Ink::Faint);
}

fn frame(canvas: &mut Canvas, grid: Grid, glyphs: &Glyphs) {
    let (right, bottom) = (grid.right(), Grid::BOTTOM);
    for column in LEFT + 1..right {
        canvas.put(column, TOP, glyphs.rule, Ink::Faint);
        canvas.put(column, bottom, glyphs.rule, Ink::Faint);
    }
    for row in TOP + 1..bottom {
        canvas.put(LEFT, row, glyphs.bar, Ink::Faint);
        canvas.put(right, row, glyphs.bar, Ink::Faint);
    }
    let corners = [(LEFT, TOP), (right, TOP), (LEFT, bottom), (right, bottom)];
    for ((column, row), glyph) in corners.into_iter().zip(glyphs.corners) {
        canvas.put(column, row, glyph, Ink::Faint);
    }
}

fn axes(canvas: &mut Canvas, grid: Grid, across: &str, upwards: &str, glyphs: &Glyphs) {
    canvas.write(LEFT, 0, &shortened(upwards, grid.columns, glyphs.ellipsis), Ink::Strong);
    let [left_tick, bottom_tick] = glyphs.ticks;
    for (number, at) in [("0", 0.0), ("25", 0.25), ("50", 0.5), ("75", 0.75), ("100", 1.0)] {
        let (column, row) = (grid.column(at), Grid::row(at));
        canvas.put(LEFT, row, left_tick, Ink::Faint);
        canvas.write(LEFT - 1 - number.len(), row, number, Ink::Plain);
        canvas.put(column, Grid::BOTTOM, bottom_tick, Ink::Faint);
        canvas.write(column - number.len() / 2, Grid::BOTTOM + 1, number, Ink::Plain);
    }
    // Between the last two numbers.
    let (from, to) = (grid.column(0.75) + 3, grid.column(1.0) - 3);
    let title = shortened(across, to.saturating_sub(from), glyphs.ellipsis);
    canvas.write(to - title.width(), Grid::BOTTOM + 1, &title, Ink::Strong);
}

/// The cells on the border of a range.
fn border(grid: Grid, area: Area) -> Vec<(usize, usize)> {
    let (left, right) = (grid.column(area.across.from), grid.column(area.across.to));
    let (top, bottom) = (Grid::row(area.upwards.to), Grid::row(area.upwards.from));
    let across = (left..=right).flat_map(|column| [(column, top), (column, bottom)]);
    let down = (top..=bottom).flat_map(|row| [(left, row), (right, row)]);
    across.chain(down).collect()
}

fn range(canvas: &mut Canvas, grid: Grid, area: Area, glyphs: &Glyphs) {
    let (left, right) = (grid.column(area.across.from), grid.column(area.across.to));
    let (top, bottom) = (Grid::row(area.upwards.to), Grid::row(area.upwards.from));
    let [across, down] = glyphs.range;
    for (column, row) in border(grid, area) {
        let level = row == top || row == bottom;
        canvas.put(column, row, if level && left != right { across } else { down }, Ink::Team);
    }
    let ends = glyphs.range_ends;
    let corners = [(left, top), (right, top), (left, bottom), (right, bottom)];
    let ends: Vec<((usize, usize), char)> = match (left == right, top == bottom) {
        (true, true) => Vec::new(),
        (false, true) => vec![((left, top), ends[0]), ((right, top), ends[1])],
        (true, false) => vec![((left, top), ends[2]), ((left, bottom), ends[3])],
        (false, false) => corners.into_iter().zip(glyphs.range_corners).collect(),
    };
    for ((column, row), glyph) in ends {
        canvas.put(column, row, glyph, Ink::Team);
    }
}

fn marks<'a>(canvas: &mut Canvas, grid: Grid, layout: &Layout<'a>, clean: &dyn Fn(&'a str) -> Cow<'a, str>) {
    for (placed, ink) in
        std::iter::once((&layout.team, Ink::Team)).chain(layout.dimensions.iter().map(|of| (of, Ink::Strong)))
    {
        if let Some(point) = placed.point {
            mark(canvas, grid, point, &clean(&placed.mark.key), ink);
        }
    }
}

/// Puts a key where its point lies, or into the nearest free place.
fn mark(canvas: &mut Canvas, grid: Grid, point: Point, key: &str, ink: Ink) {
    let length = key.width();
    let (column, row) = (grid.column(point.across), Grid::row(point.upwards));
    let is_free = |at: usize, line: usize| {
        // A free column on both sides keeps 1 and 2 from reading as 12.
        grid.contains(at, line)
            && grid.contains(at + length - 1, line)
            && (at - 1..=at + length).all(|column| !canvas.is_taken(column, line))
    };
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    for across in -NUDGE.0..=NUDGE.0 {
        for down in -NUDGE.1..=NUDGE.1 {
            let place = column.checked_add_signed(across).zip(row.checked_add_signed(down));
            // A row is about as high as two columns are wide.
            let distance = across.unsigned_abs().pow(2) + (2 * down.unsigned_abs()).pow(2);
            places.extend(place.map(|(at, line)| (distance, at, line)));
        }
    }
    places.sort_unstable();
    let free = places.into_iter().find(|(_, at, line)| is_free(*at, *line));
    let (at, line) = free.map_or((column, row), |(_, at, line)| (at, line));
    for (index, glyph) in key.chars().enumerate() {
        canvas.mark(at + index, line, glyph, ink);
    }
}

/// Writes the titles of the zones into their outer corners, or into the next row towards the middle that is free.
fn zones<'a>(
    canvas: &mut Canvas,
    grid: Grid,
    layout: &Layout<'a>,
    glyphs: &Glyphs,
    clean: &dyn Fn(&'a str) -> Cow<'a, str>,
) {
    for (area, title) in &layout.zones {
        let (left, right) = (grid.column(area.across.from), grid.column(area.across.to));
        let title = shortened(&clean(title), right.saturating_sub(left + 4), glyphs.ellipsis);
        let length = title.width();
        if length == 0 {
            continue;
        }
        let column = if area.across.from == 0.0 { left + 1 } else { right - length };
        let (top, bottom) = (Grid::row(area.upwards.to), Grid::row(area.upwards.from));
        let mut rows: Vec<usize> = (top..=bottom).collect();
        if area.upwards.from == 0.0 {
            rows.reverse();
        }
        let is_free = |row: &&usize| (column - 1..=column + length).all(|at| !canvas.is_taken(at, **row));
        let row = *rows.iter().take(4).find(is_free).unwrap_or(&rows[0]);
        canvas.write(column, row, &title, Ink::Strong);
    }
}
