use std::collections::BTreeSet;

use super::formula::compared;
use super::{Explainer, Line, Step, Topic};
use crate::report::model::{Recommendation, Requirement, ScoreState, Trait};
use crate::report::number::{effort, exact};
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
        steps.extend(step.requires.iter().filter(|needs| !needs.met).map(|needs| self.requirement(needs)));
        Line {
            topic: self.topic(&Topic::Move(step.id.clone())),
            title: step.title.clone(),
            weight: None,
            value: Some(step.gain),
            low: None,
            high: None,
            says: format!("{}, added over the poles", exact(step.gain)),
            steps,
            parts: match of {
                Some((_, of)) if depth > 0 => vec![self.of_trait(of, None, depth - 1)],
                _ => Vec::new(),
            },
        }
    }

    /// What the moves to start with take together.
    pub(super) fn effort(&self, depth: usize) -> Option<Line> {
        let (low, high) = self.report.first_effort()?;
        let (first, _) = self.report.moves();
        let sum = |end: fn((f64, f64)) -> f64| {
            let terms: Vec<String> =
                first.iter().filter_map(|step| step.effort).map(|of| exact(end(of))).collect();
            terms.join(" + ")
        };
        let part = |step: &Recommendation| Line {
            topic: self.topic(&Topic::Move(step.id.clone())),
            title: step.title.clone(),
            weight: None,
            value: None,
            low: None,
            high: None,
            says: step.effort.map(effort).unwrap_or_default(),
            steps: Vec::new(),
            parts: Vec::new(),
        };
        Some(Line {
            topic: self.topic(&Topic::Effort),
            title: "The first moves together".to_owned(),
            weight: None,
            value: None,
            low: None,
            high: None,
            says: effort((low, high)),
            steps: vec![
                Step::new("least", sum(|(low, _)| low)).value(low),
                Step::new("most", sum(|(_, high)| high)).value(high),
            ],
            parts: if depth > 0 { first.iter().map(part).collect() } else { Vec::new() },
        })
    }

    /// What a move requires and is not in place.
    fn requirement(&self, needs: &Requirement) -> Step {
        let score = self.report.trait_of(&needs.of).and_then(|(_, of)| of.score);
        let formula = match score {
            Some(score) => compared(score, needs.at_least, false),
            None => format!("not answered, and {} is needed", exact(needs.at_least)),
        };
        Step::new("needs first", format!("{}: {formula}", needs.title))
    }

    /// How much of the overall scores rests on a question that has no answer; `None` if it has one.
    pub(super) fn question_share(&self, id: &str, depth: usize) -> Option<Line> {
        let ask = self.report.ask_next.iter().find(|ask| ask.question == id)?;
        let (dimension, of) = self.report.trait_of(&ask.of)?;
        let applies = of.questions.iter().filter(|question| super::coverage::applies(question.state));
        let weights: Vec<f64> = applies.filter_map(|question| question.weight).collect();
        let own = of.questions.iter().find(|question| question.id == id)?.weight?;
        let within = own / weights.iter().copied().collect::<Sum>().value();
        let mut steps = vec![Step::new("share of the trait", fraction(own, &weights)).value(within)];
        let mut shares = Vec::new();
        for pole in &of.poles {
            let Some((formula, share)) = self.share(&dimension.id, of, pole) else { continue };
            let label = format!("the trait's share of {}", self.report.pole_title(pole));
            steps.push(Step::new(label, formula).value(share));
            shares.push(exact(share));
        }
        let poles = self.report.poles.len().max(1);
        let value = ask.weight / poles as f64;
        steps.push(
            Step::new("share", format!("{} × ({}) / {poles}", exact(within), shares.join(" + ")))
                .value(value)
                .note("the mean over the poles"),
        );
        Some(Line {
            topic: self.topic(&Topic::Share(id.to_owned())),
            title: format!("How much of the overall scores rests on “{}”", ask.text),
            weight: None,
            value: Some(value),
            low: None,
            high: None,
            says: exact(value),
            steps,
            parts: if depth > 0 { vec![self.trait_coverage(of, None)] } else { Vec::new() },
        })
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
        let own_weight = weight(of)?;
        let formula = format!("{} × {}", fraction(own_weight, &traits), fraction(own.weight, &dimensions));
        Some((formula, own_weight / sum(&traits) * own.weight / sum(&dimensions)))
    }

    /// How much of its trait's gap the move closes at its place in the plan.
    fn closes(&self, step: &Recommendation) -> Option<Step> {
        let score = step.score?;
        let closed: Vec<String> = self.earlier(step).map(|other| exact(other.closes)).collect();
        let gap = [vec![exact(step.target), exact(score)], closed.clone()].concat().join(" - ");
        // Reports of earlier versions do not say how far a move reaches.
        let formula = (step.lift > 0.0).then(|| format!("min({gap}, {})", exact(step.lift)))?;
        let note = if closed.is_empty() {
            "the gap, at most its reach"
        } else {
            "what earlier moves leave of it, at most its reach"
        };
        Some(Step::new("closes", formula).value(step.closes).note(note))
    }

    /// The moves before a move that raise the same trait.
    fn earlier<'r>(&'r self, step: &'r Recommendation) -> impl Iterator<Item = &'r Recommendation> {
        let moves = self.report.recommendations.iter();
        moves.filter(|other| other.of == step.of && other.rank < step.rank)
    }

    fn priority(&self, step: &Recommendation) -> Vec<Step> {
        let (Some(first), Some(discount)) = (first_gain(step), self.report.constant("leverage")) else {
            return Vec::new();
        };
        // Where no earlier move has raised the trait, that is the gain.
        let raised = self.earlier(step).next().is_some();
        let mut steps = Vec::new();
        if raised {
            let gap = format!(
                "min({} - {}, {})",
                exact(step.target),
                exact(step.score.unwrap_or_default()),
                exact(step.lift)
            );
            let formula = format!("{} × {gap}", exact(step.weight));
            steps.push(Step::new("first gain", formula).value(first).note("before any move"));
        }
        let waiting = self.waiting(step);
        let farthest = waiting.last().map_or(0, |(_, distance)| *distance);
        let terms: Vec<String> = (1..=farthest)
            .filter_map(|distance| {
                let near = waiting.iter().filter(|(_, at)| *at == distance);
                let gains: Vec<String> = near.filter_map(|(other, _)| first_gain(other)).map(exact).collect();
                let sum = match gains.as_slice() {
                    [] => return None,
                    [only] => only.clone(),
                    several => format!("({})", several.join(" + ")),
                };
                Some(format!("{}^{distance} × {sum}", exact(discount)))
            })
            .collect();
        if !terms.is_empty() {
            steps.push(
                Step::new("leverage", terms.join(" + "))
                    .value(step.leverage)
                    .note("what waits for it, by distance"),
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

/// One weight among all: `2 / (2 + 1)`, or `1 / 3` where they are equal.
fn fraction(own: f64, all: &[f64]) -> String {
    if all.iter().all(|weight| weight.to_bits() == own.to_bits()) {
        return format!("1 / {}", all.len());
    }
    let terms: Vec<String> = all.iter().map(|weight| exact(*weight)).collect();
    format!("{} / ({})", exact(own), terms.join(" + "))
}

/// What a move brings before any step is taken.
fn first_gain(step: &Recommendation) -> Option<f64> {
    let gap = (step.target - step.score?).max(0.0);
    (step.lift > 0.0).then(|| step.weight * gap.min(step.lift))
}
