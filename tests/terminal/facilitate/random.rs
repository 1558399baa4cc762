//! Random keys in a meeting: every file says what the machine says.

use std::thread;
use std::time::{Duration, Instant};

use standpoint::questionnaire::Kind;
use standpoint::survey::facilitate::{Meeting, Member, Move, Stage};
use standpoint::survey::{Action, Options};

use super::super::harness::Dice;
use super::*;

/// Returns an answer to the question that the meeting is at, and the keys that give it.
fn random_answer(dice: &mut Dice, kind: &Kind) -> (String, Value) {
    match kind {
        Kind::Choice(options) => {
            let option = dice.roll(options.len());
            ((option + 1).to_string(), Value::Choice(option))
        }
        Kind::Multiple { options, .. } => {
            let option = dice.roll(options.len());
            (format!("{}\r", option + 1), Value::Multiple(vec![option]))
        }
        Kind::Number(_) => {
            let number = dice.roll(5000);
            (format!("{number}\r"), Value::Number(number as f64))
        }
        Kind::YesNo => {
            let yes = dice.roll(2) == 0;
            (if yes { "y" } else { "n" }.to_owned(), Value::YesNo(yes))
        }
        Kind::Text => ("\rwell\r".to_owned(), Value::Text("well".to_owned())),
    }
}

/// Presses random keys where the meeting is; returns them and what they mean.
fn press(dice: &mut Dice, meeting: &Meeting<'_>) -> (String, Move) {
    let team = meeting.team();
    let Some(question) = team.cursor() else { return ("\u{1b}[D".to_owned(), Move::Back) };
    let kind = &team.questionnaire()[question].kind;
    let unanswered = team.sheet().get(question).is_none_or(|entry| entry.response.is_none());
    let said = |keys: &str, wanted| (keys.to_owned(), wanted);
    match dice.roll(12) {
        0 => return said("\u{1b}[D", Move::Back),
        1 => return said("\u{1b}[C", Move::Team(Action::Forward)),
        2 => return said("u", Move::Team(Action::Undo)),
        _ => {}
    }
    match meeting.stage() {
        Stage::Vote(_) => match dice.roll(8) {
            0 => said("d", Move::Vote(Response::Unknown)),
            1 => said("x", Move::Vote(Response::NotApplicable { reason: None })),
            2 => said("s", Move::Abstain),
            _ => {
                let (keys, value) = random_answer(dice, kind);
                (keys, Move::Vote(Response::Answered(value)))
            }
        },
        Stage::Ready => said("\r", Move::Reveal),
        // Marks that are there already would be taken away by their digits.
        Stage::Revealed if unanswered || !matches!(kind, Kind::Multiple { .. }) => match dice.roll(6) {
            0 => said("b", Move::Again),
            1 | 2 => said("a", Move::Agree),
            3 => said("s", Move::Team(Action::Skip)),
            _ => {
                let (keys, value) = random_answer(dice, kind);
                (keys, Move::Team(Action::Answer(value)))
            }
        },
        Stage::Revealed => said("b", Move::Again),
        Stage::Together if unanswered => {
            let (keys, value) = random_answer(dice, kind);
            (keys, Move::Team(Action::Answer(value)))
        }
        Stage::Together | Stage::End => said("d", Move::Team(Action::Unknown)),
    }
}

#[test]
fn after_random_keys_every_file_says_what_the_machine_says() {
    let mut dice = Dice(20_261_125);
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 24), &[]);
    terminal.shows("ann, your vote");
    let empty = AnswerSheet::new(&place.questionnaire);
    let member = |name: &str| Member { name: name.to_owned(), sheet: empty.clone(), present: true };
    let members = vec![member("ann"), member("ben")];
    let mut meeting = Meeting::new(&place.questionnaire, empty.clone(), members, Options::default());
    for _ in 0..60 {
        let mut typed = String::new();
        for _ in 0..6 {
            let (keys, wanted) = press(&mut dice, &meeting);
            let _ = meeting.apply(wanted);
            typed.push_str(&keys);
        }
        terminal.send(&typed);
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            terminal.drain();
            let same = |file: Option<AnswerSheet>, sheet: &AnswerSheet| {
                file.unwrap_or_else(|| empty.clone()).entries().eq(sheet.entries())
            };
            if same(place.sheet(), meeting.team().sheet())
                && same(votes(&place, "ann"), &meeting.members()[0].sheet)
                && same(votes(&place, "ben"), &meeting.members()[1].sheet)
            {
                break;
            }
            assert!(
                Instant::now() < end,
                "after {typed:?} the files do not say what the machine says at {:?}; the screen shows\n{}",
                meeting.stage(),
                terminal.text()
            );
            thread::sleep(Duration::from_millis(1));
        }
    }
    let progress = meeting.team().progress();
    assert!(progress.said() > 3, "the walk gets somewhere");
    terminal.shows(&format!("{} of {} done", progress.said(), progress.asked));
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}
