//! Warnings that the author has accepted.

use super::{Found, diags};
use crate::diagnostic::Sink;
use crate::questionnaire::draft::Acceptance;
use crate::questionnaire::merged::Draft;
use crate::questionnaire::reader::At;

/// Passes on the findings that are not accepted, and reports acceptances that accept nothing.
///
/// A finding is accepted in the table it is about, or for the whole questionnaire in `[questionnaire]`.
pub fn sift(draft: &Draft<'_>, found: Vec<Found<'_, '_>>, sink: &mut Sink) {
    let mut used: Vec<&At<'_, Acceptance<'_>>> = Vec::new();
    for Found { check, accept, finding } in found {
        let own = accept.iter().flat_map(|list| &list.value);
        let general =
            draft.headers.iter().flat_map(|header| &header.value.accept).flat_map(|list| &list.value);
        let mut accepting =
            own.chain(general).filter(|acceptance| acceptance.value.check.is_some_and(|c| c.value == check));
        match accepting.next() {
            Some(acceptance) => used.push(acceptance),
            None => sink.push(finding),
        }
    }
    for acceptance in all(draft) {
        if let Some(check) = acceptance.value.check
            && !used.iter().any(|other| std::ptr::eq(*other, acceptance))
        {
            sink.push(diags::unused_acceptance(check.place, check.value));
        }
    }
}

/// Iterates over the acceptances of all tables.
fn all<'d, 'a>(draft: &'d Draft<'a>) -> impl Iterator<Item = &'d At<'a, Acceptance<'a>>> {
    let headers = draft.headers.iter().map(|table| &table.value.accept);
    let poles = draft.poles.iter().map(|table| &table.value.accept);
    let scales = draft.scales.iter().map(|(_, table)| &table.value.accept);
    let traits = draft.traits.iter().map(|table| &table.value.accept);
    let questions = draft.questions.iter().map(|table| &table.value.accept);
    let recommendations = draft.recommendations.iter().map(|table| &table.value.accept);
    let contradictions = draft.contradictions.iter().map(|table| &table.value.accept);
    headers
        .chain(poles)
        .chain(scales)
        .chain(traits)
        .chain(questions)
        .chain(recommendations)
        .chain(contradictions)
        .flatten()
        .flat_map(|list| &list.value)
}
