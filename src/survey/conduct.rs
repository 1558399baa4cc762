use std::fmt;
use std::time::Duration;

use super::action::{Action, Effect, Rejection};
use super::session::Session;
use crate::answers::AnswerSheet;
use crate::questionnaire::QuestionIx;

/// What shows a session to a respondent and finds out what they want.
pub trait Frontend {
    /// Why it cannot go on: its terminal is gone, its input cannot be read.
    type Error;

    /// Shows where the session is and waits for what the respondent does next.
    ///
    /// # Errors
    ///
    /// If the respondent cannot be reached any more. Everything said so far is stored.
    fn ask(&mut self, session: &Session<'_>) -> Result<Reply, Self::Error>;

    /// Tells the respondent what came of it. It may keep the words until it asks again.
    fn tell(&mut self, session: &Session<'_>, notice: Notice<'_>);
}

/// What a respondent does, and how long they took.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// What they do.
    pub action: Action,
    /// How long the question was before them.
    pub took: Duration,
}

/// What a respondent is told.
#[derive(Clone, Copy)]
pub enum Notice<'a> {
    /// It is done, and stored where there was something to store.
    Done(&'a Action, &'a Effect),
    /// It is not possible.
    Rejected(&'a Rejection),
    /// It could not be stored, and has been taken back: the session is where it was before.
    NotStored(&'a dyn fmt::Display),
    /// Somebody else has changed the stored answers in the meantime; their changes have been read.
    Reread,
}

/// What keeps the answers.
pub trait Store {
    /// Why it cannot.
    type Error: fmt::Display;

    /// Stores the sheet, in which this question's entry has changed. When it returns, the answer is safe.
    ///
    /// # Errors
    ///
    /// If it could not be stored; then everything stored before is still as it was.
    fn save(&mut self, sheet: &AnswerSheet, changed: QuestionIx) -> Result<Stored, Self::Error>;
}

/// What was stored.
#[derive(Debug, Clone, PartialEq)]
pub enum Stored {
    /// The sheet as it was given.
    AsGiven,
    /// The changed entry, together with what somebody else has changed in the meantime.
    Merged(Box<AnswerSheet>),
}

/// Leads a respondent through the session until they quit. Each change is stored before anything else is shown; what
/// cannot be stored is taken back, so that the session never knows more than the store.
///
/// # Errors
///
/// If the front end cannot go on.
pub fn conduct<F: Frontend, S: Store>(
    session: &mut Session<'_>,
    frontend: &mut F,
    store: &mut S,
) -> Result<(), F::Error> {
    while !session.ended() {
        let Reply { action, took } = frontend.ask(session)?;
        session.spend(took);
        let before = session.clone();
        let effect = match session.apply(action.clone()) {
            Ok(effect) => effect,
            Err(rejection) => {
                frontend.tell(session, Notice::Rejected(&rejection));
                continue;
            }
        };
        match effect.changed.map(|question| store.save(session.sheet(), question)) {
            Some(Err(error)) => {
                *session = before;
                frontend.tell(session, Notice::NotStored(&error));
            }
            Some(Ok(Stored::Merged(sheet))) => {
                frontend.tell(session, Notice::Done(&action, &effect));
                if session.apply(Action::Reread(sheet)).is_ok() {
                    frontend.tell(session, Notice::Reread);
                }
            }
            Some(Ok(Stored::AsGiven)) | None => frontend.tell(session, Notice::Done(&action, &effect)),
        }
    }
    Ok(())
}
