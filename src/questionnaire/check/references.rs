//! References: every id that is named exists.

use super::super::diags;
use super::super::merged::Draft;
use super::super::model::FULL;
use super::super::reader::{At, Either, Id};
use super::ids::{Ids, Names};
use crate::diagnostic::Sink;

/// Checks all references but those in conditions.
pub fn check<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    for of in &draft.traits {
        reference("dimension", of.value.dimension, &names.dimensions, sink);
        match of.value.poles.as_ref().map(|poles| &poles.value) {
            Some(Either::Plain(ids)) => {
                for id in ids {
                    reference("pole", Some(*id), &names.poles, sink);
                }
                once("pole", ids.iter().copied(), sink);
            }
            Some(Either::Table(map)) => {
                for (id, _) in &map.0 {
                    reference("pole", Some(*id), &names.poles, sink);
                }
            }
            None => {}
        }
    }
    for zone in
        draft.placements.iter().flat_map(|placement| &placement.value.zones).flat_map(|zones| &zones.value)
    {
        for (id, _) in zone.value.when.iter().flat_map(|when| &when.value.0) {
            reference("pole", Some(*id), &names.poles, sink);
        }
    }
    for question in &draft.questions {
        reference("trait", question.value.of, &names.traits, sink);
        reference("scale", question.value.scale, &names.scales, sink);
        once("form", question.value.forms.iter().flat_map(|forms| forms.value.iter().copied()), sink);
        for form in question.value.forms.iter().flat_map(|forms| &forms.value) {
            if form.value.0 != FULL {
                reference("form", Some(*form), &names.forms, sink);
            }
        }
    }
    for recommendation in &draft.recommendations {
        reference("trait", recommendation.value.of, &names.traits, sink);
        let required = recommendation.value.requires.iter().flat_map(|requires| &requires.value);
        once("trait", required.filter_map(|requirement| requirement.value.of), sink);
        for requirement in recommendation.value.requires.iter().flat_map(|requires| &requires.value) {
            reference("trait", requirement.value.of, &names.traits, sink);
        }
    }
}

fn reference<'a>(what: &str, id: Option<At<'a, Id<'a>>>, known: &Ids<'a>, sink: &mut Sink) {
    if let Some(id) = id
        && known.find(id.value).is_none()
    {
        sink.push(diags::unknown_reference(id.place, what, id.value.0, known.iter()));
    }
}

/// Reports ids that a list names again.
fn once<'a>(what: &str, ids: impl Iterator<Item = At<'a, Id<'a>>>, sink: &mut Sink) {
    let mut named: Vec<At<'a, Id<'a>>> = Vec::new();
    for id in ids {
        match named.iter().find(|other| other.value == id.value) {
            Some(first) => {
                sink.push(diags::repeated(id.place, &format!("the {what} `{}`", id.value.0), first.place));
            }
            None => named.push(id),
        }
    }
}
