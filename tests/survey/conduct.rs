use std::collections::VecDeque;
use std::time::Duration;

use super::*;
use standpoint::survey::{Frontend, Notice, Reply, Store, Stored, conduct};

/// Does what it is told and remembers what was said.
struct Script {
    actions: VecDeque<Action>,
    said: Vec<String>,
}

impl Script {
    fn new(actions: impl IntoIterator<Item = Action>) -> Self {
        Self { actions: actions.into_iter().collect(), said: Vec::new() }
    }
}

impl Frontend for Script {
    type Error = &'static str;

    fn ask(&mut self, _: &Session<'_>) -> Result<Reply, Self::Error> {
        let action = self.actions.pop_front().ok_or("the respondent has gone")?;
        Ok(Reply { action, took: Duration::from_secs(1) })
    }

    fn tell(&mut self, _: &Session<'_>, notice: Notice<'_>) {
        self.said.push(match notice {
            Notice::Done(..) => "done".to_owned(),
            Notice::Rejected(rejection) => rejection.to_string(),
            Notice::NotStored(error) => error.to_string(),
            Notice::Reread => "reread".to_owned(),
        });
    }
}

/// Keeps sheets in memory; may be full, and may find that somebody else was there.
struct Shelf {
    kept: AnswerSheet,
    full: bool,
    theirs: Option<AnswerSheet>,
}

impl Store for Shelf {
    type Error = &'static str;

    fn save(&mut self, sheet: &AnswerSheet, changed: QuestionIx) -> Result<Stored, Self::Error> {
        if self.full {
            return Err("the shelf is full");
        }
        if let Some(mut theirs) = self.theirs.take() {
            theirs.set(changed, sheet.get(changed).cloned());
            self.kept = theirs.clone();
            return Ok(Stored::Merged(Box::new(theirs)));
        }
        self.kept = sheet.clone();
        Ok(Stored::AsGiven)
    }
}

#[test]
fn everything_said_is_stored_even_if_the_respondent_disappears() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    let mut shelf = Shelf { kept: session.sheet().clone(), full: false, theirs: None };
    let mut script = Script::new([no(), Action::Answer(Value::Choice(1))]);
    assert_eq!(conduct(&mut session, &mut script, &mut shelf), Err("the respondent has gone"));
    assert_eq!(&shelf.kept, session.sheet());
    assert!(answered(&shelf.kept, HABIT).is_some());
}

#[test]
fn what_cannot_be_stored_is_taken_back() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    let empty = session.sheet().clone();
    let mut shelf = Shelf { kept: empty.clone(), full: true, theirs: None };
    let mut script = Script::new([no(), yes(), Action::Quit]);
    conduct(&mut session, &mut script, &mut shelf).unwrap();
    assert_eq!(script.said, ["the shelf is full", "the shelf is full", "done"]);
    assert_eq!((session.sheet(), session.cursor()), (&empty, Some(OWNS)));
}

#[test]
fn what_somebody_else_has_written_is_taken_in() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    let mut theirs = session.sheet().clone();
    theirs.set(HABIT, Some(Response::Unknown.into()));
    let mut shelf = Shelf { kept: theirs.clone(), full: false, theirs: Some(theirs) };
    let mut script = Script::new([no(), Action::Quit]);
    conduct(&mut session, &mut script, &mut shelf).unwrap();
    assert_eq!(script.said, ["done", "reread", "done"]);
    assert_eq!(&shelf.kept, session.sheet());
    assert_eq!(answered(session.sheet(), HABIT), Some(&Response::Unknown));
    assert_eq!(answered(session.sheet(), OWNS), Some(&Response::Answered(Value::YesNo(false))));
}
