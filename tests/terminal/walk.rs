use std::fs;

use standpoint::answers::{AnswerSheet, Confidence, Response};
use standpoint::questionnaire::{Questionnaire, Value};
use standpoint::survey::{Action, Options, Session};

use super::harness::{Place, first_answer};

fn answer(sheet: &AnswerSheet, questionnaire: &Questionnaire, id: &str) -> Option<Response> {
    sheet.get(questionnaire.find_question(id).unwrap())?.response.clone()
}

#[test]
fn the_whole_flagship_is_answered_by_keys() {
    let place = Place::flagship();
    let questionnaire = &place.questionnaire;
    let mut terminal = place.survey();

    // The same way is gone by the state machine alone; each question is answered by its first option.
    let mut session = Session::new(questionnaire, AnswerSheet::new(questionnaire), Options::default());
    while let Some(at) = session.cursor() {
        let progress = session.progress();
        terminal.shows(&format!("{} of {} done", progress.said(), progress.asked));
        let (keys, value) = first_answer(&questionnaire[at].kind);
        terminal.send(keys);
        session.apply(Action::Answer(value)).unwrap();
    }
    let screen = terminal.shows("The end");
    assert!(screen.contains("questions are answered"), "{screen}");
    terminal.send("\r");
    assert_eq!(terminal.ends_well(), 0);
    terminal.shows("Saved in team.toml");

    let sheet = place.sheet().unwrap();
    for question in session.questions() {
        assert_eq!(sheet.get(question), session.sheet().get(question));
    }
}

#[test]
fn one_goes_back_jumps_undoes_and_branches() {
    let place = Place::new();
    let mut terminal = place.survey();
    terminal.shows("Q1:");
    terminal.send("y");
    terminal.shows("Q2:");
    terminal.send("1\r");
    terminal.shows("Q3:");
    terminal.send("1250\r");
    terminal.shows("Q4:");
    // Back to the first, whose change hides two answers.
    terminal.send("\u{1b}[D\u{1b}[D\u{1b}[D");
    terminal.shows("Q1:");
    terminal.send("n");
    terminal.shows("2 earlier answers no longer asked; kept, but not counted.");
    terminal.shows("Q4:");
    let sheet = place.sheet().unwrap();
    assert_eq!(answer(&sheet, &place.questionnaire, "age"), Some(Response::Answered(Value::Number(1250.0))));
    terminal.send("u");
    terminal.shows("Taken back.");
    terminal.shows("Q1:");
    // A dimension is found by a few letters.
    terminal.send("g");
    terminal.shows("Go to");
    terminal.send("secpar\r");
    terminal.shows("Q8:");
    terminal.send("3");
    terminal.shows("Q9:");
    // Notes, evidence, confidence.
    terminal.send("wSince May\r");
    terminal.shows("Note saved.");
    terminal.send("ewiki: habits; board\r");
    terminal.shows("Evidence saved.");
    terminal.send("c");
    terminal.shows("unsure");
    terminal.send("xwe are new\r");
    terminal.shows("Q10:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);

    let sheet = place.sheet().unwrap();
    let questionnaire = &place.questionnaire;
    assert_eq!(answer(&sheet, questionnaire, "owns"), Some(Response::Answered(Value::YesNo(true))));
    assert_eq!(answer(&sheet, questionnaire, "habit-8"), Some(Response::Answered(Value::Choice(2))));
    let entry = sheet.get(questionnaire.find_question("habit-9").unwrap()).unwrap();
    assert_eq!(entry.response, Some(Response::NotApplicable { reason: Some("we are new".to_owned()) }));
    assert_eq!(entry.note.as_deref(), Some("Since May"));
    assert_eq!(entry.evidence, ["wiki: habits", "board"]);
    assert_eq!(entry.confidence, Some(Confidence::Low));
}

#[test]
fn every_key_of_the_help_is_shown_and_a_page_is_left_by_any_key() {
    let place = Place::new();
    let mut terminal = place.survey_with(&[], (80, 40));
    terminal.shows("Q1:");
    terminal.send("?");
    for what in [
        "All keys",
        "Not applicable; asks for the reason",
        "Take back the last change",
        "Quit. Every answer is saved",
    ] {
        terminal.shows(what);
    }
    terminal.send(" ");
    terminal.shows("Q1:");
    terminal.send("h");
    terminal.shows("Rented ones count too.");
    terminal.send("p");
    terminal.shows("any key");
    terminal.send("qq");
    assert_eq!(terminal.ends_well(), 0);
    assert!(place.sheet().is_none(), "nothing was answered, so nothing was written");
}

#[test]
fn who_reads_a_long_page_with_the_space_bar_sees_every_line() {
    let place = Place::new();
    let mut terminal = place.survey_with(&[], (60, 60));
    terminal.shows("Q1:");
    terminal.send("?");
    let whole = terminal.shows("take back the last change first");
    terminal.resize(60, 20);
    let mut read = terminal.until(|screen| screen.contains("more below"));
    for beginning in ["d            Don't", "c            Say", "Q            Quit"] {
        terminal.send(" ");
        read.push_str(&terminal.shows(beginning));
    }
    for line in whole.lines().filter(|line| !line.contains("any key: back")) {
        assert!(read.contains(line), "{line:?} was passed over:\n{read}");
    }
}

#[test]
fn a_resize_redraws_in_mid_question_and_in_mid_prompt() {
    let place = Place::new();
    let mut terminal = place.survey();
    terminal.shows("Q1:");
    for (columns, rows) in [(60, 20), (200, 60), (100, 30)] {
        terminal.resize(columns, rows);
        let bar = usize::from(columns.min(96)) - 2;
        terminal.until(|screen| screen.contains("Q1:") && screen.contains(&"\u{2500}".repeat(bar)));
    }
    terminal.send("wnote");
    terminal.shows("\u{203a} note");
    terminal.resize(70, 22);
    terminal.send("d\r");
    terminal.shows("Note saved.");
    terminal.send("yq");
    assert_eq!(terminal.ends_well(), 0);
    let sheet = place.sheet().unwrap();
    assert_eq!(sheet.get(standpoint::questionnaire::QuestionIx(0)).unwrap().note.as_deref(), Some("noted"));
}

#[test]
fn a_started_survey_is_offered_and_goes_on_where_it_was() {
    let place = Place::new();
    let mut terminal = place.survey();
    terminal.shows("Q1:");
    terminal.send("n");
    terminal.shows("Q4:");
    terminal.send("2");
    terminal.shows("Q5:");
    terminal.send("Q");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(answer(&place.sheet().unwrap(), &place.questionnaire, "habit-4"), None);

    let mut terminal = place.survey();
    terminal.shows("Go on where it was?");
    terminal.send("y");
    terminal.shows("Q4:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}

#[test]
fn the_end_leads_to_answers_that_clash() {
    let place = Place::new();
    let mut terminal = place.survey();
    terminal.shows("Q1:");
    terminal.send("n13222222dd");
    let screen = terminal.shows("The end");
    assert!(screen.contains("It happens seldom and daily."), "{screen}");
    terminal.send("2");
    terminal.shows("1-3 answer");
    terminal.send("1");
    let screen = terminal.shows("The end");
    assert!(!screen.contains("seldom and daily"), "{screen}");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}

#[test]
fn without_colour_and_unicode_the_screen_holds_neither() {
    let place = Place::new();
    let mut terminal = place.survey_in(&[("NO_COLOR", "1"), ("LANG", "C")]);
    let screen = terminal.shows("Q1:");
    assert!(screen.is_ascii(), "{screen}");
    let formatted = String::from_utf8(terminal.parser.screen().contents_formatted()).unwrap();
    assert!(!formatted.contains("[1m") && !formatted.contains("[36"), "{formatted:?}");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}

#[test]
fn a_note_is_written_in_the_editor() {
    let place = Place::new();
    // What is there stands in the editor's file; what is saved there is the note.
    let editor = place.folder.path().join("editor.sh");
    fs::write(&editor, "grep -qx first \"$1\" && printf 'second\\nthird\\n' > \"$1\"\n").unwrap();
    let mut terminal = place.survey_in(&[("VISUAL", &format!("sh {}", editor.display()))]);
    terminal.shows("Q1:");
    terminal.send("wfirst\r");
    terminal.shows("Note saved.");
    terminal.send("W");
    terminal.shows("second");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    let sheet = place.sheet().unwrap();
    let note = sheet.get(standpoint::questionnaire::QuestionIx(0)).unwrap().note.clone();
    assert_eq!(note.as_deref().map(str::trim_end), Some("second\nthird"));
}

#[test]
fn without_an_editor_or_with_one_that_fails_a_note_stays_as_it_is() {
    let place = Place::new();
    for (editor, told) in [("", "Set VISUAL or EDITOR"), ("no-such-editor-here", "The editor did not start")]
    {
        let mut terminal = place.survey_in(&[("EDITOR", editor)]);
        terminal.shows("Q1:");
        terminal.send("W");
        terminal.shows(told);
        terminal.send("q");
        assert_eq!(terminal.ends_well(), 0);
        assert!(place.sheet().is_none());
    }
}

#[test]
fn a_number_that_is_not_accepted_says_in_full_what_is_on_the_smallest_screen() {
    let place = Place::new();
    let mut terminal = place.survey_with(&[], (60, 20));
    terminal.shows("Q1:");
    terminal.send("y1\r");
    terminal.shows("Q3:");
    terminal.send("9,");
    terminal.shows("decimals follow a point.");
    terminal.send("999\r");
    terminal.shows("It must be 0 to 5,000, not 9,999.");
    // What is wrong can be corrected where it stands.
    terminal.send("\u{7f}\r");
    terminal.shows("Q4:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    let sheet = place.sheet().unwrap();
    let years = Some(Response::Answered(Value::Number(999.0)));
    assert_eq!(answer(&sheet, &place.questionnaire, "age"), years);
}
