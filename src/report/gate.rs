//! Gates: the least score or level that a pipeline asks for.

use std::fmt;

use super::model::{Dimension, Pole, Report, ScoreState};
use super::number::Reading;
use crate::diagnostic::nearest;

/// A demand on a pole, overall or in one dimension: `devops=0.6`, `automation.itops=level:3`, `itops=level:managed`.
#[derive(Debug, Clone, PartialEq)]
pub struct Gate {
    pub(super) dimension: Option<String>,
    pub(super) pole: String,
    pub(super) least: Least,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Least {
    Score(f64),
    Level(usize),
}

/// What is wrong with a gate, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateError {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

impl fmt::Display for GateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.help)
    }
}

impl std::error::Error for GateError {}

/// How a report fares against a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The score or level is reached.
    Met,
    /// It is not.
    Missed,
    /// There is no score, or too little is answered to rely on it; counts as missed.
    Unknown,
}

impl Gate {
    /// Reads a gate and checks that the report has what it names.
    ///
    /// # Errors
    /// Says what cannot be read or does not exist.
    pub fn parse(text: &str, report: &Report) -> Result<Self, GateError> {
        let wrong = |message: String| GateError {
            message,
            help:
                "write POLE=SCORE or DIMENSION.POLE=level:RANK, for instance `devops=0.6` or `itops=level:3`"
                    .to_owned(),
        };
        let (place, least) =
            text.split_once('=').ok_or_else(|| wrong(format!("the gate `{text}` has no `=`")))?;
        let (dimension, pole) = match place.trim().split_once('.') {
            Some((dimension, pole)) => (Some(dimension.to_owned()), pole.to_owned()),
            None => (None, place.trim().to_owned()),
        };
        if let Some(dimension) = &dimension {
            known("dimension", dimension, report.dimensions.iter().map(|d| d.id.as_str()))?;
        }
        known("pole", &pole, report.poles.iter().map(|p| p.id.as_str()))?;
        let least = match least.trim().strip_prefix("level:") {
            Some(level) => {
                let levels = &report.method.levels;
                let rank = levels
                    .iter()
                    .position(|l| l.id == level)
                    .map(|index| index + 1)
                    .or_else(|| level.parse().ok().filter(|rank| (1..=levels.len()).contains(rank)));
                Least::Level(rank.ok_or_else(|| {
                    wrong(format!("`{level}` is no level from 1 to {} and no level's id", levels.len()))
                })?)
            }
            None => Least::Score(
                least
                    .trim()
                    .parse()
                    .ok()
                    .filter(|score| (0.0..=1.0).contains(score))
                    .ok_or_else(|| wrong(format!("`{}` is no score from 0 to 1", least.trim())))?,
            ),
        };
        Ok(Self { dimension, pole, least })
    }

    /// Returns how the report fares. A score that rests on too few answers meets no gate.
    #[must_use]
    pub fn outcome(&self, report: &Report) -> Outcome {
        let Some(pole) = self.pole(report) else { return Outcome::Unknown };
        let reached = match self.least {
            Least::Score(least) => pole.score.map(|score| score >= least - 1e-12),
            Least::Level(least) => pole.level.as_ref().map(|level| level.rank >= least),
        };
        match (pole.state, reached) {
            (ScoreState::Scored, Some(true)) => Outcome::Met,
            (ScoreState::Scored, Some(false)) => Outcome::Missed,
            _ => Outcome::Unknown,
        }
    }

    /// Returns whether the gate speaks of this dimension, or of all.
    pub(super) fn is_about(&self, dimension: &Dimension) -> bool {
        self.dimension.as_ref().is_none_or(|id| *id == dimension.id)
    }

    /// Returns why the report misses the gate, in one sentence without a full stop; `None` if it meets it.
    #[must_use]
    pub fn miss(&self, report: &Report) -> Option<String> {
        let outcome = self.outcome(report);
        let why = match (outcome, self.pole(report)) {
            (Outcome::Met, _) => return None,
            (Outcome::Unknown, _) | (_, None) => "too little is answered to tell".to_owned(),
            (Outcome::Missed, Some(pole)) => {
                let level = pole.level.as_ref();
                let level = level.map(|level| format!(", level {} ({})", level.rank, level.title));
                format!("{} is {}{}", pole.title, Reading::from(pole).text(), level.unwrap_or_default())
            }
        };
        Some(format!("gate {self} missed: {why}"))
    }

    /// Returns the part of the report that the gate speaks of.
    #[must_use]
    pub fn pole<'a>(&self, report: &'a Report) -> Option<&'a Pole> {
        let poles = match &self.dimension {
            None => &report.poles,
            Some(id) => &report.dimensions.iter().find(|d| d.id == *id)?.poles,
        };
        poles.iter().find(|p| p.id == self.pole)
    }
}

/// Written as it is read.
impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(dimension) = &self.dimension {
            write!(f, "{dimension}.")?;
        }
        match self.least {
            Least::Score(least) => write!(f, "{}={least}", self.pole),
            Least::Level(least) => write!(f, "{}=level:{least}", self.pole),
        }
    }
}

fn known<'a>(what: &str, id: &str, ids: impl Iterator<Item = &'a str> + Clone) -> Result<(), GateError> {
    if ids.clone().any(|known| known == id) {
        return Ok(());
    }
    let help = match nearest(id, ids.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the questionnaire has {}", ids.collect::<Vec<_>>().join(", ")),
    };
    Err(GateError { message: format!("there is no {what} `{id}`"), help })
}
