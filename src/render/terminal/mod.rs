//! Text for a terminal: wrapped to its width, with or without styles, in Unicode or in ASCII.
//!
//! Every string of a report is made harmless before it is laid out, so that no file can steer the terminal.

mod canvas;
mod derivation;
mod glyphs;
mod plane;
mod profile;
mod table;
mod wrap;

pub use derivation::derivation;

use std::borrow::Cow;
use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use self::canvas::Ink;
use self::glyphs::Glyphs;
use self::wrap::{Run, wrap};
use super::{Markup, Options};
use crate::report::document::{
    Answers, Callout, Document, Drawing, Fact, List, Section, Style, Table, Text, Tone,
};
use crate::report::figure::Figure;
use crate::text::printable;

/// The widths that a page can have.
const WIDTHS: std::ops::RangeInclusive<usize> = 56..=200;
/// Lines of prose longer than this are hard to read, however wide the terminal.
const PROSE: usize = 92;
/// How far everything but the headings stands from the left edge.
const INDENT: usize = 2;
/// The columns kept for the value of an answer.
const VALUE: usize = 6;

/// A page for a terminal.
#[derive(Debug)]
pub struct Terminal {
    width: usize,
    styled: bool,
    glyphs: Glyphs,
    page: String,
}

impl Terminal {
    /// Returns an empty page.
    #[must_use]
    pub fn new(options: &Options) -> Self {
        Self {
            width: options.width.clamp(*WIDTHS.start(), *WIDTHS.end()),
            styled: options.styled,
            glyphs: if options.unicode { Glyphs::UNICODE } else { Glyphs::ASCII },
            page: String::new(),
        }
    }

    /// Returns a picture alone, for those who show it as it is; `None` for one that characters do not draw better than
    /// its twin says it.
    #[must_use]
    pub fn picture(figure: &Figure, options: &Options) -> Option<String> {
        let mut page = Self::new(options);
        page.figure(figure, 0).then_some(page.page)
    }

    /// Adds a picture, if characters can draw it.
    fn figure(&mut self, figure: &Figure, indent: usize) -> bool {
        let width = self.width - indent;
        let canvas = {
            let clean = |text| self.clean(text);
            match figure {
                Figure::Plane(of) => plane::draw(of, width, &self.glyphs, &clean),
                Figure::Profile(of) => profile::draw(of, width, &self.glyphs, &clean),
                Figure::Heat(_) | Figure::Path(_) => return false,
            }
        };
        for row in canvas.rows() {
            self.line(indent, &row);
        }
        true
    }

    /// The columns of a line of prose.
    fn measure(&self) -> usize {
        self.width.min(PROSE)
    }

    /// A string as it may reach the terminal.
    fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match printable(text) {
            text if self.glyphs.unicode || text.is_ascii() => text,
            text => Cow::Owned(glyphs::in_ascii(&text)),
        }
    }

    fn runs(&self, text: &Text) -> Vec<Run> {
        text.0.iter().map(|span| Run::new(Ink::of(span.style), self.clean(&span.text))).collect()
    }

    fn blank(&mut self) {
        if !self.page.is_empty() && !self.page.ends_with("\n\n") {
            self.page.push('\n');
        }
    }

    /// Adds a line, without spaces at its end.
    fn line(&mut self, indent: usize, runs: &[Run]) {
        let Some(last) = runs.iter().rposition(|run| !run.text.trim_end().is_empty()) else {
            self.page.push('\n');
            return;
        };
        let _ = write!(self.page, "{:indent$}", "");
        for (index, run) in runs[..=last].iter().enumerate() {
            let text = if index == last { run.text.trim_end() } else { &run.text };
            match run.ink.style().filter(|_| self.styled) {
                Some(style) => {
                    let _ = write!(self.page, "{style}{text}{style:#}");
                }
                None => self.page.push_str(text),
            }
        }
        self.page.push('\n');
    }

    /// Adds text, its first line after `lead` and all others under it.
    fn hang(&mut self, indent: usize, lead: &Run, text: &[Run]) {
        let hanging = lead.text.width();
        let width = self.measure().saturating_sub(indent + hanging);
        for (index, mut line) in wrap(text, width).into_iter().enumerate() {
            if index == 0 {
                line.insert(0, lead.clone());
                self.line(indent, &line);
            } else {
                self.line(indent + hanging, &line);
            }
        }
    }

    /// Adds text.
    fn text(&mut self, indent: usize, text: &[Run]) {
        self.hang(indent, &Run::new(Ink::Plain, ""), text);
    }

    fn rule(&self, width: usize) -> Run {
        Run::new(Ink::Faint, self.glyphs.rule.to_string().repeat(width))
    }

    /// Adds a heading with its aside at the far end of the line, or under it where there is no room.
    fn leader(&mut self, title: Run, aside: &Text) {
        let aside = Run::new(Ink::Plain, self.clean(&aside.unstyled()));
        let taken = INDENT + title.text.width() + aside.text.width() + 2;
        match self.measure().checked_sub(taken) {
            Some(room) if room >= 3 => {
                let dots = self.glyphs.dot.to_string().repeat(room);
                self.line(INDENT, &[title, Run::new(Ink::Faint, format!(" {dots} ")), aside]);
            }
            _ => {
                self.text(INDENT, &[title]);
                self.text(INDENT, &[aside]);
            }
        }
    }

    /// Adds an answer, with its value at the far end of its last line.
    fn answer(&mut self, answer: &Text, value: Option<&str>) {
        let lead = format!("{} ", self.glyphs.arrow);
        let (indent, hanging) = (INDENT + 2, lead.width());
        let room = self.measure() - indent - hanging;
        let lines = wrap(&self.runs(answer), room - VALUE);
        let last = lines.len() - 1;
        for (index, line) in lines.into_iter().enumerate() {
            let mut full = vec![if index == 0 {
                Run::new(Ink::Faint, lead.as_str())
            } else {
                Run::new(Ink::Plain, " ".repeat(hanging))
            }];
            let used = wrap::width(&line);
            full.extend(line.into_iter().map(|run| match run.ink {
                Ink::Plain => Run { ink: Ink::Strong, ..run },
                _ => run,
            }));
            if let Some(value) = value.filter(|_| index == last) {
                full.push(Run::new(Ink::Plain, " ".repeat(room.saturating_sub(used + value.width()).max(1))));
                full.push(Run::new(Ink::Plain, value));
            }
            self.line(indent, &full);
        }
    }
}

impl Markup for Terminal {
    type Page = String;

    fn open(&mut self, document: &Document) {
        let title = Run::new(Ink::Strong, self.clean(&document.title));
        let subtitle = Run::new(Ink::Plain, self.clean(&document.subtitle));
        self.text(0, &[title]);
        self.text(0, &[subtitle]);
    }

    fn open_section(&mut self, storey: usize, section: &Section) {
        self.blank();
        let title = Run::new(Ink::Strong, self.clean(&section.title));
        match (storey, &section.aside) {
            (1, _) => {
                let rest = self.measure().saturating_sub(title.text.width() + 4);
                let space = Run::new(Ink::Plain, " ");
                let line = [self.rule(2), space.clone(), title, space, self.rule(rest)];
                self.line(0, &line);
            }
            (_, Some(aside)) => self.leader(title, aside),
            (2, None) => {
                let width = title.text.width().min(self.measure() - INDENT);
                self.text(INDENT, &[title]);
                self.line(INDENT, &[self.rule(width)]);
            }
            (_, None) => self.text(INDENT, &[title]),
        }
    }

    fn paragraph(&mut self, text: &Text) {
        self.blank();
        self.text(INDENT, &self.runs(text));
    }

    fn list(&mut self, list: &List) {
        self.blank();
        let digits = list.items.len().to_string().len();
        for (index, item) in list.items.iter().enumerate() {
            let lead = if list.ordered {
                format!("{:>digits$}. ", index + 1)
            } else {
                format!("{} ", self.glyphs.bullet)
            };
            self.hang(INDENT, &Run::new(Ink::Plain, lead), &self.runs(item));
        }
    }

    fn facts(&mut self, facts: &[Fact]) {
        self.blank();
        // A label that would leave no room beside it stands above.
        let room = self.measure() / 2;
        let labels: Vec<String> = facts.iter().map(|fact| self.clean(&fact.label).into_owned()).collect();
        let short = labels.iter().map(|label| label.width()).filter(|width| *width <= room);
        let widest = short.max().unwrap_or_default();
        for (fact, label) in facts.iter().zip(labels) {
            let text = self.runs(&fact.text);
            if label.width() > room {
                self.text(INDENT, &[Run::new(Ink::Faint, label)]);
                self.text(2 * INDENT, &text);
            } else {
                self.hang(INDENT, &Run::new(Ink::Faint, table::padded(&label, widest + 2)), &text);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.blank();
        let titles = table.columns.iter().map(|of| vec![Run::new(Ink::Strong, self.clean(&of.title))]);
        let cells = table::Cells {
            titles: titles.collect(),
            rows: table.rows.iter().map(|row| row.iter().map(|cell| self.runs(cell)).collect()).collect(),
            aligns: table.columns.iter().map(|column| column.align).collect(),
        };
        for line in table::lay_out(&cells, self.width - INDENT, self.glyphs.rule) {
            self.line(INDENT, &line);
        }
    }

    fn drawing(&mut self, drawing: &Drawing) {
        self.blank();
        let drawn = self.figure(&drawing.figure, INDENT);
        // The profile carries its own numbers; the legend of the plane is its twin.
        if !matches!(drawing.figure, Figure::Profile(_)) {
            self.table(&drawing.twin);
        }
        if drawn {
            self.paragraph(&Text::new().emphasis(&drawing.caption));
        }
    }

    fn callout(&mut self, callout: &Callout) {
        self.blank();
        let word = match callout.tone {
            Tone::Note => "Note: ",
            Tone::Caution => "Take care: ",
        };
        let mut text = vec![Run::new(Ink::Strong, word)];
        text.extend(self.runs(&callout.text));
        let bar = Run::new(Ink::Faint, format!("{} ", self.glyphs.bar));
        for mut line in wrap(&text, self.measure() - INDENT - 2) {
            line.insert(0, bar.clone());
            self.line(INDENT, &line);
        }
    }

    fn answers(&mut self, answers: &Answers) {
        for line in &answers.0 {
            self.blank();
            self.text(INDENT, &[Run::new(Ink::Plain, self.clean(&line.question))]);
            let value = line.value.as_ref().map(Text::unstyled);
            self.answer(&line.answer, value.as_deref());
            for remark in &line.remarks {
                let label = format!("{}: ", self.clean(&remark.label));
                self.hang(INDENT + 4, &Run::new(Ink::Faint, label), &self.runs(&remark.text));
            }
        }
    }

    fn finish(mut self, document: &Document) -> String {
        if let Some(stamp) = &document.stamp {
            self.blank();
            self.text(INDENT, &[Run::new(Ink::Faint, self.clean(stamp))]);
        }
        self.page
    }
}

impl Ink {
    fn of(style: Style) -> Self {
        match style {
            Style::Plain | Style::Code => Self::Plain,
            Style::Strong => Self::Strong,
            Style::Emphasis => Self::Faint,
        }
    }
}
