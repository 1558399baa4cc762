use std::fs;
use std::time::Duration;

use standpoint::answers::AnswerSheet;
use standpoint::guide::Narrowing;
use standpoint::questionnaire::Questionnaire;
use standpoint::survey::{Action, Options, Session, Short, Stop};

use super::harness::{Place, Terminal, first_answer, program};

/// More minutes than a test takes, however busy the machine is.
const PLENTY: &str = "600";

fn session<'q>(
    questionnaire: &'q Questionnaire,
    guide: &'q Narrowing<'q>,
    sheet: Option<AnswerSheet>,
) -> Session<'q> {
    let sheet = sheet.unwrap_or_else(|| AnswerSheet::new(questionnaire));
    let short = Short { time: Duration::from_hours(10), guide };
    Session::new(questionnaire, sheet, Options::default()).shortened(short)
}

/// Answers by keys, as often as it is told or until the survey stops, along the way that the state machine goes.
fn answer(terminal: &mut Terminal, session: &mut Session<'_>, times: usize) {
    for _ in 0..times {
        let Some(at) = session.cursor() else { break };
        let beginning: String = session.questionnaire()[at].text.chars().take(30).collect();
        terminal.shows(&format!("{} done", session.progress().said()));
        terminal.shows(&beginning);
        let (keys, value) = first_answer(&session.questionnaire()[at].kind);
        terminal.send(keys);
        session.apply(Action::Answer(value)).unwrap();
    }
}

/// A screen as one line, wherever its lines were broken.
fn unwrapped(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_short_survey_asks_what_tells_most_goes_on_where_it_was_and_stops_when_it_knows_enough() {
    let place = Place::flagship();
    let guide = Narrowing::new(&place.questionnaire);
    let mut terminal = place.survey_with(&["--minutes", PLENTY], (80, 60));
    let mut first = session(&place.questionnaire, &guide, None);
    answer(&mut terminal, &mut first, 7);
    terminal.shows("7 done");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);

    let mut terminal = place.survey_with(&["--minutes", PLENTY], (80, 60));
    terminal.shows("Go on where it was?");
    terminal.send("y");
    let mut second = session(&place.questionnaire, &guide, place.sheet());
    assert_eq!(second.cursor(), first.cursor(), "the file says all that is needed to go on");
    answer(&mut terminal, &mut second, 66);
    terminal.shows("The end");
    assert_eq!(second.budget().unwrap().stop, Some(Stop::Settled));
    let open = second.progress().open;
    assert!(open > 0);
    for what in [
        &format!("{open} of 66 questions are open. That is enough: no open answer can change the zone."),
        "Left out: ",
        "To answer the rest: standpoint survey -o team.toml",
    ] {
        terminal.until(|screen| unwrapped(screen).contains(what));
    }
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    terminal.shows("the rest left out.");

    // Without the limit the rest is asked, in the order of the questionnaire.
    let mut terminal = place.survey();
    terminal.shows("Go on where it was?");
    terminal.send("y");
    terminal.shows(&format!("{} of 66 done", 66 - open));
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
}

#[test]
fn where_nothing_fits_into_the_time_it_says_so_and_lets_one_go_on_by_hand() {
    let place = Place::flagship();
    let mut terminal = place.survey_with(&["--minutes", "0.05"], (80, 60));
    terminal.until(|screen| {
        unwrapped(screen).contains("The time is up; open answers can still change the result.")
    });
    terminal.send("1");
    terminal.shows("1-5 answer");
    terminal.send("2");
    terminal.shows("65 of 66 questions are open.");
    terminal.send("q");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(place.sheet().unwrap().entries().count(), 1);
}

#[test]
fn a_short_survey_in_plain_lines_takes_fresh_answers_over_and_asks_within_the_form() {
    let place = Place::flagship();
    let spring = "questionnaire = \"devops-itops\"\nversion = \"1.0.0\"\nform = \"quick\"\nteam = \"t\"\n\
        date = 2020-03-01\n[answers]\ndelivery-speed-practice = { answer = 1, date = 2999-01-01 }\n";
    fs::write(place.folder.path().join("spring.toml"), spring).unwrap();
    let mut command = program(place.folder.path());
    command.args(["survey", "--plain", "--from", "spring.toml", "--stale", "90d", "--form", "quick"]);
    command.args(["--minutes", PLENTY, "-o", "team.toml"]);
    let mut terminal = Terminal::start(command, (100, 60));
    terminal.shows("1 answer taken over as fresh enough");
    terminal.shows("Of 33 questions those that tell most: 600 of 600 min left");
    terminal.send("1\n");
    terminal.shows("2 of 33 done, ");
    terminal.send("end\n");
    terminal.shows("Left out: ");
    terminal.send("quit\n");
    assert_eq!(terminal.ends_well(), 0);
    assert_eq!(place.sheet().unwrap().entries().count(), 2);
}

#[test]
fn minutes_must_be_a_time() {
    let place = Place::new();
    for wrong in ["0", "-5", "ten", "NaN", "inf", "1441"] {
        let mut terminal = place.survey_with(&[&format!("--minutes={wrong}")], (100, 24));
        terminal.shows("this needs a number of minutes, for instance 10");
        assert_eq!(terminal.ends_well(), 2, "{wrong}");
    }
}
