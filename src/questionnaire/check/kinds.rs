//! Kinds: a question has the keys that its kind needs, and none that mean nothing for it.

use super::super::diags;
use super::super::draft::{KindWord, Question};
use super::super::merged::Draft;
use super::super::reader::{At, Place};
use crate::diagnostic::Sink;

pub fn check(draft: &Draft<'_>, sink: &mut Sink) {
    for question in &draft.questions {
        let Some(kind) = question.value.kind.map(|kind| kind.value) else { continue };
        misplaced(&question.value, kind, sink);
        needed(question, kind, sink);
        if let (Some(options), Some(scale)) = (&question.value.options, &question.value.scale) {
            sink.push(diags::conflicting_keys(scale.place, "scale", "options", options.place));
        }
        if question.value.of.is_none()
            && let Some(weight) = question.value.weight
        {
            sink.push(diags::no_effect(weight.place, "weight"));
        }
    }
}

fn misplaced(question: &Question<'_>, kind: KindWord, sink: &mut Sink) {
    use KindWord::{Choice, Multiple, Number, YesNo};
    let place = |place: Option<Place<'_>>, key: &'static str, kinds: &[KindWord], sink: &mut Sink| {
        if let Some(place) = place.filter(|_| !kinds.contains(&kind)) {
            sink.push(diags::misplaced_key(place, key, kind, kinds));
        }
    };
    let q = question;
    place(q.scale.map(|at| at.place), "scale", &[Choice, Multiple], sink);
    place(q.options.as_ref().map(|at| at.place), "options", &[Choice, Multiple], sink);
    place(q.cap.map(|at| at.place), "cap", &[Multiple], sink);
    place(q.unit.map(|at| at.place), "unit", &[Number], sink);
    place(q.minimum.map(|at| at.place), "minimum", &[Number], sink);
    place(q.maximum.map(|at| at.place), "maximum", &[Number], sink);
    place(q.anchors.as_ref().map(|at| at.place), "anchors", &[Number], sink);
    place(q.of.map(|at| at.place), "trait", &[Choice, Multiple, Number, YesNo], sink);
    let reversed = q.reversed.filter(|reversed| reversed.value);
    place(reversed.map(|at| at.place), "reversed", &[Choice, YesNo], sink);
}

fn needed(question: &At<'_, Question<'_>>, kind: KindWord, sink: &mut Sink) {
    let place = question.value.kind.map_or(question.place, |kind| kind.place);
    match kind {
        KindWord::Choice | KindWord::Multiple => {
            if question.value.options.is_none() && question.value.scale.is_none() {
                sink.push(diags::missing_for_kind(place, kind, "options"));
            }
        }
        KindWord::Number if question.value.of.is_some() && question.value.anchors.is_none() => {
            sink.push(diags::missing_for_kind(place, kind, "anchors"));
        }
        KindWord::Number | KindWord::YesNo | KindWord::Text => {}
    }
}
