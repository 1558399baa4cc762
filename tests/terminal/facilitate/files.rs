//! What a meeting writes, and what it leaves alone.

use std::process::Command;

use portable_pty::CommandBuilder;

use super::*;

#[test]
fn a_meeting_that_is_killed_goes_on_with_the_next_vote() {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben,cy", (80, 24), &[]);
    terminal.shows("ann, your vote");
    terminal.send("yyy\ra");
    terminal.shows("Q2:");
    terminal.send("1\r");
    terminal.shows("ben, your vote (2 of 3).");
    terminal.signal("KILL");
    terminal.ends();
    assert_eq!(agreed(&place, "owns"), YES);
    assert!(vote(&place, "ann", "parts").is_some());

    let mut terminal = go_on(&place);
    let screen = terminal.shows("ben, your vote (1 of 2).");
    assert!(screen.contains("Q2:") && screen.contains("1 of 11 done"), "{screen}");
    terminal.send("1\r");
    terminal.shows("cy, your vote (2 of 2).");
    // Ctrl-C ends it as q does, but for the status.
    terminal.send("\u{3}");
    assert_eq!(terminal.ends_well(), 130);
    assert!(vote(&place, "ben", "parts").is_some());
    let mut terminal = go_on(&place);
    terminal.shows("cy, your vote (1 of 1).");
    terminal.signal("TERM");
    assert_eq!(terminal.ends_well(), 130);
}

#[test]
fn killed_before_anything_is_agreed_on_the_votes_are_found_again() {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 24), &[]);
    terminal.shows("ann, your vote");
    terminal.send("y");
    terminal.shows("ben, your vote (2 of 2).");
    terminal.signal("KILL");
    terminal.ends();
    assert!(place.sheet().is_none());
    let mut command = program(place.folder.path());
    command.args(["survey", "./twelve.toml", "--facilitate", "--members", "ann,ben", "-o", "team.toml"]);
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.shows("Go on where it was?");
    terminal.send("y");
    terminal.shows("ben, your vote (1 of 1).");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}

#[test]
fn a_second_meeting_and_a_survey_of_a_members_file_are_told_and_change_nothing() {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 24), &[]);
    terminal.shows("ann, your vote");
    terminal.send("y");
    terminal.shows("ben, your vote");
    let before = fs::read(place.folder.path().join("team.ann.toml")).unwrap();
    for arguments in
        [["--facilitate", "--members=ann,ben", "-oteam.toml"].as_slice(), &["--team=x", "-oteam.ann.toml"]]
    {
        let output = place.in_plain_lines(arguments, "y\nn\nquit\n");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(errors.contains("another survey") && errors.contains(".toml"), "{errors}");
    }
    assert_eq!(fs::read(place.folder.path().join("team.ann.toml")).unwrap(), before);
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}

#[test]
fn hostile_names_make_safe_files_and_harmless_screens() {
    let place = Place::new();
    let members = "../../x,A/b,a b,\u{1b}[31mred\u{202e},\u{1f600},\u{2026}";
    let mut terminal = meet(&place, members, (80, 24), &[]);
    terminal.shows("../../x, your vote (1 of 6).");
    terminal.send("yyy");
    let screen = terminal.shows("[31mred, your vote (4 of 6).");
    assert!(!screen.contains('\u{202e}'));
    terminal.send("yyy\ra");
    terminal.shows("Q2:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert!(!String::from_utf8_lossy(&terminal.raw).contains("\u{1b}[31m"));
    let expected = [
        "team.31mred.toml",
        "team.a-b-2.toml",
        "team.a-b.toml",
        "team.member-2.toml",
        "team.member.toml",
        "team.toml",
        "team.x.toml",
    ];
    assert_eq!(files(&place), expected);
    // The same names find the same files again.
    let mut terminal = go_on(&place);
    terminal.shows("(1 of 6).");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(files(&place), expected);
}

#[test]
fn the_file_of_a_single_respondent_is_not_taken_for_that_of_a_team() {
    let place = Place::new();
    let theirs =
        "questionnaire = \"twelve\"\nrespondent = \"bob\"\nrole = \"dev\"\n[answers]\nowns = \"no\"\n";
    fs::write(place.file(), theirs).unwrap();
    let (status, _, errors) = script(&place, "ann", "yes\n");
    assert_eq!(status, Some(1), "{errors}");
    assert!(errors.contains("team.toml holds the answers of bob"), "{errors}");
    assert_eq!(fs::read_to_string(place.file()).unwrap(), theirs);
    // As an earlier survey it will do; the agreed answers are nobody's own.
    let arguments = ["--facilitate", "--members=ann", "--from=team.toml", "-oautumn.json"];
    let output = place.in_plain_lines(&arguments, "no\n\nkeep\nquit\n");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let text = fs::read_to_string(place.folder.path().join("autumn.json")).unwrap();
    assert!(!text.contains("bob") && !text.contains("role") && text.contains("\"owns\": \"no\""), "{text}");
    let text = fs::read_to_string(place.folder.path().join("autumn.ann.json")).unwrap();
    assert!(text.contains("\"respondent\": \"ann\""), "{text}");
}

#[test]
fn the_members_files_score_like_any_other() {
    let place = Place::new();
    let lines = "yes\nno\n\nyes\n1\n1\n\nagree\n3\n5\n\n4\n2\n2\n\nagree\nquit\n";
    assert_eq!(script(&place, "ann,ben", lines).0, Some(0));
    for file in ["team.toml", "team.ann.toml", "team.ben.toml"] {
        let output = Command::new(env!("CARGO_BIN_EXE_standpoint"))
            .args(["score", file, "-Q", "./twelve.toml"])
            .current_dir(place.folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{file}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn files_that_are_not_of_this_meeting_are_left_alone() {
    let place = Place::new();
    let path = |name: &str| -> PathBuf { place.folder.path().join(name) };
    let theirs = "questionnaire = \"twelve\"\n[answers]\nowns = \"no\"\n";
    fs::write(path("team.ann.toml"), theirs).unwrap();
    let (status, _, errors) = script(&place, "ann,ben", "yes\nyes\n\nquit\n");
    assert_eq!(status, Some(1), "{errors}");
    assert!(
        errors.contains("team.ann.toml is there already") && errors.contains("respondent = \"ann\""),
        "{errors}"
    );
    assert_eq!(fs::read_to_string(path("team.ann.toml")).unwrap(), theirs);

    fs::write(path("team.ann.toml"), "questionnaire = \"other\"\nrespondent = \"ann\"\n").unwrap();
    let (status, _, errors) = script(&place, "ann,ben", "yes\n");
    assert_eq!(status, Some(4), "{errors}");
    assert!(errors.contains("team.ann.toml:1"), "{errors}");

    // Somebody else of the same slug, and a member who has answered alone before.
    fs::write(path("team.ann.toml"), "questionnaire = \"twelve\"\nrespondent = \"Ann!\"\n").unwrap();
    let alone =
        "# mine\nquestionnaire = \"twelve\"\nrespondent = \"ben\"\n\n[answers]\nowns = \"no\" # sure\n";
    fs::write(path("team.b.toml"), alone).unwrap();
    let (status, text, errors) = script(&place, "ann,ben", "yes\n\nyes\n1\n2\nquit\n");
    assert_eq!(status, Some(0), "{errors}");
    assert!(text.contains("ann, your vote (1 of 1)."), "{text}");
    assert!(text.contains("Away: Ann!."), "{text}");
    assert!(votes(&place, "ann-2").is_some());
    let written = fs::read_to_string(path("team.b.toml")).unwrap();
    assert!(written.contains("# mine") && written.contains("owns = \"no\" # sure"), "{written}");
    assert!(written.contains("parts = [\"cables\"]"), "{written}");
}

#[test]
fn what_a_full_disk_has_no_room_for_is_taken_back_and_nothing_is_lost() {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 24), &[]);
    terminal.shows("ann, your vote (1 of 2).");
    terminal.send("yy\ra");
    terminal.shows("Q2:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    // From now on no file may grow beyond half a kilobyte, which the first two are already above.
    let [agreed_file, ann, _] = ["team.toml", "team.ann.toml", "team.ben.toml"].map(|name| {
        let path = place.folder.path().join(name);
        let text = fs::read_to_string(&path).unwrap();
        let text = if name == "team.ben.toml" { text } else { format!("# {}\n{text}", "x".repeat(2000)) };
        fs::write(&path, &text).unwrap();
        (path, text)
    });
    let program = env!("CARGO_BIN_EXE_standpoint");
    let mut command = CommandBuilder::new("bash");
    harness::surroundings(&mut command, place.folder.path());
    let meeting = format!("{program} survey ./twelve.toml --facilitate -o team.toml --members ann,ben");
    command.args(["-c", &format!("trap '' XFSZ; ulimit -f 1; exec {meeting}")]);
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.shows("Go on where it was?");
    terminal.send("y");
    terminal.shows("Q2:");
    terminal.send("1\r");
    let screen = terminal.shows("Not saved, taken back.");
    assert!(screen.contains("ann, your vote (1 of 2)."), "{screen}");
    // Who cannot vote abstains; the other's vote has room.
    terminal.send("s2\r\r");
    terminal.shows("What does the team agree on?");
    terminal.send("a");
    terminal.shows("Not saved, taken back.");
    terminal.shows("What does the team agree on?");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    for (path, text) in [agreed_file, ann] {
        assert_eq!(fs::read_to_string(path).unwrap(), text);
    }
    assert_eq!(vote(&place, "ben", "parts"), Some(Response::Answered(Value::Multiple(vec![1]))));
}
