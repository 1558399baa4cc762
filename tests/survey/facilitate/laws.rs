//! What holds for any meeting.

use super::*;

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => any::<bool>().prop_map(Value::YesNo),
        2 => proptest::collection::btree_set(0..3usize, 0..3)
            .prop_map(|set| Value::Multiple(set.into_iter().collect())),
        2 => (0.0..60.0f64).prop_map(Value::Number),
        2 => (0..4usize).prop_map(Value::Choice),
        1 => "[a-z ]{0,3}".prop_map(Value::Text),
    ]
}

fn any_move() -> impl Strategy<Value = Move> {
    let team = prop_oneof![
        4 => value().prop_map(Action::Answer),
        1 => Just(Action::Unknown),
        1 => Just(Action::NotApplicable { reason: None }),
        1 => Just(Action::Clear),
        1 => Just(Action::Note(Some("n".to_owned()))),
        1 => Just(Action::Skip),
        1 => Just(Action::Forward),
        1 => (0..6usize).prop_map(|index| Action::Jump(QuestionIx(index))),
        1 => Just(Action::JumpToEnd),
        2 => Just(Action::Undo),
    ];
    prop_oneof![
        12 => value().prop_map(|value| Move::Vote(Response::Answered(value))),
        2 => Just(Move::Vote(Response::Unknown)),
        1 => Just(Move::Vote(Response::NotApplicable { reason: None })),
        1 => Just(Move::Abstain),
        6 => Just(Move::Reveal),
        1 => Just(Move::Again),
        4 => Just(Move::Agree),
        1 => "[a-z ]{0,3}".prop_map(Move::Dissent),
        2 => Just(Move::Back),
        1 => (0..4usize).prop_map(Move::Leave),
        1 => (0..4usize).prop_map(Move::Return),
        1 => "[a-e]".prop_map(|name| {
            Move::Join(Box::new(member(&branching(), &name)))
        }),
        8 => team.prop_map(Move::Team),
    ]
}

/// What a meeting knows that lasts.
fn state(meeting: &Meeting<'_>) -> (AnswerSheet, Vec<Member>, Stage, Option<QuestionIx>) {
    let team = meeting.team();
    (team.sheet().clone(), meeting.members().to_vec(), meeting.stage(), team.cursor())
}

proptest! {
    #[test]
    fn a_meeting_replays_from_its_log_and_a_refusal_changes_nothing(
        moves in proptest::collection::vec(any_move(), 0..80)
    ) {
        let questionnaire = branching();
        let mut meeting = meet(&questionnaire, &["a", "b"]);
        for wanted in moves {
            let before = state(&meeting);
            if meeting.apply(wanted).is_err() {
                prop_assert_eq!(before, state(&meeting));
            }
        }
        let mut again = meet(&questionnaire, &["a", "b"]);
        for wanted in meeting.log() {
            again.apply(wanted.clone()).expect("what was possible once is possible again");
        }
        prop_assert_eq!(state(&again), state(&meeting));
    }

    #[test]
    fn each_move_changes_no_more_than_the_entry_that_it_names(
        moves in proptest::collection::vec(any_move(), 0..80)
    ) {
        let questionnaire = branching();
        let mut meeting = meet(&questionnaire, &["a", "b"]);
        for wanted in moves {
            let before = meeting.clone();
            let Ok(outcome) = meeting.apply(wanted.clone()) else { continue };
            for question in questionnaire.question_indices() {
                for (member, other) in before.members().iter().enumerate() {
                    let same = other.sheet.get(question) == meeting.members()[member].sheet.get(question);
                    prop_assert!(same || outcome.changed == Some((Whose::Member(member), question)), "{wanted:?}");
                }
                let same = before.team().sheet().get(question) == meeting.team().sheet().get(question);
                prop_assert!(same || outcome.changed == Some((Whose::Team, question)), "{wanted:?}");
            }
        }
    }

    #[test]
    fn only_a_vote_of_who_is_there_is_awaited_and_only_what_was_revealed_is_agreed_on(
        moves in proptest::collection::vec(any_move(), 0..80)
    ) {
        let questionnaire = branching();
        let mut meeting = meet(&questionnaire, &["a", "b"]);
        for wanted in moves {
            let stage = meeting.stage();
            let agrees = matches!(wanted, Move::Agree | Move::Team(Action::Answer(_) | Action::Unknown));
            let done = meeting.apply(wanted).is_ok();
            prop_assert!(!done || !agrees || matches!(stage, Stage::Revealed | Stage::Together));
            match meeting.stage() {
                Stage::Vote(member) => prop_assert!(meeting.members()[member].present),
                Stage::End => prop_assert_eq!(meeting.team().cursor(), None),
                Stage::Ready | Stage::Revealed | Stage::Together => prop_assert!(meeting.team().cursor().is_some()),
            }
            let (turn, all) = meeting.turns();
            prop_assert!(turn <= all);
            prop_assert!(meeting.present().count() > 0);
        }
    }

    #[test]
    fn undoing_everything_leads_back_to_the_first_sheets(
        moves in proptest::collection::vec(any_move(), 0..80)
    ) {
        let questionnaire = branching();
        let mut meeting = meet(&questionnaire, &["a", "b"]);
        for wanted in moves {
            let _ = meeting.apply(wanted);
        }
        while meeting.apply(Move::Team(Action::Undo)).is_ok() {}
        let empty = AnswerSheet::new(&questionnaire);
        prop_assert_eq!(meeting.team().sheet(), &empty);
        prop_assert!(meeting.members().iter().all(|member| member.sheet == empty));
    }
}
