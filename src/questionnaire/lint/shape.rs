//! How questions, traits, poles and contradictions hang together.

use super::{Case, Check, Found, diags};
use crate::questionnaire::model::{FULL, FormIx, Kind, PoleIx};

/// With fewer choice questions than this, a share of reversed ones says nothing.
const FEW: usize = 4;
/// The share of reversed choice questions on a pole that keeps whoever ticks by position out of the extremes.
const BALANCED: std::ops::RangeInclusive<f64> = 0.25..=0.75;

/// Looks at traits, poles and contradictions.
pub fn look<'l, 'a>(case: &Case<'l, 'a>, found: &mut Vec<Found<'l, 'a>>) {
    let Case { draft, questionnaire } = case;
    for (of, written) in questionnaire.traits().iter().zip(&draft.traits) {
        if let ([_], Some(id)) = (of.questions.as_slice(), written.value.id) {
            let finding = diags::single_question(id);
            found.push(Found { check: Check::SingleQuestion, accept: &written.value.accept, finding });
        }
    }
    for (pole, written) in questionnaire.pole_indices().zip(&draft.poles) {
        let Some(id) = written.value.id else { continue };
        for form in (0..questionnaire.forms().len()).map(FormIx) {
            let (reversed, all) = keys(case, pole, form);
            if all >= FEW && !BALANCED.contains(&(reversed as f64 / all as f64)) {
                let form = &questionnaire[form].id;
                let form = (form != FULL).then_some(form.as_str());
                let finding = diags::unbalanced_keys(id, form, reversed, all);
                found.push(Found { check: Check::UnbalancedKeys, accept: &written.value.accept, finding });
            }
        }
    }
    for (contradiction, written) in questionnaire.contradictions().iter().zip(&draft.contradictions) {
        if let ([question], Some(when)) = (contradiction.questions.as_slice(), written.value.when) {
            let finding = diags::lone_contradiction(when.place, &questionnaire[*question].id);
            found.push(Found { check: Check::LoneContradiction, accept: &written.value.accept, finding });
        }
    }
}

/// Counts the reversed choice questions of a form that count for a pole, and all of them.
fn keys(case: &Case<'_, '_>, pole: PoleIx, form: FormIx) -> (usize, usize) {
    let questionnaire = case.questionnaire;
    let (mut reversed, mut all) = (0, 0);
    for index in questionnaire.question_indices().filter(|index| questionnaire.in_form(*index, form)) {
        let question = &questionnaire[index];
        let counts = question.of.is_some_and(|of| questionnaire[of].weight_on(pole) > 0.0);
        if counts && matches!(question.kind, Kind::Choice(_)) {
            all += 1;
            reversed += usize::from(question.reversed);
        }
    }
    (reversed, all)
}
