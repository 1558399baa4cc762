use super::formula::mean;
use super::score::traits_on;
use super::{Explainer, Line, Step, Topic};
use crate::report::model::{Coverage, Dimension, Pole, QuestionState, Trait};
use crate::report::number::exact;
use crate::scoring::Sum;

impl Explainer<'_> {
    /// How many of the scored questions are answered.
    pub(super) fn coverage(&self, depth: usize) -> Line {
        let traits = self.report.dimensions.iter().flat_map(|dimension| &dimension.traits);
        self.counted(&Topic::Coverage, "All scored questions", &self.report.coverage, traits, depth)
    }

    /// How many of the questions of a dimension are answered.
    pub(super) fn answered_in(&self, dimension: &Dimension, depth: usize) -> Line {
        let questions = || dimension.traits.iter().flat_map(|of| &of.questions);
        let count = |counts: fn(QuestionState) -> bool| questions().filter(|of| counts(of.state)).count();
        let (answered, applicable) = (count(answered), count(applies));
        let coverage = Coverage {
            answered,
            applicable,
            not_applicable: count(|state| state == QuestionState::NotApplicable),
            unknown: count(|state| state == QuestionState::Unknown),
            unanswered: count(|state| matches!(state, QuestionState::Unanswered | QuestionState::Invalid)),
            share: (applicable > 0).then(|| answered as f64 / applicable as f64),
        };
        let title = format!("The questions of {}", dimension.title);
        let topic = Topic::Answered(dimension.id.clone());
        self.counted(&topic, &title, &coverage, dimension.traits.iter(), depth)
    }

    /// How many questions are answered, and how many of each trait.
    fn counted<'t>(
        &self,
        topic: &Topic,
        of: &str,
        coverage: &Coverage,
        traits: impl Iterator<Item = &'t Trait>,
        depth: usize,
    ) -> Line {
        let Coverage { answered, applicable, not_applicable, unknown, unanswered, share } = *coverage;
        let missing =
            format!("{unknown} not known, {unanswered} open; {not_applicable} do not apply and are left out");
        let step = share.map(|share| {
            Step::new("answered", format!("{answered} / {applicable}")).value(share).note(missing)
        });
        let parts =
            if depth > 0 { traits.map(|of| self.trait_coverage(of, None)).collect() } else { Vec::new() };
        self.answered(topic, of, share, step.into_iter().collect(), parts)
    }

    /// How much of what counts for a pole is answered, by weight.
    pub(super) fn pole_coverage(&self, pole: &Pole, depth: usize) -> Line {
        let on_pole = || {
            self.report.dimensions.iter().filter_map(|dimension| {
                Some((dimension, dimension.poles.iter().find(|part| part.id == pole.id)?))
            })
        };
        let parts = on_pole().map(|(dimension, part)| {
            self.dimension_coverage(dimension, part, Some(dimension.weight), depth.saturating_sub(1))
        });
        self.answered(
            &Topic::PoleCoverage(pole.id.clone()),
            &pole.title,
            pole.coverage,
            mean_of(on_pole().map(|(dimension, part)| (dimension.weight, part.coverage)), pole.coverage),
            if depth > 0 { parts.collect() } else { Vec::new() },
        )
    }

    /// How much of what counts for a pole in a dimension is answered, by weight.
    pub(super) fn dimension_coverage(
        &self,
        dimension: &Dimension,
        pole: &Pole,
        weight: Option<f64>,
        depth: usize,
    ) -> Line {
        let traits = || traits_on(dimension, pole);
        let parts = traits().map(|(of, weight)| self.trait_coverage(of, Some(weight)));
        let line = self.answered(
            &Topic::DimensionCoverage(dimension.id.clone(), pole.id.clone()),
            &format!("{}, {}", dimension.title, pole.title),
            pole.coverage,
            mean_of(traits().map(|(of, weight)| (weight, by_weight(of))), pole.coverage),
            if depth > 0 { parts.collect() } else { Vec::new() },
        );
        Line { weight, ..line }
    }

    /// How much of a trait is answered: by weight, which counts for the poles, and by number, which a score needs.
    pub(super) fn trait_coverage(&self, of: &Trait, weight: Option<f64>) -> Line {
        let mut steps = Vec::new();
        if let (Some(share), Some(by_weight)) = (of.coverage, by_weight(of)) {
            let (answered, applicable) = (weights(of, answered), weights(of, applies));
            steps.push(
                Step::new("questions", format!("{} / {}", answered.len(), applicable.len())).value(share),
            );
            // Equal weights make no difference.
            if applicable.windows(2).any(|pair| pair[0].to_bits() != pair[1].to_bits()) {
                let list =
                    |terms: &[f64]| terms.iter().map(|term| exact(*term)).collect::<Vec<_>>().join(" + ");
                let top = if answered.is_empty() { "0".to_owned() } else { list(&answered) };
                steps.push(
                    Step::new("by weight", format!("({top}) / ({})", list(&applicable)))
                        .value(by_weight)
                        .note("what counts for the poles"),
                );
            }
        }
        let topic = Topic::TraitCoverage(of.id.clone());
        Line { weight, ..self.answered(&topic, &of.title, by_weight(of), steps, Vec::new()) }
    }

    fn answered(
        &self,
        topic: &Topic,
        of: &str,
        share: Option<f64>,
        steps: Vec<Step>,
        parts: Vec<Line>,
    ) -> Line {
        Line {
            topic: self.topic(topic),
            title: format!("{of}, answered"),
            weight: None,
            value: share,
            low: None,
            high: None,
            says: share.map_or_else(|| "nothing of it applies".to_owned(), exact),
            steps,
            parts,
        }
    }
}

fn mean_of(parts: impl Iterator<Item = (f64, Option<f64>)>, value: Option<f64>) -> Vec<Step> {
    mean(parts)
        .zip(value)
        .map(|(formula, value)| Step::new("answered", formula).value(value))
        .into_iter()
        .collect()
}

/// The share of a trait's weight that is answered, among the questions that apply; `None` if none does.
fn by_weight(of: &Trait) -> Option<f64> {
    let sum = |terms: Vec<f64>| terms.into_iter().collect::<Sum>().value();
    let whole = sum(weights(of, applies));
    (whole > 0.0).then(|| sum(weights(of, answered)) / whole)
}

fn weights(of: &Trait, counts: fn(QuestionState) -> bool) -> Vec<f64> {
    of.questions
        .iter()
        .filter(|question| counts(question.state))
        .filter_map(|question| question.weight)
        .collect()
}

fn answered(state: QuestionState) -> bool {
    state == QuestionState::Answered
}

pub(super) fn applies(state: QuestionState) -> bool {
    matches!(
        state,
        QuestionState::Answered | QuestionState::Invalid | QuestionState::Unknown | QuestionState::Unanswered
    )
}
