use std::borrow::Cow;

use super::rejection::Rejection;
use crate::answers::Subject;
use crate::diagnostic::{Diagnostic, Position};
use crate::scoring::Scores;

/// What a run says to its consumer, in the order of the inputs.
#[derive(Debug, Clone, Copy)]
pub enum Event<'a> {
    /// An answer set was dealt with.
    Set {
        /// The input it comes from.
        input: &'a str,
        /// Which set of a table, from 1; `None` for a file with one set, and for an input as a whole.
        row: Option<u64>,
        /// What became of it.
        outcome: &'a Outcome,
        /// Its scores, if it was scored and the [plan](super::Plan::scores) asks for them.
        scored: Option<&'a Scored>,
        /// Its lines of the result.
        output: &'a [u8],
        /// Its report as the [plan](super::Plan::report) wants it, if it was scored.
        report: Option<&'a [u8]>,
        /// The row or line of a table, as it stands there, if it was rejected and could be told apart.
        raw: Option<&'a [u8]>,
    },
    /// Rows of a table were scored, one behind the other, of which there is no more to say: no warnings, and nothing that
    /// the plan asks for beside the results. They come so if the [plan](super::Plan::together) says it.
    Sets {
        /// The table.
        input: &'a str,
        /// The last of them, counted from 1.
        last: u64,
        /// How many they are.
        count: u64,
        /// Their lines of the result.
        output: &'a [u8],
    },
    /// A table with a cell a question was begun.
    Table {
        /// The input.
        input: &'a str,
        /// The titles as they stand there, and what somebody should look at.
        table: &'a Titles,
    },
    /// Everything of an input was dealt with.
    Ended {
        /// The input.
        input: &'a str,
    },
    /// So many more bytes of the inputs were dealt with.
    Read {
        /// The bytes since the last time.
        bytes: u64,
    },
}

/// The titles of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titles {
    /// The titles, in their order.
    pub titles: Vec<String>,
    /// What separates cells.
    pub delimiter: u8,
    /// What somebody should look at in the table as a whole.
    pub warnings: Vec<Warning>,
}

/// The numbers of an answer set, and whom it speaks of.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// Who answered, and when.
    pub subject: Subject,
    /// The scores.
    pub scores: Scores,
}

/// What became of an answer set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was scored.
    Scored {
        /// What somebody should look at.
        warnings: Vec<Warning>,
    },
    /// It could not be scored.
    Rejected(Rejection),
}

/// What somebody should look at, although the set was scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Kebab-case and stable; each code has an entry in `docs/diagnostics.md`.
    pub code: &'static str,
    /// What is odd, in one sentence without a full stop.
    pub message: String,
    /// Where in the input, if that is known.
    pub place: Option<Position>,
}

impl Warning {
    /// A finding in a text that begins behind so many lines of the input.
    pub(super) fn of(finding: &Diagnostic, lines_before: usize) -> Self {
        let place = finding.labels.first().map(|label| {
            let within = label.source.position(label.span.start);
            Position { line: within.line + lines_before, ..within }
        });
        let help = finding.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        Self { code: finding.code, message: finding.message.clone() + &help, place }
    }
}

impl From<Rejection> for Warning {
    fn from(Rejection { code, message, help, place, .. }: Rejection) -> Self {
        let help = help.map(|help| format!("; {help}")).unwrap_or_default();
        Self { code, message: message + &help, place }
    }
}

/// How a run went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// How many sets were scored.
    pub scored: u64,
    /// How many sets, or inputs as a whole, were rejected.
    pub rejected: u64,
    /// Why sets were rejected: each code once, in the order of its first set.
    pub reasons: Vec<Reason>,
    /// What was odd about sets that were scored: each code once, in the order of its first set.
    pub warnings: Vec<Reason>,
    /// What was odd about tables as a whole: each message once, in the order of its first table.
    pub odd: Vec<Reason>,
    /// Whether the consumer broke the run off.
    pub stopped: bool,
}

/// Something that was said of several sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The code.
    pub code: Cow<'static, str>,
    /// How often it was said.
    pub count: u64,
    /// What was said the first time.
    pub message: String,
    /// The input of the first set.
    pub input: String,
    /// Which set of that input.
    pub row: Option<u64>,
    /// Where in that input, if that is known.
    pub place: Option<Position>,
}

impl Reason {
    /// What is said for the first time, not counted yet.
    fn first(
        input: &str,
        row: Option<u64>,
        code: &'static str,
        message: &str,
        place: Option<Position>,
    ) -> Self {
        Self {
            code: Cow::Borrowed(code),
            count: 0,
            message: message.to_owned(),
            input: input.to_owned(),
            row,
            place,
        }
    }
}

impl Summary {
    /// Counts what an event tells.
    pub fn note(&mut self, event: &Event<'_>) {
        match event {
            Event::Set { input, row, outcome, .. } => self.count(input, *row, outcome),
            Event::Sets { count, .. } => self.scored += count,
            Event::Table { input, table } => {
                for Warning { code, message, place } in &table.warnings {
                    self.odd(Reason { count: 1, ..Reason::first(input, None, code, message, *place) });
                }
            }
            Event::Ended { .. } | Event::Read { .. } => {}
        }
    }

    /// Adds what a later part of the same run gave.
    pub fn join(&mut self, later: Self) {
        self.scored += later.scored;
        self.rejected += later.rejected;
        self.stopped |= later.stopped;
        later.reasons.into_iter().for_each(|reason| add(&mut self.reasons, reason));
        later.warnings.into_iter().for_each(|reason| add(&mut self.warnings, reason));
        later.odd.into_iter().for_each(|reason| self.odd(reason));
    }

    fn odd(&mut self, reason: Reason) {
        match self.odd.iter_mut().find(|odd| odd.message == reason.message) {
            Some(known) => known.count += reason.count,
            None => self.odd.push(reason),
        }
    }

    fn count(&mut self, input: &str, row: Option<u64>, outcome: &Outcome) {
        match outcome {
            Outcome::Scored { warnings } => {
                self.scored += 1;
                for Warning { code, message, place } in warnings {
                    count(&mut self.warnings, code, || Reason::first(input, row, code, message, *place));
                }
            }
            Outcome::Rejected(Rejection { code, message, place, .. }) => {
                self.rejected += 1;
                count(&mut self.reasons, code, || Reason::first(input, row, code, message, *place));
            }
        }
    }
}

fn count(reasons: &mut Vec<Reason>, code: &str, first: impl FnOnce() -> Reason) {
    match reasons.iter_mut().find(|reason| reason.code == code) {
        Some(known) => known.count += 1,
        None => reasons.push(Reason { count: 1, ..first() }),
    }
}

fn add(reasons: &mut Vec<Reason>, later: Reason) {
    match reasons.iter_mut().find(|reason| reason.code == later.code) {
        Some(known) => known.count += later.count,
        None => reasons.push(later),
    }
}
