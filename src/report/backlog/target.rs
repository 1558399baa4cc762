use std::fmt;

use crate::advice::Goal;
use crate::diagnostic::nearest;
use crate::questionnaire::{Questionnaire, ZoneIx};
use crate::report::gate::{Gate, GateError, Least};
use crate::report::model::Report;
use crate::text::printable;

/// What a plan is to reach: `integrated`, `devops=0.7` or `automation.itops=level:4`.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A zone, by its id.
    Zone(String),
    /// A score or level on a pole.
    Gate(Gate),
}

impl Target {
    /// Reads a target and checks that the report has what it names.
    ///
    /// # Errors
    /// Says what cannot be read or does not exist.
    pub fn parse(text: &str, report: &Report) -> Result<Self, GateError> {
        let text = text.trim();
        if text.contains('=') {
            return Gate::parse(text, report).map(Self::Gate);
        }
        let zones =
            report.method.placement.as_ref().map(|placement| placement.zones.as_slice()).unwrap_or_default();
        let ids = || zones.iter().map(|zone| zone.id.as_str());
        if ids().any(|id| id == text) {
            return Ok(Self::Zone(text.to_owned()));
        }
        let help = match nearest(text, ids()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if zones.is_empty() => {
                "ask for a score or a level: `devops=0.7` or `itops=level:3`".to_owned()
            }
            None => format!(
                "the zones are {}; or ask for a score or a level: `devops=0.7` or `itops=level:3`",
                ids().collect::<Vec<_>>().join(", ")
            ),
        };
        Err(GateError { message: format!("there is no zone `{}`", printable(text)), help })
    }

    /// Returns the target by the indices of the questionnaire; `None` if it is not the one that was answered.
    #[must_use]
    pub fn goal(&self, questionnaire: &Questionnaire) -> Option<Goal> {
        match self {
            Self::Zone(id) => {
                let zones = &questionnaire.placement()?.zones;
                zones.iter().position(|zone| zone.id == *id).map(|index| Goal::Zone(ZoneIx(index)))
            }
            Self::Gate(gate) => {
                let dimension = match &gate.dimension {
                    Some(id) => Some(questionnaire.find_dimension(id)?),
                    None => None,
                };
                let pole = questionnaire.find_pole(&gate.pole)?;
                Some(match gate.least {
                    Least::Score(least) => Goal::Score { dimension, pole, least },
                    Least::Level(rank) => Goal::Level { dimension, pole, rank },
                })
            }
        }
    }
}

/// Written as it is read.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Zone(id) => f.write_str(id),
            Self::Gate(gate) => gate.fmt(f),
        }
    }
}
