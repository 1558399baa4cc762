//! The ladder: it starts at 0 and rises, and gates name its levels.

use super::super::diags;
use super::super::merged::Draft;
use crate::diagnostic::Sink;

pub fn check(draft: &Draft<'_>, sink: &mut Sink) {
    let from: Vec<_> = draft.levels.iter().filter_map(|level| level.value.from).collect();
    if let Some(first) = draft.levels.first().and_then(|level| level.value.from)
        && first.value.0 > 0.0
    {
        sink.push(diags::first_level_not_zero(first.place));
    }
    for pair in from.windows(2) {
        if pair[1].value.0 <= pair[0].value.0 {
            sink.push(diags::levels_not_rising(pair[1].place, pair[0].place));
        }
    }
    for of in &draft.traits {
        let gates = of.value.essential.iter().flat_map(|gates| &gates.value);
        let levels: Vec<_> = gates.filter_map(|gate| gate.value.level).collect();
        for (index, level) in levels.iter().enumerate() {
            if level.value.0 > draft.levels.len() {
                sink.push(diags::unknown_level(level.place, level.value.0, draft.levels.len()));
            }
            if let Some(first) = levels[..index].iter().find(|other| other.value == level.value) {
                sink.push(diags::repeated(level.place, &format!("level {}", level.value.0), first.place));
            }
        }
    }
}
