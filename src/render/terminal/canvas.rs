use anstyle::{AnsiColor, Effects, Style};
use unicode_width::UnicodeWidthChar;

use super::wrap::Run;

/// How something is set or drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Strong,
    Faint,
    /// The team on the plane.
    Team,
    /// A pole, by its index.
    Pole(usize),
}

impl Ink {
    /// The terminal's style; `None` for plain text.
    pub(super) fn style(self) -> Option<Style> {
        const POLES: [AnsiColor; 4] =
            [AnsiColor::Cyan, AnsiColor::Yellow, AnsiColor::Blue, AnsiColor::Magenta];
        match self {
            Self::Plain => None,
            Self::Strong => Some(Style::new().effects(Effects::BOLD)),
            Self::Faint => Some(Style::new().effects(Effects::DIMMED)),
            Self::Team => Some(AnsiColor::Green.on_default().effects(Effects::BOLD)),
            Self::Pole(index) => Some(POLES[index % POLES.len()].on_default()),
        }
    }
}

/// A grid of characters; the origin is at the top left.
#[derive(Debug, Clone)]
pub(super) struct Canvas {
    width: usize,
    cells: Vec<Cell>,
}

/// One column of one row. The right half of a wide character is an empty text.
#[derive(Debug, Clone, PartialEq)]
struct Cell {
    text: String,
    ink: Ink,
    taken: bool,
}

impl Canvas {
    pub(super) fn new(width: usize, height: usize) -> Self {
        let blank = Cell { text: " ".to_owned(), ink: Ink::Plain, taken: false };
        Self { width, cells: vec![blank; width * height] }
    }

    /// Draws a character of one column; outside of the grid it does nothing.
    pub(super) fn put(&mut self, column: usize, row: usize, glyph: char, ink: Ink) {
        if let Some(cell) = self.cell(column, row) {
            *cell = Cell { text: glyph.to_string(), ink, taken: false };
        }
    }

    /// Draws a character that nothing should cover.
    pub(super) fn mark(&mut self, column: usize, row: usize, glyph: char, ink: Ink) {
        self.put(column, row, glyph, ink);
        self.reserve(column, row);
    }

    /// Keeps what is drawn there from being covered.
    pub(super) fn reserve(&mut self, column: usize, row: usize) {
        if let Some(cell) = self.cell(column, row) {
            cell.taken = true;
        }
    }

    /// Returns whether something stands there that nothing should cover.
    pub(super) fn is_taken(&self, column: usize, row: usize) -> bool {
        column < self.width && self.cells.get(row * self.width + column).is_some_and(|cell| cell.taken)
    }

    /// Writes a text from left to right, as far as it fits.
    pub(super) fn write(&mut self, column: usize, row: usize, text: &str, ink: Ink) {
        let mut at = column;
        for c in text.chars() {
            let wide = c.width().unwrap_or(0);
            if wide == 0 {
                if let Some(cell) = at.checked_sub(1).and_then(|before| self.cell(before, row)) {
                    cell.text.push(c);
                }
                continue;
            }
            if at + wide > self.width {
                return;
            }
            self.put(at, row, c, ink);
            for right_half in at + 1..at + wide {
                if let Some(cell) = self.cell(right_half, row) {
                    *cell = Cell { text: String::new(), ink, taken: false };
                }
            }
            at += wide;
        }
    }

    /// Iterates over the rows, each as runs of one ink.
    pub(super) fn rows(&self) -> impl Iterator<Item = Vec<Run>> {
        self.cells.chunks(self.width.max(1)).map(|row| {
            let mut runs: Vec<Run> = Vec::new();
            for cell in row {
                match runs.last_mut() {
                    Some(run) if run.ink == cell.ink => run.text.push_str(&cell.text),
                    _ => runs.push(Run::new(cell.ink, &cell.text)),
                }
            }
            runs
        })
    }

    fn cell(&mut self, column: usize, row: usize) -> Option<&mut Cell> {
        if column >= self.width { None } else { self.cells.get_mut(row * self.width + column) }
    }
}
