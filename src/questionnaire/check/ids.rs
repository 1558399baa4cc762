//! Ids: well formed, not reserved, each given once in its list.

use std::collections::HashMap;

use super::super::diags;
use super::super::expression::KEYWORDS;
use super::super::merged::Draft;
use super::super::reader::{At, Id, Place};
use crate::diagnostic::Sink;

/// The ids of one list, with the place of each in the list.
#[derive(Debug, Default)]
pub struct Ids<'a>(HashMap<&'a str, (usize, Place<'a>)>);

impl<'a> Ids<'a> {
    /// Returns where in the list the id stands.
    #[must_use]
    pub fn find(&self, id: Id<'_>) -> Option<usize> {
        self.0.get(id.0).map(|(index, _)| *index)
    }

    /// Iterates over the ids in the order of the list.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> {
        let mut ids: Vec<_> = self.0.iter().map(|(id, (index, _))| (*index, *id)).collect();
        ids.sort_unstable();
        ids.into_iter().map(|(_, id)| id)
    }
}

/// The ids of every list that others refer to.
#[derive(Debug, Default)]
pub struct Names<'a> {
    pub poles: Ids<'a>,
    pub forms: Ids<'a>,
    pub scales: Ids<'a>,
    pub dimensions: Ids<'a>,
    pub traits: Ids<'a>,
    pub questions: Ids<'a>,
}

/// Checks all ids and returns those that others refer to.
pub fn check<'a>(draft: &Draft<'a>, sink: &mut Sink) -> Names<'a> {
    if let Some(id) = draft.headers.first().and_then(|header| header.value.id) {
        well_formed(id, sink);
    }
    let names = Names {
        poles: list("pole", draft.poles.iter().map(|item| item.value.id), sink),
        forms: list("form", draft.forms.iter().map(|item| item.value.id), sink),
        scales: list("scale", draft.scales.iter().map(|(id, _)| Some(*id)), sink),
        dimensions: list("dimension", draft.dimensions.iter().map(|item| item.value.id), sink),
        traits: list("trait", draft.traits.iter().map(|item| item.value.id), sink),
        questions: list("question", draft.questions.iter().map(|item| item.value.id), sink),
    };
    list("level", draft.levels.iter().map(|item| item.value.id), sink);
    list("recommendation", draft.recommendations.iter().map(|item| item.value.id), sink);
    list("contradiction", draft.contradictions.iter().map(|item| item.value.id), sink);
    for placement in &draft.placements {
        let zones = placement.value.zones.iter().flat_map(|zones| &zones.value);
        list("zone", zones.map(|item| item.value.id), sink);
    }
    let own = draft.questions.iter().filter_map(|question| question.value.options.as_ref());
    let shared = draft.scales.iter().filter_map(|(_, scale)| scale.value.options.as_ref());
    for options in own.chain(shared) {
        list("option", options.value.iter().map(|item| item.value.id), sink);
    }
    for question in draft.questions.iter().filter_map(|question| question.value.id) {
        if KEYWORDS.contains(&question.value.0) {
            sink.push(diags::reserved_id(question, "the word has a meaning in conditions"));
        }
    }
    names
}

/// Checks the ids of a list.
fn list<'a>(what: &str, ids: impl Iterator<Item = Option<At<'a, Id<'a>>>>, sink: &mut Sink) -> Ids<'a> {
    let mut found = HashMap::new();
    for (index, id) in ids.enumerate() {
        let Some(id) = id else { continue };
        well_formed(id, sink);
        match found.get(id.value.0) {
            Some((_, first)) => sink.push(diags::duplicate_id(id, what, *first)),
            None => {
                found.insert(id.value.0, (index, id.place));
            }
        }
    }
    Ids(found)
}

fn well_formed(id: At<'_, Id<'_>>, sink: &mut Sink) {
    let text = id.value.0;
    if text == "n/a" || text == "unknown" {
        sink.push(diags::reserved_id(id, "it means something else in answers"));
    } else if text.starts_with(|c: char| c.is_ascii_digit()) && text.parse::<f64>().is_ok() {
        sink.push(diags::reserved_id(id, "a bare number names an option by its place"));
    } else if !is_kebab(text) {
        sink.push(diags::bad_id(id));
    }
}

/// Returns whether the text is made of lower-case words and digits joined by single hyphens.
fn is_kebab(text: &str) -> bool {
    text.split('-').all(|part| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    })
}
