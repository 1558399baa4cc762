use std::fs;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use super::harness::{Place, Terminal, surroundings};

/// How many questions the screen says something was said to.
fn done(screen: &str) -> usize {
    let before = screen.split(" done").next().unwrap_or_default();
    let words: Vec<_> = before.split_whitespace().collect();
    words.iter().rev().nth(2).and_then(|word| word.parse().ok()).unwrap_or(0)
}

fn said(place: &Place) -> usize {
    place.sheet().map_or(0, |sheet| sheet.entries().count())
}

#[test]
fn each_way_of_being_interrupted_keeps_the_answers_and_restores_the_terminal() {
    // At a question, over a page, in a line that is being typed, and in a list.
    for (keys, shown) in [("", "Q5:"), ("?", "All keys"), ("wsome", "some"), ("g", "Go to")] {
        for (how, status) in [("INT", 130), ("TERM", 130), ("HUP", 130), ("QUIT", 130)] {
            let place = Place::new();
            let mut terminal = place.survey();
            terminal.shows("Q1:");
            terminal.send("n2");
            terminal.shows("Q5:");
            terminal.send(keys);
            terminal.shows(shown);
            terminal.signal(how);
            assert_eq!(terminal.ends_well(), status, "{how} after {keys:?}");
            assert_eq!(said(&place), 2, "{how} after {keys:?}");
        }
    }
}

#[test]
fn ctrl_c_quits_from_a_question_and_leaves_a_prompt() {
    let place = Place::new();
    let mut terminal = place.survey();
    terminal.shows("Q1:");
    for (key, prompt) in [("w", "Note"), ("x", "Not applicable"), ("g", "Go to"), ("o", "Open questions")] {
        terminal.send(key);
        terminal.shows(prompt);
        terminal.send("\u{3}");
        terminal.shows("? all keys");
    }
    terminal.send("n");
    terminal.shows("Q4:");
    terminal.send("\u{3}");
    assert_eq!(terminal.ends_well(), 130);
    terminal.shows("Saved in team.toml");
    assert_eq!(said(&place), 1);
}

#[test]
fn ctrl_c_before_the_first_question_restores_the_terminal() {
    let place = Place::new();
    let mut terminal = place.survey();
    terminal.shows("Q1:");
    terminal.send("nq");
    terminal.ends_well();
    let mut terminal = place.survey();
    terminal.shows("Go on where it was?");
    terminal.send("\u{3}");
    assert_eq!(terminal.ends_well(), 130);
}

#[test]
fn a_closed_window_ends_the_survey_and_keeps_the_answers() {
    let place = Place::new();
    let mut terminal = place.survey();
    terminal.shows("Q1:");
    terminal.send("n2");
    terminal.shows("Q5:");
    terminal.send("?");
    terminal.shows("All keys");
    terminal.close();
    assert_eq!(terminal.ends(), 130);
    assert_eq!(said(&place), 2);
}

#[test]
fn ctrl_z_gives_the_terminal_to_the_shell_and_fg_comes_back() {
    let place = Place::new();
    let mut command = CommandBuilder::new("bash");
    surroundings(&mut command, place.folder.path());
    command.args(["--norc", "--noprofile", "-i"]);
    command.env("PS1", "ready> ");
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.shows("ready>");
    let program = env!("CARGO_BIN_EXE_standpoint");
    terminal.send(&format!("{program} survey ./twelve.toml -o team.toml --form full --team t --role r\n"));
    terminal.shows("Q1:");
    terminal.send("n");
    terminal.shows("Q4:");
    terminal.send("\u{1a}");
    terminal.shows("Stopped");
    assert!(!terminal.parser.screen().alternate_screen() && !terminal.parser.screen().hide_cursor());
    terminal.send("echo $((40 + 2))\n");
    terminal.shows("42");
    terminal.send("fg\n");
    terminal.shows("Q4:");
    terminal.send("2");
    terminal.shows("Q5:");
    terminal.send("q");
    terminal.shows("Saved in team.toml");
    terminal.send("exit\n");
    assert_eq!(terminal.ends(), 0);
    assert_eq!(said(&place), 2);
}

#[test]
fn killed_at_any_moment_nothing_that_was_shown_as_saved_is_missing() {
    let place = Place::new();
    for moment in 0..200_u64 {
        let mut terminal = place.survey();
        terminal.shows("Q1:");
        // Type without waiting, and kill when some answers are shown and a while has passed, different ones each time.
        terminal.send("n12312312");
        let (answers, pause) =
            (usize::try_from(moment % 4).unwrap(), Duration::from_millis(moment * 7919 % 30));
        let begin = Instant::now();
        let mut shown = None;
        while shown.is_none_or(|at: Instant| at.elapsed() < pause) {
            terminal.drain();
            std::thread::yield_now();
            shown = shown.or_else(|| (done(&terminal.text()) >= answers).then(Instant::now));
            assert!(begin.elapsed() < Duration::from_mins(1), "{answers} answers are not shown");
        }
        terminal.child.kill().unwrap();
        terminal.child.wait().unwrap();
        terminal.drain();
        let shown = done(&terminal.text());
        assert!(said(&place) >= shown, "the screen showed {shown} answers, the file has {}", said(&place));
        let _ = fs::remove_file(place.file());
    }
    // What the killed ones have left behind locks nobody out.
    let mut terminal = place.survey();
    terminal.shows("Q1:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}

#[test]
fn a_second_survey_on_the_same_file_is_told_and_changes_nothing() {
    let place = Place::new();
    let mut first = place.survey();
    first.shows("Q1:");
    first.send("n");
    first.shows("Q4:");
    let before = fs::read_to_string(place.file()).unwrap();
    let mut second = place.survey();
    second.shows("another survey");
    assert_eq!(second.ends_well(), 1);
    assert_eq!(fs::read_to_string(place.file()).unwrap(), before);
    first.send("2q");
    assert_eq!(first.ends_well(), 0);
    assert_eq!(said(&place), 2);
    assert!(!place.folder.path().join(".team.toml.lock").exists());
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let place = Place::new();
    // Files of this shell's children cannot grow beyond half a kilobyte, which is what a full disk looks like to a
    // program that writes them.
    let mut command = CommandBuilder::new("bash");
    surroundings(&mut command, place.folder.path());
    let program = env!("CARGO_BIN_EXE_standpoint");
    let survey = format!("{program} survey ./twelve.toml -o team.toml --form full --team t --role r");
    command.args(["-c", &format!("trap '' XFSZ; ulimit -f 1; exec {survey}")]);
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.shows("Q1:");
    terminal.send("n");
    terminal.shows("Q4:");
    let note = "x".repeat(2000);
    terminal.send("w");
    terminal.shows("Note");
    terminal.send(&format!("{note}\r"));
    terminal.shows("Not saved, taken back.");
    assert_eq!(said(&place), 1);
    terminal.send("2");
    terminal.shows("Q5:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(said(&place), 2);
}

#[test]
fn what_is_written_by_hand_in_between_is_read_and_kept() {
    let place = Place::new();
    let mut terminal = place.survey();
    terminal.shows("Q1:");
    terminal.send("n");
    terminal.shows("Q4:");
    let text = fs::read_to_string(place.file()).unwrap();
    let edited = format!("# our file\n{text}# asked the others\nhabit-5 = \"daily\"\n");
    fs::write(place.file(), edited).unwrap();
    terminal.send("2");
    terminal.shows("their changes are read");
    terminal.shows("Q6:");
    let text = fs::read_to_string(place.file()).unwrap();
    assert!(text.starts_with("# our file\n") && text.contains("# asked the others\n"), "{text}");
    assert_eq!(said(&place), 3);

    // A file that cannot be read any more is left alone.
    fs::write(place.file(), "what = is this").unwrap();
    terminal.send("1");
    terminal.shows("Not saved, taken back.");
    assert_eq!(fs::read_to_string(place.file()).unwrap(), "what = is this");
    fs::write(place.file(), &text).unwrap();
    terminal.send("1");
    terminal.shows("Q7:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(said(&place), 4);
}
