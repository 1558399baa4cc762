use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Details, Entry, Hold, Step};
use super::model::{LeftOut, Omission, Score, Team};
use super::results::Results;
use crate::questionnaire::Questionnaire;
use crate::report::{ScoreState, word};
use crate::scoring::{self, Estimate, stand};

/// A team with what is not shown of it.
pub(super) struct Member {
    pub team: Team,
    /// The first date of its answers, as `YYYY-MM-DD`; the team has the last.
    pub first: Option<String>,
    pub details: Option<Details>,
}

/// Puts the answer sets of each team together, by name.
///
/// Of several sets by the same respondent the latest counts, and with `latest` of the whole team. What then are several
/// sets of a team are the answers of several persons: they count as their mean, if there are enough of them.
pub(super) fn gather(
    questionnaire: &Questionnaire,
    results: Results,
    min_group: usize,
    latest: bool,
) -> (Vec<Member>, Vec<LeftOut>) {
    let mut omissions = Omissions::default();
    let Results { entries, rejected } = results;
    if rejected > 0 {
        omissions.add(Omission::Rejected, rejected, None);
    }
    let mut teams: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        let said = entry.team.as_deref().map(str::trim).filter(|name| !name.is_empty());
        match (said, entry.origin.row) {
            (Some(name), _) => teams.entry(name.to_owned()).or_default().push(entry),
            // A file holds the answers of one team, also if it does not say whose.
            (None, None) => teams.entry(entry.origin.input.clone()).or_default().push(entry),
            (None, Some(_)) => omissions.add(Omission::Nameless, 1, None),
        }
    }
    let mut members = Vec::new();
    for (name, sets) in teams {
        let all = sets.len();
        let sets = current(sets, latest);
        if sets.len() < all {
            omissions.add(Omission::Earlier, all - sets.len(), Some(&name));
        }
        match <[Entry; 1]>::try_from(sets) {
            Ok([only]) => members.push(alone(name, only)),
            Err(sets) if sets.len() < min_group => omissions.add(Omission::TooFew, sets.len(), Some(&name)),
            Err(sets) => members.push(together(questionnaire, name, &sets)),
        }
    }
    (members, omissions.finish())
}

/// The sets that count: the latest of each respondent who gives a name, and with `latest` only those of the last date.
fn current(sets: Vec<Entry>, latest: bool) -> Vec<Entry> {
    let last = sets.iter().map(|set| set.date.clone()).max().flatten();
    let mut kept: Vec<Entry> = Vec::new();
    for set in sets.into_iter().filter(|set| !latest || set.date == last) {
        let name = |of: &Entry| of.respondent.as_deref().map(str::trim).map(str::to_owned);
        let known = kept
            .iter_mut()
            .find(|known| name(known).is_some_and(|known| !known.is_empty()) && name(known) == name(&set));
        match known {
            Some(known) if set.date >= known.date => *known = set,
            Some(_) => {}
            None => kept.push(set),
        }
    }
    kept
}

fn alone(name: String, set: Entry) -> Member {
    let Entry { date, coverage, poles, dimensions, integration, zone, label, confidence, details, .. } = set;
    let first = date.clone();
    let team =
        Team { name, sets: 1, date, coverage, poles, dimensions, integration, zone, label, confidence };
    Member { team, first, details }
}

/// The mean of several sets.
fn together(questionnaire: &Questionnaire, name: String, sets: &[Entry]) -> Member {
    let poles: Vec<Score> = (0..questionnaire.poles().len())
        .map(|pole| pooled(sets.iter().filter_map(|set| set.poles.get(pole))))
        .collect();
    let of_dimension = |dimension: usize, pole: usize| {
        pooled(sets.iter().filter_map(|set| set.dimensions.get(dimension)?.get(pole)))
    };
    let dimensions = (0..questionnaire.dimensions().len())
        .map(|dimension| (0..poles.len()).map(|pole| of_dimension(dimension, pole)).collect())
        .collect();
    let placement = questionnaire.placement().map(|placement| {
        let place = stand(placement, &poles.iter().map(judged).collect::<Vec<_>>());
        let zone = place.zone.map(|zone| placement[zone].id.clone());
        (zone, word::label(placement, place).to_owned())
    });
    let (zone, label) = placement.map_or((None, None), |(zone, label)| (zone, Some(label)));
    let dates = || sets.iter().filter_map(|set| set.date.clone());
    let team = Team {
        name,
        sets: sets.len(),
        date: dates().max(),
        coverage: mean(sets.iter().map(|set| set.coverage)),
        integration: mean(sets.iter().map(|set| set.integration)),
        poles,
        dimensions,
        zone,
        label,
        confidence: None,
    };
    let details: Option<Vec<&Details>> = sets.iter().map(|set| set.details.as_ref()).collect();
    Member { team, first: dates().min(), details: details.map(|details| shared(&details)) }
}

fn judged(score: &Score) -> scoring::Score {
    match (score.state, score.score) {
        (ScoreState::NotApplicable, _) => scoring::Score::NotApplicable,
        (_, Some(point)) => scoring::Score::Scored(Estimate {
            point,
            low: score.low.unwrap_or(point),
            high: score.high.unwrap_or(point),
        }),
        (_, None) => scoring::Score::Unanswered,
    }
}

/// The mean of scores; its range is the mean of their ranges, as if each missing answer were worth nothing or the most.
fn pooled<'a>(scores: impl Iterator<Item = &'a Score>) -> Score {
    let scores: Vec<&Score> = scores.filter(|score| score.state != ScoreState::NotApplicable).collect();
    let state = [ScoreState::Scored, ScoreState::Insufficient, ScoreState::Unanswered]
        .into_iter()
        .find(|state| scores.iter().any(|score| score.state == *state))
        .unwrap_or(ScoreState::NotApplicable);
    let bound = |of: fn(&Score) -> Option<f64>| {
        let known: Option<Vec<f64>> = scores.iter().map(|score| of(score)).collect();
        known.and_then(|known| mean(known.into_iter().map(Some)))
    };
    Score {
        state,
        score: mean(scores.iter().map(|score| score.score)),
        low: bound(|score| score.low),
        high: bound(|score| score.high),
    }
}

/// The mean of the values that are there, in their order.
fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let values: Vec<f64> = values.flatten().collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// What more than half of several sets say; scores and gains are means over the sets that have them.
fn shared(sets: &[&Details]) -> Details {
    let many = |count: usize| 2 * count > sets.len();
    let ids = |of: fn(&Details) -> Vec<&String>| -> BTreeSet<String> {
        sets.iter().flat_map(|set| of(set)).cloned().collect()
    };
    let trait_mean = |id: String| {
        let mean = mean(sets.iter().map(|set| set.traits.get(&id).copied()))?;
        Some((id, mean))
    };
    let hold = |id: String| {
        let count = |of: fn(&Hold) -> bool| {
            many(sets.iter().filter(|set| set.holds.get(&id).is_some_and(of)).count())
        };
        let hold = Hold {
            weak: count(|hold| hold.weak),
            gate: count(|hold| hold.gate),
            missed: count(|hold| hold.missed),
        };
        (hold != Hold::default()).then_some((id, hold))
    };
    let step = |id: String| {
        let steps: Vec<&Step> = sets.iter().filter_map(|set| set.steps.get(&id)).collect();
        let gain = mean(steps.iter().map(|step| Some(step.gain)))?;
        let mut ranks: Vec<usize> = steps.iter().map(|step| step.rank).collect();
        ranks.sort_unstable();
        many(steps.len()).then(|| (id, Step { rank: ranks[ranks.len() / 2], gain }))
    };
    Details {
        traits: ids(|set| set.traits.keys().collect()).into_iter().filter_map(trait_mean).collect(),
        holds: ids(|set| set.holds.keys().collect()).into_iter().filter_map(hold).collect(),
        steps: ids(|set| set.steps.keys().collect()).into_iter().filter_map(step).collect(),
    }
}

#[derive(Default)]
struct Omissions(BTreeMap<Omission, (usize, BTreeSet<String>)>);

impl Omissions {
    fn add(&mut self, reason: Omission, sets: usize, team: Option<&str>) {
        let (count, teams) = self.0.entry(reason).or_default();
        *count += sets;
        teams.extend(team.map(str::to_owned));
    }

    fn finish(self) -> Vec<LeftOut> {
        self.0
            .into_iter()
            .map(|(reason, (sets, teams))| LeftOut { reason, sets, teams: teams.into_iter().collect() })
            .collect()
    }
}
