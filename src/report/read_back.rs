use serde::Deserialize;
use serde_json::error::Category;

use super::model::{FORMAT, Report};
use crate::diagnostic::{Diagnostic, Diagnostics, Source, Span};
use crate::text::printable;

/// The part of [`FORMAT`] that names the kind of file.
const KIND: &str = "standpoint.report/";

/// Every code that a finding about a saved report can have.
pub const CODES: &[&str] = &[SYNTAX, NO_REPORT, OTHER_VERSION, SHAPE];

const SYNTAX: &str = "report-syntax";
const NO_REPORT: &str = "report-format";
const OTHER_VERSION: &str = "report-version";
const SHAPE: &str = "report-shape";

/// Reads a report that was saved as JSON.
///
/// # Errors
/// Says where the text stops being JSON (`report-syntax`), that it is no report (`report-format`), that it is one of
/// another version of the format (`report-version`), or where it does not keep to the format (`report-shape`).
pub fn read_back(source: &Source) -> Result<Report, Diagnostics> {
    let text = source.text().strip_prefix('\u{feff}').unwrap_or(source.text());
    let probe: Probe = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => one(no_report(source)),
        Category::Syntax | Category::Eof | Category::Io => one(broken(source, &error)),
    })?;
    match probe.format {
        Some(serde_json::Value::String(format)) if format == FORMAT => {}
        Some(serde_json::Value::String(format)) if format.starts_with(KIND) => {
            return Err(one(other_version(source, &format)));
        }
        _ => return Err(one(no_report(source))),
    }
    serde_json::from_str(text).map_err(|error| one(misshapen(source, &error)))
}

/// The one key that says what a file is.
#[derive(Deserialize)]
struct Probe {
    format: Option<serde_json::Value>,
}

fn broken(source: &Source, error: &serde_json::Error) -> Diagnostic {
    let (message, help) = if error.classify() == Category::Eof {
        ("the report ends in the middle", "the file is cut short: make the report again from its answers")
    } else {
        ("this is not JSON", "a saved report is the JSON that `--format json` wrote, unchanged")
    };
    Diagnostic::error(SYNTAX, message).at(source, place(source, error), reason(error)).help(help)
}

fn no_report(source: &Source) -> Diagnostic {
    Diagnostic::error(NO_REPORT, "this is not a report")
        .at(source, Span::new(0, 0), format!("no `\"format\": \"{FORMAT}\"`"))
        .help("give an answer file, or a report that was saved as JSON")
}

fn other_version(source: &Source, format: &str) -> Diagnostic {
    let start = source.text().find(format).unwrap_or(0);
    let span = Span::new(start, (start + format.len()).min(source.text().len()));
    Diagnostic::error(
        OTHER_VERSION,
        format!("the report is of the format `{}`, and this program reads `{FORMAT}`", printable(format)),
    )
    .at(source, span, "another version of the format")
    .help("use the version of the program that wrote it, or make the report again from its answers")
}

fn misshapen(source: &Source, error: &serde_json::Error) -> Diagnostic {
    Diagnostic::error(SHAPE, "the report does not keep to its format")
        .at(source, place(source, error), reason(error))
        .help("docs/report-format.md lists every key; or make the report again from its answers")
}

fn one(finding: Diagnostic) -> Diagnostics {
    Diagnostics(vec![finding])
}

/// What is wrong, without the place, which the caret shows.
fn reason(error: &serde_json::Error) -> String {
    if error.classify() == Category::Eof {
        return "the text ends here".to_owned();
    }
    let said = error.to_string();
    said.rsplit_once(" at line ").map_or(said.as_str(), |(reason, _)| reason).to_owned()
}

/// Where the reader stood: line and column count from 1, the column in bytes.
fn place(source: &Source, error: &serde_json::Error) -> Span {
    let text = source.text();
    let line_start =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    // A byte-order mark was taken off before reading.
    let mark = if error.line() == 1 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let start = (line_start + mark + error.column().saturating_sub(1)).min(text.len());
    Span::new(start, (start + 1).min(text.len()))
}
