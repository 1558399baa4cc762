use std::num::NonZeroUsize;

use crate::questionnaire::Questionnaire;

/// How answer sets are to be scored.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'q> {
    /// The questionnaire that all sets answer.
    pub questionnaire: &'q Questionnaire,
    /// How many sets are worked on at the same time. The results do not depend on it.
    pub threads: NonZeroUsize,
    /// How results are written.
    pub format: Format,
    /// Whether [events](super::Event) carry the scores of each set too.
    pub scores: bool,
    /// Columns of tables that have other titles than we know them by.
    pub renames: &'q [Rename],
    /// Whether a table is rejected if a column of it is not known.
    pub strict: bool,
}

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
    /// Returns a plan that uses all processors.
    #[must_use]
    pub fn new(questionnaire: &'q Questionnaire, format: Format) -> Self {
        let threads = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self { questionnaire, threads, format, scores: false, renames: &[], strict: false }
    }
}
