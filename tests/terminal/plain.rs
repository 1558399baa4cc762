use std::process::Output;

use standpoint::answers::{Confidence, Response};
use standpoint::questionnaire::Value;

use super::harness::{Place, Terminal, program};

/// Drives a survey by a script.
fn script(place: &Place, lines: &str) -> Output {
    place.in_plain_lines(&["-o", "team.toml"], lines)
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_script_answers_everything() {
    let place = Place::new();
    let output = script(
        &place,
        "yes\n1 2\n1,250\nseldom\nunsure\nback\nnote only since May\nnext\n2\n3\nna we are new\nunknown\nskip\n\
         evidence wiki\n1\n1\nback: the long way\nopen\ngoto 11\n2\nquit\n",
    );
    let text = text(&output);
    assert_eq!(output.status.code(), Some(0), "{text}");
    let sheet = place.sheet().unwrap();
    let entry =
        |id: &str| sheet.get(place.questionnaire.find_question(id).unwrap()).cloned().unwrap_or_default();
    assert_eq!(entry("parts").response, Some(Response::Answered(Value::Multiple(vec![0, 1]))));
    assert_eq!(entry("age").response, Some(Response::Answered(Value::Number(1250.0))));
    assert_eq!(entry("habit-4").note.as_deref(), Some("only since May"));
    assert_eq!(entry("habit-5").confidence, Some(Confidence::Low));
    assert_eq!(
        entry("habit-7").response,
        Some(Response::NotApplicable { reason: Some("we are new".to_owned()) })
    );
    assert_eq!(entry("habit-8").response, Some(Response::Unknown));
    assert_eq!(entry("habit-9").response, None);
    assert_eq!(entry("habit-10").evidence, ["wiki"]);
    assert_eq!(
        entry("remark").response,
        Some(Response::Answered(Value::Text("back: the long way".to_owned())))
    );
    assert_eq!(entry("habit-11").response, Some(Response::Answered(Value::Choice(1))));
    assert!(text.contains("habit-9: Q9: how often does it happen? (skipped)"), "{text}");
    assert!(!text.contains('\u{1b}'), "no cursor movement, no colour: {text}");
}

#[test]
fn the_end_of_the_input_keeps_what_was_said() {
    let place = Place::new();
    assert_eq!(script(&place, "no\n2").status.code(), Some(0));
    let output = script(&place, "");
    assert!(text(&output).contains("2 of 10 done"), "{}", text(&output));
}

#[test]
fn what_is_no_answer_is_explained_and_asked_again() {
    let place = Place::new();
    let output = script(&place, "perhaps\n7\nyes\n4\n1 3\n1\n9999\n1 2\nold\n/goto nowhere\n/what\nquit\n");
    let text = text(&output);
    for words in [
        "Type yes or no.",
        "Type a number from 1 to 3.",
        "excludes the other options.",
        "It must be 0 to 5,000, not 9,999.",
        "Type a number, for example",
        "Nothing is called like \"nowhere\".",
        "There is no command \"what\".",
    ] {
        assert!(text.contains(words), "{words:?} is missing in:\n{text}");
    }
}

#[test]
fn a_dumb_terminal_gets_plain_lines() {
    let place = Place::new();
    let mut command = program(place.folder.path());
    command.args(["survey", "./twelve.toml", "-o", "team.toml"]);
    command.env("TERM", "dumb");
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.shows("Question 1 of 10.");
    terminal.send("no\n");
    terminal.shows("Saved: No.");
    terminal.send("quit\n");
    assert_eq!(terminal.ends_well(), 0);
}

#[test]
fn the_placement_says_how_many_open_answers_can_still_change_it() {
    let place = Place::new();
    let output = script(&place, "no\nplace\ngoto remark\nand nothing else\nplace\nquit\n");
    let said = text(&output);
    // Ten questions are asked without servers; one of them, for a text, is not scored.
    assert_eq!(said.matches("8 open answers can still change the scores.").count(), 2, "{said}");
    let output = script(&place, &format!("{}place\nquit\n", "unknown\n".repeat(8)));
    let said = text(&output);
    assert!(said.contains("Don't know: 8; finding out may change the scores too."), "{said}");
    assert!(!said.contains("open answer"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_replaced_by_one() {
    use std::os::unix::fs::FileTypeExt;

    let place = Place::new();
    let path = place.folder.path().join("team.toml");
    let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
    for more in [&["-o", "team.toml"][..], &["-o", "team.toml", "--facilitate", "--members", "ann"]] {
        let output = place.in_plain_lines(more, "no\nquit\n");
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains("team.toml is a device or a pipe; the answers need a file"), "{error}");
    }
    assert!(std::fs::metadata(&path).unwrap().file_type().is_socket());
}
