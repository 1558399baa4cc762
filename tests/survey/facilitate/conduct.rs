//! A meeting with somebody who asks and a place that keeps.

use super::*;

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
