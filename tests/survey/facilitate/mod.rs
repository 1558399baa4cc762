//! A team that votes and agrees.

mod conduct;
mod laws;
mod meeting;
mod tally;

use std::collections::VecDeque;
use std::time::Duration;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use standpoint::answers::{Confidence, Entry};
use standpoint::survey::facilitate::{
    Archive, Basis, Host, Meeting, Member, Move, News, Refusal, Request, Said, Stage, Tally, Whose,
    agreement, conduct, dissent_in,
};
use standpoint::survey::{Rejection, Stored};

fn member(questionnaire: &Questionnaire, name: &str) -> Member {
    Member { name: name.to_owned(), sheet: AnswerSheet::new(questionnaire), present: true }
}

fn meet<'q>(questionnaire: &'q Questionnaire, names: &[&str]) -> Meeting<'q> {
    let members = names.iter().map(|name| member(questionnaire, name)).collect();
    Meeting::new(questionnaire, AnswerSheet::new(questionnaire), members, Options::default())
}

fn vote(value: Value) -> Move {
    Move::Vote(Response::Answered(value))
}

fn aye() -> Move {
    vote(Value::YesNo(true))
}

fn nay() -> Move {
    vote(Value::YesNo(false))
}

fn perform(meeting: &mut Meeting<'_>, moves: impl IntoIterator<Item = Move>) {
    for wanted in moves {
        meeting.apply(wanted.clone()).unwrap_or_else(|refusal| panic!("{wanted:?}: {refusal}"));
    }
}

fn voted(meeting: &Meeting<'_>, member: usize, question: QuestionIx) -> Option<Response> {
    meeting.members()[member].sheet.get(question)?.response.clone()
}
