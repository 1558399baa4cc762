use super::model::{Dimension, Question, Recommendation, Report, Trait, Zone};
use crate::scoring::Sum;

/// How many moves come first where the definition does not say.
const FIRST: f64 = 5.0;

impl Report {
    /// Returns the dimension of this id.
    #[must_use]
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }

    /// Returns the trait of this id, with its dimension.
    #[must_use]
    pub fn trait_of(&self, id: &str) -> Option<(&Dimension, &Trait)> {
        self.dimensions
            .iter()
            .find_map(|dimension| Some((dimension, dimension.traits.iter().find(|of| of.id == id)?)))
    }

    /// Returns the question of this id, scored or not.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.scored_questions().chain(&self.unscored).find(|question| question.id == id)
    }

    /// Returns the trait that a question counts for.
    #[must_use]
    pub fn trait_with(&self, question: &str) -> Option<&Trait> {
        let mut traits = self.dimensions.iter().flat_map(|dimension| &dimension.traits);
        traits.find(|of| of.questions.iter().any(|one| one.id == question))
    }

    /// Iterates over the scored questions by dimension and trait.
    pub fn scored_questions(&self) -> impl Iterator<Item = &Question> {
        self.dimensions.iter().flat_map(|dimension| &dimension.traits).flat_map(|of| &of.questions)
    }

    /// Returns the recommendation of this id.
    #[must_use]
    pub fn recommendation(&self, id: &str) -> Option<&Recommendation> {
        self.recommendations.iter().find(|step| step.id == id)
    }

    /// Returns the moves to start with, and those after them.
    #[must_use]
    pub fn moves(&self) -> (&[Recommendation], &[Recommendation]) {
        let first = self.constant("moves").unwrap_or(FIRST).max(1.0);
        let count = self.recommendations.partition_point(|step| step.rank as f64 <= first);
        self.recommendations.split_at(count)
    }

    /// Returns what the moves to start with take together, low and high, in person-days; `None` unless there are several
    /// and the definition estimates each.
    #[must_use]
    pub fn first_effort(&self) -> Option<(f64, f64)> {
        let (first, _) = self.moves();
        let efforts: Vec<(f64, f64)> = first.iter().map(|step| step.effort).collect::<Option<_>>()?;
        let sum = |end: fn(&(f64, f64)) -> f64| efforts.iter().map(end).collect::<Sum>().value();
        (efforts.len() > 1).then(|| (sum(|effort| effort.0), sum(|effort| effort.1)))
    }

    /// Returns the zone of this id.
    #[must_use]
    pub fn zone(&self, id: &str) -> Option<&Zone> {
        self.method.placement.as_ref()?.zones.iter().find(|zone| zone.id == id)
    }

    /// Returns what people read for a pole; an id that is not known speaks for itself.
    #[must_use]
    pub fn pole_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.poles.iter().find(|pole| pole.id == id).map_or(id, |pole| &pole.title)
    }

    /// Returns what people read for a zone; an id that is not known speaks for itself.
    #[must_use]
    pub fn zone_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.zone(id).map_or(id, |zone| &zone.title)
    }

    /// Returns a constant of the method by its name.
    #[must_use]
    pub fn constant(&self, name: &str) -> Option<f64> {
        self.method.constants.get(name).copied()
    }
}
