//! Samples: a few answers that stand for all, as far as some conditions can tell them apart.

use super::super::condition::{Condition, Operand, Value};
use super::super::draft::{Alternative, KindWord, Question};
use super::super::merged::Draft;
use super::super::model::QuestionIx;
use super::super::reader::At;
use super::ids::Names;

/// How many options of one question may be combined.
const COMBINED: usize = 10;

/// Returns answers such that each possible answer is, for these conditions, like one of them; `None` if they are too many,
/// or the question could not be read.
pub fn samples<'a>(
    draft: &Draft<'a>,
    names: &Names<'a>,
    question: QuestionIx,
    conditions: &[&Condition],
) -> Option<Vec<Value>> {
    let drafted = &draft.questions[question.0].value;
    Some(match drafted.kind?.value {
        KindWord::Choice => {
            let options = draft.alternatives(drafted, names)?.value.len();
            (0..options).map(Value::Choice).collect()
        }
        KindWord::Multiple => {
            let options = &draft.alternatives(drafted, names)?.value;
            return combinations(options, &operands(question, conditions));
        }
        KindWord::Number => numbers(drafted, &operands(question, conditions)),
        KindWord::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        KindWord::Text => vec![Value::Text(String::new())],
    })
}

/// Every combination of the options that conditions name, one without any of them, and "none of these".
fn combinations(options: &[At<'_, Alternative<'_>>], compared: &[Operand]) -> Option<Vec<Value>> {
    let is_none = |index: &usize| options[*index].value.none.is_some_and(|none| none.value);
    let (alone, together): (Vec<usize>, Vec<usize>) = (0..options.len()).partition(is_none);
    let is_compared = |index: &usize| compared.contains(&Operand::Option(*index));
    let (compared, others): (Vec<usize>, Vec<usize>) = together.into_iter().partition(is_compared);
    if compared.len() > COMBINED {
        return None;
    }
    let subset = |bits: usize| -> Vec<usize> {
        let chosen = compared.iter().enumerate().filter(|(place, _)| bits & (1 << place) != 0);
        chosen.map(|(_, option)| *option).collect()
    };
    // An empty list is an answer only where no option means "none of these".
    let first = usize::from(!alone.is_empty());
    let mut answers: Vec<Value> = (first..1 << compared.len()).map(subset).map(Value::Multiple).collect();
    answers.extend(others.first().map(|other| Value::Multiple(vec![*other])));
    answers.extend(alone.into_iter().map(|none| Value::Multiple(vec![none])));
    Some(answers)
}

/// The numbers that conditions name and the limits, one between each two of them, and one on either side.
fn numbers(question: &Question<'_>, compared: &[Operand]) -> Vec<Value> {
    let low = question.minimum.map_or(f64::NEG_INFINITY, |minimum| minimum.value);
    let high = question.maximum.map_or(f64::INFINITY, |maximum| maximum.value);
    let mut marks: Vec<f64> = [low, high].into_iter().filter(|limit| limit.is_finite()).collect();
    marks.extend(compared.iter().filter_map(|operand| match operand {
        Operand::Number(number) => Some(*number),
        _ => None,
    }));
    marks.sort_by(f64::total_cmp);
    let between = marks.windows(2).map(|pair| f64::midpoint(pair[0], pair[1]));
    let ends = [marks.first().map_or(0.0, |least| least - 1.0), marks.last().map_or(0.0, |most| most + 1.0)];
    let all: Vec<f64> = marks.iter().copied().chain(between).chain(ends).collect();
    all.into_iter().filter(|number| (low..=high).contains(number)).map(Value::Number).collect()
}

/// Returns what the conditions compare the question with.
fn operands(question: QuestionIx, conditions: &[&Condition]) -> Vec<Operand> {
    let mut found = Vec::new();
    let mut open: Vec<&Condition> = conditions.to_vec();
    while let Some(condition) = open.pop() {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => open.extend(parts),
            Condition::Not(part) => open.push(part),
            Condition::Compare(of, _, operand) if *of == question => found.push(*operand),
            Condition::In(of, operands) if *of == question => found.extend(operands),
            Condition::Compare(..) | Condition::In(..) | Condition::Answered(_) => {}
        }
    }
    found
}
