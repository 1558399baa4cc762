//! Answer sets that have not been counted yet, in as little memory as their numbers take.

use super::counts::Whose;
use super::persons::name;
use crate::answers::Subject;
use crate::scoring::{Score, Scores};

/// What answer sets add to their group.
#[derive(Debug, Clone, Default)]
pub(super) struct Sets {
    heads: Vec<Head>,
    /// For each set and each measure the point and the ends of its range; not a number where there is none.
    numbers: Vec<[f64; 3]>,
}

#[derive(Debug, Clone, Copy)]
struct Head {
    /// What stands for the respondent's name.
    name: Option<u64>,
    zone: Option<u32>,
}

const NONE: [f64; 3] = [f64::NAN; 3];

impl Sets {
    pub fn len(&self) -> usize {
        self.heads.len()
    }

    /// Adds what the scores of the subject's answers are, in the order of [`titles`](super::counts::titles).
    pub fn push(&mut self, subject: &Subject, scores: &Scores) {
        let plain = |value: Option<f64>| value.map_or(NONE, |value| [value; 3]);
        let ranged = |score: &Score| match (score.point(), score.bounds()) {
            (Some(point), Some((low, high))) => [point, low, high],
            _ => NONE,
        };
        let zone = scores.place.and_then(|place| place.zone).and_then(|zone| u32::try_from(zone.0).ok());
        self.heads.push(Head { name: name(subject), zone });
        self.numbers.extend([plain(scores.coverage.share()), plain(scores.integration)]);
        self.numbers.extend(scores.poles.iter().chain(&scores.dimensions).map(ranged));
    }

    /// Adds other sets, without room for more: there may be very many groups of one set.
    pub fn append(&mut self, other: &Self) {
        self.heads.reserve_exact(other.heads.len());
        self.heads.extend_from_slice(&other.heads);
        self.numbers.reserve_exact(other.numbers.len());
        self.numbers.extend_from_slice(&other.numbers);
    }

    pub fn clear(&mut self) {
        self.heads.clear();
        self.numbers.clear();
    }

    /// What stands for the name of each set's respondent, and the zone.
    pub fn heads(&self) -> impl Iterator<Item = (Option<u64>, Option<usize>)> {
        self.heads.iter().map(|head| (head.name, head.zone.map(|zone| zone as usize)))
    }

    /// The respondent and the point and range of each set that has a value of this measure.
    pub fn measured(&self, measure: usize) -> impl Iterator<Item = (Option<u64>, [f64; 3])> {
        let width = self.numbers.len() / self.heads.len().max(1);
        let values = self.numbers.iter().skip(measure).step_by(width.max(1));
        let pairs = self.heads.iter().zip(values).map(|(head, value)| (head.name, *value));
        pairs.filter(|(_, [point, ..])| !point.is_nan())
    }

    /// The respondents behind a result.
    pub fn persons(&self, whose: Whose) -> Box<dyn Iterator<Item = Option<u64>> + '_> {
        match whose {
            Whose::Everybody => Box::new(self.heads().map(|(name, _)| name)),
            Whose::Measured(measure) => Box::new(self.measured(measure).map(|(name, _)| name)),
            Whose::Placed => Box::new(self.heads().filter(|(_, zone)| zone.is_some()).map(|(name, _)| name)),
        }
    }
}
