use std::ops::ControlFlow;

use proptest::prelude::*;
use standpoint::advice;
use standpoint::answers::{self, AnswerSheet, Response};
use standpoint::batch::{self, Event, Format, Plan, Position, Scored, TableFormat};
use standpoint::questionnaire::{Kind, Question, Questionnaire, Value, catalogue, compile};
use standpoint::report::{self, Inputs, Report, row};
use standpoint::scoring::{self, Scorer, Scores};

use super::{column, run, small, table};

/// Any answer to a question, or none.
fn response(question: &Question) -> BoxedStrategy<Option<Response>> {
    let value = match &question.kind {
        Kind::Choice(options) => (0..options.len()).prop_map(Value::Choice).boxed(),
        Kind::Multiple { options, .. } => {
            let all: Vec<usize> = (0..options.len()).collect();
            proptest::sample::subsequence(all, 1..=options.len()).prop_map(Value::Multiple).boxed()
        }
        Kind::Number(number) => {
            let least = number.minimum.unwrap_or(0.0);
            (least..number.maximum.unwrap_or(1000.0)).prop_map(Value::Number).boxed()
        }
        Kind::YesNo => any::<bool>().prop_map(Value::YesNo).boxed(),
        Kind::Text => Just(Value::Text("=SUM(A1), \"so\"".to_owned())).boxed(),
    };
    prop_oneof![
        5 => value.prop_map(|value| Some(Response::Answered(value))),
        1 => Just(Some(Response::Unknown)),
        1 => Just(Some(Response::NotApplicable { reason: None })),
        1 => Just(None),
    ]
    .boxed()
}

pub fn sheets(
    questionnaire: &Questionnaire,
    count: usize,
) -> impl Strategy<Value = Vec<AnswerSheet>> + use<> {
    let blank = AnswerSheet::new(questionnaire);
    let responses: Vec<_> = questionnaire.questions().iter().map(response).collect();
    let indices: Vec<_> = questionnaire.question_indices().collect();
    let sheet = responses.prop_map(move |responses| {
        let mut sheet = blank.clone();
        sheet.subject.team = Some("+team".to_owned());
        for (index, response) in indices.iter().zip(responses) {
            sheet.set(*index, response.map(Into::into));
        }
        sheet
    });
    proptest::collection::vec(sheet, 1..=count)
}

fn build(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> Report {
    let assessment = scoring::score(questionnaire, sheet);
    let advice = advice::advise(questionnaire, &assessment);
    report::build(&Inputs {
        questionnaire,
        sheet,
        assessment: &assessment,
        advice: &advice,
        generator: report::GENERATOR,
    })
}

/// The answers as one line of NDJSON each.
pub fn ndjson(questionnaire: &Questionnaire, sheets: &[AnswerSheet]) -> String {
    let line = |sheet| answers::to_json(questionnaire, sheet).replace('\n', " ") + "\n";
    sheets.iter().map(line).collect()
}

/// The answers as a table with a cell a question.
pub fn cells(questionnaire: &Questionnaire, sheets: &[AnswerSheet]) -> String {
    let mut table = csv::Writer::from_writer(Vec::new());
    let titles = questionnaire.questions().iter().map(|question| question.id.as_str());
    table.write_record(["team"].into_iter().chain(titles)).unwrap();
    for sheet in sheets {
        let cell = |index| {
            let question: &Question = &questionnaire[index];
            match sheet.get(index).and_then(|entry| entry.response.as_ref()) {
                None => String::new(),
                Some(Response::Unknown) => "unknown".to_owned(),
                Some(Response::NotApplicable { .. }) => "n/a".to_owned(),
                Some(Response::Answered(value)) => match (value, &question.kind) {
                    (Value::Choice(chosen), _) => (chosen + 1).to_string(),
                    (Value::Multiple(chosen), Kind::Multiple { options, .. }) => {
                        chosen.iter().map(|index| options[*index].id.clone()).collect::<Vec<_>>().join(";")
                    }
                    (Value::Number(number), _) => number.to_string(),
                    (Value::YesNo(answer), _) => answer.to_string(),
                    (Value::Text(text), _) => text.clone(),
                    (Value::Multiple(_), _) => unreachable!("only questions with several answers have them"),
                },
            }
        };
        let team = sheet.subject.team.clone().unwrap_or_default();
        table.write_record([team].into_iter().chain(questionnaire.question_indices().map(cell))).unwrap();
    }
    String::from_utf8(table.into_inner().unwrap()).unwrap()
}

fn written(questionnaire: &Questionnaire, text: String, from: TableFormat, to: Format) -> String {
    let mut written = Vec::new();
    batch::run(table(text, from), &Plan::new(questionnaire, to), |event| {
        if let Event::Set { output, .. } = event {
            written.extend_from_slice(output);
        }
        ControlFlow::Continue(())
    });
    String::from_utf8(written).unwrap()
}

/// The scores that the events of a run carry, if they are to.
fn carried(questionnaire: &Questionnaire, text: String, to: Format, wanted: bool) -> (Vec<Scored>, usize) {
    let (mut carried, mut sets) = (Vec::new(), 0);
    let mut plan = Plan::new(questionnaire, to);
    plan.scores = wanted;
    batch::run(table(text, TableFormat::Csv), &plan, |event| {
        if let Event::Set { scored, .. } = event {
            sets += 1;
            carried.extend(scored.cloned());
        }
        ControlFlow::Continue(())
    });
    (carried, sets)
}

#[test]
fn scores_are_carried_only_where_they_are_wanted_and_a_set_was_scored() {
    let text = "pace\ndaily\nnever\n".to_owned();
    let (none, sets) = carried(small(), text.clone(), Format::Csv, false);
    assert_eq!((none.len(), sets), (0, 2));
    let (some, sets) = carried(small(), text, Format::Csv, true);
    assert_eq!((some.len(), sets), (1, 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_and_lines_say_what_the_report_says(sheets in sheets(small(), 4)) {
        check(small(), &sheets)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn so_do_those_of_the_built_in_questionnaires(
        choice in 0..3_usize,
        flagship in sheets(&built_in(0), 2),
        second in sheets(&built_in(1), 2),
        third in sheets(&built_in(2), 2),
    ) {
        check(&built_in(choice), [&flagship, &second, &third][choice])?;
    }
}

pub fn built_in(index: usize) -> Questionnaire {
    let id = catalogue::ids().nth(index).unwrap();
    compile(&catalogue::sources(id).unwrap()).unwrap().questionnaire
}

/// Compares what a batch writes with what the reports on the same answers say.
fn check(questionnaire: &Questionnaire, sheets: &[AnswerSheet]) -> Result<(), TestCaseError> {
    let judge = Scorer::new(questionnaire);
    let numbers: Vec<Scores> = sheets.iter().map(|sheet| Scores::from(&judge.score(sheet))).collect();
    prop_assert_eq!(&sheets.iter().map(|sheet| judge.scores(sheet)).collect::<Vec<_>>(), &numbers);

    let lines = ndjson(questionnaire, sheets);
    let reports: Vec<Report> = sheets.iter().map(|sheet| build(questionnaire, sheet)).collect();

    let rows = written(questionnaire, lines.clone(), TableFormat::Ndjson, Format::Csv);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(rows.as_bytes());
    let found: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    prop_assert_eq!(found.len(), reports.len());
    for (index, (found, report)) in found.iter().zip(&reports).enumerate() {
        let mut expected = vec!["t".to_owned(), (index + 1).to_string()];
        expected.extend(row::cells(report));
        expected.extend(["scored".to_owned(), String::new()]);
        prop_assert_eq!(found.iter().collect::<Vec<_>>(), expected);
    }

    let objects = written(questionnaire, lines, TableFormat::Ndjson, Format::Ndjson);
    let found: Vec<Report> = objects.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    prop_assert_eq!(found, reports);

    let of_cells = written(questionnaire, cells(questionnaire, sheets), TableFormat::Csv, Format::Csv);
    prop_assert_eq!(of_cells, rows);

    for format in [Format::Csv, Format::Ndjson] {
        let (found, _) = carried(questionnaire, cells(questionnaire, sheets), format, true);
        let expected: Vec<Scored> = sheets
            .iter()
            .zip(&numbers)
            .map(|(sheet, scores)| Scored { subject: sheet.subject.clone(), scores: scores.clone() })
            .collect();
        prop_assert_eq!(found, expected);
    }
    Ok(())
}

#[test]
fn the_titles_are_those_of_the_format() {
    let head = String::from_utf8(batch::head(&Plan::new(small(), Format::Csv))).unwrap();
    assert_eq!(
        head,
        "input,row,team,respondent,role,date,coverage,flow,ground,flow_low,ground_low,flow_high,ground_high,zone,label,\
         confidence,integration,work.flow,work.ground,status,error\n"
    );
    assert!(batch::head(&Plan::new(small(), Format::Ndjson)).is_empty());
}

#[test]
fn a_rejected_set_has_a_line_of_its_own_among_reports() {
    let run = run(table("pace\ndayly\ndaily\n", TableFormat::Csv), Format::Ndjson, 1);
    let lines: Vec<&str> = run.text.lines().collect();
    assert_eq!(
        lines[0],
        r#"{"format":"standpoint.rejected/1","input":"t","row":1,"code":"no-such-option","line":2,"column":1,"message":"`pace`: there is no option `dayly`","help":"did you mean `daily`?","more":0}"#
    );
    assert!(lines[1].starts_with(r#"{"format":"standpoint.report/1""#));
}

#[test]
fn what_has_no_value_is_empty_and_not_zero() {
    let run = run(table("remarks\nnothing else\n", TableFormat::Csv), Format::Csv, 1);
    for title in ["flow", "ground", "zone", "integration", "work.flow"] {
        assert_eq!(column(&run.text, title), [""], "{title}");
    }
    assert_eq!(column(&run.text, "flow_low"), ["0"]);
    assert_eq!(column(&run.text, "flow_high"), ["1"]);
    assert_eq!(column(&run.text, "coverage"), ["0"]);
}

#[test]
fn a_consumer_that_has_enough_ends_the_run() {
    let text = format!("pace\n{}", "daily\n".repeat(100_000));
    let mut sets = 0;
    let summary = batch::run(table(text, TableFormat::Csv), &Plan::new(small(), Format::Csv), |event| {
        sets += u32::from(matches!(event, Event::Set { .. }));
        if sets == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(summary.stopped);
    assert_eq!(summary.scored, 3);
}

#[test]
fn rows_that_come_together_are_the_same_rows() {
    let text = format!("pace\n{}often\n{}", "daily\n".repeat(500), "\ndaily\n".repeat(20_000));
    let run = |together, from| {
        let after = Position { inputs: 0, rows: from };
        let plan = Plan { together, after, ..Plan::new(small(), Format::Csv) };
        let (mut lines, mut events, mut position) = (Vec::new(), 0, after);
        let summary = batch::run(table(&*text, TableFormat::Csv), &plan, |event| {
            if let Event::Set { output, .. } | Event::Sets { output, .. } = event {
                lines.extend_from_slice(output);
                events += 1;
            }
            if !matches!(event, Event::Ended { .. }) {
                position.note(&event);
            }
            ControlFlow::Continue(())
        });
        (events, (lines, summary, position))
    };
    for from in [0, 300, 10_000] {
        let ((few, together), (many, apart)) = (run(true, from), run(false, from));
        assert!(few < 100 && many == 20_501 - from, "{few} {many}");
        assert!(together == apart);
    }
}
