//! The results of one job.

use std::any::Any;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::Serialize;

use super::event::{Outcome, Scored, Warning};
use super::plan::{Format, Plan};
use super::rejection::Rejection;
use super::{codes, row};
use crate::advice::advise;
use crate::answers::{AnswerSheet, Subject};
use crate::questionnaire::Questionnaire;
use crate::report::{self, GENERATOR, Inputs};
use crate::scoring::{Scorer, Scores};

/// What became of the answer sets of one job.
pub(super) struct Chunk {
    pub input: Arc<str>,
    /// How much of the input it was.
    pub bytes: u64,
    /// What somebody should look at in the input as a whole.
    pub odd: Vec<Warning>,
    pub sets: Vec<Set>,
    /// The lines of all sets, one after the other.
    pub output: Vec<u8>,
}

pub(super) struct Set {
    /// Which set of a table, from 1.
    pub row: Option<u64>,
    pub outcome: Outcome,
    /// Whom it speaks of and what it scored, if that is wanted and it was scored.
    pub scored: Option<Scored>,
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
    /// Whether scores are kept beside the lines.
    scores: bool,
    /// How many columns the result table has.
    width: usize,
}

impl<'q> Judge<'q> {
    pub fn new(plan: &Plan<'q>) -> Self {
        let Plan { questionnaire, format, scores, .. } = *plan;
        let width = row::titles(questionnaire).len();
        Self { questionnaire, scorer: Scorer::new(questionnaire), format, scores, width }
    }

    /// Begins the results of a job.
    pub fn chunk(&self, input: Arc<str>) -> Filling<'_, 'q> {
        Filling { judge: self, input, sets: Vec::new(), output: Vec::new() }
    }

    /// Scores a set and writes its line.
    fn line(&self, out: &mut Vec<u8>, input: &str, row: Option<u64>, sheet: AnswerSheet) -> Option<Scored> {
        let questionnaire = self.questionnaire;
        let scores = match self.format {
            Format::Csv => {
                let scores = self.scorer.scores(&sheet);
                row::scored(out, questionnaire, input, row, &sheet.subject, &scores);
                scores
            }
            Format::Ndjson => {
                let assessment = self.scorer.score(&sheet);
                let advice = advise(questionnaire, &assessment);
                let report = report::build(&Inputs {
                    questionnaire,
                    sheet: &sheet,
                    assessment: &assessment,
                    advice: &advice,
                    generator: GENERATOR,
                });
                object(out, &report);
                Scores::from(&assessment)
            }
        };
        self.scores.then_some(Scored { subject: sheet.subject, scores })
    }

    /// Writes the line of a set that was rejected.
    fn rejected(&self, out: &mut Vec<u8>, input: &str, row: Option<u64>, refused: &Refused) {
        let Refused { subject, rejection } = refused;
        match self.format {
            Format::Csv => row::rejected(out, self.width, input, row, subject, rejection),
            Format::Ndjson => object(
                out,
                &RejectedObject {
                    format: "standpoint.rejected/1",
                    input,
                    row,
                    code: rejection.code,
                    line: rejection.place.map(|place| place.line),
                    column: rejection.place.map(|place| place.column),
                    message: &rejection.message,
                    help: rejection.help.as_deref(),
                    more: rejection.more,
                },
            ),
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

fn object(out: &mut Vec<u8>, value: &impl Serialize) {
    serde_json::to_writer(&mut *out, value).expect("texts, finite numbers and maps with text keys are JSON");
    out.push(b'\n');
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
        let (judge, input, start) = (self.judge, self.input(), self.output.len());
        let out = &mut self.output;
        let attempt = || read().map(|(sheet, warnings)| (judge.line(out, &input, row, sheet), warnings));
        let done = catch_unwind(AssertUnwindSafe(attempt))
            .unwrap_or_else(|panic| Err(codes::crashed(said(&*panic)).into()));
        let (scored, outcome) = match done {
            Ok((scored, warnings)) => (scored, Outcome::Scored { warnings }),
            Err(refused) => {
                // A panic may leave half a line.
                self.output.truncate(start);
                judge.rejected(&mut self.output, &input, row, &refused);
                (None, Outcome::Rejected(refused.rejection))
            }
        };
        self.sets.push(Set { row, outcome, scored, output: start..self.output.len() });
    }

    /// Ends the results; so many bytes of the input belong to them.
    pub fn finish(self, bytes: u64) -> Chunk {
        Chunk { input: self.input, bytes, odd: Vec::new(), sets: self.sets, output: self.output }
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
            let judge = Judge::new(&Plan::new(&compiled.questionnaire, format));
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
