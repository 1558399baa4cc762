//! Number questions: anchors rise, and answers within the limits can be worth 0 and 1.

use super::super::codes;
use super::super::diags;
use super::super::draft::Question;
use super::super::keys::{High, Low, Range};
use super::super::merged::Draft;
use crate::diagnostic::Sink;

/// What an anchor may be worth.
const VALUES: Range = Range { low: Low::From(0.0), high: High::To(1.0) };

pub fn check(draft: &Draft<'_>, sink: &mut Sink) {
    for question in &draft.questions {
        let question = &question.value;
        if let (Some(minimum), Some(maximum)) = (question.minimum, question.maximum)
            && minimum.value >= maximum.value
        {
            sink.push(diags::empty_range(maximum.place, minimum.place));
            continue;
        }
        anchors(question, sink);
    }
}

fn anchors(question: &Question<'_>, sink: &mut Sink) {
    let Some(anchors) = &question.anchors else { return };
    let mut sound = true;
    for anchor in &anchors.value {
        let [_, value] = anchor.value;
        if !VALUES.contains(value) {
            sound = false;
            sink.push(diags::out_of_range(codes::OUT_OF_RANGE, anchor.place, value, &VALUES));
        }
    }
    for pair in anchors.value.windows(2) {
        if pair[1].value[0] <= pair[0].value[0] {
            sound = false;
            sink.push(diags::anchors_not_rising(pair[1].place, pair[0].place));
        }
    }
    if !sound {
        return;
    }
    let points: Vec<[f64; 2]> = anchors.value.iter().map(|anchor| anchor.value).collect();
    let low = question.minimum.map_or(f64::NEG_INFINITY, |minimum| minimum.value);
    let high = question.maximum.map_or(f64::INFINITY, |maximum| maximum.value);
    let inside = points.iter().filter(|[x, _]| (low..=high).contains(x)).map(|[_, value]| *value);
    // The curve is straight between anchors and constant outside: its extremes are at anchors or at the limits.
    let values: Vec<f64> =
        inside.chain([at(&points, low), at(&points, high)].into_iter().flatten()).collect();
    for end in [0.0, 1.0] {
        if !values.iter().any(|value| value.total_cmp(&end).is_eq()) {
            let why = if points.iter().any(|[_, value]| value.total_cmp(&end).is_eq()) {
                "the anchor that has it lies outside the limits"
            } else {
                "no anchor has it"
            };
            sink.push(diags::unreachable_value(anchors.place, end, why));
        }
    }
}

/// Returns the value of a number by the anchors; `None` without anchors.
fn at(anchors: &[[f64; 2]], number: f64) -> Option<f64> {
    let above = anchors.iter().position(|[x, _]| *x >= number);
    match above {
        Some(0) => Some(anchors[0][1]),
        Some(index) => {
            let ([x0, v0], [x1, v1]) = (anchors[index - 1], anchors[index]);
            Some(v0 + (v1 - v0) * (number - x0) / (x1 - x0))
        }
        None => anchors.last().map(|[_, value]| *value),
    }
}
