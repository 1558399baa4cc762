use std::collections::VecDeque;
use std::time::Duration;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use standpoint::answers::{Confidence, Entry};
use standpoint::survey::facilitate::{
    Archive, Basis, Host, Meeting, Member, Move, News, Refusal, Request, Said, Stage, Tally, Whose,
    agreement, conduct, dissent_in,
};
use standpoint::survey::{Rejection, Stored};

fn member(questionnaire: &Questionnaire, name: &str) -> Member {
    Member { name: name.to_owned(), sheet: AnswerSheet::new(questionnaire), present: true }
}

fn meet<'q>(questionnaire: &'q Questionnaire, names: &[&str]) -> Meeting<'q> {
    let members = names.iter().map(|name| member(questionnaire, name)).collect();
    Meeting::new(questionnaire, AnswerSheet::new(questionnaire), members, Options::default())
}

fn vote(value: Value) -> Move {
    Move::Vote(Response::Answered(value))
}

fn aye() -> Move {
    vote(Value::YesNo(true))
}

fn nay() -> Move {
    vote(Value::YesNo(false))
}

fn perform(meeting: &mut Meeting<'_>, moves: impl IntoIterator<Item = Move>) {
    for wanted in moves {
        meeting.apply(wanted.clone()).unwrap_or_else(|refusal| panic!("{wanted:?}: {refusal}"));
    }
}

fn voted(meeting: &Meeting<'_>, member: usize, question: QuestionIx) -> Option<Response> {
    meeting.members()[member].sheet.get(question)?.response.clone()
}

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

/// Does what it is told, and remembers what was said.
struct Script(VecDeque<Request>, Vec<String>);

impl Host for Script {
    type Error = &'static str;

    fn ask(&mut self, _: &Meeting<'_>) -> Result<Said, Self::Error> {
        let request = self.0.pop_front().ok_or("everybody has gone")?;
        Ok(Said { request, took: Duration::from_secs(1) })
    }

    fn tell(&mut self, _: &Meeting<'_>, news: News<'_>) {
        self.1.push(match news {
            News::Done(..) => "done".to_owned(),
            News::Refused(refusal) => refusal.to_string(),
            News::NotOpened(error) => error.to_string(),
            News::NotStored(error) => format!("not stored: {error}"),
            News::Reread => "reread".to_owned(),
        });
    }
}

/// Keeps sheets in memory. It may be full, and may find that somebody has changed a sheet.
#[derive(Default)]
struct Shelf {
    kept: Vec<(Whose, AnswerSheet)>,
    full: bool,
    theirs: Option<AnswerSheet>,
}

impl Archive for Shelf {
    type Error = &'static str;

    fn save(
        &mut self,
        whose: Whose,
        sheet: &AnswerSheet,
        changed: QuestionIx,
    ) -> Result<Stored, Self::Error> {
        if self.full {
            return Err("the shelf is full");
        }
        self.kept.retain(|(other, _)| *other != whose);
        if let Some(mut theirs) = self.theirs.take() {
            theirs.set(changed, sheet.get(changed).cloned());
            self.kept.push((whose, theirs.clone()));
            return Ok(Stored::Merged(Box::new(theirs)));
        }
        self.kept.push((whose, sheet.clone()));
        Ok(Stored::AsGiven)
    }

    fn open(&mut self, name: &str, team: &AnswerSheet) -> Result<AnswerSheet, Self::Error> {
        if name == "mallory" { Err("no place for mallory") } else { Ok(team.clone()) }
    }
}

fn run(meeting: &mut Meeting<'_>, shelf: &mut Shelf, requests: Vec<Request>) -> Vec<String> {
    let mut script = Script(requests.into(), Vec::new());
    assert_eq!(conduct(meeting, &mut script, shelf), Err("everybody has gone"));
    script.1
}

#[test]
fn every_vote_and_every_agreed_answer_is_stored_where_it_belongs() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann", "ben"]);
    let mut shelf = Shelf::default();
    let moves = [aye(), nay(), Move::Reveal, Move::Team(no()), Move::Team(Action::Undo), Move::Team(yes())];
    let said = run(&mut meeting, &mut shelf, moves.into_iter().map(Request::Move).collect());
    assert_eq!(said, ["done"; 6]);
    for (whose, kept) in &shelf.kept {
        let sheet = match whose {
            Whose::Team => meeting.team().sheet(),
            Whose::Member(member) => &meeting.members()[*member].sheet,
        };
        assert_eq!(kept, sheet, "{whose:?}");
    }
    assert_eq!(shelf.kept.len(), 3);
}

#[test]
fn a_vote_that_cannot_be_stored_is_taken_back() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann"]);
    let mut shelf = Shelf { full: true, ..Shelf::default() };
    assert_eq!(run(&mut meeting, &mut shelf, vec![Request::Move(aye())]), ["not stored: the shelf is full"]);
    assert_eq!((meeting.stage(), voted(&meeting, 0, OWNS)), (Stage::Vote(0), None));
}

#[test]
fn a_changed_file_of_a_member_is_read_and_who_has_no_place_does_not_join() {
    let questionnaire = branching();
    let mut meeting = meet(&questionnaire, &["ann"]);
    let mut theirs = AnswerSheet::new(&questionnaire);
    theirs.set(HABIT, Some(Entry::from(Response::Unknown)));
    let mut shelf = Shelf { theirs: Some(theirs), ..Shelf::default() };
    let requests = vec![
        Request::Move(aye()),
        Request::Join("mallory".to_owned()),
        Request::Join("ben".to_owned()),
        Request::Join("BEN".to_owned()),
    ];
    let said = run(&mut meeting, &mut shelf, requests);
    let taken = Refusal::NameTaken.to_string();
    assert_eq!(said, ["done", "reread", "no place for mallory", "done", taken.as_str()]);
    assert_eq!(voted(&meeting, 0, HABIT), Some(Response::Unknown));
    assert_eq!(voted(&meeting, 0, OWNS), Some(Response::Answered(Value::YesNo(true))));
    assert_eq!(meeting.members().len(), 2);
}

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
