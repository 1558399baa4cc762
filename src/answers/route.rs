//! Which questions are asked of whom.

use super::sheet::{AnswerSheet, Entry, Response};
use crate::questionnaire::{Fact, Kind, QuestionIx, Questionnaire, Reading, Truth, Value};

/// Returns for each question whether its `when` holds, given the answers; a question without one is asked.
///
/// The questions are walked in the order of the survey, and a condition names earlier ones only. A question whose
/// condition does not hold counts as absent for all conditions that name it, even if the sheet keeps an answer to it.
/// [`Truth::Open`] means that it rests on an answer that is missing.
#[must_use]
pub fn route(questionnaire: &Questionnaire, sheet: &AnswerSheet, reading: Reading) -> Vec<Truth> {
    let mut shown: Vec<Truth> = Vec::with_capacity(questionnaire.questions().len());
    for question in questionnaire.questions() {
        let truth = question.when.as_ref().map_or(Truth::True, |when| {
            when.evaluate(reading, &|earlier| fact(questionnaire, sheet, &shown, earlier))
        });
        shown.push(truth);
    }
    shown
}

/// Returns what a condition can know of a question, where `shown` is what [`route`] returned (up to that question).
#[must_use]
pub fn fact<'a>(
    questionnaire: &Questionnaire,
    sheet: &'a AnswerSheet,
    shown: &[Truth],
    question: QuestionIx,
) -> Fact<'a> {
    if shown[question.0] == Truth::False {
        return Fact::Absent;
    }
    match sheet.get(question).and_then(|entry: &Entry| entry.response.as_ref()) {
        Some(Response::Answered(value)) if !contradicts_itself(&questionnaire[question].kind, value) => {
            if shown[question.0] == Truth::Open {
                Fact::Doubtful(value)
            } else {
                Fact::Answered(value)
            }
        }
        Some(Response::NotApplicable { .. }) => Fact::Absent,
        Some(Response::Unknown | Response::Answered(_)) | None => Fact::Open,
    }
}

/// Why an answer does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Discount {
    /// The question is not asked after the other answers.
    NotAsked,
    /// "None of these" stands among others: it takes itself back.
    TakenBack,
}

/// Returns the questions whose answers do not count as it stands, in the order of the survey, and why.
#[must_use]
pub fn discounted(questionnaire: &Questionnaire, sheet: &AnswerSheet) -> Vec<(QuestionIx, Discount)> {
    let shown = route(questionnaire, sheet, Reading::AsItStands);
    let discount = |(question, entry): (QuestionIx, &Entry)| match &entry.response {
        Some(Response::Answered(_)) if shown[question.0] == Truth::False => {
            Some((question, Discount::NotAsked))
        }
        Some(Response::Answered(value)) if contradicts_itself(&questionnaire[question].kind, value) => {
            Some((question, Discount::TakenBack))
        }
        _ => None,
    };
    sheet.entries().filter_map(discount).collect()
}

/// Returns whether an answer takes itself back: "none of these" together with one of these. It counts as missing.
#[must_use]
pub fn contradicts_itself(kind: &Kind, value: &Value) -> bool {
    match (kind, value) {
        (Kind::Multiple { options, .. }, Value::Multiple(chosen)) => {
            chosen.len() > 1 && chosen.iter().any(|option| options[*option].none)
        }
        _ => false,
    }
}
