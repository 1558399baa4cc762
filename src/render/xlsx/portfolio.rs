//! The workbook of a portfolio: teams, the heat map, the spread of scores, traits, steps, outliers and what was left out.

use std::io;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::properties;
use super::sheet::{Cell, Column, Kind, Looks};
use super::summary::date;
use crate::portfolio::{Omission, Portfolio, Team, document};

/// Writes the workbook of a portfolio. Equal portfolios give equal bytes.
///
/// # Errors
/// Returns what the writer returns.
pub fn write_portfolio(portfolio: &Portfolio, out: &mut dyn io::Write) -> io::Result<()> {
    let bytes = workbook(portfolio).and_then(|mut workbook| workbook.save_to_buffer());
    out.write_all(&bytes.map_err(io::Error::other)?)
}

fn workbook(portfolio: &Portfolio) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let title = document::write(portfolio).title;
    workbook.set_properties(&properties(&title, &made_by(portfolio))?);
    let looks = Looks::new();
    teams(&mut workbook, &looks, portfolio)?;
    heat(&mut workbook, &looks, portfolio)?;
    spread(&mut workbook, &looks, portfolio)?;
    if portfolio.traits.is_some() {
        traits(&mut workbook, &looks, portfolio)?;
        steps(&mut workbook, &looks, portfolio)?;
    }
    outliers(&mut workbook, &looks, portfolio)?;
    origin(&mut workbook, &looks, portfolio)?;
    Ok(workbook)
}

/// What it was made of, in one line.
fn made_by(portfolio: &Portfolio) -> String {
    let of = &portfolio.questionnaire;
    format!(
        "Made by {} from questionnaire {} {} ({}) and {} teams",
        portfolio.generator,
        of.id,
        of.version,
        of.fingerprint,
        portfolio.teams.len()
    )
}

/// One row a team: who it is, where it stands, its score on each pole and the ends of their ranges.
fn teams(workbook: &mut Workbook, looks: &Looks, portfolio: &Portfolio) -> Result<(), XlsxError> {
    let mut columns = vec![
        Column::new("Team", 26.0, Kind::Words),
        Column::new("Sets", 6.0, Kind::Count),
        Column::new("Last answers", 12.0, Kind::Date),
        Column::new("Answered", 10.0, Kind::Share),
        Column::new("Zone", 18.0, Kind::Value),
        Column::new("Label", 14.0, Kind::Value),
        Column::new("Confidence", 11.0, Kind::Value),
        Column::new("Integration", 11.0, Kind::Score),
    ];
    for pole in &portfolio.poles {
        columns.push(Column::new(&pole.title, 10.0, Kind::Score));
        columns.extend(
            ["low", "high"].map(|end| Column::new(format!("{}, {end}", pole.title), 10.0, Kind::Number)),
        );
    }
    let row = |team: &Team| {
        let mut row = vec![
            Cell::from(&team.name),
            team.sets.into(),
            team.date.as_deref().map(date).into(),
            team.coverage.into(),
            team.zone.as_deref().map(|id| portfolio.zone_title(id)).into(),
            team.label.as_ref().into(),
            team.confidence.as_ref().into(),
            team.integration.into(),
        ];
        row.extend(team.poles.iter().flat_map(|of| [of.score, of.low, of.high].map(Cell::from)));
        row
    };
    looks.table(workbook, "Teams", &columns, &portfolio.teams.iter().map(row).collect::<Vec<_>>())
}

/// One row a team, one column a score: each pole, then each dimension on each pole.
fn heat(workbook: &mut Workbook, looks: &Looks, portfolio: &Portfolio) -> Result<(), XlsxError> {
    let mut columns = vec![Column::new("Team", 26.0, Kind::Words)];
    let titles = document::score_titles(portfolio);
    columns.extend(titles.iter().map(|title| Column::new(title, 14.0, Kind::Score)));
    let row = |team: &Team| {
        let scores = document::shown(portfolio, team).map(|score| Cell::from(score.score));
        std::iter::once(Cell::from(&team.name)).chain(scores).collect()
    };
    looks.table(workbook, "Heat map", &columns, &portfolio.teams.iter().map(row).collect::<Vec<_>>())
}

fn spread(workbook: &mut Workbook, looks: &Looks, portfolio: &Portfolio) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Score", 38.0, Kind::Words),
        Column::new("Teams", 8.0, Kind::Count),
        Column::new("Lowest", 10.0, Kind::Score),
        Column::new("Lower quartile", 10.0, Kind::Score),
        Column::new("Median", 10.0, Kind::Score),
        Column::new("Upper quartile", 10.0, Kind::Score),
        Column::new("Highest", 10.0, Kind::Score),
        Column::new("Mean", 10.0, Kind::Number),
        Column::new("Deviation", 10.0, Kind::Number),
    ];
    let titles = document::score_titles(portfolio);
    let rows: Vec<Vec<Cell>> = titles
        .iter()
        .zip(&portfolio.distributions)
        .map(|(title, scores)| {
            let of = &scores.of;
            let numbers = [of.min, of.q25, of.median, of.q75, of.max, of.mean, of.sd];
            [title.into(), of.n.into()].into_iter().chain(numbers.map(Cell::from)).collect()
        })
        .collect();
    looks.table(workbook, "Spread", &columns, &rows)
}

fn traits(workbook: &mut Workbook, looks: &Looks, portfolio: &Portfolio) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Trait", 40.0, Kind::Words),
        Column::new("Id", 28.0, Kind::Value),
        Column::new("Dimension", 30.0, Kind::Words),
        Column::new("Teams", 8.0, Kind::Count),
        Column::new("Far below", 10.0, Kind::Count),
        Column::new("Keeps a level", 10.0, Kind::Count),
        Column::new("Something rests on it", 12.0, Kind::Count),
        Column::new("Median", 10.0, Kind::Score),
    ];
    let rows = portfolio.traits.iter().flatten().map(|of| {
        vec![
            Cell::from(&of.title),
            (&of.of).into(),
            portfolio.dimension_title(&of.dimension).into(),
            of.teams.into(),
            of.weak.into(),
            of.gate.into(),
            of.missed.into(),
            of.median.into(),
        ]
    });
    looks.table(workbook, "Traits", &columns, &rows.collect::<Vec<_>>())
}

fn steps(workbook: &mut Workbook, looks: &Looks, portfolio: &Portfolio) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Step", 48.0, Kind::Words),
        Column::new("Id", 30.0, Kind::Value),
        Column::new("Raises", 36.0, Kind::Words),
        Column::new("Dimension", 30.0, Kind::Words),
        Column::new("Teams", 8.0, Kind::Count),
        Column::new("Among first moves", 10.0, Kind::Count),
        Column::new("Gain, median", 10.0, Kind::Fine),
        Column::new("Gain, total", 10.0, Kind::Fine),
        Column::new("Person-days, low", 10.0, Kind::Days),
        Column::new("Person-days, high", 10.0, Kind::Days),
    ];
    let rows = portfolio.steps.iter().flatten().map(|step| {
        vec![
            Cell::from(&step.title),
            (&step.id).into(),
            (&step.trait_title).into(),
            portfolio.dimension_title(&step.dimension).into(),
            step.teams.into(),
            step.early.into(),
            step.gain.into(),
            step.total_gain.into(),
            step.effort.map(|(low, _)| low).into(),
            step.effort.map(|(_, high)| high).into(),
        ]
    });
    looks.table(workbook, "Steps", &columns, &rows.collect::<Vec<_>>())
}

fn outliers(workbook: &mut Workbook, looks: &Looks, portfolio: &Portfolio) -> Result<(), XlsxError> {
    let columns = [
        Column::new("Team", 26.0, Kind::Words),
        Column::new("Dimension", 30.0, Kind::Words),
        Column::new("Pole", 16.0, Kind::Value),
        Column::new("Score", 10.0, Kind::Score),
        Column::new("Median", 10.0, Kind::Score),
        Column::new("Usual distances", 10.0, Kind::Number),
    ];
    let rows = portfolio.outliers.iter().map(|of| {
        vec![
            Cell::from(&of.team),
            of.dimension.as_deref().map(|id| portfolio.dimension_title(id)).into(),
            portfolio.pole_title(&of.pole).into(),
            of.score.into(),
            of.median.into(),
            of.distance.into(),
        ]
    });
    looks.table(workbook, "Outliers", &columns, &rows.collect::<Vec<_>>())
}

/// The questionnaire, and what was left out.
fn origin(workbook: &mut Workbook, looks: &Looks, portfolio: &Portfolio) -> Result<(), XlsxError> {
    let columns = [Column::new("What", 34.0, Kind::Value), Column::new("Value", 60.0, Kind::Words)];
    let of = &portfolio.questionnaire;
    let mut rows = vec![
        vec!["Questionnaire".into(), (&of.title).into()],
        vec!["Id".into(), (&of.id).into()],
        vec!["Version".into(), (&of.version).into()],
        vec!["Fingerprint".into(), (&of.fingerprint).into()],
        vec!["Teams".into(), portfolio.teams.len().into()],
        vec!["Teams whose traits are known".into(), portfolio.detailed.into()],
    ];
    for omission in &portfolio.left_out {
        let why = match omission.reason {
            Omission::TooFew => "Teams of too few persons, not shown",
            Omission::Nameless => "Sets without a team, left out",
            Omission::Earlier => "Sets that a later one replaces",
            Omission::Rejected => "Sets that could not be scored",
        };
        let what = match omission.reason {
            Omission::TooFew => omission.teams.join("; ").into(),
            _ => Cell::from(omission.sets),
        };
        rows.push(vec![why.into(), what]);
    }
    rows.push(vec!["Made by".into(), (&portfolio.generator).into()]);
    looks.table(workbook, "Origin", &columns, &rows)
}
