use std::time::Duration;

use super::short::Budget;
use crate::answers::Entry;
use crate::questionnaire::{Dimension, Question, QuestionIx, Questionnaire, Trait};

/// What a front end shows.
#[derive(Debug, Clone)]
pub struct View<'a> {
    /// What is answered.
    pub questionnaire: &'a Questionnaire,
    /// Where the respondent is.
    pub place: Place<'a>,
    /// How far they are.
    pub progress: Progress,
}

/// Where the respondent is.
#[derive(Debug, Clone)]
pub enum Place<'a> {
    /// At a question.
    Question(Card<'a>),
    /// After the last one.
    End,
}

/// One question with everything that is known of it.
#[derive(Debug, Clone)]
pub struct Card<'a> {
    /// Which question.
    pub index: QuestionIx,
    /// The question.
    pub question: &'a Question,
    /// The trait it measures, if it is scored.
    pub of: Option<&'a Trait>,
    /// The dimension of that trait.
    pub dimension: Option<&'a Dimension>,
    /// What was said to it so far.
    pub entry: Option<&'a Entry>,
    /// What the earlier survey says of it.
    pub earlier: Option<&'a Entry>,
    /// Its place among the questions that are asked, from 1; of a survey that is kept short, among those that came up.
    pub number: usize,
    /// Whether it was skipped in this session.
    pub skipped: bool,
}

/// How far the respondent is, in questions that are asked as the answers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Asked in all.
    pub asked: usize,
    /// Answered.
    pub answered: usize,
    /// Said not to apply.
    pub not_applicable: usize,
    /// "Don't know".
    pub unknown: usize,
    /// Nothing said yet, those that were skipped included.
    pub open: usize,
    /// Skipped in this session and still open.
    pub skipped: usize,
    /// How long the open ones will take at the pace so far; of a survey that is kept short, no more than its time.
    pub left: Duration,
    /// Where the survey is kept short, how much of its time is used.
    pub budget: Option<Budget>,
}

impl Progress {
    /// Returns how many questions something has been said to.
    #[must_use]
    pub fn said(&self) -> usize {
        self.asked - self.open
    }
}
