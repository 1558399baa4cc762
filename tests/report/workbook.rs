//! The workbook as a spreadsheet reads it.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use standpoint::answers::AnswerSheet;
use standpoint::render::{self, Format, Options};
use standpoint::report::{Answer, Report};

use super::fixture::{built_in, of_sheet, questionnaire, report, sheet};
use super::hostile::{HOSTILE, hostile};

fn bytes(report: &Report) -> Vec<u8> {
    let mut bytes = Vec::new();
    render::render(Format::Xlsx, report, &Options::default(), &mut bytes).expect("a vector takes everything");
    bytes
}

fn opened(report: &Report) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes(report))).expect("it is a workbook")
}

/// A sheet of a workbook, looked up by titles of columns.
struct Table(Range<Data>);

impl Table {
    fn of(report: &Report, name: &str) -> Self {
        Self(opened(report).worksheet_range(name).expect("there is such a sheet"))
    }

    /// The cells below a title, without it.
    fn column(&self, title: &str) -> Vec<Data> {
        let titles = self.0.rows().next().expect("there are titles");
        let at = titles.iter().position(|cell| *cell == Data::String(title.to_owned()));
        let at = at.unwrap_or_else(|| panic!("there is a column {title}"));
        self.0.rows().skip(1).map(|row| row[at].clone()).collect()
    }
}

fn number(value: Option<f64>) -> Data {
    value.map_or(Data::Empty, Data::Float)
}

fn text(value: Option<&str>) -> Data {
    value.map_or(Data::Empty, |value| Data::String(value.to_owned()))
}

/// The fixture, a half-filled flagship and one where nothing is answered.
fn reports() -> Vec<Report> {
    let flagship = built_in("devops-itops");
    let filled = sheet(&flagship, 11);
    vec![report(), of_sheet(&flagship, &filled), of_sheet(&flagship, &AnswerSheet::new(&flagship))]
}

#[test]
fn every_score_is_the_number_of_the_report_and_what_has_none_is_empty() {
    for report in reports() {
        let traits = Table::of(&report, "Traits");
        let all: Vec<_> = report.dimensions.iter().flat_map(|of| &of.traits).collect();
        let expected = |of: fn(&standpoint::report::Trait) -> Option<f64>| {
            all.iter().map(|one| number(of(one))).collect::<Vec<_>>()
        };
        assert_eq!(traits.column("Score"), expected(|of| of.score));
        assert_eq!(traits.column("Low"), expected(|of| of.low));
        assert_eq!(traits.column("High"), expected(|of| of.high));
        assert_eq!(traits.column("Answered"), expected(|of| of.coverage));

        let dimensions = Table::of(&report, "Dimensions");
        let poles: Vec<_> = report.dimensions.iter().flat_map(|of| &of.poles).collect();
        assert_eq!(
            dimensions.column("Score"),
            poles.iter().map(|pole| number(pole.score)).collect::<Vec<_>>()
        );
        let ranks = poles.iter().map(|pole| number(pole.level.as_ref().map(|level| level.rank as f64)));
        assert_eq!(dimensions.column("Level"), ranks.collect::<Vec<_>>());
    }
}

#[test]
fn every_answer_and_every_move_has_its_row() {
    for report in reports() {
        let answers = Table::of(&report, "Answers");
        let all: Vec<_> = report.scored_questions().chain(&report.unscored).collect();
        assert_eq!(
            answers.column("Id"),
            all.iter().map(|question| text(Some(&question.id))).collect::<Vec<_>>()
        );
        assert_eq!(
            answers.column("Value"),
            all.iter().map(|question| number(question.value)).collect::<Vec<_>>()
        );
        let written = all.iter().map(|question| match &question.answer {
            Some(Answer::Number(value)) => Data::Float(*value),
            Some(Answer::Text(id)) => Data::String(id.clone()),
            Some(Answer::Several(ids)) => Data::String(ids.join("; ")),
            None => Data::Empty,
        });
        assert_eq!(answers.column("As written"), written.collect::<Vec<_>>());

        let moves = Table::of(&report, "Moves");
        let steps = &report.recommendations;
        assert_eq!(
            moves.column("Move"),
            steps.iter().map(|step| text(Some(&step.title))).collect::<Vec<_>>()
        );
        assert_eq!(moves.column("Gain"), steps.iter().map(|step| Data::Float(step.gain)).collect::<Vec<_>>());
    }
}

#[test]
fn the_summary_says_who_and_where() {
    let summary = Table::of(&report(), "Summary").0;
    let value = |label: &str| {
        let row = summary.rows().find(|row| row[0] == Data::String(label.to_owned()));
        row.unwrap_or_else(|| panic!("there is a row {label}"))[1].clone()
    };
    let report = report();
    assert_eq!(value("Team"), text(report.subject.team.as_deref()));
    assert_eq!(value("Fingerprint"), text(Some(&report.questionnaire.fingerprint)));
    assert_eq!(value("Made by"), text(Some("standpoint test")));
    assert!(matches!(value("Date"), Data::DateTime(_)), "a date is one that can be reckoned with");
}

#[test]
fn nothing_becomes_a_formula() {
    for hostile_text in HOSTILE {
        let report = hostile(hostile_text);
        let mut workbook = opened(&report);
        for name in ["Summary", "Dimensions", "Traits", "Answers", "Moves"] {
            let formulas = workbook.worksheet_formula(name).expect("there is such a sheet");
            assert!(formulas.used_cells().next().is_none(), "{hostile_text:?} in {name}");
        }
        let shown = standpoint::text::printable(hostile_text).into_owned();
        let expected = if shown.is_empty() { Data::Empty } else { Data::String(shown) };
        let notes = Table::of(&report, "Answers").column("Question");
        assert!(notes.iter().all(|cell| *cell == expected), "{hostile_text:?}: {notes:?}");
    }
}

#[test]
fn a_text_that_no_cell_can_hold_is_cut_and_says_so() {
    let long = "\u{1f680}".repeat(20_000);
    let questions = Table::of(&hostile(&long), "Answers").column("Question");
    let Data::String(cut) = &questions[0] else { panic!("{questions:?}") };
    assert!(cut.ends_with("\u{1f680}\u{2026}") && cut.encode_utf16().count() <= 32_767);
}

#[test]
fn equal_reports_give_equal_workbooks() {
    for report in reports() {
        assert_eq!(bytes(&report), bytes(&report));
    }
    let questionnaire = questionnaire();
    let empty = of_sheet(&questionnaire, &AnswerSheet::new(&questionnaire));
    assert_eq!(bytes(&empty), bytes(&empty));
}
