//! How far a run has come, in a file beside its partial results, so that it can be continued.

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use standpoint::batch::{Position, Reason, Summary};
use standpoint::diagnostic;

use super::asked::Asked;
use super::partial::{beside, with};
use crate::cli::error::{Error, display};
use crate::cli::output::Target;

const FORMAT: &str = "standpoint.partial/1";

/// How far a run has come.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct State {
    format: String,
    asked: Asked,
    inputs: usize,
    rows: u64,
    /// How many bytes of the results belong to that.
    pub length: u64,
    /// The files of rejected rows.
    pub rejected: Vec<Kept>,
    /// The names of the reports.
    pub reports: Vec<String>,
    sums: Sums,
}

/// A file of rejected rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What it holds.
    pub holds: Holds,
    /// How many bytes of it belong to the state.
    pub length: u64,
    /// How many rows that is.
    pub count: u64,
}

/// What a file of rejected rows holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holds {
    /// Rows under these titles.
    Rows(Vec<String>),
    /// Lines of JSON.
    Lines,
    /// The names of inputs.
    Inputs,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sums {
    scored: u64,
    rejected: u64,
    reasons: Vec<Sum>,
    warnings: Vec<Sum>,
    odd: Vec<Sum>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Sum {
    code: String,
    count: u64,
    message: String,
    input: String,
    row: Option<u64>,
    line: Option<usize>,
    column: Option<usize>,
}

impl State {
    /// Returns the state of a run.
    pub fn new(asked: &Asked, position: Position, summary: &Summary) -> Self {
        let all = |reasons: &[Reason]| reasons.iter().map(Sum::of).collect();
        Self {
            format: FORMAT.to_owned(),
            asked: asked.clone(),
            inputs: position.inputs,
            rows: position.rows,
            length: 0,
            rejected: Vec::new(),
            reports: Vec::new(),
            sums: Sums {
                scored: summary.scored,
                rejected: summary.rejected,
                reasons: all(&summary.reasons),
                warnings: all(&summary.warnings),
                odd: all(&summary.odd),
            },
        }
    }

    /// Reads the state of a run with these results, which must have been asked the same; `None` if the run was killed before
    /// it had saved any.
    pub fn read(results: &Path, asked: &Asked) -> Result<Option<Self>, Error> {
        let path = file(results);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && beside(results).exists() => {
                return Ok(None);
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::usage(format!(
                    "there is no interrupted run of {} to go on with",
                    display(results)
                ))
                .hint("start it without --resume"));
            }
            Err(error) => return Err(Error::io("read", &display(&path), &error)),
        };
        let state: Self = serde_json::from_str(&text)
            .ok()
            .filter(|state: &Self| state.format == FORMAT)
            .ok_or_else(|| {
                Error::environment(format!("{} is not what an interrupted run leaves", display(&path)))
                    .hint("start over without --resume")
            })?;
        asked.compare(&state.asked)?;
        Ok(Some(state))
    }

    /// Writes it beside the results.
    pub fn write(&self, results: &Path) -> Result<(), Error> {
        let text = serde_json::to_vec(self).expect("texts and whole numbers are JSON");
        Target::File(file(results)).write(|out| out.write_all(&text))
    }

    /// Returns where the run ended.
    pub fn position(&self) -> Position {
        Position { inputs: self.inputs, rows: self.rows }
    }

    /// Returns what the run has told so far.
    pub fn summary(&self) -> Summary {
        let all = |sums: &[Sum]| sums.iter().map(Sum::reason).collect();
        Summary {
            scored: self.sums.scored,
            rejected: self.sums.rejected,
            reasons: all(&self.sums.reasons),
            warnings: all(&self.sums.warnings),
            odd: all(&self.sums.odd),
            stopped: false,
        }
    }
}

impl Sum {
    fn of(reason: &Reason) -> Self {
        Self {
            code: reason.code.clone().into_owned(),
            count: reason.count,
            message: reason.message.clone(),
            input: reason.input.clone(),
            row: reason.row,
            line: reason.place.map(|place| place.line),
            column: reason.place.map(|place| place.column),
        }
    }

    fn reason(&self) -> Reason {
        let place = |line, column| diagnostic::Position { line, column };
        Reason {
            code: Cow::Owned(self.code.clone()),
            count: self.count,
            message: self.message.clone(),
            input: self.input.clone(),
            row: self.row,
            place: self.line.zip(self.column).map(|(line, column)| place(line, column)),
        }
    }
}

/// Returns where the state of a run with these results stands.
pub fn file(results: &Path) -> PathBuf {
    with(&beside(results), ".json")
}

/// Removes the state of a run that is whole.
pub fn remove(results: &Path) {
    // One that stays names results that are there: nothing is lost with it.
    let _ = fs::remove_file(file(results));
}
