use std::ops::ControlFlow;

use super::chunk::{Chunk, Set, Sets};
use super::event::{Event, Summary};
use super::input::Input;
use super::jobs::Jobs;
use super::ordered;
use super::plan::{Format, Plan, Position};
use super::row;
use super::work::Worker;
use crate::answers::Reader;

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
    let mut tell = |event: Event<'_>| {
        summary.note(&event);
        let flow = consume(event);
        summary.stopped |= flow.is_break();
        flow
    };
    // What an earlier run has dealt with is not told again.
    let mut done = plan.again();
    ordered::map(
        plan.threads,
        Jobs::new(inputs, plan, &reader),
        || {
            let mut worker = Worker::new(plan, &reader);
            let mut ends = Vec::new();
            move |job| {
                let mut chunks = worker.work(job);
                if let (Some(selection), Format::Csv) = (plan.select, plan.format) {
                    for chunk in &mut chunks {
                        chunk.rewrite(|line, out| selection.line(line, &mut ends, out));
                    }
                }
                chunks
            }
        },
        |chunks| {
            chunks.into_iter().try_for_each(|chunk| hand_over(chunk, &mut done, plan.together, &mut tell))
        },
    );
    summary
}

/// Tells what became of a job, without what was `done` before.
fn hand_over(
    mut chunk: Chunk,
    done: &mut Position,
    together: bool,
    tell: &mut impl FnMut(Event<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    if done.inputs > 0 {
        done.inputs -= usize::from(chunk.ended);
        return tell(Event::Read { bytes: chunk.bytes });
    }
    let table = chunk.table.take();
    let input = &*chunk.input;
    if let Some(mut table) = table {
        if done.rows > 0 {
            table.warnings.clear();
        }
        tell(Event::Table { input, table: &table })?;
    }
    for sets in chunk.sets(done.rows, together) {
        tell(match sets {
            Sets::One(Set { row, outcome, scored, output, report, raw }) => {
                Event::Set { input, row, outcome, scored, output, report, raw }
            }
            Sets::Plain { last, count, output } => Event::Sets { input, last, count, output },
        })?;
    }
    if chunk.ended {
        done.rows = 0;
        tell(Event::Ended { input })?;
    }
    tell(Event::Read { bytes: chunk.bytes })
}

/// Returns what stands before the results: the row of titles, or nothing.
#[must_use]
pub fn head(plan: &Plan<'_>) -> Vec<u8> {
    let all = match plan.format {
        Format::Csv => row::head(plan.questionnaire),
        Format::Ndjson => return Vec::new(),
    };
    let Some(selection) = plan.select else { return all };
    let mut head = Vec::new();
    selection.line(&all, &mut Vec::new(), &mut head);
    head
}
