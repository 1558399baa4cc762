use std::error::Error;
use std::fmt;

use super::super::action::{Action, Effect, Rejection};
use super::member::Member;
use crate::answers::{AnswerSheet, Entry, Response};
use crate::questionnaire::QuestionIx;

/// What a dissent begins with in the note of the agreed answer.
const DISSENT: &str = "Dissent: ";

/// What can be done in a meeting.
#[derive(Debug, Clone, PartialEq)]
pub enum Move {
    /// Gives the vote of the member whose turn it is, and goes on to the next member.
    Vote(Response),
    /// The member whose turn it is gives no vote on this question.
    Abstain,
    /// Shows the votes, once everybody who is asked has voted.
    Reveal,
    /// Asks everybody who is there for a vote on this question again. The votes so far stand until they are replaced.
    Again,
    /// Takes the proposed answer as the agreed one, and goes on to the next open question.
    Agree,
    /// Records with the agreed answer that not everybody agrees, and that it is unsure. An empty text takes a dissent
    /// that was recorded back.
    Dissent(String),
    /// Goes back to the member before, who votes again; from the first member and after the reveal, to the question
    /// before.
    Back,
    /// Somebody comes in, with the votes that they have given already.
    Join(Box<Member>),
    /// A member who has left is back.
    Return(usize),
    /// A member leaves; their votes stay.
    Leave(usize),
    /// Takes the votes of a member that somebody else has written in the meantime. What was done before cannot be
    /// undone any more.
    Reread(usize, Box<AnswerSheet>),
    /// Does something to the agreed answers, or goes somewhere. An answer can be agreed on once the votes are revealed.
    Team(Action),
}

/// Whose answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The agreed ones.
    Team,
    /// Those of a member.
    Member(usize),
}

/// What a move has brought about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Whose answer to which question has changed: it is to be saved before anything else is shown.
    pub changed: Option<(Whose, QuestionIx)>,
    /// What came of it for the agreed answers.
    pub effect: Effect,
}

/// Why a move is not possible; the meeting has not changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The agreed answers do not take it.
    Session(Rejection),
    /// The vote does not fit the question. What was typed is not repeated.
    UnfitVote,
    /// No vote is on.
    NoVote,
    /// There are votes to come, or they have not been revealed.
    NotRevealed,
    /// The votes point to no answer.
    NoProposal,
    /// Somebody must be left.
    LastMember,
    /// Nobody of that number is there, or is away.
    NoMember,
    /// Somebody of that name is there already.
    NameTaken,
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        Self::Session(rejection)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Session(rejection) => return rejection.fmt(f),
            Self::UnfitVote => "that is not an answer to this question; please vote again",
            Self::NoVote => "no vote is on",
            Self::NotRevealed => "that is for the agreed answer; first vote and reveal",
            Self::NoProposal => "the votes point to no answer; choose one",
            Self::LastMember => "somebody must be left to vote",
            Self::NoMember => "there is no such member",
            Self::NameTaken => "there is a member of that name already",
        })
    }
}

impl Error for Refusal {}

/// Returns the dissent that is recorded with an agreed answer, if there is one.
#[must_use]
pub fn dissent_in(entry: Option<&Entry>) -> Option<&str> {
    let note = entry?.note.as_deref()?;
    note.find(DISSENT).map(|at| &note[at + DISSENT.len()..])
}

/// Returns a note with this dissent behind what else it says.
pub(super) fn with_dissent(note: Option<&str>, dissent: &str) -> Option<String> {
    let note = note.unwrap_or_default();
    let rest = note.find(DISSENT).map_or(note, |at| &note[..at]).trim();
    let dissent = dissent.trim();
    match (rest.is_empty(), dissent.is_empty()) {
        (true, true) => None,
        (false, true) => Some(rest.to_owned()),
        (true, false) => Some(format!("{DISSENT}{dissent}")),
        (false, false) => Some(format!("{rest} {DISSENT}{dissent}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dissent_stands_behind_the_note_and_leaves_it_as_it_was() {
        for (note, dissent, result) in [
            (None, "two say daily", Some("Dissent: two say daily")),
            (Some("since May"), "no", Some("since May Dissent: no")),
            (Some("since May Dissent: no"), "yes", Some("since May Dissent: yes")),
            (Some("since May Dissent: no"), " ", Some("since May")),
            (Some("Dissent: no"), "", None),
            (None, "", None),
        ] {
            assert_eq!(with_dissent(note, dissent).as_deref(), result);
        }
    }
}
