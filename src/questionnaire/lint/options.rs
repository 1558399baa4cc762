//! The wording of options, a question's own or those of a scale.

use super::{Case, Check, Found, diags, texts, words};
use crate::questionnaire::draft::{Accepted, Alternative};
use crate::questionnaire::reader::At;

/// The most words of an option.
const OPTION: usize = 20;
/// The longest option may have this many times the words of the shortest…
const TIMES: usize = 3;
/// …or so many more that the eye is not drawn to it.
const MORE: usize = 9;

/// Looks at all options.
pub fn look<'l, 'a>(case: &Case<'l, 'a>, found: &mut Vec<Found<'l, 'a>>) {
    let own = case.draft.questions.iter().map(|question| (&question.value.options, &question.value.accept));
    let shared = case.draft.scales.iter().map(|(_, scale)| (&scale.value.options, &scale.value.accept));
    for (options, accept) in own.chain(shared) {
        let Some(options) = options else { continue };
        each(case, &options.value, accept, found);
        uneven(&options.value, accept, found);
    }
}

fn each<'l, 'a>(
    case: &Case<'l, 'a>,
    options: &'l [At<'a, Alternative<'a>>],
    accept: &'l Accepted<'a>,
    found: &mut Vec<Found<'l, 'a>>,
) {
    for text in options.iter().filter_map(|option| option.value.text) {
        let count = words::count(text.value.0);
        if count > OPTION {
            let finding = diags::long_option(text.place, count, OPTION);
            found.push(Found { check: Check::LongOption, accept, finding });
        }
        if case.is_english() {
            for (word, at) in texts::absolute_words(text.value.0) {
                let finding = diags::absolute_word(text.place.part(text.value.0, at), word, "option");
                found.push(Found { check: Check::AbsoluteWord, accept, finding });
            }
        }
    }
}

/// Compares the longest option with the shortest. "None of these" is short by nature and not compared.
fn uneven<'l, 'a>(
    options: &'l [At<'a, Alternative<'a>>],
    accept: &'l Accepted<'a>,
    found: &mut Vec<Found<'l, 'a>>,
) {
    let compared = options.iter().filter(|option| !option.value.none.is_some_and(|none| none.value));
    let counts: Vec<_> = compared
        .filter_map(|option| option.value.text)
        .map(|text| (words::count(text.value.0), text.place))
        .collect();
    let (Some(shortest), Some(longest)) =
        (counts.iter().min_by_key(|(count, _)| *count), counts.iter().rev().max_by_key(|(count, _)| *count))
    else {
        return;
    };
    if longest.0 > TIMES * shortest.0 && longest.0 > shortest.0 + MORE {
        let finding = diags::uneven_options(*longest, *shortest);
        found.push(Found { check: Check::UnevenOptions, accept, finding });
    }
}
