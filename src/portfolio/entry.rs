use std::collections::BTreeMap;

use super::model::Score;
use crate::report::{Pole, Report};

/// What a portfolio takes of one answer set.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where it comes from.
    pub origin: Origin,
    /// The team that it speaks of.
    pub team: Option<String>,
    /// Who answered.
    pub respondent: Option<String>,
    /// When, as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Answered / applicable questions, 0..=1.
    pub coverage: Option<f64>,
    /// The score on each pole, in the order of the questionnaire.
    pub poles: Vec<Score>,
    /// Each dimension's score on each pole.
    pub dimensions: Vec<Vec<Score>>,
    /// How far the poles go together, 0..=1.
    pub integration: Option<f64>,
    /// The id of the zone.
    pub zone: Option<String>,
    /// The zone's id if decided, else `borderline`, `central` or `no-data`.
    pub label: Option<String>,
    /// How sure the placement is.
    pub confidence: Option<String>,
    /// What a row of results does not tell.
    pub details: Option<Details>,
}

/// Where an answer set comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The file.
    pub input: String,
    /// Which set of a table, from 1; `None` for a file with one set.
    pub row: Option<u64>,
}

/// What holds a team back and what would help it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Details {
    /// The traits' scores, by id.
    pub traits: BTreeMap<String, f64>,
    /// The traits that hold it back, by id.
    pub holds: BTreeMap<String, Hold>,
    /// The steps that lift its overall scores, by id.
    pub steps: BTreeMap<String, Step>,
}

/// How a trait holds a team back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hold {
    /// It is far below its pole.
    pub weak: bool,
    /// It keeps a level from being reached.
    pub gate: bool,
    /// Something is practised that rests on it.
    pub missed: bool,
}

/// What a step does for a team.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Its place in the team's plan, from 1.
    pub rank: usize,
    /// What it adds to the overall scores, summed over the poles.
    pub gain: f64,
}

impl Entry {
    /// Returns what a portfolio takes of a report.
    #[must_use]
    pub fn of_report(report: &Report, origin: Origin) -> Self {
        let placement = report.placement.as_ref();
        let subject = &report.subject;
        Self {
            origin,
            team: subject.team.clone(),
            respondent: subject.respondent.clone(),
            date: subject.date.clone(),
            coverage: report.coverage.share,
            poles: report.poles.iter().map(Score::from).collect(),
            dimensions: report
                .dimensions
                .iter()
                .map(|of| of.poles.iter().map(Score::from).collect())
                .collect(),
            integration: report.integration.as_ref().map(|integration| integration.score),
            zone: placement.and_then(|placement| placement.zone.clone()),
            label: placement.map(|placement| placement.label.clone()),
            confidence: placement.map(|placement| placement.confidence.clone()),
            details: Some(Details::of(report)),
        }
    }
}

impl From<&Pole> for Score {
    fn from(pole: &Pole) -> Self {
        Self { state: pole.state, score: pole.score, low: pole.low, high: pole.high }
    }
}

impl Details {
    fn of(report: &Report) -> Self {
        let traits = report.dimensions.iter().flat_map(|dimension| &dimension.traits);
        let mut holds: BTreeMap<String, Hold> = BTreeMap::new();
        for weak in &report.weak_traits {
            holds.entry(weak.of.clone()).or_default().weak = true;
        }
        let dimensions = report.dimensions.iter().flat_map(|dimension| &dimension.poles);
        let levels = report.poles.iter().chain(dimensions).filter_map(|pole| pole.level.as_ref());
        for held in levels.flat_map(|level| &level.held_back_by) {
            holds.entry(held.of.clone()).or_default().gate = true;
        }
        for link in &report.unsupported {
            holds.entry(link.needs.clone()).or_default().missed = true;
        }
        let steps = report.recommendations.iter().filter(|step| step.gain > 0.0);
        Self {
            traits: traits.filter_map(|of| Some((of.id.clone(), of.score?))).collect(),
            holds,
            steps: steps.map(|step| (step.id.clone(), Step { rank: step.rank, gain: step.gain })).collect(),
        }
    }
}
