use std::collections::BTreeMap;

use super::Grouping;
use super::persons::{Persons, name};
use crate::answers::Subject;
use crate::questionnaire::Questionnaire;
use crate::scoring::{Score, Scores};
use crate::stats::{Moments, Spread};

/// From this many persons on a result may say how values are spread; among fewer, a quantile is somebody's own value.
pub(super) const CROWD: u64 = 10;
/// Of groups with no more sets than this the sets themselves are kept, which takes less memory than counts.
const FEW: usize = 8;

/// The answer sets of a run by group, counted. In which order they come, and in which parts, changes nothing.
#[derive(Debug, Clone)]
pub struct Groups {
    pub(super) grouping: Grouping,
    pub(super) shape: Shape,
    /// The narrowest groups, by what each axis says of them.
    pub(super) tallies: BTreeMap<Vec<Option<String>>, Tally>,
}

/// How much a questionnaire has to count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    measures: usize,
    zones: usize,
    /// How many persons have to be told apart.
    persons: u64,
}

/// The answer sets of a group.
#[derive(Debug, Clone)]
pub(super) enum Tally {
    /// As they came.
    Few(Vec<Values>),
    /// Counted.
    Many(Box<Counts>),
}

/// What an answer set adds to its group.
#[derive(Debug, Clone)]
pub(super) struct Values {
    /// What stands for the respondent's name.
    name: Option<u64>,
    zone: Option<usize>,
    /// For each measure that has a point: the point and the ends of its range.
    measures: Box<[Option<[f64; 3]>]>,
}

/// What is known of many answer sets.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    pub persons: Persons,
    /// One for each measure.
    pub measures: Vec<Count>,
    /// The persons whose answers have a zone.
    pub placed: Persons,
    /// How many sets each zone has.
    pub zones: Vec<u64>,
}

/// The values of one measure.
#[derive(Debug, Clone)]
pub(super) struct Count {
    pub persons: Persons,
    pub points: Moments,
    pub spread: Spread,
    pub lows: Moments,
    pub highs: Moments,
}

/// Those who stand behind a result.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whose {
    /// All persons of a group.
    Everybody,
    /// The persons whose answers have a value of this measure.
    Measured(usize),
    /// The persons whose answers have a zone.
    Placed,
}

/// A measure: its name, and whether its points have a range.
pub(super) struct Title {
    pub name: String,
    pub ranged: bool,
}

/// Returns the measures: coverage and integration, each pole, each dimension on each pole.
pub(super) fn titles(questionnaire: &Questionnaire) -> Vec<Title> {
    let poles = || questionnaire.poles().iter().map(|pole| pole.id.as_str());
    let plain = |name: &str| Title { name: name.to_owned(), ranged: false };
    let mut titles = vec![plain("coverage"), plain("integration")];
    titles.extend(poles().map(|pole| Title { name: pole.to_owned(), ranged: true }));
    for dimension in questionnaire.dimensions() {
        titles.extend(poles().map(|pole| Title { name: format!("{}.{pole}", dimension.id), ranged: true }));
    }
    titles
}

impl Values {
    /// What the scores of the subject's answers add, in the order of [`titles`].
    fn new(subject: &Subject, scores: &Scores) -> Self {
        let plain = |value: Option<f64>| value.map(|value| [value; 3]);
        let ranged = |score: &Score| {
            let (low, high) = score.bounds()?;
            Some([score.point()?, low, high])
        };
        let measures = [plain(scores.coverage.share()), plain(scores.integration)]
            .into_iter()
            .chain(scores.poles.iter().chain(&scores.dimensions).map(ranged))
            .collect();
        let zone = scores.place.and_then(|place| place.zone).map(|zone| zone.0);
        Self { name: name(subject), zone, measures }
    }

    fn speak_of(&self, whose: Whose) -> bool {
        match whose {
            Whose::Everybody => true,
            Whose::Measured(measure) => self.measures[measure].is_some(),
            Whose::Placed => self.zone.is_some(),
        }
    }
}

impl Groups {
    /// Returns groups without any set.
    #[must_use]
    pub fn new(grouping: &Grouping, questionnaire: &Questionnaire) -> Self {
        let shape = Shape {
            measures: titles(questionnaire).len(),
            zones: questionnaire.placement().map_or(0, |placement| placement.zones.len()),
            persons: grouping.least().max(CROWD),
        };
        Self { grouping: grouping.clone(), shape, tallies: BTreeMap::new() }
    }

    /// Counts an answer set: whom it speaks of, and what it scored.
    pub fn add(&mut self, subject: &Subject, scores: &Scores) {
        let key = self.grouping.by().axes().iter().map(|axis| axis.value(subject)).collect();
        let tally = self.tallies.entry(key).or_insert_with(|| Tally::Few(Vec::new()));
        tally.add(Values::new(subject, scores), self.shape);
    }

    /// Adds what was counted elsewhere, in the same grouping.
    pub fn merge(&mut self, other: Self) {
        for (key, tally) in other.tallies {
            match self.tallies.get_mut(&key) {
                Some(known) => known.merge(tally, self.shape),
                None => {
                    self.tallies.insert(key, tally);
                }
            }
        }
    }
}

impl Tally {
    fn add(&mut self, values: Values, shape: Shape) {
        match self {
            Self::Few(sets) if sets.len() < FEW => sets.push(values),
            Self::Few(sets) => {
                let mut counts = Counts::none(shape);
                for values in sets.iter() {
                    counts.add(values);
                }
                counts.add(&values);
                *self = Self::Many(Box::new(counts));
            }
            Self::Many(counts) => counts.add(&values),
        }
    }

    /// Adds the persons behind a result of this group to others.
    pub fn gather(&self, whose: Whose, persons: &mut Persons) {
        match self {
            Self::Few(sets) => {
                sets.iter()
                    .filter(|values| values.speak_of(whose))
                    .for_each(|values| persons.add(values.name));
            }
            Self::Many(counts) => persons.merge(match whose {
                Whose::Everybody => &counts.persons,
                Whose::Measured(measure) => &counts.measures[measure].persons,
                Whose::Placed => &counts.placed,
            }),
        }
    }

    fn merge(&mut self, other: Self, shape: Shape) {
        match other {
            Self::Few(sets) => sets.into_iter().for_each(|values| self.add(values, shape)),
            Self::Many(mut counts) => {
                match self {
                    Self::Few(sets) => {
                        for values in sets.iter() {
                            counts.add(values);
                        }
                    }
                    Self::Many(known) => counts.merge(known),
                }
                *self = Self::Many(counts);
            }
        }
    }
}

impl Counts {
    pub fn none(shape: Shape) -> Self {
        let nobody = Persons::none(shape.persons);
        let count = Count {
            persons: nobody.clone(),
            points: Moments::default(),
            spread: Spread::default(),
            lows: Moments::default(),
            highs: Moments::default(),
        };
        Self {
            persons: nobody.clone(),
            measures: vec![count; shape.measures],
            placed: nobody,
            zones: vec![0; shape.zones],
        }
    }

    /// Adds all sets of a group.
    pub fn include(&mut self, tally: &Tally) {
        match tally {
            Tally::Few(sets) => {
                for values in sets {
                    self.add(values);
                }
            }
            Tally::Many(counts) => self.merge(counts),
        }
    }

    fn add(&mut self, values: &Values) {
        self.persons.add(values.name);
        for (count, score) in self.measures.iter_mut().zip(&values.measures) {
            if let Some([point, low, high]) = *score {
                count.persons.add(values.name);
                count.points.add(point);
                count.spread.add(point);
                count.lows.add(low);
                count.highs.add(high);
            }
        }
        if let Some(zone) = values.zone {
            self.placed.add(values.name);
            self.zones[zone] += 1;
        }
    }

    fn merge(&mut self, other: &Self) {
        self.persons.merge(&other.persons);
        for (count, other) in self.measures.iter_mut().zip(&other.measures) {
            count.persons.merge(&other.persons);
            count.points.merge(&other.points);
            count.spread.merge(&other.spread);
            count.lows.merge(&other.lows);
            count.highs.merge(&other.highs);
        }
        self.placed.merge(&other.placed);
        for (zone, other) in self.zones.iter_mut().zip(&other.zones) {
            *zone += other;
        }
    }
}
