//! The sheet of answers, in the order of dimensions and traits; what is not scored comes last.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::profile::text;
use super::sheet::{Cell, Column, Kind, Looks};
use crate::report::{Answer, Question, QuestionState, Report};

pub(super) fn add(workbook: &mut Workbook, looks: &Looks, report: &Report) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Question", 60.0, Kind::Words),
        Column::new("Id", 24.0, Kind::Value),
        Column::new("Dimension", 24.0, Kind::Words),
        Column::new("Trait", 26.0, Kind::Words),
        Column::new("State", 14.0, Kind::Value),
        Column::new("Answer", 44.0, Kind::Words),
        Column::new("As written", 18.0, Kind::Value),
        Column::new("Value", 9.0, Kind::Score),
        Column::new("Weight", 9.0, Kind::Number),
        Column::new("Confidence", 11.0, Kind::Value),
        Column::new("Reason", 30.0, Kind::Words),
        Column::new("Note", 44.0, Kind::Words),
        Column::new("Evidence", 44.0, Kind::Words),
    ];
    let mut rows = Vec::new();
    for dimension in &report.dimensions {
        for of in &dimension.traits {
            let questions = of.questions.iter();
            rows.extend(questions.map(|question| row(question, Some(&dimension.title), Some(&of.title))));
        }
    }
    rows.extend(report.unscored.iter().map(|question| row(question, None, None)));
    looks.table(workbook, "Answers", &columns, &rows)
}

fn row(question: &Question, dimension: Option<&String>, of: Option<&String>) -> Vec<Cell> {
    vec![
        (&question.text).into(),
        (&question.id).into(),
        dimension.into(),
        of.into(),
        state(question.state).into(),
        question.answer_text.as_ref().into(),
        match &question.answer {
            Some(Answer::Number(number)) => (*number).into(),
            Some(Answer::Text(id)) => id.into(),
            Some(Answer::Several(ids)) => ids.join("; ").into(),
            None => Cell::Empty,
        },
        question.value.into(),
        question.weight.into(),
        question.confidence.as_ref().into(),
        question.reason.as_ref().into(),
        question.note.as_ref().into(),
        text(question.evidence.join("; ")),
    ]
}

fn state(state: QuestionState) -> &'static str {
    match state {
        QuestionState::Answered => "answered",
        QuestionState::Invalid => "invalid",
        QuestionState::Unknown => "unknown",
        QuestionState::Unanswered => "unanswered",
        QuestionState::NotApplicable => "not applicable",
        QuestionState::NotShown => "not shown",
        QuestionState::NotInForm => "not in form",
    }
}
