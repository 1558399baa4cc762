//! Many answer sets: what is found, what becomes of each set, and in which order.

mod codes;
mod command;
#[cfg(unix)]
mod faults;
mod finding;
mod inputs;
mod outputs;
mod results;
mod resume;
mod shapes;
mod tables;
#[cfg(feature = "parquet")]
mod warehouse;

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use standpoint::batch::{self, Event, Format, Input, Outcome, Plan, Summary, TableFormat};
use standpoint::diagnostic::Source;
use standpoint::questionnaire::{Questionnaire, compile};

/// The questionnaire that these tests answer.
fn small() -> &'static Questionnaire {
    static SMALL: LazyLock<Questionnaire> = LazyLock::new(|| {
        compile(&[Source::new("small.toml", include_str!("../answers/small.toml"))])
            .unwrap_or_else(|problems| panic!("{problems}"))
            .questionnaire
    });
    &SMALL
}

/// What a run gave.
struct Run {
    /// Everything that it wrote, without the titles.
    text: String,
    /// Why sets were rejected, with input and row.
    rejected: Vec<String>,
    summary: Summary,
}

fn run(inputs: Vec<Input>, format: Format, threads: usize) -> Run {
    run_plan(inputs, &Plan { threads: NonZeroUsize::new(threads).unwrap(), ..Plan::new(small(), format) })
}

fn run_plan(inputs: Vec<Input>, plan: &Plan<'_>) -> Run {
    let (mut text, mut rejected) = (Vec::new(), Vec::new());
    let summary = batch::run(inputs, plan, |event| {
        if let Event::Set { input, row, outcome, output, .. } = event {
            text.extend_from_slice(output);
            if let Outcome::Rejected(rejection) = outcome {
                let row = row.map(|row| format!(" set {row}")).unwrap_or_default();
                rejected.push(format!("{input}{row}: {rejection}"));
            }
        }
        ControlFlow::Continue(())
    });
    Run { text: String::from_utf8(text).unwrap(), rejected, summary }
}

fn table(text: impl Into<Vec<u8>>, format: TableFormat) -> Vec<Input> {
    vec![Input::stream("t", format, std::io::Cursor::new(text.into()))]
}

/// The rows of a result table, by column.
fn rows(text: &str) -> Vec<Vec<(String, String)>> {
    let titles = String::from_utf8(batch::head(&Plan::new(small(), Format::Csv))).unwrap();
    let titles: Vec<&str> = titles.trim_end().split(',').collect();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let pairs = |row: csv::StringRecord| {
        assert_eq!(row.len(), titles.len());
        titles.iter().zip(&row).map(|(title, cell)| ((*title).to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(Result::unwrap).map(pairs).collect()
}

/// A column of a result table.
fn column(text: &str, title: &str) -> Vec<String> {
    let cell = |row: Vec<(String, String)>| row.into_iter().find(|(of, _)| of == title).unwrap().1;
    rows(text).into_iter().map(cell).collect()
}
