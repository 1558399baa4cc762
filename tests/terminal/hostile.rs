use std::fs;

use super::harness::{Place, Terminal, program};

/// Escape sequences, a bell, a title for the window, text that runs the other way, wide and combining characters; and
/// more options than there are digits.
const HOSTILE: &str = r#"
[questionnaire]
id = "hostile"
version = "1.0.0"
title = "Red \u001b[31m title"
description = "Bell \u0007 and \u001b]0;owned\u0007"

[[pole]]
id = "one"
title = "One"

[[dimension]]
id = "all"
title = "\u6771\u4eac \u202eback"

[[trait]]
id = "whole"
dimension = "all"
poles = ["one"]
title = "Cafe\u0301 \u001b[2J"

[[question]]
id = "many"
trait = "whole"
kind = "choice"
text = "\u001b[31mWhich \u6771\u4eac one?\u0000"
help = "\u001b[5mHelp\u009b1m"
options = [
  { id = "a", text = "\u6771\u4eac\u6771\u4eac \u001b[1;1Hhome" },
  { id = "b", text = "e\u0301e\u0301" },
  { id = "c", text = "C" }, { id = "d", text = "D" }, { id = "e", text = "E" }, { id = "f", text = "F" },
  { id = "g", text = "G" }, { id = "h", text = "H" }, { id = "i", text = "I" }, { id = "j", text = "J" },
  { id = "k", text = "K" },
  { id = "l", text = "Twelfth" },
]

[[question]]
id = "last"
trait = "whole"
kind = "yes-no"
text = "Last?"
"#;

const ANSWERS: &str = "questionnaire = \"hostile\"\nteam = \"t\\u001b[35m\"\nrole = \"r\"\n[answers]\n\
    many = { answer = \"b\", note = \"n\\u001b[36m\\u202e\", evidence = \"\\u001b]8;;http://x\\u0007\" }\n";

fn place() -> Place {
    let place = Place::new();
    fs::write(place.folder.path().join("hostile.toml"), HOSTILE).unwrap();
    fs::write(place.file(), ANSWERS).unwrap();
    place
}

fn survey(place: &Place, more: &[&str]) -> Terminal {
    let mut command = program(place.folder.path());
    command.args(["survey", "./hostile.toml", "-o", "team.toml", "--form", "full"]);
    command.args(more);
    command.env("NO_COLOR", "1");
    Terminal::start(command, (80, 30))
}

/// What none of the texts may get to the terminal.
fn is_harmless(terminal: &Terminal) {
    let sent = String::from_utf8_lossy(&terminal.raw).into_owned();
    for bad in [
        "\u{1b}[31m",
        "\u{1b}[35m",
        "\u{1b}[36m",
        "\u{1b}[5m",
        "\u{1b}]",
        "\u{7}",
        "\u{202e}",
        "\u{9b}",
        "\0",
    ] {
        assert!(!sent.contains(bad), "{bad:?} was sent: {sent:?}");
    }
}

#[test]
fn no_text_of_a_questionnaire_or_a_file_moves_the_cursor_or_colours_the_screen() {
    let place = place();
    let mut terminal = survey(&place, &[]);
    terminal.shows("Go on where it was?");
    terminal.send("y");
    terminal.shows("Last?");
    terminal.send("\u{1b}[Dh");
    terminal.shows("Help");
    for (key, shown) in
        [("w", "Enter takes it"), ("g", "Esc goes back"), ("o", "Esc goes back"), ("x", "Enter takes it")]
    {
        terminal.send(key);
        terminal.shows(shown);
        terminal.send("\u{3}");
        terminal.shows("? all keys");
    }
    for (key, shown) in [("p", "any"), ("v", "The report so far")] {
        terminal.send(key);
        terminal.shows(shown);
        terminal.send("b");
        terminal.shows("? all keys");
    }
    terminal.send("\u{1b}[F");
    terminal.shows("The end");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    is_harmless(&terminal);

    let mut terminal = survey(&place, &["--plain"]);
    terminal.shows("Last?");
    terminal.send("back\nexplain\nplace\nopen\nend\nquit\n");
    assert_eq!(terminal.ends_well(), 0);
    is_harmless(&terminal);
}

#[test]
fn the_twelfth_option_is_reached_by_arrows_and_by_its_number_in_plain_lines() {
    let place = place();
    let mut terminal = survey(&place, &[]);
    terminal.shows("Go on where it was?");
    terminal.send("y");
    terminal.shows("Last?");
    terminal.send("\u{1b}[D");
    terminal.shows("1-9 answer, or arrows and Enter");
    terminal.send("0");
    terminal.shows("There are 12 options; arrows reach those after the ninth.");
    terminal.send("\u{1b}[A\u{1b}[A");
    terminal.shows("\u{276f}    \u{25cb} Twelfth");
    terminal.send("\r");
    terminal.shows("1 of 2 done");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert!(fs::read_to_string(place.file()).unwrap().contains("answer = \"l\""));

    let mut terminal = survey(&place, &["--plain"]);
    terminal.shows("Last?");
    terminal.send("back\n11\nquit\n");
    assert_eq!(terminal.ends_well(), 0);
    assert!(fs::read_to_string(place.file()).unwrap().contains("answer = \"k\""));
}

#[test]
fn wide_and_combining_characters_align() {
    let place = place();
    let mut terminal = survey(&place, &[]);
    terminal.shows("Go on where it was?");
    terminal.send("y");
    terminal.shows("Last?");
    terminal.send("\u{1b}[D");
    let screen = terminal.shows("Twelfth");
    let column = |text: &str| {
        let line =
            screen.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("{text}:\n{screen}"));
        unicode_width::UnicodeWidthStr::width(&line[..line.find(text).unwrap()])
    };
    for text in ["\u{6771}\u{4eac}\u{6771}\u{4eac} ", "e\u{301}e\u{301}"] {
        assert_eq!(column(text), column("Twelfth"), "{text}");
    }
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}
