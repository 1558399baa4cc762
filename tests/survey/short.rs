use std::time::Duration;

use super::*;
use proptest::prelude::*;
use standpoint::survey::{Choice, Guide, Rejection, Reply, Short, Stop};

/// Asks the last question first, and is content after as many answers as it is told.
#[derive(Debug)]
struct Backwards {
    content_after: usize,
}

impl Guide for Backwards {
    fn choose(&self, sheet: &AnswerSheet, open: &[(QuestionIx, Duration)]) -> Choice {
        if sheet.entries().filter(|(_, entry)| entry.response.is_some()).count() >= self.content_after {
            return Choice::Settled;
        }
        open.iter().next_back().map_or(Choice::Nothing, |(question, _)| Choice::Ask(*question))
    }
}

const ALL: Backwards = Backwards { content_after: 9 };
const HOUR: Duration = Duration::from_hours(1);

fn short<'q>(questionnaire: &'q Questionnaire, guide: &'q dyn Guide, time: Duration) -> Session<'q> {
    start(questionnaire).shortened(Short { time, guide })
}

fn stop(session: &Session<'_>) -> Option<Stop> {
    session.progress().budget.and_then(|budget| budget.stop)
}

#[test]
fn the_guide_chooses_the_next_question_among_those_that_are_asked() {
    let questionnaire = branching();
    let mut session = short(&questionnaire, &ALL, HOUR);
    for (at, action) in [
        (REMARK, Action::Unknown),
        (HABIT, Action::Answer(Value::Choice(0))),
        (OWNS, yes()),
        (PARTS, Action::Answer(Value::Multiple(vec![0]))),
        (AGE, Action::Answer(Value::Number(3.0))),
    ] {
        assert_eq!(session.cursor(), Some(at));
        session.apply(action).unwrap();
    }
    assert_eq!((session.cursor(), stop(&session)), (None, Some(Stop::NothingLeft)));
}

#[test]
fn back_and_forward_follow_the_way_that_was_gone() {
    let questionnaire = branching();
    let mut session = short(&questionnaire, &ALL, HOUR);
    assert_eq!(session.apply(Action::Back), Err(Rejection::AtStart));
    session.apply(Action::Unknown).unwrap();
    session.apply(Action::Answer(Value::Choice(0))).unwrap();
    assert_eq!(session.cursor(), Some(OWNS));
    session.apply(Action::Back).unwrap();
    session.apply(Action::Back).unwrap();
    assert_eq!(session.cursor(), Some(REMARK));
    session.apply(Action::Forward).unwrap();
    assert_eq!(session.cursor(), Some(HABIT));
    // A corrected answer leads on to where one was.
    session.apply(Action::Answer(Value::Choice(1))).unwrap();
    assert_eq!(session.cursor(), Some(OWNS));
    // What is passed over is not asked at once again, and not forgotten.
    session.apply(Action::Forward).unwrap();
    assert_eq!((session.cursor(), stop(&session)), (None, None));
    session.apply(Action::Back).unwrap();
    assert_eq!(session.cursor(), Some(OWNS));
}

#[test]
fn it_stops_when_the_guide_is_content_and_goes_where_one_wants_all_the_same() {
    let questionnaire = branching();
    let guide = Backwards { content_after: 1 };
    let mut session = short(&questionnaire, &guide, HOUR);
    session.apply(Action::Unknown).unwrap();
    assert_eq!((session.cursor(), stop(&session)), (None, Some(Stop::Settled)));
    session.apply(Action::Jump(OWNS)).unwrap();
    session.apply(yes()).unwrap();
    assert_eq!((session.cursor(), stop(&session)), (None, Some(Stop::Settled)));
    // Less than that is not enough again.
    session.apply(Action::Undo).unwrap();
    session.apply(Action::Undo).unwrap();
    session.apply(Action::JumpToEnd).unwrap();
    assert_eq!((session.cursor(), stop(&session)), (None, None));
}

#[test]
fn it_stops_when_nothing_fits_into_the_time_that_is_left() {
    let questionnaire = branching();
    let mut session = short(&questionnaire, &ALL, Duration::from_mins(1));
    session.spend(Duration::from_secs(20));
    session.apply(Action::Unknown).unwrap();
    assert_eq!(session.cursor(), Some(HABIT));
    session.spend(Duration::from_secs(39));
    session.apply(Action::Answer(Value::Choice(0))).unwrap();
    assert_eq!((session.cursor(), stop(&session)), (None, Some(Stop::TimeUp)));
    assert_eq!(session.progress().budget.unwrap().left(), Duration::from_secs(1));
}

#[test]
fn a_slow_respondent_is_asked_less() {
    let questionnaire = branching();
    let asked = |seconds: u64| {
        let mut session = short(&questionnaire, &ALL, Duration::from_mins(2));
        let mut count = 0;
        while session.cursor().is_some() {
            session.spend(Duration::from_secs(seconds));
            session.apply(Action::Unknown).unwrap();
            count += 1;
        }
        count
    };
    assert_eq!(asked(10), 3);
    assert_eq!(asked(60), 2);
}

#[test]
fn a_break_takes_no_more_than_three_minutes_of_the_time() {
    let questionnaire = branching();
    let mut session = short(&questionnaire, &ALL, HOUR);
    session.spend(HOUR * 3);
    assert_eq!(session.progress().budget.unwrap().used, Duration::from_mins(3));
}

#[test]
fn what_is_skipped_is_not_asked_again_by_itself() {
    let questionnaire = branching();
    let mut session = short(&questionnaire, &ALL, HOUR);
    for _ in 0..3 {
        session.apply(Action::Skip).unwrap();
    }
    assert_eq!((session.cursor(), stop(&session)), (None, Some(Stop::NothingLeft)));
    assert_eq!(session.progress().skipped, 3);
}

#[test]
fn what_was_answered_before_is_the_way_back() {
    let questionnaire = branching();
    let mut sheet = AnswerSheet::new(&questionnaire);
    sheet.set(HABIT, Some(Response::Unknown.into()));
    let session = Session::new(&questionnaire, sheet, Options::default());
    let mut session = session.shortened(Short { time: HOUR, guide: &ALL });
    assert_eq!(session.cursor(), Some(REMARK));
    session.apply(Action::Back).unwrap();
    assert_eq!(session.cursor(), Some(HABIT));
}

#[test]
fn where_the_answers_of_somebody_else_hide_the_question_the_guide_chooses_anew() {
    let questionnaire = branching();
    let mut session = short(&questionnaire, &ALL, HOUR);
    session.apply(Action::Jump(OWNS)).unwrap();
    session.apply(yes()).unwrap();
    session.apply(Action::Jump(PARTS)).unwrap();
    let mut theirs = session.sheet().clone();
    theirs.set(OWNS, Some(Response::Answered(Value::YesNo(false)).into()));
    session.apply(Action::Reread(Box::new(theirs))).unwrap();
    assert_eq!(session.cursor(), Some(REMARK));
}

proptest! {
    #[test]
    fn a_short_session_replays_from_its_log(
        steps in proptest::collection::vec((super::laws::action(), 0..90_u64), 0..60)
    ) {
        let questionnaire = branching();
        let begin = || short(&questionnaire, &ALL, Duration::from_mins(10));
        let mut session = begin();
        for (action, seconds) in steps {
            session.spend(Duration::from_secs(seconds));
            let _ = session.apply(action);
            prop_assert!(session.cursor().is_none_or(|at| session.questions().any(|asked| asked == at)));
        }
        let mut again = begin();
        for Reply { action, took } in session.log() {
            again.spend(*took);
            again.apply(action.clone()).expect("what was possible once is possible again");
        }
        prop_assert_eq!(again.sheet(), session.sheet());
        prop_assert_eq!(again.cursor(), session.cursor());
    }
}
