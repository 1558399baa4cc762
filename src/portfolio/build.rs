use std::cmp::Ordering;

use super::crowd;
use super::entry::{Details, Step};
use super::model::{
    Dates, FORMAT, Method, Named, PlacementMethod, Portfolio, QuestionnaireRef, StepFinding, Team,
    TraitFinding, Zone,
};
use super::results::Results;
use super::sort::Sort;
use super::teams::{Member, gather};
use crate::questionnaire::{Questionnaire, ZoneIx};
use crate::report::GENERATOR;
use crate::stats::{LEAST, median};

/// How a portfolio is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// A mean of several answer sets of a team needs so many persons; 3 at least.
    pub min_group: usize,
    /// Whether only the last answers of each team count.
    pub latest: bool,
    /// What the teams are sorted by.
    pub sort: Sort,
}

impl Default for Plan {
    fn default() -> Self {
        Self { min_group: 5, latest: false, sort: Sort::Name }
    }
}

/// Makes a portfolio of answer sets to this questionnaire.
#[must_use]
pub fn build(questionnaire: &Questionnaire, results: Results, plan: &Plan) -> Portfolio {
    let method = Method {
        min_group: plan.min_group.max(usize::try_from(LEAST).unwrap_or(usize::MAX)),
        outlier_teams: 10,
        outlier_distance: 3.5,
        outlier_least: 0.2,
        low_coverage: 0.6,
        early: 5,
    };
    let (mut members, left_out) = gather(questionnaire, results, method.min_group, plan.latest);
    members.sort_by(|a, b| order(&plan.sort, &a.team, &b.team));
    let details: Vec<&Details> = members.iter().filter_map(|member| member.details.as_ref()).collect();
    let (traits, steps) = match details.as_slice() {
        [] => (None, None),
        details => (Some(traits(questionnaire, details)), Some(steps(questionnaire, details, method.early))),
    };
    let detailed = details.len();
    let dates = dates(&members);
    let teams: Vec<Team> = members.into_iter().map(|Member { team, .. }| team).collect();
    let coverage: Vec<f64> = teams.iter().filter_map(|team| team.coverage).collect();
    let named = |id: &str, title: &str| Named { id: id.to_owned(), title: title.to_owned() };
    Portfolio {
        format: FORMAT.to_owned(),
        generator: GENERATOR.to_owned(),
        questionnaire: QuestionnaireRef {
            id: questionnaire.id().to_owned(),
            version: questionnaire.version().to_owned(),
            title: questionnaire.title().to_owned(),
            fingerprint: questionnaire.fingerprint().to_owned(),
        },
        poles: questionnaire.poles().iter().map(|pole| named(&pole.id, &pole.title)).collect(),
        dimensions: questionnaire.dimensions().iter().map(|of| named(&of.id, &of.title)).collect(),
        placement: placement(questionnaire),
        sorted_by: plan.sort.name().to_owned(),
        dates,
        left_out,
        coverage: crowd::distribution(&coverage),
        zones: crowd::zones(questionnaire, &teams),
        confidence: crowd::confidence(&teams),
        distributions: crowd::distributions(questionnaire, &teams),
        traits,
        steps,
        detailed,
        outliers: crowd::outliers(questionnaire, &teams, &method),
        teams,
        method,
    }
}

/// From when to when the teams answered: all of their sets that count, not only their last.
fn dates(members: &[Member]) -> Option<Dates> {
    let first = members.iter().filter_map(|member| member.first.clone()).min()?;
    let last = members.iter().filter_map(|member| member.team.date.clone()).max()?;
    Some(Dates { first, last })
}

/// The most first, those without anything last, equals by name.
fn order(sort: &Sort, a: &Team, b: &Team) -> Ordering {
    let (of_a, of_b) = (sort.key(a), sort.key(b));
    let by_key = match (of_a, of_b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    by_key.then_with(|| a.name.cmp(&b.name))
}

fn placement(questionnaire: &Questionnaire) -> Option<PlacementMethod> {
    let placement = questionnaire.placement()?;
    let poles = questionnaire.poles().len();
    let combinations = |zone: usize| {
        (0..1_usize << poles)
            .filter(|combination| placement.zone(*combination) == ZoneIx(zone))
            .map(|combination| (0..poles).map(|pole| combination >> pole & 1 == 1).collect())
            .collect()
    };
    let zones = placement.zones.iter().enumerate().map(|(index, zone)| Zone {
        id: zone.id.clone(),
        title: zone.title.clone(),
        combinations: combinations(index),
    });
    Some(PlacementMethod { cut: placement.cut, band: placement.band, zones: zones.collect() })
}

fn traits(questionnaire: &Questionnaire, details: &[&Details]) -> Vec<TraitFinding> {
    let finding = |id: &str, title: &str, dimension: &str| {
        let holds: Vec<_> = details.iter().filter_map(|of| of.holds.get(id)).collect();
        let scores: Vec<f64> = details.iter().filter_map(|of| of.traits.get(id).copied()).collect();
        TraitFinding {
            of: id.to_owned(),
            title: title.to_owned(),
            dimension: dimension.to_owned(),
            teams: holds.len(),
            weak: holds.iter().filter(|hold| hold.weak).count(),
            gate: holds.iter().filter(|hold| hold.gate).count(),
            missed: holds.iter().filter(|hold| hold.missed).count(),
            median: median(&scores).ok(),
        }
    };
    let all = questionnaire.traits().iter();
    let mut found: Vec<TraitFinding> = all
        .map(|of| finding(&of.id, &of.title, &questionnaire[of.dimension].id))
        .filter(|finding| finding.teams > 0)
        .collect();
    // A stable sort: equals stay in the order of the definition.
    found.sort_by_key(|finding| std::cmp::Reverse(finding.teams));
    found
}

fn steps(questionnaire: &Questionnaire, details: &[&Details], early: usize) -> Vec<StepFinding> {
    let all = questionnaire.recommendations().iter();
    let mut found: Vec<StepFinding> = all
        .map(|step| {
            let raised = &questionnaire[step.of];
            let taken: Vec<Step> = details.iter().filter_map(|of| of.steps.get(&step.id).copied()).collect();
            let gains: Vec<f64> = taken.iter().map(|step| step.gain).collect();
            StepFinding {
                id: step.id.clone(),
                title: step.title.clone(),
                of: raised.id.clone(),
                trait_title: raised.title.clone(),
                dimension: questionnaire[raised.dimension].id.clone(),
                teams: taken.len(),
                early: taken.iter().filter(|step| step.rank <= early).count(),
                gain: median(&gains).ok(),
                total_gain: gains.iter().sum(),
                effort: step.effort,
            }
        })
        .filter(|finding| finding.teams > 0)
        .collect();
    found.sort_by(|a, b| b.teams.cmp(&a.teams).then(b.total_gain.total_cmp(&a.total_gain)));
    found
}
