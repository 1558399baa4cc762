//! The steps of a meeting.

use super::*;

#[test]
fn members_vote_in_turn_the_votes_are_revealed_and_the_team_agrees() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann", "ben", "cy"]);
    assert_eq!(meeting.stage(), Stage::Vote(0));
    perform(&mut meeting, [aye(), nay()]);
    assert_eq!((meeting.stage(), meeting.turns()), (Stage::Vote(2), (2, 3)));
    assert_eq!(meeting.apply(Move::Reveal), Err(Refusal::NoVote));
    assert_eq!(meeting.apply(Move::Agree), Err(Refusal::NotRevealed));
    assert_eq!(meeting.apply(Move::Team(yes())), Err(Refusal::NotRevealed));
    perform(&mut meeting, [aye()]);
    assert_eq!(meeting.stage(), Stage::Ready);
    assert_eq!(meeting.apply(Move::Team(yes())), Err(Refusal::NotRevealed));
    perform(&mut meeting, [Move::Reveal]);
    assert_eq!(meeting.tally(OWNS).options, [2, 1]);
    assert_eq!(answered(meeting.team().sheet(), OWNS), None, "nothing is agreed on by itself");
    perform(&mut meeting, [Move::Agree]);
    assert_eq!(answered(meeting.team().sheet(), OWNS), Some(&Response::Answered(Value::YesNo(true))));
    assert_eq!((meeting.team().cursor(), meeting.stage()), (Some(PARTS), Stage::Vote(0)));
    assert_eq!(voted(&meeting, 1, OWNS), Some(Response::Answered(Value::YesNo(false))));
}

#[test]
fn what_is_asked_follows_the_agreed_answers_and_not_the_votes() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann", "ben"]);
    perform(&mut meeting, [aye(), aye(), Move::Reveal, Move::Team(no())]);
    assert_eq!(meeting.team().cursor(), Some(HABIT));
    assert!(!meeting.team().questions().any(|question| question == PARTS));
}

#[test]
fn a_text_is_asked_of_the_team_once() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann", "ben"]);
    perform(&mut meeting, [Move::Team(Action::Jump(REMARK))]);
    assert_eq!(meeting.stage(), Stage::Together);
    assert_eq!(meeting.apply(Move::Vote(Response::Unknown)), Err(Refusal::NoVote));
    perform(&mut meeting, [Move::Team(Action::Answer(Value::Text("well".to_owned())))]);
    assert!(answered(meeting.team().sheet(), REMARK).is_some());
}

#[test]
fn a_vote_that_does_not_fit_is_refused_without_being_repeated() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann"]);
    perform(&mut meeting, [Move::Team(Action::Jump(HABIT))]);
    let refusal = meeting.apply(vote(Value::Choice(777))).unwrap_err();
    assert_eq!(refusal, Refusal::UnfitVote);
    assert!(!refusal.to_string().contains("777"));
    assert_eq!(meeting.stage(), Stage::Vote(0));
}

#[test]
fn one_abstains_goes_back_and_votes_again() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann", "ben"]);
    assert_eq!(meeting.apply(Move::Back), Err(Refusal::Session(Rejection::AtStart)));
    perform(&mut meeting, [aye(), Move::Back]);
    assert_eq!(meeting.stage(), Stage::Vote(0));
    perform(&mut meeting, [nay(), Move::Abstain, Move::Reveal]);
    assert_eq!((meeting.tally(OWNS).options, meeting.tally(OWNS).votes), (vec![0, 1], 1));
    perform(&mut meeting, [Move::Again]);
    assert_eq!(meeting.stage(), Stage::Vote(0));
    assert_eq!(meeting.tally(OWNS).votes, 1, "the vote so far stands until it is replaced");
    perform(&mut meeting, [aye(), aye(), Move::Reveal]);
    assert_eq!(meeting.tally(OWNS).options, [2, 0]);
    perform(&mut meeting, [Move::Again, Move::Abstain, Move::Abstain, Move::Reveal]);
    assert_eq!(meeting.tally(OWNS).votes, 0);
    assert_eq!(meeting.apply(Move::Agree), Err(Refusal::NoProposal));
}

#[test]
fn undo_takes_back_votes_and_agreed_answers_in_turn() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann", "ben"]);
    let undo = || Move::Team(Action::Undo);
    perform(&mut meeting, [aye(), nay(), Move::Reveal, Move::Dissent("ben".to_owned()), Move::Team(no())]);
    perform(&mut meeting, [undo()]);
    assert_eq!((meeting.team().cursor(), meeting.stage()), (Some(OWNS), Stage::Revealed));
    assert!(dissent_in(meeting.team().sheet().get(OWNS)).is_some());
    perform(&mut meeting, [undo()]);
    assert_eq!(meeting.team().sheet().get(OWNS), None, "a dissent is one step");
    perform(&mut meeting, [undo()]);
    assert_eq!((meeting.stage(), voted(&meeting, 1, OWNS)), (Stage::Vote(1), None));
    perform(&mut meeting, [undo()]);
    assert_eq!((meeting.stage(), voted(&meeting, 0, OWNS)), (Stage::Vote(0), None));
    assert_eq!(meeting.apply(undo()), Err(Refusal::Session(Rejection::NothingToUndo)));
    perform(&mut meeting, [aye()]);
    assert_eq!(meeting.stage(), Stage::Vote(1));
}

#[test]
fn a_dissent_is_a_note_and_makes_the_answer_unsure() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann", "ben"]);
    assert_eq!(meeting.apply(Move::Dissent("x".to_owned())), Err(Refusal::NotRevealed));
    perform(&mut meeting, [aye(), nay(), Move::Reveal, Move::Team(Action::Note(Some("rented".to_owned())))]);
    perform(
        &mut meeting,
        [Move::Dissent("racks in the cellar".to_owned()), Move::Team(no()), Move::Team(Action::Jump(OWNS))],
    );
    let entry = meeting.team().sheet().get(OWNS).unwrap().clone();
    assert_eq!(entry.note.as_deref(), Some("rented Dissent: racks in the cellar"));
    assert_eq!(entry.confidence, Some(Confidence::Low));
    assert_eq!(agreement(&meeting).dissent, [OWNS]);
    perform(&mut meeting, [Move::Dissent(String::new())]);
    let entry = meeting.team().sheet().get(OWNS).unwrap();
    assert_eq!((entry.note.as_deref(), entry.confidence), (Some("rented"), None));
}

#[test]
fn members_join_leave_and_come_back() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann", "ben"]);
    perform(&mut meeting, [aye(), Move::Join(Box::new(member(&questionnaire, "cy")))]);
    assert_eq!(meeting.turns(), (1, 3));
    let again = Move::Join(Box::new(member(&questionnaire, "Cy")));
    assert_eq!(meeting.apply(again), Err(Refusal::NameTaken), "capitals do not matter");
    perform(&mut meeting, [Move::Leave(1)]);
    assert_eq!(meeting.stage(), Stage::Vote(2), "nobody waits for who has left");
    perform(&mut meeting, [nay(), Move::Leave(0), Move::Reveal]);
    assert_eq!(meeting.tally(OWNS).votes, 2, "who leaves keeps their vote");
    assert_eq!(meeting.apply(Move::Leave(2)), Err(Refusal::LastMember));
    assert_eq!(meeting.apply(Move::Leave(0)), Err(Refusal::NoMember));
    assert_eq!(meeting.apply(Move::Leave(9)), Err(Refusal::NoMember));
    perform(&mut meeting, [Move::Return(0), Move::Team(no())]);
    assert_eq!(meeting.turns(), (0, 2));
    perform(&mut meeting, [vote(Value::Choice(0)), vote(Value::Choice(0))]);
    assert_eq!(meeting.stage(), Stage::Ready);
    perform(&mut meeting, [Move::Return(1)]);
    assert_eq!(meeting.stage(), Stage::Vote(1), "who is back in time votes");
}

#[test]
fn votes_that_were_given_before_need_not_be_given_again_but_are_not_revealed_either() {
    let questionnaire = branching();
    let mut ann = member(&questionnaire, "ann");
    ann.sheet.set(OWNS, Some(Response::Unknown.into()));
    let mut away = member(&questionnaire, "dora");
    away.present = false;
    let team = AnswerSheet::new(&questionnaire);
    let members = vec![ann, member(&questionnaire, "ben"), away];
    let mut meeting = Meeting::new(&questionnaire, team, members, Options::default());
    assert_eq!((meeting.stage(), meeting.turns()), (Stage::Vote(1), (0, 1)));
    perform(&mut meeting, [aye()]);
    assert_eq!(meeting.stage(), Stage::Ready);
    // A question that is left before the reveal stays hidden.
    perform(&mut meeting, [Move::Team(Action::Jump(HABIT)), Move::Team(Action::Jump(OWNS))]);
    assert_eq!(meeting.stage(), Stage::Ready);
    perform(&mut meeting, [Move::Reveal, Move::Team(Action::Skip), Move::Team(Action::Jump(OWNS))]);
    assert_eq!(meeting.stage(), Stage::Revealed, "what was revealed stays so");
}

#[test]
fn votes_bear_their_day_where_it_is_another_than_that_of_the_file() {
    let questionnaire = branching();
    let mut ann = member(&questionnaire, "ann");
    ann.sheet.subject.date = Some(date(2026, 1, 1));
    let options = Options { today: Some(date(2026, 2, 2)), ..Options::default() };
    let mut meeting = Meeting::new(&questionnaire, AnswerSheet::new(&questionnaire), vec![ann], options);
    perform(&mut meeting, [aye()]);
    let entry = meeting.members()[0].sheet.get(OWNS).unwrap();
    assert_eq!(entry.date, Some(date(2026, 2, 2)));
    perform(&mut meeting, [Move::Back, Move::Abstain]);
    assert_eq!(meeting.members()[0].sheet.get(OWNS), None, "no vote leaves no date");
}
