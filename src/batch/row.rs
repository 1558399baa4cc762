//! A row of the result table. Numbers are exact; what has no value is empty.

use std::fmt::Write as _;

use csv::StringRecord;

use super::rejection::Rejection;
use crate::answers::{AnswerSheet, Subject};
use crate::questionnaire::Questionnaire;
use crate::report::{row, word};
use crate::scoring::{Assessment, PoleScore};

/// Returns the line of titles.
pub(super) fn head(questionnaire: &Questionnaire) -> Vec<u8> {
    line(&titles(questionnaire))
}

/// Returns the titles.
pub(super) fn titles(questionnaire: &Questionnaire) -> StringRecord {
    let mut titles = StringRecord::from(vec!["input", "row"]);
    titles.extend(row::columns(questionnaire));
    titles.extend(["status", "error"]);
    titles
}

/// Returns the row as a line of CSV.
fn line(row: &StringRecord) -> Vec<u8> {
    let mut writer =
        csv::WriterBuilder::new().buffer_capacity(row.as_slice().len() * 2).from_writer(Vec::new());
    // Memory can be written to, and one row is as long as itself.
    let _ = writer.write_record(row);
    writer.into_inner().unwrap_or_default()
}

/// Returns the line of a set that was scored.
pub(super) fn scored(
    questionnaire: &Questionnaire,
    input: &str,
    row: Option<u64>,
    sheet: &AnswerSheet,
    assessment: &Assessment,
) -> Vec<u8> {
    let mut cells = Cells::new(input, row, &sheet.subject);
    cells.number(assessment.coverage.share());
    for pole in &assessment.poles {
        cells.number(pole.score.point());
    }
    for pole in &assessment.poles {
        cells.number(pole.score.bounds().map(|(low, _)| low));
    }
    for pole in &assessment.poles {
        cells.number(pole.score.bounds().map(|(_, high)| high));
    }
    match (questionnaire.placement(), &assessment.placement) {
        (Some(placement), Some(placed)) => {
            cells.text(placed.zone.map_or("", |zone| &placement[zone].id));
            cells.text(word::label(placement, placed));
            cells.text(word::confidence(placed.confidence));
        }
        _ => (0..3).for_each(|_| cells.text("")),
    }
    cells.number(assessment.integration.map(|integration| integration.score));
    for dimension in &assessment.dimensions {
        let point = |pole: &PoleScore| pole.score.point();
        dimension.poles.iter().map(point).for_each(|score| cells.number(score));
    }
    cells.text("scored");
    cells.text("");
    line(&cells.0)
}

/// Returns the line of a set that was rejected.
pub(super) fn rejected(
    width: usize,
    input: &str,
    row: Option<u64>,
    subject: &Subject,
    rejection: &Rejection,
) -> Vec<u8> {
    let mut cells = Cells::new(input, row, subject);
    while cells.0.len() < width - 2 {
        cells.text("");
    }
    cells.text("rejected");
    cells.text(&row::harmless(&rejection.to_string()));
    line(&cells.0)
}

struct Cells(StringRecord);

impl Cells {
    fn new(input: &str, row: Option<u64>, subject: &Subject) -> Self {
        let mut cells = Self(StringRecord::new());
        cells.text(&row::harmless(input));
        cells.text(&row.map(|row| row.to_string()).unwrap_or_default());
        for text in [&subject.team, &subject.respondent, &subject.role] {
            cells.text(&text.as_deref().map(row::harmless).unwrap_or_default());
        }
        cells.text(&subject.date.map(|date| date.to_string()).unwrap_or_default());
        cells
    }

    fn text(&mut self, text: &str) {
        self.0.push_field(text);
    }

    /// The shortest decimal that reads back as the same number.
    fn number(&mut self, number: Option<f64>) {
        let mut text = String::new();
        if let Some(number) = number {
            let _ = write!(text, "{number}"); // a String takes everything
        }
        self.text(&text);
    }
}
