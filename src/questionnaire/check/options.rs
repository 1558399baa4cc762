//! Options: enough of them, worth something from 0 to 1, in rising order.

use super::super::diags;
use super::super::draft::{Alternative, KindWord, List, Question};
use super::super::merged::Draft;
use super::super::reader::At;
use super::ids::Names;
use crate::diagnostic::Sink;

pub fn check<'a>(draft: &Draft<'a>, names: &Names<'a>, sink: &mut Sink) {
    for question in &draft.questions {
        let Some(options) = draft.alternatives(&question.value, names) else { continue };
        match question.value.kind.map(|kind| kind.value) {
            Some(KindWord::Choice) => choice(options, sink),
            Some(KindWord::Multiple) => multiple(&question.value, options, sink),
            _ => {}
        }
    }
}

fn choice(options: &At<'_, List<'_, Alternative<'_>>>, sink: &mut Sink) {
    if options.value.len() < 2 {
        sink.push(diags::too_few_options(options.place, "a question of kind `choice` needs at least two"));
        return;
    }
    for option in &options.value {
        let keys = [
            ("points", option.value.points.map(|at| at.place)),
            ("none", option.value.none.map(|at| at.place)),
        ];
        for (key, place) in keys {
            if let Some(place) = place {
                sink.push(diags::misplaced_in_option(place, key, KindWord::Multiple));
            }
        }
    }
    if options.value.iter().any(|option| !option.value.sound) {
        return;
    }
    let values: Vec<_> = options.value.iter().filter_map(|option| option.value.value).collect();
    if values.is_empty() {
        return;
    }
    if values.len() < options.value.len() {
        if let Some(without) = options.value.iter().find(|option| option.value.value.is_none()) {
            sink.push(diags::mixed_values(without.place, values[0].place));
        }
        return;
    }
    for pair in values.windows(2) {
        if pair[1].value.0 < pair[0].value.0 {
            sink.push(diags::falling_value(pair[1].place, pair[0].place));
        }
    }
    for end in [0.0, 1.0] {
        if !values.iter().any(|value| value.value.0.total_cmp(&end).is_eq()) {
            sink.push(diags::unreachable_value(options.place, end, "no option has it"));
        }
    }
}

fn multiple(question: &Question<'_>, options: &At<'_, List<'_, Alternative<'_>>>, sink: &mut Sink) {
    let mut first_none = None;
    let mut sum = 0.0;
    let mut others = 0;
    for option in &options.value {
        if let Some(value) = option.value.value {
            sink.push(diags::misplaced_in_option(value.place, "value", KindWord::Choice));
        }
        if let Some(none) = option.value.none.filter(|none| none.value) {
            if let Some(first) = first_none.replace(none.place) {
                sink.push(diags::second_none(none.place, first));
            }
            if let Some(points) = option.value.points {
                sink.push(diags::points_of_none(points.place));
            }
        } else {
            others += 1;
            sum += option.value.points.map_or(1.0, |points| points.value.0);
        }
    }
    if others == 0 {
        sink.push(diags::too_few_options(
            options.place,
            "besides the one for \"none\", at least one is needed",
        ));
    } else if sum <= 0.0 {
        sink.push(diags::unreachable_value(options.place, 1.0, "no option brings points"));
    } else if let Some(cap) = question.cap.filter(|cap| cap.value.0 > sum) {
        let why = format!("all options together bring {sum} points");
        sink.push(diags::unreachable_value(cap.place, 1.0, &why));
    }
}
