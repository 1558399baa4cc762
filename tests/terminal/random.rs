use standpoint::answers::{AnswerSheet, Confidence, Response};
use standpoint::questionnaire::{Kind, QuestionIx, Value};
use standpoint::survey::{Action, Options, Session};

use super::harness::{Dice, Place};

/// Presses a random key at the question the machine is at; returns the keys and what they mean.
fn press(dice: &mut Dice, session: &Session<'_>) -> (String, Option<Action>) {
    let at = session.cursor();
    let entry = at.and_then(|question| session.sheet().get(question));
    let said = |keys: &str, action| (keys.to_owned(), Some(action));
    match dice.roll(16) {
        0 => said("\u{1b}[D", Action::Back),
        1 => said("\u{1b}[C", Action::Forward),
        2 => said("s", Action::Skip),
        3 => said("d", Action::Unknown),
        4 => said("u", Action::Undo),
        5 => said("r", Action::Clear),
        6 if at.is_some() => said("xnone\r", Action::NotApplicable { reason: Some("none".to_owned()) }),
        7 if at.is_some() => {
            let next = match entry.and_then(|entry| entry.confidence) {
                None => Some(Confidence::Low),
                Some(Confidence::Low) => Some(Confidence::Medium),
                Some(Confidence::Medium) => Some(Confidence::High),
                Some(Confidence::High) => None,
            };
            said("c", Action::Confidence(next))
        }
        8 => said("\u{1b}[F", Action::JumpToEnd),
        9 => ("h\u{1b}[9~z".to_owned(), None),
        _ => answer(dice, session, at),
    }
}

fn answer(dice: &mut Dice, session: &Session<'_>, at: Option<QuestionIx>) -> (String, Option<Action>) {
    let Some(question) = at else { return ("\u{1b}[D".to_owned(), Some(Action::Back)) };
    let marked = match session.sheet().get(question).and_then(|entry| entry.response.as_ref()) {
        Some(Response::Answered(Value::Multiple(chosen))) => chosen.clone(),
        _ => Vec::new(),
    };
    let (keys, value) = match &session.questionnaire()[question].kind {
        Kind::Choice(options) => {
            let option = dice.roll(options.len());
            ((option + 1).to_string(), Value::Choice(option))
        }
        // All marks are taken away one by one before one is set.
        Kind::Multiple { options, .. } => {
            let option = dice.roll(options.len());
            let clear: String = marked.iter().map(|option| (option + 1).to_string()).collect();
            (format!("{clear}{}\r", option + 1), Value::Multiple(vec![option]))
        }
        // Some are above the largest number that is accepted: they stay where they are.
        Kind::Number(_) => {
            let number = dice.roll(6000);
            (format!("{number}\r"), Value::Number(number as f64))
        }
        Kind::YesNo => {
            let yes = dice.roll(2) == 0;
            (if yes { "y" } else { "n" }.to_owned(), Value::YesNo(yes))
        }
        Kind::Text => return ("d".to_owned(), Some(Action::Unknown)),
    };
    let refused = matches!(value, Value::Number(number) if number > 5000.0);
    let keys = if refused { format!("{keys}\u{7f}\u{7f}\u{7f}\u{7f}") } else { keys };
    (keys, Some(Action::Answer(value)))
}

/// How a sequence of keys ends: the key, what it means, and the exit code.
fn ending(dice: &mut Dice) -> (&'static str, Action, u32) {
    match dice.roll(3) {
        0 => ("q", Action::Quit, 0),
        1 => ("Q", Action::QuitWithoutLast, 0),
        _ => ("\u{3}", Action::Quit, 130),
    }
}

/// Types sequences of keys, each into a survey of its own that goes on with the file of the one before, and holds file,
/// exit code and terminal against the machine each time.
fn type_sequences(seed: u64, sequences: usize) {
    let mut dice = Dice(seed);
    let mut place = Place::new();
    for sequence in 0..sequences {
        if sequence % 20 == 0 {
            place = Place::new();
        }
        let known = place.sheet();
        let mut terminal = place.survey();
        let mut typed = String::new();
        if known.is_some() {
            terminal.shows("Go on where it was?");
            typed.push('y');
        } else {
            terminal.shows("Q1:");
        }
        let empty = AnswerSheet::new(&place.questionnaire);
        let start = known.unwrap_or_else(|| empty.clone());
        let mut session = Session::new(&place.questionnaire, start, Options::default());
        for _ in 0..8 {
            let (keys, action) = press(&mut dice, &session);
            if let Some(action) = action {
                let _ = session.apply(action);
            }
            typed.push_str(&keys);
        }
        let (key, action, code) = ending(&mut dice);
        session.apply(action).unwrap();
        typed.push_str(key);
        terminal.send(&typed);
        assert_eq!(terminal.ends_well(), code, "after {typed:?}");
        let sheet = place.sheet().unwrap_or(empty);
        let entries = |sheet: &AnswerSheet| {
            sheet.entries().map(|(question, entry)| (question, entry.clone())).collect::<Vec<_>>()
        };
        assert_eq!(entries(&sheet), entries(session.sheet()), "after {typed:?}\n{}", terminal.text());
    }
}

#[test]
fn after_500_random_sequences_of_keys_the_file_says_what_the_machine_says_and_the_terminal_is_restored() {
    std::thread::scope(|scope| {
        for seed in [20_261_123, 20_261_124] {
            scope.spawn(move || type_sequences(seed, 250));
        }
    });
}
