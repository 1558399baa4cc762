//! What votes point to, and how far they lie apart.

use super::*;

fn tally(questionnaire: &Questionnaire, question: QuestionIx, votes: &[Response]) -> Tally {
    Tally::count(&questionnaire[question], votes)
}

fn choices(votes: &[usize]) -> Vec<Response> {
    votes.iter().map(|option| Response::Answered(Value::Choice(*option))).collect()
}

fn numbers(votes: &[f64]) -> Vec<Response> {
    votes.iter().map(|number| Response::Answered(Value::Number(*number))).collect()
}

fn sets(votes: &[&[usize]]) -> Vec<Response> {
    votes.iter().map(|set| Response::Answered(Value::Multiple(set.to_vec()))).collect()
}

#[test]
fn votes_point_to_an_answer_or_to_none() {
    let questionnaire = branching();
    let answer = |value| Some(Response::Answered(value));
    let unsure = |votes: Vec<Response>, unknown: usize| [votes, vec![Response::Unknown; unknown]].concat();
    let choice = |option| answer(Value::Choice(option));
    let number = |number| answer(Value::Number(number));
    let set = |set: &[usize]| answer(Value::Multiple(set.to_vec()));
    for (question, votes, expected, basis) in [
        (HABIT, choices(&[]), None, None),
        (HABIT, choices(&[2]), choice(2), Some(Basis::All)),
        (HABIT, choices(&[1, 1, 1]), choice(1), Some(Basis::All)),
        (HABIT, choices(&[0, 2, 2]), choice(2), Some(Basis::Most(2))),
        (HABIT, choices(&[0, 1, 2]), choice(1), Some(Basis::Middle)),
        (HABIT, choices(&[0, 2]), None, None),
        (HABIT, choices(&[0, 0, 2, 2]), None, None),
        (HABIT, choices(&[0, 0, 1, 2, 2]), choice(1), Some(Basis::Middle)),
        (HABIT, unsure(choices(&[0, 0, 1]), 2), choice(0), Some(Basis::Most(2))),
        (HABIT, unsure(choices(&[0]), 2), Some(Response::Unknown), Some(Basis::Most(2))),
        (HABIT, unsure(choices(&[0]), 1), None, None),
        (HABIT, unsure(choices(&[]), 3), Some(Response::Unknown), Some(Basis::All)),
        (AGE, numbers(&[3.0, 40.0, 5.0]), number(5.0), Some(Basis::Middle)),
        (AGE, numbers(&[3.0, 40.0]), None, None),
        (AGE, numbers(&[3.0, 5.0, 5.0, 40.0]), number(5.0), Some(Basis::Middle)),
        (PARTS, sets(&[&[0], &[0, 1], &[1]]), set(&[0, 1]), Some(Basis::Majority)),
        (PARTS, sets(&[&[0], &[0, 1], &[2]]), set(&[0]), Some(Basis::Majority)),
        (PARTS, sets(&[&[0], &[1]]), None, None),
        (PARTS, sets(&[&[0], &[2], &[2]]), set(&[2]), Some(Basis::Majority)),
    ] {
        let proposal = tally(&questionnaire, question, &votes).proposal(&questionnaire[question]);
        assert_eq!(proposal.as_ref().map(|p| p.basis), basis, "{votes:?}");
        assert_eq!(proposal.map(|p| p.response), expected, "{votes:?}");
    }
}

#[test]
fn the_spread_is_the_share_of_the_scale_between_the_outermost_votes() {
    let questionnaire = branching();
    let yes_no = |votes: &[bool]| votes.iter().map(|yes| Response::Answered(Value::YesNo(*yes))).collect();
    let one_unknown = [choices(&[0]), vec![Response::Unknown]].concat();
    for (question, votes, unanimous, spread) in [
        (HABIT, choices(&[]), None, None),
        (HABIT, choices(&[1]), None, None),
        (HABIT, choices(&[1, 1]), Some(true), Some(0.0)),
        (HABIT, choices(&[0, 1]), Some(false), Some(0.5)),
        (HABIT, choices(&[2, 1, 0]), Some(false), Some(1.0)),
        (HABIT, one_unknown, Some(false), None),
        (HABIT, vec![Response::Unknown; 2], Some(true), None),
        (OWNS, yes_no(&[true, true]), Some(true), Some(0.0)),
        (OWNS, yes_no(&[true, false]), Some(false), Some(1.0)),
        (AGE, numbers(&[2.0, 7.0]), Some(false), Some(0.5)),
        (AGE, numbers(&[5.0, 50.0]), Some(false), Some(0.5)),
        (AGE, numbers(&[20.0, 50.0]), Some(false), Some(0.0)),
        (PARTS, sets(&[&[0], &[0, 1], &[0]]), Some(false), Some(1.0 / 3.0)),
    ] {
        let tally = tally(&questionnaire, question, &votes);
        assert_eq!(tally.unanimous(), unanimous, "{votes:?}");
        assert_eq!(tally.spread(&questionnaire[question]), spread, "{votes:?}");
    }
}

#[test]
fn reasons_make_no_different_votes() {
    let questionnaire = branching();
    let reason = |reason: &str| Response::NotApplicable { reason: Some(reason.to_owned()) };
    assert_eq!(tally(&questionnaire, HABIT, &[reason("a"), reason("b")]).unanimous(), Some(true));
}

#[test]
fn the_widest_spreads_come_first_and_nobody_is_named() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann", "ben"]);
    perform(&mut meeting, [aye(), aye(), Move::Reveal, Move::Agree]);
    let parts = |set: &[usize]| vote(Value::Multiple(set.to_vec()));
    perform(&mut meeting, [parts(&[0]), parts(&[0, 1]), Move::Reveal, Move::Team(Action::Unknown)]);
    perform(
        &mut meeting,
        [vote(Value::Choice(0)), vote(Value::Choice(2)), Move::Reveal, Move::Team(Action::Skip)],
    );
    let agreement = agreement(&meeting);
    assert_eq!((agreement.voted, agreement.unanimous), (3, 1));
    let apart: Vec<_> = agreement.apart.iter().map(|(question, _)| *question).collect();
    assert_eq!(apart, [HABIT, PARTS]);
}
