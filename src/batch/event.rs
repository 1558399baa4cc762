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
    },
    /// A table was begun that is odd as a whole.
    Odd {
        /// The input.
        input: &'a str,
        /// What somebody should look at.
        warnings: &'a [Warning],
    },
    /// So many more bytes of the inputs were dealt with.
    Read {
        /// The bytes since the last time.
        bytes: u64,
    },
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
    pub code: &'static str,
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
    fn first(
        input: &str,
        row: Option<u64>,
        code: &'static str,
        message: &str,
        place: Option<Position>,
    ) -> Self {
        Self { code, count: 0, message: message.to_owned(), input: input.to_owned(), row, place }
    }
}

impl Summary {
    /// Counts what is odd about a table.
    pub(super) fn note(&mut self, input: &str, warnings: &[Warning]) {
        for Warning { code, message, place } in warnings {
            if let Some(known) = self.odd.iter_mut().find(|odd| odd.message == *message) {
                known.count += 1;
            } else {
                self.odd.push(Reason { count: 1, ..Reason::first(input, None, code, message, *place) });
            }
        }
    }

    /// Counts a set.
    pub(super) fn count(&mut self, input: &str, row: Option<u64>, outcome: &Outcome) {
        let first = |code, message: &str, place| Reason::first(input, row, code, message, place);
        match outcome {
            Outcome::Scored { warnings } => {
                self.scored += 1;
                for Warning { code, message, place } in warnings {
                    add(&mut self.warnings, code, || first(code, message, *place));
                }
            }
            Outcome::Rejected(Rejection { code, message, place, .. }) => {
                self.rejected += 1;
                add(&mut self.reasons, code, || first(code, message, *place));
            }
        }
    }
}

fn add(reasons: &mut Vec<Reason>, code: &str, first: impl FnOnce() -> Reason) {
    let index = reasons.iter().position(|reason| reason.code == code).unwrap_or_else(|| {
        reasons.push(first());
        reasons.len() - 1
    });
    reasons[index].count += 1;
}
