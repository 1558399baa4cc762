use super::formula::compared;
use super::{Explainer, Line, Step, Topic};
use crate::report::model::{Answer, Dimension, FlipStep, Placement, Pole};
use crate::report::number::{cardinal, exact};
use crate::scoring::{SLACK, reaches};

/// So many answers are named within the placement; more only by themselves.
const FEW: usize = 5;

impl Explainer<'_> {
    /// Where the team or a dimension stands; `None` without zones.
    pub(super) fn placement(&self, dimension: Option<&Dimension>, depth: usize) -> Option<Line> {
        let (placement, poles) = match dimension {
            None => (self.report.placement.as_ref()?, &self.report.poles),
            Some(dimension) => (dimension.placement.as_ref()?, &dimension.poles),
        };
        let method = self.report.method.placement.as_ref()?;
        let mut steps = Vec::new();
        let scored = || poles.iter().filter_map(|pole| Some((pole, pole.score?)));
        for (pole, score) in scored() {
            let high = reaches(score, method.cut);
            let word = if high { "high" } else { "low" };
            steps.push(
                Step::new("cut", compared(score, method.cut, high)).note(format!("{} is {word}", pole.title)),
            );
        }
        if placement.zone.is_some() {
            let sides: Vec<String> = scored()
                .map(|(pole, score)| {
                    format!("{} {}", pole.title, if reaches(score, method.cut) { "high" } else { "low" })
                })
                .collect();
            let title = placement.title.clone().unwrap_or_default();
            steps.push(Step::new("zone", sides.join(", ")).note(title));
            steps.extend(scored().map(|(pole, score)| band(pole, score, method.cut, method.band)));
            steps.push(Step::new("label", placement.label.as_str()).note(self.label(placement)));
        }
        steps.extend(poles.iter().filter_map(|pole| range(pole, method.cut)));
        if placement.possible.len() > 1 {
            steps.push(
                Step::new("possible", self.zones(&placement.possible))
                    .note("as the missing answers turn out"),
            );
        }
        if placement.zone.is_some() && placement.flip.is_none() && placement.flips_after.is_none() {
            steps.push(Step::new("flip", "no answers, each moved by one step, lead to another zone"));
        }
        if !placement.by_spacing.is_empty() {
            steps.push(
                Step::new("spacing", self.zones(&placement.by_spacing))
                    .note("if the options are spaced in another way (see docs/method.md, section 5)"),
            );
        }
        let below = depth.saturating_sub(1);
        let flip =
            self.flip(dimension, if placement.flips_after.is_some_and(|n| n > FEW) { 0 } else { below });
        let parts = poles.iter().map(|pole| match dimension {
            None => self.pole(pole, below),
            Some(dimension) => self.dimension_pole(dimension, pole, None, below),
        });
        Some(Line {
            topic: self.topic(&Topic::Placement(dimension.map(|dimension| dimension.id.clone()))),
            title: match dimension {
                None => "Placement".to_owned(),
                Some(dimension) => format!("{}: placement", dimension.title),
            },
            weight: None,
            value: None,
            low: None,
            high: None,
            says: match &placement.title {
                Some(title) if Some(&placement.label) == placement.zone.as_ref() => title.clone(),
                Some(title) => format!("{title} by the cut alone ({})", placement.label),
                None => "no zone, as a pole has no score".to_owned(),
            },
            steps,
            parts: if depth > 0 { parts.chain(flip).collect() } else { Vec::new() },
        })
    }

    /// What the label means here.
    fn label(&self, placement: &Placement) -> String {
        match placement.label.as_str() {
            "borderline" => format!("candidates: {}", self.zones(&placement.candidates)),
            "central" => {
                let central = self.report.method.placement.as_ref().map_or(0.0, |method| method.central);
                format!(
                    "every pole is in the band, and none are {} or more apart; candidates: {}",
                    exact(central),
                    self.zones(&placement.candidates)
                )
            }
            _ => "no pole that the zone asks for is in the band".to_owned(),
        }
    }

    fn zones(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.report.zone_title(id)).collect::<Vec<_>>().join(", ")
    }

    /// The nearest answers that lead to another zone; `None` if none do.
    pub(super) fn flip(&self, dimension: Option<&Dimension>, depth: usize) -> Option<Line> {
        let (placement, poles) = match dimension {
            None => (self.report.placement.as_ref()?, &self.report.poles),
            Some(dimension) => (dimension.placement.as_ref()?, &dimension.poles),
        };
        let flip = placement.flip.as_ref()?;
        let cut = self.report.method.placement.as_ref()?.cut;
        let (pole, score) =
            poles.iter().find(|pole| pole.id == flip.pole).and_then(|pole| Some((pole, pole.score?)))?;
        let effects: Vec<f64> = flip.steps.iter().map(effect).collect();
        let moved = effects.iter().fold(score, |score, effect| score + effect);
        let high = reaches(moved, cut);
        let count = if effects.len() == 1 {
            "one answer".to_owned()
        } else {
            format!("{} answers", cardinal(effects.len()))
        };
        let reckoning = Step::new(pole.title.as_str(), format!("{}{}", exact(score), terms(&effects)));
        let steps = vec![
            reckoning.value(moved).note("each answer by its change of value, times its share in the score"),
            Step::new("cut", compared(moved, cut, high)).note(format!(
                "{} is {}, which makes it {}",
                pole.title,
                if high { "high" } else { "low" },
                self.report.zone_title(&flip.zone)
            )),
        ];
        Some(Line {
            topic: self.topic(&Topic::Flip(dimension.map(|dimension| dimension.id.clone()))),
            title: "The fewest answers which, each moved by one step, lead to another zone".to_owned(),
            weight: None,
            value: Some(effects.len() as f64),
            low: None,
            high: None,
            says: count,
            steps,
            parts: if depth > 0 {
                flip.steps.iter().map(|step| self.flipped(step, &pole.title)).collect()
            } else {
                Vec::new()
            },
        })
    }

    fn flipped(&self, step: &FlipStep, pole: &str) -> Line {
        let question = self.report.question(&step.question);
        let from = question.and_then(|question| question.answer_text.as_deref()).unwrap_or_default();
        let change = match step.to {
            Answer::Several(_) => step.to_text.clone(),
            Answer::Number(_) | Answer::Text(_) => format!("“{}” instead of “{from}”", step.to_text),
        };
        let effect = effect(step);
        let formula =
            format!("({} - {}) × {}", exact(step.to_value), exact(step.from_value), exact(step.share));
        Line {
            topic: self.topic(&Topic::Question(step.question.clone())),
            title: question.map_or_else(|| step.question.clone(), |question| question.text.clone()),
            weight: None,
            value: Some(effect),
            low: None,
            high: None,
            says: format!("{} for {pole}", signed(effect)),
            steps: vec![Step::new("other answer", change), Step::new("effect", formula).value(effect)],
            parts: Vec::new(),
        }
    }
}

fn effect(step: &FlipStep) -> f64 {
    (step.to_value - step.from_value) * step.share
}

fn signed(value: f64) -> String {
    if value < 0.0 { exact(value) } else { format!("+{}", exact(value)) }
}

/// The effects to be added, equal ones together: ` - 0.009259 - 3 × 0.006944`.
fn terms(effects: &[f64]) -> String {
    let mut grouped: Vec<(String, bool, usize)> = Vec::new();
    for effect in effects {
        let (shown, falls) = (exact(effect.abs()), *effect < 0.0);
        match grouped.last_mut() {
            Some((last, sign, count)) if *last == shown && *sign == falls => *count += 1,
            _ => grouped.push((shown, falls, 1)),
        }
    }
    let term = |(shown, falls, count): &(String, bool, usize)| {
        let sign = if *falls { '-' } else { '+' };
        if *count == 1 { format!(" {sign} {shown}") } else { format!(" {sign} {count} × {shown}") }
    };
    grouped.iter().map(term).collect()
}

/// How far a pole is from the cut.
fn band(pole: &Pole, score: f64, cut: f64, band: f64) -> Step {
    let distance = (score - cut).abs();
    let inside = distance < band - SLACK;
    let step = Step::new("band", format!("|{} - {}|", exact(score), exact(cut))).value(distance);
    step.note(format!(
        "{}, so {} is {}",
        compared(distance, band, !inside),
        pole.title,
        if inside { "too close to call" } else { "decided" }
    ))
}

/// Where a pole's range stands to the cut, if there is one.
fn range(pole: &Pole, cut: f64) -> Option<Step> {
    let (low, high) = pole.low.zip(pole.high)?;
    if low.to_bits() == high.to_bits() {
        return None;
    }
    let (from, to) = (reaches(low, cut), reaches(high, cut));
    let words = match (from, to) {
        (true, _) => "is high whatever is missing",
        (false, true) => "may be low or high",
        (false, false) => "is low whatever is missing",
    };
    let formula = format!("{}, {}", compared(low, cut, from), compared(high, cut, to));
    Some(Step::new("range", formula).note(format!("{} {words}", pole.title)))
}
