use std::fmt;
use std::time::Duration;

use crate::answers::AnswerSheet;
use crate::questionnaire::QuestionIx;

/// What chooses the next question of a short survey.
pub trait Guide: fmt::Debug {
    /// Returns which of the open questions to ask next, given the answers so far. Each comes with the time that it is
    /// expected to take.
    fn choose(&self, sheet: &AnswerSheet, open: &[(QuestionIx, Duration)]) -> Choice;
}

/// What to ask next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// This question.
    Ask(QuestionIx),
    /// None: no open answer can change the result.
    Settled,
    /// None of these: the result can still change, but not by them.
    Nothing,
}

/// How a survey is kept short.
#[derive(Debug, Clone, Copy)]
pub struct Short<'q> {
    /// How long it may take.
    pub time: Duration,
    /// What chooses the next question.
    pub guide: &'q dyn Guide,
}

/// Why a short survey asks no more by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// No open answer can change the result.
    Settled,
    /// No open question that can change the result fits into the time that is left.
    TimeUp,
    /// Nothing is open that could change the result, or only what was skipped.
    NothingLeft,
}

/// How far a short survey is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// How long it may take.
    pub time: Duration,
    /// How long it has taken, breaks cut short.
    pub used: Duration,
    /// Why it asks no more by itself, if that is so.
    pub stop: Option<Stop>,
}

impl Budget {
    /// Returns how much time is left.
    #[must_use]
    pub fn left(&self) -> Duration {
        self.time.saturating_sub(self.used)
    }
}
