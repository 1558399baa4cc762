//! The row of titles of a table.

use std::io::Read;
use std::sync::Arc;

use super::event::{Titles, Warning};
use super::input::TableFormat;
use super::jobs::{Layout, Places};
use super::plan::{Plan, Rename};
use super::rejection::Rejection;
use super::split::{Part, Records, Splitter, Uncut};
use super::{cells, codes, work};
use crate::answers::{Columns, Reader};
use crate::diagnostic::{Diagnostics, Severity, Source, nearest};
use crate::questionnaire::Questionnaire;

/// Reads the row of titles: the first line that has anything in it.
pub(super) fn row<R: Read>(splitter: &mut Splitter<R>) -> Result<Part, Uncut> {
    loop {
        match splitter.record(Records::Lines)? {
            Some(part) if part.bytes.trim_ascii().is_empty() => {}
            Some(part) => return Ok(part),
            None => return Ok(Part { bytes: Vec::new(), row: 0, line: 0 }),
        }
    }
}

/// Returns what the titles say about the rows below, and what is odd about them.
pub(super) fn layout<'q>(
    plan: &Plan<'_>,
    reader: &Reader<'q>,
    input: &Arc<str>,
    format: TableFormat,
    titles: &Part,
) -> Result<(Layout<'q>, Titles), Rejection> {
    let lines_before = titles.lines_before();
    let text = work::text(&titles.bytes, lines_before)?.trim_end_matches(['\r', '\n']);
    let delimiter = match format {
        TableFormat::Tsv => b'\t',
        TableFormat::Parquet => b',',
        TableFormat::Csv | TableFormat::Ndjson => cells::delimiter(text),
    };
    let places = if format == TableFormat::Parquet { Places::OfCells } else { Places::OfInput };
    let rejected = |findings: &Diagnostics| {
        let rejection = Rejection::of(findings, lines_before);
        Rejection { place: places.told(rejection.place), ..rejection }
    };
    let source = Source::new(&**input, text);
    let place = |column| (source.clone(), cells::span(text, delimiter, column));
    let titles = cells::split(text, delimiter);
    let columns = titles.iter().map(|title| column(plan.renames, title));
    let (columns, mut findings) =
        Columns::new(reader, columns, place).map_err(|findings| rejected(&findings))?;
    if plan.strict && !findings.0.is_empty() {
        findings.0.iter_mut().for_each(|finding| finding.severity = Severity::Error);
        return Err(rejected(&findings));
    }
    let warning = |finding| {
        let warning = Warning::of(finding, lines_before);
        Warning { place: places.told(warning.place), ..warning }
    };
    let mut warnings: Vec<Warning> = findings.iter().map(warning).collect();
    for rename in plan.renames {
        if !titles.iter().any(|title| title.trim() == rename.title) {
            let missing = codes::missing_column(rename, nearest(&rename.title, titles.iter()));
            if plan.strict {
                return Err(missing);
            }
            warnings.push(missing.into());
        }
    }
    let titles = titles.iter().map(str::to_owned).collect();
    Ok((Layout::Cells { delimiter, columns, places }, Titles { titles, delimiter, warnings }))
}

/// Returns the columns that a table of answers to this questionnaire may have.
pub fn columns(questionnaire: &Questionnaire) -> impl Iterator<Item = &str> {
    let questions = questionnaire.questions().iter().map(|question| question.id.as_str());
    Columns::SUBJECT.into_iter().chain(questions)
}

/// The column that a title stands for.
fn column<'t>(renames: &'t [Rename], title: &'t str) -> &'t str {
    let trimmed = title.trim();
    renames.iter().find(|rename| rename.title == trimmed).map_or(trimmed, |rename| &rename.column)
}
