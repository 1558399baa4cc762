//! A row of the result table. Numbers are exact; what has no value is empty.

use std::io::Write as _;

use jiff::civil::Date;

use super::columnar::Who;
use super::numbers::Numbers;
use super::rejection::Rejection;
use crate::answers::Subject;
use crate::questionnaire::Questionnaire;
use crate::report::{row, word};
use crate::scoring::Scores;

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

/// Where a set comes from and whom it speaks of; a text that says nothing is empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'a> {
    pub input: &'a str,
    pub row: Option<u64>,
    pub team: &'a str,
    pub respondent: &'a str,
    pub role: &'a str,
    pub date: Option<Date>,
}

impl<'a> Origin<'a> {
    pub fn of_subject(input: &'a str, row: Option<u64>, subject: &'a Subject) -> Self {
        fn text(text: Option<&String>) -> &str {
            text.map(String::as_str).unwrap_or_default()
        }
        let Subject { team, respondent, role, date } = subject;
        let (team, respondent, role) = (text(team.as_ref()), text(respondent.as_ref()), text(role.as_ref()));
        Self { input, row, team, respondent, role, date: *date }
    }

    pub fn of_who(input: &'a str, row: Option<u64>, who: &'a Who) -> Self {
        let Who { team, respondent, role, date, .. } = who;
        Self { input, row, team, respondent, role, date: *date }
    }
}

/// Writes the line of a set that was scored.
pub(super) fn scored(
    out: &mut Vec<u8>,
    numbers: &mut Numbers,
    questionnaire: &Questionnaire,
    origin: Origin<'_>,
    scores: &Scores,
) {
    let mut cells = Cells::new(out);
    cells.origin(origin);
    numbers.begin();
    cells.number(scores.coverage.share(), |out, number| numbers.write(out, number));
    let mut rare = |out: &mut Vec<u8>, number| numbers.write_rare(out, number);
    for score in &scores.poles {
        cells.number(score.point(), &mut rare);
    }
    for score in &scores.poles {
        cells.number(score.bounds().map(|(low, _)| low), &mut rare);
    }
    for score in &scores.poles {
        cells.number(score.bounds().map(|(_, high)| high), &mut rare);
    }
    match (questionnaire.placement(), scores.place) {
        (Some(placement), Some(place)) => {
            cells.word(place.zone.map_or("", |zone| &placement[zone].id));
            cells.word(word::label(placement, place));
            cells.word(word::confidence(place.confidence));
        }
        _ => cells.empty(3),
    }
    cells.number(scores.integration, &mut rare);
    for score in &scores.dimensions {
        cells.number(score.point(), |out, number| numbers.write(out, number));
    }
    cells.word("scored");
    cells.empty(1);
    cells.end();
}

/// Writes the line of a set that was rejected, in a table of so many columns.
pub(super) fn rejected(out: &mut Vec<u8>, width: usize, origin: Origin<'_>, rejection: &Rejection) {
    let mut cells = Cells::new(out);
    cells.origin(origin);
    cells.empty(width - 2 - cells.count);
    cells.word("rejected");
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

    fn origin(&mut self, origin: Origin<'_>) {
        let Origin { input, row, team, respondent, role, date } = origin;
        self.foreign(input);
        let mut digits = itoa::Buffer::new();
        self.word(row.map_or("", |row| digits.format(row)));
        self.foreign(team);
        self.foreign(respondent);
        self.foreign(role);
        self.separate();
        if let Some(date) = date {
            let _ = write!(self.out, "{date}"); // memory takes everything
        }
    }

    /// A text that the program did not make.
    fn foreign(&mut self, text: &str) {
        if text.is_empty() {
            self.separate();
        } else {
            self.text(&row::cell(text));
        }
    }

    fn text(&mut self, text: &str) {
        let special = |byte| matches!(byte, b'"' | b',' | b'\n' | b'\r');
        // To look at all bytes is faster than to stop at one.
        if text.bytes().fold(false, |found, byte| found | special(byte)) {
            self.separate();
            self.out.push(b'"');
            self.out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
            self.out.push(b'"');
        } else {
            self.word(text);
        }
    }

    fn number(&mut self, number: Option<f64>, mut write: impl FnMut(&mut Vec<u8>, f64)) {
        self.separate();
        if let Some(number) = number {
            write(self.out, number);
        }
    }

    /// A text that needs no quotes.
    fn word(&mut self, word: &str) {
        self.separate();
        self.out.extend_from_slice(word.as_bytes());
    }

    fn empty(&mut self, count: usize) {
        (0..count).for_each(|_| self.separate());
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
