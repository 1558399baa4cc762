//! How the scores are spread, and how much was answered.

use super::super::model::{Portfolio, ScoreDistribution};
use super::overview::names;
use super::teams::score_title;
use super::{of_teams, table};
use crate::report::document::{Align, Section, Text, join};
use crate::report::number::{points, share};

pub(super) fn spread(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("spread", "How the scores are spread");
    section.say(
        "Half of the teams lie between the quartiles. A score that rests on too few answers to show a point is left out.",
    );
    let row = |of: &ScoreDistribution| {
        let number = |value: Option<f64>| Text::from(value.map(points).unwrap_or_default());
        vec![
            score_title(portfolio, of).into(),
            of.of.n.to_string().into(),
            number(of.of.min),
            number(of.of.q25),
            number(of.of.median),
            number(of.of.q75),
            number(of.of.max),
            number(of.of.mean),
            number(of.of.sd),
        ]
    };
    section.push(table(
        &[
            ("Score", Align::Words),
            ("Teams", Align::Numbers),
            ("Lowest", Align::Numbers),
            ("Lower quartile", Align::Numbers),
            ("Median", Align::Numbers),
            ("Upper quartile", Align::Numbers),
            ("Highest", Align::Numbers),
            ("Mean", Align::Numbers),
            ("Deviation", Align::Numbers),
        ],
        portfolio.distributions.iter().map(row).collect(),
    ));
    section
}

pub(super) fn coverage(portfolio: &Portfolio) -> Section {
    let mut section = Section::new("coverage", "How much was answered");
    let of = &portfolio.coverage;
    if let (Some(min), Some(median)) = (of.min, of.median) {
        section.say(format!(
            "Half of the teams answered {} or more of the questions that apply to them, the one with the fewest {}.",
            share(median),
            share(min)
        ));
    }
    let method = &portfolio.method;
    let low: Vec<String> = portfolio
        .teams
        .iter()
        .filter(|team| team.coverage.is_some_and(|share| share < method.low_coverage))
        .map(|team| team.name.clone())
        .collect();
    if !low.is_empty() {
        section.say(format!("Fewer than {}: {}.", share(method.low_coverage), names(&low)));
    }
    let sure: Vec<String> = portfolio
        .confidence
        .iter()
        .filter(|counted| counted.teams > 0)
        .map(|counted| format!("{} in {}", counted.word, of_teams(counted.teams)))
        .collect();
    if !sure.is_empty() {
        section.say(format!("How sure the placement is: {}.", join(&sure)));
    }
    section
}
