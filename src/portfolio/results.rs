//! Reading what a batch has written: a table with one row a set, or one report a line.

use std::io::{BufRead, Read};
use std::{error, fmt};

use super::crowd::counts;
use super::entry::{Entry, Origin};
use super::model::Score;
use crate::questionnaire::{DimensionIx, PoleIx, Questionnaire};
use crate::report::{Report, ScoreState, row};

/// The answer sets in results, and how many were rejected.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Results {
    /// Those that were scored.
    pub entries: Vec<Entry>,
    /// How many were not.
    pub rejected: usize,
}

/// Why results cannot be read.
#[derive(Debug)]
pub struct ResultsError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
}

impl fmt::Display for ResultsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.message)
    }
}

impl error::Error for ResultsError {}

/// Returns whether a row of titles is that of a table of results.
#[must_use]
pub fn is_table(titles: &str) -> bool {
    let titles: Vec<&str> = titles.trim().split(',').collect();
    ["team", "coverage", "status", "error"].iter().all(|title| titles.contains(title))
}

/// Reads a table of results on this questionnaire.
///
/// # Errors
///
/// If it is the table of another questionnaire, or a row of it is damaged.
pub fn read_table(
    name: &str,
    table: impl Read,
    questionnaire: &Questionnaire,
) -> Result<Results, ResultsError> {
    let mut reader = csv::Reader::from_reader(table);
    let titles = reader.headers().map_err(|error| damaged(&error))?.clone();
    let columns =
        Columns::new(&titles, questionnaire).map_err(|message| ResultsError { line: 1, message })?;
    let mut results = Results::default();
    for record in reader.records() {
        let record = record.map_err(|error| damaged(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        match columns.entry(name, &record, questionnaire) {
            Ok(Some(entry)) => results.entries.push(entry),
            Ok(None) => results.rejected += 1,
            Err(message) => return Err(ResultsError { line, message }),
        }
    }
    Ok(results)
}

fn damaged(error: &csv::Error) -> ResultsError {
    let line = error.position().map_or(1, csv::Position::line);
    let message = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "not a text in UTF-8".to_owned(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} cells, the row of titles {expected_len}")
        }
        _ => error.to_string(),
    };
    ResultsError { line, message }
}

/// Reads reports on this questionnaire, one a line.
///
/// # Errors
///
/// If a line is no report, or one on another questionnaire.
pub fn read_reports(
    name: &str,
    lines: impl BufRead,
    questionnaire: &Questionnaire,
) -> Result<Results, ResultsError> {
    let mut results = Results::default();
    for (index, line) in lines.split(b'\n').enumerate() {
        let number = index as u64 + 1;
        let failed = |message: String| ResultsError { line: number, message };
        let line = line.map_err(|error| failed(error.to_string()))?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let origin = Origin { input: name.to_owned(), row: Some(number) };
        match of_line(&line, origin, questionnaire).map_err(failed)? {
            Some(entry) => results.entries.push(entry),
            None => results.rejected += 1,
        }
    }
    Ok(results)
}

/// Reads one line of reports; `None` if the set was rejected.
///
/// # Errors
///
/// What is wrong with it, in one sentence without a full stop.
pub fn of_line(line: &[u8], origin: Origin, questionnaire: &Questionnaire) -> Result<Option<Entry>, String> {
    #[derive(serde::Deserialize)]
    struct Format {
        format: String,
    }
    let Format { format } = serde_json::from_slice(line)
        .map_err(|_| "not a report: a report is JSON and has a key `format`".to_owned())?;
    if format == "standpoint.rejected/1" {
        return Ok(None);
    }
    if format != crate::report::FORMAT {
        return Err(format!("not a report that this version reads: its format is `{format}`"));
    }
    let report: Report =
        serde_json::from_slice(line).map_err(|error| format!("a damaged report: {error}"))?;
    of_report(&report, origin, questionnaire).map(Some)
}

/// Returns what a portfolio on this questionnaire takes of a report.
///
/// # Errors
///
/// If the report is on another questionnaire.
pub fn of_report(report: &Report, origin: Origin, questionnaire: &Questionnaire) -> Result<Entry, String> {
    let of = &report.questionnaire;
    if of.id != questionnaire.id() {
        return Err(format!("a report on the questionnaire `{}`, not on `{}`", of.id, questionnaire.id()));
    }
    if of.fingerprint != questionnaire.fingerprint() {
        return Err(format!(
            "a report on another edition of the questionnaire `{}` ({}, not {}): score the answers anew",
            of.id,
            of.version,
            questionnaire.version()
        ));
    }
    Ok(Entry::of_report(report, origin))
}

/// Where the cells of a row of results stand.
struct Columns {
    input: Option<usize>,
    row: Option<usize>,
    team: usize,
    respondent: Option<usize>,
    date: Option<usize>,
    coverage: usize,
    /// For each pole the score and the ends of its range.
    poles: Vec<[usize; 3]>,
    zone: Option<usize>,
    label: Option<usize>,
    confidence: Option<usize>,
    integration: Option<usize>,
    /// For each dimension the score on each pole.
    dimensions: Vec<Vec<usize>>,
    status: usize,
}

impl Columns {
    fn new(titles: &csv::StringRecord, questionnaire: &Questionnaire) -> Result<Self, String> {
        let find =
            |title: &str| titles.iter().position(|known| known.trim_start_matches('\u{feff}') == title);
        let need = |title: String| {
            find(&title).ok_or_else(|| {
                format!(
                    "the column `{title}` is missing: not the whole results of a batch on the questionnaire `{}`",
                    questionnaire.id()
                )
            })
        };
        let poles = || questionnaire.poles().iter().map(|pole| pole.id.as_str());
        let mut of_poles = Vec::new();
        for pole in poles() {
            of_poles.push([
                need(pole.to_owned())?,
                need(format!("{pole}_low"))?,
                need(format!("{pole}_high"))?,
            ]);
        }
        let mut dimensions = Vec::new();
        for dimension in questionnaire.dimensions() {
            let on_pole = |pole| need(format!("{}.{pole}", dimension.id));
            dimensions.push(poles().map(on_pole).collect::<Result<_, _>>()?);
        }
        Ok(Self {
            input: find("input"),
            row: find("row"),
            team: need("team".to_owned())?,
            respondent: find("respondent"),
            date: find("date"),
            coverage: need("coverage".to_owned())?,
            poles: of_poles,
            zone: find("zone"),
            label: find("label"),
            confidence: find("confidence"),
            integration: find("integration"),
            dimensions,
            status: need("status".to_owned())?,
        })
    }

    /// The set of a row; `None` if it was rejected.
    fn entry(
        &self,
        name: &str,
        record: &csv::StringRecord,
        questionnaire: &Questionnaire,
    ) -> Result<Option<Entry>, String> {
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let text = |column: Option<usize>| {
            column.map(cell).filter(|text| !text.is_empty()).map(|text| row::meant(text).to_owned())
        };
        match cell(self.status) {
            "scored" => {}
            "rejected" => return Ok(None),
            other => return Err(format!("the status is `{other}`, neither `scored` nor `rejected`")),
        }
        let number = |column: usize| -> Result<Option<f64>, String> {
            match cell(column) {
                "" => Ok(None),
                text => match text.parse::<f64>() {
                    Ok(value) if (0.0..=1.0).contains(&value) => Ok(Some(value)),
                    _ => Err(format!("`{text}` is no number from 0 to 1")),
                },
            }
        };
        let mut poles = Vec::new();
        for [score, low, high] in &self.poles {
            let (score, low, high) = (number(*score)?, number(*low)?, number(*high)?);
            let state = match (score, low) {
                (Some(_), _) => ScoreState::Scored,
                (None, Some(_)) => ScoreState::Unanswered,
                (None, None) => ScoreState::NotApplicable,
            };
            poles.push(Score { state, score, low, high });
        }
        let mut dimensions = Vec::new();
        for (dimension, columns) in self.dimensions.iter().enumerate() {
            let score = |(pole, column): (usize, &usize)| -> Result<Score, String> {
                let score = number(*column)?;
                let state = match score {
                    Some(_) => ScoreState::Scored,
                    None if counts(questionnaire, DimensionIx(dimension), PoleIx(pole)) => {
                        ScoreState::Unanswered
                    }
                    None => ScoreState::NotApplicable,
                };
                Ok(Score { state, score, low: None, high: None })
            };
            dimensions.push(columns.iter().enumerate().map(score).collect::<Result<Vec<_>, _>>()?);
        }
        let known = |text: Option<String>| match (&text, questionnaire.placement()) {
            (Some(id), Some(placement)) if !placement.zones.iter().any(|zone| zone.id == *id) => {
                Err(format!("there is no zone `{id}`"))
            }
            _ => Ok(text),
        };
        Ok(Some(Entry {
            origin: Origin {
                input: text(self.input).unwrap_or_else(|| name.to_owned()),
                row: self.row.and_then(|column| cell(column).parse().ok()),
            },
            team: text(Some(self.team)),
            respondent: text(self.respondent),
            date: text(self.date),
            coverage: number(self.coverage)?,
            poles,
            dimensions,
            integration: self.integration.map_or(Ok(None), number)?,
            zone: known(text(self.zone))?,
            label: text(self.label),
            confidence: text(self.confidence),
            details: None,
        }))
    }
}
