//! What is known of many answer sets.

use super::persons::Persons;
use super::sets::Sets;
use crate::questionnaire::Questionnaire;
use crate::stats::{Moments, Spread};

/// How much a questionnaire has to count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub measures: usize,
    pub zones: usize,
    /// How many persons have to be told apart.
    pub persons: u64,
}

/// Many answer sets, counted.
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

    /// Adds answer sets, one measure after the other, so that what is known of it is looked up once for all of them.
    pub fn add(&mut self, sets: &Sets) {
        for (name, zone) in sets.heads() {
            self.persons.add(name);
            if let Some(zone) = zone {
                self.placed.add(name);
                self.zones[zone] += 1;
            }
        }
        for (measure, count) in self.measures.iter_mut().enumerate() {
            for (name, [point, low, high]) in sets.measured(measure) {
                count.persons.add(name);
                count.points.add(point);
                count.spread.add(point);
                count.lows.add(low);
                count.highs.add(high);
            }
        }
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: &Self) {
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

    /// Returns the persons behind a result.
    pub fn persons(&self, whose: Whose) -> &Persons {
        match whose {
            Whose::Everybody => &self.persons,
            Whose::Measured(measure) => &self.measures[measure].persons,
            Whose::Placed => &self.placed,
        }
    }
}
