//! The constants of the method that must fit each other.

use super::super::diags;
use super::super::merged::Draft;
use super::super::model::Method;
use crate::diagnostic::Sink;

pub fn check(draft: &Draft<'_>, sink: &mut Sink) {
    let Some(method) = draft.methods.first() else { return };
    let defaults = Method::default();
    let practised = method.value.practised.map_or(defaults.practised, |at| at.value.0);
    let unsupported = method.value.unsupported.map_or(defaults.unsupported, |at| at.value.0);
    if unsupported >= practised
        && let Some(place) = method.value.unsupported.or(method.value.practised).map(|at| at.place)
    {
        sink.push(diags::not_below_practised(place, unsupported, practised));
    }
    if let Some(spacing) = method.value.spacing {
        let [low, high] = spacing.value;
        if low <= 0.0 || low >= 1.0 || high <= 1.0 {
            sink.push(diags::bad_spacing(spacing.place));
        }
    }
}
