use super::{Explainer, Line, Step, Topic};
use crate::report::model::{Coding, Question, QuestionState};
use crate::report::number::exact;

impl Explainer<'_> {
    pub(super) fn question(&self, question: &Question) -> Line {
        let (low, high) = bounds(question);
        Line {
            topic: self.topic(&Topic::Question(question.id.clone())),
            title: question.text.clone(),
            weight: question.weight,
            value: question.value,
            low,
            high,
            says: says(question),
            steps: steps(question),
            parts: Vec::new(),
        }
    }
}

/// What an answer leaves possible: a missing one anything, and nothing where the question does not count.
pub(super) fn bounds(question: &Question) -> (Option<f64>, Option<f64>) {
    match question.state {
        QuestionState::Answered => (question.value, question.value),
        QuestionState::Invalid | QuestionState::Unknown | QuestionState::Unanswered
            if question.weight.is_some() =>
        {
            (Some(0.0), Some(1.0))
        }
        _ => (None, None),
    }
}

fn says(question: &Question) -> String {
    let missing = |why: &str| match question.weight {
        Some(_) => format!("{why}: anything from 0 to 1"),
        None => why.to_owned(),
    };
    match (question.state, question.value) {
        (QuestionState::Answered, Some(value)) => exact(value),
        (QuestionState::Answered, None) => "not scored".to_owned(),
        (QuestionState::Invalid, _) => missing("the answer contradicts itself"),
        (QuestionState::Unknown, _) => missing("don't know"),
        (QuestionState::Unanswered, _) => missing("not answered"),
        (QuestionState::NotApplicable, _) => "does not apply, and leaves the mean".to_owned(),
        (QuestionState::NotShown, _) => "not asked: its condition does not hold".to_owned(),
        (QuestionState::NotInForm, _) => "not asked: the form does not hold it".to_owned(),
    }
}

fn steps(question: &Question) -> Vec<Step> {
    let Some(value) = question.value else { return Vec::new() };
    let worth = if question.reversed { 1.0 - value } else { value };
    let answer = question.answer_text.as_deref().unwrap_or_default();
    let mut steps = vec![match &question.coding {
        // A report of an earlier version says no more than this.
        None => Step::new("answer", answer).value(value),
        Some(coding) => Step::new("answer", formula(coding)).value(worth).note(answer),
    }];
    if question.reversed && question.coding.is_some() {
        steps.push(Step::new("reversed", format!("1 - {}", exact(worth))).value(value));
    }
    steps
}

fn formula(coding: &Coding) -> String {
    match coding {
        Coding::Option { place, of, .. } => format!("option {place} of {of}"),
        Coding::Points { points, cap } => {
            format!("min({}, {}) / {}", exact(*points), exact(*cap), exact(*cap))
        }
        Coding::Line { number, anchors } => match anchors.as_slice() {
            [(x0, v0), (x1, v1)] => format!(
                "{v0} + ({v1} - {v0}) × ({} - {x0}) / ({x1} - {x0})",
                exact(*number),
                v0 = exact(*v0),
                v1 = exact(*v1),
                x0 = exact(*x0),
                x1 = exact(*x1),
            ),
            _ => format!("{}, at or beyond the outermost anchor", exact(*number)),
        },
        Coding::YesNo { yes } => if *yes { "yes" } else { "no" }.to_owned(),
    }
}
