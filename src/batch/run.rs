use std::ops::ControlFlow;

use super::chunk::Set;
use super::event::{Event, Summary};
use super::input::Input;
use super::jobs::Jobs;
use super::ordered;
use super::plan::{Format, Plan};
use super::row;
use super::work::Worker;
use crate::answers::Reader;
use crate::questionnaire::Questionnaire;

/// Scores all answer sets of the inputs and hands over the results in the order of the inputs, on the calling thread.
///
/// Sets are read and scored by several threads; what is handed over does not depend on their number. Memory does not
/// grow with the number of sets. A set that cannot be scored is a [rejected](super::Outcome::Rejected) one, and the run
/// goes on; a run ends early only if `consume` breaks it off.
pub fn run(
    inputs: Vec<Input>,
    plan: &Plan<'_>,
    mut consume: impl FnMut(Event<'_>) -> ControlFlow<()>,
) -> Summary {
    let reader = Reader::new(plan.questionnaire);
    let mut summary = Summary::default();
    ordered::map(
        plan.threads,
        Jobs::new(inputs, plan, &reader),
        || {
            let mut worker = Worker::new(plan, &reader);
            move |job| worker.work(job)
        },
        |chunk| {
            if !chunk.odd.is_empty() {
                summary.note(&chunk.input, &chunk.odd);
                if consume(Event::Odd { input: &chunk.input, warnings: &chunk.odd }).is_break() {
                    summary.stopped = true;
                    return ControlFlow::Break(());
                }
            }
            for set in chunk.sets() {
                let Set { row, outcome, scored, output } = set;
                summary.count(&chunk.input, row, outcome);
                let event = Event::Set { input: &chunk.input, row, outcome, scored, output };
                if consume(event).is_break() {
                    summary.stopped = true;
                    return ControlFlow::Break(());
                }
            }
            let flow = consume(Event::Read { bytes: chunk.bytes });
            summary.stopped = flow.is_break();
            flow
        },
    );
    summary
}

/// Returns what stands before the results: the row of titles, or nothing.
#[must_use]
pub fn head(questionnaire: &Questionnaire, format: Format) -> Vec<u8> {
    match format {
        Format::Csv => row::head(questionnaire),
        Format::Ndjson => Vec::new(),
    }
}
