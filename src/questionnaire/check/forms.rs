//! Forms: a question's condition rests on questions of the same form.

use super::super::condition::Condition;
use super::super::diags;
use super::super::merged::Draft;
use super::super::model::{FULL, QuestionIx};
use super::super::reader::Id;
use crate::diagnostic::Sink;

/// Checks the conditions of all questions, given in the order of the questions.
pub fn check(draft: &Draft<'_>, conditions: &[Option<Condition>], sink: &mut Sink) {
    for (question, condition) in draft.questions.iter().zip(conditions) {
        let (Some(condition), Some(when)) = (condition, question.value.when) else { continue };
        for form in question.value.forms.iter().flat_map(|forms| &forms.value) {
            for outside in condition.questions().into_iter().filter(|other| !holds(draft, *other, form.value))
            {
                if let Some(id) = draft.questions[outside.0].value.id {
                    sink.push(diags::outside_form(when.place, form.value.0, id.value.0, id.place));
                }
            }
        }
    }
}

fn holds(draft: &Draft<'_>, question: QuestionIx, form: Id<'_>) -> bool {
    let forms = &draft.questions[question.0].value.forms;
    form.0 == FULL || forms.iter().flat_map(|forms| &forms.value).any(|other| other.value == form)
}
