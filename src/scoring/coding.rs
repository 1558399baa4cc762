//! From an answer to what it is worth.

use super::assessment::QuestionOutcome;
use super::sum::Sum;
use crate::answers::{AnswerSheet, Response, contradicts_itself};
use crate::questionnaire::{Item, Kind, Number, Question, QuestionIx, Questionnaire, Truth, Value};

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
        Some(Response::Answered(_)) if !question.is_scored() => QuestionOutcome::Answered(None),
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
    basis(kind, value).map(Basis::worth)
}

/// What an answer's worth is reckoned from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Basis {
    /// The chosen option has its worth.
    Option {
        /// The option's place among all, from 1.
        place: usize,
        /// How many options there are.
        of: usize,
        /// What the option is worth, 0..=1.
        value: f64,
    },
    /// The chosen items bring points: min(1, points / cap).
    Points {
        /// Their points, 0 or more.
        points: f64,
        /// The points that make a worth of 1, above 0.
        cap: f64,
    },
    /// The number lies on the line between two anchors; without the second it has the worth of the first.
    Line {
        /// The number.
        number: f64,
        /// The anchor at or below the number, or the outermost one, as number and worth.
        from: (f64, f64),
        /// The next anchor, if the number lies between two.
        to: Option<(f64, f64)>,
    },
    /// Yes is worth 1, no is worth 0.
    YesNo(bool),
}

impl Basis {
    /// Returns what the answer is worth, 0..=1.
    #[must_use]
    pub fn worth(self) -> f64 {
        match self {
            Self::Points { points, cap } => points.min(cap) / cap,
            Self::Option { value, .. } | Self::Line { from: (_, value), to: None, .. } => value,
            Self::Line { number, from: (x0, v0), to: Some((x1, v1)) } => {
                v0 + (v1 - v0) * ((number - x0) / (x1 - x0))
            }
            Self::YesNo(yes) => f64::from(u8::from(yes)),
        }
    }
}

/// Returns what an answer's worth is reckoned from; `None` for an answer that is not scored or does not fit.
#[must_use]
pub fn basis(kind: &Kind, value: &Value) -> Option<Basis> {
    match (kind, value) {
        (Kind::Choice(options), Value::Choice(chosen)) => {
            Some(Basis::Option { place: chosen + 1, of: options.len(), value: options.get(*chosen)?.value })
        }
        (Kind::Multiple { options, cap }, Value::Multiple(chosen)) => {
            Some(Basis::Points { points: points(options, chosen.iter().copied())?, cap: *cap })
        }
        (Kind::Number(number), Value::Number(x)) => line(&number.anchors, *x),
        (Kind::YesNo, Value::YesNo(yes)) => Some(Basis::YesNo(*yes)),
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

/// Returns the line between the anchors on which a number lies, constant outside them; `None` without anchors.
fn line(anchors: &[(f64, f64)], number: f64) -> Option<Basis> {
    let after = anchors.partition_point(|(at, _)| *at <= number);
    let (before, after) = (after.checked_sub(1).map(|i| anchors[i]), anchors.get(after).copied());
    match (before, after) {
        (Some(from), to) => Some(Basis::Line { number, from, to }),
        (None, Some(from)) => Some(Basis::Line { number, from, to: None }),
        (None, None) => None,
    }
}

/// Returns the value at `x` on the lines between the anchors.
fn interpolate(anchors: &[(f64, f64)], x: f64) -> Option<f64> {
    line(anchors, x).map(Basis::worth)
}

/// How far one step can move the value of an answer, after reversing; both 0 or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Steps {
    /// The most that one step adds.
    pub(super) up: f64,
    /// The most that one step takes away.
    pub(super) down: f64,
}

/// Another answer, one step away.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Move {
    /// To an option.
    Option(usize),
    /// This item more or less.
    Item(usize),
    /// To a number.
    Number(f64),
    /// To the other of yes and no.
    YesNo(bool),
}

impl Move {
    /// Returns the answer that the move leads to.
    fn from(self, question: &Question, value: &Value) -> Value {
        match (self, value, &question.kind) {
            (Self::Item(item), Value::Multiple(chosen), Kind::Multiple { options, .. }) => {
                let mut items: Vec<usize> = kept(options, chosen, item).collect();
                if !chosen.contains(&item) {
                    items.insert(items.partition_point(|kept| *kept < item), item);
                }
                Value::Multiple(items)
            }
            (Self::Option(option) | Self::Item(option), ..) => Value::Choice(option),
            (Self::Number(x), ..) => Value::Number(x),
            (Self::YesNo(yes), ..) => Value::YesNo(yes),
        }
    }
}

/// Returns the chosen items that stay when one more is added or dropped: all others, but for "none of these".
fn kept<'a>(options: &'a [Item], chosen: &'a [usize], item: usize) -> impl Iterator<Item = usize> + 'a {
    chosen.iter().copied().filter(move |kept| *kept != item && !options[*kept].none)
}

/// Shows `to` every answer that is one step away, with what it is worth before reversing: the neighbouring option, the
/// neighbouring anchor, the other of yes and no, or one item more or less.
fn each_move(question: &Question, value: &Value, mut to: impl FnMut(Move, f64)) {
    let mut to = |way: Move, worth: Option<f64>| {
        if let Some(worth) = worth {
            to(way, worth);
        }
    };
    match (&question.kind, value) {
        (Kind::Choice(options), Value::Choice(chosen)) => {
            for option in [chosen.checked_sub(1), chosen.checked_add(1)].into_iter().flatten() {
                to(Move::Option(option), options.get(option).map(|option| option.value));
            }
        }
        (Kind::Multiple { options, cap }, Value::Multiple(chosen)) => {
            for (item, option) in options.iter().enumerate().filter(|(_, option)| !option.none) {
                let added = if chosen.contains(&item) { 0.0 } else { option.points };
                let points = points(options, kept(options, chosen, item));
                to(Move::Item(item), points.map(|points| (points + added).min(*cap) / cap));
            }
        }
        (Kind::Number(number), Value::Number(x)) => {
            let (below, above) = neighbours(number, *x);
            for x in [below, above].into_iter().flatten() {
                to(Move::Number(x), interpolate(&number.anchors, x));
            }
        }
        (Kind::YesNo, Value::YesNo(yes)) => to(Move::YesNo(!yes), Some(if *yes { 0.0 } else { 1.0 })),
        _ => {}
    }
}

/// Returns how far one step from an answer can move its value.
pub(super) fn steps(question: &Question, value: &Value) -> Steps {
    let mut steps = Steps { up: 0.0, down: 0.0 };
    let Some(now) = worth(&question.kind, value) else { return steps };
    each_move(question, value, |_, worth| {
        steps.up = steps.up.max(worth - now);
        steps.down = steps.down.max(now - worth);
    });
    if question.reversed { Steps { up: steps.down, down: steps.up } } else { steps }
}

/// Returns the answer one step away that raises the value most, or lowers it most, with its value after reversing; of
/// equal ones the first. `None` if no step does.
pub(super) fn moved(question: &Question, value: &Value, raised: bool) -> Option<(Value, f64)> {
    let now = worth(&question.kind, value)?;
    let mut best: Option<(f64, Move, f64)> = None;
    each_move(question, value, |way, worth| {
        let by = if raised == question.reversed { now - worth } else { worth - now };
        if by > best.map_or(0.0, |(most, ..)| most) {
            best = Some((by, way, worth));
        }
    });
    best.map(|(_, way, worth)| (way.from(question, value), turn(question, worth)))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Choice;

    fn question(kind: Kind, reversed: bool) -> Question {
        Question {
            id: String::new(),
            text: String::new(),
            help: None,
            of: None,
            kind,
            weight: 1.0,
            forms: Vec::new(),
            reversed,
            when: None,
            tags: Vec::new(),
        }
    }

    fn choice(values: &[f64], reversed: bool) -> Question {
        let option = |value: &f64| Choice { id: String::new(), text: String::new(), value: *value };
        question(Kind::Choice(values.iter().map(option).collect()), reversed)
    }

    fn multiple() -> Question {
        let item = |points: f64, none| Item { id: String::new(), text: String::new(), points, none };
        let options = vec![item(1.0, false), item(2.0, false), item(3.0, false), item(0.0, true)];
        question(Kind::Multiple { options, cap: 4.0 }, false)
    }

    fn number(minimum: Option<f64>, maximum: Option<f64>) -> Question {
        let anchors = vec![(0.0, 1.0), (7.0, 0.75), (30.0, 0.5), (365.0, 0.0)];
        question(Kind::Number(Number { unit: None, minimum, maximum, anchors }), false)
    }

    #[track_caller]
    fn worths(question: &Question, cases: &[(Value, f64)]) {
        for (value, expected) in cases {
            let found = worth(&question.kind, value).expect("the answer fits");
            assert!((found - expected).abs() < 1e-12, "{value:?} is worth {found} and not {expected}");
        }
    }

    #[track_caller]
    fn steps_of(question: &Question, cases: &[(Value, f64, f64)]) {
        for (value, up, down) in cases {
            let found = steps(question, value);
            let close = (found.up - up).abs() < 1e-12 && (found.down - down).abs() < 1e-12;
            assert!(close, "{value:?} has {found:?} and not {up} up and {down} down");
        }
    }

    #[test]
    fn several_options_are_worth_their_points_up_to_the_cap() {
        let several = |chosen: &[usize]| Value::Multiple(chosen.to_vec());
        worths(
            &multiple(),
            &[
                (several(&[]), 0.0),
                (several(&[0]), 0.25),
                (several(&[0, 1]), 0.75),
                (several(&[0, 1, 2]), 1.0),
                (several(&[3]), 0.0),
            ],
        );
    }

    #[test]
    fn a_number_lies_on_the_lines_between_the_anchors() {
        let at = [(-1.0, 1.0), (0.0, 1.0), (3.5, 0.875), (7.0, 0.75), (30.0, 0.5), (197.5, 0.25), (1e9, 0.0)];
        worths(&number(None, None), &at.map(|(x, worth)| (Value::Number(x), worth)));
    }

    #[test]
    fn an_answer_of_another_kind_is_worth_nothing_known() {
        assert_eq!(worth(&Kind::YesNo, &Value::Number(1.0)), None);
        assert_eq!(worth(&choice(&[0.0, 1.0], false).kind, &Value::Choice(2)), None);
    }

    #[test]
    fn a_step_leads_to_the_neighbouring_option() {
        let values = [0.0, 0.35, 0.7, 1.0];
        let cases = |turned: bool| {
            [(0, 0.35, 0.0), (1, 0.35, 0.35), (2, 0.3, 0.35), (3, 0.0, 0.3)].map(|(option, up, down)| {
                let (up, down) = if turned { (down, up) } else { (up, down) };
                (Value::Choice(option), up, down)
            })
        };
        steps_of(&choice(&values, false), &cases(false));
        steps_of(&choice(&values, true), &cases(true));
    }

    #[test]
    fn a_step_adds_or_drops_one_item() {
        let several = |chosen: &[usize]| Value::Multiple(chosen.to_vec());
        steps_of(
            &multiple(),
            &[
                (several(&[0]), 0.75, 0.25),
                (several(&[1, 2]), 0.0, 0.5),
                (several(&[0, 2]), 0.0, 0.75),
                (several(&[3]), 0.75, 0.0),
            ],
        );
    }

    #[test]
    fn a_step_leads_to_the_next_anchor() {
        let cases = [(0.0, 0.0, 0.25), (3.5, 0.125, 0.125), (7.0, 0.25, 0.25), (1000.0, 0.5, 0.0)];
        steps_of(&number(None, None), &cases.map(|(x, up, down)| (Value::Number(x), up, down)));
    }

    #[test]
    fn a_step_stays_within_what_is_accepted() {
        let cases = [(3.5, 0.125 - 0.25 / 7.0, 0.125), (30.0, 0.25, 0.25)];
        steps_of(&number(Some(1.0), Some(197.5)), &cases.map(|(x, up, down)| (Value::Number(x), up, down)));
    }

    #[test]
    fn a_step_turns_yes_to_no() {
        let yes_no = question(Kind::YesNo, false);
        steps_of(&yes_no, &[(Value::YesNo(true), 0.0, 1.0), (Value::YesNo(false), 1.0, 0.0)]);
    }
}
