use std::time::Duration;

use snapbox::{assert_data_eq, file};

use standpoint::questionnaire::{QuestionIx, Value};
use standpoint::survey::{Action, Place, Session};

use super::super::frame::{Look, Size};
use super::super::layout::{self, Scene};
use super::super::state::{State, options};
use super::*;

const PLAIN: Look = Look { unicode: true, styled: false };
const ASCII: Look = Look { unicode: false, styled: false };

fn screen(
    session: &Session<'_>,
    state: Option<&State>,
    explained: bool,
    size: (usize, usize),
    look: Look,
) -> String {
    let size = Size { columns: size.0, rows: size.1 };
    let view = session.view();
    let Place::Question(card) = &view.place else { panic!("no question") };
    let fresh = State::new(card);
    let scene = Scene { state: state.unwrap_or(&fresh), explained };
    let lines = layout::question(&view, card, &scene, size);
    assert!(lines.len() <= size.rows, "{} lines on {size:?}", lines.len());
    assert!(
        lines.iter().all(|line| line.width() <= size.columns),
        "a line is too wide for {size:?}: {lines:#?}"
    );
    lines.iter().map(|line| line.painted(look, size.columns) + "\n").collect()
}

#[test]
fn a_question_on_a_small_screen() {
    let questionnaire = kinds();
    let session = start(&questionnaire);
    assert_data_eq!(screen(&session, None, true, (60, 20), PLAIN), file!["golden/small.txt"]);
}

#[test]
fn a_question_without_unicode() {
    let questionnaire = kinds();
    let mut session = start(&questionnaire);
    session.apply(Action::Note(Some("caf\u{e9}".to_owned()))).unwrap();
    session.apply(Action::Answer(Value::Choice(1))).unwrap();
    session.apply(Action::Back).unwrap();
    assert_data_eq!(screen(&session, None, false, (80, 16), ASCII), file!["golden/ascii.txt"]);
}

#[test]
fn several_options_a_number_and_a_text() {
    let questionnaire = kinds();
    let mut session = start(&questionnaire);
    let mut all = String::new();
    for (question, state) in [
        (1, State { marked: vec![true, false, false], selected: 1, ..State::default() }),
        (
            2,
            State {
                typed: "12500.50".to_owned(),
                message: Some("Too large.".to_owned()),
                ..State::default()
            },
        ),
        (3, State { selected: 1, ..State::default() }),
        (4, State::default()),
    ] {
        session.apply(Action::Jump(QuestionIx(question))).unwrap();
        all.push_str(&screen(&session, Some(&state), false, (80, 14), PLAIN));
    }
    assert_data_eq!(all, file!["golden/kinds.txt"]);
}

#[test]
fn an_answer_is_marked_before_it_is_saved() {
    let questionnaire = kinds();
    let session = start(&questionnaire);
    let marked = |state: &State| {
        let shown = screen(&session, Some(state), false, (80, 20), PLAIN);
        shown.lines().filter(|line| line.contains('\u{25cf}')).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut state = State::default();
    assert!(marked(&state).is_empty());
    state.saving(&Action::Answer(Value::Choice(1)));
    assert_eq!(marked(&state), ["    2 \u{25cf} Daily"]);
}

#[test]
fn every_question_of_the_flagship_fits_every_screen() {
    let questionnaire = flagship();
    let mut session = start(&questionnaire);
    for question in questionnaire.question_indices() {
        if session.apply(Action::Jump(question)).is_err() {
            continue;
        }
        session.spend(Duration::from_secs(9));
        for size in [(60, 20), (80, 24), (100, 30), (200, 60)] {
            for selected in [0, options(&questionnaire[question].kind).saturating_sub(1)] {
                for explained in [false, true] {
                    let Place::Question(card) = session.view().place else { panic!("no question") };
                    let state = State { selected, moved: true, ..State::new(&card) };
                    let shown = screen(&session, Some(&state), explained, size, PLAIN);
                    assert!(shown.contains('\u{276f}'), "the mark is out of sight:\n{shown}");
                    let keys = shown.lines().last().unwrap_or_default();
                    assert!(keys.contains("? all keys") && keys.contains("q quit"), "{keys}");
                }
            }
        }
    }
}

#[test]
fn no_screen_is_too_small_to_draw_on() {
    let questionnaire = flagship();
    let session = start(&questionnaire);
    for columns in 1..30 {
        for rows in 1..12 {
            screen(&session, None, true, (columns, rows), PLAIN);
        }
    }
}
