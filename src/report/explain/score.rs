use super::formula::mean;
use super::{Explainer, Line, Step, Topic};
use crate::report::model::{Dimension, Pole, ScoreState, Trait, WeakTrait};
use crate::report::number::exact;

/// A part of a mean: its weight and its score.
struct Part {
    weight: f64,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

impl Explainer<'_> {
    /// A pole over all dimensions.
    pub(super) fn pole(&self, pole: &Pole, depth: usize) -> Line {
        let on_pole = || {
            self.report.dimensions.iter().filter_map(|dimension| {
                let part = dimension.poles.iter().find(|part| part.id == pole.id)?;
                Some((dimension, part))
            })
        };
        let steps = means(on_pole().map(|(dimension, part)| Part {
            weight: dimension.weight,
            value: part.score,
            low: part.low,
            high: part.high,
        }));
        let parts = on_pole().map(|(dimension, part)| {
            self.dimension_pole(dimension, part, Some(dimension.weight), depth.saturating_sub(1))
        });
        Line {
            topic: self.topic(&Topic::Pole(pole.id.clone())),
            title: pole.title.clone(),
            weight: None,
            value: pole.score,
            low: pole.low,
            high: pole.high,
            says: says(pole.state, pole.score, pole.low, pole.high),
            steps,
            parts: if depth > 0 { parts.collect() } else { Vec::new() },
        }
    }

    /// A dimension on a pole.
    pub(super) fn dimension_pole(
        &self,
        dimension: &Dimension,
        pole: &Pole,
        weight: Option<f64>,
        depth: usize,
    ) -> Line {
        let traits = || traits_on(dimension, pole);
        let steps =
            means(traits().map(|(of, weight)| Part { weight, value: of.score, low: of.low, high: of.high }));
        let parts = traits().map(|(of, weight)| self.of_trait(of, Some(weight), depth.saturating_sub(1)));
        Line {
            topic: self.topic(&Topic::DimensionPole(dimension.id.clone(), pole.id.clone())),
            title: format!("{}, {}", dimension.title, pole.title),
            weight,
            value: pole.score,
            low: pole.low,
            high: pole.high,
            says: says(pole.state, pole.score, pole.low, pole.high),
            steps,
            parts: if depth > 0 { parts.collect() } else { Vec::new() },
        }
    }

    /// A trait.
    pub(super) fn of_trait(&self, of: &Trait, weight: Option<f64>, depth: usize) -> Line {
        let scored = || of.questions.iter().filter(|question| question.weight.is_some());
        let mut steps = means(scored().map(|question| {
            let (low, high) = super::answer::bounds(question);
            Part { weight: question.weight.unwrap_or_default(), value: question.value, low, high }
        }));
        steps.extend(self.bottlenecks(of));
        Line {
            topic: self.topic(&Topic::Trait(of.id.clone())),
            title: of.title.clone(),
            weight,
            value: of.score,
            low: of.low,
            high: of.high,
            says: says(of.state, of.score, of.low, of.high),
            steps,
            parts: if depth > 0 {
                scored().map(|question| self.question(question)).collect()
            } else {
                Vec::new()
            },
        }
    }

    /// What the integration of its dimension gains if a weak trait rises to the score of the pole that it lags behind.
    fn bottlenecks(&self, of: &Trait) -> Vec<Step> {
        let weak = self.report.weak_traits.iter().filter(|weak| weak.of == of.id);
        let step = |weak: &WeakTrait| {
            let (gain, dimension) = (weak.bottleneck?, self.report.dimension(&weak.dimension)?);
            let lift = weak.pole_score - weak.score;
            let raised = dimension.poles.iter().map(|pole| {
                let point = pole.score?;
                let known = || traits_on(dimension, pole).filter(|(of, _)| of.score.is_some());
                let Some((_, weight)) = known().find(|(other, _)| other.id == of.id) else {
                    return Some(exact(point));
                };
                let whole: f64 = known().map(|(_, weight)| weight).sum();
                let sum =
                    format!("{} + {} × {} / {}", exact(point), exact(weight), exact(lift), exact(whole));
                let raised = point + weight * lift / whole;
                Some(if raised > 1.0 { format!("min({sum}, 1)") } else { format!("({sum})") })
            });
            let raised = root(&raised.collect::<Option<Vec<_>>>()?);
            let label = format!("integration gained, level with {}", self.report.pole_title(&weak.pole));
            Some(Step::new(label, format!("{raised} - {}", exact(dimension.integration?))).value(gain))
        };
        weak.filter_map(step).collect()
    }

    /// How far the poles go together in a dimension.
    pub(super) fn dimension(&self, dimension: &Dimension, weight: Option<f64>, depth: usize) -> Line {
        let points: Option<Vec<f64>> = dimension.poles.iter().map(|pole| pole.score).collect();
        let steps = match (dimension.integration_detail, points) {
            (Some(detail), Some(points)) => {
                let shown: Vec<String> = points.iter().map(|point| exact(*point)).collect();
                let mut steps = vec![
                    Step::new("integration", root(&shown)).value(detail.score),
                    Step::new("strength", format!("({}) / {}", shown.join(" + "), points.len()))
                        .value(detail.strength),
                    Step::new(
                        "cost of imbalance",
                        format!("{} - {}", exact(detail.strength), exact(detail.score)),
                    )
                    .value(detail.penalty),
                    Step::new("lowest pole", format!("min({})", shown.join(", "))).value(detail.minimum),
                ];
                if let [first, second] = points[..] {
                    let distance = format!("|{} - {}|", shown[0], shown[1]);
                    steps.push(Step::new("distance", distance).value((first - second).abs()));
                }
                steps
            }
            _ => Vec::new(),
        };
        let parts = dimension
            .poles
            .iter()
            .map(|pole| self.dimension_pole(dimension, pole, None, depth.saturating_sub(1)));
        Line {
            topic: self.topic(&Topic::Dimension(dimension.id.clone())),
            title: if self.report.poles.len() > 1 {
                format!("{}: how far the poles go together", dimension.title)
            } else {
                dimension.title.clone()
            },
            weight,
            value: dimension.integration,
            low: None,
            high: None,
            says: dimension.integration.map_or_else(|| "not defined".to_owned(), exact),
            steps,
            parts: if depth > 0 { parts.collect() } else { Vec::new() },
        }
    }

    /// How far the poles go together over all dimensions.
    pub(super) fn integration(&self, depth: usize) -> Option<Line> {
        let overall = self.report.integration.as_ref()?;
        let with = || self.report.dimensions.iter().filter(|dimension| dimension.integration.is_some());
        let formula = mean(with().map(|dimension| (dimension.weight, dimension.integration)))?;
        let lowest: Vec<String> = with().filter_map(|dimension| dimension.integration).map(exact).collect();
        let of = self.report.dimension(&overall.minimum_dimension).map(|of| of.title.clone());
        let mut minimum = Step::new("lowest", format!("min({})", lowest.join(", "))).value(overall.minimum);
        minimum.note = of;
        let parts = with()
            .map(|dimension| self.dimension(dimension, Some(dimension.weight), depth.saturating_sub(1)));
        Some(Line {
            topic: self.topic(&Topic::Integration),
            title: "How far the poles go together".to_owned(),
            weight: None,
            value: Some(overall.score),
            low: None,
            high: None,
            says: exact(overall.score),
            steps: vec![Step::new("mean", formula).value(overall.score), minimum],
            parts: if depth > 0 { parts.collect() } else { Vec::new() },
        })
    }
}

/// The steps of a weighted mean: the point over what has one, the range over what applies.
fn means(parts: impl Iterator<Item = Part>) -> Vec<Step> {
    let parts: Vec<Part> = parts.collect();
    let step = |label: &str, value: &dyn Fn(&Part) -> Option<f64>| {
        let formula = mean(parts.iter().map(|part| (part.weight, value(part))))?;
        let sum: crate::scoring::WeightedMean =
            parts.iter().filter_map(|part| Some((part.weight, value(part)?))).collect();
        Some(Step::new(label, formula).value(sum.value()?))
    };
    let complete = parts.iter().all(|part| match (part.value, part.low, part.high) {
        (Some(value), Some(low), Some(high)) => {
            low.to_bits() == value.to_bits() && high.to_bits() == value.to_bits()
        }
        (None, None, None) => true,
        _ => false,
    });
    let range = [step("lowest", &|part: &Part| part.low), step("highest", &|part: &Part| part.high)];
    let point = step("score", &|part: &Part| part.value);
    if complete {
        point.into_iter().collect()
    } else {
        point.into_iter().chain(range.into_iter().flatten()).collect()
    }
}

/// A score in words, with its range.
pub(super) fn says(state: ScoreState, point: Option<f64>, low: Option<f64>, high: Option<f64>) -> String {
    let range = match (low, high) {
        (Some(low), Some(high)) if exact(low) != exact(high) => {
            format!(", from {} to {}", exact(low), exact(high))
        }
        _ => String::new(),
    };
    match (state, point) {
        (ScoreState::NotApplicable, _) => "does not apply".to_owned(),
        (ScoreState::Unanswered, _) | (_, None) => format!("not answered{range}"),
        (ScoreState::Insufficient, Some(point)) => {
            format!("{}{range}; it rests on few answers", exact(point))
        }
        (ScoreState::Scored, Some(point)) => format!("{}{range}", exact(point)),
    }
}

/// The geometric mean of some numbers.
fn root(numbers: &[String]) -> String {
    match numbers.len() {
        2 => format!("√({})", numbers.join(" × ")),
        n => format!("({})^(1 / {n})", numbers.join(" × ")),
    }
}

/// The traits of a dimension that count for a pole, each with its weight there.
pub(super) fn traits_on<'r>(dimension: &'r Dimension, pole: &Pole) -> impl Iterator<Item = (&'r Trait, f64)> {
    let weight = |of: &Trait| of.weights.get(&pole.id).copied().filter(|weight| *weight > 0.0);
    dimension.traits.iter().filter_map(move |of| Some((of, weight(of)?)))
}
