//! The names of what explains a number: its kind and id.

use crate::report::model::{Dimension, Pole, Question, Recommendation, Trait};

/// The placement of the team.
pub(super) const PLACEMENT: &str = "placement";
/// How many answers lead to another zone.
pub(super) const FLIP: &str = "flip";
/// How far the poles go together over all dimensions.
pub(super) const INTEGRATION: &str = "integration";

/// How many questions are answered.
pub(super) const COVERAGE: &str = "coverage";

/// What the moves to start with take together.
pub(super) const EFFORT: &str = "effort";

pub(super) fn answered_in(dimension: &Dimension) -> String {
    format!("coverage:dimension:{}", dimension.id)
}

pub(super) fn pole_coverage(pole: &Pole) -> String {
    format!("coverage:{}", pole.id)
}

pub(super) fn trait_coverage(of: &Trait) -> String {
    format!("coverage:trait:{}", of.id)
}

pub(super) fn share(question: &str) -> String {
    format!("share:{question}")
}

pub(super) fn pole(pole: &Pole) -> String {
    format!("pole:{}", pole.id)
}

pub(super) fn level(pole: &Pole) -> String {
    format!("level:{}", pole.id)
}

pub(super) fn dimension_pole(dimension: &Dimension, pole: &Pole) -> String {
    format!("pole:{}.{}", dimension.id, pole.id)
}

pub(super) fn dimension_level(dimension: &Dimension, pole: &Pole) -> String {
    format!("level:{}.{}", dimension.id, pole.id)
}

pub(super) fn dimension(dimension: &Dimension) -> String {
    format!("dimension:{}", dimension.id)
}

pub(super) fn dimension_placement(dimension: &Dimension) -> String {
    format!("placement:{}", dimension.id)
}

pub(super) fn of_trait(of: &Trait) -> String {
    format!("trait:{}", of.id)
}

pub(super) fn question(question: &Question) -> String {
    format!("question:{}", question.id)
}

pub(super) fn step(step: &Recommendation) -> String {
    format!("move:{}", step.id)
}
