//! Members: nothing is empty, and nothing is declared without being used.
//!
//! Where a reference could not be read or leads nowhere, it may have been meant for any of the declared ids; then nothing
//! is said of those that seem to be without members until that is mended.

use std::collections::HashSet;

use super::super::diags;
use super::super::draft::KindWord;
use super::super::merged::Draft;
use super::super::model::FULL;
use super::super::reader::{At, Either, Id};
use super::ids::{Ids, Names};
use crate::diagnostic::{Diagnostic, Sink};

pub fn check<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    dimensions(draft, names, sink);
    traits(draft, names, sink);
    poles(draft, names, sink);
    forms(draft, names, sink);
    scales(draft, names, sink);
}

fn dimensions<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    let mut used = Used::new(&names.dimensions);
    for of in &draft.traits {
        used.by(of.value.dimension, true);
    }
    let declared = draft.dimensions.iter().filter_map(|item| item.value.id);
    used.report_unused(declared, |id| diags::empty(id, "dimension", "trait"), sink);
}

fn traits<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    let mut used = Used::new(&names.traits);
    for question in &draft.questions {
        if question.value.kind.is_none_or(|kind| kind.value != KindWord::Text) {
            used.by(question.value.of, !question.value.sound);
        }
    }
    let declared = draft.traits.iter().filter_map(|item| item.value.id);
    used.report_unused(declared, |id| diags::empty(id, "trait", "scored question"), sink);
}

fn poles<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    let mut used = Used::new(&names.poles);
    for of in &draft.traits {
        let poles: Vec<At<'a, Id<'a>>> = match &of.value.poles {
            Some(At { value: Either::Plain(ids), .. }) => ids.clone(),
            Some(At { value: Either::Table(map), .. }) => map.0.iter().map(|(id, _)| *id).collect(),
            None => {
                used.by(None, true);
                continue;
            }
        };
        if let (true, Some(none)) = (poles.is_empty(), &of.value.poles) {
            sink.push(diags::no_poles(none.place));
        }
        for pole in poles {
            used.by(Some(pole), true);
        }
    }
    let declared = draft.poles.iter().filter_map(|item| item.value.id);
    used.report_unused(declared, |id| diags::empty(id, "pole", "trait"), sink);
}

fn forms<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    let mut used = Used::new(&names.forms);
    for question in &draft.questions {
        match &question.value.forms {
            Some(forms) => {
                for form in forms.value.iter().filter(|form| form.value.0 != FULL) {
                    used.by(Some(*form), true);
                }
            }
            None => used.by(None, !question.value.sound),
        }
    }
    let declared = draft.forms.iter().filter_map(|item| item.value.id).filter(|id| id.value.0 != FULL);
    used.report_unused(declared, |id| diags::empty(id, "form", "question"), sink);
}

fn scales<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    let mut used = Used::new(&names.scales);
    for question in &draft.questions {
        used.by(question.value.scale, !question.value.sound);
    }
    used.report_unused(draft.scales.iter().map(|(id, _)| *id), diags::unused_scale, sink);
}

/// Which of the known ids are named.
struct Used<'n, 'a> {
    known: &'n Ids<'a>,
    named: HashSet<Id<'a>>,
    /// Whether a reference may have been meant for any of them.
    unsure: bool,
}

impl<'n, 'a> Used<'n, 'a> {
    fn new(known: &'n Ids<'a>) -> Self {
        Self { known, named: HashSet::new(), unsure: false }
    }

    /// Takes a reference; `lost` says whether one that is not there could not be read.
    fn by(&mut self, id: Option<At<'a, Id<'a>>>, lost: bool) {
        match id {
            Some(id) if self.known.find(id.value).is_some() => {
                self.named.insert(id.value);
            }
            Some(_) => self.unsure = true,
            None => self.unsure |= lost,
        }
    }

    fn report_unused(
        self,
        declared: impl Iterator<Item = At<'a, Id<'a>>>,
        finding: impl Fn(At<'a, Id<'a>>) -> Diagnostic,
        sink: &mut Sink,
    ) {
        if !self.unsure {
            declared.filter(|id| !self.named.contains(&id.value)).for_each(|id| sink.push(finding(id)));
        }
    }
}
