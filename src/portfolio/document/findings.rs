//! What would help most teams, what holds them back, and who is far from the others.

use super::super::model::{Outlier, Portfolio, StepFinding, TraitFinding};
use super::table;
use super::teams::title;
use crate::report::document::{Align, Section, Text};
use crate::report::number::{distance, effort_cell, gain_cell, points};

/// Of traits and of steps, so many are shown; the data formats hold all.
const MOST: usize = 20;

pub(super) fn steps(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("steps", "What would help most teams");
    let Some(steps) = &portfolio.steps else {
        section.say(
            "A table of results does not say which steps would help. Make the portfolio from the answers, or from results \
             in NDJSON.",
        );
        return section;
    };
    section.say(format!(
        "Each step that lifts the overall scores of a team, at its place in the plan of that team. The gain is the median \
         over the teams that it lifts, in points, added over the poles.{}",
        known_of(portfolio)
    ));
    let row = |step: &StepFinding| {
        vec![
            step.title.clone().into(),
            Text::from(step.trait_title.clone()),
            of(step.teams, portfolio),
            step.early.to_string().into(),
            step.gain.map(gain_cell).unwrap_or_default().into(),
            step.effort.map(effort_cell).unwrap_or_default().into(),
        ]
    };
    section.push(table(
        &[
            ("Step", Align::Words),
            ("Raises", Align::Words),
            ("Lifts", Align::Numbers),
            ("Among first moves", Align::Numbers),
            ("Gain", Align::Numbers),
            ("Person-days", Align::Numbers),
        ],
        steps.iter().take(MOST).map(row).collect(),
    ));
    rest(&mut section, steps.len(), "step lifts", "steps lift");
    section
}

pub(super) fn obstacles(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("obstacles", "What holds most teams back");
    let Some(traits) = &portfolio.traits else {
        section.say(
            "A table of results holds no traits. Make the portfolio from the answers, or from results in NDJSON.",
        );
        return section;
    };
    section.say(format!(
        "A trait holds a team back if it is far below its pole, if it keeps a level from being reached, or if something is \
         practised that rests on it.{}",
        known_of(portfolio)
    ));
    let row = |of_trait: &TraitFinding| {
        vec![
            of_trait.title.clone().into(),
            portfolio.dimension_title(&of_trait.dimension).into(),
            of(of_trait.teams, portfolio),
            of_trait.weak.to_string().into(),
            of_trait.gate.to_string().into(),
            of_trait.missed.to_string().into(),
            of_trait.median.map(points).unwrap_or_default().into(),
        ]
    };
    section.push(table(
        &[
            ("Trait", Align::Words),
            ("Dimension", Align::Words),
            ("Teams", Align::Numbers),
            ("Far below", Align::Numbers),
            ("Keeps a level", Align::Numbers),
            ("Rests on it", Align::Numbers),
            ("Median", Align::Numbers),
        ],
        traits.iter().take(MOST).map(row).collect(),
    ));
    rest(&mut section, traits.len(), "trait holds back", "traits hold back");
    section
}

/// Says what is not in a table of the first so many.
fn rest(section: &mut Section, all: usize, one: &str, many: &str) {
    let more = all.saturating_sub(MOST);
    if more > 0 {
        let words = if more == 1 { one } else { many };
        section.say(format!(
            "{more} more {words} fewer teams, or as many; the workbook and the JSON of the portfolio hold them all."
        ));
    }
}

fn of(teams: usize, portfolio: &Portfolio) -> Text {
    format!("{teams} of {}", portfolio.detailed).into()
}

/// Of how many teams the traits and steps are known, if not of all.
fn known_of(portfolio: &Portfolio) -> String {
    match (portfolio.detailed, portfolio.teams.len()) {
        (known, all) if known == all => String::new(),
        (known, all) => format!(" This is known of {known} of the {all} teams."),
    }
}

pub(super) fn outliers(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("outliers", "Far from the others");
    let method = &portfolio.method;
    section.say(format!(
        "Scores more than {} times the usual distance from the median, and {} or more away from it. To be far off is \
         neither good nor bad: ask what is different there.",
        method.outlier_distance,
        distance(method.outlier_least, 0.0)
    ));
    if portfolio.outliers.is_empty() {
        section.say(if portfolio.teams.len() < method.outlier_teams {
            format!("They are looked for among {} teams or more.", method.outlier_teams)
        } else {
            "There are none.".to_owned()
        });
        return section;
    }
    let row = |of: &Outlier| {
        vec![
            of.team.clone().into(),
            title(portfolio, of.dimension.as_deref(), &of.pole).into(),
            points(of.score).into(),
            points(of.median).into(),
        ]
    };
    section.push(table(
        &[
            ("Team", Align::Words),
            ("Score", Align::Words),
            ("Team", Align::Numbers),
            ("Median", Align::Numbers),
        ],
        portfolio.outliers.iter().map(row).collect(),
    ));
    section
}
