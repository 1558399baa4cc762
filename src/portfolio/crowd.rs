use super::model::{Counted, Distribution, Method, Outlier, ScoreDistribution, Team, ZoneShare};
use crate::questionnaire::{DimensionIx, PoleIx, Questionnaire};
use crate::stats::{Moments, deviation, median, quantile};

/// How many parts of the scale values are counted in.
const BINS: usize = 20;
/// What makes the median distance comparable with a standard deviation (Iglewicz and Hoaglin 1993).
const NORMAL: f64 = 0.6745;

/// How values are spread.
pub(super) fn distribution(values: &[f64]) -> Distribution {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let mut moments = Moments::default();
    let mut bins = vec![0; BINS];
    for value in &sorted {
        moments.add(*value);
        bins[bin(*value)] += 1;
    }
    let at = |p| quantile(&sorted, p).ok();
    Distribution {
        n: sorted.len(),
        mean: moments.mean().ok(),
        sd: moments.deviation().ok(),
        min: at(0.0),
        q25: at(0.25),
        median: at(0.5),
        q75: at(0.75),
        max: at(1.0),
        bins,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a score of 0..=1 times the number of bins is at least 0 and small"
)]
fn bin(value: f64) -> usize {
    // What two floats may differ by and still be the same number to people.
    const SLACK: f64 = 1e-9;
    ((value.clamp(0.0, 1.0) * BINS as f64 + SLACK) as usize).min(BINS - 1)
}

/// A score that each team has: overall on a pole, or of a dimension.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    dimension: Option<usize>,
    pole: usize,
}

impl Measure {
    /// The teams that have enough answers to show the score, with it.
    fn points<'t>(&self, teams: &'t [Team]) -> Vec<(&'t Team, f64)> {
        let score = |team: &'t Team| match self.dimension {
            None => team.poles.get(self.pole),
            Some(dimension) => team.dimensions.get(dimension)?.get(self.pole),
        };
        teams.iter().filter_map(|team| Some((team, score(team)?.reading().point()?))).collect()
    }

    fn names(&self, questionnaire: &Questionnaire) -> (Option<String>, String) {
        let dimension = self.dimension.map(|of| questionnaire.dimensions()[of].id.clone());
        (dimension, questionnaire.poles()[self.pole].id.clone())
    }
}

/// The scores that teams have: each pole, then each dimension on each pole that a trait of it counts for.
pub(super) fn measures(questionnaire: &Questionnaire) -> Vec<Measure> {
    let poles = || 0..questionnaire.poles().len();
    let mut measures: Vec<Measure> = poles().map(|pole| Measure { dimension: None, pole }).collect();
    for dimension in questionnaire.dimension_indices() {
        let counting = poles().filter(|pole| counts(questionnaire, dimension, PoleIx(*pole)));
        measures.extend(counting.map(|pole| Measure { dimension: Some(dimension.0), pole }));
    }
    measures
}

/// Whether a trait of the dimension counts for the pole.
pub(super) fn counts(questionnaire: &Questionnaire, dimension: DimensionIx, pole: PoleIx) -> bool {
    let traits = questionnaire.traits().iter();
    traits.filter(|of| of.dimension == dimension).any(|of| of.weight_on(pole) > 0.0)
}

pub(super) fn distributions(questionnaire: &Questionnaire, teams: &[Team]) -> Vec<ScoreDistribution> {
    let of = |measure: Measure| {
        let (dimension, pole) = measure.names(questionnaire);
        let points: Vec<f64> = measure.points(teams).into_iter().map(|(_, point)| point).collect();
        ScoreDistribution { dimension, pole, of: distribution(&points) }
    };
    measures(questionnaire).into_iter().map(of).collect()
}

/// Scores far from the others: further from the median than so many usual distances (the modified z-score of Iglewicz and
/// Hoaglin 1993), and than a least distance. Where more than half of the scores are equal there is no usual distance.
pub(super) fn outliers(questionnaire: &Questionnaire, teams: &[Team], method: &Method) -> Vec<Outlier> {
    let mut found = Vec::new();
    for measure in measures(questionnaire) {
        let points = measure.points(teams);
        let values: Vec<f64> = points.iter().map(|(_, point)| *point).collect();
        let (Ok(middle), Ok(usual)) = (median(&values), deviation(&values)) else { continue };
        if values.len() < method.outlier_teams || usual <= 0.0 {
            continue;
        }
        for (team, score) in points {
            let distance = NORMAL * (score - middle) / usual;
            if distance.abs() > method.outlier_distance && (score - middle).abs() >= method.outlier_least {
                let (dimension, pole) = measure.names(questionnaire);
                found.push(Outlier {
                    team: team.name.clone(),
                    dimension,
                    pole,
                    score,
                    median: middle,
                    distance,
                });
            }
        }
    }
    let place = |of: &Outlier| teams.iter().position(|team| team.name == of.team);
    found.sort_by_key(place);
    found
}

/// How many teams are in each zone.
pub(super) fn zones(questionnaire: &Questionnaire, teams: &[Team]) -> Vec<ZoneShare> {
    let Some(placement) = questionnaire.placement() else { return Vec::new() };
    let placed = teams.iter().filter(|team| team.zone.is_some()).count();
    let share = |id: &str| {
        let inside = || teams.iter().filter(|team| team.zone.as_deref() == Some(id));
        let count = inside().count();
        ZoneShare {
            zone: id.to_owned(),
            teams: count,
            share: if placed == 0 { 0.0 } else { count as f64 / placed as f64 },
            decided: inside().filter(|team| team.label == team.zone).count(),
        }
    };
    placement.zones.iter().map(|zone| share(&zone.id)).collect()
}

/// How many placements are as sure as each word says.
pub(super) fn confidence(teams: &[Team]) -> Vec<Counted> {
    let count = |word: &str| teams.iter().filter(|team| team.confidence.as_deref() == Some(word)).count();
    ["firm", "likely", "tentative", "open"]
        .into_iter()
        .map(|word| Counted { word: word.to_owned(), teams: count(word) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fall_into_twentieths_and_all_belongs_to_the_last() {
        let spread = distribution(&[0.0, 0.049, 0.05, 0.15, 0.3, 0.999, 1.0]);
        assert_eq!((spread.bins[0], spread.bins[1], spread.bins[3], spread.bins[6]), (2, 1, 1, 1));
        assert_eq!(spread.bins[19], 2);
        assert_eq!(spread.bins.iter().sum::<usize>(), spread.n);
        assert_eq!(distribution(&[]).mean, None);
    }
}
