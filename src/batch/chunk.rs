//! The results of one job.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::Serialize;

use super::codes;
use super::columnar::Who;
use super::event::{Outcome, Scored, Warning};
use super::numbers::Numbers;
use super::plan::{Format, Plan};
use super::rejection::Rejection;
use super::row::{self, Origin};
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
    sets: Vec<Done>,
    /// The lines of all sets, one after the other.
    output: Vec<u8>,
}

/// A set that was dealt with.
struct Done {
    /// Which set of a table, from 1.
    row: Option<u64>,
    /// Where its lines end in the output.
    end: usize,
    /// What is more to say of it than that it was scored.
    more: Option<Box<More>>,
}

struct More {
    outcome: Outcome,
    /// Whom it speaks of and what it scored, if that is wanted and it was scored.
    scored: Option<Scored>,
}

/// A set of a chunk.
pub(super) struct Set<'c> {
    pub row: Option<u64>,
    pub outcome: &'c Outcome,
    pub scored: Option<&'c Scored>,
    pub output: &'c [u8],
}

/// What became of most sets.
static SCORED: Outcome = Outcome::Scored { warnings: Vec::new() };

impl Chunk {
    pub fn sets(&self) -> impl Iterator<Item = Set<'_>> {
        let mut start = 0;
        self.sets.iter().map(move |Done { row, end, more }| {
            let output = &self.output[start..*end];
            start = *end;
            let outcome = more.as_ref().map_or(&SCORED, |more| &more.outcome);
            let scored = more.as_ref().and_then(|more| more.scored.as_ref());
            Set { row: *row, outcome, scored, output }
        })
    }
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
    numbers: Numbers,
}

impl<'q> Judge<'q> {
    pub fn new(plan: &Plan<'q>) -> Self {
        let Plan { questionnaire, format, scores, .. } = *plan;
        let width = row::titles(questionnaire).len();
        Self {
            questionnaire,
            scorer: Scorer::new(questionnaire),
            format,
            scores,
            width,
            numbers: Numbers::new(),
        }
    }

    /// Begins the results of a job.
    pub fn chunk(&mut self, input: Arc<str>) -> Filling<'_, 'q> {
        Filling { judge: self, input, sets: Vec::new(), output: Vec::new() }
    }

    /// Scores a set and writes its line.
    fn line(
        &mut self,
        out: &mut Vec<u8>,
        input: &str,
        row: Option<u64>,
        sheet: AnswerSheet,
    ) -> Option<Scored> {
        let questionnaire = self.questionnaire;
        let scores = match self.format {
            Format::Csv => {
                let scores = self.scorer.scores(&sheet);
                let origin = Origin::of_subject(input, row, &sheet.subject);
                row::scored(out, &mut self.numbers, questionnaire, origin, &scores);
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
            Format::Csv => {
                row::rejected(out, self.width, Origin::of_subject(input, row, subject), rejection);
            }
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
    judge: &'j mut Judge<'q>,
    input: Arc<str>,
    sets: Vec<Done>,
    output: Vec<u8>,
}

impl Filling<'_, '_> {
    /// Reads and scores a set. If that panics, the set is rejected and the others are not.
    pub fn add(&mut self, row: Option<u64>, read: impl FnOnce() -> Read) {
        let start = self.output.len();
        let (judge, input, out) = (&mut *self.judge, &*self.input, &mut self.output);
        let attempt = || read().map(|(sheet, warnings)| (judge.line(out, input, row, sheet), warnings));
        let done = catch_unwind(AssertUnwindSafe(attempt))
            .unwrap_or_else(|panic| Err(codes::crashed(said(&*panic)).into()));
        let more = match done {
            Ok((scored, warnings)) => More { outcome: Outcome::Scored { warnings }, scored },
            Err(refused) => {
                // A panic may leave half a line.
                self.output.truncate(start);
                self.judge.rejected(&mut self.output, &self.input, row, &refused);
                More { outcome: Outcome::Rejected(refused.rejection), scored: None }
            }
        };
        self.sets.push(Done { row, end: self.output.len(), more: Some(Box::new(more)) });
    }

    /// Takes over a set that was read and scored without a warning.
    pub fn add_scored(&mut self, row: u64, who: &Who, scores: &Scores) {
        let Judge { questionnaire, numbers, scores: wanted, .. } = self.judge;
        let row = Some(row);
        row::scored(&mut self.output, numbers, questionnaire, Origin::of_who(&self.input, row, who), scores);
        let more = wanted.then(|| {
            let numbers = Scored { subject: who.subject(), scores: scores.clone() };
            Box::new(More { outcome: SCORED.clone(), scored: Some(numbers) })
        });
        self.sets.push(Done { row, end: self.output.len(), more });
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
            let mut judge = Judge::new(&Plan::new(&compiled.questionnaire, format));
            let mut chunk = judge.chunk("in".into());
            let sheet = || Ok((AnswerSheet::new(&compiled.questionnaire), Vec::new()));
            chunk.add(Some(1), sheet);
            chunk.add(Some(2), || panic!("so it goes"));
            chunk.add(Some(3), sheet);
            let chunk = chunk.finish(0);
            let sets: Vec<Set<'_>> = chunk.sets().collect();
            let scored = sets.iter().map(|set| matches!(set.outcome, Outcome::Scored { .. }));
            assert_eq!(scored.collect::<Vec<_>>(), [true, false, true]);
            let middle = std::str::from_utf8(sets[1].output).unwrap();
            assert!(middle.contains("so it goes") && middle.contains("crashed"), "{middle}");
            assert_eq!(middle.matches('\n').count(), 1);
            assert_eq!(chunk.output.split(|byte| *byte == b'\n').count(), 4);
        }
    }
}
