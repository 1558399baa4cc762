//! Which questions are asked of whom.

use super::answer::{code, flag, value};
use super::dialect::number;
use super::step::{Column, Step};
use crate::questionnaire::{Condition, Kind, Operand, QuestionIx, Questionnaire, Relation};

/// Returns the column that holds whether a question is asked: true, false, or `NULL` while that is open.
pub(super) fn shown(question: QuestionIx) -> String {
    format!("s{}", question.0 + 1)
}

/// Returns the condition that a question is certainly not asked, if it has one.
pub(super) fn hidden(questionnaire: &Questionnaire, question: QuestionIx) -> Option<String> {
    questionnaire[question].when.as_ref().map(|_| format!("{} IS FALSE", shown(question)))
}

/// The steps that tell which questions are asked: conditions that rest on others come a step later.
pub(super) fn steps(questionnaire: &Questionnaire, from: &str) -> Vec<Step> {
    let mut depth = vec![0; questionnaire.questions().len()];
    let mut steps: Vec<Step> = Vec::new();
    for ix in questionnaire.question_indices() {
        let Some(when) = &questionnaire[ix].when else { continue };
        let below = when.questions().into_iter().map(|earlier| depth[earlier.0]).max().unwrap_or_default();
        depth[ix.0] = below + 1;
        if steps.len() == below {
            let from = steps.last().map_or(from.to_owned(), |step| step.name.clone());
            steps.push(Step {
                name: format!("asked_{}", below + 1),
                purpose: "Which questions are asked, as far as that is known",
                columns: vec![Column::new("*", "*")],
                from,
                group_by: None,
            });
        }
        let holds = expression(questionnaire, when);
        steps[below].columns.push(Column::new(shown(ix), holds).remark(&questionnaire[ix].id));
    }
    steps
}

fn expression(questionnaire: &Questionnaire, condition: &Condition) -> String {
    let all = |parts: &[Condition], word: &str| {
        let parts: Vec<String> = parts.iter().map(|part| expression(questionnaire, part)).collect();
        format!("({})", parts.join(word))
    };
    match condition {
        Condition::All(parts) => all(parts, " AND "),
        Condition::Any(parts) => all(parts, " OR "),
        Condition::Not(part) => format!("(NOT {})", expression(questionnaire, part)),
        Condition::Answered(question) => fact(questionnaire, *question, "TRUE"),
        Condition::Compare(question, relation, operand) => {
            fact(questionnaire, *question, &comparison(questionnaire, *question, *relation, *operand))
        }
        Condition::In(question, operands) => {
            let equal = |operand: &Operand| comparison(questionnaire, *question, Relation::Equal, *operand);
            let any: Vec<String> = operands.iter().map(equal).collect();
            fact(questionnaire, *question, &any.join(" OR "))
        }
    }
}

/// What holds of an answer; of what does not apply or is not asked nothing is true, of what may still come nothing is
/// known.
fn fact(questionnaire: &Questionnaire, question: QuestionIx, holds: &str) -> String {
    let code = code(question);
    let absent = hidden(questionnaire, question).map_or(String::new(), |hidden| format!("{hidden} OR "));
    format!("CASE WHEN {absent}{code} = 0 THEN FALSE WHEN {code} >= 1 THEN {holds} END")
}

fn comparison(
    questionnaire: &Questionnaire,
    question: QuestionIx,
    relation: Relation,
    operand: Operand,
) -> String {
    let sign = match relation {
        Relation::Equal => "=",
        Relation::NotEqual => "<>",
        Relation::Less => "<",
        Relation::LessOrEqual => "<=",
        Relation::Greater => ">",
        Relation::GreaterOrEqual => ">=",
    };
    match (operand, &questionnaire[question].kind, relation) {
        (Operand::Option(option), Kind::Multiple { .. }, Relation::Equal) => {
            format!("{} = 1", flag(question, option))
        }
        (Operand::Option(option), Kind::Multiple { .. }, Relation::NotEqual) => {
            format!("{} = 0", flag(question, option))
        }
        (Operand::Option(option), Kind::Choice(_), _) => format!("{} {sign} {}", code(question), option + 1),
        (Operand::YesNo(yes), Kind::YesNo, _) => {
            format!("{} {sign} {}", code(question), if yes { 2 } else { 1 })
        }
        (Operand::Number(given), Kind::Number(_), _) => {
            format!("{} {sign} {}", value(question), number(given))
        }
        // An answer of one kind is in no relation to an operand of another.
        _ => "FALSE".to_owned(),
    }
}
