//! Answers that are tried where what is asked next depends on them.

use crate::answers;
use crate::questionnaire::{Condition, Kind, Operand, QuestionIx, Questionnaire, Value};

/// Returns answers to a question that together tell apart the conditions which name it: each option, yes and no, and the
/// numbers at, below and above each one that a condition names.
pub(super) fn answers(questionnaire: &Questionnaire, question: QuestionIx) -> Vec<Value> {
    match &questionnaire[question].kind {
        Kind::Choice(options) => (0..options.len()).map(Value::Choice).collect(),
        Kind::Multiple { options, .. } => {
            (0..options.len()).map(|option| Value::Multiple(vec![option])).collect()
        }
        Kind::YesNo => vec![Value::YesNo(true), Value::YesNo(false)],
        Kind::Number(_) => numbers(questionnaire, question),
        Kind::Text => vec![Value::Text("text".to_owned())],
    }
}

fn numbers(questionnaire: &Questionnaire, question: QuestionIx) -> Vec<Value> {
    let mut named = Vec::new();
    for when in questionnaire.questions().iter().filter_map(|asked| asked.when.as_ref()) {
        operands(when, question, &mut named);
    }
    named.sort_by(f64::total_cmp);
    named.dedup();
    let mut tried: Vec<f64> = named.iter().flat_map(|number| [number - 1.0, *number, number + 1.0]).collect();
    tried.sort_by(f64::total_cmp);
    tried.dedup();
    let fitting = tried.into_iter().map(Value::Number);
    fitting.filter(|value| answers::fits(&questionnaire[question], value).is_ok()).collect()
}

/// Collects the numbers with which a condition compares the question.
fn operands(condition: &Condition, question: QuestionIx, found: &mut Vec<f64>) {
    let mut add = |operand: &Operand| {
        if let Operand::Number(number) = operand {
            found.push(*number);
        }
    };
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                operands(part, question, found);
            }
        }
        Condition::Not(part) => operands(part, question, found),
        Condition::Compare(of, _, operand) if *of == question => add(operand),
        Condition::In(of, listed) if *of == question => listed.iter().for_each(add),
        Condition::Answered(_) | Condition::Compare(..) | Condition::In(..) => {}
    }
}
