//! Many teams side by side: what is found, what is left out, and every format of it.

mod command;
mod findings;
mod formats;
mod hostile;
#[cfg(feature = "xlsx")]
mod workbook;

use std::sync::LazyLock;

use standpoint::answers::{AnswerSheet, Entry as Said, Response, Subject};
use standpoint::portfolio::results::Results;
use standpoint::portfolio::{self, Entry, Origin, Plan, Portfolio};
use standpoint::questionnaire::{Kind, Questionnaire, Value, catalogue, compile};
use standpoint::report::{self, Inputs, Report};
use standpoint::{advice, scoring};

/// The questionnaire that the teams of these tests answer.
fn flagship() -> &'static Questionnaire {
    static FLAGSHIP: LazyLock<Questionnaire> = LazyLock::new(|| {
        compile(&catalogue::sources("devops-itops").unwrap())
            .unwrap_or_else(|problems| panic!("{problems}"))
            .questionnaire
    });
    &FLAGSHIP
}

/// The report of a team whose answers go up and down with the seed; each `gap`-th question is left out.
fn report(team: &str, seed: usize, gap: usize) -> Report {
    let questionnaire = flagship();
    let mut sheet = AnswerSheet::new(questionnaire);
    sheet.subject = Subject {
        team: Some(team.to_owned()),
        date: Some(jiff::civil::date(2026, 7, 1 + i8::try_from(seed % 28).unwrap())),
        ..Subject::default()
    };
    for index in questionnaire.question_indices() {
        if gap > 0 && index.0 % gap == gap - 1 {
            continue;
        }
        let pick = (index.0 * 7 + seed * 13 + index.0 / 5 * seed) % 5;
        let value = match &questionnaire[index].kind {
            Kind::Choice(options) => Value::Choice(pick * (options.len() - 1) / 4),
            Kind::Multiple { options, .. } => Value::Multiple((0..pick.min(options.len() - 1)).collect()),
            Kind::Number(number) => Value::Number(number.anchors[pick % number.anchors.len()].0),
            Kind::YesNo => Value::YesNo(pick > 2),
            Kind::Text => Value::Text("so".to_owned()),
        };
        sheet.set(index, Some(Said::from(Response::Answered(value))));
    }
    let assessment = scoring::score(questionnaire, &sheet);
    let advice = advice::advise(questionnaire, &assessment);
    report::build(&Inputs {
        questionnaire,
        sheet: &sheet,
        assessment: &assessment,
        advice: &advice,
        generator: "standpoint (tests)",
    })
}

fn entry(report: &Report) -> Entry {
    Entry::of_report(report, Origin { input: "t.ndjson".to_owned(), row: Some(1) })
}

fn build(entries: Vec<Entry>, plan: &Plan) -> Portfolio {
    let mut portfolio = portfolio::build(flagship(), Results { entries, rejected: 0 }, plan);
    "standpoint (tests)".clone_into(&mut portfolio.generator);
    portfolio
}

/// Fourteen teams; the last answers only half of the questions.
fn reports() -> Vec<Report> {
    const NAMES: [&str; 14] = [
        "Larch", "Alder", "Maple", "Birch", "Cedar", "Elm", "Fir", "Hazel", "Juniper", "Oak", "Pine",
        "Rowan", "Yew", "Aspen",
    ];
    let gap = |index: usize| if index == 13 { 2 } else { 0 };
    NAMES.iter().enumerate().map(|(index, name)| report(name, index, gap(index))).collect()
}
