//! The results of one job.

use std::any::Any;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::Serialize;

use super::event::{Outcome, Warning};
use super::plan::Format;
use super::rejection::Rejection;
use super::{codes, row};
use crate::advice::advise;
use crate::answers::{AnswerSheet, Subject};
use crate::questionnaire::Questionnaire;
use crate::report::{self, GENERATOR, Inputs};
use crate::scoring::Scorer;

/// What became of the answer sets of one job.
pub(super) struct Chunk {
    pub input: Arc<str>,
    /// How much of the input it was.
    pub bytes: u64,
    pub sets: Vec<Set>,
    /// The lines of all sets, one after the other.
    pub output: Vec<u8>,
}

pub(super) struct Set {
    /// Which set of a table, from 1.
    pub row: Option<u64>,
    pub outcome: Outcome,
    /// Which part of the output belongs to it.
    pub output: Range<usize>,
}

/// An answer set that was read, with what somebody should look at; or why it could not be.
pub(super) type Read = Result<(AnswerSheet, Vec<Warning>), Box<Refused>>;

/// An answer set that could not be read.
pub(super) struct Refused {
    /// Whom it speaks of, as far as that is known.
    pub subject: Subject,
    pub rejection: Rejection,
}

impl From<Rejection> for Box<Refused> {
    fn from(rejection: Rejection) -> Self {
        Box::new(Refused { subject: Subject::default(), rejection })
    }
}

/// Scores answer sets and writes their lines.
#[derive(Clone)]
pub(super) struct Judge<'q> {
    questionnaire: &'q Questionnaire,
    scorer: Scorer<'q>,
    format: Format,
    /// How many columns the result table has.
    width: usize,
}

impl<'q> Judge<'q> {
    pub fn new(questionnaire: &'q Questionnaire, format: Format) -> Self {
        let width = row::titles(questionnaire).len();
        Self { questionnaire, scorer: Scorer::new(questionnaire), format, width }
    }

    /// Begins the results of a job.
    pub fn chunk(&self, input: Arc<str>) -> Filling<'_, 'q> {
        Filling { judge: self, input, sets: Vec::new(), output: Vec::new() }
    }

    fn line(&self, input: &str, row: Option<u64>, sheet: &AnswerSheet) -> Vec<u8> {
        let questionnaire = self.questionnaire;
        let assessment = self.scorer.score(sheet);
        match self.format {
            Format::Csv => row::scored(questionnaire, input, row, sheet, &assessment),
            Format::Ndjson => {
                let advice = advise(questionnaire, &assessment);
                let report = report::build(&Inputs {
                    questionnaire,
                    sheet,
                    assessment: &assessment,
                    advice: &advice,
                    generator: GENERATOR,
                });
                object(&report)
            }
        }
    }

    fn rejected(&self, input: &str, row: Option<u64>, subject: &Subject, rejection: &Rejection) -> Vec<u8> {
        match self.format {
            Format::Csv => row::rejected(self.width, input, row, subject, rejection),
            Format::Ndjson => object(&RejectedObject {
                format: "standpoint.rejected/1",
                input,
                row,
                code: rejection.code,
                line: rejection.place.map(|place| place.line),
                column: rejection.place.map(|place| place.column),
                message: &rejection.message,
                help: rejection.help.as_deref(),
                more: rejection.more,
            }),
        }
    }
}

/// What stands in place of the report of a set that was rejected.
#[derive(Serialize)]
struct RejectedObject<'a> {
    format: &'static str,
    input: &'a str,
    row: Option<u64>,
    code: &'static str,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
    more: usize,
}

fn object(value: &impl Serialize) -> Vec<u8> {
    let mut line = serde_json::to_vec(value).expect("texts, finite numbers and maps with text keys are JSON");
    line.push(b'\n');
    line
}

/// Results that are being put together.
pub(super) struct Filling<'j, 'q> {
    judge: &'j Judge<'q>,
    input: Arc<str>,
    sets: Vec<Set>,
    output: Vec<u8>,
}

impl Filling<'_, '_> {
    pub fn input(&self) -> Arc<str> {
        Arc::clone(&self.input)
    }

    /// Reads and scores a set. If that panics, the set is rejected and the others are not.
    pub fn add(&mut self, row: Option<u64>, read: impl FnOnce() -> Read) {
        let (judge, input) = (self.judge, self.input());
        let attempt = || read().map(|(sheet, warnings)| (judge.line(&input, row, &sheet), warnings));
        let done = catch_unwind(AssertUnwindSafe(attempt))
            .unwrap_or_else(|panic| Err(codes::crashed(said(&*panic)).into()));
        let (line, outcome) = match done {
            Ok((line, warnings)) => (line, Outcome::Scored { warnings }),
            Err(refused) => {
                let Refused { subject, rejection } = *refused;
                (judge.rejected(&input, row, &subject, &rejection), Outcome::Rejected(rejection))
            }
        };
        let start = self.output.len();
        self.output.extend(line);
        self.sets.push(Set { row, outcome, output: start..self.output.len() });
    }

    /// Ends the results; so many bytes of the input belong to them.
    pub fn finish(self, bytes: u64) -> Chunk {
        Chunk { input: self.input, bytes, sets: self.sets, output: self.output }
    }
}

/// What a panic said.
fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Source;
    use crate::questionnaire::compile;

    const TINY: &str = r#"
        questionnaire = { id = "tiny", version = "1.0.0", title = "Tiny" }
        pole = [{ id = "one", title = "One" }]
        dimension = [{ id = "d", title = "D" }]
        trait = [{ id = "t", dimension = "d", poles = ["one"], title = "T" }]
        question = [{ id = "q", trait = "t", kind = "yes-no", text = "Is it?" }]
    "#;

    #[test]
    fn a_panic_rejects_one_set_and_spares_the_others() {
        let compiled = compile(&[Source::new("tiny", TINY)]).unwrap_or_else(|problems| panic!("{problems}"));
        for format in [Format::Csv, Format::Ndjson] {
            let judge = Judge::new(&compiled.questionnaire, format);
            let mut chunk = judge.chunk("in".into());
            let sheet = || Ok((AnswerSheet::new(&compiled.questionnaire), Vec::new()));
            chunk.add(Some(1), sheet);
            chunk.add(Some(2), || panic!("so it goes"));
            chunk.add(Some(3), sheet);
            let chunk = chunk.finish(0);
            let scored: Vec<bool> =
                chunk.sets.iter().map(|set| matches!(set.outcome, Outcome::Scored { .. })).collect();
            assert_eq!(scored, [true, false, true]);
            let middle = std::str::from_utf8(&chunk.output[chunk.sets[1].output.clone()]).unwrap();
            assert!(middle.contains("so it goes") && middle.contains("crashed"), "{middle}");
            assert_eq!(middle.matches('\n').count(), 1);
            assert_eq!(chunk.output.split(|byte| *byte == b'\n').count(), 4);
        }
    }
}
