use std::fs;

use standpoint::answers::Response;
use standpoint::questionnaire::Value;

use super::harness::{Place, QUESTIONNAIRE, Terminal, program};

const SPRING: &str = r#"questionnaire = "twelve"
version = "1.0.0"
team = "ours"
role = "all"
date = 2020-03-01

[answers]
owns = "no"
habit-4 = { answer = "daily", note = "since the move" }
habit-5 = { answer = "weekly", date = 2999-01-01 }
"#;

fn again(place: &Place, more: &[&str]) -> Terminal {
    fs::write(place.folder.path().join("spring.toml"), SPRING).unwrap();
    let mut command = program(place.folder.path());
    command.args(["survey", "./twelve.toml", "--from", "spring.toml", "-o", "team.toml"]);
    command.args(more);
    Terminal::start(command, (80, 24))
}

fn answer(place: &Place, id: &str) -> Option<Response> {
    place.sheet()?.get(place.questionnaire.find_question(id)?)?.response.clone()
}

#[test]
fn earlier_answers_are_shown_and_taken_over_by_one_key() {
    let place = Place::new();
    let mut terminal = again(&place, &[]);
    terminal.shows("No (earlier answer)");
    terminal.send("t");
    let screen = terminal.shows("Daily (earlier answer)");
    assert!(screen.contains("since the move"), "the note is kept: {screen}");
    terminal.send("1");
    terminal.shows("Weekly (earlier answer)");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(answer(&place, "owns"), Some(Response::Answered(Value::YesNo(false))));
    assert_eq!(answer(&place, "habit-4"), Some(Response::Answered(Value::Choice(0))));
    assert_eq!(answer(&place, "habit-5"), None);
    let text = fs::read_to_string(place.file()).unwrap();
    assert!(text.contains("since the move") && text.contains("team = \"ours\""), "{text}");
    assert_eq!(fs::read_to_string(place.folder.path().join("spring.toml")).unwrap(), SPRING);
}

#[test]
fn only_stale_answers_are_asked_and_fresh_ones_keep_their_date() {
    let place = Place::new();
    let mut terminal = again(&place, &["--stale", "90d"]);
    terminal.shows("1 answer taken over as fresh enough; 2 to be given anew.");
    terminal.send("n");
    terminal.shows("Q4:");
    terminal.send("t");
    terminal.shows("Q6:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert!(fs::read_to_string(place.file()).unwrap().contains("2999-01-01"));
}

#[test]
fn an_age_that_is_none_is_refused() {
    let place = Place::new();
    for age in ["yesterday", "-3d", "0d"] {
        let mut terminal = again(&place, &[&format!("--stale={age}")]);
        assert_eq!(terminal.ends(), 2, "{age}");
        terminal.shows("for instance 90d, 6w or 6mo");
    }
}

#[test]
fn answers_to_an_older_version_are_kept_where_they_fit() {
    let place = Place::new();
    let newer =
        QUESTIONNAIRE.replace("version = \"1.0.0\"", "version = \"1.1.0\"").replace("habit-5", "custom-5");
    fs::write(place.folder.path().join("twelve.toml"), newer).unwrap();
    fs::write(place.file(), SPRING).unwrap();
    let mut terminal = place.survey();
    let screen = terminal.shows("Go on where it was?");
    assert!(screen.contains("the questionnaire is now 1.1.0") && screen.contains("habit-5:"), "{screen}");
    assert!(screen.contains("stay there as comments"), "{screen}");
    terminal.send("n");
    assert_eq!(terminal.ends_well(), 130);
    assert_eq!(fs::read_to_string(place.file()).unwrap(), SPRING, "who does not go on changes nothing");

    let mut terminal = place.survey();
    terminal.shows("Go on where it was?");
    terminal.send("y");
    terminal.shows("Q5:");
    terminal.send("1");
    terminal.shows("Q6:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    let text = fs::read_to_string(place.file()).unwrap();
    assert!(text.contains("# habit-5 = { answer = \"weekly\""), "{text}");
    assert!(
        text.contains("version = \"1.1.0\"") && text.contains("custom-5 = { answer = \"seldom\""),
        "{text}"
    );
}

#[test]
fn a_file_in_json_is_kept_as_it_was_where_some_answers_do_not_fit_any_more() {
    let place = Place::new();
    let newer =
        QUESTIONNAIRE.replace("version = \"1.0.0\"", "version = \"1.1.0\"").replace("habit-5", "custom-5");
    fs::write(place.folder.path().join("twelve.toml"), newer).unwrap();
    let (team, kept) =
        (place.folder.path().join("team.json"), place.folder.path().join("team.json.1.0.0.kept"));
    let spring = r#"{"questionnaire": "twelve", "version": "1.0.0", "team": "ours", "role": "all", "date": "2020-03-01",
        "answers": {"owns": "no", "habit-5": "weekly"}}"#;
    fs::write(&team, spring).unwrap();

    // What is only read is only left out.
    let output = place.in_plain_lines(&["--from", "team.json", "-o", "autumn.toml"], "quit\n");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("These do not fit any more and are left out:") && text.contains("habit-5:"),
        "{text}"
    );
    assert!(!kept.exists());

    for again in [false, true] {
        let output = place.in_plain_lines(&["-o", "team.json"], "quit\n");
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(text.contains("the file as it was is kept as team.json.1.0.0.kept:"), !again, "{text}");
        assert_eq!(fs::read_to_string(&kept).unwrap(), spring);
        let now = fs::read_to_string(&team).unwrap();
        assert!(now.contains("\"owns\"") && !now.contains("habit-5"), "{now}");
    }
}

#[test]
fn fresh_answers_are_kept_even_if_nothing_is_added_and_what_is_not_saved_is_not_said_to_be() {
    let meeting = ["--facilitate", "--members", "ann"];
    for (more, nothing, saved) in
        [(&[][..], "Nothing was answered", "Saved"), (&meeting, "Nobody voted", "Agreed answers")]
    {
        let place = Place::new();
        fs::write(place.folder.path().join("spring.toml"), SPRING).unwrap();
        let said = |stale: &[&str]| {
            let from = ["--from", "spring.toml", "-o", "team.toml"];
            let output = place.in_plain_lines(&[&from[..], more, stale].concat(), "quit\n");
            String::from_utf8(output.stdout).unwrap()
        };
        let text = said(&[]);
        assert!(text.ends_with(&format!("{nothing}, so nothing was saved.\n")), "{text}");
        assert!(!place.file().exists());

        let text = said(&["--stale", "90d"]);
        assert!(text.contains(&format!("{saved} in team.toml. 1 of 10 done")), "{text}");
        let again = "Go on:      standpoint survey ./twelve.toml --from spring.toml -o team.toml";
        assert!(text.contains(again), "the earlier answers stay beside: {text}");
        assert!(answer(&place, "habit-5").is_some() && answer(&place, "habit-4").is_none());
    }
}

#[test]
fn the_earlier_answers_are_not_the_file_that_the_new_ones_go_to() {
    let place = Place::new();
    fs::write(place.file(), SPRING).unwrap();
    for more in [&["--from", "./team.toml"][..], &["--from", "team.toml", "--facilitate", "--members", "ann"]]
    {
        let output = place.in_plain_lines(&[more, &["-o", "team.toml"]].concat(), "no\nquit\n");
        assert_eq!(output.status.code(), Some(2));
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains("--from and -o both name"), "{error}");
        assert_eq!(fs::read_to_string(place.file()).unwrap(), SPRING);
    }
}
