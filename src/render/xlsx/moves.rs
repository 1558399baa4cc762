//! The sheet of moves, by rank.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::profile::{text, yes};
use super::sheet::{Cell, Column, Kind, Looks};
use crate::report::{Recommendation, Report, Requirement, number};

pub(super) fn add(workbook: &mut Workbook, looks: &Looks, report: &Report) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Move", 48.0, Kind::Words),
        Column::new("Rank", 7.0, Kind::Count),
        Column::new("Id", 24.0, Kind::Value),
        Column::new("Dimension", 24.0, Kind::Words),
        Column::new("Trait", 26.0, Kind::Words),
        Column::new("Trait score", 9.0, Kind::Score),
        Column::new("Goal", 9.0, Kind::Number),
        Column::new("Gain", 10.0, Kind::Fine),
        Column::new("Leverage", 10.0, Kind::Fine),
        Column::new("Days, low", 9.0, Kind::Days),
        Column::new("Days, high", 9.0, Kind::Days),
        Column::new("Priority", 10.0, Kind::Fine),
        Column::new("Confidence", 11.0, Kind::Value),
        Column::new("Ready", 8.0, Kind::Value),
        Column::new("Needs first", 40.0, Kind::Words),
        Column::new("Opens the way to", 40.0, Kind::Words),
        Column::new("First step", 48.0, Kind::Words),
        Column::new("Sign of success", 48.0, Kind::Words),
        Column::new("Read on", 40.0, Kind::Words),
    ];
    let rows: Vec<_> = report.recommendations.iter().map(|step| row(report, step)).collect();
    looks.table(workbook, "Moves", &columns, &rows)
}

fn row(report: &Report, step: &Recommendation) -> Vec<Cell> {
    let needs = step.requires.iter().filter(|need| !need.met).map(need).collect::<Vec<_>>();
    let opens = step.unlocks.iter().filter_map(|id| report.recommendation(id));
    let opens = opens.map(|other| other.title.as_str()).collect::<Vec<_>>();
    let reading = step.reading.iter().map(|of| match &of.publisher {
        Some(publisher) => format!("{} ({publisher})", of.title),
        None => of.title.clone(),
    });
    vec![
        (&step.title).into(),
        step.rank.into(),
        (&step.id).into(),
        report.dimension(&step.dimension).map(|of| &of.title).into(),
        (&step.trait_title).into(),
        step.score.into(),
        step.target.into(),
        step.gain.into(),
        step.leverage.into(),
        step.effort.map(|(low, _)| low).into(),
        step.effort.map(|(_, high)| high).into(),
        step.priority.into(),
        (&step.confidence).into(),
        yes(step.ready),
        text(needs.join("; ")),
        text(opens.join("; ")),
        step.first_step.as_ref().into(),
        step.sign.as_ref().into(),
        text(reading.collect::<Vec<_>>().join("; ")),
    ]
}

fn need(need: &Requirement) -> String {
    format!("{} at {}", need.title, number::points(need.at_least))
}
