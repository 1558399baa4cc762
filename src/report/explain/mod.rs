//! How each number of a report comes about: a tree of lines, from the placement down to the answers, each of which can
//! be recomputed by hand from the lines below it. A function of the report alone.
//!
//! ```
//! # use standpoint::{advice, answers, questionnaire, report, scoring};
//! # let sources = questionnaire::catalogue::sources("devops-itops").unwrap();
//! # let questionnaire = questionnaire::compile(&sources).unwrap().questionnaire;
//! # let sheet = answers::AnswerSheet::new(&questionnaire);
//! # let assessment = scoring::score(&questionnaire, &sheet);
//! # let advice = advice::advise(&questionnaire, &assessment);
//! # let report = report::build(&report::Inputs {
//! #     questionnaire: &questionnaire,
//! #     sheet: &sheet,
//! #     assessment: &assessment,
//! #     advice: &advice,
//! #     generator: report::GENERATOR,
//! # });
//! use standpoint::report::explain::{Topic, explain};
//!
//! let topic = Topic::parse("placement", &report)?;
//! let line = explain(&report, &topic, 1).expect("a topic that was read is one of the report");
//! assert_eq!(line.says, "no zone, as a pole has no score");
//! assert!(line.steps.iter().all(|step| step.text().starts_with(&step.label)));
//! # Ok::<(), standpoint::report::explain::UnknownTopic>(())
//! ```

mod answer;
mod coverage;
mod formula;
mod level;
mod moves;
mod placement;
mod score;
mod topic;

use serde::Serialize;

use super::model::Report;
use super::number;
pub use topic::{Topic, UnknownTopic};

/// A number, or a zone, with how it comes about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// What to ask for to see this line by itself.
    pub topic: String,
    /// What it is.
    pub title: String,
    /// Its weight in the mean above it, if it is part of one.
    pub weight: Option<f64>,
    /// The exact number: a score of 0..=1, the rank of a level or what a move is worth; `None` if there is none.
    pub value: Option<f64>,
    /// The least that missing answers leave possible; `None` if it does not apply.
    pub low: Option<f64>,
    /// The most that missing answers leave possible; `None` if it does not apply.
    pub high: Option<f64>,
    /// The number in words, with its range.
    pub says: String,
    /// How it is reckoned, from the lines below or from the answer.
    pub steps: Vec<Step>,
    /// What it is reckoned from.
    pub parts: Vec<Line>,
}

/// A step of a reckoning.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// What the step finds out.
    pub label: String,
    /// The reckoning with its numbers, to six decimals; a comparison stands alone.
    pub formula: String,
    /// What the formula comes to, exactly; `None` for a comparison.
    pub value: Option<f64>,
    /// What follows, or how to read it.
    pub note: Option<String>,
}

impl Step {
    fn new(label: impl Into<String>, formula: impl Into<String>) -> Self {
        Self { label: label.into(), formula: formula.into(), value: None, note: None }
    }

    fn value(mut self, value: f64) -> Self {
        self.value = Some(value);
        self
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Returns the step in one line: `score: (0.75 + 0.625) / 2 = 0.6875`.
    #[must_use]
    pub fn text(&self) -> String {
        let result = self.value.map(number::exact).filter(|shown| *shown != self.formula);
        let result = result.map(|shown| format!(" = {shown}")).unwrap_or_default();
        let note = self.note.as_ref().map(|note| format!("; {note}")).unwrap_or_default();
        format!("{}: {}{result}{note}", self.label, self.formula)
    }
}

/// Returns how something comes about, with what it is reckoned from down to `depth` storeys below it; `None` if the
/// report has no such thing.
#[must_use]
pub fn explain(report: &Report, topic: &Topic, depth: usize) -> Option<Line> {
    let explainer = Explainer { report };
    match topic {
        Topic::Placement(None) => explainer.placement(None, depth),
        Topic::Placement(Some(dimension)) => explainer.placement(Some(report.dimension(dimension)?), depth),
        Topic::Flip(None) => explainer.flip(None, depth),
        Topic::Flip(Some(dimension)) => explainer.flip(Some(report.dimension(dimension)?), depth),
        Topic::Integration => explainer.integration(depth),
        Topic::Coverage => Some(explainer.coverage(depth)),
        Topic::PoleCoverage(id) => {
            let pole = report.poles.iter().find(|pole| pole.id == *id)?;
            Some(explainer.pole_coverage(pole, depth))
        }
        Topic::DimensionCoverage(dimension, id) => {
            let dimension = report.dimension(dimension)?;
            let pole = dimension.poles.iter().find(|pole| pole.id == *id)?;
            Some(explainer.dimension_coverage(dimension, pole, None, depth))
        }
        Topic::Answered(dimension) => Some(explainer.answered_in(report.dimension(dimension)?, depth)),
        Topic::TraitCoverage(id) => Some(explainer.trait_coverage(report.trait_of(id)?.1, None)),
        Topic::Share(id) => explainer.question_share(id, depth),
        Topic::Pole(id) => {
            let pole = report.poles.iter().find(|pole| pole.id == *id)?;
            Some(explainer.pole(pole, depth))
        }
        Topic::DimensionPole(dimension, id) => {
            let dimension = report.dimension(dimension)?;
            let pole = dimension.poles.iter().find(|pole| pole.id == *id)?;
            Some(explainer.dimension_pole(dimension, pole, None, depth))
        }
        Topic::Level(id) => {
            let pole = report.poles.iter().find(|pole| pole.id == *id)?;
            explainer.level(None, pole, depth)
        }
        Topic::DimensionLevel(dimension, id) => {
            let dimension = report.dimension(dimension)?;
            let pole = dimension.poles.iter().find(|pole| pole.id == *id)?;
            explainer.level(Some(dimension), pole, depth)
        }
        Topic::Dimension(id) => Some(explainer.dimension(report.dimension(id)?, None, depth)),
        Topic::Trait(id) => Some(explainer.of_trait(report.trait_of(id)?.1, None, depth)),
        Topic::Question(id) => Some(explainer.question(report.question(id)?)),
        Topic::Move(id) => Some(explainer.recommendation(report.recommendation(id)?, depth)),
        Topic::Effort => explainer.effort(depth),
    }
}

/// What all lines are looked up in.
struct Explainer<'r> {
    report: &'r Report,
}

impl Explainer<'_> {
    fn topic(&self, topic: &Topic) -> String {
        topic.name(self.report)
    }
}
