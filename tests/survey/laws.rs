use proptest::prelude::*;

use super::*;
use standpoint::answers::Confidence;
use standpoint::survey::Reply;

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<bool>().prop_map(Value::YesNo),
        proptest::collection::btree_set(0..3usize, 0..3)
            .prop_map(|set| Value::Multiple(set.into_iter().collect())),
        (-1.0..60.0f64).prop_map(Value::Number),
        (0..4usize).prop_map(Value::Choice),
        "[a-z ]{0,3}".prop_map(Value::Text),
    ]
}

pub fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        8 => value().prop_map(Action::Answer),
        1 => proptest::option::of("[a-z ]{0,4}").prop_map(|reason| Action::NotApplicable { reason }),
        1 => Just(Action::Unknown),
        1 => Just(Action::Clear),
        1 => proptest::option::of("[a-z ]{0,4}").prop_map(Action::Note),
        1 => proptest::collection::vec("[a-z ]{0,4}", 0..3).prop_map(Action::Evidence),
        1 => Just(Action::Confidence(Some(Confidence::Low))),
        2 => Just(Action::Back),
        2 => Just(Action::Forward),
        1 => Just(Action::Skip),
        1 => (0..6usize).prop_map(|index| Action::Jump(QuestionIx(index))),
        1 => Just(Action::JumpToEnd),
        2 => Just(Action::Undo),
        1 => Just(Action::TakeOver),
    ]
}

proptest! {
    #[test]
    fn a_session_replays_from_its_log(actions in proptest::collection::vec(action(), 0..60)) {
        let questionnaire = branching();
        let mut session = start(&questionnaire);
        for action in actions {
            let _ = session.apply(action);
        }
        let mut again = start(&questionnaire);
        for Reply { action, took } in session.log() {
            again.spend(*took);
            again.apply(action.clone()).expect("what was possible once is possible again");
        }
        prop_assert_eq!(again.sheet(), session.sheet());
        prop_assert_eq!(again.cursor(), session.cursor());
    }

    #[test]
    fn the_cursor_is_always_at_a_question_that_is_asked(actions in proptest::collection::vec(action(), 0..60)) {
        let questionnaire = branching();
        let mut session = start(&questionnaire);
        for action in actions {
            let before = (session.sheet().clone(), session.cursor());
            if session.apply(action).is_err() {
                prop_assert_eq!(before, (session.sheet().clone(), session.cursor()));
            }
            prop_assert!(session.cursor().is_none_or(|at| session.questions().any(|asked| asked == at)));
            let progress = session.progress();
            prop_assert_eq!(progress.asked, session.questions().count());
            prop_assert_eq!(progress.open, session.open().count());
            prop_assert_eq!(progress.said(), progress.answered + progress.unknown + progress.not_applicable);
            prop_assert!(progress.skipped <= progress.open);
        }
    }

    #[test]
    fn undoing_everything_leads_back_to_the_first_sheet(actions in proptest::collection::vec(action(), 0..60)) {
        let questionnaire = branching();
        let mut session = start(&questionnaire);
        for action in actions {
            let _ = session.apply(action);
        }
        while session.apply(Action::Undo).is_ok() {}
        prop_assert_eq!(session.sheet(), &AnswerSheet::new(&questionnaire));
    }
}
