use std::fmt;

use super::codes;
use crate::diagnostic::{Diagnostics, Position, Severity};

/// Why an answer set, or a whole input, could not be scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// Kebab-case and stable; each code has an entry in `docs/diagnostics.md`.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do, where that can be said.
    pub help: Option<String>,
    /// Where in the input, if it lies in a text.
    pub place: Option<Position>,
    /// How many more errors there are.
    pub more: usize,
}

impl Rejection {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, place: None, more: 0 }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn at(mut self, place: Position) -> Self {
        self.place = Some(place);
        self
    }

    /// The first error of a text that begins behind so many lines of the input. Only findings that hold an error reject
    /// anything.
    pub(super) fn of(findings: &Diagnostics, lines_before: usize) -> Self {
        let mut errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
        let Some(first) = errors.next() else { return codes::not_text() };
        let place = first.labels.first().map(|label| {
            let within = label.source.position(label.span.start);
            Position { line: within.line + lines_before, ..within }
        });
        Self {
            code: first.code,
            message: first.message.clone(),
            help: first.help.clone(),
            place,
            more: errors.count(),
        }
    }
}

/// One line: place, message, remedy, code, and how many more there are.
impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        write!(f, " [{}]", self.code)?;
        if self.more > 0 {
            write!(f, " (and {} more)", self.more)?;
        }
        Ok(())
    }
}
