//! Every team in every dimension.

use super::super::model::{Portfolio, Score, ScoreDistribution, Team};
use crate::report::document::{Align, Block, Column, Section, Table, Text};
use crate::report::number::share;

pub(super) fn teams(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("teams", "Every team in every dimension");
    section.say(order(portfolio));
    let rough = portfolio.teams.iter().any(|team| scores(team).any(|score| score.is_rough(team)));
    if rough {
        section.say(
            "A number behind ~ comes from a table that does not say how far the missing answers could move it.",
        );
    }
    let mut columns = vec![
        Column::new("Team", Align::Words),
        Column::new("Answered", Align::Numbers),
        Column::new("Zone", Align::Words),
    ];
    columns.extend(score_titles(portfolio).into_iter().map(|title| Column::new(title, Align::Values)));
    let row = |team: &Team| {
        let mut row: Vec<Text> =
            vec![team.name.clone().into(), team.coverage.map(share).unwrap_or_default().into()];
        row.push(zone(portfolio, team).into());
        row.extend(shown(portfolio, team).map(|score| Text::from(cell(score, team))));
        row
    };
    section.push(Block::Table(Table { columns, rows: portfolio.teams.iter().map(row).collect() }));
    section
}

/// In which order the teams stand, in a sentence.
fn order(portfolio: &Portfolio) -> String {
    match portfolio.sorted_by.as_str() {
        "name" => {
            "In the order of the names: the numbers are for the teams themselves, and no ranking.".to_owned()
        }
        other => {
            let what = match other.split_once('.') {
                Some((dimension, pole)) => {
                    format!("{} on {}", portfolio.dimension_title(dimension), portfolio.pole_title(pole))
                }
                None => portfolio.pole_title(other).to_owned(),
            };
            format!("Sorted by {what}, the highest first.")
        }
    }
}

/// All scores of a team.
fn scores(team: &Team) -> impl Iterator<Item = &Score> {
    team.poles.iter().chain(team.dimensions.iter().flatten())
}

/// Which scores stand in the table of teams: those that some trait counts for.
pub fn shown<'a>(portfolio: &'a Portfolio, team: &'a Team) -> impl Iterator<Item = &'a Score> {
    let poles = portfolio.poles.len();
    portfolio.distributions.iter().filter_map(move |of| {
        let pole = portfolio.poles.iter().position(|pole| pole.id == of.pole)?;
        match &of.dimension {
            None => team.poles.get(pole),
            Some(id) => {
                let dimension = portfolio.dimensions.iter().position(|dimension| dimension.id == *id)?;
                team.dimensions.get(dimension)?.get(pole).filter(|_| pole < poles)
            }
        }
    })
}

/// The titles of [`shown`].
#[must_use]
pub fn score_titles(portfolio: &Portfolio) -> Vec<String> {
    portfolio.distributions.iter().map(|of| score_title(portfolio, of)).collect()
}

pub(super) fn score_title(portfolio: &Portfolio, of: &ScoreDistribution) -> String {
    title(portfolio, of.dimension.as_deref(), &of.pole)
}

pub(super) fn title(portfolio: &Portfolio, dimension: Option<&str>, pole: &str) -> String {
    let pole = portfolio.pole_title(pole);
    match dimension {
        None => pole.to_owned(),
        Some(id) => format!("{}: {pole}", portfolio.dimension_title(id)),
    }
}

/// Returns where a team stands, in a word.
#[must_use]
pub fn zone<'a>(portfolio: &'a Portfolio, team: &'a Team) -> String {
    match (&team.zone, &team.label) {
        (Some(zone), Some(label)) if label != zone => {
            format!("{} ({})", portfolio.zone_title(zone), portfolio.zone_title(label).to_lowercase())
        }
        (Some(zone), _) => portfolio.zone_title(zone).to_owned(),
        (None, Some(label)) => portfolio.zone_title(label).to_owned(),
        (None, None) => String::new(),
    }
}

/// Returns a score for a cell: the point with its range, `~61` where the range is not known.
#[must_use]
pub fn cell(score: &Score, team: &Team) -> String {
    let reading = score.reading();
    if score.is_rough(team) { format!("~{}", reading.cell()) } else { reading.cell() }
}
