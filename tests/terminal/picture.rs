//! The pictures of the survey in the README and the docs are what its screens really show.

use std::fmt::Write as _;
use std::fs;

use snapbox::data::DataFormat;
use snapbox::{Data, assert_data_eq};

use super::harness::{Place, Terminal, program};

const SIZE: (u16, u16) = (80, 22);

/// The screen as text with styles, without the blank lines at its end.
fn styled(terminal: &Terminal) -> String {
    let screen = terminal.parser.screen();
    let mut lines: Vec<String> = (0..SIZE.1)
        .map(|row| {
            let mut line = String::new();
            let mut style = anstyle::Style::new();
            for cell in (0..SIZE.0).filter_map(|column| screen.cell(row, column)) {
                let now = look(cell);
                if now != style {
                    write!(line, "{style:#}{now}").unwrap();
                    style = now;
                }
                line.push_str(if cell.has_contents() { cell.contents() } else { " " });
            }
            write!(line, "{style:#}").unwrap();
            line.trim_end().to_owned()
        })
        .collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines.join("\n")
}

fn look(cell: &vt100::Cell) -> anstyle::Style {
    let mut style = anstyle::Style::new();
    if cell.contents().trim().is_empty() {
        return style;
    }
    if let vt100::Color::Idx(colour) = cell.fgcolor() {
        style = style.fg_color(Some(anstyle::Ansi256Color(colour).into()));
    }
    if cell.bold() {
        style = style.bold();
    }
    if cell.dim() {
        style = style.dimmed();
    }
    style
}

fn is_the_picture(text: String, file: &str) {
    let picture = Data::read_from(file.as_ref(), Some(DataFormat::TermSvg));
    assert_data_eq!(Data::text(text + "\n").coerce_to(DataFormat::TermSvg), picture);
}

#[test]
fn the_pictures_in_the_docs_are_the_real_screens() {
    let place = Place::flagship();
    let survey = |more: &[&str]| {
        let mut command = program(place.folder.path());
        command.args(["survey", "-o", "team.toml"]);
        command.args(more);
        Terminal::start(command, SIZE)
    };
    let mut terminal = survey(&["--form", "quick", "--team", "Ledger", "--role", "tech lead"]);
    terminal.shows("q quit");
    let question = styled(&terminal);
    is_the_picture(question.clone(), "docs/img/survey.svg");

    let mut transcript = question;
    let mut then = |terminal: &mut Terminal, keys: &str, name: &str, until: &str| {
        terminal.send(keys);
        terminal.shows(until);
        let screen = styled(terminal);
        let dim = anstyle::Style::new().dimmed();
        write!(transcript, "\n\n {dim}[{name}]{dim:#}\n\n{screen}").unwrap();
    };
    then(&mut terminal, "h", "h", "commenting.");
    then(&mut terminal, "\u{1b}[B", "down arrow", "\u{276f}  2");
    terminal.send("q");
    terminal.ends_well();

    let half_filled = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/teams/half-filled.toml");
    fs::copy(half_filled, place.file()).unwrap();
    let mut terminal = survey(&[]);
    then(&mut terminal, "", "a file that is half filled", "Go on where it was?");
    then(&mut terminal, "y\u{1b}[F", "y, then End", "The end");
    then(&mut terminal, "p", "p", "read on");
    terminal.send("bq");
    terminal.ends_well();
    is_the_picture(transcript, "docs/img/survey-transcript.svg");
}
