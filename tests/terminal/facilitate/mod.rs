//! A team at one screen, in a real terminal and in plain lines.

mod files;
mod plain;
mod random;
mod secrecy;

use std::fs;
use std::path::PathBuf;

use standpoint::answers::{AnswerSheet, Confidence, Response};
use standpoint::questionnaire::Value;

use super::harness::{self, Place, Terminal, program, read};

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

fn script(place: &Place, members: &str, lines: &str) -> (Option<i32>, String, String) {
    let output = place.in_plain_lines(&["--facilitate", "--members", members, "-o", "team.toml"], lines);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

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
