//! A row of the result table. Numbers are exact; what has no value is empty.

use std::io::Write as _;

use super::rejection::Rejection;
use crate::answers::Subject;
use crate::questionnaire::Questionnaire;
use crate::report::{row, word};
use crate::scoring::{Score, Scores};

/// Returns the line of titles.
pub(super) fn head(questionnaire: &Questionnaire) -> Vec<u8> {
    let mut line = Vec::new();
    let mut cells = Cells::new(&mut line);
    for title in titles(questionnaire) {
        cells.text(&title);
    }
    cells.end();
    line
}

/// Returns the titles.
pub(super) fn titles(questionnaire: &Questionnaire) -> Vec<String> {
    let mut titles = vec!["input".to_owned(), "row".to_owned()];
    titles.extend(row::columns(questionnaire));
    titles.extend(["status".to_owned(), "error".to_owned()]);
    titles
}

/// Writes the line of a set that was scored.
pub(super) fn scored(
    out: &mut Vec<u8>,
    questionnaire: &Questionnaire,
    input: &str,
    row: Option<u64>,
    subject: &Subject,
    scores: &Scores,
) {
    let mut cells = Cells::new(out);
    cells.origin(input, row, subject);
    cells.number(scores.coverage.share());
    for score in &scores.poles {
        cells.number(score.point());
    }
    for score in &scores.poles {
        cells.number(score.bounds().map(|(low, _)| low));
    }
    for score in &scores.poles {
        cells.number(score.bounds().map(|(_, high)| high));
    }
    match (questionnaire.placement(), scores.place) {
        (Some(placement), Some(place)) => {
            cells.text(place.zone.map_or("", |zone| &placement[zone].id));
            cells.text(word::label(placement, place));
            cells.text(word::confidence(place.confidence));
        }
        _ => (0..3).for_each(|_| cells.text("")),
    }
    cells.number(scores.integration);
    scores.dimensions.iter().copied().map(Score::point).for_each(|point| cells.number(point));
    cells.text("scored");
    cells.text("");
    cells.end();
}

/// Writes the line of a set that was rejected.
pub(super) fn rejected(
    out: &mut Vec<u8>,
    width: usize,
    input: &str,
    row: Option<u64>,
    subject: &Subject,
    rejection: &Rejection,
) {
    let mut cells = Cells::new(out);
    cells.origin(input, row, subject);
    while cells.count < width - 2 {
        cells.text("");
    }
    cells.text("rejected");
    cells.foreign(&rejection.to_string());
    cells.end();
}

/// The cells of a line that is being written.
struct Cells<'o> {
    out: &'o mut Vec<u8>,
    count: usize,
}

impl<'o> Cells<'o> {
    fn new(out: &'o mut Vec<u8>) -> Self {
        Self { out, count: 0 }
    }

    /// Where a set comes from and whom it speaks of.
    fn origin(&mut self, input: &str, row: Option<u64>, subject: &Subject) {
        self.foreign(input);
        self.shown(row);
        for text in [&subject.team, &subject.respondent, &subject.role] {
            self.foreign(text.as_deref().unwrap_or_default());
        }
        self.shown(subject.date);
    }

    /// A text that the program did not make, and that a spreadsheet must not take for a formula.
    fn foreign(&mut self, text: &str) {
        if row::could_be_formula(text) { self.text(&row::harmless(text)) } else { self.text(text) }
    }

    fn text(&mut self, text: &str) {
        self.separate();
        if text.contains(['"', ',', '\n', '\r']) {
            self.out.push(b'"');
            self.out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
            self.out.push(b'"');
        } else {
            self.out.extend_from_slice(text.as_bytes());
        }
    }

    /// The shortest decimal that reads back as the same number.
    fn number(&mut self, number: Option<f64>) {
        self.shown(number);
    }

    /// Something that is written without a comma or a quote.
    fn shown(&mut self, value: Option<impl std::fmt::Display>) {
        self.separate();
        if let Some(value) = value {
            let _ = write!(self.out, "{value}"); // memory takes everything
        }
    }

    fn separate(&mut self) {
        if self.count > 0 {
            self.out.push(b',');
        }
        self.count += 1;
    }

    fn end(self) {
        self.out.push(b'\n');
    }
}
