//! The results of one job.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::Serialize;

use super::codes;
use super::columnar::Who;
use super::event::{Outcome, Scored, Titles, Warning};
use super::numbers::Numbers;
use super::plan::{Format, Make, Plan, Tally};
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
    /// The titles, if a table begins here.
    pub table: Option<Titles>,
    /// Whether this is the last of the input.
    pub ended: bool,
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
    beside: Beside,
    /// The row as it stands in the table, if it was rejected.
    raw: Option<Vec<u8>>,
}

/// What is kept of a set that was scored beside its lines, as far as it is wanted.
#[derive(Default)]
struct Beside {
    /// Whom it speaks of and what it scored.
    scored: Option<Scored>,
    /// What the plan makes of its report.
    report: Option<Vec<u8>>,
}

/// A set of a chunk.
pub(super) struct Set<'c> {
    pub row: Option<u64>,
    pub outcome: &'c Outcome,
    pub scored: Option<&'c Scored>,
    pub output: &'c [u8],
    pub report: Option<&'c [u8]>,
    pub raw: Option<&'c [u8]>,
}

/// What became of most sets.
static SCORED: Outcome = Outcome::Scored { warnings: Vec::new() };

/// Sets of a chunk.
pub(super) enum Sets<'c> {
    One(Set<'c>),
    /// Rows of a table of which there is no more to say than that they were scored.
    Plain {
        last: u64,
        count: u64,
        output: &'c [u8],
    },
}

impl Chunk {
    /// Returns the sets behind a row; those of which there is no more to say come `together`, if that is wanted.
    pub fn sets(&self, behind: u64, together: bool) -> impl Iterator<Item = Sets<'_>> {
        let mut start = 0;
        let mut rest = self.sets.iter().peekable();
        std::iter::from_fn(move || {
            while let Some(Done { end, .. }) = rest.next_if(|set| set.row.is_some_and(|row| row <= behind)) {
                start = *end;
            }
            let Done { row, end, more } = rest.next()?;
            let (mut end, mut last, mut count) = (*end, *row, 1);
            let plain = together && more.is_none() && row.is_some();
            if plain {
                while let Some(set) = rest.next_if(|set| set.more.is_none()) {
                    (end, last, count) = (set.end, set.row, count + 1);
                }
            }
            let output = &self.output[start..end];
            start = end;
            if plain && let Some(last) = last {
                return Some(Sets::Plain { last, count, output });
            }
            let row = *row;
            Some(Sets::One(match more.as_deref() {
                None => Set { row, outcome: &SCORED, scored: None, output, report: None, raw: None },
                Some(More { outcome, beside: Beside { scored, report }, raw }) => {
                    let (scored, report, raw) = (scored.as_ref(), report.as_deref(), raw.as_deref());
                    Set { row, outcome, scored, output, report, raw }
                }
            }))
        })
    }

    /// Writes the lines of each set in another way.
    pub fn rewrite(&mut self, mut write: impl FnMut(&[u8], &mut Vec<u8>)) {
        let mut output = Vec::new();
        let mut start = 0;
        for set in &mut self.sets {
            write(&self.output[start..set.end], &mut output);
            start = set.end;
            set.end = output.len();
        }
        self.output = output;
    }
}

/// An answer set that was read, with what somebody should look at; or why it could not be.
pub(super) type Read = Result<(AnswerSheet, Vec<Warning>), Box<Refused>>;

/// An answer set that could not be read.
pub(super) struct Refused {
    /// Whom it speaks of, as far as that is known.
    pub subject: Subject,
    pub rejection: Rejection,
    /// The row as it stands in the table, if it is one.
    pub raw: Option<Vec<u8>>,
}

impl Refused {
    /// Adds the row as it stands in the table.
    pub fn row(mut self: Box<Self>, raw: &[u8]) -> Box<Self> {
        self.raw = Some(raw.to_owned());
        self
    }
}

impl From<Rejection> for Box<Refused> {
    fn from(rejection: Rejection) -> Self {
        Box::new(Refused { subject: Subject::default(), rejection, raw: None })
    }
}

/// Scores answer sets and writes their lines.
pub(super) struct Judge<'q> {
    questionnaire: &'q Questionnaire,
    scorer: Scorer<'q>,
    format: Format,
    /// Whether scores are kept beside the lines.
    scores: bool,
    /// What is told of each set that was scored, and whom the set speaks of.
    tally: Option<(Tally<'q>, Subject)>,
    /// What is made of each report.
    report: Option<&'q Make>,
    /// How many columns the result table has.
    width: usize,
    numbers: Numbers,
}

impl<'q> Judge<'q> {
    pub fn new(plan: &Plan<'q>) -> Self {
        let Plan { questionnaire, format, scores, report, .. } = *plan;
        let width = row::titles(questionnaire).len();
        Self {
            questionnaire,
            scorer: Scorer::new(questionnaire),
            format,
            scores,
            tally: plan.tally.map(|make| (make(), Subject::default())),
            report,
            width,
            numbers: Numbers::new(),
        }
    }

    /// Begins the results of a job.
    pub fn chunk(&mut self, input: Arc<str>) -> Filling<'_, 'q> {
        Filling { judge: self, input, sets: Vec::new(), output: Vec::new() }
    }

    /// Scores a set and writes its line; returns what is kept beside it.
    fn line(&mut self, out: &mut Vec<u8>, input: &str, row: Option<u64>, sheet: AnswerSheet) -> Beside {
        let questionnaire = self.questionnaire;
        let mut made = None;
        let scores = if self.format == Format::Csv && self.report.is_none() {
            self.scorer.scores(&sheet)
        } else {
            let assessment = self.scorer.score(&sheet);
            let advice = advise(questionnaire, &assessment);
            let report = report::build(&Inputs {
                questionnaire,
                sheet: &sheet,
                assessment: &assessment,
                advice: &advice,
                generator: GENERATOR,
            });
            if self.format == Format::Ndjson {
                object(out, &report);
            }
            made = self.report.map(|make| make(&report));
            Scores::from(&assessment)
        };
        if self.format == Format::Csv {
            let origin = Origin::of_subject(input, row, &sheet.subject);
            row::scored(out, &mut self.numbers, questionnaire, origin, &scores);
        }
        if let Some((tally, _)) = &mut self.tally {
            tally(&sheet.subject, &scores);
        }
        Beside { scored: self.scores.then_some(Scored { subject: sheet.subject, scores }), report: made }
    }

    /// Writes the line of a set that was rejected.
    fn rejected(&self, out: &mut Vec<u8>, input: &str, row: Option<u64>, refused: &Refused) {
        let Refused { subject, rejection, .. } = refused;
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
            Ok((beside, warnings)) => More { outcome: Outcome::Scored { warnings }, beside, raw: None },
            Err(refused) => {
                // A panic may leave half a line.
                self.output.truncate(start);
                self.judge.rejected(&mut self.output, &self.input, row, &refused);
                let outcome = Outcome::Rejected(refused.rejection);
                More { outcome, beside: Beside::default(), raw: refused.raw }
            }
        };
        self.sets.push(Done { row, end: self.output.len(), more: Some(Box::new(more)) });
    }

    /// Takes over a set that was read and scored without a warning.
    pub fn add_scored(&mut self, row: Option<u64>, who: &Who, scores: &Scores) {
        let Judge { questionnaire, numbers, scores: wanted, tally, .. } = self.judge;
        row::scored(&mut self.output, numbers, questionnaire, Origin::of_who(&self.input, row, who), scores);
        if let Some((tally, subject)) = tally {
            who.fill(subject);
            tally(subject, scores);
        }
        let more = wanted.then(|| {
            let numbers = Scored { subject: who.subject(), scores: scores.clone() };
            let beside = Beside { scored: Some(numbers), report: None };
            Box::new(More { outcome: SCORED.clone(), beside, raw: None })
        });
        self.sets.push(Done { row, end: self.output.len(), more });
    }

    /// Ends the results and their input; it has so many bytes.
    pub fn end(self, bytes: u64) -> Chunk {
        Chunk { ended: true, ..self.finish(bytes) }
    }

    /// Ends the results; so many bytes of the input belong to them.
    pub fn finish(self, bytes: u64) -> Chunk {
        Chunk { input: self.input, bytes, table: None, ended: false, sets: self.sets, output: self.output }
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
            let one = |sets| match sets {
                Sets::One(set) => set,
                Sets::Plain { .. } => panic!("of these sets there is more to say"),
            };
            let sets: Vec<Set<'_>> = chunk.sets(0, true).map(one).collect();
            let scored = sets.iter().map(|set| matches!(set.outcome, Outcome::Scored { .. }));
            assert_eq!(scored.collect::<Vec<_>>(), [true, false, true]);
            let middle = std::str::from_utf8(sets[1].output).unwrap();
            assert!(middle.contains("so it goes") && middle.contains("crashed"), "{middle}");
            assert_eq!(middle.matches('\n').count(), 1);
            assert_eq!(chunk.output.split(|byte| *byte == b'\n').count(), 4);
        }
    }
}
