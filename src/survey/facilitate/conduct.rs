use std::fmt;
use std::time::Duration;

use super::super::action::Action;
use super::super::conduct::Stored;
use super::meeting::Meeting;
use super::member::Member;
use super::moves::{Move, Outcome, Refusal, Whose};
use crate::answers::AnswerSheet;
use crate::questionnaire::QuestionIx;

/// What shows a meeting to a team and finds out what they want.
pub trait Host {
    /// Why it cannot go on: its terminal is gone, its input cannot be read.
    type Error;

    /// Shows where the meeting is and waits for what is done next.
    ///
    /// # Errors
    ///
    /// If nobody can be reached any more. Everything said so far is stored.
    fn ask(&mut self, meeting: &Meeting<'_>) -> Result<Said, Self::Error>;

    /// Tells the team what came of it. It may keep the words until it asks again.
    fn tell(&mut self, meeting: &Meeting<'_>, news: News<'_>);
}

/// What somebody wants, and how long it took.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// What they want.
    pub request: Request,
    /// How long it was waited for.
    pub took: Duration,
}

/// What somebody wants.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// To do something.
    Move(Move),
    /// To come in under this name: as somebody new, or as a member who has left.
    Join(String),
}

/// What a team is told.
#[derive(Clone, Copy)]
pub enum News<'a> {
    /// It is done, and stored where there was something to store.
    Done(&'a Move, &'a Outcome),
    /// It is not possible.
    Refused(&'a Refusal),
    /// Somebody cannot come in.
    NotOpened(&'a dyn fmt::Display),
    /// It could not be stored, and has been taken back: the meeting is where it was before.
    NotStored(&'a dyn fmt::Display),
    /// Somebody else has changed stored answers in the meantime; their changes have been read.
    Reread,
}

/// What keeps the answers of a team and its members.
pub trait Archive {
    /// Why it cannot.
    type Error: fmt::Display;

    /// Stores the sheet, in which this question's entry has changed. When it returns, the answer is safe.
    ///
    /// # Errors
    ///
    /// If it could not be stored; then everything stored before is still as it was.
    fn save(&mut self, whose: Whose, sheet: &AnswerSheet, changed: QuestionIx)
    -> Result<Stored, Self::Error>;

    /// Makes room for one more member and returns the votes that they have given already. Members are counted in the
    /// order in which they came.
    ///
    /// # Errors
    ///
    /// If there is no place for their answers.
    fn open(&mut self, name: &str, team: &AnswerSheet) -> Result<AnswerSheet, Self::Error>;
}

/// Leads a team through the meeting until it ends. Each change is stored before anything else is shown; what cannot be
/// stored is taken back.
///
/// # Errors
///
/// If the host cannot go on.
pub fn conduct<H: Host, A: Archive>(
    meeting: &mut Meeting<'_>,
    host: &mut H,
    archive: &mut A,
) -> Result<(), H::Error> {
    while !meeting.team().ended() {
        let Said { request, took } = host.ask(meeting)?;
        meeting.spend(took);
        let wanted = match request {
            Request::Move(wanted) => wanted,
            Request::Join(name) => match meeting.find(&name) {
                Some(member) => Move::Return(member),
                None => match archive.open(&name, meeting.team().sheet()) {
                    Ok(sheet) => Move::Join(Box::new(Member { name, sheet, present: true })),
                    Err(error) => {
                        host.tell(meeting, News::NotOpened(&error));
                        continue;
                    }
                },
            },
        };
        let before = meeting.clone();
        let outcome = match meeting.apply(wanted.clone()) {
            Ok(outcome) => outcome,
            Err(refusal) => {
                host.tell(meeting, News::Refused(&refusal));
                continue;
            }
        };
        let Some((whose, question)) = outcome.changed else {
            host.tell(meeting, News::Done(&wanted, &outcome));
            continue;
        };
        let sheet = match whose {
            Whose::Team => meeting.team().sheet(),
            Whose::Member(member) => &meeting.members()[member].sheet,
        };
        match archive.save(whose, sheet, question) {
            Err(error) => {
                *meeting = before;
                host.tell(meeting, News::NotStored(&error));
            }
            Ok(Stored::AsGiven) => host.tell(meeting, News::Done(&wanted, &outcome)),
            Ok(Stored::Merged(sheet)) => {
                host.tell(meeting, News::Done(&wanted, &outcome));
                let reread = match whose {
                    Whose::Team => Move::Team(Action::Reread(sheet)),
                    Whose::Member(member) => Move::Reread(member, sheet),
                };
                if meeting.apply(reread).is_ok() {
                    host.tell(meeting, News::Reread);
                }
            }
        }
    }
    Ok(())
}
