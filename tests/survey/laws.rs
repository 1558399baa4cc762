use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use standpoint::answers::{self, Confidence, Syntax};
use standpoint::questionnaire::{Kind, catalogue};
use standpoint::scoring::{Estimate, Score, Scores, score};
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

    #[test]
    fn whatever_a_session_ends_with_is_kept_and_scored_without_complaint(
        actions in proptest::collection::vec(action(), 0..60),
    ) {
        let questionnaire = branching();
        let mut session = start(&questionnaire);
        for action in actions {
            let _ = session.apply(action);
        }
        scores_without_complaint(session);
    }

    #[test]
    fn so_is_a_session_of_a_whole_questionnaire(walk in proptest::collection::vec(any::<(u8, u8)>(), 0..90)) {
        let questionnaire = &*FLAGSHIP;
        let mut session = Session::new(questionnaire, AnswerSheet::new(questionnaire), Options::default());
        for (what, which) in walk {
            let Some(at) = session.cursor() else { break };
            let action = match what {
                0..=9 => Action::Unknown,
                10..=19 => Action::NotApplicable { reason: Some("we own none".to_owned()) },
                20..=29 => Action::Skip,
                30..=39 => Action::Back,
                40..=49 => Action::Undo,
                50..=59 => Action::Jump(QuestionIx(usize::from(which) % questionnaire.questions().len())),
                60..=69 => Action::Note(Some("since May".to_owned())),
                _ => Action::Answer(some_answer(&questionnaire[at].kind, usize::from(which))),
            };
            let _ = session.apply(action);
        }
        scores_without_complaint(session);
    }
}

static FLAGSHIP: LazyLock<Questionnaire> =
    LazyLock::new(|| compile(&catalogue::sources("devops-itops").unwrap()).unwrap().questionnaire);

fn some_answer(kind: &Kind, which: usize) -> Value {
    match kind {
        Kind::Choice(options) => Value::Choice(which % options.len()),
        Kind::Multiple { options, .. } => Value::Multiple(vec![which % options.len()]),
        Kind::Number(_) => Value::Number(which as f64),
        Kind::YesNo => Value::YesNo(which.is_multiple_of(2)),
        Kind::Text => Value::Text("as always".to_owned()),
    }
}

/// Ends a session, writes its answers, reads them again, and scores them: nothing warns, nothing is out of its range.
fn scores_without_complaint(mut session: Session<'_>) {
    session.apply(Action::Quit).expect("one may always quit");
    assert!(session.ended());
    let (questionnaire, sheet) = (session.questionnaire(), session.sheet());
    let source = Source::new("team.toml", answers::to_toml(questionnaire, sheet));
    let read = answers::read(&source, Syntax::Toml, questionnaire).unwrap_or_else(|e| panic!("{e}"));
    // That an answer is kept whose question is not asked is said to who reads the file; nothing else is.
    let kept = answers::discounted(questionnaire, sheet).len();
    assert_eq!(read.warnings.iter().count(), kept, "{}", read.warnings);
    let entries =
        |sheet: &AnswerSheet| sheet.entries().map(|(at, entry)| (at, entry.clone())).collect::<Vec<_>>();
    assert_eq!(entries(&read.sheet), entries(sheet));
    let scores = Scores::from(&score(questionnaire, &read.sheet));
    for judged in scores.traits.iter().chain(&scores.dimensions).chain(&scores.poles) {
        if let Score::Scored(Estimate { point, low, high }) = judged {
            assert!(0.0 <= *low && low <= point && point <= high && *high <= 1.0, "{judged:?}");
        }
    }
}
