//! The numbers of an assessment that tables and groups are made of.

use super::assessment::{Assessment, Confidence, Coverage, Label, Placed, Score};
use crate::questionnaire::{DimensionIx, PoleIx, ZoneIx};

/// The scores of one answer set and its place on the plane, without the reasons that an [`Assessment`] gives for them.
///
/// Equal to the last bit to those of the assessment of the same answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// How much was answered.
    pub coverage: Coverage,
    /// Each trait, by its index.
    pub traits: Vec<Score>,
    /// Each dimension on each pole: all poles of the first dimension, then all of the second.
    pub dimensions: Vec<Score>,
    /// The overall score on each pole, by its index.
    pub poles: Vec<Score>,
    /// Where the team stands; `None` if the questionnaire has no zones.
    pub place: Option<Place>,
    /// The integration of the poles over all dimensions, 0..=1; see [`OverallIntegration`](super::OverallIntegration).
    pub integration: Option<f64>,
}

/// A place on the plane, as a row of a table tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The zone of the points by the cut alone; `None` if a pole has no point.
    pub zone: Option<ZoneIx>,
    /// What can be said of it.
    pub label: Label,
    /// How sure the placement is.
    pub confidence: Confidence,
}

impl Scores {
    /// Returns a dimension's score on a pole.
    ///
    /// # Panics
    ///
    /// If the indices are not those of the questionnaire that the answers belong to.
    #[must_use]
    pub fn dimension(&self, of: DimensionIx, pole: PoleIx) -> Score {
        self.dimensions[of.0 * self.poles.len() + pole.0]
    }
}

impl From<&Assessment> for Scores {
    fn from(assessment: &Assessment) -> Self {
        let dimensions = assessment.dimensions.iter();
        Self {
            coverage: assessment.coverage,
            traits: assessment.traits.iter().map(|of| of.score).collect(),
            dimensions: dimensions.flat_map(|of| of.poles.iter().map(|pole| pole.score)).collect(),
            poles: assessment.poles.iter().map(|pole| pole.score).collect(),
            place: assessment.placement.as_ref().map(Place::from),
            integration: assessment.integration.map(|integration| integration.score),
        }
    }
}

impl From<&Placed> for Place {
    fn from(placed: &Placed) -> Self {
        Self { zone: placed.zone, label: placed.label, confidence: placed.confidence }
    }
}
