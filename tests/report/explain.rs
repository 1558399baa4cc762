//! Derivations: every line follows from the lines below it, and every formula comes to what it says.

use proptest::prelude::*;
use standpoint::render::{Options, json, markdown, terminal};
use standpoint::report::Report;
use standpoint::report::explain::{Line, Topic, explain};
use standpoint::scoring::WeightedMean;

use super::fixture::{built_in, of_sheet, questionnaire, report, sheet, worked_example};

/// Everything that can be asked of a report.
fn topics(report: &Report) -> Vec<Topic> {
    let mut topics =
        vec![Topic::Placement(None), Topic::Flip(None), Topic::Integration, Topic::Coverage, Topic::Effort];
    for pole in &report.poles {
        topics.push(Topic::Pole(pole.id.clone()));
        topics.push(Topic::Level(pole.id.clone()));
        topics.push(Topic::PoleCoverage(pole.id.clone()));
    }
    for dimension in &report.dimensions {
        topics.push(Topic::Dimension(dimension.id.clone()));
        topics.push(Topic::Answered(dimension.id.clone()));
        topics.push(Topic::Placement(Some(dimension.id.clone())));
        topics.push(Topic::Flip(Some(dimension.id.clone())));
        for pole in &dimension.poles {
            topics.push(Topic::DimensionPole(dimension.id.clone(), pole.id.clone()));
            topics.push(Topic::DimensionLevel(dimension.id.clone(), pole.id.clone()));
            topics.push(Topic::DimensionCoverage(dimension.id.clone(), pole.id.clone()));
        }
        topics.extend(dimension.traits.iter().map(|of| Topic::Trait(of.id.clone())));
        topics.extend(dimension.traits.iter().map(|of| Topic::TraitCoverage(of.id.clone())));
    }
    topics.extend(report.scored_questions().map(|question| Topic::Question(question.id.clone())));
    topics.extend(report.ask_next.iter().map(|ask| Topic::Share(ask.question.clone())));
    topics.extend(report.recommendations.iter().map(|step| Topic::Move(step.id.clone())));
    topics
}

fn lines(line: &Line) -> Vec<&Line> {
    std::iter::once(line).chain(line.parts.iter().flat_map(lines)).collect()
}

/// A pocket calculator: sums, products, quotients, powers, roots, `min(…)` and `|…|`; `None` for what is no formula.
struct Calculator<'f> {
    rest: &'f str,
}

impl Calculator<'_> {
    fn value(formula: &str) -> Option<f64> {
        let mut calculator = Calculator { rest: formula };
        let value = calculator.sum()?;
        calculator.rest.trim().is_empty().then_some(value)
    }

    fn takes(&mut self, sign: &str) -> bool {
        match self.rest.trim_start().strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn sum(&mut self) -> Option<f64> {
        let mut value = self.product()?;
        loop {
            if self.takes("+") {
                value += self.product()?;
            } else if self.takes("-") {
                value -= self.product()?;
            } else {
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.power()?;
        loop {
            if self.takes("×") {
                value *= self.power()?;
            } else if self.takes("/") {
                value /= self.power()?;
            } else {
                return Some(value);
            }
        }
    }

    fn power(&mut self) -> Option<f64> {
        let base = self.atom()?;
        if self.takes("^") { Some(base.powf(self.atom()?)) } else { Some(base) }
    }

    fn atom(&mut self) -> Option<f64> {
        if self.takes("√(") {
            let value = self.sum()?.sqrt();
            return self.takes(")").then_some(value);
        }
        if self.takes("min(") {
            let mut least = self.sum()?;
            while self.takes(",") {
                least = least.min(self.sum()?);
            }
            return self.takes(")").then_some(least);
        }
        if self.takes("(") {
            let value = self.sum()?;
            return self.takes(")").then_some(value);
        }
        if self.takes("|") {
            let value = self.sum()?.abs();
            return self.takes("|").then_some(value);
        }
        let text = self.rest.trim_start();
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        self.rest = &text[end..];
        text[..end].parse().ok()
    }
}

/// Formulas that are words: how an option or a number far outside has its value, and what is not reckoned.
const IN_WORDS: [&str; 7] = ["answer", "other answer", "zone", "label", "possible", "spacing", "flip"];

#[track_caller]
fn adds_up(report: &Report, questionnaire: &str) {
    let mut reckoned = 0;
    for topic in topics(report) {
        let Some(whole) = explain(report, &topic, usize::MAX) else { continue };
        for line in lines(&whole) {
            for step in &line.steps {
                let text = step.text();
                match (Calculator::value(&step.formula), step.value) {
                    (Some(found), Some(value)) => {
                        reckoned += 1;
                        assert!((found - value).abs() < 1e-4, "{questionnaire}, {topic:?}: {text}: {found}");
                    }
                    (None, Some(_)) => assert!(IN_WORDS.contains(&step.label.as_str()), "{text}"),
                    (_, None) => compares(&step.formula),
                }
            }
            mean_of_parts(line);
        }
    }
    assert!(report.coverage.answered == 0 || reckoned > 0);
}

/// Every comparison in a formula holds.
#[track_caller]
fn compares(formula: &str) {
    let claims = formula.split(", ").map(|claim| claim.rsplit(": ").next().unwrap_or(claim));
    for claim in claims {
        let sides = |sign| {
            let (left, right): (&str, &str) = claim.split_once(sign)?;
            Some((left.parse::<f64>().ok()?, right.parse::<f64>().ok()?))
        };
        if let Some((left, right)) = sides(" ≥ ") {
            assert!(left >= right, "{claim}");
        }
        if let Some((left, right)) = sides(" < ") {
            assert!(left < right, "{claim}");
        }
    }
}

/// A line whose parts are weighted is their mean, at the point and at both ends, to the last digits.
#[track_caller]
fn mean_of_parts(line: &Line) {
    if line.parts.is_empty() || line.parts.iter().any(|part| part.weight.is_none()) {
        return;
    }
    let mean = |of: &dyn Fn(&Line) -> Option<f64>| {
        line.parts.iter().filter_map(|part| Some((part.weight?, of(part)?))).collect::<WeightedMean>().value()
    };
    let close = |found: Option<f64>, stated: Option<f64>| match (found, stated) {
        (Some(found), Some(stated)) => (found - stated).abs() < 1e-12,
        (found, stated) => found == stated,
    };
    assert!(close(mean(&|part| part.value), line.value), "{line:#?}");
    // The integration of the poles has no range.
    if line.low.is_some() {
        assert!(close(mean(&|part| part.low), line.low), "{line:#?}");
        assert!(close(mean(&|part| part.high), line.high), "{line:#?}");
    }
}

#[test]
fn every_line_of_a_report_follows_from_the_lines_below_it() {
    adds_up(&report(), "fixture");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_line_follows_from_the_lines_below_it_whatever_is_answered(seed: u64) {
        for id in ["devops-itops", "delivery-metrics", "ops-readiness"] {
            let questionnaire = built_in(id);
            adds_up(&of_sheet(&questionnaire, &sheet(&questionnaire, seed)), id);
        }
        let questionnaire = questionnaire();
        adds_up(&of_sheet(&questionnaire, &sheet(&questionnaire, seed)), "fixture");
    }

    #[test]
    fn every_topic_is_read_as_it_is_written(seed: u64) {
        for id in ["devops-itops", "delivery-metrics", "ops-readiness"] {
            let questionnaire = built_in(id);
            let report = of_sheet(&questionnaire, &sheet(&questionnaire, seed));
            for topic in topics(&report) {
                if let Some(line) = explain(&report, &topic, 1) {
                    let read = Topic::parse(&topic.name(&report), &report);
                    prop_assert_eq!(read, Ok(topic.clone()));
                    prop_assert_eq!(line.topic, topic.name(&report));
                }
            }
        }
    }
}

fn said(report: &Report, topic: &str, label: &str) -> Vec<String> {
    let topic = Topic::parse(topic, report).unwrap();
    let line = explain(report, &topic, 1).unwrap();
    line.steps
        .iter()
        .filter(|step| step.label == label)
        .map(standpoint::report::explain::Step::text)
        .collect()
}

#[test]
fn the_worked_example_reads_as_the_method_reckons_it() {
    let (questionnaire, sheet) = worked_example();
    let report = of_sheet(&questionnaire, &sheet);
    for (topic, label, step) in [
        ("pipeline", "score", "score: (0.75 + 0.625) / 2 = 0.6875"),
        ("delivery.devops", "score", "score: (2 × 0.6875 + 1 × 0.7) / (2 + 1) = 0.691667"),
        ("itops", "score", "score: (1 × 0.625 + 2 × 0.416667) / (1 + 2) = 0.486111"),
        ("itops", "lowest", "lowest: (1 × 0.625 + 2 × 0.25) / (1 + 2) = 0.375"),
        ("pipeline-reach", "answer", "answer: 0.5 + (1 - 0.5) × (60 - 50) / (90 - 50) = 0.625; 60 %"),
        ("coverage:itops", "answered", "answered: (1 × 1 + 2 × 0.666667) / (1 + 2) = 0.777778"),
        ("coverage:reliability.itops", "answered", "answered: (1 × 0.5 + 0.5 × 1) / (1 + 0.5) = 0.666667"),
        ("coverage:incidents", "questions", "questions: 1 / 2 = 0.5"),
        ("share:incident-drill", "share of the trait", "share of the trait: 1 / 2 = 0.5"),
        ("delivery", "integration", "integration: √(0.691667 × 0.625) = 0.657489"),
        ("incidents-start", "gain", "gain: 0.444444 × 0.1 = 0.044444"),
        (
            "flip",
            "ITOps",
            "ITOps: 0.486111 + 0.111111 = 0.597222; each answer by its change of value, times its share in the score",
        ),
    ] {
        assert_eq!(said(&report, topic, label), [step], "{topic}");
    }
    assert_eq!(
        said(&report, "level:itops", "gate"),
        ["gate: Incidents: 0.5 < 0.6; level 3 is shut"],
        "the blocking trait is named"
    );
}

#[test]
fn what_is_not_there_is_answered_with_what_is_near() {
    let report = report();
    for (asked, message, help) in [
        ("level:flo", "there is no pole `flo` in this report", "did you mean `flow`?"),
        ("placment", "there is nothing called `placment` in this report", "did you mean `placement`?"),
    ] {
        let unknown = Topic::parse(asked, &report).unwrap_err();
        assert_eq!((unknown.message.as_str(), unknown.help.as_str()), (message, help));
    }
    for asked in ["", ":", "level:", "nothing:at-all", "trait:devops", "\u{1b}[31m", "flip:x"] {
        let unknown = Topic::parse(asked, &report).unwrap_err();
        assert!(!unknown.to_string().contains('\u{1b}'));
    }
}

#[test]
fn nothing_answered_is_explained_as_unknown_and_not_as_zero() {
    let questionnaire = built_in("devops-itops");
    let report = of_sheet(&questionnaire, &standpoint::answers::AnswerSheet::new(&questionnaire));
    let line = explain(&report, &Topic::parse("devops", &report).unwrap(), usize::MAX).unwrap();
    assert!(lines(&line).iter().all(|line| line.value.is_none()));
    assert!(line.says.starts_with("not answered, from 0 to 1"), "{}", line.says);
}

#[test]
fn a_derivation_is_written_in_three_formats() {
    let report = report();
    let line = explain(&report, &Topic::Placement(None), 2).unwrap();
    let ascii = terminal::derivation(&line, &Options { unicode: false, width: 60, ..Options::default() });
    assert!(ascii.is_ascii());
    assert!(ascii.lines().all(|line| line.len() <= 60), "{ascii}");
    assert!(markdown::derivation(&line).lines().all(|line| line.trim_start().starts_with("- ")));
    let mut bytes = Vec::new();
    json::derivation(&line, &mut bytes).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(value["topic"], "placement");
    assert_eq!(value["parts"][0]["value"], report.poles[0].score.unwrap());
}
