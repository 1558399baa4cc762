use std::fmt;
use std::num::NonZeroUsize;

use super::event::Event;
use super::select::Selection;
use crate::answers::Subject;
use crate::questionnaire::Questionnaire;
use crate::report::Report;
use crate::scoring::Scores;

/// How answer sets are to be scored.
#[derive(Clone, Copy)]
pub struct Plan<'q> {
    /// The questionnaire that all sets answer.
    pub questionnaire: &'q Questionnaire,
    /// How many sets are worked on at the same time. The results do not depend on it.
    pub threads: NonZeroUsize,
    /// How results are written.
    pub format: Format,
    /// Whether [events](super::Event) carry the scores of each set too.
    pub scores: bool,
    /// Makes for each thread what is told of every set that the thread has scored.
    pub tally: Option<&'q Tallies<'q>>,
    /// Whether rows of which there is no more to say than that they were scored come together, as
    /// [`Event::Sets`](super::Event::Sets); large tables take less time so.
    pub together: bool,
    /// Columns of tables that have other titles than we know them by.
    pub renames: &'q [Rename],
    /// Whether a table is rejected if a column of it is not known.
    pub strict: bool,
    /// The columns of the result table that are written, if not all are.
    pub select: Option<&'q Selection>,
    /// Makes of each report what [events](super::Event) carry beside the results; called on several threads.
    pub report: Option<&'q Make>,
    /// Where an earlier run ended that is to be continued. What it dealt with is not told again; a
    /// [`tally`](Self::tally) counts all sets, so with one they are scored again.
    pub after: Position,
}

impl fmt::Debug for Plan<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan")
            .field("threads", &self.threads)
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

/// How far a run has come, in the order of its inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// So many inputs are done.
    pub inputs: usize,
    /// So many rows of the next input are done.
    pub rows: u64,
}

impl Position {
    /// Moves behind what an event tells.
    pub fn note(&mut self, event: &Event<'_>) {
        match event {
            Event::Set { row: Some(row), .. } | Event::Sets { last: row, .. } => self.rows = *row,
            Event::Ended { .. } => *self = Self { inputs: self.inputs + 1, rows: 0 },
            Event::Set { row: None, .. } | Event::Table { .. } | Event::Read { .. } => {}
        }
    }
}

/// Makes a [`Tally`] for a thread. It is dropped before the run returns.
pub type Tallies<'t> = dyn Fn() -> Tally<'t> + Sync + 't;

/// Is told of sets that were scored: whom each speaks of, and its scores. In which order they come, and to which of the
/// tallies, depends on the threads; sets after the one that breaks off a run may be among them.
pub type Tally<'t> = Box<dyn FnMut(&Subject, &Scores) + 't>;

/// What is made of a report.
pub type Make = dyn Fn(&Report) -> Vec<u8> + Sync;

/// Which column a title stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rename {
    /// The column: `team`, `respondent`, `role`, `date`, `form` or the id of a question.
    pub column: String,
    /// The title that it has in the tables.
    pub title: String,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// One row a set, under a row of titles.
    Csv,
    /// One report a line.
    Ndjson,
}

impl<'q> Plan<'q> {
    /// Whether a whole report is made of each set, for which its row of scores is not enough.
    pub(super) fn makes_reports(&self) -> bool {
        self.format == Format::Ndjson || self.report.is_some()
    }

    /// From where on sets are scored.
    pub(super) fn begin(&self) -> Position {
        if self.tally.is_some() { Position::default() } else { self.after }
    }

    /// How much of what is scored was told before.
    pub(super) fn again(&self) -> Position {
        Position { inputs: self.after.inputs - self.begin().inputs, rows: self.after.rows }
    }

    /// Returns a plan that uses all processors.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire, format: Format) -> Self {
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self {
            questionnaire,
            threads,
            format,
            scores: false,
            tally: None,
            together: false,
            renames: &[],
            strict: false,
            select: None,
            report: None,
            after: Position::default(),
        }
    }
}
