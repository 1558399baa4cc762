use std::{error, fmt};

use super::model::Team;
use crate::questionnaire::Questionnaire;

/// What the teams of a portfolio are sorted by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Sort {
    /// By name.
    #[default]
    Name,
    /// By how much they answered, the most first.
    Coverage,
    /// By how far the poles go together, the furthest first.
    Integration,
    /// By a score, the highest first.
    Score {
        /// The dimension by its index; `None` for the overall score.
        dimension: Option<usize>,
        /// The pole by its index.
        pole: usize,
        /// As it was asked for: `devops`, `automation.devops`.
        name: String,
    },
}

impl Sort {
    /// Returns the order of this name: `name`, `coverage`, `integration`, a pole's id, or those of a dimension and a pole
    /// with a point between.
    ///
    /// # Errors
    ///
    /// If the questionnaire knows no such score.
    pub fn named(name: &str, questionnaire: &Questionnaire) -> Result<Self, SortError> {
        let score = || {
            let (dimension, pole) = match name.split_once('.') {
                None => (None, name),
                Some((dimension, pole)) => (Some(questionnaire.find_dimension(dimension)?.0), pole),
            };
            let pole = questionnaire.find_pole(pole)?.0;
            Some(Self::Score { dimension, pole, name: name.to_owned() })
        };
        match name {
            "name" => Ok(Self::Name),
            "coverage" => Ok(Self::Coverage),
            "integration" => Ok(Self::Integration),
            _ => score().ok_or_else(|| SortError {
                name: name.to_owned(),
                poles: questionnaire.poles().iter().map(|pole| pole.id.clone()).collect(),
            }),
        }
    }

    /// Returns its name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::Coverage => "coverage",
            Self::Integration => "integration",
            Self::Score { name, .. } => name,
        }
    }

    /// What comes first has the most; `None` stands last.
    pub(super) fn key(&self, team: &Team) -> Option<f64> {
        match self {
            Self::Name => None,
            Self::Coverage => team.coverage,
            Self::Integration => team.integration,
            Self::Score { dimension: None, pole, .. } => team.poles.get(*pole)?.reading().point(),
            Self::Score { dimension: Some(dimension), pole, .. } => {
                team.dimensions.get(*dimension)?.get(*pole)?.reading().point()
            }
        }
    }
}

/// There is nothing of this name to sort by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortError {
    name: String,
    poles: Vec<String>,
}

impl fmt::Display for SortError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "teams cannot be sorted by `{}`, only by name, coverage, integration, a pole ({}), or a dimension and a pole",
            self.name,
            self.poles.join(", ")
        )
    }
}

impl error::Error for SortError {}
