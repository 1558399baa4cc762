//! What the program tells the shell when it ends; documented in `docs/exit-codes.md`.

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It did what was asked.
    Done,
    /// Something unexpected went wrong: a file, a disk, a terminal.
    Unexpected,
    /// It was called wrongly.
    Usage,
    /// A questionnaire is not valid.
    Definition,
    /// Answers are not valid; in a batch, at least one set.
    Answers,
    /// A result is below what a gate asks.
    Gate,
    /// The user interrupted it.
    Interrupted,
}

impl Exit {
    /// Returns the exit status, which never changes its meaning.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Unexpected => 1,
            Self::Usage => 2,
            Self::Definition => 3,
            Self::Answers => 4,
            Self::Gate => 5,
            Self::Interrupted => 130,
        }
    }
}
