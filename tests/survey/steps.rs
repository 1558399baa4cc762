use std::time::Duration;

use jiff::civil::date;

use super::*;
use standpoint::answers::{Confidence, Entry};
use standpoint::survey::{Rejection, carry_over};

#[test]
fn answers_lead_through_what_is_asked_to_the_end() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    for (at, action) in [
        (OWNS, yes()),
        (PARTS, Action::Answer(Value::Multiple(vec![0, 1]))),
        (AGE, Action::Answer(Value::Number(3.0))),
        (HABIT, Action::Answer(Value::Choice(2))),
        (REMARK, Action::Answer(Value::Text("No".to_owned()))),
    ] {
        assert_eq!(session.cursor(), Some(at));
        assert_eq!(session.apply(action).unwrap().changed, Some(at));
    }
    assert_eq!(session.cursor(), None);
    assert_eq!(session.progress().open, 0);
}

#[test]
fn what_a_changed_answer_hides_is_kept_and_comes_back() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    session.apply(yes()).unwrap();
    session.apply(Action::Answer(Value::Multiple(vec![0]))).unwrap();
    session.apply(Action::Answer(Value::Number(3.0))).unwrap();
    session.apply(Action::Jump(OWNS)).unwrap();

    let effect = session.apply(no()).unwrap();
    assert_eq!((effect.hidden, effect.restored), (vec![PARTS, AGE], vec![]));
    assert_eq!(session.kept().collect::<Vec<_>>(), [PARTS, AGE]);
    assert_eq!(session.questions().collect::<Vec<_>>(), [OWNS, HABIT, REMARK]);
    assert!(answered(session.sheet(), AGE).is_some());
    assert_eq!(session.apply(Action::Jump(AGE)), Err(Rejection::NotAsked(AGE)));

    session.apply(Action::Jump(OWNS)).unwrap();
    let effect = session.apply(yes()).unwrap();
    assert_eq!((effect.hidden, effect.restored), (vec![], vec![PARTS, AGE]));
    assert_eq!(session.kept().count(), 0);
}

#[test]
fn only_the_questions_of_the_form_are_asked() {
    let questionnaire = branching();
    let mut sheet = AnswerSheet::new(&questionnaire);
    sheet.form = questionnaire.find_form("short").unwrap();
    let session = Session::new(&questionnaire, sheet, Options::default());
    assert_eq!(session.questions().collect::<Vec<_>>(), [OWNS, HABIT]);
}

#[test]
fn a_started_sheet_goes_on_at_the_first_open_question() {
    let questionnaire = branching();
    let mut sheet = AnswerSheet::new(&questionnaire);
    sheet.set(OWNS, Some(Response::Answered(Value::YesNo(false)).into()));
    assert_eq!(Session::new(&questionnaire, sheet, Options::default()).cursor(), Some(HABIT));
}

#[test]
fn after_a_correction_the_survey_goes_on_where_it_was() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    session.apply(no()).unwrap();
    session.apply(Action::Answer(Value::Choice(0))).unwrap();
    session.apply(Action::Back).unwrap();
    assert_eq!(session.cursor(), Some(HABIT));
    session.apply(Action::Answer(Value::Choice(1))).unwrap();
    assert_eq!(session.cursor(), Some(REMARK));
}

#[test]
fn a_skipped_question_stays_open_and_is_not_asked_again_by_itself() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    session.apply(Action::Skip).unwrap();
    session.apply(Action::Answer(Value::Choice(0))).unwrap();
    session.apply(Action::Unknown).unwrap();
    assert_eq!(session.cursor(), None);
    assert!(session.is_skipped(OWNS));
    assert_eq!(session.open().collect::<Vec<_>>(), [OWNS]);
    assert_eq!((session.progress().open, session.progress().skipped), (1, 1));
}

#[test]
fn after_the_last_question_those_passed_over_without_a_word_are_asked() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    session.apply(Action::Forward).unwrap();
    session.apply(Action::Answer(Value::Choice(0))).unwrap();
    session.apply(Action::Unknown).unwrap();
    assert_eq!(session.cursor(), Some(OWNS));
}

#[test]
fn back_and_forward_stop_at_both_ends() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    assert_eq!(session.apply(Action::Back), Err(Rejection::AtStart));
    session.apply(Action::JumpToEnd).unwrap();
    assert_eq!(session.apply(Action::Forward), Err(Rejection::AtEnd));
    assert_eq!(session.apply(Action::Unknown), Err(Rejection::NoQuestion));
    session.apply(Action::Back).unwrap();
    assert_eq!(session.cursor(), Some(REMARK));
}

#[test]
fn an_answer_that_does_not_fit_changes_nothing() {
    let questionnaire = branching();
    for (at, value) in [
        (OWNS, Value::Choice(0)),
        (PARTS, Value::Multiple(vec![3])),
        (PARTS, Value::Multiple(vec![0, 2])),
        (PARTS, Value::Multiple(vec![])),
        (AGE, Value::Number(51.0)),
        (AGE, Value::Number(-0.5)),
        (AGE, Value::Number(f64::NAN)),
        (HABIT, Value::Choice(3)),
        (REMARK, Value::Text(" ".to_owned())),
    ] {
        let mut session = start(&questionnaire);
        session.apply(yes()).unwrap();
        session.apply(Action::Answer(Value::Multiple(vec![0]))).unwrap();
        session.apply(Action::Jump(at)).unwrap();
        let before = session.sheet().clone();
        let rejection = session.apply(Action::Answer(value.clone()));
        assert!(matches!(rejection, Err(Rejection::Unfit(_))), "{value:?}: {rejection:?}");
        assert_eq!((session.sheet(), session.cursor()), (&before, Some(at)));
    }
}

#[test]
fn undo_takes_back_one_change_at_a_time_and_goes_there() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    session.apply(yes()).unwrap();
    session.apply(Action::Note(Some(" two racks ".to_owned()))).unwrap();
    session.apply(Action::Answer(Value::Multiple(vec![0]))).unwrap();
    assert_eq!(session.sheet().get(PARTS).unwrap().note.as_deref(), Some("two racks"));

    session.apply(Action::Undo).unwrap();
    assert_eq!(session.cursor(), Some(PARTS));
    assert_eq!(answered(session.sheet(), PARTS), None);
    assert!(session.sheet().get(PARTS).unwrap().note.is_some());
    session.apply(Action::Undo).unwrap();
    assert!(session.sheet().get(PARTS).is_none());
    session.apply(Action::Undo).unwrap();
    assert_eq!(session.cursor(), Some(OWNS));
    assert_eq!(session.sheet(), &AnswerSheet::new(&questionnaire));
    assert_eq!(session.apply(Action::Undo), Err(Rejection::NothingToUndo));
}

#[test]
fn remarks_stay_when_the_answer_goes() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    assert_eq!(session.apply(Action::Clear), Err(Rejection::NothingToClear));
    session.apply(Action::Confidence(Some(Confidence::Low))).unwrap();
    session.apply(Action::Evidence(vec!["wiki".to_owned(), " ".to_owned()])).unwrap();
    session.apply(no()).unwrap();
    session.apply(Action::Back).unwrap();
    session.apply(Action::Clear).unwrap();
    let entry = session.sheet().get(OWNS).unwrap();
    assert_eq!((entry.response.as_ref(), entry.confidence), (None, Some(Confidence::Low)));
    assert_eq!(entry.evidence, ["wiki"]);
}

#[test]
fn quitting_without_the_last_change_takes_it_back() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    session.apply(no()).unwrap();
    session.apply(Action::Answer(Value::Choice(1))).unwrap();
    let effect = session.apply(Action::QuitWithoutLast).unwrap();
    assert_eq!((effect.changed, effect.ended), (Some(HABIT), true));
    assert!(answered(session.sheet(), HABIT).is_none() && answered(session.sheet(), OWNS).is_some());
    assert_eq!(session.apply(no()), Err(Rejection::Ended));
}

#[test]
fn an_answer_bears_the_day_where_it_is_not_the_sheets_own() {
    let questionnaire = branching();
    let mut sheet = AnswerSheet::new(&questionnaire);
    sheet.subject.date = Some(date(2026, 11, 23));
    for (today, noted) in [(date(2026, 11, 23), None), (date(2026, 11, 24), Some(date(2026, 11, 24)))] {
        let options = Options { today: Some(today), earlier: None };
        let mut session = Session::new(&questionnaire, sheet.clone(), options);
        session.apply(no()).unwrap();
        assert_eq!(session.sheet().get(OWNS).unwrap().date, noted);
    }
}

#[test]
fn an_earlier_answer_is_taken_over_with_its_remarks_in_one_step() {
    let questionnaire = branching();
    let mut earlier = AnswerSheet::new(&questionnaire);
    let entry =
        Entry { note: Some("as ever".to_owned()), ..Entry::from(Response::Answered(Value::YesNo(false))) };
    earlier.set(OWNS, Some(entry.clone()));
    let options = Options { today: None, earlier: Some(earlier) };
    let mut session = Session::new(&questionnaire, AnswerSheet::new(&questionnaire), options);
    session.apply(Action::TakeOver).unwrap();
    assert_eq!(session.sheet().get(OWNS), Some(&entry));
    assert_eq!(session.cursor(), Some(HABIT));
    assert_eq!(session.apply(Action::TakeOver), Err(Rejection::NothingEarlier));
    session.apply(Action::Undo).unwrap();
    assert_eq!(session.sheet(), &AnswerSheet::new(&questionnaire));
}

#[test]
fn answers_of_somebody_else_are_read_without_losing_the_way() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    session.apply(yes()).unwrap();
    let mut theirs = session.sheet().clone();
    theirs.set(OWNS, Some(Response::Answered(Value::YesNo(false)).into()));
    session.apply(Action::Reread(Box::new(theirs.clone()))).unwrap();
    assert_eq!(session.sheet(), &theirs);
    assert_eq!(session.cursor(), Some(HABIT), "the question it was at is not asked any more");
    assert_eq!(session.apply(Action::Undo), Err(Rejection::NothingToUndo));
}

#[test]
fn the_time_left_shrinks_with_every_answer() {
    let questionnaire = branching();
    let mut session = start(&questionnaire);
    let before = session.progress().left;
    session.spend(Duration::from_secs(2));
    session.apply(no()).unwrap();
    assert!(session.progress().left < before);
}

#[test]
fn a_form_takes_as_long_as_it_declares() {
    let questionnaire = branching();
    let mut sheet = AnswerSheet::new(&questionnaire);
    sheet.form = questionnaire.find_form("short").unwrap();
    let session = Session::new(&questionnaire, sheet, Options::default());
    assert_eq!(session.progress().left.as_secs(), 120);
}

#[test]
fn only_fresh_answers_are_carried_over_and_every_note_is_kept() {
    let questionnaire = branching();
    let mut earlier = AnswerSheet::new(&questionnaire);
    earlier.subject.date = Some(date(2026, 6, 1));
    let note = Some("see wiki".to_owned());
    let old = Entry { note: note.clone(), ..Entry::from(Response::Answered(Value::YesNo(true))) };
    let new = Entry { date: Some(date(2026, 11, 1)), ..Entry::from(Response::Answered(Value::Choice(1))) };
    earlier.set(OWNS, Some(old));
    earlier.set(HABIT, Some(new.clone()));

    let today = date(2026, 11, 23);
    let carried = carry_over(&questionnaire, &earlier, today, Some(date(2026, 9, 1)));
    assert_eq!((carried.fresh, carried.stale), (1, 1));
    assert_eq!(carried.sheet.get(HABIT), Some(&new));
    assert_eq!(carried.sheet.get(OWNS), Some(&Entry { note, ..Entry::default() }));
    assert_eq!(carried.sheet.subject.date, Some(today));
    let all = carry_over(&questionnaire, &earlier, today, None);
    assert_eq!((all.fresh, all.stale), (0, 2));
}
