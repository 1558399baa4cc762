//! A team at one screen, in a real terminal and in plain lines.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use standpoint::answers::{AnswerSheet, Confidence, Response};
use standpoint::questionnaire::Value;

use super::harness::{Place, Terminal, program, read};

/// Starts a meeting that asks nothing before the first vote.
fn meet(place: &Place, members: &str, size: (u16, u16), surroundings: &[(&str, &str)]) -> Terminal {
    let mut command = program(place.folder.path());
    command.args(["survey", "./twelve.toml", "--facilitate", "--members", members]);
    command.args(["-o", "team.toml", "--form", "full", "--team", "t"]);
    for (name, value) in surroundings {
        command.env(name, value);
    }
    Terminal::start(command, size)
}

/// Goes on with a meeting, all of whose members are those it finds.
fn go_on(place: &Place) -> Terminal {
    let mut command = program(place.folder.path());
    command.args(["survey", "./twelve.toml", "--facilitate", "-o", "team.toml"]);
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.shows("Go on where it was?");
    terminal.send("y");
    terminal.shows("Who votes?");
    terminal.send("\r");
    terminal
}

fn votes(place: &Place, member: &str) -> Option<AnswerSheet> {
    read(&place.folder.path().join(format!("team.{member}.toml")), &place.questionnaire)
}

fn answer(place: &Place, sheet: Option<&AnswerSheet>, id: &str) -> Option<Response> {
    sheet?.get(place.questionnaire.find_question(id)?)?.response.clone()
}

fn vote(place: &Place, member: &str, id: &str) -> Option<Response> {
    answer(place, votes(place, member).as_ref(), id)
}

fn agreed(place: &Place, id: &str) -> Option<Response> {
    answer(place, place.sheet().as_ref(), id)
}

fn files(place: &Place) -> Vec<String> {
    let entries = fs::read_dir(place.folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "twelve.toml");
    names.sort();
    names
}

const YES: Option<Response> = Some(Response::Answered(Value::YesNo(true)));
const NO: Option<Response> = Some(Response::Answered(Value::YesNo(false)));

#[test]
fn a_team_votes_reveals_agrees_and_dissents_by_keys() {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben,cy", (80, 24), &[]);
    terminal.shows("ann, your vote (1 of 3).");
    terminal.send("y");
    terminal.shows("ben, your vote (2 of 3).");
    assert_eq!(vote(&place, "ann", "owns"), YES, "a vote is on the disk before the next is asked for");
    terminal.send("nn");
    terminal.shows("Everybody has voted.");
    terminal.send("\r");
    let screen = terminal.shows("Most votes, 2 of 3: No.");
    for name in ["ann", "ben", "cy"] {
        assert!(!screen.contains(name), "no name beside the votes: {screen}");
    }
    assert_eq!(agreed(&place, "owns"), None);
    // Enter revealed the votes. Pressed once more, it decides nothing.
    terminal.send("\r");
    terminal.shows("a takes the proposed answer");
    assert_eq!(agreed(&place, "owns"), None);
    terminal.send("!ann has racks at home\r");
    terminal.shows("Dissent recorded");
    terminal.send("y");
    terminal.shows("Q2:");
    // Several, and a number, are typed blind.
    terminal.send("1\r12\r1\r\r");
    terminal.shows("The votes differ on 1 of 3 options.");
    terminal.send("a");
    terminal.shows("Q3:");
    terminal.send("3\r1250\r");
    terminal.shows("cy, your vote (3 of 3).");
    terminal.send("d\r");
    let screen = terminal.shows("From 3 to 1,250.");
    assert!(screen.contains("Don't know"), "{screen}");
    terminal.send("12\r");
    terminal.shows("Q4:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    terminal.shows("Votes in 3 files, team.ann.toml to team.cy.toml.");

    let sheet = place.sheet().unwrap();
    let entry = sheet.get(place.questionnaire.find_question("owns").unwrap()).unwrap();
    assert_eq!(entry.note.as_deref(), Some("Dissent: ann has racks at home"));
    assert_eq!(entry.confidence, Some(Confidence::Low));
    assert_eq!(agreed(&place, "parts"), Some(Response::Answered(Value::Multiple(vec![0]))));
    assert_eq!(agreed(&place, "age"), Some(Response::Answered(Value::Number(12.0))));
    assert_eq!(vote(&place, "ben", "parts"), Some(Response::Answered(Value::Multiple(vec![0, 1]))));
    assert_eq!(vote(&place, "ben", "age"), Some(Response::Answered(Value::Number(1250.0))));
    assert_eq!(vote(&place, "cy", "age"), Some(Response::Unknown));
    assert_eq!(votes(&place, "cy").unwrap().subject.respondent.as_deref(), Some("cy"));
    assert_eq!(files(&place), ["team.ann.toml", "team.ben.toml", "team.cy.toml", "team.toml"]);
}

/// Everything that the terminal is sent until all have voted on the question that these keys lead to.
fn sent(lead: &str, at: &str, votes: &str) -> (Vec<u8>, String) {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 24), &[]);
    terminal.shows("ann, your vote (1 of 2).");
    terminal.send(lead);
    terminal.shows(at);
    terminal.shows("ann, your vote (1 of 2).");
    let before = terminal.raw.len();
    terminal.send(votes);
    let screen = terminal.shows("Everybody has voted.");
    let bytes = terminal.raw[before..].to_vec();
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    (bytes, screen)
}

#[test]
fn whatever_is_voted_the_terminal_is_sent_the_same_bytes() {
    let owns = "yy\ra";
    for (lead, at, votes) in [
        ("", "Q1:", ["yy", "ny", "dx", "sn"].as_slice()),
        (owns, "Q2:", &["1\r2\r", "12\r3\r", "1\u{1b}[A\u{1b}[B2\r2\u{7f} \r", "ds", "xx"]),
        ("nn\ra", "Q4:", &["11", "32", "xd", "ss"]),
    ] {
        let runs: Vec<_> = votes.iter().map(|votes| sent(lead, at, votes)).collect();
        for ((bytes, screen), votes) in runs.iter().zip(votes).skip(1) {
            // A key that scrolls, on a screen on which everything fits, draws nothing either.
            assert_eq!(
                String::from_utf8_lossy(bytes),
                String::from_utf8_lossy(&runs[0].0),
                "the votes {votes:?} at {at} can be told from {:?}",
                runs[0].1
            );
            assert_eq!(screen, &runs[0].1);
        }
    }
}

#[test]
fn a_number_that_is_typed_as_a_vote_never_reaches_the_screen() {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 24), &[]);
    terminal.shows("ann, your vote");
    terminal.send("yy\ra1\r1\r\ra");
    terminal.shows("Q3:");
    terminal.shows("ann, your vote (1 of 2).");
    let before = terminal.raw.len();
    terminal.send("4711");
    // What is too large is refused without being repeated, and typed anew.
    terminal.send("9\r");
    terminal.shows("not an answer to this question");
    terminal.send("4711\r");
    terminal.shows("ben, your vote (2 of 2).");
    terminal.send("4\u{7f}71\u{1b}[9~3\u{7f}1\r");
    terminal.shows("Everybody has voted.");
    let sent = String::from_utf8_lossy(&terminal.raw[before..]).into_owned();
    for typed in ["4711", "47119", "4,711", "47,119", "711", "71"] {
        assert!(!sent.contains(typed), "{typed} was sent: {sent:?}");
    }
    terminal.send("\r");
    let screen = terminal.shows("4,711 years");
    assert!(screen.contains("711 years"), "{screen}");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}

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
fn members_come_and_go() {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 24), &[]);
    terminal.shows("ann, your vote (1 of 2).");
    terminal.send("m");
    terminal.shows("2 members");
    terminal.send("\r");
    terminal.shows("Name");
    terminal.send("Zo\u{eb}\r");
    terminal.shows("ann, your vote (1 of 3).");
    terminal.send("yy");
    terminal.shows("Zo\u{eb}, your vote (3 of 3).");
    terminal.send("n");
    terminal.shows("Everybody has voted.");
    terminal.send("m");
    terminal.shows("ben leaves");
    terminal.send("ben\r");
    terminal.shows("The votes so far stay.");
    terminal.send("\ra");
    terminal.shows("Q2:");
    terminal.shows("ann, your vote (1 of 2).");
    terminal.send("mben\r");
    terminal.shows("ann, your vote (1 of 3).");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(vote(&place, "zo\u{eb}", "owns"), NO);
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
        let output = run(&place, arguments, "y\nn\nquit\n");
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
fn a_small_screen_without_unicode_or_colour_has_room_for_thirty() {
    let place = Place::new();
    let names: Vec<_> = (1..=30).map(|number| format!("member-{number:02}")).collect();
    let look = [("LANG", "C"), ("LC_ALL", "C"), ("NO_COLOR", "1")];
    let mut terminal = meet(&place, &names.join(","), (60, 20), &look);
    for name in &names {
        terminal.shows(&format!("{name}, your vote"));
        terminal.send(if name.ends_with('7') { "n" } else { "y" });
    }
    terminal.shows("Everybody has voted.");
    terminal.send("\r");
    let screen = terminal.shows("Most votes, 27 of 30: Yes.");
    assert!(screen.contains("y o ========== 27") && screen.contains("n o ==          3"), "{screen}");
    assert!(screen.contains("What speaks for yes, and what"), "{screen}");
    assert!(screen.contains("a agree on Yes | y/n other | b again"), "{screen}");
    terminal.send("a");
    terminal.shows("Q2:");
    terminal.resize(100, 30);
    terminal.shows("member-01, your vote (1 of 30). What you type is not shown.");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    let sent = String::from_utf8_lossy(&terminal.raw);
    assert!(sent.is_ascii());
    for sequence in sent.split("\u{1b}[").skip(1) {
        let end = sequence.find(|c: char| c.is_ascii_alphabetic()).unwrap();
        assert!(!sequence[end..].starts_with('m') || &sequence[..end] == "0", "a style: {sequence:?}");
    }
    assert_eq!(files(&place).len(), 31);
}

#[test]
fn more_than_nine_options_are_voted_for_by_their_numbers() {
    let place = Place::new();
    let options: Vec<_> =
        (1..=12).map(|n| format!("  {{ id = \"o{n}\", text = \"Option {n:02}\" }},\n")).collect();
    let question = |id: &str, kind: &str| {
        let options = options.concat();
        format!(
            "[[question]]\nid = \"{id}\"\ntrait = \"whole\"\nkind = \"{kind}\"\ntext = \"Which, {id}?\"\noptions = [\n{options}]\n"
        )
    };
    let many = format!(
        "[questionnaire]\nid = \"many\"\nversion = \"1.0.0\"\ntitle = \"Many\"\n[[pole]]\nid = \"one\"\ntitle = \"One\"\n\
         [[dimension]]\nid = \"all\"\ntitle = \"All\"\n[[trait]]\nid = \"whole\"\ndimension = \"all\"\npoles = [\"one\"]\n\
         title = \"Whole\"\n{}{}",
        question("single", "choice"),
        question("several", "multiple")
    );
    fs::write(place.folder.path().join("many.toml"), many).unwrap();
    let mut command = program(place.folder.path());
    command.args([
        "survey",
        "./many.toml",
        "--facilitate",
        "--members",
        "ann,ben",
        "-o",
        "out.toml",
        "--team",
        "t",
    ]);
    let mut terminal = Terminal::start(command, (60, 20));
    terminal.shows("ann, your vote (1 of 2).");
    terminal.send("12\r");
    terminal.shows("ben, your vote (2 of 2).");
    terminal.send("13\r");
    terminal.shows("Type the numbers of options");
    terminal.send("3\u{7f}12\r\r");
    terminal.shows("All 2 votes: 12.");
    terminal.send("a");
    terminal.shows("Which, several?");
    terminal.send("1 12\r12, 2\r\r");
    terminal.shows("The votes differ on 2 of 12");
    terminal.send("a");
    terminal.shows("The end");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    let text = fs::read_to_string(place.folder.path().join("out.toml")).unwrap();
    assert!(text.contains("single = \"o12\"") && text.contains("several = [\"o12\"]"), "{text}");
}

#[test]
fn the_earlier_answer_is_shown_after_the_reveal_and_not_before() {
    let place = Place::new();
    fs::write(
        place.folder.path().join("spring.toml"),
        "questionnaire = \"twelve\"\n[answers]\nowns = \"no\"\n",
    )
    .unwrap();
    let mut command = program(place.folder.path());
    command.args(["survey", "./twelve.toml", "--facilitate", "--members", "ann,ben", "-o", "team.toml"]);
    command.args(["--team", "t", "--from", "spring.toml"]);
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.shows("ann, your vote");
    terminal.send("yn");
    let screen = terminal.shows("Everybody has voted.");
    assert!(!screen.contains("earlier"), "{screen}");
    terminal.send("\r");
    terminal.shows("No (earlier answer)");
    terminal.send("t");
    terminal.shows("Q4:");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(agreed(&place, "owns"), NO);
}

#[test]
fn who_votes_is_asked_for_where_it_is_not_said() {
    let place = Place::new();
    let mut command = program(place.folder.path());
    command.args(["survey", "./twelve.toml", "--facilitate", "-o", "team.toml", "--team", "t"]);
    let mut terminal = Terminal::start(command, (80, 24));
    terminal.shows("Who votes?");
    terminal.send("\r");
    terminal.shows("Somebody must vote.");
    terminal.send("ann, Ann\r");
    terminal.shows("There are two members called Ann");
    terminal.send("\u{7f}\u{7f}\u{7f}ben\r");
    terminal.shows("ann, your vote (1 of 2).");
    terminal.send("y");
    terminal.shows("ben, your vote (2 of 2).");
    // The window is closed in the middle of a vote.
    terminal.close();
    terminal.ends();
    assert_eq!(vote(&place, "ann", "owns"), YES);
}

#[test]
fn the_end_says_where_the_votes_agree() {
    let place = Place::new();
    let mut terminal = meet(&place, "ann,ben", (80, 40), &[]);
    terminal.shows("ann, your vote");
    terminal.send("nn\ra");
    terminal.shows("Q4:");
    terminal.send("13\r!it depends\r");
    terminal.shows("Dissent recorded");
    terminal.send("2");
    terminal.shows("Q5:");
    terminal.send("\u{1b}[F");
    let screen = terminal.shows("All votes were the same on 1 of 2 questions.");
    assert!(screen.contains("Q4: how often does it happen? (options 1 to 3)"), "{screen}");
    assert!(screen.contains("A dissent is recorded on:"), "{screen}");
    assert!(screen.contains("standpoint report team.toml -Q ./twelve.toml"), "{screen}");
    assert!(!screen.contains("ann") && !screen.contains("ben"), "nobody is named: {screen}");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}

#[test]
fn a_member_alone_and_a_text_for_the_team() {
    let place = Place::new();
    let mut terminal = meet(&place, "solo", (80, 24), &[]);
    terminal.shows("solo, your vote (1 of 1).");
    terminal.send("n\r");
    terminal.shows("The one vote: No.");
    terminal.send("a");
    terminal.shows("Q4:");
    terminal.send("gelse\r");
    terminal.shows("One answer for the whole team.");
    terminal.send("\rall is well\r");
    terminal.until(|screen| screen.contains("2 of 10 done"));
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(agreed(&place, "remark"), Some(Response::Answered(Value::Text("all is well".to_owned()))));
    assert_eq!(vote(&place, "solo", "remark"), None);
}

/// Runs a survey in plain lines.
fn run(place: &Place, arguments: &[&str], lines: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_standpoint"))
        .args(["survey", "./twelve.toml"])
        .args(arguments)
        .current_dir(place.folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses to start does not read.
    let _ = child.stdin.take().unwrap().write_all(lines.as_bytes());
    child.wait_with_output().unwrap()
}

fn script(place: &Place, members: &str, lines: &str) -> (Option<i32>, String, String) {
    let output = run(place, &["--facilitate", "--members", members, "-o", "team.toml"], lines);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_meeting_is_driven_by_a_script() {
    let place = Place::new();
    let lines = "yes\nno\nreveal\nagree\nno\n/back\nyes\nback\nno\nquit\n";
    let (status, text, _) = script(&place, "ann,ben", lines);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("The votes are split."), "{text}");
    assert!(text.contains("The votes point to no answer; choose one."), "{text}");
    assert_eq!(agreed(&place, "owns"), NO);

    let lines = "2\n0\n3\n\nmembers\njoin cy\nagain\n2\n2\nunknown\n\nagree\n\
                 na we are new\nskip\nleave cy\nleave cy\n\nna not ours\n1\n\nopen\ngoto 9\nend\nquit\n";
    let (status, text, _) = script(&place, "ann,ben", lines);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("2 members: ann, ben."), "{text}");
    assert!(text.contains("Type a number from 1 to 3."), "{text}");
    assert!(text.contains("Most votes, 2 of 3: 2. Weekly."), "{text}");
    assert!(text.contains("There is no such member."), "{text}");
    assert_eq!(agreed(&place, "habit-4"), Some(Response::Answered(Value::Choice(1))));
    assert_eq!(vote(&place, "cy", "habit-4"), Some(Response::Unknown));
    let reason = |reason: &str| Some(Response::NotApplicable { reason: Some(reason.to_owned()) });
    assert_eq!(vote(&place, "ann", "habit-5"), reason("we are new"));
    assert_eq!(agreed(&place, "habit-5"), reason("not ours"));
    assert_eq!(vote(&place, "ben", "habit-5"), None);
    assert!(!text.contains('\u{1b}'), "no cursor movement, no colour: {text}");
}

#[test]
fn plain_lines_do_not_repeat_a_vote() {
    let place = Place::new();
    let (_, text, _) = script(&place, "ann,ben", "yes\nyes\n\nagree\n1\n1\n\nagree\n4711\n99999\n4711");
    let voting = text.rsplit("ann, your vote").next().unwrap();
    assert!(voting.contains("not an answer to this question"), "{voting}");
    for typed in ["4711", "4,711", "99999", "99,999"] {
        assert!(!voting.contains(typed), "{typed} is repeated: {voting}");
    }
    // The last line came without its end: it counts all the same.
    assert_eq!(vote(&place, "ben", "age"), Some(Response::Answered(Value::Number(4711.0))));
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
    let output = run(&place, &arguments, "no\n\nkeep\nquit\n");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stdout));
    let text = fs::read_to_string(place.folder.path().join("autumn.json")).unwrap();
    assert!(!text.contains("bob") && !text.contains("role") && text.contains("\"owns\": \"no\""), "{text}");
    let text = fs::read_to_string(place.folder.path().join("autumn.ann.json")).unwrap();
    assert!(text.contains("\"respondent\": \"ann\""), "{text}");
}

#[test]
fn names_that_are_none_are_refused() {
    let place = Place::new();
    let long = "n".repeat(41);
    for (members, message) in [
        ("ann,Ann", "two members called Ann"),
        (long.as_str(), "at most 40"),
        ("\u{7}", "needs a name"),
        (" , ", "say who votes"),
    ] {
        let (status, _, errors) = script(&place, members, "");
        assert_eq!(status, Some(2), "{members}: {errors}");
        assert!(errors.contains(message), "{members}: {errors}");
    }
    let output = run(&place, &["--members", "ann"], "");
    assert_eq!(output.status.code(), Some(2), "members without a meeting");
    assert!(files(&place).is_empty(), "{:?}", files(&place));
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
