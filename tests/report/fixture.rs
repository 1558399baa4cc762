//! Reports for the tests.

use standpoint::answers::{self, AnswerSheet, Entry, Response, Syntax};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{self, Kind, Questionnaire, Value, catalogue};
use standpoint::render::{self, Format, Options};
use standpoint::report::inspection::{Inspection, Origin, inspect};
use standpoint::report::{self, Gate, Inputs, Report};
use standpoint::{advice, scoring};

/// What made the reports of these tests; the version of the program stays out of the golden files.
const GENERATOR: &str = "standpoint test";

/// The small questionnaire with everything that a report can show.
pub fn questionnaire() -> Questionnaire {
    compiled(&[Source::new("questionnaire.toml", include_str!("fixture/questionnaire.toml"))])
}

/// A report with everything that a report can show.
pub fn report() -> Report {
    of_answers(&questionnaire(), include_str!("fixture/answers.toml"))
}

/// What a pipeline looks at in a report on the answers of the fixture, with gates of which one is met, one missed and one
/// of a dimension.
pub fn inspected(report: &Report) -> Inspection {
    let source = Source::new("teams/quay side.toml", include_str!("fixture/answers.toml"));
    let origin = Origin::new(&source, Syntax::Toml, Some("teams/quay%20side.toml".to_owned()));
    let poles = report.poles.iter().zip(["=0.1", "=0.99"]).map(|(pole, least)| format!("{}{least}", pole.id));
    let (part, pole) = (&report.dimensions[0].id, &report.poles[0].id);
    let gates: Vec<Gate> = poles
        .chain([format!("{part}.{pole}=level:3")])
        .map(|gate| Gate::parse(&gate, report).unwrap_or_else(|error| panic!("{error}")))
        .collect();
    inspect(report, &gates, &origin)
}

/// The report of an answer file.
pub fn of_answers(questionnaire: &Questionnaire, answers: &str) -> Report {
    let source = Source::new("answers.toml", answers);
    match answers::read(&source, Syntax::Toml, questionnaire) {
        Ok(read) => of_sheet(questionnaire, &read.sheet),
        Err(findings) => panic!("{findings}"),
    }
}

/// The questionnaire and the answers that a person has reckoned through.
pub fn worked_example() -> (Questionnaire, AnswerSheet) {
    const ANSWERS: &str = r#"
questionnaire = "worked-example"
[answers]
pipeline-practice = 4
pipeline-reach = 60
release-frequency = 3
change-review = 3
change-surprises = 2
incident-parts = [1, 2]
incident-drill = "unknown"
learning-reviews = 2
learning-backlog = "n/a"
"#;
    let questionnaire =
        compiled(&[Source::new("worked-example.toml", include_str!("../judgement/worked-example.toml"))]);
    let read = answers::read(&Source::new("answers.toml", ANSWERS), Syntax::Toml, &questionnaire);
    (questionnaire, read.unwrap_or_else(|findings| panic!("{findings}")).sheet)
}

/// The answers of an example team, to the flagship questionnaire.
pub fn of_team(name: &str) -> AnswerSheet {
    let path = format!("{}/examples/teams/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let source = Source::new(&path, std::fs::read_to_string(&path).expect("the example is there"));
    let read = answers::read(&source, Syntax::Toml, &built_in("devops-itops"));
    read.unwrap_or_else(|findings| panic!("{findings}")).sheet
}

/// The report of a sheet.
pub fn of_sheet(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> Report {
    let assessment = scoring::score(questionnaire, sheet);
    let advice = advice::advise(questionnaire, &assessment);
    report::build(&Inputs {
        questionnaire,
        sheet,
        assessment: &assessment,
        advice: &advice,
        generator: GENERATOR,
    })
}

/// A questionnaire that comes with the program.
pub fn built_in(id: &str) -> Questionnaire {
    compiled(&catalogue::sources(id).expect("it is built in"))
}

/// A questionnaire from sources that must be sound.
pub fn compiled(sources: &[Source]) -> Questionnaire {
    match questionnaire::compile(sources) {
        Ok(compiled) => compiled.questionnaire,
        Err(findings) => panic!("{findings}"),
    }
}

/// A sheet whose answers follow from a number: each question is answered, unknown, not applicable or open.
pub fn sheet(questionnaire: &Questionnaire, mut seed: u64) -> AnswerSheet {
    // A linear congruential generator (Knuth, MMIX): its high bits are good enough to mix states.
    let mut next = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits fit") % bound
    };
    let mut sheet = AnswerSheet::new(questionnaire);
    let answered = next(11);
    for index in questionnaire.question_indices() {
        let response = match next(10) {
            state if state < answered => Response::Answered(match &questionnaire[index].kind {
                Kind::Choice(options) => Value::Choice(next(options.len())),
                Kind::Multiple { options, .. } => {
                    Value::Multiple((0..options.len()).filter(|_| next(2) == 0).collect())
                }
                Kind::Number(number) => Value::Number(number.minimum.unwrap_or(0.0) + next(40) as f64),
                Kind::YesNo => Value::YesNo(next(2) == 0),
                Kind::Text => Value::Text("as it is".to_owned()),
            }),
            8 => Response::Unknown,
            9 => Response::NotApplicable { reason: None },
            _ => continue,
        };
        sheet.set(index, Some(Entry::from(response)));
    }
    sheet
}

/// A report in a format.
pub fn rendered(format: Format, report: &Report, options: &Options) -> String {
    let mut bytes = Vec::new();
    render::render(format, report, options, &mut bytes).expect("a vector takes everything");
    String::from_utf8(bytes).expect("every format is UTF-8")
}
