use std::error::Error;
use std::fmt;

use crate::answers::{AnswerSheet, Confidence};
use crate::questionnaire::{QuestionIx, Value};

/// What a respondent can do.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Answers the current question and goes on to the next open one.
    Answer(Value),
    /// Takes over what the earlier survey says of the current question, note and evidence included, and goes on.
    TakeOver,
    /// Says that the current question does not apply, and goes on.
    NotApplicable {
        /// Why, if they say so.
        reason: Option<String>,
    },
    /// Says "don't know" to the current question, and goes on.
    Unknown,
    /// Takes the answer to the current question back; its note and evidence stay.
    Clear,
    /// Replaces the note on the current question; `None` takes it away.
    Note(Option<String>),
    /// Replaces the evidence for the current question.
    Evidence(Vec<String>),
    /// Says how sure the current answer is; `None` takes that back.
    Confidence(Option<Confidence>),
    /// Goes to the question before.
    Back,
    /// Goes to the question after, or to the end.
    Forward,
    /// Leaves the current question open, remembers that, and goes on to the next open one.
    Skip,
    /// Goes to a question.
    Jump(QuestionIx),
    /// Goes to the end.
    JumpToEnd,
    /// Takes back the last change of an answer, note, evidence or confidence, and goes to its question.
    Undo,
    /// Takes the answers that somebody else has written in the meantime. What was done before cannot be undone any more.
    Reread(Box<AnswerSheet>),
    /// Ends the session; everything is kept.
    Quit,
    /// Takes back the last change, then ends the session.
    QuitWithoutLast,
}

impl Action {
    /// Returns whether it changes what is said of a question, so that there is something to save.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        match self {
            Self::Answer(_)
            | Self::TakeOver
            | Self::NotApplicable { .. }
            | Self::Unknown
            | Self::Clear
            | Self::Note(_)
            | Self::Evidence(_)
            | Self::Confidence(_)
            | Self::Undo
            | Self::QuitWithoutLast => true,
            Self::Back
            | Self::Forward
            | Self::Skip
            | Self::Jump(_)
            | Self::JumpToEnd
            | Self::Reread(_)
            | Self::Quit => false,
        }
    }
}

/// What an action has brought about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Effect {
    /// The question whose entry changed: it is to be saved before anything else is shown.
    pub changed: Option<QuestionIx>,
    /// Answered questions that are no longer asked because of the change; their answers are kept and do not count.
    pub hidden: Vec<QuestionIx>,
    /// Answered questions that are asked again because of the change; their answers count again.
    pub restored: Vec<QuestionIx>,
    /// Whether the session is over.
    pub ended: bool,
}

/// Why an action is not possible; the session has not changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Rejection {
    /// The answer does not fit the question; the sentence says why.
    Unfit(String),
    /// There is no question here: this is the end.
    NoQuestion,
    /// There is nothing before.
    AtStart,
    /// There is nothing after.
    AtEnd,
    /// The question is not asked: its form or its condition excludes it.
    NotAsked(QuestionIx),
    /// Nothing has been changed yet.
    NothingToUndo,
    /// There is nothing to take back.
    NothingToClear,
    /// The earlier survey says nothing of this question.
    NothingEarlier,
    /// The session is over.
    Ended,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unfit(why) => why,
            Self::NoQuestion => "there is no question here to answer",
            Self::AtStart => "this is the first question",
            Self::AtEnd => "this is the end",
            Self::NotAsked(_) => "this question is not asked, because of the form or of an earlier answer",
            Self::NothingToUndo => "there is nothing to undo in this session",
            Self::NothingToClear => "there is no answer here to clear",
            Self::NothingEarlier => "the earlier survey has no answer to this question",
            Self::Ended => "the survey has ended",
        })
    }
}

impl Error for Rejection {}
