use std::collections::BTreeSet;

use super::{Explainer, Line, Step, Topic};
use crate::report::model::{Recommendation, ScoreState, Trait};
use crate::report::number::exact;
use crate::scoring::Sum;

impl Explainer<'_> {
    /// What a move is worth.
    pub(super) fn recommendation(&self, step: &Recommendation, depth: usize) -> Line {
        let mut steps = Vec::new();
        let of = self.report.trait_of(&step.of);
        if let Some((dimension, of)) = of {
            let mut terms = Vec::new();
            for pole in &of.poles {
                let Some((formula, share)) = self.share(&dimension.id, of, pole) else { continue };
                let label = format!("share of {}", self.report.pole_title(pole));
                steps.push(Step::new(label, formula).value(share));
                terms.push(exact(share));
            }
            if terms.len() > 1 {
                steps.push(Step::new("weight", terms.join(" + ")).value(step.weight));
            }
        }
        steps.extend(self.closes(step));
        let gain = format!("{} × {}", exact(step.weight), exact(step.closes));
        steps.push(Step::new("gain", gain).value(step.gain));
        steps.extend(self.priority(step));
        Line {
            topic: self.topic(&Topic::Move(step.id.clone())),
            title: step.title.clone(),
            weight: None,
            value: Some(step.gain),
            low: None,
            high: None,
            says: format!("{} of the overall scores, added over the poles", exact(step.gain)),
            steps,
            parts: match of {
                Some((_, of)) if depth > 0 => vec![self.of_trait(of, None, depth - 1)],
                _ => Vec::new(),
            },
        }
    }

    /// A trait's share in the overall score of a pole, among the traits that apply.
    fn share(&self, dimension: &str, of: &Trait, pole: &str) -> Option<(String, f64)> {
        let weight = |of: &Trait| {
            let weight = of.weights.get(pole).copied().unwrap_or_default();
            (of.state != ScoreState::NotApplicable && weight > 0.0).then_some(weight)
        };
        let within = |dimension: &crate::report::model::Dimension| {
            dimension.traits.iter().filter_map(weight).collect::<Vec<f64>>()
        };
        let own = self.report.dimension(dimension)?;
        let traits = within(own);
        let counting = self.report.dimensions.iter().filter(|dimension| !within(dimension).is_empty());
        let dimensions: Vec<f64> = counting.map(|dimension| dimension.weight).collect();
        let sum = |terms: &[f64]| terms.iter().copied().collect::<Sum>().value();
        let list = |terms: &[f64]| terms.iter().map(|term| exact(*term)).collect::<Vec<_>>().join(" + ");
        let own_weight = weight(of)?;
        let formula = format!(
            "{} / ({}) × {} / ({})",
            exact(own_weight),
            list(&traits),
            exact(own.weight),
            list(&dimensions)
        );
        Some((formula, own_weight / sum(&traits) * own.weight / sum(&dimensions)))
    }

    /// How much of its trait's gap the move closes at its place in the plan.
    fn closes(&self, step: &Recommendation) -> Option<Step> {
        let score = step.score?;
        let earlier =
            self.report.recommendations.iter().filter(|other| other.of == step.of && other.rank < step.rank);
        let closed: Vec<String> = earlier.map(|other| exact(other.closes)).collect();
        let gap = [vec![exact(step.target), exact(score)], closed.clone()].concat().join(" - ");
        // Reports of earlier versions do not say how far a move reaches.
        let formula = (step.lift > 0.0).then(|| format!("min({gap}, {})", exact(step.lift)))?;
        let note = if closed.is_empty() {
            "the way to the next goal, as far as the move reaches"
        } else {
            "the way to the next goal that earlier moves leave, as far as the move reaches"
        };
        Some(Step::new("closes", formula).value(step.closes).note(note))
    }

    fn priority(&self, step: &Recommendation) -> Vec<Step> {
        let (Some(first), Some(discount)) = (first_gain(step), self.report.constant("leverage")) else {
            return Vec::new();
        };
        let mut steps = vec![
            Step::new(
                "first gain",
                format!(
                    "{} × min({} - {}, {})",
                    exact(step.weight),
                    exact(step.target),
                    exact(step.score.unwrap_or_default()),
                    exact(step.lift)
                ),
            )
            .value(first)
            .note("before any step is taken"),
        ];
        let terms: Vec<String> = self
            .waiting(step)
            .iter()
            .filter_map(|(other, distance)| {
                let power = format!("{}^{distance}", exact(discount));
                Some(format!("{power} × {}", exact(first_gain(other)?)))
            })
            .collect();
        if !terms.is_empty() {
            steps.push(
                Step::new("leverage", terms.join(" + "))
                    .value(step.leverage)
                    .note("the first gains of what waits for it, by distance"),
            );
        }
        let certainty = match step.confidence.as_str() {
            "firm" => 1.0,
            "likely" => 0.8,
            "tentative" => 0.6,
            _ => 0.4,
        };
        let effort = step.effort.map_or_else(
            || self.report.constant("effort").map(exact),
            |(low, high)| Some(format!("(({} + {}) / 2)", exact(low), exact(high))),
        );
        if let Some(effort) = effort {
            steps.push(
                Step::new(
                    "priority",
                    format!(
                        "({} + {}) × {} / {effort}",
                        exact(first),
                        exact(step.leverage),
                        exact(certainty)
                    ),
                )
                .value(step.priority)
                .note(format!("the gap is {}", step.confidence)),
            );
        }
        steps
    }

    /// The moves that rest on a move, each once, with the distance of the shortest way.
    fn waiting(&self, step: &Recommendation) -> Vec<(&Recommendation, usize)> {
        let mut seen = BTreeSet::from([step.id.as_str()]);
        let mut reached: Vec<(&Recommendation, usize)> = Vec::new();
        let mut open = vec![(step.unlocks.as_slice(), 1)];
        let mut next = 0;
        while let Some((ids, distance)) = open.get(next).copied() {
            next += 1;
            for id in ids {
                let Some(other) = self.report.recommendation(id) else { continue };
                if seen.insert(&other.id) {
                    reached.push((other, distance));
                    open.push((other.unlocks.as_slice(), distance + 1));
                }
            }
        }
        reached
    }
}

/// What a move brings before any step is taken.
fn first_gain(step: &Recommendation) -> Option<f64> {
    let gap = (step.target - step.score?).max(0.0);
    (step.lift > 0.0).then(|| step.weight * gap.min(step.lift))
}
