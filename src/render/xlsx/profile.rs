//! The sheets of dimensions and of traits.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::sheet::{Cell, Column, Kind, Looks};
use crate::report::number::Reading;
use crate::report::{Pole, Report, ScoreState};

/// One row a dimension and pole, so that filters and pivot tables work.
pub(super) fn dimensions(workbook: &mut Workbook, looks: &Looks, report: &Report) -> Result<(), XlsxError> {
    let mut columns = vec![
        Column::new("Dimension", 30.0, Kind::Words),
        Column::new("Id", 18.0, Kind::Value),
        Column::new("Pole", 14.0, Kind::Value),
    ];
    columns.extend(pole_columns());
    columns.extend([
        Column::new("Held back by", 36.0, Kind::Words),
        Column::new("Zone", 20.0, Kind::Value),
        Column::new("Integration", 12.0, Kind::Score),
        Column::new("Weight", 9.0, Kind::Number),
    ]);
    let mut rows = Vec::new();
    for dimension in &report.dimensions {
        for pole in &dimension.poles {
            let mut row = vec![
                Cell::from(&dimension.title),
                Cell::from(&dimension.id),
                Cell::from(report.pole_title(&pole.id)),
            ];
            row.extend(on_pole(pole));
            let held = pole.level.iter().flat_map(|level| &level.held_back_by);
            let held: Vec<_> = held.map(|of| of.title.as_str()).collect();
            row.extend([
                text(held.join(", ")),
                dimension.placement.as_ref().and_then(|of| of.title.as_ref()).into(),
                dimension.integration.into(),
                dimension.weight.into(),
            ]);
            rows.push(row);
        }
    }
    looks.table(workbook, "Dimensions", &columns, &rows)
}

/// One row a trait.
pub(super) fn traits(workbook: &mut Workbook, looks: &Looks, report: &Report) -> Result<(), XlsxError> {
    let mut columns = vec![
        Column::new("Trait", 32.0, Kind::Words),
        Column::new("Id", 22.0, Kind::Value),
        Column::new("Dimension", 26.0, Kind::Words),
        Column::new("State", 14.0, Kind::Value),
        Column::new("Score", 9.0, Kind::Score),
        Column::new("Low", 9.0, Kind::Number),
        Column::new("High", 9.0, Kind::Number),
        Column::new("Answered", 10.0, Kind::Share),
        Column::new("In words", 24.0, Kind::Words),
        Column::new("Weak link", 10.0, Kind::Value),
    ];
    columns.extend(
        report.poles.iter().map(|pole| Column::new(format!("Weight on {}", pole.title), 11.0, Kind::Number)),
    );
    columns.push(Column::new("What it measures", 60.0, Kind::Words));
    let mut rows = Vec::new();
    for dimension in &report.dimensions {
        for of in &dimension.traits {
            let mut row = vec![
                Cell::from(&of.title),
                Cell::from(&of.id),
                Cell::from(&dimension.title),
                state(of.state).into(),
                of.score.into(),
                of.low.into(),
                of.high.into(),
                of.coverage.into(),
                Reading::from(of).text().into(),
                yes(of.weak_link),
            ];
            row.extend(report.poles.iter().map(|pole| Cell::from(of.weights.get(&pole.id).copied())));
            row.push(of.description.as_ref().into());
            rows.push(row);
        }
    }
    looks.table(workbook, "Traits", &columns, &rows)
}

/// The columns of [`on_pole`].
pub(super) fn pole_columns() -> Vec<Column> {
    vec![
        Column::new("State", 14.0, Kind::Value),
        Column::new("Score", 9.0, Kind::Score),
        Column::new("Low", 9.0, Kind::Number),
        Column::new("High", 9.0, Kind::Number),
        Column::new("Answered", 10.0, Kind::Share),
        Column::new("In words", 24.0, Kind::Words),
        Column::new("Level", 8.0, Kind::Count),
        Column::new("Level title", 14.0, Kind::Value),
        Column::new("Lowest level", 8.0, Kind::Count),
        Column::new("Highest level", 8.0, Kind::Count),
    ]
}

/// What there is to say of a pole.
pub(super) fn on_pole(pole: &Pole) -> Vec<Cell> {
    let level = pole.level.as_ref();
    vec![
        state(pole.state).into(),
        pole.score.into(),
        pole.low.into(),
        pole.high.into(),
        pole.coverage.into(),
        Reading::from(pole).text().into(),
        level.map(|level| level.rank).into(),
        level.map(|level| &level.title).into(),
        level.map(|level| level.low_rank).into(),
        level.map(|level| level.high_rank).into(),
    ]
}

/// A text; an empty one is no value.
pub(super) fn text(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { text.into() }
}

/// `yes`, or nothing.
pub(super) fn yes(holds: bool) -> Cell {
    if holds { "yes".into() } else { Cell::Empty }
}

fn state(state: ScoreState) -> &'static str {
    match state {
        ScoreState::Scored => "scored",
        ScoreState::Insufficient => "insufficient",
        ScoreState::Unanswered => "unanswered",
        ScoreState::NotApplicable => "not applicable",
    }
}
