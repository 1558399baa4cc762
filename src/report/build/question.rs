use super::{Context, is_scored};
use crate::answers::{Confidence, Entry, Response};
use crate::questionnaire::{Kind, QuestionIx, Value};
use crate::report::model::{Answer, Coding, Question, QuestionState};
use crate::scoring::{self, QuestionOutcome};

impl Context<'_> {
    pub(super) fn question(&self, ix: QuestionIx) -> Question {
        let question = &self.questionnaire[ix];
        let outcome = self.assessment.questions[ix.0];
        let entry = self.sheet.get(ix);
        let response = entry.and_then(|entry: &Entry| entry.response.as_ref());
        let answer = match response {
            Some(Response::Answered(value)) => Some(value),
            _ => None,
        };
        Question {
            id: question.id.clone(),
            text: question.text.clone(),
            state: state(outcome),
            answer: answer.map(|value| as_written(&question.kind, value)),
            answer_text: answer.map(|value| in_words(&question.kind, value)),
            value: match outcome {
                QuestionOutcome::Answered(value) => value,
                _ => None,
            },
            coding: match outcome {
                QuestionOutcome::Answered(Some(_)) => {
                    answer.and_then(|value| scoring::basis(&question.kind, value)).map(coding)
                }
                _ => None,
            },
            reversed: question.reversed,
            weight: is_scored(question).then_some(question.weight),
            reason: match response {
                Some(Response::NotApplicable { reason }) => reason.clone(),
                _ => None,
            },
            note: entry.and_then(|entry| entry.note.clone()),
            evidence: entry.map(|entry| entry.evidence.clone()).unwrap_or_default(),
            confidence: entry.and_then(|entry| entry.confidence).map(|confidence| {
                match confidence {
                    Confidence::High => "high",
                    Confidence::Medium => "medium",
                    Confidence::Low => "low",
                }
                .to_owned()
            }),
        }
    }
}

pub(super) fn state(outcome: QuestionOutcome) -> QuestionState {
    match outcome {
        QuestionOutcome::Answered(_) => QuestionState::Answered,
        QuestionOutcome::Invalid => QuestionState::Invalid,
        QuestionOutcome::Unknown => QuestionState::Unknown,
        QuestionOutcome::Unanswered => QuestionState::Unanswered,
        QuestionOutcome::NotApplicable => QuestionState::NotApplicable,
        QuestionOutcome::NotShown => QuestionState::NotShown,
        QuestionOutcome::NotInForm => QuestionState::NotInForm,
    }
}

fn coding(basis: scoring::Basis) -> Coding {
    match basis {
        scoring::Basis::Option { place, of, value } => Coding::Option { place, of, value },
        scoring::Basis::Points { points, cap } => Coding::Points { points, cap },
        scoring::Basis::Line { number, from, to } => {
            Coding::Line { number, anchors: std::iter::once(from).chain(to).collect() }
        }
        scoring::Basis::YesNo(yes) => Coding::YesNo { yes },
    }
}

/// The answer as an answer file has it.
pub(super) fn as_written(kind: &Kind, value: &Value) -> Answer {
    match (kind, value) {
        (Kind::Choice(options), Value::Choice(chosen)) => Answer::Text(options[*chosen].id.clone()),
        (Kind::Multiple { options, .. }, Value::Multiple(chosen)) => {
            Answer::Several(chosen.iter().map(|option| options[*option].id.clone()).collect())
        }
        (_, Value::Number(number)) => Answer::Number(*number),
        (_, Value::YesNo(answer)) => Answer::Text(if *answer { "yes" } else { "no" }.to_owned()),
        (_, Value::Text(text)) => Answer::Text(text.clone()),
        // A judged answer fits its question's kind; an index alone still says what was chosen.
        (_, Value::Choice(chosen)) => Answer::Number((chosen + 1) as f64),
        (_, Value::Multiple(chosen)) => {
            Answer::Several(chosen.iter().map(|option| (option + 1).to_string()).collect())
        }
    }
}

/// The answer as a person reads it.
pub(super) fn in_words(kind: &Kind, value: &Value) -> String {
    match (kind, value) {
        (Kind::Choice(options), Value::Choice(chosen)) => options[*chosen].text.clone(),
        (Kind::Multiple { options, .. }, Value::Multiple(chosen)) => {
            let last = chosen.len().saturating_sub(1);
            let texts = chosen.iter().enumerate().map(|(index, option)| {
                let text = options[*option].text.as_str();
                if index == last { text } else { text.strip_suffix('.').unwrap_or(text) }
            });
            texts.collect::<Vec<_>>().join("; ")
        }
        (Kind::Number(number), Value::Number(answer)) => match &number.unit {
            Some(unit) => format!("{answer} {unit}"),
            None => answer.to_string(),
        },
        (_, Value::YesNo(answer)) => if *answer { "Yes" } else { "No" }.to_owned(),
        (_, Value::Text(text)) => text.clone(),
        (_, Value::Number(answer)) => answer.to_string(),
        (_, Value::Choice(chosen)) => (chosen + 1).to_string(),
        (_, Value::Multiple(chosen)) => {
            chosen.iter().map(|option| (option + 1).to_string()).collect::<Vec<_>>().join("; ")
        }
    }
}
