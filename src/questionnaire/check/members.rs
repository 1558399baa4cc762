//! Members: nothing is empty, and nothing is declared without being used.

use std::collections::HashSet;

use super::super::diags;
use super::super::draft::KindWord;
use super::super::merged::Draft;
use super::super::model::FULL;
use super::super::reader::{At, Either, Id};
use crate::diagnostic::Sink;

pub fn check(draft: &Draft<'_>, sink: &mut Sink) {
    let dimensions = draft.traits.iter().filter_map(|of| of.value.dimension);
    filled("dimension", "trait", draft.dimensions.iter().map(|item| item.value.id), dimensions, sink);

    let measured = draft
        .questions
        .iter()
        .filter(|question| question.value.kind.is_none_or(|kind| kind.value != KindWord::Text))
        .filter_map(|question| question.value.of);
    filled("trait", "scored question", draft.traits.iter().map(|item| item.value.id), measured, sink);

    let poles =
        draft.traits.iter().filter_map(|of| of.value.poles.as_ref()).flat_map(|poles| match &poles.value {
            Either::Plain(ids) => ids.clone(),
            Either::Table(map) => map.0.iter().map(|(id, _)| *id).collect(),
        });
    filled("pole", "trait", draft.poles.iter().map(|item| item.value.id), poles, sink);

    let forms = draft.questions.iter().filter_map(|question| question.value.forms.as_ref());
    let forms = forms.flat_map(|forms| forms.value.iter().copied());
    let declared = draft.forms.iter().map(|item| item.value.id);
    filled("form", "question", declared.filter(|id| id.is_none_or(|id| id.value.0 != FULL)), forms, sink);

    let used: HashSet<Id<'_>> =
        draft.questions.iter().filter_map(|question| question.value.scale).map(|id| id.value).collect();
    for (id, _) in draft.scales.iter().filter(|(id, _)| !used.contains(&id.value)) {
        sink.push(diags::unused_scale(*id));
    }
    for of in &draft.traits {
        if let Some(poles) = &of.value.poles
            && match &poles.value {
                Either::Plain(ids) => ids.is_empty(),
                Either::Table(map) => map.0.is_empty(),
            }
        {
            sink.push(diags::no_poles(poles.place));
        }
    }
}

/// Reports each of the declared ids that nothing names.
fn filled<'a>(
    what: &str,
    member: &str,
    declared: impl Iterator<Item = Option<At<'a, Id<'a>>>>,
    named: impl Iterator<Item = At<'a, Id<'a>>>,
    sink: &mut Sink,
) {
    let named: HashSet<Id<'_>> = named.map(|id| id.value).collect();
    for id in declared.flatten().filter(|id| !named.contains(&id.value)) {
        sink.push(diags::empty(id, what, member));
    }
}
