use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, Ink};
use super::glyphs::Glyphs;
use super::plane::cell;
use super::wrap::shortened;
use crate::render::chart::profile::{Placed, lay_out};
use crate::report::figure::Profile;

/// The columns between the parts of a line.
const GAP: usize = 2;
/// The most columns of a pole's title.
const LABEL: usize = 20;
/// The levels are left out where a bar would become shorter than this.
const SHORTEST: usize = 25;
/// The most columns of a bar.
const LONGEST: usize = 61;

/// Where the parts of a line stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    bar: usize,
    length: usize,
    value: usize,
    level: Option<usize>,
}

impl Columns {
    fn at(&self, value: f64) -> usize {
        self.bar + cell(value, self.length)
    }
}

/// Draws the profile in at most `columns` columns.
pub(super) fn draw<'a>(
    profile: &'a Profile,
    columns: usize,
    glyphs: &Glyphs,
    clean: &dyn Fn(&'a str) -> Cow<'a, str>,
) -> Canvas {
    let layout = lay_out(profile);
    let poles: Vec<String> =
        profile.poles.iter().map(|title| shortened(&clean(title), LABEL, glyphs.ellipsis)).collect();
    let bars = || layout.groups.iter().flat_map(|(_, bars)| bars);
    let level = |placed: &Placed<'a>| placed.bar.level.as_deref().map(clean);
    let label = poles.iter().map(|title| title.width()).max().unwrap_or(0);
    let value = bars().map(|placed| placed.bar.reading.cell().width()).max().unwrap_or(0);
    let levels = bars().filter_map(level).map(|level| level.width()).max().unwrap_or(0);

    let bar = GAP + label + GAP;
    let without_levels = columns.saturating_sub(bar + GAP + value);
    let with_levels = without_levels.saturating_sub(GAP + levels);
    let shows_levels = levels > 0 && with_levels >= SHORTEST;
    let room = if shows_levels { with_levels } else { without_levels }.clamp(5, LONGEST);
    // Four equal parts, so that the numbers of the axis stand where they belong.
    let length = (room - 1) / 4 * 4 + 1;
    let at = Columns {
        bar,
        length,
        value: bar + length + GAP,
        level: shows_levels.then_some(bar + length + GAP + value + GAP),
    };

    let rows = layout.groups.iter().map(|(_, bars)| bars.len() + 1).sum::<usize>();
    let mut canvas = Canvas::new(columns, rows + 2);
    axis(&mut canvas, &at, glyphs);
    let mut row = 2;
    for (title, bars) in &layout.groups {
        canvas.write(0, row, &shortened(&clean(title), columns, glyphs.ellipsis), Ink::Strong);
        row += 1;
        for placed in bars {
            canvas.write(GAP, row, &poles[placed.bar.pole], Ink::Plain);
            if let Some(cut) = layout.cut {
                canvas.put(at.at(cut), row, glyphs.behind, Ink::Faint);
            }
            draw_bar(&mut canvas, row, &at, placed, glyphs);
            canvas.write(at.value, row, &placed.bar.reading.cell(), Ink::Plain);
            if let (Some(column), Some(level)) = (at.level, level(placed)) {
                canvas.write(column, row, &level, Ink::Faint);
            }
            row += 1;
        }
    }
    canvas
}

fn axis(canvas: &mut Canvas, at: &Columns, glyphs: &Glyphs) {
    for column in at.bar..at.bar + at.length {
        canvas.put(column, 1, glyphs.rule, Ink::Faint);
    }
    let [left, tick, right] = glyphs.axis;
    for (number, value, glyph) in
        [("0", 0.0, left), ("25", 0.25, tick), ("50", 0.5, tick), ("75", 0.75, tick), ("100", 1.0, right)]
    {
        canvas.write(at.at(value) - number.len() / 2, 0, number, Ink::Plain);
        canvas.put(at.at(value), 1, glyph, Ink::Faint);
    }
}

fn draw_bar(canvas: &mut Canvas, row: usize, at: &Columns, placed: &Placed<'_>, glyphs: &Glyphs) {
    let ink = Ink::Pole(placed.bar.pole);
    let (certain, open) = glyphs.bars[placed.bar.pole % glyphs.bars.len()];
    let (low, high) = (at.at(placed.certain.to), at.at(placed.open.to));
    for column in low..=high {
        canvas.put(column, row, open, ink);
    }
    // A bar of one column is a score; nothing is nothing.
    if placed.certain.to > 0.0 {
        for column in at.bar..=low {
            canvas.put(column, row, certain, ink);
        }
    } else if high == low {
        canvas.put(low, row, glyphs.bar, Ink::Faint);
    }
    if let (Some(point), true) = (placed.point, high > low + 1) {
        canvas.put(at.at(point), row, glyphs.point, ink);
    }
}
