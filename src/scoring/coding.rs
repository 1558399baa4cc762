//! From an answer to what it is worth.

use super::assessment::QuestionOutcome;
use super::sum::Sum;
use crate::answers::{AnswerSheet, Response, contradicts_itself};
use crate::questionnaire::{Item, Kind, Number, Question, QuestionIx, Questionnaire, Truth, Value};

/// Returns whether answers to the question enter a score.
pub(super) fn is_scored(question: &Question) -> bool {
    question.of.is_some() && !matches!(question.kind, Kind::Text)
}

/// Returns what became of each question, where `shown` tells which of them are asked.
pub(super) fn outcomes(
    questionnaire: &Questionnaire,
    sheet: &AnswerSheet,
    shown: &[Truth],
) -> Vec<QuestionOutcome> {
    questionnaire.question_indices().map(|ix| outcome(questionnaire, sheet, shown[ix.0], ix)).collect()
}

fn outcome(
    questionnaire: &Questionnaire,
    sheet: &AnswerSheet,
    shown: Truth,
    ix: QuestionIx,
) -> QuestionOutcome {
    if shown == Truth::False {
        return QuestionOutcome::NotShown;
    }
    let question = &questionnaire[ix];
    match sheet.get(ix).and_then(|entry| entry.response.as_ref()) {
        Some(Response::Answered(value)) if contradicts_itself(&question.kind, value) => {
            QuestionOutcome::Invalid
        }
        Some(Response::Answered(_)) if !is_scored(question) => QuestionOutcome::Answered(None),
        Some(Response::Answered(value)) => match worth(&question.kind, value) {
            Some(worth) => QuestionOutcome::Answered(Some(turn(question, worth))),
            None => QuestionOutcome::Invalid,
        },
        Some(Response::NotApplicable { .. }) => QuestionOutcome::NotApplicable,
        Some(Response::Unknown) => QuestionOutcome::Unknown,
        None if questionnaire.in_form(ix, sheet.form) => QuestionOutcome::Unanswered,
        None => QuestionOutcome::NotInForm,
    }
}

/// Returns what an answer is worth before reversing, 0..=1; `None` for an answer that is not scored or does not fit.
pub(super) fn worth(kind: &Kind, value: &Value) -> Option<f64> {
    match (kind, value) {
        (Kind::Choice(options), Value::Choice(chosen)) => Some(options.get(*chosen)?.value),
        (Kind::Multiple { options, cap }, Value::Multiple(chosen)) => {
            Some(points(options, chosen.iter().copied())?.min(*cap) / cap)
        }
        (Kind::Number(number), Value::Number(x)) => interpolate(&number.anchors, *x),
        (Kind::YesNo, Value::YesNo(yes)) => Some(if *yes { 1.0 } else { 0.0 }),
        _ => None,
    }
}

/// Turns a value round where the question is reversed.
pub(super) fn turn(question: &Question, worth: f64) -> f64 {
    if question.reversed { 1.0 - worth } else { worth }
}

fn points(options: &[Item], chosen: impl Iterator<Item = usize>) -> Option<f64> {
    chosen.map(|option| Some(options.get(option)?.points)).collect::<Option<Sum>>().map(Sum::value)
}

/// Returns the value at `x` on the lines between the anchors, constant outside them; `None` without anchors.
fn interpolate(anchors: &[(f64, f64)], x: f64) -> Option<f64> {
    let after = anchors.partition_point(|(number, _)| *number <= x);
    let (before, after) = (after.checked_sub(1).map(|i| anchors[i]), anchors.get(after).copied());
    match (before, after) {
        (Some((x0, v0)), Some((x1, v1))) => Some(v0 + (v1 - v0) * ((x - x0) / (x1 - x0))),
        (Some((_, value)), None) | (None, Some((_, value))) => Some(value),
        (None, None) => None,
    }
}

/// How far one step can move the value of an answer, after reversing; both 0 or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Steps {
    /// The most that one step adds.
    pub(super) up: f64,
    /// The most that one step takes away.
    pub(super) down: f64,
}

/// Returns the steps from an answer: to the neighbouring option, to the neighbouring anchor, to the other of yes and
/// no, or one item more or less.
pub(super) fn steps(question: &Question, value: &Value) -> Steps {
    let mut steps = Steps { up: 0.0, down: 0.0 };
    let Some(now) = worth(&question.kind, value) else { return steps };
    let mut to = |worth: Option<f64>| {
        if let Some(worth) = worth {
            steps.up = steps.up.max(worth - now);
            steps.down = steps.down.max(now - worth);
        }
    };
    match (&question.kind, value) {
        (Kind::Choice(options), Value::Choice(chosen)) => {
            to(chosen.checked_sub(1).map(|option| options[option].value));
            to(options.get(chosen + 1).map(|option| option.value));
        }
        (Kind::Multiple { options, cap }, Value::Multiple(chosen)) => {
            for (option, item) in options.iter().enumerate().filter(|(_, item)| !item.none) {
                let kept = chosen.iter().copied().filter(|c| *c != option && !options[*c].none);
                let added = if chosen.contains(&option) { 0.0 } else { item.points };
                to(points(options, kept).map(|points| (points + added).min(*cap) / cap));
            }
        }
        (Kind::Number(number), Value::Number(x)) => {
            let (below, above) = neighbours(number, *x);
            to(below.and_then(|x| interpolate(&number.anchors, x)));
            to(above.and_then(|x| interpolate(&number.anchors, x)));
        }
        (Kind::YesNo, Value::YesNo(yes)) => to(Some(if *yes { 0.0 } else { 1.0 })),
        _ => {}
    }
    if question.reversed { Steps { up: steps.down, down: steps.up } } else { steps }
}

/// Returns the nearest anchors below and above a number, kept within what is accepted. Outside the anchors nothing
/// moves until the outermost is passed, so there the number counts as the outermost anchor.
fn neighbours(number: &Number, x: f64) -> (Option<f64>, Option<f64>) {
    let (Some(first), Some(last)) = (number.anchors.first(), number.anchors.last()) else {
        return (None, None);
    };
    let x = x.clamp(first.0, last.0);
    let below = number.anchors.iter().rev().map(|(at, _)| *at).find(|at| *at < x);
    let above = number.anchors.iter().map(|(at, _)| *at).find(|at| *at > x);
    let lowest = number.minimum.unwrap_or(f64::NEG_INFINITY);
    let highest = number.maximum.unwrap_or(f64::INFINITY);
    (below.map(|at| at.max(lowest)), above.map(|at| at.min(highest)))
}
