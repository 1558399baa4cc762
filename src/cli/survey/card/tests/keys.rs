use console::Key;

use standpoint::answers::Confidence;
use standpoint::questionnaire::{QuestionIx, Value};
use standpoint::survey::{Action, Place, Session};

use super::super::state::{Prompt, State, Wish, destination};
use super::*;
use crate::cli::survey::ability::Ability;

/// Presses keys at a question and returns what the last one asked for.
fn press(session: &Session<'_>, keys: &[Key]) -> (State, Wish) {
    let Place::Question(card) = session.view().place else { panic!("no question") };
    let mut state = State::new(&card);
    let mut wish = Wish::Stay;
    for key in keys {
        wish = state.press(key, &card);
    }
    (state, wish)
}

fn at(questionnaire: &Questionnaire, question: usize) -> Session<'_> {
    let mut session = start(questionnaire);
    session.apply(Action::Jump(QuestionIx(question))).unwrap();
    session
}

fn keys(text: &str) -> Vec<Key> {
    text.chars().map(|c| if c == '\n' { Key::Enter } else { Key::Char(c) }).collect()
}

#[test]
fn keys_answer_each_kind_of_question() {
    let questionnaire = kinds();
    for (question, typed, value) in [
        (0, "2", Value::Choice(1)),
        (0, "\n", Value::Choice(0)),
        (1, "21\n", Value::Multiple(vec![0, 1])),
        (1, "121\n", Value::Multiple(vec![1])),
        (1, "123\n", Value::Multiple(vec![2])),
        (1, "31\n", Value::Multiple(vec![0])),
        (2, "12500\n", Value::Number(12500.0)),
        (2, "2.5\n", Value::Number(2.5)),
        (3, "y", Value::YesNo(true)),
        (3, "n", Value::YesNo(false)),
        (3, "\n", Value::YesNo(true)),
    ] {
        let (_, wish) = press(&at(&questionnaire, question), &keys(typed));
        assert_eq!(wish, Wish::Do(Action::Answer(value)), "{typed:?}");
    }
}

#[test]
fn arrows_go_round_and_enter_takes_what_is_marked() {
    let questionnaire = kinds();
    let (_, wish) = press(&at(&questionnaire, 0), &[Key::ArrowUp, Key::Enter]);
    assert_eq!(wish, Wish::Do(Action::Answer(Value::Choice(2))));
    let (_, wish) = press(&at(&questionnaire, 1), &[Key::ArrowDown, Key::Char(' '), Key::Enter]);
    assert_eq!(wish, Wish::Do(Action::Answer(Value::Multiple(vec![1]))));
}

#[test]
fn keys_that_answer_nothing_say_so_and_change_nothing() {
    let questionnaire = kinds();
    for (question, typed) in [(0, "4"), (0, "0"), (1, "\n"), (2, "\n"), (2, "1.2.3\n"), (2, "-\n")] {
        let (state, wish) = press(&at(&questionnaire, question), &keys(typed));
        assert_eq!(wish, Wish::Stay, "{typed:?}");
        assert!(state.message.is_some(), "{typed:?}");
    }
}

#[test]
fn backspace_corrects_a_number_before_it_goes_back() {
    let questionnaire = kinds();
    let session = at(&questionnaire, 2);
    let (state, wish) = press(&session, &[Key::Char('1'), Key::Char('2'), Key::Backspace]);
    assert_eq!((state.typed.as_str(), wish), ("1", Wish::Stay));
    assert_eq!(press(&session, &[Key::Backspace]).1, Wish::Do(Action::Back));
}

#[test]
fn an_answered_number_is_kept_by_enter() {
    let questionnaire = kinds();
    let mut session = at(&questionnaire, 2);
    session.apply(Action::Answer(Value::Number(3.0))).unwrap();
    session.apply(Action::Back).unwrap();
    assert_eq!(press(&session, &[Key::Enter]).1, Wish::Do(Action::Forward));
}

#[test]
fn confidence_goes_round() {
    let questionnaire = kinds();
    let mut session = at(&questionnaire, 0);
    for next in [Some(Confidence::Low), Some(Confidence::Medium), Some(Confidence::High), None] {
        let (_, wish) = press(&session, &keys("c"));
        assert_eq!(wish, Wish::Do(Action::Confidence(next)));
        session.apply(Action::Confidence(next)).unwrap();
    }
}

#[test]
fn other_keys_do_what_the_table_says() {
    let questionnaire = kinds();
    let session = at(&questionnaire, 0);
    for (key, wish) in [
        (Key::ArrowLeft, Wish::Do(Action::Back)),
        (Key::ArrowRight, Wish::Do(Action::Forward)),
        (Key::Char('s'), Wish::Do(Action::Skip)),
        (Key::Char('d'), Wish::Do(Action::Unknown)),
        (Key::Char('x'), Wish::Ask(Prompt::Reason)),
        (Key::Char('w'), Wish::Ask(Prompt::Note)),
        (Key::Char('e'), Wish::Ask(Prompt::Evidence)),
        (Key::Char('g'), Wish::Ask(Prompt::Jump)),
        (Key::Char('o'), Wish::Ask(Prompt::Open)),
        (Key::Char('?'), Wish::Show(Ability::Help)),
        (Key::Char('p'), Wish::Show(Ability::Placement)),
        (Key::Char('u'), Wish::Do(Action::Undo)),
        (Key::Char('q'), Wish::Do(Action::Quit)),
        (Key::Char('Q'), Wish::Do(Action::QuitWithoutLast)),
        (Key::Char('\u{1a}'), Wish::Suspend),
        (Key::Escape, Wish::Stay),
        (Key::UnknownEscSeq(vec!['[', '9']), Wish::Stay),
    ] {
        assert_eq!(press(&session, std::slice::from_ref(&key)).1, wish, "{key:?}");
    }
}

#[test]
fn digits_at_the_end_go_to_what_is_listed() {
    let listed = [QuestionIx(4), QuestionIx(7)];
    assert_eq!(destination(&Key::Char('2'), &listed), Some(QuestionIx(7)));
    assert_eq!(destination(&Key::Char('3'), &listed), None);
    assert_eq!(destination(&Key::Char('0'), &listed), None);
}
