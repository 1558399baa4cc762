use super::formula::compared;
use super::score::traits_on;
use super::{Explainer, Line, Step, Topic};
use crate::report::model::{Dimension, Essential, Pole, ScoreState, Trait};
use crate::scoring::reaches;

/// A gate with the trait before it.
type Gate<'r> = (&'r Trait, Essential);

impl Explainer<'_> {
    /// The level on a pole, overall or in a dimension; `None` without levels.
    pub(super) fn level(&self, dimension: Option<&Dimension>, pole: &Pole, depth: usize) -> Option<Line> {
        if self.report.method.levels.is_empty() {
            return None;
        }
        let topic = match dimension {
            None => Topic::Level(pole.id.clone()),
            Some(dimension) => Topic::DimensionLevel(dimension.id.clone(), pole.id.clone()),
        };
        let place = dimension.map(|of| format!("{}, ", of.title)).unwrap_or_default();
        let gates = self.gates(dimension, pole);
        let mut line = Line {
            topic: self.topic(&topic),
            title: format!("{place}{}: level", pole.title),
            weight: None,
            value: None,
            low: None,
            high: None,
            says: "no level without a score".to_owned(),
            steps: Vec::new(),
            parts: Vec::new(),
        };
        if depth > 0 {
            line.parts.push(match dimension {
                None => self.pole(pole, depth - 1),
                Some(dimension) => self.dimension_pole(dimension, pole, None, depth - 1),
            });
            let mut before: Vec<&Trait> = gates.iter().map(|(of, _)| *of).collect();
            before.dedup_by_key(|of| &of.id);
            line.parts.extend(before.into_iter().map(|of| self.of_trait(of, None, depth - 1)));
        }
        let Some((level, score)) = pole.level.as_ref().zip(pole.score) else { return Some(line) };
        line.value = Some(level.rank as f64);
        line.low = Some(level.low_rank as f64);
        line.high = Some(level.high_rank as f64);
        line.says = format!("{} ({})", level.rank, level.title);
        if level.low_rank != level.high_rank {
            line.says = format!("{}, from {} to {}", line.says, level.low_rank, level.high_rank);
        }
        line.steps.extend(self.raw("score", score));
        line.steps.extend(
            gates
                .iter()
                .filter(|(_, gate)| gate.level <= level.raw_rank)
                .map(|gate| step("gate", gate, gate.0.score, Some(level.raw_rank))),
        );
        for (label, end, rank) in
            [("lowest", pole.low, level.low_rank), ("highest", pole.high, level.high_rank)]
        {
            let Some(end) = end.filter(|_| level.low_rank != level.high_rank) else { continue };
            let raw = self.raw(label, end);
            let at = |of: &Trait| if label == "lowest" { of.low } else { of.high };
            let shut = gates.iter().filter(|gate| !opens(gate, at(gate.0)));
            // The level that the gates leave is named in the last step.
            let mut steps: Vec<Step> =
                raw.into_iter().chain(shut.map(|gate| step(label, gate, at(gate.0), None))).collect();
            if let Some(last) = steps.last_mut() {
                let note = last.note.take().map(|note| format!("{note}; ")).unwrap_or_default();
                last.note = Some(format!("{note}so level {rank}"));
            }
            line.steps.extend(steps);
        }
        Some(line)
    }

    /// The gates that count for a pole, in the order of the definition.
    fn gates<'r>(&'r self, dimension: Option<&'r Dimension>, pole: &Pole) -> Vec<Gate<'r>> {
        let all = self.report.dimensions.iter().filter(|of| dimension.is_none_or(|only| only.id == of.id));
        all.flat_map(|dimension| traits_on(dimension, pole))
            .map(|(of, _)| of)
            .filter(|of| of.state != ScoreState::NotApplicable)
            .flat_map(|of| of.essential.iter().map(move |gate| (of, *gate)))
            .collect()
    }

    /// The levels on both sides of a score.
    fn raw(&self, label: &str, score: f64) -> Vec<Step> {
        let levels = &self.report.method.levels;
        let rank = levels.iter().take_while(|level| reaches(score, level.from)).count().max(1);
        let at = &levels[rank - 1];
        let mut steps = vec![
            Step::new(label, compared(score, at.from, reaches(score, at.from)))
                .note(format!("level {rank} ({}) by the score alone", at.title)),
        ];
        if let Some(next) = levels.get(rank) {
            steps.push(Step::new(label, compared(score, next.from, false)).note(format!(
                "not level {} ({})",
                rank + 1,
                next.title
            )));
        }
        steps
    }
}

fn opens((_, gate): &Gate, score: Option<f64>) -> bool {
    score.is_some_and(|score| reaches(score, gate.minimum))
}

/// Whether a trait has what a level needs.
fn step(label: &str, gate: &Gate, score: Option<f64>, raw: Option<usize>) -> Step {
    let (of, Essential { level, minimum }) = gate;
    let open = opens(gate, score);
    let formula = match score {
        Some(score) => compared(score, *minimum, open),
        None => format!("not answered, and needs {}", crate::report::number::exact(*minimum)),
    };
    let consequence = match (open, raw) {
        (true, _) => format!("the gate of level {level} is open"),
        (false, Some(raw)) if *level < raw => format!("level {level} and all above it are shut"),
        (false, _) => format!("level {level} is shut"),
    };
    Step::new(label, format!("{}: {formula}", of.title)).note(consequence)
}
