//! What a questionnaire is measured by: poles, forms, levels, zones and the constants of the method.

use std::ops::Index;

use super::{PoleIx, ZoneIx};

/// The id of the form that holds every question.
pub const FULL: &str = "full";

/// One axis that teams are scored on.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Pole {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What the pole means, if the definition says so.
    pub description: Option<String>,
}

/// A named subset of the questions.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Form {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// How long it takes by the author's estimate, in minutes.
    pub minutes: Option<f64>,
}

/// A rung of the ladder.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Level {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// The lowest score of the level, 0..=1; the first level has 0 and each next one more.
    pub from: f64,
    /// What the level means, if the definition says so.
    pub description: Option<String>,
}

/// How teams are placed by their scores on the poles.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Placement {
    /// A pole's score from here on counts as high, 0..=1.
    pub cut: f64,
    /// A score nearer to the cut than this is too close to call.
    pub band: f64,
    /// If all poles are in the band and no two differ by this much, the team is central.
    pub central: f64,
    /// The zones; each combination of high and low poles belongs to exactly one.
    pub zones: Vec<Zone>,
    /// The zone of each combination: bit `p` of the index is set where pole `p` is high.
    pub(in crate::questionnaire) by_combination: Vec<ZoneIx>,
}

impl Placement {
    /// Returns the zone of a combination; bit `p` is set where the pole with index `p` is high.
    #[must_use]
    pub fn zone(&self, combination: usize) -> ZoneIx {
        self.by_combination[combination]
    }

    /// Returns whether it matters to a zone on which side of the cut a pole is.
    #[must_use]
    pub fn asks(&self, zone: ZoneIx, pole: PoleIx) -> bool {
        let belongs = |combination: usize| self.by_combination[combination] == zone;
        (0..self.by_combination.len())
            .any(|combination| belongs(combination) && !belongs(combination ^ 1 << pole.0))
    }
}

impl Index<ZoneIx> for Placement {
    type Output = Zone;

    fn index(&self, index: ZoneIx) -> &Zone {
        &self.zones[index.0]
    }
}

/// A part of the plane that the poles span.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Zone {
    /// Stable kebab-case id.
    pub id: String,
    /// What people read.
    pub title: String,
    /// What it means to be there, in a sentence or two.
    pub summary: String,
}

/// The constants of the method; the defaults are those of `docs/method.md`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Method {
    /// A trait's score needs at least this share of its questions answered (0.5).
    pub trait_coverage: f64,
    /// A pole's score needs at least this share of its weight answered (0.6).
    pub pole_coverage: f64,
    /// A trait or dimension this far below its pole is a weak link (0.2).
    pub weak_link: f64,
    /// A trait below this is a weak link while its pole is high (0.3).
    pub weak_trait: f64,
    /// A trait from here on is practised, for the search of unsupported practice (0.6).
    pub practised: f64,
    /// A prerequisite below this does not support the practice (0.4).
    pub unsupported: f64,
    /// The balance of two poles is undefined while both are below this (0.2).
    pub balance: f64,
    /// Exponents that recode the answers, to see whether the zone depends on the spacing of the options (2/3 and 3/2).
    pub spacing: [f64; 2],
    /// How much a gain one prerequisite further away counts (0.5).
    pub leverage: f64,
    /// How many moves a report puts first (5).
    pub moves: usize,
    /// The effort assumed for a recommendation that states none, in person-days (3).
    pub effort: f64,
}

impl Default for Method {
    fn default() -> Self {
        Self {
            trait_coverage: 0.5,
            pole_coverage: 0.6,
            weak_link: 0.2,
            weak_trait: 0.3,
            practised: 0.6,
            unsupported: 0.4,
            balance: 0.2,
            spacing: [2.0 / 3.0, 1.5],
            leverage: 0.5,
            moves: 5,
            effort: 3.0,
        }
    }
}
